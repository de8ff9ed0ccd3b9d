"""Changes of this room: one function in each file."""
