-- One row a side of an event: side 2 only where there is a second actor or kind of actor.
create view sides as
with first_sides as (
    select
        file_row_number, event_key, event_date, country, admin1, location, source,
        1 as side,
        actor1 as actor,
        assoc_actor_1 as assoc_actor,
        inter1 as inter
    from events_batch
),
second_sides as (
    select
        file_row_number, event_key, event_date, country, admin1, location, source,
        2 as side,
        actor2 as actor,
        assoc_actor_2 as assoc_actor,
        inter2 as inter
    from events_batch
    where actor2 is not null or inter2 is not null or assoc_actor_2 is not null
)
select * from first_sides
union all
select * from second_sides
