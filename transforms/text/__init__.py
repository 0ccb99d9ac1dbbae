"""Articles in: reading, language, layout, document creation time, annotation."""
