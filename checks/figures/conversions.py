"""Is a quantity given in two units the same in both?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from articles.arithmetic import conversions_in
from articles.model import Figure
from checks.batch import Batch
from checks.figures.written import rounded
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable
from checks.tolerance import half_of_last_digit

TO_BASE: dict[str, tuple[str, tuple[Decimal, ...]]] = {
    name: (dimension, tuple(map(Decimal, size.split())))
    for dimension, sizes in {
        "length": {
            "millimeter": "0.001", "centimeter": "0.01", "meter": "1", "kilometer": "1000", "inch": "0.0254",
            "foot": "0.3048", "yard": "0.9144", "mile": "1609.344", "nautical_mile": "1852", "furlong": "201.168",
        },
        "mass": {
            "milligram": "0.000001", "gram": "0.001", "kilogram": "1", "metric_ton": "1000", "ounce": "0.028349523",
            "troy_ounce": "0.0311034768", "pound": "0.45359237", "stone": "6.35029318",
            "ton": "907.18474 1016.0469088 1000", "long_ton": "1016.0469088",
        },
        "area": {
            "centimeter ** 2": "0.0001", "meter ** 2": "1", "hectare": "10000", "kilometer ** 2": "1000000",
            "acre": "4046.8564224", "square_inch": "0.00064516", "square_foot": "0.09290304",
            "square_yard": "0.83612736", "square_mile": "2589988.11",
        },
        "volume": {
            "milliliter": "0.001", "centiliter": "0.01", "liter": "1", "centimeter ** 3": "0.001", "meter ** 3": "1000",
            "kilometer ** 3": "1000000000000", "cubic_foot": "28.316846592", "cubic_yard": "764.554857984",
            "acre_foot": "1233481.83754752", "barrel": "158.987294928", "gallon": "3.785411784 4.54609", "quart": "0.946352946 1.1365225",
            "pint": "0.473176473 0.56826125", "fluid_ounce": "0.0295735296 0.0284130625",
        },
        "speed": {
            "kilometer_per_hour": "1", "mile_per_hour": "1.609344", "knot": "1.852", "meter_per_second": "3.6",
            "kilometer_per_second": "3600",
        },
    }.items()
    for name, size in sizes.items()
}  # fmt: skip
"""Units by pint's names, in a base unit; several sizes where countries differ, of which any may be meant."""

CELSIUS, FAHRENHEIT = "degree_Celsius", "degree_Fahrenheit"
FREEZING, RATIO, HOT = Decimal(32), Decimal("1.8"), Decimal(300)
PLAIN_DEGREES = {CELSIUS: Decimal(3), FAHRENHEIT: Decimal(6)}
"""How far a conversion to a multiple of ten may lie off: "above 40C (100F)", "at 350F (180C)"."""

IRREGULAR = {"foot": "feet", "inch": "inches"}

CONVERSION_SLACK = Decimal("0.06")
"""Newsrooms round conversions to a plain number: "100 miles (160 km)", "60 mph (100 km/h)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionRow(Row):
    """One quantity in two units.

    `difference` is, of temperatures, whether how far two lie apart is meant: True, False, or None where it may be.
    """

    first: Figure
    second: Figure
    difference: bool | None = False


def conversion_rows(batch: Batch) -> Iterator[ConversionRow]:
    """Yield a row for each quantity with the same in another unit behind it, in brackets."""
    for article_id, read in batch.english():
        for pair in conversions_in(read):
            yield ConversionRow(
                article=article_id,
                subject=place(pair.span.start, pair.span.end),
                first=pair.first,
                second=pair.second,
                difference=pair.difference,
                evidence=(quoted(article_id, read.article.body, pair.span.start, pair.span.end),),
            )


def judge_conversion(row: ConversionRow) -> Judgement:
    """Convert both to one unit; rounding of either, and a plain number for the second, are allowed."""
    told = f"“{row.first.text.strip()}” and “{row.second.text.strip()}”"
    if {row.first.unit, row.second.unit} == {CELSIUS, FAHRENHEIT}:
        return _judge_degrees(row, told)
    first, second = TO_BASE.get(row.first.unit or ""), TO_BASE.get(row.second.unit or "")
    if first is None or second is None or first[0] != second[0]:
        return unverifiable(f"{told}: no fixed rate leads from {row.first.unit} to {row.second.unit}.")
    if (row.first.upper is None) != (row.second.upper is None):
        return unverifiable(f"{told}: one is a range, the other is not.")
    ratios = [one / other for one in first[1] for other in second[1]]
    if any(_is_converted(row, ratio) for ratio in ratios):
        return passed(f"{told} are the same, rounded.")
    computed = row.first.value * ratios[0]
    return failed(
        f"{told}: the first is {rounded(computed)} {_in_words(row.second.unit)}. One of the two was converted wrongly; "
        "whoever measured it would know in which unit."
    )


def _is_converted(row: ConversionRow, ratio: Decimal) -> bool:
    """Say whether the second is the first by this ratio, at both ends of a range."""
    ends = [(row.first.value, row.second.value)]
    if row.first.upper is not None and row.second.upper is not None:
        ends.append((row.first.upper, row.second.upper))
    reach = min(half_of_last_digit(row.first), row.first.value.copy_abs() / 10) * ratio
    return all(
        abs(one * ratio - other)
        <= max((one * ratio).copy_abs() * CONVERSION_SLACK, half_of_last_digit(row.second), reach)
        for one, other in ends
    )


def _judge_degrees(row: ConversionRow, told: str) -> Judgement:
    """Hold two temperatures against each other as readings of a thermometer, or as what lies between two."""
    if (row.first.upper is None) != (row.second.upper is None):
        return unverifiable(f"{told}: one is a range, the other is not.")
    reading, apart = _degrees(row.first, row.second, FREEZING), _degrees(row.first, row.second, Decimal(0))
    if (reading and row.difference is not True) or (apart and row.difference is not False):
        return passed(f"{told} are the same, rounded.")
    if apart:
        return unverifiable(
            f"{told}: right only of a difference between two temperatures, and the words do not say so."
        )
    offset = Decimal(0) if row.difference else FREEZING
    computed = _converted(row.first.value, row.first.unit, offset)
    scale = "degrees Fahrenheit" if row.first.unit == CELSIUS else "degrees Celsius"
    what = "the first, a difference," if row.difference else "the first"
    return failed(
        f"{told}: {what} is {rounded(computed)} {scale}. One of the two was converted wrongly; whoever measured it would "
        "know on which scale."
    )


def _converted(value: Decimal, unit: str | None, offset: Decimal) -> Decimal:
    return value * RATIO + offset if unit == CELSIUS else (value - offset) / RATIO


def _half_a_degree(figure: Figure) -> Decimal:
    """Return half of the last digit shown: no weather is rounded to hundreds, as a furnace's heat is."""
    half = half_of_last_digit(figure)
    return (
        half
        if half < 1
        else Decimal("0.5")
        if abs(figure.value) < HOT
        else figure.value.copy_abs() * CONVERSION_SLACK / 2
    )


def _degrees(first: Figure, second: Figure, offset: Decimal) -> bool:
    reach = _half_a_degree(first) * (RATIO if first.unit == CELSIUS else 1 / RATIO) + _half_a_degree(second)
    ends = [(first.value, second.value)]
    if first.upper is not None and second.upper is not None:
        ends.append((first.upper, second.upper))
    if offset and all(other % 10 == 0 and one % 5 == 0 for one, other in ends):
        reach = max(reach, PLAIN_DEGREES[second.unit or CELSIUS])
    return all(abs(_converted(one, first.unit, offset) - other) <= reach for one, other in ends)


def _in_words(unit: str | None) -> str:
    """Write a unit's name as prose has it: "kilometers", "square meters", "feet"."""
    name, power, exponent = (unit or "").partition(" ** ")
    plural = IRREGULAR.get(name, f"{name}s").replace("_", " ")
    return f"{'cubic' if exponent == '3' else 'square'} {plural}" if power else plural


UNIT_PAIR = Rule(
    name="unit pair",
    suite="figures",
    question="A quantity given in two units is the same in both",
    severity="low",
    flagged=True,
    row=ConversionRow,
    rows=conversion_rows,
    judge=judge_conversion,
)
