"""Who is at work on a desk, asked of the operating system or of PostgreSQL: a lock goes when its process goes, however that ends.

With SQLite a desk is one machine's, and the locks are on files in its folder; with PostgreSQL they are advisory locks,
which every machine sees.
"""

from __future__ import annotations

import fcntl
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from storage.errors import StorageError

LOCK_CLASS = 0x5EC0
"""The first of the two numbers that PostgreSQL knows an advisory lock by."""
FOLDER, DESK = "running", "desk"
ASK_AGAIN = 0.2


@contextmanager
def at_work(engine: Engine, folder: Path, run: str) -> Iterator[None]:
    """Let others see that this run lives, for as long as the context lasts. `folder` is the desk's."""
    with _held(engine, folder, run, shared=False, patience=None):
        try:
            yield
        finally:
            _file(folder, run).unlink(missing_ok=True)


@contextmanager
def in_use(engine: Engine, folder: Path) -> Iterator[None]:
    """Use a desk's captures beside others, and keep `alone` from beginning meanwhile."""
    with _held(engine, folder, DESK, shared=True, patience=None):
        yield


@contextmanager
def alone(engine: Engine, folder: Path, patience: float) -> Iterator[None]:
    """Be the only one who uses a desk's captures; StorageError where others still do after so many seconds."""
    with _held(engine, folder, DESK, shared=False, patience=patience):
        yield


def lives(engine: Engine, folder: Path, run: str) -> bool:
    """Whether a run is at work."""
    if engine.dialect.name != "postgresql" and not _file(folder, run).exists():
        return False
    try:
        with _held(engine, folder, run, shared=False, patience=0):
            return False
    except StorageError:
        return True


@contextmanager
def _held(engine: Engine, folder: Path, name: str, *, shared: bool, patience: float | None) -> Iterator[None]:
    """Hold a lock; without `patience`, however long it takes to get it."""
    hold = _in_postgresql if engine.dialect.name == "postgresql" else _on_file
    with hold(engine, folder, name, shared, patience):
        yield


@contextmanager
def _in_postgresql(engine: Engine, _: Path, name: str, shared: bool, patience: float | None) -> Iterator[None]:
    numbers = {"class": LOCK_CLASS, "name": int.from_bytes(_digest(name)[:4], "big", signed=True)}
    kind = "_shared" if shared else ""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:

        def tried() -> bool:
            query = text(f"SELECT pg_try_advisory_lock{kind}(:class, :name)")
            return bool(connection.execute(query, numbers).scalar_one())

        _wait(tried, patience)
        try:
            yield
        finally:
            with suppress(SQLAlchemyError):  # a server that has gone has let go of it
                connection.execute(text(f"SELECT pg_advisory_unlock{kind}(:class, :name)"), numbers)


@contextmanager
def _on_file(_: Engine, folder: Path, name: str, shared: bool, patience: float | None) -> Iterator[None]:
    path = _file(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:

        def tried() -> bool:
            try:
                fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        _wait(tried, patience)
        yield


def _wait(tried: Callable[[], bool], patience: float | None) -> None:
    deadline = None if patience is None else time.monotonic() + patience
    while not tried():
        if deadline is not None and time.monotonic() >= deadline:
            raise StorageError("A run is at work on this desk; try again when it is through.")
        time.sleep(ASK_AGAIN)


def _file(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{_digest(name).hex()[:32]}.lock"


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()
