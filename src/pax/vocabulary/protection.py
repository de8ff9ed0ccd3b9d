"""The protection mark (skyddade personuppgifter): fail-closed."""

from enum import StrEnum


class Protection(StrEnum):
    """How a person's data are protected in the population register."""

    NONE = "none"
    MARKED = "sekretessmarkering"
    PROTECTED = "skyddad_folkbokforing"

    @classmethod
    def read(cls, mark: str | None) -> "Protection":
        """The mark as delivered; an unknown or missing one counts as protected."""
        try:
            return cls(mark or "")
        except ValueError:
            return cls.MARKED

    @property
    def withholds(self) -> bool:
        """True when nothing about the person may be asked or shown."""
        return self is not Protection.NONE
