"""What a run leaves in the Prefect UI: a page for each story, the open flags, what was expected, a summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prefect.artifacts import MarkdownArtifact, acreate_markdown_artifact, acreate_table_artifact
from prefect.client.orchestration import PrefectClient
from prefect.events import emit_event

from articles.model import Story
from flows.artifacts import (
    DASHBOARD_KEY,
    EXPECTATIONS_KEY,
    FLAGS_KEY,
    FLAGS_SHOWN,
    RUN_KEY,
    WATCH_KEY,
    StoryPage,
    dashboard_markdown,
    expectations_markdown,
    flags_markdown,
    flags_table,
    run_markdown,
    story_introduction,
    story_key,
    story_markdown,
    watch_markdown,
)
from flows.desk import Desk, now
from flows.markdown import plain
from flows.progress import advance
from flows.review_runs import client_of_desk
from flows.run_report import Tally
from flows.watching import WatchReport
from storage.archive import load_articles
from storage.findings import findings_of, flags, open_by_story
from storage.ledger import ledger, median_hours_to_decision, totals
from storage.matches import match_decisions
from storage.relations import load_relations, load_stories
from storage.reviews import load_reviews, review_of
from storage.revisions import copies_of, disappearances_of, revisions_of

FLAGS_OPENED = "second-source.flags.opened"
FLAGS_NAMED = 50
"""Flags that an event names; it gives the count of all."""


async def publish(desk: Desk, tally: Tally) -> None:
    """Create the run's artifacts; keys stay the same from run to run, so each has its history."""
    stories = load_stories(desk.engine, tally.articles)
    total = len(stories) + 1
    reviews = _review_runs(desk)
    async with client_of_desk() as client:
        for done, story in enumerate(stories):
            advance("report", done, total)
            await _publish_story(desk, story, reviews, client)
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
    reviews = _review_runs(desk)
    async with client_of_desk() as client:
        for story in load_stories(desk.engine, articles):
            await _publish_story(desk, story, reviews, client)
    await publish_desk(desk)


async def _publish_story(desk: Desk, story: Story, reviews: Mapping[str, str], client: PrefectClient) -> None:
    page = story_page(desk, story, reviews)
    artifact = MarkdownArtifact(
        key=story_key(story.id), markdown=story_markdown(page), description=story_introduction(page)
    )
    await artifact.acreate(client)


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


def story_page(desk: Desk, story: Story, reviews: Mapping[str, str]) -> StoryPage:
    """Collect what is kept of a story; `reviews` are the runs that wait for a person, by the key of what they ask."""
    # an earlier copy no longer speaks, but what was found of its own edits stands
    copies = sorted(
        {copy for ids in copies_of(desk.engine, story.articles).values() for copy in ids}.union(story.articles)
    )
    reads = load_articles(desk.engine, story.articles)
    said = match_decisions(desk.engine, (claim.id for read in reads for claim in read.reading.claims))
    return StoryPage(
        story,
        reads,
        load_relations(desk.engine, story.articles),
        findings_of(desk.engine, copies),
        flags(desk.engine, articles=copies),
        revisions_of(desk.engine, story.articles),
        disappearances_of(desk.engine, story.articles),
        reviews.get(review_of(story.id)),
        {pair: decision.reviewer for pair, decision in said.items() if decision.status == "confirmed"},
    )


def _review_runs(desk: Desk) -> dict[str, str]:
    return {key: review.run for key, review in load_reviews(desk.engine, "waiting").items() if review.run}
