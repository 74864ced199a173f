"""The rules that read prose, held to labelled sentences: the precision in the docs is counted here."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from checks import RULES
from tests.checks import cases, cases_of_sums
from tests.checks.builders import article, outcomes
from tests.checks.cases import Case

CASES = (*cases.CASES, *cases_of_sums.CASES)
RULE = {rule.name: rule for rule in RULES}
RULES_PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.body[:60]}")
def test_a_labelled_sentence_is_judged_as_labelled(case: Case) -> None:
    found = tuple(outcomes(RULE[case.rule], article(case.body, headline=case.headline)))
    assert found == (case.expected if case.errs is None else case.errs)


def test_the_docs_state_the_precision_that_the_cases_give() -> None:
    flagged: Counter[str] = Counter()
    rightly: Counter[str] = Counter()
    for case in CASES:
        for at, outcome in enumerate(case.errs or case.expected):
            if outcome == "fail":
                flagged[case.rule] += 1
                rightly[case.rule] += case.expected[at : at + 1] == ("fail",)
    page = RULES_PAGE.read_text(encoding="utf-8")
    for rule, failures in flagged.items():
        section = page.split(f"\n## {rule}\n")[1].split("\n## ")[0]
        count = sum(case.rule == rule for case in CASES)
        stated = re.search(r"(\d+) of (\d+) failures right, over (\d+) labelled sentences", section)
        assert stated, f"docs/rules.md must state the precision of “{rule}”"
        assert tuple(map(int, stated.groups())) == (rightly[rule], failures, count), rule
