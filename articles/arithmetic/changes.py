"""Changes with both ends: "from 40 to 60, up 50 %", "fell from 60 to 40"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from articles.arithmetic.ties import (
    CURRENCY,
    GAP_HEDGE,
    LONGEST_GAP,
    LONGEST_LEAD,
    LONGEST_OPENING,
    MEASURES,
    WORD,
    Sentence,
    end_of,
    gap,
    scale_is_shared,
    sentences_of,
    span_of,
)
from articles.model import Figure, ReadArticle, Span

TO = re.compile(rf"(?: {WORD}){{0,3}} to {GAP_HEDGE}\Z", re.IGNORECASE)
TO_NEXT = re.compile(rf",? to {GAP_HEDGE}\Z", re.IGNORECASE)
FROM_NEXT = re.compile(rf",? from {GAP_HEDGE}\Z", re.IGNORECASE)
FROM_LAST = re.compile(rf"(?: {WORD}){{0,5}},? from {GAP_HEDGE}\Z", re.IGNORECASE)
CHANGED_TO = re.compile(rf"\bto {GAP_HEDGE}\Z", re.IGNORECASE)
CHANGED_FROM = re.compile(rf"\bfrom {GAP_HEDGE}\Z", re.IGNORECASE)

CHANGE_VERB = re.compile(
    rf"\b(?:rose|risen|rise|rises|grew|grown|grow|grows|climbed|jumped|increased?|gained|up|fell|fallen|falls|fall|dropped"
    rf"|drop|declined|decreased|shrank|slid|down|cut|surged|soared|plunged)(?: by)? {GAP_HEDGE}\Z",
    re.IGNORECASE,
)

BY_AFTER = re.compile(
    rf"(?: [a-z’'-]{{1,20}}){{0,4}}?(?: ?\(|, | – | — )(?:(?:or|up|down|a|an|by|increase|rise|gain|jump|growth|fall|drop"
    rf"|decline|decrease|of|change) ){{0,5}}{GAP_HEDGE}\Z",
    re.IGNORECASE,
)

CHANGE_ENDS = re.compile(
    r"\s?(?:[).,;:–—-]|\Z|\n|(?:increase|rise|gain|jump|growth|fall|drop|decline|decrease|more|less|higher|lower|on|from"
    r"|compared|year|over|in)\b)",
    re.IGNORECASE,
)

ROSE = frozenset(
    {
        "rise", "rises", "rising", "rose", "risen", "grow", "grows", "growing", "grew", "grown", "climbed", "jumped",
        "increased", "surged", "soared",
    }
)  # fmt: skip

FELL = frozenset(
    {
        "fall", "falls", "falling", "fell", "fallen", "drop", "drops", "dropped", "declined", "decreased", "shrank",
        "plunged",
    }
)  # fmt: skip

MOVED = re.compile(
    rf"\b(?P<verb>[a-z]{{4,9}})(?: [a-z]{{2,14}}ly)?(?: by)?(?: {GAP_HEDGE}from {GAP_HEDGE}| {GAP_HEDGE})\Z",
    re.IGNORECASE,
)

NOT_A_QUANTITY = re.compile(
    r"\b(?:not|never|nor|instead|n[’']t|rank(?:ed|ing|ings|s)?|places?|placed|position|seed(?:ed)?|charts?|tables?|standings|league"
    r"|rated|ratings?|grades?|odds|number (?:one|\d)|no\.|levels? (?:one|\d)|stage|degrees?|temperatures?|celsius|minus|below|negative|dollar|euro"
    r"|pound|sterling|yen|yuan|renminbi|rouble|ruble|lira|rupee|rupiah|rand|won|peso|franc|krone|krona|shekel|naira"
    r"|currency|exchange|clear|ahead|behind|adrift|handicap|age|aged|steps?|floors?|storeys?)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words by which "rose from 60 to 40" may be right: ranks and rates of exchange count downwards, and so do minus signs."""
COUNTED_BEFORE = re.compile(r"\b(?:number|toll|total|count) (?:of|had|has|then)?\b", re.IGNORECASE)

SEVERAL = re.compile(r"(?:[a-z]s|people|men|women|children|staff|police)\Z")
"""What is counted, in the plural: a single name that climbs from 60 to 40 climbs a list."""

GOES_ON = re.compile(
    r"(?: [a-z’'-]{1,20}){0,2}? ?(?:-|–|/|:|%|(?:to|in (?:\d|an?\b|every)|per|out of|of|against|and|or|a|an|each)\b)",
    re.IGNORECASE,
)
"""Behind the last figure: odds, ratios, rates and ranges, of which the figure is a piece only."""
OTHER_BASIS = re.compile(
    r"\b(?:adjusted|adjusting|constant|like-for-like|comparable|underlying|excluding|stripping|organic(?:ally)?|real terms"
    r"|inflation|annuali[sz]ed|on average|weighted|per share)\b",
    re.IGNORECASE,
)
"""The percentage may be that of something else than the two figures beside it."""
ANOTHER_END = re.compile(r"[^.;()]{0,60}?\b(?:and|or) (?:from )?[$£€]?\d")
"""Behind "from 40 dollars": one more figure that it rose from."""
LIKE_A_YEAR = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class Change:
    """A quantity before and after, the percentage (or points) of change, and which way the verb says it went.

    `by` is None where no size is stated, `direction` where the verb says nothing that figures could contradict; one
    of the two is always there.
    """

    before: Figure
    after: Figure
    by: Figure | None
    span: Span
    direction: Literal["up", "down"] | None = None


def changes_in(read: ReadArticle) -> tuple[Change, ...]:
    """Read every change with both ends: "from 40 to 60, up 50 %", "rose 50 % to 60 from 40", "fell from 60 to 40"."""
    body = read.article.body
    found = []
    for sentence in sentences_of(read):
        sized: set[int] = set()
        for one, two, three in zip(sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False):
            change = _change(body, one, two, three)
            about = body[max(sentence.start, one.start - LONGEST_GAP) : min(sentence.end, end_of(three) + LONGEST_GAP)]
            ends = _in_one_unit(change[0], change[1]) if change else None
            if change and ends and _comparable(*ends) and not OTHER_BASIS.search(about):
                (before, after), by = ends, change[2]
                way = _direction(body, sentence, one, before, after, three)
                found.append(Change(before, after, by, span_of(body, one.start, three.end), way))
                sized |= {before.start, after.start}
        for one, two in pairwise(sentence.figures):
            if sized.isdisjoint((one.start, two.start)) and _moves(body, one, two) and _comparable(one, two):
                way = _direction(body, sentence, one, one, two, two)
                if way:
                    found.append(Change(one, two, None, span_of(body, one.start, two.end), way))
    return tuple(sorted(found, key=lambda change: change.span.start))


def _in_one_unit(before: Figure, after: Figure) -> tuple[Figure, Figure]:
    """Give a bare number the unit of the other end: "fell 17.8 percent to 729,000 tonnes from 887,000"."""
    if before.unit is None and before.counted is None and after.unit is not None:
        return replace(before, unit=after.unit), after
    if after.unit is None and after.counted is None and before.unit is not None:
        return before, replace(after, unit=before.unit)
    return before, after


def _comparable(before: Figure, after: Figure) -> bool:
    if before.unit != after.unit or before.upper or after.upper:
        return False
    return not scale_is_shared(before, after) and not scale_is_shared(after, before)


def _moves(body: str, one: Figure, two: Figure) -> bool:
    return bool(gap(body, one, two, TO)) and bool(
        CHANGED_FROM.search(body[max(0, one.start - LONGEST_OPENING) : one.start])
    )


def _direction(
    body: str, sentence: Sentence, one: Figure, before: Figure, after: Figure, last: Figure
) -> Literal["up", "down"] | None:
    """Return which way the verb right before the first figure goes, where the figures of a count or a sum could not."""
    moved = MOVED.search(body[max(sentence.start, one.start - LONGEST_LEAD) : one.start])
    verb = moved["verb"].lower() if moved else ""
    if verb not in ROSE and verb not in FELL:
        return None
    unit = before.unit
    lead = body[max(sentence.start, one.start - LONGEST_GAP) : one.start]
    behind = body[end_of(last) : min(sentence.end, end_of(last) + LONGEST_GAP)]
    if unit is None:
        several = any(SEVERAL.search(figure.counted or "") for figure in (before, after))
        years = all(int(figure.value) in LIKE_A_YEAR and "," not in figure.text for figure in (before, after))
        plain = (several or bool(COUNTED_BEFORE.search(lead))) and not years
    else:
        plain = unit == "percent" or CURRENCY.fullmatch(unit) is not None
    if not plain or before.value < 0 or after.value < 0:
        return None
    between = body[end_of(one) : last.start]
    if any(NOT_A_QUANTITY.search(words) for words in (lead, between, behind)) or GOES_ON.match(behind):
        return None
    return "up" if verb in ROSE else "down"


def _change(body: str, one: Figure, two: Figure, three: Figure) -> tuple[Figure, Figure, Figure] | None:
    """Return the figures as before, after and by, in whichever order the words put them."""
    if (
        three.unit in MEASURES
        and gap(body, one, two, TO)
        and CHANGED_FROM.search(body[max(0, one.start - 40) : one.start])
        and gap(body, two, three, BY_AFTER)
        and CHANGE_ENDS.match(body, end_of(three))
    ):
        return one, two, three
    if (
        three.unit in MEASURES
        and gap(body, one, two, FROM_LAST)
        and CHANGED_TO.search(body[max(0, one.start - 40) : one.start])
        and gap(body, two, three, BY_AFTER)
        and CHANGE_ENDS.match(body, end_of(three))
    ):
        return two, one, three
    if one.unit in MEASURES and CHANGE_VERB.search(body[max(0, one.start - 40) : one.start]):
        if gap(body, one, two, FROM_NEXT) and gap(body, two, three, TO):
            return two, three, one
        if (
            gap(body, one, two, TO_NEXT)
            and gap(body, two, three, FROM_LAST)
            and not ANOTHER_END.match(body, end_of(three), end_of(three) + LONGEST_LEAD)
        ):
            return three, two, one
    return None
