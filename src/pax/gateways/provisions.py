"""Secrecy provisions of offentlighets- och sekretesslagen (2009:400) as a type that parses itself and compares.

A provision is the span of sections it names: `OSL 26:1` one section, `OSL 25:1–8` eight and the lettered ones between
them (8 a comes after 8 and is not among them), `OSL 15–20 kap.` six chapters, `OSL` the whole act. Two spans *overlap*
when some text may lie under both; a doubt counts as yes, so that what is excluded never slips through.
"""

import re
from dataclasses import dataclass
from typing import Self

Point = tuple[int, int, str]
"""Chapter, section, letter ('' when the section has none)."""

_END = 9999
_DASH = "[-–−]"
_CHAPTERS = re.compile(rf"(?P<first>\d{{1,2}})(?:\s*{_DASH}\s*(?P<last>\d{{1,2}}))?\s*(?:kap\.?|ch\.?)", re.ASCII)
_SECTIONS = re.compile(
    rf"(?P<chapter>\d{{1,2}})\s*(?::|\s?kap\.?\s)\s*(?P<first>\d{{1,3}})\s?(?P<first_letter>[a-z](?![a-zåäö]))?"
    rf"(?:\s*{_DASH}\s*(?P<last>\d{{1,3}})\s?(?P<last_letter>[a-z](?![a-zåäö]))?)?\s*(?:§{{1,2}})?(?:,?\s*(?P<paragraph>\D+))?",
    re.ASCII,
)
_PARAGRAPHS = {
    "första stycket": 1,
    "first paragraph": 1,
    "andra stycket": 2,
    "second paragraph": 2,
    "tredje stycket": 3,
    "third paragraph": 3,
    "fjärde stycket": 4,
    "fourth paragraph": 4,
}
_NONE_WORDS = frozenset({"none", "ingen", "ingen sekretess", "no secrecy"})
_UNKNOWN_WORDS = frozenset({"unknown", "okänd", "vet inte"})


class NotAProvision(ValueError):
    """The text names no provision of the act. The message says what was expected, never the text."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A span of sections, both ends included; `paragraph` only when one section is named and one of its paragraphs.

    `low` after `high` marks *no secrecy*: nothing overlaps it.
    """

    low: Point
    high: Point
    paragraph: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `OSL 26:1`, `26 kap. 1 §`, `OSL 24:2 a`, `25:1–8`, `15–20 kap.`, `OSL 31:1 first paragraph`, `OSL`,
        `none` or `unknown`. Raises `NotAProvision`.
        """
        plain = " ".join(text.split()).casefold()
        if plain in _NONE_WORDS:
            return cls((1, 0, ""), (0, 0, ""))
        if plain in _UNKNOWN_WORDS or plain == "osl":
            return cls((0, 0, ""), (_END, _END, "z"))
        plain = plain.removeprefix("osl").strip()
        if match := _CHAPTERS.fullmatch(plain):
            return cls._chapters(match)
        if match := _SECTIONS.fullmatch(plain):
            return cls._sections(match)
        raise NotAProvision('not a provision such as "OSL 26:1", "OSL 15–20 kap." or "none"')

    @classmethod
    def _chapters(cls, match: re.Match[str]) -> Self:
        first, last = int(match["first"]), int(match["last"] or match["first"])
        return cls._span((first, 0, ""), (last, _END, "z"), None)

    @classmethod
    def _sections(cls, match: re.Match[str]) -> Self:
        chapter = int(match["chapter"])
        low = (chapter, int(match["first"]), match["first_letter"] or "")
        high = (chapter, int(match["last"]), match["last_letter"] or "") if match["last"] else low
        paragraph = None
        if match["paragraph"]:
            paragraph = _PARAGRAPHS.get(match["paragraph"].strip())
            if paragraph is None or low != high:
                raise NotAProvision("a paragraph is named as in “31:1 first paragraph”, after one section")
        return cls._span(low, high, paragraph)

    @classmethod
    def _span(cls, low: Point, high: Point, paragraph: int | None) -> Self:
        if low[0] == 0 or high < low:
            raise NotAProvision("a span of provisions ends before it begins")
        return cls(low, high, paragraph)

    @property
    def secret(self) -> bool:
        """False only for *no secrecy*; an unknown provision counts as secret."""
        return self.low <= self.high

    def overlaps(self, other: Self) -> bool:
        """True when some text may lie under both; never for *no secrecy*."""
        if not (self.secret and other.secret) or self.high < other.low or other.high < self.low:
            return False
        return None in (self.paragraph, other.paragraph) or self.paragraph == other.paragraph

    @property
    def everything(self) -> bool:
        """True for the whole act, and so for a provision nobody knows."""
        return self == UNKNOWN

    def said(self, language: str) -> str:
        """The provision in `sv` or `en`, as lawyers write it."""
        if not self.secret:
            return "no secrecy" if language == "en" else "ingen sekretess"
        if self.everything:
            return "a provision not yet known" if language == "en" else "okänd bestämmelse"
        if self.low[1] == 0:
            chapters = str(self.low[0]) if self.low[0] == self.high[0] else f"{self.low[0]}–{self.high[0]}"
            return f"OSL {chapters} kap."
        last = "" if self.low == self.high else f"–{_section(self.high)}"
        return f"OSL {self.low[0]}:{_section(self.low)}{last}{self._paragraph_said(language)}"

    def _paragraph_said(self, language: str) -> str:
        if self.paragraph is None:
            return ""
        pair = [name for name, number in _PARAGRAPHS.items() if number == self.paragraph]
        return f" {pair[1] if language == 'en' else pair[0]}"

    def __str__(self) -> str:
        """A text that `parse` reads back as the same provision."""
        if not self.secret:
            return "none"
        return "unknown" if self.everything else self.said("en")


def _section(point: Point) -> str:
    return f"{point[1]} {point[2]}".strip()


NO_SECRECY = Provision.parse("none")
UNKNOWN = Provision.parse("unknown")
