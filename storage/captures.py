"""Captures on disk: WARC files that only grow, one writer each, and an index of them that can be made again.

A record is gzipped on its own and on the disk before `keep` returns. A process killed while it writes leaves a torn
last record, which the next writer cuts off; earlier records are never touched. The index (`index.sqlite`) says what
the files hold, so that unchanged bytes are kept once: delete it, and it is made from the files.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import shutil
import sqlite3
import uuid
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

from articles.model import Capture, Redirect, short_id
from storage.errors import StorageError
from storage.warc import (
    GZIP,
    GZIP_HEAD,
    NOTHING,
    Found,
    Kind,
    answer_record,
    is_record,
    parsed,
    printable,
    redirect_record,
    request_record,
    revisit_record,
    warc_date,
    warcinfo,
)

INDEX_FILE = "index.sqlite"
LARGEST_FILE = 1_000_000_000
"""Bytes after which a writer starts the next file: what the WARC standard recommends."""

READ_AT_ONCE = 1 << 16
NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
Condition = Literal["ok", "pruned", "mismatch", "missing", "unreadable"]
PRUNED = ".pruned-"
"""What is in the names of files that pruning has written."""

TABLES = """
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, indexed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    kind TEXT NOT NULL, url TEXT NOT NULL, fetched_at TEXT NOT NULL, sha256 TEXT NOT NULL,
    payload_file TEXT NOT NULL, payload_offset INTEGER NOT NULL, payload_length INTEGER NOT NULL,
    PRIMARY KEY (file, offset)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_content ON record (url, sha256, fetched_at);
"""


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """Where one record stands, and where its bytes stand: in itself, or in the earlier record it revisits.

    `url` is the address as WARC has it: the final one, with whatever is not printable ASCII percent-encoded.
    """

    file: str
    offset: int
    length: int
    kind: Kind
    url: str
    fetched_at: datetime
    sha256: str
    payload_file: str
    payload_offset: int
    payload_length: int


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """A capture that is on the disk: all of it but its bytes, and where those are."""

    url: str
    final_url: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    redirects: tuple[Redirect, ...]
    fetched_at: datetime
    sha256: str
    size: int
    record: WarcRecord
    taken_from: str | None = None

    @property
    def id(self) -> str:
        """The same bytes from the same address at the same time are the same capture."""
        return short_id("capture", self.url, self.fetched_at.astimezone(UTC).isoformat(), self.sha256)


class CaptureStore:
    """The WARC files in one folder. Any number of stores, in any number of processes, may share it."""

    def __init__(self, folder: Path, largest_file: int = LARGEST_FILE, spare: int = 0) -> None:
        """`spare` are the bytes of the disk that stay free for the databases beside the captures."""
        self.folder = folder
        self.largest_file = largest_file
        self.spare = spare
        self._name = ""

    # -- writing -----------------------------------------------------------------------------------

    def keep(self, captures: Sequence[Capture]) -> tuple[KeptCapture, ...]:
        """Write captures and bring them to the disk; bytes already held for an address are only referred to.

        The very same capture (address, time and bytes) is not written again. StorageError where nothing can be
        written: then nothing was.
        """
        if not captures:
            return ()
        with self._index() as index:
            self._refuse_to_fill_up(sum(len(capture.content) for capture in captures))
            self._recover(index)
            with self._writer(captures[0].fetched_at) as file:
                begin = file.seek(0, os.SEEK_END)
                batch = Batch(self._name, begin, index)
                kept = tuple(batch.add(capture) for capture in captures)
                try:
                    _write(file, b"".join(batch.blocks))
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(begin)
                    raise
                with index:
                    note(index, self._name, batch.records, batch.end)
            return kept

    def _refuse_to_fill_up(self, size: int) -> None:
        free = shutil.disk_usage(self.folder).free
        if self.spare and free < self.spare + size:
            raise StorageError(
                f"Captures cannot be kept in {self.folder} ({free // 1_000_000} MB are left on its disk);"
                " make room there or name another folder."
            )

    @contextmanager
    def _writer(self, at: datetime) -> Iterator[BinaryIO]:
        """Open this store's own file, locked, or begin one under a name that no other writer has."""
        path = self.folder / self._name
        if not self._name or not path.exists() or path.stat().st_size >= self.largest_file:
            self._name = f"captures-{at.astimezone(UTC):%Y%m%d%H%M%S}-{uuid.uuid4().hex[:12]}.warc.gz"
            path = self.folder / self._name
            with path.open("xb", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                _write(file, warcinfo(self._name, at))
                yield file
                _bring_to_disk(self.folder)
        else:
            with path.open("r+b", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield file

    @contextmanager
    def _index(self) -> Iterator[sqlite3.Connection]:
        """Open the index, making folder and tables where they are missing."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.folder / INDEX_FILE, timeout=60)) as index:
                index.execute("PRAGMA journal_mode = WAL").close()
                index.execute("PRAGMA synchronous = NORMAL").close()
                index.executescript(TABLES).close()
                yield index
        except OSError as error:
            raise StorageError(
                f"Captures cannot be kept in {self.folder} ({error.strerror}); make room there or name another folder."
            ) from error
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF in NO_ROOM:  # the rest of the code says which operation
                raise StorageError(
                    f"Captures cannot be kept in {self.folder} ({error}); make room there or name another folder."
                ) from error
            raise StorageError(
                f"The index of captures in {self.folder} cannot be used ({error});"
                f" delete {INDEX_FILE} there and it is made again from the WARC files."
            ) from error

    def _recover(self, index: sqlite3.Connection) -> None:
        """Index what writers wrote and did not live to index; cut off what they did not finish."""
        known = dict(index.execute("SELECT name, indexed FROM file"))
        for path in sorted(self.folder.glob("*.warc.gz")):
            done = known.get(path.name, 0)
            if path.stat().st_size != done:
                self._recover_file(index, path, done)

    def _recover_file(self, index: sqlite3.Connection, path: Path, done: int) -> None:
        with path.open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # its writer lives, and indexes it itself
            records, end = _scan(file, path.name, done)
            with index:
                note(index, path.name, (placed(record, index) for record in records), end)
            file.truncate(end)

    # -- reading -----------------------------------------------------------------------------------

    def read(self, kept: KeptCapture) -> Capture:
        """Return a capture with its bytes; StorageError where they are gone or not what they were."""
        condition, content = self._payload(kept.record)
        if condition == "pruned":
            raise StorageError(f"The bytes of the capture of {kept.url} were pruned; its record and digest are kept.")
        if condition != "ok":
            raise StorageError(
                f"The capture of {kept.url} in {kept.record.payload_file} is {condition};"
                " restore that file from a copy, or fetch the page again."
            )
        return Capture(
            kept.url,
            kept.final_url,
            kept.status,
            kept.headers,
            kept.redirects,
            kept.fetched_at,
            content,
            kept.taken_from,
        )

    def packed(self, name: str, offset: int, length: int) -> tuple[bytes | None, Condition]:
        """Return one whole record as it stands in its file, gzipped, or why it cannot be had."""
        block, condition = self._block(name, offset, length)
        if block is None or condition != "ok":
            return None, condition
        found = parsed(block)
        if found is None or not found.whole:
            return None, "mismatch"
        return self._cut(name, offset, length), "ok"

    def redirects(self, hops: Iterable[str], at: datetime) -> tuple[WarcRecord, ...]:
        """Return the records of the hops that led to an answer, where the index knows them."""
        query = "SELECT * FROM record WHERE url = ? AND sha256 = ? AND fetched_at = ? AND kind = 'redirect' LIMIT 1"
        stamp = at.astimezone(UTC).isoformat()
        with self._index() as index:
            found = [index.execute(query, (printable(url), NOTHING, stamp)).fetchone() for url in hops]
        return tuple(_record(row) for row in found if row)

    def verify(self, expected: Iterable[WarcRecord] | None = None) -> Iterator[tuple[WarcRecord, Condition]]:
        """Check records byte for byte: those expected (say, by the database), else all that the index knows."""
        for record in self._indexed() if expected is None else expected:
            yield record, self._condition(record)

    def verify_exchanges(self) -> Iterator[tuple[WarcRecord, Condition]]:
        """Check what was asked and each redirect on the way: the records that no capture of the database names."""
        for record in self._indexed("WHERE kind IN ('redirect', 'request')"):
            yield record, self._condition(record)

    def damage(self) -> Iterator[str]:
        """Walk every file from its first byte to its last, and say where one holds anything but whole records."""
        for path in sorted(self.folder.glob("*.warc.gz")):
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if not size:
                    continue
                with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as packed:
                    offset = damaged_at(packed)
                if offset is not None:
                    yield f"{path.name} is damaged at byte {offset}"

    def _indexed(self, where: str = "") -> Iterator[WarcRecord]:
        with self._index() as index:
            self._recover(index)
            for row in index.execute(f"SELECT * FROM record {where} ORDER BY file, offset"):  # noqa: S608  words of ours
                yield _record(row)

    def _condition(self, record: WarcRecord) -> Condition:
        found = self._found(record.file, record.offset, record.length)
        if isinstance(found, str):
            return found
        told = (found.kind, found.url, found.at, found.sha256)
        if not found.whole or told != (record.kind, record.url, warc_date(record.fetched_at), record.sha256):
            return "mismatch"
        if found.cut is not (not record.payload_file and record.kind != "revisit"):
            return "mismatch"
        return self._payload(record)[0]

    def _payload(self, record: WarcRecord) -> tuple[Condition, bytes]:
        if not record.payload_file:
            return "pruned", b""
        found = self._found(record.payload_file, record.payload_offset, record.payload_length)
        if isinstance(found, str):
            return found, b""
        if hashlib.sha256(found.content).hexdigest() != record.sha256:
            return "mismatch", b""
        return "ok", found.content

    def _found(self, name: str, offset: int, length: int) -> Found | Condition:
        """Read one record, or say why it cannot be read."""
        block, condition = self._block(name, offset, length)
        return condition if block is None else parsed(block) or "unreadable"

    def _block(self, name: str, offset: int, length: int) -> tuple[bytes | None, Condition]:
        """Return one record, decompressed, its checksum held."""
        if Path(name).name != name:
            return None, "missing"
        try:
            packed = self._cut(name, offset, length)
        except FileNotFoundError:
            return None, "missing"
        except OSError:
            return None, "unreadable"
        if not packed:
            return None, "missing"
        unpacker = zlib.decompressobj(GZIP)
        try:
            block = unpacker.decompress(packed)
        except zlib.error:
            return None, "unreadable"
        if len(packed) < length or not unpacker.eof or unpacker.unused_data:
            return None, "unreadable"
        return block, "ok"

    def _cut(self, name: str, offset: int, length: int) -> bytes:
        """Read bytes of a file; FileNotFoundError where there is none, OSError where it cannot be read."""
        with (self.folder / name).open("rb") as file:
            file.seek(offset)
            return file.read(length)


ANSWERS = frozenset({"response", "resource", "revisit"})
INSERT = "INSERT OR REPLACE INTO record VALUES (?,?,?,?,?,?,?,?,?,?)"
SAME = "SELECT * FROM record WHERE url = ? AND sha256 = ? AND fetched_at = ? AND kind IN ('response', 'resource', 'revisit') LIMIT 1"
FIRST_HELD = (
    "SELECT * FROM record WHERE url = ? AND sha256 = ? AND kind IN ('response', 'resource')"
    " ORDER BY fetched_at, file, offset LIMIT 1"
)


def note(index: sqlite3.Connection, name: str, records: Iterable[WarcRecord], end: int) -> None:
    """Enter what a file holds up to this byte."""
    for record in records:
        index.execute(INSERT, _row(record))
    index.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, end))


def _row(record: WarcRecord) -> tuple[Any, ...]:
    return tuple(
        value.isoformat() if isinstance(value, datetime) else value
        for value in (getattr(record, name) for name in WarcRecord.__slots__)
    )


def _record(row: Sequence[Any]) -> WarcRecord:
    values = dict(zip(WarcRecord.__slots__, row, strict=True))
    return WarcRecord(**values | {"fetched_at": datetime.fromisoformat(values["fetched_at"])})


def placed(record: WarcRecord, index: sqlite3.Connection) -> WarcRecord:
    """Give a revisit that was found in a file the place of the bytes it refers to."""
    first = index.execute(FIRST_HELD, (record.url, record.sha256)).fetchone() if record.kind == "revisit" else None
    if first is None:
        return record
    file, offset, length = first[:3]
    return replace(record, payload_file=file, payload_offset=offset, payload_length=length)


class Batch:
    """The records of one `keep`, laid out one after the other from where the file ends."""

    def __init__(self, name: str, begin: int, index: sqlite3.Connection) -> None:
        self.name = name
        self.end = begin
        self.index = index
        self.blocks: list[bytes] = []
        self.records: list[WarcRecord] = []

    def add(self, capture: Capture) -> KeptCapture:
        """Lay out one capture, unless it is held already."""
        sha256 = capture.sha256
        return KeptCapture(
            capture.url,
            capture.final_url,
            capture.status,
            capture.headers,
            capture.redirects,
            capture.fetched_at,
            sha256,
            len(capture.content),
            self._held(capture, sha256) or self._added(capture, sha256),
            capture.taken_from,
        )

    def _added(self, capture: Capture, sha256: str) -> WarcRecord:
        record_id, at = _new_id(), capture.fetched_at
        for hop in capture.redirects:
            hop_id = _new_id()
            self._lay(redirect_record(hop, at, hop_id, record_id), "redirect", hop.url, at, NOTHING)
            self._lay_request(hop.url, capture, hop_id)
        first = self._first(capture.final_url, sha256)
        if first is not None:
            block = revisit_record(capture, record_id, sha256, first.url, first.fetched_at)
            added = self._lay(block, "revisit", capture.final_url, at, sha256, first)
        else:
            kind: Kind = "resource" if capture.status is None else "response"
            added = self._lay(answer_record(capture, kind, record_id, sha256), kind, capture.final_url, at, sha256)
        self._lay_request(capture.final_url, capture, record_id)
        return added

    def _lay_request(self, url: str, capture: Capture, answer_id: str) -> None:
        if capture.request:
            block = request_record(url, capture.request, capture.fetched_at, answer_id)
            self._lay(block, "request", url, capture.fetched_at, NOTHING)

    def _lay(
        self, block: bytes, kind: Kind, url: str, at: datetime, sha256: str, first: WarcRecord | None = None
    ) -> WarcRecord:
        file, offset, length = (first.file, first.offset, first.length) if first else (self.name, self.end, len(block))
        record = WarcRecord(
            self.name, self.end, len(block), kind, printable(url), at.astimezone(UTC), sha256, file, offset, length
        )
        self.blocks.append(block)
        self.records.append(record)
        self.end += len(block)
        return record

    def _held(self, capture: Capture, sha256: str) -> WarcRecord | None:
        url, at = printable(capture.final_url), capture.fetched_at.astimezone(UTC)
        for record in self.records:
            if (record.url, record.sha256, record.fetched_at) == (url, sha256, at) and record.kind in ANSWERS:
                return record
        row = self.index.execute(SAME, (url, sha256, at.isoformat())).fetchone()
        return row and _record(row)

    def _first(self, url: str, sha256: str) -> WarcRecord | None:
        for record in self.records:
            if (record.url, record.sha256) == (printable(url), sha256) and record.kind in {"response", "resource"}:
                return record
        row = self.index.execute(FIRST_HELD, (printable(url), sha256)).fetchone()
        return row and _record(row)


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _bring_to_disk(folder: Path) -> None:
    """Make a new file's name outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(file: BinaryIO, content: bytes) -> None:
    """Write all of it: an unbuffered file may take less at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _scan(file: BinaryIO, name: str, begin: int) -> tuple[list[WarcRecord], int]:
    """Find the records from an offset on, and where the file should end: before a torn last record."""
    size = os.fstat(file.fileno()).st_size
    if size <= begin:
        return [], size
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as packed:
        return records_in(packed, name, begin)


def records_in(packed: mmap.mmap | bytes, name: str, begin: int = 0) -> tuple[list[WarcRecord], int]:
    """Find the records from an offset on, and where what is whole ends."""
    records: list[WarcRecord] = []
    size, offset = len(packed), begin
    while offset < size:
        block, end, torn = _member(packed, offset)
        if block is None:
            # damage in the middle must not cost what follows it: go on at the next member that can be read
            end = _next_member(packed, offset + 1)
            if end < 0:
                return records, offset if torn else size
        elif (found := parsed(block)) is not None and not (PRUNED in name and found.kind in ANSWERS):
            # later captures of the same bytes must not refer to what pruning may take
            records.append(_located(found, name, offset, end - offset))
        offset = end
    return records, size


def damaged_at(packed: mmap.mmap | bytes) -> int | None:
    """Return where a file first holds anything but whole records, or None."""
    offset = 0
    while offset < len(packed):
        block, end, _ = _member(packed, offset)
        if block is None or packed[offset : offset + 10] != GZIP_HEAD or not is_record(block):
            return offset
        offset = end
    return None


def _located(found: Found, name: str, offset: int, length: int) -> WarcRecord:
    at = datetime.fromisoformat(found.at)
    return WarcRecord(name, offset, length, found.kind, found.url, at, found.sha256, name, offset, length)


def _member(packed: mmap.mmap | bytes, offset: int) -> tuple[bytes | None, int, bool]:
    """Decompress the gzip member at an offset: its content, where it ends, and whether it ends too early."""
    unpacker = zlib.decompressobj(GZIP)
    parts = []
    end = offset
    while not unpacker.eof and end < len(packed):
        chunk = packed[end : end + READ_AT_ONCE]
        try:
            parts.append(unpacker.decompress(chunk))
        except zlib.error:
            return None, end, False
        end += len(chunk) - len(unpacker.unused_data)
    return (b"".join(parts), end, False) if unpacker.eof else (None, end, True)


def _next_member(packed: mmap.mmap | bytes, offset: int) -> int:
    """Find the next whole WARC record, or -1."""
    while (offset := packed.find(b"\x1f\x8b\x08", offset)) >= 0:
        block, _, _ = _member(packed, offset)
        if block is not None and block.startswith(b"WARC/"):
            return offset
        offset += 1
    return -1
