"""What a town looks like on disk; each writer knows a format, none knows the reader."""
