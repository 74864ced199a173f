"""The main flow: articles go in, flagged claims come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from capture.discover import Source, expand, unpacked
from capture.errors import Unreadable
from flows import stages, tasks
from flows.backlog import begun
from flows.desk import Desk, note_settings, now, open_desk
from flows.judging import judge
from flows.logs import log_ends
from flows.metrics import note_metrics
from flows.outcomes import of_batch
from flows.run_report import RunReport, Tally
from flows.settings import load_settings
from flows.stages import Begun
from flows.tasks import whole
from storage.captures import KeptCapture
from storage.findings import finish_run

FIRST_BATCH = 100
"""Inputs of a run's first batch at most: its findings come soon, and while it is judged the crew reads the next."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A batch that is kept and being read while the one before it is judged."""

    unfetched: tuple[Unreadable, ...]
    kept: tuple[KeptCapture, ...]
    begun: Begun


def run_name() -> str:
    """Name a run by what it was given, in words of ours: inputs may hold anything."""
    inputs = flow_run.get_parameters().get("inputs")
    return "watch list" if inputs is None else f"{len(inputs)} input{'' if len(inputs) == 1 else 's'}"


@flow(
    name="check-articles",
    flow_run_name=run_name,
    description="Fetch and read articles, check their dates and figures, and flag what needs a second source.",
    persist_result=False,
)
async def check_articles(inputs: list[str] | None = None) -> RunReport:
    """Check URLs, files, folders, lists of URLs and WARC files; without inputs, the desk's watch list."""
    settings = load_settings()
    checked_at = now()
    given = stages.watchlist(settings) if inputs is None else inputs
    sources, refused = expand(given)
    tally = Tally(str(flow_run.get_id()), checked_at, inputs=len(refused), unreadable=list(refused))
    with open_desk(settings) as desk, begun(desk, tally.run, given):
        note_settings(desk)
        registry = stages.load_registry(desk)
        ahead: Ahead | None = None
        for batch in _batches(unpacked(sources), settings.batch_size):
            tally.inputs += len(batch)
            captures, unfetched = await tasks.fetch(whole(desk), whole(batch))
            kept = tasks.keep(whole(desk), whole(captures))
            following = Ahead(unfetched, kept, tasks.begin(whole(desk), whole(kept), whole(registry)))
            if ahead is not None:
                _finish(desk, ahead, tally)
            ahead = following
        if ahead is not None:
            _finish(desk, ahead, tally)
        finish_run(desk.engine, tally.run, tally.counts(), now())
        await tasks.inbox(whole(desk))
        await tasks.report(whole(desk), whole(tally))
        note_metrics(desk, tally.run)
    for problem in tally.unreadable:
        get_run_logger().warning("%s", problem)
    return tally.report()


def _finish(desk: Desk, ahead: Ahead, tally: Tally) -> None:
    """Take a batch from what the crew reads in it to its flags, while the crew reads the batch after it."""
    reads, unread = tasks.extract(whole(desk), whole(ahead.begun))
    stored = tasks.store(whole(desk), whole(reads))
    gone = tasks.revise(whole(desk), whole(stored.reads), whole((*ahead.unfetched, *unread)))
    verdict, flagged = judge(desk, (*stored.reads, *gone), tally.checked_at, tally.run)
    ends = of_batch(ahead.unfetched, ahead.kept, unread, stored.reads, stored.problems, stored.new_ids, tally.articles)
    log_ends(desk.settings, tally.run, ends)
    tally.add(stored, gone, verdict, flagged, ends, (*ahead.unfetched, *unread, *stored.problems))


def _batches(sources: Iterator[Source | Unreadable], size: int) -> Iterator[tuple[Source | Unreadable, ...]]:
    if first := tuple(islice(sources, min(size, FIRST_BATCH))):
        yield first
    while batch := tuple(islice(sources, size)):
        yield batch
