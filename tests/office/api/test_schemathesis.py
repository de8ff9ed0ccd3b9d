"""The document tells the truth: whatever is asked, each answer is one it names, in the form it names, and never 500.

`PAX_API_EXAMPLES` asks more often: 25 for each operation unless it is set.
"""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode

from paxweb.api.models import Token
from paxweb.cases.models import Case
from paxweb.signals.models import Work
from tests.office.api.conftest import Desk
from tests.office.world import HOUSING

EXAMPLES = int(os.environ.get("PAX_API_EXAMPLES", "25"))  # noqa: TID251  a test's own switch
ONCE = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
DOCUMENT = "/api/v1/openapi.json"
Start = Callable[..., Any]
UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BOARD = re.compile(r"[A-Za-z0-9_-]{1,60}")


class Site:
    """The office as a WSGI application; on PostgreSQL every request runs as the role a real office signs in with."""

    def __init__(self) -> None:
        self.handler: WSGIHandler | None = None

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        self.handler = self.handler or WSGIHandler()
        environ["SERVER_NAME"] = environ["HTTP_HOST"] = "localhost"
        if environ["PATH_INFO"] == DOCUMENT:  # is fetched before there is a database, and asks for none
            return [b"".join(self.handler(environ, start))]
        self._role("SET ROLE pax_office")
        request_started.disconnect(close_old_connections)  # as Django's own test client does
        try:
            return [b"".join(self.handler(environ, start))]
        finally:
            request_started.connect(close_old_connections)
            self._role("RESET ROLE")

    def _role(self, statement: str) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(statement)


def _schema() -> Any:  # noqa: ANN401  schemathesis's own
    config = schemathesis.Config.from_dict({"generation": {"mode": "all"}})
    return schemathesis.openapi.from_wsgi(DOCUMENT, Site(), config=config)


schema = _schema()


@pytest.mark.django_db
@schema.parametrize()  # type: ignore[untyped-decorator]  # schemathesis tells no types
@ONCE
def test_whatever_a_token_asks_is_answered_as_the_document_says(case: Any, desk: Desk) -> None:  # noqa: ANN401  as above
    Token.objects.filter(pk=desk.token.pk).update(window_count=0)
    _aim(case, desk)
    case.call_and_validate(headers={"Authorization": f"Bearer {desk.secret}"})


def _aim(case: Any, desk: Desk) -> None:  # noqa: ANN401  as above
    """What is asked well is about something there is, on the version it has: else nothing but 404 would be tried."""
    parts, said = case.path_parameters or {}, case.body if isinstance(case.body, dict) else {}
    version = said.get("version")
    if not isinstance(version, int) or not 0 <= version < 2**31:
        version = 0
    for name, value in parts.items():
        if name == "board" and BOARD.fullmatch(str(value)):
            parts[name] = HOUSING
        elif UUIDS.fullmatch(str(value)):
            odd = int(str(value)[-1], 16) % 2
            parts[name] = str(desk.item() if name == "item_id" else desk.cases["ended" if odd else "open"])
    Work.objects.filter(item_id=desk.item()).update(version=version)
    Case.objects.filter(pk__in=desk.cases.values()).update(version=version)


@pytest.mark.django_db
@schema.parametrize()  # type: ignore[untyped-decorator]  # schemathesis tells no types
@ONCE
def test_without_a_token_every_question_gets_the_same_answer(case: Any) -> None:  # noqa: ANN401  as above
    response = case.call_and_validate()
    assert response.status_code in (401, 404, 405, 413)


def test_both_kinds_of_requests_are_made() -> None:
    assert {mode for mode in GenerationMode} == {GenerationMode.POSITIVE, GenerationMode.NEGATIVE}
    assert len(list(schema.get_all_operations())) == 10
