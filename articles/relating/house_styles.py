"""Tell by its house style which agency wrote a dispatch whose name was taken out: dateline, days, spelling, money, sign-off.

A house style is a habit, not a signature: papers that follow an agency's style book write as it does. So what is said
here is only of a text that is known to be a copy, and only where several habits agree and no other agency's do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from articles.relating.datelines import Dateline, dateline_of
from articles.relating.habits import GAP, OWN_REPORT, habits_in

READ = 6_000
"""Code points in which habits are looked for; a dispatch that shows none by then is a long read."""
LEAST_WORDS = 60
"""Words below which a text shows too few habits."""
NEEDED = 3.0
"""Weight of habits from which an agency is named."""
WITH_GAP = 2.5
"""The same where the text shows the hole that an agency's name left: it is some agency's."""
AHEAD = 1.5
"""By how much the next agency must fall short."""


@dataclass(frozen=True, slots=True)
class Style:
    """The agency that a text's habits point to, how much they weigh, and the habit that weighs most."""

    agency: str
    weight: float
    words: str


def styled_by(body: str) -> Style | None:
    """Name the agency in whose house style a dispatch is written; None where too little shows, or two fit."""
    if len(body.split(None, LEAST_WORDS)) < LEAST_WORDS:
        return None
    opening = dateline_of(body)
    has_gap = bool(opening and opening.emptied) or GAP.search(body[:READ]) is not None
    if not has_gap and OWN_REPORT.search(body):
        return None
    weights, telling = weighed(body, opening)
    first, second = (
        *sorted(weights.items(), key=lambda item: (-item[1], item[0])),
        ("", 0.0),
        ("", 0.0),
    )[:2]
    if first[1] < (WITH_GAP if has_gap else NEEDED) or first[1] - second[1] < AHEAD or first[0] not in telling:
        return None
    return Style(first[0], first[1], telling[first[0]][1])


def weighed(body: str, opening: Dateline | None) -> tuple[dict[str, float], dict[str, tuple[float, str]]]:
    """Add up every agency's habits; with them, the one that weighs most for each, in its words."""
    weights: dict[str, float] = {}
    telling: dict[str, tuple[float, str]] = {}
    for shown, found in _habits(body, opening):
        for agency, weight in shown.items():
            weights[agency] = weights.get(agency, 0.0) + weight
            if found and weight > telling.get(agency, (0.0, ""))[0]:
                telling[agency] = (weight, found)
    return weights, telling


def _habits(body: str, opening: Dateline | None) -> Iterator[tuple[Mapping[str, float], str]]:
    text = body[:READ].lstrip()
    if opening:
        yield opening.weights, opening.words
        yield opening.others, ""
        text = text[len(opening.words) :]
    yield from habits_in(text, whole=body, dated=opening is not None)
