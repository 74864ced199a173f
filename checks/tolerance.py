"""How far a stated figure may lie from a computed one: from the digits shown and the hedge, nothing else."""

from __future__ import annotations

import re
from decimal import Decimal

from articles.model import Figure

ROUNDED_ZEROS = 2
"""A count that ends in this many zeros or more may have been rounded to them; 470 and 12 are taken as counted."""

HEDGED = Decimal("0.1")
"""How far "about", "nearly" or "more than" may reach from a round number: a tenth."""
HEDGED_EXACT = Decimal("0.01")
"""The same from a number with three digits or more that say something ("some 1,204"): there the hedge is a habit."""

INFINITE = Decimal("Infinity")

_NUMBER = re.compile(r"(?<!m)\d[\d,]*(?:\.(\d+))?")


def half_of_last_digit(figure: Figure) -> Decimal:
    """Return half of the last digit shown: 0.05 for "4.2 %", 500,000 for "$40m", 0 for the count "470".

    "2 hours 12 minutes" is in minutes: what is told last is the digit that counts.
    """
    numbers = list(_NUMBER.finditer(figure.text))
    if not numbers:
        return _rounded_to(figure.value) / 2
    if len(numbers) > 1 and figure.upper is None and figure.unit is not None:
        return Decimal(1).scaleb(-len(numbers[-1][1] or "")) / 2
    number = numbers[0]
    written = Decimal(number.group().replace(",", ""))
    scale = figure.value / written if written else Decimal(1)
    if number[1]:
        return scale.copy_abs() * Decimal(1).scaleb(-len(number[1])) / 2
    if figure.unit is not None and scale.copy_abs() <= 1:
        return max(_rounded_to(written), Decimal(1)) / 2
    if scale.copy_abs() > 1:
        return scale.copy_abs() / 2
    return _rounded_to(written) / 2


def _rounded_to(value: Decimal) -> Decimal:
    """Return the power of ten that a whole value seems rounded to; 0 where it seems counted."""
    if not value or value != value.to_integral_value():
        return Decimal(0)
    zeros = len(str(int(abs(value)))) - len(str(int(abs(value))).rstrip("0"))
    return Decimal(10) ** zeros if zeros >= ROUNDED_ZEROS else Decimal(0)


def _telling_digits(value: Decimal) -> int:
    """Count the digits of a value without the zeros around them: 1 in 2,000, 4 in 1,204."""
    return len(value.normalize().as_tuple().digits)


def meant(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest quantity that the words allow; "at least" has no highest."""
    low, high = likely(figure)
    if figure.hedge in (">", ">="):
        return low, INFINITE
    if figure.hedge in ("<", "<="):
        return -INFINITE, high
    return low, high


def rounded_or_cut(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return what a computed percentage may be: many write 66.7 % as "66 %"."""
    low, high = meant(figure)
    return low, high + half_of_last_digit(figure)


def likely(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return the same for sums and shares, where a one-sided hedge reaches only as far as a writer means it to."""
    half = half_of_last_digit(figure)
    top = figure.value if figure.upper is None else figure.upper
    reach = max(abs(top) * (HEDGED if _telling_digits(top) < 3 else HEDGED_EXACT), half)
    match figure.hedge:
        case "=":
            return figure.value - half, top + half
        case "~":
            return figure.value - reach, top + reach
        case ">" | ">=":
            return figure.value, top + reach
        case _:
            return figure.value - reach, top


def agree(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> bool:
    """Say whether two intervals have a value in common."""
    return first[0] <= second[1] and second[0] <= first[1]
