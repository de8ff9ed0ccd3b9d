"""Makes the room ready: it follows every change of items and cases, so that the words are those that stand there."""

from importlib import import_module

from django.apps import AppConfig


class Desk(AppConfig):
    """Home and search."""

    name = "paxweb.desk"
    label = "desk"

    def ready(self) -> None:
        """Register with the rooms below. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.desk.following").make_ready()
