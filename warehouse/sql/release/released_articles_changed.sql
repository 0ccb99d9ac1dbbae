-- The articles that the events of an update rest on.
create or replace temp view released_articles as
select release_articles.*
from release_articles
semi join
    released_provenance
    on release_articles.article_id = released_provenance.article_id
