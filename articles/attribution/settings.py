"""When and where words were said: phrases of time and occasion, which belong to the cue and to no content."""

from __future__ import annotations

from articles.attribution.cues import (
    ADVERBS,
    CLOSES_ADVERB,
    CONTENT_ADVERBS,
    DAY_MODIFIERS,
    DAY_OPENERS,
    DETERMINERS,
    OCCASION_LINKS,
    OCCASION_PREPOSITIONS,
    OCCASION_WORDS,
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
    SETTING_PREPOSITIONS,
    STATING_NOUNS,
)
from articles.attribution.nouns import plain
from articles.attribution.units import QUOTE, Unit
from articles.attribution.verbs import is_adverb, is_day, is_finite


def skip_setting(unit: Unit, at: int) -> int:
    """Return the end of one phrase of time or occasion at a position; the position itself where there is none."""
    lows = unit.lows
    size = len(unit)
    low = lows[at] if at < size else ""
    start = at
    if low == "ago":
        return at + 1
    occasion = skip_occasion(unit, start) if low in OCCASION_PREPOSITIONS else start
    if occasion > start:
        return occasion
    if low in SETTING_PREPOSITIONS:
        at += 1
    elif not ((is_day(low) and low not in PERIODS) or low in DAY_OPENERS):
        return start
    while at < size and at - start < 4 and (lows[at] in DAY_MODIFIERS or lows[at] in {"a", "an"}):
        at += 1
    named = at < size and is_day(lows[at].removesuffix("'s").removesuffix("’s"))
    if named and (lows[at] != "may" or lows[at - 1] in {"in", "on", "this"}):
        return _date_end(unit, at + 1)
    return start


def _date_end(unit: Unit, at: int) -> int:
    """Read on through "February 9, 2025"."""
    lows = unit.lows
    while at < len(unit):
        year = lows[at] == "," and lows[at + 1 : at + 2] != [] and lows[at + 1].isdigit() and len(lows[at + 1]) == 4
        if not (year or is_day(lows[at]) or lows[at].isdigit()):
            break
        at += 1
    return at


def skip_occasion(unit: Unit, start: int) -> int:
    """Return the end of "in a statement", "at a rally in Ohio": where words were said; the start where there is none."""
    lows = unit.lows
    size = len(unit)
    at = start + 1
    last = None
    while at < size and at - start < 9:
        low = lows[at]
        if plain(low) in STATING_NOUNS:
            last = at
        elif (
            low in PREPOSITIONS
            or low in PRONOUNS
            or low in {",", ".", ":", QUOTE, "that"}
            or is_finite(unit, at)
            or last is not None
        ):
            break
        at += 1
    if last is None:
        return start
    at = last + 1
    if at + 1 < size and lows[at] in OCCASION_LINKS:
        end = at + 1
        while (
            end < size
            and end - at < 8
            and (
                (lows[end] in DETERMINERS and lows[end] != "that")
                or unit.words[end][:1].isupper()
                or is_day(lows[end])
                or lows[end] in OCCASION_WORDS
            )
        ):
            end += 1
        if end > at + 1 and (end >= size or not is_finite(unit, end)):
            return end
    return at


def skip_settings(unit: Unit, at: int) -> int:
    """Skip adverbs, days and occasions behind a cue."""
    while at < len(unit):
        low = unit.lows[at]
        following = unit.lows[at + 1] if at + 1 < len(unit) else "."
        if is_adverb(low) and (low not in CONTENT_ADVERBS or following == "that"):
            closed = following in CLOSES_ADVERB or following in PREPOSITIONS or is_day(following)
            if not closed and low not in ADVERBS:
                return at
            at += 1
            continue
        after = skip_setting(unit, at)
        if after == at:
            return at
        at = after
    return at
