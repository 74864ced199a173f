"""Is the weekday named beside a date that date's weekday?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.arithmetic import weekdays_in
from articles.model import EvidenceSpan
from checks.batch import Batch
from checks.dates.written import seen_at, written
from checks.rules import Judgement, Row, Rule, failed, passed, place, unverifiable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayRow(Row):
    """A weekday that is named beside a day. `certain`: no other year can be meant."""

    weekday: int
    day: date
    words: str
    certain: bool


def weekday_rows(batch: Batch) -> Iterator[WeekdayRow]:
    """Yield a row for each weekday that stands beside a date, in the text or in the dates of the page."""
    for article_id, read in batch.english():
        for named in weekdays_in(read):
            start, end = named.day.start, named.day.end
            in_body = start is not None and end is not None
            yield WeekdayRow(
                article=article_id,
                subject=place(start, end)
                if start is not None and end is not None
                else f"{named.where}: {named.day.words}",
                weekday=named.weekday,
                day=named.day.day,
                words=named.day.words,
                certain=named.certain,
                evidence=(
                    seen_at(article_id, named.day)
                    if in_body
                    else EvidenceSpan(article_id, named.where, named.day.words),
                ),
            )


def judge_weekday(row: WeekdayRow) -> Judgement:
    """Compare with the calendar. No tolerance: a day has one weekday."""
    right = row.day.weekday()
    if right == row.weekday:
        return passed(f"{written(row.day)} was indeed a {WEEKDAYS[right]}.")
    told = f"“{row.words}”: {written(row.day)} is a {WEEKDAYS[right]}, not a {WEEKDAYS[row.weekday]}."
    if not row.certain:
        return unverifiable(f"{told} The words give no year, and another year may be meant.")
    return failed(f"{told} Either the weekday or the date is wrong; a calendar of the event itself would settle which.")


WEEKDAY_AGAINST_DATE = Rule(
    name="weekday against date",
    suite="dates",
    question="The weekday named beside a date is that date's weekday",
    severity="medium",
    flagged=True,
    row=WeekdayRow,
    rows=weekday_rows,
    judge=judge_weekday,
)
