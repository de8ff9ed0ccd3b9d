"""The address in question is the same place however it is written; another door is another place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paxweb.letters.addresses import places, plain, same_place

WHOLE = "Björkgatan 4, lägenhet 1102, 151 32 Södertälje"


@pytest.mark.parametrize(
    "written",
    [
        "Björkgatan 4\n151 32 Södertälje",
        "BJÖRKGATAN 4\n15132 SÖDERTÄLJE",
        "Bjorkgatan 4, 151 32 Sodertalje",
        "Björkg. 4, lgh 1102\n151 32 Södertälje",
        "Björkgatan 4 lgh 1102",
        "Björkgatan 4, 2 tr\n151 32 Södertälje",
        "c/o Berg\nBjörkgatan 4\n151 32 Södertälje",
        "c/o Berg, Björkgatan 4 A, S-151 32 Södertälje",
        "Dana Dahl Björkgatan 4 151 32 Södertälje",
        "björk gatan 4",
        "Björkgatan4",
        "  Björkgatan   4 ,151 32",
        "SE-151 32 Södertälje, Björkgatan 4",
        "Bj\u006f\u0308rkgatan 4",
        "Ｂｊörkgatan ４",
        "Björkgatan\n4\n151 32 Södertälje",
        "Björkgatan nr 4\n151 32 Södertälje",
        "Björkgatan no. 4",
        "4 Björkgatan\n151 32 Södertälje",
        "Björk g. 4\n151 32 Södertälje",
        "Björkgtn 4\n151 32 Södertälje",
        "Björkgatan hus 4",
        "Björkgatan, port 4",
        "BJÖRKGATAN4LGH1102",
        "Björkgatan 4abc",
        "Bjoerkgatan 4, Soedertaelje",
        "Björkgatan 151 32 Södertälje 4",
        "Björkgatan 4\n151 33 Södertälje",
    ],
)
def test_the_same_place_is_known_again(written: str) -> None:
    assert same_place(written, [WHOLE])
    assert same_place(WHOLE, [written])


@pytest.mark.parametrize(
    "written",
    [
        "Björkgatan 14\n151 32 Södertälje",
        "Björkgatan 44",
        "Lönngatan 4\n151 32 Södertälje",
        "Björkgatan 4\n753 20 Uppsala",
        "Björkvägen 4\n151 32 Södertälje",
        "Björkgränd 4\n151 32 Södertälje",
        "Björkgatan 12, 4 tr\n151 32 Södertälje",
        "Björkgatan 12, lgh 4",
        "Storgatan 1\nBjörkgatan 9",
        "Box 1102\n151 32 Södertälje",
        "Södertälje",
        "",
    ],
)
def test_another_place_is_another(written: str) -> None:
    assert not same_place(written, [WHOLE])


def test_another_entrance_is_another_and_one_without_a_letter_may_be_either() -> None:
    assert not same_place("Björkgatan 4B, 151 32", ["Björkgatan 4A, 151 32"])
    assert same_place("Björkgatan 4, 151 32", ["Björkgatan 4A, 151 32"])


def test_a_place_without_a_number_is_known_by_its_words() -> None:
    assert same_place("Hölö gård\n153 71 Hölö", ["hölö gård, 15371 Hölö"])
    assert not same_place("Storgatan 1, 153 71 Hölö", ["Hölö"])
    assert not same_place("Storgatan 1, 151 32 Södertälje", ["", "   ", "Södertälje"])


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_that_is_typed_breaks_it(one: str, other: str) -> None:
    assert same_place(one, [other]) in (True, False)
    places(plain(one))


@given(st.sampled_from(["Björkgatan", "Kungsvägen", "Stora torget", "Almvägen"]), st.integers(1, 999))
def test_every_address_is_its_own_place(street: str, number: int) -> None:
    assert same_place(f"{street} {number}, 151 32 Ort", [f"{street.upper()}  {number}\n15132 ORT"])
    assert not same_place(f"{street} {number}", [f"{street} {number + 1}"])
