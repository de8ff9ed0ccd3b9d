"""An access officer ends what somebody else has declared to be close to them. What registers say is not ended here."""

from django.http import Http404, HttpRequest, HttpResponse

from pax.vocabulary import Text
from paxweb.accounts.access import door
from paxweb.accounts.clearances.actions.declare import end_declared
from paxweb.accounts.clearances.forms import EndDeclaredForm
from paxweb.accounts.clearances.showing import (
    actor_of_request,
    address,
    board_for,
    form_page,
    person_of,
    to,
    tried,
)
from paxweb.accounts.models import Declared, User
from paxweb.frame.forms import fills
from paxweb.frame.templatetags.pax import day

_KINDS = {
    "person": Text("en person", "a person"),
    "organisation": Text("en organisation", "an organisation"),
    "dwelling": Text("en bostad", "a dwelling"),
}


@fills(EndDeclaredForm)
@door(act="access.end", argument="board", sensitive=True)
def ending_declared(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """Which of them, and why. Of each the kind and the day are known, and nothing else."""
    found = board_for(request, board, "access.end")
    person = person_of(found, pk)
    standing = _standing(person)
    if not standing:
        raise Http404
    choices = [(str(each.pk), _says(each, language)) for each in standing.values()]
    data = request.POST if request.method == "POST" else None
    form = EndDeclaredForm(data, language=language, declared=choices)
    if form.is_valid():
        said, actor = form.cleaned_data, actor_of_request(request)
        chosen = standing[int(said["declared"])]
        if tried(request, form, lambda: end_declared(actor, found, chosen, said["reason"]), "access.end", found.pk):
            return to("board", language, board=found.pk)
    title = Text("Avsluta en anmälan om närstående", "End a declared closeness")
    lede = Text(
        "Personen slutar hållas borta av den anledningen, hos alla nämnder, och får veta det. Det som registren säger "
        "gäller som förut och kan inte avslutas här.",
        "The person is no longer kept away for that reason, at any board, and is told. What registers say holds as "
        "before and cannot be ended here.",
    )
    back = address("board", language, board=found.pk)
    return form_page(request, form, title, lede, Text("Avsluta", "End it"), back, person=person)


def _standing(person: User) -> dict[int, Declared]:
    """One row of each declaration that stands: the same thing lies under the key of every board."""
    rows = Declared.objects.filter(user=person, withdrawn_at=None).order_by("-declared_at", "pk")
    first: dict[object, Declared] = {}
    for row in rows:
        first.setdefault((row.declared_at, row.subject_kind), row)
    return {row.pk: row for row in first.values()}


def _says(declared: Declared, language: str) -> str:
    kind = _KINDS.get(declared.subject_kind, Text(declared.subject_kind, declared.subject_kind)).said(language)
    return f"{kind}, {day(declared.declared_at, language)}"
