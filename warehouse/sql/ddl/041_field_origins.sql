create view field_origins as
with
chosen as (
    select
        fields.event_key,
        fields.field,
        fields.mention_id,
        fields.article_id,
        fields.rule as taken_by
    from event_fields as fields
    union all
    select
        provenance.event_key,
        provenance.field,
        provenance.mention_id,
        provenance.article_id,
        'only_mention' as taken_by
    from provenance
    anti join event_fields as fields on provenance.event_key = fields.event_key
    where
        provenance.field in (
            'event_date', 'sub_event_type', 'actor1', 'assoc_actor_1', 'actor2', 'assoc_actor_2',
            'location', 'source', 'fatalities', 'tags'
        )
)
select
    events.event_id_cnty,
    chosen.field,
    chosen.taken_by,
    chosen.article_id,
    articles.source,
    articles.published_at,
    chosen.mention_id,
    provenance.text,
    provenance.rule
from chosen
inner join events on chosen.event_key = events.event_key
left join articles on chosen.article_id = articles.article_id
left join provenance
    on
        chosen.mention_id = provenance.mention_id
        and chosen.field = provenance.field;

comment on view field_origins is 'For each field of an event: the article that gave it, why that one, the words and the coding rule behind it.';
