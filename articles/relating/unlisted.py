"""Hold two reports' figures of no listed kind against each other: one noun or currency, and sentences of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from math import inf

from articles.relating.counts import SAME_SIZE, noun_of, words_beside
from articles.relating.entities import prior_rarity, stem
from articles.relating.kinds import action_of, dimension_of
from articles.relating.quantities import ROLES, Quantity
from articles.relating.tellings import Telling, Told
from articles.tables import words
from articles.wording import WORD

ALIGNED = 0.2
"""Likeness of two sentences, their figures aside, from which they say the same of one noun."""
MUCH_ALIKE = 0.4
"""The same where nothing else says that both are of one thing."""
SWAPPED = 0.08
"""The same where one figure has the other's two digits in another order, as a slip of the pen leaves them."""
SWAPPED_LONG = 0.02
"""The same where they have three digits or more."""
LONG = 3
"""Digits from which one figure has another's in another order by no chance."""
APART = 0.08
"""How much more alike the two must be than either is to any other sentence with such a figure."""
FEWEST = 10
"""Counts below are told of too much that is not the event."""
CROWD = 8
"""Figures of one noun or currency in one report that are held against the other's; a report with more is a ledger."""
HELD = frozenset(("count", "money", "length", "area", "mass", "volume", "power", "speed"))
"""What is held against each other by words alone; percentages and durations are told of too much."""
_NAMED_AFTER = re.compile(r"\A\s?(?:(?:of|in|to|for|worth of)\s)?(?:the\s)?([A-Z][\w’'-]+)")
_VAGUE = words(
    "people person other others individual thing time times year years day days number page no way point points"
)
"""Nouns that say too little of what is counted."""


def key_of(quantity: Quantity) -> tuple[str, str] | None:
    """Return the unit and noun that another report's figure must have too; None for a figure not to be held so."""
    figure = quantity.figure
    dimension = dimension_of(quantity.unit)
    if dimension != "count":
        return dimension, quantity.unit or ""
    noun, _ = noun_of(figure.counted)
    return ("count", noun) if noun else None


def swapped(one: Decimal, other: Decimal) -> bool:
    """Tell whether two values have the same digits in another order: 164 and 146, 2.3 and 3.2 million."""
    if one == other:
        return False
    a, b = ("".join(map(str, value.normalize().as_tuple().digits)) for value in (one, other))
    return len(a) == len(b) > 1 and sorted(a) == sorted(b) and max(one, other) < 10 * min(one, other)


def digits_of(value: Decimal) -> int:
    """Return how many digits of a value tell: 3 for 174, 2 for 4,200."""
    return len(value.normalize().as_tuple().digits)


def unlisted_pairs(a: Told, b: Told) -> Iterator[tuple[Telling, Telling]]:
    """Yield the figures of two reports that their sentences say are of one thing, though no table names it."""
    for key in a.loose.keys() & b.loose.keys():
        mine, theirs = a.loose[key], b.loose[key]
        if len(mine) > CROWD or len(theirs) > CROWD:
            continue
        scores = {(at, to): _likeness(one, other) for at, one in enumerate(mine) for to, other in enumerate(theirs)}
        for (at, to), score in scores.items():
            one, other = mine[at], theirs[to]
            slip = swapped(one.value, other.value)
            if one.kind and other.kind and not _may_be_one(one, other):
                continue
            needed = _needed(one, other, key, slip=slip)
            rivals = [value for (x, y), value in scores.items() if (x == at) != (y == to)]
            ahead = needed == SWAPPED_LONG or score - max(rivals, default=0.0) >= APART
            if score >= needed and ahead and _fits(one, other):
                yield one, other


def _needed(one: Telling, other: Telling, key: tuple[str, str], *, slip: bool) -> float:
    """Return how alike the sentences of two figures must be for both to be of one thing."""
    dimension, noun = key
    if dimension == "count" and min(one.value, other.value) < FEWEST:
        return inf
    if slip and dimension in HELD and noun not in _VAGUE:
        return SWAPPED if digits_of(one.value) < LONG else SWAPPED_LONG
    if not _of_one_size(one, other):
        return inf
    if dimension not in HELD or noun in _VAGUE or dimension == "money" or _in_role(one) or _in_role(other):
        return MUCH_ALIKE
    return ALIGNED if _words_in_common(one, other) else inf


def _may_be_one(one: Telling, other: Telling) -> bool:
    """Tell whether two reports may mean one thing by two kinds: pupils seized and pupils abducted, but not the killed and the hurt."""
    if one.kind == other.kind or one.dimension not in {"count", "money"}:
        return False
    return {action_of(one.kind), action_of(other.kind)}.isdisjoint(ROLES.values())


def _of_one_size(one: Telling, other: Telling) -> bool:
    high, low = max(one.value, other.value), min(one.value, other.value)
    return 0 < high <= SAME_SIZE * low


def _words_in_common(one: Telling, other: Telling) -> bool:
    """Tell whether the words right beside two values share one that is no name."""
    return not words_beside(one.counted, one.before, one.after).isdisjoint(
        words_beside(other.counted, other.before, other.after)
    )


def _in_role(telling: Telling) -> bool:
    return action_of(telling.kind) in ROLES.values()


def _fits(one: Telling, other: Telling) -> bool:
    """Tell whether the words that narrow one noun leave it possible that both count the same."""
    names = _NAMED_AFTER.match(one.after), _NAMED_AFTER.match(other.after)
    if names[0] and names[1] and names[0][1] != names[1][1]:
        return False  # "$60bn of American goods", "$34bn in Chinese goods"
    (thing, a), (same, b) = noun_of(one.counted), noun_of(other.counted)
    if (thing == same and a == b) or (one.unit is not None and not (thing and same)):
        return True
    if thing != same:
        return False
    narrower, wider = (one, other) if a > b else (other, one)
    return (a > b or b > a) and (narrower.value > wider.value or swapped(one.value, other.value))


def _likeness(one: Telling, other: Telling) -> float:
    """Return how alike the sentences of two figures are, 0 to 1, without the figures and what both count."""
    left, right = _telling_terms(one), _telling_terms(other)
    shared = sum(prior_rarity(term) ** 2 for term in left & right)
    if not shared:
        return 0.0
    return float(shared / (_length(left) * _length(right)) ** 0.5)


@lru_cache(maxsize=2048)
def _length(terms: frozenset[str]) -> float:
    return sum(prior_rarity(term) ** 2 for term in terms)


def _telling_terms(telling: Telling) -> frozenset[str]:
    own = {stem(word.casefold()) for word in WORD.findall(f"{telling.span.text} {telling.counted or ''}")}
    return frozenset(term for term in telling.terms if term not in own and not term.isdigit())
