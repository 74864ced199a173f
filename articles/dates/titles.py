"""Whether a date is part of a title in quotation marks: "Born on the Fourth of July" speaks of no day."""

from __future__ import annotations

import re

from articles.dates.mentions import Draft, Text

LONGEST_TITLE = 60
"""Characters on either side of a date; what is quoted at greater length is speech."""
OPENING, CLOSING = "\"“‘'", "\"”’'"
_QUOTED = re.compile(f"[{OPENING}]")
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "on",
        "in",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "nor",
        "but",
        "as",
        "is",
        "vs",
        "v",
    ]
)
"""Words that a title leaves without a capital."""


def in_a_title(reader: Text, draft: Draft) -> bool:
    """Say whether short words in quotation marks around a date all begin with capitals, as only a title's do."""
    text = reader.text
    if not _QUOTED.search(text, max(0, draft.start - LONGEST_TITLE), draft.start):
        return False
    line = text.rfind("\n", 0, draft.start) + 1
    for opening, closing in zip(OPENING, CLOSING, strict=True):
        start = text.rfind(opening, max(line, draft.start - LONGEST_TITLE), draft.start)
        end = text.find(closing, draft.end, draft.end + LONGEST_TITLE)
        if start < 0 or end < 0 or text[start + 1 : start + 2].isspace() or (start and text[start - 1].isalnum()):
            continue
        if text[end + 1 : end + 2].isalnum():
            continue
        if _is_a_title(text[start + 1 : end], draft.end - draft.start):
            return True
    return False


def _is_a_title(quoted: str, length: int) -> bool:
    words = quoted.strip(" ,.!?").split()
    if any(mark in quoted[:-1] for mark in ".!?;") or not words or not words[0][:1].isupper():
        return False
    capitals = [word for word in words if word.lower().strip(",:'’") not in SMALL]
    longer_than_the_date = len(quoted.strip(" ,.!?")) > length + 2
    return longer_than_the_date and len(capitals) > 1 and all(not word[0].islower() for word in capitals)
