"""The API as it is installed: its operations, what it answers when it does not do what was asked, its addresses."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from paxweb.api.bearer import Bearer
from paxweb.api.document import TITLE, VERSION, document
from paxweb.api.operations import boards, cases, items, outcomes
from paxweb.api.operations.asked import router
from paxweb.api.problems import ABSENT, NO_TOKEN, NOT_VALID, TOO_MANY, UNLOGGED, NotDone, answer, of_status, where_of
from paxweb.ledger.lines import LedgerUnwritable

api = NinjaAPI(title=TITLE, version=VERSION, urls_namespace="api", auth=Bearer(), docs_url=None, openapi_url=None)
api.add_router("", router)
OPERATIONS = (boards, items, cases, outcomes)
"""The files that have hung theirs on the router, by being brought in."""


@api.exception_handler(NotDone)
def _not_done(request: HttpRequest, problem: NotDone) -> HttpResponse:
    headers = {"Retry-After": "60"} if problem.kind is TOO_MANY else {}
    return answer(problem.kind, headers=headers)


@api.exception_handler(LedgerUnwritable)
def _unlogged(request: HttpRequest, problem: LedgerUnwritable) -> HttpResponse:
    return answer(UNLOGGED)


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    return answer(NO_TOKEN)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    return answer(NOT_VALID, errors=where_of(problem.errors))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, problem: HttpError) -> HttpResponse:
    return answer(of_status(problem.status_code))


@api.exception_handler(Http404)
def _absent(request: HttpRequest, problem: Http404) -> HttpResponse:
    return answer(ABSENT)


def openapi(request: HttpRequest) -> HttpResponse:
    """The document. It is the same for everybody and holds nothing of anybody, so it asks for no token."""
    return HttpResponse(document(api), content_type="application/json")


def _addresses() -> Iterator[URLPattern]:
    """One for each operation, with the door its operation hangs behind."""
    yield path("openapi.json", openapi, name="document")
    for bound in api._get_bound_routers():
        operations = [each for view in bound.path_operations.values() for each in view.operations]
        for pattern, operation in zip(bound.urls_paths(bound.prefix), operations, strict=True):
            door: Any = getattr(operation.view_func, "door", None)
            setattr(pattern.callback, "door", door)  # noqa: B010  a function carries its door
            yield pattern


urlpatterns = list(_addresses())
app_name = "api"
