"""How articles relate, in and out of the database: stories, links, matches and the corroboration of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, delete, func, select

from articles.model import Corroboration, Link, Match, OriginCount, Relations, Span, Story, short_id
from storage.audit import append, sum_of
from storage.database import KEYS_AT_ONCE, RELATIONS_LOCK, add, reading, rows_of, writing
from storage.tables import (
    ClaimMatchRow,
    ClaimRow,
    CorroborationClaimRow,
    CorroborationRow,
    LinkRow,
    StoryArticleRow,
    StoryRow,
    table,
)

CLAIMS, STORIES, MEMBERS = table(ClaimRow), table(StoryRow), table(StoryArticleRow)
LINKS, MATCHES = table(LinkRow), table(ClaimMatchRow)
CORROBORATIONS, OTHERS = table(CorroborationRow), table(CorroborationClaimRow)
NAMES = {LINKS: "link", MATCHES: "match"}


def store_relations(engine: Engine, relations: Relations, now: datetime, articles: Iterable[str] = ()) -> None:
    """Let these relations stand for the articles concerned, in place of what stood; the same twice changes nothing.

    Concerned are the articles that the relations name, and `articles`: name all that were related, so that what no
    longer holds of one that now relates to nothing goes too. What stands between an article concerned and another
    that is not stays.
    """
    with writing(engine, RELATIONS_LOCK) as connection:
        scope, claims = _concerned(connection, relations, articles)
        held = _corroborations(connection, claims)
        standing = {one.claim: one for one in relations.corroborations}
        stories = {row.id for row in _stories_with(connection, scope)} | {story.id for story in relations.stories}
        before = story_sums(connection, stories)
        _store_stories(connection, relations, scope, now)
        noted = [
            (before, story_sums(connection, stories)),
            _replace(connection, LINKS, scope, map(_link_row, relations.links)),
            _replace(connection, MATCHES, claims, map(_match_row, relations.matches)),
            _store_corroborations(connection, held, standing),
        ]
        changed = {
            key: new.get(key) for old, new in noted for key in old.keys() | new.keys() if old.get(key) != new.get(key)
        }
        append(connection, [("relations", {"records": dict(sorted(changed.items()))})] if changed else [], now)


def _concerned(connection: Connection, relations: Relations, articles: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the articles that relations are about, `articles` among them, and their claims."""
    scope = {*articles, *(article for story in relations.stories for article in story.articles)}
    scope |= {article for link in relations.links for article in (link.a, link.b)}
    claims = _claims_of(connection, scope)
    named = {corroboration.claim for corroboration in relations.corroborations}
    named |= {claim for match in relations.matches for claim in (match.a, match.b)}
    beside = rows_of(connection, select(CLAIMS.c.article_id), CLAIMS.c.id, named.difference(claims))
    more = {row.article_id for row in beside} - scope
    return sorted(scope | more), [*claims, *_claims_of(connection, more)]


def _claims_of(connection: Connection, articles: Iterable[str]) -> list[str]:
    return [row.id for row in rows_of(connection, select(CLAIMS.c.id), CLAIMS.c.article_id, articles)]


def story_sums(connection: Connection, stories: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 over each story and its articles, by `story ID`."""
    keys = sorted(stories)
    members: dict[str, list[list[object]]] = defaultdict(list)
    query = select(MEMBERS).order_by(MEMBERS.c.story_id, MEMBERS.c.place, MEMBERS.c.article_id)
    for row in rows_of(connection, query, MEMBERS.c.story_id, keys):
        members[row.story_id].append([row.article_id, row.place])
    return {
        f"story {row.id}": sum_of([row.headline, row.found_at.isoformat(), members[row.id]])
        for row in rows_of(connection, select(STORIES), STORIES.c.id, keys)
    }


def pair_sums(connection: Connection, pairs: Table) -> dict[str, str]:
    """Return the SHA-256 over the links or matches of each first article or claim, by `link ID` or `match ID`.

    Their ids are made of all that they say.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(pairs.c.a, pairs.c.id)):
        found[row.a].append(row.id)
    return _pair_sums(pairs, found)


def corroboration_sums(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 over the corroboration of each claim, by `claim ID`."""
    return _summed(_corroborations(connection, claims))


def _summed(corroborations: Mapping[str, Corroboration]) -> dict[str, str]:
    return {f"claim {key}": sum_of([_spread(said)]) for key, said in corroborations.items()}


def _spread(said: Corroboration) -> list[object]:
    """Lay a corroboration out as `dataclasses.astuple` does, which takes ten times as long over a batch's thousands."""
    origins = [said.origins.at_least, said.origins.at_most, said.origins.reasons]
    return [said.claim, said.outlets, origins, said.authorities, said.supports, said.conflicts, said.reasons]


def _within(connection: Connection, pairs: Table, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the rows both of whose ends are among the keys."""
    among = set(keys)
    rows = rows_of(connection, select(pairs), pairs.c.a, among)
    return {row.id: row._asdict() for row in rows if row.b in among}


def _replace(
    connection: Connection, pairs: Table, among: Collection[str], wanted: Iterable[dict[str, Any]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Let these be the links or matches among some articles or claims, and return the sums of before and after that differ.

    Their ids are made of all that they say, so the ids tell which are gone and which are new.
    """
    after = {row["id"]: row for row in wanted}
    ends = frozenset(among)
    held: dict[str, set[str]] = defaultdict(set)
    before: dict[str, str] = {}
    for row in rows_of(connection, select(pairs.c.a, pairs.c.b, pairs.c.id), pairs.c.a, among):
        held[row.a].add(row.id)
        if row.b in ends:
            before[row.id] = row.a
    gone, new = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    for begin in range(0, len(gone), KEYS_AT_ONCE):
        connection.execute(delete(pairs).where(pairs.c.id.in_(gone[begin : begin + KEYS_AT_ONCE])))
    add(connection, pairs, [after[key] for key in new])
    touched = {before[key] for key in gone} | {after[key]["a"] for key in new}
    old = {first: frozenset(held[first]) for first in touched}
    for key in gone:
        held[before[key]].discard(key)
    for key in new:
        held[after[key]["a"]].add(key)
    return _pair_sums(pairs, old), _pair_sums(pairs, {first: held[first] for first in touched})


def _pair_sums(pairs: Table, found: Mapping[str, Collection[str]]) -> dict[str, str]:
    return {f"{NAMES[pairs]} {first}": sum_of(sorted(ids)) for first, ids in found.items() if ids}


def _store_stories(connection: Connection, relations: Relations, scope: list[str], now: datetime) -> None:
    before = {row.id: row.headline for row in _stories_with(connection, scope)}
    members = {
        (row.story_id, row.article_id): row.place
        for row in rows_of(connection, select(MEMBERS), MEMBERS.c.story_id, before)
        if row.article_id in set(scope)
    }
    stories = {story.id: story.headline for story in relations.stories}
    wanted = {(story.id, article): place for story in relations.stories for place, article in enumerate(story.articles)}
    for story, article in sorted(members.keys() - {key for key in wanted if members.get(key) == wanted[key]}):
        connection.execute(delete(MEMBERS).where(and_(MEMBERS.c.story_id == story, MEMBERS.c.article_id == article)))
    elsewhere = rows_of(connection, select(STORIES), STORIES.c.id, stories.keys() - before.keys())
    before |= {row.id: row.headline for row in elsewhere}
    new = sorted(stories.keys() - before.keys())
    add(connection, STORIES, [{"id": key, "headline": stories[key], "found_at": now} for key in new])
    for key in sorted(stories.keys() & before.keys()):
        if before[key] != stories[key]:
            connection.execute(STORIES.update().where(STORIES.c.id == key).values(headline=stories[key]))
    add(
        connection,
        MEMBERS,
        [
            {"story_id": story, "article_id": article, "place": place}
            for (story, article), place in sorted(wanted.items())
            if members.get((story, article)) != place
        ],
    )
    for key in sorted(before.keys() - stories.keys()):
        left = select(func.count()).select_from(MEMBERS).where(MEMBERS.c.story_id == key)
        if connection.execute(left).scalar_one() == 0:
            connection.execute(delete(STORIES).where(STORIES.c.id == key))


def _stories_with(connection: Connection, articles: Iterable[str]) -> list[Any]:
    ids = [row.story_id for row in rows_of(connection, select(MEMBERS.c.story_id), MEMBERS.c.article_id, articles)]
    return rows_of(connection, select(STORIES), STORIES.c.id, ids)


def _store_corroborations(
    connection: Connection, before: Mapping[str, Corroboration], after: Mapping[str, Corroboration]
) -> tuple[dict[str, str], dict[str, str]]:
    """Let these stand in place of what stood, and return the sums of before and after that differ."""
    gone = {key: said for key, said in sorted(before.items()) if said != after.get(key)}
    for begin in range(0, len(gone), KEYS_AT_ONCE):
        keys = list(gone)[begin : begin + KEYS_AT_ONCE]
        connection.execute(delete(CORROBORATIONS).where(CORROBORATIONS.c.claim_id.in_(keys)))
    changed = [after[key] for key in sorted(after) if before.get(key) != after[key]]
    add(connection, CORROBORATIONS, [_corroboration_row(corroboration) for corroboration in changed])
    add(
        connection,
        OTHERS,
        [
            {"claim_id": corroboration.claim, "stance": stance, "place": place, "other_id": other}
            for corroboration in changed
            for stance, others in (("supports", corroboration.supports), ("conflicts", corroboration.conflicts))
            for place, other in enumerate(others)
        ],
    )
    return _summed(gone), _summed({corroboration.claim: corroboration for corroboration in changed})


def link_id(link: Any) -> str:
    """Name a link, or the row of one, by all that it says."""
    return short_id("link", link.a, link.b, link.kind, link.strength, link.words, link.copier or "")


def match_id(row: Any) -> str:
    """Name the row of a match by all that it says."""
    places = [str(part) for part in (row.a_start, row.a_end, row.a_text, row.b_start, row.b_end, row.b_text)]
    return short_id("match", row.a, row.b, row.stance, row.reason, *places)


def _link_row(link: Link) -> dict[str, Any]:
    return {
        "id": link_id(link),
        "a": link.a,
        "b": link.b,
        "kind": link.kind,
        "strength": link.strength,
        "words": link.words,
        "copier": link.copier,
    }


def _match_row(match: Match) -> dict[str, Any]:
    spans = (match.a_span, match.b_span)
    places = [str(part) for span in spans for part in (span.start, span.end, span.text)]
    return {
        "id": short_id("match", match.a, match.b, match.stance, match.reason, *places),
        "a": match.a,
        "b": match.b,
        "stance": match.stance,
        "a_start": match.a_span.start,
        "a_end": match.a_span.end,
        "a_text": match.a_span.text,
        "b_start": match.b_span.start,
        "b_end": match.b_span.end,
        "b_text": match.b_span.text,
        "reason": match.reason,
    }


def _corroboration_row(corroboration: Corroboration) -> dict[str, Any]:
    return {
        "claim_id": corroboration.claim,
        "outlets": corroboration.outlets,
        "at_least": corroboration.origins.at_least,
        "at_most": corroboration.origins.at_most,
        "origin_reasons": corroboration.origins.reasons,
        "authorities": corroboration.authorities,
        "reasons": corroboration.reasons,
    }


def load_stories(engine: Engine, article_ids: Iterable[str]) -> tuple[Story, ...]:
    """Return the stories that these articles belong to, each with all of its articles."""
    with reading(engine) as connection:
        return _stories(connection, sorted(set(article_ids)))


def _stories(connection: Connection, articles: Iterable[str]) -> tuple[Story, ...]:
    stories = {row.id: row.headline for row in _stories_with(connection, articles)}
    members: dict[str, list[str]] = defaultdict(list)
    query = select(MEMBERS).order_by(MEMBERS.c.story_id, MEMBERS.c.place, MEMBERS.c.article_id)
    for row in rows_of(connection, query, MEMBERS.c.story_id, stories):
        members[row.story_id].append(row.article_id)
    return tuple(Story(key, stories[key], tuple(members[key])) for key in sorted(stories))


def load_relations(engine: Engine, article_ids: Iterable[str]) -> Relations:
    """Return how these articles relate: their stories, the links and matches among them, their claims' corroboration."""
    ids = sorted(set(article_ids))
    with reading(engine) as connection:
        claims = [row.id for row in rows_of(connection, select(CLAIMS.c.id), CLAIMS.c.article_id, ids)]
        stories = _stories(connection, ids)
        links = _within(connection, LINKS, ids)
        matches = _within(connection, MATCHES, claims)
        corroborations = _corroborations(connection, claims)
    return Relations(
        stories,
        tuple(sorted((_link(row) for row in links.values()), key=lambda link: (link.a, link.b, link.kind, link.words))),
        tuple(sorted((_match(row) for row in matches.values()), key=lambda match: (match.a, match.b))),
        tuple(corroborations[key] for key in sorted(corroborations)),
    )


def _link(row: Mapping[str, Any]) -> Link:
    return Link(row["a"], row["b"], row["kind"], row["strength"], row["words"], row["copier"])


def _match(row: Mapping[str, Any]) -> Match:
    a_span = Span(row["a_start"], row["a_end"], row["a_text"])
    b_span = Span(row["b_start"], row["b_end"], row["b_text"])
    return Match(row["a"], row["b"], row["stance"], a_span, b_span, row["reason"])


def _corroborations(connection: Connection, claims: Iterable[str]) -> dict[str, Corroboration]:
    claims = sorted(set(claims))
    others: dict[tuple[str, str], list[str]] = defaultdict(list)
    query = select(OTHERS).order_by(OTHERS.c.claim_id, OTHERS.c.stance, OTHERS.c.place)
    for row in rows_of(connection, query, OTHERS.c.claim_id, claims):
        others[row.claim_id, row.stance].append(row.other_id)
    return {
        row.claim_id: Corroboration(
            row.claim_id,
            row.outlets,
            OriginCount(row.at_least, row.at_most, row.origin_reasons),
            row.authorities,
            tuple(others[row.claim_id, "supports"]),
            tuple(others[row.claim_id, "conflicts"]),
            row.reasons,
        )
        for row in rows_of(connection, select(CORROBORATIONS), CORROBORATIONS.c.claim_id, claims)
    }


def stories_of(engine: Engine, article_ids: Iterable[str]) -> dict[str, str]:
    """Return the story that each article belongs to, where it belongs to one (the first by id, where to several)."""
    query = select(MEMBERS.c.article_id, MEMBERS.c.story_id)
    with reading(engine) as connection:
        pairs = [
            (row.article_id, row.story_id) for row in rows_of(connection, query, MEMBERS.c.article_id, article_ids)
        ]
    return dict(sorted(pairs, reverse=True))
