"""The sites of Pax. Each is a process of its own, with its own settings and its own database role, or none."""
