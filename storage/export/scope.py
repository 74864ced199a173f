"""What an export takes in: all of it, some stories, or what came since a day; and which rows of any table that means."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select, union

from storage.errors import StorageError
from storage.tables import (
    ArticleRow,
    AuditEntryRow,
    CaptureRow,
    FindingRow,
    IndexKeyRow,
    OutletRow,
    ReviewRow,
    RunRow,
    SightingRow,
    StoryArticleRow,
    StoryRow,
    UnfinishedRow,
    table,
)

ARTICLES, STORIES, MEMBERS = table(ArticleRow), table(StoryRow), table(StoryArticleRow)
CAPTURES, SIGHTINGS, OUTLETS, RUNS = table(CaptureRow), table(SightingRow), table(OutletRow), table(RunRow)
FINDINGS, REVIEWS, LOG = table(FindingRow), table(ReviewRow), table(AuditEntryRow)

LEFT_OUT = {
    table(IndexKeyRow).name: "a search index made from the articles; it records nothing",
    table(UnfinishedRow).name: "what runs have still to do; it records nothing",
}
ENTRIES_AT_ONCE = 1000
NO_ARTICLE = "it holds nothing that belongs to some articles and not to others"


@dataclass(frozen=True, slots=True)
class Scope:
    """The stories asked for, or those with an article stored since a moment; everything where both are None."""

    stories: tuple[str, ...] | None = None
    since: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return self.stories is None and self.since is None

    def words(self) -> str:
        """Say what was asked for."""
        if self.stories is not None:
            return f"stories {', '.join(self.stories)}"
        return "everything" if self.since is None else f"what was stored since {self.since.date().isoformat()}"


def refuse_unknown(connection: Connection, scope: Scope) -> None:
    """Raise StorageError where a story that was asked for is not there, or where nothing is in reach."""
    asked = set(scope.stories or ())
    known = set(connection.execute(select(STORIES.c.id).where(STORIES.c.id.in_(sorted(asked)))).scalars())
    if asked - known:
        raise StorageError(
            f"There is no story {', '.join(sorted(asked - known))}; `second-source check --json` and the pages of"
            " stories name their ids."
        )
    if not scope.whole and connection.execute(articles_in(scope).limit(1)).first() is None:
        raise StorageError(f"There is nothing to export: no article in {scope.words()}.")


def stories_in(scope: Scope) -> Select[Any]:
    """Select the ids of the stories in reach."""
    if scope.stories is not None:
        return select(STORIES.c.id).where(STORIES.c.id.in_(scope.stories))
    if scope.since is None:
        return select(STORIES.c.id)
    recent = select(ARTICLES.c.id).where(ARTICLES.c.stored_at >= scope.since)
    return select(MEMBERS.c.story_id.label("id")).where(MEMBERS.c.article_id.in_(recent)).distinct()


def articles_in(scope: Scope) -> Select[Any]:
    """Select the ids of the articles in reach: all of each story, and what belongs to none where it is recent."""
    if scope.whole:
        return select(ARTICLES.c.id)
    members = select(MEMBERS.c.article_id.label("id")).where(MEMBERS.c.story_id.in_(stories_in(scope)))
    if scope.since is None:
        return members.distinct()
    recent = select(ARTICLES.c.id).where(ARTICLES.c.stored_at >= scope.since)
    return select(union(members, recent).subquery().c.id)


def captures_in(scope: Scope) -> Select[Any]:
    """Select the captures in reach: those of bytes that an article was read from."""
    if scope.whole:
        return select(CAPTURES)
    seen = select(SIGHTINGS.c.sha256).where(SIGHTINGS.c.article_id.in_(articles_in(scope)))
    return select(CAPTURES).where(CAPTURES.c.sha256.in_(seen))


def rows_in(source: Table, scope: Scope, entries: tuple[int, int]) -> Select[Any] | None:
    """Select the rows of a table that are in reach, or None where it cannot be said which are.

    A row is in reach where every row that it refers to is. `entries` are the first and last of the audit log.
    """
    if source is LOG:
        return select(source).where(source.c.seq.between(*entries))
    if scope.whole:
        return select(source)
    condition = _condition(source, scope)
    return None if condition is None else select(source).where(condition)


def _condition(source: Table, scope: Scope) -> ColumnElement[bool] | None:
    if source is ARTICLES:
        return source.c.id.in_(articles_in(scope))
    if source is STORIES:
        return source.c.id.in_(stories_in(scope))
    if source is CAPTURES:
        return source.c.id.in_(captures_in(scope).with_only_columns(CAPTURES.c.id))
    if source is OUTLETS:
        known = select(ARTICLES.c.outlet_id).where(ARTICLES.c.id.in_(articles_in(scope)))
        return source.c.id.in_(known.where(ARTICLES.c.outlet_id.is_not(None)))
    if source is RUNS:
        return source.c.id.in_(select(FINDINGS.c.run_id).where(FINDINGS.c.article_id.in_(articles_in(scope))))
    if source is REVIEWS:
        return None
    return _by_references(source, scope)


def _by_references(source: Table, scope: Scope) -> ColumnElement[bool] | None:
    """Follow the references of one column to what belongs to articles; others (a run, an outlet) narrow nothing."""
    conditions: list[ColumnElement[bool]] = []
    single = [next(iter(key.elements)) for key in source.foreign_key_constraints if len(key.elements) == 1]
    narrowing = [key for key in single if key.column.table not in {OUTLETS, RUNS}] or single
    for key in sorted(narrowing, key=lambda key: key.parent.name):
        above = _condition(key.column.table, scope)
        if above is None:
            return None
        within = key.parent.in_(select(key.column).where(above))
        conditions.append(or_(key.parent.is_(None), within) if key.parent.nullable else within)
    return and_(*conditions) if conditions else None


def first_entry(connection: Connection, scope: Scope, last: int) -> int:
    """Return the number of the first audit entry about a capture or an article in reach: the stretch begins there."""
    if scope.whole:
        return 1
    wanted = set(connection.execute(articles_in(scope)).scalars())
    wanted |= set(connection.execute(captures_in(scope).with_only_columns(CAPTURES.c.id)).scalars())
    about = LOG.c.kind.in_(("capture", "article"))
    query = select(LOG.c.seq, LOG.c.payload).where(LOG.c.seq <= last, about).order_by(LOG.c.seq)
    with connection.execution_options(yield_per=ENTRIES_AT_ONCE).execute(query) as rows:
        for row in rows:
            said = json.loads(row.payload)
            if said.get("capture") in wanted or said.get("article") in wanted:
                return int(row.seq)
    return max(last, 1)
