"""Find what is compared of a claim: its telling words, and each figure's role and the bounds its words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from articles.model import Claim, Figure
from articles.relating.counts import is_magnitude
from articles.relating.entities import FUNCTION_WORDS, prior_rarity, stem
from articles.relating.kinds import unit_of
from articles.relating.narrowing import FEW, REPORTED_BEFORE, is_of_the_past
from articles.wording import WORD

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

_HEADS = frozenset(("death", "deaths", "dying", "toll", "lives"))
"""Words for a role that say it of what is counted only where they are what is counted."""
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
ILLNESS = re.compile(
    r"\b(?:infect\w+|\w{0,12}virus\w{0,3}|outbreaks?|epidemic|pandemic|diseases?|ill|illness(?:es)?|sick|fever|flu|influenza|covid\S{0,4}|measles|mumps"
    r"|cholera|dengue|ebola|mpox|malaria|typhoid|polio|diphtheria|meningitis|tuberculosis|salmonella|listeria|legionella|legionnaires|hepatitis|cancer"
    r"|patients?|health|hospitals?|doctors?|vaccin\w+|symptoms?|quarantine|tested|poisoning)\b",
    re.IGNORECASE,
)
"""Words that say that cases are of an illness."""
_JOINED = re.compile(
    r"\b\w+-(?:death|killed|injured|dead)\b|\b(?:death|dead)-\w+"
    r"|\b(?:for|of|in) (?:their|our|his|her) lives\b|\b(?:sav|risk|rebuil|chang|touch|fear)\w{0,4} (?:for )?(?:\w+ ){0,2}lives\b|\blives (?:at risk|in danger)\b",
    re.IGNORECASE,
)
"""A role that is part of another word, "pro-death", "death-row", and lives that nobody lost: "fighting for their lives"."""
_NEXT_CLAUSE = re.compile(r"[;:()—–]|\b(?:and|but|while)\b", re.IGNORECASE)
_UNSURE_BEFORE = re.compile(
    r"\b(?:could|may|might|would|will|feared?|fears|expected|expects|projected|forecast|predicted|if|hopes?|aims?|target|goal|plans?|proposed|up to|as many as|unless|until|denied|false|rumou?rs?|unconfirmed)\b",
    re.IGNORECASE,
)
_UNSURE_AFTER = re.compile(r"\s(?:\w+\s){0,3}(?:feared|believed|thought|presumed|expected)\b", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"\b(?:not|instead of|rather than)\s(?:the\s)?\Z", re.IGNORECASE)
"""What stands before a figure that a claim gives only to say that it is wrong: "27 and not 31"."""
_OF_THEM = re.compile(r"\s(?:out )?of (?:the|those|these|them)\b(?! \d)")
_TOLL = re.compile(
    r"\b(?:death toll|number of (?:dead|deaths|people killed|fatalities))\b[^.;\d]{0,70}\Z", re.IGNORECASE
)
_PARTLY = re.compile(
    r"(?:,| \(| —| –)?\s?(?P<sign>including|counting|excluding|not including|not counting|besides|plus)\s(?:the\s|a\s)?"
    r"(?:(?:suspected |alleged |lone )?(?P<doers>(?:gunman|gunmen|shooter|attacker|attackers|bomber|bombers|driver|suspect|pilot|assailant|perpetrator)s?))\b",
    re.IGNORECASE,
)
_SPAN_OF_TIME = re.compile(
    r"\b(?:[Ss]ince|so far this|this year|this month|this week|in the (?:past|last)|over the (?:past|last)|last (?:year|month|week)|per (?:day|week|month|year)|a (?:day|week|month|year)|daily|weekly|monthly|yearly|annual(?:ly)?|overnight|in the (?:first|second|third|fourth) quarter|Q[1-4]|in 24 hours|each (?:day|week|month|year)|every (?:day|week|month|year))\b",
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
        "Europe",
        "European",
        "World",
    ]
)


PLACE_REACH = 70
"""Characters after a figure in which the place that it is of is looked for."""


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
    extra: int
    """How many at most the figure counts besides, or leaves out (negative): "12 including the gunman" is 1."""
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
        doers = FEW if partly["doers"].casefold().endswith(("s", "men")) else 1
        extra = doers if partly["sign"].casefold() in {"including", "counting"} else -doers
    low, high = _bounds(figure, before)
    beside = after if len(after) <= PLACE_REACH else after[:PLACE_REACH].rpartition(" ")[0]
    place = _IN_PLACE.search(beside.split(",")[0])
    places = (
        frozenset(
            stem(word.casefold())
            for word in WORD.findall(place[1])
            if word[:-2] not in _NOT_PLACES and word not in _NOT_PLACES
        )
        if place
        else frozenset()
    )
    unsure = claim.kind == "prediction" or _UNSURE_BEFORE.search(before[-50:]) or _UNSURE_AFTER.match(after)
    return Quantity(
        figure=figure,
        role=role,
        unit=unit_of(figure),
        counted=counted,
        people=people,
        low=low,
        high=high,
        exact=figure.hedge == "=" and figure.upper is None,
        places=places,
        extra=extra,
        usable=not (
            unsure or _SUPERSEDED_BEFORE.search(before) or _OF_THEM.match(after) or is_of_the_past(claim, figure)
        ),
        spanned=frozenset(word[0].casefold() for word in _SPAN_OF_TIME.finditer(before[-40:] + " " + after[:60])),
    )


def _role(figure: Figure, before: str, after: str) -> str | None:
    if figure.role is not None:
        return ROLES.get(figure.role.casefold(), figure.role.casefold())
    if unit_of(figure) is not None or is_magnitude(figure.counted):
        return None
    head = WORD.findall((figure.counted or "").casefold())[-1:]
    for word in WORD.findall(f"{figure.counted or ''} {figure.text}".casefold()):
        if word in _HEADS and word not in head:
            continue  # "nine pro-death jurors"
        if word in ROLES and (word != "cases" or _of_an_illness(f"{before} {figure.counted}", after)):
            return ROLES[word]
    if _TOLL.search(before):
        return "killed"
    beside = f"{_NEXT_CLAUSE.split(before[-25:])[-1]} {after[:40]}".casefold()
    near = [ROLES[word] for word in WORD.findall(_JOINED.sub(" ", beside)) if word in ROLES and word != "cases"]
    return near[0] if len(set(near)) == 1 else None


def _of_an_illness(before: str, after: str) -> bool:
    """Tell cases of an illness from cases of wine, of fraud and before a court."""
    named = _CASES_OF.match(after)
    return ILLNESS.search(named[1] if named else f"{before} {after}") is not None


def _bounds(figure: Figure, before: str) -> tuple[Decimal, Decimal]:
    """Return from where to where a figure's value may lie, its hedge and the digits it shows taken at their word."""
    value, upper = figure.value, figure.upper if figure.upper is not None else figure.value
    infinite = Decimal("Infinity")
    step = last_digit(value)
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


def last_digit(value: Decimal) -> Decimal:
    """Return the place of the last digit that tells: 100 for 1,200, 0.1 for 4.2, 1 for 43."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
