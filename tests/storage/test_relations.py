from __future__ import annotations

import dataclasses
from dataclasses import replace

from sqlalchemy import Engine

from articles.model import Corroboration, OriginCount, Relations, Story
from storage.archive import store_articles
from storage.audit import sum_of
from storage.consistency import check_desk
from storage.relations import _spread, load_relations, load_stories, store_relations, stories_of
from tests.storage.builders import LATER, NOW, claim_of, read_article, relations_between

ONE, TWO, THREE = read_article("one"), read_article("two"), read_article("three")
IDS = [read.article.id for read in (ONE, TWO, THREE)]


def test_relations_come_back_as_they_were_stored(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO], {}, NOW)
    relations = relations_between(ONE, TWO)
    store_relations(engine, relations, NOW)
    assert load_relations(engine, IDS) == relations
    assert load_stories(engine, IDS[:1]) == relations.stories
    store_relations(engine, relations, LATER)
    assert load_relations(engine, IDS) == relations


def test_what_no_longer_holds_is_replaced(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO], {}, NOW)
    store_relations(engine, relations_between(ONE, TWO), NOW)
    alone = Corroboration(claim_of(ONE), 1, OriginCount(1, 1), 1)
    apart = Relations(
        stories=(Story(IDS[0], "Quay", (IDS[0],)), Story(IDS[1], "Crates", (IDS[1],))), corroborations=(alone,)
    )
    store_relations(engine, apart, NOW, articles=IDS[:2])
    assert load_relations(engine, IDS) == replace(apart, stories=tuple(sorted(apart.stories, key=lambda one: one.id)))
    store_relations(engine, Relations(), NOW, articles=IDS[:2])
    assert load_relations(engine, IDS) == Relations()


def test_a_story_takes_the_name_of_an_earlier_article_that_joins(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO, THREE], {}, NOW)
    store_relations(engine, Relations(stories=(Story(IDS[0], "Quay", (IDS[0], IDS[1])),)), NOW)
    renamed = Relations(stories=(Story(IDS[2], "Quay", (IDS[2], IDS[0], IDS[1])),))
    store_relations(engine, renamed, NOW)
    assert load_relations(engine, [IDS[1]]) == renamed
    assert stories_of(engine, IDS) == dict.fromkeys(IDS, IDS[2])


def test_two_stories_become_one_and_part_again(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO, THREE], {}, NOW)
    apart = Relations(stories=tuple(sorted((Story(i, "x", (i,)) for i in IDS), key=lambda story: story.id)))
    joined = Relations(stories=(Story(IDS[0], "x", tuple(IDS)),))
    for relations in (apart, joined, apart):
        store_relations(engine, relations, NOW)
        assert load_relations(engine, IDS) == relations


def test_a_story_keeps_members_that_were_not_related_this_time(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO, THREE], {}, NOW)
    store_relations(engine, Relations(stories=(Story(IDS[0], "x", tuple(IDS)),)), NOW)
    store_relations(engine, Relations(stories=(Story(IDS[0], "y", (IDS[0], IDS[1])),)), NOW)
    [story] = load_relations(engine, IDS).stories
    assert (story.headline, set(story.articles)) == ("y", set(IDS))


def test_links_to_articles_that_were_not_related_stay(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO, THREE], {}, NOW)
    store_relations(engine, relations_between(ONE, TWO), NOW)
    store_relations(engine, Relations(stories=(Story(IDS[2], "z", (IDS[2],)),)), NOW, articles=[IDS[0], IDS[2]])
    assert load_relations(engine, IDS).links == relations_between(ONE, TWO).links


def test_a_corroboration_is_summed_in_all_its_parts() -> None:
    said = Corroboration("c" * 16, 3, OriginCount(1, 2, ("one dispatch",)), 1, ("a",), ("b",), ("why",))
    assert sum_of([_spread(said)]) == sum_of([dataclasses.astuple(said)])


def test_a_story_that_some_of_its_articles_left_stands_in_the_log_as_it_is(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO, THREE], {}, NOW)
    store_relations(engine, Relations(stories=(Story("5" * 16, "x", tuple(IDS)),)), NOW)
    store_relations(engine, Relations(stories=(Story(IDS[0], "y", (IDS[0],)),)), LATER, articles=IDS[:1])
    assert stories_of(engine, IDS) == {IDS[0]: IDS[0], IDS[1]: "5" * 16, IDS[2]: "5" * 16}
    assert {part.name: part.status for part in check_desk(engine)}["stories and counts"] == "ok"
