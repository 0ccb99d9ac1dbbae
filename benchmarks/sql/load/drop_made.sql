drop table made
