-- Stored articles that may be copies of the batch's, or the other way round: they share a band
-- with one, or are its copies or its first; and the copies and the firsts of all these.
with
batch as (
    select
        wanted.article_id,
        wanted.bands
    from read_parquet($path) as wanted
),
bands as (
    select distinct unnest(batch.bands) as band
    from batch
),
stored_bands as (
    select
        sketches.article_id,
        unnest(sketches.bands) as band
    from sketches
    where sketches.scheme = $scheme
),
near as (
    select stored_bands.article_id
    from stored_bands
    semi join bands on stored_bands.band = bands.band
    union
    select batch.article_id
    from batch
),
linked as (
    select near.article_id
    from near
    union
    select article_copies.duplicate_of as article_id
    from article_copies
    semi join near on article_copies.article_id = near.article_id
    union
    select article_copies.article_id
    from article_copies
    semi join near on article_copies.duplicate_of = near.article_id
)
select articles.* exclude (row_hash, run_id)
from articles
semi join linked on articles.article_id = linked.article_id
anti join batch on articles.article_id = batch.article_id
where
    articles.text is not null
    and articles.outcome <> 'quarantined'
order by articles.article_id
