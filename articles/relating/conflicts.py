"""Find where two reports of one event give values of one thing that cannot both be right, and say nothing where time, part or hedge explains it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, product

from articles.model import Match, ReadArticle, Story
from articles.relating.counts import noun_of
from articles.relating.entities import prior_rarity
from articles.relating.kinds import CHANGING, PAYMENTS, QUOTED, WITHIN, action_of
from articles.relating.narrowing import CLOSING, as_of, by_those_who_did_it, is_counted_later, is_final
from articles.relating.profile import Profile
from articles.relating.quantities import ClaimView
from articles.relating.stories import WINDOW_DAYS, days_apart
from articles.relating.tellings import Telling, Told
from articles.relating.told import told_by
from articles.relating.unlisted import swapped, unlisted_pairs

CROWD = 12
"""Tellings of one kind in one story that are held against each other; a story with more is a ledger."""
PAID = "money:paid"
NEXT_ONES = 48
"""Articles of a story, in order of time, that each is held against."""
COINCIDING = 12
"""Counts, days and years up to this are found in any report, of whatever."""
OWN_UNITS = frozenset(("vote", "clock", "finish", "founding", "date"))
"""Units of what is compared like a figure and is none."""
CASUALTIES = frozenset(("killed", "injured", "hospitalised", "missing", "arrested", "rescued"))
LEFT_OUT = frozenset(("last week", "last month", "this week", "next week", "this month", "headline", "federal"))
"""What narrows a figure to what the news is about anyway."""
FIRM_WIDE = frozenset(("cut", "created"))
"""What a firm does in one town or in all its towns."""
OUT_OF_SCALE = 10
"""How many times the other one measure may be; a slip of a digit makes no more."""
GENERATION = 20
"""Years that no two reports differ by on one person's age, but for a slip of its digits."""
BIRTHDAY = 1
"""Years that the ages two reports give may lie apart."""
MAGNITUDE = "magnitude:quake"
BETWEEN_SCALES = Decimal("0.2")
"""What two observatories' magnitudes of one earthquake differ by as a rule."""
EXACT = frozenset(("age", "duration:sentence", "duration:ban"))
"""What is said in units of time and not measured."""
TELLING_APART = 50
"""A difference above this that a report also gives is no chance: the two and it are parts and their whole."""
PAGE_TAKES = 0.75
"""Hours within which two reports count the same moment."""
TICK = 0.25
"""Hours after which a market has another value."""
COUNTING_TAKES = 3
"""Hours after which a higher count is a later one, whatever either report says of it."""
TELLING_TERM = 3.0
"""How rare a word must be for two sentences that share it to be of one thing."""


_SITE = re.compile(
    r"\b(?:its|their|the) ([A-Z][\w'’-]{1,30})(?: [A-Z][\w'’-]{1,30}){0,2} "
    r"(?:plant|factory|site|mill|mine|works|depot|branch|campus|yard|base|office|refinery|warehouse)\b"
)
"""A firm's plant in a town, of which another report may not speak."""


def conflicts_in(
    story: Story,
    reads: Mapping[str, ReadArticle],
    profiles: Mapping[str, Profile],
    views: Mapping[str, ClaimView],
) -> Iterator[Match]:
    """Yield the conflicts between what the articles of a story tell, each held against the next few in time."""
    told = {
        article: told_by(
            reads[article].article.headline or "",
            reads[article].article.body,
            [views[claim.id] for claim in reads[article].reading.claims],
        )
        for article in story.articles
    }
    telling = [article for article in story.articles if told[article].tellings or told[article].loose]
    for at, one in enumerate(telling):
        for other in telling[at + 1 : at + 1 + NEXT_ONES]:
            if _cites(profiles[one], profiles[other]) or _cites(profiles[other], profiles[one]):
                continue  # whether the source gives that figure is asked by itself
            order, hours = day_order(profiles[one], profiles[other]), _hours_between(profiles[one], profiles[other])
            rest = [told[article] for article in telling if article not in {one, other}]
            yield from (
                _match(*pair, order)
                for pair in _contradictions(told[one], told[other], order, hours)
                if not any(_gives_both(third, *pair) for third in rest)
            )


def day_order(one: Profile, other: Profile) -> int:
    """Return which article's day of publication is the earlier (-1 the first), 0 on one day or where unknown."""
    a, b = one.article.published, other.article.published
    if a is None or b is None or a.day == b.day or days_apart(one, other) > WINDOW_DAYS:
        return 0
    return -1 if a.day < b.day else 1


def conflicts_between(a: Told, b: Told, order: int, hours: float | None = None) -> Iterator[Match]:
    """Yield a match for each two values of one kind that contradict each other.

    `order` is -1 where `a` is of an earlier day, `hours` how long after it `b` came out, None where that is not known.
    """
    for one, other in _contradictions(a, b, order, hours):
        yield _match(one, other, order)


def _contradictions(a: Told, b: Told, order: int, hours: float | None) -> Iterator[tuple[Telling, Telling]]:
    mine, theirs = a.kinds, b.kinds
    pairs = [
        (one, other)
        for kind in mine.keys() & theirs.keys()
        if len(mine[kind]) <= CROWD and len(theirs[kind]) <= CROWD
        for one in mine[kind]
        for other in theirs[kind]
    ]
    pairs += _payments(a, b)
    pairs += _parts(a, b)
    pairs += unlisted_pairs(a, b)
    for one, other in sorted(pairs, key=lambda pair: (pair[0].span.start, pair[1].span.start)):
        if _contradicts(one, other) and not _explained(one, other, a, b, order, hours):
            yield one, other


def _gives_both(third: Told, one: Telling, other: Telling) -> bool:
    """Tell whether another report gives both values: the organisers' count and the police's."""
    return _also(one, third) and _also(other, third)


def _payments(a: Told, b: Told) -> Iterator[tuple[Telling, Telling]]:
    """Yield the one payment that each report tells of, where one of them does not say what it was for."""
    if not any(kind == PAID for kind, _ in (*a.kinds, *b.kinds)):
        return
    mine, theirs = (
        [telling for telling in told.tellings if telling.kind in PAYMENTS | {PAID} and telling.sure] for told in (a, b)
    )
    if len(mine) == len(theirs) == 1 and mine[0].unit == theirs[0].unit and mine[0].kind != theirs[0].kind:
        kinds = {mine[0].kind, theirs[0].kind}
        if PAID in kinds:
            [kind] = kinds - {PAID}
            yield replace(mine[0], kind=kind, settled=True), replace(theirs[0], kind=kind, settled=True)


def _parts(a: Told, b: Told) -> Iterator[tuple[Telling, Telling]]:
    """Yield what one report counts of some and the other of all, where there are more of the part than of the whole."""
    growing = [
        [tellings for tellings in told.kinds.values() if tellings[0].grows and len(tellings) <= CROWD]
        for told in (a, b)
    ]
    for mine in growing[0][:CROWD]:
        for theirs in growing[1][:CROWD]:
            if mine[0].unit == theirs[0].unit is None:
                one, other = mine[0].kind.split(":"), theirs[0].kind.split(":")
                if one != other and one[0] == other[0]:
                    yield from (
                        pair
                        for pair in product(mine, theirs)
                        if (_within(one, other) and pair[0].low > pair[1].high)
                        or (_within(other, one) and pair[1].low > pair[0].high)
                    )


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    return whole[1] in {"people", part[1]} and set(whole[2:]) <= set(part[2:])


def _contradicts(one: Telling, other: Telling) -> bool:
    return (
        not _agree(one, other)
        and _of_one(one, other)
        and _of_one_size(one, other)
        and not (
            one.kind != "age"
            and one.places
            and other.places
            and one.places.isdisjoint(other.places)
            and not _named_by(one, other)
        )
        and not (action_of(one.kind) in FIRM_WIDE and bool(one.places) != bool(other.places))
        and one.sure
        and other.sure
        and one.spread == other.spread
        and _narrowed_alike(one, other)
    )


def _narrowed_alike(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings are narrowed to the same: what one report says of when it is news, the other may leave out."""
    less, more = sorted((one.narrowed, other.narrowed), key=len)
    return less <= more and more - less <= (LEFT_OUT | {"overnight"} if one.settled else LEFT_OUT)


def _named_by(one: Telling, other: Telling) -> bool:
    return bool(one.places & other.terms or other.places & one.terms)


def _agree(one: Telling, other: Telling) -> bool:
    """Tell whether both values may be one, hedged, rounded or measured twice."""
    if one.kind == "age" and abs(one.value - other.value) <= BIRTHDAY:
        return True
    if one.kind == MAGNITUDE and abs(one.value - other.value) <= BETWEEN_SCALES:
        return True
    within = Decimal(0) if one.kind in EXACT else WITHIN.get(one.dimension, Decimal(0))
    slack = within * max(abs(one.value), abs(other.value))
    if one.low - slack <= other.high and other.low - slack <= one.high:
        return True
    if one.extra != other.extra and abs(one.value - other.value) <= abs(one.extra - other.extra):
        return True
    if one.kind in EXACT:
        return False
    apart, step = abs(one.value - other.value), max(one.step, other.step)
    if one.step != other.step and (one.unit is not None or step >= 10) and apart <= step / 2:
        return True
    rough = min(one.value, other.value) if one.step == other.step else (one if one.step > other.step else other).value
    return one.dimension == "count" and step >= 10 and rough >= 20 and apart <= rough * Decimal("0.05")


def _of_one_size(one: Telling, other: Telling) -> bool:
    """Tell whether two measures or sums may be of one thing: the length of a whale is not its way from the lighthouse."""
    low, high = sorted((abs(one.value), abs(other.value)))
    if one.dimension == "money" and low.normalize().as_tuple().digits == high.normalize().as_tuple().digits:
        return True  # a million for a billion
    return (one.dimension not in WITHIN and one.dimension != "money") or high <= OUT_OF_SCALE * low


def _of_one(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of a kind are of one person, race or firm."""
    if one.kind == "age":
        if abs(one.value - other.value) > GENERATION and not swapped(one.value, other.value):
            return False
        if not one.person or not other.person or not (one.named or other.named):
            return False
        if one.named and other.named:
            return one.person[-1] == other.person[-1] and (
                len(one.person) == 1 or len(other.person) == 1 or one.person[0] == other.person[0]
            )
        known, loose = (one.person, other.person) if one.named else (other.person, one.person)
        return known[-1] in loose and (len(known) == 1 or known[0] in loose)
    if one.kind == "finish":
        return not set(one.person).isdisjoint(other.person)
    if one.kind.startswith("founding"):
        return any(prior_rarity(term) >= TELLING_TERM for term in one.terms & other.terms if not term.isdigit())
    return True


def _explained(one: Telling, other: Telling, a: Told, b: Told, order: int, hours: float | None) -> bool:
    """Tell whether time, another count of the same article, a sum of parts or those who did it explain the difference."""
    return (
        (one.grows and not _as_of_one_time(one, other, a, b) and _updated(one, other, a, b, order, hours))
        or (order != 0 and not one.settled and not one.grows)
        or (not CHANGING.isdisjoint(one.kind.split(":")) and hours is not None and abs(hours) >= PAGE_TAKES)
        or (one.kind in QUOTED and CLOSING not in one.narrowed and (hours is None or abs(hours) > TICK))
        or (_ambiguous(one, a) or _ambiguous(other, b) or _also(one, b) or _also(other, a))
        or _by_those_who_did_it(one, other, a, b)
        or (action_of(one.kind) in FIRM_WIDE and not (_knows_site(b, one) and _knows_site(a, other)))
        or _summed(one, other, a, b)
    )


def _knows_site(told: Told, telling: Telling) -> bool:
    """Tell whether a report speaks of the plant, if any, that a sentence of another is about."""
    site = _SITE.search(telling.claim.text)
    return site is None or site[1] in told.body


def _updated(one: Telling, other: Telling, a: Told, b: Told, order: int, hours: float | None) -> bool:
    """Tell whether the higher of two counts that only grow may be the later one."""
    lower, higher = (one, other) if one.value < other.value else (other, one)
    fewer, more = (a, b) if lower is one else (b, a)
    if order:
        return lower is (one if order < 0 else other) and not is_final(fewer.sentence_of(lower))
    later = None if hours is None else hours * (1 if lower is one else -1)
    if later is not None and later >= COUNTING_TAKES and not fewer.closed:
        return True
    is_update = (
        fewer.open
        or more.risen
        or is_counted_later(f"{higher.before[-60:]}|{higher.after[:60]}")
        or (one.kind.startswith("killed") and fewer.some_may_die)
    )
    return is_update and (later is None or later >= PAGE_TAKES)


def _by_those_who_did_it(one: Telling, other: Telling, a: Told, b: Told) -> bool:
    is_toll = one.kind.startswith(("killed", "injured")) and one.extra == other.extra
    return is_toll and by_those_who_did_it(one.value, other.value, a.body, b.body)


def _as_of_one_time(one: Telling, other: Telling, a: Told, b: Told) -> bool:
    """Tell whether both sentences say that their count is as of one time: "said on Thursday morning"."""
    when = as_of(a.sentence_of(one))
    return when is not None and when == as_of(b.sentence_of(other))


def _mates(telling: Telling, told: Told) -> list[Telling]:
    return [
        mate
        for mate in told.kinds.get((telling.kind, telling.unit or ""), ())
        if (mate.kind not in {"age", "finish"} or _of_one(mate, telling))
    ]


def _ambiguous(telling: Telling, told: Told) -> bool:
    """Tell whether an article gives more than one value of the kind itself."""
    return any(
        not _agree(mate, telling) and mate.sure and mate.narrowed == telling.narrowed for mate in _mates(telling, told)
    )


def _also(telling: Telling, told: Told) -> bool:
    """Tell whether the other article gives this value too, in whatever way."""
    is_telling = telling.value > COINCIDING or (telling.unit is not None and telling.dimension != "duration")
    if (telling.unit, telling.value) in told.values and is_telling:
        return telling.kind != "age" and telling.unit not in OWN_UNITS
    return any(
        mate.low.is_finite() and mate.high.is_finite() and _agree(mate, telling) for mate in _mates(telling, told)
    )


def _summed(one: Telling, other: Telling, a: Told, b: Told) -> bool:
    """Tell whether one value is the other and further ones of either article: parts against their whole."""
    if one.kind == "age" or one.dimension not in {"money", "count"} or not (one.value and other.value):
        return False
    apart = abs(one.value - other.value)
    for told in (a, b):
        values = {
            telling.value
            for telling in chain(told.tellings, *told.loose.values())
            if telling.unit == one.unit
            and telling.span not in {one.span, other.span}
            and telling.dimension == one.dimension
            and not _other_role(telling, one)
            and (
                one.unit is not None
                or telling.kind.rpartition(":")[2] == one.kind.rpartition(":")[2]
                or noun_of(telling.counted) == noun_of(one.counted)
            )
        }
        if (
            (apart > TELLING_APART and (one.unit, apart) in told.values)
            or apart in values
            or any(apart - value in values and apart - value != value for value in values)
        ):
            return True
    return False


def _other_role(telling: Telling, one: Telling) -> bool:
    """Tell whether something else became of those counted: the dead add nothing to those in hospital."""
    roles = {action_of(telling.kind), action_of(one.kind)}
    return len(roles) > 1 and roles <= CASUALTIES


def _match(one: Telling, other: Telling, order: int) -> Match:
    a, b = (one, other) if one.claim.id < other.claim.id else (other, one)
    later = f": the later count, {(other if order < 0 else one).span.text}, is the lower" if order and one.grows else ""
    thing = " ".join(part for part in reversed((a.kind or b.kind).split(":")) if part) or a.counted or a.dimension
    reason = f"{thing}: {a.span.text} and {b.span.text} cannot both be right{later}"
    return Match(a.claim.id, b.claim.id, "conflicts", a.span, b.span, reason)


def _cites(one: Profile, other: Profile) -> bool:
    return not one.targets.keys().isdisjoint(other.addresses)


def _hours_between(one: Profile, other: Profile) -> float | None:
    """Return how many hours after one article the other came out; None where either gives no time of day."""
    a, b = one.article.published, other.article.published
    if a is None or b is None or a.clock is None or b.clock is None:
        return None
    return (b.instants()[0] - a.instants()[0]).total_seconds() / 3600
