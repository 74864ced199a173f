"""Articles in and out of the database."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, Table, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from articles.model import Article, ReadArticle
from storage.article_rows import (
    ARTICLES,
    EVIDENCE,
    HYPERLINKS,
    SAID,
    Rows,
    article_of,
    digest_of,
    read_article_of,
    rows_of_article,
)
from storage.audit import AGENT, Event, append
from storage.database import add, add_missing, add_missing_of, reading, rows_of, writing
from storage.outlets import keep_outlets, outlet_id, outlets_by_id
from storage.search_keys import INDEX_KEYS, index_rows, key_sum
from storage.tables import AuditEntryRow, SightingRow, table

SIGHTINGS = table(SightingRow)
CHECKED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class StoredCount:
    """How many articles of a batch were new, how many known, and which could not be stored, each with the reason."""

    new: int
    known: int
    refused: tuple[tuple[str, str], ...] = ()
    ids: tuple[str, ...] = ()
    """Of the new ones."""


def store_articles(
    engine: Engine,
    read_articles: Sequence[ReadArticle],
    index_keys: Mapping[str, Iterable[str]],
    now: datetime,
    agent: str = AGENT,
) -> StoredCount:
    """Store a batch in one transaction. A known article is left as it is; only its new bytes are noted.

    Where the database refuses the batch, its articles are stored one by one, so that one of them cannot cost the
    others; those refused are returned with the reason, and the caller must say so.
    """
    try:
        return _store(engine, read_articles, index_keys, now, agent)
    except (StatementError, ValueError) as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError):
            raise  # the database is in trouble, not the article
        if len(read_articles) == 1:
            reason = str(error.orig) if isinstance(error, StatementError) else str(error)
            return StoredCount(0, 0, ((read_articles[0].article.id, " ".join(reason.split())),))
    counts = [store_articles(engine, [read], index_keys, now, agent) for read in read_articles]
    return StoredCount(
        sum(count.new for count in counts),
        sum(count.known for count in counts),
        tuple(refused for count in counts for refused in count.refused),
        tuple(key for count in counts for key in count.ids),
    )


def _store(
    engine: Engine,
    read_articles: Sequence[ReadArticle],
    index_keys: Mapping[str, Iterable[str]],
    now: datetime,
    agent: str,
) -> StoredCount:
    batch = {read.article.id: read for read in read_articles}
    with writing(engine) as connection:
        present = {row.id for row in rows_of(connection, select(ARTICLES.c.id), ARTICLES.c.id, batch)}
        candidates = {key: batch[key] for key in sorted(batch.keys() - present)}
        keep_outlets(connection, (read.article.outlet for read in candidates.values() if read.article.outlet))
        rows = {key: rows_of_article(key, read, now) for key, read in candidates.items()}
        new = sorted(add_missing_of(connection, ARTICLES, [row for said in rows.values() for row in said[ARTICLES]]))
        for to in SAID:
            add(connection, to, [row for key in new for row in rows[key][to]])
        add(connection, INDEX_KEYS, index_rows({key: batch[key].article for key in new}, index_keys))
        events: list[Event] = [
            ("article", _article_payload(batch[key].article, rows[key]) | {"keys": key_sum(index_keys.get(key, ()))})
            for key in new
        ]
        seen = [_sighting(key, read.article) for key, read in sorted(batch.items())]
        events += _add_sightings(connection, seen, set(new))
        append(connection, events, now, agent)
    return StoredCount(len(new), len(batch) - len(new), ids=tuple(new))


def _article_payload(article: Article, rows: Rows) -> dict[str, Any]:
    return {
        "article": article.id,
        "url": article.url,
        "address": article.address,
        "outlet": article.outlet.name if article.outlet else None,
        "outlet_id": outlet_id(article.outlet) if article.outlet else None,
        "headline": article.headline,
        "capture_sha256": article.sha256,
        "record_sha256": digest_of(rows),
    }


def _add_sightings(connection: Connection, seen: Sequence[dict[str, Any]], new: Collection[str]) -> list[Event]:
    """Note the bytes of articles, and return what the log must say of bytes that said a known article again."""
    query = select(SIGHTINGS.c.article_id, SIGHTINGS.c.sha256)
    known = [row["article_id"] for row in seen if row["article_id"] not in new]
    before = {tuple(row) for row in rows_of(connection, query, SIGHTINGS.c.article_id, known)}
    again = [row for row in seen if row["article_id"] not in new and (row["article_id"], row["sha256"]) not in before]
    add_missing(connection, SIGHTINGS, [row for row in seen if row["article_id"] in new] + again)
    return [("sighting", sighting_payload(**row)) for row in again]


def sighting_payload(article_id: str, sha256: str, url: str, fetched_at: datetime | None) -> dict[str, Any]:
    """Say of a sighting what the audit log notes."""
    at = fetched_at.astimezone(UTC).isoformat() if fetched_at else None
    key = f"{article_id} {sha256}"
    return {"sighting": key, "article": article_id, "capture_sha256": sha256, "url": url, "fetched_at": at}


def _sighting(key: str, article: Article) -> dict[str, Any]:
    return {"article_id": key, "sha256": article.sha256, "url": article.url, "fetched_at": article.fetched_at}


def load_articles(engine: Engine, ids: Iterable[str]) -> tuple[ReadArticle, ...]:
    """Return articles as they were stored, in the order of their ids given; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    with reading(engine) as connection:
        articles = {row.id: row for row in rows_of(connection, select(ARTICLES), ARTICLES.c.id, wanted)}
        said = {to: _by_article(connection, to, articles) for to in SAID}
        outlets = outlets_by_id(connection, (row.outlet_id for row in articles.values() if row.outlet_id))
    return tuple(
        read_article_of(articles[key], {to: rows.get(key, []) for to, rows in said.items()}, outlets)
        for key in wanted
        if key in articles
    )


def load_texts(engine: Engine, ids: Iterable[str]) -> tuple[Article, ...]:
    """Return articles without what was read of them, which is most of their rows; else as `load_articles` does."""
    wanted = list(dict.fromkeys(ids))
    with reading(engine) as connection:
        articles = {row.id: row for row in rows_of(connection, select(ARTICLES), ARTICLES.c.id, wanted)}
        said = {to: _by_article(connection, to, articles) for to in (EVIDENCE, HYPERLINKS)}
        outlets = outlets_by_id(connection, (row.outlet_id for row in articles.values() if row.outlet_id))
    return tuple(
        article_of(articles[key], {to: rows.get(key, []) for to, rows in said.items()}, outlets)
        for key in wanted
        if key in articles
    )


def _by_article(connection: Connection, to: Table, ids: Iterable[str]) -> dict[str, list[Row[Any]]]:
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    query = select(to).order_by(to.c.article_id, to.c.place)
    for row in rows_of(connection, query, to.c.article_id, ids):
        rows[row.article_id].append(row)
    return rows


def verify_articles(engine: Engine) -> Iterator[tuple[str, Literal["ok", "mismatch", "missing"]]]:
    """Hold every stored article against the digest in its audit entry, a few at a time."""
    log = table(AuditEntryRow)
    query = select(log.c.payload).where(log.c.kind == "article").order_by(log.c.seq)
    with (
        reading(engine) as connection,
        connection.execution_options(yield_per=CHECKED_AT_ONCE).execute(query) as log_rows,
    ):
        for share in log_rows.scalars().partitions(CHECKED_AT_ONCE):
            logged = {entry["article"]: entry["record_sha256"] for entry in map(json.loads, share)}
            found = _stored_rows(connection, logged)
            for key, digest in logged.items():
                rows = found.get(key)
                yield key, "missing" if rows is None else "ok" if digest_of(rows) == digest else "mismatch"


def _stored_rows(connection: Connection, ids: Iterable[str]) -> dict[str, Rows]:
    wanted = list(ids)
    found: dict[str, Rows] = {}
    for row in rows_of(connection, select(ARTICLES), ARTICLES.c.id, wanted):
        found[row.id] = {to: [] for to in SAID} | {ARTICLES: [row._asdict()]}
    for to in SAID:
        for key, rows in _by_article(connection, to, found).items():
            found[key][to] = [row._asdict() for row in rows]
    return found
