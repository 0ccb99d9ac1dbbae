-- V30 Names of military and police forces give the state and the years of the regime.
select
    file_row_number,
    event_key,
    actor as detail
from sides
where
    regexp_matches(actor, '^(Mutiny of )?(Military|Police) Forces')
    and not regexp_full_match(
        actor,
        '(Mutiny of )?(Military|Police) Forces of .+ \([0-9]{4}-([0-9]{4})?\)( .+)?'
    )
