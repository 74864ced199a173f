"""Dates read as given: day, time and zone, nothing added, nothing guessed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.page_dates import day_in_path, is_date_line, moment_in, writes_day_first


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2031-02-09", "2031-02-09"),
        ("20310209", "2031-02-09"),
        ("2031-02-09T18:03", "2031-02-09T18:03:00"),
        ("2031-02-09 18:03:05", "2031-02-09T18:03:05"),
        ("2031-02-09T18:03:05Z", "2031-02-09T18:03:05+00:00"),
        ("2031-02-09T18:03:05.123+0330", "2031-02-09T18:03:05.123000+03:30"),
        ("2031-02-09T18:03:05.1234567-05:00", "2031-02-09T18:03:05.123456-05:00"),
        ("2031-02-09 18:03:05 +0100", "2031-02-09T18:03:05+01:00"),
        ("2031-02-09 18:03 UTC", "2031-02-09T18:03:00+00:00"),
        ("Sun, 09 Feb 2031 18:03:05 GMT", "2031-02-09T18:03:05+00:00"),
        ("Sun, 09 Feb 2031 18:03:05 -0500", "2031-02-09T18:03:05-05:00"),
        ("Sunday, 09 February 2031 6:03 PM", "2031-02-09T18:03:00"),
        ("February 9, 2031 at 12:05 a.m. EST", "2031-02-09T00:05:00-05:00"),
        ("Published: Feb. 9th 2031, 6.03pm", "2031-02-09T18:03:00"),
        ("9 Sept 2031 18:03 BST", "2031-09-09T18:03:00"),
        ("9-Feb-2031", "2031-02-09"),
        ("2031/2/9", "2031-02-09"),
        ("25/02/2031", "2031-02-25"),
        ("02/25/2031 10:15", "2031-02-25T10:15:00"),
        ("03.03.2031", "2031-03-03"),
        ("14 octobre 2036 à 18h00", "2036-10-14T18:00:00"),
        ("Publié le 1er mars 2031", "2031-03-01"),
        ("9. März 2031, 18:03 Uhr", "2031-03-09T18:03:00"),
        ("9 de febrero de 2031", "2031-02-09"),
        ("Stand: 04.03.2031 18:15 Uhr", "2031-03-04T18:15:00"),
        ("12 de marzo de 2031 - 06:15 CET", "2031-03-12T06:15:00"),
        ("4 marzo del 2031", "2031-03-04"),
        ("Mardi 12 août 2031 à 6h15", "2031-08-12T06:15:00"),
        ("12 maart 2031, 06:15", "2031-03-12T06:15:00"),
        ("12. Dez. 2031", "2031-12-12"),
        ("2 déc. 2031", "2031-12-02"),
        ("3 października 2031", "2031-10-03"),
        ("Tue, March 4th 2031 at 6:15 PM", "2031-03-04T18:15:00"),
        ("1738951385", "2025-02-07T18:03:05+00:00"),
        ("1738951385000", "2025-02-07T18:03:05+00:00"),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, iso: str) -> None:
    assert str(moment_in(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "03/04/2031",
        "31 February 2031",
        "2031-13-01",
        "5 minutes ago",
        "Feb 9",
        "version 10.11.12",
        "99999999999",
        "0001-01-01T00:00:00",
        "9 February 2031 " + "and so on " * 30,
    ],
)
def test_what_could_mean_two_days_or_none_is_not_read(text: str) -> None:
    assert moment_in(text) is None


@pytest.mark.parametrize(
    ("text", "languages", "url", "iso"),
    [
        ("04/03/2031 18h15", ["pt-BR"], "https://a.example/x", "2031-03-04T18:15:00"),
        ("04/03/2031", ["en-GB"], "https://a.example/x", "2031-03-04"),
        ("04/03/2031", ["en"], "https://a.co.uk/x", "2031-03-04"),
        ("04/03/2031", ["en-US"], "https://a.co.uk/x", "2031-03-04"),
        ("3/4/2031 6:15:00 PM", ["en-US"], "https://a.example/x", "2031-03-04T18:15:00"),
        ("3/4/2031 18:15", ["en-US"], "https://a.example/x", "None"),
        ("3/4/2031", ["en"], "https://a.example/x", "None"),
        ("3/4/2031", [], "https://a.example/x", "None"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_pages_country(
    text: str, languages: list[str], url: str, iso: str
) -> None:
    assert str(moment_in(text, day_first=writes_day_first(languages, url))) == iso


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2031/02/09/bridge", "2031-02-09"),
        ("https://a.example/2031/feb/9/bridge", "2031-02-09"),
        ("https://a.example/article/2031-02-09-bridge?x=2030-01-01", "2031-02-09"),
        ("https://a.example/bridge-20310209", "2031-02-09"),
        ("https://a.example/2031/02/bridge", "None"),
        ("https://a.example/id/120310209777", "None"),
        ("https://a.example/2031/19/45/bridge", "None"),
        ("https://2031-02-09.example/bridge", "None"),
    ],
)
def test_a_day_in_an_address(url: str, day: str) -> None:
    assert str(day_in_path(url)) == day


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Sunday, 09 February 2031 6:03 PM", True),
        ("Published: 9 Feb 2031", True),
        ("Updated on Feb. 9, 2031 at 18:03 GMT", True),
        ("Publié le 11 février 2031", True),
        ("Aggiornato il 12 marzo 2031 alle ore 6:15", True),
        ("Dienstag, 4. März 2031 um 18:15 Uhr", True),
        ("The bridge reopened on 9 February 2031", False),
        ("Petra Holm, 9 February 2031", False),
    ],
)
def test_a_date_line_holds_hardly_anything_else(line: str, is_one: bool) -> None:
    assert is_date_line(line) is is_one


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.times())
def test_every_iso_date_comes_back_as_it_was(day: date, clock: time) -> None:
    assert str(moment_in(f"{day.isoformat()}T{clock.isoformat()}")) == f"{day.isoformat()}T{clock.isoformat()}"


@given(st.text(max_size=130))
def test_no_text_breaks_the_reader(text: str) -> None:
    moment_in(text)
    day_in_path(f"https://a.example/{text}")
    is_date_line(text)
