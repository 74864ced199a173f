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

TO_BASE: dict[str, tuple[str, Decimal]] = {
    name: (dimension, Decimal(size))
    for dimension, sizes in {
        "length": {
            "millimeter": "0.001", "centimeter": "0.01", "meter": "1", "kilometer": "1000", "inch": "0.0254",
            "foot": "0.3048", "yard": "0.9144", "mile": "1609.344", "nautical_mile": "1852",
        },
        "mass": {
            "gram": "0.001", "kilogram": "1", "metric_ton": "1000", "ounce": "0.028349523", "pound": "0.45359237",
            "stone": "6.35029318",
        },
        "area": {
            "meter ** 2": "1", "hectare": "10000", "kilometer ** 2": "1000000", "acre": "4046.8564224",
            "square_foot": "0.09290304", "square_mile": "2589988.11", "square_yard": "0.83612736",
        },
        "volume": {"milliliter": "0.001", "liter": "1", "meter ** 3": "1000", "cubic_foot": "28.316846592"},
        "speed": {"kilometer_per_hour": "1", "mile_per_hour": "1.609344", "knot": "1.852", "meter_per_second": "3.6"},
    }.items()
    for name, size in sizes.items()
}  # fmt: skip
"""Units by pint's names with one size everywhere, in a base unit. A gallon, a ton and a pint have two: left out."""
IRREGULAR = {"foot": "feet", "inch": "inches"}

CONVERSION_SLACK = Decimal("0.06")
"""Newsrooms round conversions to a plain number: "100 miles (160 km)", "60 mph (100 km/h)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionRow(Row):
    """One quantity in two units."""

    first: Figure
    second: Figure


def conversion_rows(batch: Batch) -> Iterator[ConversionRow]:
    """Yield a row for each quantity with the same in another unit behind it, in brackets."""
    for article_id, read in batch.english():
        for pair in conversions_in(read):
            yield ConversionRow(
                article=article_id,
                subject=place(pair.span.start, pair.span.end),
                first=pair.first,
                second=pair.second,
                evidence=(quoted(article_id, read.article.body, pair.span.start, pair.span.end),),
            )


def judge_conversion(row: ConversionRow) -> Judgement:
    """Convert both to one unit; rounding of either, and a plain number for the second, are allowed."""
    first, second = TO_BASE.get(row.first.unit or ""), TO_BASE.get(row.second.unit or "")
    told = f"“{row.first.text.strip()}” and “{row.second.text.strip()}”"
    if first is None or second is None or first[0] != second[0]:
        return unverifiable(f"{told}: no fixed rate leads from {row.first.unit} to {row.second.unit}.")
    computed = row.first.value * first[1] / second[1]
    slack = max(
        computed.copy_abs() * CONVERSION_SLACK,
        half_of_last_digit(row.second),
        min(half_of_last_digit(row.first), row.first.value.copy_abs() / 10) * first[1] / second[1],
    )
    if abs(computed - row.second.value) <= slack:
        return passed(f"{told} are the same, rounded.")
    return failed(
        f"{told}: the first is {rounded(computed)} {_in_words(row.second.unit)}. One of the two was converted wrongly; "
        "whoever measured it would know in which unit."
    )


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
