"""How far a stated figure may stray follows from its digits and its hedge."""

from __future__ import annotations

from decimal import Decimal

import pytest

from articles.figures import figures_in
from articles.model import Figure
from checks.tolerance import agree, half_of_last_digit, likely, meant, rounded_or_cut


def only(text: str) -> Figure:
    [figure] = figures_in(text)
    return figure


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("The storm killed 12 people.", "0"),
        ("The war killed 48,189 people.", "0"),
        ("The camp held 470 people.", "0"),
        ("The war killed 50,000 people.", "5000"),
        ("Some of the 1,200 people left.", "50"),
        ("The bank lost $40m.", "500000"),
        ("The bank lost $1.25 million.", "5000"),
        ("Prices rose 4.2 %.", "0.05"),
        ("Prices rose 4 %.", "0.5"),
        ("The slick is 30 miles long.", "0.5"),
        ("The flight took 2 hours 12 minutes.", "0.5"),
        ("The lap took 1 minute 2.25 seconds.", "0.005"),
        ("The park has 30 km2 of wood.", "0.5"),
        ("The fine is Rs500 crore.", "5000000"),
    ],
)
def test_half_of_the_last_digit_shown(text: str, half: str) -> None:
    assert half_of_last_digit(only(text)) == Decimal(half)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Nearly 2,000 people were displaced.", "In all 1,987 people were displaced.", True),
        ("The war killed 50,000 people.", "At least 48,189 people were killed.", True),
        ("More than 50,000 people were killed.", "In all 48,189 people were killed.", False),
        ("Up to 40 people were killed.", "In all 44 people were killed.", False),
        ("The storm killed 12 people.", "The storm killed 14 people.", False),
        ("Some 1,204 people were displaced.", "In all 1,320 people were displaced.", False),
        ("About 1,200 people were displaced.", "In all 1,290 people were displaced.", True),
    ],
)
def test_statements_agree_as_far_as_their_words_reach(one: str, other: str, together: bool) -> None:
    assert agree(meant(only(one)), meant(only(other))) is together


def test_a_one_sided_hedge_has_no_other_end_but_a_likely_reach() -> None:
    figure = only("At least 200 people were displaced.")
    assert meant(figure) == (Decimal(200), Decimal("Infinity"))
    assert likely(figure)[1] < 300


def test_a_percentage_may_be_cut_off() -> None:
    low, high = rounded_or_cut(only("It rose 66 %."))
    assert low <= Decimal("66.7") <= high
    assert not low <= Decimal("67.1") <= high
