"""Is nothing told as having happened after the article was published?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from articles.model import EvidenceSpan
from checks.batch import Batch
from checks.dates.written import ONE_DAY, written
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, sentence_around, unverifiable

Tense = Literal["past", "to come", "unclear"]

HAPPENED_ON = re.compile(
    r"\b(?:(?:was|were|been) (?:\w{1,20}ly )?(?:killed|struck|arrested|born|attacked|hit|shot|bombed|flooded|founded|sworn in|detained|seized"
    r"|captured|burned|burnt|destroyed|found|sentenced|elected)"
    r"|died|crashed|exploded|erupted|collapsed|sank|happened|occurred|took place|drowned|derailed|resigned|fell|disappeared"
    r"|vanished|escaped|fled)"
    r"(?: (?!(?:on|to|for|of|as) )[A-Za-z’'-]{1,20}){0,4} on (?:[A-Z][a-z]{2,8},? )?\Z"
)
"""A completed event and, a few words on, "on" with the date. A vote, a sale or a meeting "on" a day may be to come."""

TO_COME = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|should|must|can|going to|to be|due|scheduled|planned|plans?|expected|expects?|set (?:for|to)"
    r"|slated|until|deadline|expires?|next|upcoming|postponed|extended|delayed|if|unless|forecast|predict(?:s|ed)?|opens?|begins?"
    r"|starts?|takes? place|by)\b",
    re.IGNORECASE,
)
INVENTED = re.compile(
    r"\b(?:films?|movies?|novels?|plays?|series|shows?|games?|fiction(?:al)?|scenario|simulat(?:ed|ion)|exercise|drill)\b",
    re.IGNORECASE,
)
"""What happens in these may happen in any year."""
LONGEST_LEAD = 160


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
    if INVENTED.search(sentence):
        return "unclear"
    return "past" if HAPPENED_ON.search(before[-LONGEST_LEAD:]) else "unclear"


def judge_event(row: EventRow) -> Judgement:
    """Fail where a thing is told as having happened on a day that had not come; a day's slack for time zones."""
    told = f"“{row.words}” is {(row.day - row.published).days} days after this was published ({written(row.published)})"
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
