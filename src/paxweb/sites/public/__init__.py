"""The public site: the guide. No database, no sign-in, no session, no cookie, no secret."""
