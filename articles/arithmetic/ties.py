"""What ties the figures and days of one sentence together: how near, and by which words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from articles.model import Figure, ReadArticle, Span

DURATION_UNITS = ("day", "week", "fortnight", "month", "year")

HEDGES = (
    r"(?:at least|at most|more than|less than|fewer than|up to|as many as|over|under|about|around|nearly|almost"
    r"|roughly|approximately|some|just|exactly|only|or|the|an estimated|a total of)"
)
"""Words that may stand between a connective and its figure without changing what it is tied to."""
WORD = r"[\w’'$£€-]{1,24}"
GAP_HEDGE = rf"(?:{HEDGES} ){{0,3}}"
SCALED = re.compile(r"(?:\b(?:hundred|thousand|million|billion|trillion)|\d ?(?:k|m|mn|mln|b|bn|tn))\b", re.IGNORECASE)
CURRENCY = re.compile(r"[A-Z]{3}")
MEASURES = ("percent", "percentage_point")
NOT_SUMMED = (*MEASURES, *DURATION_UNITS)

LONGEST_GAP = 160
"""Further apart than this (characters), nothing is taken to be tied together."""
LONGEST_LEAD = 80
LONGEST_OPENING = 60

MOST_IN_SHORT = 100
"""How many times the second's written number a first figure may be and still leave out the word million."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day and the words that give it. `start` is None where they are not in the body (`words` then names where)."""

    day: date
    words: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the figures and the single days read in it."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]


def scale_is_shared(first: Figure, second: Figure) -> bool:
    """Say whether the first of two figures may be meant in the second's millions: "12 of the 48 million"."""
    if not first.value or SCALED.search(first.text) or not (scale := SCALED.search(second.text)):
        return False
    written = "".join(
        character for character in second.text[: scale.end()] if character.isdecimal() or character == "."
    )
    return (
        not written.strip(".")
        or written.count(".") > 1
        or first.value < max(Decimal(written), Decimal(1)) * MOST_IN_SHORT
    )


def sentences_of(read: ReadArticle) -> Iterator[Sentence]:
    """Yield each sentence that holds a figure, with its figures and single days, in one pass over all three."""
    days = [
        Day(mention.from_, mention.text, mention.start, mention.end)
        for mention in read.reading.dates
        if mention.from_ is not None and mention.from_ == mention.to
    ]
    figure_starts = [figure.start for figure in read.reading.figures]
    day_starts = [first_of(day) for day in days]
    for span in read.reading.sentences:
        first, last = bisect_left(figure_starts, span.start), bisect_left(figure_starts, span.end)
        if first < last:
            within = days[bisect_left(day_starts, span.start) : bisect_left(day_starts, span.end)]
            yield Sentence(span.start, span.end, read.reading.figures[first:last], tuple(within))


def gap(body: str, first: Figure, second: Figure, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match all that stands between two figures; None where that is too much to tie them together."""
    return between(body, end_of(first), second.start, pattern)


def between(body: str, start: int, end: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match all that stands between two places; None where that is too much to tie them together."""
    return pattern.match(body[start:end]) if 0 <= end - start <= LONGEST_GAP else None


def end_of(figure: Figure) -> int:
    """Return where a figure's own words end: punctuation behind them joins it to what follows."""
    return figure.start + len(figure.text.rstrip(" ,.;:"))


def first_of(day: Day) -> int:
    """Return where a day's words begin; -1 where they are not in the body."""
    return -1 if day.start is None else day.start


def last_of(day: Day) -> int:
    """Return where a day's words end; -1 where they are not in the body."""
    return -1 if day.end is None else day.end


def span_of(body: str, start: int, end: int) -> Span:
    """Return a place of the body with its words."""
    return Span(start, end, body[start:end])
