"""Numbers checked in SQL get the verdict that `pax.vocabulary.identity` gives."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pax.registers.numbers import define_macros
from pax.store import Engine, open_engine
from pax.vocabulary import (
    Account,
    Identity,
    NotAnIdentity,
    OrgNumber,
    PersonNumber,
    check_digit,
    fictitious_check_digit,
)
from tests.data import third_party
from tests.drawn import examples

_ASKED = """
SELECT pax_person_fault(t, pax_person_code(t, pax_twelve(t))), pax_person(t),
       pax_organisation_fault(t, pax_party_code(t, pax_twelve(t))), pax_party(t, pax_party_code(t, pax_twelve(t))),
       pax_account_fault(pax_giro_code(t)), pax_account_odd(t, pax_giro_code(t)), pax_account(t, pax_giro_code(t))
FROM asked ORDER BY i
"""
Engines = dict[Identity, Engine]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    real, made_up = tmp_path_factory.mktemp("real"), tmp_path_factory.mktemp("fictitious")
    with open_engine(real) as one, open_engine(made_up) as other:
        define_macros(one, Identity.REAL, "0999")
        define_macros(other, Identity.FICTITIOUS, "0999")
        yield {Identity.REAL: one, Identity.FICTITIOUS: other}


def _asked(engine: Engine, texts: list[str]) -> list[tuple[object, ...]]:
    engine.connection.register("asked", pa.table({"i": range(len(texts)), "t": texts}))
    try:
        return engine.rows(_ASKED)
    finally:
        engine.connection.unregister("asked")


def _python(parse: Callable[[str, Identity], object], text: str, identity: Identity) -> str | None:
    try:
        parse(text, identity)
    except NotAnIdentity as error:
        return str(error)
    return None


def _agree(engines: Engines, texts: list[str]) -> None:
    """The same verdict on persons, organisations and accounts, and the same normal form of what is right."""
    for identity, engine in engines.items():
        for text, answer in zip(texts, _asked(engine, texts), strict=True):
            person_fault, person, org_fault, party, giro_fault, odd, account = answer
            said = _python(PersonNumber.parse, text, identity)
            assert (person_fault is None) == (said is None), identity
            if said is None:
                assert person == PersonNumber.parse(text, identity).digits
            if _python(OrgNumber.parse, text, identity) is None:
                assert org_fault is None
                assert party == OrgNumber.parse(text, identity).digits
            if _python(Account.parse, text, identity) is None:
                assert (giro_fault, odd) == (None, False)
                assert account == Account.parse(text, identity).text
            else:
                assert giro_fault is not None or odd


def test_official_test_numbers_are_right_as_real_and_wrong_as_fictitious(engines: Engines) -> None:
    texts = []
    for name in ("testpersonnummer.csv", "test_coordination_numbers.csv"):
        with Path(third_party(f"identity/{name}")).open(encoding="utf-8") as file:
            texts += [row[0] for row in csv.reader(file)][1:]
    assert len(texts) > 43_000
    as_real = {answer[0] for answer in _asked(engines[Identity.REAL], texts)}
    as_made_up = {answer[0] for answer in _asked(engines[Identity.FICTITIOUS], texts)}
    assert as_real == {None}
    assert as_made_up == {"a number of the wrong kind: this municipality takes only fictitious ones"}
    _agree(engines, texts)


def test_the_cross_language_vectors_get_the_same_verdict(engines: Engines) -> None:
    texts = []
    for name in ("list.json", "orgnumber.json"):
        for vector in json.loads(Path(third_party(f"identity/{name}")).read_text(encoding="utf-8")):
            texts += [str(value) for value in vector.values() if isinstance(value, str | int)]
    _agree(engines, texts)


_DIGITS = st.text("0123456789", min_size=9, max_size=11)
_NUMBERS = st.one_of(
    st.builds(
        lambda body: body + str(fictitious_check_digit(body[2:])), st.from_regex(r"(18|19|20)\d{9}", fullmatch=True)
    ),
    st.builds(lambda body: body + str(check_digit(body[2:])), st.from_regex(r"(18|19|20)\d{9}", fullmatch=True)),
    st.builds(lambda body: body + str(check_digit(body)), st.from_regex(r"\d{2}[2-9]\d{6}", fullmatch=True)),
    st.builds(lambda body: body + str(fictitious_check_digit(body)), st.from_regex(r"\d{2}[2-9]\d{6}", fullmatch=True)),
    st.builds(
        lambda kind, body: f"{kind}:{body}{fictitious_check_digit(body)}", st.sampled_from(["BG", "PG"]), _DIGITS
    ),
    st.from_regex(r"(18|19|20)\d{6}-?\d{4}", fullmatch=True),
    st.from_regex(r"(18|19|20)\d{2}(00|0[1-9]|1[0-2])[06]\d\d{3}-?\d{1}", fullmatch=True),
    st.from_regex(r"[12][0-9.e_+-]{11}", fullmatch=True),
    st.text("0123456789-+ eE._:BGPANK", max_size=16).map(str.strip).filter(bool),
)


@given(st.lists(_NUMBERS, min_size=15, max_size=15))
@settings(max_examples=examples(15), deadline=None)
def test_drawn_numbers_get_the_same_verdict(engines: Engines, texts: list[str]) -> None:
    _agree(engines, texts)


def test_a_sole_traders_number_stands_for_the_organisation(engines: Engines) -> None:
    ten = "8703122238"[:9]
    ten += str(fictitious_check_digit(ten))
    answers = _asked(engines[Identity.FICTITIOUS], [ten, f"19{ten}", f"{ten[:6]}-{ten[6:]}"])
    assert [(answer[2], answer[3]) for answer in answers] == [(None, ten), (None, f"19{ten}"), (None, ten)]
