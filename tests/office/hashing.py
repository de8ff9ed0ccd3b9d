"""Passwords in tests: Argon2 as in the office, with so little work that a thousand of them cost nothing."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same hasher and the same format; one pass over eight kibibytes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
