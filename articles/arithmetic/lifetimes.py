"""Ages beside years of birth and death: "Smith, 43, born in 1975", "Brandt (1950-2021) ... died aged 70"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.arithmetic.ties import LONGEST_LEAD, between, end_of, span_of
from articles.model import DateMention, Figure, ReadArticle, Span

NAME = r"(?:[A-Z][\w’'.-]{0,24} ?){1,4}"
PLACE = r"(?:(?:in|at|near) (?:the )?(?:[A-Z][\w’'.-]{0,24},? ){1,4})?"
BORN_IN = rf"born {PLACE}(?:on |in )?(?:the )?"
WHO = r"(?: (?!with\b|of\b|and\b|to\b|by\b|for\b|from\b|has\b|had\b|whose\b)[a-z’'-]{1,20}){0,2}"
AGE_THEN_BIRTH = re.compile(rf"{WHO},? ?\(?(?:who |he |she |and )?(?:was |is )?(?:originally )?{BORN_IN}\Z")
BIRTH_BEFORE = re.compile(
    rf"(?P<first>^|[\n“\"] ?|[.!?] )?\b[Bb]orn {PLACE}(?:to [a-z ]{{1,30}} parents,? )?(?:on |in )?(?:the )?\Z"
)
BIRTH_THEN_AGE = re.compile(rf"\)?(?: {PLACE})?,? ?(?:and )?(?:is|[’']s) (?:now )?(?:aged )?\Z")
OPENING_BIRTH_THEN_AGE = re.compile(
    rf"(?: {PLACE})?, ?(?:(?:the |a )?(?:now )?|{NAME},? (?:is )?(?:now )?(?:aged )?)\Z"
)
"""Only what opens a sentence ("Born in 1975, Smith, 49, ...") is said of the name that follows."""
IN_BRACKETS = re.compile(r"[A-Z][\w’'.-]{0,24}[”\"’']? \((?:born )?\Z")
DIED_AGED = re.compile(
    r"\)(?:,? (?:who )?(?:has )?|[^.;:!?()\d]{0,100}\. (?:He|She) )died(?: [^.;:!?()\d]{1,60}?)?,? (?:at (?:the age of )?|aged |at age )\Z"
)
RELATIVES = re.compile(
    r"\b(?:brother|sister|mother|father|son|daughter|husband|wife|child|children|friend|twins?|cousin|parents?|partner|colleague|whose|baby|uncle|aunt|grand\w+"
    r"|King|Queen|Emperor|Empress|Pope|President|Sultan|Shah|Tsar|Minister|Chancellor|reign\w*)\b"
)
"""Others whose years the sentence may give, and offices whose years are not a life's."""
DIED_ON = re.compile(r"[^.;:!?()\d]{0,80}\bdied\b(?: [^.;:!?()\d]{1,40}?)? (?:on |in )(?:the )?\Z")
THEN_AGED = re.compile(r"(?:[^.;:!?()\d]{0,40} )?,? ?(?:at (?:the age of )?|aged |at age )\Z")
NOT_NOW = re.compile(
    r"\b(?:died|dead|dies|killed|late|deceased|murdered|then|at the time|would have|(?:he|she|they) was|when|turns|turned|turning|until|historian|novel|film|fictional|character"
    r"|legend|statue|buried|posthumous\w*|assassinated|drowned|hanged|executed|victims?|missing|vanished|disappeared|remains|skeleton)\b",
    re.IGNORECASE,
)
OLDEST = 125
YEAR_SPAN = 366 * 12
LONGEST_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Lifetime:
    """An age, when it began (the first and last day that the words allow), and when it is the age of.

    `until` is the stated time of death; None where the age is given as of publication. `present`: the sentence says
    nothing by which the age may be that of another day.
    """

    age: Figure
    born: tuple[date, date]
    until: tuple[date, date] | None
    span: Span
    present: bool = True


def lifetimes_in(read: ReadArticle) -> tuple[Lifetime, ...]:
    """Read every age that stands with its own year of birth: "Smith, 43, was born in 1975"."""
    return tuple(_lifetimes(read))


def _lifetimes(read: ReadArticle) -> Iterator[Lifetime]:
    body = read.article.body
    dates = [mention for mention in read.reading.dates if mention.explicit and mention.from_ and mention.to]
    starts = [mention.start for mention in dates]
    sentences = read.reading.sentences
    sentence_starts = [span.start for span in sentences]
    published = read.article.published
    this_year = published.day.year if published else date.max.year
    for figure in read.reading.figures:
        if figure.role != "age" or figure.unit != "year" or figure.upper is not None or not 0 < figure.value < OLDEST:
            continue
        at = bisect_left(starts, figure.start)
        before, after = dates[max(0, at - 2) : at], dates[at : at + 1]
        found = _dead(body, figure, before) or _living(body, figure, before, after)
        if not found:
            continue
        holder = bisect_left(sentence_starts, figure.end) - 1
        first = max(sentences[holder].start if holder >= 0 else 0, figure.start - LONGEST_SENTENCE)
        last = min(sentences[holder].end if holder >= 0 else len(body), figure.end + LONGEST_SENTENCE)
        born, until, span = found
        others = (one.to for one in dates[max(0, at - 3) : at + 3] if first <= one.start < last)
        past = any(day and born[1] < day and day.year < this_year - 1 for day in others)
        present = until is not None or not (past or NOT_NOW.search(body, first, last))
        yield Lifetime(figure, born, until, span, present)


Found = tuple[tuple[date, date], tuple[date, date] | None, Span]


def _living(body: str, age: Figure, before: list[DateMention], after: list[DateMention]) -> Found | None:
    """Read "Smith, 43, was born in 1975" and "born in 1975, Smith, 43, ..."."""
    for mention in after:
        if _is_birth(mention) and between(body, end_of(age), mention.start, AGE_THEN_BIRTH):
            return _days(mention), None, span_of(body, age.start, mention.end)
    for mention in before[-1:]:
        lead = body[max(0, mention.start - LONGEST_LEAD) : mention.start]
        birth = BIRTH_BEFORE.search(lead)
        if not birth or not _is_birth(mention) or RELATIVES.search(lead):
            continue
        opens = birth["first"] is not None
        if between(body, mention.end, age.start, BIRTH_THEN_AGE) or (
            opens and between(body, mention.end, age.start, OPENING_BIRTH_THEN_AGE)
        ):
            return _days(mention), None, span_of(body, mention.start, end_of(age))
    return None


def _dead(body: str, age: Figure, before: list[DateMention]) -> Found | None:
    """Read "Brandt (1950-2021) ... died aged 70" and "born in 1950 and died in 2021 at the age of 70"."""
    if not before:
        return None
    last = before[-1]
    lead = body[max(0, before[-2 if len(before) > 1 else -1].start - LONGEST_LEAD) : age.start]
    if RELATIVES.search(lead):
        return None
    life = last.from_ and last.to and last.from_.year < last.to.year and last.granularity == "period"
    if life and last.from_ and last.to and IN_BRACKETS.search(body[max(0, last.start - 40) : last.start]):
        if not between(body, last.end, age.start, DIED_AGED):
            return None
        first = (date(last.from_.year, 1, 1), date(last.from_.year, 12, 31))
        return first, (date(last.to.year, 1, 1), date(last.to.year, 12, 31)), span_of(body, last.start, end_of(age))
    if len(before) < 2:
        return None
    birth = before[-2]
    tied = (
        _is_birth(birth)
        and BIRTH_BEFORE.search(body[max(0, birth.start - LONGEST_LEAD) : birth.start])
        and between(body, birth.end, last.start, DIED_ON)
        and between(body, last.end, age.start, THEN_AGED)
    )
    return (_days(birth), _days(last), span_of(body, birth.start, end_of(age))) if tied else None


def _is_birth(mention: DateMention) -> bool:
    first, last = _days(mention)
    return (last - first).days <= YEAR_SPAN


def _days(mention: DateMention) -> tuple[date, date]:
    return mention.from_ or date.min, mention.to or date.max
