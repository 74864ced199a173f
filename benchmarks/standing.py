"""What stands on a desk, without what differs from run to run: for holding a desk that was disturbed against one that was not."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.crew import Crew
from flows.desk import Desk
from flows.settings import Settings
from flows.verify import verify_desk
from storage.captures import CaptureStore
from storage.database import Engine, open_database, sqlite_url
from storage.tables import TABLES

NOT_COMPARED = frozenset({"run", "validation", "expectation", "audit_entry", "alembic_version", "review"})
"""Tables with a row for each run, and the log of all that was done, which is walked instead."""
TIMES = frozenset(
    {"stored_at", "found_at", "changed_at", "opened_at", "fetched_at", "seen_at", "last_at", "seen_earlier"}
    | {"seen_later", "read_at", "asked_at", "first_seen", "last_checked", "due_at"}
)
PLACES = frozenset({"kind", "file", "offset", "length", "payload_file", "payload_offset", "payload_length", "headers"})
"""What of a capture depends on when it was fetched: an answer that is held already is a revisit."""
DIFFERENT = {
    "capture": TIMES | PLACES | {"id"},
    "disappearance": TIMES | {"id"},
    "revision": TIMES | {"content"},
    "finding": TIMES | {"run_id", "digest"},
    "flag": TIMES | {"digest"},
}
"""Columns that hold a time or a sum over one; what else those sums are over is compared by itself."""
MINUTE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")
"""How messages and servers write when something was fetched."""
FIXED = "Tue, 20 Oct 2026"
"""The newsroom's own times of modification, which are part of what is compared."""
IN_ORDER = frozenset({"ok", "unverifiable"})


@contextmanager
def _opened(folder: Path, database: str | None) -> Iterator[Engine]:
    engine = open_database(database or sqlite_url(folder))
    try:
        yield engine
    finally:
        engine.dispose()


def standing(folder: Path, database: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return the rows of each table as they should be after any history, each row once; by default of a desk on SQLite."""
    rows: dict[str, tuple[str, ...]] = {}
    with _opened(folder, database) as engine, engine.connect() as connection:
        for table in TABLES:
            if table.name in NOT_COMPARED:
                continue
            leave = DIFFERENT.get(table.name, TIMES | {"run_id"})
            columns = [column.name for column in table.columns if column.name not in leave]
            named = ", ".join(f'"{name}"' for name in columns)
            found = connection.exec_driver_sql(f'SELECT DISTINCT {named} FROM "{table.name}"')
            rows[table.name] = tuple(sorted({MINUTE.sub(_timeless, repr(tuple(row))) for row in found}))
    return rows


def _timeless(written: re.Match[str]) -> str:
    return written[0] if written[0].startswith(FIXED) else "then"


def problems_of(
    folder: Path, found: Mapping[str, Sequence[str]], calm: Mapping[str, Sequence[str]], database: str | None = None
) -> dict[str, list[str]]:
    """Say what a desk has lost, what it has twice, and what of its log does not hold."""
    losses = [f"{name}: {row[:300]}" for name in calm for row in sorted(set(calm[name]) - set(found[name]))]
    doubled = [f"{name}: {row[:300]}" for name in calm for row in sorted(set(found[name]) - set(calm[name]))]
    breaks: list[str] = []
    settings = Settings(data_dir=folder)
    with _opened(folder, database) as engine:
        captures = CaptureStore(settings.captures_dir)
        verdicts = verify_desk(Desk(settings, engine, captures, Crew(1), Crew(1)), None)
        doubled += _said_twice(engine)
    for verdict in verdicts:
        if verdict.status not in IN_ORDER:
            (breaks if verdict.part == "audit log" else losses).append(f"{verdict.part}: {verdict.message}")
    return {"losses": losses, "duplicates": doubled, "breaks": breaks}


def _said_twice(engine: Engine) -> list[str]:
    """Name what the log says was stored twice, and flags that went to where they were."""
    once: Counter[tuple[str, Any]] = Counter()
    status: dict[str, str] = {}
    twice = []
    with engine.connect() as connection:
        for kind, payload in connection.exec_driver_sql("SELECT kind, payload FROM audit_entry ORDER BY seq"):
            said = json.loads(payload)
            if kind in {"capture", "article", "revision", "disappearance", "validation"}:
                once[kind, said[kind]] += 1
            if kind == "flag":
                twice += (
                    [f"flag {said[kind]} is {said['status']} again"] if status.get(said[kind]) == said["status"] else []
                )
                status[said[kind]] = said["status"]
    return twice + [f"{kind} {key} was stored {count} times" for (kind, key), count in once.items() if count > 1]
