-- A fingerprint of all that a release holds, whatever the order of the rows (exclusive or of
-- 128-bit hashes, with their count), and the time of its newest row.
with
hashes as (
    select md5_number(events.event_id_cnty || events.timestamp::varchar || events.row_hash) as h
    from events
    union all
    select md5_number(to_json(release_articles)::varchar) as h
    from release_articles
    union all
    select md5_number(events.event_id_cnty || provenance.row_hash) as h
    from provenance
    inner join events on provenance.event_key = events.event_key
    union all
    select md5_number(to_json(release_quarantine)::varchar) as h
    from release_quarantine
),
content as (
    select
        count(*) as n_rows,
        coalesce(bit_xor(hashes.h), 0::uhugeint) as h
    from hashes
),
newest as (
    select
        max(events.timestamp) as newest_timestamp,
        count(*) as n_events
    from events
)
select
    content.n_rows::varchar || '-' || content.h::varchar as fingerprint,
    newest.newest_timestamp,
    newest.n_events
from content
cross join newest
