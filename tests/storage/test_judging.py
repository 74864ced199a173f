"""Whether one run notices that another has meanwhile said something else of the same articles."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine

from articles.model import Expectation, Validation
from storage.archive import store_articles
from storage.audit import audit_head
from storage.findings import store_findings
from storage.judging import judged_otherwise
from storage.relations import store_relations
from tests.storage.builders import LATER, NOW, finding, read_article, relations_between

ONE, TWO = read_article("one"), read_article("two")
SAID, OTHER = finding(ONE), finding(TWO)
IDS = [ONE.article.id, TWO.article.id]


def judged(engine: Engine) -> int:
    store_articles(engine, [ONE, TWO], {}, NOW)
    store_findings(engine, [SAID], [], "first", NOW, IDS)
    return audit_head(engine)[0]


def test_a_run_alone_or_one_that_says_the_same_changes_nothing(engine: Engine) -> None:
    since = judged(engine)
    assert not judged_otherwise(engine, [SAID], IDS, since)
    store_findings(engine, [SAID], [], "second", LATER, IDS)
    assert not judged_otherwise(engine, [SAID], IDS, since)


def test_other_words_of_an_article_are_noticed(engine: Engine) -> None:
    since = judged(engine)
    store_findings(engine, [replace(SAID, message="another sum")], [], "second", LATER, IDS)
    assert judged_otherwise(engine, [SAID], IDS, since)


def test_a_finding_that_another_run_no_longer_makes_is_noticed(engine: Engine) -> None:
    since = judged(engine)
    ran = Validation("figures", False, (Expectation("figures/share", "shares add up", "high", 3, 1, 1, 1),))
    assert store_findings(engine, [], [ran], "second", LATER, IDS).settled == 1
    assert not judged_otherwise(engine, [OTHER], IDS, since)
    assert judged_otherwise(engine, [SAID], IDS[:1], since)


def test_what_is_said_of_an_article_of_the_same_story_is_noticed(engine: Engine) -> None:
    since = judged(engine)
    store_findings(engine, [OTHER], [], "second", LATER, IDS[1:])
    assert not judged_otherwise(engine, [SAID], IDS[:1], since)
    store_relations(engine, relations_between(ONE, TWO), LATER)
    assert judged_otherwise(engine, [SAID], IDS[:1], since)
