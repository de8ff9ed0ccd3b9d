"""The machine's own log says what failed and where, and no value."""

import logging

import pytest
from django.test import Client
from pytest_django import Settings

from paxweb.frame.traces import Bare


def _fails(name: str) -> None:
    raise ValueError(f"{name} is refused")


def test_an_error_is_told_by_kind_and_place_without_its_values() -> None:
    try:
        _fails("Dana")
    except ValueError as error:
        given = (type(error), error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "f", 1, "Internal Server Error: %s", ("/sv/x/",), given)
    said = Bare().format(record)
    assert said.startswith("ERROR django.request: Internal Server Error: …\n  builtins.ValueError\n")
    assert "in _fails" in said
    assert "Dana" not in said
    assert "/sv/x/" not in said


@pytest.mark.django_db
def test_a_request_is_told_by_its_answer_and_the_kind_of_its_address(client: Client) -> None:
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(Bare().format(record))

    log, kept = logging.getLogger("django.request"), Kept()
    log.addHandler(kept)
    try:
        client.get("/sv/nowhere/dana/")
        client.put("/sv/uppgift/00000000-0000-4000-8000-000000000000/ta/", "dana")
    finally:
        log.removeHandler(kept)
    assert "WARNING django.request: …: … (404 at no address of ours)" in lines
    assert any(line.endswith("(405 at <language:language>/uppgift/<uuid:item>/ta/)") for line in lines), lines
    assert not any("dana" in line or "00000000" in line for line in lines)


def test_the_office_logs_that_way(settings: Settings) -> None:
    told = settings.LOGGING
    assert told["formatters"]["bare"]["()"] == "paxweb.frame.traces.Bare"
    assert told["handlers"]["stderr"]["formatter"] == "bare"
    assert told["loggers"]["django"]["handlers"] == []
