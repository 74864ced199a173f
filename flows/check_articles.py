"""The main flow: articles go in, flagged claims come out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from capture.discover import Source, expand, unpacked
from capture.errors import Unreadable
from flows import stages, tasks
from flows.desk import Desk, note_settings, now, open_desk
from flows.run_report import RunReport, Tally
from flows.settings import load_settings
from flows.stages import Begun
from flows.tasks import whole


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
    sources, refused = expand(stages.watchlist(settings) if inputs is None else inputs)
    tally = Tally(str(flow_run.get_id()), checked_at, inputs=len(refused), unreadable=list(refused))
    with open_desk(settings) as desk:
        note_settings(desk)
        registry = stages.load_registry(desk)
        begun: tuple[Begun, tuple[Unreadable, ...]] | None = None
        for batch in _batches(unpacked(sources), settings.batch_size):
            tally.inputs += len(batch)
            captures, unfetched = await tasks.fetch(whole(desk), whole(batch))
            kept = tasks.keep(whole(desk), whole(captures))
            following = tasks.begin(whole(desk), whole(kept), whole(registry)), unfetched
            if begun is not None:
                _judge(desk, *begun, tally)
            begun = following
        if begun is not None:
            _judge(desk, *begun, tally)
        await tasks.inbox(whole(desk))
        await tasks.report(whole(desk), whole(tally))
    for problem in tally.unreadable:
        get_run_logger().warning("%s", problem)
    return tally.report()


def _judge(desk: Desk, begun: Begun, unfetched: tuple[Unreadable, ...], tally: Tally) -> None:
    """Take a batch from what the crew reads in it to its flags, while the crew reads the batch after it."""
    reads, unread = tasks.extract(whole(desk), whole(begun))
    stored = tasks.store(whole(desk), whole(reads))
    gone = tasks.revise(whole(desk), whole(stored.reads), whole((*unfetched, *unread)))
    related = tasks.relate(whole(desk), whole((*stored.reads, *gone)))
    verdict = tasks.validate(whole(desk), whole(related), tally.checked_at)
    flagged = tasks.flag(whole(desk), whole(related), whole(verdict), tally.run)
    tally.add(stored, gone, verdict, flagged, (*unfetched, *unread, *stored.problems))


def _batches(sources: Iterator[Source | Unreadable], size: int) -> Iterator[tuple[Source | Unreadable, ...]]:
    while batch := tuple(islice(sources, size)):
        yield batch
