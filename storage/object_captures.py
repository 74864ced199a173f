"""Captures in an object store: any that fsspec knows. Objects cannot grow, so each batch is a WARC file of its own.

An object's name carries its time, its writer and its place in that writer's sequence, so that no two writers meet; it is
there whole or not at all. Each machine keeps an index of what it wrote itself, and keeps bytes once that it has seen
before; what others wrote it takes in when all is to be verified or exported. Deleting the index costs nothing but that.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from articles.model import Capture, short_id
from storage.captures import Batch, CaptureStore, KeptCapture, WarcRecord, damaged_at, note, placed, records_in
from storage.errors import StorageError
from storage.warc import warcinfo


class ObjectCaptureStore(CaptureStore):
    """The WARC objects under one address. Any number of stores, on any number of machines, may share it."""

    def __init__(self, address: str, index: Path) -> None:
        """`address` may be `s3://bucket/folder`, `file:///folder`, ...; below the folder `index` this machine keeps its own."""
        super().__init__(index / short_id("captures", address))
        self._files, self._root = _file_system(address)
        self._shown = address.partition("?")[0]
        self._writer_id = uuid.uuid4().hex[:12]
        self._written = 0
        self._taken_in = False

    def keep(self, captures: Sequence[Capture]) -> tuple[KeptCapture, ...]:
        """Write captures as one object; StorageError where it cannot be written: then nothing was."""
        if not captures:
            return ()
        at = captures[0].fetched_at.astimezone(UTC)
        name = f"captures-{at:%Y%m%d%H%M%S}-{self._writer_id}-{self._written:06d}.warc.gz"
        head = warcinfo(name, at)
        with self._index() as index:
            batch = Batch(name, len(head), index)
            kept = tuple(batch.add(capture) for capture in captures)
            if batch.records:
                self._asked(self._put, name, b"".join((head, *batch.blocks)))
                self._written += 1
                with index:
                    note(index, name, batch.records, batch.end)
        return kept

    def _put(self, name: str, content: bytes) -> None:
        self._files.makedirs(self._root, exist_ok=True)
        self._files.pipe_file(self._path(name), content)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _cut(self, name: str, offset: int, length: int) -> bytes:
        content: bytes = self._files.cat_file(self._path(name), start=offset, end=offset + length)
        return content

    def redirects(self, hops: Iterable[str], at: datetime) -> tuple[WarcRecord, ...]:
        """Return the records of the hops that led to an answer, whoever wrote them."""
        wanted = tuple(hops)
        if wanted and not self._taken_in:
            with self._index() as index:
                self._recover(index)
        return super().redirects(wanted, at)

    def _recover(self, index: sqlite3.Connection) -> None:
        """Take in what others wrote: once, since a large store takes long to list."""
        if self._taken_in:
            return
        known = dict(index.execute("SELECT name, indexed FROM file"))
        for name, size in self._objects():
            if known.get(name) != size:
                content = self._asked(self._files.cat_file, self._path(name))
                records, _ = records_in(content, name)
                with index:
                    note(index, name, (placed(record, index) for record in records), len(content))
        self._taken_in = True

    def _objects(self) -> list[tuple[str, int]]:
        listed = self._asked(self._list)
        names = ((str(entry["name"]).rpartition("/")[2], int(entry["size"])) for entry in listed)
        return sorted((name, size) for name, size in names if name.endswith(".warc.gz"))

    def damage(self) -> Iterator[str]:
        """Walk every object from its first byte to its last, and say where one holds anything but whole records."""
        for name, _ in self._objects():
            offset = damaged_at(self._asked(self._files.cat_file, self._path(name)))
            if offset is not None:
                yield f"{name} is damaged at byte {offset}"

    def _list(self) -> list[dict[str, Any]]:
        try:
            listed: list[dict[str, Any]] = self._files.ls(self._root, detail=True, refresh=True)
        except FileNotFoundError:
            return []  # nothing was ever kept
        return listed

    def _asked(self, call: Callable[..., Any], *given: Any) -> Any:
        """Ask the store; whatever it raises, and each raises errors of its own, is one that a user can mend."""
        try:
            return call(*given)
        except Exception as error:
            raise StorageError(
                f"Captures cannot be kept in {self._shown} ({' '.join(str(error).split())});"
                " check its address, the login to it, and that it is up."
            ) from error


def _file_system(address: str) -> tuple[Any, str]:
    """Open the file system of an address; StorageError where no installed library knows it."""
    from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415  it ships no types; an extra

    try:
        files, root = url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise StorageError(
            f"Captures cannot be kept in {address.partition('?')[0]} ({error});"
            " install the library that fsspec names, such as s3fs, or name another place."
        ) from error
    return files, root.rstrip("/")
