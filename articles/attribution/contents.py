"""Where content ends: at the end of its clause, or where another statement begins."""

from __future__ import annotations

from articles.attribution.cues import (
    ADJECTIVAL,
    AUXILIARIES,
    BE,
    CLAUSE_STOPS,
    CONTRASTS,
    COORDINATORS,
    CUES,
    CUTTING_PARTICIPLES,
    DASHES,
    MINDED,
    MINDED_ADJECTIVES,
    NOMINAL,
    NOT_SAYING,
    PREPOSITIONS,
    REPORTED_MODALS,
    STATEMENT_OPENERS,
    TRAILING_MARKS,
    TURNS,
)
from articles.attribution.openings import finite_ahead
from articles.attribution.phrases import apposition_follows
from articles.attribution.settings import skip_occasion, skip_settings
from articles.attribution.units import QUOTE, Unit
from articles.attribution.verbs import cue_at, is_adverb, is_finite

CONTENT_TURNS = STATEMENT_OPENERS | {",", ";", "according", "when"}
SPEAKING_AUXILIARIES = AUXILIARIES - BE - {"'s", "’s"}


def strip_end(unit: Unit, start: int, end: int) -> int:
    """Drop the full stop, commas and dashes behind indirect content."""
    while end > start and (unit.lows[end - 1] in TRAILING_MARKS or unit.lows[end - 1] in DASHES):
        if unit.lows[end - 1] == ")" and "(" in unit.lows[start : end - 1]:
            break
        end -= 1
    return end


def content_end(unit: Unit, start: int, *, embedded: bool, phrase: bool = False) -> int:
    """Return where the content that starts at a position ends: at the clause's end, or where another statement begins.

    Behind a `phrase` that is no clause ("urged a boycott") a comma and another clause go on in the writer's voice.
    """
    lows = unit.lows
    for at in [at for at in range(start, len(lows)) if lows[at] in CONTENT_TURNS]:
        if _cuts_off(unit, at) or (at > start and _turns_at(unit, start, at, embedded=embedded, phrase=phrase)):
            return at
    return len(lows)


def _cuts_off(unit: Unit, at: int) -> bool:
    low = unit.lows[at]
    if low == "according":
        return unit.lows[at + 1 : at + 2] == ["to"]
    return low == ";" and _statement_follows(unit, at + 1)


def _turns_at(unit: Unit, start: int, at: int, *, embedded: bool, phrase: bool) -> bool:
    """Tell whether a comma or a word like "and" within content leads to something else."""
    low = unit.lows[at]
    if low == ",":
        return (
            embedded
            or breaks_after_comma(unit, at + 1)
            or voice_follows(unit, at + 1)
            or (phrase and _clause_follows(unit, at + 1))
        )
    if low in STATEMENT_OPENERS and _statement_follows(unit, at + 1):
        return True
    if low in {"and", "but"}:
        if (start and unit.lows[start - 1] == "that") or not REPORTED_MODALS.isdisjoint(unit.lows[at + 1 : at + 2]):
            return False
        return _verb_follows(unit, at + 1) and not any(is_finite(unit, k) for k in range(start, at))
    return low == "when" and unit.lows[at + 1 : at + 2] == ["asked"]


def voice_follows(unit: Unit, at: int) -> bool:
    """Tell whether the sentence ends with whoever said all of it: "..., Keene recalled"."""
    lows = unit.lows
    for k in range(at, min(len(unit), at + 9)):
        if lows[k] in CLAUSE_STOPS or lows[k] == QUOTE:
            return False
        if k > at and (cue := cue_at(unit, k)) is not None:
            if cue.form not in {"past", "present"} or "s" not in cue.frames or lows[k - 1] in PREPOSITIONS:
                return False
            end = skip_settings(unit, k + 1)
            return end >= len(unit) or lows[end] == "."
        if k > at and is_finite(unit, k):
            return False
    return False


def _clause_follows(unit: Unit, at: int) -> bool:
    """Tell ", but he refused" from ", but not today"."""
    if unit.lows[at : at + 1] in (["which"], ["who"]):
        return any(cue_at(unit, k) for k in range(at + 1, min(len(unit), at + 6)))
    if at >= len(unit) or unit.lows[at] not in CONTRASTS | COORDINATORS:
        return False
    for k in range(at + 1, min(len(unit), at + 9)):
        if unit.lows[k] in CLAUSE_STOPS:
            return False
        if is_finite(unit, k):
            return k > at + 1
    return False


def _verb_follows(unit: Unit, at: int) -> bool:
    """Tell whether "and" goes on with another verb of the speaker: "blamed the weather and left"."""
    while at < len(unit) and is_adverb(unit.lows[at]):
        at += 1
    return at < len(unit) and is_finite(unit, at)


def breaks_after_comma(unit: Unit, at: int) -> bool:
    """Tell whether what follows a comma no longer belongs to the content before it."""
    if at >= len(unit):
        return True
    low = unit.lows[at]
    if low in CUTTING_PARTICIPLES - {"in", "using"}:
        return True
    cue = CUES.get(low)
    if cue is not None and cue.form == "ing" and low not in NOT_SAYING:
        return True
    if low in {"a", "an"} and not NOMINAL.isdisjoint(unit.lows[at + 1 : at + 3]):
        # "..., a claim that he denied" says what the page thinks of it.
        return True
    if low in CONTRASTS:
        return _statement_follows(unit, at + 1)
    if low in {"in", "during", "at"}:
        return skip_occasion(unit, at) > at
    return is_adverb(low) and at + 1 < len(unit) and breaks_after_comma(unit, at + 1) and low != "and"


def _statement_follows(unit: Unit, at: int) -> bool:
    """Tell whether, behind "and" or "but", somebody is said to say something else."""
    lows = unit.lows
    size = len(unit)
    broken = at > 1 and lows[at - 2] in {",", QUOTE}
    while at < size and (is_adverb(lows[at]) or lows[at] == ","):
        at += 1
    if at >= size or lows[at] in REPORTED_MODALS:
        return False
    opens = lows[at + 1 : at + 2] in (["to"], ["that"])
    if cue_at(unit, at) and CUES[lows[at]].form in {"past", "present"} and (opens or lows[at] not in ADJECTIVAL):
        return CUES[lows[at]].form == "past" or (
            at + 1 < size and lows[at + 1] in {"that", QUOTE, "it", "he", "she", "they"}
        )
    return _speaks_soon(unit, at, "sonx" if broken else "so")


def _speaks_soon(unit: Unit, at: int, frames: str) -> bool:
    """Tell whether the clause that starts at a position has a cue of certain frames for its verb."""
    lows = unit.lows
    for k in range(at, min(len(unit), at + 14)):
        low = lows[k]
        if low == "," and not apposition_follows(unit, k + 1):
            return False
        if k == at:
            continue
        if low in {".", QUOTE, ":", "that"}:
            return False
        if (cue := cue_at(unit, k)) is not None:
            speaks = cue.form != "ing" and not cue.frames.isdisjoint(frames)
            return speaks and lows[k - 1] not in BE and lows[k + 1 : k + 2] != [","]
        if is_finite(unit, k) and low not in SPEAKING_AUXILIARIES:
            return low in BE and _thinks(unit, k + 1)
    return False


def _thinks(unit: Unit, at: int) -> bool:
    """Tell "is convinced that"."""
    while at < len(unit) and (is_adverb(unit.lows[at]) or unit.lows[at] == "not"):
        at += 1
    return unit.lows[at + 1 : at + 2] == ["that"] and unit.lows[at] in MINDED_ADJECTIVES | MINDED


def turns(unit: Unit, at: int) -> bool:
    """Tell whether what follows a cue's comma tells of the speaker and is not said."""
    low = unit.lows[at]
    if low == "in":
        return not finite_ahead(unit, at, 30)
    return low in TURNS or low.endswith("ing") or low in CUTTING_PARTICIPLES
