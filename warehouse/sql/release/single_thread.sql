-- One thread writes one file a partition, in the order of the query: the same files again.
set threads = 1
