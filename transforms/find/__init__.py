"""Spans that may be an event: triggers, arguments, modality."""
