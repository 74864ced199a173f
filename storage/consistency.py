"""What a desk's own tables say, held against its audit log and against the ids that are made of their content."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, func, select, text

from storage.archive import ARTICLES, CAPTURES, SIGHTINGS, added_up, article_number, capture_sum, day_number
from storage.audit import canonical
from storage.database import open_database, reading
from storage.decisions import DECISIONS, payload_of_row
from storage.findings import (
    EVIDENCE,
    EXPECTATIONS,
    FINDINGS,
    FLAGS,
    RUNS,
    VALIDATIONS,
    digest_of_rows,
    run_sum,
    validation_sum,
)
from storage.matches import SAID as SAID_OF_MATCHES
from storage.matches import match_payload
from storage.outlets import OUTLETS, outlet_id, outlets_by_id
from storage.relations import (
    CORROBORATIONS,
    LINKS,
    MATCHES,
    STORIES,
    corroboration_sums,
    link_id,
    match_id,
    story_sums,
)
from storage.reviews import REVIEWS, review_sum
from storage.revisions import DISAPPEARANCES, REVISIONS, disappearance_of, disappearance_payload, revision_sum
from storage.tables import (
    AuditEntryRow,
    IndexKeyRow,
    TrustFileRow,
    TrustStatementRow,
    WatchedEvidenceRow,
    WatchedFeedRow,
    WatchedPageRow,
    table,
)

LOG, KEYS = table(AuditEntryRow), table(IndexKeyRow)
ROWS_AT_ONCE = 500
FIRST, LAST, OPENED = "first entry at", "last entry at", "last opened at"

NOT_HELD = (
    table(TrustFileRow),
    table(TrustStatementRow),
    table(WatchedFeedRow),
    table(WatchedPageRow),
    table(WatchedEvidenceRow),
)
"""Tables of what is asked for next and what sites last said: the log does not note each of their rows."""

LATER_NOTED = frozenset({"final_url", "seen_at"})
"""What the first entries about disappearances did not say."""

Said = Mapping[str, dict[str, Any]]
Found = Iterator[tuple[str, bool | None]]
"""Each record, and whether it is as recorded; None where nothing was noted that it could be held against."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """What is known of one kind of record."""

    name: str
    status: Literal["ok", "mismatch", "unverifiable"]
    message: str


def check_desk(engine: Engine) -> tuple[Consistency, ...]:
    """Hold captures, outlets, links, matches, findings, flags and decisions against what they were made of."""
    with reading(engine) as connection:
        return (
            _database(connection),
            *(_checked(name, check(connection)) for name, check in CHECKS),
            *_not_held(connection),
        )


def _not_held(connection: Connection) -> Iterator[Consistency]:
    rows = {held.name: connection.execute(select(func.count()).select_from(held)).scalar_one() for held in NOT_HELD}
    filled = [f"{name} ({count})" for name, count in rows.items() if count]
    if filled:
        yield Consistency("feeds and trust.txt", "unverifiable", f"the log notes no sums of {', '.join(filled)}")


def _database(connection: Connection) -> Consistency:
    """Ask SQLite whether its file is sound; PostgreSQL has checksums of its own."""
    if connection.dialect.name != "sqlite":
        return Consistency("database", "ok", "PostgreSQL looks after its own pages")
    problems = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)")) if row[0] != "ok"]
    if not problems and _definitions(connection) != _definitions_wanted():
        problems = ["its definitions are not those that the migrations make"]
    problems += [f"a row of {row[0]} refers to nothing" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    if problems:
        return Consistency("database", "mismatch", problems[0])
    return Consistency("database", "ok", "its pages and references are sound")


def _definitions(connection: Connection) -> list[tuple[Any, ...]]:
    query = text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    return [tuple(row) for row in connection.execute(query)]


def _definitions_wanted() -> list[tuple[Any, ...]]:
    fresh = open_database("sqlite://")
    try:
        with reading(fresh) as connection:
            return _definitions(connection)
    finally:
        fresh.dispose()


def _checked(name: str, found: Found) -> Consistency:
    counts: Counter[bool | None] = Counter()
    first = ""
    for key, held in found:
        counts[held] += 1
        first = first or (key if held is False else "")
    if counts[False]:
        return Consistency(name, "mismatch", f"{counts[False]} of {counts.total()} are not as recorded, first {first}")
    if counts[None]:
        message = f"{counts[True]} are as recorded; of {counts[None]} the log notes no sum"
        return Consistency(name, "unverifiable", message)
    return Consistency(name, "ok", f"{counts[True]} are as recorded")


def _no_longer_there(said: Said, seen: Iterable[str]) -> Found:
    """Yield what the log notes and no row holds any more, where rows are never deleted."""
    for key in sorted(said.keys() - set(seen)):
        yield key, False


def _same(entry: Mapping[str, Any], found: str) -> bool | None:
    """Compare a sum with the one that an entry notes; None where it was written before sums were noted."""
    noted = entry.get("record_sha256")
    return None if noted is None else noted == found


def _said(connection: Connection, kind: str) -> Said:
    """Return the last entry about each record of a kind."""
    query = select(LOG.c.payload, LOG.c.at).where(LOG.c.kind == kind).order_by(LOG.c.seq)
    found: dict[str, dict[str, Any]] = {}
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query) as rows:
        for payload, at in rows:
            said = json.loads(payload)
            before = found.get(said.get(kind, ""), {})
            first, opened = before.get(FIRST, at), at if said.get("status") == "open" else before.get(OPENED)
            found[said.get(kind, "")] = said | {FIRST: first, LAST: at, OPENED: opened}
    return found


def _captures(connection: Connection) -> Found:
    said = _said(connection, "capture")
    for row in connection.execute(select(CAPTURES)):
        place = [row.file, row.offset, row.length]
        told = (row.url, row.final_url, row.status, row.sha256, row.size, place, row.taken_from)
        names = ("url", "final_url", "status", "sha256", "size", "record", "taken_from")
        entry = said.get(row.id, {})
        as_told = told == tuple(entry.get(name) for name in names)
        yield row.id, as_told and _same(entry, capture_sum(row.headers, row.redirects, row.kind))


def _articles(connection: Connection) -> Found:
    for row in connection.execute(select(ARTICLES.c.id, ARTICLES.c.number)):
        yield row.id, row.number == article_number(row.id)


def _search_index(connection: Connection) -> Found:
    """Hold each article's search keys against their sum, and their day against the article's."""
    noted = {article_number(key): entry.get("keys") for key, entry in _said(connection, "article").items()}
    days = {row.number: day_number(row.day) for row in connection.execute(select(ARTICLES.c.number, ARTICLES.c.day))}
    sums: Counter[int] = Counter()
    moved: set[int] = set()
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(KEYS)) as rows:
        for row in rows:
            sums[row.article] ^= int(added_up([row.key]), 16)
            if row.day != days.get(row.article):
                moved.add(row.article)
    for number in noted.keys() | sums.keys():
        told = noted.get(number, "")
        yield str(number), None if told is None else told == f"{sums[number]:016x}" and number not in moved


def _sightings(connection: Connection) -> Found:
    """Look for the capture, or the article's own words, behind each sighting."""
    captures = select(CAPTURES.c.sha256, CAPTURES.c.fetched_at, CAPTURES.c.url, CAPTURES.c.final_url)
    fetched = {
        (row.sha256, row.fetched_at, url) for row in connection.execute(captures) for url in (row.url, row.final_url)
    }
    own = select(ARTICLES.c.id, ARTICLES.c.sha256, ARTICLES.c.fetched_at, ARTICLES.c.url)
    articles = {(row.id, row.sha256, row.fetched_at, row.url) for row in connection.execute(own)}
    for row in connection.execute(select(SIGHTINGS)):
        seen = (row.sha256, row.fetched_at, row.url)
        yield row.article_id, seen in fetched or (row.article_id, *seen) in articles


def _relations(connection: Connection) -> Found:
    """Hold stories and corroborations against the sums last noted."""
    noted: dict[str, str | None] = {}
    query = select(LOG.c.payload).where(LOG.c.kind == "relations").order_by(LOG.c.seq)
    for payload in connection.execute(query).scalars():
        noted |= json.loads(payload)["records"]
    found = story_sums(connection, connection.execute(select(STORIES.c.id)).scalars())
    found |= corroboration_sums(connection, connection.execute(select(CORROBORATIONS.c.claim_id)).scalars())
    for key in sorted(noted.keys() | found.keys()):
        yield key, noted[key] == found.get(key) if key in noted else None


def _runs(connection: Connection) -> Found:
    said = _said(connection, "run")
    rows = connection.execute(select(RUNS)).all()
    for row in rows:
        yield row.id, _same(said.get(row.id, {}), run_sum(row))
    yield from _no_longer_there(said, (row.id for row in rows))


def _validations(connection: Connection) -> Found:
    said = _said(connection, "validation")
    lines: dict[str, list[Row[Any]]] = {}
    for line in connection.execute(select(EXPECTATIONS).order_by(EXPECTATIONS.c.validation_id, EXPECTATIONS.c.place)):
        lines.setdefault(line.validation_id, []).append(line)
    rows = connection.execute(select(VALIDATIONS)).all()
    for row in rows:
        yield row.id, _same(said.get(row.id, {}), validation_sum(row, lines.get(row.id, [])))
    yield from _no_longer_there(said, (row.id for row in rows))


def _reviews(connection: Connection) -> Found:
    said = _said(connection, "review")
    rows = connection.execute(select(REVIEWS)).all()
    for row in rows:
        yield row.id, _same(said.get(row.id, {}), review_sum(row))
    yield from _no_longer_there(said, (row.id for row in rows))


def _revisions(connection: Connection) -> Found:
    said = _said(connection, "revision")
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(REVISIONS)) as rows:
        for row in rows:
            entry = said.get(row.id, {})
            told = (entry.get("earlier"), entry.get("later"), entry.get(LAST)) == (
                row.earlier,
                row.later,
                row.stored_at,
            )
            yield row.id, told and _same(entry, revision_sum(row)) is True


def _disappearances(connection: Connection) -> Found:
    """Hold all but `last_at`, which moves on without an entry, against the log."""
    said = _said(connection, "disappearance")
    rows = connection.execute(select(DISAPPEARANCES)).all()
    for row in rows:
        entry, payload = said.get(row.id, {}), disappearance_payload(disappearance_of(row))
        told = payload.get("disappearance") == row.id and row.last_at >= row.seen_at
        as_told = told and all(entry.get(name) == payload[name] for name in payload.keys() - LATER_NOTED)
        if as_told and not entry.keys() >= LATER_NOTED:
            yield row.id, None
        else:
            yield row.id, as_told and all(entry.get(name) == payload[name] for name in LATER_NOTED)
    yield from _no_longer_there(said, (row.id for row in rows))


def _outlets(connection: Connection) -> Found:
    keys = connection.execute(select(OUTLETS.c.id)).scalars().all()
    for key, outlet in outlets_by_id(connection, keys).items():
        yield key, key == outlet_id(outlet)


def _links(connection: Connection) -> Found:
    for row in connection.execute(select(LINKS)):
        yield row.id, row.id == link_id(row)


def _matches(connection: Connection) -> Found:
    for row in connection.execute(select(MATCHES)):
        yield row.id, row.id == match_id(row)


def _findings(connection: Connection) -> Found:
    said = _said(connection, "finding")
    evidence: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select(EVIDENCE).order_by(EVIDENCE.c.finding_id, EVIDENCE.c.place)):
        evidence.setdefault(row.finding_id, []).append(row)
    for row in connection.execute(select(FINDINGS)):
        entry = said.get(row.id, {})
        digest = digest_of_rows(row, evidence.get(row.id, []))
        gone = entry.get("current") is False
        times = (row.found_at, row.changed_at) == (entry.get(FIRST), entry.get(LAST))
        yield (
            row.id,
            times
            and row.digest == digest
            and row.current is not gone
            and (gone or entry.get("record_sha256") == digest),
        )


def _flags(connection: Connection) -> Found:
    said = _said(connection, "flag")
    for row in connection.execute(select(FLAGS)):
        entry = said.get(row.id, {})
        told = (entry.get("status"), entry.get(OPENED), entry.get(LAST))
        yield row.id, told == (row.status, row.opened_at, row.changed_at)


def _decisions(connection: Connection) -> Found:
    said = _said(connection, "decision")
    for row in connection.execute(select(DECISIONS)):
        entry = dict(said.get(row.id, {}))
        at = entry.pop(LAST, None)
        told = {name: value for name, value in entry.items() if name not in {FIRST, OPENED}}
        yield row.id, at == row.decided_at and canonical(payload_of_row(row)) == canonical(told)


def _match_decisions(connection: Connection) -> Found:
    said = _said(connection, "match")
    rows = connection.execute(select(SAID_OF_MATCHES)).all()
    for row in rows:
        entry = said.get(row.id, {})
        payload = match_payload(row._asdict())
        yield row.id, entry.get(LAST) == row.decided_at and all(entry.get(name) == payload[name] for name in payload)
    yield from _no_longer_there(said, (row.id for row in rows))


CHECKS: tuple[tuple[str, Callable[[Connection], Found]], ...] = (
    ("captures in the database", _captures),
    ("numbers of articles", _articles),
    ("search index", _search_index),
    ("sightings", _sightings),
    ("outlets", _outlets),
    ("stories and counts", _relations),
    ("links", _links),
    ("matches", _matches),
    ("findings", _findings),
    ("flags", _flags),
    ("decisions", _decisions),
    ("decisions on matches", _match_decisions),
    ("reviews", _reviews),
    ("revisions", _revisions),
    ("disappearances", _disappearances),
    ("runs", _runs),
    ("validations", _validations),
)
