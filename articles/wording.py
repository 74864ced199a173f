"""Tell whether two texts share their wording: word shingles, MinHash over them, and keys that an index can join on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, islice
from typing import Any
from zlib import crc32

SHINGLE_WORDS = 5
"""Five words in a row are seldom written twice by chance, and survive a desk's light edits."""
BANDS = 10
ROWS = 3
"""Ten bands of three rows meet at resemblance 0.5 with probability 0.74, at 0.7 with 0.99, at 0.1 with 0.01."""
MARK_WINDOW = 48
"""A run of 52 shared words among the marked part of two texts always shares a mark (winnowing's guarantee)."""
MARKS = 8
LONGEST_READ = 200_000
"""Code points of a text that are compared; no article is longer, and a hostile one must not stall a run."""

EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{EAST_ASIAN}]|[^\W\d_{EAST_ASIAN}]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Signature:
    """What is compared of a text: its shingles as 32-bit hashes, their MinHash, and marks spread over its first part."""

    words: int
    shingles: frozenset[int] = field(repr=False)
    values: tuple[int, ...] = field(repr=False)
    marks: tuple[int, ...] = field(repr=False)


def words_in(text: str) -> list[str]:
    """Return the words of a text as compared: folded case, straight apostrophes, numbers whole."""
    return WORD.findall(text[:LONGEST_READ].casefold().replace("’", "'"))


def shingle_hashes(words: list[str]) -> list[int]:
    """Hash each run of five words, in order; a shorter text is one run."""
    if not words:
        return []
    text = " ".join(words).encode("utf-8", "surrogatepass")
    lengths = map(len, words) if text.isascii() else (len(word.encode("utf-8", "surrogatepass")) for word in words)
    starts = list(accumulate((length + 1 for length in lengths), initial=0))
    behind = islice(starts, min(SHINGLE_WORDS, len(words)), None)
    return [crc32(text[start : end - 1]) for start, end in zip(starts, behind, strict=False)]


def signature(text: str) -> Signature:
    """Sign a text, the same on every machine."""
    return signature_of(words_in(text))


def signature_of(words: list[str]) -> Signature:
    """Sign words that `words_in` has already found."""
    hashes = shingle_hashes(words)
    shingles = frozenset(hashes)
    if not shingles:
        return Signature(0, shingles, (), ())
    sketch = _empty().copy()
    sketch.update_batch(sorted(shingles))
    return Signature(len(words), shingles, tuple(int(value) for value in sketch.hashvalues), _marks(hashes))


def resemblance(a: Signature, b: Signature) -> float:
    """Return the share of all their shingles that both texts have, 0 to 1 (Jaccard, exact)."""
    if not a.shingles or not b.shingles:
        return 0.0
    shared = len(a.shingles & b.shingles)
    return shared / (len(a.shingles) + len(b.shingles) - shared)


def containment(a: Signature, b: Signature) -> float:
    """Return the share of the shingles of `a` that `b` has too, 0 to 1: high where `a` was cut from `b`."""
    if not a.shingles:
        return 0.0
    return len(a.shingles & b.shingles) / len(a.shingles)


def bands(signature: Signature) -> tuple[str, ...]:
    """Return at most 18 index keys: texts that share much wording share one (MinHash bands, and marks for cut copies)."""
    keys = [
        f"band:{band}:{_digest(signature.values[band * ROWS : (band + 1) * ROWS])}"
        for band in range(BANDS)
        if signature.values
    ]
    keys += [f"mark:{mark:08x}" for mark in signature.marks]
    return tuple(dict.fromkeys(keys))


def _marks(hashes: list[int]) -> tuple[int, ...]:
    """Take the smallest hash of every window, in text order (winnowing, Schleimer et al. 2003), and keep the first few."""
    marks: list[int] = []
    spread = [_mixed(value) for value in hashes[: MARK_WINDOW * MARKS]]
    last = -1
    for start in range(max(1, len(spread) - MARK_WINDOW + 1)):
        if last < start:
            window = spread[start : start + MARK_WINDOW]
            last = start + min(range(len(window)), key=window.__getitem__)
        elif spread[start + MARK_WINDOW - 1] < spread[last]:
            last = start + MARK_WINDOW - 1
        else:
            continue
        if spread[last] not in marks:
            marks.append(spread[last])
        if len(marks) == MARKS:
            break
    return tuple(marks)


def _mixed(value: int) -> int:
    """Spread a checksum's bits, so that the smallest is as good as drawn by lot (a multiplicative hash)."""
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    return value ^ (value >> 13)


def _digest(values: tuple[int, ...]) -> str:
    return f"{crc32(','.join(map(str, values)).encode()):08x}{sum(values) & 0xFFFFFFFF:08x}"


def _as_is(value: int) -> int:
    return value


@cache
def _empty() -> Any:
    """Return the MinHash of nothing; its permutations are drawn once, from a fixed seed."""
    # the library imports SciPy, most of a second, and most commands sign no text
    from datasketch import MinHash  # type: ignore[import-untyped]  # noqa: PLC0415  it ships no types

    return MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=_as_is)
