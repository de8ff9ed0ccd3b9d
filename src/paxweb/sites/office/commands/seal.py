"""`pax-office seal`: the same as `pax-office ledger seal`, for a unit file."""

import argparse

from paxweb.sites.office.commands.ledger import add_seal
from paxweb.sites.office.commands.migrate import Verbs


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    add_seal(verbs)
