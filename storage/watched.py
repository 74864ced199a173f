"""What is watched: feeds and how they answered, pages and when they are due, and what feeds say of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, select, update

from articles.addresses import masked_url, normal_url
from articles.model import FieldEvidence, ListedPage, short_id
from articles.watching import check_after_change, next_check
from storage.database import WATCH_LOCK, add, add_missing, reading, rows_of, writing
from storage.tables import ArticleRow, WatchedEvidenceRow, WatchedFeedRow, WatchedPageRow, table

FEEDS, PAGES, EVIDENCE = table(WatchedFeedRow), table(WatchedPageRow), table(WatchedEvidenceRow)
FILE = "file://"


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """What a feed answered last. `kind` is None until it was once read, `page` for what turned out to be a page.

    `nested` are the sitemaps that an index named last, each with its last change as the index writes it, or "".
    """

    url: str
    asked_at: datetime
    kind: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    status: int | None = None
    problem: str | None = None
    failures: int = 0
    listed: int = 0
    nested: tuple[tuple[str, str], ...] = ()
    changed_at: datetime | None = None

    @property
    def id(self) -> str:
        """Two spellings of one address are one feed."""
        return short_id("feed", normal_url(self.url))


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many of the pages that a feed listed were never met before, and how many it says have changed."""

    new: int = 0
    changed: int = 0


def page_id(url: str) -> str:
    """Name a page by its address, however it is spelled."""
    return short_id("page", normal_url(url))


# -- feeds -----------------------------------------------------------------------------------------


def known_feeds(engine: Engine, urls: Iterable[str]) -> dict[str, WatchedFeed]:
    """Return what is known of feeds, by the addresses given."""
    ids = {url: short_id("feed", normal_url(url)) for url in urls}
    with reading(engine) as connection:
        rows = {row.id: row for row in rows_of(connection, select(FEEDS), FEEDS.c.id, ids.values())}
    return {url: _feed(rows[key]) for url, key in ids.items() if key in rows}


def _feed(row: Row[Any]) -> WatchedFeed:
    return WatchedFeed(**{name: value for name, value in row._asdict().items() if name != "id"})


def note_feed(engine: Engine, feed: WatchedFeed, pages: Sequence[ListedPage] = (), *, past: bool = False) -> PageCount:
    """Keep a feed's answer and the pages that it lists, in one transaction; the same twice changes nothing.

    With `past`, pages without a date are taken for older than the watch: noted, and not due.
    """
    row = {**asdict(feed), "id": feed.id, "url": masked_url(feed.url)}
    with writing(engine, WATCH_LOCK) as connection:
        add_missing(connection, FEEDS, [row])
        connection.execute(update(FEEDS).where(FEEDS.c.id == feed.id).values(row))
        return _note_pages(connection, feed.id, pages, feed.asked_at, past=past)


# -- pages -----------------------------------------------------------------------------------------


def note_pages(engine: Engine, urls: Iterable[str], now: datetime) -> PageCount:
    """Keep pages that a person listed."""
    with writing(engine, WATCH_LOCK) as connection:
        return _note_pages(connection, None, [ListedPage(url) for url in urls], now, past=False)


def note_files(engine: Engine, markers: Mapping[str, str], now: datetime) -> PageCount:
    """Keep files by their URI; one is due when it is new or its marker is not what it was."""
    ids = {page_id(url): url for url in markers}
    new, changed = [], 0
    with writing(engine, WATCH_LOCK) as connection:
        known = {row.id: row for row in rows_of(connection, select(PAGES), PAGES.c.id, ids)}
        for key, url in ids.items():
            if key not in known:
                new.append(_page_row(key, ListedPage(url), None, now, now) | {"marker": markers[url]})
            elif known[key].marker != markers[url]:
                changed += 1
                values = {"marker": markers[url], "due_at": now}
                connection.execute(update(PAGES).where(PAGES.c.id == key).values(values))
        add(connection, PAGES, new)
    return PageCount(len(new), changed)


def _note_pages(
    connection: Connection, feed: str | None, pages: Sequence[ListedPage], now: datetime, *, past: bool
) -> PageCount:
    listed = {page_id(page.url): page for page in reversed(pages)}
    known = {row.id: row for row in rows_of(connection, select(PAGES), PAGES.c.id, listed)}
    new = [key for key in listed if key not in known]
    rows = []
    for key in new:
        page = listed[key]
        stated = page.published or page.modified
        due = None if past and stated is None else next_check(stated, None, now)
        rows.append(_page_row(key, page, feed, now, due))
    add(connection, PAGES, rows)
    if feed is None:
        return PageCount(len(new))
    said = _said_by(connection, feed, known)
    changed = [key for key, row in known.items() if _change(connection, row, listed[key], said.get(key, ()), feed, now)]
    add(connection, EVIDENCE, [row for key in new for row in _evidence_rows(key, listed[key], feed, 0)])
    return PageCount(len(new), len(changed))


def _page_row(key: str, page: ListedPage, feed: str | None, now: datetime, due: datetime | None) -> dict[str, Any]:
    return {
        "id": key,
        "url": masked_url(page.url),
        "feed_id": feed,
        "published": page.published,
        "modified": page.modified,
        "found_at": now,
        "checked_at": None,
        "due_at": due,
        "checks": 0,
        "marker": None,
    }


def _evidence_rows(key: str, page: ListedPage, feed: str, first: int) -> list[dict[str, Any]]:
    return [
        {
            "page_id": key,
            "place": place,
            "field": piece.field,
            "value": piece.value,
            "found_in": piece.found_in,
            "feed_id": feed,
        }
        for place, piece in enumerate(page.evidence, first)
    ]


def _said_by(connection: Connection, feed: str, keys: Iterable[str]) -> dict[str, tuple[FieldEvidence, ...]]:
    query = select(EVIDENCE).where(EVIDENCE.c.feed_id == feed).order_by(EVIDENCE.c.page_id, EVIDENCE.c.place)
    said: dict[str, list[FieldEvidence]] = defaultdict(list)
    for row in rows_of(connection, query, EVIDENCE.c.page_id, keys):
        said[row.page_id].append(FieldEvidence(row.field, row.value, row.found_in))
    return {key: tuple(pieces) for key, pieces in said.items()}


def _change(
    connection: Connection, row: Row[Any], page: ListedPage, said: Sequence[FieldEvidence], feed: str, now: datetime
) -> bool:
    """Take in what a feed now says of a page that is known; True where it says that the page has changed."""
    if tuple(said) == page.evidence:
        return False
    mine = (EVIDENCE.c.page_id == row.id) & (EVIDENCE.c.feed_id == feed)
    connection.execute(delete(EVIDENCE).where(mine))
    last = connection.execute(
        select(EVIDENCE.c.place).where(EVIDENCE.c.page_id == row.id).order_by(EVIDENCE.c.place.desc()).limit(1)
    ).scalar()
    add(connection, EVIDENCE, _evidence_rows(row.id, page, feed, 0 if last is None else last + 1))
    values: dict[str, Any] = {"modified": page.modified or row.modified}
    if row.published is None:
        values["published"] = page.published
    # a feed that speaks of a page for the first time does not say that it changed
    changed = bool(said) and page.modified is not None and page.modified != row.modified
    if row.checked_at is None and row.due_at is None:
        # noted as old or undated until now; another feed may know better
        stated = page.published or page.modified
        values["due_at"] = None if stated is None else next_check(stated, None, now)
    elif changed:
        soon = check_after_change(row.published or page.modified, row.checked_at, row.found_at)
        values["due_at"] = min(filter(None, (row.due_at, soon)), default=None)
    connection.execute(update(PAGES).where(PAGES.c.id == row.id).values(values))
    return changed


def pages_due(engine: Engine, now: datetime, most: int) -> tuple[str, ...]:
    """Return the addresses that are due, at most so many: those never checked first, then by how long they wait."""
    query = select(PAGES.c.url).where(PAGES.c.due_at <= now).order_by(PAGES.c.checks > 0, PAGES.c.due_at, PAGES.c.id)
    with reading(engine) as connection:
        return tuple(connection.execute(query.limit(most)).scalars())


def note_checked(engine: Engine, urls: Iterable[str], articles: Iterable[str], now: datetime) -> None:
    """Note that pages were fetched, whatever came of it, and when each is due again.

    `articles` are the ids of those that were read: an article's own date stands above what a feed said of it.
    """
    keys = {page_id(url) for url in urls}
    of = table(ArticleRow)
    with writing(engine, WATCH_LOCK) as connection:
        read = rows_of(connection, select(of.c.url, of.c.published), of.c.id, articles)
        published = {page_id(row.url): row.published for row in read if row.published is not None}
        for row in rows_of(connection, select(PAGES), PAGES.c.id, sorted(keys)):
            stated = published.get(row.id, row.published)
            due = None if row.url.startswith(FILE) else next_check(stated or row.modified, now, row.found_at)
            values = {"checked_at": now, "checks": row.checks + 1, "published": stated, "due_at": due}
            connection.execute(update(PAGES).where(PAGES.c.id == row.id).values(values))


def evidence_of_feeds(engine: Engine, urls: Iterable[str]) -> dict[str, tuple[tuple[str, FieldEvidence], ...]]:
    """Return what feeds and sitemaps say of pages, by the addresses given, each piece with the feed's address.

    A page that none lists is left out. A feed may list anybody's pages: whether to believe it is the caller's to say.
    """
    ids = {url: page_id(url) for url in urls}
    said: dict[str, dict[tuple[str, FieldEvidence], None]] = defaultdict(dict)
    query = (
        select(EVIDENCE, FEEDS.c.url)
        .join(FEEDS, FEEDS.c.id == EVIDENCE.c.feed_id)
        .order_by(EVIDENCE.c.page_id, EVIDENCE.c.place)
    )
    with reading(engine) as connection:
        for row in rows_of(connection, query, EVIDENCE.c.page_id, ids.values()):
            said[row.page_id][row.url, FieldEvidence(row.field, row.value, row.found_in)] = None
    return {url: tuple(said[key]) for url, key in ids.items() if key in said}
