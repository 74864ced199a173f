"""Say how two claims stand to each other: supporting, conflicting or merely related, with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from articles.model import Article, Claim, Match, Span, Stance, Story
from articles.relating.conflicts import conflicts_between
from articles.relating.entities import stem
from articles.relating.narrowing import has_risen, is_counted_later
from articles.relating.profile import profiles_of
from articles.relating.quantities import CUMULATIVE, PEOPLE, ClaimView, Quantity, last_digit, view_of
from articles.relating.stories import stories_of
from articles.relating.tellings import Told
from articles.relating.told import told_by
from articles.wording import WORD

__all__ = ["compared", "relation", "stories_in", "with_conflicts"]

_TELLING: tuple[Stance, ...] = ("supports", "related")


SAME_STATEMENT = 0.45
"""Likeness from which two sentences of one story, without figures to hold together, say the same."""
FEWEST_TERMS = 3
FEWEST_PLAIN = 2
SAME_STATEMENT_ALONE = 0.55
"""The same where nothing but the two sentences is known."""
SAME_QUANTITY = 0.3
"""Likeness of the words around two figures, which must say of the same thing where no role does."""
SURELY_ONE = 0.45
"""The same for saying why two figures differ."""
SAME_FIGURE = 0.12
"""The same where both give one exact figure of two digits or more, of what is called the same."""
CLOSE = Decimal("0.1")
"""How far apart two compatible values may be for one to support the other."""
STORY_CLAIMS = 0.06
"""Likeness that two claims on a count of people must have, in one story."""
ALONE = 0.16
"""The same where nothing but the two claims is known."""


def stories_in(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Group articles that tell of the same event, the same groups whatever order they come in."""
    return stories_of(list(profiles_of(articles).values()))


def relation(claim_a: Claim, claim_b: Claim) -> Match | None:
    """Say how two claims stand to each other from their own words and dates alone; None where they say different things."""
    a, b = view_of(claim_a), view_of(claim_b)
    aligned = compared(a, b, one_story=False)
    return next(iter(with_conflicts([aligned] if aligned else [], _contradictions(a, b))), None)


def _contradictions(a: ClaimView, b: ClaimView) -> Iterator[Match]:
    """Yield how two claims contradict each other, where their words and dates leave it open that both are of one event."""
    if a.claim.id != b.claim.id and likeness(a, b) >= ALONE and not _dated_apart(a.claim, b.claim):
        yield from conflicts_between(_alone(a), _alone(b), _order(a.claim, b.claim))


def _alone(view: ClaimView) -> Told:
    """Read a claim as if its article said nothing else."""
    return told_by("", view.claim.text.rjust(view.claim.end), [view])


def with_conflicts(matches: Iterable[Match], conflicts: Iterable[Match]) -> list[Match]:
    """Add conflicts to matches, one for two claims: a figure on which they agree contradicts nothing."""
    held = {(match.a, match.b): match for match in matches}
    for match in conflicts:
        known = held.get((match.a, match.b))
        if known is None or (
            known.stance != "conflicts"
            and not (known.stance == "supports" and {known.a_span, known.b_span} & {match.a_span, match.b_span})
        ):
            held[match.a, match.b] = match
    return list(held.values())


def likeness(a: ClaimView, b: ClaimView) -> float:
    """Return how alike the words of two claims are, 0 to 1."""
    return sum(a.terms[term] ** 2 for term in sorted(a.terms.keys() & b.terms.keys())) / (a.length * b.length)


def compared(a: ClaimView, b: ClaimView, *, one_story: bool, order: int = 0) -> Match | None:
    """Align two claims that say the same, or different figures of one thing for a reason that their words give.

    `order` is -1 where `a` was published before `b`, 1 where after, 0 where not known.
    """
    if a.claim.id == b.claim.id:
        return None
    if b.claim.id < a.claim.id:
        a, b, order = b, a, -order
    shared = likeness(a, b)
    order = order or _order(a.claim, b.claim)
    found = [
        match
        for one in a.quantities
        for other in b.quantities
        if (match := _of_quantities(a, b, one, other, shared, one_story=one_story, order=order))
    ]
    return _strongest(found) if found else _of_statements(a, b, shared, one_story=one_story)


def _strongest(found: Sequence[Match]) -> Match:
    """Choose the match that tells most."""
    return min(found, key=lambda match: (_TELLING.index(match.stance), match.a_span.start, match.b_span.start))


def _of_statements(a: ClaimView, b: ClaimView, shared: float, *, one_story: bool) -> Match | None:
    """Match two sentences by their words: names alone say who it is about, not what is said of them."""
    terms = a.terms.keys() & b.terms.keys()
    if shared < (SAME_STATEMENT if one_story else SAME_STATEMENT_ALONE) or len(terms) < FEWEST_TERMS:
        return None
    if len(terms - a.names - b.names) < FEWEST_PLAIN or a.denied != b.denied:
        return None
    if a.quantities and b.quantities and not _values(a) & _values(b):
        return None
    if a.claim.kind != b.claim.kind and "prediction" in {a.claim.kind, b.claim.kind}:
        return None
    return _match(a, b, None, None, "supports", "both state it in much the same words")


def _values(view: ClaimView) -> set[tuple[Decimal, str | None]]:
    return {(quantity.figure.value, quantity.unit) for quantity in view.quantities}


def _of_quantities(
    a: ClaimView, b: ClaimView, one: Quantity, other: Quantity, shared: float, *, one_story: bool, order: int
) -> Match | None:
    same = _same_thing(a, b, one, other, shared, one_story=one_story)
    if same is None:
        return None
    stance: Stance = "related"
    how: str | None
    if not one.overlaps(other):
        how = _why(a, b, one, other, same, order)
    elif _close(one, other):
        stance, how = "supports", "agree"
    else:
        how = "do not exclude each other"
    if how is None:
        return None
    return _match(a, b, one, other, stance, f"{_thing(one, other)}: {one.figure.text} and {other.figure.text} {how}")


def _why(a: ClaimView, b: ClaimView, one: Quantity, other: Quantity, same: float, order: int) -> str | None:
    """Say how two figures of one thing relate that cannot be one value; None where it is not sure that they are of one."""
    if one.extra != other.extra and abs(one.figure.value - other.figure.value) <= abs(one.extra - other.extra):
        return "differ by whom they count in"
    sure = one.role is not None or (same >= SURELY_ONE and bool(one.counted - PEOPLE))
    if not (one.usable and other.usable and sure):
        return None
    if order and one.role not in CUMULATIVE:
        return "are as of different days"
    before, after = (one, other) if order < 0 else (other, one)
    if (order and after.low >= before.low) or (
        not order and one.role in CUMULATIVE and (_updates(a, one, other) or _updates(b, other, one))
    ):
        return "are an earlier and a later count (update)"
    if not order and _rounded(one, other):
        return "may be one value rounded"
    return None if _dated_apart(a.claim, b.claim) else "differ"


def _same_thing(
    a: ClaimView, b: ClaimView, one: Quantity, other: Quantity, shared: float, *, one_story: bool
) -> float | None:
    """Return how surely two figures are of the same thing, or None where they are not."""
    if one.unit != other.unit or one.role != other.role or one.spanned != other.spanned:
        return None
    if _apart(one.places, other.places, a, b):
        return None
    if one.role is not None:
        return _in_one_role(a, b, one, other, shared, one_story=one_story)
    if one.people or other.people or not _same_counted(one.counted, other.counted):
        return None
    return _of_one_kind(a, b, one, other, one_story=one_story)


def _in_one_role(
    a: ClaimView, b: ClaimView, one: Quantity, other: Quantity, shared: float, *, one_story: bool
) -> float | None:
    if one.people != other.people or (not one.people and not _same_counted(one.counted, other.counted)):
        return None
    if one.role == "age" and not a.names & b.names:
        return None
    return shared if shared >= (STORY_CLAIMS if one_story else ALONE) else None


def _of_one_kind(a: ClaimView, b: ClaimView, one: Quantity, other: Quantity, *, one_story: bool) -> float | None:
    """Hold the words around two figures without a role together; fewer need agree where the figure itself is telling."""
    equal = one.figure.value == other.figure.value and one.exact and other.exact
    if _dated_apart(a.claim, b.claim, periods=equal):
        return None
    around = _around(a, b, one, other)
    needed = SAME_QUANTITY if one_story else SAME_STATEMENT
    if not one.counted:
        needed += 0.15
    elif one_story and equal and len(one.figure.value.normalize().as_tuple().digits) > 1:
        needed = SAME_FIGURE
    return around if around >= needed else None


def _around(a: ClaimView, b: ClaimView, one: Quantity, other: Quantity) -> float:
    """Compare two claims' words without the figures themselves."""
    numbers = {stem(word[0].casefold()) for quantity in (one, other) for word in WORD.finditer(quantity.figure.text)}
    left = {term: weight for term, weight in a.terms.items() if term not in numbers}
    right = {term: weight for term, weight in b.terms.items() if term not in numbers}
    product = sum(left[term] ** 2 for term in sorted(left.keys() & right.keys()))
    lengths = sum(weight**2 for weight in left.values()) * sum(weight**2 for weight in right.values())
    return product / (lengths**0.5 or 1.0)


def _same_counted(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or (bool(one & other) and (one <= other or other <= one) and abs(len(one) - len(other)) <= 1)


def _apart(one: frozenset[str], other: frozenset[str], a: ClaimView, b: ClaimView) -> bool:
    """Tell whether two figures are of different places: each names one, and neither claim names the other's."""
    return bool(one and other) and not one & other and not one & b.terms.keys() and not other & a.terms.keys()


def _dated_apart(a: Claim, b: Claim, *, periods: bool = False) -> bool:
    """Tell whether two claims name dates and none in common; with `periods`, only months and longer count."""
    one, other = (
        [
            (day.from_, day.to)
            for day in claim.dates
            if day.from_ is not None and day.to is not None and (not periods or day.granularity not in {"day", "week"})
        ]
        for claim in (a, b)
    )
    if not one or not other:
        return False
    return not any(start <= end and begin <= stop for start, stop in one for begin, end in other)


def _order(a: Claim, b: Claim) -> int:
    return 0 if a.published is None or b.published is None else _sign(a.published, b.published)


def _sign(one: date, other: date) -> Literal[-1, 0, 1]:
    if one == other:
        return 0
    return -1 if one < other else 1


def _close(one: Quantity, other: Quantity) -> bool:
    """Tell whether one figure bears out the other: "at least 40" is no word on 51."""
    smaller, larger = sorted((one.figure.value, other.figure.value))
    return larger - smaller <= larger * CLOSE


def _updates(view: ClaimView, later: Quantity, earlier: Quantity) -> bool:
    return later.low > earlier.low and (is_counted_later(view.claim.text) or has_risen(view.claim.text))


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Tell whether one value is the other with fewer digits, in counts of hundreds or more."""
    for rough, fine in ((one.figure.value, other.figure.value), (other.figure.value, one.figure.value)):
        step = last_digit(rough)
        if rough >= 100 and step >= 10 and rough != 0 and abs(rough - fine) <= step / 2:
            return True
    return False


def _thing(one: Quantity, other: Quantity) -> str:
    counted = one.figure.counted or other.figure.counted
    return " ".join(word for word in (counted, one.role) if word) or one.unit or "the same figure"


def _match(
    a: ClaimView,
    b: ClaimView,
    one: Quantity | None,
    other: Quantity | None,
    stance: Stance,
    reason: str,
) -> Match:
    return Match(a.claim.id, b.claim.id, stance, _span(a.claim, one), _span(b.claim, other), reason)


def _span(claim: Claim, quantity: Quantity | None) -> Span:
    if quantity is None:
        return Span(claim.start, claim.end, claim.text)
    return Span(quantity.figure.start, quantity.figure.end, quantity.figure.text)
