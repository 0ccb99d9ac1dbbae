-- All articles: also those that gave no event, with the reason.
create or replace temp view released_articles as
select release_articles.*
from release_articles
