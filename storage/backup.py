"""One consistent copy of a desk, made while others write to it: every row, every WARC file, and sums to check them by.

The rows are read in one view of the database, then the WARC files are copied: those only grow, and a record is on the
disk before a row names it, so that the copy holds all that its rows speak of. It is a folder with an SQLite database,
whichever database the desk has, and can be restored into either.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from storage.audit import audit_head
from storage.captures import CaptureStore
from storage.database import DATABASE_FILE, add, open_database, reading, snapshot, sqlite_url, writing
from storage.errors import StorageError
from storage.locks import alone, in_use
from storage.tables import TABLES, UnfinishedRow, table

CONTENTS, CAPTURES = "backup.json", "captures"
FORMAT = "second-source-backup/1"
ROWS_AT_ONCE = 1000
CHUNK = 1 << 20
PATIENCE = 10.0
NOT_TAKEN = frozenset({table(UnfinishedRow).name})
"""What runs have under way: none of them goes on in a copy."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a copy holds. `head` is that of its audit log: what `verify --head` is given."""

    path: Path
    taken_at: str
    entries: int
    head: str
    rows: int
    files: int
    size: int


def backup(engine: Engine, store: CaptureStore, folder: Path, out: Path, now: datetime) -> Backup:
    """Copy a desk into a new folder; StorageError where that is there already or cannot be written. `folder` is the desk's.

    The copy takes its name when it is whole and on the disk.
    """
    if out.exists():
        raise StorageError(f"{out} is there already; name a new folder for each backup.")
    draft = out.with_name(f".{out.name}.partial")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        (draft / CAPTURES).mkdir(parents=True)
        with in_use(engine, folder):  # else pruning could take a file away between the rows and the copies
            rows, entries, head = _copy_rows(engine, draft)
            files = _copy_files(store, draft / CAPTURES)
        files[DATABASE_FILE] = _sum(draft / DATABASE_FILE)
        contents = {
            "format": FORMAT,
            "taken_at": now.isoformat(),
            "audit": {"entries": entries, "head": head},
            "rows": rows,
            "sha256": files,
        }
        (draft / CONTENTS).write_text(json.dumps(contents, indent=2, sort_keys=True) + "\n", encoding="ascii")
        draft.replace(out)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise StorageError(f"The backup cannot be written to {out} ({error.strerror}); name another folder.") from error
    return _described(out, contents)


def restore(copy: Path, engine: Engine, store: CaptureStore, folder: Path) -> Backup:
    """Bring a copy back into an empty desk; StorageError where the copy is damaged or something is there already."""
    contents = _checked(copy)
    with alone(engine, folder, PATIENCE):
        if audit_head(engine)[0] or (store.folder.exists() and any(store.folder.glob("*.warc.gz"))):
            raise StorageError("There is something on this desk already; restore into an empty data directory.")
        store.folder.mkdir(parents=True, exist_ok=True)
        source = open_database(sqlite_url(copy))
        try:
            for path in sorted((copy / CAPTURES).iterdir()):
                shutil.copyfile(path, store.folder / path.name)
            with reading(source) as rows, writing(engine) as connection:
                _copy_tables(rows, connection)
        except OSError as error:
            raise StorageError(f"The backup cannot be restored ({error.strerror}); make room and try again.") from error
        finally:
            source.dispose()
    return _described(copy, contents)


def _copy_rows(engine: Engine, draft: Path) -> tuple[int, int, str]:
    """Copy every table in one view; return how many rows, how many entries the log has, and its head."""
    copy = open_database(sqlite_url(draft))
    try:
        with snapshot(engine) as connection, writing(copy) as to:
            rows = _copy_tables(connection, to)
            entries, head = audit_head(engine)
    finally:
        copy.dispose()
    return rows, entries, head


def _copy_tables(rows: Connection, to: Connection) -> int:
    count = 0
    for source in TABLES:
        if source.name in NOT_TAKEN:
            continue
        ordered = select(source).order_by(*source.primary_key)  # the log takes entries in their order alone
        with rows.execution_options(yield_per=ROWS_AT_ONCE).execute(ordered) as found:
            for part in found.partitions(ROWS_AT_ONCE):
                add(to, source, [row._asdict() for row in part])
                count += len(part)
    return count


def _copy_files(store: CaptureStore, to: Path) -> dict[str, str]:
    """Copy the WARC files as far as they go; return their sums. What a writer has half-written is cut off once read."""
    sums = {}
    for path in sorted(store.folder.glob("*.warc.gz")):
        shutil.copyfile(path, to / path.name)
        sums[f"{CAPTURES}/{path.name}"] = _sum(to / path.name)
    return sums


def _checked(copy: Path) -> dict[str, Any]:
    try:
        contents = json.loads((copy / CONTENTS).read_bytes())
        if contents["format"] != FORMAT:
            raise StorageError(f"{copy} is a backup of another kind ({contents['format']}); update this program.")
        for name, sha256 in contents["sha256"].items():
            if _sum(copy / name) != sha256:
                raise StorageError(f"{copy / name} is not what was backed up; take another copy.")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StorageError(f"{copy} is no whole backup ({error}); take another copy.") from error
    checked: dict[str, Any] = contents
    return checked


def _described(path: Path, contents: dict[str, Any]) -> Backup:
    audit, sums = contents["audit"], contents["sha256"]
    size = sum((path / name).stat().st_size for name in sums)
    return Backup(path, contents["taken_at"], audit["entries"], audit["head"], contents["rows"], len(sums) - 1, size)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
