"""Old captures without their bytes: taken out of the WARC files, while record, digest and log stay, and the log says what and when.

A WARC file is never changed. It is written anew under another name, the database then says in one transaction where each
capture stands now, and only after that is the old file removed. A process that is killed in between leaves a file that
nobody refers to, which the next pruning removes: nothing is lost at any point.
"""

from __future__ import annotations

import json
import mmap
import os
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, or_, select

from storage.audit import AGENT, append
from storage.captures import INDEX_FILE, PRUNED, CaptureStore, WarcRecord
from storage.catalogue import PLACE, captures_by_id
from storage.database import add, reading, rows_of, writing
from storage.errors import StorageError
from storage.locks import alone
from storage.tables import (
    ArticleRow,
    AuditEntryRow,
    CapturePlaceRow,
    DecisionRow,
    FindingEvidenceRow,
    FindingRow,
    FlagRow,
    SightingRow,
    table,
)
from storage.warc import GZIP, without_payload

PLACES, ENTRIES = table(CapturePlaceRow), table(AuditEntryRow)
ARTICLES, SIGHTINGS = table(ArticleRow), table(SightingRow)
FLAGS, FINDINGS, EVIDENCE, DECISIONS = table(FlagRow), table(FindingRow), table(FindingEvidenceRow), table(DecisionRow)

PART = ".part"
PATIENCE = 30.0
"""Seconds to wait for the runs at work."""
READ_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was pruned, or would be: captures, the WARC files they stand in, the bytes of those files before and after.

    `kept` are captures as old that stay whole: by an open flag or a decision, or by a later capture of the same bytes.
    """

    captures: int
    files: int
    before: int
    after: int
    kept: int


def prune(
    engine: Engine,
    store: CaptureStore,
    folder: Path,
    before: datetime,
    now: datetime,
    *,
    flagged_too: bool = False,
    dry_run: bool = False,
) -> Pruned:
    """Take the bytes out of captures fetched before a moment; StorageError where a run is at work all the time.

    Whatever has to do with an open flag or a decision stays whole, unless `flagged_too`. `folder` is the desk's.
    """
    if not dry_run:
        with alone(engine, folder, PATIENCE):
            _tidy(engine, store)
    wanted, kept = _wanted(engine, before, flagged_too=flagged_too)
    files = sorted({record.payload_file for record in wanted.values()})
    sizes = {name: (store.folder / name).stat().st_size for name in files}
    if dry_run:
        places = {(record.payload_file, record.payload_offset): record.payload_length for record in wanted.values()}
        lengths = sum(places.values())
        return Pruned(len(wanted), len(files), sum(sizes.values()), sum(sizes.values()) - lengths, kept)
    after = 0
    for name in files:
        with alone(engine, folder, PATIENCE):
            after += _prune_file(engine, store, name, wanted, before, now)
    return Pruned(len(wanted), len(files), sum(sizes.values()), after, kept)


# -- what -----------------------------------------------------------------------------------------


def _wanted(engine: Engine, before: datetime, *, flagged_too: bool) -> tuple[dict[str, WarcRecord], int]:
    """Return the captures to prune by id, and how many as old stay whole; bytes go only where all their captures do."""
    old: dict[str, WarcRecord] = {}
    by_bytes: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    young: set[tuple[str, int]] = set()
    with reading(engine) as connection:
        guarded = set() if flagged_too else _guarded(connection)
        for key, record in captures_by_id(connection):
            if not record.payload_file:
                continue
            place = (record.payload_file, record.payload_offset)
            if record.fetched_at >= before or record.sha256 in guarded:
                young.add(place)
            if record.fetched_at < before:
                old[key] = record
                by_bytes[place].append(key)
    wanted = {key: old[key] for place, keys in by_bytes.items() if place not in young for key in keys}
    return wanted, len(old) - len(wanted)


def _guarded(connection: Connection) -> set[str]:
    """Return the digests of all bytes that articles were read from which an open flag or a decision speaks of."""
    decided = select(DECISIONS.c.flag_id)
    flags = select(FLAGS.c.id).where(or_(FLAGS.c.status == "open", FLAGS.c.id.in_(decided)))
    articles = set(connection.execute(select(FINDINGS.c.article_id).where(FINDINGS.c.id.in_(flags))).scalars())
    articles |= set(connection.execute(select(EVIDENCE.c.article).where(EVIDENCE.c.finding_id.in_(flags))).scalars())
    read = rows_of(connection, select(ARTICLES.c.sha256), ARTICLES.c.id, articles)
    seen = rows_of(connection, select(SIGHTINGS.c.sha256), SIGHTINGS.c.article_id, articles)
    return {row.sha256 for row in (*read, *seen)}


# -- how -------------------------------------------------------------------------------------------


def _prune_file(
    engine: Engine,
    store: CaptureStore,
    name: str,
    wanted: Mapping[str, WarcRecord],
    before: datetime,
    now: datetime,
) -> int:
    """Write one file anew without the bytes of what is wanted; return how long it is now."""
    cut = {record.payload_offset for record in wanted.values() if record.payload_file == name}
    fresh = _next_name(name)
    moved = _rewritten(store.folder, name, fresh, cut)
    with reading(engine) as connection:
        there = {
            key: record for key, record in captures_by_id(connection) if name in {record.file, record.payload_file}
        }
    placed = {key: _placed(record, name, fresh, moved, gone=key in wanted) for key, record in there.items()}
    rows = [{"capture_id": key, "moved_at": now} | _place(record) for key, record in sorted(placed.items())]
    entry = {
        "prune": name,
        "file": fresh,
        "before": before.isoformat(),
        "removed": sorted(key for key in placed if key in wanted),
        "places": {row["capture_id"]: [row[part] for part in PLACE] for row in rows},
    }
    (store.folder / f"{fresh}{PART}").replace(store.folder / fresh)
    _bring_to_disk(store.folder)
    with writing(engine) as connection:
        keys = [row["capture_id"] for row in rows]
        for begin in range(0, len(keys), 500):
            connection.execute(delete(PLACES).where(PLACES.c.capture_id.in_(keys[begin : begin + 500])))
        add(connection, PLACES, rows)
        append(connection, [("prune", entry)], now, AGENT)
    _remove(store.folder, name)
    return (store.folder / fresh).stat().st_size


def _placed(
    record: WarcRecord, name: str, fresh: str, moved: Mapping[int, tuple[int, int]], *, gone: bool
) -> WarcRecord:
    """Return where a record and its bytes stand once a file was written anew."""
    if record.file == name:
        offset, length = moved[record.offset]
        placed = replace(record, file=fresh, offset=offset, length=length)
    else:
        placed = record
    if gone:
        return replace(placed, payload_file="")
    if record.payload_file == name:
        offset, length = moved[record.payload_offset]
        return replace(placed, payload_file=fresh, payload_offset=offset, payload_length=length)
    return placed


def _place(record: WarcRecord) -> dict[str, Any]:
    return {part: getattr(record, part) for part in PLACE}


def _rewritten(folder: Path, name: str, fresh: str, cut: set[int]) -> dict[int, tuple[int, int]]:
    """Copy a file record by record, those to cut without their payload; return where each record stands in the copy."""
    moved: dict[int, tuple[int, int]] = {}
    with (folder / f"{fresh}{PART}").open("wb") as out:
        for offset, packed, block in _members(folder / name):
            written = without_payload(block) if offset in cut else packed
            moved[offset] = (out.tell(), len(written))
            out.write(written)
        out.flush()
        os.fsync(out.fileno())
    if missing := cut - moved.keys():
        raise StorageError(
            f"{name} is damaged before byte {min(missing)}, and is left as it is: restore it from a copy, then prune."
        )
    return moved


def _members(path: Path) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each record of a file: where it stands, packed, and unpacked; StorageError at the first that is damaged."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as packed:
        offset = 0
        while offset < len(packed):
            unpacker = zlib.decompressobj(GZIP)
            parts, end = [], offset
            try:
                while not unpacker.eof and end < len(packed):
                    chunk = packed[end : end + READ_AT_ONCE]
                    parts.append(unpacker.decompress(chunk))
                    end += len(chunk) - len(unpacker.unused_data)
            except zlib.error:
                unpacker = zlib.decompressobj(GZIP)
            if not unpacker.eof:
                raise StorageError(
                    f"{path.name} is damaged at byte {offset}, and is left as it is: restore it from a copy, then prune."
                )
            yield offset, packed[offset:end], b"".join(parts)
            offset = end


def _next_name(name: str) -> str:
    """Return what a file is called when it was pruned once more."""
    stem = name.removesuffix(".warc.gz")
    first, mark, times = stem.rpartition(PRUNED)
    return f"{first}{PRUNED}{int(times) + 1}.warc.gz" if mark else f"{stem}{PRUNED}1.warc.gz"


def _remove(folder: Path, name: str) -> None:
    """Remove a file that nothing refers to any more, from the index first."""
    index_file = folder / INDEX_FILE
    if index_file.exists():
        with closing(sqlite3.connect(index_file, timeout=60)) as index, index:
            if index.execute("SELECT 1 FROM sqlite_master WHERE name = 'record'").fetchone():
                index.execute("DELETE FROM record WHERE file = ? OR payload_file = ?", (name, name))
                index.execute("DELETE FROM file WHERE name = ?", (name,))
    (folder / name).unlink(missing_ok=True)


def _tidy(engine: Engine, store: CaptureStore) -> None:
    """Remove what an earlier pruning left when it was killed: drafts, and files that nothing refers to."""
    for path in store.folder.glob(f"*{PART}"):
        path.unlink()
    with reading(engine) as connection:
        named = {name for _, record in captures_by_id(connection) for name in (record.file, record.payload_file)}
        query = select(ENTRIES.c.payload).where(ENTRIES.c.kind == "prune")
        replaced = {json.loads(payload)["prune"] for payload in connection.execute(query).scalars()}
    for path in sorted(store.folder.glob("*.warc.gz")):
        if path.name not in named and (path.name in replaced or PRUNED in path.name):
            _remove(store.folder, path.name)


def _bring_to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
