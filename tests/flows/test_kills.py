"""A few of the kills and takeovers that `make faults` does by the hundred."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from benchmarks.kills import kills, prefect_used
from storage import backlog
from storage.catalogue import kept_records
from storage.database import open_database, sqlite_url
from tests.flows.conftest import Prefect, second_source

ROOT = Path(__file__).parents[2]
KILLED = """
import asyncio, os, signal, sys
from flows import stages
from flows.settings import load_settings, prepare_prefect
prepare_prefect(load_settings(), api_url=os.environ["PREFECT_API_URL"])
stages.validate = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from flows.check_articles import check_articles
asyncio.run(check_articles([sys.argv[1]]))
"""
WATCHED = """
import asyncio, os, sys
from flows.settings import load_settings, prepare_prefect
prepare_prefect(load_settings(), api_url=os.environ["PREFECT_API_URL"])
from flows.watch import watch
report = asyncio.run(watch([sys.argv[1]]))
print(len(report.checked.articles))
"""


@pytest.mark.server
def test_killed_runs_lose_nothing_and_double_nothing(tmp_path: Path, prefect: Prefect) -> None:
    with prefect_used(prefect.home, prefect.environment["PREFECT_API_URL"]):
        tallies = kills(3, tmp_path, seed=11)
    for how, tally in tallies.items():
        assert tally.problems == [], how


def states(url: str) -> dict[str, list[str]]:
    request = urllib.request.Request(
        f"{url}/flow_runs/filter", b"{}", {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        runs: list[dict[str, Any]] = json.load(answer)
    found: dict[str, list[str]] = {}
    for run in runs:
        found.setdefault(run["state_type"], []).append(run["id"])
    return found


@pytest.mark.server
def test_what_a_dead_run_was_given_is_taken_over_by_the_next_watch(tmp_path: Path, prefect: Prefect) -> None:
    page = tmp_path / "calm.txt"
    page.write_text("date 2026-10-12 Calm day at Tolle\nNothing was reported at Tolle on Monday, the council said.\n")
    (tmp_path / "empty").mkdir()
    home = tmp_path / "desk"
    url = prefect.environment["PREFECT_API_URL"]
    before = states(url).get("RUNNING", [])
    environment = {**os.environ, "SECOND_SOURCE_DATA_DIR": str(home), **prefect.environment}
    environment["PYTHONPATH"] = str(ROOT)
    died = subprocess.run([sys.executable, "-c", KILLED, page], env=environment, check=False, timeout=200)
    assert died.returncode == -signal.SIGKILL
    [running] = set(states(url)["RUNNING"]).difference(before)
    engine = open_database(sqlite_url(home))
    [left] = backlog.left_behind(engine, home)
    assert (left.run, left.inputs) == (running, (str(page),))
    watched = subprocess.run(
        [sys.executable, "-c", WATCHED, tmp_path / "empty"],
        env=environment,
        check=True,
        timeout=200,
        capture_output=True,
        text=True,
    )
    assert watched.stdout.split() == ["1"]
    assert backlog.unfinished(engine) == ()
    found = states(url)
    assert found["CRASHED"] == [running]
    assert found.get("RUNNING", []) == before
    assert len(list(kept_records(engine))) == 2, "the page was read twice, and is kept once with a revisit"
    engine.dispose()


NEVER_BEGUN = """
import asyncio, json, sys
from datetime import timedelta
from prefect.client.orchestration import get_client
from prefect.states import Pending, Running
from flows.backlog import left_behind
from flows.check_articles import check_articles
from flows.desk import now, open_desk
from flows.settings import load_settings
from storage.findings import start_run
from storage.locks import at_work

async def main():
    async with get_client() as client:
        flow = await client.create_flow(check_articles)
        deployment = await client.create_deployment(flow, "check-articles")
        given = {"taken": Pending(), "begun": Running(), "silent": Running(), "alive": Running()}
        runs = {
            name: await client.create_flow_run_from_deployment(deployment, parameters={"inputs": [name]}, state=state)
            for name, state in given.items()
        }
        with open_desk(load_settings()) as desk:
            start_run(desk.engine, str(runs["begun"].id), now())
            with at_work(desk.engine, desk.settings.data_dir, str(runs["alive"].id)):
                soon = await left_behind(desk, now() + timedelta(minutes=9))
                late = await left_behind(desk, now() + timedelta(minutes=11))
                again = await left_behind(desk, now() + timedelta(minutes=12))
        ended = {name: (await client.read_flow_run(run.id)).state.type.value for name, run in runs.items()}
        for run in runs.values():
            await client.delete_flow_run(run.id)
        await client.delete_deployment(deployment)
        print(json.dumps([soon, sorted(late), again, ended]))

asyncio.run(main())
"""


@pytest.mark.server
def test_what_a_worker_died_with_before_its_run_could_note_it_is_taken_over_too(
    tmp_path: Path, prefect: Prefect
) -> None:
    environment = {**os.environ, "SECOND_SOURCE_DATA_DIR": str(tmp_path / "desk"), **prefect.environment}
    environment["PYTHONPATH"] = str(ROOT)
    said = subprocess.run(
        [sys.executable, "-c", NEVER_BEGUN], env=environment, check=True, timeout=200, capture_output=True, text=True
    )
    soon, late, again, ended = json.loads(said.stdout.strip().splitlines()[-1])
    assert (soon, late, again) == ([], ["silent", "taken"], [])
    assert ended == {"taken": "CRASHED", "begun": "RUNNING", "silent": "CRASHED", "alive": "RUNNING"}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


CREW = """
import os, time
from flows.crew import Crew
crew = Crew(2)
print(*set(crew.map(pid, range(60), 60)), flush=True)
time.sleep(60)
"""


def pid(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def test_the_processes_of_a_killed_run_end_with_it() -> None:
    words = [sys.executable, "-c", CREW.replace("from flows", "from tests.flows.test_kills import pid\nfrom flows", 1)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        crew = [int(word) for word in process.stdout.readline().split()]
        assert crew
        assert all(map(alive, crew))
        process.kill()
        process.wait()
    deadline = time.monotonic() + 20
    while any(map(alive, crew)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not [one for one in crew if alive(one)]


@pytest.mark.server
def test_a_backup_made_by_the_command_is_restored_and_verified(tmp_path: Path, prefect: Prefect) -> None:
    page = tmp_path / "calm.txt"
    page.write_text("date 2026-10-12 Calm day at Tolle\nNothing was reported at Tolle on Monday, the council said.\n")
    assert second_source("check", page, "--data-dir", tmp_path / "desk", **prefect.environment).code == 0
    made = second_source("backup", tmp_path / "copy", "--data-dir", tmp_path / "desk")
    assert made.code == 0, made.err
    head = json.loads((tmp_path / "copy" / "backup.json").read_text())["audit"]["head"]
    restored = second_source("restore", tmp_path / "copy", "--data-dir", tmp_path / "new")
    assert restored.code == 0, restored.err
    verified = second_source("verify", "--head", head, "--data-dir", tmp_path / "new")
    assert verified.code == 0, verified.out
    assert "mismatch" not in verified.out
    dry = second_source("prune", "--older-than", "400d", "--dry-run", "--data-dir", tmp_path / "new")
    assert dry.code == 0, dry.err
    assert second_source("prune", "--older-than", "soon", "--data-dir", tmp_path / "new").code == 2
    shown = second_source("metrics", "--data-dir", tmp_path / "new")
    assert 'second_source_articles_total{outcome="new"} 1.0' in shown.out
