"""A desk on several machines, all of them this one: the commands that `compose.yaml` and docs/operations.md name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.flows.conftest import COMMAND
from tests.services import free_port

DASK = str(Path(sys.executable).with_name("dask"))
PATIENCE = 240.0
SCHEDULER = ("dask", "scheduler")
READERS = ("dask", "worker")
SERVER = ("second-source", "serve", "--part", "server")
SERVICES = ("second-source", "serve", "--part", "services")
DEPLOYMENTS = ("second-source", "serve", "--part", "deployments")
WORKER = ("second-source", "serve", "--part", "worker")
RAN: tuple[tuple[str, ...], ...] = (SCHEDULER, READERS, SERVER, SERVICES, DEPLOYMENTS, WORKER)
"""How each command begins that the test of many machines runs: `compose.yaml` may name no other."""


@dataclass(frozen=True, slots=True)
class Machine:
    """One process with its log."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self, words: str) -> bool:
        """Whether it said so; AssertionError with its log where it has ended."""
        text = self.log.read_text(errors="replace")
        assert self.process.poll() is None, text
        return words in text


@contextmanager
def machine(folder: Path, words: Sequence[str], environment: Mapping[str, str]) -> Iterator[Machine]:
    """Run one command until the context ends."""
    folder.mkdir(parents=True, exist_ok=True)
    program = {"dask": DASK, "second-source": COMMAND}[words[0]]
    log = folder / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program, *words[1:]],
            env={**os.environ, **environment, "SECOND_SOURCE_DATA_DIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Machine(process, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(machine: Machine, words: str) -> None:
    """Wait until a machine says that it is up."""
    deadline = time.monotonic() + PATIENCE
    while not machine.said(words):
        assert time.monotonic() < deadline, machine.log.read_text(errors="replace")
        time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Room:
    """Two server replicas, by address."""

    first: str
    second: str

    def ask(self, path: str, body: Mapping[str, Any], *, replica: str = "") -> Any:
        """Post to Prefect's API."""
        request = urllib.request.Request(
            f"{replica or self.first}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def check(self, shares: Sequence[Sequence[str]]) -> list[str]:
        """Let the workers check these shares at the same time, and return who ran each."""
        [deployment] = self.ask("/deployments/filter", {"deployments": {"name": {"any_": ["check-articles"]}}})
        runs = [
            self.ask(f"/deployments/{deployment['id']}/create_flow_run", {"parameters": {"inputs": list(share)}})["id"]
            for share in shares
        ]
        deadline = time.monotonic() + PATIENCE
        while True:
            states = self.ask("/flow_runs/filter", {"flow_runs": {"id": {"any_": runs}}}, replica=self.second)
            if all(state["state_type"] in {"COMPLETED", "FAILED", "CRASHED"} for state in states):
                break
            assert time.monotonic() < deadline, states
            time.sleep(0.3)
        assert {state["state_type"] for state in states} == {"COMPLETED"}, [state["state"] for state in states]
        return [str(state["created_by"]) for state in states]


@contextmanager
def machines(folder: Path, environment: Mapping[str, str]) -> Iterator[Room]:
    """Run two server replicas with their services apart, two workers, and a Dask cluster of two processes."""
    ports = [free_port() for _ in range(4)]
    api = [f"http://127.0.0.1:{port}/api" for port in ports[:2]]
    scheduler = f"tcp://127.0.0.1:{ports[2]}"
    dask = (("--host", "127.0.0.1", "--port", str(ports[2])), ("--nworkers", "2", "--nthreads", "1", "--no-dashboard"))
    environment = {**environment, "SECOND_SOURCE_DASK": scheduler}
    with ExitStack() as stack:

        def run(name: str, *words: str, **more: str) -> Machine:
            return stack.enter_context(machine(folder / name, words, {**environment, **more}))

        run("scheduler", *SCHEDULER, *dask[0], "--no-dashboard")
        run("readers", *READERS, scheduler, *dask[1])
        first = run("first", *SERVER, "--port", str(ports[0]))
        until(first, "Ctrl-C")
        second = run("second", *SERVER, "--port", str(ports[1]))
        run("services", *SERVICES)
        deployed = run("deployments", *DEPLOYMENTS, PREFECT_API_URL=api[0])
        assert deployed.process.wait(timeout=PATIENCE) == 0, deployed.log.read_text()
        until(second, "Ctrl-C")
        for number in (0, 1):
            run(f"worker-{number}", *WORKER, PREFECT_API_URL=api[number])
        yield Room(*api)
