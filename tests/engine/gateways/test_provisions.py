"""Provisions parse, print and compare as lawyers read them; a doubt counts as an overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pax.gateways import NO_SECRECY, UNKNOWN, NotAProvision, Provision
from tests.engine.gateways.questions import PROVISIONS


def overlap(one: str, other: str) -> bool:
    return Provision.parse(one).overlaps(Provision.parse(other))


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        ("OSL 25:1–8", ["25:1", "25:2 a", "25:8", "25 kap. 8 §", "25 kap."], ["25:8 a", "25:9", "26:1", "24:8"]),
        ("26:1–6", ["OSL 26:1", "26:6", "OSL 26 kap. 3 §"], ["26:6 a", "26:7", "25:6"]),
        ("15–20 kap.", ["15:1", "20:9", "17:4 c"], ["14:2", "21:1"]),
        ("31:1 first paragraph", ["31:1", "31:1 första stycket"], ["31:1 andra stycket", "31:2", "31:12"]),
        ("24:2 a", ["24:2 a", "24:1-3"], ["24:2", "24:2 b", "24:3"]),
        ("33:4 a", ["33:4 a", "33:4–5"], ["33:4", "33:5"]),
        ("41–43 kap.", ["41:1", "42:4 a", "43:10"], ["40:5", "44:1"]),
        ("OSL", ["1:1", "44:5", "unknown"], ["none"]),
    ],
)
def test_a_span_holds_its_ends_and_what_lies_between(span: str, inside: list[str], outside: list[str]) -> None:
    assert all(overlap(span, provision) for provision in inside)
    assert not any(overlap(span, provision) for provision in outside)


NO_PROVISIONS = (
    "",
    "GDPR 6",
    "26 :",
    "26:6–1",
    "20–15 kap.",
    "31:1 femte",
    "0:1",
    "26:1 §§ och 2",
    "٢٦:1",
    "26:1-2 a b",
)


@pytest.mark.parametrize("text", NO_PROVISIONS)
def test_what_is_no_provision_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(NotAProvision) as refused:
        Provision.parse(text)
    assert not text or text not in str(refused.value)


@given(st.text(max_size=40))
def test_any_text_is_a_provision_or_refused(text: str) -> None:
    try:
        provision = Provision.parse(text)
    except NotAProvision:
        return
    assert Provision.parse(str(provision)) == provision


@pytest.mark.parametrize("text", PROVISIONS)
def test_a_provision_reads_back_what_it_prints(text: str) -> None:
    provision = Provision.parse(text)
    assert Provision.parse(str(provision)) == provision
    assert provision.everything or Provision.parse(provision.said("sv")) == provision


def test_no_secrecy_overlaps_nothing_and_the_unknown_overlaps_everything_secret() -> None:
    for text in PROVISIONS:
        provision = Provision.parse(text)
        assert not NO_SECRECY.overlaps(provision)
        assert UNKNOWN.overlaps(provision) is provision.secret


@given(st.sampled_from(PROVISIONS), st.sampled_from(PROVISIONS))
def test_overlap_reads_the_same_from_both_sides(one: str, other: str) -> None:
    assert overlap(one, other) == overlap(other, one)
