"""What every rule is made of: rows of operands, a judgement of one row, and the rule that joins them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from articles.model import Claim, EvidenceSpan, Outcome, ReadArticle, Severity
from checks.batch import Batch, is_english

LONGEST_QUOTE = 300
"""Evidence is a quotation, not a copy: longer words are cut, the offsets stay whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that a rule judges. `subject` names its place in `article` and stays the same from run to run.

    Subclasses add the operands. `evidence` is where they can be seen.
    """

    article: str
    subject: str
    claim: str | None = None
    evidence: tuple[EvidenceSpan, ...] = ()


RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of one row: the outcome and why, in a journalist's words.

    `evidence` adds to the row's own what the judgement rests on; `severity` where it differs from the rule's.
    """

    outcome: Outcome
    message: str
    evidence: tuple[EvidenceSpan, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[RowT]):
    """One question asked of every batch.

    `question` is the expectation in plain words. `rows` says what there is to judge, `judge` judges one row and
    nothing else: no clock, no state, the same answer every time. `flagged` asks a person to look at each failure.
    `suite` is the subject that it is judged under.
    `prose` rules trust the English readers: in another language they say `unverifiable`, once an article.
    `required` names the one operand that must not be null, where that is the whole rule.
    """

    name: str
    suite: str
    question: str
    severity: Severity
    flagged: bool
    row: type[RowT]
    rows: Callable[[Batch], Iterable[RowT]]
    judge: Callable[[RowT], Judgement]
    prose: bool = True
    required: str | None = None

    def judged(self, batch: Batch) -> Iterator[tuple[RowT, Judgement]]:
        """Yield every row of the batch with its judgement, each subject of an article once."""
        seen: set[tuple[str, str]] = set()
        for row in self.rows(batch):
            if (row.article, row.subject) not in seen:
                seen.add((row.article, row.subject))
                yield row, self.judge(row)

    def unread(self, batch: Batch) -> Iterator[tuple[Row, Judgement]]:
        """Yield a row for each article that this rule cannot judge, because its prose is not in English."""
        if not self.prose:
            return
        for article, read in dict(batch.named()).items():
            language = read.article.language
            if language is not None and not is_english(language):
                yield (
                    Row(article=article, subject="article", evidence=(EvidenceSpan(article, "language", language),)),
                    unverifiable(
                        f"Not checked: the article's language is “{language}”, and this rule reads English only."
                    ),
                )


AnyRule = Rule[Any]


def passed(message: str, *evidence: EvidenceSpan) -> Judgement:
    """Say that the row is as it should be."""
    return Judgement("pass", message, evidence)


def failed(message: str, *evidence: EvidenceSpan, severity: Severity | None = None) -> Judgement:
    """Say that the row is not as it should be."""
    return Judgement("fail", message, evidence, severity)


def unverifiable(message: str, *evidence: EvidenceSpan) -> Judgement:
    """Say that the row cannot be judged, and why."""
    return Judgement("unverifiable", message, evidence)


def quoted(article: str, body: str, start: int, end: int) -> EvidenceSpan:
    """Point at words of the body of the article with this id."""
    return EvidenceSpan(article, "body", body[start : min(end, start + LONGEST_QUOTE)], start, end)


def at_claim(claim: Claim) -> EvidenceSpan:
    """Point at a claim's words."""
    return EvidenceSpan(claim.article, "body", claim.text[:LONGEST_QUOTE], claim.start, claim.end)


def sentence_around(read: ReadArticle, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence that holds a place begins and ends; the place itself where none holds it."""
    sentences = read.reading.sentences
    at = bisect_right(sentences, start, key=lambda span: span.start) - 1
    if at >= 0 and end <= sentences[at].end:
        return sentences[at].start, sentences[at].end
    return start, end


def place(start: int, end: int) -> str:
    """Name a place in the body, as a subject."""
    return f"body:{start}-{end}"
