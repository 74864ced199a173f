"""Weekdays that stand beside a date: "Monday, 3 March 2025"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from articles.arithmetic.ties import Day
from articles.dates import dates_in
from articles.model import DateMention, ReadArticle

DATED_FIELDS = ("published", "modified")
LONGEST_FIELD = 200

SAME_SEASON = timedelta(days=60)
"""A day and month without a year, this near to publication, can mean one year only."""


@dataclass(frozen=True, slots=True)
class NamedWeekday:
    """A weekday (Monday 0) beside a date. `certain`: the words give the year, or only one year can be meant."""

    weekday: int
    day: Day
    certain: bool
    where: str = "body"


def weekdays_in(read: ReadArticle) -> tuple[NamedWeekday, ...]:
    """Read every weekday that stands beside a day and a month: in the body, the dateline and the dates of the page."""
    article = read.article
    published = article.published.day if article.published else None
    found = [
        NamedWeekday(mention.weekday, Day(mention.from_, mention.text, mention.start, mention.end), certain)
        for mention in read.reading.dates
        for certain in (_year_is_certain(mention, published),)
        if mention.weekday is not None and mention.from_ is not None and _names_a_day(mention)
    ]
    beside = [
        (f"{item.field} from {item.found_in}", item.value) for item in article.evidence if item.field in DATED_FIELDS
    ]
    if article.dateline:
        beside.append(("dateline", article.dateline))
    for where, words in dict.fromkeys(beside):
        for mention in dates_in(words[:LONGEST_FIELD], published):
            if mention.weekday is not None and mention.from_ is not None and _names_a_day(mention):
                certain = _year_is_certain(mention, published)
                found.append(NamedWeekday(mention.weekday, Day(mention.from_, mention.text), certain, where))
    return tuple(found)


def _names_a_day(mention: DateMention) -> bool:
    """Say whether the words give a day of the month, so that the weekday is a second statement and not the date."""
    return mention.from_ == mention.to and any(character.isdigit() for character in mention.text)


def _year_is_certain(mention: DateMention, published: date | None) -> bool:
    if mention.explicit:
        return True
    return published is not None and mention.from_ is not None and abs(mention.from_ - published) <= SAME_SEASON
