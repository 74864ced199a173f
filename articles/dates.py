"""Finds the dates that a text speaks of and resolves them against the day it was published."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from articles.model import DateMention

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {name: n for n, name in enumerate("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())}
_DAY_NAME = "|".join(WEEKDAYS)
_MONTH_NAME = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_PATTERN = re.compile(
    rf"\b(?:(?:(?P<named>{_DAY_NAME}),? )?(?:(?P<month>{_MONTH_NAME}) ?(?P<day>[0-3]?\d)(?!\d)(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<day2>[0-3]?\d) (?P<month2>{_MONTH_NAME})(?:,? (?P<year2>\d{{4}}))?)"
    rf"|(?P<modifier>[Ee]arly|[Mm]id|[Ll]ate)?[ -]?(?P<month3>{_MONTH_NAME}),? (?P<year3>\d{{4}})"
    rf"|(?P<weekday>{_DAY_NAME})"
    r"|(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<near>[Yy]esterday|[Tt]oday|[Tt]omorrow))\b"
)


def dates_in(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Find the dates that `text` speaks of, in order, resolved against the day of `published`."""
    day = published.date() if isinstance(published, datetime) else published
    return tuple(m for match in _PATTERN.finditer(text) if (m := _mention(match, day)) is not None)


def _mention(match: re.Match[str], published: date | None) -> DateMention | None:
    found = match.groupdict()
    words, start, end = match.group(), match.start(), match.end()
    try:
        if found["iso"]:
            day = date.fromisoformat(found["iso"])
            return DateMention(words, start, end, day, day, "day", explicit=True)
        if found["month3"]:
            month, year = MONTHS[found["month3"].strip(".").lower()], int(found["year3"])
            last = monthrange(year, month)[1]
            part = (found["modifier"] or "").lower()
            first, final = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
            kind = "period" if part else "month"
            return DateMention(
                words, start, end, date(year, month, first), date(year, month, final), kind, explicit=True
            )  # type: ignore[arg-type]  # one of two literals
        if found["near"]:
            shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["near"].lower()]
            near = published + timedelta(shift) if published else None
            return DateMention(words, start, end, near, near, "day")
        if found["weekday"]:
            number = WEEKDAYS[found["weekday"]]
            past = published - timedelta((published.weekday() - number) % 7) if published else None
            return DateMention(words, start, end, past, past, "day", weekday=number)
        month = MONTHS[(found["month"] or found["month2"]).strip(".").lower()]
        number = int(found["day"] or found["day2"])
        year_words = found["year"] or found["year2"]
        weekday = WEEKDAYS.get(found["named"] or "")
        if year_words:
            day = date(int(year_words), month, number)
            return DateMention(words, start, end, day, day, "day", weekday, explicit=True)
        if published is None:
            return DateMention(words, start, end, None, None, "day", weekday)
        this = date(published.year, month, number)
        nearest = this if this <= published else date(published.year - 1, month, number)
        return DateMention(words, start, end, nearest, nearest, "day", weekday)
    except ValueError:
        return None
