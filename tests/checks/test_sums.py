"""Sums that come out by construction pass, and the same with one figure changed do not."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.dates import AGE_AGAINST_BIRTH
from checks.dates.ages import birthdays
from checks.figures import LIST_AGAINST_COUNT, RATE_AGAINST_TOTAL, UNIT_PAIR
from tests.checks.builders import article, outcomes

NAMES = ("Ada Holm", "Ben Asker", "Cara Dunn", "Dov Elm", "Eve Reed", "Fin Hurd", "Gus Orrin", "Hal Sarve")
PUBLISHED = date(2025, 3, 10)
few = settings(max_examples=40, deadline=None)


@few
@given(st.integers(3, 99), st.integers(2, 60), st.sampled_from(["day", "week", "month"]))
def test_a_rate_times_its_time_is_the_total(each: int, times: int, period: str) -> None:
    told = f"The yard launched {each} boats a {period} for {times} {period}s, {{:,}} in all."
    assert outcomes(RATE_AGAINST_TOTAL, article(told.format(each * times))) == ["pass"]
    assert outcomes(RATE_AGAINST_TOTAL, article(told.format(each * times * 5 // 2 + 7))) != ["pass"]


@few
@given(st.dates(date(1935, 1, 1), date(2005, 1, 1)))
def test_an_age_counted_from_a_birthday_is_right_and_one_three_years_off_is_not(born: date) -> None:
    age = birthdays(born, PUBLISHED)
    told = f"Mira Hallow, {{}}, was born on {born.day} {born:%B %Y} in Ostermere."
    assert outcomes(AGE_AGAINST_BIRTH, article(told.format(age))) == ["pass"]
    assert outcomes(AGE_AGAINST_BIRTH, article(told.format(age + 3))) == ["fail"]


def test_birthdays_are_counted_and_not_days() -> None:
    born = date(1964, 2, 29)
    assert birthdays(born, date(2025, 2, 28)) == 60
    assert birthdays(born, date(2025, 3, 1)) == 61
    assert birthdays(born, born - timedelta(days=1)) == -1


@few
@given(st.integers(2, 8), st.integers(2, 8))
def test_a_list_passes_where_it_holds_as_many_as_counted(counted: int, named: int) -> None:
    names = f"{', '.join(NAMES[: named - 1])} and {NAMES[named - 1]}"
    body = f"In all {counted} people were arrested on Monday: {names}."
    assert outcomes(LIST_AGAINST_COUNT, article(body)) == ["pass" if counted == named else "fail"]


@few
@given(st.integers(-40, 50))
def test_degrees_that_are_converted_pass_and_the_same_as_a_difference_fail(celsius: int) -> None:
    reading, difference = round(celsius * 1.8 + 32), round(celsius * 1.8)
    body = f"It was {celsius}C ({reading}F) at the pier."
    assert outcomes(UNIT_PAIR, article(body)) == ["pass"]
    if celsius > 0:
        assert outcomes(UNIT_PAIR, article(f"A rise of {celsius}C ({reading}F) is feared.")) == ["fail"]
        assert outcomes(UNIT_PAIR, article(f"A rise of {celsius}C ({difference}F) is feared.")) == ["pass"]


@few
@given(st.integers(4, 7), st.integers(0, 11))
def test_feet_and_inches_are_one_length(feet: int, inches: int) -> None:
    right = round((feet * 12 + inches) * 2.54)
    told = f"The keeper is {feet}ft {inches}in ({{}}cm) tall."
    assert outcomes(UNIT_PAIR, article(told.format(right))) == ["pass"]
    assert outcomes(UNIT_PAIR, article(told.format(round(right * 1.2)))) == ["fail"]
