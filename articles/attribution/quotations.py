"""Quoted words, found once: everything that reads speech needs to know where a quotation starts and ends."""

from __future__ import annotations

import re

from articles.model import Span

CLOSERS = {"“": '”"', "`": "'", '"': '"”', "„": "”“", "«": "»", "‘": "’", "'": "'"}

SHORTEST_QUOTE = 3
"""A quotation of fewer words is a title or a raised eyebrow, unless a cue introduces it."""

LONGEST_SINGLE = 600
"""Single marks are mostly apostrophes; a quotation in them that runs on for longer is not believed."""

_MARK = re.compile(
    r"""["“„«`'‘](?:(?<=["“„«])|(?<=`)`|(?<=['‘])(?<![\w.,!?’'”"].)(?=[\w“"]))"""  # a first letter to look for is fast
)
_CLOSING = {opener: re.compile(f"[{closers}\n]") for opener, closers in CLOSERS.items() if opener not in "'‘`"} | {
    "`": re.compile("''|\n")
}
_SINGLE_CLOSING = re.compile(r"(?<=[\w.,!?…])[’'](?![\w])|\n")
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{—–-:;,/‘'“")
_ELISION = re.compile(r"['‘](?:\d0s|tis\b|twas\b|em\b|cause\b|til\b|n\b|bout\b|round\b)", re.IGNORECASE)


def quotations_in(text: str) -> tuple[Span, ...]:
    """Find the outermost quotations, marks included, in order; one that goes on in the next paragraph is one a paragraph."""
    found: list[Span] = []
    hopeless: dict[str, int] = {}
    position = 0
    while (mark := _MARK.search(text, position)) is not None:
        start = mark.start()
        opener = text[start]
        position = start + 1
        if start < hopeless.get(opener, 0):
            continue
        if opener in "'‘":
            if _ELISION.match(text, start):
                continue
            end, seen = _single_end(text, start, opener)
        elif opener == '"' and not _opens(text, start):
            continue
        else:
            end, seen = _double_end(text, start, opener)
        if end is None:
            hopeless[opener] = seen
        elif end > start + 2:
            found.append(Span(start, end, text[start:end]))
            position = end
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    return not after.isspace() and before in _BEFORE_OPENING


def _double_end(text: str, start: int, opener: str) -> tuple[int | None, int]:
    """Return the end of a quotation in double marks and how far was looked.

    A mark that opens a paragraph and finds no partner runs to its end: the next paragraph goes on in the same voice.
    """
    mark = _CLOSING[opener].search(text, start + (2 if opener == "`" else 1))
    at = mark.start() if mark else len(text)
    if mark is not None and text[at] != "\n":
        return mark.end(), at
    opens_paragraph = opener in '"“' and (start == 0 or text[start - 1] == "\n")
    return (at if opens_paragraph else None), at


def _single_end(text: str, start: int, opener: str) -> tuple[int | None, int]:
    """Return the end of a quotation in single marks, past what can be a plural's possessive, and how far was looked."""
    limit = min(start + LONGEST_SINGLE, len(text))
    possessive: int | None = None
    for mark in _SINGLE_CLOSING.finditer(text, start + 1, limit):
        at = mark.start()
        if text[at] == "\n":
            return possessive, at
        if text[at] not in CLOSERS[opener]:
            continue
        if text[at - 1] != "s" or text[at + 1 : at + 2] != " ":
            return at + 1, at
        possessive = possessive or at + 1
    return possessive, limit


def is_title(quotation: str) -> bool:
    """Tell the quoted title of a work, every word of it in capitals, from speech."""
    words = list(re.findall(r"[^\W\d_]{4,}", quotation[:200]))
    return bool(words) and all(word[0].isupper() for word in words)
