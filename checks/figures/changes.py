"""“From x to y, up z %”: is z the change from x to y, and does the verb have its direction?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from articles.arithmetic import changes_in
from articles.model import Figure
from checks.batch import Batch
from checks.figures.written import HUNDRED, plain, rounded
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable
from checks.tolerance import agree, likely, meant, rounded_or_cut


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow(Row):
    """A quantity before and after, its stated change, and which way it is said to have gone; None where not stated."""

    before: Figure
    after: Figure
    by: Figure | None
    direction: Literal["up", "down"] | None


def change_rows(batch: Batch) -> Iterator[ChangeRow]:
    """Yield a row for each "from x to y, up z %" and each "rose from x to y"."""
    for article_id, read in batch.english():
        for change in changes_in(read):
            yield ChangeRow(
                article=article_id,
                subject=place(change.span.start, change.span.end),
                before=change.before,
                after=change.after,
                by=change.by,
                direction=change.direction,
                evidence=(quoted(article_id, read.article.body, change.span.start, change.span.end),),
            )


def judge_change(row: ChangeRow) -> Judgement:
    """Compare with the change computed from both ends, as far as their digits allow, and with the verb's direction."""
    before, after = likely(row.before), likely(row.after)
    against = _against_the_verb(row)
    if against:
        return against
    if row.by is None:
        return _judge_direction(row)
    if before[0] <= 0 or after[0] < 0:
        return unverifiable("A change from nothing, or across zero, has no percentage.")
    stated = rounded_or_cut(replace(row.by, value=abs(row.by.value)))
    ends = f"From {plain(row.before.value)} to {plain(row.after.value)}"
    points = sorted((abs(after[0] - before[1]), abs(after[1] - before[0])))
    gap = abs(row.after.value - row.before.value)
    if row.by.unit == "percentage_point":
        if agree((points[0], points[1]), stated):
            return passed(f"{ends} is {plain(gap)} points, as stated.")
        return failed(
            f"{ends} is {plain(gap)} percentage points, not “{row.by.text.strip()}”. The source of the two figures would settle it."
        )
    shares = sorted((abs(after[0] / before[1] - 1) * HUNDRED, abs(after[1] / before[0] - 1) * HUNDRED))
    exact = gap / row.before.value * HUNDRED
    if agree((shares[0], shares[1]), stated):
        return passed(f"{ends} is {rounded(exact)} %, as stated.")
    if row.before.unit == "percent" and agree((points[0], points[1]), stated):
        return unverifiable(
            f"{ends} is {plain(gap)} percentage points, or {rounded(exact)} %: “{row.by.text.strip()}” is right only if points are meant."
        )
    return failed(
        f"{ends} is {rounded(exact)} %, not “{row.by.text.strip()}”. One of the three figures is wrong; their source would settle which."
    )


def _against_the_verb(row: ChangeRow) -> Judgement | None:
    """Return a failure where the ends, whatever their rounding, lie the other way than the verb says."""
    before, after = meant(row.before), meant(row.after)
    if not (row.direction == "up" and after[1] < before[0]) and not (row.direction == "down" and after[0] > before[1]):
        return None
    said, is_ = ("a rise", "a fall") if row.direction == "up" else ("a fall", "a rise")
    return failed(
        f"From {plain(row.before.value)} to {plain(row.after.value)} is {is_}, but the text calls it {said}. The verb "
        "is wrong, or the two figures are exchanged; their source would settle which."
    )


def _judge_direction(row: ChangeRow) -> Judgement:
    ends = f"From {plain(row.before.value)} to {plain(row.after.value)}"
    if (row.after.value > row.before.value) if row.direction == "up" else (row.after.value < row.before.value):
        return passed(f"{ends} is {'a rise' if row.direction == 'up' else 'a fall'}, as stated.")
    return unverifiable(f"{ends}: the figures are too roughly stated to say which way it went.")


CHANGE_AGAINST_ENDS = Rule(
    name="change against ends",
    suite="figures",
    question="“From x to y, up z %”: z is the change from x to y, and the verb has its direction",
    severity="medium",
    flagged=True,
    row=ChangeRow,
    rows=change_rows,
    judge=judge_change,
)
