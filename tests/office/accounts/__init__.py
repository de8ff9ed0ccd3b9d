"""Signing in, clearances, the console; and what hostile hands type into every form."""
