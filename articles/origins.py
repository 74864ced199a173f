"""Say which articles are not independent, by what words, and how many origins stand behind some articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.model import Article, Link, LinkKind, Moment, OriginCount, Outlet, Strength
from articles.relating.dispatch import UNNAMED, wire_credit
from articles.relating.entities import prior_rarity
from articles.relating.profile import Profile, outlet_key, profile_of
from articles.wording import LONGEST_READ, SHINGLE_WORDS, WORD, shingle_hashes, words_in

__all__ = ["links_between", "links_of", "origin_groups", "origins_of", "wire_credit"]

SAME_TEXT = 0.75
"""Resemblance of their own words from which two texts are one: a desk's cuts and fixes leave more."""
CONTAINED = 0.4
"""Share of the shorter text's own words found in the longer from which it was cut from it, or both from one."""
CONTAINED_SHINGLES = 20
PARTLY_CONTAINED = 0.15
RUN_WORDS = 30
"""A run of own words in a row that two reporters do not write alike by chance."""
MATCHING = 0.2
"""Share of own words in common that, with one agency credited by both, shows one dispatch."""
SAME_SUBJECT = 0.1
"""Likeness of terms below which a name or a figure in common means nothing."""
LONGEST_WORDS = 240

_NAMES_A_SOURCE_BEFORE = re.compile(
    r"(?:\b(?:told|tells|telling|reported (?:earlier |first )?(?:by|in)|published (?:by|in)|revealed (?:by|in)|"
    r"obtained by|seen by|reviewed by|according to|citing|cited by|quoting|quoted by|interview (?:with|in|to|by)|"
    r"spoke to|speaking to|spoke with|speaking with|confirmed to|report (?:by|in|from)|reports (?:by|in|from)|"
    r"reporting by|broken by|statement to|comments? to|remarks? to|first appeared in|investigation by)"
    r"(?: (?:the|a|local|daily|newspaper|broadcaster|news site|website|news agency|state-run|agency|outlet|paper|radio|station)){0,4}"
    r"\s[“\"‘']?)\Z",
    re.IGNORECASE,
)
_NAMES_A_SOURCE_AFTER = re.compile(
    r"[”\"’']?,? (?:(?:newspaper|news agency|agency|website|news site|broadcaster) )?(?:(?:first |also |earlier |has |had |exclusively ){0,3}"
    r"(?:reported|reports|revealed|reveals|has learned|learned|understands|was first to report|broke the story|said in a report|quoted|cited"
    r"|wrote (?:that|on|in|earlier)|(?:which|who) (?:first |also |earlier ){0,2}(?:reported|broke|revealed|published)"
    r"|(?:investigation|report|analysis|inquiry) (?:found|revealed|reveals|showed|shows|said|says)))\b"
    r"(?! (?:a |an |net |its |record |quarterly |annual |higher |lower |strong |weak |that its ){0,3}(?:profits?|loss(?:es)?|revenue|earnings|sales|income|circulation|results|dividend)\b)",
    re.IGNORECASE,
)
_SAID_AT_THE_END = re.compile(r"\A (?:says|said|writes|wrote)(?=[.,;\n]|\Z)")
"""Behind a comma: an outlet whose own plans are told of stands before its verb and what it says."""
_BEFORE_LENGTH = 60
_AFTER_LENGTH = 80


def links_between(a: Article, b: Article) -> tuple[Link, ...]:
    """Find why two articles are not independent, each reason with its words; none means none was found."""
    wires = [article.outlet for article in (a, b) if article.outlet is not None and article.outlet.wire]
    return links_of(profile_of(a, wires), profile_of(b, wires))


def links_of(a: Profile, b: Profile, furniture: frozenset[int] = frozenset()) -> tuple[Link, ...]:
    """Find the links of two profiles; shingles of `furniture` (text that unrelated articles share) show nothing."""
    if a.id == b.id:
        return ()
    if b.id < a.id:
        a, b = b, a
    links = [*_by_text(a, b, furniture), *_by_hyperlink(a, b)]
    related = likeness(a, b) >= SAME_SUBJECT
    copied = bool(links) and links[0].kind in {"same text", "contained text"} and links[0].strength == "proven"
    links += _by_owner(a, b) + _by_credit(a, b, furniture, related=related)
    if related and not copied:
        links += _by_quotation(a, b)
    if related:
        links += _by_name(a, b) + _by_name(b, a)
    return tuple(links)


def likeness(a: Profile, b: Profile) -> float:
    """Return how alike two articles' terms are, 0 to 1, rarer terms counting more (cosine)."""
    shared = a.terms.keys() & b.terms.keys()
    if not shared:
        return 0.0
    product = sum(a.terms[term] * b.terms[term] * prior_rarity(term) ** 2 for term in sorted(shared))
    return product / (a.length * b.length)


def origins_of(articles: Sequence[Article], links: Sequence[Link]) -> OriginCount:
    """Count the origins behind some articles: grouped by proven links at most, by likely links too at least."""
    proven, likely, reasons = _grouped(articles, links)
    return OriginCount(
        at_least=len({_root(likely, article) for article in likely}),
        at_most=len({_root(proven, article) for article in proven}),
        reasons=reasons,
    )


def origin_groups(articles: Sequence[Article], links: Sequence[Link]) -> dict[str, int]:
    """Number the origins of some articles from 1, in order of time: articles of one number may have one origin."""
    _, likely, _ = _grouped(articles, links)
    numbers: dict[str, int] = {}
    return {article: numbers.setdefault(_root(likely, article), len(numbers) + 1) for article in likely}


def _grouped(
    articles: Sequence[Article], links: Sequence[Link]
) -> tuple[dict[str, str], dict[str, str], tuple[str, ...]]:
    by_id = {article.id: article for article in sorted(articles, key=_in_time)}
    proven = {article: article for article in by_id}
    reasons: list[str] = []
    outlets: dict[str, str] = {}
    for name, article in by_id.items():
        key = outlet_key(article.outlet)
        if key is not None:
            first = outlets.setdefault(key, name)
            if first != name:
                _join(proven, first, name)
                reasons.append(f"{_called(article)} has more than one article here: same outlet")
    given = sorted(
        {link for link in links if link.a in by_id and link.b in by_id},
        key=lambda link: (link.a, link.b, link.kind, link.words),
    )
    reasons += [_reason(link, by_id) for link in given if link.strength == "proven" and _join(proven, link.a, link.b)]
    likely = dict(proven)
    reasons += [_reason(link, by_id) for link in given if link.strength == "likely" and _join(likely, link.a, link.b)]
    return proven, likely, tuple(dict.fromkeys(reasons))


def _by_text(a: Profile, b: Profile, furniture: frozenset[int]) -> list[Link]:
    own_a, own_b = a.own - furniture, b.own - furniture
    shared = len(own_a & own_b)
    if not shared:
        return []
    smaller = min(len(own_a), len(own_b))
    alike = shared / (len(own_a) + len(own_b) - shared)
    if shared >= CONTAINED_SHINGLES // 2 and alike >= SAME_TEXT:
        return [_link(a, b, "same text", "proven", _run(a, b, furniture), _later(a, b))]
    if shared >= CONTAINED_SHINGLES and shared / smaller >= CONTAINED:
        return [_link(a, b, "contained text", "proven", _run(a, b, furniture), _later(a, b))]
    if shared >= CONTAINED_SHINGLES and shared / smaller >= PARTLY_CONTAINED:
        run = _run(a, b, furniture)
        if len(words_in(run)) >= RUN_WORDS:
            return [_link(a, b, "contained text", "likely", run, _later(a, b))]
    return []


def _by_credit(a: Profile, b: Profile, furniture: frozenset[int], *, related: bool) -> list[Link]:
    if a.credit is None or b.credit is None or a.credit.agency != b.credit.agency or a.credit.agency == UNNAMED:
        return []
    own_a, own_b = a.own - furniture, b.own - furniture
    shared = len(own_a & own_b)
    smaller = max(1, min(len(own_a), len(own_b)))
    words = " / ".join(dict.fromkeys((a.credit.words, b.credit.words)))
    copier = None
    wire_a, wire_b = (profile.article.outlet is not None and profile.article.outlet.wire for profile in (a, b))
    if wire_a != wire_b:
        copier = b.id if wire_a else a.id
    if shared >= CONTAINED_SHINGLES // 2 and shared / smaller >= MATCHING:
        return [_link(a, b, "wire credit", "proven", words, copier)]
    if related and likeness(a, b) >= 2 * SAME_SUBJECT:
        return [_link(a, b, "wire credit", "likely", words, copier)]
    return []


def _by_owner(a: Profile, b: Profile) -> list[Link]:
    one, other = a.article.outlet, b.article.outlet
    if one is None or other is None or not one.owner or one.owner != other.owner or a.outlet == b.outlet:
        return []
    return [_link(a, b, "same owner", "proven", f"{one.name} and {other.name} belong to {one.owner}", None)]


def _by_quotation(a: Profile, b: Profile) -> list[Link]:
    figures = sorted(a.figures & b.figures)
    quotations = [words for words in a.quotations if _quoted(words, b.quotations)]
    fewer = min(len(a.quotations), len(b.quotations))
    if not figures or not quotations or len(figures) + len(quotations) < 3 or 2 * len(quotations) < fewer:
        return []
    words = f"“{quotations[0]}” and {', '.join(figures[:5])}"
    return [_link(a, b, "same figures and quotations", "likely", words, _later(a, b))]


def _quoted(words: str, others: tuple[str, ...]) -> bool:
    return any(
        words == other or (len(words) > 30 and (words in other or (len(other) > 30 and other in words)))
        for other in others
    )


def _by_name(a: Profile, b: Profile) -> list[Link]:
    """Find where `a` names the outlet of `b` as its source."""
    outlet = b.article.outlet
    if outlet is None or a.outlet == b.outlet:
        return []
    words = _naming(a.article.body, outlet)
    return [_link(a, b, "outlet named as source", "likely", words, a.id)] if words else []


def _naming(body: str, outlet: Outlet) -> str | None:
    if not any(
        name.removeprefix("The ").removesuffix(" News") in body
        for name in (outlet.name, *outlet.aliases, *outlet.domains)
    ):
        return None
    for name in _name_pattern(outlet).finditer(body[:LONGEST_READ]):
        before = body[max(0, name.start() - _BEFORE_LENGTH) : name.start()]
        after = body[name.end() : name.end() + _AFTER_LENGTH]
        cue = _NAMES_A_SOURCE_BEFORE.search(before)
        follows = _NAMES_A_SOURCE_AFTER.match(after)
        if cue:
            return before[cue.start() :].lstrip() + name[0]
        if follows:
            return name[0] + follows[0]
        said = _SAID_AT_THE_END.match(after)
        if said and before.endswith((", ", ",” ", '," ', ",’ ")):
            return name[0] + said[0]
    return None


@lru_cache(maxsize=4096)
def _name_pattern(outlet: Outlet) -> re.Pattern[str]:
    names = {outlet.name, *outlet.aliases, *outlet.domains}
    names |= {name.removeprefix("The ") for name in names}
    names |= {short for name in names if (short := name.removesuffix(" News")) != name and short.isupper()}
    longest = sorted((name for name in names if len(name) > 2), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:[Tt]he )?(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])")


def _by_hyperlink(a: Profile, b: Profile) -> list[Link]:
    links = []
    for source, target in ((a, b), (b, a)):
        if source.outlet is not None and source.outlet == target.outlet:
            continue
        for address in sorted(source.targets.keys() & target.addresses):
            link = source.targets[address]
            words = f"{link.text} ({link.url})" if link.text else link.url
            links.append(_link(a, b, "hyperlink", "likely", words, source.id))
            break
    return links


def _run(a: Profile, b: Profile, furniture: frozenset[int]) -> str:
    """Return the longest run of own words in `a` that `b` has too, as `a` writes it."""
    body = a.article.body[:LONGEST_READ]
    found = list(WORD.finditer(body))
    hashes = shingle_hashes([word[0].casefold().replace("’", "'") for word in found])
    shared = (a.own & b.own) - furniture
    best = (0, 0)
    start = 0
    for at, value in enumerate([*hashes, None]):
        if value is None or value not in shared:
            if at - start > best[1] - best[0]:
                best = (start, at)
            start = at + 1
    if best[0] == best[1]:
        return ""
    last = min(best[1] - 1 + SHINGLE_WORDS - 1, len(found) - 1)
    words = body[found[best[0]].start() : found[last].end()]
    return words if len(words) <= LONGEST_WORDS * 4 else words[: LONGEST_WORDS * 4].rsplit(" ", 1)[0]


def _later(a: Profile, b: Profile) -> str | None:
    """Return which of two was certainly published after the other, whatever zones their times are in."""
    if a.instants is None or b.instants is None:
        return None
    if a.instants[1] < b.instants[0]:
        return b.id
    if b.instants[1] < a.instants[0]:
        return a.id
    return None


def _link(a: Profile, b: Profile, kind: LinkKind, strength: Strength, words: str, copier: str | None) -> Link:
    first, second = sorted((a.id, b.id))
    return Link(first, second, kind, strength, " ".join(words.split()), copier)


def _root(groups: dict[str, str], article: str) -> str:
    while groups[article] != article:
        groups[article] = groups[groups[article]]
        article = groups[article]
    return article


def _join(groups: dict[str, str], one: str, other: str) -> bool:
    first, second = sorted((_root(groups, one), _root(groups, other)))
    groups[second] = first
    return first != second


def _in_time(article: Article) -> tuple[str, str]:
    return (str(article.published or Moment.parse("9999-12-31")), article.id)


def _called(article: Article) -> str:
    return article.outlet.name if article.outlet else article.address or article.final_url


_WORDED: dict[LinkKind, str] = {
    "same text": "same text",
    "contained text": "one text is largely contained in the other",
    "wire credit": "both credit one agency",
    "same owner": "same owner",
    "same figures and quotations": "same rare figures and quotations",
    "outlet named as source": "one names the other as its source",
    "hyperlink": "one links to the other",
}


def _reason(link: Link, articles: dict[str, Article]) -> str:
    a, b = articles[link.a], articles[link.b]
    if link.copier in {a.id, b.id}:
        later, earlier = (a, b) if link.copier == a.id else (b, a)
        return (
            f"{_called(later)} and {_called(earlier)}: {_WORDED[link.kind]} ({link.strength}; {_called(later)} took it)"
        )
    first, second = sorted((_called(a), _called(b)))
    return f"{first} and {second}: {_WORDED[link.kind]} ({link.strength})"
