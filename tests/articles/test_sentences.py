import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sentences import dateline_end, sentences_in


def split(text: str) -> list[str]:
    return [span.text for span in sentences_in(text)]


def test_a_full_stop_ends_a_sentence_and_so_do_question_and_exclamation_marks() -> None:
    assert split("It rained. Who knew? Nobody! We went home.") == [
        "It rained.",
        "Who knew?",
        "Nobody!",
        "We went home.",
    ]


def test_a_newline_ends_a_sentence_and_a_heading_needs_no_full_stop() -> None:
    assert split("Harbour wall gives way\nTwo boats sank. No one was hurt.\n\nA photo caption") == [
        "Harbour wall gives way",
        "Two boats sank.",
        "No one was hurt.",
        "A photo caption",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Halvorsen met Gen. Ada Brink and Dr. J. R. Okoro.",
        "Sen. Lowe voted no.",
        "The U.S. Navy sent a ship to St. Osyth.",
        "Prices rose 1.2 percent to $3.50 a litre.",
        "Juror No. 12 left at 7 p.m. on Jan. 19 and did not return.",
        "Lowmere Corp. Chairman Ines Falk resigned.",
        "She arrived at 6 a.m. Friday.",
        "The case of Hale vs. Brink was adjourned.",
        "“Run!” he shouted.",
        '"Why now?" the minister asked.',
        "They waited ... and waited.",
    ],
)
def test_abbreviations_initials_decimals_and_quoted_marks_end_nothing(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_a_closing_quote_belongs_to_the_sentence_it_closes() -> None:
    assert split("He said: “We will rebuild.” The crowd cheered. (Nobody left.) Then it rained.") == [
        "He said: “We will rebuild.”",
        "The crowd cheered.",
        "(Nobody left.)",
        "Then it rained.",
    ]


def test_an_abbreviation_before_a_word_that_opens_sentences_ends_one() -> None:
    assert split("They moved to the U.S. The family settled there. It shut at 5 p.m. Police came.") == [
        "They moved to the U.S.",
        "The family settled there.",
        "It shut at 5 p.m.",
        "Police came.",
    ]


def test_a_full_stop_before_a_quotation_or_a_figure_ends_a_sentence() -> None:
    assert split("The mayor agreed. “We must act.” 12 houses burned. 40 more are at risk.") == [
        "The mayor agreed.",
        "“We must act.”",
        "12 houses burned.",
        "40 more are at risk.",
    ]


@given(st.text(alphabet='aB1 .!?\n"“”()’U.S…\u2028\t', max_size=200))
def test_every_span_keeps_its_words_in_order_and_only_white_space_is_left_out(text: str) -> None:
    spans = sentences_in(text)
    at, rest = 0, ""
    for span in spans:
        assert text[span.start : span.end] == span.text == span.text.strip()
        assert span.start >= at
        rest += text[at : span.start]
        at = span.end
    assert not (rest + text[at:]).strip()


@pytest.mark.parametrize("unit", [".", ". ", '."', "“", "a", "a. ", "U.S. ", "!?", ".)", "x.\n", "… "])
def test_a_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    text = (unit * (2_000_000 // len(unit)))[:2_000_000]
    started = time.process_time()
    sentences_in(text)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "dateline",
    [
        "CAIRO (Reuters) - ", "PORT MERROW, Veldany, Oct 4 (Meridian) - ", "SENNET, Oct 12 - ", "BELLONE, Sarve – ",
        "Orlo, 4 October 2026 — ", "LAKE TOVEN—",
    ],
)  # fmt: skip
def test_a_dateline_ends_behind_its_dash(dateline: str) -> None:
    text = f"{dateline}Nine people died on Monday."
    assert dateline_end(text, 0, len(text)) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died - and nobody knows why.",
        "The Orlo Council (OC) said on Monday - again - that it held.",
        "US-led talks failed.",
        "A - no, B.",
    ],
)
def test_what_opens_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline_end(text, 0, len(text)) == 0


def test_a_dateline_stands_at_the_start_of_a_line_only() -> None:
    text = "It rained. CAIRO (Reuters) - Nine people died."
    assert dateline_end(text, 11, len(text)) == 11
