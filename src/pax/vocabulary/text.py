"""A text in both languages of the interface, Swedish first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same said in Swedish and in English."""

    sv: str
    en: str

    def said(self, language: str) -> str:
        """The text in `sv` or `en`."""
        return self.en if language == "en" else self.sv
