"""The text of an article out of its page: paragraphs, lists and tables, without the page around it.

trafilatura finds the text. What it is known to lose or to take along is then set right by comparing its lines with the
blocks of the page: paragraphs built like those it kept are put back where they stood, and lines that are nothing but
a link to something else go.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from urllib.parse import urljoin

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from articles.addresses import host_of, without_credentials
from articles.model import Hyperlink
from capture.page import UNSEEN, squeezed, text_of
from capture.page_dates import is_date_line

EXTRACTOR = f"trafilatura {version('trafilatura')}"
MOST_LINKS = 1_000
LINES_A_HEADLINE_MAY_BE_BELOW, LINES_OF_A_TOP = 3, 6
LABEL_KEYS = frozenset({"by", "published", "updated", "posted", "publishedon", "lastupdated", "writtenby"})

BLOCK_TAGS = ("p", "li", "td", "th", "blockquote", "h1", "h2", "h3", "h4", "h5", "figcaption", "pre", "dd", "dt")
# Parts of a page that are never the article's own text.
OUTSIDE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "select", "figure", *UNSEEN})
LINES_OF_TREE = frozenset({"p", "head", "item", "row", "quote", "code", "ab", "div", "list", "table", "fw"})
# A lost paragraph is put back where at least this many kept ones are built alike, and it is at least this long.
ALIKE, LONG_ENOUGH, MOST_LOST, MOST_PIECES = 3, 40, 1_000, 200

_outside = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|promo\w*|newsletter\w*|comment\w*|share|social|sidebar|advert\w*|ad|ads|sponsor\w*|footer|nav"
    r"|menu|cookie\w*|consent|subscri\w*|paywall|breadcrumb\w*|author-?bio|bio|tags?|caption|credit|copyright|hidden|most-?read"
    r"|trending|read-?more|recommend\w*|modal|popup|toolbar|byline|disclaimer|correction-?policy)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Whole lines that speak of the page, the paper or another article.
_about_the_page = re.compile(
    r"(?:read|see|also|watch|listen|more|related|recommended|don['’]t miss)(?:\s(?:more|also|next|on|read|related|this|stories|articles))"
    r"{0,2}\s{0,2}[:|>»].{0,300}"
    r"|(?:advertisement|advertisment|article content|story continues below.{0,40}|continue reading.{0,60}|read more|related|comments?"
    r"|share this.{0,40}|more on this story|loading\W{0,5}|click to tweet|explore further|recommended stories|subscribe(?: now)?\W?"
    r"|sign up(?: now)?\W?|read next|recommended by .{0,40}|scroll to continue.{0,40}|skip advertisement|up next)"
    r"|.{0,200}\b(?:sign up|signing up|subscribe|subscribing)\b.{0,150}\b(?:newsletters?|inbox|daily emails?|podcast|free daily)\b.{0,200}"
    r"|(?:click|tap) here to .{0,150}"
    r"|get .{1,60} (?:on the go|delivered to your inbox|daily national news)\b.{0,80}"
    r"|©.{0,200}|copyright (?:©|\(c\)|ⓒ|\d{4}).{0,200}|all rights reserved\.?",
    re.IGNORECASE,
)


# What it cannot read, Unreadable says once, with the input's name; its own line names nothing.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like element of the page: its words, what of them is no link, how it is built and what it is in."""

    key: str
    text: str
    unlinked: str
    build: tuple[str, ...]
    within: etree._Element | None
    outside: etree._Element | None

    @property
    def is_link(self) -> bool:
        """Nearly all of its words are links."""
        return len(self.unlinked) < 0.1 * len(self.key)


def body_of(tree: HtmlElement, headlines: Collection[str], bylines: Collection[str]) -> str:
    """Return the paragraphs of the article, one a line, without headline, byline and date line above them."""
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    if not isinstance(document, trafilatura.settings.Document) or document.body is None:
        return ""
    lines = [line for line in map(squeezed, _lines(document.body)) if line]
    blocks = list(_blocks(tree))
    lines = _without_byline(without_headline(lines, headlines), bylines)
    lines = _with_lost_paragraphs(lines, blocks)
    elsewhere = _about_elsewhere(blocks)
    return "\n".join(
        line for line in lines if key_of(line) not in elsewhere and not _about_the_page.fullmatch(line.lstrip("-– "))
    )


def without_headline(lines: Sequence[str], headlines: Collection[str]) -> list[str]:
    """Drop the headline, and what stands above it, where it is repeated at the top of the text."""
    keys = {key_of(headline) for headline in headlines} - {""}
    above = [at for at, line in enumerate(lines[: LINES_A_HEADLINE_MAY_BE_BELOW + 1]) if key_of(line) in keys]
    return list(lines[above[-1] + 1 :]) if above and len(lines) > above[-1] + 1 else list(lines)


def _without_byline(lines: Sequence[str], bylines: Collection[str]) -> list[str]:
    """Drop byline, date line and their labels from the top of the text."""
    keys = {before + key_of(byline) for byline in bylines for before in ("", "by")} | LABEL_KEYS
    top = [line for line in lines[:LINES_OF_A_TOP] if key_of(line) not in keys and not is_date_line(line)]
    return [*top, *lines[LINES_OF_A_TOP:]]


def links_of(tree: HtmlElement, body: str, base: str) -> tuple[Hyperlink, ...]:
    """Return the web links inside the paragraphs that the body kept, each once, with absolute addresses."""
    kept = {key_of(line) for line in body.split("\n")}
    return tuple(dict.fromkeys(_links(tree, kept, base)))[:MOST_LINKS]


def absolute(address: str, base: str) -> str | None:
    """Return a link's address in full, without credentials; None where it is no web address."""
    try:
        joined = urljoin(base, address.strip())
    except ValueError:
        return None
    return without_credentials(joined) if joined.startswith(("http://", "https://")) and host_of(joined) else None


def key_of(line: str) -> str:
    """Return what two printings of one line have in common: its letters and digits."""
    return re.sub(r"[\W_]+", "", line).casefold()


def _lines(body: etree._Element) -> Iterator[str]:
    """Yield the lines of trafilatura's tree: a paragraph, a list item, a table row each."""
    pieces: list[str] = []
    for event, part in etree.iterwalk(body, events=("start", "end")):
        if part.tag in LINES_OF_TREE:
            yield from "".join(pieces).split("\n")
            pieces = []
        if event == "start":
            if part.tag == "lb":
                pieces.append("\n")
            if part.tag == "cell" and part.getprevious() is not None:
                pieces.append(" | ")
            pieces.append(part.text or "")
        elif part is not body:
            pieces.append(part.tail or "")
    yield from "".join(pieces).split("\n")


def _blocks(tree: HtmlElement) -> Iterator[Block]:
    """Yield the innermost paragraph-like elements, in the order of the page."""
    outside: dict[etree._Element, etree._Element] = {}
    for element in tree.iter(etree.Element):
        above = element.getparent()
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in OUTSIDE_TAGS or (element.tag not in {"body", "html"} and _outside.search(marks)):
            outside[element] = element
        elif above is not None and above in outside:
            outside[element] = outside[above]
        if element.tag not in BLOCK_TAGS or element.find(".//p") is not None or element.find(".//li") is not None:
            continue
        text = text_of(element)
        if key := key_of(text):
            build = tuple(
                f"{each.tag} {each.get('class') or ''}" for each in (element, *islice(element.iterancestors(), 2))
            )
            yield Block(key, text, _unlinked(element, key), build, above, outside.get(element))


def _unlinked(element: etree._Element, key: str) -> str:
    for anchor in islice(element.iter("a"), 50):
        if anchor.get("href") and (words := key_of(text_of(anchor))):
            key = key.replace(words, "", 1)
    return key


def _about_elsewhere(blocks: Sequence[Block]) -> set[str]:
    """Return the keys of blocks that only lead to other pages.

    These are all link, and in no list with other items, or a link after words that lead several ("Read this too:").
    """
    mixed = {block.within for block in blocks if block.build[0].startswith("li ") and not block.is_link}
    leading = Counter(block.unlinked for block in blocks if 3 < len(block.unlinked) < 0.5 * len(block.key))
    return {
        block.key
        for block in blocks
        if (block.is_link and block.within not in mixed)
        or (leading[block.unlinked] > 1 and block.unlinked != block.key)
    }


def _with_lost_paragraphs(lines: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """Put back paragraphs that are built as the kept ones are, each after the kept one that it follows on the page."""
    keys = [key_of(line) for line in lines]
    kept, whole = set(keys), "".join(keys)
    builds = Counter(block.build for block in blocks if block.key in kept)
    inside = {block.outside for block in blocks if block.key in kept and _is_text(block)} | {None}
    lost = [
        block
        for block in blocks
        if block.key not in kept and block.outside in inside and _is_text(block) and builds[block.build] >= ALIKE
    ]
    lost = [block for block in lost[:MOST_LOST] if block.key not in whole]
    lines, keys, mended_keys = _with_whole_paragraphs(lines, keys, lost, {block.key for block in blocks})
    wanted = {block.key for block in lost} - mended_keys
    after: dict[str, list[str]] = {}
    last = ""
    for block in blocks:
        if block.key in kept or block.key in mended_keys:
            last = block.key
        elif block.key in wanted:
            after.setdefault(last, []).append(block.text)
            wanted.discard(block.key)
    mended = after.pop("", [])
    for line, key in zip(lines, keys, strict=True):
        mended += [line, *after.pop(key, [])]
    return mended


def _with_whole_paragraphs(
    lines: Sequence[str], keys: Sequence[str], lost: Sequence[Block], on_page: Collection[str]
) -> tuple[list[str], list[str], set[str]]:
    """Put whole paragraphs where only pieces of them were kept; return lines, their keys and those of the mended."""
    pieces = [key for key in keys if key not in on_page and len(key) >= LONG_ENOUGH // 2][:MOST_PIECES]
    owner = {piece: block for block in reversed(lost) for piece in pieces if piece in block.key}
    whole_lines: list[str] = []
    whole_keys: list[str] = []
    mended: set[str] = set()
    for line, key in zip(lines, keys, strict=True):
        block = owner.get(key)
        if block is None:
            whole_lines.append(line)
            whole_keys.append(key)
        elif block.key not in mended:
            mended.add(block.key)
            whole_lines.append(block.text)
            whole_keys.append(block.key)
    return whole_lines, whole_keys, mended


def _is_text(block: Block) -> bool:
    return block.build[0].startswith(("p ", "li ", "blockquote ")) and len(block.unlinked) >= LONG_ENOUGH


def _links(tree: HtmlElement, kept: set[str], base: str) -> Iterator[Hyperlink]:
    within: dict[etree._Element, bool] = {}
    for anchor in list(tree.iter("a"))[: 10 * MOST_LINKS]:
        block = next(anchor.iterancestors(*BLOCK_TAGS), None) if anchor.get("href") else None
        if block is None:
            continue
        if block not in within:
            within[block] = key_of(text_of(block)) in kept
        if within[block] and (address := absolute(anchor.get("href") or "", base)):
            yield Hyperlink(address, text_of(anchor))
