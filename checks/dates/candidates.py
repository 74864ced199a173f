"""Do all places that give the publication date give the same one?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from articles.dates import dates_in
from articles.model import EvidenceSpan, Moment
from checks.batch import Batch
from checks.dates.written import FIRST_YEAR, LAST_YEAR, LONGEST_VALUE, ONE_DAY
from checks.rules import Judgement, Row, Rule, failed, passed, unverifiable

MOST_CANDIDATES = 30
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d?)[/_-]?(\d\d?)(?!\d)")
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One publication date that the page gives, and where."""

    found_in: str
    value: str
    moment: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow(Row):
    """All that a page says of when it was published (never of when it was modified)."""

    candidates: tuple[Candidate, ...]


def published_rows(batch: Batch) -> Iterator[PublishedRow]:
    """Yield a row for each article that gives a publication date anywhere."""
    for article_id, read in batch.named():
        article = read.article
        candidates = tuple(
            dict.fromkeys(
                Candidate(item.found_in, item.value[:LONGEST_VALUE], moment)
                for item in article.evidence
                if item.field == "published" and (moment := moment_of(item.value)) is not None
            )
        )[:MOST_CANDIDATES]
        if candidates:
            yield PublishedRow(
                article=article_id,
                subject="published",
                candidates=candidates,
                evidence=tuple(EvidenceSpan(article_id, one.found_in, one.value) for one in candidates),
            )


def moment_of(value: str) -> Moment | None:
    """Read one raw date of a page: ISO 8601, an HTTP date, a URL's path, or words with a year. None if unclear."""
    words = value.strip()[:LONGEST_VALUE]
    for parse in (_iso, _http_date, _in_address, _in_words):
        try:
            moment = parse(words)
        except (ValueError, OverflowError):
            continue
        if moment is not None and FIRST_YEAR <= moment.day.year <= LAST_YEAR:
            return moment
    return None


def _iso(words: str) -> Moment | None:
    return Moment.parse(words.replace(" ", "T", 1).replace(" ", "")) if ISO.fullmatch(words) else None


def _http_date(words: str) -> Moment | None:
    return Moment.of(parsedate_to_datetime(words)) if re.match(r"[A-Za-z]{3}, \d", words) else None


def _in_address(words: str) -> Moment | None:
    found = URL_DAY.search(words)
    return Moment(date(int(found[1]), int(found[2]), int(found[3]))) if found else None


def _in_words(words: str) -> Moment | None:
    days = [mention.from_ for mention in dates_in(words, None) if mention.explicit and mention.from_ == mention.to]
    return Moment(days[0]) if len(days) == 1 and days[0] else None


def apart(one: Moment, other: Moment) -> bool:
    """Say whether two moments cannot be one publication.

    Both with a zone: more than a day between them. Neither with one: days that are not neighbours, as a page and its
    address may be written in two zones. One with and one without: no zone on Earth brings them together.
    """
    (one_first, one_last), (other_first, other_last) = one.instants(), other.instants()
    zoned = [moment.clock is not None and moment.clock.tzinfo is not None for moment in (one, other)]
    if all(zoned):
        return abs(one_first - other_first) > ONE_DAY
    if not any(zoned):
        return abs(one.day - other.day) > ONE_DAY
    return one_last < other_first or other_last < one_first


def judge_published(row: PublishedRow) -> Judgement:
    """Fail where two candidates cannot be one moment; one candidate alone has nothing to agree with."""
    if len(row.candidates) == 1:
        only = row.candidates[0]
        return unverifiable(
            f"Only one place gives a publication date ({only.found_in}: {only.value}); nothing confirms it."
        )
    earliest = min(row.candidates, key=lambda one: one.moment.instants()[0])
    latest = max(row.candidates, key=lambda one: one.moment.instants()[1])
    for one, other in ((earliest, latest), *((a, b) for a in row.candidates for b in row.candidates)):
        if apart(one.moment, other.moment):
            return failed(
                f"{len(row.candidates)} places on the page give a publication date, and they differ: {one.value} "
                f"({one.found_in}) against {other.value} ({other.found_in}). An archived copy, or the outlet, can say "
                "which is the first publication."
            )
    return passed(
        f"{len(row.candidates)} places give a publication date, and they agree on {row.candidates[0].moment}."
    )


DATE_EVIDENCE_DISAGREES = Rule(
    name="date evidence disagrees",
    suite="dates",
    question="All places that give the publication date give the same one",
    severity="medium",
    flagged=True,
    row=PublishedRow,
    rows=published_rows,
    judge=judge_published,
    prose=False,
)
