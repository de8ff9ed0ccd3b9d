"""What a board may ask today: contract and law are two verdicts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from pax.municipality import Activation, Board, Municipality
from pax.rules import RuleBook, State, load, parameter_values, standing
from pax.rules.standing import Asking
from pax.vocabulary import Identity, WrongUse
from tests.engine.rules.sample import RULE, VIEW, changed, folder

AS_OF = date(2026, 6, 30)
TABLES = ("tenancies",)


def activation(
    *rules: str,
    board: str = "housing_company",
    decided: date = date(2026, 1, 1),
    expires: date = date(2026, 12, 31),
    lawyer: str = "",
) -> Activation:
    return Activation(board, rules or ("HO-02",), "the board", decided, "SKB 2026/1", expires, lawyer)


def skoby(*activations: Activation, **parameters: dict[str, object]) -> Municipality:
    return Municipality(
        name="Skoby",
        display_name="Rätt adress Skoby",
        code="0999",
        identity=Identity.FICTITIOUS,
        boards={board: Board(board, board, ()) for board in ("housing_company", "social_services")},
        activations=activations,
        parameters={rule.replace("_", "-"): chosen for rule, chosen in parameters.items()},
    )


def book(at: Path, *changes: tuple[str, str], **views: str) -> RuleBook:
    read = load(folder(at, changed(RULE, *changes), **views), contracts=False)
    assert read.refused == ()
    return read


def state(
    read: RuleBook,
    *activations: Activation,
    tables: Sequence[str] = TABLES,
    asking: Asking = "run",
    board: str = "housing_company",
) -> State | None:
    """The state of the one rule, or None when it is not the board's at all."""
    found = standing(read, skoby(*activations), board, AS_OF, tables, asking=asking)
    return found[0].state if found else None


def test_an_activated_rule_runs(tmp_path: Path) -> None:
    assert state(book(tmp_path), activation()) is State.RAN


def test_a_rule_nobody_activated_does_not_run(tmp_path: Path) -> None:
    assert state(book(tmp_path)) is State.NOT_ACTIVATED


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 6, 30), State.RAN), (date(2026, 6, 29), State.EXPIRED)])
def test_an_activation_ends_with_its_last_day(day: date, expected: State, tmp_path: Path) -> None:
    assert state(book(tmp_path), activation(expires=day)) is expected


def test_a_decision_of_tomorrow_activates_nothing_today(tmp_path: Path) -> None:
    assert state(book(tmp_path), activation(decided=date(2026, 7, 1))) is State.NOT_ACTIVATED


def test_a_later_decision_stands_in_for_one_that_expired(tmp_path: Path) -> None:
    old = activation(expires=date(2026, 1, 31))
    assert state(book(tmp_path), old, activation()) is State.RAN


def test_a_table_not_delivered_is_missing_and_named(tmp_path: Path) -> None:
    (one,) = standing(book(tmp_path), skoby(activation()), "housing_company", AS_OF, ())
    assert (one.state, one.missing) == (State.TABLES_MISSING, ("tenancies",))
    assert one.reason.sv == "uppgifter saknas: tenancies"


def test_a_table_below_a_view_is_missing_too(tmp_path: Path) -> None:
    below = changed(VIEW, ("tenancies: [tenancy_id, holder_id, to_date]", "relations: [person_id]"))
    read = book(tmp_path, ("uses: []", "uses: [open_leases]"), open_leases=below)
    assert state(read, activation()) is State.TABLES_MISSING
    assert state(read, activation(), tables=("tenancies", "relations")) is State.RAN


def test_another_board_s_rule_is_not_allowed_when_it_is_activated_by_name(tmp_path: Path) -> None:
    read = book(tmp_path)
    assert state(read, activation(board="social_services"), board="social_services") is State.BOARD_NOT_ALLOWED
    assert state(read, activation("HO-*", board="social_services"), board="social_services") is State.BOARD_NOT_ALLOWED
    assert state(read, activation("*", board="social_services"), board="social_services") is None
    assert state(read, activation(), board="social_services") is None


@pytest.mark.parametrize("pattern", ["*", "HO-*"])
def test_a_wildcard_does_not_name_a_rule_that_must_be_named(pattern: str, tmp_path: Path) -> None:
    read = book(tmp_path, ("wildcard: true", "wildcard: false"))
    assert state(read, activation(pattern)) is State.NOT_ACTIVATED
    assert state(read, activation("HO-02")) is State.RAN


@pytest.mark.parametrize("maturity", ["draft", "retired"])
def test_a_rule_that_is_not_ready_does_not_run(maturity: str, tmp_path: Path) -> None:
    assert state(book(tmp_path, ("maturity: ready", f"maturity: {maturity}")), activation()) is State(maturity)


MODES = {
    ("casework", "run"): State.RAN,
    ("casework", "lease"): State.RAN,
    ("casework", "person"): State.RAN,
    ("both", "run"): State.NEEDS_LAWYER,
    ("both", "case"): State.RAN,
    ("both", "person"): State.RAN,
    ("both", "lease"): State.NOT_IN_THIS_MODE,
    ("both", "dwelling"): State.NOT_IN_THIS_MODE,
    ("follow_up", "run"): State.NEEDS_LAWYER,
    ("follow_up", "case"): State.NOT_IN_THIS_MODE,
    ("follow_up", "person"): State.NOT_IN_THIS_MODE,
}


@pytest.mark.parametrize(("mode", "asking"), MODES)
def test_a_mode_says_where_a_rule_is_asked(mode: str, asking: Asking, tmp_path: Path) -> None:
    read = book(tmp_path, ("mode: casework", f"mode: {mode}"))
    assert state(read, activation(), asking=asking) is MODES[mode, asking]


@pytest.mark.parametrize("mode", ["both", "follow_up"])
def test_a_lawyer_s_signature_lets_a_list_run(mode: str, tmp_path: Path) -> None:
    read = book(tmp_path, ("mode: casework", f"mode: {mode}"))
    assert state(read, activation(lawyer="A. Jurist")) is State.RAN


@pytest.mark.parametrize(("asking", "expected"), [("case", State.RAN), ("lease", State.NOT_IN_THIS_MODE)])
def test_aid_data_are_asked_by_case_and_person_alone(asking: Asking, expected: State, tmp_path: Path) -> None:
    read = book(tmp_path, ("uses: []", "  aid_cases: [aid_case_id]\nuses: []"))
    assert state(read, activation(), asking=asking, tables=("tenancies", "aid_cases")) is expected


def test_a_rule_that_does_not_exist_cannot_be_activated(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="HO-99"):
        state(book(tmp_path), activation("HO-99"))


def test_a_refused_rule_may_stand_in_an_activation(tmp_path: Path) -> None:
    read = load(folder(tmp_path, changed(RULE, ("version: 1", "version: 0"))))
    assert state(read, activation()) is None


def test_a_board_that_does_not_exist_asks_nothing(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no board landlords"):
        standing(book(tmp_path), skoby(), "landlords", AS_OF, TABLES)


def test_parameters_of_unknown_rules_and_names_and_types_are_refused(tmp_path: Path) -> None:
    read = book(tmp_path)
    for wrong, said in (
        ({"HO_99": {"overlap_days": 1}}, "HO-99"),
        ({"HO_02": {"days": 1}}, "no parameter days"),
        ({"HO_02": {"overlap_days": "many"}}, "not of type integer"),
        ({"HO_02": {"overlap_days": True}}, "not of type integer"),
    ):
        with pytest.raises(WrongUse, match=said):
            standing(read, skoby(activation(), **wrong), "housing_company", AS_OF, TABLES)


def test_months_back_reach_the_sql_as_a_date(tmp_path: Path) -> None:
    months = ("overlap_days: {type: integer, default: 125,", "overlap_days: {type: months_back, default: 24,")
    rule = book(tmp_path, months).rules["HO-02"]
    assert parameter_values(rule, skoby(), AS_OF)["overlap_days"] == date(2024, 6, 30)
    chosen = skoby(HO_02={"overlap_days": 4})
    assert parameter_values(rule, chosen, AS_OF)["overlap_days"] == date(2026, 2, 28)


def test_the_day_and_the_municipality_are_given(tmp_path: Path) -> None:
    values = parameter_values(book(tmp_path).rules["HO-02"], skoby(), AS_OF)
    assert values == {"as_of": AS_OF, "municipality_code": "0999", "overlap_days": 125}
