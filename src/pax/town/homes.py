"""Dwellings, the properties and areas they lie in, and who owns them."""

from dataclasses import dataclass

import numpy as np

from pax.town.calibration import MUNICIPAL_SHARE_OF_RENTALS, RENTAL_SHARE
from pax.town.days import Ints, to_day
from pax.town.frames import NOBODY, Chunk, Words, org_code
from pax.vocabulary import last_possible_day

OWNED, MUNICIPAL, PRIVATE = range(3)
"""Who owns a dwelling: those who live there (or their co-operative), the municipal company, another landlord."""

COMPANY, OTHER_LANDLORD = 0, 1
"""Organisation index of the municipal housing company and of the other landlord."""

FLATS_IN_A_HOUSE = 24
FLAT_ROOMS = (0.18, 0.40, 0.32, 0.10)  # 1 to 4 rooms. Assumed
VILLA_ROOMS = (0.45, 0.40, 0.15)  # 4 to 6 rooms. Assumed
VILLAS = 0.35  # share of dwellings. Assumed
_TRACTS = (
    *("BERGA", "BJÖRKA", "DALBY", "EKEBY", "FRÖTUNA", "GRÄNBY", "HAGA", "HOVSTA"),
    *("KARLSRO", "LUNDA", "MÅLBY", "NORRTUNA", "RONNA", "SALTSKOG", "TUNA", "VASA"),
)
STREETS = (
    *("Agatan", "Alvägen", "Ankargatan", "Backvägen", "Bergsgatan", "Björkgatan", "Bruksgatan", "Dammvägen", "Ekgatan"),
    *("Fabriksgatan", "Fiskargatan", "Granvägen", "Gröna gatan", "Hagavägen", "Hamngatan", "Järngatan", "Kanalgatan"),
    *("Klockvägen", "Kvarngatan", "Källgatan", "Köpmangatan", "Lindgatan", "Ljunggatan", "Mjölnargatan", "Nygatan"),
    *("Norra vägen", "Orrstigen", "Parkgatan", "Rosengatan", "Rönnvägen", "Skolgatan", "Slottsgatan", "Smedjegatan"),
    *("Storgatan", "Strandvägen", "Södra vägen", "Tallvägen", "Torggatan", "Trädgårdsgatan", "Videvägen", "Ängsvägen"),
)
CATEGORIES = ("ordinary", "student", "elderly_or_disabled", "other_special")
USAGES = ("residential", "non_residential")
_EAST, _NORTH = 700_000, 6_500_000  # out in the Baltic: nobody lives there


@dataclass(frozen=True, slots=True)
class Homes:
    """Dwellings 0 … n-1, one entry each."""

    prop: Ints
    rooms: Ints
    owner: Ints
    in_villa: Ints
    built: Ints
    properties: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.rooms)

    @property
    def areas(self) -> int:
        """How many areas the town has: about 1,200 dwellings each, four at least."""
        return max(4, self.count // 1200)


def build_homes(count: int, chance: np.random.Generator) -> Homes:
    """`count` ordinary dwellings: houses of 24 flats first, then villas."""
    flats = round(count * (1 - VILLAS))
    nth = np.arange(count)
    houses = -(-flats // FLATS_IN_A_HOUSE)
    prop = np.where(nth < flats, nth // FLATS_IN_A_HOUSE, houses + nth - flats)
    villa = nth >= flats
    rooms = np.where(
        villa,
        chance.choice(len(VILLA_ROOMS), count, p=VILLA_ROOMS) + 4,
        chance.choice(len(FLAT_ROOMS), count, p=FLAT_ROOMS) + 1,
    )
    rented = RENTAL_SHARE / (1 - VILLAS)
    shares = (1 - rented, rented * MUNICIPAL_SHARE_OF_RENTALS, rented * (1 - MUNICIPAL_SHARE_OF_RENTALS))
    owner = chance.choice(3, int(prop.max()) + 1, p=shares)[prop]
    owner[:FLATS_IN_A_HOUSE] = MUNICIPAL  # however small the town, the company owns a house in it
    built = to_day(last_possible_day(1930, 12, 31)) + chance.integers(0, 85 * 365, int(prop.max()) + 1)[prop]
    return Homes(prop, rooms, np.where(villa, OWNED, owner), villa.astype(int), built, int(prop.max()) + 1)


def property_name(index: int) -> str:
    """A property's designation (fastighetsbeteckning)."""
    tract, unit = index % len(_TRACTS), index // len(_TRACTS)
    return f"SKOBY {_TRACTS[tract]} {unit // 60 + 1}:{unit % 60 + 1}"


def homes_chunk(homes: Homes) -> Chunk:
    """The ordinary dwellings as rows of `dwellings`."""
    within = np.where(homes.in_villa == 1, 0, np.arange(homes.count) % FLATS_IN_A_HOUSE)
    prop = homes.prop
    landlord = np.array([NOBODY, org_code(COMPANY), org_code(OTHER_LANDLORD)])[homes.owner]
    names = [property_name(index) for index in range(homes.properties)]
    flat = 1 - homes.in_villa
    kitchen = np.where(homes.rooms == 1, 1, 0)
    return {
        "dwelling_id": np.arange(homes.count),
        "property_id": Words(prop, names),
        "street": Words(prop % len(STREETS), STREETS),
        "number": Words(prop // len(STREETS), [str(n + 1) for n in range(homes.properties // len(STREETS) + 1)]),
        "staircase": Words(np.where(flat == 1, within // 8, -1), ["A", "B", "C"]),
        "apartment_number": Words(np.where(flat == 1, within % 8, -1), [f"1{n // 2}0{n % 2 + 1}" for n in range(8)]),
        "postal_code": Words(prop % homes.areas, [postal_code(area) for area in range(homes.areas)]),
        "city": Words(np.zeros(homes.count, int), ["SKOBY"]),
        "area_m2": homes.rooms * 21 + 16 + prop % 9,
        "rooms": homes.rooms,
        "kitchen": Words(kitchen, ["kitchen", "kitchenette"]),
        "category": Words(np.zeros(homes.count, int), CATEGORIES),
        "usage": Words(np.zeros(homes.count, int), USAGES),
        "built_on": homes.built,
        "landlord_id": landlord,
        "easting": _EAST + prop % homes.areas * 1000 + prop // homes.areas * 37 % 900,
        "northing": _NORTH + prop // homes.areas * 53 % 900,
        "area_id": Words(prop % homes.areas, [area_id(area) for area in range(homes.areas)]),
    }


def postal_code(area: int) -> str:
    """One postal code an area, from 99000: no Swedish postal code begins with 99."""
    return f"{99_000 + area}"


def area_id(area: int) -> str:
    """The id of an area."""
    return f"A{area + 1:03d}"


def area_name(area: int) -> str:
    """An area's name."""
    tract = _TRACTS[area % len(_TRACTS)].capitalize()
    return tract if area < len(_TRACTS) else f"{tract} {area // len(_TRACTS) + 1}"


def coordinates(prop: int, areas: int) -> tuple[float, float]:
    """Easting and northing of a property (SWEREF 99 TM)."""
    return _EAST + prop % areas * 1000 + prop // areas * 37 % 900, _NORTH + prop // areas * 53 % 900


def area_square(area: int) -> list[tuple[int, int]]:
    """The corners of an area (SWEREF 99 TM), first and last equal."""
    east, north = _EAST + area * 1000, _NORTH
    return [(east, north), (east + 900, north), (east + 900, north + 900), (east, north + 900), (east, north)]
