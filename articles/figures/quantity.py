"""A number with what is written on to it, while its place in the text is being read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from articles.model import Hedge

ONE = Decimal(1)


@dataclass(slots=True)
class Quantity:
    """A number with what is written on to it, while its place is being read."""

    start: int
    end: int
    value: Decimal
    kind: str
    plain: bool
    scale: int = 1
    unit: str | None = None
    upper: Decimal | None = None
    role: str | None = None
    joined: bool = False
    number_start: int = 0
    number_end: int = 0
    factor: Decimal = ONE
    counted: tuple[int, int] | None = None
    hedge: Hedge = "="
    hedge_start: int = 0
    role_end: int = 0
    """Where the word behind it ends that gave its role, if one did."""
    alone: bool = False
    """It is the whole that another is a part of: what is said of the part is not said of it."""
    barred: bool = False
    """It was found to be a name, a date or a score; kept to bar what is listed with it."""
