"""Makes the room ready: its words are withheld with the rest of a case, and it stands on the case's page."""

from importlib import import_module

from django.apps import AppConfig


class Documents(AppConfig):
    """The documents of a case, and what is taken out of the office."""

    name = "paxweb.documents"
    label = "documents"

    def ready(self) -> None:
        """Register with cases. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.documents.showing").make_ready()
