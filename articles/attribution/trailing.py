"""Cues behind or amid their content: `"...," he said`, `..., said the minister`, `A, he added, B`."""

from __future__ import annotations

from articles.attribution.contents import content_end, turns, voice_follows
from articles.attribution.cues import (
    BOUNDARIES,
    CLAUSE_ENDS,
    CONTENT_SUBJECTS,
    DASHES,
    LEADING,
    PREPOSITIONS,
    PRONOUNS,
    TRAILING,
    TRAILING_CLAUSES,
    Cue,
)
from articles.attribution.grammar import Grammar
from articles.attribution.nouns import CROWDS, INSTITUTIONS, ROLES, plain
from articles.attribution.openings import hearer_end
from articles.attribution.phrases import phrase_after
from articles.attribution.settings import skip_setting, skip_settings
from articles.attribution.subjects import subject_of
from articles.attribution.units import QUOTE
from articles.attribution.verbs import is_adverb, is_finite

MARKS = BOUNDARIES | DASHES | {QUOTE}
"""Content that stands before its cue ends in one of these."""


def after_content(grammar: Grammar, at: int, cue: Cue) -> bool:
    """Read a cue behind or amid its content: `"...," he said`, `..., said the minister`, `A, he added, B`."""
    if at == 0 or MARKS.isdisjoint(grammar.unit.lows[grammar.floor : at]) or grammar.stem(at) in {"who", "which"}:
        return False
    if cue.frames.isdisjoint("soqtwp" if QUOTE in grammar.unit.lows else "sotw"):
        return False
    if _is_inverted(grammar, at, cue):
        return True
    unit = grammar.unit
    lows = unit.lows
    source = subject_of(unit, at, grammar.floor)
    if source is None or source[0] <= grammar.floor:
        return False
    boundary = _boundary(grammar, source)
    quoted = lows[boundary] == QUOTE
    if not quoted and lows[boundary] not in BOUNDARIES | DASHES:
        return False
    settled = _settled(grammar, at, cue, boundary)
    if not quoted and boundary - grammar.floor < 2 and not _splits(grammar, boundary, settled):
        return False
    if settled is None or (not quoted and _opens_quotation(grammar, settled, boundary)):
        return False
    return add_around(grammar, source, grammar.cue_span(source, at), boundary + 1 if quoted else boundary, settled)


def _boundary(grammar: Grammar, source: tuple[int, int]) -> int:
    """Return where the content before a source ends: its comma or quotation."""
    lows = grammar.unit.lows
    boundary = source[0] - 1
    while boundary > grammar.floor and (is_adverb(lows[boundary]) or lows[boundary] == "as"):
        boundary -= 1
    read = grammar.found and lows[boundary] == "," and boundary <= grammar.floor + 1
    if read and voice_follows(grammar.unit, boundary + 1):
        # "A said X, B recalled.": B says all of it.
        grammar.floor = 0
    if lows[boundary] == "," and boundary > grammar.floor and lows[boundary - 1] == QUOTE:
        boundary -= 1
    return boundary


def _splits(grammar: Grammar, boundary: int, settled: int | None) -> bool:
    """Tell a cue between a subject of one word and its verb: "Nobody, he said, was hurt"."""
    unit = grammar.unit
    if boundary - grammar.floor != 1 or settled is None or unit.lows[settled : settled + 1] != [","]:
        return False
    at = settled + 1
    while at < len(unit) and is_adverb(unit.lows[at]):
        at += 1
    return at < len(unit) and is_finite(unit, at)


def _is_inverted(grammar: Grammar, at: int, cue: Cue) -> bool:
    """Read `..., said the minister`."""
    previous = grammar.unit.lows[at - 1] if at > grammar.floor else ""
    if previous not in {",", QUOTE} and previous not in DASHES:
        return False
    if at + 1 >= len(grammar.unit) or cue.form not in {"past", "present"} or cue.frames.isdisjoint("sqtp"):
        return False
    end = _inverted(grammar, at)
    if end is None:
        return False
    return add_around(grammar, (at + 1, end), (at, at + 1), at if previous == QUOTE else at - 1, end)


def _settled(grammar: Grammar, at: int, cue: Cue, boundary: int) -> int | None:
    """Return where the cue's clause ends, hearer, time and place included; None where content follows instead."""
    unit = grammar.unit
    lows = unit.lows
    size = len(unit)
    quoted = lows[boundary] == QUOTE
    after = hearer_end(unit, at + 1) if "o" in cue.frames else at + 1
    if quoted and after < size and lows[after] == "to":
        after = phrase_after(unit, after + 1, appositions=False)
    settled = skip_settings(unit, after)
    if settled >= size:
        return size
    if (
        lows[settled] == "that"
        and settled + 1 < size
        and is_finite(unit, settled + 1)
        and _clause_like(grammar, boundary)
    ):
        return size
    infinitive = lows[settled] == "to" and not cue.frames.isdisjoint("ix")
    if lows[settled] in TRAILING and not infinitive and _clause_like(grammar, boundary):
        stop = next((k for k in range(settled, size) if lows[k] in CLAUSE_ENDS), size)
        if lows[settled] in TRAILING_CLAUSES or not any(is_finite(unit, k) for k in range(settled, stop)):
            settled = stop
    if settled < size and lows[settled] not in CLAUSE_ENDS and lows[settled] not in DASHES:
        if not quoted or lows[settled] in CONTENT_SUBJECTS:
            return None
        settled = next((k for k in range(settled, size) if lows[k] in {",", ":"}), size)
    return None if settled < size and lows[settled] == ":" else settled


def _opens_quotation(grammar: Grammar, settled: int, boundary: int) -> bool:
    """Tell `On Friday, she said, "..."` from `The plan is dead, she said, "..."`."""
    following = grammar.unit.lows[settled : settled + 2]
    return following[:1] == [QUOTE] or (following == [",", QUOTE] and not _clause_like(grammar, boundary))


def _clause_like(grammar: Grammar, end: int) -> bool:
    first = grammar.unit.lows[grammar.floor]
    return first not in LEADING and any(is_finite(grammar.unit, k) for k in range(grammar.floor, end))


def _inverted(grammar: Grammar, at: int) -> int | None:
    """Return the end of a source that follows its verb, where what follows is no clause."""
    unit = grammar.unit
    lows = unit.lows
    start = at + 1
    low = lows[start]
    if (
        low in {"that", ",", ".", QUOTE, ":", "to", "in", "on", "at", "of", "it", "there"}
        or is_adverb(low)
        or skip_setting(unit, start) > start
    ):
        return None
    if low in PRONOUNS and lows[at - 1] != QUOTE:
        return None
    if low in PREPOSITIONS:
        return None
    end = phrase_after(unit, start, appositions=True)
    if end == start:
        return None
    if lows[at - 1] != QUOTE and not _names_somebody(grammar, start, end):
        return None
    settled = skip_settings(unit, end)
    if settled < len(unit) and is_finite(unit, settled) and lows[at - 1] != QUOTE:
        return None
    if settled < len(unit) and lows[settled] == "that":
        return None
    return end


def _names_somebody(grammar: Grammar, start: int, end: int) -> bool:
    """Tell whether a phrase behind "said" can be a speaker."""
    unit = grammar.unit
    if unit.words[start][:1].isupper():
        return True
    return any(
        unit.words[at][:1].isupper() or plain(unit.lows[at]) in ROLES | CROWDS | INSTITUTIONS
        for at in range(start, end)
    )


def add_around(grammar: Grammar, source: tuple[int, int], cue: tuple[int, int], until: int, after: int) -> bool:
    """Give out the content before a cue and, where the utterance goes on behind it, that too."""
    unit = grammar.unit
    lows = unit.lows
    size = len(unit)
    first = (grammar.content_floor(until), until)
    pieces = [first] if first[0] < first[1] else []
    quoted = all(low == QUOTE or not low[0].isalnum() for low in lows[first[0] : first[1]])
    after = skip_settings(unit, after)
    if (after + 1 < size and lows[after] == ",") or (after < size and lows[after] in {QUOTE, "—", "–", ":"}):
        following = after if lows[after] == QUOTE else after + 1
        if following < size and (lows[following] == QUOTE or (not quoted and not turns(grammar.unit, following))):
            pieces.append((following, content_end(unit, following, embedded=False)))
    kept = grammar.done
    added = grammar.add(source, cue, pieces)
    if added:
        grammar.done = max(kept, cue[1], source[1], pieces[-1][1] if len(pieces) > 1 else 0)
    return added
