"""Reads what divides the year otherwise: quarters, halves, "the first week of March", seasons and feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from articles.dates import calendars
from articles.dates.mentions import Draft, Found, Text, relative_year
from articles.dates.periods import (
    Days,
    around,
    full_year,
    month_number,
    month_of,
    months_from,
    moved,
    nearest,
    quarter_of,
    year_of,
    years_about,
)
from articles.dates.tenses import Leaning
from articles.dates.words import (
    FEAST_BEFORE,
    FINANCE,
    FISCAL,
    NOT_A_DIVISION_AFTER,
    ORDINALS,
    SPORT,
    WEEKDAY_DATE,
    WEEKDAYS,
)
from articles.model import Granularity


def read_ordinal(reader: Text, match: re.Match[str]) -> Found:
    """Read "the third quarter of 2024", "the first week of March", "the last Monday in May"."""
    if match["what"] in ("quarter", "half"):
        return _read_division(reader, match)
    named = _named_by(reader, match)
    if named is None:
        return None
    whole, unit, explicit = named
    what, ordinal = match["what"].lower(), ORDINALS[match["ord"].lower()]
    weekday = WEEKDAYS.get(what)
    if unit == "year" and (weekday is not None or what == "weekend"):
        return None
    granularity: Granularity = "day" if weekday is not None or what == "day" else "week"
    if what == "weekend":
        granularity = "period"
    days = _counted_off(whole, what, ordinal) if whole else None
    return [Draft(match.start(), match.end(), days, granularity, weekday, explicit=explicit)]


def _counted_off(whole: Days, what: str, ordinal: int) -> Days:
    """Return the first, second... or last weekday, day, weekend or week of a month or year."""
    first, last = whole
    if what in WEEKDAYS or what == "weekend":
        day = calendars.nth_weekday(first.year, first.month, WEEKDAYS.get(what, 5), ordinal)
        return day, day + timedelta(what == "weekend")
    length = timedelta(1 if what == "day" else 7)
    start = last - length + timedelta(1) if ordinal < 0 else first + length * (ordinal - 1)
    return start, min(last, start + length - timedelta(1))


def _named_by(reader: Text, match: re.Match[str]) -> tuple[Days | None, Granularity, bool] | None:
    """Return the month or year that "of" names, its granularity and whether the words alone fix it."""
    if match["month"]:
        return _month_named(reader, match), "month", bool(match["year"])
    if match["y"]:
        return year_of(int(match["y"])), "year", True
    if not match["unit"]:
        return None
    unit: Granularity = "year" if match["unit"] == "year" else "month"
    if match["rel"] == "that":
        year = relative_year(reader, "that", match.start()) if unit == "year" else None
        return (year_of(year) if year else None), unit, False
    if reader.published is None:
        return None, unit, False
    step = {"last": -1, "next": 1}.get(match["rel"] or "", 0)
    return around(moved(reader.published, unit, step), unit)[0], unit, False


def _month_named(reader: Text, match: re.Match[str]) -> Days | None:
    month = month_number(match["month"])
    if match["year"]:
        return month_of(int(match["year"]), month)
    if match["shift"]:
        year = relative_year(reader, match["shift"], match.start())
        return month_of(year, month) if year else None
    if reader.published is None:
        return None
    candidates = [month_of(year, month) for year in years_about(reader.published)]
    return nearest(candidates, reader.published, reader.leaning(match.start(), match.end()))


def _read_division(reader: Text, match: re.Match[str]) -> Found:
    """Read "third quarter", "first half", with or without a month or year."""
    what, start, end = match["what"], match.start(), match.end()
    granularity: Granularity = "quarter" if what == "quarter" else "period"
    most = 4 if what == "quarter" else 2
    ordinal = ORDINALS[match["ord"].lower()]
    named = _named_by(reader, match)
    if (
        ordinal > most
        or NOT_A_DIVISION_AFTER.match(reader.text, end)
        or (named is None and match["ord"].lower() == "last")
        or (named is not None and named[1] == "month" and what == "quarter")
    ):
        return None
    if match["fiscal"] or FISCAL.search(reader.before(start, 20)):
        return [Draft(start, end, None, granularity)]
    number = ordinal if ordinal > 0 else most
    if named is None:
        return _division_unnamed(reader, start, end, what, number)
    whole, unit, explicit = named
    days: Days | None = None
    if whole and unit == "month":
        days = (whole[0], whole[0].replace(day=15)) if number == 1 else (whole[0].replace(day=16), whole[1])
    elif whole:
        days = _split(whole[0].year, what, number)
    return [Draft(start, end, days, granularity, explicit=explicit)]


def _division_unnamed(reader: Text, start: int, end: int, what: str, number: int) -> Found:
    """Resolve "the third quarter" by tense, unless it is a match that is divided."""
    if SPORT.search(reader.text, max(0, start - 250), end + 250):
        return None
    if what == "half" and not FINANCE.search(reader.text, max(0, start - 80), end + 60):
        return None
    days = None
    if reader.published:
        candidates = [_split(year, what, number) for year in years_about(reader.published)]
        days = _reported(candidates, reader.published, reader.leaning(start, end))
    return [Draft(start, end, days, "quarter" if what == "quarter" else "period")]


def _split(year: int, what: str, ordinal: int) -> Days:
    return quarter_of(year, ordinal) if what == "quarter" else months_from(year, 6 * ordinal - 5, year, 6 * ordinal)


def _reported(candidates: list[Days], published: date, lean: Leaning) -> Days | None:
    """Choose the quarter meant: the last that has ended, or, looking ahead, the first that has not."""
    ended = max((days for days in candidates if days[1] < published), default=None)
    running = min((days for days in candidates if days[1] >= published), default=None)
    if (
        lean in ("future", "open")
        and running
        and (lean == "future" or ended is None or (published - ended[1]).days > 120)
    ):
        return running
    if running and ended and running[0] <= published and (published - ended[1]).days > LONG_OVER:
        return running
    return ended


LONG_OVER = 280
"""Days. A quarter that ended so long ago would be told with its year; the one of the same name that now runs is meant."""


def read_quarter(reader: Text, match: re.Match[str]) -> Found:
    """Read "Q3 2024", "3Q24", "H1 2024"."""
    number, letter = int(match["n"] or match["n2"]), match["letter"] or match["letter2"]
    what = "quarter" if letter == "Q" else "half"
    granularity: Granularity = "quarter" if letter == "Q" else "period"
    start, end = match.span()
    if (letter == "H" and (number > 2 or not match["y"])) or re.search(
        r"\b(?:Audi|Infiniti) \Z", reader.before(start, 10)
    ):
        return None
    year = full_year(match["y"], reader.published) if match["y"] else None
    if match["fy"] or FISCAL.search(reader.before(start, 20)):
        return [Draft(start, end, None, granularity)]
    if year:
        return [Draft(start, end, _split(year, what, number), granularity, explicit=len(match["y"]) == 4)]
    if reader.published is None:
        return [Draft(start, end, None, granularity)]
    candidates = [_split(one, what, number) for one in years_about(reader.published)]
    return [Draft(start, end, _reported(candidates, reader.published, reader.leaning(start, end)), granularity)]


def read_year_quarter(_reader: Text, match: re.Match[str]) -> Found:
    """Read "2024 Q3", "1989's third quarter"."""
    year = int(match["y"])
    if match["q"]:
        return [Draft(match.start(), match.end(), quarter_of(year, int(match["q"])), "quarter", explicit=True)]
    ordinal, what = ORDINALS[match["ord"]], match["what"]
    if what == "half" and ordinal > 2:
        return None
    kind: Granularity = "quarter" if what == "quarter" else "period"
    return [Draft(match.start(), match.end(), _split(year, what, ordinal), kind, explicit=True)]


def read_season(reader: Text, match: re.Match[str]) -> Found:
    """Read "summer 2024": never resolved, as it depends on the hemisphere; the Prague Spring of 1968 was none."""
    if match.group()[0].isupper() and re.search(
        r"[a-z] [A-Z][a-z]+ \Z|\bThe [A-Z][a-z]+ \Z", reader.before(match.start(), 20)
    ):
        return None
    return [Draft(match.start(), match.end(), None, "period")]


def read_holiday(reader: Text, match: re.Match[str]) -> Found:
    """Read "Christmas Day", "Ramadan 2024", "last Easter"."""
    said = match.group()
    start, end = match.span()
    if not said[0].isupper() and not said.lower().startswith("fourth of"):
        return None
    if WEEKDAY_DATE.match(reader.text, start + said.rfind(" ") + 1):
        return None
    name_end = min(where for where in (match.start("y"), match.start("shift"), end) if where >= 0)
    name = re.sub(r"(?:,|\s+of|\s+in)?\s*\Z", "", reader.text[start:name_end]).lower().replace("’", "'")
    year = int(match["y"]) if match["y"] else None
    before = reader.before(start, 16)
    shift = match["shift"]
    if re.search(r"\b[Ee]very \Z|\b[Ee]ach \Z", before) or re.match(
        r" (?:Agreement|Accord|Rising|Island|Uprising|peace)", reader.text[end : end + 12]
    ):
        return None
    if name in calendars.NEEDS_A_PREPOSITION and not year and not shift:
        followed = re.match(r"(?:['’]s)?[-\s]+(?:[a-z]+|[A-Z][a-z]+)", reader.text[end : end + 20])
        stays = re.match(
            r"\s+(?:in|at|with|and|when|after|as|to|by|for|from|because|is|was|were|are|has|have|had|will|would|could|can|may|might|should|did|that|the|this|but|if|on|of|he|she|they|I|we|it|his|her|morning|night)\b",
            reader.text[end : end + 14],
        )
        if not FEAST_BEFORE.search(before) or (followed and not stays):
            return None
    relative = re.search(r"\b(last|this|next) \Z", before)
    granularity: Granularity = "period" if calendars.SAME_AS.get(name, name) in calendars.PERIODS else "day"
    if year or shift:
        told = year or relative_year(reader, shift, start)
        days = calendars.named_days(name, told) if told else ()
        return [Draft(start, end, days[0] if len(days) == 1 else None, granularity, explicit=bool(year))]
    if reader.published is None:
        return [Draft(start, end, None, granularity)]
    candidates = [days for one in years_about(reader.published) for days in calendars.named_days(name, one)]
    if relative and relative[1] != "this":
        start -= len(relative.group())
        if relative[1] == "last":
            chosen = max((days for days in candidates if days[1] < reader.published), default=None)
        else:
            chosen = min((days for days in candidates if days[0] > reader.published), default=None)
    else:
        chosen = nearest(candidates, reader.published, reader.leaning(start, end))
    return [Draft(start, end, chosen, granularity)]
