"""“Three people were arrested: A, B, C and D”: does the list hold as many as are counted?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.arithmetic import lists_in
from articles.model import Figure
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable

WITH_THEIR_COUNTRY = frozenset(
    {"airports", "cities", "locations", "places", "ports", "sites", "stadiums", "towns", "venues", "villages"}
)
"""What is often named with its state or country behind a comma, which then reads as one more name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow(Row):
    """A count, and how many names the list behind it holds, at the fewest and the most."""

    count: Figure
    fewest: int
    most: int
    alike: bool


def list_rows(batch: Batch) -> Iterator[ListRow]:
    """Yield a row for each closed list of names behind the count of what it lists."""
    for article_id, read in batch.english():
        for listed in lists_in(read):
            yield ListRow(
                article=article_id,
                subject=place(listed.span.start, listed.span.end),
                count=listed.count,
                fewest=listed.fewest,
                most=listed.most,
                alike=listed.alike,
                evidence=(quoted(article_id, read.article.body, listed.span.start, listed.span.end),),
            )


def judge_list(row: ListRow) -> Judgement:
    """Compare the count with the names; more names than counted may be a name with its office or its country."""
    stated = int(row.count.value)
    names = str(row.fewest) if row.fewest == row.most else f"{row.fewest} to {row.most}"
    told = f"The text counts “{row.count.text.strip()}” and lists {names} names"
    if row.fewest <= stated <= row.most:
        return passed(f"{told}: as many as it says.")
    if row.fewest != row.most and stated in (row.fewest - 1, row.most + 1):
        return unverifiable(f"{told}; “and” may join one name, so the list may be right.")
    counted = (row.count.counted or "").lower().split()
    if row.fewest > stated and (not row.alike or (counted and counted[-1] in WITH_THEIR_COUNTRY)):
        return unverifiable(f"{told}; a name and its office, or a town and its country, may read as two.")
    return failed(
        f"{told}. A name is missing or one too many, or the count is of an earlier version; the "
        "source of the list would settle it."
    )


LIST_AGAINST_COUNT = Rule(
    name="list against count",
    suite="figures",
    question="A closed list of names holds as many as the sentence counts",
    severity="low",
    flagged=True,
    row=ListRow,
    rows=list_rows,
    judge=judge_list,
)
