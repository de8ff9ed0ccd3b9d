"""Makes the room ready: whoever is bound or declares something is kept from what concerns them at once."""

from importlib import import_module

from django.apps import AppConfig


class Intake(AppConfig):
    """What runs say."""

    name = "paxweb.intake"
    label = "intake"

    def ready(self) -> None:
        """Register with accounts. Models exist only now, so what names them is brought in now."""
        import_module("paxweb.intake.recusing").make_ready()
