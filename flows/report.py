"""What a run leaves in the Prefect UI: a page for each story, the open flags, what was expected, a summary."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from itertools import islice

from prefect.artifacts import MarkdownArtifact, acreate_markdown_artifact, acreate_table_artifact
from prefect.events import emit_event

from articles.model import Story
from flows.artifacts import (
    DASHBOARD_KEY,
    EXPECTATIONS_KEY,
    FLAGS_KEY,
    FLAGS_SHOWN,
    RUN_KEY,
    STORIES_SHOWN,
    WATCH_KEY,
    dashboard_markdown,
    expectations_markdown,
    flags_markdown,
    flags_table,
    run_markdown,
    watch_markdown,
)
from flows.desk import Desk, now
from flows.markdown import plain
from flows.progress import advance
from flows.review_runs import client_of_desk
from flows.run_report import Tally
from flows.stories import LaidOut, laid_out
from flows.watching import WatchReport
from storage.findings import flags, open_by_story, open_subjects
from storage.ledger import ledger, median_hours_to_decision, totals
from storage.relations import load_stories
from storage.reviews import load_reviews

FLAGS_OPENED = "second-source.flags.opened"
FLAGS_NAMED = 50
"""Flags that an event names; it gives the count of all."""
SENT_AT_ONCE = 4
"""Pages on their way to Prefect's server together: it stores one while another is read and a third is written out."""


async def publish(desk: Desk, tally: Tally) -> None:
    """Create the run's artifacts; keys stay the same from run to run, so each has its history."""
    stories = gravest_first(desk, load_stories(desk.engine, tally.articles))
    total = min(len(stories), STORIES_SHOWN) + 1
    await _publish_pages(desk, stories[:STORIES_SHOWN], total)
    await publish_desk(desk)
    if tally.validations:
        await acreate_markdown_artifact(
            key=EXPECTATIONS_KEY,
            markdown=expectations_markdown(tally.validations),
            description="What Great Expectations was asked in the last run, and how many rows met it.",
        )
    await acreate_markdown_artifact(
        key=RUN_KEY, markdown=run_markdown(tally.report(), stories), description="What the last run did."
    )
    _notify(desk, tally)
    advance("report", total, total)


def gravest_first(desk: Desk, stories: Sequence[Story]) -> Sequence[Story]:
    """Put the stories with the gravest open flags first where there are more than a run makes pages of."""
    if len(stories) <= STORIES_SHOWN:
        return stories
    places = {subject: place for place, subject in enumerate(open_subjects(desk.engine))}
    return sorted(stories, key=lambda story: places.get(story.id, len(places)))


async def publish_watch(report: WatchReport) -> None:
    """Create the artifact of one watch."""
    await acreate_markdown_artifact(
        key=WATCH_KEY, markdown=watch_markdown(report), description="What the last watch asked, and what it found."
    )


def _notify(desk: Desk, tally: Tally) -> None:
    """Emit one event a run that opened grave flags, for automations to send on."""
    opened = flags(desk.engine, status="open", severity="high", opened_since=tally.checked_at)
    if opened:
        emit_event(
            event=FLAGS_OPENED,
            resource={
                "prefect.resource.id": f"second-source.run.{tally.run}",
                "prefect.resource.name": "second-source",
            },
            payload={
                "flags": [
                    {
                        "id": flag.id,
                        "rule": flag.rule,
                        "headline": plain(flag.headline or ""),
                        "message": plain(flag.message),
                    }
                    for flag in opened[:FLAGS_NAMED]
                ],
                "count": len(opened),
            },
        )


async def publish_stories(desk: Desk, articles: Iterable[str]) -> None:
    """Create the artifacts that a decision changes: those of the articles' stories, and of the whole desk."""
    stories = load_stories(desk.engine, articles)
    await _publish_pages(desk, stories, len(stories))
    await publish_desk(desk)


async def _publish_pages(desk: Desk, stories: Sequence[Story], total: int) -> None:
    """Send pages while the next are laid out."""
    pages = laid_out(desk, stories, _review_runs(desk))
    done = 0
    async with client_of_desk() as client:

        async def send(page: LaidOut) -> None:
            nonlocal done
            await MarkdownArtifact(key=page.key, markdown=page.markdown, description=page.introduction).acreate(client)
            advance("report", done := done + 1, total)

        while share := await asyncio.to_thread(lambda: list(islice(pages, SENT_AT_ONCE))):
            await asyncio.gather(*map(send, share))


async def publish_desk(desk: Desk) -> None:
    """Create the table of open flags and the dashboard."""
    await acreate_table_artifact(
        key=FLAGS_KEY,
        table=flags_table(flags(desk.engine, status="open", limit=FLAGS_SHOWN)),
        description=flags_markdown(open_by_story(desk.engine), _review_runs(desk)),
    )
    await acreate_markdown_artifact(
        key=DASHBOARD_KEY,
        markdown=dashboard_markdown(
            now(), totals(desk.engine), ledger(desk.engine), median_hours_to_decision(desk.engine)
        ),
        description="How the desk stands: flags, decisions, false alarms by rule.",
    )


def _review_runs(desk: Desk) -> dict[str, str]:
    return {key: review.run for key, review in load_reviews(desk.engine, "waiting").items() if review.run}
