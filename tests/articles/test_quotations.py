"""Quotations: where quoted words start and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.attribution.quotations import quotations_in


def quoted(text: str) -> list[str]:
    return [span.text for span in quotations_in(text)]


def test_marks_belong_to_the_quotation_and_inner_quotations_to_the_outer() -> None:
    assert quoted('“He said ‘no’ twice,” she said. "Never."') == ["“He said ‘no’ twice,”", '"Never."']


def test_apostrophes_and_possessives_are_no_quotation() -> None:
    assert quoted("The workers' union didn't mind the '90s or the bosses' offer.") == []


def test_a_paragraph_that_opens_without_closing_is_quoted_to_its_end() -> None:
    assert quoted("“First part.\n“Second part.”\nThen he left.") == ["“First part.", "“Second part.”"]


def test_a_mark_for_inches_opens_nothing() -> None:
    assert quoted('The 6" pipe burst.\nThe other held.') == []


@given(st.text(alphabet="\"“”‘’'« »ab\n., ", max_size=80))
def test_quotations_never_overlap_and_hold_their_words(text: str) -> None:
    reached = 0
    for span in quotations_in(text):
        assert reached <= span.start < span.end
        assert text[span.start : span.end] == span.text
        reached = span.end
