"""What one sentence says that somebody says: cue, source and content, as positions of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.attribution.clauses import (
    QUOTE,
    WORD,
    Unit,
    antecedent,
    apposition_follows,
    before_verb,
    clause_subject,
    cue_at,
    is_adverb,
    is_day,
    is_finite,
    main_verb,
    phrase_after,
    skip_occasion,
    skip_opening,
    skip_setting,
    skip_settings,
    small_phrase,
    subject_of,
    trimmed,
)
from articles.attribution.cues import (
    ADJECTIVAL,
    AUTHORIAL,
    AUXILIARIES,
    BE,
    BOUNDARIES,
    CLAUSE_ENDS,
    CLAUSE_STOPS,
    CONTENT_OPENERS,
    CONTENT_PREFIXES,
    CONTENT_SUBJECTS,
    CONTRASTS,
    COORDINATORS,
    CUES,
    CURRENCY,
    CUTTING_PARTICIPLES,
    DASHES,
    DETERMINERS,
    DOCUMENT_SOURCES,
    EMPTY_CONTENTS,
    FINDING_VERBS,
    FINITE_AUXILIARIES,
    HEARER_PRONOUNS,
    HEARSAY,
    JOINTS,
    LEADING,
    LEADING_CLAUSES,
    LEGAL_ACTS,
    LEGAL_MATTERS,
    MANNERS,
    MINDED,
    MODALS,
    NAMELESS,
    NOBODY,
    NOMINAL,
    NOT_SAYING,
    PARTICIPLE_PREPOSITIONS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    RECKONINGS,
    REPORTS,
    SECOND_PHRASE,
    STATEMENT_OPENERS,
    STATING_NOUNS,
    STOPS,
    TOPIC_PREPOSITIONS,
    TOPICS_OF_CALLS,
    TRAILING,
    TRAILING_CLAUSES,
    TRAILING_MARKS,
    TURNS,
    UNOWNED_NOMINALS,
    VOICING,
    WISHES,
    Cue,
)
from articles.attribution.names import kind_of, name_in
from articles.attribution.nouns import CROWDS, INSTITUTIONS, ROLES, plain

TRIGGERS = frozenset(CUES) | NOMINAL | RECKONINGS | {"according", "citing", "per", "put", "puts"}
SPEAKING_AUXILIARIES = AUXILIARIES - BE - {"'s", "’s"}
SPEAKING_NOUNS = STATING_NOUNS | REPORTS | CROWDS

SHORTEST_QUOTE = 3
"""A quotation of fewer words is a title or a raised eyebrow, unless a cue introduces it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution within a unit, as word positions: source, cue and pieces of content."""

    source: tuple[int, int] | None
    """None where the sentence states none: "it was reported that"."""
    cue: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]


def _strip_end(unit: Unit, start: int, end: int) -> int:
    """Drop the full stop, commas and dashes behind indirect content."""
    while end > start and (unit.lows[end - 1] in TRAILING_MARKS or unit.lows[end - 1] in DASHES):
        if unit.lows[end - 1] == ")" and "(" in unit.lows[start : end - 1]:
            break
        end -= 1
    return end


def _content_end(unit: Unit, start: int, *, embedded: bool) -> int:
    """Return where the content that starts at a position ends: at the clause's end, or where another statement begins."""
    lows = unit.lows
    size = len(unit)
    at = start
    finite = False
    while at < size:
        low = lows[at]
        if low == "," and at > start and (embedded or _breaks_after_comma(unit, at + 1)):
            return at
        if low == "according" and at + 1 < size and lows[at + 1] == "to":
            return at
        if at > start and low in STATEMENT_OPENERS and _statement_follows(unit, at + 1):
            return at
        finite = finite or is_finite(unit, at)
        if at > start and low in {"and", "but"} and not finite and _verb_follows(unit, at + 1):
            return at
        if at > start and low == "when" and at + 1 < size and lows[at + 1] == "asked":
            return at
        if low == ";" and _statement_follows(unit, at + 1):
            return at
        at += 1
    return size


def _verb_follows(unit: Unit, at: int) -> bool:
    """Tell whether "and" goes on with another verb of the speaker: "blamed the weather and left"."""
    while at < len(unit) and is_adverb(unit.lows[at]):
        at += 1
    return at < len(unit) and is_finite(unit, at)


def _breaks_after_comma(unit: Unit, at: int) -> bool:
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
    return is_adverb(low) and at + 1 < len(unit) and _breaks_after_comma(unit, at + 1) and low != "and"


def _statement_follows(unit: Unit, at: int) -> bool:
    """Tell whether, behind "and" or "but", somebody is said to say something else."""
    lows = unit.lows
    size = len(unit)
    while at < size and (is_adverb(lows[at]) or lows[at] == ","):
        at += 1
    if at >= size:
        return False
    opens = lows[at + 1 : at + 2] in (["to"], ["that"])
    if cue_at(unit, at) and CUES[lows[at]].form in {"past", "present"} and (opens or lows[at] not in ADJECTIVAL):
        return CUES[lows[at]].form == "past" or (
            at + 1 < size and lows[at + 1] in {"that", QUOTE, "it", "he", "she", "they"}
        )
    for k in range(at, min(size, at + 14)):
        low = lows[k]
        if low in {",", ".", QUOTE, ":", "that"} and k > at and low != ",":
            return False
        if low == "," and not apposition_follows(unit, k + 1):
            return False
        if k > at and cue_at(unit, k):
            cue = CUES[low]
            return (
                cue.form != "ing"
                and bool(set(cue.frames) & set("so"))
                and lows[k - 1] not in BE
                and lows[k + 1 : k + 2] != [","]
            )
        if k > at and is_finite(unit, k) and low not in SPEAKING_AUXILIARIES:
            return False
    return False


def _that_ahead(unit: Unit, at: int) -> int | None:
    """Return the position of a "that" which opens the content behind a prepositional phrase, if one does."""
    for k in range(at, min(len(unit), at + 22)):
        low = unit.lows[k]
        if low == "that":
            following = unit.lows[k + 1] if k + 1 < len(unit) else ""
            if following and not is_finite(unit, k + 1):
                return k
            return None
        if low in {".", ":", ";"} or (k > at and low in PRONOUNS) or (low == QUOTE and not _is_title(unit.words[k])):
            return None
        if k > at and is_finite(unit, k):
            return None
    return None


def _hearer_end(unit: Unit, at: int) -> int:
    """Return the end of whoever was told."""
    lows = unit.lows
    size = len(unit)
    if at < size and lows[at] in HEARER_PRONOUNS:
        return at + 1
    end = at
    while end < size and end - at < 18:
        low = lows[end]
        if low in {"that", ":", ",", ".", QUOTE, ";", "to"} or low in QUESTION_WORDS - {"who"}:
            break
        if low in PRONOUNS and end > at:
            break
        if end > at and (is_day(low) or low in PREPOSITIONS) and skip_setting(unit, end) > end:
            break
        if (
            end > at
            and low in CONTENT_OPENERS
            and lows[end - 1] not in PREPOSITIONS
            and lows[end - 1] not in {"and", "all"}
        ):
            break
        if end > at and is_finite(unit, end):
            end = small_phrase(unit, end, at + 1)
            break
        end += 1
    return end


def statements_in(unit: Unit) -> list[Statement]:
    """Find who is said to say what in one sentence, in order of the cues."""
    if unit.lows[-1] == "?" and QUOTE not in unit.lows and unit.lows[0] in QUESTION_WORDS | FINITE_AUXILIARIES:
        return []
    return _Grammar(unit).read()


class _Grammar:
    """Reads one sentence from left to right; `done` is how far content has been given out."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.found: list[Statement] = []
        self.done = 0
        self.floor = 0

    def read(self) -> list[Statement]:
        unit = self.unit
        for at, low in enumerate(unit.lows):
            if low in TRIGGERS and at >= self.done:
                self._at(at, low, unit.lows[at + 1] if at + 1 < len(unit) else "")
        if not self.found:
            self._quoted()
        return self.found

    def _at(self, at: int, low: str, following: str) -> None:
        """Read whatever construction the word at a position opens."""
        unit = self.unit
        if low == "according":
            if following == "to":
                self._according(at, at + 2)
        elif low == "citing" and self.found:
            self._citing(at)
        elif low == "per":
            if at and unit.lows[at - 1] == "," and following and unit.words[at + 1][:1].isupper():
                self._according(at, at + 1)
        elif low in NOMINAL and following == "that" and cue_at(unit, at) is None:
            self._nominal(at)
        elif low in RECKONINGS and self._reckoned(at):
            return
        elif low in {"put", "puts"} and following == "it":
            self._put(at)
        elif low in CUES and (cue := cue_at(unit, at)) is not None:
            self._verb(at, cue)

    # Each reader below returns nothing where it does not recognise its construction.

    def _add(
        self,
        source: tuple[int, int] | None,
        cue: tuple[int, int],
        pieces: list[tuple[int, int]],
        *,
        unstated: bool = False,
    ) -> bool:
        """Keep a statement if it has content and, unless it is unstated, a source that is not the writer."""
        if (source is None and not unstated) or (source is not None and self._is_writer(source)):
            return False
        if source is not None and self.unit.lows[source[0]] in NOBODY:
            return False
        kept = [piece for piece in (self._bare(start, end) for start, end in pieces) if piece is not None]
        if not kept or (len(kept) == 1 and self._is_empty(kept[0])):
            return False
        self.found.append(Statement(source, cue, tuple(kept)))
        self.done = max(self.done, cue[1], kept[-1][1])
        return True

    def _bare(self, start: int, end: int) -> tuple[int, int] | None:
        """Cut "that", commas and the full stop off content; None where nothing is left."""
        unit = self.unit
        while start < end and unit.lows[start] in CONTENT_PREFIXES | DASHES:
            if unit.lows[start] == "that" and start + 1 < end and is_finite(unit, start + 1):
                break
            start += 1
        end = _strip_end(unit, start, end)
        return (start, end) if any(WORD.search(word) for word in unit.words[start:end]) else None

    def _is_empty(self, piece: tuple[int, int]) -> bool:
        """Tell "said nothing" and "asked not to be named" from content."""
        lows = self.unit.lows[piece[0] : piece[1]]
        if lows[:1] == ["to"] and len(lows) < 8:
            unnamed = self.unit.lows[piece[0] - 1] == "not" or "not" in lows[:3]
            return lows[1:3] == ["remain", "anonymous"] or (unnamed and not NAMELESS.isdisjoint(lows))
        return len(lows) <= 2 and " ".join(lows) in EMPTY_CONTENTS

    def _is_writer(self, source: tuple[int, int]) -> bool:
        """Outside quotations "I" and "you" are the writer and the reader."""
        return source[1] - source[0] == 1 and re.split("['’]", self.unit.lows[source[0]])[0] in AUTHORIAL

    def _according(self, cue: int, start: int) -> None:
        """Read "according to X": what stands before it, or, at the start, what follows."""
        unit = self.unit
        lows = unit.lows
        size = len(unit)
        initial = all(low in COORDINATORS or low == "," or is_adverb(low) for low in lows[self.floor : cue])
        end = phrase_after(unit, start, appositions=not initial, reduced=True)
        if end == start or (end == start + 1 and lows[start] in MANNERS):
            return
        if not initial:
            pieces = [(self._content_floor(cue), cue)]
            if (
                end + 1 < size
                and lows[end] == ","
                and not self._turns(end + 1)
                and not _breaks_after_comma(unit, end + 1)
            ):
                pieces.append((end + 1, size))
            self._add((start, end), (cue, start), pieces)
            return
        comma = next((at for at in range(end, size) if lows[at] == ","), None)
        if comma is None:
            return
        if apposition_follows(unit, comma + 1) and "," in lows[comma + 1 : comma + 16]:
            end = comma = lows.index(",", comma + 1)
        self._add((start, end), (cue, start), [(comma + 1, _content_end(unit, comma + 1, embedded=False))])

    def _reckoned(self, at: int) -> bool:
        """Read "by X's reckoning": the rest of the sentence is what X reckons."""
        unit = self.unit
        lows = unit.lows
        owner = at - 1 if lows[at - 1] != "own" else at - 2
        if not (lows[owner].endswith(("'s", "’s", "s'", "s’")) or lows[owner] in POSSESSIVE_PRONOUNS):
            return False
        by = next((k for k in range(at - 2, max(self.floor, at - 9) - 1, -1) if lows[k] == "by"), None)
        if by is None or any(low in BOUNDARIES for low in lows[by:at]):
            return False
        start = self._content_floor(by)
        following = at + 2 if lows[at + 1 : at + 2] == [","] else at + 1
        piece = (start, by) if start < by else (following, _content_end(unit, following, embedded=False))
        if not self._add((by + 1, owner + 1), (by, at + 1), [piece]):
            return False
        self.done = max(self.done, at + 1)
        self.floor = max(self.floor, at + 1)
        return True

    def _put(self, at: int) -> None:
        """Read "As Corrin put it, ...": what follows, or what stands before it."""
        lows = self.unit.lows
        source = subject_of(self.unit, at, self.floor)
        if source is None:
            return
        if lows[at + 2 : at + 3] and lows[at + 2] in {",", ":", QUOTE}:
            start = at + 2 if lows[at + 2] == QUOTE else at + 3
            self._add(source, (at, at + 2), [(start, _content_end(self.unit, start, embedded=False))])
        elif source[0] - 1 > self.floor:
            self._pieces(source, (at, at + 2), source[0] - 1 - (lows[source[0] - 1] == "as"), at + 2)

    def _citing(self, at: int) -> None:
        """Read ", citing X": whoever is cited said what was just said."""
        end = phrase_after(self.unit, at + 1, appositions=False, reduced=True)
        cited = trimmed(self.unit, (at + 1, end))
        if cited is not None:
            self.found.append(Statement(cited, (at, at + 1), self.found[-1].pieces))
            self.done = max(self.done, end)

    def _content_floor(self, end: int) -> int:
        """Return where content that stands before its cue starts."""
        start = self.floor
        lows = self.unit.lows
        while start < end and (lows[start] in JOINTS or lows[start] in DASHES):
            start += 1
        return start

    def _nominal(self, at: int) -> None:
        """Read "X's claim that ...": the noun's clause is the content, its possessor the source."""
        unit = self.unit
        lows = unit.lows
        end = self._nominal_end(at + 2, 1 if at - self.floor < 6 else 2)
        start = at
        while (
            start > self.floor
            and (
                lows[start - 1] not in DETERMINERS | PREPOSITIONS | COORDINATORS
                and not is_finite(unit, start - 1)
                and lows[start - 1] not in {",", QUOTE, ".", ":"}
                and not lows[start - 1].endswith(("'s", "’s", "s'", "s’"))
            )
            and at - start < 4
        ):
            start -= 1
        if start > self.floor and lows[start - 1] in POSSESSIVE_PRONOUNS:
            self._add((start - 1, start), (start, at + 1), [(at + 2, end)])
        elif start > self.floor and lows[start - 1].endswith(("'s", "’s")):
            self._add((small_phrase(unit, start, self.floor), start), (start, at + 1), [(at + 2, end)])
        elif lows[at] not in UNOWNED_NOMINALS:
            by = self._holder(start)
            self._add(by, (at, at + 1), [(at + 2, end)], unstated=by is None)

    def _holder(self, noun: int) -> tuple[int, int] | None:
        """In "X expressed concern that", "X rejected claims that" the subject of the first kind is the source."""
        lows = self.unit.lows
        back = noun - 1
        while back > self.floor and (lows[back] in DETERMINERS or is_adverb(lows[back]) or lows[back] in AUXILIARIES):
            back -= 1
        if back > self.floor and lows[back] in VOICING:
            return subject_of(self.unit, back, self.floor)
        return None

    def _nominal_end(self, start: int, most: int) -> int:
        lows = self.unit.lows
        verbs = 0
        for at in range(start, len(self.unit)):
            if lows[at] == ";" or (lows[at] == "," and verbs):
                return at
            if is_finite(self.unit, at) and not (at and is_finite(self.unit, at - 1)):
                verbs += 1
                if verbs > most:
                    return at
        return len(self.unit)

    def _verb(self, at: int, cue: Cue) -> None:
        unit = self.unit
        before = self._stem(at)
        if before in MODALS:
            return
        if cue.form != "ing" and before in BE:
            self._passive(at, cue)
        elif cue.form == "ing":
            self._participle(at, cue)
        elif unit.lows[at + 1 : at + 2] != ["by"] and not self._after_content(at, cue):
            source = subject_of(unit, at, self.floor)
            if source is None and self.found and (self._stem(at) in COORDINATORS or unit.lows[at - 1] in COORDINATORS):
                source = self.found[-1].source
            if source is not None:
                self._before_content(at, cue, source)

    def _stem(self, at: int) -> str:
        """Return the word before a verb, adverbs skipped."""
        at -= 1
        while at > self.floor and is_adverb(self.unit.lows[at]):
            at -= 1
        return self.unit.lows[at] if at >= self.floor else ""

    def _cue_span(self, source: tuple[int, int] | None, at: int) -> tuple[int, int]:
        if source is not None and source[1] <= at and at - source[1] <= 4 and "," not in self.unit.lows[source[1] : at]:
            return source[1], at + 1
        return at, at + 1

    def _after_content(self, at: int, cue: Cue) -> bool:
        """Read a cue behind or amid its content: `"...," he said`, `..., said the minister`, `A, he added, B`."""
        if at == 0 or self._stem(at) in {"who", "which"} or not set(cue.frames) & set("soqtwp"):
            return False
        if QUOTE not in self.unit.lows and not set(cue.frames) & set("sotw"):
            return False
        if self._is_inverted(at, cue):
            return True
        unit = self.unit
        lows = unit.lows
        source = subject_of(unit, at, self.floor)
        if source is None or source[0] <= self.floor:
            return False
        boundary = source[0] - 1
        while boundary > self.floor and (is_adverb(lows[boundary]) or lows[boundary] == "as"):
            boundary -= 1
        if lows[boundary] == "," and boundary > self.floor and lows[boundary - 1] == QUOTE:
            boundary -= 1
        quoted = lows[boundary] == QUOTE
        if not quoted and (lows[boundary] not in BOUNDARIES | DASHES or boundary - self.floor < 2):
            return False
        settled = self._settled(at, cue, boundary)
        if settled is None or (not quoted and self._opens_quotation(settled, boundary)):
            return False
        return self._pieces(source, self._cue_span(source, at), boundary + 1 if quoted else boundary, settled)

    def _is_inverted(self, at: int, cue: Cue) -> bool:
        """Read `..., said the minister`."""
        previous = self.unit.lows[at - 1] if at > self.floor else ""
        if previous not in {",", QUOTE} and previous not in DASHES:
            return False
        if at + 1 >= len(self.unit) or cue.form not in {"past", "present"} or not set(cue.frames) & set("sqtp"):
            return False
        end = self._inverted(at)
        if end is None:
            return False
        return self._pieces((at + 1, end), (at, at + 1), at if previous == QUOTE else at - 1, end)

    def _settled(self, at: int, cue: Cue, boundary: int) -> int | None:
        """Return where the cue's clause ends, hearer, time and place included; None where content follows instead."""
        unit = self.unit
        lows = unit.lows
        size = len(unit)
        quoted = lows[boundary] == QUOTE
        after = _hearer_end(unit, at + 1) if "o" in cue.frames else at + 1
        if quoted and after < size and lows[after] == "to":
            after = phrase_after(unit, after + 1, appositions=False)
        settled = skip_settings(unit, after)
        if settled >= size:
            return size
        if (
            lows[settled] == "that"
            and settled + 1 < size
            and is_finite(unit, settled + 1)
            and self._clause_like(boundary)
        ):
            return size
        infinitive = lows[settled] == "to" and bool(set(cue.frames) & set("ix"))
        if lows[settled] in TRAILING and not infinitive and self._clause_like(boundary):
            stop = next((k for k in range(settled, size) if lows[k] in CLAUSE_ENDS), size)
            if lows[settled] in TRAILING_CLAUSES or not any(is_finite(unit, k) for k in range(settled, stop)):
                settled = stop
        if settled < size and lows[settled] not in CLAUSE_ENDS and lows[settled] not in DASHES:
            if not quoted or lows[settled] in CONTENT_SUBJECTS:
                return None
            settled = next((k for k in range(settled, size) if lows[k] in {",", ":"}), size)
        return None if settled < size and lows[settled] == ":" else settled

    def _opens_quotation(self, settled: int, boundary: int) -> bool:
        """Tell `On Friday, she said, "..."` from `The plan is dead, she said, "..."`."""
        following = self.unit.lows[settled : settled + 2]
        return following[:1] == [QUOTE] or (following == [",", QUOTE] and not self._clause_like(boundary))

    def _clause_like(self, end: int) -> bool:
        first = self.unit.lows[self.floor]
        return first not in LEADING and any(is_finite(self.unit, k) for k in range(self.floor, end))

    def _inverted(self, at: int) -> int | None:
        """Return the end of a source that follows its verb, where what follows is no clause."""
        unit = self.unit
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
        if lows[at - 1] != QUOTE and not self._names_somebody(start, end):
            return None
        settled = skip_settings(unit, end)
        if settled < len(unit) and is_finite(unit, settled) and lows[at - 1] != QUOTE:
            return None
        if settled < len(unit) and lows[settled] == "that":
            return None
        return end

    def _names_somebody(self, start: int, end: int) -> bool:
        """Tell whether a phrase behind "said" can be a speaker."""
        unit = self.unit
        if unit.words[start][:1].isupper():
            return True
        return any(
            unit.words[at][:1].isupper() or plain(unit.lows[at]) in ROLES | CROWDS | INSTITUTIONS
            for at in range(start, end)
        )

    def _pieces(self, source: tuple[int, int], cue: tuple[int, int], content_end: int, after: int) -> bool:
        """Give out the content before a cue and, where the utterance goes on behind it, that too."""
        unit = self.unit
        lows = unit.lows
        size = len(unit)
        first = (self._content_floor(content_end), content_end)
        pieces = [first] if first[0] < first[1] else []
        quoted = all(low == QUOTE or not low[0].isalnum() for low in lows[first[0] : first[1]])
        after = skip_settings(unit, after)
        if (after + 1 < size and lows[after] == ",") or (after < size and lows[after] in {QUOTE, "—", "–", ":"}):
            following = after if lows[after] == QUOTE else after + 1
            if following < size and (lows[following] == QUOTE or (not quoted and not self._turns(following))):
                pieces.append((following, _content_end(unit, following, embedded=False)))
        kept = self.done
        added = self._add(source, cue, pieces)
        if added:
            self.done = max(kept, cue[1], source[1], pieces[-1][1] if len(pieces) > 1 else 0)
            self.floor = max(self.floor, 0)
        return added

    def _turns(self, at: int) -> bool:
        low = self.unit.lows[at]
        if low == "in":
            return not self._finite_ahead(at, 30)
        return low in TURNS or low.endswith("ing") or low in CUTTING_PARTICIPLES

    def _before_content(self, at: int, cue: Cue, source: tuple[int, int]) -> None:
        """Read a cue with its content behind it, by the frames of its verb."""
        unit = self.unit
        lows = unit.lows
        size = len(unit)
        embedded = self._is_embedded(source, at)
        start = self._content_start(at, cue)
        if start is None or start >= size:
            return
        if not self._may_say(source, cue, start):
            return
        first = source[0]
        if first > self.floor and lows[first - 1] == "as" and not (set(lows[start:]) - {",", "."}):
            return
        if first > 0 and lows[first - 1] == "as" and lows[start : start + 1] == [","]:
            start += 1
            embedded = False
        end = _content_end(unit, start, embedded=embedded)
        if lows[start] == QUOTE and start + 1 < size and lows[start + 1] == ".":
            end = start + 1
        if not self._add(source, self._cue_span(source, at), [(start, end)]):
            return
        self.floor = max(self.floor, end)

    def _may_say(self, source: tuple[int, int], cue: Cue, start: int) -> bool:
        """Tell a body that counts something from whoever else does, and its purpose from a person's wish."""
        words = self.unit.words[source[0] : source[1]]
        if cue.lemma == "count":
            numbered = self.unit.words[start][0].isdigit()
            return numbered and kind_of(words, name_in(words)) in {"organisation", "outlet"}
        if cue.lemma in WISHES and self.unit.lows[start] == "to":
            return self.unit.lows[source[0]] != "it" and kind_of(words, name_in(words)) not in {
                "organisation",
                "outlet",
            }
        return True

    def _is_embedded(self, source: tuple[int, int], at: int) -> bool:
        """Tell whether the cue stands in a clause that ends at the next comma: "After X said ..., Y"."""
        lows = self.unit.lows
        start = source[0]
        end = before_verb(self.unit, at, self.floor)
        if end > 0 and lows[end - 1] in {"who", "which"}:
            return end > 1 and lows[end - 2] == ","
        for back in range(start - 1, max(self.floor, start - 4) - 1, -1):
            low = lows[back]
            if low in {"which", "whom"}:
                return True
            if low in LEADING_CLAUSES:
                return back == self.floor or lows[back - 1] != ","
            if low == ",":
                return False
        return False

    def _content_start(self, at: int, cue: Cue) -> int | None:
        """Return where the content behind a cue starts, by what the verb's frames let follow; None for none."""
        unit = self.unit
        lows = unit.lows
        frames = set(cue.frames)
        after = at + 1
        if "o" in frames and after < len(unit) and lows[after] not in {"that", ":", QUOTE}:
            ahead = _hearer_end(unit, after)
            if "s" not in frames or lows[ahead : ahead + 1] == ["that"]:
                after = ahead
        settled = skip_settings(unit, after)
        if settled >= len(unit):
            return None
        low = lows[settled]
        if low == QUOTE:
            return settled
        if low in {":", ","} and lows[settled + 1 : settled + 2] == [QUOTE]:
            return settled + 1
        if "p" in frames:
            return None
        if not low[0].isalnum():
            return self._behind_mark(settled, frames)
        return self._behind_word(at, cue, settled, heard=after > at + 1)

    def _behind_mark(self, settled: int, frames: set[str]) -> int | None:
        low = self.unit.lows[settled]
        if low == ":" and frames & set("sot"):
            return settled + 1
        if low == "," and settled + 2 < len(self.unit):
            return self._behind_aside(settled, frames)
        return settled if low in CURRENCY and frames & set("sn") else None

    def _behind_word(self, at: int, cue: Cue, settled: int, *, heard: bool) -> int | None:
        unit = self.unit
        frames = set(cue.frames)
        low = unit.lows[settled]
        if low == "that":
            return settled + 1
        ahead = _that_ahead(unit, settled) if low in PREPOSITIONS and frames & set("sto") else None
        if ahead is not None:
            return ahead + 1
        if low == "to":
            return settled if frames & set("iox") and self._is_infinitive(settled) else None
        if low in TOPIC_PREPOSITIONS and not ("s" in frames and self._finite_ahead(settled)):
            return settled + 1 if "f" in frames and low in TOPICS_OF_CALLS else self._quote_ahead(settled)
        if low in QUESTION_WORDS and frames & set("wsot"):
            return settled
        if "s" in frames or heard:
            return settled if cue.lemma != "add" or self._finite_ahead(settled, 40) else None
        return settled if self._takes_phrase(at, cue, settled) else self._quote_ahead(settled)

    def _takes_phrase(self, at: int, cue: Cue, start: int) -> bool:
        """Tell whether a noun phrase, a phrase with infinitive, or a bare clause may be this verb's content."""
        unit = self.unit
        frames = set(cue.frames)
        low = unit.lows[start]
        if cue.lemma in LEGAL_ACTS and not LEGAL_MATTERS.isdisjoint(unit.lows[start : start + 5]):
            return False
        if "n" in frames and not is_finite(unit, start):
            # "confirmed the attack" reports, "confirmed Judge Example" appoints.
            return cue.lemma != "confirm" or not unit.words[start][:1].isupper()
        if cue.lemma in FINDING_VERBS and set(unit.lows[max(self.floor, at - 12) : at]) & DOCUMENT_SOURCES:
            return True
        if cue.lemma == "find" and low in {"no", "little"}:
            return True
        if "x" in frames and self._infinitive_ahead(start):
            return True
        if cue.lemma == "call" and self._names_twice(start):
            return True
        if "t" not in frames or unit.lows[at] in ADJECTIVAL:
            return False
        return low in PRONOUNS or (low not in LEADING and self._finite_ahead(start, 6))

    def _behind_aside(self, comma: int, frames: set[str]) -> int | None:
        """Read on behind an aside: "said, after the vote, that ..."."""
        lows = self.unit.lows
        close = next((k for k in range(comma + 1, min(len(lows), comma + 16)) if lows[k] == ","), None)
        if close is not None and close + 1 < len(lows) and lows[close + 1] in {"that", QUOTE} and frames & set("sotq"):
            return close + (2 if lows[close + 1] == "that" else 1)
        return None

    def _finite_ahead(self, start: int, reach: int = 20) -> bool:
        for at in range(start + 1, min(len(self.unit), start + reach)):
            if self.unit.lows[at] in CLAUSE_STOPS:
                return False
            if is_finite(self.unit, at):
                return True
        return False

    def _names_twice(self, start: int) -> bool:
        """Read "called the move a stunt": two noun phrases in a row."""
        lows = self.unit.lows
        for at in range(start + 1, min(len(lows), start + 12)):
            if lows[at] in {",", ".", ";"} or is_finite(self.unit, at):
                return False
            if lows[at] in SECOND_PHRASE and lows[at - 1] not in PREPOSITIONS:
                return True
        return False

    def _is_infinitive(self, to: int) -> bool:
        """Tell "to leave" from "to 653" and "to the house"."""
        if to + 1 >= len(self.unit):
            return False
        low = self.unit.lows[to + 1]
        return (
            low[0].isalpha()
            and low not in DETERMINERS
            and low not in PRONOUNS
            and not self.unit.words[to + 1][:1].isupper()
        )

    def _infinitive_ahead(self, start: int) -> bool:
        lows = self.unit.lows
        for at in range(start, min(len(lows), start + 12)):
            if lows[at] in STOPS:
                return False
            if lows[at] == "to" and self._is_infinitive(at):
                return True
        return False

    def _quote_ahead(self, start: int) -> int | None:
        """Return where content with quoted words starts: "called the plan "a disaster""."""
        lows = self.unit.lows
        for at in range(start, min(len(lows), start + 25)):
            if lows[at] == QUOTE:
                return at if lows[at - 1] in {":", ","} else start
            if lows[at] in {";", "."} or (lows[at] == "," and lows[at + 1 : at + 2] != [QUOTE]):
                return None
        return None

    def _participle(self, at: int, cue: Cue) -> None:
        """Read ", saying that ...": its source is the subject of the clause before."""
        unit = self.unit
        lows = unit.lows
        before = lows[at - 1] if at else ""
        if before in BE or self._stem(at) in BE:
            source = subject_of(unit, at, self.floor)
            if source is not None:
                self._before_content(at, cue, source)
            return
        if not self._hangs(at, before):
            return
        start = self._content_start(at, cue)
        if start is None or (lows[at] in NOT_SAYING and lows[start] != QUOTE and lows[start - 1] != "that"):
            return
        source = antecedent(unit, at, self.floor) if before in REPORTS | CROWDS else self._leaning(at)
        end = _content_end(unit, start, embedded=at == 0 or lows[0] in LEADING_CLAUSES)
        if source is not None and self._add(source, (at, at + 1), [(start, end)]):
            self.floor = max(self.floor, end)

    def _hangs(self, at: int, before: str) -> bool:
        """Tell a participle that goes on from a clause or a noun that speaks from any other."""
        if before in PREPOSITIONS:
            return before in PARTICIPLE_PREPOSITIONS
        if before in {",", "and", QUOTE, "", "while"} or is_adverb(before) or before in SPEAKING_NOUNS:
            return True
        return self.unit.lows[at] == "saying" and before not in DETERMINERS

    def _in_relative(self, cue: int) -> bool:
        lows = self.unit.lows
        return lows[cue] in {"who", "which"} or (cue > 0 and lows[cue - 1] in {"who", "which"})

    def _leaning(self, at: int) -> tuple[int, int] | None:
        unit = self.unit
        lows = unit.lows
        if self.found and not self._in_relative(self.found[-1].cue[0]):
            return self.found[-1].source
        if at == 0:
            comma = next((k for k in range(1, len(unit)) if lows[k] == ","), None)
            if comma is None:
                return None
            verb = main_verb(unit, comma + 1, len(unit))
            return trimmed(unit, (comma + 1, before_verb(unit, verb, comma + 1))) if verb else None
        source = clause_subject(unit, at, self.floor)
        if source is None and self.floor:
            source = clause_subject(unit, at, 0)
        return source

    def _passive(self, at: int, cue: Cue) -> None:
        """Read "was quoted as saying", "it was reported that", "is said to have", "was told that"."""
        unit = self.unit
        lows = unit.lows
        size = len(unit)
        after = at + 1
        if after >= size:
            return
        subject = subject_of(unit, at, self.floor)
        if lows[at] in HEARSAY:
            impersonal = subject is not None and lows[subject[0] : subject[1]] == ["it"]
            if impersonal and lows[after] == "that":
                self._add(None, (at, at + 1), [(after + 1, size)], unstated=True)
            elif (
                lows[after] == "to" and subject is not None and lows[at] != "known" and lows[subject[0]] not in PRONOUNS
            ):
                self._add(
                    None,
                    (at, at + 1),
                    [(subject[0], subject[1]), (after, _content_end(unit, after, embedded=False))],
                    unstated=True,
                )
        elif lows[at] in MINDED and lows[after] in {"that", "about"} and subject is not None:
            self._add(subject, self._cue_span(subject, at), [(after, _content_end(unit, after, embedded=False))])
        elif lows[at] == "expected":
            return
        elif cue.lemma in {"tell", "inform"} and subject is not None and lows[after] in {"that", "to"}:
            self._add(None, (at, at + 1), [(after, _content_end(unit, after, embedded=False))], unstated=True)

    def _quoted(self) -> None:
        """Read a sentence that quotes without a cue of the table: its subject is the speaker."""
        unit = self.unit
        lows = unit.lows
        for at, low in enumerate(lows):
            if low != QUOTE or at == 0 or unit.words[at].count(" ") + 1 < SHORTEST_QUOTE:
                continue
            if (lows[at - 1] in DETERMINERS and unit.words[at].count(" ") < 5) or _is_title(unit.words[at]):
                continue
            verb = main_verb(unit, skip_opening(unit, 0, at), at)
            source = clause_subject(unit, at, 0)
            if verb is None or source is None:
                continue
            if lows[verb] in BE and unit.words[at].count(" ") < 6:
                continue
            self._add(source, (verb, verb + 1), [(at, at + 1)])


def _is_title(quotation: str) -> bool:
    """Tell the quoted title of a work, every word of it in capitals, from speech."""
    words = list(re.findall(r"[^\W\d_]{4,}", quotation[:200]))
    return bool(words) and all(word[0].isupper() for word in words)
