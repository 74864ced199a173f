"""Quantities in two units: "30 miles (48 km)", "6ft 4in (193cm)", "30C (86F)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from articles.arithmetic.ties import GAP_HEDGE, LONGEST_LEAD, Sentence, end_of, gap, sentences_of, span_of
from articles.model import Figure, ReadArticle, Span

CONVERTED = re.compile(rf"(?: [a-z-]{{1,20}})? ?\(\s?{GAP_HEDGE}\Z", re.IGNORECASE)
CONVERSION_ENDS = re.compile(r"(?: [a-z-]{1,20}){0,2}\s?\)")
TWO_NUMBERS = re.compile(r"\d[^\d.,]+\d")
"""A figure told in two units, "11st 4lb": its value is in the smaller."""

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

    `difference` is, of temperatures, whether the words speak of how far two lie apart: True, False, or None where they
    may.
    """

    first: Figure
    second: Figure
    span: Span
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
    first, second = sentence.figures[at], sentence.figures[at + 1]
    if first.unit is None or second.unit is None or not gap(body, first, second, CONVERTED):
        return None
    closed = CONVERSION_ENDS.match(body, end_of(second))
    if not closed:
        return None
    start = first.start
    first, second = _scales(first, second)
    if first.unit == second.unit and not TWO_NUMBERS.search(first.text):
        return None
    measured = {first.unit, second.unit} == set(TEMPERATURES)
    return Conversion(
        first,
        second,
        span_of(body, start, end_of(second)),
        _is_difference(body, sentence, start, closed.end()) if measured else False,
    )


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
