"""Tables of words as the readers keep them at the top of a module, and the patterns that are made of them."""

from __future__ import annotations

from collections.abc import Iterable


def words(listing: str) -> frozenset[str]:
    """Read a table that is written as running words."""
    return frozenset(listing.split())


def alternation(phrases: Iterable[str]) -> str:
    """Build a pattern for any of the phrases in any case, longest first, that fails on a wrong first letter."""
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_letter.setdefault(phrase[0], []).append(phrase[1:])
    return "|".join(f"[{letter}{letter.upper()}](?i:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items()))
