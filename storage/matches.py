"""What reviewers said of matches: two claims are suggested as the same until a person confirms or rejects it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, insert, select

from articles.model import Stance, short_id
from storage.audit import append
from storage.database import FINDINGS_LOCK, reading, rows_of, writing
from storage.errors import StorageError
from storage.tables import ArticleRow, ClaimMatchRow, ClaimRow, MatchDecisionRow, OutletRow, table

MatchStatus = Literal["suggested", "confirmed", "rejected"]
MatchVerdict = Literal["confirmed", "rejected"]
MATCH_VERDICTS: tuple[MatchVerdict, ...] = get_args(MatchVerdict)
Pair = tuple[str, str]
"""Ids of two claims, the lesser first."""

MATCHES, CLAIMS = table(ClaimMatchRow), table(ClaimRow)
ARTICLES, OUTLETS, SAID = table(ArticleRow), table(OutletRow), table(MatchDecisionRow)


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """What a reviewer said of a match last."""

    pair: Pair
    status: MatchVerdict
    reason: str
    reviewer: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class MatchedClaim:
    """A claim of another article that is matched with one: how it stands to it, and its words."""

    pair: Pair
    stance: Stance
    text: str
    outlet: str | None
    url: str
    status: MatchStatus


def decide_matches(
    engine: Engine, verdicts: Mapping[Pair, MatchVerdict], reason: str, reviewer: str, now: datetime
) -> tuple[MatchDecision, ...]:
    """Record what a reviewer says of matches, and return what is new; what was said before stays on record.

    StorageError where a reason or reviewer is missing, or a pair is none of two claims that are kept.
    """
    if not reason.strip() or not reviewer.strip():
        raise StorageError("A match is confirmed or rejected with a reason and a reviewer; give both.")
    with writing(engine, FINDINGS_LOCK) as connection:
        wanted = {claim for pair in verdicts for claim in pair}
        known = {row.id for row in rows_of(connection, select(CLAIMS.c.id), CLAIMS.c.id, wanted)}
        if wanted - known:
            raise StorageError(f"There is no claim {min(wanted - known)}; look at the story again.")
        before = _said(connection, wanted)
        new = [
            MatchDecision(pair, verdicts[pair], reason, reviewer, now.astimezone(UTC))
            for pair in sorted(verdicts)
            if pair not in before or before[pair].status != verdicts[pair]
        ]
        for decision in new:
            connection.execute(insert(SAID).values(_row(decision)))
        append(connection, [("match", match_payload(_row(decision))) for decision in new], now, reviewer)
    return tuple(new)


def match_decisions(engine: Engine, claims: Iterable[str]) -> dict[Pair, MatchDecision]:
    """Return what was last said of each match between these claims and any others."""
    with reading(engine) as connection:
        return _said(connection, claims)


def rejected_among(engine: Engine, articles: Iterable[str]) -> frozenset[Pair]:
    """Return the pairs of claims of these articles that a reviewer said are not about the same thing."""
    query = select(SAID.c.a).distinct().join(CLAIMS, CLAIMS.c.id == SAID.c.a).where(SAID.c.status == "rejected")
    with reading(engine) as connection:
        lesser = [row.a for row in rows_of(connection, query, CLAIMS.c.article_id, articles)]
        said = _said(connection, lesser) if lesser else {}
    return frozenset(pair for pair, decision in said.items() if decision.status == "rejected")


def matched_claims(engine: Engine, claims: Collection[str], limit: int) -> dict[str, tuple[MatchedClaim, ...]]:
    """Return, for each claim, at most so many claims of other articles that contradict or support it, in that order."""
    found: defaultdict[str, list[MatchedClaim]] = defaultdict(list)
    among = set(claims)
    with reading(engine) as connection:
        query = select(MATCHES.c.a, MATCHES.c.b, MATCHES.c.stance).where(MATCHES.c.stance != "related")
        rows = {
            (row.a, row.b): row.stance
            for column in (MATCHES.c.a, MATCHES.c.b)
            for row in rows_of(connection, query, column, among)
        }
        told = select(CLAIMS.c.id, CLAIMS.c.text, OUTLETS.c.name, ARTICLES.c.url)
        told = told.join(ARTICLES, ARTICLES.c.id == CLAIMS.c.article_id)
        told = told.outerjoin(OUTLETS, OUTLETS.c.id == ARTICLES.c.outlet_id)
        words = {
            row.id: row for row in rows_of(connection, told, CLAIMS.c.id, {claim for pair in rows for claim in pair})
        }
        said = _said(connection, among)
    for pair, stance in sorted(rows.items(), key=lambda item: (item[1], item[0])):
        for claim, other in (pair, pair[::-1]):
            if claim in among and len(found[claim]) < limit:
                row = words[other]
                status: MatchStatus = said[pair].status if pair in said else "suggested"
                found[claim].append(MatchedClaim(pair, stance, row.text, row.name, row.url, status))
    return {claim: tuple(matched) for claim, matched in found.items()}


def _said(connection: Connection, claims: Iterable[str]) -> dict[Pair, MatchDecision]:
    among = set(claims)
    rows = [row for column in (SAID.c.a, SAID.c.b) for row in rows_of(connection, select(SAID), column, among)]
    rows.sort(key=lambda row: (row.decided_at, row.id))
    return {
        (row.a, row.b): MatchDecision((row.a, row.b), row.status, row.reason, row.reviewer, row.decided_at)
        for row in rows
    }


def _row(decision: MatchDecision) -> dict[str, Any]:
    a, b = decision.pair
    stamp = decision.decided_at.isoformat()
    return {
        "id": short_id("match decision", a, b, decision.status, decision.reason, decision.reviewer, stamp),
        "a": a,
        "b": b,
        "status": decision.status,
        "reason": decision.reason,
        "reviewer": decision.reviewer,
        "decided_at": decision.decided_at,
    }


def match_payload(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the audit log must hold of what was said of a match."""
    return {"match": row["id"], **{name: row[name] for name in ("a", "b", "status", "reason", "reviewer")}}
