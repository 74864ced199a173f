"""The export: one zip that holds captures, tables, provenance, claim reviews, the audit log and a report, and its check."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, func, select

from storage.audit import GENESIS, record
from storage.captures import CaptureStore
from storage.catalogue import captures_among
from storage.database import snapshot
from storage.errors import StorageError
from storage.export.bag import PAYLOAD, close_bag, pack
from storage.export.claim_reviews import claim_reviews
from storage.export.dossiers import Dossier, Heading, dossiers, headings
from storage.export.layout import CLAIM_REVIEWS, CONTENTS, FORMAT, LOG, PROVENANCE, REPORT, TABLES_FOLDER, WACZ
from storage.export.provenance import provenance_json
from storage.export.report import Report
from storage.export.scope import LEFT_OUT, NO_ARTICLE, Scope, captures_in, first_entry, refuse_unknown, rows_in
from storage.export.tables import FORMATS, NOTES, write_table
from storage.export.verifying import PartVerdict, verify_bundle
from storage.export.wacz import Archived, Kept, write_wacz
from storage.tables import TABLES, AuditEntryRow, table

__all__ = ["ExportResult", "PartVerdict", "Scope", "export", "verify_bundle"]

EVERYTHING = Scope()
LEFT_ALONE = frozenset({"export"})
"""Entries that an export ends before: what it does must not change the next one."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: how many captures and rows, the audit log's head in it, and the SHA-256 that seals the file."""

    out: Path
    stories: int
    articles: int
    captures: int
    rows: int
    entries: int
    head: str
    sum: str
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What an export is made from."""

    engine: Engine
    captures: CaptureStore
    scope: Scope
    program: str
    desk: str


def export(
    engine: Engine,
    captures: CaptureStore,
    out: Path,
    program: str,
    now: datetime,
    scope: Scope = EVERYTHING,
    desk: str = "",
) -> ExportResult:
    """Write an export to one file and log it; the same data give the same bytes, whenever and wherever.

    `desk` is the newsroom whose reviewers decided. StorageError where the file exists and is no export, cannot be
    written, or where nothing is in reach of `scope`. Nothing is half-written: the file takes its name when it is whole.
    """
    _refuse_foreign(out)
    draft = out.parent / f".{out.name}.{uuid.uuid4().hex[:8]}.partial"
    try:
        draft.mkdir(parents=True)
        try:
            result = _write(_Source(engine, captures, scope, program, desk), draft, out)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise StorageError(f"The export cannot be written to {out} ({error.strerror}); name another file.") from error
    payload = {
        "sum": result.sum,
        "scope": scope.words(),
        "entries": result.entries,
        "head": result.head,
        "rows": result.rows,
        "captures": result.captures,
    }
    record(engine, "export", payload, now)
    return result


def _refuse_foreign(out: Path) -> None:
    if out.is_dir() or out.is_symlink():
        raise StorageError(f"{out} is a folder; name a file for the export, say {out.name or 'export'}.zip.")
    if out.exists() and [part.status for part in verify_bundle(out) if part.name == CONTENTS] != ["ok"]:
        raise StorageError(f"{out} is there and is no export; name another file.")


def _write(source: _Source, draft: Path, out: Path) -> ExportResult:
    bag = draft / "bag"
    payload = bag / PAYLOAD
    for folder in (*(f"{TABLES_FOLDER}/{name}" for name in FORMATS), PROVENANCE):
        (payload / folder).mkdir(parents=True)
    with snapshot(source.engine) as connection:
        refuse_unknown(connection, source.scope)
        last, head, as_of = _log_end(connection)
        first = first_entry(connection, source.scope, last)
        rows, left_out = _write_tables(connection, source.scope, (first, last), payload)
        found = headings(connection, source.scope)
        archived = _write_captures(source, payload, draft / "wacz", as_of)
        _write_dossiers(source, found, payload, _Ending(last, head, as_of))
        schema = MigrationContext.configure(connection).get_current_revision()
    stories = sum(bool(heading.headline) for heading in found)
    contents = {
        "format": FORMAT,
        "program": source.program,
        "schema": schema,
        "scope": source.scope.words(),
        "as_of": as_of.isoformat(),
        "audit": {"first": first, "previous": _previous(payload), "last": last, "head": head},
        "rows": rows,
        "captures": {"archived": archived.captures, "left_out": [list(pair) for pair in archived.left_out]},
        "left_out": left_out,
        "notes": NOTES
        | {
            "captures": "Records as they stand in the desk's WARC files. What was asked for them stays there.",
            "audit": "The log ends before this export's own entry, so that exporting twice is the same.",
        },
    }
    (payload / CONTENTS).write_bytes((json.dumps(contents, indent=2, sort_keys=True) + "\n").encode("ascii"))
    close_bag(
        bag,
        {
            "Bag-Software-Agent": source.program,
            "Bagging-Date": as_of.date().isoformat(),
            "External-Description": f"Second Source: {source.scope.words()}; audit head {head}",
        },
    )
    seal = pack(bag, draft / "bag.zip")
    (draft / "bag.zip").replace(out)
    articles = rows["article"]
    return ExportResult(
        out, stories, articles, archived.captures, sum(rows.values()), last, head, seal, archived.left_out
    )


@dataclass(frozen=True, slots=True)
class _Ending:
    """Where the log stood: the number and hash of its last entry, and when that was written."""

    last: int
    head: str
    as_of: datetime


def _log_end(connection: Connection) -> tuple[int, str, datetime]:
    """Return the last entry that is not of an export."""
    log = table(AuditEntryRow)
    last = select(func.max(log.c.seq)).where(log.c.kind.not_in(LEFT_ALONE)).scalar_subquery()
    row = connection.execute(select(log.c.seq, log.c.hash, log.c.at).where(log.c.seq == last)).one_or_none()
    return (0, GENESIS, datetime(1980, 1, 1, tzinfo=UTC)) if row is None else (row.seq, row.hash, row.at)


def _write_tables(
    connection: Connection, scope: Scope, entries: tuple[int, int], payload: Path
) -> tuple[dict[str, int], dict[str, str]]:
    rows: dict[str, int] = {}
    left_out = dict(LEFT_OUT)
    for source in TABLES:
        if source.name in LEFT_OUT:
            continue
        query = rows_in(source, scope, entries)
        if query is None:
            left_out[source.name] = NO_ARTICLE
        else:
            rows[source.name] = write_table(connection, query, source, payload / TABLES_FOLDER)
    return rows, left_out


def _previous(payload: Path) -> str:
    """Return what the first entry taken along names as the one before it."""
    with (payload / LOG).open("rb") as file:
        line = file.readline()
    return str(json.loads(line)["previous"]) if line else GENESIS


def _write_captures(source: _Source, payload: Path, folder: Path, as_of: datetime) -> Archived:
    wanted = (
        Kept(capture.id, capture.record, tuple(hop.url for hop in capture.redirects), headline)
        for capture, headline in captures_among(source.engine, captures_in(source.scope))
    )
    return write_wacz(wanted, source.captures, payload / WACZ, folder, as_of, source.program)


def _write_dossiers(source: _Source, found: tuple[Heading, ...], payload: Path, ending: _Ending) -> None:
    reviews: list[dict[str, Any]] = []
    report = Report(found, source.program, source.scope.words(), ending.last, ending.head, ending.as_of)

    def each() -> Iterator[Dossier]:
        for dossier in dossiers(source.engine, found):
            (payload / PROVENANCE / f"{dossier.id}.json").write_bytes(
                provenance_json(dossier, source.program).encode("utf-8")
            )
            reviews.extend(claim_reviews(dossier, source.desk))
            yield dossier

    with (payload / REPORT).open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        for part in report.html(each()):
            file.write(part)
    graph = {"@context": "https://schema.org", "@graph": reviews}
    (payload / CLAIM_REVIEWS).write_bytes((json.dumps(graph, indent=1, sort_keys=True) + "\n").encode("ascii"))
