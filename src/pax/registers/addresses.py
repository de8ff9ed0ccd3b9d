"""An address as Swedes write it, and the one dwelling it means.

Written forms: street, number, letter, staircase (`uppg B`), apartment (`lgh 1203`, the four digits of
lägenhetsregistret), stairs up (`2 tr`, `nb` or `bv` for the ground floor), care of, postal code and town. A dwelling is
found when exactly one fits all that is written; anything else stays without one (lag (2006:378) om lägenhetsregister:
the two first digits of the number are the floor, 10 the entrance floor).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ENTRANCE_FLOOR = 10

_CARE_OF = re.compile(r"^\s*c\s*/\s*o\s+(?P<name>[^,]+?)(?:,|(?=\s+\S+\s+\d)|$)", re.IGNORECASE)
_POSTAL = re.compile(r"(?:^|[\s,])(?:SE?-?)?(?P<code>\d{3}\s?\d{2}),?\s+(?P<city>[^\d,]+?)\s*$", re.IGNORECASE)
_APARTMENT = re.compile(r"[\s,]*\b(?:lgh|lght|lägenhet|l|nr)\.?\s*(?P<number>\d{4})\b", re.IGNORECASE)
_STAIRCASE = re.compile(
    r"[\s,]*\b(?:uppg|uppgång|trapphus|port|ingång)\.?\s*(?P<name>[A-ZÅÄÖ]|\d{1,2})\b", re.IGNORECASE
)
_FLOOR = re.compile(
    r"[\s,]*(?:\b(?P<up>\d{1,2})\s*(?:½\s*)?(?:tr|trappor|trp|vån|våning)\b\.?|\b(?P<ground>nb|bv|bottenvåning(?:en)?)\b)"
    r"(?:\s*(?:ö\.?\s?g|g\.?\s?h|ög|gh|upp|tv|th|mitt)\b\.?)?",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^\s*(?P<street>\D*?\D)\s*(?P<number>\d{1,4})(?:\s*-\s*\d{1,4})?\s*(?P<letter>[A-ZÅÄÖ])?\s*[,.]?\s*$",
    re.IGNORECASE,
)
_BOX = re.compile(r"^\s*(?:box|fack|poste restante)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says; empty where it does not. `floor` counts stairs from the entrance floor (0)."""

    street: str = ""
    number: str = ""
    letter: str = ""
    staircase: str = ""
    apartment: str = ""
    floor: int | None = None
    care_of: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A dwelling as the register writes its address, in comparable form."""

    dwelling_id: str
    letter: str
    staircase: str
    apartment: str
    postal_code: str


def read_address(written: str) -> Address:
    """Take an address apart. What is not understood leaves the street empty; a postal box has none."""
    text = " ".join(written.replace("\u00a0", " ").split())
    care_of, text = _taken(_CARE_OF, text, "name")
    postal = _POSTAL.search(text)
    if postal is not None:
        text = text[: postal.start()]
    apartment, text = _taken(_APARTMENT, text, "number")
    staircase, text = _taken(_STAIRCASE, text, "name")
    floor, text = _floor(text)
    place = None if _BOX.match(text) else _STREET.match(text.strip(" ,"))
    return Address(
        street=plain(place["street"]) if place else "",
        number=place["number"].lstrip("0") if place else "",
        letter=(place["letter"] or "").upper() if place else "",
        staircase=staircase.upper(),
        apartment=apartment,
        floor=floor,
        care_of=care_of.strip(),
        postal_code=postal["code"].replace(" ", "") if postal else "",
        city=plain(postal["city"]) if postal else "",
    )


def _taken(pattern: re.Pattern[str], text: str, group: str) -> tuple[str, str]:
    match = pattern.search(text)
    if match is None:
        return "", text
    return match[group], f"{text[: match.start()]} {text[match.end() :]}".strip()


def _floor(text: str) -> tuple[int | None, str]:
    match = _FLOOR.search(text)
    if match is None:
        return None, text
    floor = 0 if match["ground"] else int(match["up"])
    return floor, f"{text[: match.start()]} {text[match.end() :]}".strip()


def plain(name: str) -> str:
    """A street or town as it is compared: without case, stops and repeated spaces."""
    return " ".join(name.replace(".", " ").replace(",", " ").split()).casefold()


@dataclass(slots=True)
class Doors:
    """Every dwelling by street and number, to look addresses up in."""

    by_place: dict[tuple[str, str], list[Door]] = field(default_factory=dict)

    @classmethod
    def of(cls, dwellings: Iterable[Mapping[str, str | None]]) -> "Doors":
        """From rows of `dwellings` (dwelling_id, street, number, letter, staircase, apartment_number, postal_code)."""
        doors = cls()
        for row in dwellings:
            place = (plain(row["street"] or ""), (row["number"] or "").lstrip("0"))
            door = Door(
                row["dwelling_id"] or "",
                (row["letter"] or "").upper(),
                (row["staircase"] or "").upper(),
                row["apartment_number"] or "",
                (row["postal_code"] or "").replace(" ", ""),
            )
            doors.by_place.setdefault(place, []).append(door)
        return doors

    def find(self, address: Address) -> str | None:
        """The one dwelling that fits all that is written, or None."""
        if not address.street or not address.number:
            return None
        fitting = [door for door in self.by_place.get((address.street, address.number), ()) if _fits(address, door)]
        return fitting[0].dwelling_id if len(fitting) == 1 else None


def _fits(address: Address, door: Door) -> bool:
    return (
        _entrance_fits(address, door)
        and (not address.apartment or address.apartment == door.apartment)
        and (address.floor is None or bool(address.apartment) or _floor_of(door) == address.floor)
        and (not address.postal_code or not door.postal_code or address.postal_code == door.postal_code)
    )


def _entrance_fits(address: Address, door: Door) -> bool:
    """The letter after a number is the address's own, or (where the register has none) its staircase."""
    if address.letter and address.letter not in (door.letter or door.staircase,):
        return False
    return not address.staircase or address.staircase == door.staircase


def _floor_of(door: Door) -> int | None:
    return int(door.apartment[:2]) - ENTRANCE_FLOOR if re.fullmatch(r"\d{4}", door.apartment) else None
