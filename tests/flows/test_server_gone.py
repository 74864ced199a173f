"""Prefect's server goes away under a run: it ends with one line, and the next one finishes its work."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.kills import PAGES, environment_of, prefect_of
from benchmarks.outages import ended, running, started
from samples.newsroom import newsroom
from storage import backlog
from storage.archive import load_articles
from storage.database import Engine, open_database, sqlite_url
from storage.revisions import articles_at
from tests.flows.conftest import Prefect, second_source

pytestmark = pytest.mark.server


def articles(engine: Engine) -> list[str]:
    """Return every article that was stored of the pages, as often as it was."""
    return [article for ids in articles_at(engine, PAGES).values() for article in ids]


def test_a_run_whose_server_vanishes_ends_with_one_line_and_the_next_one_finishes_it(
    tmp_path: Path, prefect: Prefect, prefect_tables: Callable[[Path], Path]
) -> None:
    home = tmp_path / "desk"
    with newsroom() as room:
        environment = environment_of(room) | {"PREFECT_CLIENT_MAX_RETRIES": "0"}
        with prefect_of(prefect_tables(tmp_path / "prefect"), "--no-services") as (server, url):
            process = started(home, environment | {"PREFECT_API_URL": url}, "check", *PAGES)
            while not list(home.rglob("*.warc.gz")):
                assert process.poll() is None
                time.sleep(0.02)
            assert running(url)
            server.kill()
            ran = ended(process, 60)
        assert ran.code == 1, ran.said
        lines = ran.said.strip().splitlines()
        assert len(lines) == 1, ran.said
        [line] = lines
        assert line.startswith("second-source: Prefect's server does not answer any more.")
        engine = open_database(sqlite_url(home))
        [left] = backlog.left_behind(engine, home)
        assert set(left.inputs) == set(PAGES)
        again = second_source("watch", tmp_path, "--data-dir", home, **environment, **prefect.environment)
        assert again.code == 0, again.err
        assert backlog.unfinished(engine) == ()
        found = articles(engine)
        assert len(load_articles(engine, found)) == len(set(found)) == len(found) > 5
        engine.dispose()
        verified = second_source("verify", "--data-dir", home)
        assert verified.code == 0, verified.out
