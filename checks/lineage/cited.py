"""Does the document say so: figures that an article takes from a report it links to or names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from articles.addresses import normal_url
from articles.model import EvidenceSpan, Figure, ReadArticle
from checks.batch import Batch, is_english
from checks.figures.conversions import TO_BASE
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed, sentence_around, unverifiable
from checks.tolerance import agree, half_of_last_digit, likely

SMALLEST = 10
"""A plain count below this ("two studies") is seldom what a source is cited for."""
FEWEST_SOURCE_FIGURES = 2
"""A captured document with fewer figures than this has lost its tables, or is only the page that leads to it."""
_DOCUMENT = re.compile(
    r"\b(?:according to|report|reports|reported|study|survey|data|figures|statistics|statement|bulletin|document|filing|"
    r"audit|census|release|tally|index|paper|analysis|review|published|shows?|showed|found|puts?|estimate[sd]?)\b",
    re.IGNORECASE,
)
_CONTINENTAL = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .\u00a0\u2009\u202f]\d{3}){0,4}(?:,\d{1,2})?(?![.,]?\d)")
MOST_WRITTEN = 5_000
"""Of the numbers of one document: a longer one is a data set, in which any number stands somewhere."""
FEWEST_TITLE_WORDS, MOST_TITLE_WORDS = 3, 15
"""A shorter title ("Annual report") is many documents'."""
_KIND_OF_DOCUMENT = re.compile(
    r"\b(?:report|survey|audit|census|bulletin|review|study|accounts|statistics|statement|index)\b"
)
_ACCORDING_TO = re.compile(r"\baccording to (?:the |an? |its |their )?[\"“‘']?(?=\S)", re.IGNORECASE)
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRow(Row):
    """A figure that an article takes from a document it links to; `source` are the document's figures, None unread."""

    figure: Figure
    document: str
    source: tuple[Figure, ...] | None
    written: tuple[Decimal, ...] = ()
    """Numbers that the document writes in the continental way (3 418 and 37,5), which the English readers take otherwise."""


def cited_rows(batch: Batch) -> Iterator[CitedRow]:
    """Yield a row for each figure of a sentence that cites a captured document, by a link or by its title."""
    documents: dict[str, ReadArticle] = {}
    for read in (*batch.articles, *batch.beside):
        article = read.article
        for url in (article.url, article.final_url, article.canonical_url, article.address):
            if url:
                documents.setdefault(normal_url(url), read)
    titles = _titles((*batch.articles, *batch.beside))
    for name, read in batch.english():
        for link in read.article.links:
            document = documents.get(normal_url(link.url))
            if document is None or document is read or not link.text:
                continue
            start = read.article.body.find(link.text)
            if start < 0 or read.article.body.find(link.text, start + 1) >= 0:
                continue
            yield from _of_link(name, read, start, start + len(link.text), document)
        yield from _of_names(name, read, titles)


def _titles(reads: tuple[ReadArticle, ...]) -> dict[str, ReadArticle | None]:
    """Return the documents that can be meant by their title alone: None where two have the same."""
    titles: dict[str, ReadArticle | None] = {}
    for read in reads:
        title = " ".join((read.article.headline or "").split()).lower()
        if FEWEST_TITLE_WORDS <= len(title.split()) <= MOST_TITLE_WORDS and _KIND_OF_DOCUMENT.search(title):
            titles[title] = None if title in titles else read
    return titles


def _of_names(name: str, read: ReadArticle, titles: Mapping[str, ReadArticle | None]) -> Iterator[CitedRow]:
    """Yield the figures of a sentence that says "according to" before a document's whole title, and has no link to it."""
    body = read.article.body
    linked = {normal_url(link.url) for link in read.article.links}
    for match in _ACCORDING_TO.finditer(body):
        words = body[match.end() : match.end() + LONGEST_QUOTE].lower()
        for title, document in titles.items():
            if document is None or document is read or not words.startswith(title):
                continue
            if normal_url(document.article.url) not in linked:
                yield from _of_link(name, read, match.end(), match.end() + len(title), document)


def _of_link(name: str, read: ReadArticle, start: int, end: int, document: ReadArticle) -> Iterator[CitedRow]:
    first, last = sentence_around(read, start, end)
    if not _DOCUMENT.search(read.article.body[first:last]):
        return
    source = document.article
    readable = is_english(source.language) and not source.paywall
    figures = document.reading.figures if readable and len(document.reading.figures) >= FEWEST_SOURCE_FIGURES else None
    written = _written(source.body) if figures else ()
    claims = [claim for claim in read.reading.claims if claim.start < last and first < claim.end]
    for figure in read.reading.figures:
        if first <= figure.start < last and _telling(figure):
            claim = next((claim.id for claim in claims if claim.start <= figure.start < claim.end), None)
            yield _cited_row(name, claim, figure, (read.article.body, start, end), document, figures, written)


def _written(text: str) -> tuple[Decimal, ...]:
    """Read the numbers that are grouped by spaces or points, or have a decimal comma."""
    found: set[Decimal] = set()
    for match in islice(_CONTINENTAL.finditer(text), MOST_WRITTEN):
        whole, _, decimals = match.group().partition(",")
        digits = "".join(letter for letter in whole if letter.isdecimal())
        if decimals or len(digits) < len(whole):
            found.add(Decimal(f"{digits}.{decimals or 0}"))
    return tuple(sorted(found))


def _telling(figure: Figure) -> bool:
    if figure.unit in _TIMES or figure.role == "age":
        return False
    return figure.unit is not None or abs(figure.value) >= SMALLEST


def _cited_row(
    name: str,
    claim: str | None,
    figure: Figure,
    link: tuple[str, int, int],
    document: ReadArticle,
    source: tuple[Figure, ...] | None,
    written: tuple[Decimal, ...],
) -> CitedRow:
    body, start, end = link
    return CitedRow(
        article=name,
        subject=f"cited:{figure.start}-{figure.end}",
        claim=claim,
        figure=figure,
        document=document.article.headline or document.article.final_url,
        source=source,
        written=written,
        evidence=(
            EvidenceSpan(name, "body", figure.text, figure.start, figure.end),
            EvidenceSpan(name, "body", body[start:end][:LONGEST_QUOTE], start, end),
        ),
    )


def judge_cited(row: CitedRow) -> Judgement:
    """Look the figure up in the document: the same value in the same unit, or one that rounds to it."""
    if row.source is None:
        return unverifiable(f"“{row.document}” was captured, but its figures could not be read.")
    width = half_of_last_digit(row.figure)
    for other in row.source:
        if other.unit == row.figure.unit and (
            abs(other.value - row.figure.value) <= width or agree(likely(other), _loosely(row.figure))
        ):
            return passed(f"“{row.figure.text}” is in “{row.document}”: “{other.text}”.")
    same = [other for other in row.source if other.value == row.figure.value]
    if same:
        return unverifiable(f"“{row.document}” has the number in another unit: “{same[0].text}”.")
    if converted := next((other for other in row.source if _converts(other, row.figure)), None):
        return unverifiable(f"“{row.document}” has it in another unit: “{converted.text}”.")
    if any(abs(number - row.figure.value) <= width for number in row.written):
        return unverifiable(
            f"“{row.document}” has the number, but writes its figures in another way than English does."
        )
    if _worked_out(row.figure, row.source):
        return unverifiable(
            f"“{row.figure.text}” is not in “{row.document}”, but can be worked out from two figures there."
        )
    return failed(
        f"“{row.figure.text}” is not in “{row.document}”, which the article cites for it. Either it was worked out, or "
        "taken from elsewhere, or read wrongly: the passage it comes from would settle it."
    )


def _loosely(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return what a figure may stand for: "more than 40,000" is said of 48,260, not of any number above."""
    low, high = likely(figure)
    step = Decimal(1).scaleb(abs(figure.value).adjusted()) if figure.value else Decimal(1)
    if figure.hedge in (">", ">="):
        return low, max(high, figure.value + step)
    if figure.hedge in ("<", "<="):
        return min(low, figure.value - step), high
    return low, high


def _converts(other: Figure, figure: Figure) -> bool:
    """Say whether two figures are one quantity in two units."""
    if other.unit is None or figure.unit is None or other.unit == figure.unit:
        return False
    one, two = TO_BASE.get(other.unit), TO_BASE.get(figure.unit)
    if one is None or two is None or one[0] != two[0]:
        return False
    low, high = likely(other)
    ratio = one[1][0] / two[1][0]
    return agree((low * ratio, high * ratio), _loosely(figure))


def _worked_out(figure: Figure, source: tuple[Figure, ...]) -> bool:
    """Say whether a figure is the sum or difference of two in the document, or a percentage of one in another."""
    width = half_of_last_digit(figure)
    low, high = abs(figure.value) - width, abs(figure.value) + width
    if figure.unit in ("percent", "percentage_point"):
        shares = sorted(other.value for other in source if other.unit == "percent")
        if _holds_pair(shares, low, high):
            return True
        units = {other.unit for other in source} - {"percent", "percentage_point"} - _TIMES
        values = [sorted({other.value for other in source if other.unit == unit and other.value > 0}) for unit in units]
        return any(
            _any_between(group, whole * (base + sign * low) / 100, whole * (base + sign * high) / 100)
            for group in values
            for whole in group
            for base, sign in ((0, 1), (100, 1), (100, -1))
        )
    return _holds_pair(sorted(other.value for other in source if other.unit == figure.unit), low, high)


def _holds_pair(values: list[Decimal], low: Decimal, high: Decimal) -> bool:
    """Say whether two of the sorted values have a sum or a difference between `low` and `high`, in n log n."""
    return any(
        _any_between(values, value + low, value + high) or _any_between(values, low - value, high - value)
        for value in values
        if value
    )


def _any_between(values: list[Decimal], one: Decimal, other: Decimal) -> bool:
    low, high = min(one, other), max(one, other)
    at = bisect_left(values, low)
    return at < len(values) and 0 < values[at] <= high


FIGURE_IN_CITED_SOURCE = Rule(
    name="figure in cited source",
    suite="corroboration",
    question="A figure taken from a document that the article links to or names occurs in that document",
    severity="medium",
    flagged=True,
    row=CitedRow,
    rows=cited_rows,
    judge=judge_cited,
)
