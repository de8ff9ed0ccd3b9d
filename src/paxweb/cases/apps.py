"""Makes the room ready: it follows the intake's turns, and is told when somebody becomes protected or is kept away."""

from importlib import import_module

from django.apps import AppConfig


class Cases(AppConfig):
    """From a question to an outcome that stands."""

    name = "paxweb.cases"
    label = "cases"

    def ready(self) -> None:
        """Register with the rooms below. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.cases.following").make_ready()
