"""Say how two claims stand to each other: supporting, conflicting or merely related, with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from articles.model import Article, Claim, Figure, Match, Span, Stance, Story
from articles.relating.counts import SAME_SIZE, is_magnitude, kind_of_count, words_beside
from articles.relating.entities import FUNCTION_WORDS, prior_rarity, stem
from articles.relating.kinds import WINDOW
from articles.relating.narrowing import REPORTED_BEFORE, has_risen, is_of_the_past, narrowed_by
from articles.relating.profile import profiles_of
from articles.relating.stories import stories_of
from articles.wording import WORD

__all__ = ["ClaimView", "Quantity", "alike", "compared", "relation", "stories_in", "view_of"]

ROLES = {
    "killed": "killed",
    "dead": "killed",
    "death": "killed",
    "deaths": "killed",
    "died": "killed",
    "dying": "killed",
    "death toll": "killed",
    "toll": "killed",
    "fatality": "killed",
    "fatalities": "killed",
    "slain": "killed",
    "murdered": "killed",
    "martyred": "killed",
    "perished": "killed",
    "lives": "killed",
    "injured": "injured",
    "injuries": "injured",
    "injury": "injured",
    "wounded": "injured",
    "hurt": "injured",
    "hospitalised": "hospitalised",
    "hospitalized": "hospitalised",
    "missing": "missing",
    "unaccounted": "missing",
    "arrested": "arrested",
    "arrests": "arrested",
    "detained": "arrested",
    "displaced": "displaced",
    "homeless": "displaced",
    "evacuated": "evacuated",
    "rescued": "rescued",
    "infected": "infected",
    "cases": "infected",
    "infections": "infected",
}
"""One name for each role that a count of people can have, by the words for it."""

CUMULATIVE = frozenset(
    ("killed", "injured", "hospitalised", "arrested", "displaced", "evacuated", "rescued", "infected")
)
"""Counts that only grow while an event is told: a later, higher one is an update."""

PEOPLE = frozenset(
    stem(word)
    for word in [
        "people",
        "person",
        "persons",
        "victim",
        "victims",
        "others",
        "individuals",
        "lives",
        "deaths",
        "death",
        "fatalities",
        "dead",
        "casualties",
        "killed",
        "injured",
        "wounded",
        "injuries",
        "toll",
    ]
)
"""Words that count people without saying which; "civilians", "children" and "soldiers" are parts, not the whole."""

_SUPERSEDED_BEFORE = re.compile(
    r"\b(?:up from|down from|from|(?<!more )(?<!less )(?<!fewer )(?<!rather )than|previous(?:ly)?|earlier|initial(?:ly)?|first|revised from|instead of|not|compared with|compared to|versus|against|last (?:year|month|week)'?s?|original(?:ly)?)\s(?:\w+\s){0,4}\Z"
    rf"|{REPORTED_BEFORE}",
    re.IGNORECASE,
)
_CASES_OF = re.compile(r"\A\s(?:\w+\s){0,3}?cases of ((?:[\w’'-]+\s?){1,4})", re.IGNORECASE)
_ILLNESS = re.compile(
    r"\b(?:infect\w+|\w{0,12}virus\w{0,3}|outbreaks?|epidemic|pandemic|diseases?|ill|illness(?:es)?|sick|fever|flu|influenza|covid\S{0,4}|measles|mumps"
    r"|cholera|dengue|ebola|mpox|malaria|typhoid|polio|diphtheria|meningitis|tuberculosis|salmonella|listeria|legionella|legionnaires|hepatitis|cancer"
    r"|patients?|health|hospitals?|doctors?|vaccin\w+|symptoms?|quarantine|tested|poisoning)\b",
    re.IGNORECASE,
)
"""Words that say that cases are of an illness."""
_NEXT_CLAUSE = re.compile(r"[;:()—–]|\b(?:and|but|while)\b", re.IGNORECASE)
_UNSURE_BEFORE = re.compile(
    r"\b(?:could|may|might|would|will|feared?|fears|expected|expects|projected|forecast|predicted|if|hopes?|aims?|target|goal|plans?|proposed|up to|as many as|unless|until|denied|false|rumou?rs?|unconfirmed)\b",
    re.IGNORECASE,
)
_UNSURE_AFTER = re.compile(r"\s(?:\w+\s){0,3}(?:feared|believed|thought|presumed|expected)\b", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"\b(?:not|instead of|rather than)\s(?:the\s)?\Z", re.IGNORECASE)
"""What stands before a figure that a claim gives only to say that it is wrong: "27 and not 31"."""
_OF_THEM = re.compile(r"\s(?:out )?of (?:the|those|these|them)\b(?! \d)")
_OPENING = re.compile(
    r"(?:At|In|Near) (?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)([A-Z][\w'’-]{2,30}(?: [A-Z][\w'’-]{1,30}){0,2})"
)
_TOLL = re.compile(
    r"\b(?:death toll|number of (?:dead|deaths|people killed|fatalities))\b[^.;\d]{0,70}\Z", re.IGNORECASE
)
_PARTLY = re.compile(
    r"(?:,| \(| —| –)?\s?(?P<sign>including|counting|excluding|not including|not counting|besides|plus)\s(?:the\s|a\s)?"
    r"(?:(?:suspected |alleged |lone )?(?:gunman|gunmen|shooter|attacker|attackers|bomber|bombers|driver|suspect|pilot|assailant|perpetrator)s?)\b",
    re.IGNORECASE,
)
_SPAN_OF_TIME = re.compile(
    r"\b(?:[Ss]ince|so far this|this year|this month|this week|in the (?:past|last)|over the (?:past|last)|last (?:year|month|week)|per (?:day|week|month|year)|a (?:day|week|month|year)|daily|weekly|monthly|yearly|annual(?:ly)?|overnight|in the (?:first|second|third|fourth) quarter|Q[1-4]|in 24 hours|each (?:day|week|month|year)|every (?:day|week|month|year))\b",
)
_RISING = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb(?:s|ed|ing)?|grow(?:s|n|ing)?|grew|increas(?:es|ed|ing)|jump(?:s|ed)?|updated?|revised|now|reach(?:es|ed)?|pass(?:es|ed)|later|by (?:evening|nightfall|morning|midday|noon|late))\b",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|around|inside|from) (?:the (?:\w+ of )?)?((?:[A-Z][\w'’-]+ ?){1,4})"
)
_DENIED = re.compile(
    r"\b(?:not|never|no|nor|cannot|den(?:y|ies|ied|ying)|refus(?:es|ed)|reject(?:s|ed))\b|n['’]t\b", re.IGNORECASE
)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|some|approaching)\b", re.IGNORECASE)
_NOT_PLACES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)

_TELLING: tuple[Stance, ...] = ("conflicts", "supports", "related")

SAME_STATEMENT = 0.45
"""Likeness from which two sentences of one story, without figures to hold together, say the same."""
FEWEST_TERMS = 3
FEWEST_PLAIN = 2
SAME_STATEMENT_ALONE = 0.55
"""The same where nothing but the two sentences is known."""
SAME_QUANTITY = 0.3
"""Likeness of the words around two figures, which must say of the same thing where no role does."""
SAME_FIGURE = 0.12
"""The same where both give one exact figure of two digits or more, of what is called the same."""
CONFLICTING = 0.45
"""The same for a conflict, which must be surer than a relation."""
CLOSE = Decimal("0.1")
"""How far apart two compatible values may be for one to support the other."""
YEARS_APART = 2
"""Ages further apart are of two people, or of one at two times of life."""
STORY_CLAIMS = 0.06
"""Likeness that two claims on a count of people must have, in one story."""
ALONE = 0.16
"""The same where nothing but the two claims is known."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a claim as it is compared: what of, and from where to where its value may lie."""

    figure: Figure
    role: str | None
    unit: str | None
    counted: frozenset[str]
    people: bool
    low: Decimal
    high: Decimal
    exact: bool
    places: frozenset[str]
    governor: str | None
    """The word before it that may say what is done with it: "carrying" 74 people."""
    extra: int
    """How many the figure counts besides, or leaves out (negative): "12 including the gunman" is 1."""
    usable: bool
    """A figure that is foreseen, feared or superseded contradicts nobody."""
    spanned: frozenset[str]
    """Words for a stretch of time that it is counted over: "since January", "a day"."""

    def overlaps(self, other: Quantity) -> bool:
        """Tell whether both values can be right at once."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as it is compared; made once for each claim."""

    claim: Claim
    terms: dict[str, float] = field(repr=False)
    length: float
    names: frozenset[str]
    denied: bool
    quantities: tuple[Quantity, ...]


def stories_in(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Group articles that tell of the same event, the same groups whatever order they come in."""
    return stories_of(list(profiles_of(articles).values()))


def relation(claim_a: Claim, claim_b: Claim) -> Match | None:
    """Say how two claims stand to each other from their own words and dates alone; None where they say different things."""
    return compared(view_of(claim_a), view_of(claim_b), one_story=False)


def view_of(claim: Claim) -> ClaimView:
    """Find all that is compared of a claim."""
    terms: dict[str, float] = {}
    names: set[str] = set()
    for word in WORD.finditer(claim.text):
        low = word[0].casefold().replace("’", "'")
        if low in FUNCTION_WORDS:
            continue
        term = stem(low)
        terms[term] = prior_rarity(term)
        if word[0][0].isupper() and word.start() > 1:
            names.add(term)
    length = sum(weight * weight for weight in terms.values()) ** 0.5 or 1.0
    quantities = tuple(
        _quantity(claim, figure)
        for figure in claim.figures
        if not _DENIED_BEFORE.search(claim.text[: max(0, figure.start - claim.start)][-20:])
    )
    return ClaimView(claim, terms, length, frozenset(names), bool(_DENIED.search(claim.text)), quantities)


def likeness(a: ClaimView, b: ClaimView) -> float:
    """Return how alike the words of two claims are, 0 to 1."""
    return sum(a.terms[term] ** 2 for term in sorted(a.terms.keys() & b.terms.keys())) / (a.length * b.length)


def compared(a: ClaimView, b: ClaimView, *, one_story: bool, order: int = 0) -> Match | None:
    """Compare two claims. `order` is -1 where `a` was published before `b`, 1 where after, 0 where not known."""
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
    """Choose the match that tells most; a figure that agrees with one of the other claim's contradicts none of them."""
    agreed = {span for match in found if match.stance == "supports" for span in (match.a_span, match.b_span)}
    kept = [match for match in found if match.stance == "supports" or not {match.a_span, match.b_span} & agreed]
    return min(kept, key=lambda match: (_TELLING.index(match.stance), match.a_span.start, match.b_span.start))


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
    verdict: tuple[Stance, str] | None
    if one.overlaps(other):
        verdict = ("supports", "agree") if _close(one, other) else ("related", "do not exclude each other")
    else:
        verdict = _difference(a, b, one, other, same, order)
    if verdict is None or (verdict[0] == "conflicts" and not _certain(a, b, one, other, same)):
        return None
    reason = f"{_thing(one, other)}: {one.figure.text} and {other.figure.text} {verdict[1]}"
    return _match(a, b, one, other, verdict[0], reason)


def _difference(
    a: ClaimView, b: ClaimView, one: Quantity, other: Quantity, same: float, order: int
) -> tuple[Stance, str] | None:
    """Say what it means that two figures of one thing cannot both be right as they stand."""
    if one.extra != other.extra and one.figure.value - one.extra == other.figure.value - other.extra:
        return "related", "differ by whom they count in"
    sure = one.role is not None or _governed_alike(one, other) or (same >= CONFLICTING and bool(one.counted - PEOPLE))
    if not (one.usable and other.usable and sure):
        return None
    if order:
        if one.role not in CUMULATIVE:
            return "related", "are as of different days"
        before, after = (one, other) if order < 0 else (other, one)
        if after.low >= before.low:
            return "related", "are an earlier and a later count (update)"
        return "conflicts", f"cannot both be right: the later count, {after.figure.text}, is the lower"
    if one.role in CUMULATIVE and (_updates(a, one, other) or _updates(b, other, one)):
        return "related", "are an earlier and a later count (update)"
    if _rounded(one, other):
        return "related", "may be one value rounded"
    return "conflicts", "cannot both be right"


def _governed_alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether one word governs both figures and they count the same: "carrying 74 people" and "carrying 81"."""
    return bool(one.counted) and one.governor is not None and one.governor == other.governor


def _certain(a: ClaimView, b: ClaimView, one: Quantity, other: Quantity, same: float) -> bool:
    """Tell whether two figures are surely of one thing and one time, which a conflict must be."""
    if _dated_apart(a.claim, b.claim):
        return False
    if is_magnitude(one.figure.counted):
        return False  # which of several shocks, and by whose scale, `articles.relating.conflicts` asks
    if _apart(one.places or place_opening(a.claim.text), other.places or place_opening(b.claim.text), a, b):
        return False
    if one.role == "age":
        years = abs(one.figure.value - other.figure.value)
        return years <= YEARS_APART and same >= CONFLICTING and bool(a.names & b.names)
    if one.role is None and one.unit is None:
        return _done_alike(a, b, one, other)
    return True


def place_opening(text: str) -> frozenset[str]:
    """Return the place that a sentence begins with: "At Halton the council lifted"."""
    place = _OPENING.match(text)
    return frozenset() if place is None else frozenset(stem(word.casefold()) for word in WORD.findall(place[1]))


def _done_alike(a: ClaimView, b: ClaimView, one: Quantity, other: Quantity) -> bool:
    """Tell whether two counts may be of one thing by what is done with it and by their size."""
    around = _beside(a, one), _beside(b, other)
    kinds = {kind_of_count(one.figure.counted, *around[0]), kind_of_count(other.figure.counted, *around[1])}
    low, high = sorted((one.figure.value, other.figure.value))
    if narrowed_by("count", one.figure.counted, *around[0]) != narrowed_by("count", other.figure.counted, *around[1]):
        return False
    if len(kinds) == 1 and None not in kinds:
        return True
    if len(kinds - {None}) > 1 or high > SAME_SIZE * low:
        return False
    return not words_beside(one.figure.counted, *around[0]).isdisjoint(words_beside(other.figure.counted, *around[1]))


def _beside(view: ClaimView, quantity: Quantity) -> tuple[str, str]:
    text, figure = view.claim.text, quantity.figure
    start, end = figure.start - view.claim.start, figure.end - view.claim.start
    return text[max(0, start - WINDOW) : start], text[end : end + WINDOW]


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
    if one_story and _governed_alike(one, other) and around >= STORY_CLAIMS:
        return max(around, CONFLICTING)
    needed = SAME_QUANTITY if one_story else SAME_STATEMENT
    if not one.counted:
        needed += 0.15
    elif one_story and equal and len(one.figure.value.normalize().as_tuple().digits) > 1:
        needed = SAME_FIGURE
    return around if around >= needed else None


def alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures of one article's story count the same: unit, role, what is counted."""
    if one.unit != other.unit or one.role != other.role:
        return False
    return (one.people and other.people) or _same_counted(one.counted, other.counted)


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
    return later.low > earlier.low and (bool(_RISING.search(view.claim.text)) or has_risen(view.claim.text))


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Tell whether one value is the other with fewer digits, in counts of hundreds or more."""
    for rough, fine in ((one.figure.value, other.figure.value), (other.figure.value, one.figure.value)):
        step = _last_digit(rough)
        if rough >= 100 and step >= 10 and rough != 0 and abs(rough - fine) <= step / 2:
            return True
    return False


def _last_digit(value: Decimal) -> Decimal:
    """Return the place of the last digit that tells: 100 for 1,200, 0.1 for 4.2, 1 for 43."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _quantity(claim: Claim, figure: Figure) -> Quantity:
    start, end = figure.start - claim.start, figure.end - claim.start
    before, after = claim.text[max(0, start - 80) : max(0, start)], claim.text[max(0, end) : end + 120]
    counted = frozenset(stem(word.casefold()) for word in WORD.findall(figure.counted or "")) - FUNCTION_WORDS
    role = _role(figure, before, after)
    if figure.role is None and _TOLL.search(before):
        counted = frozenset()
    people = role is not None and (not counted or counted <= PEOPLE)
    partly = _PARTLY.match(after[:80].lstrip("abcdefghijklmnopqrstuvwxyz ")) or _PARTLY.search(after[:60])
    extra = 0
    if partly:
        extra = 1 if partly["sign"].casefold() in {"including", "counting"} else -1
    low, high = _bounds(figure, before)
    place = _IN_PLACE.search(after[:60].split(",")[0])
    places = (
        frozenset(stem(word.casefold()) for word in WORD.findall(place[1]) if word not in _NOT_PLACES)
        if place
        else frozenset()
    )
    unsure = claim.kind == "prediction" or _UNSURE_BEFORE.search(before[-50:]) or _UNSURE_AFTER.match(after)
    return Quantity(
        figure=figure,
        role=role,
        unit=figure.unit,
        counted=counted,
        people=people,
        low=low,
        high=high,
        exact=figure.hedge == "=" and figure.upper is None,
        places=places,
        governor=_governor(before),
        extra=extra,
        usable=not (
            unsure or _SUPERSEDED_BEFORE.search(before) or _OF_THEM.match(after) or is_of_the_past(claim, figure)
        ),
        spanned=frozenset(word[0].casefold() for word in _SPAN_OF_TIME.finditer(before[-40:] + " " + after[:60])),
    )


def _governor(before: str) -> str | None:
    words = WORD.findall(before[-30:].casefold())
    return (
        stem(words[-1]) if words and words[-1] not in FUNCTION_WORDS and before[-30:].rstrip()[-1:].isalpha() else None
    )


def _role(figure: Figure, before: str, after: str) -> str | None:
    if figure.role is not None:
        return ROLES.get(figure.role.casefold(), figure.role.casefold())
    if figure.unit is not None or is_magnitude(figure.counted):
        return None
    for word in WORD.findall(f"{figure.counted or ''} {figure.text}".casefold()):
        if word in ROLES and (word != "cases" or _of_an_illness(before, after)):
            return ROLES[word]
    if _TOLL.search(before):
        return "killed"
    beside = f"{_NEXT_CLAUSE.split(before[-25:])[-1]} {after[:40]}".casefold()
    near = [ROLES[word] for word in WORD.findall(beside) if word in ROLES and word != "cases"]
    return near[0] if len(set(near)) == 1 else None


def _of_an_illness(before: str, after: str) -> bool:
    """Tell cases of an illness from cases of wine, of fraud and before a court."""
    named = _CASES_OF.match(after)
    return _ILLNESS.search(named[1] if named else f"{before} {after}") is not None


def _bounds(figure: Figure, before: str) -> tuple[Decimal, Decimal]:
    """Return from where to where a figure's value may lie, its hedge and the digits it shows taken at their word."""
    value, upper = figure.value, figure.upper if figure.upper is not None else figure.value
    infinite = Decimal("Infinity")
    step = _last_digit(value)
    if figure.hedge in {">", ">="}:
        return value, infinite
    if figure.hedge in {"<", "<="}:
        nearly = figure.hedge == "<" and _NEARLY.search(before[-16:] + figure.text)
        return (value - abs(value) * Decimal("0.15") if nearly else -infinite), upper
    if figure.hedge == "~":
        width = max(step / 2, abs(value) * Decimal("0.1"))
        return value - width, upper + width
    if figure.unit is not None and step < 1:
        return value - step / 2, upper + step / 2
    return value, upper


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
