"""A PostgreSQL and a Redis of the tests' own, from Debian's packages: what many machines share, on this one.

The wheel that other tests use lacks `pg_trgm`, which Prefect's tables need.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def missing(what: str) -> None:
    """Skip, but never where everything must be there."""
    assert not os.environ.get("CI"), f"CI must have {what}: `make services` installs it"
    pytest.skip(f"no {what} on this machine: `make services` installs it where apt may")


def postgresql_programs() -> Path | None:
    """Return the folder of the newest server with its extensions, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a new PostgreSQL and yield the URL of its maintenance database."""
    programs = postgresql_programs()
    if programs is None:
        missing("Debian's PostgreSQL")
        raise AssertionError
    user, port = _unprivileged(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may have 107 characters
    if user:
        shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"
    initdb = [programs / "initdb", "-D", data, "-U", "desk", "--auth=trust", "--encoding=UTF8", "--locale=C", "-N"]
    subprocess.run(initdb, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c max_connections=200"
    control = [programs / "pg_ctl", "-D", data, "-w"]
    try:
        subprocess.run([*control, "-l", log, "-o", options, "start"], check=True, user=user, cwd=folder, stdout=-3)
        yield f"postgresql://desk@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, user=user, cwd=folder, stdout=-3)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    """Run a Redis and yield its URL."""
    program = shutil.which("redis-server")
    if program is None:
        missing("Redis")
        raise AssertionError
    port = free_port()
    words = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + PATIENCE
        while not listens(port):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
