"""How a figure is written in a message, and the words and roles that the rules on figures share."""

from __future__ import annotations

import re
from decimal import Decimal

from articles.model import Figure

HUNDRED = Decimal(100)
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
HARMED = frozenset(
    {"killed", "injured", "arrested", "displaced", "missing", "detained", "released", "rescued", "infected"}
)
"""Roles that only people have: what they count are people, whatever it is called."""
MOST_DIGITS = Decimal(10**15)


def plain(value: Decimal) -> str:
    """Write a value as a newspaper does: 48,189, 4.2, never 4.8E+4."""
    return f"{value.normalize():,f}" if value else "0"


def rounded(value: Decimal) -> str:
    """Write a computed value to one decimal, a huge one by its power of ten."""
    return plain(value.quantize(Decimal("0.1"))) if abs(value) < MOST_DIGITS else f"{value:.2e}"


def worded(figure: Figure) -> str:
    """Write a figure as the text does, with what its hedge means."""
    hedge = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about ", "=": ""}[
        figure.hedge
    ]
    return f"{hedge}{figure.text.strip()}"
