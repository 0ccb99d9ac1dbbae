"""The DuckDB warehouse: load, history, views, releases."""
