import math
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from benchmarks.mentions import Period, Quantity, day_counts, period_counts, unit_counts, value_counts
from benchmarks.own import attribution_case, date_cases, figure_cases
from benchmarks.same_event import best_groups, best_pairs, cosine
from benchmarks.scorers import (
    Counts,
    bcubed_f1,
    figures_kept,
    matched,
    mean,
    pairs,
    same_outlet,
    same_words,
    set_f1,
    shingle_f1,
    span_tokens,
    token_f1,
    total,
)

MONDAY = date(2025, 3, 10)


def test_f1_weighs_what_is_missing_and_what_is_too_much_alike() -> None:
    counts = Counts(right=3, found=4, expected=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, 0.6)


def test_nothing_found_of_nothing_is_right_and_something_of_nothing_is_wrong() -> None:
    assert Counts().f1 == Counts().precision == Counts().recall == 1.0
    assert Counts(found=2).f1 == Counts(found=2).recall == Counts(expected=2).precision == 0.0


def test_totals_weigh_every_mention_the_same() -> None:
    assert total([Counts(1, 1, 1), Counts(0, 3, 1)]) == Counts(1, 4, 2)


def test_a_found_answer_serves_one_expected_answer_only() -> None:
    assert matched([5, 5], [5], lambda one, other: one == other) == Counts(1, 1, 2)
    assert matched([5], [5, 5], lambda one, other: one == other) == Counts(1, 2, 1)


def test_a_mean_of_nothing_is_none() -> None:
    assert mean([]) is None
    assert mean([1.0, 0.0]) == 0.5


def test_bodies_are_compared_by_runs_of_four_words() -> None:
    body = "one two three four five six"
    assert shingle_f1(body, body.upper() + "!") == 1.0
    assert shingle_f1(body, "one two three four five") == pytest.approx(0.8)
    assert shingle_f1(body, "six five four three two one") == 0.0
    assert shingle_f1("too short", "too short") == 1.0
    assert shingle_f1(body, "") == 0.0


def test_a_body_that_stands_twice_in_what_was_extracted_scores_less() -> None:
    body = "one two three four"
    assert shingle_f1(body, f"{body} {body}") < 0.5


def test_a_headline_is_exact_whatever_its_quotation_marks_but_not_whatever_its_words() -> None:
    assert same_words("‘No’ – says  mayor", "'No' - says mayor")
    assert not same_words("Mayor says no", "Mayor says no | The Post")
    assert token_f1("Mayor says no", "mayor SAYS no | The Post") == pytest.approx(0.75)


def test_names_are_compared_without_case_order_and_signs() -> None:
    assert set_f1(["Mira Hallow", "A. B. Quill"], ["AB Quill", "mira hallow"]) == 1.0
    assert set_f1(["Mira Hallow"], ["Mira Hallow", "The Post"]) == pytest.approx(2 / 3)
    assert set_f1([], ["The Post"]) == 0.0


def test_an_outlet_is_the_same_with_and_without_its_article() -> None:
    assert same_outlet("TheOstermerePost", "Ostermere Post")
    assert not same_outlet("OstermerePost", "Ostermere Post Online")


def test_figures_kept_counts_numbers_as_they_are_written() -> None:
    assert figures_kept("48,189 died and 3.5 % fled in 2024.", "48,189 died; 2024") == pytest.approx(2 / 3)
    assert figures_kept("1,200 came", "12,00 came") == 0.0
    assert figures_kept("none at all", "") == 1.0


def test_pairs_count_what_two_groupings_put_together() -> None:
    assert pairs("aabb", "xxyy") == Counts(2, 2, 2)
    assert pairs("aabb", "xxxx") == Counts(2, 6, 2)
    assert pairs("aabb", "wxyz") == Counts(0, 0, 2)


def test_bcubed_falls_when_groups_are_merged_and_when_they_are_split() -> None:
    assert bcubed_f1("aabb", "xxyy") == 1.0
    assert bcubed_f1("aabb", "xxxx") == pytest.approx(2 / 3)
    assert bcubed_f1("aabb", "wxyz") == pytest.approx(2 / 3)


def test_spans_are_compared_by_the_words_they_cover() -> None:
    text = "The mayor said the bridge was shut."
    assert span_tokens(text, [(0, 9)], [(4, 9)]) == Counts(1, 1, 2)
    assert span_tokens(text, [(0, 9)], [(5, 9)]) == Counts(0, 0, 2)


def quantity(value: str, unit: str | None = None, upper: str | None = None) -> Quantity:
    return Quantity(0, 0, Decimal(value), Decimal(upper) if upper else None, unit)


def test_a_figure_needs_its_value_and_then_its_unit() -> None:
    assert value_counts([quantity("5", "percent")], [quantity("5.0", "day")]) == Counts(1, 1, 1)
    assert unit_counts([quantity("5", "percent")], [quantity("5.0", "day")]) == Counts(0, 1, 1)


def test_a_range_is_not_its_lower_end() -> None:
    assert value_counts([quantity("5", upper="10")], [quantity("5")]).right == 0
    assert value_counts([quantity("5", upper="10")], [quantity("5", upper="10")]).right == 1


def test_a_day_needs_the_same_day_at_the_same_words() -> None:
    gold = [Period(0, 6, MONDAY, MONDAY)]
    assert day_counts(gold, [Period(3, 9, MONDAY, MONDAY)]) == Counts(1, 1, 1)
    assert day_counts(gold, [Period(6, 9, MONDAY, MONDAY)]) == Counts(0, 1, 1)
    assert day_counts(gold, [Period(0, 6, MONDAY, date(2025, 3, 11))]) == Counts(0, 0, 1)


def test_an_interval_needs_both_ends_and_what_is_unresolved_is_no_answer() -> None:
    gold = [Period(0, 6, MONDAY, date(2025, 3, 16)), Period(7, 9, None, None)]
    assert period_counts(gold, [Period(0, 6, MONDAY, date(2025, 3, 15)), Period(7, 9, None, None)]) == Counts(0, 1, 1)
    assert period_counts(gold, [Period(7, 9, MONDAY, MONDAY)]) == Counts(0, 1, 1)


def test_the_labels_of_figures_are_read_from_the_line_below_their_sentence() -> None:
    [case, empty] = figure_cases("# why\nTwo to five days.\n    >=2..5 day @age :days\nNone.\n    -\n")
    assert case.figures == (quantity("2", "day", "5"),)
    assert empty.figures == ()


def test_a_label_that_cannot_be_read_is_an_error_and_not_a_figure_less() -> None:
    with pytest.raises(ValueError, match="no label"):
        figure_cases("Two.\n    two\n")


def test_the_labels_of_dates_are_placed_by_their_words() -> None:
    sentence = {"text": "On Monday, and Monday only.", "dates": ["Monday = 2025-03-10", "Monday = ?"]}
    [case] = date_cases([{"published": MONDAY, "sentences": [sentence]}])
    assert case.dates == (Period(3, 9, MONDAY, MONDAY), Period(15, 21, None, None))
    with pytest.raises(ValueError, match="are not in"):
        date_cases([{"published": MONDAY, "sentences": [{"text": "On Monday.", "dates": ["Tuesday = ?"]}]}])


def test_marks_are_taken_out_of_a_text_before_it_is_read() -> None:
    case = attribution_case("{S:The mayor} said {C:no}.")
    assert (case.text, case.sources, case.contents) == ("The mayor said no.", ((0, 9),), ((15, 17),))


def test_the_baseline_finds_the_threshold_that_serves_it_best() -> None:
    texts = [
        "storm floods harbour town",
        "harbour town floods after storm",
        "bank raises rates",
        "rates raised by bank",
    ]
    alike = cosine(texts)
    assert np.allclose(np.diag(alike), 1)
    assert best_pairs(alike, list("aabb")) == 1.0
    assert best_groups(alike, list("aabb")) == (1.0, 1.0)
    assert best_groups(alike, list("abab"))[0] < 1.0
    assert math.isclose(float(alike[0, 2]), 0.0, abs_tol=1e-6)
