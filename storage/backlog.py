"""What runs were given and are not through with: noted before they begin, taken over by a later run when they died."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select

from storage.database import reading, writing
from storage.findings import start_run
from storage.locks import lives
from storage.tables import RunRow, UnfinishedRow, table

UNFINISHED, RUNS = table(UnfinishedRow), table(RunRow)
MOST_TRIES = 3
"""Runs that may die over the same inputs: whatever kills each of them is then left for a person to look at."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a run that died was given."""

    run: str
    inputs: tuple[str, ...]
    tries: int
    since: datetime


def begin(engine: Engine, run: str, inputs: Sequence[str], now: datetime, taken: Sequence[Left] = ()) -> None:
    """Note what a run is given, `taken` over from runs that died included; call it within `locks.at_work`."""
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


def not_begun(engine: Engine, runs: Collection[str]) -> set[str]:
    """Return those of some runs that have never noted here what they were given."""
    with reading(engine) as connection:
        return set(runs) - set(connection.execute(select(RUNS.c.id).where(RUNS.c.id.in_(sorted(runs)))).scalars())


def left_behind(engine: Engine, folder: Path) -> tuple[Left, ...]:
    """Return what runs that died were given, first begun first; not what as many runs as may have died over."""
    return tuple(left for left in unfinished(engine) if left.tries < MOST_TRIES and not lives(engine, folder, left.run))


def unfinished(engine: Engine) -> tuple[Left, ...]:
    """Return what was begun and is not through, by runs that live or died."""
    with reading(engine) as connection:
        rows = connection.execute(select(UNFINISHED).order_by(UNFINISHED.c.since, UNFINISHED.c.run_id)).all()
    return tuple(Left(row.run_id, tuple(row.inputs), row.tries, row.since) for row in rows)
