"""Cues with their content behind them: "she said that ...", ", saying that ..."."""

from __future__ import annotations

from articles.attribution.contents import content_end
from articles.attribution.cues import (
    BE,
    BEING_QUOTED,
    COORDINATORS,
    DETERMINERS,
    LEADING_CLAUSES,
    NOT_SAYING,
    PARTICIPLE_PREPOSITIONS,
    PREPOSITIONS,
    QUESTION_WORDS,
    REPORTS,
    SIDING,
    STATING_NOUNS,
    WISHES,
    Cue,
)
from articles.attribution.grammar import Grammar
from articles.attribution.names import kind_of, name_in
from articles.attribution.nouns import CROWDS
from articles.attribution.openings import content_start
from articles.attribution.phrases import trimmed
from articles.attribution.subjects import FARTHEST, antecedent, before_verb, clause_subject, subject_of
from articles.attribution.units import QUOTE
from articles.attribution.verbs import is_adverb, is_finite, main_verb

PHRASELESS = QUESTION_WORDS | {QUOTE}
SPEAKING_NOUNS = STATING_NOUNS | REPORTS | CROWDS


def before_content(grammar: Grammar, at: int, cue: Cue, source: tuple[int, int]) -> None:
    """Read a cue with its content behind it, by the frames of its verb."""
    unit = grammar.unit
    lows = unit.lows
    size = len(unit)
    embedded = _is_embedded(grammar, source, at)
    start = content_start(grammar.unit, at, cue)
    if start is None or start >= size:
        return
    if not _may_say(grammar, source, cue, start):
        return
    first = source[0]
    if first > grammar.floor and lows[first - 1] == "as" and not (set(lows[start:]) - {",", "."}):
        return
    if first > 0 and lows[first - 1] == "as" and lows[start : start + 1] == [","]:
        start += 1
        embedded = False
    relative = at > 0 and grammar.stem(at) == "who"
    if relative and cue.lemma in SIDING:
        return
    closed = relative and _goes_on_behind(grammar, start)
    end = content_end(unit, start, embedded=embedded or closed, phrase=_is_phrase(grammar, start, cue))
    if lows[start] == QUOTE and start + 1 < size and lows[start + 1] == ".":
        end = start + 1
    if not grammar.add(source, grammar.cue_span(source, at), [(start, end)]):
        return
    if not closed:
        grammar.floor = max(grammar.floor, end)


def _goes_on_behind(grammar: Grammar, start: int) -> bool:
    """Tell whether the main clause's verb follows the comma that ends a relative clause: "a man who feared X, said Y"."""
    lows = grammar.unit.lows
    at = next((k for k in range(start, min(len(lows), start + FARTHEST)) if lows[k] == ","), len(lows)) + 1
    while at < len(lows) and is_adverb(lows[at]):
        at += 1
    return at < len(lows) and is_finite(grammar.unit, at)


def _is_phrase(grammar: Grammar, start: int, cue: Cue) -> bool:
    """Tell an infinitive, or a noun phrase behind a verb that takes no bare clause, from a clause."""
    lows = grammar.unit.lows
    if lows[start] == "to":
        return True
    return (
        "s" not in cue.frames and "o" not in cue.frames and lows[start - 1] != "that" and lows[start] not in PHRASELESS
    )


def _may_say(grammar: Grammar, source: tuple[int, int], cue: Cue, start: int) -> bool:
    """Tell a body that counts something from whoever else does, and its purpose from a person's wish."""
    words = grammar.unit.words[source[0] : source[1]]
    if cue.lemma == "count":
        numbered = grammar.unit.words[start][0].isdigit()
        return numbered and kind_of(words, name_in(words)) in {"organisation", "outlet"}
    if cue.lemma in WISHES and grammar.unit.lows[start] == "to":
        return grammar.unit.lows[source[0]] != "it" and kind_of(words, name_in(words)) not in {
            "organisation",
            "outlet",
        }
    return True


def _is_embedded(grammar: Grammar, source: tuple[int, int], at: int) -> bool:
    """Tell whether the cue stands in a clause that ends at the next comma: "After X said ..., Y"."""
    lows = grammar.unit.lows
    start = source[0]
    end = before_verb(grammar.unit, at, grammar.floor)
    if end > 0 and lows[end - 1] in {"who", "which"}:
        return end > 1 and lows[end - 2] == ","
    for back in range(start - 1, max(grammar.floor, start - 4) - 1, -1):
        low = lows[back]
        if low in {"which", "whom"}:
            return True
        if low in LEADING_CLAUSES:
            return back == grammar.floor or lows[back - 1] != ","
        if low == ",":
            return False
    return False


def participle(grammar: Grammar, at: int, cue: Cue) -> None:
    """Read ", saying that ...": its source is the subject of the clause before."""
    unit = grammar.unit
    lows = unit.lows
    before = lows[at - 1] if at else ""
    if before in BE or grammar.stem(at) in BE:
        source = subject_of(unit, at, grammar.floor)
        if source is not None:
            before_content(grammar, at, cue, source)
        return
    if before == "as" and at > 1 and lows[at - 2] in BEING_QUOTED:
        source = subject_of(unit, at - 2, grammar.floor)
        if source is not None:
            before_content(grammar, at, cue, source)
        return
    if not _hangs(grammar, at, before):
        return
    start = content_start(grammar.unit, at, cue)
    if start is None or (lows[at] in NOT_SAYING and lows[start] != QUOTE and lows[start - 1] != "that"):
        return
    source = antecedent(unit, at, grammar.floor) if before in REPORTS | CROWDS else _leaning(grammar, at)
    end = content_end(unit, start, embedded=at == 0 or lows[0] in LEADING_CLAUSES)
    if source is not None and grammar.add(source, (at, at + 1), [(start, end)]):
        grammar.floor = max(grammar.floor, end)


def _hangs(grammar: Grammar, at: int, before: str) -> bool:
    """Tell a participle that goes on from a clause or a noun that speaks from any other."""
    if before in PREPOSITIONS:
        return before in PARTICIPLE_PREPOSITIONS
    if before in {",", "and", QUOTE, "", "while"} or is_adverb(before) or before in SPEAKING_NOUNS:
        return True
    return grammar.unit.lows[at] == "saying" and before not in DETERMINERS


def _in_relative(grammar: Grammar, cue: int) -> bool:
    lows = grammar.unit.lows
    return lows[cue] in {"who", "which"} or (cue > 0 and lows[cue - 1] in {"who", "which"})


def _leaning(grammar: Grammar, at: int) -> tuple[int, int] | None:
    unit = grammar.unit
    lows = unit.lows
    if grammar.found and not _in_relative(grammar, grammar.found[-1].cue[0]):
        ended = grammar.found[-1].pieces[-1][1]
        between = clause_subject(unit, at, ended) if not COORDINATORS.isdisjoint(lows[ended:at]) else None
        return between or grammar.found[-1].source
    if at == 0:
        comma = next((k for k in range(1, len(unit)) if lows[k] == ","), None)
        if comma is None:
            return None
        verb = main_verb(unit, comma + 1, len(unit))
        return trimmed(unit, (comma + 1, before_verb(unit, verb, comma + 1))) if verb else None
    source = clause_subject(unit, at, grammar.floor)
    if source is None and grammar.floor:
        source = clause_subject(unit, at, 0)
    return source
