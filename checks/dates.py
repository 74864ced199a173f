"""Do the dates agree: those of the page with one another, and those of the text with the calendar?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Literal

from articles.arithmetic import Day, durations_in, weekdays_in
from articles.dates import dates_in
from articles.model import EvidenceSpan, Figure, Moment
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, sentence_around, unverifiable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ONE_DAY = timedelta(days=1)

CLOCKS_DIFFER = timedelta(hours=1)
"""Servers' clocks are off by minutes, and summer time is forgotten by an hour."""

DAYS_IN = {
    "day": Decimal(1),
    "week": Decimal(7),
    "fortnight": Decimal(14),
    "month": Decimal("30.44"),
    "year": Decimal("365.25"),
}

SHORTEST_UNSTATED = 14
"""Days: any two dates of one report lie this near each other by habit, so a match would mean nothing."""

MOST_CANDIDATES = 30

URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d?)[/_-]?(\d\d?)(?!\d)")
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
LONGEST_VALUE = 200
FIRST_YEAR, LAST_YEAR = 1600, 2999
"""Outside these a page's date is a placeholder, not a publication."""
SPOKEN_BEFORE = 3
"""Days: "it has been 470 days" may have been said this long before it was published."""
OLDEST_DATELINE = 7
"""Days that a dispatch may wait before it is printed."""

Tense = Literal["past", "to come", "unclear"]

HAPPENED_ON = re.compile(
    r"\b(?:(?:was|were|been) (?:\w{1,20}ly )?(?:killed|struck|arrested|born|attacked|hit|shot|bombed|flooded|founded|sworn in|detained|seized"
    r"|captured|burned|burnt|destroyed|found|sentenced|elected)"
    r"|died|crashed|exploded|erupted|collapsed|sank|happened|occurred|took place|drowned|derailed|resigned|fell|disappeared"
    r"|vanished|escaped|fled)"
    r"(?: (?!on )[A-Za-z’'-]{1,20}){0,4} on (?:[A-Z][a-z]{2,8},? )?\Z"
)
"""A completed event and, a few words on, "on" with the date. A vote, a sale or a meeting "on" a day may be to come."""

TO_COME = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|should|must|can|going to|to be|due|scheduled|planned|plans?|expected|expects?|set (?:for|to)"
    r"|slated|until|deadline|expires?|next|upcoming|postponed|extended|delayed|if|unless|forecast|predict(?:s|ed)?|opens?|begins?"
    r"|starts?|takes? place|by)\b",
    re.IGNORECASE,
)
LONGEST_LEAD = 160
LONGEST_SPAN = 1_000_000
"""Days, weeks, months or years beyond which no two dates of a calendar lie apart."""


# -- date evidence disagrees -----------------------------------------------------------------------


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


# -- published in the future -----------------------------------------------------------------------


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


# -- weekday against date --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayRow(Row):
    """A weekday that is named beside a day. `certain`: no other year can be meant."""

    weekday: int
    day: date
    words: str
    certain: bool


def weekday_rows(batch: Batch) -> Iterator[WeekdayRow]:
    """Yield a row for each weekday that stands beside a date, in the text or in the dates of the page."""
    for article_id, read in batch.english():
        for named in weekdays_in(read):
            start, end = named.day.start, named.day.end
            in_body = start is not None and end is not None
            yield WeekdayRow(
                article=article_id,
                subject=place(start, end)
                if start is not None and end is not None
                else f"{named.where}: {named.day.words}",
                weekday=named.weekday,
                day=named.day.day,
                words=named.day.words,
                certain=named.certain,
                evidence=(
                    _seen(article_id, named.day) if in_body else EvidenceSpan(article_id, named.where, named.day.words),
                ),
            )


def judge_weekday(row: WeekdayRow) -> Judgement:
    """Compare with the calendar. No tolerance: a day has one weekday."""
    right = row.day.weekday()
    if right == row.weekday:
        return passed(f"{_written(row.day)} was indeed a {WEEKDAYS[right]}.")
    told = f"“{row.words}”: {_written(row.day)} is a {WEEKDAYS[right]}, not a {WEEKDAYS[row.weekday]}."
    if not row.certain:
        return unverifiable(f"{told} The words give no year, and another year may be meant.")
    return failed(f"{told} Either the weekday or the date is wrong; a calendar of the event itself would settle which.")


WEEKDAY_AGAINST_DATE = Rule(
    name="weekday against date",
    suite="dates",
    question="The weekday named beside a date is that date's weekday",
    severity="medium",
    flagged=True,
    row=WeekdayRow,
    rows=weekday_rows,
    judge=judge_weekday,
)


# -- duration against dates ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationRow(Row):
    """A length of time, with its ends where the sentence states them and the article's days where it does not."""

    figure: Figure
    ends: tuple[Day, Day] | None
    days: tuple[Day, ...]


def duration_rows(batch: Batch) -> Iterator[DurationRow]:
    """Yield a row for each length of time of a day or more."""
    for article_id, read in batch.english():
        for duration in durations_in(read):
            figure = duration.figure
            yield DurationRow(
                article=article_id,
                subject=place(figure.start, figure.end),
                figure=figure,
                ends=duration.ends,
                days=duration.days,
                evidence=(quoted(article_id, read.article.body, figure.start, figure.end),),
            )


def judge_duration(row: DurationRow) -> Judgement:
    """Hold a stated pair against the length; without one, look for a pair of the article's days that fits exactly."""
    if row.ends is None:
        return _judge_unstated(row)
    first, last = row.ends
    days = (last.day - first.day).days
    evidence = _both(row.article, first, last)
    told = f"From {_written(first.day)} to {_written(last.day)} is {days} days ({days + 1} with both ends counted)"
    if any(fits(row.figure, days - late) for late in range(SPOKEN_BEFORE + 1 if last.start is None else 1)):
        return passed(f"{told}, as “{row.figure.text}” says.", *evidence)
    return failed(
        f"{told}, but the text says “{row.figure.text.strip()}”. One of the two dates or the length is wrong; the date of the "
        "event from another source would settle which.",
        *evidence,
    )


def _judge_unstated(row: DurationRow) -> Judgement:
    pair = exact_pair(row.figure, row.days)
    if pair is None:
        return unverifiable(
            f"“{row.figure.text.strip()}”: the sentence does not say from when to when, and no two dates of the article are "
            "exactly that far apart."
        )
    first, last = pair
    return passed(
        f"“{row.figure.text.strip()}” is exactly the time from {_written(first.day)} to {_written(last.day)}, both given by the article.",
        *_both(row.article, first, last),
    )


def fits(figure: Figure, days: int) -> bool:
    """Say whether so many days between two dates can be called by this length.

    Days are exact, with one or both ends counted. Weeks, months and years are said of anything that rounds to them
    or has completed them: "two years" is 18 to 36 months. A hedge widens by a tenth, and one-sided ones to one side.
    """
    length = DAYS_IN[figure.unit or "day"]
    low, high = (figure.value, figure.value) if figure.unit == "day" else _rounded(figure, length)
    slack = max(figure.value * length / 10, Decimal(1))
    match figure.hedge:
        case "~":
            low, high = low - slack, high + slack
        case ">" | ">=":
            high = Decimal("Infinity")
        case "<" | "<=":
            low = Decimal(0)
        case _:
            pass
    return low <= days + 1 and days <= high


def _rounded(figure: Figure, length: Decimal) -> tuple[Decimal, Decimal]:
    return (figure.value - Decimal("0.5")) * length, (figure.value + 1) * length


def exact_pair(figure: Figure, days: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Find two of the article's days that lie exactly so far apart, the later pair where several do; None if none."""
    if figure.hedge not in ("=", "~") or not 0 < figure.value < LONGEST_SPAN or figure.value % 1:
        return None
    by_day = {day.day: day for day in days}
    for extra in (0, -1):
        for first in days:
            end = _later(first.day, int(figure.value), figure.unit or "day", extra)
            if end in by_day and (end - first.day).days >= SHORTEST_UNSTATED - 1:
                return first, by_day[end]
    return None


def _later(day: date, amount: int, unit: str, extra: int) -> date | None:
    """Return the day so much later; None beyond the calendar. `extra` -1 counts both ends, for days only."""
    try:
        if unit in ("day", "week", "fortnight"):
            return day + timedelta(days=amount * int(DAYS_IN[unit]) + (extra if unit == "day" else 0))
        months = day.month - 1 + amount * (12 if unit == "year" else 1)
        return day.replace(year=day.year + months // 12, month=months % 12 + 1)
    except (ValueError, OverflowError):
        return None


def _both(article: str, first: Day, last: Day) -> tuple[EvidenceSpan, ...]:
    return tuple(
        EvidenceSpan(article, "published" if day.start is None else "body", day.words, day.start, day.end)
        for day in (first, last)
    )


def _seen(article: str, day: Day) -> EvidenceSpan:
    return EvidenceSpan(article, "body", day.words, day.start, day.end)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


DURATION_AGAINST_DATES = Rule(
    name="duration against dates",
    suite="dates",
    question="A length of time is the time between its first and its last day",
    severity="medium",
    flagged=True,
    row=DurationRow,
    rows=duration_rows,
    judge=judge_duration,
)


# -- event after publication -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(Row):
    """A day after publication, with its year in words: told as past, as still to come, or neither for sure."""

    day: date
    published: date
    words: str
    told: Tense


def event_rows(batch: Batch) -> Iterator[EventRow]:
    """Yield a row for each full date in the body that lies after publication."""
    for article_id, read in batch.english():
        article = read.article
        if article.published is None:
            continue
        published = article.published.day
        for mention in read.reading.dates:
            day = mention.from_
            if day is None or day != mention.to or not mention.explicit or day - published <= ONE_DAY:
                continue
            start, end = sentence_around(read, mention.start, mention.end)
            yield EventRow(
                article=article_id,
                subject=place(mention.start, mention.end),
                day=day,
                published=published,
                words=mention.text,
                told=tense_of(article.body[start : mention.start], article.body[start:end]),
                evidence=(
                    quoted(article_id, article.body, start, end),
                    EvidenceSpan(article_id, "published", str(article.published)),
                ),
            )


def tense_of(before: str, sentence: str) -> Tense:
    """Say how a sentence tells what it dates, from the words before the date and all of it."""
    if TO_COME.search(sentence):
        return "to come"
    return "past" if HAPPENED_ON.search(before[-LONGEST_LEAD:]) else "unclear"


def judge_event(row: EventRow) -> Judgement:
    """Fail where a thing is told as having happened on a day that had not come; a day's slack for time zones."""
    told = (
        f"“{row.words}” is {(row.day - row.published).days} days after this was published ({_written(row.published)})"
    )
    match row.told:
        case "past":
            return failed(
                f"{told}, yet the sentence tells it as past. The year or month may be wrong, or the publication date is; "
                "the date of the event from another source would settle which."
            )
        case "to come":
            return passed(f"{told}, and the sentence speaks of what is to come.")
        case _:
            return unverifiable(f"{told}; the sentence does not say clearly whether it has happened.")


EVENT_AFTER_PUBLICATION = Rule(
    name="event after publication",
    suite="dates",
    question="Nothing is told as having happened after the article was published",
    severity="medium",
    flagged=True,
    row=EventRow,
    rows=event_rows,
    judge=judge_event,
)


# -- dateline against publication ------------------------------------------------------------------


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
        return passed(f"Filed on {_written(row.day)}, published on {_written(row.published)}.")
    if late < 0:
        return failed(
            f"The dateline says {_written(row.day)}, {-late} days after the publication date {_written(row.published)}. "
            "One of the two is wrong; the agency's or the outlet's own copy would settle which."
        )
    return failed(
        f"The dateline says {_written(row.day)}, {late} days before the publication date {_written(row.published)}: "
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
