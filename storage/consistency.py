"""What a desk's own tables say, held against its audit log and against ids made of their content: is the desk as recorded?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Engine, String, cast, func, select, text

from articles.model import Moment
from storage.columns import Instant, Stated
from storage.database import open_database, reading
from storage.held import CHECKS, Found
from storage.tables import TABLES, UnfinishedRow, WatchedEvidenceRow, WatchedFeedRow, WatchedPageRow, table

NOT_HELD = (table(WatchedFeedRow), table(WatchedPageRow), table(WatchedEvidenceRow), table(UnfinishedRow))
"""Tables of what is asked for next: they change at every turn of the watch, and the log does not note each."""

BOOKKEEPING = {
    **{f"{held.name}.{column.name}": "the state of the watch" for held in NOT_HELD for column in held.c},
    "trust_file.problem": "why a site had no trust.txt when it was last asked",
    "trust_file.read_at": "when a site is asked again",
    "capture.payload_file": "any record that holds the same bytes will do; those are checked",
    "capture.payload_offset": "any record that holds the same bytes will do; those are checked",
    "capture.payload_length": "any record that holds the same bytes will do; those are checked",
}
"""Columns whose change is no change of what is recorded, and why."""


WRITTEN_TIME = "{0}{0}{0}{0}-{0}{0}-{0}{0} {0}{0}:{0}{0}:{0}{0}.{0}{0}{0}{0}{0}{0}".format("[0-9]")


@dataclass(frozen=True, slots=True)
class Consistency:
    """What is known of one kind of record."""

    name: str
    status: Literal["ok", "mismatch", "unverifiable"]
    message: str


def check_desk(engine: Engine) -> Iterator[Consistency]:
    """Hold every kind of record against the log and against what it was made of, one after the other."""
    with reading(engine) as connection:
        yield _database(connection)
        for name, check in CHECKS:
            yield _checked(name, check(connection))
        yield from _not_held(connection)


def _not_held(connection: Connection) -> Iterator[Consistency]:
    rows = {held.name: connection.execute(select(func.count()).select_from(held)).scalar_one() for held in NOT_HELD}
    filled = [f"{name} ({count})" for name, count in rows.items() if count]
    if filled:
        yield Consistency("feeds and pages watched", "unverifiable", f"the log notes no sums of {', '.join(filled)}")


def _database(connection: Connection) -> Consistency:
    """Ask SQLite whether its file is sound, and either database whether what rows refer to is there."""
    sqlite = connection.dialect.name == "sqlite"
    problems = []
    if sqlite:
        problems = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)")) if row[0] != "ok"]
        if not problems and _definitions(connection) != _definitions_wanted():
            problems = ["its definitions are not those that the migrations make"]
    problems += [f"a time in {name} is not written as times are" for name in _odd_times(connection)]
    problems += [f"a row of {name} refers to nothing" for name in _orphaned(connection)]
    if problems:
        return Consistency("database", "mismatch", problems[0])
    whole = "its pages and references are sound" if sqlite else "its references are sound"
    return Consistency("database", "ok", whole)


def _odd_times(connection: Connection) -> Iterator[str]:
    """Name columns whose text reads as a time and is not what this program writes: SQLite keeps any text."""
    for held in TABLES:
        for column in held.c:
            if isinstance(column.type, Instant) and connection.dialect.name == "sqlite":
                odd = select(column).where(cast(column, String).op("NOT GLOB")(WRITTEN_TIME)).limit(1)
                if connection.execute(select(odd.exists())).scalar_one():
                    yield f"{held.name}.{column.name}"
            elif isinstance(column.type, Stated):
                stated = connection.execute(select(cast(column, String)).where(column.is_not(None)).distinct())
                if not all(_is_written_plainly(words) for words in stated.scalars()):
                    yield f"{held.name}.{column.name}"


def _is_written_plainly(words: str) -> bool:
    """Tell whether a stated time has its one spelling: readers of ISO 8601 take others for the same."""
    try:
        return str(Moment.parse(words)) == words
    except ValueError:
        return False


def _orphaned(connection: Connection) -> Iterator[str]:
    """Name tables with a row whose reference leads nowhere: who owns a database can switch its own check off."""
    for child, query in REFERENCES:
        if connection.execute(text(query)).first() is not None:
            yield child


def _references() -> Iterator[tuple[str, str]]:
    """Yield for each reference its table and the query for a row that refers to nothing."""
    for held in TABLES:
        for constraint in held.foreign_key_constraints:
            pairs = [(f'child."{pair.parent.name}"', f'parent."{pair.column.name}"') for pair in constraint.elements]
            there = " AND ".join(f"{own} = {key}" for own, key in pairs)
            given = " AND ".join(f"{own} IS NOT NULL" for own, _ in pairs)
            parents = f'SELECT 1 FROM "{constraint.referred_table.name}" AS parent WHERE {there}'  # noqa: S608  names of our own tables
            yield held.name, f'SELECT 1 FROM "{held.name}" AS child WHERE {given} AND NOT EXISTS ({parents}) LIMIT 1'  # noqa: S608  as above


REFERENCES = tuple(sorted(_references()))


def _definitions(connection: Connection) -> list[tuple[Any, ...]]:
    query = text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    return [tuple(row) for row in connection.execute(query)]


@cache
def _definitions_wanted() -> list[tuple[Any, ...]]:
    fresh = open_database("sqlite://")
    try:
        with reading(fresh) as connection:
            return _definitions(connection)
    finally:
        fresh.dispose()


def _checked(name: str, found: Found) -> Consistency:
    counts: Counter[bool | None] = Counter()
    first = ""
    try:
        for key, held in found:
            counts[held] += 1
            first = first or (key if held is False else "")
    except Exception as error:  # noqa: BLE001  whatever damage does to a reader, it is damage
        return Consistency(name, "mismatch", f"cannot be read ({type(error).__name__})")
    if counts[False]:
        return Consistency(name, "mismatch", f"{counts[False]} of {counts.total()} are not as recorded, first {first}")
    if counts[None]:
        message = f"{counts[True]} are as recorded; of {counts[None]} the log notes no sum"
        return Consistency(name, "unverifiable", message)
    return Consistency(name, "ok", f"{counts[True]} are as recorded")
