"""The export: every table as CSV and JSON Lines with a manifest of sums, and its check with nothing but the folder."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Literal, TextIO

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, Select, String, Table, func, select

from storage.audit import GENESIS, AuditEntry, canonical, record, walk
from storage.columns import plain_digits
from storage.database import reading
from storage.errors import StorageError
from storage.spreadsheet import guarded
from storage.tables import TABLES, AuditEntryRow, table

FORMAT = "second-source export 1"
MANIFEST = "manifest.json"
LEFT_OUT = {"index_key": "a search index made from the articles; it records nothing"}
NOTES = {
    "csv": "RFC 4180, UTF-8. An empty cell is nothing or empty text; JSON Lines tells them apart. Lists are JSON."
    " Text that could start a formula in a spreadsheet, or that begins with ', has a ' put before it.",
    "jsonl": "One JSON object a line, ASCII. Figures are strings, digit for digit; times are UTC.",
    "audit": "The log up to the last entry that is not itself of an export, so that exporting twice gives the same.",
    "sums": "SHA-256. `sum` is over this manifest without it, as JSON with sorted keys and no spaces.",
}
ROWS_AT_ONCE = 100
READ_AT_ONCE = 1 << 20

PartStatus = Literal["ok", "mismatch", "missing", "unexpected", "unverifiable"]


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: how many files and rows, the audit log's head in it, and the manifest's sum."""

    out: Path
    files: int
    rows: int
    entries: int
    head: str
    sum: str


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What the check says of one part of an export."""

    name: str
    status: PartStatus
    message: str


# -- writing ---------------------------------------------------------------------------------------


def export(engine: Engine, out: Path, version: str, now: datetime) -> ExportResult:
    """Write an export to a folder and log it; the same data and time give the same bytes.

    StorageError where the folder holds anything but an earlier export, or cannot be written. Nothing is half-written:
    a folder beside it takes its place when it is whole.
    """
    _refuse_foreign(out)
    draft = out.parent / f".{out.name}.{uuid.uuid4().hex[:8]}.partial"
    try:
        draft.mkdir(parents=True)
        try:
            result = _write(engine, draft, out, version, now)
            _take_place(draft, out)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise StorageError(f"The export cannot be written to {out} ({error.strerror}); name another folder.") from error
    record(
        engine, "export", {"sum": result.sum, "entries": result.entries, "head": result.head, "rows": result.rows}, now
    )
    return result


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise StorageError(f"{out} is not a folder; name another for the export.")
    if out.exists() and any(out.iterdir()):
        try:
            manifest = json.loads((out / MANIFEST).read_bytes())
        except (OSError, ValueError):
            manifest = None
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise StorageError(f"{out} holds other files; name a new or empty folder for the export.")


def _take_place(draft: Path, out: Path) -> None:
    if not out.exists():
        draft.rename(out)
        return
    old = draft.with_suffix(".old")
    out.rename(old)
    draft.rename(out)
    shutil.rmtree(old)


def _write(engine: Engine, draft: Path, out: Path, version: str, now: datetime) -> ExportResult:
    parts: list[dict[str, Any]] = []
    rows = 0
    for folder in ("csv", "jsonl"):
        (draft / folder).mkdir()
    with reading(engine) as connection:
        entries, head = _log_end(connection)
        for source in TABLES:
            if source.name not in LEFT_OUT:
                written = _write_table(connection, source, draft, entries)
                parts += written
                rows += int(written[0]["rows"])
        schema = MigrationContext.configure(connection).get_current_revision()
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "program": version,
        "schema": schema,
        "written_at": now.astimezone(UTC).isoformat(),
        "audit": {"entries": entries, "head": head},
        "parts": sorted(parts, key=lambda part: str(part["name"])),
        "left_out": LEFT_OUT,
        "notes": NOTES,
    }
    manifest["sum"] = _manifest_sum(manifest)
    (draft / MANIFEST).write_bytes(_manifest_bytes(manifest))
    return ExportResult(out, len(parts) + 1, rows, entries, head, manifest["sum"])


def _log_end(connection: Connection) -> tuple[int, str]:
    """Return the last entry that is not of an export: what an export does must not change the next one."""
    log = table(AuditEntryRow)
    last = select(func.max(log.c.seq)).where(log.c.kind != "export").scalar_subquery()
    row = connection.execute(select(log.c.seq, log.c.hash).where(log.c.seq == last)).one_or_none()
    return (0, GENESIS) if row is None else (row.seq, row.hash)


def _write_table(connection: Connection, source: Table, draft: Path, entries: int) -> tuple[dict[str, Any], ...]:
    """Write one table both ways, in the order of its key, a hundred rows in memory at a time."""
    columns = [column.name for column in source.columns]
    query = select(source).order_by(*_order(connection, source))
    if source is table(AuditEntryRow):
        query = query.where(source.c.seq <= entries)
    csv_part, json_part = _Part(draft, f"csv/{source.name}.csv"), _Part(draft, f"jsonl/{source.name}.jsonl")
    count = 0
    with csv_part as csv_file, json_part as json_file:
        writer = csv.writer(csv_file, lineterminator="\r\n")
        writer.writerow(columns)
        for row in _rows(connection, query):
            count += 1
            writer.writerow([_cell(value) for value in row])
            json_file.write(_line(columns, row))
    return (csv_part.entry(count), json_part.entry(count))


def _order(connection: Connection, source: Table) -> list[Any]:
    """Order by the key, byte by byte: PostgreSQL would follow the language of the database."""
    postgresql = connection.dialect.name == "postgresql"
    return [
        column.collate("C")
        if postgresql and isinstance(column.type.dialect_impl(connection.dialect), String)
        else column
        for column in source.primary_key.columns
    ]


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Any]]:
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query) as rows:
        yield from rows


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return guarded(value)
        case list() | tuple():
            return json.dumps(value, separators=(",", ":"))
        case _:
            return str(_plain(value))


def _line(columns: Sequence[str], row: Sequence[Any]) -> str:
    return json.dumps(dict(zip(columns, row, strict=True)), separators=(",", ":"), default=_plain) + "\n"


def _plain(value: Any) -> str | int | float:
    match value:
        case int() | float():
            return value
        case Decimal():
            return plain_digits(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)


class _Part:
    """One file of an export, summed while it is written."""

    def __init__(self, draft: Path, name: str) -> None:
        self.name = name
        self.path = draft / name
        self.file: TextIO | None = None

    def __enter__(self) -> TextIO:
        self.file = self.path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        return self.file

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            self.file.close()

    def entry(self, rows: int) -> dict[str, Any]:
        """Return this part's line in the manifest."""
        return {"name": self.name, "sha256": _sum_of(self.path), "bytes": self.path.stat().st_size, "rows": rows}


def _sum_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(READ_AT_ONCE):
            digest.update(chunk)
    return digest.hexdigest()


def _manifest_sum(manifest: Mapping[str, Any]) -> str:
    content = {name: value for name, value in manifest.items() if name != "sum"}
    return hashlib.sha256(canonical(content).encode("ascii")).hexdigest()


def _manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=2, sort_keys=True) + "\n").encode("ascii")


# -- checking --------------------------------------------------------------------------------------


def verify_bundle(out: Path, head: str | None = None) -> tuple[PartVerdict, ...]:
    """Check an export with nothing but its folder: every sum, every row counted, and the audit log entry by entry.

    With a `head` noted elsewhere, the log must hold it.
    """
    manifest, verdict = _manifest(out)
    if manifest is None:
        return (verdict,)
    verdicts = [verdict]
    named = set()
    for part in manifest["parts"]:
        named.add(part["name"])
        verdicts.append(_check_part(out, part))
    verdicts += [
        PartVerdict(name, "unexpected", "the manifest does not name it")
        for name in sorted(_files(out) - named - {MANIFEST})
    ]
    verdicts.append(_check_log(out, manifest["audit"], verdicts, head))
    return tuple(verdicts)


def _manifest(out: Path) -> tuple[dict[str, Any] | None, PartVerdict]:
    path = out / MANIFEST
    try:
        content = path.read_bytes()
    except OSError:
        return None, PartVerdict(MANIFEST, "missing", f"{out} is not an export: it has no manifest")
    try:
        manifest = json.loads(content)
    except ValueError:
        return None, PartVerdict(MANIFEST, "unverifiable", "it is not JSON, so nothing can be held against it")
    if not _well_formed(manifest):
        return None, PartVerdict(MANIFEST, "unverifiable", f"it is not a manifest of '{FORMAT}'")
    if manifest["sum"] != _manifest_sum(manifest) or content != _manifest_bytes(manifest):
        return manifest, PartVerdict(MANIFEST, "mismatch", "it was changed after it was written")
    return manifest, PartVerdict(MANIFEST, "ok", f"written {manifest['written_at']} by {manifest['program']}")


def _well_formed(manifest: Any) -> bool:
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return False
    audit, parts = manifest.get("audit"), manifest.get("parts")
    return (
        isinstance(manifest.get("sum"), str)
        and {"written_at", "program"} <= manifest.keys()
        and isinstance(audit, dict)
        and isinstance(audit.get("entries"), int)
        and isinstance(audit.get("head"), str)
        and isinstance(parts, list)
        and all(
            isinstance(part, dict)
            and isinstance(part.get("name"), str)
            and isinstance(part.get("sha256"), str)
            and isinstance(part.get("rows"), int)
            for part in parts
        )
    )


def _files(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_symlink() or not path.is_dir()}


def _check_part(out: Path, part: Mapping[str, Any]) -> PartVerdict:
    name = part["name"]
    pure = PurePosixPath(name)
    path = out / name
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or not path.resolve().is_relative_to(out.resolve()):
        return PartVerdict(name, "unverifiable", "the manifest names a path outside the export; it was not read")
    if not path.is_file():
        return PartVerdict(name, "missing", "the manifest names it and it is not there")
    if _sum_of(path) != part["sha256"]:
        return PartVerdict(name, "mismatch", "its bytes are not those that were written")
    return PartVerdict(name, "ok", f"{part['rows']} rows")


def _check_log(out: Path, audit: Mapping[str, Any], verdicts: Sequence[PartVerdict], head: str | None) -> PartVerdict:
    name = "audit log"
    log = f"jsonl/{table(AuditEntryRow).name}.jsonl"
    if not any(verdict.name == log and verdict.status in {"ok", "mismatch"} for verdict in verdicts):
        return PartVerdict(name, "unverifiable", f"{log} is not there")
    try:
        with (out / log).open("rb") as file:
            found = walk(_entries(file), head)
    except (ValueError, KeyError, TypeError):
        return PartVerdict(name, "mismatch", f"{log} holds something that is not an entry")
    if not found.ok:
        return PartVerdict(name, "mismatch", found.message)
    if (found.entries, found.head) != (audit["entries"], audit["head"]):
        return PartVerdict(name, "mismatch", "it does not end where the manifest says")
    return PartVerdict(name, "ok", f"{found.message}; head {found.head}")


def _entries(file: BinaryIO) -> Iterator[AuditEntry]:
    for line in file:
        row = json.loads(line)
        yield AuditEntry(**row | {"at": datetime.fromisoformat(row["at"])})
