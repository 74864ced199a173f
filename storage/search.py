"""The search of the archive for what a new article may have to do with: what it costs does not follow from the archive's size."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from math import log
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Connection, Engine, FromClause, bindparam, cast, func, select

from storage.article_rows import ARTICLES
from storage.database import reading, rows_of
from storage.search_keys import INDEX_KEYS, UNDATED, article_id, day_number, key_number
from storage.tables import StoryArticleRow, table

STORY_ARTICLES = table(StoryArticleRow)

NEAREST = 32
"""Articles that are read of one key, on either side of the day asked for and of those without a day: the nearest in
time. A key that has more on one side is crowded: a page's furniture, a subject of every day, or a large story."""
TOGETHER = 3
"""Crowded keys that two articles must share where they share no other: furniture shares one or two, two reports of a
large story most of theirs."""
FIRST, LAST = 12, 48
"""Articles of a story that are looked at for one more: who told it first, and what is said now. A story of thousands, a
war or a championship, would else be gone through again for each of them; what stands of the others stays as it is."""
ASKED_AT_ONCE = 2000
"""Keys in one question: those of some forty articles."""
FIRST_DAY, LAST_DAY = UNDATED + 1, day_number(date.max)


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds each of some keys, as `holders` found them."""

    of: Mapping[int, list[list[int]]]

    def best(self, keys: Iterable[str], limit: int) -> tuple[str, ...]:
        """Return the articles that share the rarest and the most of these keys, out of those that were asked for."""
        scores: dict[int, float] = defaultdict(float)
        rare: set[int] = set()
        crowded: Counter[int] = Counter()
        for sides in (self.of[number] for number in _numbers(keys)):
            articles = [article for side in sides for article in side]
            if max(map(len, sides)) < NEAREST:
                rare.update(articles)
            else:
                crowded.update(articles)
            for article in articles:
                scores[article] += log(1 + 3 * NEAREST / len(articles))
        told = [article for article in scores if article in rare or crowded[article] >= TOGETHER]
        first = nsmallest(limit, told, key=lambda article: (-scores[article], article_id(article)))
        return tuple(article_id(article) for article in first)


def candidates(
    engine: Engine,
    keys: Iterable[str],
    about: date | None = None,
    window: timedelta | None = None,
    limit: int = 200,
) -> tuple[str, ...]:
    """Return the archived articles that share the rarest and the most keys, at most `window` from the day `about`.

    Articles of an unknown day are included; without `about` those of every day are, the latest of each key. Of each key
    at most `NEAREST` articles before and after the day are read, from the index alone: what is missed is an article
    whose every shared key as many have that are nearer in time, or that shares fewer than `TOGETHER` keys, all crowded.
    """
    asked = tuple(keys)
    return holders(engine, asked, about, window).best(asked, limit)


def holders(engine: Engine, keys: Iterable[str], about: date | None = None, window: timedelta | None = None) -> Holders:
    """Find out who holds these keys, as `candidates` reads them: those of many articles of one day in one question."""
    numbers = _numbers(keys)
    found: dict[int, list[list[int]]] = {}
    with reading(engine) as connection:
        for begin in range(0, len(numbers), ASKED_AT_ONCE):
            found |= _holders(connection, numbers[begin : begin + ASKED_AT_ONCE], about, window)
    return Holders(found)


def _numbers(keys: Iterable[str]) -> list[int]:
    return sorted({key_number(key) for key in keys})


def _holders(
    connection: Connection, numbers: list[int], about: date | None, window: timedelta | None
) -> dict[int, list[list[int]]]:
    """Return the articles of each key: those up to the day, those after it, those of an unknown day."""
    asked = _asked(connection, numbers)
    day, article = INDEX_KEYS.c.day, INDEX_KEYS.c.article
    middle = day_number(about) if about else LAST_DAY
    reach = window.days if about and window is not None else LAST_DAY
    since, until = max(FIRST_DAY, middle - reach), min(LAST_DAY, middle + reach)
    sides = (
        select(article).where(day.between(since, middle)).order_by(day.desc(), article.desc()),
        select(article).where(day.between(middle + 1, until)).order_by(day, article),
        select(article).where(day == UNDATED).order_by(article),
    )
    lists = [
        _listed(connection, side.where(INDEX_KEYS.c.key == asked.c.key).limit(NEAREST).correlate(asked).subquery())
        for side in (sides if middle < LAST_DAY else sides[::2])
    ]
    rows = connection.execute(select(asked.c.key, *lists).order_by(asked.c.key))
    return {row.key: [json.loads(side) if isinstance(side, str) else side or [] for side in row[1:]] for row in rows}


def _listed(connection: Connection, articles: FromClause) -> Any:
    """Make one value of a column: an array, or JSON where there are none."""
    together = func.array_agg if connection.dialect.name == "postgresql" else func.json_group_array
    return select(together(articles.c.article)).scalar_subquery()


def _asked(connection: Connection, numbers: list[int]) -> Any:
    """Make a table of the keys asked for, out of one parameter."""
    if connection.dialect.name == "postgresql":
        keys = func.unnest(cast(bindparam("keys", numbers), ARRAY(BigInteger)))
        return select(keys.label("key")).subquery("asked")
    values = func.json_each(bindparam("keys", json.dumps(numbers))).table_valued("value")
    return select(values.c.value.label("key")).subquery("asked")


def openings(engine: Engine, ids: Iterable[str], length: int) -> dict[str, tuple[str | None, str]]:
    """Return headline and first characters of articles: what a glance at them costs, not their whole reading."""
    query = select(ARTICLES.c.id, ARTICLES.c.headline, func.substr(ARTICLES.c.body, 1, length).label("opening"))
    with reading(engine) as connection:
        return {row.id: (row.headline, row.opening) for row in rows_of(connection, query, ARTICLES.c.id, ids)}


def articles_at(engine: Engine, addresses: Iterable[str]) -> dict[str, list[str]]:
    """Return the archived articles at each of these addresses that has any."""
    query = select(ARTICLES.c.address, ARTICLES.c.id)
    found: dict[str, list[str]] = defaultdict(list)
    with reading(engine) as connection:
        for row in rows_of(connection, query, ARTICLES.c.address, addresses):
            found[row.address].append(row.id)
    return found


def articles_of_stories(engine: Engine, article_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the articles of the stories that these belong to: all of an ordinary story, the first and the last of a vast one."""
    query = select(STORY_ARTICLES.c.story_id, STORY_ARTICLES.c.article_id, ARTICLES.c.day).join(
        ARTICLES, ARTICLES.c.id == STORY_ARTICLES.c.article_id
    )
    with reading(engine) as connection:
        stories = [
            row.story_id
            for row in rows_of(connection, select(STORY_ARTICLES.c.story_id), STORY_ARTICLES.c.article_id, article_ids)
        ]
        members: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for row in rows_of(connection, query, STORY_ARTICLES.c.story_id, stories):
            members[row.story_id].append((row.day or date.max, row.article_id))
    return tuple(sorted({article for told in members.values() for article in _first_and_last(told)}))


def _first_and_last(told: list[tuple[date, str]]) -> list[str]:
    articles = [article for _, article in sorted(told)]
    return articles if len(articles) <= FIRST + LAST else [*articles[:FIRST], *articles[-LAST:]]
