"""What a run leaves in the Prefect UI: a page for each story, the open flags, what was expected, a summary."""

from __future__ import annotations

from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact

from articles.model import Story
from flows.artifacts import (
    EXPECTATIONS_KEY,
    FLAGS_KEY,
    RUN_KEY,
    WATCH_KEY,
    StoryPage,
    expectations_markdown,
    flags_markdown,
    flags_table,
    run_markdown,
    story_introduction,
    story_key,
    story_markdown,
    watch_markdown,
)
from flows.desk import Desk
from flows.progress import advance
from flows.run_report import Tally
from flows.watching import WatchReport
from storage.archive import load_articles
from storage.findings import findings_of, flags
from storage.relations import load_relations


async def publish(desk: Desk, tally: Tally) -> None:
    """Create the run's artifacts; keys stay the same from run to run, so each has its history."""
    stories = load_relations(desk.engine, tally.articles).stories
    total = len(stories) + 1
    for done, story in enumerate(stories):
        advance("report", done, total)
        page = story_page(desk, story)
        await acreate_markdown_artifact(
            key=story_key(story.id), markdown=story_markdown(page), description=story_introduction(page)
        )
    open_flags = flags(desk.engine, status="open")
    await acreate_table_artifact(key=FLAGS_KEY, table=flags_table(open_flags), description=flags_markdown(open_flags))
    if tally.validations:
        await acreate_markdown_artifact(
            key=EXPECTATIONS_KEY,
            markdown=expectations_markdown(tally.validations),
            description="What Great Expectations was asked in the last run, and how many rows met it.",
        )
    await acreate_markdown_artifact(
        key=RUN_KEY, markdown=run_markdown(tally.report(), stories), description="What the last run did."
    )
    advance("report", total, total)


async def publish_watch(report: WatchReport) -> None:
    """Create the artifact of one watch."""
    await acreate_markdown_artifact(
        key=WATCH_KEY, markdown=watch_markdown(report), description="What the last watch asked, and what it found."
    )


def story_page(desk: Desk, story: Story) -> StoryPage:
    """Collect what is kept of a story."""
    return StoryPage(
        story,
        load_articles(desk.engine, story.articles),
        load_relations(desk.engine, story.articles),
        findings_of(desk.engine, story.articles),
        flags(desk.engine, articles=story.articles),
    )
