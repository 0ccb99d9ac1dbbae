"""Time expressions: found and normalised to TIMEX3 by language packs."""
