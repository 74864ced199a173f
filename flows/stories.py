"""The pages of stories: what is kept of each, collected and laid out in the processes of the crew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.model import Relations, Story
from flows.artifacts import story_key
from flows.desk import Desk, database_url
from flows.story_markdown import StoryPage, story_introduction, story_markdown
from storage.archive import load_articles
from storage.database import Engine, open_database
from storage.findings import findings_of, flags
from storage.matches import match_decisions
from storage.relations import load_relations
from storage.reviews import review_of
from storage.revisions import copies_of, disappearances_of, revisions_of

LAID_OUT_TOGETHER = 16
"""Stories whose records are loaded together."""
_engines: dict[str, Engine] = {}
"""What a process lays out from: one of the crew opens the database once, with the first stories it is given."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One story's artifact."""

    key: str
    markdown: str
    introduction: str


def laid_out(desk: Desk, stories: Sequence[Story], reviews: Mapping[str, str]) -> Iterator[LaidOut]:
    """Lay out the page of each story, in order; `reviews` are the runs that wait for a person, by what they ask."""
    shares = [tuple(stories[first : first + LAID_OUT_TOGETHER]) for first in range(0, len(stories), LAID_OUT_TOGETHER)]
    database = database_url(desk.settings)
    _engines[database] = desk.engine  # for the few stories that are laid out here
    try:
        for pages in desk.crew.map(_LayOut(database, reviews), shares, len(shares), at_once=1):
            yield from pages
    finally:
        del _engines[database]


@dataclass(frozen=True, slots=True)
class _LayOut:
    """Laying out a few stories, as a value that can go to another process: that loads them itself."""

    database: str
    reviews: Mapping[str, str]

    def __call__(self, stories: Sequence[Story]) -> list[LaidOut]:
        if self.database not in _engines:
            _engines[self.database] = open_database(self.database)
        return [
            LaidOut(story_key(page.story.id), story_markdown(page), story_introduction(page))
            for page in story_pages(_engines[self.database], stories, self.reviews)
        ]


def story_page(engine: Engine, story: Story, reviews: Mapping[str, str]) -> StoryPage:
    """Collect what is kept of a story; `reviews` are the runs that wait for a person, by the key of what they ask."""
    return next(story_pages(engine, [story], reviews))


def story_pages(engine: Engine, stories: Sequence[Story], reviews: Mapping[str, str]) -> Iterator[StoryPage]:
    """Collect what is kept of each of a few stories, in order; the database is asked for all of them at once."""
    ids = list(dict.fromkeys(article for story in stories for article in story.articles))
    reads = {read.article.id: read for read in load_articles(engine, ids)}
    # an earlier copy no longer speaks, but what was found of its own edits stands
    copies = copies_of(engine, ids)
    everyone = sorted({copy for at in copies.values() for copy in at}.union(ids))
    relations = load_relations(engine, ids)
    findings, raised = findings_of(engine, everyone), flags(engine, articles=everyone)
    revisions, disappearances = revisions_of(engine, ids), disappearances_of(engine, ids)
    said = match_decisions(engine, (claim.id for read in reads.values() for claim in read.reading.claims))
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
