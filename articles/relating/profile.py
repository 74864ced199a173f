"""All that is compared of an article, found once: wording, terms, quotations, figures, credit, outlet and time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import combinations, islice
from math import log

from articles.addresses import normal_url
from articles.model import Article, Hyperlink, Outlet
from articles.relating.dispatch import Credit, credit_of
from articles.relating.entities import FUNCTION_WORDS, LEAD_WORDS, is_rare, prior_rarity, stem, without_furniture
from articles.relating.furniture import standing_lines, without_lines
from articles.relating.incidents import Incident, incident_of
from articles.wording import LONGEST_READ, WORD, Signature, bands, shingle_hashes, signature_of, words_in

LONGEST_COMPARED = 40_000
"""Code points of a body whose words are weighed; an event is told long before."""

TEXTS_HELD = 800
"""Texts whose wording is held ready, some 150 KB each: those of a batch, and of the archive's articles beside it."""

PAIRED_TERMS = 8
FIGURE_KEYS = 2
NAME_KEYS = 8
WHOLE_NAME_KEYS = 4
"""With the 18 of wording and the 28 pairs of eight terms at most 60 keys an article, whatever its length."""
NAME_WEIGHT = 1.3
WORDS_HELD = 65_536
OPENING = 500
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b"
)
_QUARTER = re.compile(
    r"\b(?:(first|second|third|fourth|[1-4](?:st|nd|rd|th))[ -]quarter|Q([1-4])\b"
    r"|(January|April|July|October)(?:[-–—]| to | through )(?:March|June|September|December)\b)",
    re.IGNORECASE,
)
_QUARTERS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "january": "1",
    "april": "2",
    "july": "3",
    "october": "4",
}
_NUMBER = re.compile(r"(?<![\w.,:])\d[\d,.:]{0,20}(?<![.,:])")
_QUOTATION = re.compile(r"“([^“”\n]{15,900})”|\"([^\"\n]{15,900})\"")
_GAP_AND_WORD = re.compile(rf"([\W_]*)({WORD.pattern})")
_SENTENCE_END = frozenset('.!?:\n"“”(—–-')
_QUOTED_WORDS = 5
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
HEADLINE_WEIGHT = 1.6
PAIR_WEIGHT = 0.8
PART_WEIGHT = 0.5
"""A name of two words weighs about as much as a word: "Port Selby" three times must not outweigh what happened there."""


@dataclass(frozen=True)
class Wording:
    """What a headline and a text fix of a profile, each part found when first asked for, hence no slots.

    Of most neighbours only the terms and the shingles are ever looked at. What is found goes along to another process.
    """

    headline: str | None = field(repr=False)
    text: str = field(repr=False)

    @cached_property
    def signature(self) -> Signature:
        """Sign the whole text."""
        return signature_of(words_in(self.text))

    @cached_property
    def _parted(self) -> tuple[frozenset[int], tuple[str, ...]]:
        return _apart(self.text)

    @property
    def own(self) -> frozenset[int]:
        """Return the shingles outside quotations: who quotes the same words has not therefore copied."""
        return self._parted[0]

    @property
    def quotations(self) -> tuple[str, ...]:
        """Return the quotations, as compared."""
        return self._parted[1]

    @cached_property
    def figures(self) -> frozenset[str]:
        """Find the rare figures."""
        return rare_figures(self.text)

    @cached_property
    def _terms(self) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
        return terms_in(self.headline, self.text)

    @property
    def terms(self) -> Mapping[str, float]:
        """Weigh stems and name pairs by how they stand in this article alone."""
        return self._terms[0]

    @property
    def names(self) -> frozenset[str]:
        """List the stems that are names here: with a capital inside a sentence, and never without one."""
        return self._terms[1]

    @property
    def capitals(self) -> frozenset[str]:
        """List the stems that are never without a capital: the names, and what only ever begins a sentence or is a dateline."""
        return self._terms[2]

    @cached_property
    def length(self) -> float:
        """Return the length of the terms as a vector, each times its prior rarity."""
        return sum((weight * prior_rarity(term)) ** 2 for term, weight in self.terms.items()) ** 0.5 or 1.0

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Pair the terms that tell most, one alone ("covid") is shared by too many, and take the rarest names: who, and where."""
        weighed = {
            term: weight * prior_rarity(term) * (NAME_WEIGHT if term in self.names else 1.0)
            for term, weight in self.terms.items()
            if " " not in term
        }
        top = sorted(nsmallest(PAIRED_TERMS, weighed, key=lambda term: (-weighed[term], term)))
        figures = sorted(self.figures, key=lambda figure: (-len(figure), figure))[:FIGURE_KEYS]
        rare = {term: weight for term, weight in weighed.items() if term in self.capitals and is_rare(term)}
        whole = {term: weight for term, weight in self.terms.items() if " " in term}
        return (
            *bands(self.signature),
            *(f"words:{one}+{other}" for one, other in combinations(top, 2)),
            *(f"name:{name}" for name in nsmallest(NAME_KEYS, rare, key=lambda term: (-rare[term], term))),
            *(f"name:{name}" for name in nsmallest(WHOLE_NAME_KEYS, whole, key=lambda term: (-whole[term], term))),
            *(f"figure:{figure}" for figure in figures),
        )

    def found(self) -> Wording:
        """Find every part now."""
        _ = (self.signature, self._parted, self.figures, self._terms, self.length, self.keys)
        return self


@dataclass(frozen=True)
class Profile:
    """One article as it is compared; what only few of a batch's neighbours are asked for is found then, hence no slots."""

    article: Article
    id: str
    worded: Wording = field(repr=False)
    own: frozenset[int] = field(repr=False)
    """Shingles outside quotations."""
    terms: Mapping[str, float] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    weekdays: frozenset[str]
    """Days of the week that the opening names."""
    months: frozenset[str]
    quarters: frozenset[str]
    numbers: frozenset[str]
    """Numbers in digits that headline and opening state."""
    persons: frozenset[str]
    """Names that headline and opening give."""
    outlet: str | None
    wires: tuple[Outlet, ...] = field(repr=False)
    """Agencies beside the known."""
    instants: tuple[datetime, datetime] | None

    @property
    def signature(self) -> Signature:
        """Return the signature of the text."""
        return self.worded.signature

    @cached_property
    def incident(self) -> Incident:
        """Read to whom, when and where it happened."""
        return incident_of(self.article)

    @property
    def quotations(self) -> tuple[str, ...]:
        """Return the quotations, as compared."""
        return self.worded.quotations

    @property
    def figures(self) -> frozenset[str]:
        """Return the rare figures."""
        return self.worded.figures

    @property
    def length(self) -> float:
        """Return the length of the terms as a vector, each times its prior rarity."""
        return self.worded.length

    @cached_property
    def credit(self) -> Credit | None:
        """Find the agency that the article credits."""
        return credit_of(self.article, self.wires)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Return the addresses that the article is known by."""
        article = self.article
        urls = (article.url, article.final_url, article.canonical_url, article.address)
        return frozenset(normal_url(url) for url in urls if url)

    @cached_property
    def targets(self) -> Mapping[str, Hyperlink]:
        """Return the hyperlinks of the body by the address they lead to."""
        return {normal_url(link.url): link for link in reversed(self.article.links)}


_held: dict[tuple[str | None, str], Wording] = {}
"""What was last asked for, the latest last."""


def profiles_of(articles: Iterable[Article]) -> dict[str, Profile]:
    """Find all that is compared of each article, by id and in order of id, without the lines that unrelated ones share."""
    by_id = {article.id: article for article in articles}
    wires = sorted(
        {article.outlet for article in by_id.values() if article.outlet is not None and article.outlet.wire},
        key=lambda outlet: outlet.name,
    )
    standing = standing_lines(by_id.values())
    most = TEXTS_HELD + len(by_id)  # all of these: they are gone over again, and are in memory meanwhile anyway
    return {name: profile_of(by_id[name], wires, standing, most) for name in sorted(by_id)}


def profile_of(
    article: Article, wires: Iterable[Outlet] = (), standing: frozenset[str] = frozenset(), most: int = TEXTS_HELD
) -> Profile:
    """Find all that is compared of an article: `wires` are agencies beside the known, `standing` lines of furniture.

    At most so many texts' wording is held ready afterwards.
    """
    text = without_lines(without_furniture(article.body), standing)
    worded = wording_of(article.headline, text, most)
    names = worded.names
    opening = f"{article.headline or ''}\n{text[:OPENING]}"
    return Profile(
        article=article,
        id=article.id,
        worded=worded,
        own=worded.own,
        terms=worded.terms,
        names=names,
        weekdays=frozenset(_WEEKDAY.findall(opening.casefold())),
        months=frozenset(month[:3] for month in _MONTH.findall(opening)),
        quarters=frozenset(_quarter(quarter) for quarter in _QUARTER.finditer(opening)),
        numbers=frozenset(_NUMBER.findall(opening)),
        persons=frozenset(term for term, high in map(_telling, WORD.findall(opening)) if high and term in names),
        outlet=outlet_key(article.outlet),
        wires=tuple(wires),
        instants=article.published.instants() if article.published else None,
    )


def wording_of(headline: str | None, text: str, most: int = TEXTS_HELD) -> Wording:
    """Find what is compared of a text alone: a batch asks for it to be stored, found and related, and its neighbours again."""
    worded = _held.pop((headline, text), None) or Wording(headline, text)
    hold(headline, text, worded, most)
    return worded


def hold(headline: str | None, text: str, worded: Wording, most: int = TEXTS_HELD) -> None:
    """Hold ready what was found of a text, be it in another process; what was asked for longest ago makes room."""
    _held[headline, text] = worded
    for oldest in list(islice(_held, max(0, len(_held) - most))):
        _held.pop(oldest, None)


def outlet_key(outlet: Outlet | None) -> str | None:
    """Name an outlet so that its articles meet: its first domain, else its name."""
    if outlet is None:
        return None
    return min(outlet.domains).casefold() if outlet.domains else outlet.name.casefold()


def rare_figures(text: str) -> frozenset[str]:
    """Find figures of three or more telling digits, years left out: two reporters seldom get to them alone."""
    found = set()
    for number in re.findall(r"(?<![\w.,])\d[\d,]{0,14}(?:\.\d{1,4})?(?![\w])", text[:LONGEST_READ]):
        plain = number.replace(",", "").rstrip(".")
        telling = plain.replace(".", "").strip("0")
        if len(telling) >= 3 and not _YEAR.match(plain):
            found.add(plain)
    return frozenset(found)


def terms_in(headline: str | None, body: str) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
    """Weigh an article's stems and pairs of names (more often, earlier, in the headline: more), and list its names.

    After the names come all stems that never stand without a capital, those that only begin sentences among them.
    """
    pairs: Counter[str] = Counter()
    found = _Capitals()
    titled = _telling_words(headline or "", pairs, _Capitals())
    told = _telling_words(body[:LONGEST_COMPARED], pairs, found)
    counts = Counter(titled)
    counts.update(told)
    names = frozenset(found.inside - found.without)
    return (
        _weighed(counts, pairs, names, {*titled, *told[:LEAD_WORDS]}),
        names,
        names | (found.beginning - found.without),
    )


def _weighed(
    counts: Mapping[str, int], pairs: Mapping[str, int], names: frozenset[str], lead: set[str]
) -> dict[str, float]:
    weights = {term: (1 + log(count)) * (HEADLINE_WEIGHT if term in lead else 1.0) for term, count in counts.items()}
    parted: set[str] = set()
    for pair, count in pairs.items():
        parts = pair.split(" ")
        if names.issuperset(parts):
            weights[pair] = PAIR_WEIGHT * (1 + log(count))
            parted.update(part for part in parts if count >= 0.8 * counts[part])
    return {term: weight * PART_WEIGHT if term in parted else weight for term, weight in weights.items()}


@dataclass(slots=True)
class _Capitals:
    """Stems of words with a capital inside a sentence, with one at its beginning, and without one."""

    inside: set[str] = field(default_factory=set)
    beginning: set[str] = field(default_factory=set)
    without: set[str] = field(default_factory=set)


def _telling_words(text: str, pairs: Counter[str], found: _Capitals) -> list[str]:
    """List the stems of a text's telling words, and count pairs of names."""
    inside, beginning, without = found.inside, found.beginning, found.without
    terms: list[str] = []
    before = ""
    is_inside = False
    for gap, word in _GAP_AND_WORD.findall(text):
        if is_inside and gap != " " and not _SENTENCE_END.isdisjoint(gap):
            is_inside = False
        term, high = _telling(word)
        if not term:
            before = ""
            continue
        if high:
            (inside if is_inside else beginning).add(term)
            if before and gap in {" ", "-"}:
                pairs[f"{before} {term}"] += 1
            before = term
        else:
            without.add(term)
            before = ""
        terms.append(term)
        is_inside = True
    return terms


@lru_cache(maxsize=WORDS_HELD)
def _telling(word: str) -> tuple[str, bool]:
    """Return a word's stem, empty where it tells nothing of an event, and whether it begins with a capital."""
    low = word.casefold().replace("’", "'")
    term = "" if low in FUNCTION_WORDS else stem(low)
    return term if len(term) > 1 or term.isdigit() else "", word[0].isupper()


def _quarter(found: re.Match[str]) -> str:
    name = (found[1] or found[2] or found[3]).casefold()
    return _QUARTERS.get(name, name[0])


def _apart(text: str) -> tuple[frozenset[int], tuple[str, ...]]:
    """Part a text into the shingles of its own words and its quotations, as compared."""
    own: set[int] = set()
    quotations: list[str] = []
    at = 0
    for quotation in _QUOTATION.finditer(text):
        own.update(_whole_shingles(words_in(text[at : quotation.start()])))
        words = words_in(quotation[1] or quotation[2])
        if len(words) >= _QUOTED_WORDS:
            quotations.append(" ".join(words))
        at = quotation.end()
    own.update(_whole_shingles(words_in(text[at:])))
    return frozenset(own), tuple(dict.fromkeys(quotations))


def _whole_shingles(words: list[str]) -> list[int]:
    return shingle_hashes(words) if len(words) >= _QUOTED_WORDS else []
