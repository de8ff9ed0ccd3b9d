"""What the house promises about itself: walls, budgets, names, and that nothing exists undocumented."""
