-- What a release with crosswalk columns holds: the same events, the columns behind the 31.
create or replace temp view released_crosswalk as
select
    released.*,
    crosswalk.plover_event,
    crosswalk.plover_mode,
    crosswalk.cameo_root,
    crosswalk.ucdp_type_of_violence
from released
left join
    crosswalk
    on
        released.sub_event_type is not distinct from crosswalk.sub_event_type
        and released.actor1 is not distinct from crosswalk.actor1
        and released.inter1 is not distinct from crosswalk.inter1
        and released.actor2 is not distinct from crosswalk.actor2
        and released.inter2 is not distinct from crosswalk.inter2
        and least(released.fatalities, 1) is not distinct from crosswalk.fatalities
