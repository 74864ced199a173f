"""Group articles that tell of the same event, the same groups whatever order they come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nlargest, nsmallest
from math import exp2, fsum

from articles.model import Story, short_id
from articles.relating.entities import COMMON_SHARE, prior_share, rarity
from articles.relating.incidents import Incident, share_a_person
from articles.relating.profile import Profile

LEAST_LIKENESS = 0.14
"""Mean likeness below which two groups never tell of one event: reports of different events of one kind stay below."""
STANDS_OUT = 1.4
"""How many times as alike the two halves of a story must be to each other as to their nearest other articles. Events of
one dense topic resemble each other more than reports of a lone event do, so no fixed likeness parts both."""
NEAREST = 5
"""How many nearest articles say how dense an article's topic is."""
NEIGHBOURS = 64
SAME_WEEKDAY = 1.15
OTHER_WEEKDAY = 0.7
OTHER_QUARTER = 0.3
OTHER_MONTH = 0.65
OTHER_NUMBERS = 0.7
OTHER_NAMES = 0.7
"""What it does to likeness that two openings name the same, or only other, days, quarters, months, numbers and names."""
MANY_NAMES = 0.5
"""Share of names in common from which other days of the week are those of a follow-up, not of a look-alike."""
FEW_NAMES = 0.34
SAME_PERSON = 0.3
"""What is added to likeness where both name one to whom it happened: what is told of the charge has little else in common."""
OTHER_PEOPLE = 0.3
SAME_STREET = 0.25
OTHER_STREETS = 0.25
SAME_DAY = 1.7
NEAR_DAY = 0.6
OTHER_DAY = 0.35
"""What it does to likeness that two reports say that it happened to the same or other people, in the same or other streets,
on one day, on days next to each other (a death the day after), or on others."""
AGAINST = 0.3
"""What is taken from likeness where they are others: what all else of the two groups has in common must outweigh it."""
NEXT_DAYS = 2
WINDOW_DAYS = 30.0
"""Articles further apart are of another event: a story that goes on is joined by those in between."""
NEAR_DAYS = 3.0
"""Articles nearer than this that name a weekday mean the same week's."""
SAME_TIME_DAYS = 1.0
SAME_TIME = 1.8
"""What it does to likeness that two articles with a name in common appeared within a day: news is told when it happens,
in words that differ much. Without a common name the day says nothing, two fires of one week are of one day too."""
HALF_LIFE_DAYS = 4.0
"""In how many further days likeness counts half. Short, because what is alike a week on is as often a sequel or the next
event of its kind; a story that goes on is held together by its articles in between."""
NAMED = 1.5
"""How much more names weigh than words as rare, in articles of the same days: outlets choose their words, a walkout or a
strike, but not who it was and where. Over weeks or at unknown times the same names return with other events."""
MORE_NAMED = NAMED * NAMED - 1
LEAST_OF_OLD = 0.11
"""Share of likeness that is left however far apart, for the one late report that nearly repeats an early one."""
SEARCHED_TERMS = 24
"""The heaviest terms of an article, by which candidates are found; reports of one event share several. Those of one day are
found by any name of two words that they share, too: one tells at length what the other names once."""
CROWDED = 64
"""More articles than this under one term are joined only with their next ones in time."""
NEXT = 24


@dataclass(frozen=True, slots=True)
class _Vector:
    """An article's terms weighed against the others': of length 1, or `lengthened` where `names` weigh more."""

    weights: Mapping[str, float]
    names: frozenset[str]
    lengthened: float


@dataclass(frozen=True, slots=True)
class _Merged:
    """Two groups made one: their numbers, all their articles, and the mean likeness between the two."""

    one: int
    other: int
    members: tuple[int, ...]
    likeness: float


def stories_of(profiles: Sequence[Profile]) -> tuple[Story, ...]:
    """Group profiles into stories, in order of their first article; an article alone is a story."""
    ordered = sorted({profile.id: profile for profile in profiles}.values(), key=in_time)
    vectors = _vectors(ordered)
    likenesses = {
        (one, other): value
        for one, other in _candidates(ordered, vectors)
        if (value := _likeness(ordered[one], ordered[other], vectors[one], vectors[other]))
    }
    stories = []
    for members in sorted(_grouped(len(ordered), likenesses)):
        first = ordered[members[0]]
        headline = next((ordered[at].article.headline for at in members if ordered[at].article.headline), "")
        stories.append(
            Story(
                id=short_id("story", first.id),
                headline=headline or first.article.body[:100].split("\n", 1)[0],
                articles=tuple(ordered[at].id for at in members),
            )
        )
    return tuple(stories)


def in_time(profile: Profile) -> tuple[float, str]:
    """Order profiles by publication, undated ones last, then by id."""
    return (profile.instants[0].timestamp() if profile.instants else float("inf"), profile.id)


def _vectors(profiles: Sequence[Profile]) -> list[_Vector]:
    holding = Counter(term for profile in profiles for term in profile.terms)
    reports = len(profiles)
    vectors = []
    for profile in profiles:
        weighed = {term: weight * rarity(term, reports, holding[term]) for term, weight in profile.terms.items()}
        length = sum(weight * weight for weight in weighed.values()) ** 0.5 or 1.0
        weights = {term: weight / length for term, weight in weighed.items()}
        names = frozenset(term for term in weights if _is_name(term, profile))
        share = fsum(weights[term] ** 2 for term in names)
        vectors.append(_Vector(weights, names, (1 + MORE_NAMED * share) ** 0.5))
    return vectors


def _is_name(term: str, profile: Profile) -> bool:
    """Tell names of persons, places and bodies, alone or in pairs; those that most news holds, as weekdays, tell nothing."""
    return " " in term or (term in profile.names and prior_share(term) <= COMMON_SHARE)


def _candidates(profiles: Sequence[Profile], vectors: Sequence[_Vector]) -> list[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    named: dict[str, list[int]] = defaultdict(list)
    victims: dict[str, set[int]] = defaultdict(set)
    for at, vector in enumerate(vectors):
        weights = vector.weights
        for term in nsmallest(SEARCHED_TERMS, weights, key=lambda term: (-weights[term], term)):
            holders[term].append(at)
        for term in vector.names if profiles[at].instants else ():
            if " " in term:
                named[term].append(at)
        for _, last in profiles[at].incident.people if profiles[at].instants else ():
            victims[last].add(at)
    found = {pair for pair in _joined(holders) if days_apart(profiles[pair[0]], profiles[pair[1]]) <= WINDOW_DAYS}
    for at, profile in enumerate(profiles):
        for last in profile.incident.capitals & victims.keys() if profile.instants else ():
            victims[last].add(at)
    met = _joined({last: sorted(who) for last, who in victims.items()})
    found |= {pair for pair in met if days_apart(profiles[pair[0]], profiles[pair[1]]) <= WINDOW_DAYS}
    found |= {pair for pair in _joined(named) if days_apart(profiles[pair[0]], profiles[pair[1]]) <= SAME_TIME_DAYS}
    return sorted(found)


def _joined(holders: Mapping[str, Sequence[int]]) -> set[tuple[int, int]]:
    """Pair what shares a term; under a crowded term each only with the next few."""
    pairs: set[tuple[int, int]] = set()
    for articles in holders.values():
        reach = len(articles) if len(articles) <= CROWDED else NEXT
        for place, one in enumerate(articles):
            pairs.update((one, other) for other in articles[place + 1 : place + 1 + reach])
    return pairs


def days_apart(one: Profile, other: Profile) -> float:
    """Return how many days certainly lie between two publications; 0 where a time is unknown."""
    if one.instants is None or other.instants is None:
        return 0.0
    gap = max(other.instants[0] - one.instants[1], one.instants[0] - other.instants[1]).total_seconds()
    return max(0.0, gap / 86_400)


def _likeness(one: Profile, other: Profile, a: _Vector, b: _Vector) -> float:
    value = fsum(a.weights[term] * b.weights[term] for term in a.weights.keys() & b.weights.keys())
    apart = days_apart(one, other)
    fewer = min(len(one.persons), len(other.persons))
    shared = len(one.persons & other.persons)
    same_names = fewer > 2 and shared > fewer * MANY_NAMES
    if one.instants is not None and other.instants is not None:
        value = _timely(value, apart, a, b)
    if one.weekdays and other.weekdays and apart < NEAR_DAYS:
        if not one.weekdays.isdisjoint(other.weekdays):
            value *= SAME_WEEKDAY
        elif not same_names:
            value *= OTHER_WEEKDAY
    if one.quarters and other.quarters and one.quarters.isdisjoint(other.quarters):
        value *= OTHER_QUARTER
    if one.months and other.months and one.months.isdisjoint(other.months):
        value *= OTHER_MONTH
    if len(one.numbers) > 1 and len(other.numbers) > 1 and one.numbers.isdisjoint(other.numbers):
        value *= OTHER_NUMBERS
    if fewer > 2 and shared <= fewer * FEW_NAMES:
        value *= OTHER_NAMES
    if one.instants is not None and other.instants is not None:
        value = _by_incident(value, one.incident, other.incident)
    return value


def _by_incident(value: float, one: Incident, other: Incident) -> float:
    """Weigh likeness by to whom, where and when two reports say that it happened, so far as both say it."""
    if share_a_person(one, other):
        value += SAME_PERSON * max(0.0, 1 - value)
    elif one.people and other.people:
        value = OTHER_PEOPLE * value - AGAINST
    if not one.streets.isdisjoint(other.streets):
        value += SAME_STREET * max(0.0, 1 - value)
    elif one.streets and other.streets:
        value = OTHER_STREETS * value - AGAINST
    if one.days and other.days and value > 0:
        apart = min(abs(day - at) for day in one.days for at in other.days)
        value *= SAME_DAY if not apart else NEAR_DAY if apart <= NEXT_DAYS else OTHER_DAY
    return value


def _timely(value: float, apart: float, a: _Vector, b: _Vector) -> float:
    """Weigh likeness by how far apart two articles appeared, and the names of two of the same days above their words."""
    common = (a.names & b.weights.keys()) | (
        b.names & a.weights.keys()
    )  # a town is no name to who sees it in a dateline
    if apart <= NEAR_DAYS:
        named = fsum(a.weights[term] * b.weights[term] for term in common)
        value = (value + MORE_NAMED * named) / (a.lengthened * b.lengthened)
    if common:
        value *= SAME_TIME
    return value * max(LEAST_OF_OLD, exp2(-max(0.0, apart - SAME_TIME_DAYS) / HALF_LIFE_DAYS))


def _grouped(count: int, likenesses: Mapping[tuple[int, int], float]) -> Iterator[list[int]]:
    """Merge the most alike groups, likeness taken relative to how dense their topics are, then keep what stands out."""
    nearest: list[list[tuple[float, int]]] = [[] for _ in range(count)]
    for (one, other), value in likenesses.items():
        nearest[one].append((value, other))
        nearest[other].append((value, one))
    density = [max(0.05, sum(max(0.0, value) for value, _ in nlargest(NEAREST, near)) / NEAREST) for near in nearest]
    relative = {
        (one, other): value / (density[one] * density[other]) ** 0.5 for (one, other), value in likenesses.items()
    }
    around = [
        sorted((value / (density[at] * density[other]) ** 0.5, other) for value, other in near)[: -NEIGHBOURS - 1 : -1]
        for at, near in enumerate(nearest)
    ]
    merged, left = _merged(count, likenesses, relative)
    while left:
        group = left.pop()
        node = merged.get(group)
        if node is None:
            yield [group]
        elif _stands_out(node, around):
            yield sorted(node.members)
        else:
            left += (node.one, node.other)


def _merged(
    count: int, likenesses: Mapping[tuple[int, int], float], relative: Mapping[tuple[int, int], float]
) -> tuple[dict[int, _Merged], list[int]]:
    """Merge groups in order of their mean relative likeness; return every merger and the groups left at the end."""
    members: dict[int, tuple[int, ...]] = {at: (at,) for at in range(count)}
    near: dict[int, dict[int, tuple[float, float]]] = {at: {} for at in range(count)}
    queue = []
    for (one, other), value in likenesses.items():
        near[one][other] = near[other][one] = (relative[one, other], value)
        if value >= LEAST_LIKENESS:
            queue.append((-relative[one, other], one, other))
    heapify(queue)
    merged: dict[int, _Merged] = {}
    while queue:
        value, one, other = heappop(queue)
        if one not in near or other not in near:
            continue
        group = count + len(merged)
        members[group] = members[one] + members[other]
        merged[group] = _Merged(one, other, members[group], -value)
        summed: dict[int, tuple[float, float]] = {}
        for at in (one, other):
            for neighbour, (part, plain) in near.pop(at).items():
                if neighbour not in (one, other):
                    before = summed.get(neighbour, (0.0, 0.0))
                    summed[neighbour] = (before[0] + part, before[1] + plain)
                    near[neighbour].pop(at)
        near[group] = summed
        for neighbour, (part, plain) in summed.items():
            near[neighbour][group] = (part, plain)
            pairs = len(members[group]) * len(members[neighbour])
            if plain / pairs >= LEAST_LIKENESS:
                heappush(queue, (-part / pairs, neighbour, group))
    return merged, sorted(near)


def _stands_out(node: _Merged, around: Sequence[Sequence[tuple[float, int]]]) -> bool:
    """Tell whether the halves of a group are clearly more alike than the group and its nearest other articles."""
    inside = frozenset(node.members)
    outside = 0.0
    for member in node.members:
        others = [value for value, other in around[member] if other not in inside][:NEAREST]
        outside += sum(others) / NEAREST
    return node.likeness >= STANDS_OUT * outside / len(node.members)
