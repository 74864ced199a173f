"""How a figure is written in a message."""

from __future__ import annotations

import re
from decimal import Decimal

from articles.model import Figure

HUNDRED = Decimal(100)
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
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
