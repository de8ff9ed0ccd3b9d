"""The public site in a test: set up once, its day held still, its pages read as a browser would read them."""

import os
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import cast
from urllib.parse import urlencode

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

TODAY = date(2026, 11, 23)


@cache
def client() -> Client:
    """A browser without script at the public site."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "paxweb.sites.public.settings"  # noqa: TID251  how Django is told
    django.setup()
    settings.PAX_TODAY = lambda: TODAY
    return Client(SERVER_NAME="localhost")


def get(path: str, **query: str | list[str]) -> HttpResponse:
    """The page at a path; redirects are followed."""
    address = f"{path}?{urlencode(query, doseq=True)}" if query else path
    return cast(HttpResponse, client().get(address, follow=True))


def text(response: HttpResponse) -> str:
    """The page's HTML."""
    return response.content.decode()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def tags(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every start tag with its attributes, in order."""
    page = _Page()
    page.feed(html)
    return page.tags


def title(html: str) -> str:
    """What the page's title says."""
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return " ".join(found[1].split()) if found else ""
