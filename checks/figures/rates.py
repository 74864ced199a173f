"""“3 a day for 10 days, 30 in all”: is the total what the rate makes in that time?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from articles.arithmetic import rates_in
from articles.model import Figure
from checks.batch import Batch
from checks.figures.written import plain, rounded
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable
from checks.tolerance import agree, half_of_last_digit, likely, meant

PERIODS_IN: dict[tuple[str, str], tuple[str, str]] = {
    ("minute", "hour"): ("60", "60"),
    ("hour", "day"): ("24", "24"),
    ("day", "week"): ("5", "7"),
    ("day", "fortnight"): ("10", "14"),
    ("day", "month"): ("19", "31"),
    ("day", "quarter"): ("58", "92"),
    ("day", "year"): ("190", "366"),
    ("week", "fortnight"): ("2", "2"),
    ("week", "month"): ("4", "4.43"),
    ("week", "quarter"): ("12", "13.3"),
    ("week", "year"): ("38", "52.3"),
    ("month", "quarter"): ("3", "3"),
    ("month", "year"): ("9", "12"),
    ("quarter", "year"): ("4", "4"),
}
"""How many of one are in another, at the fewest and the most: working days to all days, a school year to a whole one."""

FAR = 12
"""A slip of the pen is a digit swapped, lost or doubled: at most about ten times."""
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow(Row):
    """So many in each period, for so many units of time (one where `times` is None), and the stated total."""

    each: Figure
    period: str
    times: Figure | None
    unit: str
    total: Figure
    average: bool


def rate_rows(batch: Batch) -> Iterator[RateRow]:
    """Yield a row for each rate whose time and total stand with it."""
    for article_id, read in batch.english():
        for rate in rates_in(read):
            yield RateRow(
                article=article_id,
                subject=place(rate.span.start, rate.span.end),
                each=rate.each,
                period=rate.period,
                times=rate.times,
                unit=rate.unit,
                total=rate.total,
                average=rate.average,
                evidence=(quoted(article_id, read.article.body, rate.span.start, rate.span.end),),
            )


def judge_rate(row: RateRow) -> Judgement:
    """Multiply, as far as rounding, hedges and working days reach, and compare with the total."""
    fewest, most = _periods(row)
    times = "one" if row.times is None else f"“{row.times.text.strip()}”"
    article = "an" if row.period == "hour" else "a"
    told = f"“{row.each.text.strip()}” {article} {row.period} for {times if row.times else f'one {row.unit}'}"
    if most <= 0 or row.each.value <= 0 or row.total.value <= 0:
        return unverifiable(f"{told}: nothing to multiply.")
    each = _reach(row.each) if row.average else likely(row.each)
    made = each[0] * fewest, each[1] * most
    exact = row.each.value * _periods(row, exactly=True)[1]
    if agree(made, likely(row.total)):
        return passed(f"{told} comes to about {rounded(exact)}, as the stated {plain(row.total.value)} says.")
    said = f"{told} comes to {plain(made[0]) if made[0] == made[1] else f'between {rounded(made[0])} and {rounded(made[1])}'}"
    if agree((meant(row.each)[0] * fewest, meant(row.each)[1] * most), meant(row.total)):
        return unverifiable(f"{said}, not {plain(row.total.value)}; but the words “at least” or “up to” may allow it.")
    if row.total.value > exact and row.total.value % exact == 0:
        return unverifiable(f"{said}, not {plain(row.total.value)}; but several may have done as much at once.")
    low, high = sorted((exact, row.total.value))
    if high > low * FAR:
        return unverifiable(f"{said}, not {plain(row.total.value)}: too far apart to be one count.")
    return failed(
        f"{said}, not “{row.total.text.strip()}”. The rate, the time or the total is wrong; the source of the count would settle which."
    )


def _periods(row: RateRow, *, exactly: bool = False) -> tuple[Decimal, Decimal]:
    """Return how many periods the stated time holds, at the fewest and the most; `exactly` as written, not rounded."""
    if row.times is None or exactly:
        low = high = row.times.value if row.times else Decimal(1)
    elif row.average:
        low, high = _reach(row.times)
    else:
        low, high = likely(row.times)
    if row.unit == row.period:
        return low, high
    fewest, most = PERIODS_IN.get((row.period, row.unit), ("0", "0"))
    return low * Decimal(fewest), high * Decimal(most)


def _reach(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return what a figure that may have been rounded to a whole can be."""
    low, high = likely(figure)
    half = max(half_of_last_digit(figure), HALF if figure.value == figure.value.to_integral_value() else Decimal(0))
    return min(low, figure.value - half), max(high, (figure.upper or figure.value) + half)


RATE_AGAINST_TOTAL = Rule(
    name="rate against total",
    suite="figures",
    question="So many a day for so many days make the total that is stated",
    severity="medium",
    flagged=True,
    row=RateRow,
    rows=rate_rows,
    judge=judge_rate,
)
