"""Every rule is documented, has an article that trips it and a look-alike that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks import RULES
from checks.rules import AnyRule
from tests.checks.builders import article, batch, judged, outcomes
from tests.checks.samples import SAMPLES

RULES_PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
ASPECTS = ("Question", "Method", "Tolerance", "Blind spots", "Precision")

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def _sections() -> dict[str, str]:
    pages = re.split(r"^## ", RULES_PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {page.split("\n", 1)[0].strip(): page for page in pages}


@every_rule
def test_a_rule_has_a_section_in_the_docs(rule: AnyRule) -> None:
    section = _sections().get(rule.name)
    assert section is not None, f"docs/rules.md has no section “## {rule.name}”: add one, modelled on its neighbours"
    missing = [aspect for aspect in ASPECTS if f"**{aspect}.**" not in section]
    assert not missing, f"the section “{rule.name}” of docs/rules.md lacks {missing}: a reader needs each of {ASPECTS}"
    assert rule.question in section, f"the section “{rule.name}” must state the rule's own question: “{rule.question}”"
    assert f"Severity {rule.severity}" in section, f"the section “{rule.name}” must say “Severity {rule.severity}”"


def test_the_docs_describe_no_rule_that_does_not_exist() -> None:
    assert list(_sections()) == [rule.name for rule in RULES], "docs/rules.md has the rules of RULES, in their order"


@every_rule
def test_a_rule_has_a_sample_that_trips_it(rule: AnyRule) -> None:
    sample = SAMPLES.get(rule.name)
    assert sample, f"no sample for “{rule.name}”: add articles that trip it and clean ones to tests/checks/samples.py"
    groups = [sample.trips] if sample.together else [(one,) for one in sample.trips]
    for group in groups:
        found = outcomes(rule, *group)
        assert "fail" in found, f"the sample “{group[0]}” should trip “{rule.name}” and gives {found}"


@every_rule
def test_a_rule_passes_a_clean_look_alike(rule: AnyRule) -> None:
    sample = SAMPLES.get(rule.name)
    assert sample, f"no sample for “{rule.name}”: add articles that trip it and clean ones to tests/checks/samples.py"
    said = judged(rule, *sample.clean)
    failing = [judgement.message for _, judgement in said if judgement.outcome == "fail"]
    assert not failing, f"the clean sample of “{rule.name}” fails"
    assert any(judgement.outcome == "pass" for _, judgement in said), (
        f"the clean sample of “{rule.name}” is not judged at all: {said}"
    )


def test_every_sample_belongs_to_a_rule() -> None:
    assert set(SAMPLES) == {rule.name for rule in RULES}


def test_rules_have_distinct_names() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@every_rule
def test_a_rule_that_reads_prose_leaves_another_language_alone(rule: AnyRule) -> None:
    german = article("Am Samstag, dem 9. März 2025, starben 12 Menschen: 5 Kinder und 9 Frauen.", language="de")
    said = list(rule.unread(batch(german)))
    if not rule.prose:
        assert said == []
        return
    [(row, judgement)] = said
    assert (row.subject, judgement.outcome) == ("article", "unverifiable")
    assert "“de”" in judgement.message
    assert outcomes(rule, german) == []
