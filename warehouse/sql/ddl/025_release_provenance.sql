create view release_provenance as
select
    events.event_id_cnty,
    provenance.mention_id,
    provenance.article_id,
    provenance.field,
    provenance."start",
    provenance."end",
    provenance.text,
    provenance.rule,
    provenance.codebook_version
from provenance
inner join events on provenance.event_key = events.event_key;

comment on view release_provenance is 'What a release says of the origin of each value of each event.';
