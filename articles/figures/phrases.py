"""The run of words behind a number, in which what it counts and what is said of that is looked for."""

from __future__ import annotations

import re

_RUN = re.compile(r"(?:[ \u00a0][^\W\d_][\w’'&-]{0,30}(?:\.(?=[A-Z]))?){1,7}")


def words_after(text: str, end: int) -> list[tuple[int, int, str]]:
    """Return where each of the words right behind `end` stands and the word in lower case, up to what interrupts them."""
    run = _RUN.match(text, end)
    if run is None:
        return []
    placed, at = [], run.start()
    for word in run.group().replace("\u00a0", " ").split(" ")[1:]:
        at += 1
        placed.append((at, at + len(word), word.lower().replace("’", "'")))
        at += len(word)
    return placed
