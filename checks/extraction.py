"""Did the text that was read keep the figures of its page, and take none from elsewhere?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.model import EvidenceSpan, FieldEvidence
from checks.batch import Batch
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed

LOST, GAINED = "page:lost", "page:gained"
"""Where the audit of an extraction says that it found a piece of evidence for the body."""
WITHOUT_PAGE = "plain text"
"""What an extractor's name begins with that had no page to hold its text against."""
LONGEST_SUBJECT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow(Row):
    """One sentence whose figures the text lost, or has from elsewhere; `words` is None where there is none."""

    words: str | None = None
    lost: bool = False


def audit_rows(batch: Batch) -> Iterator[AuditRow]:
    """Yield a row for each piece that the audit found, and one for each page on which it found nothing."""
    for article_id, read in batch.named():
        article = read.article
        if article.extractor.startswith(WITHOUT_PAGE):
            continue
        pieces = [item for item in article.evidence if item.field == "body" and item.found_in in (LOST, GAINED)]
        if not pieces:
            shown = EvidenceSpan(article_id, "address", article.final_url or article.url)
            yield AuditRow(article=article_id, subject="body", evidence=(shown,))
        yield from (_row(article_id, piece) for piece in pieces)


def _row(article_id: str, piece: FieldEvidence) -> AuditRow:
    return AuditRow(
        article=article_id,
        subject=f"{piece.found_in}: {piece.value[:LONGEST_SUBJECT]}",
        words=piece.value,
        lost=piece.found_in == LOST,
        evidence=(EvidenceSpan(article_id, piece.found_in, piece.value[:LONGEST_QUOTE]),),
    )


def judge_audit(row: AuditRow) -> Judgement:
    """Fail for every piece: what counts as one, the audit of the extraction has decided."""
    if row.words is None:
        return passed("The text that was read has the figures of its page, and no others.")
    words = row.words[:LONGEST_QUOTE].strip()
    if row.lost:
        return failed(
            f"The page shows “{words}” within the article, and the text that was read has not these figures: they are not "
            "checked. The kept capture shows what else is missing."
        )
    return failed(
        f"The text that was read has “{words}”, which the page does not show as part of the article: it belongs to another, "
        "or only scripts show it. The kept capture, opened in a browser, would settle it."
    )


FIGURES_LOST_OR_GAINED = Rule(
    name="figures lost or gained",
    suite="provenance",
    question="The text that was read has the figures of its page, and no others",
    severity="low",
    flagged=True,
    row=AuditRow,
    rows=audit_rows,
    judge=judge_audit,
    prose=False,
)
