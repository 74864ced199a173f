"""The state of reading one sentence: what was found in it and how far content has been given out."""

from __future__ import annotations

from dataclasses import dataclass

from articles.attribution.contents import strip_end
from articles.attribution.cues import AUTHORIAL, CONTENT_PREFIXES, DASHES, EMPTY_CONTENTS, JOINTS, NAMELESS, NOBODY
from articles.attribution.openings import points
from articles.attribution.units import Unit, have_words
from articles.attribution.verbs import is_adverb, is_finite


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution within a unit, as word positions: source, cue and pieces of content."""

    source: tuple[int, int] | None
    """None where the sentence states none: "it was reported that"."""
    cue: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]


class Grammar:
    """Reads one sentence from left to right; `done` is how far content has been given out."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.found: list[Statement] = []
        self.done = 0
        self.floor = 0

    def add(
        self,
        source: tuple[int, int] | None,
        cue: tuple[int, int],
        pieces: list[tuple[int, int]],
        *,
        unstated: bool = False,
    ) -> bool:
        """Keep a statement if it has content and, unless it is unstated, a source that is not the writer."""
        if (source is None and not unstated) or (source is not None and self.is_writer(source)):
            return False
        if source is not None and self.unit.lows[source[0]] in NOBODY:
            return False
        kept = [piece for piece in (self.bare(start, end) for start, end in pieces) if piece is not None]
        if not kept or (len(kept) == 1 and self.is_empty(kept[0])):
            return False
        self.found.append(Statement(source, cue, tuple(kept)))
        self.done = max(self.done, cue[1], kept[-1][1])
        return True

    def bare(self, start: int, end: int) -> tuple[int, int] | None:
        """Cut "that", commas and the full stop off content; None where nothing is left."""
        unit = self.unit
        while start < end and unit.lows[start] in CONTENT_PREFIXES | DASHES:
            if unit.lows[start] == "that" and start + 1 < end and (is_finite(unit, start + 1) or points(unit, start)):
                break
            start += 1
        end = strip_end(unit, start, end)
        return (start, end) if have_words(unit.words[start:end]) else None

    def is_empty(self, piece: tuple[int, int]) -> bool:
        """Tell "said nothing" and "asked not to be named" from content."""
        lows = self.unit.lows[piece[0] : piece[1]]
        if lows[:1] == ["to"] and len(lows) < 8:
            unnamed = self.unit.lows[piece[0] - 1] == "not" or "not" in lows[:3]
            return lows[1:3] == ["remain", "anonymous"] or (unnamed and not NAMELESS.isdisjoint(lows))
        return len(lows) <= 2 and " ".join(lows) in EMPTY_CONTENTS

    def is_writer(self, source: tuple[int, int]) -> bool:
        """Outside quotations "I" and "you" are the writer and the reader."""
        return source[1] - source[0] == 1 and self.unit.lows[source[0]].replace("’", "'").partition("'")[0] in AUTHORIAL

    def content_floor(self, end: int) -> int:
        """Return where content that stands before its cue starts."""
        start = self.floor
        lows = self.unit.lows
        while start < end and (lows[start] in JOINTS or lows[start] in DASHES):
            start += 1
        return start

    def stem(self, at: int) -> str:
        """Return the word before a verb, adverbs skipped."""
        at -= 1
        while at > self.floor and is_adverb(self.unit.lows[at]):
            at -= 1
        return self.unit.lows[at] if at >= self.floor else ""

    def cue_span(self, source: tuple[int, int] | None, at: int) -> tuple[int, int]:
        """Return a cue with the auxiliaries and adverbs between it and its source."""
        if source is not None and source[1] <= at and at - source[1] <= 4 and "," not in self.unit.lows[source[1] : at]:
            return source[1], at + 1
        return at, at + 1
