"""The desk's server in one command: Prefect's server and UI, the deployments, and a worker that runs them.

On many machines each serves a part: `server` as often as wished and `services` once (both need Redis then),
`deployments` after each update, `worker` on every machine that shall work.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO

import flows
from flows.desk import database_url, open_desk
from flows.login import open_to_others
from flows.parts import Part
from flows.settings import (
    PREFECT_SCHEMA,
    Settings,
    prepare_prefect,
    prepare_server,
    process_environment,
    server_elsewhere,
    server_login,
)

POOL = "second-source"
INBOX_PATH = "/v2/runs?state=Suspended&tags=needs-review"
PROJECT = Path(flows.__file__).resolve().parent.parent
PATIENCE = 5
"""Seconds in which a part may end by itself. Prefect's worker, once a minute old, often does not hear that it should."""
WATCHLIST_HINT = """\
# What the watch asks: one feed, sitemap, page, file or folder a line. Lines that start with # are ignored.
"""


class ServeError(Exception):
    """The server cannot be started or did not come up; the message says what to do next."""


class ServerGoneError(ServeError):
    """Prefect's server went away under a run, whose process should end at once: nobody hears what Prefect has to tell."""


def parts_of_one_machine(settings: Settings) -> tuple[Part, ...]:
    """Return what a machine serves that is alone: without Redis the server brings its services along."""
    return tuple(part for part in Part if part is not Part.SERVICES or settings.redis)


def api_url(settings: Settings) -> str:
    """Return where the desk's Prefect API answers."""
    host = f"[{settings.server_host}]" if ":" in settings.server_host else settings.server_host
    return f"http://{host}:{settings.server_port}/api"


def ui_url(settings: Settings) -> str:
    """Return where a browser finds the UI."""
    return api_url(settings).removesuffix("/api")


def running_server(settings: Settings) -> str | None:
    """Return the API address of a server that `serve` started for this desk and that answers now, or None."""
    try:
        noted = json.loads(settings.server_file.read_text(encoding="utf-8"))["api_url"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return noted if isinstance(noted, str) and _answers(noted) else None


def _answers(url: str) -> bool:
    if not url.startswith("http://"):
        return False
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:  # noqa: S310  our own http address, checked above
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


@contextmanager
def serving(settings: Settings, parts: Sequence[Part]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start these parts; yield their processes; end them after. ServeError if one does not come up."""
    _refuse_what_cannot_be(settings, parts)
    api = api_url(settings) if Part.SERVER in parts else server_elsewhere() or running_server(settings)
    prepare_prefect(settings, api_url=api)
    if {Part.SERVER, Part.SERVICES} & set(parts):
        prepare_server(settings, _prefect_database(settings))
    _make_watchlist(settings)
    if Part.DEPLOYMENTS in parts:  # takes seconds: time that the server needs to start
        threading.Thread(target=importlib.import_module, args=("flows.deployments",), daemon=True).start()
    log = (settings.data_dir / "serve.log").open("ab")
    processes: list[subprocess.Popen[bytes]] = []
    try:
        if Part.SERVER in parts:
            alone = ("--no-services",) if settings.redis else ()
            address = ("--host", settings.server_host, "--port", str(settings.server_port))
            processes.append(_start("server", "start", *address, *alone, log=log))
            _wait_until_up(processes[-1], settings)
        if Part.SERVICES in parts:
            processes.append(_start("server", "services", "start", log=log))
        if Part.DEPLOYMENTS in parts:
            asyncio.run(_deploy(settings))
        if Part.WORKER in parts:
            name = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
            processes.append(_start("worker", "start", "--pool", POOL, "--name", name, log=log))
        if Part.SERVER in parts:
            settings.server_file.write_text(json.dumps({"api_url": api}), encoding="utf-8")
        yield processes
    finally:
        if Part.SERVER in parts:
            settings.server_file.unlink(missing_ok=True)
        for process in reversed(processes):
            _end(process)
        log.close()


def _refuse_what_cannot_be(settings: Settings, parts: Sequence[Part]) -> None:
    if Part.SERVER in parts:
        _refuse_open_bind(settings)
        if _answers(api_url(settings)):
            raise ServeError(f"{ui_url(settings)} is served already: open that, or choose another port with --port.")
    elif {Part.DEPLOYMENTS, Part.WORKER} & set(parts) and not (server_elsewhere() or running_server(settings)):
        raise ServeError("No server is known here: set PREFECT_API_URL to the API of the one that runs elsewhere.")
    if Part.SERVICES in parts and not settings.redis:
        raise ServeError(
            "The server's services run by themselves only with SECOND_SOURCE_REDIS: set it on all machines."
        )


def _make_watchlist(settings: Settings) -> None:
    if not settings.watchlist_file.exists():
        settings.watchlist_file.parent.mkdir(parents=True, exist_ok=True)
        settings.watchlist_file.write_text(WATCHLIST_HINT, encoding="utf-8")


def _prefect_database(settings: Settings) -> str | None:
    """Give Prefect a schema of its own beside the desk's tables on PostgreSQL; None: SQLite in its home."""
    from storage.postgresql import asyncpg_url, is_postgresql, make_schema  # noqa: PLC0415  SQLAlchemy, as in desk.py

    url = database_url(settings)
    if "PREFECT_API_DATABASE_CONNECTION_URL" in process_environment() or not is_postgresql(url):
        return None
    address = asyncpg_url(url)
    make_schema(url, PREFECT_SCHEMA, ("pg_trgm",))
    return address


async def _deploy(settings: Settings) -> None:
    """Make the work pool, deploy the flows, and put up what waits for a person: older, maybe, than the server's tables."""
    from flows.deployments import deploy  # noqa: PLC0415  Prefect takes a second to import; `check` asks this module first
    from flows.inbox import keep_inbox  # noqa: PLC0415  as above

    await deploy(settings.runs)
    with open_desk(settings) as desk:
        await keep_inbox(desk)


def wait(processes: list[subprocess.Popen[bytes]]) -> None:
    """Block until Ctrl-C, SIGTERM, or the end of one of the processes; ServeError in the last case.

    Where there are none, there is nothing to wait for.
    """

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupted)
    while processes:
        for process in processes:
            if process.poll() is not None:
                raise ServeError("a part of the server ended by itself: serve.log in the data directory says why.")
        time.sleep(1)


def _refuse_open_bind(settings: Settings) -> None:
    if open_to_others(settings.server_host) and not server_login(settings):
        raise ServeError(
            f"{settings.server_host} is open to others and no login is set: set"
            " SECOND_SOURCE_LOGIN=user:password, or bind 127.0.0.1."
        )


def _start(*words: str, log: BinaryIO) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own interpreter, our own words
        [sys.executable, "-m", "prefect", *words],
        cwd=PROJECT,
        env=process_environment(),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _wait_until_up(server: subprocess.Popen[bytes], settings: Settings, patience: float = 120.0) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServeError(
                f"Prefect's server ended at once: is port {settings.server_port} taken? Choose another with --port; "
                "serve.log in the data directory says more."
            )
        if _answers(api_url(settings)):
            return
        time.sleep(0.3)
    raise ServeError("Prefect's server did not answer within two minutes: serve.log in the data directory says why.")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
