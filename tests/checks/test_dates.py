"""Dates are held against each other with their zones, and against the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from articles.arithmetic import Day
from articles.model import FieldEvidence, Figure, Moment
from checks.dates import (
    DATE_EVIDENCE_DISAGREES,
    DURATION_AGAINST_DATES,
    PUBLISHED_IN_THE_FUTURE,
    WEEKDAY_AGAINST_DATE,
)
from checks.dates.candidates import apart, moment_of
from checks.dates.durations import exact_pair, fits
from tests.checks.builders import article, judged, outcomes


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-03-10", "2025-03-10"),
        ("2025-03-10T09:00:00Z", "2025-03-10T09:00:00+00:00"),
        ("2025-03-10 09:00:00 +0100", "2025-03-10T09:00:00+01:00"),
        ("2025-03-10T09:00", "2025-03-10T09:00:00"),
        ("Mon, 10 Mar 2025 09:00:00 GMT", "2025-03-10T09:00:00+00:00"),
        ("https://post.example/2025/03/10/bridge-closed", "2025-03-10"),
        ("Published on Monday, 10 March 2025, 9:00 am", "2025-03-10"),
    ],
)
def test_a_raw_date_is_read_as_it_stands(value: str, moment: str) -> None:
    assert str(moment_of(value)) == moment


@pytest.mark.parametrize("value", ["", "yesterday", "10 March", "2025-13-45", "0001-01-01", "99999999", "soon"])
def test_a_raw_date_that_is_not_clear_is_not_read(value: str) -> None:
    assert moment_of(value) is None


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("2025-03-10T00:30:00+03:30", "2025-03-09T21:00:00Z", False),
        ("2025-03-10T00:30:00Z", "2025-03-08T21:00:00Z", True),
        ("2025-03-10", "2025-03-09", False),
        ("2025-03-10", "2025-03-08", True),
        ("2025-03-10", "2025-03-10T23:59:00-11:00", False),
        ("2025-03-10", "2025-03-13T00:00:00Z", True),
        ("2025-03-10T18:03", "2025-03-10T14:33:00Z", False),
    ],
)
def test_moments_are_apart_only_where_no_zone_brings_them_together(one: str, other: str, disagree: bool) -> None:
    assert apart(Moment.parse(one), Moment.parse(other)) is disagree
    assert apart(Moment.parse(other), Moment.parse(one)) is disagree


def test_one_candidate_alone_is_unverifiable_and_none_is_not_judged() -> None:
    assert outcomes(DATE_EVIDENCE_DISAGREES, article(evidence=(("url", "/2025/03/10/"),))) == ["unverifiable"]
    assert outcomes(DATE_EVIDENCE_DISAGREES, article()) == []


def test_the_message_names_both_dates_and_where_they_stand() -> None:
    made = article(evidence=(("json-ld", "2025-03-10T09:00:00Z"), ("url", "/2025/03/10/"), ("time", "2025-03-01")))
    [(row, judgement)] = judged(DATE_EVIDENCE_DISAGREES, made)
    assert judgement.outcome == "fail"
    for words in ("3 places", "2025-03-01 (time)", "/2025/03/10/ (url)"):
        assert words in judgement.message
    assert [span.where for span in row.evidence] == ["json-ld", "url", "time"]


def test_publication_is_held_against_the_fetch_where_there_was_one() -> None:
    fetched = datetime(2025, 3, 1, tzinfo=UTC)
    assert outcomes(PUBLISHED_IN_THE_FUTURE, article(fetched_at=fetched)) == ["fail"]
    assert outcomes(PUBLISHED_IN_THE_FUTURE, article(fetched_at=fetched + timedelta(days=20))) == ["pass"]
    assert outcomes(PUBLISHED_IN_THE_FUTURE, article(published=None)) == []


def test_a_weekday_in_the_date_line_of_the_page_is_judged() -> None:
    made = article("The gate is open.", evidence=(("text:date line", "Sunday, 09 February 2025 6:03 PM"),))
    [(row, judgement)] = judged(WEEKDAY_AGAINST_DATE, made)
    assert judgement.outcome == "pass"
    assert row.evidence[0].where == "published from text:date line"


def test_the_evidence_of_a_duration_names_both_dates() -> None:
    body = (
        "The operation was launched on October 7, 2023.\n“470 days of resistance proved it,” he said.\n"
        "The ceasefire went into effect on January 19, and its first 42-day phase has begun."
    )
    made = article(body, published="2025-02-09T18:03")
    (long, first), (short, second) = judged(DURATION_AGAINST_DATES, made)
    assert (first.outcome, second.outcome) == ("pass", "unverifiable")
    assert [span.text for span in long.evidence + first.evidence] == ["470 days", "October 7, 2023", "January 19"]
    assert "7 October 2023 to 19 January 2025" in first.message
    assert short.subject.startswith("body:")


def days(value: int | str, unit: str = "day", hedge: str = "=") -> Figure:
    return Figure(f"{value} {unit}s", 0, 1, Decimal(value), unit=unit, hedge=hedge)  # type: ignore[arg-type]  # a hedge


@pytest.mark.parametrize(
    ("figure", "lasted", "right"),
    [
        (days(470), 470, True),
        (days(471), 470, True),
        (days(469), 470, False),
        (days(470, hedge="~"), 450, True),
        (days(470, hedge=">"), 480, True),
        (days(470, hedge=">"), 460, False),
        (days(470, hedge="<"), 460, True),
        (days(3, "week"), 20, True),
        (days(3, "week"), 30, False),
        (days(2, "year"), 700, True),
        (days(2, "year"), 1000, True),
        (days(2, "year"), 500, False),
        (days(6, "month"), 184, True),
        (days(6, "month"), 120, False),
    ],
)
def test_a_length_fits_what_rounds_to_it(figure: Figure, lasted: int, right: bool) -> None:
    assert fits(figure, lasted) is right


def test_an_unstated_pair_must_fit_to_the_day_and_lie_apart() -> None:
    named = tuple(Day(day, str(day)) for day in (date(2025, 1, 1), date(2025, 1, 8), date(2025, 3, 12)))
    assert exact_pair(days(70), named) == (named[0], named[2])
    assert exact_pair(days(71), named) == (named[0], named[2])
    assert exact_pair(days(72), named) is None
    assert exact_pair(days(7), named) is None
    assert exact_pair(days(9, "week"), named) == (named[1], named[2])
    assert exact_pair(days(2, "month"), named) is None
    assert exact_pair(days("1e9"), named) is None


@pytest.mark.parametrize(
    ("evidence", "outcome"),
    [
        # dates of other articles, which the page leads to, beside its own
        ((("meta:a", "2025-03-10"), ("time:datetime", "2025-03-10"), ("time:datetime", "2025-02-01")), "pass"),
        (
            (("meta:a", "2025-03-10"), ("text:date line", "1 March 2025"), ("text:date line", "2 February 2025")),
            "unverifiable",
        ),
        # one date alone that contradicts what the page declares
        ((("meta:a", "2025-03-10"), ("text:date line", "1 March 2025")), "fail"),
        ((("meta:a", "2025-03-10"), ("url", "2025-03-01")), "fail"),
        # when a text was begun is not when it was published
        (
            (("json-ld:NewsArticle.datePublished", "2025-03-10"), ("json-ld:NewsArticle.dateCreated", "2025-03-01")),
            "unverifiable",
        ),
        # nothing is declared, and the page shows several
        ((("time:datetime", "2025-03-10"), ("time:datetime", "2025-02-01")), "unverifiable"),
    ],
)
def test_only_dates_that_speak_of_the_article_are_held_against_each_other(
    evidence: tuple[tuple[str, str], ...], outcome: str
) -> None:
    assert outcomes(DATE_EVIDENCE_DISAGREES, article(evidence=evidence)) == [outcome]


def test_a_visible_date_of_a_change_is_none_of_publication() -> None:
    made = article(evidence=(("meta:a", "2025-03-10"), ("time:datetime", "2025-03-20")))
    changed = replace(made, evidence=(*made.evidence, FieldEvidence("modified", "2025-03-20", "meta:b")))
    assert outcomes(DATE_EVIDENCE_DISAGREES, made) == ["fail"]
    assert outcomes(DATE_EVIDENCE_DISAGREES, changed) == ["unverifiable"]
