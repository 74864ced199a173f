"""Is a figure in the headline borne out by the body?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from articles.figures import figures_in
from articles.model import EvidenceSpan, Figure, ReadArticle
from checks.batch import Batch
from checks.figures.written import WORD, worded
from checks.rules import Judgement, Row, Rule, failed, passed, quoted, sentence_around, unverifiable
from checks.tolerance import agree, likely, meant

FAR = 12
"""A slip of the pen is a digit swapped, lost or doubled: at most about ten times."""
MOST_SUMMANDS = 10
MOST_COMPARED = 200
MOST_IN_HEADLINE = 8
LONGEST_HEADLINE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRow(Row):
    """A figure of the headline and the body's figures in the same unit: those for the `same` thing, and the `rest`."""

    figure: Figure
    same: tuple[Figure, ...]
    rest: tuple[Figure, ...]


def headline_rows(batch: Batch) -> Iterator[HeadlineRow]:
    """Yield a row for each figure in a headline."""
    for article_id, read in batch.english():
        article = read.article
        for figure in figures_in((article.headline or "")[:LONGEST_HEADLINE])[:MOST_IN_HEADLINE]:
            alike = [other for other in read.reading.figures if other.unit == figure.unit][:MOST_COMPARED]
            same = tuple(other for other in alike if same_thing(figure, other))
            yield HeadlineRow(
                article=article_id,
                subject=f"headline:{figure.start}-{figure.end}",
                figure=figure,
                same=same,
                rest=tuple(other for other in alike if other not in same),
                evidence=(
                    EvidenceSpan(article_id, "headline", article.headline or ""),
                    *_shown(article_id, read, same),
                ),
            )


def _shown(article_id: str, read: ReadArticle, figures: tuple[Figure, ...]) -> tuple[EvidenceSpan, ...]:
    return tuple(
        quoted(article_id, read.article.body, *sentence_around(read, figure.start, figure.end))
        for figure in figures[:3]
    )


def same_thing(one: Figure, other: Figure) -> bool:
    """Say whether two figures count the same: in the same role, or by the same words where neither has a role."""
    if one.unit != other.unit or one.role != other.role:
        return False
    if one.role is not None:
        return True
    counted = _thing(one.counted)
    return counted is not None and counted == _thing(other.counted)


def _thing(counted: str | None) -> str | None:
    """Return the words that say what is counted, in one spelling: without case, article and plural."""
    words = [word.lower() for word in WORD.findall(counted or "") if word.lower() not in ("the", "a", "an")]
    if not words:
        return None
    return " ".join(words).removesuffix("s")


def judge_headline(row: HeadlineRow) -> Judgement:
    """Fail only where the body counts the same thing, and none of its figures can be the headline's."""
    headline = row.figure.text.strip()
    if any(agree(meant(row.figure), meant(figure)) for figure in row.same):
        return passed(f"The headline's “{headline}” is borne out by the body.")
    if any(agree(likely(row.figure), likely(figure)) for figure in row.rest):
        return passed(f"The body gives the headline's “{headline}”.")
    if not row.same:
        return unverifiable(f"The body gives no figure that can be held against the headline's “{headline}”.")
    said = ", ".join(dict.fromkeys(f"“{worded(figure)}”" for figure in row.same[:4]))
    if all(_far_apart(row.figure.value, figure.value) for figure in row.same):
        return unverifiable(f"The headline says “{headline}”, the body {said}: too far apart to be one count.")
    if _is_sum(row):
        return unverifiable(f"The headline says “{headline}”; the body gives {said}, of which some add up to it.")
    return failed(
        f"The headline says “{headline}”, the body {said} for the same thing. One was changed without the other, or "
        "they count different things; the outlet's latest version would settle it."
    )


def _far_apart(one: Decimal, other: Decimal) -> bool:
    """Say whether one is so much more than the other that they measure two things, as a year's and a day's cases do."""
    low, high = sorted((abs(one), abs(other)))
    return high > low * FAR


def _is_sum(row: HeadlineRow) -> bool:
    """Say whether some of the body's figures add up to the headline's, as the tolls of two places do."""
    headline = likely(row.figure)
    ranges = [likely(figure) for figure in row.same[:MOST_SUMMANDS]]
    return any(
        agree(headline, (sum((one[0] for one in some), Decimal(0)), sum((one[1] for one in some), Decimal(0))))
        for size in range(2, len(ranges) + 1)
        for some in combinations(ranges, size)
    )


HEADLINE_AGAINST_BODY = Rule(
    name="headline against body",
    suite="figures",
    question="A figure in the headline is borne out by the body",
    severity="high",
    flagged=True,
    row=HeadlineRow,
    rows=headline_rows,
    judge=judge_headline,
)
