"""The form that asks a reviewer: its JSON schema, the evidence above it, and what an answer says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from articles.model import Stance
from flows.artifacts import counted, page_link, quoted_words, story_key
from flows.markdown import document, escaped, inert, link, plain
from storage.decisions import VERDICTS, Decision, Verdict, person
from storage.findings import FlagRecord
from storage.matches import MatchedClaim

MOST_FLAGS = 12
"""Flags on one form, the gravest first; what is over comes when these are decided."""
NAME_LENGTH = 70
URL_PATTERN = r"^https?://\S+$"
SAYS_SOMETHING = r"\S"
WHAT_VERDICTS_MEAN = """\
**corroborated**: an independent source bears it out · **contradicted**: it does not hold · \
**unresolved**: could not be settled · **false alarm**: nothing here needed asking"""
WHAT_DRAWN_MEANS = """\
This one passed its rule and was drawn at random to check the rule: **corroborated**: the pass is right · \
**contradicted**: the rule missed something · **false alarm**: the rule had nothing to judge here"""

WHAT_MATCHES_MEAN = """\
Statements marked *suggested* were matched by the program. Pick those that are about something else under **Not the same \
claim**: they count no more. With **corroborated** or **contradicted** you confirm the others."""
STANCE_WORDS: dict[Stance, str] = {"supports": "says the same", "conflicts": "says otherwise", "related": "is related"}


@dataclass(frozen=True, slots=True)
class Case:
    """What one review puts to a person. `first` are verdicts that wait for a second reviewer, by flag."""

    id: str
    flags: tuple[FlagRecord, ...]
    more: int = 0
    first: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    matches: Mapping[str, tuple[MatchedClaim, ...]] = field(default_factory=dict)
    """What other articles say on each flag's claim, by flag."""


class Answer(BaseModel):
    """What a reviewer submitted, its verdicts by the flags' places on the form."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    verdicts: list[Verdict]
    reason: str = Field(min_length=1)
    reviewer: str = Field(min_length=1)
    evidence_urls: list[str] = Field(default_factory=list)
    not_the_same: list[str] = Field(default_factory=list)


class BadAnswerError(Exception):
    """An answer that cannot be recorded; the message is for the reviewer."""


def case_name(case: Case) -> str:
    """Name a review so that a list of them reads as an inbox."""
    flag = case.flags[0]
    words = [flag.severity, counted(len(case.flags) + case.more, "flag"), _short(flag.headline or "no headline")]
    if outlets := sorted({plain(flag.outlet) for flag in case.flags if flag.outlet}):
        words.append(_short(outlets[0], 30) + (f" +{len(outlets) - 1}" if len(outlets) > 1 else ""))
    if case.first:
        words.insert(0, "second reviewer")
    return " · ".join(words)


def case_tags(case: Case) -> list[str]:
    """Tag a review by severity, rule and outlet, so that the UI's own filter sorts the inbox."""
    tags = {"needs-review", case.flags[0].severity}
    tags |= {f"rule: {flag.rule}" for flag in case.flags}
    tags |= {f"outlet: {_short(flag.outlet, 60)}" for flag in case.flags if flag.outlet}
    return sorted(tags | ({"second-reviewer"} if case.first else set()))


def form_schema(case: Case) -> dict[str, Any]:
    """Return the form as JSON schema: all that is needed is required and has no default, so that nothing is skipped."""
    properties: dict[str, Any] = {}
    for place, flag in enumerate(case.flags, 1):
        words = quoted_words(flag)
        said = f"“{_short(words, 160)}” {flag.message}" if words else flag.message
        properties[_field(place)] = {
            "title": f"{place} · {flag.rule}",
            # the older UI leaves little room for the evidence above a long form, so its gist stands here too
            "description": inert(_short(said, 480)),
            "type": "string",
            "enum": list(VERDICTS),
        }
    properties["reason"] = {
        "title": "Reason",
        "description": "Why: what you looked at and what it says.",
        "type": "string",
        "format": "multiline",
        "minLength": 3,
        "maxLength": 4000,
        "pattern": SAYS_SOMETHING,
    }
    properties["reviewer"] = {
        "title": "Reviewer",
        "description": "Your name, as it shall stand in the record.",
        "type": "string",
        "minLength": 2,
        "maxLength": 100,
        "pattern": SAYS_SOMETHING,
    }
    required = list(properties)
    properties["evidence_urls"] = {
        "title": "Evidence",
        "description": "Addresses of what you looked at, one each.",
        "type": "array",
        "items": {"type": "string", "pattern": URL_PATTERN, "maxLength": 2000},
        "maxItems": 20,
    }
    if labels := match_labels(case):
        properties["not_the_same"] = {
            "title": "Not the same claim",
            "description": "Of the statements matched above, those that are about something else. They count no more.",
            "type": "array",
            "items": {"type": "string", "enum": list(labels)},
            "maxItems": len(labels),
            "uniqueItems": True,
        }
    for position, each in enumerate(properties.values()):
        each["position"] = position
    return {
        "title": "Review",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "definitions": {},
    }


def match_labels(case: Case) -> dict[str, tuple[str, MatchedClaim]]:
    """Label each match on the form, `2b · The Post: 43 dead`: the flag that it belongs to and what it matches."""
    return {
        f"{place}{letter} · {_short(found.outlet or found.url, 30)}: {_short(found.text, 80)}": (flag.id, found)
        for place, flag in enumerate(case.flags, 1)
        for letter, found in zip(ascii_lowercase, case.matches.get(flag.id, ()), strict=False)
    }


def form_description(case: Case, complaint: str = "") -> str:
    """Lay out the evidence that the form is about, a complaint about the last answer on top."""
    return document(_sections(case, complaint))


def _sections(case: Case, complaint: str) -> Sequence[str]:
    sections = [f"> **Asked again:** {escaped(complaint)}"] if complaint else []
    head = f"## {escaped(case.flags[0].headline or 'No headline', limit=200)}"
    if story := case.flags[0].story:
        head += f"\n\n{page_link('the whole story', story_key(story))}"
    sections.append(f"{head}\n\n{WHAT_VERDICTS_MEAN}")
    for place, flag in enumerate(case.flags, 1):
        sections.append(_flag_section(place, flag, case.first.get(flag.id, ()), case.matches.get(flag.id, ())))
    if case.matches:
        sections.append(WHAT_MATCHES_MEAN)
    if case.more:
        sections.append(f"*{counted(case.more, 'more flag')} of this story will be asked once these are decided.*")
    return sections


def _flag_section(place: int, flag: FlagRecord, first: Sequence[Decision], matches: Sequence[MatchedClaim]) -> str:
    lines = [f"### {place} · {flag.severity} · {escaped(flag.rule)}"]
    if words := quoted_words(flag):
        lines.append(f"> {escaped(words)}")
    lines.append(escaped(flag.message, limit=1000))
    where = [link(plain(flag.outlet or flag.headline or "the article"), flag.url)]
    where += [f"{escaped(span.where, limit=60)}: {escaped(span.text, limit=200)}" for span in flag.evidence[1:6]]
    where += [
        f"{place}{letter} · {STANCE_WORDS[found.stance]} · {link(plain(found.outlet or 'another article'), found.url)}: "
        f"“{escaped(found.text, limit=200)}” ({found.status})"
        for letter, found in zip(ascii_lowercase, matches, strict=False)
    ]
    lines.append("\n".join(f"- {line}" for line in where))
    if flag.chance is not None:
        lines.append(WHAT_DRAWN_MEANS)
    lines += [
        f"**{escaped(decision.reviewer, limit=80)}** said **{decision.verdict}**: “{escaped(decision.reason)}” "
        "A second reviewer is asked."
        for decision in first
    ]
    return "\n\n".join(lines)


def read_answer(case: Case, said: Mapping[str, object]) -> Answer:
    """Read what was submitted; BadAnswerError says what is missing or wrong."""
    fields = [_field(place) for place in range(1, len(case.flags) + 1)]
    rest = {name: value for name, value in said.items() if name not in fields}
    try:
        answer = Answer.model_validate({"verdicts": [said.get(name) for name in fields], **rest})
    except ValidationError as error:
        raise BadAnswerError(
            "; ".join(_complaint(problem["loc"], problem["msg"]) for problem in error.errors())
        ) from None
    if unknown := [label for label in answer.not_the_same if label not in match_labels(case)]:
        raise BadAnswerError(f"not the same claim: {unknown[0]} is none of the statements on the form")
    for flag, first in case.first.items():
        if any(person(decision.reviewer) == person(answer.reviewer) for decision in first):
            at = next(place for place, other in enumerate(case.flags, 1) if other.id == flag)
            raise BadAnswerError(f"{answer.reviewer} has decided flag {at} already; it asks for a second reviewer")
    return answer


def _complaint(where: tuple[int | str, ...], message: str) -> str:
    if where[0] == "verdicts" and len(where) > 1:
        return f"flag {int(where[1]) + 1}: {message}"
    return f"{where[0]}: {message}"


def _field(place: int) -> str:
    return f"flag_{place}"


def _short(words: str, limit: int = NAME_LENGTH) -> str:
    line = plain(words)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
