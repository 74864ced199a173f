"""Show that what waits for a person is read only as far as it is shown, the gravest first, and does not come and go."""

from __future__ import annotations

from itertools import islice

import pytest

from articles.model import Story
from flows import inbox, report
from flows.cases import cases, subjects
from flows.desk import Desk
from flows.review_terminal import gravest
from storage.findings import flags
from storage.relations import load_stories
from storage.reviews import review_id
from tests.flows.test_matches import told
from tests.flows.test_revising import desk

__all__ = ["desk"]


def test_subjects_are_those_of_the_open_flags_in_their_order(desk: Desk) -> None:
    told(desk)
    in_order = list(dict.fromkeys(review_id(flag) for flag in flags(desk.engine, status="open")))
    assert in_order
    assert list(subjects(desk)) == list(cases(desk)) == in_order


def test_cases_of_chosen_subjects_are_the_same_as_among_all(desk: Desk) -> None:
    told(desk)
    everything = cases(desk)
    for key, subject in subjects(desk).items():
        assert cases(desk, {key: subject}) == {key: everything[key]}
    assert gravest(desk, dict(islice(subjects(desk).items(), 1))) == [next(iter(everything.values()))]


def test_a_case_that_is_up_stays_until_twice_as_many_are_graver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_SHOWN", 2)
    there = {key: key.upper() for key in "abcdef"}
    assert list(inbox.shown(there, ())) == ["a", "b"]
    assert list(inbox.shown(there, ("d", "e"))) == ["a", "b", "d"]


def test_where_a_run_has_more_stories_than_pages_the_gravest_come_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = told(desk)
    [flagged] = load_stories(desk.engine, {flag.article for flag in case.flags})
    calm = Story("0" * 16, "Ferry sails", ())
    assert report.gravest_first(desk, [calm, flagged]) == [calm, flagged]
    monkeypatch.setattr(report, "STORIES_SHOWN", 1)
    assert report.gravest_first(desk, [calm, flagged]) == [flagged, calm]
