"""Extraction audited against its page: figures that the body lost, and figures that came in from elsewhere.

A figure is a run of digits as the page prints it; words for numbers are not looked at. Compared are the paragraphs, list
items and table rows of the page's article region with the body: by the same parse, so that both say the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from lxml import etree

from articles.model import FieldEvidence
from capture.body import BLOCK_TAGS, Block, is_about_the_page, key_of
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
LONGEST_KEY = 2_000_000

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
    """Return the body without lines that no reader of the page can see, and what it lost and gained, at most ten of each.

    A line goes where it has a figure that the page shows nowhere, while other lines are shown. Where none is shown (the
    page keeps its text for scripts) the body stays, and its figures count as gained. Evidence has `field` "body", in
    `value` the sentence or table row with the figure, in `found_in` `page:lost` or `page:gained`.
    """
    lines = body.split("\n")
    shown = outline.text()
    unseen = _unseen(lines, shown)
    if unseen and not _is_shown(lines, key_of(shown[:LONGEST_KEY])):
        gained = _evidence(((line, figures) for line, figures in unseen.items()), GAINED)
        return body, tuple(gained)
    kept_lines = [line for line in lines if line not in unseen] or lines
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


def _unseen(lines: Sequence[str], shown: str) -> dict[str, frozenset[str]]:
    """Return the lines with figures that the page shows nowhere, however it divides its digits."""
    on_page = figures_of(shown)
    missing = {line: figures_of(line) - on_page for line in lines}
    missing = {line: figures for line, figures in missing.items() if figures}
    if not missing:
        return {}
    digits = re.sub(r"\D", "", shown)
    unseen = {
        line: frozenset(figure for figure in figures if figure not in digits) for line, figures in missing.items()
    }
    return {line: figures for line, figures in unseen.items() if figures}


def _is_shown(lines: Sequence[str], page_key: str) -> bool:
    return any(len(key) > SHORTEST_LOST and key in page_key for key in islice(map(key_of, lines), 50))


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
        row = _row_of(outline, part)
        words = block.text
        if row is not None:
            if row.element in rows:
                continue
            rows.add(row.element)
            words = " | ".join(outline.words(cell) for cell in outline.inside(row) if cell.tag in LINES_OF_TABLES)
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
