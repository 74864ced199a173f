"""Say, for every claim, how many outlets, origins and authorities stand behind it, and who contradicts it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from heapq import nsmallest

from articles.matching import compared, with_conflicts
from articles.model import (
    Article,
    Claim,
    Corroboration,
    Link,
    LinkKind,
    Match,
    OriginCount,
    ReadArticle,
    Relations,
    Story,
)
from articles.origins import links_of, origins_of
from articles.relating.authorities import authorities_among
from articles.relating.conflicts import conflicts_in, day_order
from articles.relating.entities import prior_rarity, without_furniture
from articles.relating.profile import Profile, Wording, hold, outlet_key, profiles_of, terms_in, wording_of
from articles.relating.quantities import ClaimView, view_of
from articles.relating.series import series_of, settled
from articles.relating.stories import in_time, stories_of
from articles.wording import bands, signature

CROWDED = 40
"""More articles than this under one key are joined only with their next ones in time."""
NEXT = 16
FURNITURE_STORIES = 3
"""Words found in this many stories are of the page, not of the event."""
COPIES: frozenset[LinkKind] = frozenset(("same text", "contained text"))
CLAIM_TERMS = 6
OPENING_READ = 600
LEAST_PROMISING = 0.12
"""Likeness of openings that 99.7 % of the pairs of one event reach among those that share a key, in short reports."""
PROMISING = 0.25
"""Likeness from which two openings of short reports mostly are of one event: two of three pairs, against one of twelve."""
CLAIM_CROWD = 48
OPENINGS_HELD = 2000
"""Openings whose telling words are held ready, some 10 KB each: a batch glances at the same ones again and again."""
REJECTED = "a reviewer said that these are not about the same thing"


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is compared of each article, and the stories they tell: what relating them in full goes on from."""

    profiles: Mapping[str, Profile]
    stories: tuple[Story, ...]

    def stories_with(self, articles: frozenset[str]) -> tuple[Story, ...]:
        """Return the stories that hold one of these articles."""
        return tuple(story for story in self.stories if not articles.isdisjoint(story.articles))


@dataclass(frozen=True, slots=True)
class Indexed:
    """An article as it was read, and what is compared of its words."""

    read: ReadArticle
    worded: Wording


def indexed(read: ReadArticle) -> Indexed:
    """Find what is compared of an article's words: work that can be done where the article is read."""
    return Indexed(read, wording_of(read.article.headline, without_furniture(read.article.body)).found())


def hold_ready(found: Indexed) -> ReadArticle:
    """Take over what another process found of an article's words, so that it is not sought again here."""
    hold(found.read.article.headline, without_furniture(found.read.article.body), found.worded)
    return found.read


def index_keys(read: ReadArticle) -> tuple[str, ...]:
    """Return the at most 60 keys by which an archive finds what an article may relate to: those that share one.

    A key alone may be shared by many over the years: an archive bounds each to a window of publication and a number.
    """
    article = read.article
    return wording_of(article.headline, without_furniture(article.body)).keys


def wording_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Return those of an article's keys that only texts of much the same wording share, however far apart in time."""
    return tuple(key for key in keys if key.startswith(("band:", "mark:")))


def keys_of_wording(read: ReadArticle) -> tuple[str, ...]:
    """Return an article's keys of wording alone, which cost a fraction of all."""
    return bands(signature(without_furniture(read.article.body)))


def worth_relating(
    read: ReadArticle, openings: Mapping[str, tuple[str | None, str]], limit: int, doubtful: int
) -> dict[str, bool]:
    """Choose the articles whose headline and opening are like this one's, the most alike first: true where much so.

    At most `limit` are chosen, and of those that are little alike (false) at most `doubtful`. Two telling words in
    common are a chance in a large archive: a glance at what was found costs far less than relating it.
    """
    article = read.article
    mine = _opening_terms(article.headline, article.body[:OPENING_READ])
    likenesses = {
        name: sum(weight * mine.get(term, 0.0) for term, weight in _opening_terms(headline, opening).items())
        for name, (headline, opening) in openings.items()
    }
    promising = [name for name, value in likenesses.items() if value >= LEAST_PROMISING]
    first = nsmallest(limit, promising, key=lambda name: (-likenesses[name], name))
    likely = [name for name in first if likenesses[name] >= PROMISING]
    return {name: name in likely for name in first[: len(likely) + doubtful]}


@lru_cache(maxsize=OPENINGS_HELD)
def _opening_terms(headline: str | None, opening: str) -> dict[str, float]:
    weights = {term: weight * prior_rarity(term) for term, weight in terms_in(headline, opening)[0].items()}
    length = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
    return {term: weight / length for term, weight in weights.items()}


def relate(
    articles: Sequence[ReadArticle],
    about: frozenset[str] | None = None,
    rejected: frozenset[tuple[str, str]] = frozenset(),
) -> Relations:
    """Relate articles to each other, new and archived alike, whatever order they come in.

    With `about`, all are grouped into stories, and only those stories are gone into that hold one of these articles.
    `rejected` are pairs of claim ids, the lesser first, of which a person said that they are not about the same thing.
    """
    return relate_grouped(grouped(read.article for read in articles), articles, about, rejected)


def grouped(articles: Iterable[Article]) -> Grouped:
    """Group articles into stories, whatever order they come in; what was read of them is not asked for."""
    profiles = profiles_of(articles)
    return Grouped(profiles, stories_of(list(profiles.values())))


def relate_grouped(
    groups: Grouped,
    read_articles: Iterable[ReadArticle],
    about: frozenset[str] | None = None,
    rejected: frozenset[tuple[str, str]] = frozenset(),
) -> Relations:
    """Relate articles that are already grouped, as `relate` does; all of the stories gone into must have been read."""
    stories = groups.stories if about is None else groups.stories_with(about)
    told = {article for story in stories for article in story.articles}
    furniture = _furniture(groups, told)
    by_id = {read.article.id: read for read in read_articles}
    reads = {article: by_id[article] for article in sorted(told)}
    profiles = {article: profile for article, profile in groups.profiles.items() if article in told}
    links = _links(profiles, stories, furniture)
    told_twice = [reads[article] for story in stories if len(story.articles) > 1 for article in story.articles]
    views = {claim.id: view_of(claim) for read in told_twice for claim in read.reading.claims}
    matches = _without(rejected, _matches(reads, profiles, stories, views))
    matches = settled(matches, series_of(reads.values(), Relations(stories, links, matches)))
    return Relations(
        stories=stories,
        links=links,
        matches=matches,
        corroborations=_corroborations(reads, links, matches, rejected),
    )


def _joined(holders: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """Pair what shares a key; under a crowded key each only with the next few."""
    pairs: set[tuple[str, str]] = set()
    for held in holders.values():
        reach = len(held) if len(held) <= CROWDED else NEXT
        for at, one in enumerate(held):
            pairs.update((min(one, other), max(one, other)) for other in held[at + 1 : at + 1 + reach])
    return pairs


def _links(profiles: Mapping[str, Profile], stories: Sequence[Story], furniture: frozenset[int]) -> tuple[Link, ...]:
    """Link the articles of each story; which other stories are at hand is chance, and a link must not depend on it."""
    links: list[Link] = []
    for story in stories:
        holders: dict[str, list[str]] = defaultdict(list)
        for profile in sorted((profiles[article] for article in story.articles), key=in_time):
            for key in _link_keys(profile):
                holders[key].append(profile.id)
        for one, other in sorted(_joined(holders)):
            links += links_of(profiles[one], profiles[other], furniture)
    return tuple(sorted(links, key=lambda link: (link.a, link.b, link.kind, link.words)))


def _link_keys(profile: Profile) -> Iterator[str]:
    yield "story"
    yield from profile.worded.keys
    for address in (*profile.addresses, *profile.targets):
        yield f"address:{address}"
    if profile.article.outlet is not None and profile.article.outlet.owner:
        yield f"owner:{profile.article.outlet.owner}"


def _furniture(groups: Grouped, told: set[str]) -> frozenset[int]:
    """Find the wording of the articles told of that several stories share: subscriptions, appeals, standing background."""
    held: Counter[int] = Counter()
    for story in groups.stories:
        held.update(frozenset().union(*(groups.profiles[article].own for article in story.articles)))
    shared = frozenset(shingle for shingle, stories in held.items() if stories >= FURNITURE_STORIES)
    return frozenset().union(*(shared & groups.profiles[article].own for article in told))


def _matches(
    reads: Mapping[str, ReadArticle],
    profiles: Mapping[str, Profile],
    stories: Sequence[Story],
    views: Mapping[str, ClaimView],
) -> tuple[Match, ...]:
    found: list[Match] = []
    for story in stories:
        if len(story.articles) < 2:
            continue
        claims = [claim for article in story.articles for claim in reads[article].reading.claims]
        holders: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for key in _claim_keys(views[claim.id]):
                holders[key].append(claim)
        pairs = {
            (min(one.id, other.id), max(one.id, other.id)): (one, other)
            for held in holders.values()
            for at, one in enumerate(held)
            for other in held[at + 1 : at + 1 + CLAIM_CROWD]
            if one.article != other.article
        }
        aligned = [
            match
            for _, (one, other) in sorted(pairs.items())
            if (match := compared(views[one.id], views[other.id], one_story=True, order=_order(profiles, one, other)))
        ]
        found += with_conflicts(aligned, conflicts_in(story, reads, profiles, views))
    return tuple(sorted(found, key=lambda match: (match.a, match.b)))


def _without(rejected: frozenset[tuple[str, str]], matches: Sequence[Match]) -> tuple[Match, ...]:
    return tuple(
        replace(match, stance="related", reason=REJECTED) if (match.a, match.b) in rejected else match
        for match in matches
    )


def _claim_keys(view: ClaimView) -> set[str]:
    keys = {f"{quantity.role}:{quantity.unit}" for quantity in view.quantities if quantity.role}
    keys |= {
        f"{quantity.unit}:{word}" for quantity in view.quantities if not quantity.role for word in quantity.counted
    }
    keys |= {f"{quantity.unit}:{quantity.figure.value}" for quantity in view.quantities if not quantity.role}
    return keys | set(sorted(view.terms, key=lambda term: (-view.terms[term], term))[:CLAIM_TERMS])


def _order(profiles: Mapping[str, Profile], one: Claim, other: Claim) -> int:
    """Return which claim's day of publication is the earlier (-1 the first), 0 on one day or where unknown."""
    return day_order(profiles[one.article], profiles[other.article])


def _corroborations(
    reads: Mapping[str, ReadArticle],
    links: Sequence[Link],
    matches: Sequence[Match],
    rejected: frozenset[tuple[str, str]],
) -> tuple[Corroboration, ...]:
    claims = {claim.id: claim for read in reads.values() for claim in read.reading.claims}
    standing: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for match in matches:
        standing[match.a][match.stance].add(match.b)
        standing[match.b][match.stance].add(match.a)
    for group in _same_figure(claims, matches):
        for name in group:
            standing[name]["supports"] |= {
                other
                for other in group
                if claims[other].article != claims[name].article
                and (min(name, other), max(name, other)) not in rejected
            }
    linked: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        linked[link.a].append(link)
    counted: dict[frozenset[str], tuple[int, OriginCount]] = {}
    cited: dict[frozenset[str | None], int] = {}
    result = []
    for name in sorted(claims):
        supports, conflicts = standing[name]["supports"], standing[name]["conflicts"]
        behind = frozenset(claims[claim].article for claim in (name, *supports))
        if behind not in counted:
            articles = [reads[article].article for article in sorted(behind)]
            among = [link for article in sorted(behind) for link in linked[article] if link.b in behind]
            counted[behind] = _outlets(articles, among), origins_of(articles, among)
        outlets, origins = counted[behind]
        voices = frozenset(claims[claim].authority for claim in (name, *supports))
        if voices not in cited:
            cited[voices] = len(authorities_among(voices))
        result.append(
            Corroboration(
                claim=name,
                outlets=outlets,
                origins=origins,
                authorities=cited[voices],
                supports=tuple(sorted(supports)),
                conflicts=tuple(sorted(conflicts - supports)),
                reasons=origins.reasons,
            )
        )
    return tuple(result)


def _same_figure(claims: Mapping[str, Claim], matches: Sequence[Match]) -> list[set[str]]:
    """Group claims that give exactly the same figure for what others say is the same thing, be it by way of a third."""
    valued: dict[tuple[str, int], tuple[Decimal, str | None]] = {
        (name, figure.start): (figure.value, figure.unit)
        for name, claim in claims.items()
        for figure in claim.figures
        if figure.upper is None and figure.hedge == "="
    }
    neighbours: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for match in matches:
        one, other = (match.a, match.a_span.start), (match.b, match.b_span.start)
        if match.stance == "supports" and one in valued and valued[one] == valued.get(other):
            neighbours[one].append(other)
            neighbours[other].append(one)
    groups: list[set[str]] = []
    seen: set[tuple[str, int]] = set()
    for start in sorted(neighbours):
        waiting = [start] if start not in seen else []
        group: set[str] = set()
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                group.add(place[0])
                waiting += neighbours[place]
        if group:
            groups.append(group)
    return groups


def _outlets(articles: Sequence[Article], links: Sequence[Link]) -> int:
    """Count outlets; an article whose outlet is not known counts as one unless it is a copy of another's text."""
    known = {key for article in articles if (key := outlet_key(article.outlet)) is not None}
    copies = {link.a: link.b for link in links if link.strength == "proven" and link.kind in COPIES}
    copies |= {link.b: link.a for link in links if link.strength == "proven" and link.kind in COPIES}
    unknown = [article.id for article in articles if outlet_key(article.outlet) is None]
    return len(known) + len(
        [name for name in unknown if name not in copies or (copies[name] in unknown and name < copies[name])]
    )
