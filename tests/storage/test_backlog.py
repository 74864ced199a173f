from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine

from storage import backlog
from storage.locks import at_work, lives
from tests.storage.builders import LATER, NOW

HOLDS = """
import sys, time
from pathlib import Path
from storage.database import open_database
from storage.locks import at_work
with at_work(open_database(sys.argv[1]), Path(sys.argv[2]), "run"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_run_lives_until_its_process_ends_however_it_does(engine: Engine, url: str, tmp_path: Path) -> None:
    assert not lives(engine, tmp_path, "run")
    words = [sys.executable, "-c", HOLDS, url, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert lives(engine, tmp_path, "run")
        assert not lives(engine, tmp_path, "another")
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not lives(engine, tmp_path, "run")


def test_what_a_run_was_given_is_left_where_it_did_not_get_through(engine: Engine, tmp_path: Path) -> None:
    backlog.begin(engine, "died", ["https://a.example/1", "https://a.example/2"], NOW)
    backlog.begin(engine, "through", ["https://a.example/3"], NOW)
    backlog.through(engine, "through")
    with at_work(engine, tmp_path, "lives"):
        backlog.begin(engine, "lives", ["https://a.example/4"], LATER)
        [left] = backlog.left_behind(engine, tmp_path)
    assert (left.run, left.inputs, left.tries) == ("died", ("https://a.example/1", "https://a.example/2"), 1)


def test_inputs_that_every_run_dies_over_are_left_for_a_person(engine: Engine, tmp_path: Path) -> None:
    backlog.begin(engine, "run-1", ["https://a.example/1"], NOW)
    for number in range(2, 1 + backlog.MOST_TRIES):
        left = backlog.left_behind(engine, tmp_path)
        assert [one.tries for one in left] == [number - 1]
        backlog.begin(engine, f"run-{number}", ["https://a.example/1"], NOW, left)
    assert backlog.left_behind(engine, tmp_path) == ()
    assert [one.tries for one in backlog.unfinished(engine)] == [backlog.MOST_TRIES]
