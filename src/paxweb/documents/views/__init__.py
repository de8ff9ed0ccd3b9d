"""The pages: each asks its door, reads, and renders; each step calls one action."""
