from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from articles.model import EvidenceSpan, Expectation, Finding, Validation
from storage.archive import store_articles
from storage.audit import audit_head, verify_audit
from storage.decisions import decide
from storage.errors import StorageError
from storage.findings import (
    FlagCount,
    findings_of,
    finish_run,
    flags,
    open_by_story,
    start_run,
    store_findings,
    validations_of,
)
from storage.relations import store_relations
from tests.storage.builders import HARBOUR, LATER, NOW, finding, read_article, relations_between

READ, OTHER = read_article("one"), read_article("two", outlet=None)
FAILS = finding(READ)
PASSES = replace(FAILS, outcome="pass", message="all adds up", flagged=False)
VALIDATION = Validation(
    "figures", False, (Expectation("figures/share", "Shares are between 0 and 100 %.", "high", 3, 1, 1, 1),)
)


@pytest.fixture(autouse=True)
def _articles(engine: Engine) -> None:
    store_articles(engine, [READ, OTHER], {}, NOW)


def keep(engine: Engine, *findings: Finding, run: str = "run", **options: object) -> FlagCount:
    return store_findings(engine, findings, [VALIDATION], run, NOW, **options)  # type: ignore[arg-type]  # judged only


def status(engine: Engine, key: str = FAILS.id) -> str:
    [flag] = flags(engine, ids=[key])
    return flag.status


def test_findings_come_back_as_they_were_stored(engine: Engine) -> None:
    everywhere = finding(READ, "sourcing/byline", "byline", evidence=(), claim=None, severity="low")
    elsewhere = finding(OTHER, evidence=(EvidenceSpan(READ.article.id, "headline", "Quay"),))
    keep(engine, FAILS, everywhere, elsewhere)
    assert set(findings_of(engine, [READ.article.id])) == {FAILS, everywhere}
    assert findings_of(engine, [OTHER.article.id]) == (elsewhere,)


def test_a_failure_that_asks_for_a_person_opens_a_flag_and_others_do_not(engine: Engine) -> None:
    quiet = finding(READ, subject="quiet", flagged=False)
    unsure = finding(READ, subject="unsure", outcome="unverifiable", flagged=False)
    assert keep(engine, FAILS, quiet, unsure) == FlagCount(opened=1, settled=0, unchanged=0)
    [flag] = flags(engine)
    assert (flag.id, flag.status, flag.headline, flag.outlet, flag.url) == (
        FAILS.id,
        "open",
        READ.article.headline,
        HARBOUR.name,
        READ.article.final_url,
    )
    assert (flag.evidence, flag.claim, flag.message) == (FAILS.evidence, FAILS.claim, FAILS.message)


def test_storing_the_same_findings_twice_changes_nothing(engine: Engine) -> None:
    keep(engine, FAILS)
    head = audit_head(engine)
    assert keep(engine, FAILS) == FlagCount(opened=0, settled=0, unchanged=1)
    assert store_findings(engine, [FAILS], [], "another run", LATER).unchanged == 1
    assert audit_head(engine)[0] == head[0] + 1, "the other run itself, and nothing more"
    assert validations_of(engine, "run") == (VALIDATION,)


def test_a_flag_is_settled_when_its_finding_passes_and_open_again_when_it_fails_again(engine: Engine) -> None:
    keep(engine, FAILS)
    assert keep(engine, PASSES) == FlagCount(opened=0, settled=1, unchanged=0)
    assert status(engine) == "settled"
    assert keep(engine, FAILS) == FlagCount(opened=1, settled=0, unchanged=0)
    assert status(engine) == "open"


def test_a_finding_its_rule_no_longer_makes_is_settled_not_deleted(engine: Engine) -> None:
    other_subject = finding(READ, subject="71-80")
    keep(engine, FAILS, other_subject)
    assert keep(engine, other_subject).settled == 1
    assert status(engine) == "settled"
    assert findings_of(engine, [READ.article.id]) == (other_subject,)
    keep(engine, FAILS, other_subject)
    assert status(engine) == "open"


def test_a_rule_that_says_nothing_more_of_a_judged_article_settles_its_flags(engine: Engine) -> None:
    keep(engine, FAILS)
    assert keep(engine).unchanged == 0
    assert status(engine) == "open"
    assert keep(engine, judged=[READ.article.id]).settled == 1
    assert status(engine) == "settled"


def test_a_rule_that_did_not_run_settles_nothing(engine: Engine) -> None:
    keep(engine, FAILS, finding(READ, "other/rule"))
    keep(engine, judged=[READ.article.id])
    assert {(flag.rule, flag.status) for flag in flags(engine)} == {
        ("figures/share", "settled"),
        ("other/rule", "open"),
    }


def test_a_decided_flag_stays_decided_whatever_its_finding_does(engine: Engine) -> None:
    keep(engine, FAILS)
    decide(engine, FAILS.id, "false alarm", "the base differs", "r.vale", LATER, ["https://proof.example/"])
    for said in (FAILS, PASSES, FAILS):
        keep(engine, said)
        assert status(engine) == "decided"
    [flag] = flags(engine)
    [decision] = flag.decisions
    assert (decision.verdict, decision.reason, decision.reviewer) == ("false alarm", "the base differs", "r.vale")
    assert (decision.evidence_urls, decision.decided_at, decision.current) == (("https://proof.example/",), LATER, True)


@pytest.mark.parametrize("change", [{"message": "130 %"}, {"evidence": ()}])
def test_a_decided_flag_opens_again_when_its_finding_fails_in_other_words(
    engine: Engine, change: dict[str, Any]
) -> None:
    keep(engine, FAILS)
    decide(engine, FAILS.id, "unresolved", "nobody answers", "r.vale", LATER)
    keep(engine, finding(READ, **change))
    [flag] = flags(engine, "open")
    [decision] = flag.decisions
    assert not decision.current


def test_the_same_decision_twice_is_recorded_once(engine: Engine) -> None:
    keep(engine, FAILS)
    first = decide(engine, FAILS.id, "corroborated", "two registers", "r.vale", NOW)
    head = audit_head(engine)
    assert decide(engine, FAILS.id, "corroborated", "two registers", "r.vale", LATER) == first
    assert audit_head(engine) == head
    decide(engine, FAILS.id, "contradicted", "the register was wrong", "b.thorn", LATER)
    [flag] = flags(engine)
    assert [decision.reviewer for decision in flag.decisions] == ["r.vale", "b.thorn"]


@pytest.mark.parametrize(
    ("flag", "verdict", "reason", "reviewer"),
    [
        ("0" * 16, "corroborated", "why", "who"),
        (FAILS.id, "true", "why", "who"),
        (FAILS.id, "corroborated", " ", "who"),
        (FAILS.id, "corroborated", "why", ""),
    ],
)
def test_a_decision_without_its_parts_is_refused(
    engine: Engine, flag: str, verdict: str, reason: str, reviewer: str
) -> None:
    keep(engine, FAILS)
    with pytest.raises(StorageError):
        decide(engine, flag, verdict, reason, reviewer, NOW)  # type: ignore[arg-type]  # a wrong verdict is the point


def test_flags_are_listed_severe_first_and_can_be_narrowed(engine: Engine) -> None:
    low = finding(READ, "a/low", severity="low")
    medium = finding(OTHER, "b/medium", severity="medium")
    high = finding(READ, "c/high", severity="high")
    keep(engine, low, medium, high)
    assert [flag.severity for flag in flags(engine)] == ["high", "medium", "low"]
    assert [flag.rule for flag in flags(engine, articles=[OTHER.article.id])] == ["b/medium"]
    assert [flag.rule for flag in flags(engine, limit=1)] == ["c/high"]
    assert flags(engine, "settled") == ()
    store_relations(engine, relations_between(READ, OTHER), NOW)
    assert {flag.story for flag in flags(engine, stories=[READ.article.id])} == {READ.article.id}


def test_open_flags_are_counted_by_story_as_they_are_listed(engine: Engine) -> None:
    store_relations(engine, relations_between(READ, OTHER), NOW)
    keep(engine, FAILS, finding(OTHER), replace(finding(OTHER, rule="dates/weekday"), severity="low"))
    [story] = open_by_story(engine)
    listed = flags(engine, status="open")
    assert (story.story, story.article, story.headline) == (listed[0].story, listed[0].article, listed[0].headline)
    assert story.severities == Counter(flag.severity for flag in listed)
    assert story.count == len(listed)


def test_validations_of_two_batches_with_the_same_counts_are_both_kept(engine: Engine) -> None:
    keep(engine, FAILS)
    keep(engine, finding(OTHER))
    assert validations_of(engine, "run") == (VALIDATION, VALIDATION)


def test_a_run_that_is_retried_keeps_when_it_began(engine: Engine) -> None:
    start_run(engine, "run", NOW)
    start_run(engine, "run", LATER)
    finish_run(engine, "run", {"extracted": 2, "unreadable": 1}, LATER + timedelta(minutes=1))
    assert keep(engine, FAILS).opened == 1


def test_every_change_is_in_the_audit_log(engine: Engine) -> None:
    begin, _ = audit_head(engine)
    keep(engine, FAILS)
    keep(engine, PASSES)
    keep(engine, FAILS)
    decide(engine, FAILS.id, "corroborated", "why", "who", NOW)
    verdict = verify_audit(engine)
    assert verdict.ok
    run_and_validations = 1 + 1
    assert verdict.entries - begin == 3 * 2 + 2 + run_and_validations
