"""Killed, or out of disk: what was there is as before or as after, never between; nothing half-written is ever read."""
