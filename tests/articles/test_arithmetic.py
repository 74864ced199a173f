"""The arithmetic that a text states is read where it is plain, and left alone where it is not."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from articles.arithmetic import (
    changes_in,
    conversions_in,
    durations_in,
    lifetimes_in,
    lists_in,
    parts_in,
    rates_in,
    shares_in,
    weekdays_in,
)
from articles.model import Article, FieldEvidence, Moment, ReadArticle
from articles.reading import read


def reading_of(
    body: str,
    published: str | None = "2025-03-10",
    evidence: tuple[FieldEvidence, ...] = (),
    dateline: str | None = None,
) -> ReadArticle:
    article = Article(
        url="https://post.example/a",
        final_url="https://post.example/a",
        canonical_url=None,
        outlet=None,
        headline=None,
        byline=(),
        dateline=dateline,
        published=Moment.parse(published) if published else None,
        modified=None,
        language="en",
        licence=None,
        paywall=None,
        sha256="0" * 64,
        fetched_at=None,
        extractor="hand",
        body=body,
        evidence=evidence,
    )
    return ReadArticle(article, read(article))


SIEGE = (date(2023, 10, 7), date(2025, 1, 19))


@pytest.mark.parametrize(
    "body",
    [
        "The siege lasted 470 days, from 7 October 2023 to 19 January 2025.",
        "The siege lasted from 7 October 2023 to 19 January 2025, a total of 470 days.",
        "The 470 days of war between October 7, 2023, and January 19, 2025, left the port in ruins.",
        "A truce began on 19 January 2025, 470 days after the war broke out on 7 October 2023.",
        "The war broke out on 7 October 2023, 470 days before the truce of 19 January 2025.",
    ],
)
def test_a_duration_takes_its_ends_from_its_own_sentence(body: str) -> None:
    [duration] = durations_in(reading_of(body))
    assert duration.figure.value == 470
    assert duration.ends is not None
    assert (duration.ends[0].day, duration.ends[1].day) == SIEGE
    for end in duration.ends:
        assert body[end.start : end.end] == end.words


def test_a_duration_that_still_runs_ends_on_the_day_of_publication() -> None:
    [duration] = durations_in(reading_of("It has been 31 days since 7 February 2025."))
    assert duration.ends is not None
    assert (duration.ends[0].day, duration.ends[1].day) == (date(2025, 2, 7), date(2025, 3, 10))
    assert duration.ends[1].start is None


@pytest.mark.parametrize(
    "body",
    [
        "From 7 October 2023 to 19 January 2025 the court heard of 30 days of fighting in the port.",
        "After 470 days the truce of 19 January 2025 came.",
        "He was held for 12 days. The trial ran from 1 May 2024 to 3 June 2024.",
    ],
)
def test_a_duration_beside_dates_that_are_not_its_ends_gets_the_days_of_the_article_instead(body: str) -> None:
    [duration] = durations_in(reading_of(body))
    assert duration.ends is None
    assert [day.day for day in duration.days] == sorted({day.day for day in duration.days})
    assert date(2025, 3, 10) in {day.day for day in duration.days}


@pytest.mark.parametrize("body", ["A 5-year-old boy was found.", "Two weeks ago the river rose.", "It costs $3 a day."])
def test_ages_and_times_ago_are_not_durations(body: str) -> None:
    assert durations_in(reading_of(body)) == ()


def test_ends_in_the_wrong_order_are_not_ends() -> None:
    [duration] = durations_in(reading_of("It ran 470 days, from 19 January 2025 to 7 October 2023."))
    assert duration.ends is None


def test_a_weekday_is_read_beside_a_date_and_not_alone() -> None:
    found = weekdays_in(reading_of("They met on Friday, 14 February 2025, and again on Thursday."))
    assert [(one.weekday, one.day.day, one.certain, one.where) for one in found] == [
        (4, date(2025, 2, 14), True, "body")
    ]


def test_a_weekday_is_read_in_the_dates_of_the_page_and_in_the_dateline() -> None:
    found = weekdays_in(
        reading_of(
            "Nothing here.",
            evidence=(FieldEvidence("published", "Sunday, 09 February 2025 6:03 PM", "text:date line", chosen=True),),
            dateline="OSTERMERE, Sunday, March 9",
        )
    )
    assert [(one.weekday, one.day.day, one.where) for one in found] == [
        (6, date(2025, 2, 9), "published from text:date line"),
        (6, date(2025, 3, 9), "dateline"),
    ]


def test_a_weekday_far_from_publication_without_a_year_is_not_certain() -> None:
    [near] = weekdays_in(reading_of("They met on Friday, 14 February, at noon."))
    [far] = weekdays_in(reading_of("They met on Friday, 30 August, at noon."))
    assert (near.certain, far.certain) == (True, False)


def test_parts_behind_including_are_some_of_the_total() -> None:
    [breakdown] = parts_in(reading_of("Police arrested 12 people, including 5 women and 6 men, on the pier."))
    assert breakdown.total.value == 12
    assert not breakdown.whole
    assert [part.figure.value for part in breakdown.parts] == [5, 6]
    assert [part.of.split()[0] for part in breakdown.parts] == ["women", "men"]


@pytest.mark.parametrize(
    "body",
    [
        "The fire killed 12 people: 5 children, 4 women and 3 men.",
        "The fire killed 12 people (5 children, 4 women and 3 men), police said.",
    ],
)
def test_a_closed_list_is_the_whole_total(body: str) -> None:
    [breakdown] = parts_in(reading_of(body))
    assert breakdown.whole
    assert [part.figure.value for part in breakdown.parts] == [5, 4, 3]
    assert body[breakdown.span.start : breakdown.span.end] == breakdown.span.text


@pytest.mark.parametrize(
    "body",
    [
        "The fire killed 12 people: 5 children, who had hidden in the loft, and 4 women.",
        "The score was 12 and 5.",
        "Police detained 9 people, including a man aged 62.",
        "The boat carried 12 people, including the captain; 5 women and 9 men were on deck.",
    ],
)
def test_figures_that_are_not_plainly_parts_are_not_read_as_such(body: str) -> None:
    assert [one for one in parts_in(reading_of(body)) if one.whole or len(one.parts) > 1] == []


def test_a_total_that_opens_a_sentence_is_divided_by_what_follows() -> None:
    body = "Of the 60 motions, 30 were adopted, 20 rejected, and the other 10 withdrawn, the clerk said."
    [breakdown] = parts_in(reading_of(body))
    assert (breakdown.total.value, breakdown.divided, breakdown.whole) == (Decimal(60), True, True)
    assert [part.figure.value for part in breakdown.parts] == [30, 20, 10]
    assert [part.of for part in breakdown.parts] == ["were adopted", "rejected", "withdrawn"]
    [open_ended] = parts_in(reading_of("Of 60 motions, 30 were adopted and 20 were rejected."))
    assert (open_ended.divided, open_ended.whole) == (True, False)


@pytest.mark.parametrize(
    "body",
    [
        "Of the 60 motions, 18 were adopted.",
        "He spoke of 60 motions, 50 of them good, and 20 drafts.",
        "Of the 60 motions, 45 percent were adopted and 65 percent rejected.",
        "Of the 60 men, 30, who had been ill, and 20 others left.",
    ],
)
def test_a_total_without_two_plain_parts_is_not_divided(body: str) -> None:
    assert [one for one in parts_in(reading_of(body)) if one.divided] == []


def test_what_began_and_ended_gives_its_length_two_ends() -> None:
    told = "The siege began on 7 October 2023 and ended on 19 January 2025, after 470 days{}"
    [duration] = durations_in(reading_of(told.format(", he said.")))
    assert duration.ends is not None
    assert (duration.ends[0].day, duration.ends[1].day) == SIEGE
    [other] = durations_in(reading_of(told.format(" of rain.")))
    assert other.ends is None


def test_one_currency_serves_both_sums_of_a_share() -> None:
    [share] = shares_in(reading_of("Roads get 3 billion of the 12 billion euros (25 percent)."))
    assert (share.part.unit, share.whole.unit) == ("EUR", "EUR")
    assert shares_in(reading_of("Roads get 3 of the 12 billion euros (25 percent).")) == ()


@pytest.mark.parametrize(
    ("body", "direction"),
    [
        ("Imports rose from 60 to 40 shiploads.", "up"),
        ("Imports fell sharply from 40 to 60 shiploads, up 50 %.", "down"),
        ("Imports of grain went from 40 to 60 shiploads, up 50 %.", None),
    ],
)
def test_a_change_keeps_the_direction_of_its_verb(body: str, direction: str | None) -> None:
    [change] = changes_in(reading_of(body))
    assert change.direction == direction


def test_a_share_needs_part_whole_and_percentage_side_by_side() -> None:
    [share] = shares_in(reading_of("Rust was found on 45 of the 60 ships (75 %)."))
    assert [share.part.value, share.whole.value, share.percentage.value] == [45, 60, 75]
    assert shares_in(reading_of("He won 45 of 60 matches, 20 % of them indoors.")) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Imports rose from 40 to 60 shiploads, up 50 %.",
        "Imports rose from 40 in May to 60 in June, a 50 % increase.",
        "Imports rose 50 % to 60 from 40.",
        "Imports rose 50 % from 40 to 60.",
    ],
)
def test_a_change_is_read_in_whichever_order_it_is_told(body: str) -> None:
    [change] = changes_in(reading_of(body))
    assert change.by is not None
    assert [change.before.value, change.after.value, change.by.value] == [40, 60, 50]


def test_a_conversion_stands_in_brackets() -> None:
    [pair] = conversions_in(reading_of("The slick is 30 miles (about 48 km) long."))
    assert (pair.first.unit, pair.second.unit, pair.second.value) == ("mile", "kilometer", Decimal(48))
    assert conversions_in(reading_of("The slick is 30 miles long, 48 km from Tarn.")) == ()


def test_a_conversion_of_two_units_at_once_is_told_in_the_smaller_on_either_side() -> None:
    [pair] = conversions_in(reading_of("The keeper is 6ft 4in (193cm) tall."))
    assert (pair.first.unit, pair.first.value, pair.second.value) == ("inch", 76, 193)
    [pair] = conversions_in(reading_of("The keeper weighs 85kg (13st 5lb)."))
    assert (pair.second.unit, pair.second.value) == ("pound", 187)
    [pair] = conversions_in(reading_of("The keeper weighs 13st 5lb (187lb)."))
    assert (pair.first.unit, pair.second.value) == ("pound", 187)


@pytest.mark.parametrize(
    ("body", "difference"),
    [
        ("It was 30C (86F) at noon.", False),
        ("It is 95 degrees (35 Celsius) at noon.", False),
        ("A rise of 1.5C (2.7F) is feared.", True),
        ("It will be 10C (18F) warmer than usual.", True),
        ("It rose to 30C (86F) at noon.", None),
    ],
)
def test_degrees_are_a_reading_or_a_difference_by_the_words_around_them(body: str, difference: bool | None) -> None:
    [pair] = conversions_in(reading_of(body))
    assert {pair.first.unit, pair.second.unit} == {"degree_Celsius", "degree_Fahrenheit"}
    assert pair.difference is difference


@pytest.mark.parametrize(
    ("body", "values", "average"),
    [
        ("The yard launched 3 boats a day for 10 days, 30 in all.", (3, 10, 30), False),
        ("The yard launched 3 boats a day for 10 days. That is 30 boats.", (3, 10, 30), False),
        ("The yard averaged 12 boats a month over the year, a total of 144.", (12, None, 144), True),
        ("The yard launched 330 boats in 30 days, an average of 11 a day.", (11, 30, 330), True),
    ],
)
def test_a_rate_is_read_with_its_time_and_its_total(
    body: str, values: tuple[int, int | None, int], average: bool
) -> None:
    [rate] = rates_in(reading_of(body))
    each, times, total = values
    assert (rate.each.value, rate.total.value, rate.average) == (Decimal(each), Decimal(total), average)
    assert (rate.times is None) if times is None else (rate.times is not None and rate.times.value == times)
    assert body[rate.span.start : rate.span.end] == rate.span.text


def test_an_age_is_read_with_its_birth_and_its_death() -> None:
    [living] = lifetimes_in(reading_of("Mira Hallow, 43, born in Tarn on 3 May 1981, won."))
    assert living.age.value == 43
    assert (living.born, living.until) == ((date(1981, 5, 3), date(1981, 5, 3)), None)
    [dead] = lifetimes_in(reading_of("Odile Brandt (1950-2021) kept the light. She died aged 70."))
    assert dead.until == (date(2021, 1, 1), date(2021, 12, 31))
    assert dead.born == (date(1950, 1, 1), date(1950, 12, 31))


def test_a_counted_list_says_how_many_names_it_may_hold() -> None:
    [listed] = lists_in(reading_of("Three films were nominated: The Ship, Salt and Light, and Winter."))
    assert listed.count.value == 3
    assert (listed.fewest, listed.most) == (3, 4)
    assert lists_in(reading_of("Three films, among them The Ship and Winter, were nominated.")) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "3 a day for 10 days, 30 in all, ",
        "Smith, 43, was born in 1975 and ",
        "born in 1950 and died in 2021 at the age of 70 ",
        "(1950-2021) died aged 70 ",
        "three people were arrested: Ada Holm, ",
        "three people: Ada and Ben, Cara and ",
        "the four towns of Arden, Brell and ",
        "6ft 4in (193cm) 13st 5lb (",
        "12 people, including ",
        "from 7 October 2023 to ",
        "Of 40 motions, 18 were adopted, ",
        "rose sharply from 40 to 60 ",
        "began on 7 October 2023 and ended on ",
        "470 days since 7 October 2023 ",
        "45 of 60 (75 %), up 3 % ",
        "30 miles (48 km) ",
        "including including ",
        "( 12 ( 5 , and ",
    ],
)
def test_hostile_repetition_is_read_in_linear_time(unit: str) -> None:
    small, large = (_cost(unit * (size // len(unit))) for size in (20_000, 160_000))
    assert large < 40 * max(small, 0.005)


def _cost(body: str) -> float:
    made = reading_of(body)
    return min(_once(made) for _ in range(3))


def _once(made: ReadArticle) -> float:
    started = time.process_time()
    readers = (
        durations_in,
        weekdays_in,
        parts_in,
        shares_in,
        changes_in,
        conversions_in,
        rates_in,
        lists_in,
        lifetimes_in,
    )
    for reader in readers:
        reader(made)
    return time.process_time() - started
