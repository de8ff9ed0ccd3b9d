"""Makes the room ready: it follows the intake's turns, and what is written on items is withheld with the rest."""

from importlib import import_module

from django.apps import AppConfig


class Signals(AppConfig):
    """The week's items."""

    name = "paxweb.signals"
    label = "signals"

    def ready(self) -> None:
        """Register with intake. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.signals.reported").make_ready()
        import_module("paxweb.signals.carrying").make_ready()
        import_module("paxweb.signals.returning").make_ready()
