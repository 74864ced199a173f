"""Reads the forms that fix a single day: "January 19", "09/02/2025", "Sunday", "last Friday", "yesterday"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from articles.dates.mentions import Draft, Found, Text, relative_year
from articles.dates.periods import (
    Days,
    day_number,
    full_year,
    month_number,
    nearest,
    number_of,
    week_of,
    weekday_number,
)
from articles.dates.tenses import Leaning
from articles.dates.words import (
    A_CERTAIN_ONE,
    ATTACK,
    BEFORE_A_WEEKDAY,
    DAY_WORD,
    FROM_A_WEEKDAY,
    HABITS,
    NAMED_AFTER_A_WEEKDAY,
    NAMED_ATTACKS,
    NEAR,
    NOT_A_WEEKDAY_AFTER,
    NOT_A_WEEKDAY_BEFORE,
    NOT_TODAY,
    NOW_IN_GENERAL,
    NUMERIC_ORDER,
    SHORT_WEEKDAY_AFTER,
    TO_A_WEEKDAY,
    VERBS_TOO,
    WEEKDAY_OF_ONE,
    WEEKS_FROM,
)

LEAP_YEAR = 2024
LONGEST_YEAR = 366
BESIDE_PUBLICATION = 2
AFTER_SEPT_11, YEARS_AFTER_SEPT_11 = date(2001, 9, 12), date(2011, 12, 31)
"""In the ten years between, "Sept. 11" far from any other is the day of the attacks, without a noun that says so."""


def read_month_day(reader: Text, match: re.Match[str]) -> Found:
    """Read "January 19", "May 3-7, 2024", "19 January 2025", with the weekday behind it."""
    if reader.before(match.start(), 6).lower().endswith(("every ", "each ")):
        return None
    found = match.groupdict()
    word = found["month"] or found.get("month2") or ""
    if word in VERBS_TOO and not _surely_a_month(match, word):
        return None
    month = month_number(word)
    number = day_number(found["day"] or found.get("day2") or "")
    to = day_number(found["to"]) if found.get("to") else number
    end = match.end()
    if to <= number and found.get("to"):
        to, end = number, match.end("day") if match.end("day") > match.end("month") else end
        if end != match.end():
            return [_yearless(reader, match.start(), end, month, number, to, None)]
        return None
    connected = re.search(r"\band\b", match.group()) if found.get("to") else None
    if connected and not reader.before(match.start(), 20).lower().rstrip().endswith(("between", "between the")):
        alone = match.end("day") if match.start("month") < match.start("day") else 0
        return [_yearless(reader, match.start(), alone, month, number, number, None)] if alone else None
    weekday = weekday_number(found.get("weekday"))
    year = found.get("year") or found.get("year2")
    if year:
        days = date(int(year), month, number), date(int(year), month, to)
        return [Draft(match.start(), end, days, "day" if to == number else "period", weekday, explicit=True)]
    if found.get("shift"):
        return _with_relative_year(reader, match, month, number, to, weekday)
    return [_yearless(reader, match.start(), end, month, number, to, weekday)]


def _surely_a_month(match: re.Match[str], word: str) -> bool:
    """Say whether "may 3" or "march 12" without its capital is a date: with a year, or "march 12th", "3rd of may"."""
    if re.search(r"[12]\d{3}", match.group()) or re.search(rf"\bof\s+{word}\Z", match.group()):
        return True
    return re.match(rf"{word}\s+\d+(?:st|nd|rd|th)\b", match.group()) is not None


def _with_relative_year(
    reader: Text, match: re.Match[str], month: int, number: int, to: int, weekday: int | None
) -> Found:
    year = relative_year(reader, match["shift"], match.start())
    days = (date(year, month, number), date(year, month, to)) if year else None
    return [Draft(match.start(), match.end(), days, "day" if to == number else "period", weekday)]


def _yearless(reader: Text, start: int, end: int, month: int, number: int, to: int, weekday: int | None) -> Draft:
    """Resolve a day and month without a year: named attacks first, then the nearest that the tense allows."""
    draft = Draft(start, end, None, "day" if to == number else "period", weekday, yearless=(month, number))
    if to > monthrange(LEAP_YEAR, month)[1]:
        raise ValueError(f"no month {month} has a day {to}")
    published = reader.published
    if published is None:
        return draft
    named = NAMED_ATTACKS.get((month, number))
    if named and to == number and date(named, month, number) <= published and ATTACK.match(reader.text, end):
        day = date(named, month, number)
        draft.days, draft.yearless = (day, day), None
        return draft
    if (
        (month, number, to) == (9, 11, 11)
        and AFTER_SEPT_11 <= published <= YEARS_AFTER_SEPT_11
        and _far_from(published, month, number)
    ):
        draft.days, draft.yearless = (date(2001, 9, 11),) * 2, None
        return draft
    candidates = [
        (date(year, month, number), date(year, month, to))
        for year in range(max(1, published.year - 4), min(9999, published.year + 4) + 1)
        if monthrange(year, month)[1] >= to
    ]
    lean = reader.leaning(start, end)
    draft.days = nearest(candidates, published, lean)
    draft.ahead = lean in ("future", "open") and draft.days is not None and draft.days[0] > published
    if weekday is not None and to == number and lean not in ("past", "future"):
        draft.days = _by_weekday(candidates, published, weekday, lean) or draft.days
    return draft


def _far_from(published: date, month: int, number: int) -> bool:
    """Say whether a day of the year is far from publication either way: then "Sept. 11" is the one with a name."""
    away = abs((published - date(published.year, month, number)).days)
    return min(away, LONGEST_YEAR - away) > 2 * NEAR


def _by_weekday(candidates: list[Days], published: date, weekday: int, lean: Leaning) -> Days | None:
    """Let the weekday choose the year of a day that is far from publication either way and that no tense places."""
    if min(abs((days[0] - published).days) for days in candidates) <= 2 * NEAR:
        return None
    likely = nearest([days for days in candidates if days[0].weekday() == weekday], published, lean)
    return likely if likely and abs((likely[0] - published).days) <= LONGEST_YEAR else None


def read_month_days(reader: Text, match: re.Match[str]) -> Found:
    """Read "January 19, 20 and 21": a mention each."""
    month = month_number(match["month"])
    numbers = list(re.finditer(DAY_WORD, match["days"]))
    values = [day_number(one.group()) for one in numbers]
    if values != sorted(set(values)):
        return None
    offset = match.start("days")
    drafts = []
    for index, (one, value) in enumerate(zip(numbers, values, strict=True)):
        start = match.start() if index == 0 else offset + one.start()
        end = match.end() if index == len(numbers) - 1 else offset + one.end()
        if match.start("month") > offset:
            start = offset + one.start()
        if match["year"]:
            day = date(int(match["year"]), month, value)
            drafts.append(Draft(start, end, (day, day), "day", explicit=True))
        else:
            drafts.append(_yearless(reader, start, end, month, value, value, None))
    return drafts


def read_days_month(reader: Text, match: re.Match[str]) -> Found:
    """Read "19 and 20 January"; after "between" they are the two ends of one stretch."""
    between = reader.before(match.start(), 20).lower().rstrip().endswith(("between", "between the"))
    return None if between else read_month_days(reader, match)


def read_weekday_date(reader: Text, match: re.Match[str]) -> Found:
    """Read "Sunday, 09 February 2025", "Friday, Jan. 19"."""
    weekday = weekday_number(match["weekday"])
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return [Draft(match.start(), match.end(), (day, day), "day", weekday, explicit=True)]
    return read_month_day(reader, match)


def read_iso(_reader: Text, match: re.Match[str]) -> Found:
    """Read "2025-02-09"."""
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return [Draft(match.start(), match.end(), (day, day), "day", explicit=True)]


def read_compact(reader: Text, match: re.Match[str]) -> Found:
    """Read "20250209" where it cannot be another number: at the start of a line, and near publication."""
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    starts_a_line = reader.before(match.start(), 1) in ("", "\n")
    if not starts_a_line or reader.published is None or abs((day - reader.published).days) > LONGEST_YEAR:
        return None
    return [Draft(match.start(), match.end(), (day, day), "day", explicit=True)]


def read_numeric(reader: Text, match: re.Match[str]) -> Found:
    """Read "25/04/2025"; which number is the day must be plain from it or from another date in the text."""
    if re.search(r"[\d][-/.,]\Z|[$£€#]\Z", reader.before(match.start(), 3)):
        return None
    first, second = int(match["a"]), int(match["b"])
    whole = len(match["y"]) == 4
    if not whole and (match["mark"] == "." or first == 0 or second == 0):
        return None
    year = full_year(match["y"], reader.published)
    if max(first, second) > 31 or min(first, second) > 12 or not first or not second:
        return None
    day_first = None if first <= 12 and second <= 12 else first > 12
    if first == second:
        day_first = True
    if day_first is None:
        day_first = _order_of_numbers(reader)
    if day_first is None and year is not None:
        day_first = _order_by_publication(reader, year, first, second)
    if day_first is None or year is None:
        return [Draft(match.start(), match.end(), None, "day")]
    day = date(year, second if day_first else first, first if day_first else second)
    return [Draft(match.start(), match.end(), (day, day), "day", explicit=whole)]


def _order_by_publication(reader: Text, year: int, first: int, second: int) -> bool | None:
    """Say whether the day stands first where just one reading is the day of publication, or one right beside it."""
    if reader.published is None:
        return None
    near = [
        abs((date(year, month, day) - reader.published).days) <= BESIDE_PUBLICATION
        for month, day in ((second, first), (first, second))
    ]
    return near[0] if near[0] != near[1] else None


def _order_of_numbers(reader: Text) -> bool | None:
    """Say whether the day stands first in this text's own dates, where another one of them shows it."""
    if reader.orders is None:
        pairs = [(int(match[1]), int(match[2] or match[3])) for match in NUMERIC_ORDER.finditer(reader.text)]
        reader.orders = frozenset(first > 12 for first, second in pairs if (first > 12) != (second > 12))
    return next(iter(reader.orders)) if len(reader.orders) == 1 else None


def read_nine_eleven(reader: Text, match: re.Match[str]) -> Found:
    """Read "9/11": the name of one day in 2001."""
    day = date(2001, 9, 11)
    if reader.published is not None and reader.published < day:
        return None
    return [Draft(match.start(), match.end(), (day, day), "day", explicit=True)]


def read_near_day(reader: Text, match: re.Match[str]) -> Found:
    """Read "yesterday", "today", "tonight", "last night"."""
    word = match["near"].lower()
    if word == "today" and (
        NOW_IN_GENERAL.match(reader.text, match.end())
        or (match["near"] in ("Today", "TODAY") and NOT_TODAY.search(reader.before(match.start(), 14)))
    ):
        return None
    if word == "tomorrow" and re.search(
        r"\b(?:better|brighter|a|new|the world of|for a|safer) \Z", reader.before(match.start(), 16)
    ):
        return None
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1}.get(word, 0)
    if word.endswith("before yesterday"):
        shift = -2
    elif word.endswith("after tomorrow"):
        shift = 2
    day = reader.published + timedelta(shift) if reader.published else None
    start = match.start() - 4 * (word.startswith("day") and reader.before(match.start(), 4).lower() == "the ")
    return [Draft(start, match.end(), (day, day) if day else None, "day")]


def read_weekday(reader: Text, match: re.Match[str]) -> Found:
    """Read a weekday alone: the last one, or the next where the words look ahead."""
    weekday = weekday_number(match["weekday"])
    start, end = match.span()
    before = reader.before(start, 40)
    if NOT_A_WEEKDAY_AFTER.match(reader.text, end) or weekday is None:
        return None
    if match.group()[-1] == "." and len(match.group()) == 4 and not SHORT_WEEKDAY_AFTER.search(before):
        return None
    if NOT_A_WEEKDAY_BEFORE.search(before) and not (
        WEEKDAY_OF_ONE.search(before) and A_CERTAIN_ONE.match(reader.text, end)
    ):
        return None
    if before.strip() and NAMED_AFTER_A_WEEKDAY.match(reader.text, end) and not BEFORE_A_WEEKDAY.search(before):
        return None
    if (TO_A_WEEKDAY.match(reader.text, end) or FROM_A_WEEKDAY.search(before)) and HABITS.search(
        reader.text, max(0, start - 40), end + 60
    ):
        return None
    if reader.published is None:
        return [Draft(start, end, None, "day", weekday)]
    followed = re.match(r"(?: week| fortnight)\b", reader.text[end : end + 12])
    unsure = False
    ago = WEEKS_FROM.search(before)
    if ago:
        away = timedelta(7 * number_of(ago["n"]))
        back = ago["way"] == "ago"
        day = _last(reader.published, weekday) - away if back else _next(reader.published, weekday) + away
    elif followed:
        day = _next(reader.published, weekday) + timedelta(14 if "fort" in followed[0] else 7)
        end += followed.end()
    else:
        lean = reader.leaning(start, end)
        unsure = lean == "unknown" or (lean == "past" and reader.text[end : end + 2] in ("'s", "’s"))
        day = _by_tense(reader.published, weekday, lean)
        if re.search(r"\b(?:following|previous|preceding|subsequent|first|second|third|fourth|final) \Z", before):
            return [Draft(start, end, None, "day", weekday)]
    return [Draft(start, end, (day, day), "day", weekday, unsure=unsure)]


def _last(published: date, weekday: int) -> date:
    return published - timedelta((published.weekday() - weekday) % 7)


def _next(published: date, weekday: int) -> date:
    return published + timedelta((weekday - published.weekday()) % 7)


def _by_tense(published: date, weekday: int, lean: Leaning) -> date:
    """Return the weekday meant; what was planned for yesterday's weekday was planned for yesterday."""
    last = _last(published, weekday)
    if lean == "future" or (lean in ("open", "present") and (published - last).days > 1):
        return _next(published, weekday)
    return last


def read_weekday_shifted(reader: Text, match: re.Match[str]) -> Found:
    """Read "last Friday", "next Tuesday" (of next week), "this coming Sunday"."""
    weekday, shift = weekday_number(match["weekday"]), match["shift"].lower()
    if weekday is None or (
        shift in ("past", "coming") and not re.search(r"\b(?:the|this) \Z", reader.before(match.start(), 6))
    ):
        return None
    if shift == "last" and reader.before(match.start(), 4) == "the ":
        return None
    if reader.published is None:
        return [Draft(match.start(), match.end(), None, "day", weekday)]
    published = reader.published
    if shift in ("last", "this past", "past"):
        day = _last(published - timedelta(1), weekday)
    elif shift == "next":
        day = week_of(published + timedelta(7))[0] + timedelta(weekday)
    elif shift in ("this coming", "coming"):
        day = _next(published + timedelta(1), weekday)
    else:
        past = reader.leaning(match.start(), match.end()) == "past"
        day = _last(published, weekday) if past else _next(published, weekday)
    return [Draft(match.start(), match.end(), (day, day), "day", weekday)]


def read_weekday_week(reader: Text, match: re.Match[str]) -> Found:
    """Read "Tuesday of next week", "Monday last week"."""
    weekday = weekday_number(match["weekday"])
    if reader.published is None or weekday is None:
        return [Draft(match.start(), match.end(), None, "day", weekday)]
    monday = week_of(reader.published)[0] + timedelta(7 * {"last": -1, "this": 0, "next": 1}[match["shift"]])
    day = monday + timedelta(weekday)
    return [Draft(match.start(), match.end(), (day, day), "day", weekday)]
