insert into lake.mirrored
values ($warehouse)
