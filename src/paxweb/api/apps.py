"""Makes the room ready: keys that machines posted under are forgotten by the clock."""

from importlib import import_module

from django.apps import AppConfig


class Api(AppConfig):
    """Machines that ask and post in somebody's name."""

    name = "paxweb.api"
    label = "api"

    def ready(self) -> None:
        """Register with the room below. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.api.actions.forget").make_ready()
