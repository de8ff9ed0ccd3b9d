"""What stands first on an item reads as plain facts on somebody's first day, and nothing is chosen for them."""

from pax.vocabulary import Text
from paxweb.signals import shown, words
from paxweb.signals.forms import ClearForm
from paxweb.signals.sheet import Cell, Fact


def fact(title: str, table: str, **given: str) -> Fact:
    cells = [
        Cell(
            words.column(column).sv, shown.value(table, column, value, "sv"), number=False, main=column == "person_id",
            column=column, raw=value,
        )
        for column, value in given.items()
    ]  # fmt: skip
    return Fact(title, tuple(cells), "navet.xml, rad 1", withheld=False)


def test_a_day_and_a_code_say_what_they_are_and_what_has_not_happened_is_left_to_the_table() -> None:
    gone = {"deregistration_code": "", "deregistration_date": ""}
    person = fact("Personuppgift", "persons", person_id="p", birth_date="1975-01-14", **gone)
    assert person.line_text == "född\u00a01975-01-14"
    died = {"deregistration_code": "AV", "deregistration_date": "2026-02-01"}
    assert fact("Personuppgift", "persons", **died).line_text == "avliden, 2026-02-01"


def test_from_and_to_are_read_as_one_time() -> None:
    home = {"municipality_code": "9806", "from_date": "1975-01-14"}
    assert fact("Folkbokförd", "residences", **home, to_date="2018-04-12").line_text == (
        "kommun\u00a09806, 1975-01-14 – 2018-04-12"
    )
    assert fact("Folkbokförd", "residences", **home, to_date="").line_text == "kommun\u00a09806, 1975-01-14 – pågår"


def test_no_explanation_is_chosen_before_the_reader_has_chosen() -> None:
    asked = [("move", Text("Flytten är ny.", "The move is new."), Text("Anmälan.", "The notice."))]
    form = ClearForm(language="sv", explanations=asked)
    assert '<option value="" selected>Välj</option>' in str(form["explanation"])
    sent = ClearForm(
        {"version": "1", "holds_move": "no", "explanation": "", "reason": "Sett."}, language="sv", explanations=asked
    )
    assert "explanation" in sent.errors
