"""What the database has been."""
