"""Quantities in two units: "30 miles (48 km)", "6ft 4in (193cm)", "30C (86F)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from articles.arithmetic.ties import GAP_HEDGE, LONGEST_LEAD, Sentence, end_of, gap, sentences_of, span_of
from articles.model import Figure, ReadArticle, Span

CONVERTED = re.compile(
    rf"(?P<more>-\d\d?)?(?: [a-z-]{{1,20}})? ?\(\s?{GAP_HEDGE}(?P<stone>\d\d? ?st,? )?\Z", re.IGNORECASE
)
CONVERSION_ENDS = re.compile(r"(?P<more>-\d\d?)?(?: [a-z-]{1,20}){0,2}\s?\)")

SMALLER = {"foot": "inch", "pound": "ounce", "stone": "pound", "mile": "yard", "meter": "centimeter"}
"""Which unit goes on where another leaves off: "6ft 4in", "7lb 2oz"."""
GOES_ON = re.compile(r",? ?(?:and )?\Z")
STONE = re.compile(r"(?<![\w.,])(?P<number>\d\d?)(?: ?st| stone),? (?:and )?\Z")
"""No unit to the readers of figures: "1st" is an ordinal everywhere else."""

TEMPERATURES = ("degree_Celsius", "degree_Fahrenheit")
DIFFERENCE = re.compile(
    r"\b(?:rise|rises|rose|risen|rising|increased?|increases|warming|warmed|warmer|cooler|colder|hotter|cooled|cooling|higher|lower|drop(?:ped)?|fell|fall"
    r"|dropp?ing|differences?|above|below|swing|anomaly|up|down|by|within|threshold|goals?|targets?|aims?|limit(?:ed|ing)?|pre-?industrial)\b",
    re.IGNORECASE,
)
RISE_OF = re.compile(
    rf"\b(?:(?:rise|rises|increase|increases|warming|drop|fall|difference|change|anomaly|swing) of|(?:rose|risen|warmed|cooled|increased|dropped|fell|fallen"
    rf"|up|down|higher|lower|warmer|cooler) by) {GAP_HEDGE}\Z",
    re.IGNORECASE,
)
THAN_BEFORE = re.compile(
    r"\)? (?:of (?:warming|cooling)|(?:warmer|cooler|hotter|colder|higher|lower) than|(?:above|below) (?:the )?(?:pre-?industrial|normal|average|seasonal))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """One quantity in two units: the second stands in brackets behind the first.

    `first_more` and `second_more` are what a smaller unit adds ("6ft 4in"). `difference` is, of temperatures, whether
    the words speak of how far two lie apart: True, False, or None where they may.
    """

    first: Figure
    second: Figure
    span: Span
    first_more: Figure | None = None
    second_more: Figure | None = None
    difference: bool | None = False


def conversions_in(read: ReadArticle) -> tuple[Conversion, ...]:
    """Read every quantity that stands in brackets behind the same quantity in another unit: "30 miles (48 km)"."""
    body = read.article.body
    return tuple(
        conversion
        for sentence in sentences_of(read)
        for at in range(len(sentence.figures) - 1)
        if (conversion := _conversion(body, sentence, at))
    )


def _conversion(body: str, sentence: Sentence, at: int) -> Conversion | None:
    figures = sentence.figures
    last, second = figures[at], figures[at + 1]
    tied = gap(body, last, second, CONVERTED)
    if not tied or last.unit is None or second.unit is None:
        return None
    first, first_more = _with_larger(body, figures[at - 1] if at else None, last)
    if tied["more"]:
        if first_more or first.unit != "foot":
            return None
        first_more = _inches(end_of(first) + 1, tied["more"])
    start = first.start
    second, second_more = _with_smaller(body, second, figures[at + 2] if at + 2 < len(figures) else None)
    if tied["stone"]:
        second, second_more = _stone(body, second), second
    end = end_of(second_more or second)
    closed = CONVERSION_ENDS.match(body, end)
    if not closed:
        return None
    if closed["more"]:
        if second_more or second.unit != "foot":
            return None
        second_more = _inches(end + 1, closed["more"])
        end = closed.end("more")
    first, second = _scales(first, second)
    if first.unit == second.unit:
        return None
    measured = {first.unit, second.unit} == set(TEMPERATURES)
    return Conversion(
        first,
        second,
        span_of(body, start, end),
        first_more,
        second_more,
        _is_difference(body, sentence, start, closed.end()) if measured else False,
    )


def _with_larger(body: str, before: Figure | None, figure: Figure) -> tuple[Figure, Figure | None]:
    """Return a figure with what a smaller unit adds to it, where the figure before it is its larger part."""
    if before is not None and SMALLER.get(before.unit or "") == figure.unit and gap(body, before, figure, GOES_ON):
        return before, figure
    if figure.unit == "pound" and STONE.search(body[max(0, figure.start - 16) : figure.start]):
        return _stone(body, figure), figure
    return figure, None


def _with_smaller(body: str, figure: Figure, following: Figure | None) -> tuple[Figure, Figure | None]:
    if (
        following is not None
        and SMALLER.get(figure.unit or "") == following.unit
        and gap(body, figure, following, GOES_ON)
    ):
        return figure, following
    return figure, None


def _stone(body: str, pounds: Figure) -> Figure:
    lead = max(0, pounds.start - 16)
    found = STONE.search(body[lead : pounds.start])
    start = lead + found.start() if found else pounds.start
    number = found["number"] if found else "0"
    text = body[start : pounds.start].rstrip(" ,")
    return replace(pounds, text=text, start=start, end=start + len(text), value=Decimal(number), unit="stone")


def _inches(start: int, written: str) -> Figure:
    digits = written.lstrip("-")
    return Figure(digits, start, start + len(digits), Decimal(digits), unit="inch")


def _scales(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Give bare degrees the scale that the other side of the bracket leaves them: "95 degrees (35 Celsius)"."""
    for scale, other in (TEMPERATURES, TEMPERATURES[::-1]):
        if first.unit == "degree" and second.unit == scale:
            return replace(first, unit=other), second
        if second.unit == "degree" and first.unit == scale:
            return first, replace(second, unit=other)
    return first, second


def _is_difference(body: str, sentence: Sentence, start: int, end: int) -> bool | None:
    lead = body[max(sentence.start, start - LONGEST_LEAD) : start]
    behind = body[end - 1 : min(sentence.end, end + LONGEST_LEAD)]
    if RISE_OF.search(lead) or THAN_BEFORE.match(behind):
        return True
    return None if DIFFERENCE.search(lead) or DIFFERENCE.search(behind) else False
