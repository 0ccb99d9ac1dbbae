-- The failing cells of a rule, within the batch that Great Expectations looks at.
select failing.*
from (
    $rule
) as failing
semi join {batch} as batch on batch.file_row_number = failing.file_row_number
