"""The program as its users run it: the demo once, and the desk's server over what the demo left."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

COMMAND = str(Path(sys.executable).with_name("second-source"))
# Chromium's own requests to the outside are refused here or anywhere a desk is closed; they are not what is tested
QUIET = (
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
    done = subprocess.run(
        [COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "COLUMNS": "80", **environment},
        stdin=subprocess.DEVNULL,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk's data directory, and what the demo said when it filled it."""

    folder: Path
    ran: Ran


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("demo")
    ran = second_source("demo", "--data-dir", folder, "--json")
    assert ran.code == 0, ran.err
    return Desk(folder, ran)


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


@pytest.fixture(scope="session")
def served(demo: Desk) -> Iterator[Served]:
    with serving(demo) as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> str:
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "CI must have Chromium: `make browser` installs it"
        pytest.skip("no Chromium on this machine: `make browser` installs it where apt may")
    return CHROMIUM


@pytest.fixture(scope="module")  # Playwright keeps an event loop running, in which no async test can
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    yield page
    page.close()
    assert alerts == [], "article text ran as script"


def picture(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.wait_for_timeout(1500)
        page.screenshot(path=str(Path(SCREENSHOTS) / f"{name}.png"))
