"""One run of the main flow from the terminal, and the answer made of what it kept."""

from __future__ import annotations

import asyncio
import importlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx

from articles.addresses import masked_url
from flows.check_articles import check_articles
from flows.contract import Answer, UnreadablePart, answer
from flows.desk import Desk
from flows.progress import Observer, observed_by
from flows.run_report import RunReport
from flows.serve import ServerGoneError
from flows.watch import watch
from flows.watching import WatchReport
from storage.archive import load_articles
from storage.findings import FlagRecord, findings_of, flags
from storage.relations import load_relations
from storage.revisions import disappearances_of, revisions_of

SERVER_GONE = (
    "Prefect's server does not answer any more. What this run has kept stays: run it again, and it finishes its work,"
    " on a server of Prefect's own where none runs."
)


def run_check(inputs: Sequence[str], observer: Observer) -> RunReport:
    """Check inputs in this process: against the desk's server where one runs, else with one of Prefect's own."""
    # Great Expectations takes seconds to import: time that Prefect needs to start
    threading.Thread(target=importlib.import_module, args=("checks.suites",), daemon=True).start()
    with observed_by(observer), _server_expected():
        return asyncio.run(check_articles(shown_to_prefect(inputs)))


def run_watch(feeds: Sequence[str] | None, observer: Observer) -> WatchReport:
    """Watch once in this process; without feeds, those of the registry and the watch list."""
    threading.Thread(target=importlib.import_module, args=("checks.suites",), daemon=True).start()
    with observed_by(observer), _server_expected():
        return asyncio.run(watch(None if feeds is None else shown_to_prefect(feeds)))


@contextmanager
def _server_expected() -> Iterator[None]:
    """Say in words that Prefect's server went away: what a fetch could not reach never comes this far."""
    try:
        yield
    except httpx.TransportError:
        raise ServerGoneError(SERVER_GONE) from None


def shown_to_prefect(inputs: Sequence[str]) -> list[str]:
    """Mask credentials in addresses: Prefect keeps a run's parameters, and a fetch never sends any."""
    return [masked_url(text) if "://" in text else text for text in inputs]


def answer_for(desk: Desk, report: RunReport) -> tuple[Answer, tuple[FlagRecord, ...]]:
    """Collect what is kept of a run's articles: the contract's answer, and the flags with all their details."""
    found = flags(desk.engine, articles=report.articles)
    return (
        answer(
            load_articles(desk.engine, report.articles),
            load_relations(desk.engine, report.articles),
            findings_of(desk.engine, report.articles),
            found,
            run=report.run,
            checked_at=report.checked_at,
            inputs=report.inputs,
            new=report.new,
            unreadable=[
                UnreadablePart(input=problem.input, problem=problem.problem, advice=problem.advice)
                for problem in report.unreadable
            ],
            revisions=revisions_of(desk.engine, report.articles),
            disappearances=disappearances_of(desk.engine, report.articles),
        ),
        found,
    )
