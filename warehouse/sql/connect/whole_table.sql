from query_table($name)
