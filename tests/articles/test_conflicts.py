"""Reports of one event that contradict each other on one thing, and such as do not although their figures differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from articles.corroboration import relate
from articles.model import Outlet, ReadArticle
from articles.reading import read

from .newsroom import article

CASES = Path(__file__).parent / "cases" / "conflicts.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """Reports of one event, and the two values that contradict each other (none where all agree)."""

    name: str
    values: tuple[str, ...]
    reports: tuple[ReadArticle, ...]


def cases() -> Iterator[Case]:
    for block in CASES.read_text(encoding="utf-8").split("\n# "):
        first, *rest = block.removeprefix("# ").split("\n@ ")
        name, _, values = first.partition(":")
        yield Case(
            name.strip(),
            tuple(value.strip() for value in values.split(", ") if value.strip()),
            tuple(map(_report, rest)),
        )


def _report(text: str) -> ReadArticle:
    top, _, body = text.partition("\n")
    outlet, published, headline = (part.strip() for part in top.split(" | "))
    made = article(
        Outlet(outlet, (f"{outlet.lower().replace(' ', '-')}.example",)),
        headline,
        body.strip(),
        f"{published}+00:00",
    )
    return ReadArticle(made, read(made))


ALL = tuple(cases())


def contradicted(case: Case) -> set[frozenset[str]]:
    return {
        frozenset((match.a_span.text, match.b_span.text))
        for match in relate(case.reports).matches
        if match.stance == "conflicts"
    }


def test_there_are_as_many_look_alikes_as_conflicts_or_nearly() -> None:
    conflicting = sum(bool(case.values) for case in ALL)
    assert (len(ALL) >= 36, abs(2 * conflicting - len(ALL)) <= 6) == (True, True)


@pytest.mark.parametrize("case", [case for case in ALL if case.values], ids=lambda case: case.name)
def test_values_that_cannot_both_be_right_are_found_and_pointed_at(case: Case) -> None:
    [spans] = contradicted(case)
    assert len(spans) == 2
    assert all(any(re.search(re.escape(value), span, re.IGNORECASE) for span in spans) for value in case.values), spans


@pytest.mark.parametrize("case", [case for case in ALL if not case.values], ids=lambda case: case.name)
def test_figures_that_differ_for_a_reason_contradict_nobody(case: Case) -> None:
    assert not contradicted(case)
