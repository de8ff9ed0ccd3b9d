"""A protection mark that is missing or unknown protects."""

from hypothesis import given
from hypothesis import strategies as st

from pax.vocabulary import Protection

KNOWN = {"none", "sekretessmarkering", "skyddad_folkbokforing"}


@given(st.one_of(st.none(), st.text(), st.sampled_from(["None", "NONE", "nej", "0", "N", " none", "none "])))
def test_whatever_is_not_the_word_for_no_protection_protects(mark: str | None) -> None:
    assert Protection.read(mark).withholds == (mark != "none")


def test_only_the_word_none_lets_a_person_be_asked_about() -> None:
    assert {mark for mark in KNOWN if not Protection.read(mark).withholds} == {"none"}
    assert Protection.read("skyddad_folkbokforing") is Protection.PROTECTED
