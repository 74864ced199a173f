"""What runs were given and are not through with: noted before they begin, taken over by a later run when they died.

Whether a run lives is asked of the operating system or of PostgreSQL, not of a clock: it holds a lock, which goes when
its process goes, however that ends.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import reading, writing
from storage.findings import start_run
from storage.tables import UnfinishedRow, table

UNFINISHED = table(UnfinishedRow)
MOST_TRIES = 3
"""Runs that may die over the same inputs: whatever kills each of them is then left for a person to look at."""
LOCK_CLASS = 0x5EC0
"""The first half of the two numbers that PostgreSQL knows an advisory lock by."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a run that died was given."""

    run: str
    inputs: tuple[str, ...]
    tries: int
    since: datetime


@contextmanager
def at_work(engine: Engine, folder: Path, run: str) -> Iterator[None]:
    """Let others see that this run lives, for as long as the context lasts. `folder` is the desk's, where it has a file."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SELECT pg_advisory_lock(:class, :run)"), _numbers(run))
            try:
                yield
            finally:
                with suppress(SQLAlchemyError):  # a server that has gone has let go of it
                    connection.execute(text("SELECT pg_advisory_unlock(:class, :run)"), _numbers(run))
        return
    path = _lock_file(folder, run)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def lives(engine: Engine, folder: Path, run: str) -> bool:
    """Whether a run is at work."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            free = connection.execute(text("SELECT pg_try_advisory_lock(:class, :run)"), _numbers(run)).scalar_one()
            if free:
                connection.execute(text("SELECT pg_advisory_unlock(:class, :run)"), _numbers(run))
            return not free
    try:
        with _lock_file(folder, run).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def begin(engine: Engine, run: str, inputs: Sequence[str], now: datetime, taken: Sequence[Left] = ()) -> None:
    """Note what a run is given, `taken` over from runs that died included; call it within `at_work`."""
    start_run(engine, run, now)
    tries = 1 + max((left.tries for left in taken), default=0)
    row = {"run_id": run, "inputs": tuple(inputs), "tries": tries, "since": now}
    with writing(engine) as connection:
        connection.execute(delete(UNFINISHED).where(UNFINISHED.c.run_id.in_([run, *(left.run for left in taken)])))
        connection.execute(insert(UNFINISHED), [row])


def through(engine: Engine, run: str) -> None:
    """Note that nothing of a run's inputs is left to do."""
    with writing(engine) as connection:
        connection.execute(delete(UNFINISHED).where(UNFINISHED.c.run_id == run))


def left_behind(engine: Engine, folder: Path) -> tuple[Left, ...]:
    """Return what runs that died were given, first begun first; not what as many runs as may have died over."""
    return tuple(left for left in unfinished(engine) if left.tries < MOST_TRIES and not lives(engine, folder, left.run))


def unfinished(engine: Engine) -> tuple[Left, ...]:
    """Return what was begun and is not through, by runs that live or died."""
    with reading(engine) as connection:
        rows = connection.execute(select(UNFINISHED).order_by(UNFINISHED.c.since, UNFINISHED.c.run_id)).all()
    return tuple(Left(row.run_id, tuple(row.inputs), row.tries, row.since) for row in rows)


def _lock_file(folder: Path, run: str) -> Path:
    return folder / "running" / f"{hashlib.sha256(run.encode()).hexdigest()[:32]}.lock"


def _numbers(run: str) -> dict[str, int]:
    return {"class": LOCK_CLASS, "run": int.from_bytes(hashlib.sha256(run.encode()).digest()[:4], "big", signed=True)}
