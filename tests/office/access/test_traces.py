"""The machine's own log says what failed and where, and no value."""

import logging

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
    assert said.startswith("ERROR django.request: Internal Server Error: %s\n  builtins.ValueError\n")
    assert "in _fails" in said
    assert "Dana" not in said
    assert "/sv/x/" not in said


def test_the_office_logs_that_way(settings: Settings) -> None:
    told = settings.LOGGING
    assert told["formatters"]["bare"]["()"] == "paxweb.frame.traces.Bare"
    assert told["handlers"]["stderr"]["formatter"] == "bare"
    assert told["loggers"]["django"]["handlers"] == []
