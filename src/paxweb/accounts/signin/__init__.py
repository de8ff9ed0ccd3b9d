"""Signing in: a password with a second factor, a passkey, or the municipality's own sign-in by OpenID Connect."""
