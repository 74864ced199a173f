"""A schema for Prefect beside the desk's tables, and the database's address as its driver reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from storage.database import open_database
from storage.errors import StorageError
from storage.postgresql import asyncpg_url, is_postgresql, make_schema
from tests.services import postgresql

HERE = "SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'pg_trgm'"


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgresql() as url:
        yield url


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        result = connection.execute(text(statement))
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows


@pytest.mark.parametrize(
    ("url", "carried"),
    [
        ("postgresql://desk:p%40ss@db.example/news", "postgresql+asyncpg://desk:p%40ss@db.example/news"),
        ("postgres://desk@db.example:5433/news", "postgresql+asyncpg://desk@db.example:5433/news"),
        ("postgresql+psycopg://db/news?connect_timeout=5", "postgresql+asyncpg://db/news"),
        ("postgresql://db/news?sslmode=require", "postgresql+asyncpg://db/news?ssl=require"),
        ("postgresql://desk@/news?host=/run/pg", "postgresql+asyncpg://desk@/news?host=%2Frun%2Fpg"),
    ],
)
def test_an_address_means_the_same_to_prefects_driver(url: str, carried: str) -> None:
    assert asyncpg_url(url) == carried


def test_an_option_that_would_be_lost_is_refused_by_name() -> None:
    with pytest.raises(StorageError, match=r"sslrootcert.*PREFECT_API_DATABASE_CONNECTION_URL"):
        asyncpg_url("postgresql://desk:hunter2@db/news?sslrootcert=/ca.pem")


@pytest.mark.parametrize(("url", "answer"), [("postgres://x/y", True), ("sqlite:///x", False), ("nonsense", False)])
def test_which_address_is_a_postgresql(url: str, *, answer: bool) -> None:
    assert is_postgresql(url) is answer


@pytest.mark.postgresql
def test_the_schema_is_made_once_beside_the_tables_of_the_desk(database: str) -> None:
    open_database(database).dispose()
    for _ in range(2):
        make_schema(database, "prefect", ("pg_trgm",))
    assert run(database, HERE) == [("prefect",)]
    assert run(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'prefect'") == [(0,)]


@pytest.mark.postgresql
def test_prefects_driver_reaches_the_database_by_that_address(database: str) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine

    async def answer() -> object:
        engine = create_async_engine(asyncpg_url(database))
        async with engine.connect() as connection:
            found = (await connection.execute(text("SELECT 1"))).scalar_one()
        await engine.dispose()
        return found

    assert asyncio.run(answer()) == 1


@pytest.mark.postgresql
def test_an_extension_in_another_schema_is_named_with_what_to_do(database: str) -> None:
    run(database, "CREATE DATABASE elsewhere")
    url = database.replace("/postgres", "/elsewhere")
    run(url, "CREATE EXTENSION pg_trgm SCHEMA public")
    with pytest.raises(StorageError, match="ALTER EXTENSION pg_trgm SET SCHEMA prefect"):
        make_schema(url, "prefect", ("pg_trgm",))


@pytest.mark.postgresql
def test_who_may_not_make_a_schema_reads_so_in_one_line(database: str) -> None:
    run(database, "CREATE ROLE guest LOGIN PASSWORD 'hunter2'")
    with pytest.raises(StorageError, match="let the owner of the database make it") as caught:
        make_schema(database.replace("desk@", "guest:hunter2@"), "other", ())
    assert "hunter2" not in str(caught.value)
