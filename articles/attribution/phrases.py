"""Noun phrases and their appositions, as sources are written."""

from __future__ import annotations

from articles.attribution.cues import (
    APPOSITION_OPENERS,
    BREAKS,
    COORDINATORS,
    DASHES,
    DETERMINERS,
    EMBEDDERS,
    LEADING_CLAUSES,
    NO_SOURCES,
    PARTICIPLES,
    PHRASE_ENDS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE_PRONOUNS,
    RELATIVES,
    SOURCE_PRONOUNS,
    SUBJECT_PREFIXES,
    SUBORDINATORS,
)
from articles.attribution.nouns import ROLES, plain
from articles.attribution.settings import skip_setting
from articles.attribution.units import QUOTE, Unit, have_words
from articles.attribution.verbs import cue_at, is_adverb, is_day, is_finite

LONGEST_SOURCE = 45


def trimmed(unit: Unit, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Cut what belongs to no source off a phrase; None where what is left can be none."""
    if span is None:
        return None
    start, end = span
    lows = unit.lows
    while start < end and lows[start] != QUOTE and not lows[start][0].isalnum():
        start += 1
    while start < end and (
        lows[start] in COORDINATORS
        or lows[start] in SUBJECT_PREFIXES
        or lows[start] in DASHES
        or (is_adverb(lows[start]) and lows[start] != "both")
    ):
        start += 1
    while start < end and (
        lows[end - 1] in {",", "and", "but", "also", "all", "both", "each"} or lows[end - 1] in DASHES
    ):
        end -= 1
    if end - start > 1 and lows[start] in EMBEDDERS:
        start += 1
    if start >= end or end - start > LONGEST_SOURCE:
        return None
    if not have_words(unit.words[start:end]) or lows[start] in NO_SOURCES:
        return None
    if end - start == 1 and not unit.words[start][:1].isupper() and lows[start].endswith(("ed", "ing")):
        return None
    if lows[start] == QUOTE or (lows[start] in PREPOSITIONS and lows[start] != "like"):
        return None
    return start, end


def phrase_after(unit: Unit, start: int, *, appositions: bool, reduced: bool = False) -> int:
    """Return the end of the noun phrase that starts at a position, its appositions included where asked."""
    lows = unit.lows
    size = len(unit)
    at = start
    while at < size and at - start < LONGEST_SOURCE:
        low = lows[at]
        if low == "(" and ")" in lows[at + 1 : at + 9]:
            at = lows.index(")", at + 1) + 1
            continue
        if reduced and at > start and lows[at - 1] not in DETERMINERS:
            behind = skip_setting(unit, at)
            if behind > at and lows[behind : behind + 1] == ["by"]:
                at = behind
                continue
        if low == "," and appositions and apposition_follows(unit, at + 1):
            at += 1
            continue
        if low in PHRASE_ENDS or (at > start and _leaves_phrase(unit, start, at, reduced=reduced)):
            break
        at += 1
    while at > start and lows[at - 1] in {",", "and", "but"}:
        at -= 1
    return at


def _leaves_phrase(unit: Unit, start: int, at: int, *, reduced: bool) -> bool:
    """Tell whether a word no longer belongs to the noun phrase that started before it."""
    lows = unit.lows
    low = lows[at]
    if is_finite(unit, at):
        return not _after_relative(unit, start, at) and not (reduced and is_reduced(unit, at))
    if low in PRONOUNS:
        return lows[at - 1] not in PREPOSITIONS
    if low in {"and", "but"}:
        return at + 1 < len(unit) and (cue_at(unit, at + 1) is not None or is_finite(unit, at + 1))
    if lows[at - 1] not in DETERMINERS and skip_setting(unit, at) > at:
        return True
    return low in SUBORDINATORS and low not in RELATIVES and low not in PREPOSITIONS and low != "than"


def is_reduced(unit: Unit, at: int) -> bool:
    """Tell a participle behind its noun ("officials briefed on the talks") from a finite verb."""
    low = unit.lows[at]
    following = unit.lows[at + 1] if at + 1 < len(unit) else ""
    return (low.endswith("ed") or low in PARTICIPLES) and (
        following in PREPOSITIONS - LEADING_CLAUSES or is_day(following) or following in {"last", "this", "earlier"}
    )


def _after_relative(unit: Unit, start: int, at: int) -> bool:
    """A verb right behind "who" belongs to the phrase."""
    for back in range(at - 1, max(start, at - 14) - 1, -1):
        if unit.lows[back] in RELATIVE_PRONOUNS:
            return True
        if unit.lows[back] == ",":
            return False
    return False


def apposition_follows(unit: Unit, at: int) -> bool:
    """Tell whether what follows a comma says who the one before it is."""
    if at >= len(unit):
        return False
    low = unit.lows[at]
    if low in APPOSITION_OPENERS or low.isdigit():
        return not _clause_follows(unit, at)
    if unit.words[at][:1].isupper():
        if any(plain(low) in ROLES for low in unit.lows[max(0, at - 7) : at - 1]) and not _clause_follows(unit, at):
            return True
        window = unit.lows[at : at + 7]
        return low.startswith(("r-", "d-", "i-")) or any(
            plain(word) in ROLES for word in window[: (window.index(",") if "," in window else 7)]
        )
    return plain(low) in ROLES or (
        any(plain(word) in ROLES for word in unit.lows[at : at + 3]) and not low.endswith("ing")
    )


def _clause_follows(unit: Unit, at: int) -> bool:
    """Tell a new clause ("..., the plan would fail") from an apposition ("..., the head of the union")."""
    if unit.lows[at] in {"who", "whose"}:
        return False
    for k in range(at + 1, min(len(unit), at + 9)):
        if unit.lows[k] in {",", "."} or unit.lows[k] in RELATIVES or unit.lows[k] in PREPOSITIONS:
            return False
        if is_finite(unit, k):
            return True
    return False


def small_phrase(unit: Unit, end: int, floor: int) -> int:
    """Return the start of the smallest noun phrase that ends at a position."""
    at = end - 1
    if unit.lows[at] in SOURCE_PRONOUNS:
        return at
    if unit.words[at][:1].isupper():
        while at > floor and unit.words[at - 1][:1].isupper() and unit.lows[at - 1] not in BREAKS:
            at -= 1
        if at > floor and unit.lows[at - 1] in DETERMINERS:
            at -= 1
        return at
    for back in range(at, max(floor, at - 6) - 1, -1):
        if unit.lows[back] in DETERMINERS:
            return back
        if unit.lows[back] in PREPOSITIONS or unit.lows[back] == ",":
            break
    return at
