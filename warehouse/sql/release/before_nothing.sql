-- Nothing was released before.
create or replace temp view before as
select acled_style.*
from acled_style
where false
