"""`pax share`: the same answer on the command line, in Swedish first, and as JSON."""

import json

import pytest
from click.testing import CliRunner, Result

from pax import gateways
from pax.cli import main
from pax.gateways import Receiver, Sender
from tests.engine.gateways.questions import grounds

PHONE = ("--from", "social_services", "--what", "contact", "--to", "police", "--why", "crime", "--on", "2026-11-23")


def share(*arguments: str, before: tuple[str, ...] = ()) -> Result:
    return CliRunner().invoke(main, [*before, "share", *arguments], catch_exceptions=False)


def test_the_police_get_a_clients_phone_after_a_weighing() -> None:
    result = share(*PHONE, "--asked", "--yes", "needed")
    assert result.exit_code == 0
    assert "Ja, när detta är skrivet och avgjort" in result.output
    assert "lag_2025_170_4" in result.output
    assert "obekräftad" in result.output


def test_the_same_unasked_is_told_in_english_to_await_a_request() -> None:
    result = share(*PHONE, "--unasked", before=("--language", "en"))
    assert "If the receiver asked for it." in result.output
    assert "What would change the answer" in result.output


def test_json_carries_headline_grounds_and_whether_it_may_be_sent() -> None:
    result = share(*PHONE, "--asked", "--yes", "needed", "--yes", "weighed", before=("--json",))
    answer = json.loads(result.output)
    assert answer["headline"] == "shall"
    first = answer["usable"][0]
    assert (first["ground"], first["state"], first["may_send"]) == ("lag_2025_170_4", "open", False)
    assert answer["question"]["items"][0]["provision"] == "OSL 26:1"


def test_quiet_prints_nothing() -> None:
    assert share(*PHONE, before=("--quiet",)).output == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_table_is_printed_as_the_docs_have_it(language: str) -> None:
    result = share("--table", before=("--language", language))
    assert result.output == gateways.table(grounds(), language)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--from", "care"), "the question lacks --what, --to, --why"),
        ((*PHONE, "--provision", "GDPR 6"), "--provision"),
        ((*PHONE, "--yes", "needed", "--no", "needed"), "both true and false"),
    ],
)
def test_a_question_that_cannot_be_asked_says_who_must_do_what(arguments: tuple[str, ...], problem: str) -> None:
    result = share(*arguments)
    assert result.exit_code == 2
    assert problem in result.output
    assert "You:" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("sender", list(Sender))
@pytest.mark.parametrize("receiver", [Receiver.POLICE, Receiver.PUBLIC, Receiver.OWN_SOCIAL])
def test_every_sender_gets_an_answer_in_both_languages(sender: Sender, receiver: Receiver) -> None:
    for language in ("sv", "en"):
        question = ("--from", sender.value, "--what", "observation", "--to", receiver.value, "--why", "child")
        assert share(*question, before=("--language", language)).exit_code == 0


def test_a_whole_list_and_a_protected_person_are_never() -> None:
    assert "Nej, aldrig" in share(*PHONE, "--what", "whole_list").output
    protected = share(*PHONE, "--asked", "--protected")
    assert "Nej, inte genom den kanalen" in protected.output
    assert "skyddad kanal" in " ".join(protected.output.split())
