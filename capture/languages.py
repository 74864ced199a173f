"""Which language a text without a stated one is in."""

from __future__ import annotations

import re

from articles.tables import words

# English prose has a quarter to half of these; no other language that writes them comes near
ENGLISH = words(
    "the of and to in a is that for on was with as by at said from he she it his her they their an be were had has have "
    "not but who which this would will been are after more"
)
MOSTLY_ENGLISH = 0.25
FEWEST_WORDS = 40
READ = 5_000
"""Characters that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Name a text's language by ISO 639-1. Plain English is known by its small words, for the model takes seconds to load."""
    found = _WORD.findall(text[:READ].lower())
    if len(found) >= FEWEST_WORDS and sum(word in ENGLISH for word in found) >= MOSTLY_ENGLISH * len(found):
        return "en"
    import py3langid  # type: ignore[import-untyped]  # noqa: PLC0415  no types; loading its model takes two seconds

    return str(py3langid.classify(text[:READ])[0])
