"""Names of several language groups, drawn once by a seeded Faker where it has the language in Latin letters."""

import unicodedata
from dataclasses import dataclass

import numpy as np
from faker import Faker

from pax.town.days import Bools, Ints
from pax.town.frames import Words

REGIONS = ("sweden", "nordic", "europe", "outside_europe")
"""Region of birth by code, in the order of `calibration.REGION_SHARES`."""

_LOCALES = {"sv_SE": 160, "fi_FI": 60, "pl_PL": 60, "tr_TR": 60, "hr_HR": 40}
_BY_REGION = (("sv_SE",), ("fi_FI",), ("pl_PL", "hr_HR"), ("tr_TR", "arabic", "somali"))
# Faker knows Arabic only in Arabic letters and Somali not at all; Navet writes Latin letters (ISO 8859-1).
_OWN = {
    "arabic": (
        "Ahmad Ali Bashar Elias Fadi Georges Hanna Hassan Jamil Karim Khalil Malik Nabil Omar Rami Sami Tarek Ziad",
        "Amal Aya Dalal Farah Hala Huda Iman Jamila Layla Lina Maryam Mona Nadia Noor Rana Rima Salma Samira Zahra",
        "Aboud Al-Amin Antar Aslan Barsom Chamoun Daoud Elias Fares Haddad Hanna Issa Khoury Malki Mansour "
        "Murad Najjar Nasser Qasim Rahme Saliba Sayegh Shamoun Tannous Yacoub Younan Zaya Zaytoun",
    ),
    "somali": (
        "Abdi Abdirahman Ayanle Bashir Dahir Faarax Guled Ismail Jama Liban Mahad Nuur Said Warsame Yusuf",
        "Amina Ayan Deqa Fadumo Hibaq Hodan Idil Ifrah Khadija Ladan Maryan Muna Sagal Sahra Shukri Ubah Zamzam",
        "Aden Ahmed Ali Barre Dirie Egal Farah Gedi Guled Hassan Hersi Isse Jama Kulane Mohamud Nur Osman Samatar",
    ),
}


@dataclass(frozen=True, slots=True)
class Pools:
    """Names by language group: the words, and where each group's men, women and families stand in them."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]
    men: tuple[tuple[int, int], ...]  # by region: start, count in `given`
    women: tuple[tuple[int, int], ...]
    families: tuple[tuple[int, int], ...]  # by region: start, count in `surnames`


def pools(seed: int) -> Pools:
    """Draw the pools of one seed."""
    given: list[str] = []
    surnames: list[str] = []
    men: list[tuple[int, int]] = []
    women: list[tuple[int, int]] = []
    families: list[tuple[int, int]] = []
    for region in _BY_REGION:
        drawn = [_of_language(language, seed) for language in region]
        for sex, spans in ((0, men), (1, women)):
            spans.append(_add(given, [name for group in drawn for name in group[sex]]))
        families.append(_add(surnames, [name for group in drawn for name in group[2]]))
    return Pools(tuple(given), tuple(surnames), tuple(men), tuple(women), tuple(families))


def _add(words: list[str], names: list[str]) -> tuple[int, int]:
    start = len(words)
    words.extend(names)
    return start, len(names)


def _of_language(language: str, seed: int) -> tuple[list[str], list[str], list[str]]:
    if language in _OWN:
        men, women, families = (names.split() for names in _OWN[language])
        return men, women, families
    fake = Faker(language)
    fake.seed_instance(seed)
    count = _LOCALES[language]
    draws = (fake.first_name_male, fake.first_name_female, fake.last_name)
    men, women, families = ([latin(draw()) for _ in range(count)] for draw in draws)
    return men, women, families


def latin(name: str) -> str:
    """The name in letters that ISO 8859-1 has: accents of other alphabets fall off."""
    name = name.translate(str.maketrans("łŁıİđĐşŞğĞœŒ", "lLiIdDsSgGoO"))
    return "".join(_letter(character) for character in name)


def _letter(character: str) -> str:
    try:
        character.encode("iso-8859-1")
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        return plain or "x"
    return character


def given_names(names: Pools, region: Ints, male: Bools, chance: np.random.Generator) -> Words:
    """A given name for each person, of the language group of their region."""
    spans = np.array([names.women, names.men])[male.astype(int), region]
    return Words(spans[:, 0] + (chance.random(len(region)) * spans[:, 1]).astype(np.int64), names.given)


def surnames(names: Pools, region: Ints, family: Ints) -> Words:
    """A surname for each person: equal `family` and region, equal name."""
    spans = np.array(names.families)[region]
    mixed = (family.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(33)
    return Words(spans[:, 0] + (mixed % spans[:, 1].astype(np.uint64)).astype(np.int64), names.surnames)
