"""An error says what is wrong, where, and who must do what."""

from pax.vocabulary import DeliveryRefused, Exit, NothingWritten, RuleRefused, WrongUse


def test_an_error_reads_as_two_sentences_with_its_place() -> None:
    error = DeliveryRefused(
        "not a date", ask="the housing company", then="send the file again", register="leases", line=812, column="from"
    )
    assert str(error) == (
        "register leases, line 812, column from: not a date. The housing company: send the file again."
    )


def test_an_error_without_a_place_begins_with_the_problem() -> None:
    assert str(WrongUse("no such signal", ask="you", then="see pax run")) == "no such signal. You: see pax run."


def test_every_kind_of_error_has_its_exit_code() -> None:
    assert WrongUse("x", ask="you", then="act").exit_code is Exit.WRONG_USE
    assert DeliveryRefused("x", ask="you", then="act").exit_code is Exit.REFUSED
    assert RuleRefused("x", ask="you", then="act").exit_code is Exit.REFUSED
    assert NothingWritten("x", ask="you", then="act").exit_code is Exit.NOTHING_WRITTEN
