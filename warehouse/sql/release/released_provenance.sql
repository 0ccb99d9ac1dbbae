create or replace temp view released_provenance as
select release_provenance.*
from release_provenance
semi join released on release_provenance.event_id_cnty = released.event_id_cnty
