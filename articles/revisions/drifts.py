"""Figures and dates of one thing that have other values in the later revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from articles.model import DateDrift, DateMention, Figure, FigureDrift, SentenceChange, Span, WordChange
from articles.relating.entities import FUNCTION_WORDS, stem
from articles.relating.quantities import CUMULATIVE, PEOPLE, ROLES
from articles.revisions.sentences import Side, words_of

NARROW = 4
"""Words that gave way to each other: within as few, one figure took the place of the other."""
ROUNDING = Decimal("0.1")
"""How far from a figure that was called rough a more exact one may lie and only make it exact."""
MOST_DRIFTS = 60


def drifts_in(
    one: Side, other: Side, changes: Sequence[SentenceChange]
) -> tuple[tuple[FigureDrift, ...], tuple[DateDrift, ...]]:
    """Find figures and dates that took each other's place, in the order of the later text."""
    if not (one.prose and other.prose):
        return (), ()
    figures: list[FigureDrift] = []
    dates: list[DateDrift] = []
    for change in changes:
        if change.kind == "changed" and change.earlier and change.later:
            figures += _figures_of(one, other, change, change.earlier, change.later)
            dates += _dates_of(one, other, change, change.earlier, change.later)
    figures += _by_role(one, other, changes, figures)
    figures.sort(key=lambda drift: (drift.later.start, drift.earlier.start))
    return tuple(figures[:MOST_DRIFTS]), tuple(dates[:MOST_DRIFTS])


def touches(place: Figure | DateMention, span: Span) -> bool:
    """Tell whether a figure or a date stands in a stretch of words."""
    return place.start < span.end and span.start < place.end


def _figures_of(one: Side, other: Side, change: SentenceChange, earlier: Span, later: Span) -> Iterator[FigureDrift]:
    mine, theirs = one.figures_in(earlier), other.figures_in(later)
    for words in change.words:
        before = [figure for figure in mine if touches(figure, words.removed)]
        after = [figure for figure in theirs if touches(figure, words.added)]
        for was in before:
            alike = [now for now in after if _same_thing(was, now, words)]
            back = [other_ for other_ in before if alike and _same_thing(other_, alike[0], words)]
            if len(alike) == len(back) == 1 and _differ(was, alike[0]):
                yield _drift(was, alike[0])


def _same_thing(was: Figure, now: Figure, words: WordChange) -> bool:
    if was.unit != now.unit:
        return False
    mine, theirs = ROLES.get(was.role or "", was.role), ROLES.get(now.role or "", now.role)
    if mine is not None and theirs is not None and mine != theirs:
        return False
    heads = _heads(was), _heads(now)
    if heads[0] and heads[1] and not heads[0] & heads[1]:
        return mine is not None and mine == theirs and all(heads_ & PEOPLE for heads_ in heads)
    narrow = max(len(words_of(words.removed)), len(words_of(words.added))) <= NARROW
    return narrow or (mine is not None and mine == theirs) or bool(heads[0] & heads[1])


def _heads(figure: Figure) -> frozenset[str]:
    counted = figure.counted or ""
    found = words_of(Span(0, len(counted), counted))
    return frozenset(stem(word.key) for word in found if word.key not in FUNCTION_WORDS)


def _differ(was: Figure, now: Figure) -> bool:
    if (was.value, was.upper) == (now.value, now.upper):
        return False
    if was.upper is not None and now.upper is None and was.value <= now.value <= was.upper:
        return False
    return not (was.hedge == "~" and abs(now.value - was.value) <= ROUNDING * abs(was.value))


def _drift(was: Figure, now: Figure) -> FigureDrift:
    role = ROLES.get(now.role or was.role or "", now.role or was.role)
    counted = now.counted or was.counted
    parts = [part for part in (counted, role) if part]
    return FigureDrift(
        of=" ".join(dict.fromkeys(parts)),
        unit=now.unit,
        before=was.value,
        after=now.value,
        earlier=Span(was.start, was.end, was.text),
        later=Span(now.start, now.end, now.text),
        cumulative=role in CUMULATIVE and now.value > was.value,
    )


def _by_role(
    one: Side, other: Side, changes: Sequence[SentenceChange], found: Sequence[FigureDrift]
) -> Iterator[FigureDrift]:
    """Match tolls across sentences that were written anew, where each text gives one value for the role and no other."""
    told = {(drift.earlier.start, drift.later.start) for drift in found}
    tolls = _tolls(one), _tolls(other)
    new = [change.later for change in changes if change.later is not None]
    old = [change.earlier for change in changes if change.earlier is not None]
    for role in sorted(tolls[0].keys() & tolls[1].keys()):
        was, now = tolls[0][role], tolls[1][role]
        if len({figure.value for figure in was}) != 1 or len({figure.value for figure in now}) != 1:
            continue
        if not any(touches(was[0], span) for span in old) or not any(touches(now[0], span) for span in new):
            continue
        if any((mine.start, theirs.start) in told for mine in was for theirs in now):
            continue
        if _differ(was[0], now[0]):
            yield _drift(was[0], now[0])


def _tolls(side: Side) -> dict[str, list[Figure]]:
    tolls: dict[str, list[Figure]] = defaultdict(list)
    for unit in side.units:
        for figure in side.figures_in(unit):
            role = ROLES.get(figure.role or "")
            heads = _heads(figure)
            if role in CUMULATIVE and figure.unit is None and (not heads or heads & PEOPLE):
                tolls[role].append(figure)
    return tolls


def _dates_of(one: Side, other: Side, change: SentenceChange, earlier: Span, later: Span) -> Iterator[DateDrift]:
    mine, theirs = one.dates_in(earlier), other.dates_in(later)
    for words in change.words:
        before = [mention for mention in mine if touches(mention, words.removed)]
        after = [mention for mention in theirs if touches(mention, words.added)]
        if len(before) == len(after) == 1 and not may_be_one(before[0], after[0]):
            yield DateDrift(
                _meant(before[0]),
                _meant(after[0]),
                Span(before[0].start, before[0].end, before[0].text),
                Span(after[0].start, after[0].end, after[0].text),
            )


def may_be_one(was: DateMention, now: DateMention) -> bool:
    """Tell whether two mentions can mean one time; a mention that could not be resolved can mean any."""
    if was.from_ is None or was.to is None or now.from_ is None or now.to is None:
        return True
    return was.from_ <= now.to and now.from_ <= was.to


def _meant(mention: DateMention) -> str:
    if mention.from_ is None or mention.to is None:
        return mention.text
    return mention.from_.isoformat() if mention.from_ == mention.to else f"{mention.from_}/{mention.to}"
