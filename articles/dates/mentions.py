"""A text while its dates are read: the sentence at hand, and the mentions found so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from articles.dates.tenses import Leaning, Sentence, leaning, taken_apart
from articles.dates.words import LONGEST_REACH, STOP
from articles.model import Granularity


@dataclass(slots=True)
class Text:
    """One text while it is read: as given, the sentence at hand, and what has been found so far."""

    text: str
    published: date | None
    found: list[Draft] = field(default_factory=list)
    sentence: Sentence | None = None
    first: int = 0
    last: int = 0
    asked: int = 0
    orders: frozenset[bool] | None = None
    surnamed_may: bool | None = None

    def before(self, at: int, length: int = 40) -> str:
        """Return the words that stand before a place."""
        return self.text[max(0, at - length) : at]

    def leaning(self, start: int, end: int) -> Leaning:
        """Say which way the words around a mention look; of the many dates of one list, nothing."""
        if self.sentence is None or not self.first <= start < self.last:
            self._take(start)
        self.asked += 1
        if self.sentence is None or self.asked > MOST_ASKED:
            return "unknown"
        return leaning(self.sentence, start - self.first, end - self.first)

    def _take(self, start: int) -> None:
        """Take the sentence apart that a place stands in, or, where none ends, the words about it."""
        farthest = max(0, start - LONGEST_SENTENCE)
        first = self.text.rfind("\n", farthest, start) + 1 or farthest
        last = start + LONGEST_SENTENCE
        for stop in STOP.finditer(self.text, first, last):
            if stop.end() > start:
                last = stop.end()
                break
            first = stop.end()
        first, last = max(first, start - 2 * HALF_SENTENCE), min(last, start + 2 * HALF_SENTENCE)
        self.sentence, self.first, self.last, self.asked = taken_apart(self.text[first:last]), first, last, 0


LONGEST_SENTENCE = 1600
HALF_SENTENCE = 400
MOST_ASKED = 24
"""A sentence with more dates is a list, and no verb of it governs them all."""


@dataclass(slots=True)
class Draft:
    """A mention before the whole text is known: a day and month without a year may yet find one."""

    start: int
    end: int
    days: tuple[date, date] | None
    granularity: Granularity
    weekday: int | None = None
    explicit: bool = False
    yearless: tuple[int, int] | None = None
    ahead: bool = False
    """A day without a year that the tense sets after publication, whatever other years the text gives its month."""
    unsure: bool = False
    """A weekday that nothing beside it sets before or after publication."""


Found = list[Draft] | None
Form = tuple[re.Pattern[str], Callable[[Text, re.Match[str]], Found]]


def relative_year(reader: Text, shift: str, start: int) -> int | None:
    """Return the year that "last year", "that year" or "the following year" means here."""
    if shift in ("last", "this", "next"):
        return reader.published.year + {"last": -1, "this": 0, "next": 1}[shift] if reader.published else None
    for draft in reversed(reader.found):
        if draft.days and start - draft.end <= 2 * LONGEST_REACH and draft.days[0].year == draft.days[1].year:
            return draft.days[0].year + (shift == "the following")
        if start - draft.end > 2 * LONGEST_REACH:
            break
    return None
