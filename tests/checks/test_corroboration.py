"""A claim's message says who tells it, how many origins that makes, and why."""

from __future__ import annotations

from dataclasses import replace

from articles.model import Corroboration, OriginCount, ReadArticle, Relations
from articles.reading import read
from checks.batch import Batch
from checks.corroboration import (
    FIGURES_IN_CONFLICT,
    RESTS_ON_ONE_AUTHORITY,
    SINGLE_ORIGIN,
    SupportRow,
    judge_authorities,
    judge_origins,
)
from checks.suites import validate
from tests.checks.builders import CHECKED_AT, batch, judged
from tests.checks.samples import FERRY_HERALD_AGREES, FERRY_HERALD_DIFFERS, FERRY_POST

ROW = SupportRow(
    article="a",
    subject="c",
    claim="c",
    outlets=3,
    at_least=1,
    at_most=2,
    authorities=1,
    names=("Post", "Herald", "Echo"),
    cited=("the ministry",),
    reasons=("Herald copied Post: the same 120 words",),
)


def test_a_single_origin_says_counts_outlets_reasons_and_what_would_settle_it() -> None:
    judgement = judge_origins(ROW)
    assert judgement.outcome == "fail"
    for words in (
        "3 outlets (Post, Herald, Echo)",
        "between 1 and 2 origins",
        "1 authority cited (the ministry)",
        "the desk asks for 2",
        "Herald copied Post: the same 120 words.",
        "would settle it",
    ):
        assert words in judgement.message


def test_the_bar_is_the_desks() -> None:
    assert judge_origins(replace(ROW, at_least=2)).outcome == "pass"
    assert judge_origins(replace(ROW, at_least=2, bar=3)).outcome == "fail"
    assert judge_origins(replace(ROW, bar=1)).outcome == "pass"


def test_a_claim_that_was_not_related_is_unverifiable() -> None:
    assert judge_origins(replace(ROW, at_least=None)).outcome == "unverifiable"
    alone = Batch((ReadArticle(FERRY_POST, read(FERRY_POST)),), Relations(), CHECKED_AT)
    outcomes = {judgement.outcome for _, judgement in SINGLE_ORIGIN.judged(alone)}
    assert outcomes == {"unverifiable"}


def test_one_authority_is_a_failure_and_none_cannot_be_counted() -> None:
    assert judge_authorities(ROW).outcome == "fail"
    assert judge_authorities(replace(ROW, authorities=2)).outcome == "pass"
    assert judge_authorities(replace(ROW, authorities=0)).outcome == "unverifiable"


def test_a_conflict_shows_both_values_with_their_outlets_and_both_places() -> None:
    (row, judgement), _ = judged(FIGURES_IN_CONFLICT, FERRY_POST, FERRY_HERALD_DIFFERS)
    assert judgement.outcome == "fail"
    for words in ("The Ostermere Post", "34", "Norwick Herald", "51"):
        assert words in judgement.message
    assert {span.article for span in row.evidence} == {FERRY_POST.id, FERRY_HERALD_DIFFERS.id}


def test_supports_that_are_not_in_the_batch_are_counted_but_not_shown() -> None:
    read_post = ReadArticle(FERRY_POST, read(FERRY_POST))
    worth = [claim for claim in read_post.reading.claims if claim.figures]
    known = Corroboration(worth[0].id, 2, OriginCount(2, 2), 2, supports=("0" * 16,), conflicts=("1" * 16,))
    made = Batch((read_post,), Relations(corroborations=(known,)), CHECKED_AT)
    verdict = validate(made, (SINGLE_ORIGIN, RESTS_ON_ONE_AUTHORITY, FIGURES_IN_CONFLICT))
    assert {found.claim for found in verdict.findings if found.outcome == "pass"} >= {worth[0].id}


def test_independent_reports_pass_the_bar_of_two_but_not_of_three() -> None:
    two = batch(FERRY_POST, FERRY_HERALD_AGREES)
    three = batch(FERRY_POST, FERRY_HERALD_AGREES, bar=3)
    assert "pass" in {judgement.outcome for _, judgement in SINGLE_ORIGIN.judged(two)}
    assert {judgement.outcome for _, judgement in SINGLE_ORIGIN.judged(three)} == {"fail"}
