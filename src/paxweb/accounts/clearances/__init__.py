"""Clearances: who may see and do what, from a day to a day, given by somebody for a reason, and never by oneself."""
