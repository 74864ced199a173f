"""All that is known of one story, or of an article that belongs to none: what the report and the other forms are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from articles.model import Article, Finding, ReadArticle, Relations
from storage.archive import load_articles
from storage.captures import KeptCapture
from storage.catalogue import load_captures
from storage.database import reading
from storage.export.scope import MEMBERS, SIGHTINGS, STORIES, Scope, articles_in, stories_in
from storage.findings import FlagRecord, findings_of, flags
from storage.relations import load_relations

NO_HEADLINE = "(no headline)"
AT_ONCE = 25
"""Articles that are loaded together: the queries for one take longer than its rows."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One story with everything that belongs to it. `captures` are by the SHA-256 of their bytes, oldest first."""

    id: str
    headline: str
    reads: tuple[ReadArticle, ...]
    relations: Relations
    findings: tuple[Finding, ...]
    flags: tuple[FlagRecord, ...]
    captures: dict[str, tuple[KeptCapture, ...]]


@dataclass(frozen=True, slots=True)
class Heading:
    """A dossier's line in a table of contents."""

    id: str
    headline: str
    articles: tuple[str, ...]


def headings(connection: Connection, scope: Scope) -> tuple[Heading, ...]:
    """List what is in reach: the stories, largest first, then the articles that belong to none."""
    members: dict[str, list[str]] = {}
    order = select(MEMBERS.c.story_id, MEMBERS.c.article_id).order_by(MEMBERS.c.story_id, MEMBERS.c.place)
    for row in connection.execute(order.where(MEMBERS.c.story_id.in_(stories_in(scope)))):
        members.setdefault(row.story_id, []).append(row.article_id)
    names = select(STORIES).where(STORIES.c.id.in_(stories_in(scope)))
    stories = [
        Heading(row.id, row.headline or NO_HEADLINE, tuple(members.get(row.id, ())))
        for row in connection.execute(names)
    ]
    in_stories = {article for story in stories for article in story.articles}
    alone = sorted(set(connection.execute(articles_in(scope)).scalars()) - in_stories)
    stories.sort(key=lambda story: (-len(story.articles), story.id))
    return (*stories, *(Heading(article, "", (article,)) for article in alone))


def dossiers(engine: Engine, found: tuple[Heading, ...]) -> Iterator[Dossier]:
    """Yield the dossiers one by one: the articles of a few, or of one large story, are held in memory."""
    for share in _shares(found):
        loaded = load_articles(engine, (article for heading in share for article in heading.articles))
        yield from _loaded(engine, share, {read.article.id: read for read in loaded})


def _shares(found: tuple[Heading, ...]) -> Iterator[list[Heading]]:
    share: list[Heading] = []
    for heading in found:
        if sum(len(each.articles) for each in share) + len(heading.articles) > AT_ONCE and share:
            yield share
            share = []
        share.append(heading)
    yield share


def _loaded(engine: Engine, share: list[Heading], known: dict[str, ReadArticle]) -> Iterator[Dossier]:
    for heading in share:
        reads = [known[article] for article in heading.articles if article in known]
        relations = load_relations(engine, heading.articles)
        headline = heading.headline or next((read.article.headline for read in reads), None) or NO_HEADLINE
        yield Dossier(
            heading.id,
            headline,
            tuple(sorted(reads, key=lambda read: _time(read.article))),
            relations,
            findings_of(engine, heading.articles),
            flags(engine, articles=heading.articles),
            {sha256: load_captures(engine, sha256) for sha256 in _bytes_of(engine, heading.articles)},
        )


def _time(article: Article) -> tuple[str, str]:
    moment = article.published.instants()[0] if article.published else article.fetched_at
    return (moment.isoformat() if moment else "9999", article.id)


def _bytes_of(engine: Engine, articles: tuple[str, ...]) -> tuple[str, ...]:
    query = select(SIGHTINGS.c.sha256).where(SIGHTINGS.c.article_id.in_(articles)).distinct()
    with reading(engine) as connection:
        return tuple(sorted(connection.execute(query).scalars()))


def captures_of(dossier: Dossier, article: Article) -> tuple[KeptCapture, ...]:
    """Return the captures that an article was read from, oldest first."""
    return tuple(
        capture
        for captures in dossier.captures.values()
        for capture in captures
        if capture.sha256 == article.sha256 or capture.final_url == article.final_url
    )


def outlet_of(article: Article) -> str:
    """Name an article's outlet, or the host it was fetched from, or say that neither is known."""
    if article.outlet:
        return article.outlet.name
    host = article.final_url.partition("://")[2].partition("/")[0]
    return host or "outlet not stated"
