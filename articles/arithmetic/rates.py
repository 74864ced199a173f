"""Rates with their time and their total: "3 a day for 10 days, 30 in all", "1,000 in 30 days, an average of 33 a day"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.arithmetic.ties import GAP_HEDGE, LONGEST_OPENING, between, end_of, gap, span_of
from articles.model import Figure, ReadArticle, Span

PERIODS = ("minute", "hour", "day", "week", "month", "year")
SPOKEN_PERIODS = {"night": "day", "quarter": "quarter", **{name: name for name in PERIODS}}
PERIODS_BY_LENGTH = ("minute", "hour", "day", "week", "month", "quarter", "year")
TIMES = (*PERIODS, "fortnight")

PERIOD = rf"(?:an?|per|each|every) (?P<period>{'|'.join(SPOKEN_PERIODS)})"
SPAN_LEADS = r"(?:for|over|in|across|within|during|throughout)"
WHICH_SPAN = r"(?:the |a |its |his |her |their |this )?(?:(?:past|last|next|first|following|same|whole|full|entire|ensuing|intervening) ){0,2}"
FOR_A_TIME = re.compile(
    rf"(?: [a-z’'-]{{1,20}}){{0,4}}? {PERIOD},? (?P<lead>{SPAN_LEADS}) {WHICH_SPAN}{GAP_HEDGE}\Z", re.IGNORECASE
)
FOR_ONE = re.compile(
    rf"(?: [a-z’'-]{{1,20}}){{0,4}}? {PERIOD},? {SPAN_LEADS} (?:the|a|that|this) (?:(?:past|last|whole|full|entire) ){{0,2}}(?P<one>week|month|year)"
    rf"(?P<tied>,? .{{0,60}})\Z",
    re.IGNORECASE,
)
MAKES = (
    r"(?:(?:,? ?(?:–|—|-|\()? ?|,? (?:and|which|that|so) )(?:or|a total of|for a total of|in all|totall?ing|making|which makes|makes|made|adding up to"
    r"|adds up to|amounting to|comes to|coming to|altogether|that is|bringing the total to)"
    r"|\. (?:That|This|It|Which) (?:is|was|makes|made|comes to|came to|adds up to|added up to|amounts to|amounted to|would be|would make)"
    r"|\. (?:In all|Altogether|In total|All told),?(?: [a-z’'-]{1,20}){0,4}?)"
)
TOTAL_LED = re.compile(rf",?{MAKES} (?:a total of )?{GAP_HEDGE}\Z", re.IGNORECASE)
TOTAL_BEHIND = re.compile(rf"(?:,| –| —|: ?| \() ?{GAP_HEDGE}\Z", re.IGNORECASE)
IN_ALL = re.compile(
    r"(?: [a-z’'-]{1,20}){0,2}? (?:in all|in total|altogether|all told|overall|all in all)\b", re.IGNORECASE
)
ENDS = re.compile(r"(?: [a-z’'-]{1,20}){0,2}? ?(?:[.;,:)!?–—]|\n|\Z)")
MORE_THAN_THE_SUM = re.compile(
    r"[^.;:!?\n]{0,40}\b(?:with|plus|including|interest|fees?|tips|bonus|on top)\b", re.IGNORECASE
)
RATE_ENDS = re.compile(rf"(?: [a-z’'-]{{1,20}}){{0,3}}? {PERIOD}(?: on average)? ?(?:[.;,:)!?–—]|\n|\Z)", re.IGNORECASE)
IN_A_TIME = re.compile(
    rf"(?: [A-Za-z’'-]{{1,20}}){{0,6}}? (?P<lead>{SPAN_LEADS}) {WHICH_SPAN}{GAP_HEDGE}\Z", re.IGNORECASE
)
AT_A_RATE = re.compile(
    rf"(?:,| –| —| \(|, or|, that is,?|, which is)? ?(?:or |that is |i\.e\. )?(?:at )?(?P<average>(?:an|the|a daily|a weekly|a monthly) average(?: rate)? of|a rate of|averaging|an average)"
    rf" {GAP_HEDGE}\Z|, or {GAP_HEDGE}\Z",
    re.IGNORECASE,
)
IN_THAT_TIME = re.compile(rf"(?:^|[\n“\".;:!?,] ?)(?:{SPAN_LEADS}) {WHICH_SPAN}{GAP_HEDGE}\Z", re.IGNORECASE)
THEN_TOTAL = re.compile(rf",?(?: [A-Za-z’'-]{{1,20}}){{1,6}}? {GAP_HEDGE}\Z", re.IGNORECASE)
TOTAL_AT_A_RATE = re.compile(rf"(?: [A-Za-z’'-]{{1,20}}){{0,5}}?(?:{AT_A_RATE.pattern})", re.IGNORECASE)
OR_A_SMALLER = re.compile(
    rf"(?: [a-z’'-]{{1,20}}){{0,4}}? {PERIOD}(?: [a-z’'-]{{1,12}}){{0,2}}?(?:,| –| —) (?:or|that is|the equivalent of|equivalent to) {GAP_HEDGE}\Z",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"\b(?:averag(?:e|es|ed|ing)|on average|a rate of)\b", re.IGNORECASE)
NOT_ALL = re.compile(
    r"\b(?:compared|against|up from|down from|(?<!more )(?<!less )(?<!fewer )than|another|further|extra|additional|remaining|respectively|each|apiece)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in each `period`, for so many `unit` (`times` of them), and the total that the text gives.

    `average`: told as an average or behind its total, where it has been rounded.
    """

    each: Figure
    period: str
    times: Figure | None
    unit: str
    total: Figure
    span: Span
    average: bool


def rates_in(read: ReadArticle) -> tuple[Rate, ...]:
    """Read every rate whose time and total stand with it, in one sentence or the next."""
    return tuple(_rates(read.article.body, read.reading.figures))


def _rates(body: str, figures: tuple[Figure, ...]) -> Iterator[Rate]:
    for at, one in enumerate(figures):
        two = figures[at + 1] if at + 1 < len(figures) else None
        three = figures[at + 2] if at + 2 < len(figures) else None
        if two is None or one.unit in ("percent", "percentage_point"):
            continue
        found = (
            _forwards(body, one, two, three)
            or _within_one(body, one, two)
            or _backwards(body, one, two, three)
            or _opened(body, one, two, three)
            or _in_two_periods(body, one, two)
        )
        if found and _alike(found.each, found.total):
            yield found


def _forwards(body: str, each: Figure, times: Figure, total: Figure | None) -> Rate | None:
    """Read "3 a day for 10 days, 30 in all"."""
    if total is None or times.unit not in TIMES:
        return None
    lasting = gap(body, each, times, FOR_A_TIME)
    if not lasting or not _is_total(body, end_of(times), total):
        return None
    lead = body[max(0, each.start - 40) : each.start]
    average = bool(AVERAGE.search(lead) or AVERAGE.search(body[end_of(each) : times.start]))
    period = SPOKEN_PERIODS[lasting["period"].lower()]
    return Rate(each, period, times, times.unit, total, span_of(body, each.start, end_of(total)), average)


def _within_one(body: str, each: Figure, total: Figure) -> Rate | None:
    """Read "averaging 12 a month over the year, 144 in all"."""
    lasting = gap(body, each, total, FOR_ONE)
    if not lasting:
        return None
    tied = lasting.start("tied") + end_of(each)
    if not _is_total(body, tied, total):
        return None
    period = SPOKEN_PERIODS[lasting["period"].lower()]
    unit = lasting["one"].lower()
    average = bool(AVERAGE.search(body[max(0, each.start - 40) : each.start]))
    return Rate(each, period, None, unit, total, span_of(body, each.start, end_of(total)), average)


def _backwards(body: str, total: Figure, times: Figure, each: Figure | None) -> Rate | None:
    """Read "1,000 people in 30 days, an average of 33 a day"."""
    if each is None or times.unit not in TIMES:
        return None
    lasting = gap(body, total, times, IN_A_TIME)
    rate = RATE_ENDS.match(body, end_of(each))
    if not lasting or not rate or not gap(body, times, each, AT_A_RATE) or NOT_ALL.search(lasting.group()):
        return None
    period = SPOKEN_PERIODS[rate["period"].lower()]
    return Rate(each, period, times, times.unit, total, span_of(body, total.start, end_of(each)), average=True)


def _opened(body: str, times: Figure, total: Figure, each: Figure | None) -> Rate | None:
    """Read "In 30 days they counted 1,000, an average of 33 a day"."""
    if each is None or times.unit not in TIMES:
        return None
    rate = RATE_ENDS.match(body, end_of(each))
    opened = rate and IN_THAT_TIME.search(body[max(0, times.start - LONGEST_OPENING) : times.start])
    led, told = gap(body, times, total, THEN_TOTAL), gap(body, total, each, TOTAL_AT_A_RATE)
    if not rate or not opened or not led or not told or NOT_ALL.search(led.group()) or NOT_ALL.search(told.group()):
        return None
    period = SPOKEN_PERIODS[rate["period"].lower()]
    return Rate(each, period, times, times.unit, total, span_of(body, times.start, end_of(each)), average=True)


def _in_two_periods(body: str, total: Figure, each: Figure) -> Rate | None:
    """Read "480,000 a year, or 1,300 a day": of counts only, as a week at a hotel costs less than seven days."""
    if total.unit is not None or each.unit is not None or total.value <= each.value:
        return None
    larger, smaller = gap(body, total, each, OR_A_SMALLER), RATE_ENDS.match(body, end_of(each))
    if not larger or not smaller or NOT_ALL.search(larger.group()):
        return None
    unit, period = SPOKEN_PERIODS[larger["period"].lower()], SPOKEN_PERIODS[smaller["period"].lower()]
    if PERIODS_BY_LENGTH.index(unit) <= PERIODS_BY_LENGTH.index(period):
        return None
    return Rate(each, period, None, unit, total, span_of(body, total.start, end_of(each)), average=True)


def _is_total(body: str, start: int, total: Figure) -> bool:
    end = end_of(total)
    if MORE_THAN_THE_SUM.match(body, end):
        return False
    if between(body, start, total.start, TOTAL_LED):
        return bool(ENDS.match(body, end) or IN_ALL.match(body, end))
    return bool(between(body, start, total.start, TOTAL_BEHIND) and IN_ALL.match(body, end))


def _alike(each: Figure, total: Figure) -> bool:
    """Say whether a rate and a total count the same, as far as their words tell."""
    if each.unit != total.unit or each is total:
        return False
    if each.counted is None or total.counted is None or each.unit is not None:
        return True
    one, other = (figure.counted.lower().split()[-1].removesuffix("s") for figure in (each, total) if figure.counted)
    return one == other
