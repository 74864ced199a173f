"""Do all places that give the publication date give the same one?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from articles.dates import dates_in
from articles.model import Article, EvidenceSpan, Moment
from checks.batch import Batch
from checks.dates.written import FIRST_YEAR, LAST_YEAR, LONGEST_VALUE, ONE_DAY
from checks.rules import Judgement, Row, Rule, failed, passed, unverifiable

MOST_CANDIDATES = 30
MOST_NAMED = 5
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d?)[/_-]?(\d\d?)(?!\d)")
SHOWN = frozenset({"microdata", "time", "text"})
"""Places in the visible page, where other articles' dates stand too; the others speak for this article alone."""

DRAFTED = re.compile(r"created", re.IGNORECASE)
"""When a text was begun, which may be days before it is published."""

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One publication date that the page gives, and where."""

    found_in: str
    value: str
    moment: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow(Row):
    """All that a page says of when it was published (never of when it was modified).

    `unplaced` are the dates that it shows without saying whether they are this article's.
    """

    candidates: tuple[Candidate, ...]
    unplaced: tuple[Candidate, ...] = ()


def published_rows(batch: Batch) -> Iterator[PublishedRow]:
    """Yield a row for each article that gives a publication date anywhere."""
    for article_id, read in batch.named():
        article = read.article
        found = _candidates(article, "published")
        if not found:
            continue
        candidates, unplaced = own_candidates(found, _candidates(article, "modified"))
        yield PublishedRow(
            article=article_id,
            subject="published",
            candidates=candidates,
            unplaced=unplaced,
            evidence=tuple(EvidenceSpan(article_id, one.found_in, one.value) for one in (*candidates, *unplaced)),
        )


def _candidates(article: Article, field: str) -> tuple[Candidate, ...]:
    return tuple(
        dict.fromkeys(
            Candidate(item.found_in, item.value[:LONGEST_VALUE], moment)
            for item in article.evidence
            if item.field == field and (moment := moment_of(item.value)) is not None
        )
    )[:MOST_CANDIDATES]


def own_candidates(
    found: tuple[Candidate, ...], modified: tuple[Candidate, ...]
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Part the dates that speak of this article from those that may be of another, of its draft or of a later change.

    A visible date counts where it agrees with what the page declares, or where it is the only one that the page shows.
    """
    published = tuple(one for one in found if not DRAFTED.search(one.found_in)) or found
    declared = tuple(one for one in published if not _is_shown(one))
    shown = tuple(one for one in published if _is_shown(one))
    if not declared:
        several = any(apart(one.moment, other.moment) for one in shown for other in shown)
        return ((), shown) if several else (shown, ())
    confirming = tuple(one for one in shown if any(not apart(one.moment, other.moment) for other in declared))
    changed = {one.moment.day for one in modified}
    rest = tuple(one for one in shown if one not in confirming and one.moment.day not in changed)
    alone = not confirming and not any(apart(rest[0].moment, other.moment) for other in rest)
    return (declared + rest, ()) if alone else (declared + confirming, rest)


def _is_shown(one: Candidate) -> bool:
    return one.found_in.partition(":")[0] in SHOWN


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
    if not row.candidates:
        return unverifiable(_of_which(row))
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


def _of_which(row: PublishedRow) -> str:
    days = sorted({one.moment.day.isoformat() for one in row.unplaced})
    return (
        f"The page shows {len(days)} dates ({', '.join(days[:MOST_NAMED])}) and does not say which of them is this "
        "article's; the others are perhaps those of articles that it leads to."
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
