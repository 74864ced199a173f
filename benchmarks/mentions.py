"""Dates and figures as plain spans with values, so that our readers and peer libraries answer the same questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from articles.dates import dates_in
from articles.figures import figures_in
from benchmarks.boards import peer
from benchmarks.scorers import Counts, matched

NEAR = Decimal("0.000001")
"""How far two values may differ, as a share: fractions in words have no last digit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: its value (to `upper`, for a range) in `unit`, None for a plain count."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A date as an inclusive interval of days; both ends None where it is not resolved."""

    start: int
    end: int
    first: date | None
    last: date | None

    @property
    def is_day(self) -> bool:
        """Say whether it is one known day."""
        return self.first is not None and self.first == self.last


DateReader = Callable[[str, date], Sequence[Period]]
FigureReader = Callable[[str], Sequence[Quantity]]


def our_dates(text: str, published: date) -> list[Period]:
    """Read with `articles.dates.dates_in`."""
    return [Period(one.start, one.end, one.from_, one.to) for one in dates_in(text, published)]


def dateparser_dates(text: str, published: date) -> list[Period]:
    """Read with `dateparser.search`, English, the past preferred: each hit is one day, which is all that it says."""
    library: Any = peer("dateparser.search")
    settings = {"RELATIVE_BASE": datetime.combine(published, time(12)), "PREFER_DATES_FROM": "past"}
    found = []
    at = 0
    for words, moment in library.search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append(Period(start, at, moment.date(), moment.date()))
    return found


def our_figures(text: str) -> list[Quantity]:
    """Read with `articles.figures.figures_in`."""
    return [Quantity(one.start, one.end, one.value, one.upper, one.unit) for one in figures_in(text)]


def quantulum_figures(text: str) -> list[Quantity]:
    """Read with quantulum3, its classifier off, and its names of units in the words that ours has for the same thing."""
    found = []
    for one in _quantulum().parse(text):
        value = _decimal(one.value)
        if value is None:
            continue
        spread = _decimal(one.uncertainty) if one.uncertainty else None
        low, high = (value, None) if spread is None else (value - spread, value + spread)
        found.append(Quantity(one.span[0], one.span[1], low, high, _our_unit(one.unit)))
    return found


DATE_READERS: tuple[tuple[str, str, DateReader], ...] = (("dateparser.search", "dateparser", dateparser_dates),)
FIGURE_READERS: tuple[tuple[str, str, FigureReader], ...] = (("quantulum3", "quantulum3", quantulum_figures),)


def same_value(expected: Quantity, found: Quantity) -> bool:
    """Say whether two figures, ranges included, are the same number."""
    return near(expected.value, found.value) and near(expected.upper, found.upper)


def near(expected: Decimal | None, found: Decimal | None) -> bool:
    """Say whether two numbers are the same but for the last of many digits; None is only like None."""
    if expected is None or found is None:
        return expected is found
    return abs(expected - found) <= abs(expected) * NEAR


def value_counts(expected: Sequence[Quantity], found: Sequence[Quantity]) -> Counts:
    """Count figures with the right value."""
    return matched(expected, found, same_value)


def unit_counts(expected: Sequence[Quantity], found: Sequence[Quantity]) -> Counts:
    """Count figures with the right value in the right unit."""
    return matched(expected, found, lambda one, other: same_value(one, other) and one.unit == other.unit)


def overlap(one: Quantity | Period, other: Quantity | Period) -> bool:
    """Say whether two mentions share a character."""
    return one.start < other.end and other.start < one.end


def same_period(expected: Period, found: Period) -> bool:
    """Say whether two dates are the same days, said by overlapping words."""
    return overlap(expected, found) and (expected.first, expected.last) == (found.first, found.last)


def day_counts(expected: Iterable[Period], found: Iterable[Period]) -> Counts:
    """Count single days that are right to the day; longer periods do not enter."""
    return matched([one for one in expected if one.is_day], [one for one in found if one.is_day], same_period)


def period_counts(expected: Iterable[Period], found: Iterable[Period]) -> Counts:
    """Count resolved dates of every length that are right at both ends."""
    resolved = [one for one in found if one.first is not None]
    return matched([one for one in expected if one.first is not None], resolved, same_period)


@cache
def _quantulum() -> Any:
    classifier: Any = peer("quantulum3.classifier")
    classifier.USE_CLF = False
    return peer("quantulum3.parser")


# quantulum3's names for units that ours name otherwise; the rest differ by spaces and underscores alone.
_OUR_NAMES = {
    "centimetre": "centimeter",
    "degree celsius": "degree_Celsius",
    "degree fahrenheit": "degree_Fahrenheit",
    "kilometre": "kilometer",
    "kilometre per hour": "kilometer_per_hour",
    "litre": "liter",
    "metre": "meter",
    "micrometre": "micrometer",
    "millimetre": "millimeter",
    "per cent": "percent",
    "percentage": "percent",
    "percentage point": "percentage_point",
    "pound-mass": "pound",
    "square kilometre": "kilometer ** 2",
    "square metre": "meter ** 2",
    "tonne": "metric_ton",
}


def _our_unit(unit: Any) -> str | None:
    if unit.name in _OUR_NAMES:
        return _OUR_NAMES[unit.name]
    if unit.entity.name == "dimensionless":
        return None
    code: str | None = getattr(unit, "currency_code", None)
    name: str = unit.name
    return code or name.replace(" ", "_")


def _decimal(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
