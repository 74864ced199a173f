"""Is the dateline's day the day of publication or shortly before?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.dates import dates_in
from articles.model import EvidenceSpan
from checks.batch import Batch
from checks.dates.written import LONGEST_VALUE, written
from checks.rules import Judgement, Row, Rule, failed, passed

OLDEST_DATELINE = 7
"""Days that a dispatch may wait before it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineRow(Row):
    """The day in a dateline and the day of publication."""

    day: date
    published: date
    words: str


def dateline_rows(batch: Batch) -> Iterator[DatelineRow]:
    """Yield a row for each dateline that gives one day, in an article with a publication date."""
    for article_id, read in batch.english():
        article = read.article
        if article.published is None or not article.dateline:
            continue
        published = article.published.day
        days = [
            one for one in dates_in(article.dateline[:LONGEST_VALUE], published) if one.from_ and one.from_ == one.to
        ]
        if len(days) == 1 and days[0].from_:
            yield DatelineRow(
                article=article_id,
                subject="dateline",
                day=days[0].from_,
                published=published,
                words=days[0].text,
                evidence=(
                    EvidenceSpan(article_id, "dateline", article.dateline[:LONGEST_VALUE]),
                    EvidenceSpan(article_id, "published", str(article.published)),
                ),
            )


def judge_dateline(row: DatelineRow) -> Judgement:
    """Allow a day ahead for time zones and a week behind for texts that waited; more fails."""
    late = (row.published - row.day).days
    if -1 <= late <= OLDEST_DATELINE:
        return passed(f"Filed on {written(row.day)}, published on {written(row.published)}.")
    if late < 0:
        return failed(
            f"The dateline says {written(row.day)}, {-late} days after the publication date {written(row.published)}. "
            "One of the two is wrong; the agency's or the outlet's own copy would settle which."
        )
    return failed(
        f"The dateline says {written(row.day)}, {late} days before the publication date {written(row.published)}: "
        "an old text may be presented as new. The first place that ran it would settle it."
    )


DATELINE_AGAINST_PUBLICATION = Rule(
    name="dateline against publication",
    suite="dates",
    question="The dateline's day is the day of publication or shortly before",
    severity="medium",
    flagged=True,
    row=DatelineRow,
    rows=dateline_rows,
    judge=judge_dateline,
)
