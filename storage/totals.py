"""How the desk stands, counted: what a monitor asks every few minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Engine, Select, Text, cast, func, select, type_coerce

from storage.backlog import MOST_TRIES, unfinished
from storage.database import reading
from storage.tables import (
    ArticleRow,
    AuditEntryRow,
    CaptureRow,
    DecisionRow,
    FindingRow,
    FlagRow,
    ReviewRow,
    RunRow,
    WatchedPageRow,
    table,
)

RUNS, FLAGS, FINDINGS = table(RunRow), table(FlagRow), table(FindingRow)
PAGES, REVIEWS, ENTRIES = table(WatchedPageRow), table(ReviewRow), table(AuditEntryRow)
COUNTED = {"articles": table(ArticleRow), "captures": table(CaptureRow), "decisions": table(DecisionRow)}


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over all runs, and what waits now. `outcomes` is over the runs that came to their end."""

    outcomes: Mapping[str, int]
    runs_begun: int
    runs_ended: int
    last_ended: datetime | None
    open_flags: Mapping[str, int]
    pages_due: int
    inputs_left: int
    inputs_given_up: int
    reviews_waiting: int
    audit_entries: int
    kept: Mapping[str, int]


def _summed(dialect: str) -> Select[Any]:
    """Sum each outcome in the database: a desk that looks at its feeds every ten minutes has 50,000 runs a year."""
    counts = type_coerce(RUNS.c.counts, Text)
    of_postgresql = dialect == "postgresql"
    each = func.json_array_elements(cast(counts, JSON)) if of_postgresql else func.json_each(counts)
    pair = each.table_valued("value", joins_implicitly=True)
    outcome, count = (
        pair.c.value.op("->>")(place) if of_postgresql else func.json_extract(pair.c.value, f"$[{place}]")
        for place in (0, 1)
    )
    query = select(outcome.label("outcome"), cast(func.sum(cast(count, BigInteger)), BigInteger)).select_from(
        RUNS, pair
    )
    return query.where(RUNS.c.finished_at.is_not(None)).group_by(outcome)


def totals_of(engine: Engine, now: datetime) -> Totals:
    """Count what a monitor wants to know of a desk."""
    outcomes: Counter[str] = Counter()
    with reading(engine) as connection:
        for outcome, count in connection.execute(_summed(engine.dialect.name)):
            outcomes[outcome] = count
        ended, last = connection.execute(select(func.count(RUNS.c.finished_at), func.max(RUNS.c.finished_at))).one()
        runs = connection.execute(select(func.count()).select_from(RUNS)).scalar_one()
        by_severity = (
            select(FINDINGS.c.severity, func.count())
            .join_from(FLAGS, FINDINGS, FLAGS.c.id == FINDINGS.c.id)
            .where(FLAGS.c.status == "open")
            .group_by(FINDINGS.c.severity)
        )
        open_flags = {row[0]: row[1] for row in connection.execute(by_severity)}
        due = connection.execute(select(func.count()).where(PAGES.c.due_at <= now)).scalar_one()
        waiting = connection.execute(select(func.count()).where(REVIEWS.c.status == "waiting")).scalar_one()
        entries = connection.execute(select(func.max(ENTRIES.c.seq))).scalar_one() or 0
        kept = {
            name: connection.execute(select(func.count()).select_from(of)).scalar_one() for name, of in COUNTED.items()
        }
    left = unfinished(engine)
    return Totals(
        outcomes=outcomes,
        runs_begun=runs,
        runs_ended=ended,
        last_ended=last,
        open_flags=open_flags,
        pages_due=due,
        inputs_left=sum(len(one.inputs) for one in left if one.tries < MOST_TRIES),
        inputs_given_up=sum(len(one.inputs) for one in left if one.tries >= MOST_TRIES),
        reviews_waiting=waiting,
        audit_entries=entries,
        kept=kept,
    )
