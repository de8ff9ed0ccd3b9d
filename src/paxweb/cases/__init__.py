"""A case's life: opened for a cause, carried step by step as its type says, ended so that it stands."""
