create view article_copies as
select
    copies.article_id,
    copies.outcome[length('duplicate_of:') + 1:] as duplicate_of,
    copies.source,
    copies.title,
    copies.published_at,
    copies.reason
from articles as copies
where copies.outcome like 'duplicate\_of:%' escape '\';

comment on view article_copies is 'Articles that say nothing new, with the article of which each is a copy. Not coded, not counted.';
comment on column articles.outcome is 'events, incomplete, no_event, no_model:<lang>, unknown_language, quarantined or duplicate_of:<article_id>.';
