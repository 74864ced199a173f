"""Opening the database: SQLite in one folder or PostgreSQL, always migrated to the present schema."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from storage.errors import StorageError

__all__ = ["Engine", "StorageError", "migrate", "open_database", "reading", "snapshot", "sqlite_url", "writing"]

DATABASE_FILE = "second-source.sqlite"
NOT_A_QUERY = "/\\: !$&'()*+,;=@[]^`{|}~"
"""What stands in a path as it is: a `?` would begin a query and a `%` an escape."""

BUSY_SECONDS = 60
"""How long a writer waits for another on SQLite: longer than any batch takes."""

MIGRATION_LOCK = 0x5EC0_0001
AUDIT_LOCK = 0x5EC0_0002
RELATIONS_LOCK = 0x5EC0_0003
FINDINGS_LOCK = 0x5EC0_0004
WATCH_LOCK = 0x5EC0_0010
SCHEMA_LOCK = 0x5EC0_0011
"""Advisory locks on PostgreSQL, held to the end of the transaction."""

DISK_FULL = "53100"
"""PostgreSQL's code for it."""
CONNECTION_LOST, SERVER_ENDS = "08", frozenset({"57P01", "57P02", "57P03"})
"""PostgreSQL's codes for connections that broke, and for a server that shuts down, crashed or starts."""
KEYS_AT_ONCE = 500
"""Keys named in one query: SQLite takes 32,766 parameters, and long lists are slow to prepare."""

_migrating = threading.Lock()
"""Alembic keeps its context in a global."""


def sqlite_url(folder: Path) -> str:
    """Return the URL of the database file in a data directory, whatever the directory is called."""
    return f"sqlite:///{quote(str(folder / DATABASE_FILE), safe=NOT_A_QUERY)}"


def open_database(url: str) -> Engine:
    """Open a database and migrate it; StorageError says in one line what is wrong and what to do. Dispose after use."""
    address, options = _address(url)
    engine = create_engine(address, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        migrate(engine)
    except StorageError as error:
        engine.dispose()
        cause = error.__cause__
        if isinstance(cause, OperationalError) and _is_gone(cause.orig):  # it did not go away: it was never there
            raise StorageError(_unusable(engine.url, cause)) from cause
        raise
    except (SQLAlchemyError, OSError) as error:
        engine.dispose()
        raise StorageError(_unusable(engine.url, error)) from error
    return engine


def _address(url: str) -> tuple[URL, dict[str, Any]]:
    """Return the URL with its driver and what the engine needs for it; StorageError where it cannot be used."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # without the cause: its message repeats the URL, password included
        raise StorageError(
            "The database URL cannot be read; write sqlite:////folder/file.sqlite"
            " or postgresql://user:password@host/database."
        ) from None
    match address.get_backend_name():
        case "sqlite":
            file = unquote(address.database or ":memory:")
            if file != ":memory:":
                _make_folder(Path(file).parent)
            return address.set(drivername="sqlite", database=file), {"connect_args": {"timeout": BUSY_SECONDS}}
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+psycopg"), {"pool_pre_ping": True}
        case other:
            raise StorageError(f"No database of kind '{other}' can be used; choose sqlite or postgresql.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} cannot be made ({error.strerror}); name another with --data-dir."
        ) from error


def _unusable(url: URL, error: Exception) -> str:
    cause = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    cause = " ".join(cause.split()).rstrip(".")
    if url.password:
        cause = cause.replace(str(url.password), "***")
    todo = (
        "check that the file is a Second Source database and can be written, or name another"
        if url.get_backend_name() == "sqlite"
        else "check that the server runs and that user, password and database are right"
    )
    return f"The database {url.render_as_string(hide_password=True)} cannot be opened ({cause}); {todo}."


# -- transactions ----------------------------------------------------------------------------------


_shared: ContextVar[tuple[Engine, Connection] | None] = ContextVar("shared view", default=None)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One view for everything that is read inside, also by functions that open a view of their own."""
    with reading(engine) as connection:
        token = _shared.set((engine, connection))
        try:
            yield connection
        finally:
            _shared.reset(token)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One unchanging view of the database, however long it is read and whoever writes meanwhile."""
    shared = _shared.get()
    if shared is not None and shared[0] is engine:
        yield shared[1]
        return
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901  the same connection
            with connection.begin():
                yield connection
    except OperationalError as error:
        _translate(error)
        raise


@contextmanager
def writing(engine: Engine, lock: int | None = None) -> Iterator[Connection]:
    """One transaction: all or nothing. SQLite has one writer at a time; PostgreSQL one for each advisory `lock`."""
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if lock is not None:
                hold(connection, lock)
            yield connection
    except OperationalError as error:
        _translate(error)
        raise


def _translate(error: OperationalError) -> None:
    """Raise StorageError for what is no defect but a disk or a server in trouble."""
    cause = " ".join(str(error.orig).split()).rstrip(".")
    if _is_full(error.orig):
        raise StorageError(
            f"The database has no room left ({cause}); make room on its disk and run it again: what was being"
            " stored was not, what was stored before is."
        ) from error
    if _is_gone(error.orig):
        raise StorageError(
            f"The database server went away ({cause}); start it and run this again: what was being stored was not, what"
            " was stored before is."
        ) from error


def _is_full(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
    return getattr(error, "sqlstate", None) == DISK_FULL


def _is_gone(error: BaseException | None) -> bool:
    """Whether PostgreSQL cannot be reached, or ends: without a code, no server was there to give one."""
    if isinstance(error, sqlite3.Error):
        return False
    state = getattr(error, "sqlstate", None)
    return state is None or state[:2] == CONNECTION_LOST or state in SERVER_ENDS


def hold(connection: Connection, lock: int) -> None:
    """Take an advisory lock until the transaction ends; SQLite's writer holds everything already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Foreign keys hold, readers never wait for a writer, and transactions begin where we say so."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "cache_size = -32768"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its turn at once, so that what it has read is still true when it writes."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# -- migrations ------------------------------------------------------------------------------------


def alembic_config(connection: Connection) -> Config:
    """Configure Alembic in code, so that an installed package migrates itself."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision, in one transaction; StorageError where a newer program has written it."""
    with _migrating, writing(engine, MIGRATION_LOCK) as connection:
        config = alembic_config(connection)
        scripts = ScriptDirectory.from_config(config)
        present = MigrationContext.configure(connection).get_current_revision()
        if present is not None and present not in {script.revision for script in scripts.walk_revisions()}:
            raise StorageError(
                f"The database {engine.url.render_as_string(hide_password=True)} was written by a newer Second Source"
                f" (schema {present}); update this program and try again."
            )
        if revision == "head" and present == scripts.get_current_head():
            return
        if revision == "head":
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)


# -- rows ------------------------------------------------------------------------------------------


def add(connection: Connection, to: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns, past SQLAlchemy's own preparation: that takes longer than SQLite."""
    if not rows:
        return
    dialect = connection.dialect
    columns = [to.c[name] for name in rows[0]]
    insertion = str(to.insert().compile(dialect=dialect, column_keys=[column.name for column in columns]))
    to_driver = [
        (column.name, column.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is) for column in columns
    ]
    parameters: list[Any]
    if dialect.positional:
        to_driver.sort(key=lambda column: list(to.c.keys()).index(column[0]))  # as the statement names them
        parameters = [tuple([process(row[name]) for name, process in to_driver]) for row in rows]
    else:
        parameters = [{name: process(row[name]) for name, process in to_driver} for row in rows]
    connection.exec_driver_sql(insertion, parameters)


def _as_it_is(value: Any) -> Any:
    return value


def add_missing(connection: Connection, to: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(_insert(connection, to).on_conflict_do_nothing(), rows)


def add_missing_of(connection: Connection, to: Table, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Insert the rows whose `id` is not there yet, and return the ids that were inserted."""
    if not rows:
        return set()
    statement = _insert(connection, to).on_conflict_do_nothing().returning(to.c.id)
    return set(connection.execute(statement, rows).scalars())


def _insert(connection: Connection, to: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(to) if connection.dialect.name == "postgresql" else sqlite.insert(to)


def rows_of(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], keys: Iterable[Any]
) -> list[Row[Any]]:
    """Run a query for many keys, some at a time; the order is the query's own within each share."""
    rows: list[Row[Any]] = []
    wanted = list(dict.fromkeys(keys))
    for begin in range(0, len(wanted), KEYS_AT_ONCE):
        rows += connection.execute(query.where(column.in_(wanted[begin : begin + KEYS_AT_ONCE]))).all()
    return rows
