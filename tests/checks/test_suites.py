"""Great Expectations judges a batch as the predicates do, and a rule that crashes is never a finding."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from articles.model import Relations
from checks import RULES
from checks.batch import Batch
from checks.provenance import OUTLET_MISSING
from checks.rules import Judgement, Row, Rule, failed, passed, unverifiable
from checks.suites import CheckCrashed, Verdict, validate
from tests.checks.builders import CHECKED_AT, article, batch
from tests.checks.samples import SAMPLES


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRow(Row):
    words: int


def words_rows(made: Batch) -> Iterator[WordsRow]:
    for read in made.articles:
        yield WordsRow(article=read.article.id, subject="article", words=len(read.article.body.split()))


def judge_words(row: WordsRow) -> Judgement:
    if row.words == 0:
        return unverifiable("There is nothing to count.")
    return passed("Long enough.") if row.words > 3 else failed("Too short.", severity="high")


LONG_ENOUGH = Rule(
    name="long enough",
    suite="length",
    question="An article has more than three words",
    severity="low",
    flagged=True,
    row=WordsRow,
    rows=words_rows,
    judge=judge_words,
    prose=False,
)


def judge_crashing(row: WordsRow) -> Judgement:
    raise ZeroDivisionError(row.words)


def test_rows_become_findings_with_their_own_message_and_severity() -> None:
    long, short, empty = article("One two three four five."), article("One two."), article("")
    verdict = validate(batch(long, short, empty), (LONG_ENOUGH,))
    assert [(found.article, found.outcome, found.severity, found.flagged) for found in verdict.findings] == [
        (long.id, "pass", "low", False),
        (short.id, "fail", "high", True),
        (empty.id, "unverifiable", "low", False),
    ]
    [validation] = verdict.validations
    [expectation] = validation.expectations
    assert not validation.success
    assert (expectation.rows, expectation.passed, expectation.failed, expectation.unverifiable) == (3, 1, 1, 1)
    assert expectation.expected == "An article has more than three words"


def test_a_batch_that_holds_is_a_success() -> None:
    verdict = validate(batch(article("One two three four five.")), (LONG_ENOUGH,))
    assert verdict.validations[0].success


def test_rows_that_cannot_be_judged_do_not_fail_the_suite_and_do_not_count_as_passed() -> None:
    [validation] = validate(batch(article("")), (LONG_ENOUGH,)).validations
    assert validation.success
    assert (validation.expectations[0].passed, validation.expectations[0].unverifiable) == (0, 1)


def test_a_rule_that_raises_is_a_crash_and_not_a_finding() -> None:
    with pytest.raises(CheckCrashed, match=r"long enough.*ZeroDivisionError"):
        validate(batch(article()), (replace(LONG_ENOUGH, judge=judge_crashing),))


def test_a_rule_that_raises_inside_great_expectations_is_a_crash_too() -> None:
    calls = iter((passed("first"),))
    once = replace(LONG_ENOUGH, judge=lambda _: next(calls))
    with pytest.raises(CheckCrashed, match="long enough"):
        validate(batch(article()), (once,))


def test_great_expectations_has_the_last_word_on_a_row() -> None:
    answers = iter((passed("first"), failed("then")))
    fickle = replace(LONG_ENOUGH, judge=lambda _: next(answers))
    [finding] = validate(batch(article()), (fickle,)).findings
    assert finding.outcome == "fail"


def test_a_batch_without_articles_is_not_validated() -> None:
    assert validate(Batch((), Relations(), CHECKED_AT)) == Verdict((), ())


def test_a_rule_with_nothing_to_judge_shows_no_rows_rather_than_a_pass() -> None:
    verdict = validate(batch(article("The gate is open.", headline="Gate open")))
    lines = {line.rule: line for validation in verdict.validations for line in validation.expectations}
    assert list(lines) == [rule.name for rule in RULES]
    assert lines["share of total"].rows == lines["share of total"].passed == 0
    assert not [found for found in verdict.findings if found.rule == "share of total"]


def test_a_missing_outlet_is_found_by_the_core_expectation() -> None:
    verdict = validate(batch(article(outlet=None), article("Another.")), (OUTLET_MISSING,))
    assert [found.outcome for found in verdict.findings] == ["fail", "pass"]


def test_all_samples_in_one_batch_are_judged_as_their_predicates_say() -> None:
    made = {one.id: one for sample in SAMPLES.values() for one in (*sample.trips, *sample.clean)}
    everything = batch(*made.values(), article("Am 9. März 2025 starben 12 Menschen.", language="de"))
    verdict = validate(everything)
    expected = {
        (rule.name, row.article, row.subject): judgement.outcome
        for rule in RULES
        for row, judgement in (*rule.judged(everything), *rule.unread(everything))
    }
    found = {(finding.rule, finding.article, finding.subject): finding.outcome for finding in verdict.findings}
    assert found == expected
    assert len({finding.id for finding in verdict.findings}) == len(verdict.findings)
    assert {"pass", "fail", "unverifiable"} == set(found.values())
    assert all(finding.message and finding.evidence for finding in verdict.findings)
    assert not any(finding.flagged for finding in verdict.findings if finding.outcome != "fail")


def test_the_same_article_twice_is_judged_once() -> None:
    one = article(outlet=None)
    assert len(validate(batch(one, one), (OUTLET_MISSING,)).findings) == 1


def test_a_batch_needs_an_aware_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        Batch((), Relations(), datetime(2025, 3, 10, 12))  # noqa: DTZ001  what is tested
    assert Batch((), Relations(), datetime(2025, 3, 10, 12, tzinfo=UTC)).bar == 2


def test_importing_the_rules_does_not_import_great_expectations() -> None:
    code = "import sys, checks; print([name for name in ('great_expectations', 'pandas') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
