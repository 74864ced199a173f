"""A desk on many machines finds, byte for byte, what it finds on one."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from samples.newsroom import EDITIONS, INPUTS, OUTLETS, newsroom
from storage.database import open_database, reading, sqlite_url
from storage.findings import FINDINGS, findings_of, flags
from storage.relations import load_relations
from tests.flows.conftest import Desk, second_source
from tests.flows.machines import machines
from tests.services import postgresql, redis

pytestmark = [pytest.mark.server, pytest.mark.postgresql]

SERVED_AT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC|T\d\d:\d\d:\d\d\.\d+\+00:00)")
"""When a copy was served: the two newsrooms did not serve it in the same moment."""
KEPT = (
    ("articles", "article"),
    ("stories", "story"),
    ("links", "link"),
    ("matches", "claim_match"),
    ("corroborations", "corroboration"),
)
"""Tables that are compared to the last row."""
OF_THE_RUN = ("opened_at", "changed_at", "digest")
"""What a flag says of when it was opened; its digest is over those served-at times too."""


def said(url: str) -> dict[str, str]:
    """Return all that a database says of its articles, kind by kind, as canonical JSON."""
    engine = open_database(url)
    with reading(engine) as connection:
        articles = sorted(connection.execute(text("SELECT id FROM article")).scalars())
        count = connection.execute(select(func.count()).where(FINDINGS.c.current)).scalar_one()
        counts = {name: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for name, table in KEPT}
    relations = asdict(load_relations(engine, articles))
    said: dict[str, list[Any]] = {
        "articles": articles,
        "findings": [asdict(finding) for finding in findings_of(engine, articles)],
        "flags": [
            {name: value for name, value in asdict(flag).items() if name not in OF_THE_RUN}
            for flag in sorted(flags(engine, status="open"), key=lambda flag: flag.id)
        ],
        **{name: list(rows) for name, rows in relations.items()},
    }
    engine.dispose()
    assert len(said["findings"]) == count > 500, "some finding is not compared"
    assert {name: len(said[name]) for name in counts} == counts, "something that is kept is not compared"
    assert all(said.values())
    return {kind: SERVED_AT.sub("then", json.dumps(rows, sort_keys=True, default=str)) for kind, rows in said.items()}


def shares() -> list[list[str]]:
    """Deal the newsroom's addresses to two runs, so that most stories are told in both."""
    inputs: list[str] = []
    for file in sorted(INPUTS.glob("*.txt")):
        listed = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("http")]
        inputs += listed or [str(file)]
    return [inputs[::2], inputs[1::2]]


def test_two_workers_two_replicas_dask_postgresql_and_redis_find_what_one_process_finds(
    demo: Desk, tmp_path: Path
) -> None:
    with postgresql() as database, redis() as messages, newsroom() as server:
        environment = {
            "SECOND_SOURCE_DATABASE": database,
            "SECOND_SOURCE_REDIS": messages,
            "SECOND_SOURCE_RUNS": "2",
            "SECOND_SOURCE_CAPTURES": (tmp_path / "captures").as_uri(),
            "SECOND_SOURCE_OUTLETS": str(OUTLETS),
            "SECOND_SOURCE_HOST_DELAY": "0",
            "SECOND_SOURCE_ALLOW_PRIVATE_HOSTS": ",".join(server.private_hosts),
            "SECOND_SOURCE_RESOLVE": ",".join(f"{name}={host}:{port}" for name, (host, port) in server.resolve.items()),
        }
        with machines(tmp_path, environment) as room:
            for edition in EDITIONS:
                server.publish(edition)
                room.check(shares())
        here, there = said(sqlite_url(demo.folder)), said(database)
        for kind in here:
            assert json.loads(there[kind]) == json.loads(here[kind]), kind
            assert there[kind] == here[kind], kind
        verified = second_source("verify", "--data-dir", tmp_path / "elsewhere", **environment)
        assert verified.code == 0, verified.out
