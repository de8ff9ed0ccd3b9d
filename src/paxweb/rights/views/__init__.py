"""Pages of requests, records and retention."""
