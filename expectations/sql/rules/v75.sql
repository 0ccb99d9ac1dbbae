-- V75 Every row points to a span within the text of an article that it cites. The evidence of an
-- event whose mentions were all stored before is not staged: it was checked when it was loaded.
with spans as (
    select
        event_key,
        count(*) as n_spans,
        count(*) filter (
            where not coalesce(
                span_start >= 0 and span_start < span_end and span_end <= article_length, false
            )
        ) as n_outside
    from evidence
    where span_start is not null
    group by event_key
)
select
    e.file_row_number,
    e.event_key,
    case
        when s.n_spans is null then 'no evidence span'
        else s.n_outside || ' of ' || s.n_spans || ' spans lie outside their article'
    end as detail
from events_batch as e
left join spans as s on s.event_key = e.event_key
where
    (s.n_spans is null and e.event_key in (select event_key from event_articles))
    or s.n_outside > 0
