"""Prefect flows and the command line: what runs when."""

import gc

FEWER_COLLECTIONS = (50_000, 20, 10)
"""Python's own thresholds walk the whole heap 18 times in a run of 300 articles: 5 s of its 32,
because codebooks, gazetteer and models are a million objects that live as long as the process.
With these it happens once in some thousand articles, and peak memory is the same."""

gc.set_threshold(*FEWER_COLLECTIONS)
