"""Who is said to have said what: source, cue and content of every statement, belief and intention that a text reports.

The terms are PolNeAR's. Quotation marks belong to the content of direct speech, the introducing "that" and the full stop
behind indirect speech do not. The grammar is one of clauses, not of words: a cue verb is found by table
(`articles.attribution.cues`), its subject is read to the left or, inverted, to the right, its content to the end of the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.attribution.cues import POSSESSIVE_PRONOUNS, PREPOSITIONS, PRONOUNS, SOURCE_PRONOUNS
from articles.attribution.grammar import Statement
from articles.attribution.names import head_of, kind_of, name_in
from articles.attribution.nouns import HONORIFICS, INSTITUTIONS, PERSONAL, TITLES, plain
from articles.attribution.people import People, introduce
from articles.attribution.quotations import SHORTEST_QUOTE, quotations_in
from articles.attribution.statements import statements_in
from articles.attribution.subjects import FARTHEST, skip_opening, subject_of
from articles.attribution.units import QUOTE, Unit, have_words, units_in
from articles.attribution.verbs import cue_at, main_verb
from articles.model import Attribution, Mode, SourceKind, Span
from articles.sentences import sentences_in

_CONTRACTION = re.compile(r" ?['’](?:s|ve|d|ll|re|m)$", re.IGNORECASE)


def attributions_in(text: str, sentences: tuple[Span, ...] | None = None) -> tuple[Attribution, ...]:
    """Find who is said to have said what, in order of content; `sentences` spares finding them again."""
    units = list(units_in(text, sentences_in(text) if sentences is None else sentences, quotations_in(text)))
    people = People()
    for number, unit in enumerate(units):
        introduce(people, unit, number)
    reader = _Reader(text, people)
    for unit in units:
        reader.read(unit)
    reader.close()
    return tuple(sorted(reader.found, key=lambda one: (one.start, -one.end)))


@dataclass(frozen=True, slots=True)
class _Voice:
    """A source as found, for the quotations that go on in it."""

    source: str | None
    kind: SourceKind
    name: str | None
    span: tuple[int, int] | None
    cue: str
    cue_span: tuple[int, int] | None
    paragraph: int


class _Reader:
    """Reads sentence after sentence and remembers who was introduced and who spoke last."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.number = -1
        self.found: list[Attribution] = []
        self._focus: str | None = None
        self._kinds: dict[str, tuple[str | None, SourceKind]] = {}
        self._since: list[tuple[Unit, int, str | None]] = []
        self.voice: _Voice | None = None
        self.waiting: list[Unit] = []

    def read(self, unit: Unit) -> None:
        self.number += 1
        if self.waiting and self.waiting[0].paragraph != unit.paragraph:
            self._flush(self.voice)
        if not _has_words(unit):
            if QUOTE in unit.lows:
                self._go_on(unit)
            return
        found = statements_in(unit)
        if self.waiting and not found:
            found = self._bare_cue(unit)
        for one in found:
            self._emit(unit, one)
        if self.waiting and found:
            self._flush(self.voice)
        speaker = None
        if found and self.voice is not None and self.voice.kind in {"named", "role", "pronoun"}:
            speaker = self.voice.name
        self._since.append((unit, self.number, speaker))

    def close(self) -> None:
        self._flush(self.voice)

    def _go_on(self, unit: Unit) -> None:
        if self.voice is not None and self.voice.paragraph == unit.paragraph:
            self._say(unit, self.voice)
        else:
            self.waiting.append(unit)

    def _flush(self, voice: _Voice | None) -> None:
        for unit in self.waiting:
            near = voice is not None and 0 <= unit.paragraph - voice.paragraph <= 1
            self._say(unit, voice if near else None)
        if self.waiting and voice is not None and 0 <= self.waiting[-1].paragraph - voice.paragraph <= 1:
            self.voice = _Voice(
                voice.source, voice.kind, voice.name, voice.span, voice.cue, voice.cue_span, self.waiting[-1].paragraph
            )
        self.waiting = []

    def _say(self, unit: Unit, voice: _Voice | None) -> None:
        for at, low in enumerate(unit.lows):
            if low != QUOTE or (voice is None and unit.words[at].count(" ") + 1 < SHORTEST_QUOTE):
                continue
            self.found.append(
                Attribution(
                    source=voice.source if voice else None,
                    cue=voice.cue if voice else "",
                    content=unit.words[at],
                    start=unit.span(at, at + 1)[0],
                    end=unit.span(at, at + 1)[1],
                    mode="direct",
                    kind=voice.kind if voice else "unstated",
                    name=voice.name if voice else None,
                    source_span=voice.span if voice else None,
                    cue_span=voice.cue_span if voice else None,
                )
            )

    def _bare_cue(self, unit: Unit) -> list[Statement]:
        """Read "Smith said." behind a quotation that was a sentence of its own."""
        for at in range(len(unit)):
            cue = cue_at(unit, at)
            if cue is None or cue.frames.isdisjoint("soq"):
                continue
            source = subject_of(unit, at, 0)
            if source is not None:
                self._emit(unit, Statement(source, (at, at + 1), ()))
                self._flush(self.voice)
            break
        return []

    def _emit(self, unit: Unit, one: Statement) -> None:
        text = self.text
        span = None
        source = None
        kind: SourceKind = "unstated"
        name = None
        if one.source is not None:
            first, last = one.source
            span = unit.span(first, last)
            source = text[span[0] : span[1]]
            if ("'" in source or "’" in source) and (shortened := _CONTRACTION.search(source)) is not None:
                source = source[: shortened.start()]
                span = (span[0], span[0] + len(source))
            kind, name = self._resolve(unit, first, last)
        cue_span = unit.span(*one.cue)
        cue = text[cue_span[0] : cue_span[1]]
        self.voice = _Voice(source, kind, name, span, cue, cue_span, unit.paragraph)
        for first, last in one.pieces:
            start, end = unit.span(first, last)
            self.found.append(
                Attribution(
                    source, cue, text[start:end], start, end, _mode(unit, first, last), kind, name, span, cue_span
                )
            )

    def _resolve(self, unit: Unit, first: int, last: int) -> tuple[SourceKind, str | None]:
        words = [*unit.words[first : last - 1], _CONTRACTION.sub("", unit.words[last - 1])]
        lows = [plain(word) for word in words]
        if len(lows) == 1 and lows[0] in PERSONAL:
            return "pronoun", self._pronoun(unit, PERSONAL[lows[0]], first)
        if len(lows) == 1 and lows[0] in SOURCE_PRONOUNS | POSSESSIVE_PRONOUNS:
            return ("pronoun" if lows[0] in PRONOUNS | POSSESSIVE_PRONOUNS else "anonymous"), None
        phrase = " ".join(words)
        if phrase not in self._kinds:
            found = name_in(words)
            self._kinds[phrase] = found, kind_of(words, found)
        name, kind = self._kinds[phrase]
        if kind == "named" and name is not None:
            return self._named_source(name, lows)
        if kind == "role" and lows[0] not in {"a", "an", "another", "one"}:
            return kind, self.people.holder(lows, self.number, [plain(word) for word in head_of(words)])
        if kind in {"organisation", "outlet"}:
            return kind, self._institution(words, lows)
        return kind, None

    def _named_source(self, name: str, lows: list[str]) -> tuple[SourceKind, str | None]:
        full = self.people.full(name)
        if full is None and " " not in name and lows[0] not in TITLES:
            return ("named", None) if self.people.is_shared(name) else ("organisation", name)
        name = full or name
        if lows[0] in HONORIFICS:
            self.people.mark(name, HONORIFICS[lows[0]])
        return "named", name

    def _institution(self, words: list[str], lows: list[str]) -> str | None:
        stop = next((at for at, low in enumerate(lows) if low in {",", "("}), len(words))
        kept = words[:stop]
        if kept and kept[0].lower() in {"the", "a", "an"}:
            kept = kept[1:]
        first = next((at for at, word in enumerate(kept) if word[:1].isupper()), None)
        if first is None:
            beside = " ".join(words[stop + 1 :])
            return beside if beside and beside.istitle() else self.people.holder(lows[:stop], self.number)
        if len(kept) == 1 and (body := self.people.holder([plain(kept[0])], self.number)) is not None:
            return body
        adjectives = all(low not in INSTITUTIONS and low not in PREPOSITIONS for low in map(plain, kept[:first]))
        if adjectives and all(word[:1].isupper() for word in kept[first:]):
            kept = kept[first:]
        return " ".join(kept)

    def _pronoun(self, unit: Unit, pronoun: str, at: int) -> str | None:
        for name in (self._earlier_name(unit, at), self._in_focus()):
            if name is not None and self.people.goes_by(name, pronoun):
                self.people.mark(name, pronoun)
                return name
        return None

    def _in_focus(self) -> str | None:
        """Return whom the sentences before were about: read back from the last, and only when a pronoun asks."""
        while self._since:
            unit, number, speaker = self._since.pop()
            name = self._subject_name(unit, number) or speaker
            if name:
                self._focus = name
                self._since.clear()
        return self._focus

    def _earlier_name(self, unit: Unit, at: int) -> str | None:
        verb = main_verb(unit, skip_opening(unit, 0, at), at)
        if verb is None:
            return None
        return self._named(unit, skip_opening(unit, 0, at), verb, self.number)

    def _named(self, unit: Unit, start: int, end: int, number: int) -> str | None:
        name = name_in(unit.words[start:end])
        if name is None:
            lows = [plain(word) for word in unit.words[start:end]]
            held = self.people.holder(lows, number) if lows[:1] == ["the"] else None
            return self.people.person(held) if held is not None else None
        return self.people.person(name)

    def _subject_name(self, unit: Unit, number: int) -> str | None:
        start = skip_opening(unit, 0, len(unit))
        verb = main_verb(unit, start, min(len(unit), FARTHEST))
        if verb is None or verb <= start:
            return None
        if unit.lows[start] in {"he", "she"}:
            return None
        name = self._named(unit, start, verb, number)
        return name if name and " " in name else None


def _has_words(unit: Unit) -> bool:
    """Tell a sentence with words of its own from quotations and marks."""
    return (unit.lows[0] != QUOTE and unit.lows[0][0].isalnum()) or have_words(
        [low for low in unit.lows if low != QUOTE]
    )


def _mode(unit: Unit, start: int, end: int) -> Mode:
    lows = unit.lows[start:end]
    if QUOTE not in lows:
        return "indirect"
    return "mixed" if have_words([low for low in lows if low != QUOTE]) else "direct"
