"""Does it go back to itself: outlets that have one thing from each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from articles.model import EvidenceSpan, Link, ReadArticle
from articles.relating.profile import outlet_key
from checks.batch import Batch
from checks.lineage.publishing import outlet_of, when
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed, sentence_around

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
    dated = sorted(told, key=lambda read: (when(read.article.published), named[id(read)]))
    first: dict[str, str] = {}
    for read in dated:
        key = outlet_key(read.article.outlet)
        if key is not None:
            first.setdefault(key, named[id(read)])
    return first


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
        outlet=outlet_of(reads[article]),
        words=link.words,
        circle=tuple(f"{outlet_of(reads[step.copier])}: “{step.words}”" for step in links if step.copier)
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
