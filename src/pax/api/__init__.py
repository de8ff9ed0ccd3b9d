"""The door of the engine for others: run folders opened and proved, the week chosen. The office's intake uses it."""
