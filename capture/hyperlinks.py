"""The links inside the paragraphs of a text, with whole addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from articles.addresses import host_of, without_credentials
from articles.model import Hyperlink
from capture.blocks import Block, key_of
from capture.outline import Outline

MOST_LINKS = 1_000


def links_of(outline: Outline, blocks: Sequence[Block], body: str, base: str) -> tuple[Hyperlink, ...]:
    """Return the web links inside the paragraphs that the body kept, each once, with absolute addresses."""
    kept = {key_of(line) for line in body.split("\n")}
    return tuple(dict.fromkeys(_links(outline, blocks, kept, base)))[:MOST_LINKS]


def absolute(address: str, base: str) -> str | None:
    """Return a link's address in full, without credentials; None where it is no web address."""
    try:
        joined = urljoin(base, address.strip())
    except ValueError:
        return None
    return without_credentials(joined) if joined.startswith(("http://", "https://")) and host_of(joined) else None


def _links(outline: Outline, blocks: Sequence[Block], kept: set[str], base: str) -> Iterator[Hyperlink]:
    for block in blocks:
        if block.key not in kept or len(block.unlinked) == len(block.key):
            continue
        for part in outline.inside(block.part)[: 10 * MOST_LINKS]:
            href = part.given.get("href") if part.tag == "a" else None
            if href and (address := absolute(href, base)):
                yield Hyperlink(address, outline.words(part))
