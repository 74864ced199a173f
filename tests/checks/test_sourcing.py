"""Who says so: asked of a figure only where nobody near it is named and no record holds it."""

from __future__ import annotations

import pytest

from articles.model import Outcome
from checks.sourcing import UNATTRIBUTED_CLAIM
from tests.checks.builders import article, judged, outcomes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a source in the sentence before or after answers for a figure of the same kind
        ("Some 1,200 jobs were lost in Tarn, the labour office said. That is 14 percent of all.", ["pass", "unverifiable"]),
        ("Some 26,000 people in Tarn lost their jobs in May. The labour office reported that 4,400 more people filed claims in Norwick.", ["unverifiable", "pass"]),
        ("Some 26,000 people in Tarn lost their jobs in May. The mayor said the square would be paved.", ["fail"]),
        # a document is named though nobody is quoted
        ("The harbour series has measured a loss of 4,300 crates in May.", ["unverifiable"]),
        ("A Ledger poll put support for the bridge at 49 percent in Tarn.", ["unverifiable"]),
        # somebody's own words
        ("“We lost 4,300 crates in the storm of last May in Tarn.", ["unverifiable"]),
        # a title in quotation marks is nobody's word
        ("The storm killed 40 people at the “Harbour Lights” fair in Tarn on Saturday.", ["fail"]),
        # what anyone can look up
        ("Brandt won the runoff with 56 percent of the vote in Tarn.", []),
        ("The council cut its key rate by a quarter point to 4.25 percent.", []),
        ("The port wants to raise its share of the trade to 10 percent by 2040.", []),
        ("Tarn police arrested 12 people at the fair on Saturday.", []),
        ("The battle of Tarn in 1917 killed 9,200 soldiers from Norwick.", []),
        ("Brandt was charged with having embezzled $3 million from the harbour fund.", []),
    ],
)  # fmt: skip
def test_a_figure_is_asked_about_where_nothing_near_it_answers(body: str, expected: list[Outcome]) -> None:
    assert outcomes(UNATTRIBUTED_CLAIM, article(body)) == expected


def test_the_message_names_who_may_answer() -> None:
    body = "Some 1,200 jobs were lost in Tarn, the labour office said. That is 14 percent of all."
    [_, (_, judgement)] = judged(UNATTRIBUTED_CLAIM, article(body))
    assert "the labour office" in judgement.message
