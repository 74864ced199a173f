"""Holding the program to the answer sheet: whatever differs is said, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.model import (
    Article,
    Claim,
    Corroboration,
    EvidenceSpan,
    Finding,
    Link,
    OriginCount,
    Outcome,
    ReadArticle,
    Reading,
    Relations,
    Story,
)
from samples.answers import Answer, ClaimAnswer, LinkAnswer, Sheet, differences


def told_by(host: str, body: str) -> ReadArticle:
    url = f"http://{host}.example/news"
    article = Article(
        url=url,
        final_url=url,
        canonical_url=None,
        outlet=None,
        headline="Flood",
        byline=(),
        dateline=None,
        published=None,
        modified=None,
        language="en",
        licence=None,
        paywall=None,
        sha256="",
        fetched_at=None,
        extractor="",
        body=body,
    )
    claim = Claim(id=f"claim of {host}", article=article.id, text=body, start=0, end=len(body), kind="statistic")
    return ReadArticle(article, Reading(claims=(claim,)))


EAST = told_by("east", "The flood killed “43” people.")
WEST = told_by("west", "Some 43 people died.")
SHEET = Sheet(
    pages=(
        Answer("east", EAST.article.url, {"single origin": ('killed "43" people',)}, {}, {}),
        Answer("west", WEST.article.url, {"byline missing": ()}, {"single origin": ("43 people died",)}, {}),
    ),
    stories={"the flood": ("east", "west")},
    claims=(ClaimAnswer("west", "43 people", 2, (1, 2), 1, frozenset({"east"}), frozenset()),),
    copies=(),
    links=(LinkAnswer("east", "west", {"hyperlink": "likely"}),),
    independent=(),
    inputs=(),
)
LINK = Link(
    min(EAST.article.id, WEST.article.id), max(EAST.article.id, WEST.article.id), "hyperlink", "likely", "as reported"
)
RELATIONS = Relations(
    stories=(Story("1", "Flood", (EAST.article.id, WEST.article.id)),),
    links=(LINK,),
    corroborations=(Corroboration("claim of west", 2, OriginCount(1, 2), 1, supports=("claim of east",)),),
)


def found(rule: str, outcome: Outcome, of: ReadArticle, *, whole: bool = False) -> Finding:
    body = of.article.body
    evidence = () if whole else (EvidenceSpan(of.article.id, "body", body, 0, len(body)),)
    return Finding(rule, outcome, "medium", of.article.id, "subject", "message", evidence)


FINDINGS = (
    found("single origin", "fail", EAST),
    found("single origin", "pass", WEST),
    found("byline missing", "fail", WEST, whole=True),
    found("date missing", "pass", EAST, whole=True),
    found("unit pair", "unverifiable", EAST),
)


def test_what_is_as_its_author_meant_has_no_differences() -> None:
    assert differences(SHEET, (EAST, WEST), RELATIONS, FINDINGS) == ()


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        (FINDINGS[1:], 'east: single origin: not flagged: killed "43" people'),
        (
            (*FINDINGS, found("unit pair", "fail", WEST)),
            "west: unit pair: flagged, and should not be: Some 43 people died.",
        ),
        ((FINDINGS[0], *FINDINGS[2:]), "west: single origin: not found in order: 43 people died"),
        ((*FINDINGS[:2], *FINDINGS[3:]), "west: byline missing: not flagged"),
    ],
    ids=["a plant is missed", "a false alarm", "a look-alike is not judged", "a missing field is missed"],
)
def test_a_finding_too_many_or_too_few_is_said(findings: tuple[Finding, ...], expected: str) -> None:
    assert differences(SHEET, (EAST, WEST), RELATIONS, findings) == (expected,)


def test_a_second_failure_of_a_planted_rule_on_other_words_is_a_false_alarm() -> None:
    other = replace(found("single origin", "fail", EAST), evidence=(EvidenceSpan(EAST.article.id, "body", "Rain."),))
    assert differences(SHEET, (EAST, WEST), RELATIONS, (*FINDINGS, other)) == (
        "east: single origin: flagged, and should not be: Rain.",
    )


def test_a_story_torn_apart_and_a_page_not_read_are_said() -> None:
    apart = replace(RELATIONS, stories=(Story("1", "Flood", (EAST.article.id,)),))
    assert differences(SHEET, (EAST, WEST), apart, FINDINGS) == ("story the flood: in groups [['east'], ['west']]",)
    [unread, *_] = differences(SHEET, (WEST,), RELATIONS, FINDINGS)
    assert unread == "east: not read"


def test_other_counts_and_other_supporters_are_said() -> None:
    lonely = replace(RELATIONS, corroborations=(Corroboration("claim of west", 1, OriginCount(1, 1), 1),))
    assert differences(SHEET, (EAST, WEST), lonely, FINDINGS) == (
        "claim west “43 people”: outlets 1, should be 2",
        "claim west “43 people”: origins (1, 1), should be (1, 2)",
        "claim west “43 people”: supports [], should be ['east']",
    )


def test_a_link_of_another_kind_and_one_that_should_not_be_are_said() -> None:
    owner = replace(RELATIONS, links=(replace(LINK, kind="same owner", strength="proven"),))
    assert differences(SHEET, (EAST, WEST), owner, FINDINGS) == (
        "link east ~ west: {'same owner': 'proven'}, should be {'hyperlink': 'likely'}",
    )
    apart = replace(SHEET, links=(), independent=(("east", "west"),), stories={})
    assert differences(apart, (EAST, WEST), replace(RELATIONS, stories=()), FINDINGS) == (
        "link east ~ west: {'hyperlink': 'likely'}, should be none",
    )
