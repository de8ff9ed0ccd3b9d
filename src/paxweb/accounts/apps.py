"""The room as Django installs it, with its checks."""

from django.apps import AppConfig

from paxweb.accounts import checks


class Accounts(AppConfig):
    """People, clearances, walls."""

    name = "paxweb.accounts"
    checks = (checks.secret, checks.bound_role)
