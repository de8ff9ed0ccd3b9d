"""Nothing but the facts tells a draw from a signal: a classifier of everything else does no better than chance."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from numpy.typing import NDArray

from paxweb.ledger.models import About, Entry
from paxweb.signals.models import Place
from tests.office.signals.conftest import Unit, drawn_ids
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db

EACH, NEAR = (1000, 0.05) if connection.vendor == "sqlite" else (250, 0.1)
"""How many of each, and how near to chance: the pages are the same on both databases, and the whole is judged once."""
TOKENS = 96
Matrix = NDArray[np.float64]


def stripped(page: str) -> str:
    """The page without the values of the fact sheet and the subject's name, and without the token of its forms."""
    page = re.sub(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', "", page)
    page = re.sub(r"<title>.*?</title>", "", page, flags=re.DOTALL)
    page = re.sub(r"(<section id=\"sheet\"[^>]*>).*?(<section class=\"pax-panel\")", r"\1\2", page, flags=re.DOTALL)
    return re.sub(r"<div data-sheet>.*?</main>", "</main>", page, flags=re.DOTALL)


def features(address: str, row: str, page: str, position: int, lines: Sequence[tuple[int, int, int]]) -> list[float]:
    """Order, address, list row, page, sizes, and the shape of what the log says."""
    tokens = [0.0] * TOKENS
    for token in re.findall(r"\w+", f"{row} {stripped(page)}"):
        tokens[int.from_bytes(sha256(token.encode()).digest()[:4], "big") % TOKENS] += 1
    return [
        float(position), float(len(row)), float(len(stripped(page))), float(len(lines)),
        *(float(sum(line[n] for line in lines)) for n in range(3)), *map(float, UUID(address).bytes), *tokens,
    ]  # fmt: skip


def auc(scores: Matrix, truth: Matrix) -> float:
    """The chance that a draw scores above a signal; ties count half."""
    order = scores[:, None]
    above = (order[truth == 1] > scores[truth == 0]).mean()
    return float(above + 0.5 * (order[truth == 1] == scores[truth == 0]).mean())


def judged(rows: Matrix, truth: Matrix) -> float:
    """The area under the curve of a ridge-kept logistic classifier, on halves it was not trained on."""
    spread = rows.std(axis=0)
    known = np.where(spread > 0, (rows - rows.mean(axis=0)) / np.where(spread > 0, spread, 1), 0.0)
    known = np.hstack([known, np.ones((len(known), 1))])
    half = np.arange(len(known)) % 2 == 0
    return float(
        np.mean([auc(known[~part] @ fitted(known[part], truth[part]), truth[~part]) for part in (half, ~half)])
    )


def fitted(rows: Matrix, truth: Matrix) -> Matrix:
    weights = np.zeros(rows.shape[1])
    for _ in range(300):
        seen = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        weights -= 0.5 * (rows.T @ (seen - truth) / len(rows) + 0.01 * weights)
    return weights


def test_the_classifier_finds_a_marking_that_is_there() -> None:
    chance = np.random.default_rng(7)
    truth = chance.permutation(np.repeat([0.0, 1.0], 200))
    rows = chance.normal(size=(400, 20))
    assert abs(judged(rows, truth) - 0.5) < 0.1
    rows[:, 3] += 1.2 * truth
    assert judged(rows, truth) > 0.65


def test_a_long_list_half_of_it_draws_looks_alike(
    unit_of: Callable[..., Unit], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pax.selection.weeks.SHARE", Decimal("0.5"))
    monkeypatch.setattr("paxweb.signals.actions.draw_week.reserve", lambda capacity: 0)
    unit = unit_of(signals=EACH + 100, draws=EACH + 100, capacity=2 * EACH)
    alice = sign_in(client, unit.user("Alice"))
    listed = "".join(_list_pages(alice))
    found = re.findall(r"(<li value=.*?uppgift/([0-9a-f-]{36})/.*?</li>)", listed, re.DOTALL)
    rows = {key: re.sub(r"<input type=.hidden. name=.csrf[^>]*>|[0-9a-f-]{36}", "", text) for text, key in found}
    places = dict(Place.objects.values_list("item_id", "position"))
    pages = {key: _visit(alice, key, n) for n, key in enumerate(rows)}
    lines = _lines()
    drawn = drawn_ids()
    truth = np.array([float(key in drawn) for key in rows])
    assert (len(truth), truth.sum()) == (2 * EACH, EACH)
    told = [features(key, row, pages[key], places[UUID(key)], lines[key]) for key, row in rows.items()]
    assert abs(judged(np.array(told), truth) - 0.5) < NEAR


def _list_pages(alice: Client) -> Iterator[str]:
    """Every page of the long list."""
    page = 1
    while page:
        shown = alice.get(f"/sv/vecka/{HOUSING}/", {"page": f"HO-{page}"}).content.decode()
        page = page + 1 if f"page=HO-{page + 1}" in shown else 0
        yield shown


def _visit(alice: Client, key: str, n: int) -> str:
    """Every other item is taken before it is looked at, so that the page with the form is judged too."""
    if n % 2:
        assert alice.post(f"/sv/uppgift/{key}/ta/", {"version": 1}).status_code == 302
    return alice.get(f"/sv/uppgift/{key}/").content.decode()


def _lines() -> dict[str, list[tuple[int, int, int]]]:
    """For each item its lines: how many items, how many people, how long the detail."""
    people: dict[int, int] = {}
    for entry in About.objects.values_list("entry_id", flat=True):
        people[entry] = people.get(entry, 0) + 1
    found: dict[str, list[tuple[int, int, int]]] = {}
    for line in Entry.objects.exclude(act__in=["week.draw", "week.list"]):
        for item in line.items:
            found.setdefault(item, []).append((len(line.items), people.get(line.pk, 0), len(str(line.detail))))
    return found
