"""One quantity through a story: what is an update, what is a fall, who lags and who leads."""

from __future__ import annotations

from decimal import Decimal

import pytest

from articles.corroboration import relate
from articles.model import ReadArticle
from articles.reading import read
from articles.relating.series import Series, falls, kept, lags, leads, series_of
from tests.checks.builders import article


def told(outlet: str, published: str | None, toll: str, last: str) -> ReadArticle:
    made = article(
        f"The ferry Halcyon sank off Cape Tarn late on Saturday.\n{toll}\n{last}",
        headline=f"Halcyon sinks off Cape Tarn: {last}",
        outlet=outlet,
        published=published,
    )
    return ReadArticle(made, read(made))


def killed(count: str, by: str) -> str:
    return f"The sinking of the Halcyon off Cape Tarn killed {count} people, {by} said."


def followed(*reads: ReadArticle) -> Series:
    [series] = [one for one in series_of(reads, relate(reads)) if one.role == "killed"]
    return series


POST = told("The Ostermere Post", "2025-03-09T08:00Z", killed("34", "harbour master Odile Brandt"), "Divers searched.")
HERALD = told("Norwick Herald", "2025-03-09T14:00Z", killed("41", "commander Ruben Asker"), "Tugs came to Norwick.")
GAZETTE = told("Tarn Gazette", "2025-03-09T15:00Z", killed("41", "hospital director Lene Moss"), "Beds stood in halls.")
LATE = told("Inland Courier", "2025-03-10T09:00Z", killed("34", "harbour clerk Pim Solder"), "Flags hung low.")


def post_again(toll: str) -> ReadArticle:
    return told("The Ostermere Post", "2025-03-10T08:00Z", toll, "Relatives came to the pier.")


def test_a_series_has_value_time_authority_outlet_and_origin_in_order_of_time() -> None:
    series = followed(LATE, HERALD, POST)
    assert [(point.outlet, point.figure.value) for point in series.points] == [
        ("The Ostermere Post", Decimal(34)),
        ("Norwick Herald", Decimal(41)),
        ("Inland Courier", Decimal(34)),
    ]
    assert [point.authority for point in series.points] == ["Odile Brandt", "Ruben Asker", "Pim Solder"]
    assert len({point.origin for point in series.points}) == 3
    assert series.cumulative


def test_a_count_that_rises_is_neither_a_fall_nor_a_conflict() -> None:
    again = post_again(killed("41", "harbour master Odile Brandt"))
    assert not list(falls(followed(POST, HERALD, GAZETTE, again)))
    relations = relate((POST, HERALD, GAZETTE, again))
    assert not [match for match in relations.matches if match.stance == "conflicts"]


def test_a_count_of_one_outlet_that_falls_is_a_fall_and_no_conflict_of_two_voices() -> None:
    again = post_again(killed("29", "harbour master Odile Brandt"))
    [turn] = falls(followed(POST, again, LATE))
    assert (turn.other.figure.value, turn.point.figure.value) == (Decimal(34), Decimal(29))
    assert "The Ostermere Post" in turn.between
    matches = relate((POST, again)).matches
    assert [match.stance for match in matches if "29" in match.reason] == ["related"]


@pytest.mark.parametrize(
    "toll",
    [
        killed("at least 30", "harbour master Odile Brandt"),
        killed("about 33", "harbour master Odile Brandt"),
        "Five names had been counted twice: the sinking of the Halcyon off Cape Tarn killed 29 people, Odile Brandt said.",
    ],
)
def test_a_hedge_or_a_word_of_correction_makes_no_fall(toll: str) -> None:
    assert not list(falls(followed(POST, post_again(toll), LATE)))


def test_times_that_may_be_one_are_not_in_order() -> None:
    undated = told("The Ostermere Post", None, killed("29", "Odile Brandt"), "Relatives came.")
    same_day = told("The Ostermere Post", "2025-03-09", killed("29", "Odile Brandt"), "Relatives waited.")
    for other in (undated, same_day):
        assert not list(falls(followed(POST, other, LATE)))
        assert not list(kept(followed(POST, other, LATE)))


def test_an_outlet_lags_where_several_have_the_higher_count_and_leads_where_it_is_alone() -> None:
    series = followed(POST, HERALD, GAZETTE, LATE)
    assert [turn.point.outlet for turn in lags(series)] == ["Inland Courier"]
    assert not list(leads(series))
    alone = followed(POST, HERALD, LATE)
    assert not list(lags(alone))
    assert [turn.point.outlet for turn in leads(alone)] == ["Norwick Herald"]


def test_a_count_given_late_is_no_conflict_once_the_higher_one_stands() -> None:
    relations = relate((POST, HERALD, GAZETTE, LATE))
    late = {claim.id for claim in LATE.reading.claims}
    assert not [match for match in relations.matches if {match.a, match.b} & late and match.stance == "conflicts"]


def test_the_order_in_which_articles_come_changes_nothing() -> None:
    one = (POST, HERALD, GAZETTE, LATE)
    assert series_of(one, relate(one)) == series_of(one[::-1], relate(one[::-1]))
