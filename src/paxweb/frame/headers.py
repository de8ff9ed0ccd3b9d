"""Security headers on every response, static files and errors too."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
"""Nothing runs, nothing is fetched from elsewhere, nothing frames the page. A site that adds a script adds its own."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

SHUT_IN = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""For a file somebody sent: were a browser to show it after all, it could run, fetch and send nothing."""


class Headers:
    """Sets the headers; stands first, so that none leaves without them. `PAX_HEADERS` of a site replaces some.

    An answer that is shut in already (`SHUT_IN`) keeps its own policy: it allows nothing at all.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and add each header; to HEAD with the headers alone."""
        response = self.respond(request)
        for name, value in {**HEADERS, **getattr(settings, "PAX_HEADERS", {})}.items():
            if not (name == "Content-Security-Policy" and response.get(name) == SHUT_IN):
                response[name] = value
        return response if request.method != "HEAD" else _without_body(response)


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """The answer to HEAD: the headers of the page and nothing else; a server tells of each body too many."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif isinstance(response, HttpResponse):
        response.setdefault("Content-Length", str(len(response.content)))  # of a file it is known already
        response.content = b""
    return response
