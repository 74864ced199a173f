from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from articles.model import EvidenceSpan
from flows.review_form import (
    BadAnswerError,
    Case,
    case_name,
    case_tags,
    form_description,
    form_schema,
    read_answer,
)
from storage.decisions import Decision
from storage.findings import FlagRecord

NOW = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> [click](javascript:alert(2)) | `x` https://evil.example/ \x1b[31m\n# Mayor"
FLAG = FlagRecord(
    "a" * 16,
    "parts against total",
    "high",
    "b" * 16,
    None,
    "12",
    "The parts make 14, the total is 12.",
    "open",
    "Twelve dead in Tolle",
    "Valley Post",
    "https://valley.example/tolle",
    (EvidenceSpan("b" * 16, "body", "12 dead, 9 women and 5 children", 10, 41),),
    "c" * 16,
    NOW,
    NOW,
    "d" * 64,
)
CASE = Case("e" * 16, (FLAG, replace(FLAG, id="f" * 16, rule="single origin", severity="medium")))
GOOD: dict[str, Any] = {
    "flag_1": "corroborated",
    "flag_2": "false alarm",
    "reason": "the ministry's list has 14",
    "reviewer": "R. Vale",
    "evidence_urls": ["https://proof.example/list"],
}
FIRST = Decision("1" * 16, FLAG.id, "contradicted", "no such list", "R. Vale", (), NOW, current=True)


def accepted(answer: dict[str, Any], case: Case = CASE) -> bool:
    schema = form_schema(case)
    Draft202012Validator.check_schema(schema)
    return bool(Draft202012Validator(schema).is_valid(answer))


def test_a_whole_answer_is_accepted_and_read() -> None:
    assert accepted(GOOD)
    answer = read_answer(CASE, GOOD)
    assert (answer.verdicts, answer.reviewer) == (["corroborated", "false alarm"], "R. Vale")


@pytest.mark.parametrize("missing", ["flag_1", "flag_2", "reason", "reviewer"])
def test_nothing_that_is_needed_has_a_default(missing: str) -> None:
    answer = {name: value for name, value in GOOD.items() if name != missing}
    assert not accepted(answer)
    with pytest.raises(BadAnswerError, match=missing.replace("_", " ")):
        read_answer(CASE, answer)
    assert all("default" not in field for field in form_schema(CASE)["properties"].values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("flag_1", "probably"),
        ("reason", "   "),
        ("reviewer", "  "),
        ("evidence_urls", ["javascript:alert(1)"]),
        ("evidence_urls", ["not an address"]),
        ("more", "than asked"),
    ],
)
def test_the_schema_alone_refuses_what_cannot_be_recorded(name: str, value: object) -> None:
    assert not accepted(GOOD | {name: value})


def test_the_second_reviewer_is_another_person() -> None:
    case = Case(CASE.id, (FLAG,), 0, {FLAG.id: (FIRST,)})
    answer = {"flag_1": "contradicted", "reason": "not there", "reviewer": " r.  VALE "}
    with pytest.raises(BadAnswerError, match="second reviewer"):
        read_answer(case, answer)
    assert read_answer(case, answer | {"reviewer": "K. Osei"}).reviewer == "K. Osei"
    assert "R\\. Vale** said **contradicted" in form_description(case)
    assert "second reviewer" in case_name(case)


def test_a_name_reads_as_a_line_of_an_inbox() -> None:
    assert case_name(CASE) == "high · 2 flags · Twelve dead in Tolle · Valley Post"
    assert case_tags(CASE) == [
        "high",
        "needs-review",
        "outlet: Valley Post",
        "rule: parts against total",
        "rule: single origin",
    ]


def test_a_complaint_stands_above_the_evidence() -> None:
    description = form_description(CASE, "flag 2: a verdict is missing")
    assert description.startswith("> **Asked again:** flag 2\\: a verdict is missing")
    assert description.index("Asked again") < description.index("12 dead")


def test_article_text_is_only_ever_text() -> None:
    hostile = replace(FLAG, headline=HOSTILE, outlet=HOSTILE, message=HOSTILE, url="javascript:alert(3)")
    case = Case(CASE.id, (hostile,))
    description = form_description(case)
    for markup in ("<script>", "](javascript", "\x1b", "\n# Mayor"):
        assert markup not in description
    for field in form_schema(case)["properties"].values():
        for markup in ("<", "](", "`", "://", "\x1b", "\n", "[click]"):
            assert markup not in field["description"]
    assert "\n" not in case_name(case)
    assert all("\n" not in tag and "\x1b" not in tag for tag in case_tags(case))
