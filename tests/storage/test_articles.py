from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from articles.model import Figure, ReadArticle
from storage.archive import load_articles, store_articles, verify_articles
from storage.audit import audit_head
from storage.database import add, reading, writing
from storage.tables import TABLES, ArticleRow, FigureRow, SightingRow, table
from tests.storage.builders import LATER, NOW, read_article, read_articles

ANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def rows(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return {one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in TABLES}


@ANY
@given(read=read_articles())
def test_an_article_comes_back_as_it_was_stored(engine: Engine, read: ReadArticle) -> None:
    assert store_articles(engine, [read], {}, NOW).new == 1
    [loaded] = load_articles(engine, [read.article.id])
    assert loaded == read
    assert loaded.article.id == read.article.id


@pytest.mark.parametrize(
    "digits", ["0.1", "1e12", "48189.5", "0.30000000000000004", "-0", "123456789012345678901234567890.123"]
)
def test_a_figure_keeps_its_digits(engine: Engine, digits: str) -> None:
    read = read_article()
    figure = Figure("x", 0, 1, Decimal(digits), upper=Decimal(digits) + 1)
    read = replace(read, reading=replace(read.reading, figures=(figure, *read.reading.figures)))
    store_articles(engine, [read], {}, NOW)
    [loaded] = load_articles(engine, [read.article.id])
    assert loaded.reading.figures[0] == figure


def test_storing_the_same_twice_changes_nothing(engine: Engine) -> None:
    batch = [read_article("one"), read_article("two")]
    keys = {read.article.id: ("key", "other") for read in batch}
    first = store_articles(engine, batch, keys, NOW)
    before, log = rows(engine), audit_head(engine)
    second = store_articles(engine, [*batch, batch[0]], keys, LATER)
    assert (first.new, first.known, second.new, second.known) == (2, 0, 0, 2)
    assert rows(engine) == before
    assert audit_head(engine) == log


def test_the_same_words_in_other_bytes_are_the_same_article_seen_again(engine: Engine) -> None:
    read = read_article()
    again = replace(read, article=replace(read.article, sha256="f" * 64, fetched_at=LATER))
    store_articles(engine, [read], {}, NOW)
    assert store_articles(engine, [again], {}, LATER).known == 1
    assert rows(engine)[str(SightingRow.__tablename__)] == 2
    assert load_articles(engine, [read.article.id]) == (read,)


def test_one_article_that_cannot_be_stored_does_not_cost_the_others(engine: Engine) -> None:
    good, bad = read_article("good"), read_article("bad")
    nonsense = replace(bad.reading.figures[0], value=Decimal("NaN"))
    bad = replace(bad, reading=replace(bad.reading, figures=(nonsense,), claims=()))
    backwards = read_article("backwards")
    mention = replace(backwards.reading.dates[0], from_=date(2031, 1, 2), to=date(2031, 1, 1))
    backwards = replace(backwards, reading=replace(backwards.reading, dates=(mention,)))
    count = store_articles(engine, [bad, good, backwards], {}, NOW)
    assert count.new == 1
    assert {article for article, _ in count.refused} == {bad.article.id, backwards.article.id}
    assert load_articles(engine, [read.article.id for read in (bad, good, backwards)]) == (good,)


@pytest.mark.parametrize(
    "change",
    [
        {"hedge": "about"},
        {"start": 9, "end": 3},
        {"start": -1},
        {"article_id": "0000000000000000"},
    ],
)
def test_the_database_itself_refuses_what_the_model_forbids(engine: Engine, change: dict[str, object]) -> None:
    read = read_article()
    store_articles(engine, [read], {}, NOW)
    row = {
        "article_id": read.article.id,
        "place": 99,
        "text": "x",
        "start": 0,
        "end": 1,
        "value": Decimal(1),
        "hedge": "=",
        "listed": True,
    }
    with writing(engine) as connection:
        add(connection, table(FigureRow), [row])
    with pytest.raises(IntegrityError), writing(engine) as connection:
        add(connection, table(FigureRow), [row | {"place": 100} | change])


def test_an_article_with_a_very_long_address_is_stored(engine: Engine) -> None:
    read = read_article("x" * 9000)
    store_articles(engine, [read], {}, NOW)
    assert load_articles(engine, [read.article.id]) == (read,)


def test_articles_come_in_the_order_asked_for_and_unknown_ones_are_left_out(engine: Engine) -> None:
    one, two = read_article("one"), read_article("two")
    store_articles(engine, [one, two], {}, NOW)
    assert load_articles(engine, [two.article.id, "0" * 16, one.article.id]) == (two, one)


def test_a_changed_row_is_found_by_the_digest_in_the_audit_log(engine: Engine) -> None:
    one, two, three = read_article("one"), read_article("two"), read_article("three")
    store_articles(engine, [one, two, three], {}, NOW + timedelta(days=1))
    assert {condition for _, condition in verify_articles(engine)} == {"ok"}
    articles, figures = table(ArticleRow), table(FigureRow)
    with writing(engine) as connection:
        connection.execute(figures.update().where(figures.c.article_id == two.article.id).values(value=Decimal(48188)))
        connection.execute(articles.delete().where(articles.c.id == three.article.id))
    assert dict(verify_articles(engine)) == {
        one.article.id: "ok",
        two.article.id: "mismatch",
        three.article.id: "missing",
    }
