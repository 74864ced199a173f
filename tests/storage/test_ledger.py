from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage.archive import store_articles
from storage.audit import verify_audit
from storage.decisions import Verdict, decide
from storage.errors import StorageError
from storage.findings import flags, store_findings
from storage.ledger import draw_passes, interval, ledger, median_hours_to_decision, totals
from storage.reviews import Review, load_review, load_reviews, save_review, shown_digest
from tests.storage.builders import NOW, finding, read_article

READS = tuple(read_article(f"number {place}") for place in range(8))
FAILS = tuple(finding(read) for read in READS[:4])
PASSES = tuple(replace(finding(read), outcome="pass", message="all adds up", flagged=False) for read in READS[4:])


@pytest.fixture(autouse=True)
def _findings(engine: Engine) -> None:
    store_articles(engine, READS, {}, NOW)
    store_findings(engine, [*FAILS, *PASSES], [], "run", NOW)


def test_decisions_count_for_and_against_their_rule(engine: Engine) -> None:
    decide(engine, FAILS[0].id, "corroborated", "two more", "K. Osei", NOW + timedelta(hours=2))
    decide(engine, FAILS[1].id, "false alarm", "another base", "K. Osei", NOW + timedelta(hours=4))
    decide(engine, FAILS[2].id, "unresolved", "no answer", "K. Osei", NOW + timedelta(hours=9))
    [record] = ledger(engine)
    assert (record.fired, record.passed, record.open) == (4, 4, 1)
    assert (record.confirmed, record.false_alarms, record.unresolved) == (1, 1, 1)
    assert record.precision == interval(1, 2)
    assert median_hours_to_decision(engine) == 4
    assert (totals(engine).articles, totals(engine).open, totals(engine).decided) == (8, 1, 3)


def test_wilsons_interval_is_that_of_the_textbook() -> None:
    low, high = interval(9, 10) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert interval(0, 0) is None
    assert interval(0, 5) == (0.0, pytest.approx(0.4345, abs=1e-4))


def test_passes_are_drawn_with_their_probability_and_stay_up_until_decided(engine: Engine) -> None:
    drawn = draw_passes(engine, PASSES[0].rule, 2, "seed", NOW)
    assert len(drawn) == 2
    assert [flag.chance for flag in flags(engine, ids=drawn)] == [0.5, 0.5]
    store_findings(engine, [*FAILS, *PASSES], [], "again", NOW)
    assert {flag.status for flag in flags(engine, ids=drawn)} == {"open"}
    decide(engine, drawn[0], "contradicted", "it does not add up", "K. Osei", NOW)
    [record] = ledger(engine)
    assert (record.drawn, record.missed, record.confirmed) == (2, 1, 0)
    assert not set(draw_passes(engine, PASSES[0].rule, 9, "seed", NOW)) & set(drawn)
    assert verify_audit(engine).ok


def test_a_second_reviewer_must_be_another_person_and_agree(engine: Engine) -> None:
    flag = FAILS[0].id

    def said(verdict: Verdict, reviewer: str) -> str:
        decide(engine, flag, verdict, "seen", reviewer, NOW, reviewers=2)
        return flags(engine, ids=[flag])[0].status

    assert said("contradicted", "R. Vale") == "open"
    assert said("contradicted", "r.  vale") == "open"
    assert said("unresolved", "K. Osei") == "open"
    assert said("contradicted", "M. Lind") == "decided"
    assert len(flags(engine, ids=[flag])[0].decisions) == 4
    assert verify_audit(engine).ok


def test_what_has_changed_since_it_was_shown_is_not_decided(engine: Engine) -> None:
    seen = flags(engine, ids=[FAILS[0].id])[0].digest
    store_findings(engine, [replace(FAILS[0], message="something else")], [], "later", NOW)
    with pytest.raises(StorageError, match="something else now"):
        decide(engine, FAILS[0].id, "corroborated", "two more", "K. Osei", NOW, seen=seen)


def test_a_review_is_kept_as_it_was_last_saved(engine: Engine) -> None:
    waiting = Review("a" * 16, "waiting", (FAILS[0].id,), shown_digest(flags(engine)), 1, "", None, NOW)
    save_review(engine, waiting, NOW)
    again = replace(waiting, round=2, complaint="a reason is missing", run="run-1")
    save_review(engine, again, NOW)
    save_review(engine, replace(again, id="b" * 16, status="closed"), NOW)
    assert load_review(engine, again.id) == again
    assert load_reviews(engine, "waiting") == {again.id: again}
    assert load_review(engine, "c" * 16) is None
