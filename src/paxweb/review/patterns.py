"""The figures as patterns: who stands out among those with the same role, and by what measure. No names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pax.vocabulary import Text
from paxweb.review.looking import Looked
from paxweb.review.tally import Figures, colleagues_median

TIMES = 2.5


@dataclass(frozen=True, slots=True)
class Row:
    """One person in one pattern: their letters, role, figure, what it is a part of, and the colleagues' median."""

    letters: str
    role: str
    value: int
    of: int | None
    median: float | None
    stands_out: bool

    @property
    def share(self) -> int | None:
        """The part in whole per cent."""
        return round(100 * self.value / self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One measure over all people of the board, the largest first; those without any are counted."""

    id: str
    title: Text
    says: Text
    unit: Text
    rows: tuple[Row, ...]
    without: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, out of what, and when it stands out: so many, and so large a part or so far above colleagues."""

    id: str
    title: Text
    says: Text
    unit: Text
    value: Callable[[Figures], int]
    of: Callable[[Figures], int] | None = None
    least: int = 10
    part: float = 0.0
    times: float = TIMES


MEASURES = (
    Measure(
        "readings",
        Text("Läsningar", "Readings"),
        Text(
            "Öppnade uppgifter och ärenden, mot medianen för andra med samma roll, eller alla om ingen har den. Märks:"
            " minst 10, och mer än 2,5 medianer.",
            "Items and cases opened, against the median of others with the same role, or of all if nobody has it."
            " Marked: at least 10, above 2.5 medians.",
        ),
        Text("läsningar", "readings"),
        lambda figures: figures.readings,
    ),
    Measure(
        "out_of_hours",
        Text("Utanför arbetstid", "Out of hours"),
        Text(
            "Rader före 06, efter 19 och på helger. Märks: minst 5, och minst en femtedel av personens rader.",
            "Lines before 06, after 19 and at weekends. Marked: at least 5, and a fifth or more of the person's lines.",
        ),
        Text("rader", "lines"),
        lambda figures: figures.out_of_hours,
        of=lambda figures: figures.lines,
        least=5,
        part=0.2,
        times=0,
    ),
    Measure(
        "not_own",
        Text("Lästa men aldrig arbetade med", "Read, never worked with"),
        Text(
            "Uppgifter och ärenden som personen har öppnat utan att ta, besvara eller göra något annat i. Märks: minst"
            " 5, och minst hälften av det lästa.",
            "Items and cases the person opened without taking, answering or doing anything else in them. Marked: at"
            " least 5, and half or more of what was read.",
        ),
        Text("uppgifter och ärenden", "items and cases"),
        lambda figures: figures.not_own,
        of=lambda figures: len(figures.read),
        least=5,
        part=0.5,
        times=0,
    ),
    Measure(
        "refusals",
        Text("Sidor som inte öppnades", "Pages that did not open"),
        Text(
            "Försök till något personen inte får se, eller som inte finns. Märks: minst 3 på en dag.",
            "Tries at something the person may not see, or that is not there. Marked: 3 or more on one day.",
        ),
        Text("försök", "tries"),
        lambda figures: figures.refused,
        least=3,
    ),
    Measure(
        "searches",
        Text("Sökningar efter personer", "Searches for people"),
        Text(
            "Märks: minst 10, och mer än 2,5 gånger medianen.",
            "Marked: at least 10, and more than 2.5 medians.",
        ),
        Text("sökningar", "searches"),
        lambda figures: figures.searches,
    ),
    Measure(
        "taken_out",
        Text("Utskrivet, uttaget, öppnat med särskilt skäl", "Printed, exported, opened for a special reason"),
        Text(
            "Utskrifter och uttag, skyddade uppgifter, nödöppning. Märks: minst 5, och mer än 2,5 gånger medianen.",
            "Prints and exports, protected fields, broken glass. Marked: at least 5, and more than 2.5 medians.",
        ),
        Text("gånger", "times"),
        lambda figures: figures.taken_out,
        least=5,
    ),
)


def patterns(looked: Looked) -> tuple[Pattern, ...]:
    """Every measure over everybody."""
    return tuple(_pattern(measure, looked) for measure in MEASURES)


def _pattern(measure: Measure, looked: Looked) -> Pattern:
    values = {person: measure.value(figures) for person, figures in looked.figures.items()}
    rows = [_row(measure, person, values, looked) for person in values if values[person]]
    rows.sort(key=lambda row: (not row.stands_out, -row.value, len(row.letters), row.letters))
    return Pattern(measure.id, measure.title, measure.says, measure.unit, tuple(rows), without=len(values) - len(rows))


def _row(measure: Measure, person: int, values: Mapping[int, int], looked: Looked) -> Row:
    figures = looked.figures[person]
    middle = colleagues_median(person, values, looked.roles)
    of = measure.of(figures) if measure.of else None
    return Row(
        looked.letters[person],
        looked.roles.get(person, ""),
        values[person],
        of,
        middle,
        stands_out=_stands_out(measure, figures, values[person], of, middle),
    )


def _stands_out(measure: Measure, figures: Figures, value: int, of: int | None, middle: float | None) -> bool:
    if measure.id == "refusals":
        return max(figures.refusals.values(), default=0) >= measure.least
    if value < measure.least or (of is not None and value < measure.part * of):
        return False
    return measure.times == 0 or middle is None or value > measure.times * middle


def told(found: tuple[Pattern, ...]) -> dict[str, object]:
    """The figures as a saved review keeps them: letters, no ids."""
    return {
        pattern.id: {
            "without": pattern.without,
            "rows": [[row.letters, row.role, row.value, row.of, row.median, row.stands_out] for row in pattern.rows],
        }
        for pattern in found
    }


def read_back(kept: Mapping[str, object]) -> tuple[Pattern, ...]:
    """The patterns of a saved review."""
    found = []
    for measure in MEASURES:
        said = kept.get(measure.id)
        if isinstance(said, dict):
            rows = tuple(Row(*row) for row in said["rows"])
            found.append(Pattern(measure.id, measure.title, measure.says, measure.unit, rows, said["without"]))
    return tuple(found)
