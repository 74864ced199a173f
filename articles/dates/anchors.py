"""Reads what is counted from another date of the text: "a day later", "that night", "on the 15th", "a week before May 3"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from articles.dates.days import read_iso, read_month_day
from articles.dates.mentions import Draft, Form, Found, Text
from articles.dates.periods import Days, around, day_number, months_away, moved, number_of, week_of
from articles.dates.quarters import read_holiday
from articles.dates.words import (
    ANCHORED,
    DAY_MONTH,
    HEDGED,
    HOLIDAY,
    ISO,
    LONGEST_REACH,
    MONTH_DAY,
    NOT_A_DAY_OF_A_MONTH,
    STOP,
    THAT,
    UNITS,
)
from articles.model import Granularity

FARTHEST_DAY = 250
"""Characters. "The next day" is counted from a day that stands so near, in this sentence or the one before."""
WHOLE_DATES: dict[str, Form] = {
    "day": (DAY_MONTH, read_month_day),
    "month": (MONTH_DAY, read_month_day),
    "year": (ISO, read_iso),
}
HOLIDAYS: dict[str, Form] = {"holiday": (HOLIDAY, read_holiday)}
_GRANULARITIES: dict[str, Granularity] = {
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
}
_COARSENESS = {"day": 0, "week": 1, "fortnight": 1, "month": 2, "quarter": 3, "year": 4, "decade": 5}


def read_earlier(reader: Text, match: re.Match[str]) -> Found:
    """Read leftward from "earlier", "later", "before" or "after": counted from a date that stands beside it."""
    window = reader.before(match.start() - 1, 40) if match.start() else ""
    found = ANCHORED.search(window) if window.endswith(UNITS) else None
    word = match.group().lower()
    if found is None:
        return None
    start = match.start() - 1 - len(window) + found.start()
    unit, number = found["unit"].lower(), number_of(found["n"])
    sign = -1 if word in ("earlier", "before") else 1
    hedged = HEDGED.search(window[: found.start()]) is not None or unit == "decade"
    if word in ("before", "after"):
        behind = _date_behind(reader, match.end(), WHOLE_DATES | HOLIDAYS if unit == "day" else WHOLE_DATES)
        if behind is not None:
            days = (
                None if hedged or behind.days is None else around(moved(behind.days[0], unit, sign * number), "day")[0]
            )
            return [Draft(start, behind.end, days, "day", explicit=behind.explicit)]
        if re.match(r" [A-Za-z0-9]", reader.text[match.end() : match.end() + 2]):
            return None
    granularity = _GRANULARITIES.get(unit, "period")
    draft = None if hedged else (_only_date(reader, start) or _only_day(reader, start))
    if draft is None or draft.days is None:
        return [Draft(start, match.end(), None, granularity)]
    days, granularity = _moved_from(draft, unit, sign * number)
    return [Draft(start, match.end(), days, granularity)]


def _date_behind(reader: Text, end: int, forms: dict[str, Form] = WHOLE_DATES) -> Draft | None:
    """Return the whole date right behind "two weeks before", unless it only names something ("Oct. 13's fall")."""
    if reader.text[end : end + 1] != " ":
        return None
    for pattern, read in forms.values():
        match = pattern.match(reader.text, end + 1)
        drafts = read(reader, match) if match else None
        if (
            drafts
            and drafts[0].granularity == "day"
            and not re.match(r"['’]s|-[a-z]", reader.text[drafts[0].end : drafts[0].end + 2])
        ):
            return drafts[0]
    return None


def read_that_day(reader: Text, match: re.Match[str]) -> Found:
    """Read leftward from "day", "night" or "morning": "that night", "the next morning", where a day stands before."""
    found = THAT.search(reader.before(match.start(), 24))
    if found is None or re.match(r" (?:of|as|that|when|in which)\b|-|s\b", reader.text[match.end() : match.end() + 9]):
        return None
    start = match.start() - len(found.group())
    draft = _only_day(reader, start)
    if draft is None or draft.days is None:
        return None
    which = found["which"].lower()
    step = 0 if which in ("that", "that same", "same") else -1 if which == "previous" else 1
    days, _ = around(moved(draft.days[0], "day", step), "day")
    return [Draft(start + found.start("which") - found.start(), match.end(), days, "day")]


def read_day_of_month(reader: Text, match: re.Match[str]) -> Found:
    """Read "on the 15th": of the month last named, or the nearest that a plain tense allows."""
    if NOT_A_DAY_OF_A_MONTH.search(reader.text, max(0, match.start() - 120), match.end() + 80):
        return None
    number = day_number(match["nth"])
    last = reader.found[-1] if reader.found else None
    day: date | None = None
    if last and last.days and last.granularity in ("day", "month") and match.start() - last.end <= FARTHEST_DAY:
        named = last.days[0]
        if last.granularity == "month" or last.yearless or last.explicit:
            day = named.replace(day=number)
    if day is None:
        if reader.published is None:
            return None
        lean = reader.leaning(*match.span())
        if lean not in ("past", "speech", "future", "open"):
            return None
        day = _nearest_numbered(reader.published, number, ahead=lean in ("future", "open"))
    return [Draft(match.start(), match.end(), (day, day), "day")]


def _nearest_numbered(published: date, number: int, *, ahead: bool) -> date:
    """Return the nearest day of that number, in a month that has one."""
    month = published.replace(day=1)
    step = 1 if ahead else -1
    while monthrange(month.year, month.month)[1] < number or (month.replace(day=number) - published).days * step < 0:
        month = months_away(month, step)
    return month.replace(day=number)


def read_week_of(reader: Text, match: re.Match[str]) -> Found:
    """Read "the week of May 12": the week that the day lies in."""
    behind = _date_behind(reader, match.end())
    if behind is None or not re.search(r"\b[Tt]he \Z", reader.before(match.start(), 5)):
        return None
    days = week_of(behind.days[0]) if behind.days else None
    return [Draft(match.start(), behind.end, days, "week", explicit=behind.explicit)]


def counted(reader: Text, start: int, unit: str, number: int) -> Days | None:
    """Count one unit from the date that stands before."""
    draft = _only_date(reader, start) or (_only_day(reader, start) if unit == "day" else None)
    if draft is None or unit not in _COARSENESS:
        return None
    days, granularity = _moved_from(draft, unit, number)
    return days if granularity == unit else None


def _moved_from(draft: Draft, unit: str, number: int) -> tuple[Days | None, Granularity]:
    """Move a known date by so many units; "a year earlier" than a quarter is a quarter."""
    own = draft.granularity
    if own == "period" or draft.days is None or _COARSENESS[own] > _COARSENESS[unit]:
        return None, own
    return around(moved(draft.days[0], unit, number), unit if own == "day" else own)


def _only_date(reader: Text, start: int) -> Draft | None:
    """Return the date that stands shortly before in the same sentence, if it is the only one."""
    near = [draft for draft in reader.found[-3:] if start - draft.end <= LONGEST_REACH]
    near = [draft for draft in near if not STOP.search(reader.text, draft.end, start)]
    return near[0] if len(near) == 1 else None


def _only_day(reader: Text, start: int) -> Draft | None:
    """Return the day that stands before, if it is the only one of its sentence: this one or the last."""
    near = [draft for draft in reader.found[-6:] if start - draft.end <= FARTHEST_DAY and draft.granularity == "day"]
    stops = [sum(1 for _ in STOP.finditer(reader.text, draft.end, start)) for draft in near]
    for distance in (0, 1):
        here = [draft for draft, between in zip(near, stops, strict=True) if between == distance]
        if here:
            return here[0] if len({draft.days for draft in here}) == 1 else None
    return None
