"""What people were asked, in and out of the database: a review outlives the run that shows its form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Engine, Row, delete, insert, select

from articles.model import short_id
from storage.audit import append, canonical, sum_of
from storage.database import reading, rows_of, writing
from storage.findings import FlagRecord
from storage.tables import ReviewRow, table

ReviewStatus = Literal["waiting", "closed"]

REVIEWS = table(ReviewRow)


@dataclass(frozen=True, slots=True)
class Review:
    """Some open flags of one story, put to a person on one form.

    `digest` is over what the form shows; `round` counts how often it was asked, `complaint` says why again, and `run`
    is the Prefect run that shows it, if there is one.
    """

    id: str
    status: ReviewStatus
    flags: tuple[str, ...]
    digest: str
    round: int
    complaint: str
    run: str | None
    opened_at: datetime


def review_of(subject: str) -> str:
    """Name the review of a story, or of an article that belongs to none."""
    return short_id("review", subject)


def review_id(flag: FlagRecord) -> str:
    """Name the review that a flag belongs to: that of its story, else of its article."""
    return review_of(flag.story or flag.article)


def shown_digest(flags: Sequence[FlagRecord], beside: Sequence[object] = ()) -> str:
    """Return the SHA-256 over what a form of these flags shows: their findings, what was decided, what stands beside."""
    shown = [[flag.id, flag.digest, [decision.id for decision in flag.decisions]] for flag in flags]
    return hashlib.sha256(canonical([shown, list(beside)]).encode("ascii")).hexdigest()


def load_reviews(
    engine: Engine, status: ReviewStatus | None = None, keys: Iterable[str] | None = None
) -> dict[str, Review]:
    """Return the reviews by id, those of one status, or of these ids, where asked."""
    query = select(REVIEWS).order_by(REVIEWS.c.id)
    if status is not None:
        query = query.where(REVIEWS.c.status == status)
    with reading(engine) as connection:
        rows = connection.execute(query) if keys is None else rows_of(connection, query, REVIEWS.c.id, keys)
        return {row.id: _review(row) for row in rows}


def load_review(engine: Engine, key: str) -> Review | None:
    """Return one review."""
    with reading(engine) as connection:
        row = connection.execute(select(REVIEWS).where(REVIEWS.c.id == key)).one_or_none()
    return None if row is None else _review(row)


def save_review(engine: Engine, review: Review, now: datetime) -> None:
    """Keep a review as it is now."""
    with writing(engine) as connection:
        connection.execute(delete(REVIEWS).where(REVIEWS.c.id == review.id))
        connection.execute(
            insert(REVIEWS).values(
                id=review.id,
                status=review.status,
                flags=review.flags,
                digest=review.digest,
                round=review.round,
                complaint=review.complaint,
                run_id=review.run,
                opened_at=review.opened_at,
                changed_at=now,
            )
        )
        row = connection.execute(select(REVIEWS).where(REVIEWS.c.id == review.id)).one()
        append(connection, [("review", {"review": review.id, "record_sha256": review_sum(row)})], now)


def review_sum(row: Any) -> str:
    """Return the SHA-256 over a review as it is kept."""
    stamps = [row.opened_at.isoformat(), row.changed_at.isoformat()]
    return sum_of([row.status, row.flags, row.digest, row.round, row.complaint, row.run_id, stamps])


def _review(row: Row[tuple[object, ...]]) -> Review:
    return Review(row.id, row.status, row.flags, row.digest, row.round, row.complaint, row.run_id, row.opened_at)
