"""There is one way to what has a wall: `visible_to`. Every other stands in a list, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

import paxweb
from paxweb.accounts.access import ChildQuerySet, GuardedQuerySet

ROOT = Path(paxweb.__path__[0])
MACHINE = "runs as machine:intake, which takes in and draws; no page reads its result"
SHOWN = "starts from an item that visible_to has just shown to a door"
COUNTS = "runs as machine:intake; what leaves are counts, or the outcomes of what a lead sees"
BACK = "gives back what one person holds, by that person's id; what it was is told to nobody"
WORDS = "runs as machine:intake, which makes the words; who meets one, visible_to says anew each time"
CASE = "starts from a case that visible_to has just shown to a door; writes rows of it, or changes one by its version"
NAMES = "runs as machine:intake, which knows who stands in a case; what leaves is who may not see it, and how many"
PAPER = "starts from a request, volume, record or letter that visible_to has just shown; changes it by its state, once"
RIGHTS = (
    "runs as machine:rights or machine:retention, which look at all a board holds; pages read its volumes by visible_to"
)
OTHER = "is the proposal of a clearance, which has no wall; a model of cases bears the same name"

ALLOWED: dict[str, str] = {
    "accounts/clearances/actions/propose.py": OTHER,
    "accounts/clearances/boards.py": OTHER,
    "cases/actions/do_step.py": CASE,
    "cases/actions/log_hours.py": CASE,
    "cases/actions/open_case.py": CASE,
    "cases/actions/report_outcome.py": CASE,
    "cases/actions/set_task.py": CASE,
    "cases/actions/write_note.py": CASE,
    "cases/endings.py": COUNTS,
    "cases/following.py": NAMES,
    "cases/keeping_away.py": NAMES,
    "cases/revealing.py": "starts from a case a door has shown to its handler or lead; the rest as machine:intake",
    "cases/shielding.py": NAMES,
    "letters/actions/draft.py": CASE,
    "letters/actions/finish.py": PAPER,
    "letters/actions/shared.py": PAPER,
    "letters/steps.py": "asks since when somebody in the case is protected, to say what machine:intake may spare",
    "rights/actions/correct.py": PAPER,
    "rights/actions/issue.py": PAPER,
    "rights/actions/keep.py": PAPER,
    "rights/actions/mark.py": PAPER,
    "rights/actions/open_request.py": PAPER,
    "rights/actions/records.py": PAPER,
    "rights/actions/refuse_records.py": PAPER,
    "rights/chosen.py": RIGHTS,
    "rights/closing.py": "as machine:intake, from a paper visible_to has shown; what leaves is whether it is closed",
    "rights/collecting.py": RIGHTS,
    "rights/duties.py": "inside a query of corrections that visible_to lets through: whether a receiver is untold",
    "rights/finding.py": RIGHTS,
    "rights/naming.py": "the type of a case whose row a collecting or a search has just met; a type names nobody",
    "rights/reaching.py": RIGHTS,
    "rights/reading.py": RIGHTS,
    "rights/receivers.py": RIGHTS,
    "rights/searching.py": RIGHTS,
    "rights/tables.py": RIGHTS,
    "signals/actions/report_outcome.py": SHOWN,
    "sites/office/demo/casework.py": "fills the demo; never installed outside it",
    "desk/following.py": WORDS,
    "desk/jobs.py": WORDS,
    "desk/laying.py": WORDS,
    "desk/models.py": "inside visible_to, of rows it has just let through",
    "desk/texts.py": WORDS,
    "intake/arriving.py": MACHINE,
    "intake/choosing.py": MACHINE,
    "intake/lifting.py": SHOWN,
    "intake/opening.py": SHOWN,
    "intake/recusing.py": MACHINE,
    "intake/revealing.py": SHOWN,
    "intake/sealing.py": MACHINE,
    "intake/standing.py": MACHINE,
    "intake/tidying.py": MACHINE,
    "intake/turning.py": MACHINE,
    "intake/withholding.py": MACHINE,
    "signals/actions/answer_blind.py": SHOWN,
    "signals/actions/chance.py": SHOWN,
    "signals/actions/count_figures.py": COUNTS,
    "signals/actions/draw_week.py": MACHINE,
    "signals/actions/forget_draws.py": MACHINE,
    "signals/actions/give_back.py": BACK,
    "signals/actions/moving.py": SHOWN,
    "signals/actions/send_outcomes.py": COUNTS,
    "signals/carrying.py": MACHINE,
    "signals/reported.py": COUNTS,
    "documents/actions/keep.py": SHOWN,
    "documents/actions/take_out.py": SHOWN,
    "documents/destroying.py": "runs as machine:retention, for a decision that two people have taken",
    "documents/keys.py": SHOWN,
    "documents/showing.py": SHOWN,
    "documents/uncovered.py": SHOWN,
    "documents/tending.py": "runs as machine:retention in the console; names ids, shows no content",
    "sites/office/demo/rightswork.py": "fills the demo; never installed outside it",
    "sites/office/demo/making.py": "fills the demo; never installed outside it",
}
"""File → why it may. A new file starts outside: write `visible_to`, or say here why not."""


def _guarded() -> set[str]:
    querysets = (GuardedQuerySet, ChildQuerySet)
    return {model.__name__ for model in apps.get_models() if _seen(model, querysets)}


def _seen(model: type[Model], querysets: tuple[type, ...]) -> bool:
    return isinstance(model._default_manager.all(), querysets)


def _ways(tree: ast.AST, guarded: set[str]) -> Iterator[tuple[int, str]]:
    """Every `Model.objects` or `Model._default_manager` whose next word is not `visible_to`."""
    shown = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("visible_to", "none")
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")):
            continue
        if isinstance(node.value, ast.Name) and node.value.id in guarded and id(node) not in shown:
            yield node.lineno, node.value.id


def _found() -> dict[str, list[tuple[int, str]]]:
    guarded = _guarded()
    files = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)
    ways = {
        path.relative_to(ROOT).as_posix(): list(_ways(ast.parse(path.read_text("utf-8")), guarded)) for path in files
    }
    return {name: found for name, found in ways.items() if found}


def test_no_other_way_to_a_guarded_model_but_those_in_the_list() -> None:
    assert {name: found for name, found in _found().items() if name not in ALLOWED} == {}


def test_the_list_names_no_file_that_has_no_other_way() -> None:
    assert sorted(set(ALLOWED) - set(_found())) == []


def test_another_way_is_seen() -> None:
    code = (
        "Item.objects.filter(pk=1)\nItem.objects.visible_to(actor)\nrows = Item.objects\nItem._default_manager.all()\n"
    )
    assert sorted(line for line, _ in _ways(ast.parse(code), {"Item"})) == [1, 3, 4]


def test_the_models_behind_walls_are_known_to_this_test() -> None:
    assert {"Item", "Subject", "SheetRow", "Question", "Evidence", "Edge", "Work", "Step", "FirstAnswer"} <= _guarded()
