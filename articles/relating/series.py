"""Follow one quantity through a story: who gave which value, as of when, on whose word, and who lagged or led."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from math import inf

from articles.model import Claim, DateMention, Figure, Link, Match, Moment, ReadArticle, Relations
from articles.origins import origin_groups
from articles.relating.authorities import identities
from articles.relating.profile import outlet_key
from articles.relating.quantities import CUMULATIVE, ClaimView, Quantity, view_of

LAG = timedelta(hours=3)
"""An outlet that gives the earlier count less than this after a later one was out is not late: pages take as long."""
PAGE = timedelta(minutes=45)
"""An authority's count that another outlet gives less than this later is the same count."""
CONFIRMED = 2
"""A count given by so many outlets stands: who gives less afterwards lags; a count of one outlet alone leads."""

_AS_OF = re.compile(
    r"\b(?:as of|as at|by|until|up to|till)\s(?:(?:late|early|midday|noon|dawn|dusk|the (?:evening|morning|night) of|on)\s){0,2}\Z",
    re.IGNORECASE,
)
_RISES = re.compile(r"\b(?:rose|risen|rises|climbed|grew|grown|increased|jumped|reached|stood)\b", re.IGNORECASE)
_REVISED = re.compile(
    r"\b(?:revis(?:e|ed|es|ing|ion)|correct(?:ed|s|ing|ion)|lower(?:ed|s|ing)|reduc(?:ed|es|ing)|down from|downward|recount(?:ed)?|"
    r"counted twice|double[- ]counted|duplicat(?:e|ed|es|ion)|misidentified|mistaken(?:ly)?|in error|wrongly|previously reported|"
    r"earlier (?:report|reports|count|toll|figure|tally)|found alive|not (?:yet )?confirmed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: `low` to `high` is what its words allow, whom they count in left open.

    `since` and `until` are the first and last instant that it may be as of; None where no date is known. `origin`
    numbers the articles' origins: two points of one origin are one count, told twice.
    """

    claim: Claim
    article: str
    outlet: str
    figure: Figure
    low: Decimal
    high: Decimal
    as_of: str
    since: datetime | None
    until: datetime | None
    authority: str | None
    origin: int
    places: frozenset[str]
    revised: bool
    """Its own words say that an earlier count was too high."""

    def after(self, other: Point, gap: timedelta = timedelta(0)) -> bool:
        """Tell whether this is certainly as of a later time, by more than `gap`."""
        return self.since is not None and other.until is not None and self.since - other.until > gap

    def below(self, other: Point) -> bool:
        """Tell whether this value is certainly lower, of what may be the same place."""
        return self.high < other.low and not (self.places and other.places and self.places.isdisjoint(other.places))

    def voices(self, other: Point) -> tuple[str, ...]:
        """Name what both rest on: the outlet, the authority, or neither."""
        shared = [self.outlet] if self.outlet == other.outlet else []
        if self.authority is not None and self.authority == other.authority:
            shared.append(self.authority)
        return tuple(shared)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one quantity in one story, in order of time, those without a date last."""

    id: str
    story: str
    what: str
    role: str | None
    unit: str | None
    cumulative: bool
    points: tuple[Point, ...]

    def values(self) -> frozenset[Decimal]:
        """Return the different values that were given."""
        return frozenset(point.figure.value for point in self.points)


@dataclass(frozen=True, slots=True)
class Turn:
    """A value held against another of its series: a count that fell, an outlet behind the others or ahead of them."""

    point: Point
    other: Point
    between: tuple[str, ...] = ()
    """On whom both rest."""


def series_of(reads: Iterable[ReadArticle], relations: Relations) -> tuple[Series, ...]:
    """Put the figures that matches align in order of time: one series for each quantity that two articles give."""
    articles = {read.article.id: read for read in reads}
    read_claims = (claim for read in articles.values() for claim in read.reading.claims)
    claims = {claim.id: claim for claim in read_claims if claim.article in articles}
    groups = _aligned(claims, relations.matches)
    if not groups:
        return ()
    involved = {claim for group in groups for claim, _ in group}
    views = {claim: view_of(claims[claim]) for claim in sorted(involved)}
    stories = {article: story.id for story in relations.stories for article in story.articles}
    found = [
        _series(group, views, articles, stories, relations.links)
        for group in groups
        if len({claims[claim].article for claim, _ in group}) > 1
    ]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.story, one.role is None, one.what, one.id)))


def falls(series: Series) -> Iterator[Turn]:
    """Yield each count that is lower than the one before it of the same outlet, or on the same authority."""
    if not series.cumulative:
        return
    for before, after in _successive(series):
        if after.below(before) and not after.revised:
            yield Turn(after, before, after.voices(before))


def kept(series: Series) -> Iterator[Turn]:
    """Yield each count that follows one of the same voice and is no lower, or says itself why it is."""
    if not series.cumulative:
        return
    for before, after in _successive(series):
        if not after.below(before) or after.revised:
            yield Turn(after, before, after.voices(before))


def lags(series: Series) -> Iterator[Turn]:
    """Yield each count that had been overtaken when it was given: several outlets have the higher one, which was out."""
    if not series.cumulative:
        return
    for point in series.points:
        overtaken = [other for other in series.points if point.below(other) and point.after(other, LAG)]
        ahead = [other for other in overtaken if other.outlet != point.outlet]
        if ahead and not point.revised and len(_outlets_above(series, point)) >= CONFIRMED:
            yield Turn(point, max(ahead, key=lambda other: (other.low, other.claim.id)))


def leads(series: Series) -> Iterator[Turn]:
    """Yield each count above all others that no second outlet gives, although others wrote after it."""
    if not series.cumulative:
        return
    for point in series.points:
        others = [other for other in series.points if other.outlet != point.outlet and other.origin != point.origin]
        later = [other for other in others if other.after(point, LAG) and other.below(point) and not other.revised]
        if later and all(other.below(point) for other in others):
            yield Turn(point, max(later, key=lambda other: (other.low, other.claim.id)))


def settled(matches: Sequence[Match], series: Iterable[Series]) -> tuple[Match, ...]:
    """Call a conflict merely related where time explains it: an update, one voice that counts anew, an outlet that lags."""
    points = {
        (point.claim.id, point.figure.start): (one, point) for one in series if one.cumulative for point in one.points
    }
    behind = {
        (turn.point.claim.id, turn.point.figure.start)
        for one in {one.id: one for one, _ in points.values()}.values()
        for turn in lags(one)
        if any(
            not (turn.point.below(given) or given.below(turn.point)) and turn.point.after(given)
            for given in one.points
            if given is not turn.point
        )
    }
    overtaken = {place for place, (one, point) in points.items() if _overtaken(one, point)}
    return tuple(_explained(match, points, behind, overtaken) for match in matches)


def _overtaken(series: Series, point: Point) -> bool:
    """Tell whether two outlets agree, hours later, on a higher count: then this one was an earlier stage."""
    outlets: dict[Decimal, set[str]] = defaultdict(set)
    for other in series.points:
        if point.below(other) and other.after(point, LAG):
            outlets[other.figure.value].add(other.outlet)
    return any(len(told_by) >= CONFIRMED for told_by in outlets.values())


def _explained(
    match: Match,
    points: Mapping[tuple[str, int], tuple[Series, Point]],
    behind: set[tuple[str, int]],
    overtaken: set[tuple[str, int]],
) -> Match:
    at = ((match.a, match.a_span.start), (match.b, match.b_span.start))
    if match.stance != "conflicts" or at[0] not in points or at[1] not in points:
        return match
    one, other = points[at[0]][1], points[at[1]][1]
    thing = match.reason.split(": ")[0]
    figures = f"{thing}: {one.figure.text} and {other.figure.text}"
    before, after = (one, other) if other.after(one) else (other, one)
    same_outlet = after.outlet == before.outlet
    if (
        after.after(before, timedelta(0) if same_outlet else PAGE)
        and after.voices(before)
        and (same_outlet or after.revised or not after.below(before))
    ):
        return replace(match, stance="related", reason=f"{figures} are one voice's earlier and later count")
    if at[0 if before is one else 1] in overtaken and before.below(after) and after.after(before, LAG):
        return replace(match, stance="related", reason=f"{figures} are an earlier and a later count (update)")
    for point, ahead, place in ((one, other, at[0]), (other, one, at[1])):
        if place in behind and point.below(ahead):
            return replace(match, stance="related", reason=f"{figures}: the lower is an earlier count, given late")
    return match


def _aligned(claims: Mapping[str, Claim], matches: Iterable[Match]) -> list[list[tuple[str, int]]]:
    """Group the figures that matches hold against each other, each by its claim and its place."""
    figures = {(claim.id, figure.start, figure.end) for claim in claims.values() for figure in claim.figures}
    neighbours: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for match in matches:
        if (match.a, match.a_span.start, match.a_span.end) in figures and (
            match.b,
            match.b_span.start,
            match.b_span.end,
        ) in figures:
            one, other = (match.a, match.a_span.start), (match.b, match.b_span.start)
            neighbours[one].append(other)
            neighbours[other].append(one)
    groups: list[list[tuple[str, int]]] = []
    seen: set[tuple[str, int]] = set()
    for start in sorted(neighbours):
        waiting = [] if start in seen else [start]
        group: list[tuple[str, int]] = []
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                group.append(place)
                waiting += neighbours[place]
        if group:
            groups.append(sorted(group))
    return groups


def _series(
    group: Sequence[tuple[str, int]],
    views: Mapping[str, ClaimView],
    articles: Mapping[str, ReadArticle],
    stories: Mapping[str, str],
    links: Sequence[Link],
) -> Series | None:
    quantities = [(views[claim].claim, _at(views[claim], start)) for claim, start in group]
    usable = [(claim, quantity) for claim, quantity in quantities if quantity.usable and quantity.role != "age"]
    if len({claim.article for claim, _ in usable}) < 2:
        return None
    told_in = sorted({claim.article for claim, _ in usable})
    among = [link for link in links if link.a in told_in and link.b in told_in]
    origins = origin_groups([articles[article].article for article in told_in], among)
    called = identities(claim.authority for claim, _ in usable)
    points = sorted(
        (
            _point(claim, quantity, articles[claim.article], origins[claim.article], called)
            for claim, quantity in usable
        ),
        key=lambda point: (point.since.timestamp() if point.since else inf, point.claim.id, point.figure.start),
    )
    role = usable[0][1].role
    first = min(group)
    return Series(
        id=f"{first[0]}:{first[1]}",
        story=stories.get(points[0].article, ""),
        what=_what([quantity for _, quantity in usable]),
        role=role,
        unit=usable[0][1].unit,
        cumulative=role in CUMULATIVE and not any(quantity.spanned for _, quantity in usable),
        points=tuple(points),
    )


def _at(view: ClaimView, start: int) -> Quantity:
    return next(quantity for quantity in view.quantities if quantity.figure.start == start)


def _what(quantities: Sequence[Quantity]) -> str:
    counted = Counter(quantity.figure.counted for quantity in quantities if quantity.figure.counted)
    most = min(counted, key=lambda words: (-counted[words], len(words), words)) if counted else None
    role = quantities[0].role
    if most and role and role not in most.split():
        return f"{most} {role}"
    return most or role or quantities[0].unit or "figure"


def _point(claim: Claim, quantity: Quantity, read: ReadArticle, origin: int, called: Mapping[str, str]) -> Point:
    published = read.article.published
    day = _as_of(claim, quantity.figure)
    if day is not None and published is not None and day < published.day:
        moment: Moment | None = Moment(day)
    else:
        moment = published
    instants = moment.instants() if moment else (None, None)
    outlet = read.article.outlet
    return Point(
        claim=claim,
        article=claim.article,
        outlet=outlet.name if outlet and outlet_key(outlet) else read.article.address or read.article.final_url,
        figure=quantity.figure,
        low=quantity.low - max(quantity.extra, 0),
        high=quantity.high - min(quantity.extra, 0),
        as_of=str(moment) if moment else "",
        since=instants[0],
        until=instants[1],
        authority=called.get(claim.authority or ""),
        origin=origin,
        places=quantity.places,
        revised=bool(_REVISED.search(claim.text)),
    )


def _as_of(claim: Claim, figure: Figure) -> date | None:
    """Return the one day that a claim says its figure is as of: "by Monday", "rose to 12 on Monday"."""
    days = {
        mention.from_
        for mention in claim.dates
        if mention.from_ is not None and mention.from_ == mention.to and _dates_the_count(claim, figure, mention)
    }
    return days.pop() if len(days) == 1 else None


def _dates_the_count(claim: Claim, figure: Figure, mention: DateMention) -> bool:
    before = claim.text[max(0, mention.start - claim.start - 40) : max(0, mention.start - claim.start)]
    if _AS_OF.search(before):
        return True
    to_figure = claim.text[: max(0, figure.start - claim.start)]
    between = claim.text[max(0, figure.end - claim.start) : max(0, mention.start - claim.start)]
    return bool(_RISES.search(to_figure[-40:])) and len(between) <= 20


def _successive(series: Series) -> Iterator[tuple[Point, Point]]:
    """Yield each two points of one voice of which the second is certainly as of later, with none of it between them."""
    dated = [point for point in series.points if point.since is not None]
    voices = {voice for point in dated for voice in (point.outlet, point.authority) if voice}
    seen: set[tuple[str, str]] = set()
    for voice in sorted(voices):
        spoken = [point for point in dated if voice in {point.outlet, point.authority}]
        for before, after in pairwise(spoken):
            pair = (before.claim.id, after.claim.id)
            if after.after(before) and before.article != after.article and pair not in seen:
                seen.add(pair)
                yield before, after


def _outlets_above(series: Series, point: Point) -> set[str]:
    return {other.outlet for other in series.points if point.below(other) and other.outlet != point.outlet}
