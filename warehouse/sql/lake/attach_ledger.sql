attach '{path}' as ledger (read_only)
