"""Navet's notice file: marks, numbers, homes and relations as the posts say them."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from pax.content import schema
from pax.registers import Received, read_source
from pax.registers.readers.navet_xml import read_navet
from pax.registers.readers.raw import Opening
from pax.store import open_engine
from tests.data import third_party
from tests.engine.registers.deliveries import (
    CONTENT,
    DANA,
    DAY,
    EVERT,
    FIA,
    found,
    municipality,
    person,
    receive_from,
    rows,
)

OLD = person("19870372290")
DWELLINGS = "dwelling_id,property_id,staircase,apartment_number\nD1,SKOBY BERGA 1:2,A,1101\nD2,SKOBY BERGA 1:2,A,1102\n"


def _post(number: str, inside: str = "", marks: str = "", after: str = "") -> str:
    identity = f"<PersonId><PersonNr>{number}</PersonNr></PersonId>"
    return f"<Folkbokforingspost>{marks}<Personpost>{identity}{inside}</Personpost>{after}</Folkbokforingspost>\n"


def _mark(name: str, value: str) -> str:
    return f"<{name}>{value}</{name}>"


def _home(day: str, kind: str = "FB", door: str = "1101", code: str = "0999") -> str:
    where = f"<LanKod>{code[:2]}</LanKod><KommunKod>{code[2:]}</KommunKod>"
    place = _mark("Fastighetsbeteckning", "SKOBY BERGA 1:2") + _mark("Trappuppgang", "A") + _mark("Lagenhet", door)
    inside = f"{_mark('Folkbokforingsdatum', day)}{where}{place}{_mark('Folkbokforingstyp', kind)}"
    return f"<Folkbokforing>{inside}</Folkbokforing>"


def _receive(tmp_path: Path, *posts: str, encoding: str = "UTF-8", root: str = "") -> Received:
    folder = tmp_path / "in"
    (folder / "navet" / DAY).mkdir(parents=True)
    (folder / "exchange" / DAY).mkdir(parents=True)
    (folder / "exchange" / DAY / "dwellings.csv").write_text(DWELLINGS)
    xml = f'<?xml version="1.0" encoding="{encoding}"?>\n<Navetavisering{root}><Folkbokforingsposter>\n{"".join(posts)}'
    closed = xml + "</Folkbokforingsposter></Navetavisering>\n"
    (folder / "navet" / DAY / "navet.xml").write_bytes(closed.encode(encoding))
    return receive_from(folder)


MARKED, HIDDEN = "Sekretessmarkering", "SkyddadFolkbokforing"


@pytest.mark.parametrize(
    ("marks", "protection"),
    [
        (_mark(MARKED, "N") + _mark(HIDDEN, "N"), "none"),
        (_mark(MARKED, "J"), "sekretessmarkering"),
        (_mark(MARKED, "J") + _mark(HIDDEN, "J"), "skyddad_folkbokforing"),
        (_mark(MARKED, "N") + _mark(HIDDEN, "X"), None),
        (_mark(MARKED, ""), None),
        (_mark(MARKED, "N") + _mark(MARKED, "J"), "sekretessmarkering"),
        ("", None),
    ],
)
def test_in_a_file_that_writes_n_a_missing_or_unknown_mark_is_no_mark(
    marks: str, protection: str | None, tmp_path: Path
) -> None:
    everyone = _mark(MARKED, "N") + _mark(HIDDEN, "N")
    received = _receive(tmp_path, _post(DANA, marks=marks), _post(EVERT, marks=everyone))
    assert rows(received, "persons", "protection")[0] == (protection,)
    assert received.marked == (frozenset() if protection == "none" else {DANA})


def test_a_file_that_never_writes_n_leaves_it_out_as_the_schema_allows(tmp_path: Path) -> None:
    received = _receive(tmp_path, _post(DANA), _post(EVERT, marks=_mark(MARKED, "J")))
    assert rows(received, "persons", "protection") == [("none",), ("sekretessmarkering",)]


@pytest.mark.parametrize("place", ["before", "within", "after"])
def test_skyddad_folkbokforing_counts_wherever_it_stands_in_the_post(place: str, tmp_path: Path) -> None:
    mark = _mark(HIDDEN, "J")
    posts = {"before": _post(DANA, marks=mark), "within": _post(DANA, mark), "after": _post(DANA, after=mark)}
    assert rows(_receive(tmp_path, posts[place]), "persons", "protection") == [("skyddad_folkbokforing",)]


def test_an_old_number_is_replaced_whichever_post_says_so(tmp_path: Path) -> None:
    points = f"<HanvisningsPersonNr>{OLD}</HanvisningsPersonNr>"
    received = _receive(tmp_path, _post(DANA, points, marks=_mark(MARKED, "J")))
    assert rows(received, "persons", "person_id", "replaced_by", "protection") == [
        (DANA, None, "sekretessmarkering"),
        (OLD, DANA, "sekretessmarkering"),
    ]


def test_an_old_number_with_its_own_post_has_one_row(tmp_path: Path) -> None:
    gone = "<Avregistrering><AvregistreringsorsakKod>GS</AvregistreringsorsakKod></Avregistrering>"
    old = _post(OLD, f"<HanvisningsPersonNr>{DANA}</HanvisningsPersonNr>{gone}")
    received = _receive(tmp_path, _post(DANA, f"<HanvisningsPersonNr>{OLD}</HanvisningsPersonNr>"), old)
    assert rows(received, "persons", "person_id", "replaced_by", "deregistration_code") == [
        (DANA, None, None),
        (OLD, DANA, "GS"),
    ]


def test_the_line_is_that_of_the_post_in_any_encoding_and_namespace(tmp_path: Path) -> None:
    inside = "\n<Namn><Fornamn>Åsa</Fornamn>\n<Efternamn>Öberg</Efternamn></Namn>"
    space = ' xmlns="http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/avisering/V1"'
    received = _receive(tmp_path, _post(DANA, inside), _post(EVERT), encoding="ISO-8859-1", root=space)
    assert rows(received, "persons", "given_name", "src_line") == [("Åsa", 3), (None, 6)]


def test_history_in_any_order_becomes_periods(tmp_path: Path) -> None:
    history = _home("20100301", door="1102") + _home("20150000", kind="UV") + _home("20050610", code="0180")
    received = _receive(tmp_path, _post(DANA, _home("20200101"), after=f"<Historik>{history}</Historik>"))
    assert rows(received, "residences", "from_date", "to_date", "dwelling_id", "municipality_code") == [
        (date(2005, 6, 10), date(2010, 2, 28), "D1", "0180"),
        (date(2010, 3, 1), date(2015, 12, 31), "D2", "0999"),
        (date(2020, 1, 1), None, "D1", "0999"),
    ]


def test_a_dwelling_key_of_another_register_does_not_hide_an_exact_match(tmp_path: Path) -> None:
    key = "<Adresser><Riksnycklar><LagenhetsId>K-77</LagenhetsId></Riksnycklar></Adresser>"
    known = _receive(tmp_path, _post(DANA, _home("20200101") + key), _post(EVERT, _home("20200101", door="1109") + key))
    assert rows(known, "residences", "person_id", "dwelling_id") == [(DANA, "D1"), (EVERT, "K-77")]
    assert [line for line, column, _ in found(known) if column == "dwelling_id"] == [4]


def test_a_broken_relation_is_quarantined_and_the_post_stays(tmp_path: Path) -> None:
    relations = "".join(
        f"<Relation><RelationId><PersonNr>{number}</PersonNr></RelationId><Relationstyp>B</Relationstyp></Relation>"
        for number in (FIA, "201509990000")
    )
    received = _receive(tmp_path, _post(DANA, f"<Relationer>{relations}</Relationer>"), _post(EVERT))
    assert rows(received, "relations", "person_id", "related_id") == [(DANA, FIA)]
    assert [(row.line, row.column, row.shape) for row in received.quality if row.column == "related_id"] == [
        (3, "related_id", "999999999999")
    ]
    assert len(rows(received, "persons", "person_id")) == 2


def test_skatteverkets_own_sample_is_read_as_far_as_its_masked_numbers_allow(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "navet" / DAY
    folder.mkdir(parents=True)
    (folder / "navet.xml").write_bytes(Path(third_party("formats/navet/testdata.xml")).read_bytes())
    received = receive_from(tmp_path / "in", holder=municipality())
    assert received.refusals == ()
    assert rows(received, "persons", "person_id") == []
    broken = [(row.line, row.column) for row in received.quality if row.problem.startswith("quarantined")]
    assert (5, "person_id") in broken


def _peak(tmp_path: Path, posts: int) -> int:
    """Bytes the reader itself holds at most while it reads that many posts."""
    path = tmp_path / f"{posts}.xml"
    body = "".join(_post(person(f"19{60 + at % 40}0101{1 + at // 40:03}"), _home("20200101")) for at in range(posts))
    path.write_text(f"<Navetavisering><Folkbokforingsposter>{body}</Folkbokforingsposter></Navetavisering>")
    source = read_source(CONTENT, "navet", schema(CONTENT).tables)
    with open_engine(tmp_path / "spill") as engine:
        opening = Opening(source, [path], schema(CONTENT), engine, tmp_path / f"{posts}", frozenset())
        tracemalloc.start()
        for _ in read_navet(opening):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def test_three_times_the_posts_take_hardly_more_memory(tmp_path: Path) -> None:
    assert _peak(tmp_path, 15_000) < 1.5 * _peak(tmp_path, 5_000)


def test_of_two_homes_that_begin_on_one_day_the_one_not_used_is_told(tmp_path: Path) -> None:
    history = _home("20200101", door="1102")
    received = _receive(tmp_path, _post(DANA, _home("20200101"), after=f"<Historik>{history}</Historik>"), _post(EVERT))
    told = [row.problem for row in received.quality if row.column == "from_date"]
    assert told == [
        "kept: another home of the same post begins on the same day: the present one is used, else the first listed"
    ]
