"""The arithmetic of every figure in the tables: small pure functions over gold and found, tested by hand-made cases.

Where gold and found are both empty the answer is right (1.0); where only one is empty it is wrong (0.0).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Gold = TypeVar("Gold")
Found = TypeVar("Found")

SHINGLE = 4
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d(?:[\d.,]{0,30}\d)?")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answers were right, how many were found, how many were expected."""

    right: float = 0
    found: float = 0
    expected: float = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """Return the share of what was expected that was found."""
        return self.right / self.expected if self.expected else float(not self.found)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 1.0


def mean(values: Collection[float]) -> float | None:
    """Average, or None of nothing."""
    return sum(values) / len(values) if values else None


def total(counts: Iterable[Counts]) -> Counts:
    """Add up counts, so that every mention weighs the same."""
    return sum(counts, Counts())


def matched(expected: Sequence[Gold], found: Sequence[Found], same: Callable[[Gold, Found], bool]) -> Counts:
    """Pair each expected answer with at most one found answer that is the same, first come, first served."""
    left = list(found)
    right = 0
    for one in expected:
        hit = next((at for at, other in enumerate(left) if same(one, other)), None)
        if hit is not None:
            del left[hit]
            right += 1
    return Counts(right, len(found), len(expected))


def multiset(expected: Iterable[Hashable], found: Iterable[Hashable]) -> Counts:
    """Count what two bags share, each occurrence once."""
    gold, got = Counter(expected), Counter(found)
    return Counts((gold & got).total(), got.total(), gold.total())


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, curly and straight apostrophes the same."""
    return _WORD.findall(text.translate(_TYPOGRAPHY).lower())


def shingle_f1(expected: str, found: str) -> float:
    """Compare two bodies by their runs of four words."""
    return multiset(_shingles(expected), _shingles(found)).f1


def token_f1(expected: str, found: str) -> float:
    """Compare two headlines by their words."""
    return multiset(words(expected), words(found)).f1


def set_f1(expected: Iterable[str], found: Iterable[str]) -> float:
    """Compare two sets of names by their letters and digits alone."""
    gold, got = {squashed(one) for one in expected} - {""}, {squashed(one) for one in found} - {""}
    return Counts(len(gold & got), len(got), len(gold)).f1


def figures_kept(expected: str, found: str) -> float:
    """Return the share of the true body's numbers, as written, that the extracted body has anywhere."""
    gold = set(_NUMBER.findall(expected))
    return len(gold & set(_NUMBER.findall(found))) / len(gold) if gold else 1.0


def same_words(expected: str, found: str) -> bool:
    """Say whether two headlines are the same but for spaces and curly or straight quotation marks and dashes."""
    return " ".join(expected.translate(_TYPOGRAPHY).split()) == " ".join(found.translate(_TYPOGRAPHY).split())


def same_outlet(expected: str, found: str) -> bool:
    """Say whether two names of an outlet are the same but for case, spaces, signs and a leading "the"."""
    return squashed(expected).removeprefix("the") == squashed(found).removeprefix("the")


def squashed(name: str) -> str:
    """Return the letters and digits of a name, in lower case."""
    return "".join(_WORD.findall(name.lower())).replace("_", "")


def pairs(expected: Sequence[Hashable], found: Sequence[Hashable]) -> Counts:
    """Count the pairs of items that two groupings, given as one label an item, put together."""
    both = Counter(zip(expected, found, strict=True))
    return Counts(_pairs_within(both), _pairs_within(Counter(found)), _pairs_within(Counter(expected)))


def bcubed_f1(expected: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Compare two groupings by how pure and how whole each item's own group is."""
    gold, got = Counter(expected), Counter(found)
    both = Counter(zip(expected, found, strict=True))
    labels = list(zip(expected, found, strict=True))
    if not labels:
        return 1.0
    precision = sum(both[one] / got[one[1]] for one in labels) / len(labels)
    recall = sum(both[one] / gold[one[0]] for one in labels) / len(labels)
    return 2 * precision * recall / (precision + recall)


def tokens_within(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return where the words that lie inside any of the spans begin."""
    starts = {
        (word.start(), word.end()) for word in re.finditer(r"\w+(?:['’-]\w+)*", text)
    }  # a name with an apostrophe or a hyphen is one word
    ranges = list(spans)
    return {start for start, end in starts if any(low <= start and end <= high for low, high in ranges)}


def span_tokens(text: str, expected: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]) -> Counts:
    """Compare two sets of spans by the words they cover."""
    gold, got = tokens_within(text, expected), tokens_within(text, found)
    return Counts(len(gold & got), len(got), len(gold))


def _shingles(text: str) -> list[tuple[str, ...]]:
    all_words = words(text)
    if len(all_words) <= SHINGLE:
        return [tuple(all_words)] if all_words else []
    return [tuple(all_words[at : at + SHINGLE]) for at in range(len(all_words) - SHINGLE + 1)]


def _pairs_within(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
