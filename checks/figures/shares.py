"""“x of y (z %)”: is z the percentage that x is of y?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.arithmetic import shares_in
from articles.model import Figure
from checks.batch import Batch
from checks.figures.written import HUNDRED, plain, rounded
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable
from checks.tolerance import agree, likely, rounded_or_cut


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow(Row):
    """A part of a whole and its stated percentage."""

    part: Figure
    whole: Figure
    percentage: Figure


def share_rows(batch: Batch) -> Iterator[ShareRow]:
    """Yield a row for each "x of y (z %)"."""
    for article_id, read in batch.english():
        for share in shares_in(read):
            yield ShareRow(
                article=article_id,
                subject=place(share.span.start, share.span.end),
                part=share.part,
                whole=share.whole,
                percentage=share.percentage,
                evidence=(quoted(article_id, read.article.body, share.span.start, share.span.end),),
            )


def judge_share(row: ShareRow) -> Judgement:
    """Compare with the quotient, as far as the digits shown allow."""
    part, whole = likely(row.part), likely(row.whole)
    if whole[0] <= 0 or row.whole.value <= 0:
        return unverifiable("A share of nothing has no percentage.")
    computed = part[0] / whole[1] * HUNDRED, part[1] / whole[0] * HUNDRED
    exact = row.part.value / row.whole.value * HUNDRED
    told = f"{plain(row.part.value)} of {plain(row.whole.value)} is {rounded(exact)} %"
    if agree(computed, rounded_or_cut(row.percentage)):
        return passed(f"{told}, as stated.")
    return failed(
        f"{told}, not “{row.percentage.text.strip()}”. One of the three figures is wrong; the source of the count would settle which."
    )


SHARE_OF_TOTAL = Rule(
    name="share of total",
    suite="figures",
    question="“x of y (z %)”: z is the percentage that x is of y",
    severity="medium",
    flagged=True,
    row=ShareRow,
    rows=share_rows,
    judge=judge_share,
)
