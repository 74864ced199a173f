"""The watch: what outlets publish is found, and what is new or due again is checked."""

from __future__ import annotations

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows import stages, tasks, watching
from flows.backlog import left_behind
from flows.check_articles import check_articles
from flows.desk import now, open_desk
from flows.settings import load_settings
from flows.tasks import whole
from flows.watching import WatchReport


def run_name() -> str:
    """Name a run by what it was given, in words of ours: inputs may hold anything."""
    feeds = flow_run.get_parameters().get("feeds")
    return "registry and watch list" if feeds is None else f"{len(feeds)} feed{'' if len(feeds) == 1 else 's'}"


@flow(
    name="watch",
    flow_run_name=run_name,
    description="Ask feeds, sitemaps, lists and folders what is new or due again, and check it.",
    persist_result=False,
)
async def watch(feeds: list[str] | None = None) -> WatchReport:
    """Watch these once; without any, the feeds and sitemaps of the registry, and the desk's watch list."""
    settings = load_settings()
    watched_at = now()
    with open_desk(settings) as desk:
        stages.load_registry(desk)
        found = await tasks.ask(whole(desk), whole(watching.wanted(desk, feeds)), watched_at, patient=feeds is None)
        if feeds is None:
            await tasks.ask_owners(whole(desk), whole(watching.outlets_watched(desk)), watched_at)
        due = watching.due(desk, watched_at)
        due = (*due, *(left for left in await left_behind(desk, watched_at) if left not in due))
    checked = await check_articles(list(due)) if due else None
    report = WatchReport(found, len(due), checked)
    with open_desk(settings) as desk:
        if checked is not None:
            tasks.checked(whole(desk), whole(due), whole(checked), now())
    await tasks.report_watch(whole(report))
    for problem in found.problems:
        get_run_logger().warning("%s", problem)
    return report
