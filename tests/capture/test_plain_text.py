"""Texts without markup give what they state, and no more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from capture.extract import article_from
from capture.plain_text import paragraphs_of, read_plain_text

FULL = """ date 2031-02-09 Bridge over the Lune reopens: council
Sunday, 09 February 2031 6:03 PM
By Ann Lee and Bo Chan
The bridge over the Lune reopened on Monday after 14 months of repairs, the county council said in a statement.
Some 3,200 vehicles crossed it in the first two hours, more than the council had expected for the whole morning.
"""


def test_a_dated_first_line_gives_headline_and_day_and_the_date_line_the_time() -> None:
    article = article_from(FULL.encode(), "file:///desk/a.txt")
    assert article.headline == "Bridge over the Lune reopens: council"
    assert str(article.published) == "2031-02-09T18:03:00"
    assert article.byline == ("Ann Lee", "Bo Chan")
    assert article.body.startswith("The bridge over the Lune reopened")
    assert article.body.count("\n") == 1
    assert (article.outlet, article.modified, article.canonical_url, article.dateline) == (None, None, None, None)
    assert article.language == "en"
    dates = [(piece.value, piece.found_in, piece.chosen) for piece in article.evidence if piece.field == "published"]
    assert dates == [
        ("2031-02-09", "text:first line", False),
        ("Sunday, 09 February 2031 6:03 PM", "text:date line", True),
    ]


def test_without_a_date_line_the_first_lines_day_stands() -> None:
    article = article_from(b"date 2031-02-09 Bridge reopens\nThe bridge reopened on Monday.", "file:///a.txt")
    assert str(article.published) == "2031-02-09"
    assert article.language is None


def test_a_short_first_line_that_ends_no_sentence_is_the_headline() -> None:
    [headline] = read_plain_text("Bridge reopens\nThe bridge reopened on Monday.").evidence
    assert (headline.field, headline.value, headline.found_in) == ("headline", "Bridge reopens", "text:first line")


def test_a_first_sentence_is_no_headline_and_stays_in_the_body() -> None:
    read = read_plain_text("The bridge reopened on Monday.\nCars crossed it.")
    assert read.evidence == ()
    assert read.body == "The bridge reopened on Monday.\nCars crossed it."
    assert read_plain_text("Only one line").evidence == ()


def test_a_date_in_the_text_is_no_date_line() -> None:
    read = read_plain_text("Bridge reopens\nIt opened on 9 February 2031.\nCars crossed it.")
    assert [piece.field for piece in read.evidence] == ["headline"]


def test_hard_wrapped_lines_become_paragraphs() -> None:
    wrapped = (
        "The bridge over the Lune reopened on Monday after 14 months of\nrepairs, the county council said in a "
        "statement that it sent to\nall residents of the north bank on the same morning, and to\nthe press.\n\n"
        "Some 3,200 vehicles crossed it in the first two hours, more\nthan expected."
    )
    assert [len(line) > 70 for line in paragraphs_of(wrapped)] == [True, True]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_and_no_line_of_it_is_blank(text: str) -> None:
    body = read_plain_text(text).body
    assert all(line.strip() for line in body.split("\n")) or body == ""
