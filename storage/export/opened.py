"""An export as it was handed on: a zip, or the folder that somebody unpacked it into, read without unpacking more."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storage.export.bag import ROOT

LOCAL_HEADER = 30
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    struct.error,
    RecursionError,
)
"""What reading a damaged or hostile zip may raise."""


class Opened:
    """The files of an export by name, whichever way it came."""

    def __init__(self, path: Path, bag: zipfile.ZipFile | None) -> None:
        self.path = path
        self.bag = bag
        self.doubles: tuple[str, ...] = ()
        if bag is None:
            self.members: dict[str, zipfile.ZipInfo] = {}
            return
        infos = [info for info in bag.infolist() if not info.is_dir()]
        self.members = {info.filename.removeprefix(f"{ROOT}/"): info for info in infos}
        names = [info.filename for info in infos]
        self.doubles = tuple(
            sorted({name for name in names if names.count(name) > 1} if len(names) != len(self.members) else ())
        )

    def names(self) -> set[str]:
        """Return the name of every file."""
        if self.bag is not None:
            return set(self.members)
        return {
            path.relative_to(self.path).as_posix()
            for path in self.path.rglob("*")
            if path.is_symlink() or not path.is_dir()
        }

    def has(self, name: str) -> bool:
        """Say whether there is a file of that name inside the export."""
        if self.bag is not None:
            return name in self.members
        path = self.path / name
        return "\\" not in name and path.is_file() and path.resolve().is_relative_to(self.path.resolve())

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open one file for reading from its beginning."""
        if self.bag is None:
            with (self.path / name).open("rb") as file:
                yield file
        else:
            with self.bag.open(self.members[name]) as member:
                yield member  # type: ignore[misc]  # a ZipExtFile reads like any binary file

    @contextmanager
    def open_anywhere(self, name: str) -> Iterator[BinaryIO]:
        """Open one file for reading from any place: it must be stored as it is, not compressed."""
        if self.bag is None:
            with (self.path / name).open("rb") as file:
                yield file
            return
        member = self.members[name]
        if member.compress_type != zipfile.ZIP_STORED:
            raise zipfile.BadZipFile(f"{name} is compressed")
        with self.path.open("rb") as file:
            begin = data_begin(file, member)
            yield io.BufferedReader(Window(file, begin, member.file_size))


def data_begin(file: BinaryIO, member: zipfile.ZipInfo) -> int:
    """Return where a member's bytes begin in its zip."""
    file.seek(member.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile(f"{member.filename} has no header")
    return (
        member.header_offset
        + LOCAL_HEADER
        + int.from_bytes(header[26:28], "little")
        + int.from_bytes(header[28:30], "little")
    )


class Window(io.RawIOBase):
    """A stretch of a file, as a file of its own."""

    def __init__(self, file: BinaryIO, begin: int, length: int) -> None:
        self.file, self.begin, self.length, self.place = file, begin, length, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read from anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.length}[whence]
        self.place = max(0, start + offset)
        return self.place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any writable buffer will do
        """Read on from the present place."""
        self.file.seek(self.begin + self.place)
        content = self.file.read(max(0, min(len(buffer), self.length - self.place)))
        buffer[: len(content)] = content
        self.place += len(content)
        return len(content)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open an export: a zip, its unpacked folder, or the folder that holds that."""
    if path.is_dir():
        inner = path / ROOT
        yield Opened(inner if inner.is_dir() else path, None)
        return
    with zipfile.ZipFile(path) as bag:
        yield Opened(path, bag)
