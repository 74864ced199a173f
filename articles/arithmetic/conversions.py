"""Quantities in two units: "30 miles (48 km)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from articles.arithmetic.ties import GAP_HEDGE, end_of, gap, sentences_of, span_of
from articles.model import Figure, ReadArticle, Span

CONVERTED = re.compile(rf"(?: [a-z-]{{1,20}})? ?\(\s?{GAP_HEDGE}\Z", re.IGNORECASE)
CONVERSION_ENDS = re.compile(r"(?: [a-z-]{1,20}){0,2}\s?\)")


@dataclass(frozen=True, slots=True)
class Conversion:
    """One quantity in two units: the second stands in brackets behind the first."""

    first: Figure
    second: Figure
    span: Span


def conversions_in(read: ReadArticle) -> tuple[Conversion, ...]:
    """Read every quantity that stands in brackets behind the same quantity in another unit: "30 miles (48 km)"."""
    body = read.article.body
    return tuple(
        Conversion(first, second, span_of(body, first.start, second.end))
        for sentence in sentences_of(read)
        for first, second in pairwise(sentence.figures)
        if first.unit is not None
        and second.unit is not None
        and first.unit != second.unit
        and gap(body, first, second, CONVERTED)
        and CONVERSION_ENDS.match(body, end_of(second))
    )
