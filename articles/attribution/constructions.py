"""Attribution by other than an active verb: "according to", "his claim that", "was quoted as saying", quotations without a cue."""

from __future__ import annotations

from articles.attribution.contents import breaks_after_comma, content_end, turns
from articles.attribution.cues import (
    AUXILIARIES,
    BE,
    BOUNDARIES,
    COORDINATORS,
    DETERMINERS,
    HEARSAY,
    MANNERS,
    MINDED,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    STATES,
    UNOWNED_NOMINALS,
    VOICING,
    Cue,
)
from articles.attribution.grammar import Grammar, Statement
from articles.attribution.openings import finite_ahead
from articles.attribution.phrases import apposition_follows, phrase_after, small_phrase, trimmed
from articles.attribution.quotations import SHORTEST_QUOTE, is_title
from articles.attribution.subjects import clause_subject, skip_opening, subject_of
from articles.attribution.trailing import add_around
from articles.attribution.units import QUOTE
from articles.attribution.verbs import is_adverb, is_finite, main_verb

BEHIND_TELLERS = {
    "accuse": ("of",), "assure": ("that",), "describe": ("as",), "inform": ("that",), "remind": ("that",),
    "tell": ("that", "to"), "urge": ("to",), "warn": ("that",),
}  # fmt: skip
"""What follows whoever told somebody something: "was told by X that"."""


def according(grammar: Grammar, cue: int, start: int) -> None:
    """Read "according to X": what stands before it, or, at the start, what follows."""
    unit = grammar.unit
    lows = unit.lows
    size = len(unit)
    initial = all(low in COORDINATORS or low == "," or is_adverb(low) for low in lows[grammar.floor : cue])
    end = phrase_after(unit, start, appositions=not initial, reduced=True)
    if end == start or (end == start + 1 and lows[start] in MANNERS):
        return
    if initial and grammar.found and cue > 0 and lows[cue - 1] == ",":
        # "X urged a delay, according to Y": Y says all of it.
        grammar.floor = 0
        initial = False
    if not initial:
        pieces = [(grammar.content_floor(cue), cue)]
        if (
            end + 1 < size
            and lows[end] == ","
            and not turns(grammar.unit, end + 1)
            and not breaks_after_comma(unit, end + 1)
        ):
            pieces.append((end + 1, size))
        grammar.add((start, end), (cue, start), pieces)
        return
    comma = next((at for at in range(end, size) if lows[at] == ","), None)
    if comma is None:
        return
    if apposition_follows(unit, comma + 1) and "," in lows[comma + 1 : comma + 16]:
        end = comma = lows.index(",", comma + 1)
    grammar.add((start, end), (cue, start), [(comma + 1, content_end(unit, comma + 1, embedded=False))])


def reckoned(grammar: Grammar, at: int) -> bool:
    """Read "by X's reckoning": the rest of the sentence is what X reckons."""
    unit = grammar.unit
    lows = unit.lows
    owner = at - 1 if lows[at - 1] != "own" else at - 2
    if not (lows[owner].endswith(("'s", "’s", "s'", "s’")) or lows[owner] in POSSESSIVE_PRONOUNS):
        return False
    by = next((k for k in range(at - 2, max(grammar.floor, at - 9) - 1, -1) if lows[k] == "by"), None)
    if by is None or any(low in BOUNDARIES for low in lows[by:at]):
        return False
    start = grammar.content_floor(by)
    following = at + 2 if lows[at + 1 : at + 2] == [","] else at + 1
    piece = (start, by) if start < by else (following, content_end(unit, following, embedded=False))
    if not grammar.add((by + 1, owner + 1), (by, at + 1), [piece]):
        return False
    grammar.done = max(grammar.done, at + 1)
    grammar.floor = max(grammar.floor, at + 1)
    return True


def put(grammar: Grammar, at: int) -> None:
    """Read "As Corrin put it, ...": what follows, or what stands before it."""
    lows = grammar.unit.lows
    source = subject_of(grammar.unit, at, grammar.floor)
    if source is None or (lows[at] not in {"put", "puts"} and lows[max(0, source[0] - 1)] != "as"):
        return
    if lows[at + 2 : at + 3] and lows[at + 2] in {",", ":", QUOTE}:
        start = at + 2 if lows[at + 2] == QUOTE else at + 3
        grammar.add(source, (at, at + 2), [(start, content_end(grammar.unit, start, embedded=False))])
    elif source[0] - 1 > grammar.floor:
        add_around(grammar, source, (at, at + 2), source[0] - 1 - (lows[source[0] - 1] == "as"), at + 2)


def citing(grammar: Grammar, at: int) -> None:
    """Read ", citing X": whoever is cited said what was just said."""
    end = phrase_after(grammar.unit, at + 1, appositions=False, reduced=True)
    cited = trimmed(grammar.unit, (at + 1, end))
    if cited is not None:
        grammar.found.append(Statement(cited, (at, at + 1), grammar.found[-1].pieces))
        grammar.done = max(grammar.done, end)


def nominal(grammar: Grammar, at: int) -> None:
    """Read "X's claim that ...": the noun's clause is the content, its possessor the source."""
    unit = grammar.unit
    lows = unit.lows
    end = _nominal_end(grammar, at + 2, 1 if at - grammar.floor < 6 else 2)
    start = at
    while (
        start > grammar.floor
        and (
            lows[start - 1] not in DETERMINERS | PREPOSITIONS | COORDINATORS
            and not is_finite(unit, start - 1)
            and lows[start - 1] not in {",", QUOTE, ".", ":"}
            and not lows[start - 1].endswith(("'s", "’s", "s'", "s’"))
            and lows[start - 1] not in VOICING
        )
        and at - start < 4
    ):
        start -= 1
    if start > grammar.floor and lows[start - 1] in POSSESSIVE_PRONOUNS:
        grammar.add((start - 1, start), (start, at + 1), [(at + 2, end)])
    elif start > grammar.floor and lows[start - 1].endswith(("'s", "’s")):
        grammar.add((small_phrase(unit, start, grammar.floor), start), (start, at + 1), [(at + 2, end)])
    elif lows[at] not in UNOWNED_NOMINALS:
        by = _holder(grammar, start)
        grammar.add(by, (at, at + 1), [(at + 2, end)], unstated=by is None)


def _holder(grammar: Grammar, noun: int) -> tuple[int, int] | None:
    """In "X expressed concern that", "X rejected claims that" the subject of the first kind is the source."""
    lows = grammar.unit.lows
    back = noun - 1
    while back > grammar.floor and (lows[back] in DETERMINERS or is_adverb(lows[back]) or lows[back] in AUXILIARIES):
        back -= 1
    if back > grammar.floor and lows[back] in VOICING:
        return subject_of(grammar.unit, back, grammar.floor)
    return None


def _nominal_end(grammar: Grammar, start: int, most: int) -> int:
    lows = grammar.unit.lows
    verbs = 0
    for at in range(start, len(grammar.unit)):
        if lows[at] == ";" or (lows[at] == "," and verbs):
            return at
        if is_finite(grammar.unit, at) and not (at and is_finite(grammar.unit, at - 1)):
            verbs += 1
            if verbs > most:
                return at
    return len(grammar.unit)


def passive(grammar: Grammar, at: int, cue: Cue) -> None:
    """Read "was quoted as saying", "it was reported that", "is said to have", "was told that"."""
    unit = grammar.unit
    lows = unit.lows
    size = len(unit)
    after = at + 1
    if after >= size:
        return
    if lows[after] == "by":
        _told_by(grammar, at, cue)
        return
    subject = subject_of(unit, at, grammar.floor)
    if lows[at] in HEARSAY:
        impersonal = subject is not None and lows[subject[0] : subject[1]] == ["it"]
        if impersonal and lows[after] == "that":
            grammar.add(None, (at, at + 1), [(after + 1, size)], unstated=True)
        elif lows[after] == "to" and subject is not None and lows[at] != "known" and lows[subject[0]] not in PRONOUNS:
            grammar.add(
                None,
                (at, at + 1),
                [(subject[0], subject[1]), (after, content_end(unit, after, embedded=False))],
                unstated=True,
            )
    elif lows[at] in MINDED and lows[after] in {"that", "about"} and subject is not None:
        grammar.add(subject, grammar.cue_span(subject, at), [(after, content_end(unit, after, embedded=False))])
    elif lows[at] == "expected":
        return
    elif cue.lemma in {"tell", "inform"} and subject is not None and lows[after] in {"that", "to"}:
        grammar.add(None, (at, at + 1), [(after, content_end(unit, after, embedded=False))], unstated=True)


def _told_by(grammar: Grammar, at: int, cue: Cue) -> None:
    """Read "was told by two officials that ...", "was accused by prosecutors of ..."."""
    unit = grammar.unit
    end = phrase_after(unit, at + 2, appositions=False)
    if end >= len(unit) or unit.lows[end] not in BEHIND_TELLERS.get(cue.lemma, ()):
        return
    source = trimmed(unit, (at + 2, end))
    if source is not None:
        grammar.add(source, (at, at + 2), [(end, content_end(unit, end, embedded=False))])


def minded(grammar: Grammar, at: int) -> bool:
    """Read "is confident that ...", "remained skeptical that ..."."""
    unit = grammar.unit
    lows = unit.lows
    state = at - 1
    while state > grammar.floor and (is_adverb(lows[state]) or lows[state] == "not"):
        state -= 1
    if at + 2 >= len(unit) or not (lows[state] in STATES or lows[state] in BE):
        return False
    start = at + 1
    if lows[start] == "that":
        start += 1
    elif lows[start] not in {"whether", "if", "how"} and not (
        (lows[start] in PRONOUNS or lows[start] in DETERMINERS or unit.words[start][:1].isupper())
        and finite_ahead(unit, start, 8)
    ):
        return False
    source = subject_of(unit, state, grammar.floor)
    if source is None or lows[source[0]] in {"it", "that", "this"}:
        return False
    end = content_end(unit, start, embedded=False)
    if not grammar.add(source, (state, at + 1), [(start, end)]):
        return False
    grammar.floor = max(grammar.floor, end)
    return True


def quoted(grammar: Grammar) -> None:
    """Read a sentence that quotes without a cue of the table: its subject is the speaker."""
    unit = grammar.unit
    lows = unit.lows
    for at, low in enumerate(lows):
        if low != QUOTE or at == 0 or unit.words[at].count(" ") + 1 < SHORTEST_QUOTE:
            continue
        if (lows[at - 1] in DETERMINERS and unit.words[at].count(" ") < 5) or is_title(unit.words[at]):
            continue
        verb = main_verb(unit, skip_opening(unit, 0, at), at)
        source = clause_subject(unit, at, 0)
        if verb is None or source is None:
            continue
        if lows[verb] in BE and unit.words[at].count(" ") < 6:
            continue
        grammar.add(source, (verb, verb + 1), [(at, at + 1)])
