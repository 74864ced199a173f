"""The check of an export with nothing but the file: its envelope, every sum, every capture, and every link of the log."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from storage.audit import GENESIS, AuditEntry, walk
from storage.export.bag import DECLARATION, MANIFEST, PAYLOAD, TAG_MANIFEST, seal_of, sum_of
from storage.export.layout import CONTENTS, FORMAT, LOG, WACZ
from storage.export.opened import BROKEN, Opened, opened
from storage.export.records import check_records
from storage.export.wacz import check_wacz
from storage.timestamps import check_stamps, stamps_among

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

PartStatus = Literal["ok", "mismatch", "missing", "unexpected", "unverifiable"]

ENVELOPE = "the file itself"
AUDIT_LOG = "audit log"
LARGEST_LIST = 64_000_000
"""Bytes of a manifest that are read: a million files take 100 MB, and no export has so many."""

LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What the check says of one part of an export."""

    name: str
    status: PartStatus
    message: str


def verify_bundle(path: Path, head: str | None = None, roots: Sequence[Certificate] = ()) -> tuple[PartVerdict, ...]:
    """Check an export, zipped or unpacked; with a `head` noted elsewhere, its log must hold that.

    Time stamps in the log are held against the certificates in `roots`.

    `unverifiable` is what could be neither confirmed nor refuted, and is never said to be in order.
    """
    if not path.exists():
        return (PartVerdict(str(path), "missing", "there is no such file"),)
    try:
        with opened(path) as export:
            return tuple(_verdicts(path, export, head, roots))
    except BROKEN as error:
        return (PartVerdict(ENVELOPE, "mismatch", f"it cannot be read as an export ({' '.join(str(error).split())})"),)


def _verdicts(path: Path, export: Opened, head: str | None, roots: Sequence[Certificate]) -> Iterator[PartVerdict]:
    yield _envelope(path, export)
    for name in export.doubles:
        yield PartVerdict(name, "unexpected", "the zip holds two files of that name")
    if not export.has(MANIFEST):
        yield PartVerdict(MANIFEST, "missing", f"{path} is not an export: it has no list of its files")
        return
    listed: set[str] = {TAG_MANIFEST}
    broken = False
    for manifest in (TAG_MANIFEST, MANIFEST):
        sums, problem = _sums(export, manifest)
        if problem is not None:
            broken = True
            yield problem
        for name, digest in sums:
            listed.add(name)
            verdict = _file(export, name, digest)
            broken = broken or verdict.status != "ok"
            yield verdict
    for name in sorted(export.names() - listed):
        yield PartVerdict(name, "unexpected", "no list of the export names it")
    contents = _contents(export)
    if contents is None:
        yield PartVerdict(CONTENTS, "unverifiable", f"it is not the contents of a '{FORMAT}'")
        return
    yield PartVerdict(CONTENTS, "ok", f"{contents['scope']}, as of {contents['as_of']}, by {contents['program']}")
    yield _log(export, contents, head)
    yield from _stamps(export, roots)
    for name, status, message in (*check_wacz(export, f"{PAYLOAD}/{WACZ}", contents), *check_records(export)):
        yield PartVerdict(name, status, message)


def _envelope(path: Path, export: Opened) -> PartVerdict:
    if export.bag is None:
        return PartVerdict(ENVELOPE, "unverifiable", "it was unpacked; the sums of what is in it are checked below")
    sealed = seal_of(path)
    if sealed is None and not export.bag.comment:
        return PartVerdict(
            ENVELOPE, "unverifiable", "another tool packed it; the sums of what is in it are checked below"
        )
    if not sealed:
        return PartVerdict(ENVELOPE, "mismatch", "its bytes are not those that were written")
    return PartVerdict(ENVELOPE, "ok", "byte for byte as it was written")


def _sums(export: Opened, manifest: str) -> tuple[list[tuple[str, str]], PartVerdict | None]:
    """Read a list of sums, and say what is wrong with it."""
    if not export.has(manifest):
        return [], PartVerdict(manifest, "missing", "the sums it holds cannot be compared")
    with export.open(manifest) as file:
        content = file.read(LARGEST_LIST)
    found, bad = [], not content.endswith(b"\n")
    for line in content.decode("utf-8", "replace").splitlines():
        told = LINE.fullmatch(line)
        if told is None:
            bad = True
        else:
            found.append((told[2], told[1]))
    return found, PartVerdict(manifest, "mismatch", "it holds a line that is no sum") if bad else None


def _file(export: Opened, name: str, digest: str) -> PartVerdict:
    if not export.has(name):
        outside = name.startswith("/") or ".." in Path(name).parts or name in export.names()
        if outside:
            return PartVerdict(name, "unverifiable", "the list names a path outside the export; it was not read")
        return PartVerdict(name, "missing", "the list names it and it is not there")
    try:
        with export.open(name) as file:
            found, _ = sum_of(file)
    except BROKEN:
        return PartVerdict(name, "mismatch", "it cannot be unpacked")
    if name == "bagit.txt" and found == digest:
        with export.open(name) as file:
            if file.read(1000) != DECLARATION.encode("ascii"):
                return PartVerdict(name, "mismatch", "it does not declare a bag as we write it")
    return PartVerdict(
        name,
        "ok" if found == digest else "mismatch",
        "" if found == digest else "its bytes are not those that were written",
    )


def _contents(export: Opened) -> dict[str, Any] | None:
    name = f"{PAYLOAD}/{CONTENTS}"
    if not export.has(name):
        return None
    try:
        with export.open(name) as file:
            contents = json.loads(file.read(LARGEST_LIST))
    except BROKEN:
        return None
    if not isinstance(contents, dict) or contents.get("format") != FORMAT:
        return None
    audit = contents.get("audit")
    numbers = isinstance(audit, dict) and all(isinstance(audit.get(name), int) for name in ("first", "last"))
    texts = isinstance(audit, dict) and all(isinstance(audit.get(name), str) for name in ("previous", "head"))
    return contents if numbers and texts and {"scope", "as_of", "program"} <= contents.keys() else None


def _log(export: Opened, contents: dict[str, Any], head: str | None) -> PartVerdict:
    name = f"{PAYLOAD}/{LOG}"
    if not export.has(name):
        return PartVerdict(AUDIT_LOG, "missing", f"{LOG} is not there")
    audit = contents["audit"]
    first = audit["first"]
    begin = (first - 1, audit["previous"]) if audit["last"] else (0, GENESIS)
    try:
        with export.open(name) as file:
            found = walk(entries_in(file), head, begin)
    except (*BROKEN, KeyError, TypeError):
        return PartVerdict(AUDIT_LOG, "mismatch", f"{LOG} holds something that is not an entry")
    if not found.ok:
        return PartVerdict(AUDIT_LOG, "mismatch", found.message)
    if (found.entries, found.head) != (audit["last"], audit["head"]):
        return PartVerdict(AUDIT_LOG, "mismatch", "it does not end where the contents say")
    noted = ", the noted head among them" if head else "; compare the head with one noted elsewhere"
    return PartVerdict(AUDIT_LOG, "ok", f"entries {first} to {found.entries}, each follows{noted}; head {found.head}")


def _stamps(export: Opened, roots: Sequence[Certificate]) -> Iterator[PartVerdict]:
    """Check the time stamps that the log holds, where it holds any."""
    name = f"{PAYLOAD}/{LOG}"
    try:
        with export.open(name) as file:
            stamps = stamps_among(entries_in(file))
        wanted = {stamp.seq for stamp in stamps}
        with export.open(name) as file:
            hashes = {entry.seq: entry.hash for entry in (entries_in(file) if wanted else ()) if entry.seq in wanted}
    except (*BROKEN, KeyError, TypeError):
        yield PartVerdict("time stamps", "mismatch", "the log holds one that cannot be read")
        return
    for verdict in check_stamps(stamps, hashes.get, roots):
        yield PartVerdict("time stamp", verdict.status, verdict.message)


def entries_in(file: BinaryIO) -> Iterator[AuditEntry]:
    """Read the entries of a log from its lines."""
    for line in file:
        row = json.loads(line)
        yield AuditEntry(**row | {"at": datetime.fromisoformat(row["at"])})
