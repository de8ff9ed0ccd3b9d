"""One signal down to the file and line, and every ordinary reason why it may be nothing."""

from pathlib import Path

import pytest

from pax.vocabulary import Exit
from tests.engine.cli.conftest import RUN, Pax, told


@pytest.fixture
def signal(pax: Pax) -> str:
    """The id of Dana's signal in the folder RUN."""
    pax(*RUN, "--out", "RUN", "--as-of", "2026-06-30", "--quiet")
    return next(
        identifier
        for prefix in "0123456789abcdef"
        if (found := pax("explain", "RUN", prefix, "--json")).exit_code == Exit.DONE
        and told(found)["rule"]["id"] == "HO-02"
        for identifier in [str(told(found)["signal"]["signal_id"])]
    )


def test_the_question_the_answer_and_the_lines_are_told(pax: Pax, signal: str) -> None:
    text = " ".join(pax("explain", "RUN", signal).stdout.split())
    assert "Samma person innehar två förstahandskontrakt" in text
    assert "Dana Dal har två förstahandskontrakt" in text
    assert "tenancies: exchange, tenancies.csv, rad 2 (2026-06-30)" in text
    assert "tenancies: exchange, tenancies.csv, rad 3 (2026-06-30)" in text


def test_every_innocent_explanation_stands_with_what_shows_it_and_every_basis_with_its_doubt(
    pax: Pax, signal: str
) -> None:
    found = told(pax("explain", "RUN", signal, "--json"))
    for language in ("sv", "en"):
        text = " ".join(pax("explain", "RUN", signal, "--language", language).stdout.split())
        for one in found["rule"]["innocent_explanations"]:
            assert " ".join(one["text"][language].split()) in text
            assert " ".join(one["clears"][language].split()) in text
        for one in (*found["rule"]["misses"], found["rule"]["next_step"]):
            assert " ".join(one[language].split()) in text
        unconfirmed = [one for one in found["rule"]["legal_basis"] if not one["confirmed"]]
        assert text.count({"sv": "ska bekräftas", "en": "to be confirmed"}[language]) == len(unconfirmed)


def test_enough_of_the_id_is_enough_and_too_little_is_wrong_use(pax: Pax, signal: str) -> None:
    assert pax("explain", "RUN", signal[:12]).exit_code == Exit.DONE
    for prefix in ("", "zzzz"):
        assert pax("explain", "RUN", prefix).exit_code == Exit.WRONG_USE


def test_the_folder_alone_is_read(pax: Pax, signal: str) -> None:
    before = pax("explain", "RUN", signal).stdout
    for name in ("registers/tenancies.csv", "municipality.toml"):
        Path(name).unlink()
    assert pax("explain", "RUN", signal).stdout == before
