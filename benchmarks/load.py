"""Show that a desk stays usable when its archive is large: what people wait for, in a small archive and in large ones.

    python -m benchmarks.load [--claims 10000 1000000] [--folder FOLDER]

The archives are those of `benchmarks.growth`, with findings, a quarter of them failed and one flag for every second
article. Each size is measured in a process of its own, an archive that lies in FOLDER is used again. Seconds of CPU
time, since machines are shared; the ratio is to the smallest archive.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from articles.model import EvidenceSpan, Finding, ReadArticle, Story
from articles.reading import read as reading_of
from benchmarks.growth import load
from benchmarks.press import END, newcomers
from flows import revising, stages
from flows.artifacts import FLAGS_SHOWN, dashboard_markdown, flags_markdown, flags_table
from flows.cases import cases, subjects
from flows.desk import PROGRAM, Desk, now, open_desk
from flows.inbox import shown
from flows.settings import Settings
from flows.stories import story_page
from flows.story_markdown import story_markdown
from storage.article_rows import ARTICLES
from storage.bundle import export
from storage.database import reading
from storage.export.scope import Scope
from storage.findings import flags, open_by_story, store_findings
from storage.ledger import ledger, median_hours_to_decision, totals
from storage.relations import load_relations

SIZES = (10_000, 1_000_000)
AT_ONCE = 2000
CHECKED = 10
RULES = ("unattributed claim", "weekday against date", "parts against total", "uncorroborated claim")
MadeT = TypeVar("MadeT")


def build(folder: Path, claims: int) -> None:
    """Make an archive of so many claims, with findings and flags."""
    with open_desk(_settings(folder)) as desk:
        load(desk.engine, claims)
        with reading(desk.engine) as connection:
            articles = list(connection.execute(select(ARTICLES.c.id).order_by(ARTICLES.c.id)).scalars())
        for begin in range(0, len(articles), AT_ONCE):
            found = [finding for article in articles[begin : begin + AT_ONCE] for finding in _findings(article)]
            store_findings(desk.engine, found, (), f"load {begin}", END)


def _findings(article: str) -> Iterator[Finding]:
    odd = int(article[-1], 16) % 2 == 1
    for place, rule in enumerate(RULES):
        failed = odd and place == int(article[-2], 16) % len(RULES)
        evidence = (
            EvidenceSpan(article, "body", "words that show it", 10, 28),
            EvidenceSpan(article, "headline", "it"),
        )
        yield Finding(
            rule,
            "fail" if failed else "pass",
            "high" if article[-3] == "0" else "medium",
            article,
            f"body:{place}-{place + 9}",
            f"What {rule} says of {article}.",
            evidence,
            flagged=failed,
        )


def _settings(folder: Path) -> Settings:
    return Settings(data_dir=folder, processes=1, watchlist=None, outlets=None)


def measure(folder: Path) -> dict[str, float]:
    """Time what people wait for."""
    spent: dict[str, float] = {}
    new = [ReadArticle(one.article, reading_of(one.article)) for one in newcomers(CHECKED)]
    with open_desk(_settings(folder)) as desk:
        spent["flags"] = _seconds(lambda: flags(desk.engine, status="open"))
        spent["flags, the first 100"] = _seconds(lambda: flags(desk.engine, status="open", limit=100))
        spent["artifact: open flags"] = _seconds(lambda: _open_flags(desk))
        spent["artifact: dashboard"] = _seconds(lambda: _dashboard(desk))
        spent["inbox: its cases"] = _seconds(lambda: cases(desk, shown(subjects(desk), ())), times=1)
        checks = [_seconds(partial(_check, desk, read), times=1) for read in new]
        spent["check of one new article"] = median(checks[1:])
        stories = load_relations(desk.engine, [read.article.id for read in new]).stories
        spent["artifact: a story"] = median(_seconds(partial(_page, desk, story)) for story in stories)
        with tempfile.TemporaryDirectory() as out:
            since = Scope(since=now() - timedelta(hours=1))
            spent["export --since, ten articles"] = _seconds(
                lambda: export(desk.engine, desk.captures, Path(out) / "export.zip", PROGRAM, now(), since), times=1
            )
    return spent


def _open_flags(desk: Desk) -> tuple[object, str]:
    shown = flags(desk.engine, status="open", limit=FLAGS_SHOWN)
    return flags_table(shown), flags_markdown(open_by_story(desk.engine), {})


def _dashboard(desk: Desk) -> str:
    return dashboard_markdown(now(), totals(desk.engine), ledger(desk.engine), median_hours_to_decision(desk.engine))


def _check(desk: Desk, read: ReadArticle) -> None:
    at = now()
    read = replace(read, article=replace(read.article, fetched_at=at))
    stored = stages.store(desk, [read])
    gone = revising.revise(desk, stored.reads, ())
    related = stages.relate(desk, (*stored.reads, *gone))
    stages.flag(desk, related, stages.validate(desk, related, at), "load")


def _page(desk: Desk, story: Story) -> str:
    return story_markdown(story_page(desk.engine, story, {}))


def _seconds(work: Callable[[], MadeT], times: int = 3) -> float:
    quickest = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        quickest = min(quickest, time.process_time() - began)
    return quickest


@contextmanager
def _archive(folder: Path | None, claims: int) -> Iterator[Path]:
    """Copy an archive that was built before, or build it: what is measured adds to it."""
    with tempfile.TemporaryDirectory() as place:
        kept = (folder or Path(place)) / f"load-{claims}"
        if not kept.exists():
            build(kept, claims)
        copy = Path(place) / "desk"
        copy.mkdir()
        for file in kept.iterdir():
            if file.is_file():
                (copy / file.name).write_bytes(file.read_bytes())
        yield copy


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.load", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--claims", nargs="+", type=int, default=SIZES, help="sizes of archives, smallest first")
    parser.add_argument("--folder", type=Path, help="where archives are kept from run to run; unset: nowhere")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one:
        print(json.dumps(measure(chosen.one)))
        return 0
    results = []
    for claims in chosen.claims:
        with _archive(chosen.folder, claims) as desk:
            command = [sys.executable, "-m", "benchmarks.load", "--one", str(desk)]
            answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            results.append(json.loads(answer.stdout.strip().splitlines()[-1]))
    shown = Table(title="What people wait for, seconds of CPU")
    shown.add_column("")
    for claims in chosen.claims:
        shown.add_column(f"{claims:,} claims", justify="right")
    shown.add_column("ratio", justify="right")
    for name in results[0]:
        cells = [f"{result[name]:.3f}" for result in results]
        shown.add_row(name, *cells, f"{results[-1][name] / results[0][name]:.1f}")
    Console().print(shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
