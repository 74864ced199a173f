"""WARC files of others as input: the pages in them found one by one, read as they were served, never trusted.

A file may be of any size: one record is in memory at a time. A broken record costs itself alone; what follows it is
found by looking for the next beginning of a record.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from articles.addresses import host_of, masked_url
from articles.model import Capture
from capture.content_kind import MOST_BYTES, kind_of
from capture.decompress import BrokenContentError, decoded
from capture.errors import Unreadable

SUFFIXES = (".warc", ".warc.gz")
PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
DIGESTS = {"md5": 16, "sha1": 20, "sha256": 32, "sha512": 64}
"""Algorithms and how many bytes they give."""

GZIP_MAGIC = b"\x1f\x8b\x08"
MAGIC = b"WARC/"
READ_AT_ONCE = 1 << 16
LONGEST_HEAD = 1 << 16
LARGEST_RECORD = 4_000_000_000
"""Bytes that a record may unpack to before it is given up: a film may be large, a bomb has no end."""
MOST_NAMED = 100
"""Broken records of one file that are named one by one."""

PASSED_OVER = "the rest of the file goes on"
FETCH_IT = "fetch the page from the web instead"

_begins = re.compile(rb"(?:\A|\n)(?=WARC/\d\.\d{1,3}\r?\n)|(?=\x1f\x8b\x08)")
LONGEST_BEGINNING = 16
_head_end = re.compile(rb"\r?\n\r?\n")
_status = re.compile(r"HTTP/\d(?:\.\d)? (\d{3})(?:\s|$)")
_chunk = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")


class _BrokenError(ValueError):
    """A record that cannot be read; the words say why."""


def is_warc(path: Path) -> bool:
    """Tell a WARC file by its first bytes, gzipped or not; what cannot be opened is none."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _Bytes(file, 0).begins_with(MAGIC)
    except (OSError, ValueError):
        return False


def pages_in(path: Path) -> Iterator[int | Unreadable]:
    """Yield where each page begins (an answer of status 200 that is HTML by its header), and what is broken."""
    try:
        with path.open("rb") as file:
            yield from _capped(path, _pages(path, file))
    except OSError as error:
        yield Unreadable(str(path), f"cannot be read ({error.strerror})", "check the file and its permissions")


def capture_record(path: Path, offset: int) -> Capture:
    """Read the page whose record begins there: its own address and time, its bytes with all codings undone.

    Raises Unreadable, naming file and offset, for what is no page, is cut short, or is not what its digest was made of.
    """
    name = named(path, offset)
    try:
        with path.open("rb") as file:
            return _capture(path, offset, _record(_Bytes(file, offset)))
    except (_BrokenError, BrokenContentError) as error:
        raise Unreadable(name, str(error), FETCH_IT) from error
    except OSError as error:
        raise Unreadable(name, f"cannot be read ({error.strerror})", "check the file and its permissions") from error


def named(path: Path, offset: int) -> str:
    """Name a record for a person."""
    return f"{path} at byte {offset}"


# -- bytes -----------------------------------------------------------------------------------------


class _Bytes:
    """The bytes of a file from an offset on: one gzip member unpacked as far as asked for, or the file as it is."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file = file
        self._left = b""
        self._taken = offset
        self._given = 0
        first = file.read(len(GZIP_MAGIC))
        file.seek(offset)
        self.packed = first == GZIP_MAGIC
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if self.packed else None

    @property
    def position(self) -> int:
        """Where in the file the bytes given so far end; of gzip, where the member ends once it is all read."""
        return self._taken - len(self._left)

    def begins_with(self, words: bytes) -> bool:
        try:
            return self.read(len(words)) == words
        except _BrokenError:
            return False

    def read(self, most: int) -> bytes:
        """Return up to that many bytes, fewer only at the end."""
        pieces = []
        while most > 0 and (piece := self._some(most)):
            most -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def _some(self, most: int) -> bytes:
        if self._left:
            piece, self._left = self._left[:most], self._left[most:]
        elif self._unpacker is None:
            piece = self._file.read(min(most, READ_AT_ONCE))
            self._taken += len(piece)
        else:
            piece = self._unpacked(self._unpacker, most)
        self._given += len(piece)
        if self._given > LARGEST_RECORD:
            raise _BrokenError(f"is larger than {LARGEST_RECORD // 1_000_000_000} GB")
        return piece

    def _unpacked(self, unpacker: zlib._Decompress, most: int) -> bytes:
        piece = b""
        ended = unpacker.eof
        while not piece and not ended:
            packed = unpacker.unconsumed_tail
            if not packed:
                packed = self._file.read(READ_AT_ONCE)
                self._taken += len(packed)
                if not packed:
                    raise _BrokenError("breaks off in the middle of its compressed bytes")
            try:
                piece = unpacker.decompress(packed, most)
            except zlib.error as error:
                raise _BrokenError("is damaged: it does not decompress") from error
            ended = unpacker.eof
            self._taken -= len(unpacker.unused_data)
        return piece

    def until(self, end: re.Pattern[bytes], most: int) -> bytes:
        """Return the bytes up to a pattern, which is taken too; at most so many."""
        taken = b""
        while len(taken) < most + READ_AT_ONCE and (piece := self._some(READ_AT_ONCE)):
            taken += piece
            if found := end.search(taken, max(0, len(taken) - len(piece) - 4), most):
                back = taken[found.end() :]
                self._left = back + self._left
                self._given -= len(back)
                return taken[: found.start()]
        raise _BrokenError("has a head that does not end")

    def skip(self, count: int) -> int:
        """Pass over bytes; return how many of them there were."""
        passed = min(count, len(self._left))
        self._left = self._left[passed:]
        while passed < count and (piece := self._some(min(count - passed, READ_AT_ONCE))):
            passed += len(piece)
        return passed

    def end(self) -> None:
        """Read a gzip member to its end, where its checksum stands."""
        while self.packed and self._some(READ_AT_ONCE):
            pass


# -- records ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Record:
    """A record's own headers, and its block, not yet read."""

    headers: dict[str, str]
    length: int
    block: _Bytes


def _record(source: _Bytes) -> _Record:
    if not source.begins_with(MAGIC):
        raise _BrokenError("is no WARC record")
    headers = _headers(source.until(_head_end, LONGEST_HEAD).decode("utf-8", errors="replace"))
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise _BrokenError("does not say how long it is")
    return _Record(headers, int(length), source)


def _headers(head: str) -> dict[str, str]:
    """Read header lines, the first line apart; of a name given twice, the first counts."""
    headers: dict[str, str] = {}
    for line in head.split("\n")[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _pages(path: Path, file: BinaryIO) -> Iterator[int | Unreadable]:
    size = path.stat().st_size
    offset: int | None = 0
    while offset is not None and offset < size:
        source = _Bytes(file, offset)
        try:
            is_page = _passed(source)
        except _BrokenError as error:
            yield Unreadable(named(path, offset), str(error), PASSED_OVER)
            offset = _next(file, offset + 1)
            continue
        if is_page is None:
            yield Unreadable(str(path), "is gzipped in one piece", "unpack it, and give the .warc file")
            return
        if is_page:
            yield offset
        offset = source.position


def _passed(source: _Bytes) -> bool | None:
    """Pass over one record and tell whether it is a page; None where its gzip member holds another."""
    record = _record(source)
    left = record.length
    is_page = _may_be_page(record.headers)
    if is_page:
        block = source.read(min(left, LONGEST_HEAD))
        left -= len(block)
        is_page = _is_page(block)
    if source.skip(left) < left:
        raise _BrokenError("breaks off before its end")
    if source.packed:
        rest = source.read(len(MAGIC) + 4)
        if rest.lstrip(b"\r\n").startswith(MAGIC):
            return None
        source.end()
    elif not _ended(source):
        raise _BrokenError("is not as long as it says")
    return is_page


def _ended(source: _Bytes) -> bool:
    """Take the empty lines after a record; tell whether the next one, or the file's end, follows them."""
    after = source.read(4)
    return after in {b"\r\n\r\n", b""} or not after.strip(b"\r\n")


def _next(file: BinaryIO, begin: int) -> int | None:
    """Find the next record, gzipped or not, from an offset on."""
    kept = b""
    at = begin
    while True:
        file.seek(at + len(kept))
        piece = file.read(READ_AT_ONCE)
        window = kept + piece
        for place in sorted({found.end() for found in _begins.finditer(window)}):
            if _Bytes(file, at + place).begins_with(MAGIC):
                return at + place
        if not piece:
            return None
        kept = window[-LONGEST_BEGINNING:]
        at += len(window) - len(kept)


def _may_be_page(headers: dict[str, str]) -> bool:
    scheme = headers.get("warc-target-uri", "").lstrip("<").partition(":")[0].lower()
    return headers.get("warc-type", "").lower() == "response" and scheme in {"http", "https"}


def _is_page(block: bytes) -> bool:
    head = _http_head(block)
    if head is None or head[0] != 200:
        return False
    return head[1].get("content-type", "").partition(";")[0].strip().lower() in PAGES


def _http_head(block: bytes) -> tuple[int, dict[str, str], int] | None:
    """Return the status, the headers, and where the body begins; None for what is no HTTP answer."""
    end = _head_end.search(block, 0, LONGEST_HEAD)
    head = block[: end.start() if end else LONGEST_HEAD].decode("latin-1")
    status = _status.match(head)
    return (int(status[1]), _headers(head), end.end() if end else len(block)) if status else None


def _capped(path: Path, found: Iterator[int | Unreadable]) -> Iterator[int | Unreadable]:
    """Name the first broken records, then only count them."""
    broken = 0
    for one in found:
        broken += isinstance(one, Unreadable)
        if not isinstance(one, Unreadable) or broken <= MOST_NAMED:
            yield one
    if broken > MOST_NAMED:
        yield Unreadable(str(path), f"holds {broken - MOST_NAMED} more broken records", PASSED_OVER)


# -- one page --------------------------------------------------------------------------------------


def _capture(path: Path, offset: int, record: _Record) -> Capture:
    headers = record.headers
    url = headers.get("warc-target-uri", "").strip("<>")
    if record.length > MOST_BYTES:
        raise _BrokenError(f"is larger than {MOST_BYTES // 1_000_000} MB")
    block = record.block.read(record.length)
    if len(block) < record.length:
        raise _BrokenError("breaks off before its end")
    record.block.end()
    head = _http_head(block)
    if not _may_be_page(headers) or not host_of(url) or head is None:
        raise _BrokenError("is no answer of a web site")
    if cut := headers.get("warc-truncated"):
        raise _BrokenError(f"was cut short when it was archived ({cut})")
    status, fields, begin = head
    body = block[begin:]
    _check_digests(headers, block, body)
    content = _undone(body, fields)
    kind, reason = kind_of(content)
    if kind in {"empty", "other"}:
        raise _BrokenError(f"is {reason}, not an article's page")
    received = tuple(_pairs(block[:begin]))
    at = _moment(headers.get("warc-date", ""))
    place = f"{path.resolve().as_uri()}#offset={offset}"
    return Capture(masked_url(url), masked_url(url), status, received, (), at, content, place)


def _pairs(head: bytes) -> Iterator[tuple[str, str]]:
    for line in head.decode("latin-1").split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _moment(stated: str) -> datetime:
    try:
        at = datetime.fromisoformat(stated)
    except ValueError as error:
        raise _BrokenError("has no date that can be read") from error
    if at.tzinfo is None:
        raise _BrokenError("has a date without a time zone")
    return at


def _undone(body: bytes, fields: dict[str, str]) -> bytes:
    """Undo transfer and content coding, also where a crawler undid them and left the header standing."""
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    codings = fields.get("content-encoding", "")
    if "gzip" in codings.lower() and not body.startswith(GZIP_MAGIC):
        codings = ""
    return decoded(body, codings, MOST_BYTES)


def _dechunked(body: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while size := _chunk.match(body, at):
        count = int(size[1], 16)
        if count == 0:
            return b"".join(pieces)
        piece = body[size.end() : size.end() + count]
        if len(piece) < count:
            break
        pieces.append(piece)
        at = size.end() + count + 2
    if not pieces:
        return body
    raise _BrokenError("breaks off in the middle of its chunks")


def _check_digests(headers: dict[str, str], block: bytes, body: bytes) -> None:
    """Compare what was read with the digests stated; one in an unknown form says nothing.

    A payload's digest is of the body as it was sent or with its chunks undone: programs differ.
    """
    by_block = _same(headers.get("warc-block-digest", ""), block)
    if by_block is None:
        by_block = _same(headers.get("warc-payload-digest", ""), body) is not False or _chunk.match(body) is not None
    if not by_block:
        raise _BrokenError("is not what its digest was made of")


def _same(stated: str, content: bytes) -> bool | None:
    name, _, value = stated.partition(":")
    name = name.lower().replace("-", "")
    digest = _digest(value, DIGESTS.get(name, 0))
    return None if digest is None else hashlib.new(name, content, usedforsecurity=False).digest() == digest


def _digest(value: str, length: int) -> bytes | None:
    """Read a digest of that many bytes in hexadecimal or base 32, or None."""
    try:
        digest = bytes.fromhex(value) if len(value) == 2 * length else base64.b32decode(value.upper())
    except (ValueError, binascii.Error):
        return None
    return digest if length and len(digest) == length else None
