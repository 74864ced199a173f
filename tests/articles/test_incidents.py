"""Look-alike incidents: told apart, and their follow-ups found, by whom they happened to, when and in which street."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import pytest

from articles.matching import stories_in
from articles.relating.incidents import incident_of
from tests.articles.newsroom import COURIER, DISPATCH, LEDGER, article

MAPLE = article(
    COURIER,
    "Man dead after overnight shooting in Port Selby",
    "PORT SELBY (HC) - Officers responded to reports of shots fired in the 300 block of Maple Street around 1:10 a.m. Saturday.\n"
    "They found a man with an apparent gunshot wound. He was pronounced dead at the scene.\n"
    "Police have no suspects. It is the second shooting in the city this week.",
    "2031-05-10T07:00:00+00:00",
)
MAPLE_NAMED = article(
    LEDGER,
    "Victim of weekend shooting was father of two",
    "Police have identified the man who was shot early Saturday in Port Selby as Idris Calloway, 31.\n"
    "Calloway worked at the cannery and had two daughters, his sister said. Nobody has been arrested.",
    "2031-05-11T15:00:00+00:00",
)
MAPLE_VIGIL = article(
    DISPATCH,
    "Candles and a guitar: friends say goodbye",
    "Some eighty people stood on the pier on Wednesday evening and sang.\n"
    "“He taught half of us to play,” said the pastor, who had known Idris Calloway since school. Nobody has been charged in his killing.",
    "2031-05-15T09:00:00+00:00",
)
HARBOUR = article(
    COURIER,
    "One killed, one hurt in shooting outside Port Selby bar",
    "PORT SELBY (HC) - Officers responded to reports of shots fired in the 2100 block of Harbour Lane around 2:30 a.m. Saturday.\n"
    "They found two men with gunshot wounds. One was pronounced dead at the scene, the other was taken to a hospital.\n"
    "Police have no suspects. A fight had broken out inside the bar.",
    "2031-05-10T07:40:00+00:00",
)
HARBOUR_NAMED = article(
    LEDGER,
    "Bar shooting victim named as trainee cook",
    "The man shot dead outside a bar in Port Selby early Saturday was Tobin Marsh, 24, police said.\n"
    "Marsh had left the kitchen minutes before. A 30-year-old man who was hit in the arm is recovering.",
    "2031-05-11T16:00:00+00:00",
)
SELBY = (MAPLE, MAPLE_NAMED, MAPLE_VIGIL, HARBOUR, HARBOUR_NAMED)


def test_two_shootings_of_one_night_and_their_follow_ups_are_two_stories() -> None:
    stories = {frozenset(story.articles) for story in stories_in(SELBY)}
    assert stories == {
        frozenset(one.id for one in (MAPLE, MAPLE_NAMED, MAPLE_VIGIL)),
        frozenset(one.id for one in (HARBOUR, HARBOUR_NAMED)),
    }


def test_the_stories_are_the_same_in_any_order() -> None:
    found = [stories_in(random.Random(seed).sample(SELBY, len(SELBY))) for seed in range(6)]
    assert all(one == other for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("Police identified the driver as Una Thorsk.", {("una", "thorsk")}),
        ("Tobin Marsh, 24, was walking home.", {("tobin", "marsh")}),
        ("A jury found 40-year-old Ewan B. Holt Jr. guilty.", {("ewan", "holt")}),
        ("Ada Brenn's sister spoke first.", {("ada", "brenn")}),
        ("Idris Calloway died on Sunday.", {("idris", "calloway")}),
        ("Detective Ada Brenn was found to have spoken to them.", set()),
        ("Police Chief Rolf Hagen said so.", set()),
        ("Ada Brenn said that it was over.", set()),
    ],
)
def test_people_are_those_whom_something_happened_to(body: str, people: set[tuple[str, str]]) -> None:
    assert incident_of(article(None, None, body, "2031-05-12")).people == people


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("A man was shot around 1:10 a.m. Saturday.", ["2031-05-10"]),
        ("He was charged on Monday with the shooting.", []),
        ("Police said on Monday that he was stabbed last Thursday.", ["2031-05-08"]),
        ("Two houses burned in an overnight fire.", ["2031-05-12"]),
        ("A vigil is planned on Sunday.", []),
        ("He was killed in 2029.", []),
    ],
)
def test_days_are_those_on_which_it_happened(body: str, days: list[str]) -> None:
    found = incident_of(article(None, None, body, "2031-05-12")).days
    assert found == {date.fromisoformat(day).toordinal() for day in days}


def test_streets_are_told_from_people_with_such_a_name() -> None:
    found = incident_of(
        article(
            None, "Fire in Brook Lane", "It began at 12 Mill Road. Ewan Pike, 40, lives on 29th Street.", "2031-05-12"
        )
    )
    assert found.streets == {"brook", "mill", "29th"}


def test_an_article_without_a_time_says_of_no_day() -> None:
    assert not incident_of(article(None, None, "A man was shot on Saturday.")).days
