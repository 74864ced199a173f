"""What a run works with: the settings, the database, the capture store and the crew, opened once and closed after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from flows.crew import Crew, crew_of
from flows.garbage import collecting_seldom
from flows.memory import keep_large_blocks_apart
from flows.reading_crews import DaskCrew, dask_crew
from flows.settings import Settings

if TYPE_CHECKING:
    from storage.captures import CaptureStore
    from storage.database import Engine

SPARE = 50_000_000
"""Bytes of the disk that captures leave free: a database that fills up cannot even say so."""
PROGRAM = f"second-source {version('second-source')}"


@dataclass(frozen=True, slots=True)
class Desk:
    """One newsroom's settings, stores and processes."""

    settings: Settings
    engine: Engine
    captures: CaptureStore
    readers: Crew | DaskCrew
    """Who extracts and reads: the crew, or workers elsewhere."""
    crew: Crew
    """Processes of this machine: they reach the database too."""


def database_url(settings: Settings) -> str:
    """Return the database that the settings name, by default SQLite in the data directory."""
    from storage.database import sqlite_url  # noqa: PLC0415  SQLAlchemy takes most of a second; --help does not need it

    return settings.database.get_secret_value() if settings.database else sqlite_url(settings.data_dir)


@contextmanager
def open_desk(settings: Settings) -> Iterator[Desk]:
    """Open the stores, migrating the database where it is behind; StorageError says what cannot be opened."""
    from storage.database import open_database  # noqa: PLC0415  as above
    from storage.locks import in_use  # noqa: PLC0415  as above

    keep_large_blocks_apart()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_database(database_url(settings))
    try:
        with in_use(engine, settings.data_dir), crew_of(settings.processes) as crew, collecting_seldom():
            if settings.dask:
                with dask_crew(settings.dask) as readers:
                    yield Desk(settings, engine, _captures(settings), readers, crew)
            else:
                yield Desk(settings, engine, _captures(settings), crew, crew)
    finally:
        engine.dispose()


def _captures(settings: Settings) -> CaptureStore:
    from storage.captures import CaptureStore  # noqa: PLC0415  as above
    from storage.object_captures import ObjectCaptureStore  # noqa: PLC0415  as above

    if settings.captures is None:
        return CaptureStore(settings.captures_dir, spare=SPARE)
    return ObjectCaptureStore(settings.captures.get_secret_value(), settings.data_dir / "captures-index")


def note_settings(desk: Desk) -> None:
    """Let the audit log say by what settings the desk judges from now on, where they have changed."""
    from storage import audit  # noqa: PLC0415  as above

    audit.note_settings(desk.engine, desk.settings.judging(), now())


def now() -> datetime:
    """Read the clock: the only place that does."""
    return datetime.now(UTC)
