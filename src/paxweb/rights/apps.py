"""Makes the room ready: corrections are shown where the facts are, and notices lead to what waits."""

from importlib import import_module

from django.apps import AppConfig


class Rights(AppConfig):
    """Requests, corrections, retention."""

    name = "paxweb.rights"
    label = "rights"

    def ready(self) -> None:
        """Register with the rooms below. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.rights.showing").make_ready()
        import_module("paxweb.rights.awaiting").make_ready()
        import_module("paxweb.rights.duties").make_ready()
