"""The office for other systems: they read what one may see, post what became of it, and nothing else."""
