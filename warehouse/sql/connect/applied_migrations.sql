select
    migrations.number,
    migrations.name
from migrations
order by migrations.number
