"""From values to ACLED-style columns, or a rejection."""
