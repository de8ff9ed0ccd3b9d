"""Who gets what: a town as folders of deliveries, one folder a board, each with what it would lawfully have."""

import csv
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from pax.content import Content
from pax.municipality import new_text
from pax.town.build import Town
from pax.town.homes import area_square
from pax.town.writers.exchange import Format, write_exchange
from pax.town.writers.native import LISTS, write_leases, write_lists
from pax.town.writers.navet import write_navet
from pax.vocabulary import Identity, Report

POPULATION = ("persons", "person_groups", "relations", "residences")
PLACES = ("dwellings", "known_addresses", "areas")
BOARDS = {
    "housing_company": (
        *POPULATION,
        *PLACES,
        "tenancies",
        "sublet_permits",
        "holder_reports",
        "study_certificates",
        "lease_certificates",
        "organisations",
    ),
    "social_services": (
        *POPULATION,
        *PLACES,
        "aid_cases",
        "aid_members",
        "aid_payments",
        "aid_declared_incomes",
        "incomes",
        "vehicles",
        "organisations",
        "organisation_roles",
        "beneficial_owners",
        "tenancies",
    ),
    "registry": (*POPULATION, *PLACES, "triggers"),
}
"""The tables each board has by its own task, or receives for it."""

NATIVE = {
    "navet": ("persons", "relations", "residences"),
    "leases": ("tenancies",),
    **{register: tuple(files) for register, files in LISTS.items()},
}
"""What comes in a register's own format when the town is written natively; everything else in the exchange format."""

NATIVE_OF = {
    "housing_company": ("dwellings", "leases", "tenant_papers"),
    "social_services": ("aid", "dwellings", "vehicles"),
    "registry": ("dwellings",),
}
"""What each board is sent in its own format, beside Navet's notices."""

LANDLORD = "Skobybostäder AB"
FAMILIES = {"housing_company": "HO", "social_services": "AI", "registry": "AD"}
"""Whose questions each board asks."""

LAWYER = "Juristen Alma Påhitt"
ANSWER_COLUMNS = ("rule_id", "subject_kind", "subject_id", "anchor", "kind", "explanation", "expected", "why")


def write_town(town: Town, out: Path, form: Format, code: str, content: Content, report: Report) -> tuple[Path, ...]:
    """Write the municipality, the answer key, the special households and each board's deliveries; the files written."""
    out.mkdir(parents=True, exist_ok=True)
    registers = ("exchange", *NATIVE) if form is Format.NATIVE else ("exchange",)
    (out / "municipality.toml").write_text(
        new_text(code, Identity.FICTITIOUS, rules_of(content), registers, LAWYER, name="Skoby"), encoding="utf-8"
    )
    _csv(out / "answers.csv", ANSWER_COLUMNS, town.answers)
    _csv(out / "households.csv", ("kind", "household", "person_id"), town.households)
    files: list[Path] = []
    for done, board in enumerate(BOARDS):
        files += _board(town, out / board, board, form, content)
        report.step("files", done + 1, len(BOARDS))
    return tuple(files)


def rules_of(content: Content) -> dict[str, list[str]]:
    """The ids of each board's family that have a file in `rules/`."""
    files = content.folder("rules").glob("*/[A-Z][A-Z]-[0-9][0-9].sql")
    ids = sorted(file.stem for file in files)
    return {board: [rule for rule in ids if rule.startswith(family)] for board, family in FAMILIES.items()}


def _areas(town: Town) -> str:
    """The areas as GeoJSON squares, in the municipality's own coordinates (SWEREF 99 TM, EPSG:3006)."""
    ids = town.tables["areas"].column("area_id").to_pylist()
    features = [
        {
            "type": "Feature",
            "properties": {"area_id": area},
            "geometry": {"type": "Polygon", "coordinates": [area_square(nth)]},
        }
        for nth, area in enumerate(ids)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})


def _csv(path: Path, header: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def _navet(town: Town, folder: Path, date: str) -> Path:
    """The notice file, put together once and copied: every board is sent the same."""
    made = next(iter(sorted(folder.parent.glob(f"*/navet/{date}/navet.xml"))), None)
    if made is None:
        return write_navet(town.tables, town.as_of, folder / "navet" / date)
    path = folder / "navet" / date / made.name
    path.parent.mkdir(parents=True)
    return Path(shutil.copyfile(made, path))


def _board(town: Town, folder: Path, board: str, form: Format, content: Content) -> list[Path]:
    date = town.as_of.isoformat()
    present = [name for name in BOARDS[board] if name in town.tables]
    files: list[Path] = []
    native: tuple[str, ...] = ()
    if form is Format.NATIVE:
        files.append(_navet(town, folder, date))
        native = NATIVE["navet"]
        for register in NATIVE_OF[board]:
            place = folder / register / date
            if register == "leases":
                files.append(write_leases(town.tables["tenancies"], LANDLORD, town.as_of, content, place))
            else:
                files += write_lists(register, town.tables, content, place)
            native += NATIVE[register]
    if board == "registry":
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "areas.geojson").write_text(_areas(town), encoding="utf-8")
    exchange = folder / "exchange" / date
    return files + [write_exchange(name, town.tables[name], exchange, form) for name in present if name not in native]
