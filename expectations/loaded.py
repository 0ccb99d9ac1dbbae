"""Imports Great Expectations, which takes seconds: the other modules do so when they need it."""

import great_expectations  # noqa: F401
