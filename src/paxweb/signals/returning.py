"""Whoever goes away gives back what they hold, in the transaction that says so."""

from paxweb.accounts.clearances.actions.absent import when_away
from paxweb.signals.actions.give_back import give_back_all


def make_ready() -> None:
    """Be told when somebody is away."""
    when_away(_give_back)


def _give_back(user_id: int, board_id: str) -> None:
    give_back_all(user_id, board_id)
