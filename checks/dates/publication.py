"""Was the article published before it was read?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from articles.model import EvidenceSpan, Moment
from checks.batch import Batch
from checks.dates.written import FIRST_YEAR, LAST_YEAR
from checks.rules import Judgement, Row, Rule, failed, passed

CLOCKS_DIFFER = timedelta(hours=1)
"""Servers' clocks are off by minutes, and summer time is forgotten by an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRow(Row):
    """When an article says it was published, at the earliest, and when it was there to be read."""

    published: str
    earliest: datetime
    fetched_at: datetime | None
    checked_at: datetime


def publication_rows(batch: Batch) -> Iterator[PublicationRow]:
    """Yield a row for each article with a publication date."""
    for article_id, read in batch.named():
        article = read.article
        if article.published is None or article.published.day.year < FIRST_YEAR:
            continue
        yield PublicationRow(
            article=article_id,
            subject="published",
            published=str(article.published),
            earliest=earliest_of(article.published),
            fetched_at=article.fetched_at,
            checked_at=batch.checked_at,
            evidence=(EvidenceSpan(article_id, "published", str(article.published)),),
        )


def earliest_of(moment: Moment) -> datetime:
    """Return the first instant that a moment can mean; far in the future the zone no longer matters."""
    return moment.instants()[0] if moment.day.year <= LAST_YEAR else datetime(LAST_YEAR, 1, 1, tzinfo=UTC)


def judge_publication(row: PublicationRow) -> Judgement:
    """Fail where the earliest reading of the date is later than the copy that was read."""
    seen, how = (row.fetched_at, "fetched") if row.fetched_at else (row.checked_at, "checked")
    if row.earliest > seen + CLOCKS_DIFFER:
        return failed(
            f"Dated {row.published}, but when this copy was {how} that moment had not come anywhere on Earth. "
            "The date is wrong, or it is an embargo or an event's date; the outlet can say."
        )
    return passed(f"Dated {row.published}, before this copy was {how}.")


PUBLISHED_IN_THE_FUTURE = Rule(
    name="published in the future",
    suite="dates",
    question="The article was published before it was read",
    severity="high",
    flagged=True,
    row=PublicationRow,
    rows=publication_rows,
    judge=judge_publication,
    prose=False,
)
