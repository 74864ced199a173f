"""The desk's server in one command: Prefect's server and UI, the deployments, and a worker that runs them."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO

import flows
from flows.desk import open_desk
from flows.login import open_to_others
from flows.settings import Settings, prepare_prefect, process_environment, server_login

POOL = "second-source"
PROJECT = Path(flows.__file__).resolve().parent.parent
WATCHLIST_HINT = """\
# What the watch asks: one feed, sitemap, page, file or folder a line. Lines that start with # are ignored.
"""


class ServeError(Exception):
    """The server cannot be started or did not come up; the message says what to do next."""


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
def serving(settings: Settings) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start server, deployments and worker; yield their processes; end them after. ServeError if one does not come up."""
    _refuse_open_bind(settings)
    if _answers(api_url(settings)):
        raise ServeError(f"{ui_url(settings)} is served already: open that, or choose another port with --port.")
    prepare_prefect(settings, api_url=api_url(settings))
    if not settings.watchlist_file.exists():
        settings.watchlist_file.parent.mkdir(parents=True, exist_ok=True)
        settings.watchlist_file.write_text(WATCHLIST_HINT, encoding="utf-8")
    log = (settings.data_dir / "serve.log").open("ab")
    processes: list[subprocess.Popen[bytes]] = []
    try:
        server = _start("server", "start", "--host", settings.server_host, "--port", str(settings.server_port), log=log)
        processes.append(server)
        _wait_until_up(server, settings)
        _prefect("work-pool", "create", POOL, "--type", "process", "--overwrite", log=log)
        _prefect("--no-prompt", "deploy", "--all", log=log)
        processes.append(_start("worker", "start", "--pool", POOL, "--name", "desk", log=log))
        _open_inbox(settings)
        settings.server_file.write_text(json.dumps({"api_url": api_url(settings)}), encoding="utf-8")
        yield processes
    finally:
        settings.server_file.unlink(missing_ok=True)
        for process in reversed(processes):
            _end(process)
        log.close()


def _open_inbox(settings: Settings) -> None:
    """Put up what waits for a person: flags may be older than this server's database."""
    from flows.inbox import keep_inbox  # noqa: PLC0415  Prefect takes a second to import; `check` asks this module first

    with open_desk(settings) as desk:
        asyncio.run(keep_inbox(desk))


def wait(processes: list[subprocess.Popen[bytes]]) -> None:
    """Block until Ctrl-C, SIGTERM, or the end of one of the processes; ServeError in the last case."""

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupted)
    while True:
        for process in processes:
            if process.poll() is not None:
                raise ServeError("a part of the server ended by itself: serve.log in the data directory says why.")
        time.sleep(1)


def _refuse_open_bind(settings: Settings) -> None:
    if open_to_others(settings.server_host) and not server_login():
        raise ServeError(
            f"{settings.server_host} is open to others and no login is set: set"
            " PREFECT_SERVER_API_AUTH_STRING=user:password, or bind 127.0.0.1."
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


def _prefect(*words: str, log: BinaryIO) -> None:
    process = _start(*words, log=log)
    if process.wait(timeout=180):
        raise ServeError(f"`prefect {' '.join(words)}` failed: serve.log in the data directory says why.")


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
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
