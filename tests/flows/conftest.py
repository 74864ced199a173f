"""The program as its users run it: the demo once, and the desk's server over what the demo left."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as PageTimeout

from benchmarks.kills import prefect_of
from flows.settings import QUIET

COMMAND = str(Path(sys.executable).with_name("second-source"))
IN_ONE_PROCESS = {"SECOND_SOURCE_PROCESSES": "1"}
"""For a demo that follows the first, which has shown that a crew does it: starting one takes longer than its work."""
# Chromium's own requests to the outside are refused here or anywhere a desk is closed; they are not what is tested
KEPT_IN = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENSHOTS = os.environ.get("SCREENSHOTS")
"""A folder for pictures of the pages; docs/ has them."""
GRAPHS = () if SCREENSHOTS else ("--disable-3d-apis",)
"""A run's page draws its graph in WebGL, which takes a whole core where there is no graphics card."""

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@dataclass(frozen=True, slots=True)
class Ran:
    """How one command ended."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.out)
        return answer


def second_source(*words: str | Path, **environment: str) -> Ran:
    """Run the command in a process of its own, to its end."""
    return _starter().run(tuple(map(str, words)), {**os.environ, "COLUMNS": "80", **environment})


class Starter:
    """The process of tests/flows/starter.py, which forks for every command: one at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.starter", COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        atexit.register(self.end)

    def run(self, words: tuple[str, ...], environment: dict[str, str]) -> Ran:
        with self._turn, tempfile.TemporaryDirectory(prefix="ran") as folder:
            assert self._process.stdin
            assert self._process.stdout
            out, err = Path(folder, "out"), Path(folder, "err")
            asked = {"words": words, "environment": environment, "out": str(out), "err": str(err), "timeout": 240}
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            said = self._process.stdout.readline()
            assert said, "the starter has ended"
            code = json.loads(said)
            assert code is not None, f"{words} took more than 240 seconds: {err.read_text()}"
            return Ran(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def end(self) -> None:
        self._process.communicate()  # closes its standard input, which ends it


_starter = cache(Starter)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk's data directory, and what the demo said when it filled it."""

    folder: Path
    ran: Ran


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, once: Callable[[str, Callable[[Path], None]], Path]) -> Desk:
    """Run the demo once for all processes; each has a copy of its own, in which no server runs."""

    def make(folder: Path) -> None:
        ran = second_source("demo", "--data-dir", folder / "desk", "--json")
        assert ran.code == 0, ran.err
        (folder / "ran.json").write_text(json.dumps([ran.code, ran.out, ran.err]))

    made = once("demo", make)
    return Desk(
        copied(made / "desk", tmp_path_factory.mktemp("demo")), Ran(*json.loads((made / "ran.json").read_text()))
    )


def copied(desk: Path, to: Path, *without: str) -> Path:
    shutil.copytree(desk, to, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*without))
    return to


@dataclass(frozen=True, slots=True)
class Prefect:
    """A server's address, as a command's environment, and where it keeps what runs told it."""

    environment: dict[str, str]
    home: Path


@pytest.fixture(scope="session")
def prefect_tables(once: Callable[[str, Callable[[Path], None]], Path]) -> Callable[[Path], Path]:
    """Return what gives a home Prefect's tables, empty: a copy, since making them takes a server five seconds."""

    def make(folder: Path) -> None:
        words = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
        environment = os.environ | QUIET | {"PREFECT_HOME": str(folder)}
        subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)

    tables = once("prefect", make) / "prefect.db"

    def given(home: Path) -> Path:
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(tables, home)
        return home

    return given


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory, prefect_tables: Callable[[Path], Path]) -> Iterator[Prefect]:
    """Start one Prefect server for the runs of many tests: one of each run's own takes twenty seconds to come and go."""
    home = prefect_tables(tmp_path_factory.mktemp("prefect"))
    with prefect_of(home, "--no-services") as (_, url):  # which is idle between two runs
        yield Prefect({"PREFECT_API_URL": url}, home)


@dataclass(frozen=True, slots=True)
class Served:
    """A desk's server and where a browser finds it."""

    desk: Desk
    url: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(desk: Desk, *words: str, **environment: str) -> Iterator[Served]:
    port = free_port()
    with (desk.folder / "served.log").open("wb") as log:
        process = subprocess.Popen(
            [COMMAND, "serve", "--data-dir", str(desk.folder), "--port", str(port), *words],
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )
        try:
            deadline = time.monotonic() + 150
            while not (desk.folder / "server.json").exists():
                assert process.poll() is None, (desk.folder / "served.log").read_text()
                assert time.monotonic() < deadline, (desk.folder / "serve.log").read_text()
                time.sleep(0.3)
            yield Served(desk, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(timeout=60)


@pytest.fixture(scope="module")  # not for longer: a server is never idle
def served(demo: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(Desk(copied(demo.folder, tmp_path_factory.mktemp("served")), demo.ran)) as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> str:
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "CI must have Chromium: `make services` installs it"
        pytest.skip("no Chromium on this machine: `make services` installs it where apt may")
    return CHROMIUM


@pytest.fixture(scope="module")  # Playwright keeps an event loop running, in which no async test can
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*KEPT_IN, *GRAPHS])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(60_000)
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    yield page
    page.close()
    assert alerts == [], "article text ran as script"


def arrive(page: Page, link: Locator, at: str) -> None:
    """Click a link until its page comes: a page draws its list anew while it loads, and a click on the old one is lost."""
    for _ in range(4):
        link.click()
        with suppress(PageTimeout):
            return page.wait_for_url(at, timeout=8_000)
    raise AssertionError(f"{page.url} does not lead to {at}")


def picture(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.wait_for_timeout(1500)
        page.screenshot(path=str(Path(SCREENSHOTS) / f"{name}.png"))
