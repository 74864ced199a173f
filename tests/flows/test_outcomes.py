"""Each input has exactly one outcome: together they are the inputs, whatever came in."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine

from articles.model import Capture, ReadArticle
from capture.errors import Unreadable
from flows.crew import Crew
from flows.desk import Desk
from flows.logs import CARRIED, INPUTS, JsonLines, log_ends
from flows.metrics import exposition, registry_of, write_metrics
from flows.outcomes import MEANING, Ended, Outcome, of_batch, of_refused
from flows.run_report import Tally
from flows.settings import Settings
from storage.archive import store_articles
from storage.captures import CaptureStore
from storage.database import open_database, sqlite_url
from storage.findings import finish_run, start_run, store_findings
from tests.storage.builders import LATER, NOW, finding, read_article

ENDS = [
    "robots",
    "gone",
    "network",
    "page",
    "file",
    "unread",
    "defect",
    "gone page",
    "refused",
    "new",
    "known",
    "earlier",
    "again",
]


def capture(number: int) -> Capture:
    url = f"https://harbour-ledger.example/{number}"
    return Capture(url, url, 200, (), (), NOW, b"page")


def problem(number: int, end: str) -> Unreadable:
    url = f"/desk/{number}.html" if end == "file" else f"https://harbour-ledger.example/{number}"
    reason = {"robots": "robots", "page": "content", "defect": "defect"}.get(end)
    found = Unreadable(url, "is not there", "look again", reason=reason)  # type: ignore[arg-type]  # one of its words
    found.missing = "not found" if end.startswith("gone") else None
    return found


def article(number: int) -> ReadArticle:
    read = read_article(str(number))
    return replace(read, article=replace(read.article, url=f"https://harbour-ledger.example/{number}"))


@given(st.lists(st.sampled_from(ENDS), max_size=60))
def test_outcomes_add_up_to_the_inputs(ends: list[str]) -> None:
    unfetched = [problem(n, end) for n, end in enumerate(ends) if end in {"robots", "gone", "network", "page", "file"}]
    kept = [capture(n) for n, end in enumerate(ends) if end not in {"robots", "gone", "network", "page", "file"}]
    unread = [problem(n, end) for n, end in enumerate(ends) if end in {"unread", "defect", "gone page"}]
    refused = [problem(n, end) for n, end in enumerate(ends) if end == "refused"]
    stored = {n: article(n) for n, end in enumerate(ends) if end in {"new", "known", "earlier"}}
    new = {read.article.id for n, read in stored.items() if ends[n] in {"new", "earlier"}}
    earlier = {read.article.id for n, read in stored.items() if ends[n] == "earlier"}
    met = Counter(
        end.outcome for end in of_batch(unfetched, kept, unread, list(stored.values()), refused, new, earlier)
    )
    wanted = Counter(ends)
    assert met.total() == len(ends)
    assert met[Outcome.ROBOTS] == wanted["robots"]
    assert met[Outcome.GONE] == wanted["gone"] + wanted["gone page"]
    assert met[Outcome.UNREACHABLE] == wanted["network"]
    assert met[Outcome.UNREADABLE] == wanted["page"] + wanted["file"] + wanted["unread"]
    assert met[Outcome.DEFECT] == wanted["defect"]
    assert met[Outcome.NOT_STORED] == wanted["refused"]
    assert met[Outcome.NEW] == wanted["new"]
    assert met[Outcome.KNOWN] == wanted["known"]
    assert met[Outcome.REPEATED] == wanted["earlier"] + wanted["again"]


def test_every_outcome_has_a_meaning_and_stands_in_the_documents() -> None:
    operations = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    assert MEANING.keys() == set(Outcome)
    for outcome, meaning in MEANING.items():
        assert f"| `{outcome.value}` | {meaning} |" in operations


def test_what_names_nothing_is_counted_too() -> None:
    tally = Tally("run", NOW, 1, [Unreadable("(empty)", "is no input", "give an address")])
    assert sum(tally.counts().values()) == 1
    assert tally.counts()["no_input"] == 1


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    engine = open_database(sqlite_url(tmp_path))
    return Desk(Settings(data_dir=tmp_path), engine, CaptureStore(tmp_path / "captures"), Crew(1), Crew(1))


def samples_of(text: str) -> dict[tuple[str, str], float]:
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_metrics_are_what_prometheus_reads(desk: Desk) -> None:
    engine: Engine = desk.engine
    read = read_article()
    store_articles(engine, [read], {}, NOW)
    start_run(engine, "run", NOW)
    store_findings(engine, [finding(read)], [], "run", NOW)
    finish_run(engine, "run", {"new": 3, "unreachable": 2}, LATER)
    start_run(engine, "died", LATER)
    found = samples_of(exposition(desk))
    assert found["second_source_articles_total", "new"] == 3
    assert found["second_source_articles_total", "unreachable"] == 2
    assert {name for metric, name in found if metric == "second_source_articles_total"} == {*Outcome}
    assert (found["second_source_runs_total", ""], found["second_source_runs_ended_total", ""]) == (2, 1)
    assert found["second_source_open_flags", "high"] == 1
    assert found["second_source_open_flags", "low"] == 0
    assert found["second_source_last_run_ended_timestamp_seconds", ""] == LATER.timestamp()


def test_the_metrics_file_is_replaced_whole(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "textfile" / "second-source.prom"
    write_metrics(desk, path, {"fetch": 1.5})
    before = path.stat().st_ino
    write_metrics(desk, path, {"fetch": 2.5})
    assert path.stat().st_ino != before
    assert samples_of(path.read_text())["second_source_last_run_stage_seconds", "fetch"] == 2.5
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_names_follow_the_conventions(desk: Desk) -> None:
    for metric in registry_of(desk, {"fetch": 1.0}).collect():
        assert metric.name.startswith("second_source_")
        assert metric.documentation.endswith(".")
        assert not metric.name.endswith("_total"), "the library adds it to counters"


@given(st.text())
def test_no_text_forges_a_line_or_drives_a_terminal(words: str) -> None:
    record = logging.LogRecord("second_source", logging.INFO, "", 0, "%s", (words,), None)
    record.fields = {"url": words}
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    read = json.loads(line)
    assert (read["message"], read["url"]) == (words, words)


def test_hostile_text_is_escaped() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, 'a\n{"level": "error"}\x1b[2J\u202e\x7f\x9b', (), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert json.loads(line)["level"] == "info"


def test_each_input_gets_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    logger = logging.getLogger(INPUTS)
    logger.handlers.clear()
    ends = [Ended("https://a.example/1", Outcome.NEW, "5f0c9a1be2d34c77"), *of_refused([Unreadable("x", "y", "z")])]
    log_ends(Settings(data_dir=tmp_path), "run", ends)
    assert capsys.readouterr().err == ""
    log_ends(Settings(data_dir=tmp_path, log_format="json"), "run", ends)
    logger.handlers.clear()
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["outcome"], first["article"], first["flow_run_id"]) == ("new", "5f0c9a1be2d34c77", "run")
    assert (second["outcome"], second["problem"]) == ("no_input", "y")
    assert "flow_run_id" in CARRIED


PREFECT = """
import logging
from flows.settings import load_settings, prepare_prefect
prepare_prefect(load_settings(), api_url=None)
from prefect.logging.configuration import setup_logging
setup_logging()
logging.getLogger("prefect").info("one\\nline")
"""


def test_prefect_itself_writes_json_lines(tmp_path: Path) -> None:
    # other tests prepare Prefect in this process, and what is set stays
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = {**inherited, "SECOND_SOURCE_LOG_FORMAT": "json", "SECOND_SOURCE_DATA_DIR": str(tmp_path)}
    words = [sys.executable, "-c", PREFECT]
    done = subprocess.run(
        words, env=environment, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    [line] = map(json.loads, done.stderr.splitlines())
    assert (line["logger"], line["message"]) == ("prefect", "one\nline")
