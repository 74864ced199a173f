"""The flow on the demo newsroom: flagged as the answer sheet says, and the same twice changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.model import Finding
from flows.desk import Desk as OpenDesk
from flows.desk import database_url, open_desk
from flows.settings import Settings
from samples import answers
from storage.archive import load_articles
from storage.findings import findings_of, flags
from storage.relations import load_relations
from tests.flows.conftest import IN_ONE_PROCESS, Desk, Prefect, second_source

pytestmark = pytest.mark.server


def open_again(demo: Desk) -> Settings:
    return Settings(data_dir=demo.folder)


def kept_findings(desk: OpenDesk, articles: list[str]) -> tuple[Finding, ...]:
    return findings_of(desk.engine, articles)


def test_the_demo_ends_with_the_flags_of_the_answer_sheet(demo: Desk) -> None:
    ids = [article["id"] for article in demo.ran.answer["articles"]]
    with open_desk(open_again(demo)) as desk:
        reads = load_articles(desk.engine, ids)
        relations = load_relations(desk.engine, ids)
        findings = kept_findings(desk, ids)
        open_flags = flags(desk.engine, status="open")
    assert answers.differences(answers.load(), reads, relations, findings) == ()
    assert {flag.id for flag in open_flags} == {finding.id for finding in findings if finding.flagged}


def test_checking_the_same_again_adds_nothing(demo: Desk, prefect: Prefect) -> None:
    first = demo.ran.answer
    again = second_source("demo", "--data-dir", demo.folder, "--json", **IN_ONE_PROCESS, **prefect.environment)
    assert again.code == 0, again.err
    assert again.answer["summary"]["new"] == 0
    for part in ("articles", "stories", "flags"):
        before = {record["id"] for record in first[part]}
        assert {record["id"] for record in again.answer[part]} == before
    assert [[claim["id"] for claim in article["claims"]] for article in again.answer["articles"]] == [
        [claim["id"] for claim in article["claims"]] for article in first["articles"]
    ]
    assert [article["findings"] for article in again.answer["articles"]] == [
        article["findings"] for article in first["articles"]
    ]


def test_the_default_database_lies_in_the_data_directory(demo: Desk) -> None:
    assert str(demo.folder) in database_url(open_again(demo))


def test_times_are_kept_in_utc(demo: Desk) -> None:
    for article in demo.ran.answer["articles"]:
        fetched = datetime.fromisoformat(article["fetched_at"])
        assert fetched.utcoffset() == datetime.now(UTC).utcoffset()


def test_a_run_takes_more_inputs_than_prefect_lets_a_run_have_by_itself(tmp_path: Path, prefect: Prefect) -> None:
    names = [str(tmp_path / "nowhere" / ("x" * 60) / f"{number:06}.html") for number in range(4000)]
    assert sum(map(len, names)) > 2**19
    ran = second_source("check", *names, "--data-dir", tmp_path / "desk", **IN_ONE_PROCESS, **prefect.environment)
    assert (ran.code, ran.err.count("there is no such file")) == (1, 4000)
