"""The append-only log: who did what to which item, and the proof that nothing was changed or taken away since."""
