"""What somebody had written when a door asked them to sign in, or to show who they are, once more: it is not lost.

The text goes back to the browser that sent it and is kept nowhere. The page is the same whatever the address names.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_NEVER = ("csrf", "password", "code", "credential")
"""Fields that are never sent back, whoever asks."""


def typed_in(request: HttpRequest) -> list[str]:
    """Texts of several words in what was sent; none where a secret was sent with them."""
    if any(word in name for name in request.POST for word in _NEVER[1:]):
        return []
    values = [value.strip() for name, value in _sent(request) if not name.startswith(_NEVER)]
    return [value for value in values if len(value.split()) > 1]


def kept(request: HttpRequest, address: str, language: str, *, anew: bool) -> HttpResponse:
    """The page with what was written. `anew`: the same session may send it again once a factor was seen."""
    fields = [each for each in _sent(request) if not each[0].startswith(_NEVER)]
    context = {
        "typed": typed_in(request),
        "fields": fields if anew and not request.FILES else [],
        "path": request.get_full_path(),
        "address": address,
        "anew": anew,
        "elsewhere": f"/{'sv' if language == 'en' else 'en'}/",
    }
    return render(request, "accounts/kept.html", context, status=403)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in request.POST.lists() for value in values]
