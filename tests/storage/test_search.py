"""What the search of the archive finds, what it may miss, and that it reads no more of a large archive than of a small one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select, text

from articles.model import Moment, ReadArticle, Relations, Story
from storage.archive import store_articles
from storage.database import reading
from storage.relations import store_relations
from storage.search import FIRST, LAST, NEAREST, TOGETHER, articles_of_stories, candidates
from storage.search_keys import INDEX_KEYS, UNDATED, article_id, article_number
from tests.storage.builders import NOW, read_article, relations_between

MIDDLE = date(2031, 6, 1)
MONTH = timedelta(days=30)


def dated(name: str, day: date | None) -> ReadArticle:
    return read_article(name, published=Moment(day) if day else None, fetched_at=None)


def keep(engine: Engine, reads: Iterable[ReadArticle], *keys: str) -> list[str]:
    """Store articles that all have these keys, and return their ids."""
    batch = list(reads)
    store_articles(engine, batch, {read.article.id: keys for read in batch}, NOW)
    return [read.article.id for read in batch]


def test_candidates_share_keys_and_the_most_shared_come_first(engine: Engine) -> None:
    [two] = keep(engine, [read_article("two")], "a", "b")
    [one] = keep(engine, [read_article("one")], "a")
    keep(engine, [read_article("other")], "c")
    assert candidates(engine, ("a", "b", "unknown")) == (two, one)
    assert candidates(engine, ("a", "b"), limit=1) == (two,)
    assert candidates(engine, ()) == ()


def test_a_rare_key_tells_more_than_two_frequent_ones(engine: Engine) -> None:
    keep(engine, [read_article(f"other {number}") for number in range(NEAREST - 5)], "frequent", "so is this")
    [rare] = keep(engine, [read_article("rare")], "rare")
    assert candidates(engine, ("frequent", "so is this", "rare"), limit=1) == (rare,)


def test_what_shares_only_boilerplate_is_passed_over(engine: Engine) -> None:
    batch = [read_article(str(number)) for number in range(NEAREST)]
    keep(engine, batch[1:], "boilerplate")
    [rare] = keep(engine, batch[:1], "boilerplate", "rare")
    assert candidates(engine, ("boilerplate", "rare")) == (rare,)
    assert candidates(engine, ("boilerplate",)) == ()


def test_of_a_story_larger_than_is_read_the_nearest_reports_are_found_by_all_they_share(engine: Engine) -> None:
    keys = [f"crowded {number}" for number in range(TOGETHER)]
    days = [MIDDLE - timedelta(days=number) for number in range(NEAREST + 8)]
    ids = keep(engine, [dated(str(day), day) for day in days], *keys)
    assert set(candidates(engine, keys, MIDDLE)) == set(ids[:NEAREST])
    assert candidates(engine, keys[1:], MIDDLE) == ()


def test_articles_on_either_side_of_the_day_are_found_however_many_are_on_the_other(engine: Engine) -> None:
    keys = [f"crowded {number}" for number in range(TOGETHER)]
    keep(
        engine, [dated(f"later {number}", MIDDLE + timedelta(days=1 + number)) for number in range(NEAREST + 5)], *keys
    )
    [before] = keep(engine, [dated("before", MIDDLE - timedelta(days=20))], *keys)
    assert before in candidates(engine, keys, MIDDLE, MONTH)


def test_candidates_can_be_held_to_days_and_undated_articles_always_qualify(engine: Engine) -> None:
    ids = {
        name: keep(engine, [dated(name, day)], "k")[0]
        for name, day in (
            ("too early", MIDDLE - MONTH - timedelta(days=1)),
            ("early", MIDDLE - MONTH),
            ("late", MIDDLE + MONTH),
            ("too late", MIDDLE + MONTH + timedelta(days=1)),
            ("undated", None),
        )
    }
    within = {ids["early"], ids["late"], ids["undated"]}
    assert set(candidates(engine, ("k",), MIDDLE, MONTH)) == within
    assert set(candidates(engine, ("k",))) == set(ids.values())
    assert set(candidates(engine, ("k",), MIDDLE)) == set(ids.values())


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_there_are_can_be_searched(engine: Engine, day: date) -> None:
    [found] = keep(engine, [dated("edge", day)], "k")
    assert candidates(engine, ("k",), day, MONTH) == (found,)


def test_the_index_says_the_day_of_each_article(engine: Engine) -> None:
    keep(engine, [dated("dated", MIDDLE), dated("undated", None)], "k")
    with reading(engine) as connection:
        assert set(connection.execute(select(INDEX_KEYS.c.day)).scalars()) == {MIDDLE.toordinal(), UNDATED}


def test_an_id_comes_back_from_its_number() -> None:
    for name in ("0000000000000000", "8000000000000000", "ffffffffffffffff", "00a1b2c3d4e5f607"):
        assert article_id(article_number(name)) == name


def test_a_search_is_one_statement_that_reads_the_index_alone(engine: Engine) -> None:
    keep(engine, [dated(str(number), MIDDLE) for number in range(50)], "a", "b")
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE index_key"))
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    candidates(engine, ("a", "b"), MIDDLE, MONTH)
    event.remove(engine, "before_cursor_execute", note)
    [(statement, parameters)] = asked
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")  # a table this small is read whole
            plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars().all()
            assert sum("Index Only Scan" in line for line in plan) == 3
            assert not any("Seq Scan" in line for line in plan)
        else:
            plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            assert sum(line.startswith("SEARCH index_key USING PRIMARY KEY (key=? AND day") for line in plan) == 3
            assert not any("SCAN index_key" in line for line in plan)


def test_no_more_than_the_nearest_are_read_of_a_key_that_very_many_articles_have(engine: Engine) -> None:
    keep(engine, [dated(str(number), MIDDLE) for number in range(3 * NEAREST)], "a", "b", "c")
    assert len(candidates(engine, ("a", "b", "c"), MIDDLE, MONTH)) == NEAREST
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(INDEX_KEYS)).scalar_one() == 9 * NEAREST


def test_all_articles_of_a_story_are_found_from_one_of_them(engine: Engine) -> None:
    one, two, other = read_article("one"), read_article("two"), read_article("other")
    store_articles(engine, [one, two, other], {}, NOW)
    store_relations(engine, relations_between(one, two), NOW)
    assert set(articles_of_stories(engine, [one.article.id])) == {one.article.id, two.article.id}
    assert articles_of_stories(engine, [other.article.id]) == ()


def test_of_a_vast_story_the_first_and_the_last_are_found(engine: Engine) -> None:
    told = [dated(f"{number:03}", MIDDLE + timedelta(days=number // 10)) for number in range(FIRST + LAST + 1)]
    store_articles(engine, told, {}, NOW)
    story = Story("vast", "Told again and again", tuple(read.article.id for read in told))
    store_relations(engine, Relations((story,), (), (), ()), NOW)
    of_day = {read.article.id: number // 10 for number, read in enumerate(told)}
    found = articles_of_stories(engine, [told[30].article.id])
    assert len(found) == FIRST + LAST
    [left_out] = of_day.keys() - set(found)
    assert of_day[left_out] == FIRST // 10
