"""No rule on dates or figures fails a statement that only looks like one that is wrong."""

from __future__ import annotations

import pytest

from articles.model import Article
from checks import RULES
from tests.checks.builders import article, judged
from tests.checks.lookalikes import HEADLINES, STATEMENTS

INSIDE = tuple(rule for rule in RULES if rule.suite in ("dates", "figures"))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_that_only_looks_wrong_is_not_failed(statement: str) -> None:
    assert _failures(article(statement, headline="Notes from the county")) == []


@pytest.mark.parametrize(("headline", "body"), HEADLINES)
def test_a_headline_that_only_looks_wrong_is_not_failed(headline: str, body: str) -> None:
    assert _failures(article(body, headline=headline)) == []


def _failures(made: Article) -> list[str]:
    return [
        f"{rule.name}: {judgement.message}"
        for rule in INSIDE
        for _, judgement in judged(rule, made)
        if judgement.outcome == "fail"
    ]
