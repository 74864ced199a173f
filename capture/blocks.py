"""The paragraph-like parts of a page, and the keys by which their lines are compared with those of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree

from capture.outline import Outline, Part

BLOCK_TAGS = ("p", "li", "td", "th", "blockquote", "h1", "h2", "h3", "h4", "h5", "figcaption", "pre", "dd", "dt")
LONGEST_HELD = 1_000
"""Characters of a line up to which its key is held ready."""


class _Letters(dict[int, str | None]):
    """For `str.translate`: letters and digits casefolded, all else away; looked up as texts ask for them."""

    def __missing__(self, code: int) -> str | None:
        # None and not "": with that, ASCII takes a path in C that is twenty times as fast
        self[code] = found = chr(code).casefold() if chr(code).isalnum() else None
        return found


_LETTERS = _Letters()
_typeset = re.compile(r"[\xa0\u2009-\u2026]+")
"""Punctuation and spaces of set type: without them most lines are ASCII."""
_beyond_ascii = re.compile(r"([^\x00-\x7f]+)")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like element of the page: its words, what of them is no link, how it is built and what it is in."""

    key: str
    text: str
    unlinked: str
    build: tuple[str, ...]
    within: etree._Element | None
    outside: etree._Element | None
    part: Part

    @property
    def is_link(self) -> bool:
        """Nearly all of its words are links."""
        return len(self.unlinked) < 0.1 * len(self.key)


def key_of(line: str) -> str:
    """Return what two printings of one line have in common: its letters and digits."""
    return _key_of(line) if len(line) <= LONGEST_HELD else _key_of.__wrapped__(line)


@lru_cache(maxsize=2048)
def _key_of(line: str) -> str:
    """Hold the keys of lines ready: each of a page's is asked for four times."""
    if line.isascii():
        return line.translate(_LETTERS)
    # apart, so that most of it still takes the path in C
    return "".join([piece.translate(_LETTERS) for piece in _beyond_ascii.split(_typeset.sub("", line))])


def blocks_of(outline: Outline) -> list[Block]:
    """Return the innermost paragraph-like parts, in the order of the page."""
    holders: set[int] = set()
    anchors: dict[int, list[Part]] = {}
    block_of: list[int] = []
    for at, part in enumerate(outline.parts):
        block = at if part.tag in BLOCK_TAGS else block_of[part.above] if part.above >= 0 else -1
        block_of.append(block)
        if part.tag in {"p", "li"}:
            above = block_of[part.above] if part.above >= 0 else -1
            while above >= 0 and above not in holders:
                holders.add(above)
                parent = outline.parts[above].above
                above = block_of[parent] if parent >= 0 else -1
        elif part.tag == "a" and block >= 0 and part.given.get("href"):
            anchors.setdefault(block, []).append(part)
    found: list[Block] = []
    for at, part in enumerate(outline.parts):
        if block_of[at] != at or at in holders:
            continue
        text = outline.words(part)
        if key := key_of(text):
            around = [part, *islice(outline.around(part), 2)]
            build = tuple(f"{each.tag} {each.given.get('class', '')}" for each in around)
            unlinked = _without(key, (key_of(outline.words(anchor)) for anchor in anchors.get(at, ())[:50]))
            within = around[1].element if len(around) > 1 else None
            found.append(Block(key, text, unlinked, build, within, part.outside, part))
    return found


def _without(key: str, linked: Iterable[str]) -> str:
    for words in linked:
        if words:
            key = key.replace(words, "", 1)
    return key
