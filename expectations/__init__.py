"""Data checks on batches, by Great Expectations."""
