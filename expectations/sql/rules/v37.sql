-- V37 An actor is no source, no place alone, and no word that only describes.
select
    file_row_number,
    event_key,
    actor as detail
from sides
where
    lower(actor) in (select word from not_actor_names)
    or actor in (select country from countries)
    or actor in (country, admin1, location)
    or list_contains(string_split(source, '; '), actor)
