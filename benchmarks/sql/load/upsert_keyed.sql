insert or replace into keyed by name
select
    staged.* exclude (
        published_at, flags, assoc_actor_1, assoc_actor_2, civilian_targeting, iso, region,
        admin2, admin3, tags
    )
from staged
