"""The week and the item, in tests."""
