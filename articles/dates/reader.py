"""Finds the dates that a text speaks of and resolves them in the sense that news prose means, or not at all.

A mention is the shortest phrase that fixes its days: "Monday" of "on Monday night", "last Friday" of "since last Friday",
"14 June" of "the night of 14 June". Its interval is inclusive:

- a weekday is the last one (the day of publication itself included) unless the words look ahead; then the next one;
- "next Friday" is the Friday of next week, "last Friday" the last before publication, "this Friday" goes by tense;
- a day and month without a year is the nearest that the tense allows, unless the text gives that day its year elsewhere;
- "9/11", "the Sept. 11 attacks", "the October 7 attack" and "the Jan. 6 riot" are names of days, with their years;
- a week runs from Monday to Sunday; a weekend is its Saturday and Sunday;
- early, mid and late: of a month 1-10, 11-20 and 21 to its end; of a year January-April, May-August, September-December;
  of a decade its first four, middle three and last three years;
- the first, second, third and fourth week "of" a month: its days 1-7, 8-14, 15-21, 22-28; the last week: its last seven days;
- "the past two weeks" runs from the day two weeks ago to the day of publication, both included;
- "the end of the year" is its late part, "the week of May 12" the week that the day lies in, "two weeks before May 13" one day;
- "that night", "the next day" and "on the 15th" are counted from the only day that stands shortly before, or not read;
- in the ten years after the attacks, "Sept. 11" far from any other is the day in 2001;
- a date of numbers that can be read two ways is the one at the day of publication, if just one is;
- "two weeks ago" is a week, "two months ago" a month, "two years ago" a year, unless it is hedged;
- both ends stay None for what cannot be known: seasons (the hemisphere), fiscal years and quarters, 03/04/2025, "three
  weeks earlier" without an earlier date in the sentence, and everything relative where no publication date is given.

A title in quotation marks is no date ("Born on the Fourth of July"), and where words that could begin a date stand closer
than in any prose, what follows is passed over. "Today" within a quotation is read as the day of publication. Lengths of time ("470 days") are figures, not dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from articles.dates.crowds import Crowd
from articles.dates.forms import openings
from articles.dates.mentions import Draft, Found, Text
from articles.dates.titles import in_a_title
from articles.dates.words import NEAR, WRAPPED_LINE
from articles.model import DateMention


def dates_in(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Find the dates that `text` speaks of, in order, resolved against the day of `published`.

    No two mentions overlap, and `text[mention.start : mention.end] == mention.text`.
    """
    day = published.date() if isinstance(published, datetime) else published
    reader = Text(_unwrapped(text), day)
    _collect(reader)
    _lend_years(reader)
    _agree_on_weekdays(reader)
    _run_on(reader)
    return tuple(
        DateMention(
            text[draft.start : draft.end],
            draft.start,
            draft.end,
            draft.days[0] if draft.days else None,
            draft.days[1] if draft.days else None,
            draft.granularity,
            draft.weekday,
            draft.explicit and draft.days is not None,
        )
        for draft in reader.found
    )


def _collect(reader: Text) -> None:
    text, reached, crowd = reader.text, 0, Crowd()
    for start, forms in openings(text):
        if start < reached:
            continue
        if crowd.closes_at(start):
            reached = crowd.passed
            continue
        for pattern, read in forms:
            match = pattern.match(text, start)
            drafts = _safely(read, reader, match) if match else None
            if drafts and drafts[0].start >= reached:
                if not in_a_title(reader, drafts[0]):
                    reader.found.extend(drafts)
                reached = drafts[-1].end
                crowd.dates.append(start)
                break


def _safely(read: Callable[[Text, re.Match[str]], Found], reader: Text, match: re.Match[str]) -> Found:
    """Read a form; what no calendar has (30 February, the year 0, a day before the first) is no date."""
    try:
        return read(reader, match)
    except (ValueError, OverflowError):
        return None


def _unwrapped(text: str) -> str:
    """Turn the newlines of a text that was broken into short lines into spaces, paragraphs kept; offsets stay."""
    if text.count("\n") < 6:
        return text
    lines = text.split("\n")
    if max(map(len, lines)) > WRAPPED_LINE or sum(len(line) for line in lines) < 30 * len(lines):
        return text
    return re.sub(r"(?<=[^\n.!?:])\n(?=[^\s])", " ", text)


_JOIN = re.compile(r"\s?(?:,? and|,? to|through|until|till|-|–|—|into)\s?|\s(?:and|to|through|until|till|into)\s")


def _lend_years(reader: Text) -> None:
    """Give a day and month the year of the date it is joined to, or of the same day elsewhere in the text.

    Where the text gives that month another year than tense would, nothing can be known.
    """
    known: dict[tuple[int, int], set[int]] = {}
    months: dict[int, set[int]] = {}
    for draft in reader.found:
        if draft.explicit and draft.days and draft.granularity in ("day", "month"):
            first = draft.days[0]
            months.setdefault(first.month, set()).add(first.year)
            if draft.granularity == "day":
                known.setdefault((first.month, first.day), set()).add(first.year)
    for index, draft in enumerate(reader.found):
        if draft.yearless is not None:
            reader.found[index] = _with_year(reader, index, draft, known.get(draft.yearless), months)


def _with_year(reader: Text, index: int, draft: Draft, known: set[int] | None, months: dict[int, set[int]]) -> Draft:
    """Return the draft with the year that the text gives it, if it gives one."""
    if draft.yearless is None:
        return draft
    lent = _lent_by_neighbour(reader, index)
    if lent is not None:
        length = draft.days[1] - draft.days[0] if draft.days else timedelta(0)
        day = _day_of(lent, draft.yearless)
        resolved = draft.days is not None or draft.granularity == "day"
        return replace(draft, days=(day, day + length), explicit=True) if day and resolved else draft
    if not draft.days or not reader.published or abs((draft.days[0] - reader.published).days) <= NEAR:
        return draft
    year = draft.days[0].year
    if known and len(known) == 1 and draft.granularity == "day":
        day = _day_of(next(iter(known)), draft.yearless)
        return replace(draft, days=(day, day)) if day else draft
    if draft.ahead:
        return draft
    return replace(draft, days=None) if months.get(draft.yearless[0], {year}) != {year} else draft


def _day_of(year: int, month_day: tuple[int, int]) -> date | None:
    """Return the day, or None for 29 February of a common year."""
    return date(year, *month_day) if month_day[1] <= monthrange(year, month_day[0])[1] else None


def _lent_by_neighbour(reader: Text, index: int) -> int | None:
    """Read the year from the other end: "March 3 to May 5, 2024", "May 5, 2024 to June 1"."""
    draft = reader.found[index]
    month_day = draft.yearless
    if month_day is None:
        return None
    for step in (1, -1):
        if not 0 <= index + step < len(reader.found):
            continue
        other = reader.found[index + step]
        left, right = (draft, other) if step == 1 else (other, draft)
        if (
            not (other.explicit and other.days and other.granularity in ("day", "period"))
            or right.start - left.end > 12
        ):
            continue
        if not _JOIN.fullmatch(reader.text, left.end, right.start):
            continue
        theirs = (other.days[0].month, other.days[0].day)
        if step == 1:
            return other.days[0].year - (month_day > theirs)
        return other.days[0].year + (month_day < theirs)
    return None


def _agree_on_weekdays(reader: Text) -> None:
    """Let a weekday that nothing places be the day that the text elsewhere means by the same name."""
    if not any(draft.unsure for draft in reader.found):
        return
    meant: dict[int, set[date]] = {}
    for draft in reader.found:
        if draft.weekday is not None and draft.days and not draft.unsure and draft.granularity == "day":
            meant.setdefault(draft.weekday, set()).add(draft.days[0])
    for index, draft in enumerate(reader.found):
        if draft.unsure and draft.weekday is not None and len(meant.get(draft.weekday, ())) == 1:
            [day] = meant[draft.weekday]
            if draft.days and abs((day - draft.days[0]).days) == 7:
                reader.found[index] = replace(draft, days=(day, day))


def _run_on(reader: Text) -> None:
    """Put the second of two joined weekdays after the first: "from Thursday to Sunday"."""
    for index in range(1, len(reader.found)):
        left, right = reader.found[index - 1], reader.found[index]
        if left.weekday is None or right.weekday is None or not left.days or not right.days:
            continue
        joined = right.start - left.end <= 10 and re.fullmatch(
            r"\s?(?:to|through|until|till|-|–|—|into)\s?", reader.text[left.end : right.start]
        )
        apart = right.days[0] - left.days[0]
        if joined and not timedelta(0) <= apart < timedelta(7) and not left.explicit and not right.explicit:
            day = right.days[0] + timedelta(7 if apart < timedelta(0) else -7)
            if 0 <= (day - left.days[0]).days < 7:
                reader.found[index] = replace(right, days=(day, day))
