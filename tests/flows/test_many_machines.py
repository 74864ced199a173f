"""A desk on many machines finds, byte for byte, what it finds on one."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from samples.newsroom import EDITIONS, INPUTS, OUTLETS, newsroom
from storage.database import open_database, reading, sqlite_url
from storage.findings import FINDINGS, findings_of, flags
from tests.flows.conftest import Desk, second_source
from tests.flows.machines import machines
from tests.services import postgresql, redis

pytestmark = [pytest.mark.server, pytest.mark.postgresql]

SERVED_AT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC|T\d\d:\d\d:\d\d\.\d+\+00:00)")
"""When a copy was served: the two newsrooms did not serve it in the same moment."""
OF_THE_RUN = ("opened_at", "changed_at", "digest")
"""What a flag says of when it was opened; its digest is over those served-at times too."""


def said(url: str) -> str:
    """Return all findings and flags of a database as canonical JSON."""
    engine = open_database(url)
    with reading(engine) as connection:
        articles = sorted(connection.execute(text("SELECT id FROM article")).scalars())
        count = connection.execute(select(func.count()).where(FINDINGS.c.current)).scalar_one()
    found = [asdict(finding) for finding in findings_of(engine, articles)]
    assert len(found) == count > 500, "some finding is not compared"
    open_flags = [
        {name: value for name, value in asdict(flag).items() if name not in OF_THE_RUN}
        for flag in flags(engine, status="open")
    ]
    engine.dispose()
    both = {"articles": articles, "findings": found, "flags": sorted(open_flags, key=lambda flag: str(flag["id"]))}
    return SERVED_AT.sub("then", json.dumps(both, sort_keys=True, ensure_ascii=False, default=str))


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
        here, there = json.loads(said(sqlite_url(demo.folder))), json.loads(said(database))
        assert there["articles"] == here["articles"]
        assert there["findings"] == here["findings"]
        assert there["flags"] == here["flags"]
        verified = second_source("verify", "--data-dir", tmp_path / "elsewhere", **environment)
        assert verified.code == 0, verified.out
