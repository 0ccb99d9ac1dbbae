"""From mentions to events: one row for one event."""
