"""Tables of words as the readers keep them at the top of a module, and the patterns that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(listing: str) -> frozenset[str]:
    """Read a table that is written as running words."""
    return frozenset(listing.split())


def alternation(phrases: Iterable[str]) -> str:
    """Build a pattern for any of the phrases in any case, longest first, that gives up at the first wrong letter."""
    by_letter: dict[str, set[str]] = {}
    listed = frozenset(phrases)
    for phrase in sorted(listed - {""}):
        by_letter.setdefault(phrase[0], set()).add(phrase[1:])
    if not by_letter:
        return ""
    branches = [_in_any_case(letter) + alternation(rests) for letter, rests in by_letter.items()]
    pattern = branches[0] if len(branches) == 1 and "" not in listed else f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if "" in listed else pattern


def _in_any_case(letter: str) -> str:
    return f"[{letter}{letter.upper()}]" if letter.upper() != letter else re.escape(letter)
