"""Weeks, months, quarters, years and decades as inclusive intervals of days, and which of several is meant."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from articles.dates.tenses import Leaning
from articles.dates.words import MONTHS, NUMBERS, SPELT_DAYS, WEEKDAYS
from articles.model import Granularity

Days = tuple[date, date]


def month_of(year: int, month: int) -> Days:
    """Return a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_from(year: int, month: int, to_year: int, to_month: int) -> Days:
    """Return all days from one month to another."""
    return date(year, month, 1), month_of(to_year, to_month)[1]


def year_of(year: int) -> Days:
    """Return a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_of(day: date) -> Days:
    """Return the week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def weekend_of(day: date) -> Days:
    """Return the Saturday and Sunday of that week."""
    monday, sunday = week_of(day)
    return monday + timedelta(5), sunday


def quarter_of(year: int, quarter: int) -> Days:
    """Return a quarter of the calendar year."""
    return months_from(year, 3 * quarter - 2, year, 3 * quarter)


def decade_of(year: int) -> Days:
    """Return ten years from that one on."""
    return date(year, 1, 1), date(year + 9, 12, 31)


def months_away(day: date, months: int) -> date:
    """Move by months; the last day of a shorter month stands for a day that it lacks."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved(day: date, unit: str, number: int) -> date:
    """Move a day by so many units."""
    if unit in _MONTHS_OF:
        return months_away(day, number * _MONTHS_OF[unit])
    return day + timedelta(number * _DAYS_OF[unit])


_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def around(day: date, unit: str) -> tuple[Days, Granularity]:
    """Return the week, month, quarter, year or decade that a day lies in."""
    if unit in ("week", "fortnight"):
        return week_of(day), "week"
    if unit == "weekend":
        return weekend_of(day), "period"
    if unit == "month":
        return month_of(day.year, day.month), "month"
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3), "quarter"
    if unit == "year":
        return year_of(day.year), "year"
    if unit == "decade":
        return decade_of(day.year - day.year % 10), "decade"
    return (day, day), "day"


_PARTS: dict[str, tuple[int, int]] = {"early": (0, 0), "mid": (1, 1), "late": (2, 2)}


def part_of(part: str, days: Days, granularity: Granularity) -> Days:
    """Take the early, mid or late part as the module's docstring says."""
    ends = re.findall(r"early|mid|late", part.lower())
    first, last = _PARTS[ends[0]][0], _PARTS[ends[-1]][1]
    start, end = days
    if granularity == "month":
        return start.replace(day=(1, 11, 21)[first]), start.replace(day=(10, 20, end.day)[last])
    if granularity == "year":
        return date(start.year, (1, 5, 9)[first], 1), month_of(start.year, (4, 8, 12)[last])[1]
    if granularity == "decade":
        return date(start.year + (0, 4, 7)[first], 1, 1), date(start.year + (3, 6, 9)[last], 12, 31)
    return days


def nearest(candidates: list[Days], published: date, lean: Leaning) -> Days | None:
    """Choose among the same days of several years the one that the words can mean."""
    past = max((days for days in candidates if days[0] <= published), default=None)
    ahead = min((days for days in candidates if days[1] >= published), default=None)
    if past is None or ahead is None or past == ahead:
        return past or ahead
    back, forth = (published - past[1]).days, (ahead[0] - published).days
    if lean == "past":
        return past
    if lean == "future":
        return ahead
    if lean == "open":
        return ahead if forth <= back else past
    if lean == "speech":
        return ahead if past[1].year < published.year and back > 3 * forth else past
    return ahead if back > 2 * forth else past


def years_about(published: date) -> range:
    """Return the year of publication and its neighbours."""
    return range(published.year - 1, published.year + 2)


def month_number(word: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    return MONTHS[word.rstrip(".").lower()]


def day_number(word: str) -> int:
    """Return the number in "19th" or "twenty-second"."""
    return SPELT_DAYS.get(word.lower().replace("-", " ")) or int(re.sub(r"\D", "", word))


def number_of(word: str) -> int:
    """Return the number that digits or a word say."""
    return NUMBERS.get(word.lower()) or int(word)


def weekday_number(word: str | None) -> int | None:
    """Return the number of a weekday (Monday 0) by its name or abbreviation."""
    return WEEKDAYS[word.rstrip(".").lower()] if word else None


def full_year(word: str, published: date | None) -> int | None:
    """Read a year of two digits: the one not much later than publication."""
    digits = int(re.sub(r"\D", "", word))
    if digits > 99:
        return digits
    if published is None:
        return None
    year = published.year - published.year % 100 + digits
    return year if year <= published.year + 10 else year - 100
