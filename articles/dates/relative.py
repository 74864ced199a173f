"""Reads what is counted from the day of publication: "last week", "over the weekend", "two years ago", "year-end"."""

from __future__ import annotations

import re
from datetime import timedelta

from articles.dates.anchors import counted
from articles.dates.mentions import Draft, Found, Text
from articles.dates.periods import (
    Days,
    around,
    month_number,
    month_of,
    moved,
    nearest,
    number_of,
    part_of,
    weekend_of,
    year_of,
    years_about,
)
from articles.dates.words import AGO, HEDGED, LOOKING_AHEAD
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
                counted(reader, match.start(), unit, -1 if shift == "previous" else 1),
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
    anchor = counted(reader, match.start(), "day", -1 if shift == "previous" else 1)
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
    by = reader.before(match.start(), 7).lower() == "by the " and lean != "past"
    ahead = by or lean in ("future", "open") or reader.published >= this[0]
    return [Draft(match.start(), match.end(), this if ahead else weekend_of(reader.published - timedelta(7)), "period")]


def read_span(reader: Text, match: re.Match[str]) -> Found:
    """Read "the past two weeks", "the next 30 days", "the first three months of 2024"."""
    shift, unit = match["shift"].lower(), match["unit"]
    number = number_of(match["n"])
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
    away = moved(reader.published, unit, number_of(found["n"]) * (1 if ahead else -1))
    exactly = re.match(r" (?:(today)\b|(?:on |last |this )?[A-Z][a-z]{2,5}day\b)", reader.text[end : end + 24])
    if exactly and not ahead and unit == "week" and not exactly[1]:
        return None
    if exactly and not ahead:
        days = (away, away) if exactly[1] else None
        return [Draft(start, end + exactly.end(), days, "day")]
    from_today = ahead and reader.text.endswith("today", 0, end)
    to_the_day = TO_THE_DAY.match(reader.text, end) or EXACTLY.search(reader.before(start, 10))
    days, granularity = around(away, "day" if from_today or to_the_day else unit)
    return [Draft(start, end, days, granularity)]


TO_THE_DAY = re.compile(r",? to the day\b")
EXACTLY = re.compile(r"\b[Ee]xactly \Z")
_PARTS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late", "close": "late"}


def read_part_of_the(reader: Text, match: re.Match[str]) -> Found:
    """Read "the end of the year", "the start of the month": of the one that runs, unless the words look back."""
    end_of_a_year = match["unit"] is None
    unit: Granularity = "year" if end_of_a_year else match["unit"]  # type: ignore[assignment]  # the pattern's units are granularities
    part = "late" if end_of_a_year else _PARTS[match["part"].lower()]
    before = reader.before(match.start(), 24)
    if end_of_a_year and not re.search(r"\b(?:by|at|before|until|till|through|to) \Z", before, re.IGNORECASE):
        return None
    lean = reader.leaning(*match.span())
    since = re.search(r"\b(?:since|from) (?:the |around the )?\Z", before, re.IGNORECASE)
    days: Days | None = None
    if (
        reader.published
        and (lean in ("future", "open") if part == "late" else since)
        and not _other_year(reader, match)
    ):
        days = part_of(part, *around(reader.published, unit))
    return [Draft(match.start(), match.end(), days, "period")]


def _other_year(reader: Text, match: re.Match[str]) -> bool:
    """Say whether the date that stands before is of another year, which "the year" may then mean."""
    last = reader.found[-1] if reader.found else None
    if last is None or last.days is None or reader.published is None or match.start() - last.end > 250:
        return False
    return last.days[0].year != reader.published.year
