"""Where something about a person can stand: every model of the office, one by one.

A model that is missing here fails a test, so that nothing is kept that an extract does not find and a deletion leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from django.apps import apps
from django.db import models

from pax.vocabulary import Text


class How(StrEnum):
    """How a row comes to concern somebody."""

    ITEM = "item"
    CASE = "case"
    STAFF = "staff"
    PAPER = "paper"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Holding:
    """A model whose rows can concern a person. `root`: the lookup of the item's, case's, person's or request's id.

    `when`: the field that says when. `inner`: fields that are never told, and why. `board`: the lookup of the board's
    id, where it does not follow from `root`.
    """

    model: str
    how: How
    title: Text
    root: str
    when: str = ""
    inner: Mapping[str, str] = field(default_factory=dict)
    board: str = ""

    @property
    def of_board(self) -> str:
        """The lookup of the board's id."""
        return self.board or ("board_id" if self.root == "pk" else self.root.removesuffix("_id") + "__board_id")


_KEYED = "a keyed hash, made to be compared and read by nobody"
_SEALED = "withheld for protection; what it holds is given by whoever handles protected data"
_COUNT = "says how the row is kept, not about anybody"
_OTHER = "about somebody else"
_SECRET = "a secret that opens the account"  # noqa: S105  no secret, but why one is not told
_RUN = {"run": _COUNT, "seq": _COUNT}


def _item(model: str, sv: str, en: str, when: str = "", **inner: str) -> Holding:
    return Holding(model, How.ITEM, Text(sv, en), "item_id", when, {"item": _COUNT, **_RUN, **inner})


def _case(model: str, sv: str, en: str, when: str = "", root: str = "case_id", **inner: str) -> Holding:
    return Holding(model, How.CASE, Text(sv, en), root, when, {"case": _COUNT, **inner})


def _staff(model: str, sv: str, en: str, root: str, when: str = "", **inner: str) -> Holding:
    return Holding(model, How.STAFF, Text(sv, en), root, when, inner)


def _paper(model: str, sv: str, en: str, root: str, when: str = "", **inner: str) -> Holding:
    return Holding(model, How.PAPER, Text(sv, en), root, when, inner, "board_id")


HELD: tuple[Holding, ...] = (
    Holding(
        "intake.Item", How.ITEM, Text("Uppgift att läsa", "Item to read"), "pk", "arrived_on",
        {name: _COUNT for name in ("wall", "team_only", "run", "next_run", "behind", "live")},
    ),
    _item("intake.Subject", "Vem det gäller", "Whom it is about", subject_key=_KEYED),
    _item("intake.Origin", "Hur uppgiften kom", "How the item came", engine_id=_COUNT, population_size=_COUNT),
    _item("intake.Arrived", "Leveranser som nämnt det", "Runs that held it", behind=_COUNT),
    _item("intake.SheetRow", "Uppgift ur register", "Entry of a register", delivery_id=_COUNT),
    _item("intake.Evidence", "Underlag ur register", "Evidence of a register", delivery_id=_COUNT),
    _item("intake.Question", "Fråga", "Question", "first_seen_on", facts_hash=_COUNT, rule_version=_COUNT),
    _item("intake.Edge", "Koppling", "Tie"),
    _item("intake.Named", "Nämns", "Is named", subject_key=_KEYED),
    _item("intake.Withheld", "Skyddsmarkering", "Mark of protection", "since", subject_key=_KEYED),
    _item("intake.Sealed", "Skyddad uppgift", "Protected data", "sealed_at",
          box=_SEALED, keys=_KEYED, row=_COUNT),
    _item("signals.Work", "Arbete med uppgiften", "Work with the item", "taken_at",
          facts_hash=_COUNT, version=_COUNT, round=_COUNT),
    _item("signals.Place", "Plats i en veckas lista", "Place in a week's list", position=_COUNT),
    _item("signals.Sample", "Vald för jämförelse", "Chosen to compare"),
    _item("signals.FirstAnswer", "Första svaret", "First answer", "answered_at"),
    _item("signals.SecondReading", "Läst en andra gång", "Read a second time", "chosen_at"),
    _item("signals.Step", "Åtgärd", "Step taken", "done_at", facts_hash=_COUNT),
    _item("signals.Outcome", "Utfall", "Outcome", "decided_on"),
    Holding(
        "cases.Case", How.CASE, Text("Ärende", "Case"), "pk", "opened_on",
        {name: _COUNT for name in ("wall", "team_only", "version", "item")},
    ),
    _case("cases.Party", "Part", "Party", subject_key=_KEYED),
    _case("cases.Named", "Nämns", "Is named", subject_key=_KEYED),
    _case("cases.Event", "Steg i ärendet", "Step of the case", "at", digest=_COUNT, seq=_COUNT),
    _case("cases.Proposal", "Förslag till steg", "Proposed step", "at",
          digest=_COUNT, case_version=_COUNT, covers=_COUNT),
    _case("cases.Consent", "Samtycke till hembesök", "Consent to a home visit", "at", event_seq=_COUNT),
    _case("cases.Note", "Anteckning", "Note", "at"),
    _case("cases.Task", "Att göra", "Task", "made_at"),
    _case("cases.Hours", "Tid", "Hours", "day"),
    _case("cases.Outcome", "Utfall", "Outcome", "at"),
    _case("cases.Effect", "Effekt", "Effect", "on", outcome=_COUNT),
    _case("cases.Shielded", "Skyddsmarkering", "Mark of protection", "since", subject_key=_KEYED),
    _case("cases.Box", "Skyddad uppgift", "Protected data", "sealed_at", box=_SEALED, keys=_KEYED, row=_COUNT),
    _case("documents.Document", "Handling", "Document", "day", blob=_COUNT, masks=_COUNT),
    _case("documents.Blob", "Fil", "File", address=_KEYED, file=_COUNT),
    _case("documents.CaseKey", "Ärendets nyckel", "The case's key", "made_at", fingerprint=_KEYED),
    _case("documents.Export", "Uttag", "Export", "at", withheld=_COUNT),
    _case("letters.Letter", "Brev", "Letter", "made_at",
          sha256=_COUNT, version=_COUNT, content_version=_COUNT, kept=_COUNT),
    *(
        Holding(model, how, Text(sv, en), "item_id", when, {"item_id": _COUNT}, board)
        for how in (How.ITEM, How.CASE)
        for model, sv, en, when, board in (
            ("accounts.Glass", "Nödöppning av uppgiften", "Break-glass of it", "opened_at", "board_id"),
            ("accounts.Clearance", "Rätt att öppna skyddade uppgifter", "Right to open protected data", "granted_at",
             "label__board_id"),
        )
    ),
    _staff("accounts.User", "Konto", "Account", "pk", "bound_at", password=_SECRET, staff_key=_KEYED, bound_by=_COUNT),
    _staff("accounts.StaffKey", "Bundet nummer", "Bound number", "user_id", key=_KEYED),
    _staff("accounts.Clearance", "Behörighet", "Clearance", "user_id", "granted_at", item_id=_OTHER),
    _staff("accounts.Recusal", "Jäv", "Recusal", "user_id", item_id=_OTHER, declared=_COUNT),
    _staff("accounts.Declared", "Anmäld intressekonflikt", "Declared conflict", "user_id", "declared_at",
           subject_key=_OTHER),
    _staff("accounts.TeamMember", "Med i en grupp", "In a team", "user_id", "from_date", item_id=_OTHER),
    _staff("accounts.Proposal", "Föreslagen behörighet", "Proposed clearance", "user_id", "proposed_at"),
    _staff("accounts.Signature", "Ombedd att skriva under", "Asked to sign", "asked_id", "asked_at", clearance=_OTHER),
    _staff("accounts.Absence", "Frånvaro", "Absence", "user_id", "said_at"),
    _staff("accounts.Glass", "Nödöppning", "Break-glass", "user_id", "opened_at", item_id=_OTHER),
    _staff("accounts.Notice", "Meddelande", "Notice", "user_id", "made_at", item_id=_OTHER),
    _staff("review.Reveal", "Namn begärt i loggranskningen", "Name asked for in the log review", "person_id",
           "asked_at", letters=_COUNT),
    _staff("account.EmailAddress", "E-postadress", "E-mail address", "user_id"),
    _staff("socialaccount.SocialAccount", "Kommunens inloggning", "Municipal sign-in", "user_id", "date_joined",
           extra_data=_SECRET),
    _paper("rights.PersonRequest", "Begäran av den enskilde", "Request by the person", "pk", "opened_at",
           keys=_KEYED, wall=_COUNT, team_only=_COUNT, root_id=_COUNT),
    _paper("rights.Volume", "Utdrag", "Extract", "request_id", "signed_at", draft=_SEALED, pdf=_SEALED, json=_SEALED,
           wall=_COUNT, team_only=_COUNT, root_id=_COUNT, request=_COUNT, digest=_COUNT),
    _paper("rights.Correction", "Rättelse", "Correction", "root_id", "at",
           wall=_COUNT, team_only=_COUNT, root_id=_COUNT, request=_COUNT, digest=_COUNT, place=_COUNT),
    _paper("rights.RecordsRequest", "Begäran om allmän handling", "Request for public records", "pk", "opened_at",
           wall=_COUNT, team_only=_COUNT, root_id=_COUNT, decision=_SEALED, decision_digest=_COUNT, searching=_COUNT),
    _paper("rights.Hold", "Sparas tills vidare", "Kept for now", "root_id", "at",
           wall=_COUNT, team_only=_COUNT, root_id=_COUNT),
)  # fmt: skip
"""Models an extract is made from."""

GOES_ALONG: Mapping[str, str] = {
    "accounts.Invitation": "a code that opens an account, used once: no machine reads it, the account's owner has it",
    "mfa.Authenticator": "what opens an account: no machine reads it, its owner sees their factors on their own page",
    "rights.Mark": "what of an extract was withheld; its passages lie sealed and go with the volume",
    "rights.VolumeRoot": "two ids, which go with the volume",
    "rights.Told": "receivers of a correction; told of with the correction",
    "rights.Record": "a record found for a request of the public: a copy, sealed, of what is told of where it stands",
}
"""Models with something of a person that an extract tells elsewhere, or cannot look for; deletion takes them too."""

NOBODY: Mapping[str, str] = {
    "accounts.Attempt": "keyed hashes, no name",
    "accounts.Board": "authorities",
    "accounts.Label": "authorities and provisions",
    "accounts.Wall": "labels",
    "accounts.WallLabel": "labels",
    "account.EmailConfirmation": "not used: no mail is sent",
    "socialaccount.SocialApp": "the municipality's own sign-in",
    "socialaccount.SocialToken": "not kept (SOCIALACCOUNT_STORE_TOKENS)",
    "auth.Group": "not used",
    "auth.Permission": "not used",
    "cases.Series": "numbers",
    "desk.ItemWord": "words made from what is told of with the item, gone with it",
    "desk.CaseWord": "words made from what is told of with the case, gone with it",
    "api.Posting": "keys and ids of what programs sent",
    "api.Token": "a program's access, held by the board: no machine reads what opens it, its owner sees it on a page",
    "api.TokenClearance": "a program's access",
    "documents.ExportSeries": "numbers",
    "contenttypes.ContentType": "names of models",
    "django_tasks_database.DBTaskResult": "names of jobs and the ids they were given",
    "intake.AreaCount": "counts by area, small ones hidden",
    "intake.Arrival": "a folder's path and how far it has come",
    "intake.Conflict": "keyed hashes of officials and of those close to them; told of as a number",
    "intake.ProtectedKey": "keyed hashes; told of through the marks of protection",
    "intake.Run": "a run's own description, rules and counts",
    "ledger.About": "keyed hashes; told of through the log's lines",
    "ledger.Batch": "hashes",
    "ledger.Entry": "ids and keyed hashes, no value; told of in the part about who has read",
    "ledger.Member": "hashes",
    "ledger.Pending": "ids",
    "ledger.Pruning": "counts",
    "review.Review": "figures without names",
    "rights.Deleted": "counts and hashes of what went",
    "rights.Deletion": "decisions about kinds of records, never about a person",
    "sessions.Session": "who is signed in, for hours",
    "signals.Capacity": "numbers",
    "signals.Figure": "counts",
    "signals.Week": "weeks and numbers",
}
"""Models that hold nothing an extract could tell, and why."""


@cache
def held(how: How) -> tuple[tuple[Holding, type[models.Model]], ...]:
    """The holdings of one kind whose rooms are installed, with their models."""
    there = {model._meta.label: model for model in apps.get_models()}
    return tuple((each, there[each.model]) for each in HELD if each.how is how and each.model in there)


def uncovered() -> list[str]:
    """Models of the office that stand in none of the three lists."""
    listed = {each.model for each in HELD} | set(GOES_ALONG) | set(NOBODY)
    return sorted(model._meta.label for model in apps.get_models() if model._meta.label not in listed)


def fields_told(holding: Holding, model: type[models.Model]) -> list[models.Field[object, object]]:
    """The columns of a row that are told, in their order; never its own id."""
    return [
        column
        for column in model._meta.concrete_fields
        if column.name not in holding.inner and not column.primary_key and column.name != "withheld"
    ]
