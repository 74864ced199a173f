"""The same run on PostgreSQL gives the same answer as on SQLite."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.flows.conftest import IN_ONE_PROCESS, Desk, Prefect, second_source

pytestmark = [pytest.mark.server, pytest.mark.postgresql]

SERVED_AT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC|T\d\d:\d\d:\d\d\.\d+\+00:00)")
"""When a copy was served: the two demos were not served in the same moment."""


def test_the_demo_on_postgresql_gives_the_same_answer(
    server: Server, demo: Desk, prefect: Prefect, tmp_path: Path
) -> None:
    url = server.database(server.empty())
    settings = {"SECOND_SOURCE_DATABASE": url, **IN_ONE_PROCESS, **prefect.environment}
    ran = second_source("demo", "--data-dir", tmp_path, "--json", **settings)
    assert ran.code == 0, ran.err
    once, again = (json.loads(SERVED_AT.sub("then", answer.out)) for answer in (demo.ran, ran))
    for answer in (once, again):
        for article in answer["articles"]:
            del article["fetched_at"]
            article["evidence"] = [found for found in article["evidence"] if found["field"] != "served"]
        for name in ("run", "checked_at"):
            del answer["summary"][name]
    assert len(again["articles"]) == len(once["articles"])
    for here, there in zip(again["articles"], once["articles"], strict=True):
        for part in here:
            assert here[part] == there[part], f"{part} of {here['url']}"
    assert again["stories"] == once["stories"]
    assert again["flags"] == once["flags"]
    assert again["summary"] == once["summary"]
    assert second_source("verify", "--data-dir", tmp_path, "--database", url).code == 0
    exported = second_source("export", tmp_path / "audit.zip", "--data-dir", tmp_path, "--database", url)
    assert exported.code == 0, exported.err
    assert second_source("verify", tmp_path / "audit.zip").code == 0
