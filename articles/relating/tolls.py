"""Say how many people one report counts as killed and as injured in all: the total, not its parts or earlier stages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.figures import figures_in
from articles.model import Figure, Reading
from articles.relating.casualties import Role, Told, casualties_in

TOLD_EARLY = 10
"""Sentences from the top in which a report gives its own count; further down stand other incidents."""
LONE_EARLY = 6
"""The same for one person told without a number, as every background is full of them."""
LEAD = 3
"""Sentences from the top in which "a third person has died" counts the dead of this incident."""

_DIED = re.compile(
    r"(?:He|She|The (?:man|woman|boy|girl|teen|teenager|victim|driver|child|infant))\b[^.;]{0,80}"
    r"\b(?:died|succumbed|(?:pronounced|declared) dead|did not survive)\b"
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many people, and the words that say so: one figure, the parts that make it up, or none for "a man"."""

    people: int
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Toll:
    """The counts of one incident; None where the report gives none, or none that is its own. 0 is a report of nobody."""

    killed: Count | None = None
    injured: Count | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """One count, the number of its sentence and the figures that give it."""

    told: Told
    sentence: int
    figures: tuple[Figure, ...]


def toll_of(reading: Reading, headline: str | None = None) -> Toll:
    """Find the whole counts of killed and injured that a report gives of the incident it is about.

    A headline is asked where the sentences give no count. Its figures are placed in the headline.
    """
    told = [
        _Placed(one, at, _figures(reading.figures, one, sentence.start))
        for at, sentence in enumerate(reading.sentences)
        for one in casualties_in(sentence.text)
        if not one.background
    ]
    told = [
        _as_it_ended(one, [sentence.text for sentence in reading.sentences[one.sentence + 1 :][:2]]) for one in told
    ]
    above: list[_Placed] = []
    if headline:
        figures = figures_in(headline)
        above = [_Placed(one, 0, _figures(figures, one, 0)) for one in casualties_in(headline)]
    return Toll(_whole(told, above, "killed"), _whole(told, above, "injured"))


def _as_it_ended(one: _Placed, following: Sequence[str]) -> _Placed:
    """Count the one who was found hurt as killed where what follows says so: "He was pronounced dead at the scene"."""
    is_one = one.told.role == "injured" and one.told.people == 1 and not one.figures
    if not (is_one and any(map(_DIED.match, following))):
        return one
    return replace(one, told=replace(one.told, role="killed", scope="whole"))


def _figures(figures: Sequence[Figure], one: Told, offset: int) -> tuple[Figure, ...]:
    return tuple(
        figure
        for start, end in one.spans
        for figure in figures
        if figure.start < offset + end and offset + start < figure.end
    )


def _whole(told: Sequence[_Placed], above: Sequence[_Placed], role: Role) -> Count | None:
    own = [one for one in told if one.told.role == role]
    totals = [one for one in own if one.told.scope == "total"]
    first = _first(own)
    best = max(totals, key=lambda one: one.told.people, default=None)
    found = _count(best) if best and (first is None or best.told.people >= first.people) else first
    nth = max((one.told.people for one in own if one.told.scope == "next" and one.sentence < LEAD), default=0)
    if nth > (found.people if found else 0):
        return Count(nth)
    if found is None and role == "killed" and any(one.told.scope == "nobody left" for one in told):
        found = next((_count(one) for one in own if one.told.scope == "aboard"), None)
    if found is None:
        found = _first([one for one in above if one.told.role == role])
    return found or _last_resort(own)


def _first(own: Sequence[_Placed]) -> Count | None:
    """Return the first count of all; with it the other counts of its sentence, where each is of people of another kind."""
    whole = [one for one in own if one.told.scope == "whole" and one.sentence < _early(one)]
    if not whole:
        return None
    beside = [one for one in whole if one.sentence == whole[0].sentence]
    if any(one.told.generic for one in beside):
        return _count(whole[0])
    return Count(sum(one.told.people for one in beside), tuple(figure for one in beside for figure in one.figures))


def _early(one: _Placed) -> int:
    return TOLD_EARLY if one.told.spans else LONE_EARLY


def _last_resort(own: Sequence[_Placed]) -> Count | None:
    """Return what a report gives that says of no count that it is of all: none, the treated, the attackers, a doubtful one."""
    for scope in ("nobody", "treated", "nobody else", "nobody left", "culprits", "doubtful"):
        found = next((one for one in own if one.told.scope == scope and one.sentence < _early(one)), None)
        if found is not None:
            return _count(found)
    return None


def _count(one: _Placed) -> Count:
    return Count(one.told.people, one.figures)
