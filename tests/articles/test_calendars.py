"""Feasts and holidays against days that are on record."""

from __future__ import annotations

from datetime import date

import pytest

from articles.dates.calendars import named_days, names, nth_weekday, orthodox_easter


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("Easter Sunday", 2024, date(2024, 3, 31), date(2024, 3, 31)),
        ("Good Friday", 2025, date(2025, 4, 18), date(2025, 4, 18)),
        ("Ash Wednesday", 2023, date(2023, 2, 22), date(2023, 2, 22)),
        ("Thanksgiving", 2024, date(2024, 11, 28), date(2024, 11, 28)),
        ("Black Friday", 2024, date(2024, 11, 29), date(2024, 11, 29)),
        ("Memorial Day", 2024, date(2024, 5, 27), date(2024, 5, 27)),
        ("Labor Day", 2023, date(2023, 9, 4), date(2023, 9, 4)),
        ("Election Day", 2024, date(2024, 11, 5), date(2024, 11, 5)),
        ("Rosh Hashanah", 2024, date(2024, 10, 3), date(2024, 10, 4)),
        ("Yom Kippur", 1973, date(1973, 10, 6), date(1973, 10, 6)),
        ("Passover", 2024, date(2024, 4, 23), date(2024, 4, 30)),
        ("Hanukkah", 2024, date(2024, 12, 26), date(2025, 1, 2)),
        ("Hanukkah", 2019, date(2019, 12, 23), date(2019, 12, 30)),
        ("Purim", 2024, date(2024, 3, 24), date(2024, 3, 24)),
        ("Diwali", 2023, date(2023, 11, 12), date(2023, 11, 12)),
        ("Nowruz", 2024, date(2024, 3, 20), date(2024, 3, 21)),
        ("Mardi Gras", 2025, date(2025, 3, 4), date(2025, 3, 4)),
        ("Ramadan", 2025, date(2025, 3, 1), date(2025, 3, 29)),
        ("Eid al-Adha", 2024, date(2024, 6, 16), date(2024, 6, 19)),
        ("Lunar New Year", 2024, date(2024, 2, 10), date(2024, 2, 10)),
        ("New Year’s Eve", 1999, date(1999, 12, 31), date(1999, 12, 31)),
    ],
)
def test_a_feast_falls_on_the_days_on_record(name: str, year: int, first: date, last: date) -> None:
    assert named_days(name, year) == ((first, last),)


def test_ramadan_may_begin_twice_in_a_year() -> None:
    assert [first for first, _ in named_days("Ramadan", 2030)] == [date(2030, 1, 5), date(2030, 12, 26)]


def test_orthodox_easter_may_fall_with_the_western_one() -> None:
    assert orthodox_easter(2025) == date(2025, 4, 20)


def test_every_name_is_known_in_the_years_of_the_tables() -> None:
    assert [name for name in names() if not named_days(name, 2024)] == []


def test_a_year_outside_the_tables_is_not_guessed() -> None:
    assert named_days("Ramadan", 1900) == ()


def test_a_month_without_a_fifth_monday_raises() -> None:
    with pytest.raises(ValueError, match="no weekday"):
        nth_weekday(2025, 2, 0, 5)
