"""The rows of a shared view over a few rows of the registers."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pax import content
from pax.rules.world import arrow, shaped
from pax.store import open_small_window
from tests.engine.worlds import book

AS_OF = date(2026, 6, 30)
World = Mapping[str, Sequence[Mapping[str, object]]]


def rows_of(name: str, world: World) -> list[dict[str, Any]]:
    """The view's rows on `AS_OF`, everything below it built first."""
    schema, views = content.schema(content.find()), book().views
    with open_small_window() as window:
        for view in (views[one] for one in book().views_of((name,))):
            window.put({table: arrow(schema[table], world.get(table, ()), world, AS_OF) for table in view.reads})
            built = shaped(window.arrow(view.sql, {"as_of": AS_OF, "municipality_code": "0999"}), view)
            window.put({view.id: built})
        return list(built.to_pylist())


def stay(who: str, home: str | None, first: date, last: date | None = None, **more: object) -> dict[str, object]:
    """A row of `residences`."""
    return {"person_id": who, "dwelling_id": home, "from_date": first, "to_date": last, **more}


def days_after(first: date, number: int) -> date:
    """That many days later."""
    return first + timedelta(days=number)


def concerned(*people: str) -> list[dict[str, object]]:
    """Rows that make these people concern a question: each spent a day, up to twenty their own, in one home."""
    guests = enumerate([*people, "guest1", "guest2", "guest3"])
    days = {who: days_after(date(2026, 6, 1), number % 20) for number, who in guests}
    return [stay(who, "D_now", day, day) for who, day in days.items()]


def pairs(name: str, world: World) -> set[tuple[str, str]]:
    """The pairs of a view of pairs, of people who live in this world, without the guests of `concerned`."""
    living = {str(row["person_id"]) for row in world["residences"] if "guest" not in str(row["person_id"])}
    return {
        (row["person_id"], row["other_id"])
        for row in rows_of(name, world)
        if {row["person_id"], row["other_id"]} <= living
    }
