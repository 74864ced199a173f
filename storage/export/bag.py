"""The envelope of an export: a BagIt bag (RFC 8493) in one zip whose every byte its last 64 characters answer for."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

ROOT = "second-source-export"
PAYLOAD = "data"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SEAL = b"second-source sha256 "
"""What the zip's comment begins with; the SHA-256 of everything before it follows, in 64 hexadecimal digits."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a zip can hold: every member has it, so that the same content gives the same bytes."""

READ_AT_ONCE = 1 << 20
STORED = frozenset({".wacz", ".parquet"})
"""What is compressed already."""


def sum_of(file: BinaryIO) -> tuple[str, int]:
    """Return the SHA-256 of the rest of a file, and its length."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(READ_AT_ONCE):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def close_bag(folder: Path, info: Mapping[str, str]) -> None:
    """Make a folder whose payload is written a bag: declaration, manifest, information and the sums of these."""
    lines, octets, streams = [], 0, 0
    for path in sorted((folder / PAYLOAD).rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest, size = sum_of(file)
            lines.append(f"{digest}  {path.relative_to(folder).as_posix()}\n")
            octets, streams = octets + size, streams + 1
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in info.items())
        + f"Payload-Oxum: {octets}.{streams}\n",
        MANIFEST: "".join(lines),
    }
    sums = []
    for name, text in sorted(tags.items()):
        (folder / name).write_bytes(text.encode("utf-8"))
        sums.append(f"{hashlib.sha256(text.encode('utf-8')).hexdigest()}  {name}\n")
    (folder / TAG_MANIFEST).write_bytes("".join(sums).encode("utf-8"))


def pack(folder: Path, out: Path) -> str:
    """Zip a folder, the same content into the same bytes, and return the SHA-256 that its comment holds."""
    with zipfile.ZipFile(out, "w") as bag:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.is_file():
                add_file(bag, f"{ROOT}/{path.relative_to(folder).as_posix()}", path, stored=path.suffix in STORED)
        bag.comment = SEAL + b"0" * 64
    with out.open("r+b") as file:
        file.seek(-64, os.SEEK_END)
        end = file.tell()
        file.seek(0)
        digest = _sum_before(file, end)
        file.seek(end)
        file.write(digest.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    return digest


def add_file(bag: zipfile.ZipFile, name: str, path: Path, *, stored: bool) -> None:
    """Add one file, without its time and owner."""
    member = zipfile.ZipInfo(name, EARLIEST)
    member.create_system = 3
    member.external_attr = 0o100644 << 16
    member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    member.file_size = path.stat().st_size
    with path.open("rb") as file, bag.open(member, "w") as to:
        while chunk := file.read(READ_AT_ONCE):
            to.write(chunk)


def _sum_before(file: BinaryIO, end: int) -> str:
    digest = hashlib.sha256()
    while end > 0 and (chunk := file.read(min(READ_AT_ONCE, end))):
        digest.update(chunk)
        end -= len(chunk)
    return digest.hexdigest()


def seal_of(path: Path) -> bool | None:
    """Say whether a zip is byte for byte as it was packed; None where it carries no seal: another tool packed it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 64 - len(SEAL)))
        tail = file.read()
        if not tail.startswith(SEAL):
            return None
        file.seek(0)
        return _sum_before(file, size - 64) == tail[len(SEAL) :].decode("ascii", "replace")
