"""What the audit log says once it is read from its first entry to its last: what each record ought to say now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.outlets import details_id
from storage.tables import AuditEntryRow, table

LOG = table(AuditEntryRow)
ENTRIES_AT_ONCE = 500


@dataclass(slots=True)
class SaidFlag:
    """A flag as its entries have it; `digest` is that of its finding when the flag last changed."""

    status: str
    digest: str
    opened_at: datetime
    changed_at: datetime
    chance: str | None = None
    drawn_at: datetime | None = None


@dataclass(slots=True)
class SaidOutlets:
    """The registry as its entries have it, and which outlet each article was given."""

    registered: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    latest: dict[str, tuple[int, str]] = field(default_factory=dict)
    stored: dict[str, tuple[int, str | None, str | None, bool]] = field(default_factory=dict)

    def of(self, article: str) -> tuple[str | None, str | None, bool]:
        """Return an article's outlet by name and id, and whether the log says which: older entries name it only."""
        if article not in self.stored:
            return None, None, False
        seq, name, given, known = self.stored[article]
        registered_at, key = self.latest.get(name or "", (0, ""))
        return (name, key, True) if name is not None and registered_at > seq else (name, given, known)


def entries(connection: Connection, *kinds: str) -> Iterator[tuple[int, datetime, str, dict[str, Any]]]:
    """Yield number, time, kind and payload of the entries of some kinds, first written first."""
    query = select(LOG.c.seq, LOG.c.at, LOG.c.kind, LOG.c.payload).where(LOG.c.kind.in_(kinds)).order_by(LOG.c.seq)
    with connection.execution_options(yield_per=ENTRIES_AT_ONCE).execute(query) as rows:
        for row in rows:
            yield row.seq, row.at, row.kind, json.loads(row.payload)


def said_flags(connection: Connection) -> dict[str, SaidFlag]:
    """Follow findings and flags through the log."""
    digests: dict[str, tuple[str, bool]] = {}
    found: dict[str, SaidFlag] = {}
    for _, at, kind, said in entries(connection, "finding", "flag"):
        if kind == "finding":
            key = said["finding"]
            digest, _ = digests.get(key, ("", True))
            digests[key] = (said.get("record_sha256", digest), said.get("current") is not False)
            continue
        key, status = said["flag"], said["status"]
        digest, current = digests.get(key, ("", True))
        flag = found.get(key)
        if flag is None:
            found[key] = flag = SaidFlag(status, digest, at, at)
        elif current or status == "decided":
            flag.digest = digest  # a flag that is settled because its finding is gone keeps the one it had
        flag.status, flag.changed_at = status, at
        if status == "open":
            flag.opened_at = at
        if "chance" in said:
            flag.chance, flag.drawn_at = said["chance"], at
    return found


def said_outlets(connection: Connection) -> SaidOutlets:
    """Follow articles and the registry through the log: a new registry gives articles its outlets of the same name."""
    found = SaidOutlets()
    for seq, _, kind, said in entries(connection, "article", "settings"):
        if kind == "article":
            found.stored[said["article"]] = (seq, said.get("outlet"), said.get("outlet_id"), "outlet_id" in said)
        elif "registered" in said:
            found.registered -= set(said["gone"])
            for details in said["outlets"]:
                key = details_id(details)
                found.registered.add(key)
                found.names[key] = details["name"]
                found.latest[details["name"]] = (seq, key)
    return found
