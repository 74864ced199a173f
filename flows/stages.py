"""The stages of a run as plain functions; `tasks.py` makes Prefect tasks of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from articles.addresses import normal_url
from articles.corroboration import (
    OPENING_READ,
    Grouped,
    Indexed,
    grouped,
    hold_ready,
    index_keys,
    keys_of_wording,
    relate_grouped,
    wording_keys,
    worth_relating,
)
from articles.model import Article, Capture, Disappearance, ReadArticle, Relations, Revision
from articles.outlets import Registry
from capture.discover import Source
from capture.errors import Unreadable
from capture.fetch import FetchPolicy
from capture.fetch import fetch as fetch_urls
from capture.files import capture_file
from capture.warc_input import capture_record
from checks.batch import Batch
from flows.desk import Desk, now
from flows.extracting import Extraction
from flows.progress import advance
from flows.revising import earlier_copies, named_by_first
from flows.settings import Settings
from storage.archive import load_articles, load_texts, store_articles
from storage.captures import KeptCapture
from storage.catalogue import store_captures
from storage.findings import FlagCount, store_findings
from storage.matches import rejected_among
from storage.outlets import load_outlets, save_outlets
from storage.registry import read_outlets, starter_outlets
from storage.relations import store_relations
from storage.revisions import copies_of, disappearances_of, revisions_of
from storage.search import articles_at, articles_of_stories, holders, openings
from storage.watched import evidence_of_feeds

if TYPE_CHECKING:
    from checks.suites import Verdict

CANDIDATES = 20
"""Archived articles that an article is related to, at most, the most alike first, and as many that share its wording."""
DOUBTFUL = 2
"""How many of them may be ones that are little alike: in a large archive there is no end of those."""
GLANCED_AT = 24
"""Archived articles that share a key whose headline and opening are looked at, before any is loaded."""
LINKED = 40
"""Links of an article's body that are looked up in the archive; more are a list of links."""
EARLIER = 5
WINDOW = timedelta(days=30)
"""How far apart two reports of one event may be published: what `articles.relating.stories` allows."""


@dataclass(frozen=True, slots=True)
class Related:
    """The articles of the stories that a batch belongs to, archived ones included, and how they relate.

    Of an article with several copies only the present one is among `reads`; the others are `superseded`.
    """

    reads: tuple[ReadArticle, ...]
    relations: Relations
    superseded: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    disappearances: tuple[Disappearance, ...] = ()
    beside: tuple[ReadArticle, ...] = ()
    """Archived documents that new articles link to, and earlier texts like theirs: looked into, not judged."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The articles of a batch that are stored, how many of them are new, and those that could not be."""

    reads: tuple[ReadArticle, ...]
    new: int
    problems: tuple[Unreadable, ...]
    new_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """Captures that are being read, and what comes of each, in order."""

    captures: tuple[Capture, ...]
    answers: Iterator[Indexed | Unreadable]


def policy_of(settings: Settings) -> FetchPolicy:
    """Say how this desk fetches."""
    asking = f"; {settings.contact}" if settings.contact else ""
    return FetchPolicy(
        user_agent=f"SecondSource/0.1 (news verification desk{asking})",
        connect_seconds=settings.connect_timeout,
        read_seconds=settings.read_timeout,
        total_seconds=settings.total_timeout,
        most_bytes=settings.max_bytes,
        most_bytes_unpacked=settings.max_bytes,
        seconds_between_requests=settings.host_delay,
        allow_private_hosts=settings.allow_private_hosts,
        resolve=settings.resolved_addresses(),
    )


def load_registry(desk: Desk) -> Registry:
    """Take in the desk's file of outlets, where one is set, and return all that are known.

    A desk without any of its own knows the well-known ones that come with the program.
    """
    if desk.settings.outlets:
        save_outlets(desk.engine, read_outlets(desk.settings.outlets), now())
    return Registry(load_outlets(desk.engine) or starter_outlets())


def watchlist(settings: Settings) -> list[str]:
    """Return the entries of the desk's watch list: URLs as they are, paths from the list's own folder."""
    try:
        lines = settings.watchlist_file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    entries = (line.strip() for line in lines)
    return [
        entry if "://" in entry else str(settings.watchlist_file.parent / entry)
        for entry in entries
        if entry and not entry.startswith("#")
    ]


async def fetch(desk: Desk, batch: Sequence[Source | Unreadable]) -> tuple[tuple[Capture, ...], tuple[Unreadable, ...]]:
    """Fetch the URLs of a batch and read its files: captures and problems, each in order. The crew gets ready meanwhile."""
    desk.readers.prepare(Extraction, len(batch))
    done: list[Capture | Unreadable] = []
    given = sum(isinstance(source, Source) for source in batch)

    def one_more(answer: Capture | Unreadable) -> None:
        done.append(answer)
        advance("fetch", len(done), given)

    urls = [source.url for source in batch if isinstance(source, Source) and source.url is not None]
    fetched = dict(zip(urls, await fetch_urls(urls, policy_of(desk.settings), now, one_more), strict=True))
    answers: list[Capture | Unreadable] = []
    for source in batch:
        if isinstance(source, Unreadable):
            answers.append(source)
        elif source.url is not None:
            answers.append(fetched[source.url])
        elif source.path is not None:
            try:
                answers.append(_read_file(source.path, source.offset))
            except Unreadable as problem:
                answers.append(problem)
            one_more(answers[-1])
    return (
        tuple(answer for answer in answers if isinstance(answer, Capture)),
        tuple(answer for answer in answers if isinstance(answer, Unreadable)),
    )


def _read_file(path: Path, offset: int | None) -> Capture:
    return capture_file(path, now()) if offset is None else capture_record(path, offset)


def keep(desk: Desk, captures: Sequence[Capture]) -> tuple[KeptCapture, ...]:
    """Write captures to the store, synced, and only then into the database."""
    kept = desk.captures.keep(captures)
    store_captures(desk.engine, kept, now())
    return kept


def begin(desk: Desk, kept: Sequence[KeptCapture], registry: Registry) -> Begun:
    """Read each capture back from the store, its digest checked, and hand it to the crew, which goes to work on it."""
    captures: list[Capture] = []
    pages = {url for capture in kept for url in (capture.url, capture.final_url)}
    said = {
        page: tuple(piece for feed, piece in pieces if registry.speaks_for(feed, page))
        for page, pieces in evidence_of_feeds(desk.engine, pages).items()
    }

    def read_back() -> Iterator[Capture]:
        for capture in kept:
            captures.append(desk.captures.read(capture))
            yield captures[-1]

    answers = desk.readers.map(Extraction(registry, said), read_back(), len(kept))
    return Begun(tuple(captures), answers)


def extract(desk: Desk, begun: Begun) -> tuple[tuple[ReadArticle, ...], tuple[Unreadable, ...]]:  # noqa: ARG001  a stage like the others
    """Collect what the crew extracted and read, each article once, and what held none."""
    reads: dict[str, ReadArticle] = {}
    problems: list[Unreadable] = []
    for done, (capture, answer) in enumerate(zip(begun.captures, begun.answers, strict=True), 1):
        advance("extract", done, len(begun.captures))
        if isinstance(answer, Unreadable):
            answer.answer = capture if answer.missing else None
            problems.append(answer)
        else:
            read = hold_ready(answer)
            reads.setdefault(read.article.id, read)
    return tuple(reads.values()), tuple(problems)


def store(desk: Desk, reads: Sequence[ReadArticle]) -> Stored:
    """Store articles and what was read of them in one transaction; what the database refuses is a problem of its own."""
    keys = {read.article.id: index_keys(read) for read in reads}
    count = store_articles(desk.engine, reads, keys, now())
    refused = dict(count.refused)
    return Stored(
        tuple(read for read in reads if read.article.id not in refused),
        count.new,
        tuple(
            Unreadable(read.article.url, f"could not be stored ({refused[read.article.id]})", "its capture is kept")
            for read in reads
            if read.article.id in refused
        ),
        count.ids,
    )


def relate(desk: Desk, reads: Sequence[ReadArticle], before_this: frozenset[str] = frozenset()) -> Related:
    """Relate articles to each other and to the archive's candidates; keep and return the stories they belong to.

    `before_this` are articles that an earlier try related, perhaps over what another run had found: they are searched for
    like new ones, and what was said of them is said anew, wherever they belong now.
    """
    advance("relate", 0, len(reads))
    new = {read.article.id: read for read in reads}
    # one search an article, so that one that is like many cannot crowd out what another is like
    sought = [*new.values(), *load_articles(desk.engine, sorted(before_this - new.keys()))]
    keys = {read.article.id: index_keys(read) for read in sought}
    found = near(desk, sought, keys).values()
    alike = {other for one in found for other in one}
    joined = {other for one in found for other, likely in one.items() if likely} | new.keys() | before_this
    archived: dict[str, Article] = {}
    while True:
        copies = [set(ids) for ids in copies_of(desk.engine, alike | joined).values()]
        joined = joined.union(*(ids for ids in copies if not ids.isdisjoint(joined)))
        around = alike.union(before_this, *copies, articles_of_stories(desk.engine, joined)) - new.keys()
        missing = sorted(around - archived.keys())
        archived |= {article.id: article for article in load_texts(desk.engine, missing)}
        everyone = [*(read.article for read in new.values()), *(archived[name] for name in sorted(archived))]
        before = earlier_copies(desk, everyone)
        silent = {copy for ids in before.values() for copy in ids}
        again = new.keys() | before_this
        concerned = {latest for latest, ids in before.items() if {latest, *ids} & again}
        concerned |= set(articles_of_stories(desk.engine, silent)) | again
        groups = grouped(article for article in everyone if article.id not in silent)
        about = frozenset(concerned - silent)
        told = {article for story in groups.stories_with(about) for article in story.articles}
        if told <= joined or around.issuperset(set(articles_of_stories(desk.engine, told)) - new.keys()):
            break
        joined |= told  # one that only seemed near tells of the same event: so may the rest of its story
    related = _with_copies(desk, _touching(desk, new, groups, about), before)
    related = replace(related, beside=_beside(desk, related, keys, silent))
    judged = [*(read.article.id for read in related.reads), *related.superseded]
    store_relations(desk.engine, related.relations, now(), judged)
    advance("relate", len(reads), len(reads))
    return related


def _with_copies(desk: Desk, related: Related, before: Mapping[str, tuple[str, ...]]) -> Related:
    """Add what is known of the articles' earlier copies, and of their pages that are gone."""
    ids = [read.article.id for read in related.reads]
    superseded = tuple(sorted(copy for latest in ids for copy in before.get(latest, ())))
    return replace(
        related,
        relations=replace(related.relations, stories=named_by_first(related.relations.stories, before)),
        superseded=superseded,
        revisions=revisions_of(desk.engine, ids),
        disappearances=disappearances_of(desk.engine, [*ids, *superseded]),
    )


def near(desk: Desk, reads: Iterable[ReadArticle], keys: Mapping[str, Sequence[str]]) -> dict[str, dict[str, bool]]:
    """Search the archive for what each article may belong with: ids, and whether it is likely enough to load their stories."""
    given = {read.article.id: read for read in reads}
    of_day: dict[date | None, list[str]] = defaultdict(list)
    for name, read in given.items():
        of_day[read.article.published.day if read.article.published else None].append(name)
    copies: dict[str, tuple[str, ...]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for day, names in of_day.items():
        held = holders(desk.engine, (key for name in names for key in keys[name]), day, WINDOW)
        copies |= {name: held.best(wording_keys(keys[name]), CANDIDATES) for name in names}
        found |= {name: held.best(keys[name], GLANCED_AT) for name in names}
    seen = openings(desk.engine, (other for ids in found.values() for other in ids), OPENING_READ)
    return {
        name: worth_relating(read, {other: seen[other] for other in found[name]}, CANDIDATES, DOUBTFUL)
        | dict.fromkeys(copies[name], True)
        for name, read in given.items()
    }


def _beside(
    desk: Desk, related: Related, keys: Mapping[str, Sequence[str]], silent: set[str]
) -> tuple[ReadArticle, ...]:
    """Load what the articles link to, and the few texts of any age that share most of their wording.

    `silent` are earlier copies of the articles themselves.
    """
    known = {read.article.id: read for read in related.reads}
    linked = {
        name: [form for link in read.article.links[:LINKED] for form in (link.url, normal_url(link.url))]
        for name, read in known.items()
    }
    worded = {name: wording_keys(keys.get(name) or keys_of_wording(read)) for name, read in known.items()}
    at = articles_at(desk.engine, (form for forms in linked.values() for form in forms))
    held = holders(desk.engine, (key for own in worded.values() for key in own))
    wanted: set[str] = set()
    for name in known:
        wanted.update(sorted({article for form in linked[name] for article in at.get(form, ())})[:LINKED])
        wanted.update(held.best(worded[name], EARLIER))
    return load_articles(desk.engine, sorted(wanted - known.keys() - silent))


def _touching(desk: Desk, new: Mapping[str, ReadArticle], groups: Grouped, about: frozenset[str]) -> Related:
    """Relate, and keep the stories of the articles it is about: of the others, not all neighbours were at hand.

    What was read of archived articles is loaded only of these stories: most neighbours turn out to tell of other events.
    """
    told = {article for story in groups.stories_with(about) for article in story.articles}
    archived = {read.article.id: read for read in load_articles(desk.engine, sorted(told - new.keys()))}
    reads = [*(read for name, read in new.items() if name in told), *(archived[name] for name in sorted(archived))]
    return Related(tuple(reads), relate_grouped(groups, reads, about, rejected_among(desk.engine, sorted(told))))


def validate(desk: Desk, related: Related, checked_at: datetime) -> Verdict:
    """Let Great Expectations judge what was read; a rule that crashes fails the run."""
    from checks.suites import validate as judged  # noqa: PLC0415  Great Expectations takes seconds to import

    advance("validate", 0, len(related.reads))
    verdict = judged(
        Batch(
            related.reads,
            related.relations,
            checked_at,
            desk.settings.bar,
            related.revisions,
            related.disappearances,
            related.beside,
        )
    )
    advance("validate", len(related.reads), len(related.reads))
    return verdict


def flag(desk: Desk, related: Related, verdict: Verdict, run: str) -> FlagCount:
    """Keep findings and validation results, and open or settle flags accordingly."""
    judged = [*(read.article.id for read in related.reads), *related.superseded]
    return store_findings(desk.engine, verdict.findings, verdict.validations, run, now(), judged)


def count_again(desk: Desk, articles: Iterable[str], run: str) -> None:
    """Relate and judge articles of the archive once more: a reviewer said that some of what they say is not the same."""
    related = relate(desk, load_articles(desk.engine, sorted(articles)))
    flag(desk, related, validate(desk, related, now()), run)
