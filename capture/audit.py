"""Extraction audited against its page: figures that the body lost, and figures that came in from elsewhere.

A figure is a run of digits as the page prints it; words for numbers are not looked at. Compared are the paragraphs, list
items and table rows of the page's article region with the body: by the same parse, so that both say the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise

from lxml import etree

from articles.model import FieldEvidence
from capture.blocks import BLOCK_TAGS, Block, key_of
from capture.body import is_about_the_page
from capture.outline import Outline, Part
from capture.page_dates import is_date_line

LOST, GAINED = "page:lost", "page:gained"
MOST_OF_A_KIND, LONGEST_WORDS = 10, 300
FEWEST_KEPT_BLOCKS = 3
"""Below this many paragraphs found again on the page, its article region is not known and nothing counts as lost."""
SHORTEST_LOST = 25
LINES_OF_TABLES = frozenset({"td", "th"})
WORDS = frozenset({"div", "p", "li", "blockquote", "pre", "dd", "dt", "td", "th"})
MOST_LEVELS, MOST_OF_A_LOOSE_TEXT = 12, 40
MOST_LOOKUPS, MOST_PIECES, LONGEST_LOOK = 2_000, 50, 20_000
"""Lines that are not found where they should follow are looked for everywhere, so often, and after that only nearby."""

_figure = re.compile(r"\d(?:[\d.,:/]{0,30}\d)?")
_sentence_end = re.compile(r"[.!?][\"'”’)]{0,2}\s{1,3}(?=[\"'“‘(]?[A-Z\d])")
# Parts within an article's column that speak of its page, of other articles or of pictures.
_apart = re.compile(
    r"(?:^|[\s_-])(?:pub|publish\w*|updated?|time|timestamp|date\w*|by-?line|authors?|meta\w*|infos?|kicker|label|teasers?|cards?|caption"
    r"|figure|gallery|slides?|photos?|images?|media|video|audio|player|embed\w*|tweet\w*|twitter\w*|instagram\w*|widget|poll|quiz"
    r"|score\w*|ticker|weather|stocks?|price|listing|links?|topics?|see-?also|also|more|next|prev\w*|pagination|pager|view\w*|reactions?"
    r"|rating|vote\w*|login|account|donat\w*|support|footnotes?|legal|terms)(?:$|[\s_-])",
    re.IGNORECASE,
)
_counter = re.compile(
    r"(?:\d[\d.,]{0,9}[km]?\s{0,2})?(?:comments?|shares?|views?|likes?|replies|min(?:ute)?s?\.?(?: read)?|hours? ago|days? ago|photos?|images?)"
    r"|(?:page )?\d{1,3}(?: of |/)\d{1,3}|\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?|[\d\W]{1,20}",
    re.IGNORECASE,
)


def lost_and_gained(outline: Outline, blocks: Sequence[Block], body: str) -> tuple[str, tuple[FieldEvidence, ...]]:
    """Return the body as a reader of the page can see it, and what it lost and gained, at most ten of each.

    Every line stands, letter by letter, in what the page shows: what is hidden goes. Where most of the body is hidden
    (the page keeps its text for scripts) it stays, and the figures of what is not shown count as gained. Evidence has `field` "body", in
    `value` the sentence or table row with the figure, in `found_in` `page:lost` or `page:gained`.
    """
    lines = body.split("\n")
    kept_lines = _seen(lines, outline, blocks)
    if 2 * sum(map(len, kept_lines)) < len(body):
        shown = set(kept_lines)
        unseen = ((line, figures_of(line)) for line in lines if line not in shown)
        return body, tuple(_evidence(((line, figures) for line, figures in unseen if figures), GAINED))
    kept = {key_of(line) for line in kept_lines}
    found = [block for block in blocks if block.key in kept and not block.part.hidden]
    body = "\n".join(kept_lines)
    pieces = [
        *_evidence(_lost(outline, blocks, found, body), LOST),
        *_evidence(_gained(kept_lines, blocks, kept), GAINED),
    ]
    return body, tuple(pieces)


def figures_of(text: str) -> frozenset[str]:
    """Return the figures of a text, written alike: without the marks between their digits."""
    return frozenset(re.sub(r"\D", "", figure) for figure in _figure.findall(text))


def _seen(lines: Sequence[str], outline: Outline, blocks: Sequence[Block]) -> list[str]:
    """Return the lines as the page shows them: whole, without hidden words, or as those of their sentences that it shows."""
    shown = key_of(outline.text())
    visible = {block.key: block.part for block in blocks if not block.part.hidden}
    kept: list[str] = []
    at = missed = 0
    for line in lines:
        key = key_of(line)
        if key in visible and (words := outline.shown(visible[key])):
            kept.append(line if key_of(words) == key else words)
            continue
        found = shown.find(key, at, len(shown) if missed < MOST_LOOKUPS else at + LONGEST_LOOK)
        if found < 0 and missed < MOST_LOOKUPS:
            missed += 1
            found = shown.find(key)
        if found >= 0:
            at = found if len(key) > SHORTEST_LOST else at
            kept.append(line)
        elif missed < MOST_LOOKUPS:
            sentences = [piece for piece in _pieces(line)[:MOST_PIECES] if (own := key_of(piece)) and own in shown]
            if sentences:
                kept.append(" ".join(sentences))
    return kept


def _pieces(line: str) -> list[str]:
    starts = [0, *(end.end() for end in _sentence_end.finditer(line)), len(line)]
    return [line[first:last].strip() for first, last in pairwise(starts)]


def _lost(
    outline: Outline, blocks: Sequence[Block], found: Sequence[Block], body: str
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the blocks between and beside the kept ones, in the same column, whose figures the body has nowhere."""
    if len(found) < FEWEST_KEPT_BLOCKS:
        return
    column = _column(outline, found)
    if column is None:
        return
    start, end = column.first, column.last
    first, last = found[0].part.first, found[-1].part.last
    inside = {block.outside for block in found} | {None}
    have, whole = figures_of(body), key_of(body)
    rows: set[etree._Element] = set()
    for block in sorted([*blocks, *_loose(outline, column)], key=lambda block: block.part.first):
        part = block.part
        if not (start <= part.first and part.last <= end and first <= part.first) or part.tag not in WORDS:
            continue
        if part.first > last and part.tag not in LINES_OF_TABLES:
            continue
        figures = figures_of(block.text) - have
        if not figures or block.outside not in inside or part.hidden or block.key in whole:
            continue
        words = outline.shown(part)
        figures = figures_of(words) - have
        row = _row_of(outline, part)
        if row is not None:
            if row.element in rows:
                continue
            rows.add(row.element)
            words = " | ".join(
                outline.words(cell) for cell in outline.inside(row) if cell.tag in LINES_OF_TABLES and not cell.hidden
            )
            figures = figures_of(words) - have
        if figures and not _is_apart(outline, block, column, words, in_table=row is not None):
            yield words, figures


def _loose(outline: Outline, column: Part) -> Iterator[Block]:
    """Yield the words of the column that stand in no paragraph: a `div` with text of its own."""
    for part in outline.inside(column):
        if part.tag != "div" or part.size > MOST_OF_A_LOOSE_TEXT or not (part.element.text or "").strip():
            continue
        if any(inner.tag in BLOCK_TAGS or inner.tag == "div" for inner in outline.inside(part)):
            continue
        words = outline.words(part)
        linked = (key_of(outline.words(inner)) for inner in outline.inside(part) if inner.tag == "a")
        unlinked = max(0, len(key_of(words)) - sum(map(len, linked)))
        yield Block(key_of(words), words, key_of(words)[:unlinked], ("div ",), None, part.outside, part)


def _column(outline: Outline, found: Sequence[Block]) -> Part | None:
    """Return the smallest part of the page that holds most of the kept words."""
    weight: Counter[int] = Counter()
    total = sum(len(block.key) for block in found)
    holders: dict[int, Part] = {}
    for block in found:
        for holder in islice(outline.around(block.part), MOST_LEVELS):
            weight[id(holder)] += len(block.key)
            holders[id(holder)] = holder
    large = [holders[at] for at, held in weight.items() if 10 * held >= 9 * total]
    return min(large, key=lambda holder: holder.size, default=None)


def _row_of(outline: Outline, part: Part) -> Part | None:
    return (
        next((each for each in islice(outline.around(part), 3) if each.tag == "tr"), None)
        if part.tag in LINES_OF_TABLES
        else None
    )


def _is_apart(outline: Outline, block: Block, column: Part, words: str, *, in_table: bool) -> bool:
    """Tell what stands in the article's column and is not its text."""
    if block.is_link or is_date_line(words) or is_about_the_page(words) or _counter.fullmatch(words):
        return True
    if not in_table and (len(words) < SHORTEST_LOST or 2 * len(block.unlinked) < len(block.key)):
        return True
    if _apart.search(block.part.marks):
        return True
    for holder in islice(outline.around(block.part), MOST_LEVELS):
        if holder is column:
            return False
        if holder.tag in {"a", "button", "label", "article"} or _apart.search(holder.marks):
            return True
    return True


def _gained(
    lines: Sequence[str], blocks: Sequence[Block], kept: Collection[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield lines whose figures stand only in parts of the page that are not the article's."""
    at: dict[str, list[Block]] = {}
    for block in blocks:
        if block.key in kept:
            at.setdefault(block.key, []).append(block)
    most = Counter(block.outside for copies in at.values() for block in copies[:1] if block.outside is not None)
    own = {element for element, count in most.items() if 3 * count >= len(at)}
    elsewhere = {
        key
        for key, copies in at.items()
        if all((block.part.aside and block.outside not in own) or block.part.tag == "figcaption" for block in copies)
    }
    have = figures_of("\n".join(line for line in lines if key_of(line) not in elsewhere)) if elsewhere else frozenset()
    for line in lines:
        if elsewhere and key_of(line) in elsewhere and (figures := figures_of(line) - have):
            yield line, figures


def _evidence(found: Iterator[tuple[str, frozenset[str]]], place: str) -> Iterator[FieldEvidence]:
    for words, figures in islice(found, MOST_OF_A_KIND):
        yield FieldEvidence("body", _sentence_with(words, figures), place)


def _sentence_with(words: str, figures: Collection[str]) -> str:
    """Return the sentence that holds the first of the figures, cut where it is long."""
    place = next((each for each in _figure.finditer(words) if re.sub(r"\D", "", each[0]) in figures), None)
    if place is None:
        return words[:LONGEST_WORDS]
    start = max((each.end() for each in _sentence_end.finditer(words, 0, place.start() + 1)), default=0)
    after = _sentence_end.search(words, place.end())
    end = after.start() + 1 if after else len(words)
    start = max(start, place.end() - LONGEST_WORDS)
    return words[start : min(end, start + LONGEST_WORDS)].strip()
