"""Where does it go back to: in a circle, to a source that does not say it, or to a text that is long known?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from articles.addresses import normal_url
from articles.model import EvidenceSpan, Figure, Link, Moment, ReadArticle
from articles.relating.profile import outlet_key
from articles.wording import bands, resemblance, signature
from checks.batch import Batch, is_english
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed, sentence_around, unverifiable
from checks.tolerance import agree, half_of_last_digit, meant

# -- circular sourcing -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingRow(Row):
    """An article that names another outlet as its source, and the way from that outlet back to its own, if there is one."""

    outlet: str
    words: str
    circle: tuple[str, ...] = ()


def citing_rows(batch: Batch) -> Iterator[CitingRow]:
    """Yield a row for each link of an article to an outlet that it names as its source, within one story."""
    reads = dict(batch.named())
    links = [link for link in batch.relations.links if link.kind == "outlet named as source" and link.copier in reads]
    for story in batch.relations.stories:
        told = [link for link in links if link.a in story.articles and link.b in story.articles]
        first = _first_of_outlets([reads[article] for article in story.articles if article in reads], reads)
        cites: dict[str, dict[str, Link]] = defaultdict(dict)
        for link in told:
            one, other = _ends(link, reads)
            if one and other and first.get(one) == link.copier:
                cites[one].setdefault(other, link)
        for link in told:
            one, other = _ends(link, reads)
            if one and other:
                yield _citing_row(link, one, other, reads, cites)


def _ends(link: Link, reads: Mapping[str, ReadArticle]) -> tuple[str | None, str | None]:
    source = link.b if link.copier == link.a else link.a
    copier = link.copier or ""
    if copier not in reads or source not in reads:
        return None, None
    return outlet_key(reads[copier].article.outlet), outlet_key(reads[source].article.outlet)


def _first_of_outlets(told: list[ReadArticle], reads: Mapping[str, ReadArticle]) -> dict[str, str]:
    """Return the first article of each outlet in a story: what an outlet adds later may well name who followed it."""
    named = {id(read): name for name, read in reads.items()}
    dated = sorted(told, key=lambda read: (_day(read.article.published), named[id(read)]))
    first: dict[str, str] = {}
    for read in dated:
        key = outlet_key(read.article.outlet)
        if key is not None:
            first.setdefault(key, named[id(read)])
    return first


def _day(published: Moment | None) -> float:
    return published.instants()[0].timestamp() if published else float("inf")


def _citing_row(
    link: Link, one: str, other: str, reads: Mapping[str, ReadArticle], cites: Mapping[str, Mapping[str, Link]]
) -> CitingRow:
    article = link.copier or ""
    circle = _way_back(other, one, cites) if cites.get(one, {}).get(other) == link else ()
    links = [link, *circle]
    return CitingRow(
        article=article,
        subject=f"cites:{other}",
        outlet=_outlet(reads[article]),
        words=link.words,
        circle=tuple(f"{_outlet(reads[step.copier])}: “{step.words}”" for step in links if step.copier)
        if circle
        else (),
        evidence=tuple(_at(reads[step.copier], step.copier, step.words) for step in links if step.copier),
    )


def _way_back(start: str, goal: str, cites: Mapping[str, Mapping[str, Link]]) -> tuple[Link, ...]:
    """Return the shortest chain of citations from one outlet to another."""
    ways: list[tuple[str, tuple[Link, ...]]] = [(start, ())]
    seen = {start}
    for outlet, way in ways:
        for other, link in sorted(cites.get(outlet, {}).items()):
            if other == goal:
                return (*way, link)
            if other not in seen:
                seen.add(other)
                ways.append((other, (*way, link)))
    return ()


def _outlet(read: ReadArticle) -> str:
    return read.article.outlet.name if read.article.outlet else "an outlet that is not named"


def _at(read: ReadArticle, article: str, words: str) -> EvidenceSpan:
    start = read.article.body.find(words)
    if start < 0:
        return EvidenceSpan(article, "links", words[:LONGEST_QUOTE])
    return EvidenceSpan(article, "body", words[:LONGEST_QUOTE], start, start + len(words))


def judge_citing(row: CitingRow) -> Judgement:
    """Fail where whom an article cites goes back to the article's own outlet."""
    if not row.circle:
        return passed(f"{row.outlet} names its source (“{row.words}”), and that does not go back to {row.outlet}.")
    return failed(
        f"{'; '.join(row.circle)}. Each has it from the other: none of them says where it was first. "
        "Whoever saw the document or spoke to the witness would settle it."
    )


CIRCULAR_SOURCING = Rule(
    name="circular sourcing",
    suite="corroboration",
    question="No outlet is cited by the very outlet that it cites for the same story",
    severity="medium",
    flagged=True,
    row=CitingRow,
    rows=citing_rows,
    judge=judge_citing,
)


# -- figure in the cited source --------------------------------------------------------------------

SMALLEST = 10
"""A plain count below this ("two studies") is seldom what a source is cited for."""
FEWEST_SOURCE_FIGURES = 2
"""A captured document with fewer figures than this has lost its tables, or is only the page that leads to it."""
_DOCUMENT = re.compile(
    r"\b(?:according to|report|reports|reported|study|survey|data|figures|statistics|statement|bulletin|document|filing|"
    r"audit|census|release|tally|index|paper|analysis|review|published|shows?|showed|found|puts?|estimate[sd]?)\b",
    re.IGNORECASE,
)
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRow(Row):
    """A figure that an article takes from a document it links to; `source` are the document's figures, None unread."""

    figure: Figure
    document: str
    source: tuple[Figure, ...] | None


def cited_rows(batch: Batch) -> Iterator[CitedRow]:
    """Yield a row for each figure of a claim whose sentence links to a captured document and cites it."""
    documents: dict[str, ReadArticle] = {}
    for read in (*batch.articles, *batch.beside):
        article = read.article
        for url in (article.url, article.final_url, article.canonical_url, article.address):
            if url:
                documents.setdefault(normal_url(url), read)
    for name, read in batch.english():
        for link in read.article.links:
            document = documents.get(normal_url(link.url))
            if document is None or document is read or not link.text:
                continue
            start = read.article.body.find(link.text)
            if start < 0 or read.article.body.find(link.text, start + 1) >= 0:
                continue
            yield from _of_link(name, read, start, start + len(link.text), document)


def _of_link(name: str, read: ReadArticle, start: int, end: int, document: ReadArticle) -> Iterator[CitedRow]:
    first, last = sentence_around(read, start, end)
    if not _DOCUMENT.search(read.article.body[first:last]):
        return
    source = document.article
    readable = is_english(source.language) and not source.paywall
    figures = document.reading.figures if readable and len(document.reading.figures) >= FEWEST_SOURCE_FIGURES else None
    claims = [claim for claim in read.reading.claims if claim.start < last and first < claim.end]
    for figure in read.reading.figures:
        if first <= figure.start < last and _telling(figure):
            claim = next((claim.id for claim in claims if claim.start <= figure.start < claim.end), None)
            yield _cited_row(name, claim, figure, (read.article.body, start, end), document, figures)


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
) -> CitedRow:
    body, start, end = link
    return CitedRow(
        article=name,
        subject=f"cited:{figure.start}-{figure.end}",
        claim=claim,
        figure=figure,
        document=document.article.headline or document.article.final_url,
        source=source,
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
            abs(other.value - row.figure.value) <= width or agree(meant(other), meant(row.figure))
        ):
            return passed(f"“{row.figure.text}” is in “{row.document}”: “{other.text}”.")
    same = [other for other in row.source if other.value == row.figure.value]
    if same:
        return unverifiable(f"“{row.document}” has the number in another unit: “{same[0].text}”.")
    return failed(
        f"“{row.figure.text}” is not in “{row.document}”, which the article links to for it. Either it was worked out, or "
        "taken from elsewhere, or read wrongly: the passage it comes from would settle it."
    )


FIGURE_IN_CITED_SOURCE = Rule(
    name="figure in cited source",
    suite="corroboration",
    question="A figure taken from a document that the article links to occurs in that document",
    severity="medium",
    flagged=True,
    row=CitedRow,
    rows=cited_rows,
    judge=judge_cited,
)


# -- recycled text ---------------------------------------------------------------------------------

OLD = timedelta(days=45)
"""Copies of one dispatch and its late reprints are days apart, not this."""
SAME_TEXT = 0.85
"""Weekly and quarterly notices on one pattern change their figures, and stay below."""
FEWEST_WORDS = 60
_REPRINT = re.compile(
    r"\b(?:first|originally|previously) (?:published|appeared|ran|printed|posted)\b|\bfrom (?:the|our) archives?\b|"
    r"\b(?:re-?published|re-?printed|re-?posted)\b|\bthis (?:story|article) (?:was|is) (?:first|originally|from)\b|"
    r"\byears ago today\b|\bon this day\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecycledRow(Row):
    """An article whose text another had before it, how alike the two are, and whether it says so itself."""

    alike: float
    days: float
    earlier: str
    told: bool


def recycled_rows(batch: Batch) -> Iterator[RecycledRow]:
    """Yield a row for each article with the text of another that was certainly published earlier."""
    holders: dict[str, list[str]] = defaultdict(list)
    known = {**{read.article.id: read for read in batch.beside}, **dict(batch.named())}
    published = [read.article.published.instants() for read in known.values() if read.article.published]
    if not published or max(first for first, _ in published) <= min(last for _, last in published):
        return  # none is certainly earlier than another, and a signature costs as much as ten other rules
    signed = {name: signature(read.article.body) for name, read in known.items()}
    judged = {name for name, _ in batch.named()}
    for name, sign in signed.items():
        if sign.words >= FEWEST_WORDS:
            for key in bands(sign):
                holders[key].append(name)
    for name, read in batch.named():
        near = {other for key in bands(signed[name]) for other in islice(holders.get(key, ()), 64)} - {name}
        copies = sorted(
            (
                (known[other].article.published, other, resemblance(signed[name], signed[other]))
                for other in near
                if _days_between(known[other], read) > 0
            ),
            key=lambda copy: (_day(copy[0]), copy[1]),
        )
        for _, other, alike in copies[:1] if name in judged else ():
            if alike >= SAME_TEXT:
                yield _recycled_row(name, read, other, known[other], alike)


def _days_between(earlier: ReadArticle, later: ReadArticle) -> float:
    """Return how many days certainly lie between two publications; 0 where they may be at once, or out of order."""
    one, other = earlier.article.published, later.article.published
    if one is None or other is None:
        return 0.0
    return max(0.0, (other.instants()[0] - one.instants()[1]).total_seconds() / 86_400)


def _recycled_row(name: str, read: ReadArticle, other: str, earlier: ReadArticle, alike: float) -> RecycledRow:
    text = f"{read.article.headline or ''}\n{read.article.body}"
    return RecycledRow(
        article=name,
        subject="text",
        alike=alike,
        days=_days_between(earlier, read),
        earlier=f"{_outlet(earlier)}, {earlier.article.published}",
        told=bool(_REPRINT.search(text)),
        evidence=(
            EvidenceSpan(name, "published", str(read.article.published)),
            EvidenceSpan(other, "published", str(earlier.article.published)),
        ),
    )


def judge_recycled(row: RecycledRow) -> Judgement:
    """Fail where the earlier text is weeks old and the page does not say that it prints it again."""
    share = f"{row.alike:.0%} of the wording"
    if row.days < OLD.days:
        return passed(f"{share} was published before ({row.earlier}), within days: a copy, not an old text.")
    if row.told:
        return passed(f"{share} was published before ({row.earlier}), and the page says that it is not new.")
    return failed(
        f"{share} was published {row.days:.0f} days before ({row.earlier}), and the page does not say so. "
        "What it tells of may be long past: the date of the event would settle it."
    )


RECYCLED_TEXT = Rule(
    name="recycled text",
    suite="corroboration",
    question="A text that was published weeks before is not presented as new",
    severity="medium",
    flagged=True,
    row=RecycledRow,
    rows=recycled_rows,
    judge=judge_recycled,
    prose=False,
)
