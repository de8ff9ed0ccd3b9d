"""What people make of a run: the week's items, read blind first, then cleared, put off or handed over."""
