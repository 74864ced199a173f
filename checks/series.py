"""Does a count only grow while it is told, and does each outlet keep up with it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.model import EvidenceSpan
from articles.relating.series import Point, Series, Turn, falls, kept, lags, leads, series_of
from checks.batch import Batch
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed

Turns = Callable[[Series], Iterator[Turn]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow(Row):
    """One value of a count, and the value it is held against; `against` is None where nothing stands against it."""

    what: str
    point: Point
    against: Point | None = None
    voices: tuple[str, ...] = ()


def _row(series: Series, turn: Turn, *, found: bool) -> CountRow:
    return CountRow(
        article=turn.point.article,
        subject=turn.point.claim.id,
        claim=turn.point.claim.id,
        what=series.what,
        point=turn.point,
        against=turn.other if found else None,
        voices=turn.between,
        evidence=(_at(turn.point), _at(turn.other)) if turn.other is not turn.point else (_at(turn.point),),
    )


def _at(point: Point) -> EvidenceSpan:
    figure = point.figure
    return EvidenceSpan(point.article, "body", figure.text[:LONGEST_QUOTE], figure.start, figure.end)


def _said(point: Point) -> str:
    when = f" as of {point.as_of}" if point.as_of else ""
    cited = f", citing {point.authority}" if point.authority else ""
    return f"{point.outlet}{when}{cited}: “{point.figure.text}”"


# -- cumulative count falls ------------------------------------------------------------------------


def fall_rows(batch: Batch) -> Iterator[CountRow]:
    """Yield a row for each count that follows an earlier one of the same outlet, or on the same authority."""
    for series in series_of(batch.articles, batch.relations):
        yield from (_row(series, turn, found=True) for turn in falls(series))
        for turn in kept(series):
            yield _row(series, turn, found=False)


def judge_fall(row: CountRow) -> Judgement:
    """Fail where what can only grow has become less, and nothing says why."""
    if row.against is None:
        return passed(f"{_said(row.point)}: no lower than before, or the report says itself why.")
    return failed(
        f"{row.what}: {_said(row.against)}, and later {_said(row.point)}. A count of this kind only grows; both rest on "
        f"{' and '.join(row.voices)}, and the later report does not say that the earlier was wrong. A correction, or a word "
        "from whoever counts, would settle it."
    )


CUMULATIVE_COUNT_FALLS = Rule(
    name="cumulative count falls",
    suite="corroboration",
    question="A count that only grows is never lower than the same outlet or authority had it before",
    severity="medium",
    flagged=True,
    row=CountRow,
    rows=fall_rows,
    judge=judge_fall,
)


# -- outlet lags, outlet leads ---------------------------------------------------------------------


def _pace_rows(batch: Batch, turns: Turns) -> Iterator[CountRow]:
    for series in series_of(batch.articles, batch.relations):
        if not series.cumulative or len(series.values()) < 2:
            continue
        found = {(turn.point.claim.id, turn.point.figure.start): turn for turn in turns(series)}
        yield from (_row(series, turn, found=True) for turn in found.values())
        for point in series.points:
            if point.since is not None and (point.claim.id, point.figure.start) not in found:
                yield _row(series, Turn(point, point), found=False)


def lag_rows(batch: Batch) -> Iterator[CountRow]:
    """Yield a row for each dated value of a count that changed while it was told."""
    return _pace_rows(batch, lags)


def judge_lag(row: CountRow) -> Judgement:
    """Fail where a higher count that several outlets give was out hours before."""
    if row.against is None:
        return passed(f"{_said(row.point)}: no later count was out by then that several outlets give.")
    return failed(
        f"{row.what}: {_said(row.point)}, although a higher count that several outlets give was out: {_said(row.against)}. "
        "The text may be older than its date, or its figure was not brought up to date."
    )


OUTLET_LAGS = Rule(
    name="outlet lags",
    suite="corroboration",
    question="No outlet gives a count that others had already brought up to date",
    severity="low",
    flagged=False,
    row=CountRow,
    rows=lag_rows,
    judge=judge_lag,
)


def lead_rows(batch: Batch) -> Iterator[CountRow]:
    """Yield a row for each dated value of a count that changed while it was told."""
    return _pace_rows(batch, leads)


def judge_lead(row: CountRow) -> Judgement:
    """Fail where one outlet alone has the highest count and others stay below it afterwards."""
    if row.against is None:
        return passed(f"{_said(row.point)}: not alone ahead of the others.")
    return failed(
        f"{row.what}: {_said(row.point)} is above every other report, and stays so: {_said(row.against)}. Either it knows "
        "more than the others or it counts wrongly; the count's source would settle which."
    )


OUTLET_LEADS = Rule(
    name="outlet leads",
    suite="corroboration",
    question="No outlet alone gives a higher count than all the others do, before and after",
    severity="low",
    flagged=False,
    row=CountRow,
    rows=lead_rows,
    judge=judge_lead,
)
