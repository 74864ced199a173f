"""What another program needs to keep its own tables on the desk's PostgreSQL: a schema, and the address as it reads it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateSchema

from storage.database import SCHEMA_LOCK, hold
from storage.errors import StorageError

CARRIED = {"host": "host", "port": "port", "sslmode": "ssl", "passfile": "passfile"}
"""Options of a PostgreSQL URL that asyncpg knows too, and by which name."""

LEFT_OUT = frozenset({"application_name", "fallback_application_name", "connect_timeout", "client_encoding"})
"""Options that change nothing of what is stored where."""


def is_postgresql(url: str) -> bool:
    """Whether a database URL names a PostgreSQL."""
    try:
        return make_url(url).get_backend_name() in {"postgresql", "postgres"}
    except ArgumentError:
        return False


def asyncpg_url(url: str) -> str:
    """Return a PostgreSQL URL as asyncpg reads it, password included; StorageError where it would mean another thing."""
    address = make_url(url)
    unknown = sorted(address.query.keys() - CARRIED.keys() - LEFT_OUT)
    if unknown:
        raise StorageError(
            f"Prefect's server cannot be told {', '.join(unknown)} of the database URL;"
            " leave it out, or give Prefect an address of its own in PREFECT_API_DATABASE_CONNECTION_URL."
        )
    query = {CARRIED[name]: value for name, value in address.query.items() if name in CARRIED}
    carried = URL.create(
        "postgresql+asyncpg", address.username, address.password, address.host, address.port, address.database, query
    )
    return carried.render_as_string(hide_password=False)


def make_schema(url: str, name: str, extensions: Sequence[str] = ()) -> None:
    """Make a schema where there is none, with the extensions that its tables need; StorageError says what is missing."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            hold(connection, SCHEMA_LOCK)  # two that start at once would both find none
            connection.execute(CreateSchema(name, if_not_exists=True))
            for extension in extensions:
                _make_extension(connection, name, extension)
    except SQLAlchemyError as error:
        cause = " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".")
        raise StorageError(
            f"The schema '{name}' cannot be made on {engine.url.render_as_string(hide_password=True)} ({cause});"
            f" let the owner of the database make it, with the extensions {', '.join(extensions) or 'it needs'}."
        ) from error
    finally:
        engine.dispose()


def _make_extension(connection: Connection, schema: str, name: str) -> None:
    """Make an extension in this schema: a search path of this schema alone must find it."""
    where = text(
        "SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = :name"
    )
    elsewhere = connection.execute(where, {"name": name}).scalar()
    if elsewhere is None:
        quoted = connection.dialect.identifier_preparer.quote
        connection.execute(text(f"CREATE EXTENSION {quoted(name)} SCHEMA {quoted(schema)}"))
    elif elsewhere != schema:
        raise StorageError(
            f"The extension {name} is in the schema '{elsewhere}' of this database and is needed in '{schema}':"
            f" ALTER EXTENSION {name} SET SCHEMA {schema}; or use a database of its own."
        )
