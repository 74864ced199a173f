"""The one reading that ties all readers together."""

from __future__ import annotations

import time
from datetime import date

from articles.claims import claims_in
from articles.reading import read
from tests.articles.test_claims import article

BODY = (
    "Velmora's defence minister Tomas Harrek said on Monday that 14 drones had been shot down over Harsk.\n"
    "“Nobody was hurt,” he added. At least 3 houses burned on January 19, residents said.\n"
)


def test_a_reading_holds_what_every_reader_found_in_order() -> None:
    reading = read(article(BODY))
    starts = (
        [one.start for one in reading.sentences],
        [one.start for one in reading.dates],
        [one.start for one in reading.figures],
        [one.start for one in reading.attributions],
        [one.start for one in reading.claims],
    )
    for found in starts:
        assert found
        assert found == sorted(found)
    assert {one.name for one in reading.attributions} >= {"Tomas Harrek"}
    assert all(BODY[one.start : one.end] == one.text for one in reading.claims)
    assert all(BODY[one.start : one.end] == one.text for one in reading.sentences)


def test_the_claims_of_a_reading_are_those_of_the_claims_door() -> None:
    assert read(article(BODY)).claims == claims_in(article(BODY))


def test_a_weekday_is_resolved_against_the_day_of_publication() -> None:
    assert read(article(BODY)).dates[0].from_ == date(2025, 2, 3)


def test_another_language_keeps_its_sentences_only() -> None:
    reading = read(article("Zwölf Menschen starben. Der Minister sagte, es sei ruhig.", language="de-AT"))
    assert len(reading.sentences) == 2
    assert (reading.dates, reading.figures, reading.attributions, reading.claims) == ((), (), (), ())


def test_a_language_that_is_not_stated_or_has_a_region_is_read() -> None:
    assert read(article(BODY, language=None)).claims
    assert read(article(BODY, language="en-GB")).claims


def test_an_empty_body_reads_as_nothing() -> None:
    assert read(article("")) == read(article("\n\n"))


def test_a_megabyte_without_a_full_stop_is_read_in_seconds() -> None:
    body = ("the minister said 14 people and “more” than 3 on May 4 " * 20_000)[:1_000_000]
    started = time.process_time()
    read(article(body))
    assert time.process_time() - started < 30
