"""From spans to values: dates, places, actors, numbers."""
