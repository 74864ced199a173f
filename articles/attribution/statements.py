"""What one sentence says that somebody says: cue, source and content, as positions of its words."""

from __future__ import annotations

from articles.attribution.constructions import according, citing, minded, nominal, passive, put, quoted, reckoned
from articles.attribution.cues import (
    BE,
    COORDINATORS,
    CUES,
    FINITE_AUXILIARIES,
    MINDED_ADJECTIVES,
    MODALS,
    NOMINAL,
    QUESTION_WORDS,
    RECKONINGS,
    Cue,
)
from articles.attribution.grammar import Grammar, Statement
from articles.attribution.leading import before_content, participle
from articles.attribution.subjects import subject_of
from articles.attribution.trailing import after_content
from articles.attribution.units import QUOTE, Unit
from articles.attribution.verbs import cue_at

PUTTING = frozenset({"put", "puts", "sees", "saw", "tells"})
CONSTRUCTIONS = NOMINAL | RECKONINGS | MINDED_ADJECTIVES | PUTTING | {"according", "citing", "per"}
TRIGGERS = frozenset(CUES) | CONSTRUCTIONS


def statements_in(unit: Unit) -> list[Statement]:
    """Find who is said to say what in one sentence, in order of the cues."""
    if TRIGGERS.isdisjoint(unit.lows) and QUOTE not in unit.lows:
        return []
    if unit.lows[-1] == "?" and QUOTE not in unit.lows and unit.lows[0] in QUESTION_WORDS | FINITE_AUXILIARIES:
        return []
    return _read(Grammar(unit))


def _read(grammar: Grammar) -> list[Statement]:
    lows = grammar.unit.lows
    for at in [at for at, low in enumerate(lows) if low in TRIGGERS]:
        if at < grammar.done:
            continue
        if lows[at] in CONSTRUCTIONS:
            _at(grammar, at, lows[at], lows[at + 1] if at + 1 < len(lows) else "")
        elif (cue := cue_at(grammar.unit, at)) is not None:
            _verb(grammar, at, cue)
    if not grammar.found and QUOTE in lows:
        quoted(grammar)
    return grammar.found


def _at(grammar: Grammar, at: int, low: str, following: str) -> None:
    """Read whatever construction the word at a position opens."""
    unit = grammar.unit
    if low == "according":
        if following == "to":
            according(grammar, at, at + 2)
    elif low == "citing" and grammar.found:
        citing(grammar, at)
    elif low == "per":
        if at and unit.lows[at - 1] == "," and following and unit.words[at + 1][:1].isupper():
            according(grammar, at, at + 1)
    elif low in NOMINAL and following == "that" and cue_at(unit, at) is None:
        nominal(grammar, at)
    elif (low in RECKONINGS and reckoned(grammar, at)) or (low in MINDED_ADJECTIVES and minded(grammar, at)):
        return
    elif low in PUTTING and following == "it":
        put(grammar, at)
    elif low in CUES and (cue := cue_at(unit, at)) is not None:
        _verb(grammar, at, cue)


def _verb(grammar: Grammar, at: int, cue: Cue) -> None:
    unit = grammar.unit
    before = grammar.stem(at)
    if before in MODALS:
        return
    if cue.form != "ing" and before in BE:
        passive(grammar, at, cue)
    elif cue.form == "ing":
        participle(grammar, at, cue)
    elif unit.lows[at + 1 : at + 2] != ["by"] and not after_content(grammar, at, cue):
        source = subject_of(unit, at, grammar.floor)
        if source is None and grammar.found and (grammar.stem(at) in COORDINATORS or unit.lows[at - 1] in COORDINATORS):
            source = grammar.found[-1].source
        if source is not None:
            before_content(grammar, at, cue, source)
