"""Around every address of the API: no cookie comes in or goes out, no large body is read, every answer is its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from paxweb.api.problems import CONTENT_TYPE, TOO_LARGE, answer, of_status

Respond = Callable[[HttpRequest], HttpResponse]

BELOW = "/api/"
LONGEST = 16_384
"""Bytes of a request's body that are read at most."""


class Machines:
    """Stands before sessions: what asks here has a token or nothing, whatever cookies come along."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what another part of the office refuses is said as a problem, without its page."""
        if not request.path_info.startswith(BELOW):
            return self.respond(request)
        request.META.pop("HTTP_COOKIE", None)
        response = answer(TOO_LARGE) if _length(request) > LONGEST else _as_problem(self.respond(request))
        response.cookies.clear()
        response["Cache-Control"], response["Content-Length"] = "no-store", str(len(response.content))
        del response["Vary"]
        return response


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _as_problem(response: HttpResponse) -> HttpResponse:
    if response.status_code < 300 or response.get("Content-Type", "").startswith(CONTENT_TYPE):
        return response
    kind = of_status(404 if response.status_code < 400 else response.status_code)
    kept = {name: response[name] for name in ("Allow",) if name in response}
    return answer(kind, headers=kept)
