"""What a person and the public may ask of a board: an extract, a correction, records; and what is deleted when."""
