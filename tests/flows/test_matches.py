"""Matches are suggested until a reviewer confirms or rejects them, and what is rejected counts no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console
from sqlalchemy import text

from flows import stages
from flows.cases import case_digest, case_of, cases, record
from flows.desk import Desk, now
from flows.review_form import BadAnswerError, Case, form_description, form_schema, match_labels
from flows.review_terminal import flag_view, record_some
from flows.stories import story_page
from flows.story_markdown import story_markdown
from storage.consistency import check_desk
from storage.database import writing
from storage.errors import StorageError
from storage.matches import decide_matches, match_decisions, rejected_among
from storage.relations import load_relations
from storage.reviews import Review, load_review, save_review
from tests.flows.test_revising import BODY, HERALD, OTHER, POST, check, desk, page

__all__ = ["desk"]
CONFLICT = "The fire at the Ostermere boat shed killed 31 people, the hospital director, Ines Holt, said."


def told(desk: Desk) -> Case:
    """Let two outlets contradict each other, and return the case that this makes."""
    check(
        desk,
        page(POST, [BODY[0], BODY[1].replace("At least 12", "Exactly 12"), *BODY[2:]], site="Ostermere Post"),
        page(
            HERALD, [OTHER[0], CONFLICT, OTHER[2]], site="Norwick Herald", headline="Old boat shed burns in Ostermere"
        ),
    )
    [case] = [case for case in cases(desk).values() if case.matches]
    return case


def put_up(desk: Desk, case: Case) -> Review:
    flags = tuple(flag.id for flag in case.flags)
    save_review(desk.engine, Review(case.id, "waiting", flags, case_digest(case), 1, "", None, now()), now())
    review = load_review(desk.engine, case.id)
    assert review is not None
    return review


def answer(case: Case, verdict: str, **more: Any) -> dict[str, Any]:
    verdicts = {f"flag_{place}": verdict for place in range(1, len(case.flags) + 1)}
    return {**verdicts, "reason": "asked both newsrooms", "reviewer": "R. Vale", **more}


def counts(desk: Desk) -> dict[str, tuple[int, int]]:
    found = load_relations(desk.engine, articles(desk)).corroborations
    return {one.claim: (len(one.supports), len(one.conflicts)) for one in found}


def articles(desk: Desk) -> list[str]:
    with desk.engine.connect() as connection:
        return [row.id for row in connection.execute(text("SELECT id FROM article ORDER BY id"))]


def test_the_form_shows_what_is_matched_and_asks_what_is_not_the_same(desk: Desk) -> None:
    case = told(desk)
    schema, description = form_schema(case), form_description(case)
    [*labels] = match_labels(case)
    assert schema["properties"]["not_the_same"]["items"]["enum"] == labels
    assert "not_the_same" not in schema["required"]
    assert "says otherwise" in description
    assert "(suggested)" in description
    for given, taken in ((labels[:1], True), (["9z · nothing"], False)):
        said = answer(case, "contradicted", not_the_same=given)
        assert Draft202012Validator(schema).is_valid(said) is taken


def test_a_verdict_confirms_the_matches_that_were_in_view(desk: Desk) -> None:
    case = told(desk)
    recorded = record(desk, put_up(desk, case), case, answer(case, "contradicted"))
    assert not recorded.recount
    said = match_decisions(desk.engine, {flag.claim for flag in case.flags if flag.claim})
    assert {(one.status, one.reviewer) for one in said.values()} == {("confirmed", "R. Vale")}
    [story] = load_relations(desk.engine, articles(desk)).stories
    assert "*(confirmed by R\\. Vale)*" in story_markdown(story_page(desk.engine, story, {}))


@pytest.mark.parametrize("verdict", ["unresolved", "false alarm"])
def test_a_verdict_that_settles_nothing_confirms_nothing(desk: Desk, verdict: str) -> None:
    case = told(desk)
    record(desk, put_up(desk, case), case, answer(case, verdict))
    assert match_decisions(desk.engine, {flag.claim for flag in case.flags if flag.claim}) == {}


def test_what_a_reviewer_rejects_counts_no_more_now_or_later(desk: Desk) -> None:
    case = told(desk)
    assert any(conflicts for _, conflicts in counts(desk).values())
    everything = list(match_labels(case))
    recorded = record(desk, put_up(desk, case), case, answer(case, "false alarm", not_the_same=everything))
    assert recorded.recount
    stages.count_again(desk, recorded.recount, "recount")
    for _ in range(2):
        assert not any(conflicts for _, conflicts in counts(desk).values())
        stages.count_again(desk, articles(desk), "later")
    reasons = {
        match.reason for match in load_relations(desk.engine, articles(desk)).matches if match.stance == "related"
    }
    assert "a reviewer said that these are not about the same thing" in reasons
    assert {part.name: part.status for part in check_desk(desk.engine) if part.status != "ok"} == {}
    with writing(desk.engine) as connection:
        connection.execute(text("UPDATE match_decision SET status = 'confirmed'"))
    assert "decisions on matches" in {part.name for part in check_desk(desk.engine) if part.status == "mismatch"}


def test_a_form_whose_matches_have_changed_is_asked_again(desk: Desk) -> None:
    case = told(desk)
    review = put_up(desk, case)
    pair = next(iter(match_labels(case).values()))[1].pair
    decide_matches(desk.engine, {pair: "confirmed"}, "same fire", "K. Osei", now())
    later = case_of(desk, review)
    assert later is not None
    with pytest.raises(BadAnswerError, match="changed"):
        record(desk, review, later, answer(later, "unresolved"))


def test_the_same_is_recorded_once_and_the_latest_word_holds(desk: Desk) -> None:
    case = told(desk)
    pair = next(iter(match_labels(case).values()))[1].pair
    assert len(decide_matches(desk.engine, {pair: "rejected"}, "another shed", "K. Osei", now())) == 1
    assert decide_matches(desk.engine, {pair: "rejected"}, "another shed", "K. Osei", now()) == ()
    assert rejected_among(desk.engine, articles(desk)) == {pair}
    decide_matches(desk.engine, {pair: "confirmed"}, "it is the same after all", "K. Osei", now())
    assert rejected_among(desk.engine, articles(desk)) == frozenset()
    with pytest.raises(StorageError, match="no claim"):
        decide_matches(desk.engine, {(pair[0], "f" * 16): "confirmed"}, "x", "y", now())
    with pytest.raises(StorageError, match="reason"):
        decide_matches(desk.engine, {pair: "rejected"}, " ", "y", now())


def test_the_terminal_shows_and_takes_the_same(desk: Desk) -> None:
    case = told(desk)
    flag = next(flag for flag in case.flags if case.matches.get(flag.id))
    place = case.flags.index(flag) + 1
    console = Console(width=80, record=True, file=None)
    with console.capture() as shown:
        console.print(flag_view(place, flag, (), case.matches[flag.id]))
    assert f"{place}a says" in shown.get()
    verdicts: list[Any] = [None] * len(case.flags)
    with pytest.raises(BadAnswerError, match="left for later"):
        record_some(desk, replace(case), [*verdicts], "why", "R. Vale", (), [f"{place}a"])
    verdicts[place - 1] = "false alarm"
    with pytest.raises(BadAnswerError, match="none of the statements"):
        record_some(desk, case, verdicts, "why", "R. Vale", (), ["9z"])
    recorded = record_some(desk, case, verdicts, "why", "R. Vale", (), [f"{place}a"])
    assert recorded.recount == {flag.article}
    assert rejected_among(desk.engine, articles(desk))
