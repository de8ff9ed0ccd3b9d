"""Settings, addresses and WSGI of each site."""
