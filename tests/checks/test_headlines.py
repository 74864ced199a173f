"""A headline is held only against figures that the body plainly gives for the same thing."""

from __future__ import annotations

import pytest

from articles.model import Outcome
from checks.figures import HEADLINE_AGAINST_BODY
from tests.checks.builders import article, judged, outcomes


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Over 100 people killed", "At least 130 people were killed in Tarn.", "pass"),
        ("Over 300 people killed", "At least 130 people were killed in Tarn.", "fail"),
        ("Up to 800 people killed", "Up to 300 people were killed in Tarn.", "fail"),
        ("Two more people killed by flood", "The flood has killed 15 people.", "unverifiable"),
        ("4 people killed in crash", "Last year 36 people were killed on the road.", "unverifiable"),
        ("Port to hire 500 guards", "The port has 620 guards.", "unverifiable"),
        ("Port of Tarn hires 500 guards", "The port of Tarn hires 620 guards.", "fail"),
        ("Five wells closed", "Seven wells were closed in Tarn.", "unverifiable"),
    ],
)
def test_only_what_is_plainly_the_same_can_contradict(headline: str, body: str, expected: Outcome) -> None:
    assert outcomes(HEADLINE_AGAINST_BODY, article(body, headline=headline)) == [expected]


def test_a_pass_points_at_the_figure_that_bears_the_headline_out() -> None:
    made = article("The fine of $40m was paid.", headline="Bank fined $40m")
    [(_, judgement)] = judged(HEADLINE_AGAINST_BODY, made)
    [span] = judgement.evidence
    assert made.body[span.start : span.end] == span.text == "$40m"
