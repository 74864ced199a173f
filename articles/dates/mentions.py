"""A text while its dates are read: where its sentences end, and the mentions found so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from articles.dates.tenses import Leaning, Sentence, leaning, taken_apart
from articles.dates.words import LONGEST_REACH, STOP
from articles.model import Granularity


@dataclass(slots=True)
class Text:
    """One text while it is read: as given, where its sentences end, and what has been found so far."""

    text: str
    published: date | None
    found: list[Draft] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    sentence: Sentence | None = None
    sentence_start: int = -1
    orders: frozenset[bool] | None = None
    surnamed_may: bool | None = None

    def before(self, at: int, length: int = 40) -> str:
        """Return the words that stand before a place."""
        return self.text[max(0, at - length) : at]

    def leaning(self, start: int, end: int) -> Leaning:
        """Say which way the words around a mention look."""
        if not self.stops:
            self.stops = stops_in(self.text)
        index = bisect_right(self.stops, start)
        first, last = self.stops[index - 1], self.stops[index]
        if last - first > LONGEST_SENTENCE:
            first, last = max(first, start - start % HALF_SENTENCE - HALF_SENTENCE), min(last, start + HALF_SENTENCE)
        if self.sentence is None or first != self.sentence_start or end > first + len(self.sentence.text):
            self.sentence, self.sentence_start = taken_apart(self.text[first:last]), first
        return leaning(self.sentence, start - first, end - first)


LONGEST_SENTENCE = 1600
HALF_SENTENCE = 400


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


def stops_in(text: str) -> list[int]:
    """Return where sentences begin, and twice the end of the text."""
    found = [0, *(stop.end() for stop in STOP.finditer(text))]
    if found[-1] != len(text) or len(found) == 1:
        found.append(len(text))
    found.append(len(text))
    return found


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
