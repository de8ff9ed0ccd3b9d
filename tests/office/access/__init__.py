"""Who may see what: the door, the walls, the policies, the matrix."""
