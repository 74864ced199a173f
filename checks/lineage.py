"""Where does it go back to: in a circle, to a source that does not say it, or to a text that is long known?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import islice

from articles.addresses import normal_url
from articles.model import EvidenceSpan, Figure, Link, Moment, ReadArticle
from articles.relating.profile import outlet_key
from articles.wording import bands, resemblance, signature
from checks.batch import Batch, is_english
from checks.figures.conversions import TO_BASE
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed, sentence_around, unverifiable
from checks.tolerance import agree, half_of_last_digit, likely

# -- circular sourcing -----------------------------------------------------------------------------

ALIKE_SENTENCES = 0.4
"""Of the words of the shorter of two citing sentences: below it, the outlets are cited for two different things."""
FEWEST_TELLING_WORDS = 5
"""A citing sentence with fewer leans on the one before it ("The Post reported this on Monday.")."""
_CITED_OTHERWISE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|reject(?:s|ed|ing)|contradict(?:s|ed|ing)|pointed out|correct(?:s|ed|ion)|"
    r"wrong(?:ly)?|in error|declined|asked by|(?:last|the previous) (?:week|month|year|spring|summer|autumn|fall|winter)|"
    r"(?:weeks|months|years) ago|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""Here an outlet is named for what it said long before, for its mistake, or to say that it is not so."""
_WORD = re.compile(r"[^\W\d_]{4,40}|\d[\d,.]{0,20}\d|\d")


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
    if circle and not _of_one_thing(links, reads):
        circle, links = (), [link]
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


def _of_one_thing(links: list[Link], reads: Mapping[str, ReadArticle]) -> bool:
    """Say whether the sentences of a circle each take over the same matter, as news, from the next outlet."""
    names = {
        word.lower()
        for link in links
        for article in (link.a, link.b)
        for outlet in (reads[article].article.outlet,)
        if outlet
        for name in (outlet.name, *outlet.aliases)
        for word in _WORD.findall(name)
    }
    told: list[frozenset[str]] = []
    for link in links:
        read = reads[link.copier or ""]
        start = read.article.body.find(link.words)
        if start < 0:
            continue
        first, last = sentence_around(read, start, start + len(link.words))
        if _CITED_OTHERWISE.search(read.article.body[first:last]):
            return False
        words = _telling_words(read.article.body[first:last], names)
        if len(words) < FEWEST_TELLING_WORDS and first > 0:
            before, _ = sentence_around(read, max(0, first - 2), max(0, first - 2))
            words |= _telling_words(read.article.body[before:first], names)
        told.append(words)
    return all(
        len(one & other) >= ALIKE_SENTENCES * min(len(one), len(other))
        for one, other in zip(told, (*told[1:], *told[:1]), strict=True)
    )


def _telling_words(text: str, names: set[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)) - names


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
    r"\byears ago today\b|\bon this day\b|\b(?:throwback|flashback|looking back|from the vault|archived?|rerun|re-?shared)\b|"
    r"\bversion of this (?:story|article|report|text|piece) (?:was|ran|appeared|first|originally)\b",
    re.IGNORECASE,
)
_YEARS_LATER = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) (?:years?|months?) (?:ago|on|after|later|since|without)\b|"
    r"\banniversary\b|\b(?:first|second|third|fourth|fifth|tenth) year without\b",
    re.IGNORECASE,
)
"""Looked for in what the later page adds: there it says of the text itself that it is old."""
_PAST = re.compile(
    r"\b(?:was|were|had|said|told|died|did|began|came|went|gave|took|won|lost|fell|rose|has been|have been|has left)\b",
    re.IGNORECASE,
)
FEWEST_PAST = 2
"""Opening hours, bathing advice, a recipe: a text that tells of nothing that happened does not grow old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecycledRow(Row):
    """An article whose text another had before it, how alike the two are, and whether it says so itself."""

    alike: float
    days: float
    earlier: str
    told: bool
    standing: bool = False
    """Whether the text tells of nothing that happened: a notice, advice, a recipe."""


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
        told=bool(_REPRINT.search(text)) or _says_how_old(read, earlier),
        standing=_is_standing(read),
        evidence=(
            EvidenceSpan(name, "published", str(read.article.published)),
            EvidenceSpan(other, "published", str(earlier.article.published)),
        ),
    )


def _is_standing(read: ReadArticle) -> bool:
    """Say whether a text quotes nobody and tells of nothing that happened; unknown, so False, in other languages."""
    if not is_english(read.article.language) or any(one.mode != "indirect" for one in read.reading.attributions):
        return False
    return len(list(islice(_PAST.finditer(read.article.body), FEWEST_PAST))) < FEWEST_PAST


def _says_how_old(read: ReadArticle, earlier: ReadArticle) -> bool:
    """Say whether the later page adds, to the earlier one's words, the day of that or how long ago it was."""
    body, old = read.article.body, earlier.article.body
    added = [read.article.headline or ""] if read.article.headline != earlier.article.headline else []
    added += [span.text for span in read.reading.sentences if span.text not in old]
    if any(_YEARS_LATER.search(words) for words in added):
        return True
    published = earlier.article.published
    return published is not None and any(
        date.explicit
        and date.from_ is not None
        and date.to is not None
        and date.granularity in ("day", "month")
        and date.from_ <= published.day <= date.to
        and body[date.start : date.end] not in old
        for date in read.reading.dates
    )


def judge_recycled(row: RecycledRow) -> Judgement:
    """Fail where the earlier text is weeks old and the page does not say that it prints it again."""
    share = f"{row.alike:.0%} of the wording"
    if row.days < OLD.days:
        return passed(f"{share} was published before ({row.earlier}), within days: a copy, not an old text.")
    if row.standing:
        return unverifiable(
            f"{share} was published before ({row.earlier}), but it tells of nothing that happened on a day."
        )
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
