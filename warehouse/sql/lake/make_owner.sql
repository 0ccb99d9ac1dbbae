create table if not exists lake.mirrored (warehouse varchar)
