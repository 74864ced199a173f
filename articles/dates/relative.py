"""Reads what is counted from the day of publication or from another date: "last week", "two years ago", "a day later"."""

from __future__ import annotations

import re
from datetime import timedelta

from articles.dates.mentions import Draft, Found, Text
from articles.dates.periods import (
    Days,
    around,
    month_number,
    month_of,
    moved,
    nearest,
    weekend_of,
    year_of,
    years_about,
)
from articles.dates.words import AGO, ANCHORED, HEDGED, LONGEST_REACH, LOOKING_AHEAD, NUMBERS, STOP
from articles.model import Granularity


def read_relative(reader: Text, match: re.Match[str]) -> Found:
    """Read "last week", "this year", "the past month", "the previous day"."""
    shift, unit, published = match["shift"].lower(), match["unit"], reader.published
    before = reader.before(match.start(), 24)
    the = before.endswith(("the ", "The "))
    following = reader.text[match.end() : match.end() + 4]
    if following == " of " or re.match(r"-[a-z]", following):
        return None
    if unit == "day":
        return read_next_day(reader, match, shift, the=the)
    if shift == "current":
        shift = "this"
    granularity: Granularity = "period" if unit == "weekend" else unit  # type: ignore[assignment]  # the pattern's units are granularities
    if shift in ("previous", "following") or (the and shift == "next" and not LOOKING_AHEAD.search(before)):
        return [
            Draft(
                match.start(),
                match.end(),
                _anchored(reader, match.start(), unit, -1 if shift == "previous" else 1),
                granularity,
            )
        ]
    if shift in ("past", "coming") and not the:
        return None
    if published is None:
        return [Draft(match.start(), match.end(), None, granularity)]
    if unit == "weekend":
        return [Draft(match.start(), match.end(), _weekend_meant(reader, match, shift), "period")]
    if the and shift in ("past", "last", "coming", "next") and unit != "quarter":
        if shift in ("past", "last"):
            days = moved(published, unit, -1), published
        else:
            days = published, moved(published, unit, 1)
        return [Draft(match.start(), match.end(), days, "period")]
    step = {"last": -1, "this past": -1, "next": 1, "this coming": 1, "coming": 1, "past": -1}.get(shift, 0)
    days, granularity = around(moved(published, unit, step), unit)
    return [Draft(match.start(), match.end(), days, granularity)]


def read_next_day(reader: Text, match: re.Match[str], shift: str, *, the: bool) -> Found:
    """Read "the next day": one day on from the date that stands before."""
    if not the or shift not in ("previous", "following", "next"):
        return None
    anchor = _anchored(reader, match.start(), "day", -1 if shift == "previous" else 1)
    return [Draft(match.start(), match.end(), anchor, "day")]


def _weekend_meant(reader: Text, match: re.Match[str], shift: str) -> Days | None:
    """Return the weekend; "this weekend" in a report of what happened is the one just past."""
    published = reader.published
    if published is None:
        return None
    this, before = weekend_of(published), weekend_of(published - timedelta(7))
    if shift == "next":
        return weekend_of(published + timedelta(7))
    if shift in ("last", "past"):
        return before
    happened = shift == "this past" or (shift == "this" and reader.leaning(*match.span()) == "past")
    return before if happened and published < this[0] else this


def read_the_weekend(reader: Text, match: re.Match[str]) -> Found:
    """Read "over the weekend", "at the weekend"."""
    if not re.search(r"\b(?:[Oo]ver|[Aa]t|[Dd]uring|[Oo]n|[Bb]y) the \Z", reader.before(match.start(), 12)):
        return None
    if match.group() != "weekend" or reader.text[match.end() : match.end() + 4] == " of ":
        return None
    if reader.published is None:
        return [Draft(match.start(), match.end(), None, "period")]
    this = weekend_of(reader.published)
    lean = reader.leaning(match.start(), match.end())
    ahead = lean in ("future", "open") or reader.published >= this[0]
    return [Draft(match.start(), match.end(), this if ahead else weekend_of(reader.published - timedelta(7)), "period")]


def read_span(reader: Text, match: re.Match[str]) -> Found:
    """Read "the past two weeks", "the next 30 days", "the first three months of 2024"."""
    shift, unit = match["shift"].lower(), match["unit"]
    number = _number(match["n"])
    of = _whole_of(reader, match)
    if of is not None:
        days = _stretch(of, shift, unit, number)
        return (
            [Draft(match.start(), match.end(), days, "period", explicit=bool(match["year"] or match["y"]))]
            if days
            else None
        )
    if shift in ("first", "final") or match["n"].lower() in ("a", "an"):
        return None
    start, end = match.start(), match.end("unit") + (reader.text[match.end("unit") : match.end("unit") + 1] == "s")
    if shift == "previous" or reader.published is None:
        return [Draft(start, end, None, "period")]
    if unit == "hour":
        unit, number = "day", -(-number // 24)
    away = moved(reader.published, unit, -number if shift in ("past", "last") else number)
    days = (away, reader.published) if shift in ("past", "last") else (reader.published, away)
    return [Draft(start, end, days, "period")]


def _whole_of(reader: Text, match: re.Match[str]) -> Days | None:
    """Return the month or year that a stretch is part of: "the first three months of 2024"."""
    if match["month"]:
        month = month_number(match["month"])
        if match["year"]:
            return month_of(int(match["year"]), month)
        if reader.published:
            return nearest(
                [month_of(year, month) for year in years_about(reader.published)],
                reader.published,
                reader.leaning(match.start(), match.end()),
            )
        return None
    if match["y"]:
        return year_of(int(match["y"]))
    if match["rel"] and reader.published:
        return year_of(reader.published.year + {"last": -1, "next": 1}.get(match["rel"], 0))
    return None


def _stretch(whole: Days, shift: str, unit: str, number: int) -> Days | None:
    if unit not in ("day", "week", "fortnight", "month", "quarter", "year"):
        return None
    if shift == "first":
        return whole[0], min(whole[1], moved(whole[0], unit, number) - timedelta(1))
    if shift in ("last", "final"):
        return max(whole[0], moved(whole[1] + timedelta(1), unit, -number)), whole[1]
    return None


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def read_ago(reader: Text, match: re.Match[str]) -> Found:
    """Read leftward from "ago" or "from now"."""
    ahead = match.group().lower() == "from"
    end = match.end()
    if ahead:
        further = re.match(r" (?:now|today)\b", reader.text[end : end + 8])
        if not further:
            return None
        end += further.end()
    window = reader.before(match.start(), 40)
    found = AGO.search(window)
    if found is None:
        return None
    start = match.start() - len(window) + found.start()
    unit = found["unit"].lower()
    granularity: Granularity = {
        "day": "day",
        "week": "week",
        "fortnight": "week",
        "month": "month",
        "quarter": "quarter",
        "year": "year",
    }.get(unit, "period")  # type: ignore[assignment]  # all are granularities
    if unit == "hour":
        return None
    if found["vague"] or unit == "decade" or HEDGED.search(window[: found.start()]) or reader.published is None:
        return [Draft(start, end, None, granularity)]
    away = moved(reader.published, unit, _number(found["n"]) * (1 if ahead else -1))
    days, granularity = around(away, unit)
    return [Draft(start, end, days, granularity)]


def read_earlier(reader: Text, match: re.Match[str]) -> Found:
    """Read leftward from "earlier", "later", "before" or "after": counted from a date that stands before it."""
    window = reader.before(match.start() - 1, 40) if match.start() else ""
    found = ANCHORED.search(window)
    word = match.group().lower()
    if found is None or (
        word in ("before", "after")
        and (not found["n"] or re.match(r" [A-Za-z0-9]", reader.text[match.end() : match.end() + 2]))
    ):
        return None
    if found["n"] is None:
        return None
    start = match.start() - 1 - len(window) + found.start()
    unit = found["unit"].lower()
    sign = -1 if word in ("earlier", "before") else 1
    granularity: Granularity = {
        "day": "day",
        "week": "week",
        "fortnight": "week",
        "month": "month",
        "year": "year",
    }.get(unit, "period")  # type: ignore[assignment]  # all are granularities
    if HEDGED.search(window[: found.start()]) or unit == "decade":
        return [Draft(start, match.end(), None, granularity)]
    draft = _anchor(reader, start)
    if draft is None or draft.days is None:
        return [Draft(start, match.end(), None, granularity)]
    days, granularity = _counted_from(draft, unit, sign * _number(found["n"]))
    return [Draft(start, match.end(), days, granularity)]


_COARSENESS = {"day": 0, "week": 1, "fortnight": 1, "month": 2, "quarter": 3, "year": 4, "decade": 5}


def _counted_from(draft: Draft, unit: str, number: int) -> tuple[Days | None, Granularity]:
    """Move a known date by so many units; "a year earlier" than a quarter is a quarter."""
    own = draft.granularity
    if own == "period" or draft.days is None or _COARSENESS[own] > _COARSENESS[unit]:
        return None, own
    return around(moved(draft.days[0], unit, number), unit if own == "day" else own)


def _anchored(reader: Text, start: int, unit: str, number: int) -> Days | None:
    """Count one unit from the date that stands before."""
    draft = _anchor(reader, start)
    if draft is None or unit not in _COARSENESS:
        return None
    days, granularity = _counted_from(draft, unit, number)
    return days if granularity == unit else None


def _anchor(reader: Text, start: int) -> Draft | None:
    """Return the date that stands shortly before in the same sentence, if it is the only one."""
    near = [draft for draft in reader.found[-3:] if start - draft.end <= LONGEST_REACH]
    near = [draft for draft in near if not STOP.search(reader.text, draft.end, start)]
    return near[0] if len(near) == 1 else None
