"""The demo: made-up people at two boards of a made-up town. Runs only with PAX_DEMO=1, on SQLite, on this machine."""
