"""The arithmetic that a text itself states: figures and dates that the same sentence ties together.

Reading only: whether the sums come out is for the checks. A construction that is not plainly one of those
below is not read at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from articles.dates import dates_in
from articles.model import Article, DateMention, Figure, ReadArticle, Span

DURATION_UNITS = ("day", "week", "fortnight", "month", "year")

HEDGES = (
    r"(?:at least|at most|more than|less than|fewer than|up to|as many as|over|under|about|around|nearly|almost"
    r"|roughly|approximately|some|just|exactly|only|or|the|an estimated|a total of)"
)
"""Words that may stand between a connective and its figure without changing what it is tied to."""

WORD = r"[\w’'$£€-]{1,24}"
GAP_HEDGE = rf"(?:{HEDGES} ){{0,3}}"

FROM = re.compile(rf"\b(?P<cue>from|between) {GAP_HEDGE}(?:on )?\Z", re.IGNORECASE)
RANGE = re.compile(r"\s*,?\s*(?:to|until|till|through|and|–|—|-|up to) (?:the )?\Z", re.IGNORECASE)
LEADS_TO_RANGE = re.compile(
    rf"(?: of {WORD}(?: {WORD}){{0,2}}| passed| elapsed| long)?\s*[,(–—-]?\s*(?:from|between) (?:the )?\Z",
    re.IGNORECASE,
)
FOLLOWS_RANGE = re.compile(
    rf"\s*[,;:(–—-]?\s*(?:(?:or|that is|i\.e\.|namely|a total of|a period of|a span of|in all|lasting|for) )?{GAP_HEDGE}\Z",
    re.IGNORECASE,
)
BEGAN = re.compile(
    r"\b(?:began|begun|started|opened|broke out|launched|erupted)(?: in [A-Z][\w’'-]{1,24})? on (?:the )?\Z"
)
AND_ENDED = re.compile(
    r"\s*,?\s*(?:and|but) (?:was |were )?(?:ended|closed|finished|stopped|concluded|lifted|called off)(?: there)?(?: only)? on (?:the )?\Z"
)
"""No word for what ended: it is what began."""
THEREAFTER = re.compile(rf"\s*[,–—-]?\s*(?:(?:after|having lasted|lasting) )?{GAP_HEDGE}\Z", re.IGNORECASE)
LENGTH_ENDS = re.compile(r"(?: later| in all)?\s?(?:[.,;)–—]|\n|\Z)")
"""A length "of" something is not the length of what began."""
SINCE = re.compile(rf"(?: of {WORD}(?: {WORD}){{0,2}})? since [^.,;:!?]{{0,60}}\Z", re.IGNORECASE)
STILL_RUNNING = re.compile(
    r"\b(?:has|have|it['’]s|it is|today|now|so far|marks|marked)\b[^.;!?]{0,80}\Z", re.IGNORECASE
)
AFTER = re.compile(r"(?: to the day)? (?P<cue>after|before) [^.,;:!?]{0,60}\Z", re.IGNORECASE)
APPOSITION = re.compile(rf"\s*[,–—-]\s*{GAP_HEDGE}\Z", re.IGNORECASE)
NOT_A_SPAN = re.compile(
    r"\s*(?:-?\s*old\b|of age\b|ago\b|earlier\b|a (?:day|week|month|year)\b|per\b|in (?:jail|prison)\b)", re.IGNORECASE
)
AGED = re.compile(r"\b(?:aged?|ages) \Z", re.IGNORECASE)

INCLUDING = re.compile(rf"[^.;:!?()\d]{{0,60}}?\b(?:including|among them|of whom|of them) {GAP_HEDGE}\Z", re.IGNORECASE)
LISTED = re.compile(
    rf"(?: {WORD}){{0,4}}\s?(?:were killed |died |dead )?(?:: |, ?– ?| – | — | ?\(){GAP_HEDGE}\Z", re.IGNORECASE
)
NEXT_PART = re.compile(
    rf"(?P<of> [^.;:!?()\d]{{1,40}}?)(?:,| and|, and|, as well as| as well as| plus) {GAP_HEDGE}\Z", re.IGNORECASE
)
PART_IS_ELSE = re.compile(
    r"\b(?:who|whose|which|that|aged?|ages|of whom|of them|including|between|under|over)\b", re.IGNORECASE
)
LIST_END = re.compile(r"(?P<of>[^.;:!?()\d,]{0,40}?)(?P<close>[.;)!?]|\n|\Z)")
"""The words of the last part, and what closes the list: a list that goes on in words is not a sum."""

TRAILING = re.compile(r"[^.;:!?()\d,]{0,40}")

OF_TOTAL = re.compile(rf"[“\"‘'(]?Of (?:(?:all|the|these|those|its|their|our|his|her) ){{0,2}}{GAP_HEDGE}\Z")
OF_FIRST_PART = re.compile(rf" [^.;:!?()\d,]{{1,60}}, {GAP_HEDGE}\Z", re.IGNORECASE)
OF_MONEY = re.compile(rf"(?: [^.;:!?()\d,]{{1,60}})?, {GAP_HEDGE}\Z", re.IGNORECASE)
OF_NEXT_PART = re.compile(
    rf"(?P<of> [^.;:!?()\d,]{{1,60}}?)?(?:,| and|, and|, but| while|, while) {GAP_HEDGE}(?P<rest>(?:other|remaining) )?\Z",
    re.IGNORECASE,
)
OF_LAST_PART = re.compile(r"[^.;:!?()\d,\n]{0,60}")

OUT_OF = re.compile(rf"(?: (?:{WORD} ){{0,2}}?(?:out of|of) |[ ]in ){GAP_HEDGE}(?:all |its |their )?\Z", re.IGNORECASE)
OF_ONE_SUM = re.compile(r" (?:out )?of (?:the |its |their |a |a total of )?\Z", re.IGNORECASE)
"""Between two sums of money of which only one names the currency there is room for nothing else."""
SCALED = re.compile(r"(?:\b(?:hundred|thousand|million|billion|trillion)|\d ?(?:k|m|mn|mln|b|bn|tn))\b", re.IGNORECASE)
CURRENCY = re.compile(r"[A-Z]{3}")
SHARE = re.compile(rf"(?: [a-z’'-]{{1,20}}){{0,3}}?(?: ?\(|, or | – | — ){GAP_HEDGE}\Z", re.IGNORECASE)
SHARE_ENDS = re.compile(r"\s?(?:[).,;:–—-]|\Z|\n)")

TO = re.compile(rf"(?: {WORD}){{0,3}} to {GAP_HEDGE}\Z", re.IGNORECASE)
TO_NEXT = re.compile(rf",? to {GAP_HEDGE}\Z", re.IGNORECASE)
FROM_NEXT = re.compile(rf",? from {GAP_HEDGE}\Z", re.IGNORECASE)
FROM_LAST = re.compile(rf"(?: {WORD}){{0,3}},? from {GAP_HEDGE}\Z", re.IGNORECASE)
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

CONVERTED = re.compile(rf"(?: [a-z-]{{1,20}})? ?\(\s?{GAP_HEDGE}\Z", re.IGNORECASE)
CONVERSION_ENDS = re.compile(r"(?: [a-z-]{1,20}){0,2}\s?\)")

MEASURES = ("percent", "percentage_point")
NOT_SUMMED = (*MEASURES, *DURATION_UNITS)
DATED_FIELDS = ("published", "modified")

LONGEST_GAP = 160
"""Further apart than this (characters), nothing is taken to be tied together."""
LONGEST_FIELD = 200
MOST_PARTS = 12
LONGEST_LEAD = 80
LONGEST_OPENING = 60
MOST_IN_SHORT = 100
"""How many times the second's written number a first figure may be and still leave out the word million."""
LIKE_A_YEAR = range(1000, 2200)
MOST_DAYS = 60
SAME_SEASON = timedelta(days=60)
"""A day and month without a year, this near to publication, can mean one year only."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day and the words that give it. `start` is None where they are not in the body (`words` then names where)."""

    day: date
    words: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A stated length of time and the days it may be held against.

    `ends` where the sentence itself says from when to when; otherwise `days` holds, in order, every day that the
    article names, its publication among them.
    """

    figure: Figure
    ends: tuple[Day, Day] | None
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class NamedWeekday:
    """A weekday (Monday 0) beside a date. `certain`: the words give the year, or only one year can be meant."""

    weekday: int
    day: Day
    certain: bool
    where: str = "body"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total: how many, and of what."""

    figure: Figure
    of: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts. `whole`: the parts are given as the full list; otherwise ("including") as some of it.

    `divided`: told as "Of 40 amendments, 18 were adopted ...", where the parts may be all or some; `whole` then says
    that the last part is given as what remains ("and the other 12 were withdrawn").
    """

    total: Figure
    parts: tuple[Part, ...]
    whole: bool
    span: Span
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, and the percentage it is said to be."""

    part: Figure
    whole: Figure
    percentage: Figure
    span: Span


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


@dataclass(frozen=True, slots=True)
class Conversion:
    """One quantity in two units: the second stands in brackets behind the first."""

    first: Figure
    second: Figure
    span: Span


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the figures and the single days read in it."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]


def durations_in(read: ReadArticle) -> tuple[Duration, ...]:
    """Read every length of time of a day or more that could have a first and a last day."""
    body = read.article.body
    published = _publication(read.article)
    named = _named_days(read, published)
    found = []
    for sentence in _sentences(read):
        for figure in sentence.figures:
            if _is_span_of_time(body, figure):
                ends = _stated_ends(body, sentence, figure, published)
                found.append(Duration(figure, ends, () if ends else named))
    return tuple(found)


def weekdays_in(read: ReadArticle) -> tuple[NamedWeekday, ...]:
    """Read every weekday that stands beside a day and a month: in the body, the dateline and the dates of the page."""
    article = read.article
    published = article.published.day if article.published else None
    found = [
        NamedWeekday(mention.weekday, Day(mention.from_, mention.text, mention.start, mention.end), certain)
        for mention in read.reading.dates
        for certain in (_year_is_certain(mention, published),)
        if mention.weekday is not None and mention.from_ is not None and _names_a_day(mention)
    ]
    beside = [
        (f"{item.field} from {item.found_in}", item.value) for item in article.evidence if item.field in DATED_FIELDS
    ]
    if article.dateline:
        beside.append(("dateline", article.dateline))
    for where, words in dict.fromkeys(beside):
        for mention in dates_in(words[:LONGEST_FIELD], published):
            if mention.weekday is not None and mention.from_ is not None and _names_a_day(mention):
                certain = _year_is_certain(mention, published)
                found.append(NamedWeekday(mention.weekday, Day(mention.from_, mention.text), certain, where))
    return tuple(found)


def parts_in(read: ReadArticle) -> tuple[Breakdown, ...]:
    """Read every total that its sentence breaks down.

    "12 dead, including 5 children", "12 people: 5 men and 7 women", "Of 12 people, 5 stayed and 7 left".
    """
    body = read.article.body
    found = []
    for sentence in _sentences(read):
        figures = sentence.figures
        divided = _divided(body, sentence)
        if divided:
            found.append(divided)
            continue
        for at in range(len(figures) - 1):
            total, first = figures[at], figures[at + 1]
            if total.unit != first.unit or total.unit in NOT_SUMMED:
                continue
            some = _gap(body, total, first, INCLUDING)
            listed = None if some else _gap(body, total, first, LISTED)
            if not some and not listed:
                continue
            parts, close = _parts(body, sentence, figures[at + 1 : at + 1 + MOST_PARTS])
            if listed and (len(parts) < 2 or not _closes(listed.group(), close)):
                continue
            if parts:
                span = _span(body, total.start, parts[-1].figure.end)
                found.append(Breakdown(total, parts, whole=listed is not None, span=span))
    return tuple(found)


def shares_in(read: ReadArticle) -> tuple[Share, ...]:
    """Read every part of a whole with its percentage: "45 of 60 ships (75 %)", "45 of 60 ships, or 75 %"."""
    body = read.article.body
    return tuple(
        Share(*pair, percentage, _span(body, part.start, percentage.end))
        for sentence in _sentences(read)
        for part, whole, percentage in zip(sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False)
        if percentage.unit == "percent"
        and (pair := _in_one_unit(body, part, whole))
        and pair[1].unit not in NOT_SUMMED
        and _gap(body, part, whole, OUT_OF)
        and _gap(body, whole, percentage, SHARE)
        and SHARE_ENDS.match(body, _end(percentage))
    )


def changes_in(read: ReadArticle) -> tuple[Change, ...]:
    """Read every change with both ends: "from 40 to 60, up 50 %", "rose 50 % to 60 from 40", "fell from 60 to 40"."""
    body = read.article.body
    found = []
    for sentence in _sentences(read):
        sized: set[int] = set()
        for one, two, three in zip(sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False):
            change = _change(body, one, two, three)
            if change and _comparable(change[0], change[1]):
                before, after, by = change
                way = _direction(body, sentence, one, before, after, three)
                found.append(Change(before, after, by, _span(body, one.start, three.end), way))
                sized |= {before.start, after.start}
        for one, two in pairwise(sentence.figures):
            if sized.isdisjoint((one.start, two.start)) and _moves(body, one, two) and _comparable(one, two):
                way = _direction(body, sentence, one, one, two, two)
                if way:
                    found.append(Change(one, two, None, _span(body, one.start, two.end), way))
    return tuple(sorted(found, key=lambda change: change.span.start))


def conversions_in(read: ReadArticle) -> tuple[Conversion, ...]:
    """Read every quantity that stands in brackets behind the same quantity in another unit: "30 miles (48 km)"."""
    body = read.article.body
    return tuple(
        Conversion(first, second, _span(body, first.start, second.end))
        for sentence in _sentences(read)
        for first, second in pairwise(sentence.figures)
        if first.unit is not None
        and second.unit is not None
        and first.unit != second.unit
        and _gap(body, first, second, CONVERTED)
        and CONVERSION_ENDS.match(body, _end(second))
    )


def _divided(body: str, sentence: _Sentence) -> Breakdown | None:
    """Read "Of 40 amendments, 18 were adopted, 15 were rejected and 12 were withdrawn": the sentence opens with it."""
    figures = sentence.figures[: MOST_PARTS + 1]
    total = figures[0]
    if total.unit in NOT_SUMMED or total.start - sentence.start > LONGEST_OPENING:
        return None
    opened = OF_TOTAL.fullmatch(body[sentence.start : total.start])
    first = figures[1] if len(figures) > 1 else None
    if not opened or first is None or first.unit != total.unit:
        return None
    if not _gap(body, total, first, OF_MONEY if CURRENCY.fullmatch(total.unit or "") else OF_FIRST_PART):
        return None
    parts: list[Part] = []
    rest = False
    for figure, following in zip(figures[1:], (*figures[2:], None), strict=True):
        joined = _gap(body, figure, following, OF_NEXT_PART) if following and following.unit == total.unit else None
        last = OF_LAST_PART.match(body, _end(figure), sentence.end)
        words = joined["of"] or "" if joined else last.group() if last else ""
        if PART_IS_ELSE.search(words):
            return None
        parts.append(Part(figure, words.strip()))
        if joined is None:
            break
        rest = bool(joined["rest"])
    if len(parts) < 2:
        return None
    span = _span(body, total.start, parts[-1].figure.end)
    return Breakdown(total, tuple(parts), whole=rest, span=span, divided=True)


def _in_one_unit(body: str, part: Figure, whole: Figure) -> tuple[Figure, Figure] | None:
    """Return part and whole in one unit, a currency that only one of them names included; None where they have none."""
    if _scale_is_shared(part, whole):
        return None
    if part.unit == whole.unit:
        return part, whole
    bare, named = (part, whole) if part.unit is None else (whole, part)
    if bare.unit is None and bare.counted is None and CURRENCY.fullmatch(named.unit or "") and SCALED.search(bare.text):
        return (
            (replace(part, unit=named.unit), replace(whole, unit=named.unit))
            if _gap(body, part, whole, OF_ONE_SUM)
            else None
        )
    return None


def _scale_is_shared(first: Figure, second: Figure) -> bool:
    """Say whether the first of two figures may be meant in the second's millions: "12 of the 48 million"."""
    if not first.value or SCALED.search(first.text) or not (scale := SCALED.search(second.text)):
        return False
    written = "".join(
        character for character in second.text[: scale.end()] if character.isdecimal() or character == "."
    )
    return (
        not written.strip(".")
        or written.count(".") > 1
        or first.value < max(Decimal(written), Decimal(1)) * MOST_IN_SHORT
    )


def _comparable(before: Figure, after: Figure) -> bool:
    if before.unit != after.unit or before.upper or after.upper:
        return False
    return not _scale_is_shared(before, after) and not _scale_is_shared(after, before)


def _moves(body: str, one: Figure, two: Figure) -> bool:
    return bool(_gap(body, one, two, TO)) and bool(
        CHANGED_FROM.search(body[max(0, one.start - LONGEST_OPENING) : one.start])
    )


def _direction(
    body: str, sentence: _Sentence, one: Figure, before: Figure, after: Figure, last: Figure
) -> Literal["up", "down"] | None:
    """Return which way the verb right before the first figure goes, where the figures of a count or a sum could not."""
    moved = MOVED.search(body[max(sentence.start, one.start - LONGEST_LEAD) : one.start])
    verb = moved["verb"].lower() if moved else ""
    if verb not in ROSE and verb not in FELL:
        return None
    unit = before.unit
    lead = body[max(sentence.start, one.start - LONGEST_GAP) : one.start]
    behind = body[_end(last) : min(sentence.end, _end(last) + LONGEST_GAP)]
    if unit is None:
        several = any(SEVERAL.search(figure.counted or "") for figure in (before, after))
        years = all(int(figure.value) in LIKE_A_YEAR and "," not in figure.text for figure in (before, after))
        plain = (several or bool(COUNTED_BEFORE.search(lead))) and not years
    else:
        plain = unit == "percent" or CURRENCY.fullmatch(unit) is not None
    if not plain or before.value < 0 or after.value < 0:
        return None
    between = body[_end(one) : last.start]
    if any(NOT_A_QUANTITY.search(words) for words in (lead, between, behind)) or GOES_ON.match(behind):
        return None
    return "up" if verb in ROSE else "down"


def _change(body: str, one: Figure, two: Figure, three: Figure) -> tuple[Figure, Figure, Figure] | None:
    """Return the figures as before, after and by, in whichever order the words put them."""
    if (
        three.unit in MEASURES
        and _gap(body, one, two, TO)
        and CHANGED_FROM.search(body[max(0, one.start - 40) : one.start])
        and _gap(body, two, three, BY_AFTER)
        and CHANGE_ENDS.match(body, _end(three))
    ):
        return one, two, three
    if one.unit in MEASURES and CHANGE_VERB.search(body[max(0, one.start - 40) : one.start]):
        if _gap(body, one, two, FROM_NEXT) and _gap(body, two, three, TO):
            return two, three, one
        if _gap(body, one, two, TO_NEXT) and _gap(body, two, three, FROM_LAST):
            return three, two, one
    return None


def _parts(body: str, sentence: _Sentence, figures: tuple[Figure, ...]) -> tuple[tuple[Part, ...], str]:
    """Read a list of parts from its first figure on; with what closes it, or "" where it trails off."""
    parts: list[Part] = []
    for figure, following in zip(figures, (*figures[1:], None), strict=True):
        joined = _gap(body, figure, following, NEXT_PART) if following and following.unit == figure.unit else None
        if joined and not PART_IS_ELSE.search(joined["of"]):
            parts.append(Part(figure, joined["of"].strip()))
            continue
        last = LIST_END.match(body, _end(figure), min(sentence.end, _end(figure) + LONGEST_GAP))
        if last and not PART_IS_ELSE.search(last["of"]):
            parts.append(Part(figure, last["of"].strip()))
            return tuple(parts), last["close"] or "."
        trailing = TRAILING.match(body, _end(figure), min(sentence.end, _end(figure) + LONGEST_GAP))
        parts.append(Part(figure, trailing.group().strip() if trailing else ""))
        break
    return tuple(parts), ""


def _closes(opening: str, close: str) -> bool:
    """Say whether a list that was opened so is closed so: a bracket by a bracket, a colon by the sentence's end."""
    return close == ")" if "(" in opening else close in (".", ";", "!", "?", "\n")


def _stated_ends(body: str, sentence: _Sentence, figure: Figure, published: Day | None) -> tuple[Day, Day] | None:
    """Return the first and last day that the sentence itself gives to a length of time."""
    at = bisect_left(sentence.days, figure.start, key=_first)
    before = sentence.days[max(0, at - 2) : at]
    after = sentence.days[at : at + 2]
    ends = (
        _range_after(body, figure, after)
        or _range_before(body, sentence, figure, before)
        or _began_and_ended(body, sentence, figure, before)
        or _counted_from(body, figure, before, after)
        or _until_now(body, sentence, figure, published)
    )
    return ends if ends and ends[0].day <= ends[1].day else None


def _range_after(body: str, figure: Figure, after: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "470 days, from 7 October 2023 to 19 January 2025"."""
    if len(after) < 2:
        return None
    leads = _between(body, _end(figure), _first(after[0]), LEADS_TO_RANGE)
    return (after[0], after[1]) if leads and _between(body, _last(after[0]), _first(after[1]), RANGE) else None


def _range_before(body: str, sentence: _Sentence, figure: Figure, before: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "from 7 October 2023 to 19 January 2025, 470 days"."""
    if len(before) < 2:
        return None
    first, last = before
    opened = FROM.search(body[max(sentence.start, _first(first) - 40) : _first(first)])
    tied = opened and _between(body, _last(first), _first(last), RANGE)
    return (first, last) if tied and _between(body, _last(last), figure.start, FOLLOWS_RANGE) else None


def _began_and_ended(body: str, sentence: _Sentence, figure: Figure, before: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "began on 7 October 2023 and ended on 19 January 2025, after 470 days"."""
    if len(before) < 2 or not LENGTH_ENDS.match(body, _end(figure)):
        return None
    first, last = before
    opened = BEGAN.search(body[max(sentence.start, _first(first) - LONGEST_OPENING) : _first(first)])
    tied = opened and _between(body, _last(first), _first(last), AND_ENDED)
    return (first, last) if tied and _between(body, _last(last), figure.start, THEREAFTER) else None


def _counted_from(body: str, figure: Figure, before: tuple[Day, ...], after: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "on 19 January 2025, 470 days after the war began on 7 October 2023"."""
    if not before or not after or not _between(body, _last(before[-1]), figure.start, APPOSITION):
        return None
    cue = _between(body, _end(figure), _first(after[0]), AFTER)
    if cue is None:
        return None
    return (after[0], before[-1]) if cue["cue"].lower() == "after" else (before[-1], after[0])


def _until_now(body: str, sentence: _Sentence, figure: Figure, published: Day | None) -> tuple[Day, Day] | None:
    """Read "it has been 470 days since 7 October 2023" as ending on the day of publication."""
    if published is None or len(sentence.days) != 1 or _first(sentence.days[0]) < figure.end:
        return None
    since = _between(body, _end(figure), _first(sentence.days[0]), SINCE)
    running = since and STILL_RUNNING.search(body[max(sentence.start, figure.start - 80) : figure.start])
    return (sentence.days[0], published) if running else None


def _is_span_of_time(body: str, figure: Figure) -> bool:
    return (
        figure.unit in DURATION_UNITS
        and figure.upper is None
        and not NOT_A_SPAN.match(body, _end(figure))
        and not NOT_A_SPAN.search(figure.text)
        and not AGED.search(body[max(0, figure.start - 8) : figure.start])
    )


def _sentences(read: ReadArticle) -> Iterator[_Sentence]:
    """Yield each sentence that holds a figure, with its figures and single days, in one pass over all three."""
    days = [
        Day(mention.from_, mention.text, mention.start, mention.end)
        for mention in read.reading.dates
        if mention.from_ is not None and mention.from_ == mention.to
    ]
    figure_starts = [figure.start for figure in read.reading.figures]
    day_starts = [_first(day) for day in days]
    for span in read.reading.sentences:
        first, last = bisect_left(figure_starts, span.start), bisect_left(figure_starts, span.end)
        if first < last:
            within = days[bisect_left(day_starts, span.start) : bisect_left(day_starts, span.end)]
            yield _Sentence(span.start, span.end, read.reading.figures[first:last], tuple(within))


def _publication(article: Article) -> Day | None:
    return Day(article.published.day, f"published {article.published}") if article.published else None


def _named_days(read: ReadArticle, published: Day | None) -> tuple[Day, ...]:
    """Return the days that an article names, each once, in order: its own words first, then its publication."""
    days: dict[date, Day] = {}
    for mention in read.reading.dates:
        if mention.from_ is not None and mention.from_ == mention.to:
            days.setdefault(mention.from_, Day(mention.from_, mention.text, mention.start, mention.end))
        if len(days) >= MOST_DAYS:
            break
    if published:
        days.setdefault(published.day, published)
    return tuple(days[day] for day in sorted(days))


def _names_a_day(mention: DateMention) -> bool:
    """Say whether the words give a day of the month, so that the weekday is a second statement and not the date."""
    return mention.from_ == mention.to and any(character.isdigit() for character in mention.text)


def _year_is_certain(mention: DateMention, published: date | None) -> bool:
    if mention.explicit:
        return True
    return published is not None and mention.from_ is not None and abs(mention.from_ - published) <= SAME_SEASON


def _gap(body: str, first: Figure, second: Figure, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return _between(body, _end(first), second.start, pattern)


def _between(body: str, start: int, end: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match all that stands between two places; None where that is too much to tie them together."""
    return pattern.match(body[start:end]) if 0 <= end - start <= LONGEST_GAP else None


def _end(figure: Figure) -> int:
    """Return where a figure's own words end: punctuation behind them joins it to what follows."""
    return figure.start + len(figure.text.rstrip(" ,.;:"))


def _first(day: Day) -> int:
    return -1 if day.start is None else day.start


def _last(day: Day) -> int:
    return -1 if day.end is None else day.end


def _span(body: str, start: int, end: int) -> Span:
    return Span(start, end, body[start:end])
