"""The audit log: append-only, each entry bound to the one before by its hash, written with what it records.

It proves that what is recorded has not been changed since by anyone who cannot rewrite every later entry; noting the
head elsewhere proves it against those who can. It does not prove that what was recorded was true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from storage.database import AUDIT_LOCK, hold, reading, writing
from storage.tables import AuditEntryRow, table

AGENT = f"second-source {version('second-source')}"
GENESIS = "0" * 64
"""What the first entry names as the one before it."""

ENTRIES_AT_ONCE = 5000

Event = tuple[str, dict[str, Any]]
"""What happened, and to what: a kind (`capture`, `article`, `finding`, `flag`, `decision`, ...) and its payload."""


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """What a walk over the log found. `head` is the hash of the last entry (64 zeros where there is none)."""

    ok: bool
    entries: int
    head: str
    broken_at: int | None
    message: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry as stored."""

    seq: int
    at: datetime
    agent: str
    kind: str
    payload: str
    previous: str
    hash: str


def canonical(value: object) -> str:
    """Write JSON in its one canonical form: keys sorted, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def sum_of(value: object) -> str:
    """Return the SHA-256 over a value's canonical JSON."""
    return hashlib.sha256(canonical(value).encode("ascii")).hexdigest()


def entry_hash(seq: int, at: datetime, agent: str, kind: str, payload: str, previous: str) -> str:
    """Return the SHA-256 over an entry and the hash of the one before, in canonical JSON."""
    stamp = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical([seq, stamp, agent, kind, payload, previous]).encode("ascii")).hexdigest()


def append(connection: Connection, events: Sequence[Event], now: datetime, agent: str = AGENT) -> None:
    """Append entries inside the caller's `writing` transaction. Call it last: others wait from here to the commit."""
    if not events:
        return
    hold(connection, AUDIT_LOCK)
    seq, previous = _head(connection)
    rows = []
    for kind, payload in events:
        seq += 1
        text = canonical(payload)
        digest = entry_hash(seq, now, agent, kind, text, previous)
        rows.append(
            {
                "seq": seq,
                "at": now,
                "agent": agent,
                "kind": kind,
                "payload": text,
                "previous": previous,
                "hash": digest,
            }
        )
        previous = digest
    connection.execute(insert(table(AuditEntryRow)), rows)


def record(engine: Engine, kind: str, payload: dict[str, Any], now: datetime, agent: str = AGENT) -> None:
    """Append one entry on its own: an export, a change of settings. The payload must hold no secrets."""
    with writing(engine) as connection:
        append(connection, [(kind, payload)], now, agent)


def note_settings(engine: Engine, settings: dict[str, Any], now: datetime, agent: str = AGENT) -> bool:
    """Append the desk's settings where they are not those last noted; say whether they were. They must hold no secrets."""
    entries = table(AuditEntryRow)
    text = canonical({"desk": settings})
    query = select(entries.c.payload).where(entries.c.kind == "settings").order_by(entries.c.seq.desc())

    def noted(connection: Connection) -> bool:
        return next((one for one in connection.execute(query).scalars() if one.startswith('{"desk":')), None) == text

    with reading(engine) as connection:
        if noted(connection):
            return False
    with writing(engine, AUDIT_LOCK) as connection:
        if noted(connection):
            return False
        append(connection, [("settings", {"desk": settings})], now, agent)
    return True


def audit_head(engine: Engine) -> tuple[int, str]:
    """Return the number of entries and the hash of the last: what to note elsewhere."""
    with reading(engine) as connection:
        return _head(connection)


def _head(connection: Connection) -> tuple[int, str]:
    entries = table(AuditEntryRow)
    last = connection.execute(
        select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
    ).one_or_none()
    return (0, GENESIS) if last is None else (last.seq, last.hash)


def verify_audit(engine: Engine, head: str | None = None) -> AuditVerdict:
    """Walk the whole log; with a `head` noted elsewhere, also check that the log once ended there."""
    entries = table(AuditEntryRow)
    with reading(engine) as connection:
        query = select(entries).order_by(entries.c.seq)
        with connection.execution_options(yield_per=ENTRIES_AT_ONCE).execute(query) as rows:
            return walk((AuditEntry(**row._asdict()) for row in rows), head)


def walk(entries: Iterable[AuditEntry], head: str | None = None, begin: tuple[int, str] = (0, GENESIS)) -> AuditVerdict:
    """Check a log: numbers without gap, hashes that follow, the noted head among them.

    `begin` is the number and hash of the entry before the first; by default the log is whole.
    """
    seq, previous = begin
    noted = head is None or head in {GENESIS, previous}
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            return _broken(seq, previous, f"entry {seq} is missing (the next is {entry.seq})")
        if entry.previous != previous:
            return _broken(seq, previous, f"entry {seq} does not follow entry {seq - 1}")
        if entry.hash != entry_hash(entry.seq, entry.at, entry.agent, entry.kind, entry.payload, entry.previous):
            return _broken(seq, previous, f"entry {seq} was changed after it was written")
        previous = entry.hash
        noted = noted or previous == head
    if not noted:
        return AuditVerdict(
            ok=False,
            entries=seq,
            head=previous,
            broken_at=None,
            message=f"no entry has the noted head {head}: entries were cut off or rewritten since it was noted",
        )
    return AuditVerdict(ok=True, entries=seq, head=previous, broken_at=None, message=f"{seq} entries, each follows")


def _broken(seq: int, previous: str, message: str) -> AuditVerdict:
    return AuditVerdict(ok=False, entries=seq - 1, head=previous, broken_at=seq, message=message)
