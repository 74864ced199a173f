"""Is a length of time the time between its first and its last day?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from articles.arithmetic import Day, durations_in
from articles.model import EvidenceSpan, Figure
from checks.batch import Batch
from checks.dates.written import written
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable

DAYS_IN = {
    "day": Decimal(1),
    "week": Decimal(7),
    "fortnight": Decimal(14),
    "month": Decimal("30.44"),
    "year": Decimal("365.25"),
}

SHORTEST_UNSTATED = 14
"""Days: any two dates of one report lie this near each other by habit, so a match would mean nothing."""

SPOKEN_BEFORE = 3
"""Days: "it has been 470 days" may have been said this long before it was published."""

LONGEST_SPAN = 1_000_000
"""Days, weeks, months or years beyond which no two dates of a calendar lie apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationRow(Row):
    """A length of time, with its ends where the sentence states them and the article's days where it does not."""

    figure: Figure
    ends: tuple[Day, Day] | None
    days: tuple[Day, ...]


def duration_rows(batch: Batch) -> Iterator[DurationRow]:
    """Yield a row for each length of time of a day or more."""
    for article_id, read in batch.english():
        for duration in durations_in(read):
            figure = duration.figure
            yield DurationRow(
                article=article_id,
                subject=place(figure.start, figure.end),
                figure=figure,
                ends=duration.ends,
                days=duration.days,
                evidence=(quoted(article_id, read.article.body, figure.start, figure.end),),
            )


def judge_duration(row: DurationRow) -> Judgement:
    """Hold a stated pair against the length; without one, look for a pair of the article's days that fits exactly."""
    if row.ends is None:
        return _judge_unstated(row)
    first, last = row.ends
    days = (last.day - first.day).days
    evidence = _both(row.article, first, last)
    told = f"From {written(first.day)} to {written(last.day)} is {days} days ({days + 1} with both ends counted)"
    if any(fits(row.figure, days - late) for late in range(SPOKEN_BEFORE + 1 if last.start is None else 1)):
        return passed(f"{told}, as “{row.figure.text}” says.", *evidence)
    return failed(
        f"{told}, but the text says “{row.figure.text.strip()}”. One of the two dates or the length is wrong; the date of the "
        "event from another source would settle which.",
        *evidence,
    )


def _judge_unstated(row: DurationRow) -> Judgement:
    pair = exact_pair(row.figure, row.days)
    if pair is None:
        return unverifiable(
            f"“{row.figure.text.strip()}”: the sentence does not say from when to when, and no two dates of the article are "
            "exactly that far apart."
        )
    first, last = pair
    return passed(
        f"“{row.figure.text.strip()}” is exactly the time from {written(first.day)} to {written(last.day)}, both given by the article.",
        *_both(row.article, first, last),
    )


def fits(figure: Figure, days: int) -> bool:
    """Say whether so many days between two dates can be called by this length.

    Days are exact, with one or both ends counted. Weeks, months and years are said of anything that rounds to them
    or has completed them: "two years" is 18 to 36 months. A hedge widens by a tenth, and one-sided ones to one side.
    """
    length = DAYS_IN[figure.unit or "day"]
    low, high = (figure.value, figure.value) if figure.unit == "day" else _rounded(figure, length)
    slack = max(figure.value * length / 10, Decimal(1))
    match figure.hedge:
        case "~":
            low, high = low - slack, high + slack
        case ">" | ">=":
            high = Decimal("Infinity")
        case "<" | "<=":
            low = Decimal(0)
        case _:
            pass
    return low <= days + 1 and days <= high


def _rounded(figure: Figure, length: Decimal) -> tuple[Decimal, Decimal]:
    return (figure.value - Decimal("0.5")) * length, (figure.value + 1) * length


def exact_pair(figure: Figure, days: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Find two of the article's days that lie exactly so far apart, the later pair where several do; None if none."""
    if figure.hedge not in ("=", "~") or not 0 < figure.value < LONGEST_SPAN or figure.value % 1:
        return None
    by_day = {day.day: day for day in days}
    for extra in (0, -1):
        for first in days:
            end = _later(first.day, int(figure.value), figure.unit or "day", extra)
            if end in by_day and (end - first.day).days >= SHORTEST_UNSTATED - 1:
                return first, by_day[end]
    return None


def _later(day: date, amount: int, unit: str, extra: int) -> date | None:
    """Return the day so much later; None beyond the calendar. `extra` -1 counts both ends, for days only."""
    try:
        if unit in ("day", "week", "fortnight"):
            return day + timedelta(days=amount * int(DAYS_IN[unit]) + (extra if unit == "day" else 0))
        months = day.month - 1 + amount * (12 if unit == "year" else 1)
        return day.replace(year=day.year + months // 12, month=months % 12 + 1)
    except (ValueError, OverflowError):
        return None


def _both(article: str, first: Day, last: Day) -> tuple[EvidenceSpan, ...]:
    return tuple(
        EvidenceSpan(article, "published" if day.start is None else "body", day.words, day.start, day.end)
        for day in (first, last)
    )


DURATION_AGAINST_DATES = Rule(
    name="duration against dates",
    suite="dates",
    question="A length of time is the time between its first and its last day",
    severity="medium",
    flagged=True,
    row=DurationRow,
    rows=duration_rows,
    judge=judge_duration,
)
