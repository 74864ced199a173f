"""Revisions of articles and pages that disappeared, in and out of the database; which copy of an article is the present one."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, func, select, update

from articles.model import (
    CorrectionNote,
    DateDrift,
    Disappearance,
    FigureDrift,
    Revision,
    SentenceChange,
    SourceChange,
    Span,
    WordChange,
)
from storage.audit import AGENT, Event, append, canonical
from storage.columns import plain_digits
from storage.database import add_missing_of, reading, rows_of, writing
from storage.tables import ArticleRow, CaptureRow, DisappearanceRow, RevisionRow, SightingRow, table

ARTICLES, SIGHTINGS, CAPTURES = table(ArticleRow), table(SightingRow), table(CaptureRow)
REVISIONS, DISAPPEARANCES = table(RevisionRow), table(DisappearanceRow)


# -- the copies of an article ----------------------------------------------------------------------


def copies_of(engine: Engine, article_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return every article at the addresses of these, by address; these included."""
    with reading(engine) as connection:
        addresses = {
            row.address for row in rows_of(connection, select(ARTICLES.c.address), ARTICLES.c.id, article_ids)
        } - {""}
        copies: dict[str, list[str]] = defaultdict(list)
        query = select(ARTICLES.c.address, ARTICLES.c.id).order_by(ARTICLES.c.id)
        for row in rows_of(connection, query, ARTICLES.c.address, sorted(addresses)):
            copies[row.address].append(row.id)
    return {address: tuple(ids) for address, ids in sorted(copies.items())}


def last_served(engine: Engine, article_ids: Iterable[str]) -> dict[str, datetime]:
    """Return when each article was last served by a site; one that came from files only is left out."""
    with reading(engine) as connection:
        return _last_served(connection, article_ids)


def _last_served(connection: Connection, article_ids: Iterable[str]) -> dict[str, datetime]:
    said: dict[str, list[str]] = defaultdict(list)
    query = select(SIGHTINGS.c.article_id, SIGHTINGS.c.sha256)
    for row in rows_of(connection, query, SIGHTINGS.c.article_id, article_ids):
        said[row.sha256].append(row.article_id)
    served: dict[str, datetime] = {}
    fetched = select(CAPTURES.c.sha256, func.max(CAPTURES.c.fetched_at).label("at")).group_by(CAPTURES.c.sha256)
    for row in rows_of(connection, fetched.where(CAPTURES.c.status.is_not(None)), CAPTURES.c.sha256, said):
        for article in said[row.sha256]:
            served[article] = max(row.at, served.get(article, row.at))
    return served


def articles_at(engine: Engine, urls: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the articles that were found at each of these addresses, or asked for by it."""
    wanted = sorted(set(urls))
    found: dict[str, set[str]] = defaultdict(set)
    with reading(engine) as connection:
        for column in (ARTICLES.c.address, ARTICLES.c.url):
            for row in rows_of(connection, select(column.label("url"), ARTICLES.c.id), column, wanted):
                found[row.url].add(row.id)
    return {url: tuple(sorted(ids)) for url, ids in found.items()}


# -- revisions -------------------------------------------------------------------------------------


def known_pairs(engine: Engine, article_ids: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs (earlier, later) that were compared before, by the later of the two."""
    query = select(REVISIONS.c.earlier, REVISIONS.c.later)
    with reading(engine) as connection:
        return frozenset((row.earlier, row.later) for row in rows_of(connection, query, REVISIONS.c.later, article_ids))


def store_revisions(engine: Engine, revisions: Sequence[Revision], now: datetime, agent: str = AGENT) -> int:
    """Store revisions and return how many are new; one that is known stays as it was found first."""
    rows = {revision.id: _revision_row(revision, now) for revision in revisions}
    with writing(engine) as connection:
        new = sorted(add_missing_of(connection, REVISIONS, [rows[key] for key in sorted(rows)]))
        append(connection, [("revision", _payload(rows[key])) for key in new], now, agent)
    return len(new)


def _payload(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "revision": row["id"],
        "earlier": row["earlier"],
        "later": row["later"],
        "record_sha256": hashlib.sha256(row["content"].encode("ascii")).hexdigest(),
    }


def revision_sum(row: Any) -> str:
    """Return the SHA-256 over a revision's content; nothing where the row's other columns say something else."""
    try:
        wanted = _revision_row(_revision(json.loads(row.content)), row.stored_at)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return ""
    agrees = all(getattr(row, name) == value for name, value in wanted.items() if name != "content")
    return hashlib.sha256(row.content.encode("ascii")).hexdigest() if agrees else ""


def _revision_row(revision: Revision, now: datetime) -> dict[str, Any]:
    content = asdict(revision)
    return {
        "id": revision.id,
        "earlier": revision.earlier,
        "later": revision.later,
        "address": revision.address,
        "seen_earlier": revision.seen_earlier,
        "seen_later": revision.seen_later,
        "kept": revision.kept,
        "changed": len(revision.changes),
        "material": revision.material,
        "told": revision.told,
        "noted": bool(revision.notes),
        "live": revision.live,
        "doubt": revision.doubt,
        "content": canonical(json.loads(json.dumps(content, default=_plain))),
        "stored_at": now,
    }


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain_digits(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def revisions_of(engine: Engine, article_ids: Iterable[str]) -> tuple[Revision, ...]:
    """Return all revisions at the addresses of these articles, by address, the first first."""
    with reading(engine) as connection:
        addresses = rows_of(connection, select(ARTICLES.c.address), ARTICLES.c.id, article_ids)
        query = select(REVISIONS.c.content, REVISIONS.c.seen_later, REVISIONS.c.id)
        rows = rows_of(connection, query, REVISIONS.c.address, sorted({row.address for row in addresses} - {""}))
    found = [_revision(json.loads(row.content)) for row in rows]
    return tuple(sorted(found, key=lambda revision: (revision.address, str(revision.seen_later), revision.id)))


def _revision(content: Mapping[str, Any]) -> Revision:
    fields = {
        **content,
        "seen_earlier": _instant(content["seen_earlier"]),
        "seen_later": _instant(content["seen_later"]),
        "changes": tuple(_change(change) for change in content["changes"]),
        "headline": tuple(content["headline"]) if content["headline"] else None,
        "headline_aspects": tuple(content["headline_aspects"]),
        "figures": tuple(_figure(drift) for drift in content["figures"]),
        "dates": tuple(
            DateDrift(drift["before"], drift["after"], Span(**drift["earlier"]), Span(**drift["later"]))
            for drift in content["dates"]
        ),
        "sources": tuple(
            SourceChange(change["kind"], change["source"], Span(**change["span"])) for change in content["sources"]
        ),
        "notes": tuple(_note(note) for note in content["notes"]),
        "modified": tuple(content["modified"]),
        "published": tuple(content["published"]),
    }
    return Revision(**fields)


def _change(change: Mapping[str, Any]) -> SentenceChange:
    return SentenceChange(
        change["kind"],
        _span(change["earlier"]),
        _span(change["later"]),
        tuple(WordChange(Span(**words["removed"]), Span(**words["added"])) for words in change["words"]),
        tuple(change["aspects"]),
    )


def _figure(drift: Mapping[str, Any]) -> FigureDrift:
    return FigureDrift(
        **{
            **drift,
            "before": Decimal(drift["before"]),
            "after": Decimal(drift["after"]),
            "earlier": Span(**drift["earlier"]),
            "later": Span(**drift["later"]),
        }
    )


def _note(note: Mapping[str, Any]) -> CorrectionNote:
    day = date.fromisoformat(note["day"]) if note["day"] else None
    return CorrectionNote(note["kind"], Span(**note["span"]), day, _span(note["wrong"]))


def _span(span: Mapping[str, Any] | None) -> Span | None:
    return Span(**span) if span else None


def _instant(stated: str | None) -> datetime | None:
    return datetime.fromisoformat(stated) if stated else None


# -- pages that disappeared ------------------------------------------------------------------------


def store_disappearances(
    engine: Engine, disappearances: Sequence[Disappearance], now: datetime, agent: str = AGENT
) -> int:
    """Store what was met in place of articles, and return how many were not known; a known one is met again."""
    found = {gone.id: gone for gone in disappearances}
    rows = [
        {
            "id": key,
            "article_id": gone.article,
            "url": gone.url,
            "final_url": gone.final_url,
            "kind": gone.kind,
            "status": gone.status,
            "seen_at": gone.seen_at,
            "last_at": gone.seen_at,
            "sha256": gone.sha256,
        }
        for key, gone in sorted(found.items())
    ]
    with writing(engine) as connection:
        new = sorted(add_missing_of(connection, DISAPPEARANCES, rows))
        events: list[Event] = [("disappearance", disappearance_payload(found[key])) for key in new]
        for key in sorted(found.keys() - set(new)):
            statement = update(DISAPPEARANCES).where(
                DISAPPEARANCES.c.id == key, DISAPPEARANCES.c.last_at < found[key].seen_at
            )
            if connection.execute(statement.values(last_at=found[key].seen_at)).rowcount:
                events.append(("met again", {"met again": key, "last_at": utc(found[key].seen_at)}))
        append(connection, events, now, agent)
    return len(new)


def utc(at: datetime) -> str:
    """Write a time as the audit log has it."""
    return at.astimezone(UTC).isoformat()


def disappearance_payload(gone: Disappearance) -> dict[str, Any]:
    """Say of a disappearance what the audit log notes."""
    return {
        "disappearance": gone.id,
        "article": gone.article,
        "url": gone.url,
        "final_url": gone.final_url,
        "kind": gone.kind,
        "status": gone.status,
        "seen_at": utc(gone.seen_at),
        "capture_sha256": gone.sha256,
    }


def disappearance_of(row: Any, back_at: datetime | None = None) -> Disappearance:
    """Read a disappearance from its row."""
    return Disappearance(row.article_id, row.url, row.final_url, row.kind, row.status, row.seen_at, row.sha256, back_at)


def disappearances_of(engine: Engine, article_ids: Iterable[str]) -> tuple[Disappearance, ...]:
    """Return what was met in place of these articles, by article and time; `back_at` where it was served again since."""
    with reading(engine) as connection:
        rows = rows_of(connection, select(DISAPPEARANCES), DISAPPEARANCES.c.article_id, article_ids)
        served = _last_served(connection, sorted({row.article_id for row in rows}))
    rows.sort(key=lambda row: (row.article_id, row.seen_at, row.id))
    return tuple(
        disappearance_of(
            row, back_at if (back_at := served.get(row.article_id)) is not None and back_at > row.last_at else None
        )
        for row in rows
    )
