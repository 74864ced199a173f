"""Markdown in which article text can only ever be text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

# CommonMark: "Any ASCII punctuation character may be backslash-escaped"; escaped, none of it starts markup,
# HTML, an entity, or one of GitHub's bare links ("https://", "www.", "a@b")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# escaping does not stop Prefect's UI from linking an address that it finds in text; a code span does
ADDRESS = re.compile(r"(\S*(?:://|(?:^|(?<=\W))www\.|@)\S*)", re.IGNORECASE)
# the least that must be escaped in a table artifact's cell or a link's words, where one of Prefect's two UIs shows
# backslashes: what starts a span anywhere, and what starts a block at the beginning
SPAN_STARTS = re.compile(r"([\\`*_\[\]<>|~!&])")
BLOCK_START = re.compile(r"^(?=[-+#=:]|\d+[.)])")
TWINS = str.maketrans(
    {"*": "∗", "_": "ˍ", "`": "ˋ", "[": "［", "]": "］", "<": "‹", ">": "›", "|": "∣", "~": "∼", "\\": "∖"}
)
ADDRESS_PARTS = re.compile(r":(?=//)|\bwww(?=\.)|[@&]", re.IGNORECASE)
URL_SAFE = "/:?#@!$&'*+,;=%-._~"
ARTIFACT_LIMIT = 95_000
"""Characters; Prefect's pages grow slow above some 100 KB."""


def plain(text: str) -> str:
    """Fold white space and drop control and bidirectional-override characters, so that text stays on its line."""
    if text.isprintable():
        return " ".join(text.split())
    kept = "".join(c if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} else "" for c in text)
    return " ".join(kept.split())


def escaped(text: str | None, *, limit: int = 600) -> str:
    """Make text literal wherever Markdown is read, table cells included; longer than `limit` characters is cut."""
    return _literal(text, limit, PUNCTUATION)


def cell(text: str | None, *, limit: int = 600) -> str:
    """Make text literal in a table artifact's cell, with as few escapes as will do: one of the UIs shows them."""
    return BLOCK_START.sub("\u2060", _literal(text, limit, SPAN_STARTS))


def _literal(text: str | None, limit: int, punctuation: re.Pattern[str]) -> str:
    line = plain(text or "")
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    if not ("@" in line or "://" in line or "www." in line.lower()):
        return punctuation.sub(r"\\\1", line)
    words = ADDRESS.split(line)
    return "".join(_code(word) if at % 2 else punctuation.sub(r"\\\1", word) for at, word in enumerate(words))


def _code(word: str) -> str:
    return "`` " + word.replace("`", "'").replace("|", "\\|") + " ``"


def inert(text: str) -> str:
    """Make text literal where one of Prefect's UIs reads Markdown and the other does not: in the fields of a form.

    What would start markup is put as its twin in looks, and addresses are parted by a joiner that nobody sees.
    """
    return BLOCK_START.sub("\u2060", ADDRESS_PARTS.sub("\\g<0>\u2060", plain(text).translate(TWINS)))


def link(words: str, url: str) -> str:
    """Link to an http or https address; anything else is shown as text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return escaped(words)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return escaped(words)
    target = quote(url, safe=URL_SAFE).replace("(", "%28").replace(")", "%29").replace("*", "%2A").replace("'", "%27")
    return f"[{cell(words)}](<{target}>)"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a table; cells are Markdown already, escaped by whoever made them."""
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    lines += [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join(lines)


def document(sections: Iterable[str]) -> str:
    """Join sections; those that would make an artifact too large are left out, and it says so."""
    kept: list[str] = []
    size = 0
    left_out = 0
    for section in sections:
        if size + len(section) > ARTIFACT_LIMIT:
            left_out += 1
            continue
        kept.append(section)
        size += len(section) + 2
    if left_out:
        kept.append(f"*{left_out} more sections are left out here; the export has them all.*")
    return "\n\n".join(kept) + "\n"
