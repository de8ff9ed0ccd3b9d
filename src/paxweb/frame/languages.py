"""Swedish and English, chosen by the first part of the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LANGUAGES = ("sv", "en")


class LanguageConverter:
    """`<language:language>` in an address: sv or en, nothing else."""

    regex = "sv|en"

    def to_python(self, value: str) -> str:
        """The language as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The language as it stands."""
        return value


def language_of(request: HttpRequest) -> str:
    """The language of the address, Swedish when it has none."""
    first = request.path_info.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def elsewhere(request: HttpRequest) -> str:
    """The same page in the other language; the front page when the address has no language."""
    language = language_of(request)
    other = "sv" if language == "en" else "en"
    if not request.path_info.startswith(f"/{language}/"):
        return f"/{other}/"
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return f"/{other}/{request.path_info[4:]}{query}"


def shell(request: HttpRequest) -> dict[str, str]:
    """What the page shell needs: its language, and the address of the same page in the other."""
    return {"language": language_of(request), "elsewhere": elsewhere(request)}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No page has that address. Nothing on it depends on the address: two that lead nowhere get the same page."""
    other = "sv" if language_of(request) == "en" else "en"
    return render(request, "frame/not_found.html", {"elsewhere": f"/{other}/"}, status=404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or with an old one. Why is for the site's log, not for the page."""
    return render(request, "frame/forged.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """The site failed; the page says so without details."""
    return render(request, "frame/broken.html", status=500)
