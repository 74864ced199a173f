"""The sentences of two revisions told apart: kept, reworded, come and gone, with the words that changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeVar

from articles.model import (
    Attribution,
    CorrectionNote,
    DateMention,
    Figure,
    ReadArticle,
    SentenceChange,
    Span,
    WordChange,
)
from articles.relating.entities import FUNCTION_WORDS, stem
from articles.revisions.noise import RELATIVE_TIME, is_noise, key_of, plain
from articles.wording import EAST_ASIAN, LONGEST_READ

MOST_SENTENCES = 4_000
"""Sentences of a text that are compared: no article has more."""
LONGEST_SENTENCE = 20_000
"""Characters of a sentence that are compared."""
MOST_PAIRED = 400
"""Changed sentences of one side that are paired with the other's; the rest came or went."""
MOST_WORDS = 300
"""Words of a sentence that are compared one by one; a longer one changed as a whole."""
COMMON = 60
"""A word in more changed sentences than this pairs none of them."""
REWORDED = 0.4
"""Words in common (Dice) from which two sentences are one, reworded."""

TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|[{EAST_ASIAN}]|[^\W\d_{EAST_ASIAN}]+(?:['’][^\W\d_]+)?|[$€£¥₹%]")
DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence as it is compared, and where it stands in the body."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Side:
    """One revision as it is compared: its sentences without noise, and all its words."""

    read: ReadArticle
    units: tuple[Span, ...]
    keys: tuple[str, ...]
    words: frozenset[str] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    holders: Mapping[str, Sequence[int]] = field(default_factory=dict, repr=False)
    """Which sentences hold each telling word, the first of them."""
    prose: bool = True
    """Whether the readers know the language."""

    def most_said(self, telling: AbstractSet[str]) -> float:
        """Return the largest share of some telling words that two neighbouring sentences hold."""
        held: dict[int, set[str]] = defaultdict(set)
        for word in telling:
            for at in self.holders.get(word, ()):
                held[at].add(word)
        most = max((len(words | held.get(at + 1, set())) for at, words in held.items()), default=0)
        return most / len(telling) if telling else 0.0

    def figures_in(self, span: Span) -> tuple[Figure, ...]:
        """Return the figures within a sentence, relative times left out: they move by themselves."""
        return tuple(figure for figure in _within(self.read.reading.figures, span) if not self._is_ago(figure))

    def dates_in(self, span: Span) -> tuple[DateMention, ...]:
        """Return the dates within a sentence."""
        return _within(self.read.reading.dates, span)

    def attributions_in(self, span: Span) -> tuple[Attribution, ...]:
        """Return the attributions whose content begins within a sentence."""
        return _within(self.read.reading.attributions, span)

    def _is_ago(self, figure: Figure) -> bool:
        body = self.read.article.body
        return RELATIVE_TIME.search(body[max(0, figure.start - 12) : figure.end + 12]) is not None


PlacedT = TypeVar("PlacedT", Figure, DateMention, Attribution)


def _within(values: Sequence[PlacedT], span: Span) -> tuple[PlacedT, ...]:
    at = bisect_left(values, span.start, key=lambda value: value.start)
    found = []
    while at < len(values) and values[at].start < span.end:
        found.append(values[at])
        at += 1
    return tuple(found)


def side_of(read: ReadArticle, notes: Sequence[CorrectionNote]) -> Side:
    """Lay a revision out for comparison, without its page's noise and without its correction notes."""
    body = read.article.body
    skipped = sorted([*_noise(body), *((note.span.start, note.span.end) for note in notes)])
    units: list[Span] = []
    at = 0
    for sentence in read.reading.sentences:
        if sentence.start > LONGEST_READ or len(units) == MOST_SENTENCES:
            break
        while at < len(skipped) and skipped[at][1] <= sentence.start:
            at += 1
        if at < len(skipped) and skipped[at][0] < sentence.end:
            continue
        if any(map(str.isalnum, sentence.text)):
            units.append(sentence)
    headline = read.article.headline or ""
    words = frozenset(word.key for unit in units for word in words_of(unit)) | {
        word.key for word in words_of(Span(0, len(headline), headline))
    }
    holders: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        for word in telling_of(words_of(unit)):
            if len(holders[word]) < COMMON:
                holders[word].append(at)
    language = (read.article.language or "en").lower()
    return Side(
        read,
        tuple(units),
        tuple(key_of(unit.text) for unit in units),
        words,
        frozenset(map(stem, words)),
        holders,
        prose=language[:2] == "en",
    )


def _noise(body: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for line in body[:LONGEST_READ].split("\n"):
        if line and is_noise(line):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def words_of(span: Span) -> list[Word]:
    """Return the words of a span, folded, the relative times among them left out."""
    text = RELATIVE_TIME.sub(lambda found: " " * len(found[0]), span.text[:LONGEST_SENTENCE])
    return [
        Word(plain(found[0]).casefold(), span.start + found.start(), span.start + found.end())
        for found in TOKEN.finditer(text)
    ]


def telling_of(words: Iterable[Word]) -> set[str]:
    """Return the stems of the words that tell something."""
    return {stem(word.key) for word in words if word.key not in FUNCTION_WORDS and len(word.key) > 2}


def changes_between(one: Side, other: Side) -> tuple[int, tuple[SentenceChange, ...]]:
    """Return how many sentences stayed (moved ones among them), and the changes in the order of the later text."""
    in_both = Counter(one.keys) & Counter(other.keys)
    gone, come = _left(one.keys, in_both), _left(other.keys, in_both)
    gone, come = _without_split(one, other, gone, come)
    pairs = _pairs(one, other, gone, come)
    paired = set(pairs.values())
    changes: list[tuple[float, int, SentenceChange]] = []
    for at in gone:
        if at not in pairs:
            place = at / max(1, len(one.units)) * len(other.units)
            changes.append((place, 0, SentenceChange("removed", one.units[at], None)))
    changes += [(at, 1, SentenceChange("added", None, other.units[at])) for at in come if at not in paired]
    for mine, theirs in pairs.items():
        words = word_changes(one.units[mine], other.units[theirs])
        if words:
            changes.append((theirs, 1, SentenceChange("changed", one.units[mine], other.units[theirs], words)))
    changes.sort(key=lambda change: change[:2])
    return sum(in_both.values()), tuple(change for _, _, change in changes)


def _without_split(one: Side, other: Side, gone: list[int], come: list[int]) -> tuple[list[int], list[int]]:
    """Leave out sentences that are only divided in another way: a mark more or less, and two are one."""
    runs = [{_run_key(side, run): run for run in _runs(left)} for side, left in ((one, gone), (other, come))]
    same = {key for key in runs[0].keys() & runs[1].keys() if key}
    divided = [{at for key in same for at in side[key]} for side in runs]
    return [at for at in gone if at not in divided[0]], [at for at in come if at not in divided[1]]


def _runs(left: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for at in left:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _run_key(side: Side, run: Sequence[int]) -> tuple[str, ...]:
    return tuple(word.key for at in run for word in words_of(side.units[at]))


def _left(keys: Sequence[str], in_both: Counter[str]) -> list[int]:
    remaining = Counter(in_both)
    left = []
    for at, key in enumerate(keys):
        if remaining[key] > 0:
            remaining[key] -= 1
        else:
            left.append(at)
    return left


def _pairs(one: Side, other: Side, gone: Sequence[int], come: Sequence[int]) -> dict[int, int]:
    """Pair sentences that say the same in other words, the likest first, each once."""
    gone, come = gone[:MOST_PAIRED], come[:MOST_PAIRED]
    mine = {at: frozenset(word.key for word in words_of(one.units[at])[:MOST_WORDS]) for at in gone}
    theirs = {at: frozenset(word.key for word in words_of(other.units[at])[:MOST_WORDS]) for at in come}
    holders: dict[str, list[int]] = defaultdict(list)
    for at, words in theirs.items():
        for word in words:
            holders[word].append(at)
    scored: list[tuple[float, float, int, int]] = []
    for at, words in mine.items():
        shared: Counter[int] = Counter()
        for word in words:
            if len(holders[word]) <= COMMON:
                shared.update(holders[word])
        for to, count in shared.items():
            likeness = 2 * count / (len(words) + len(theirs[to]))
            if likeness >= REWORDED:
                apart = abs(at / max(1, len(one.units)) - to / max(1, len(other.units)))
                scored.append((-likeness, apart, at, to))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, to in sorted(scored):
        if at not in pairs and to not in taken:
            pairs[at] = to
            taken.add(to)
    return pairs


def word_changes(earlier: Span, later: Span) -> tuple[WordChange, ...]:
    """Return the words that differ between two sentences, in order; none where only marks and spaces do."""
    one, other = words_of(earlier), words_of(later)
    if max(len(one), len(other)) > MOST_WORDS:
        return (WordChange(earlier, later),)
    matcher = SequenceMatcher(None, [word.key for word in one], [word.key for word in other], autojunk=False)
    return tuple(
        WordChange(_stretch(earlier, one, a, b), _stretch(later, other, c, d))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _stretch(sentence: Span, words: Sequence[Word], first: int, after: int) -> Span:
    if first == after:
        at = words[first].start if first < len(words) else sentence.end
        return Span(at, at, "")
    start, end = words[first].start, words[after - 1].end
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def told_apart(name: str) -> frozenset[str]:
    """Return the words by which a source is told from another: those of its name, stemmed."""
    return frozenset(stem(word.key) for word in words_of(Span(0, len(name), name)) if word.key not in FUNCTION_WORDS)
