"""Kills: the process ended by SIGKILL in the middle of a run, the run repeated, and what stands then held against a calm run.

The real flow runs over the demo newsroom, served on loopback. It is killed from outside after a random delay, or ends
itself at one of its own steps: at a statement of a transaction, before or after a commit, around a sync to the disk, or
with half of a WARC record written. Then it runs again, undisturbed, and `verify` must find everything in order and
every table must say, but for times and ids of runs, what a run that nobody disturbed has left. Run it with `make faults`.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from pathlib import Path
from socket import socket
from typing import Any, Literal

from samples.newsroom import EDITIONS, OUTLETS, Newsroom, newsroom

SEED = 20261123
TRIES = 120
AGAIN = 0.25
"""Share of the tries in which the run that follows is killed too."""
SHOWN = 40
"""Problems that are printed."""
PRELOADED = ("flows.run", "checks.suites", "benchmarks.kills", "benchmarks.standing")
BATCH = 6
"""Articles a batch: these pages then take several transactions."""
PAGES = (
    "http://www.meridian-agency.example/dispatch/2026/10/04/ferry-capsizes-port-merrow",
    "http://www.harbour-courier.example/r/604118",
    "http://www.kestreldaily.example/drafts/bow-door-inquiry",
    "http://www.meridian-agency.example/dispatch/2026/10/05/ferry-toll-rises",
    "http://www.kestreldaily.example/news/2026/10/08/long-night-of-the-budget",
    "http://www.lowland-times.example/article/30802/hospitals-win-the-budget",
    "http://www.lowland-times.example/article/30640/correction-withdrawn",
    "http://www.kestreldaily.example/news/2026/10/13/lighthouse-bell-missing",
    "http://www.ardenholt-ledger.example/2026/10/reading-room-reopens.html",
    "http://www.eveningbeacon.example/news/mill-lane-baths",
    "http://www.lowland-times.example/article/30941/lock-keeper-hands-in-his-keys",
)
"""Copies of a dispatch, stories that grow, pages that the second edition changes or has no more, and some that cannot be had."""

Step = Literal["statement", "commit", "committed", "half a record", "sync", "synced", "stage"]
STEPS: dict[Step, str] = {
    "statement": "amid a transaction",
    "commit": "before a commit",
    "committed": "after a transaction",
    "half a record": "half a WARC record written",
    "sync": "before a sync to the disk",
    "synced": "after a sync to the disk",
    "stage": "between two stages",
}
ANY_TIME = "at any time"
FIRST, SECOND = "first run of a new desk", "second edition"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the flow: on which desk, fed by which newsroom, and at which of its steps it ends itself."""

    folder: Path
    edition: int
    environment: Mapping[str, str]
    step: Step | None = None
    place: int = 0
    counted: Path | None = None
    """File for the number of steps of each kind, where the run is only counted."""


@dataclass(slots=True)
class Tally:
    """What came of one kind of kill."""

    tries: int = 0
    kills: int = 0
    losses: int = 0
    duplicates: int = 0
    breaks: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, kills: int, problems: Mapping[str, Sequence[str]]) -> None:
        """Count one try."""
        self.tries += 1
        self.kills += kills
        self.losses += len(problems["losses"])
        self.duplicates += len(problems["duplicates"])
        self.breaks += len(problems["breaks"])
        self.problems += [f"{kind}: {problem}" for kind in problems for problem in problems[kind]]


# -- in the child ----------------------------------------------------------------------------------


def run(plan: Run) -> None:
    """Run the flow as `second-source check` does, to its end or to the step at which it is to die."""
    os.environ.update(plan.environment)
    from flows.run import run_check  # noqa: PLC0415  the environment comes first

    steps: Counter[Step] = Counter()

    def reached(step: Step) -> bool:
        steps[step] += 1
        return step == plan.step and steps[step] == plan.place

    _set_traps(reached)
    run_check(PAGES, _Stages(reached))
    if plan.counted:
        plan.counted.write_text(json.dumps(steps))


def _set_traps(reached: Callable[[Step], bool]) -> None:
    """Let the process die where `reached` says so. The steps are the program's own; nothing is stood in for."""
    _set_traps_in_transactions(reached)
    from storage import captures  # noqa: PLC0415  the environment comes first

    sync, write = os.fsync, captures._write  # noqa: SLF001  the only place where half a record can be written

    def syncing(handle: int) -> None:
        if reached("sync"):
            _die()
        sync(handle)
        if reached("synced"):
            _die()

    def writing(file: Any, content: bytes) -> None:
        if reached("half a record"):
            write(file, content[: random.Random(len(content)).randrange(1, len(content))])
            _die()
        write(file, content)

    os.fsync = syncing  # type: ignore[assignment]  # callers here hand over numbers
    captures._write = writing  # noqa: SLF001  as above


def _set_traps_in_transactions(reached: Callable[[Step], bool]) -> None:
    from sqlalchemy import Connection, Engine, event  # noqa: PLC0415  the environment comes first

    written: list[Connection] = []

    def executing(connection: Connection, *_: object) -> None:
        if connection.get_execution_options().get("writes") and reached("statement"):
            _die()

    def committing(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            written.append(connection)
            if reached("commit"):
                _die()

    def put_back(*_: object) -> None:
        if written and written.pop() and reached("committed"):
            _die()

    event.listen(Engine, "before_cursor_execute", executing)
    event.listen(Engine, "commit", committing)
    event.listen(Engine, "checkin", put_back)


class _Stages:
    """Hears where the run is, as the progress bar does."""

    def __init__(self, reached: Callable[[Step], bool]) -> None:
        self._reached = reached

    def advance(self, _stage: str, _done: int, _total: int) -> None:
        """Die here, where it is the step."""
        if self._reached("stage"):
            _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


# -- outside ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ground:
    """What every try starts from: newsrooms on the air, and for each kind of run a desk, how long it takes, its steps."""

    environments: Mapping[int, Mapping[str, str]]
    desks: Mapping[str, Path]
    calm: Mapping[str, Mapping[str, Sequence[str]]]
    seconds: Mapping[str, float]
    steps: Mapping[str, Mapping[Step, int]]


def kills(tries: int, scratch: Path, seed: int = SEED) -> dict[str, Tally]:
    """Kill so many runs, each on a desk of its own, and count what came of it, by where the kill met the run.

    They use Prefect's server of `prefect_used`.
    """
    from benchmarks.standing import problems_of, standing  # noqa: PLC0415  the environment comes first

    chance = random.Random(seed)
    tallies: dict[str, Tally] = {}
    with prepared(scratch) as (context, ground):
        for number in range(tries):
            scene = (FIRST, SECOND)[number % 2]
            edition = EDITIONS[scene == SECOND]
            folder = scratch / f"try-{number}"
            shutil.copytree(ground.desks[scene], folder)
            how, step, place = _chosen(chance, ground.steps[scene])
            killed = 0
            while True:
                plan = Run(folder, edition, _at(folder, ground.environments[edition]), step, place)
                delay = chance.uniform(0, ground.seconds[scene]) if step is None else None
                killed += _killed(context, plan, delay)
                if killed >= 3 or chance.random() >= AGAIN:
                    break
                _, step, place = _chosen(chance, ground.steps[scene])
            _to_the_end(context, Run(folder, edition, _at(folder, ground.environments[edition])))
            found = problems_of(folder, standing(folder), ground.calm[scene])
            tallies.setdefault(how, Tally()).add(killed, found)
            print(f"{number + 1} of {tries}: {scene}, killed {how}: {_counts(found)}", file=sys.stderr, flush=True)
            if not any(found.values()):
                shutil.rmtree(folder)
    return dict(sorted(tallies.items()))


@contextmanager
def prepared(scratch: Path) -> Iterator[tuple[ForkServerContext, Ground]]:
    """Put newsrooms on the air, import everything once, and run each scene once undisturbed."""
    from benchmarks.standing import standing  # noqa: PLC0415  the environment comes first

    with newsroom() as first, newsroom() as second:
        second.publish(EDITIONS[-1])
        environments = {EDITIONS[0]: environment_of(first), EDITIONS[-1]: environment_of(second)}
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
        before = scratch / "nothing"
        before.mkdir()
        desks, calm, seconds, steps = {FIRST: before}, {}, {}, {}
        for scene, edition in ((FIRST, EDITIONS[0]), (SECOND, EDITIONS[-1])):
            folder = scratch / f"calm-{edition}"
            shutil.copytree(desks[scene], folder)
            counted = scratch / f"steps-{edition}.json"
            begun = time.monotonic()
            _to_the_end(context, Run(folder, edition, _at(folder, environments[edition]), counted=counted))
            seconds[scene] = time.monotonic() - begun
            steps[scene] = json.loads(counted.read_text())
            calm[scene] = standing(folder)
            if scene == FIRST:
                desks[SECOND] = folder
        yield context, Ground(environments, desks, calm, seconds, steps)


def environment_of(room: Newsroom) -> dict[str, str]:
    """Return the settings with which a desk fetches from a newsroom."""
    return {
        "SECOND_SOURCE_ALLOW_PRIVATE_HOSTS": ",".join(room.private_hosts),
        "SECOND_SOURCE_RESOLVE": ",".join(f"{name}={host}:{port}" for name, (host, port) in room.resolve.items()),
        "SECOND_SOURCE_OUTLETS": str(OUTLETS),
        "SECOND_SOURCE_HOST_DELAY": "0",
        "SECOND_SOURCE_BATCH_SIZE": str(BATCH),
        "SECOND_SOURCE_PROCESSES": "1",
    }


def _at(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    return {**environment, "SECOND_SOURCE_DATA_DIR": str(folder)}


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """Start a Prefect server of our own; processes that begin meanwhile use it."""
    with prefect_of(home) as (_, url), prefect_used(home, url):
        yield url


@contextmanager
def prefect_used(home: Path, url: str) -> Iterator[None]:
    """Let processes that begin meanwhile use this server, quietly."""
    from flows.settings import QUIET  # noqa: PLC0415  as above

    said = QUIET | {
        "PREFECT_API_URL": url,
        "PREFECT_HOME": str(home),
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    }
    before = {name: os.environ.get(name) for name in said}
    os.environ.update(said)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def prefect_of(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start a Prefect server with this home; yield its process and where it answers."""
    from flows.settings import QUIET  # noqa: PLC0415  as above

    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    environment = os.environ | QUIET | {"PREFECT_HOME": str(home), "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false"}
    home.mkdir(parents=True, exist_ok=True)
    command = (sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), *words)
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment
        )
        try:
            wait_for(url, process)
            yield process, url
        finally:
            process.terminate()
            process.wait(timeout=60)


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], patience: float = 120) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        assert process.poll() is None, "the Prefect server ended by itself"
        with suppress(OSError), urllib.request.urlopen(f"{url}/health", timeout=2):
            return
        time.sleep(0.2)
    raise TimeoutError(url)


def _counts(found: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(f"{len(problems)} {kind}" for kind, problems in found.items())


def _chosen(chance: random.Random, steps: Mapping[Step, int]) -> tuple[str, Step | None, int]:
    """Choose where a run dies: at any time, or at one of its steps; each kind of step as often as another."""
    step = chance.choice((None, None, *STEPS))
    return (ANY_TIME, None, 0) if step is None else (STEPS[step], step, chance.randint(1, steps[step]))


def _killed(context: ForkServerContext, plan: Run, delay: float | None) -> int:
    """Start a run and let it be killed; return how often it was: a run may be through before."""
    process = context.Process(target=run, args=(plan,))
    process.start()
    process.join(delay if delay is not None else 120)
    process.kill()
    process.join()
    return int(process.exitcode == -signal.SIGKILL)


def _to_the_end(context: ForkServerContext, plan: Run) -> None:
    process = context.Process(target=run, args=(plan,))
    process.start()
    process.join(300)
    assert process.exitcode == 0, f"the run after a kill ended with {process.exitcode}"


def table(tallies: Mapping[str, Tally], before: str = "killed ") -> Iterator[str]:
    """Lay out the counts as `docs/benchmarks.md` has them."""
    yield "| fault | tries | kills | losses | duplicates | chain breaks |"
    yield "|---|---:|---:|---:|---:|---:|"
    for how, tally in tallies.items():
        yield f"| {before}{how} | {tally.tries} | {tally.kills} | {tally.losses} | {tally.duplicates} | {tally.breaks} |"


def main(tries: int = TRIES, seed: int = SEED) -> int:
    """Print the table, and return 1 where anything was lost, doubled or broken."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that our servers end with us
    with tempfile.TemporaryDirectory() as scratch, prefect_server(Path(scratch) / "prefect"):
        tallies = kills(tries, Path(scratch), seed)
    print("\n".join(table(tallies)))
    problems = [problem for tally in tallies.values() for problem in tally.problems]
    print("\n".join(f"    {problem}" for problem in problems[:SHOWN]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
