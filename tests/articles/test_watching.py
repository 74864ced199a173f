"""When articles are fetched again, and when feeds are asked again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.model import Moment
from articles.watching import (
    AFTER_A_CHANGE,
    BACKLOG,
    DAY,
    HOUR,
    SCHEDULE,
    appeared,
    ask_again,
    check_after_change,
    due_again,
    next_check,
)

FOUND = datetime(2031, 5, 6, 12, tzinfo=UTC)
TODAY = Moment.of(FOUND - timedelta(minutes=10))


def checks_within(days: int) -> list[timedelta]:
    """Return how old an article is at each of its checks."""
    ages, last = [], None
    while (due := next_check(TODAY, last, FOUND)) is not None and due - FOUND <= timedelta(days=days):
        ages.append(due - FOUND)
        last = due
    return ages


def test_an_article_is_checked_often_on_its_first_day_then_rarely_then_no_more() -> None:
    ages = checks_within(1000)
    assert len([age for age in ages if age <= DAY]) >= 10
    assert len([age for age in ages if DAY < age <= 7 * DAY]) <= 10
    assert len([age for age in ages if age > 30 * DAY]) <= 13
    assert max(ages) <= 400 * DAY


def test_the_schedule_only_ever_slows_down() -> None:
    assert [*SCHEDULE] == sorted(SCHEDULE)
    pauses = [after - before for before, after in zip(checks_within(400), checks_within(400)[1:], strict=False)]
    assert pauses == sorted(pauses)


@pytest.mark.parametrize(
    ("published", "last_checked", "now", "due"),
    [
        (TODAY, None, FOUND, True),
        (TODAY, FOUND, FOUND + timedelta(minutes=59), False),
        (TODAY, FOUND, FOUND + HOUR, True),
        (None, None, FOUND, True),
        (None, FOUND, FOUND + HOUR, True),
        (Moment.of(FOUND - 2 * DAY), FOUND, FOUND + 3 * HOUR, False),
        (Moment.of(FOUND - 2 * DAY), FOUND, FOUND + 12 * HOUR, True),
        (Moment(date(2029, 1, 1)), None, FOUND, False),
        (Moment(date(2029, 1, 1)), FOUND, FOUND + 1000 * DAY, False),
    ],
)
def test_what_is_due(published: Moment | None, last_checked: datetime | None, now: datetime, *, due: bool) -> None:
    assert due_again(published, last_checked, now, FOUND) is due


def test_a_date_to_come_counts_from_when_the_article_was_met() -> None:
    skewed = Moment.of(FOUND + 900 * DAY)
    assert appeared(skewed, FOUND) == FOUND
    assert due_again(skewed, None, FOUND, FOUND)
    assert next_check(skewed, FOUND, FOUND) == FOUND + HOUR


def test_a_day_without_a_clock_is_young_until_it_has_ended_everywhere() -> None:
    assert appeared(Moment(FOUND.date()), FOUND) == FOUND
    assert appeared(Moment(date(2031, 5, 1)), FOUND) > datetime(2031, 5, 2, 11, tzinfo=UTC)


def test_what_a_feed_calls_changed_is_checked_soon_unless_it_is_old() -> None:
    week_old = Moment.of(FOUND - 6 * DAY)
    assert check_after_change(week_old, FOUND, FOUND) == FOUND + AFTER_A_CHANGE
    assert check_after_change(week_old, None, FOUND) == FOUND
    assert check_after_change(Moment.of(FOUND - BACKLOG - DAY), FOUND, FOUND) is None


def test_a_feed_that_fails_is_asked_less_and_less_but_for_ever() -> None:
    assert ask_again(0, FOUND, FOUND)
    assert ask_again(99, None, FOUND)
    assert not ask_again(3, FOUND, FOUND + HOUR)
    assert ask_again(99, FOUND, FOUND + DAY)


moments = st.none() | st.builds(Moment, st.dates())


@given(moments, st.none() | st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_no_date_of_the_calendar_breaks_the_schedule(
    published: Moment | None, last: datetime | None, found: datetime
) -> None:
    try:
        due = next_check(published, last, found)
    except OverflowError:
        assert last is not None
        assert last.year == 9999
    else:
        assert due is None or due.tzinfo is not None
