"""A database that another process keeps locked for too long: the stage is tried again, and nothing is there twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.audit import verify_audit
from storage.database import open_database, sqlite_url
from storage.findings import findings_of, flags
from tests.flows.conftest import Prefect, second_source

ROOT = Path(__file__).parents[2]
PAGE = "date 2026-10-12 Flood at Tolle\nAt least 14 people were hurt at Tolle on Monday, 13 October 2026, a witness said.\n"
LOCKED = """
import asyncio, json, os, sqlite3, subprocess, sys
from functools import wraps
from flows import stages
from flows.settings import load_settings, prepare_prefect
from storage import database
settings = load_settings()
prepare_prefect(settings, api_url=os.environ["PREFECT_API_URL"])
database.BUSY_SECONDS = 0.5
HOLDER = '''
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(3)
held.execute("ROLLBACK")
'''
holders, tried = [], []
def once_locked(flag):
    @wraps(flag)
    def wrapped(*given, **named):
        if not tried:
            words = [sys.executable, "-c", HOLDER, str(settings.data_dir / database.DATABASE_FILE)]
            holders.append(subprocess.Popen(words, stdout=subprocess.PIPE, text=True))
            assert holders[0].stdout.readline() == "held\\n"
        try:
            answer = flag(*given, **named)
        except Exception as error:
            tried.append(str(error.orig))
            raise
        tried.append("done")
        return answer
    return wrapped
stages.flag = once_locked(stages.flag)
from flows.check_articles import check_articles
report = asyncio.run(check_articles([sys.argv[1]]))
holders[0].communicate()
print(json.dumps({"tried": tried, "articles": report.articles}))
"""


@pytest.mark.server
def test_flags_that_meet_a_locked_database_are_kept_once_when_it_is_free_again(
    tmp_path: Path, prefect: Prefect
) -> None:
    page = tmp_path / "flood.txt"
    page.write_text(PAGE)
    calm, busy = tmp_path / "calm", tmp_path / "busy"
    undisturbed = second_source("check", page, "--data-dir", calm, "--json", **prefect.environment)
    assert undisturbed.code == 0, undisturbed.err
    environment = {**os.environ, **prefect.environment, "SECOND_SOURCE_DATA_DIR": str(busy), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", LOCKED, page], env=environment, check=False, timeout=200, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["tried"][0] == "database is locked"
    assert said["tried"][-1] == "done"
    assert said["tried"].count("done") == 1
    kept = []
    for home in (calm, busy):
        engine = open_database(sqlite_url(home))
        found = findings_of(engine, said["articles"])
        kept.append(([finding.id for finding in found], [flag.id for flag in flags(engine)]))
        assert verify_audit(engine).ok
        engine.dispose()
    assert kept[0] == kept[1]
    assert kept[0][0]
    assert kept[0][1]
    assert second_source("verify", "--data-dir", busy).code == 0
