from made
using sample reservoir(50000 rows) repeatable (7)
