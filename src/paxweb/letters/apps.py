"""Makes the room ready: a step of a case asks it for letters, and its page shows them."""

from importlib import import_module

from django.apps import AppConfig


class Letters(AppConfig):
    """What a board writes."""

    name = "paxweb.letters"
    label = "letters"

    def ready(self) -> None:
        """Register with the room below. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.letters.steps").make_ready()
