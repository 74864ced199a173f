"""Captures as a web archive that replay tools open: WACZ 1.1.1, WARC records as they stand on the disk, and their index."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from storage.captures import CaptureStore, WarcRecord
from storage.export.bag import PAYLOAD, add_file, sum_of
from storage.export.layout import TABLES_FOLDER
from storage.export.opened import BROKEN, Opened, data_begin
from storage.warc import Found, unpacked, warc_date

WARC, INDEX, INDEX_OF_INDEX, PAGES = (
    "archive/captures.warc.gz",
    "indexes/index.cdx.gz",
    "indexes/index.idx",
    "pages/pages.jsonl",
)
PACKAGE, PACKAGE_DIGEST = "datapackage.json", "datapackage-digest.json"
CAPTURES_PART = "captures"
CAPTURE_LINES = f"{TABLES_FOLDER}/jsonl/capture.jsonl"
WACZ_VERSION = "1.1.1"
LINES_A_BLOCK = 1024
PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
DEFAULT_PORTS = {"http": 80, "https": 443}
HTTP_HEAD_END = b"\r\n\r\n"
CONTENT_TYPE = re.compile(rb"\r\ncontent-type:[ \t]*([^;\r\n]{1,100})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """One capture to take along: its record, the hops that led to it, and the headline that was read from it."""

    id: str
    record: WarcRecord
    hops: tuple[str, ...]
    headline: str | None


@dataclass(frozen=True, slots=True)
class Archived:
    """What went into a web archive: how many captures, and which could not be had, each with the reason."""

    captures: int
    left_out: tuple[tuple[str, str], ...]


def write_wacz(
    captures: Iterable[Kept], store: CaptureStore, out: Path, folder: Path, as_of: datetime, software: str
) -> Archived:
    """Write the captures into one WACZ file; `folder` is for what it is made of, and is left empty."""
    for name in (WARC, INDEX, PAGES):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    draft = _Draft(store, folder)
    left_out = []
    pages = [PAGES_HEAD]
    count = 0
    for kept in captures:
        problem = draft.add(kept)
        if problem:
            left_out.append((kept.id, problem))
            continue
        count += 1
        if kept.record.kind != "redirect":
            page = {"id": kept.id, "url": kept.record.url, "ts": _iso(kept.record.fetched_at)}
            pages.append(page | ({"title": kept.headline} if kept.headline else {}))
    draft.close()
    _write_index(draft.lines, folder)
    (folder / PAGES).write_bytes("".join(json.dumps(page) + "\n" for page in pages).encode("ascii"))
    _write_package(folder, as_of, software)
    _zip(folder, out)
    return Archived(count, tuple(left_out))


class _Draft:
    """The WARC file of an archive while it grows, and the lines of its index."""

    def __init__(self, store: CaptureStore, folder: Path) -> None:
        self.store = store
        self.file = (folder / WARC).open("wb")
        self.places: dict[tuple[str, int], None] = {}
        self.lines: list[str] = []

    def add(self, kept: Kept) -> str:
        """Copy a capture's records as they stand, each once; return why that cannot be done, or nothing."""
        record = kept.record
        if not record.payload_file:
            return "its bytes were pruned; its record and digest are kept"
        wanted = [
            *((hop.file, hop.offset, hop.length) for hop in self.store.redirects(kept.hops, record.fetched_at)),
            (record.payload_file, record.payload_offset, record.payload_length),
            (record.file, record.offset, record.length),
        ]
        blocks = []
        for place in wanted:
            packed, condition = self.store.packed(*place)
            if packed is None:
                return f"its record is {condition}"
            blocks.append((place, packed))
        for (file, offset, _), packed in blocks:
            if (file, offset) not in self.places:
                self.places[file, offset] = None
                self._write(packed)
        return ""

    def _write(self, packed: bytes) -> None:
        read = unpacked(packed)
        if read is not None:
            self.lines.append(index_line(*read, offset=self.file.tell(), length=len(packed)))
        self.file.write(packed)

    def close(self) -> None:
        """Finish the WARC file."""
        self.file.close()


def index_line(block: bytes, found: Found, *, offset: int, length: int) -> str:
    """Write one record's line of the index (CDXJ)."""
    at = datetime.fromisoformat(found.at)
    fields: dict[str, Any] = {"url": found.url, "mime": "warc/revisit", "digest": f"sha256:{found.sha256}"}
    if found.kind != "revisit":
        fields["mime"] = _mime(block, found)
    http = block.partition(HTTP_HEAD_END)[2]
    if http.startswith(b"HTTP/"):
        fields["status"] = int(http[9:12])
    fields |= {"length": length, "offset": offset, "filename": WARC.rpartition("/")[2]}
    return f"{search_key(found.url)} {at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(fields)}\n"


def _mime(block: bytes, found: Found) -> str:
    head, _, http = block.partition(HTTP_HEAD_END)
    told = CONTENT_TYPE.search(head if found.kind == "resource" else b"\r\n" + http.partition(HTTP_HEAD_END)[0])
    return told[1].decode("ascii", "replace").strip().lower() if told else "unk"


def search_key(url: str) -> str:
    """Write an address so that those of one site sort together (SURT): hosts reversed, everything in lower case."""
    try:
        parts = urlsplit(url.lower())
        port = parts.port
    except ValueError:
        return url.lower()
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return url.lower().replace(":///", ":/")
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    if port and port != DEFAULT_PORTS[parts.scheme]:
        host += f":{port}"
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&")))
    return f"{host}){path}{'?' + query if query else ''}"


def _write_index(lines: Sequence[str], folder: Path) -> None:
    """Write the index in gzipped blocks, and the index of the blocks, which tools that replay look into first."""
    heads = ["!meta 0 " + json.dumps({"format": "cdxj-gzip-1.0", "filename": INDEX.rpartition("/")[2]}) + "\n"]
    ordered = sorted(lines)
    with (folder / INDEX).open("wb") as file:
        for begin in range(0, len(ordered), LINES_A_BLOCK):
            share = ordered[begin : begin + LINES_A_BLOCK]
            packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
            block = packer.compress("".join(share).encode("ascii")) + packer.flush()
            place = {"offset": file.tell(), "length": len(block), "digest": f"sha256:{_hex(block)}"}
            heads.append(share[0].partition(" {")[0] + " " + json.dumps(place) + "\n")
            file.write(block)
    (folder / INDEX_OF_INDEX).write_bytes("".join(heads).encode("ascii"))


def _write_package(folder: Path, as_of: datetime, software: str) -> None:
    resources = []
    for name in (WARC, INDEX, INDEX_OF_INDEX, PAGES):
        with (folder / name).open("rb") as file:
            digest, size = sum_of(file)
        resources.append({"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest}", "bytes": size})
    package = {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": "Captures",
        "created": _iso(as_of),
        "software": software,
        "resources": resources,
    }
    content = (json.dumps(package, indent=2) + "\n").encode("ascii")
    (folder / PACKAGE).write_bytes(content)
    digest_of = {"path": PACKAGE, "hash": f"sha256:{_hex(content)}"}
    (folder / PACKAGE_DIGEST).write_bytes((json.dumps(digest_of, indent=2) + "\n").encode("ascii"))


def _zip(folder: Path, out: Path) -> None:
    with zipfile.ZipFile(out, "w") as wacz:
        for name in (PACKAGE, PACKAGE_DIGEST, WARC, INDEX, INDEX_OF_INDEX, PAGES):
            add_file(wacz, name, folder / name, stored=True)
            (folder / name).unlink()


def _hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


# -- checking --------------------------------------------------------------------------------------


def check_wacz(export: Opened, name: str, contents: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Check an archive inside an export: its own sums, every record by its digests, and that all captures are in it."""
    if not export.has(name):
        yield CAPTURES_PART, "missing", f"{name} is not there"
        return
    try:
        with export.open_anywhere(name) as file, zipfile.ZipFile(file) as wacz:
            yield _check_package(wacz)
            yield _check_records(file, wacz, export, contents)
    except (*BROKEN, KeyError, TypeError, zlib.error) as error:
        yield CAPTURES_PART, "mismatch", f"the web archive cannot be read ({' '.join(str(error).split())})"


def _check_package(wacz: zipfile.ZipFile) -> tuple[str, Any, str]:
    package = wacz.read(PACKAGE)
    told = json.loads(wacz.read(PACKAGE_DIGEST))["hash"]
    wrong = [] if told == f"sha256:{_hex(package)}" else [PACKAGE]
    for resource in json.loads(package)["resources"]:
        with wacz.open(resource["path"]) as file:
            digest, size = sum_of(file)  # type: ignore[arg-type]  # a ZipExtFile reads like any binary file
        if (f"sha256:{digest}", size) != (resource["hash"], resource["bytes"]):
            wrong.append(resource["path"])
    if wrong:
        return "web archive", "mismatch", f"{', '.join(wrong)}: not the bytes that were written"
    return "web archive", "ok", "its parts are those that were written"


def _check_records(
    file: BinaryIO, wacz: zipfile.ZipFile, export: Opened, contents: Mapping[str, Any]
) -> tuple[str, Any, str]:
    """Read every record that the index names; then look for each capture of the tables among them."""
    warc = wacz.getinfo(WARC)
    begin = data_begin(file, warc)
    held: set[tuple[str, str, str]] = set()
    bodies: set[str] = set()
    end = 0
    for fields in sorted(_index_fields(wacz), key=lambda fields: int(fields["offset"])):
        file.seek(begin + fields["offset"])
        read = unpacked(file.read(fields["length"]))
        if (
            read is None
            or fields["offset"] != end
            or not _sound(read[1])
            or f"sha256:{read[1].sha256}" != fields["digest"]
        ):
            return CAPTURES_PART, "mismatch", f"the record at {fields['offset']} ({fields['url']}) is not what it says"
        end = fields["offset"] + fields["length"]
        held.add((read[1].url, read[1].at, read[1].sha256))
        if read[1].kind != "revisit":
            bodies.add(read[1].sha256)
    if end != warc.file_size:
        return CAPTURES_PART, "mismatch", "the web archive holds bytes that its index does not name"
    left_out = {str(pair[0]): str(pair[1]) for pair in contents["captures"]["left_out"]}
    count = 0
    with export.open(f"{PAYLOAD}/{CAPTURE_LINES}") as lines:
        for row in map(json.loads, lines):
            at = warc_date(datetime.fromisoformat(row["fetched_at"]))
            there = (row["record_url"], at, row["sha256"]) in held and row["sha256"] in bodies
            if not there and row["id"] not in left_out:
                return CAPTURES_PART, "missing", f"the capture of {row['url']} is not in the web archive"
            count += there
    if left_out:
        key, reason = min(left_out.items())
        return (
            CAPTURES_PART,
            "unverifiable",
            f"{count} are whole; {len(left_out)} could not be taken along, first {key}: {reason}",
        )
    return CAPTURES_PART, "ok", f"{count} have the bytes that were fetched, by their digests"


def _sound(found: Found) -> bool:
    return found.whole and (found.kind == "revisit" or hashlib.sha256(found.content).hexdigest() == found.sha256)


def _index_fields(wacz: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    with wacz.open(INDEX) as packed, gzip.open(packed) as lines:
        for line in lines:
            fields: dict[str, Any] = json.loads(line[line.index(b" {") :])
            yield fields
