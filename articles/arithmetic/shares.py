"""Parts of a whole with their percentage: "45 of 60 ships (75 %)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from articles.arithmetic.ties import (
    CURRENCY,
    GAP_HEDGE,
    NOT_SUMMED,
    SCALED,
    WORD,
    end_of,
    gap,
    scale_is_shared,
    sentences_of,
    span_of,
)
from articles.model import Figure, ReadArticle, Span

OUT_OF = re.compile(rf"(?: (?:{WORD} ){{0,2}}?(?:out of|of) |[ ]in ){GAP_HEDGE}(?:all |its |their )?\Z", re.IGNORECASE)

OF_ONE_SUM = re.compile(r" (?:out )?of (?:the |its |their |a |a total of )?\Z", re.IGNORECASE)
"""Between two sums of money of which only one names the currency there is room for nothing else."""
SHARE = re.compile(rf"(?: [a-z’'-]{{1,20}}){{0,3}}?(?: ?\(|, or | – | — ){GAP_HEDGE}\Z", re.IGNORECASE)
SHARE_ENDS = re.compile(r"\s?(?:[).,;:–—-]|\Z|\n)")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, and the percentage it is said to be."""

    part: Figure
    whole: Figure
    percentage: Figure
    span: Span


def shares_in(read: ReadArticle) -> tuple[Share, ...]:
    """Read every part of a whole with its percentage: "45 of 60 ships (75 %)", "45 of 60 ships, or 75 %"."""
    body = read.article.body
    return tuple(
        Share(*pair, percentage, span_of(body, part.start, percentage.end))
        for sentence in sentences_of(read)
        for part, whole, percentage in zip(sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False)
        if percentage.unit == "percent"
        and not 0 < part.value < 1
        and (pair := _in_one_unit(body, part, whole))
        and pair[1].unit not in NOT_SUMMED
        and gap(body, part, whole, OUT_OF)
        and gap(body, whole, percentage, SHARE)
        and SHARE_ENDS.match(body, end_of(percentage))
    )


def _in_one_unit(body: str, part: Figure, whole: Figure) -> tuple[Figure, Figure] | None:
    """Return part and whole in one unit, a currency that only one of them names included; None where they have none."""
    if scale_is_shared(part, whole):
        return None
    if part.unit == whole.unit:
        return part, whole
    bare, named = (part, whole) if part.unit is None else (whole, part)
    if bare.unit is None and bare.counted is None and CURRENCY.fullmatch(named.unit or "") and SCALED.search(bare.text):
        return (
            (replace(part, unit=named.unit), replace(whole, unit=named.unit))
            if gap(body, part, whole, OF_ONE_SUM)
            else None
        )
    return None
