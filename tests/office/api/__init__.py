"""The API: what a token opens, what it never opens, and the document that says so."""
