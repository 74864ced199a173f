"""What a run leaves in the Prefect UI: a page for each story, the open flags, what was expected, a summary."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from prefect.artifacts import MarkdownArtifact, acreate_markdown_artifact, acreate_table_artifact
from prefect.events import emit_event

from articles.model import Relations, Story
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
ASKED_AT_ONCE = 32
"""Stories whose records are loaded together."""
FLAGS_NAMED = 50
"""Flags that an event names; it gives the count of all."""


async def publish(desk: Desk, tally: Tally) -> None:
    """Create the run's artifacts; keys stay the same from run to run, so each has its history."""
    stories = load_stories(desk.engine, tally.articles)
    total = len(stories) + 1
    await _publish_pages(desk, stories, total)
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
    stories = load_stories(desk.engine, articles)
    await _publish_pages(desk, stories, len(stories))
    await publish_desk(desk)


async def _publish_pages(desk: Desk, stories: Sequence[Story], total: int) -> None:
    """Send one page while the next is laid out."""
    laid_out = map(_artifact, story_pages(desk, stories, _review_runs(desk)))
    async with client_of_desk() as client:
        artifact = await asyncio.to_thread(next, laid_out, None)
        done = 0
        while artifact is not None:
            _, artifact = await asyncio.gather(artifact.acreate(client), asyncio.to_thread(next, laid_out, None))
            advance("report", done := done + 1, total)


def _artifact(page: StoryPage) -> MarkdownArtifact:
    return MarkdownArtifact(
        key=story_key(page.story.id), markdown=story_markdown(page), description=story_introduction(page)
    )


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
    return next(story_pages(desk, [story], reviews))


def story_pages(desk: Desk, stories: Sequence[Story], reviews: Mapping[str, str]) -> Iterator[StoryPage]:
    """Collect what is kept of each story, in order; the database is asked for several at once."""
    for first in range(0, len(stories), ASKED_AT_ONCE):
        yield from _pages(desk, stories[first : first + ASKED_AT_ONCE], reviews)


def _pages(desk: Desk, stories: Sequence[Story], reviews: Mapping[str, str]) -> Iterator[StoryPage]:
    ids = list(dict.fromkeys(article for story in stories for article in story.articles))
    reads = {read.article.id: read for read in load_articles(desk.engine, ids)}
    # an earlier copy no longer speaks, but what was found of its own edits stands
    copies = copies_of(desk.engine, ids)
    everyone = sorted({copy for at in copies.values() for copy in at}.union(ids))
    relations = load_relations(desk.engine, ids)
    findings, raised = findings_of(desk.engine, everyone), flags(desk.engine, articles=everyone)
    revisions, disappearances = revisions_of(desk.engine, ids), disappearances_of(desk.engine, ids)
    said = match_decisions(desk.engine, (claim.id for read in reads.values() for claim in read.reading.claims))
    confirmed = {pair: decision.reviewer for pair, decision in said.items() if decision.status == "confirmed"}
    for story in stories:
        own = set(story.articles)
        addresses = {address for address, at in copies.items() if not own.isdisjoint(at)}
        spoke = own.union(*(copies[address] for address in addresses))
        told = tuple(reads[name] for name in story.articles if name in reads)
        claims = {claim.id for read in told for claim in read.reading.claims}
        yield StoryPage(
            story,
            told,
            _among(relations, own, claims),
            tuple(finding for finding in findings if finding.article in spoke),
            tuple(flag for flag in raised if flag.article in spoke),
            tuple(revision for revision in revisions if revision.address in addresses),
            tuple(one for one in disappearances if one.article in own),
            reviews.get(review_of(story.id)),
            {pair: who for pair, who in confirmed.items() if not claims.isdisjoint(pair)},
        )


def _among(relations: Relations, articles: Collection[str], claims: Collection[str]) -> Relations:
    """Return how some articles and their claims relate to each other, and what stands behind each of the claims."""
    return Relations(
        tuple(story for story in relations.stories if not set(story.articles).isdisjoint(articles)),
        tuple(link for link in relations.links if link.a in articles and link.b in articles),
        tuple(match for match in relations.matches if match.a in claims and match.b in claims),
        tuple(found for found in relations.corroborations if found.claim in claims),
    )


def _review_runs(desk: Desk) -> dict[str, str]:
    return {key: review.run for key, review in load_reviews(desk.engine, "waiting").items() if review.run}
