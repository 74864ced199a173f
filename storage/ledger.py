"""How each rule has done: what it found, what reviewers said of it, and which passes were drawn for a look."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import Engine, func, select

from storage.audit import append
from storage.database import FINDINGS_LOCK, add, reading, writing
from storage.tables import ArticleRow, DecisionRow, DrawRow, FindingRow, FlagRow, table

FINDINGS, FLAGS, DRAWS, DECISIONS = table(FindingRow), table(FlagRow), table(DrawRow), table(DecisionRow)

Z95 = 1.959964
"""The standard normal's 97.5 % point: intervals hold the truth in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """What came of one rule. `confirmed` and `false_alarms` count decided flags; an `unresolved` one is neither.

    `drawn` counts passes put up for review, `missed` those of them that a reviewer found contradicted.
    """

    rule: str
    fired: int
    passed: int
    unverifiable: int
    open: int
    confirmed: int
    false_alarms: int
    unresolved: int
    drawn: int
    missed: int

    @property
    def precision(self) -> tuple[float, float] | None:
        """Return the 95 % interval of the share of decided flags that were no false alarm; None where none is decided."""
        return interval(self.confirmed, self.confirmed + self.false_alarms)


def interval(successes: int, tries: int) -> tuple[float, float] | None:
    """Return Wilson's 95 % score interval of a share (Wilson 1927): sound for few tries and for shares near 0 or 1."""
    if not tries:
        return None
    share = successes / tries
    middle = share + Z95**2 / (2 * tries)
    reach = Z95 * math.sqrt(share * (1 - share) / tries + Z95**2 / (4 * tries**2))
    whole = 1 + Z95**2 / tries
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


def ledger(engine: Engine) -> tuple[RuleRecord, ...]:
    """Return each rule's record over all that is kept, by rule."""
    outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with reading(engine) as connection:
        counted = select(FINDINGS.c.rule, FINDINGS.c.outcome, func.count()).where(FINDINGS.c.current)
        for rule, outcome, count in connection.execute(counted.group_by(FINDINGS.c.rule, FINDINGS.c.outcome)):
            outcomes[rule][outcome] += count
        last = (
            select(DECISIONS.c.verdict)
            .where(DECISIONS.c.flag_id == FLAGS.c.id, FLAGS.c.status == "decided")
            .order_by(DECISIONS.c.decided_at.desc(), DECISIONS.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        states = (
            select(FINDINGS.c.rule, FLAGS.c.status, DRAWS.c.id.is_not(None).label("drawn"), last.label("verdict"))
            .join_from(FLAGS, FINDINGS, FLAGS.c.id == FINDINGS.c.id)
            .outerjoin(DRAWS, DRAWS.c.id == FLAGS.c.id)
            .subquery()
        )
        rows = connection.execute(select(*states.c, func.count().label("flags")).group_by(*states.c)).all()
    for row in rows:
        count = outcomes[row.rule]
        if row.drawn:
            count["drawn"] += row.flags
            count["missed"] += row.flags * (row.verdict == "contradicted")
        elif row.status == "open":
            count["open"] += row.flags
        elif row.status == "decided":
            count[row.verdict or "unresolved"] += row.flags
    return tuple(
        RuleRecord(
            rule,
            count["fail"],
            count["pass"],
            count["unverifiable"],
            count["open"],
            count["corroborated"] + count["contradicted"],
            count["false alarm"],
            count["unresolved"],
            count["drawn"],
            count["missed"],
        )
        for rule, count in sorted(outcomes.items())
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is kept."""

    articles: int
    open: int
    settled: int
    decided: int


def totals(engine: Engine) -> Totals:
    """Count articles, and flags by status."""
    with reading(engine) as connection:
        articles = connection.execute(select(func.count()).select_from(table(ArticleRow))).scalar_one()
        counted = select(FLAGS.c.status, func.count().label("number")).group_by(FLAGS.c.status)
        by_status = {row.status: row.number for row in connection.execute(counted)}
    return Totals(articles, by_status.get("open", 0), by_status.get("settled", 0), by_status.get("decided", 0))


def median_hours_to_decision(engine: Engine) -> float | None:
    """Return how many hours a flag waited for its first decision, the median of all decided; None where none is."""
    first = (
        select(DECISIONS.c.flag_id, func.min(DECISIONS.c.decided_at).label("at"))
        .group_by(DECISIONS.c.flag_id)
        .subquery()
    )
    query = select(FLAGS.c.opened_at, first.c.at).join_from(FLAGS, first, FLAGS.c.id == first.c.flag_id)
    with reading(engine) as connection:
        waits = [(row.at - row.opened_at).total_seconds() / 3600 for row in connection.execute(query)]
    return median(waits) if waits else None


def draw_passes(engine: Engine, rule: str, wanted: int, seed: str, now: datetime) -> tuple[str, ...]:
    """Put `wanted` passes of a rule up for review, chosen by `seed`; the same seed chooses the same.

    Each is drawn with the same probability, which is kept with it. Returns the flags that are open for it.
    """
    with writing(engine, FINDINGS_LOCK) as connection:
        query = select(FINDINGS.c.id, FINDINGS.c.digest).outerjoin(FLAGS, FLAGS.c.id == FINDINGS.c.id)
        passes = connection.execute(
            query.where(FINDINGS.c.rule == rule, FINDINGS.c.current, FINDINGS.c.outcome == "pass", FLAGS.c.id.is_(None))
        ).all()
        lot = {row.id: hashlib.sha256(f"{seed}\0{row.id}".encode()).digest() for row in passes}
        drawn = sorted(passes, key=lambda row: lot[row.id])[:wanted]
        chance = len(drawn) / len(passes) if passes else 0.0
        flags = [
            {"id": row.id, "status": "open", "digest": row.digest, "opened_at": now, "changed_at": now} for row in drawn
        ]
        add(connection, FLAGS, flags)
        add(connection, DRAWS, [{"id": row.id, "chance": chance, "drawn_at": now} for row in drawn])
        append(
            connection,
            [("flag", {"flag": row.id, "status": "open", "before": None, "chance": repr(chance)}) for row in drawn],
            now,
        )
    return tuple(row.id for row in drawn)
