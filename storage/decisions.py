"""What reviewers decided, in and out of the database: every decision stays on record, whoever decides after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, insert, select, update

from articles.model import short_id
from storage.audit import Event, append
from storage.database import FINDINGS_LOCK, rows_of, writing
from storage.errors import StorageError
from storage.tables import DecisionRow, FindingRow, FlagRow, table

Verdict = Literal["corroborated", "contradicted", "unresolved", "false alarm"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

FINDINGS, FLAGS, DECISIONS = table(FindingRow), table(FlagRow), table(DecisionRow)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said of a flag. `current` is whether the finding still says what it said then."""

    id: str
    flag: str
    verdict: Verdict
    reason: str
    reviewer: str
    evidence_urls: tuple[str, ...]
    decided_at: datetime
    current: bool


def person(reviewer: str) -> str:
    """Reduce a reviewer's name to what tells people apart: case and spaces do not."""
    return " ".join(reviewer.casefold().split())


def decide(
    engine: Engine,
    flag: str,
    verdict: Verdict,
    reason: str,
    reviewer: str,
    now: datetime,
    evidence_urls: Sequence[str] = (),
    *,
    reviewers: int = 1,
    seen: str | None = None,
) -> Decision:
    """Record a reviewer's decision; the same again is the same decision, recorded once.

    The flag is decided once so many different `reviewers` have given the same verdict on what its finding says now.
    `seen` is the digest of what the reviewer was shown. StorageError where that is no longer what the finding says,
    where there is no such flag, or where a verdict, reason or reviewer is missing.
    """
    if verdict not in VERDICTS or not reason.strip() or not reviewer.strip():
        raise StorageError(
            f"A decision needs a verdict ({', '.join(VERDICTS)}), a reason and a reviewer; give all three."
        )
    with writing(engine, FINDINGS_LOCK) as connection:
        query = select(FLAGS.c.status, FINDINGS.c.digest).join_from(FLAGS, FINDINGS, FLAGS.c.id == FINDINGS.c.id)
        row = connection.execute(query.where(FLAGS.c.id == flag)).one_or_none()
        if row is None:
            raise StorageError(f"There is no flag {flag}; list the flags to see their ids.")
        if seen is not None and seen != row.digest:
            raise StorageError(f"Flag {flag} says something else now than when it was shown; look at it again.")
        key = short_id("decision", flag, verdict, reason, reviewer, row.digest, *evidence_urls)
        decision = Decision(key, flag, verdict, reason, reviewer, tuple(evidence_urls), now, current=True)
        said = decisions_of(connection, {flag: row.digest})[flag]
        known = next((other for other in said if other.id == key), None)
        events: list[Event] = []
        if known is None:
            connection.execute(insert(DECISIONS).values(_decision_row(decision, row.digest)))
            events.append(("decision", _payload(decision, row.digest)))
        agreed = {person(other.reviewer) for other in (*said, decision) if other.current and other.verdict == verdict}
        if row.status != "decided" and len(agreed) >= reviewers:
            connection.execute(
                update(FLAGS).where(FLAGS.c.id == flag).values(status="decided", digest=row.digest, changed_at=now)
            )
            events.append(("flag", {"flag": flag, "status": "decided", "before": row.status}))
        append(connection, events, now, reviewer)
    return known or decision


def _payload(decision: Decision, digest: str) -> dict[str, Any]:
    return {
        "decision": decision.id,
        "flag": decision.flag,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "reviewer": decision.reviewer,
        "evidence_urls": list(decision.evidence_urls),
        "finding_sha256": digest,
    }


def payload_of_row(row: Any) -> dict[str, Any]:
    """Return what the audit log must hold of a decision's row."""
    return {
        "decision": row.id,
        "flag": row.flag_id,
        "verdict": row.verdict,
        "reason": row.reason,
        "reviewer": row.reviewer,
        "evidence_urls": list(row.evidence_urls),
        "finding_sha256": row.digest,
    }


def _decision_row(decision: Decision, digest: str) -> dict[str, Any]:
    return {
        "id": decision.id,
        "flag_id": decision.flag,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "reviewer": decision.reviewer,
        "evidence_urls": decision.evidence_urls,
        "digest": digest,
        "decided_at": decision.decided_at.astimezone(UTC),
    }


def decisions_of(connection: Connection, digests: Mapping[str, str]) -> dict[str, tuple[Decision, ...]]:
    """Return the decisions on these flags, oldest first, given the digest of what each flag's finding says now."""
    decisions: dict[str, tuple[Decision, ...]] = defaultdict(tuple)
    query = select(DECISIONS).order_by(DECISIONS.c.decided_at, DECISIONS.c.id)
    for row in rows_of(connection, query, DECISIONS.c.flag_id, digests):
        decisions[row.flag_id] += (
            Decision(
                row.id,
                row.flag_id,
                row.verdict,
                row.reason,
                row.reviewer,
                row.evidence_urls,
                row.decided_at,
                current=row.digest == digests[row.flag_id],
            ),
        )
    return decisions
