"""Does the article say who published it, who wrote it, under what headline, and when?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.model import Article, EvidenceSpan
from checks.batch import Batch
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow(Row):
    """One field of an article, as text; None where the article does not state it."""

    field: str
    value: str | None = None


def stated_rows(field: str) -> Callable[[Batch], Iterator[StatedRow]]:
    """Make the reader of one field: a row for each article, with the place that the value was taken from."""

    def rows(batch: Batch) -> Iterator[StatedRow]:
        for article_id, read in batch.named():
            article = read.article
            taken_from = tuple(
                EvidenceSpan(article_id, item.found_in, item.value[:LONGEST_QUOTE])
                for item in article.evidence
                if item.field == field and item.chosen
            )
            yield StatedRow(
                article=article_id,
                subject="article",
                field=field,
                value=value_of(article, field),
                evidence=taken_from or (EvidenceSpan(article_id, "address", article.final_url or article.url),),
            )

    return rows


def value_of(article: Article, field: str) -> str | None:
    """Return what an article states in one field, as text; None where it is missing or empty."""
    match field:
        case "outlet":
            text = article.outlet.name if article.outlet else ""
        case "byline":
            text = ", ".join(name for name in article.byline if name.strip())
        case "headline":
            text = article.headline or ""
        case _:
            text = str(article.published or "")
    return text.strip() or None


def judge_stated(missing: str) -> Callable[[StatedRow], Judgement]:
    """Make the judge of one field: stated is a pass, not stated fails with the message `missing`."""

    def judge(row: StatedRow) -> Judgement:
        return failed(missing) if row.value is None else passed(f"Stated: {row.value}.")

    return judge


OUTLET_MISSING = Rule(
    name="outlet missing",
    suite="provenance",
    question="The article says which outlet published it",
    severity="medium",
    flagged=True,
    row=StatedRow,
    rows=stated_rows("outlet"),
    judge=judge_stated(
        "No outlet: the page does not say who published this, and its address is not that of a known outlet. "
        "An entry in the register of outlets, or the outlet's own copy, would settle it.",
    ),
    prose=False,
    required="value",
)

HEADLINE_MISSING = Rule(
    name="headline missing",
    suite="provenance",
    question="The article has a headline",
    severity="medium",
    flagged=False,
    row=StatedRow,
    rows=stated_rows("headline"),
    judge=judge_stated(
        "No headline was found. If the page shows one, it is not marked up as such; a complete copy would settle it.",
    ),
    prose=False,
    required="value",
)

BYLINE_MISSING = Rule(
    name="byline missing",
    suite="provenance",
    question="The article names who wrote it",
    severity="low",
    flagged=False,
    row=StatedRow,
    rows=stated_rows("byline"),
    judge=judge_stated(
        "No byline: the article names no author and no agency. The outlet can say who wrote it.",
    ),
    prose=False,
    required="value",
)

DATE_MISSING = Rule(
    name="date missing",
    suite="provenance",
    question="The article says when it was published",
    severity="medium",
    flagged=True,
    row=StatedRow,
    rows=stated_rows("published"),
    judge=judge_stated(
        "No publication date: nothing on the page says when this was published, "
        "so words like “on Saturday” cannot be placed. The outlet's own page or an archived copy would settle it.",
    ),
    prose=False,
    required="value",
)
