-- Reads every value of a table, so that a damaged block is found.
select bit_xor(hash(scanned)) as content
from query_table($name) as scanned
