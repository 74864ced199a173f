"""Lengths of time with their first and last day: "470 days, from 7 October 2023 to 19 January 2025"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from articles.arithmetic.ties import (
    DURATION_UNITS,
    GAP_HEDGE,
    LONGEST_OPENING,
    WORD,
    Day,
    Sentence,
    between,
    end_of,
    first_of,
    last_of,
    sentences_of,
)
from articles.model import Article, Figure, ReadArticle

FROM = re.compile(rf"\b(?P<cue>from|between) {GAP_HEDGE}(?:on )?\Z", re.IGNORECASE)
RANGE = re.compile(r"\s*,?\s*(?:to|until|till|through|and|–|—|-|up to) (?:the )?\Z", re.IGNORECASE)

LEADS_TO_RANGE = re.compile(
    rf"(?: of (?!the |all |its |his |her ){WORD}(?: {WORD}){{0,2}}| passed| elapsed| long)?\s*[,(–—-]?\s*(?:from|between) (?:the )?\Z",
    re.IGNORECASE,
)

FOLLOWS_RANGE = re.compile(
    rf"\s*[,;:(–—-]?\s*(?:(?:or|that is|i\.e\.|namely|a total of|a period of|a span of|in all|lasting|for) )?{GAP_HEDGE}\Z",
    re.IGNORECASE,
)

BEGAN = re.compile(
    r"\b(?:began|begun|started|opened|broke out|launched|erupted)(?: in [A-Z][\w’'-]{1,24})? on (?:the )?\Z"
)

AND_ENDED = re.compile(
    r"\s*,?\s*(?:and|but) (?:was |were )?(?:ended|closed|finished|stopped|concluded|lifted|called off)(?: there)?(?: only)? on (?:the )?\Z"
)
"""No word for what ended: it is what began."""
THEREAFTER = re.compile(rf"\s*[,–—-]?\s*(?:(?:after|having lasted|lasting) )?{GAP_HEDGE}\Z", re.IGNORECASE)

LENGTH_ENDS = re.compile(r"(?: later| in all)?\s?(?:[.,;)–—]|\n|\Z)")
"""A length "of" something is not the length of what began."""
SINCE = re.compile(
    rf"(?: of {WORD}(?: {WORD}){{0,2}})?(?P<passed> (?:have|had) (?:passed|elapsed|gone by))? since (?P<what>[^.,;:!?]{{0,60}})\Z",
    re.IGNORECASE,
)

STILL_RUNNING = re.compile(
    rf"\b(?:(?:it|that)(?: has|['’]s| is)(?: now| already)?(?: been)?|marks?|marked|marking|(?:has|have) lasted"
    rf"|(?:has|have) (?:now |already )?(?:been )?[a-z]{{2,16}}(?: [a-z]{{2,16}})? for|so far) (?:now )?{GAP_HEDGE}\Z",
    re.IGNORECASE,
)
"""What lasts until now, right before its length. "It has rained on 20 days" and "five days of talks won" do not last."""
CLAUSE_ENDS = re.compile(r"\s?(?:[.,;:)–—]|\n|\Z|(?:and|but|in|at|with|by|as|when|while|because|the)\b)", re.IGNORECASE)
"""What may stand behind the far day. A verb there belongs to what the day only names: "after the strike of 3 March ended"."""

OTHER_DAY = re.compile(
    r"\b(?:first|originally|initially|dated|due|offered|proposed|planned|scheduled|set for)\b", re.IGNORECASE
)
"""The day behind these is not that of what came before or after: "two days after the vote on a deal offered on ..."."""

AFTER = re.compile(r"(?: to the day)? (?P<cue>after|before) [^.,;:!?]{0,60}\Z", re.IGNORECASE)
APPOSITION = re.compile(rf"\s*[,–—-]\s*{GAP_HEDGE}\Z", re.IGNORECASE)

NOT_A_SPAN = re.compile(
    r"\s*(?:-?\s*old\b|of age\b|ago\b|earlier\b|a (?:day|week|month|year)\b|per\b|in (?:jail|prison)\b)", re.IGNORECASE
)
AGED = re.compile(r"\b(?:aged?|ages) \Z", re.IGNORECASE)
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Duration:
    """A stated length of time and the days it may be held against.

    `ends` where the sentence itself says from when to when; otherwise `days` holds, in order, every day that the
    article names, its publication among them.
    """

    figure: Figure
    ends: tuple[Day, Day] | None
    days: tuple[Day, ...]


def durations_in(read: ReadArticle) -> tuple[Duration, ...]:
    """Read every length of time of a day or more that could have a first and a last day."""
    body = read.article.body
    published = _publication(read.article)
    named = _named_days(read, published)
    found = []
    for sentence in sentences_of(read):
        for figure in sentence.figures:
            if _is_span_of_time(body, figure):
                ends = _stated_ends(body, sentence, figure, published)
                found.append(Duration(figure, ends, () if ends else named))
    return tuple(found)


def _stated_ends(body: str, sentence: Sentence, figure: Figure, published: Day | None) -> tuple[Day, Day] | None:
    """Return the first and last day that the sentence itself gives to a length of time."""
    at = bisect_left(sentence.days, figure.start, key=first_of)
    before = sentence.days[max(0, at - 2) : at]
    after = sentence.days[at : at + 2]
    ends = (
        _range_after(body, figure, after)
        or _range_before(body, sentence, figure, before)
        or _began_and_ended(body, sentence, figure, before)
        or _counted_from(body, figure, before, after)
        or _until_now(body, sentence, figure, published)
    )
    return ends if ends and ends[0].day <= ends[1].day else None


def _range_after(body: str, figure: Figure, after: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "470 days, from 7 October 2023 to 19 January 2025"."""
    if len(after) < 2:
        return None
    leads = between(body, end_of(figure), first_of(after[0]), LEADS_TO_RANGE)
    return (after[0], after[1]) if leads and between(body, last_of(after[0]), first_of(after[1]), RANGE) else None


def _range_before(body: str, sentence: Sentence, figure: Figure, before: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "from 7 October 2023 to 19 January 2025, 470 days"."""
    if len(before) < 2:
        return None
    first, last = before
    opened = FROM.search(body[max(sentence.start, first_of(first) - 40) : first_of(first)])
    tied = opened and between(body, last_of(first), first_of(last), RANGE)
    return (first, last) if tied and between(body, last_of(last), figure.start, FOLLOWS_RANGE) else None


def _began_and_ended(body: str, sentence: Sentence, figure: Figure, before: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "began on 7 October 2023 and ended on 19 January 2025, after 470 days"."""
    if len(before) < 2 or not LENGTH_ENDS.match(body, end_of(figure)):
        return None
    first, last = before
    opened = BEGAN.search(body[max(sentence.start, first_of(first) - LONGEST_OPENING) : first_of(first)])
    tied = opened and between(body, last_of(first), first_of(last), AND_ENDED)
    return (first, last) if tied and between(body, last_of(last), figure.start, THEREAFTER) else None


def _counted_from(body: str, figure: Figure, before: tuple[Day, ...], after: tuple[Day, ...]) -> tuple[Day, Day] | None:
    """Read "on 19 January 2025, 470 days after the war began on 7 October 2023"."""
    if not before or not after or not between(body, last_of(before[-1]), figure.start, APPOSITION):
        return None
    cue = between(body, end_of(figure), first_of(after[0]), AFTER)
    if cue is None or not CLAUSE_ENDS.match(body, last_of(after[0])) or OTHER_DAY.search(cue.group()):
        return None
    return (after[0], before[-1]) if cue["cue"].lower() == "after" else (before[-1], after[0])


def _until_now(body: str, sentence: Sentence, figure: Figure, published: Day | None) -> tuple[Day, Day] | None:
    """Read "it has been 470 days since 7 October 2023" as ending on the day of publication."""
    days = [day for day in sentence.days if published is None or day.day != published.day]
    if published is None or len(days) != 1 or first_of(days[0]) < figure.end:
        return None
    since = between(body, end_of(figure), first_of(days[0]), SINCE)
    if since is None or not CLAUSE_ENDS.match(body, last_of(days[0])) or OTHER_DAY.search(since["what"]):
        return None
    running = since["passed"] or STILL_RUNNING.search(body[max(sentence.start, figure.start - 80) : figure.start])
    return (days[0], published) if running else None


def _is_span_of_time(body: str, figure: Figure) -> bool:
    return (
        figure.unit in DURATION_UNITS
        and figure.upper is None
        and not NOT_A_SPAN.match(body, end_of(figure))
        and not NOT_A_SPAN.search(figure.text)
        and not AGED.search(body[max(0, figure.start - 8) : figure.start])
    )


def _publication(article: Article) -> Day | None:
    return Day(article.published.day, f"published {article.published}") if article.published else None


def _named_days(read: ReadArticle, published: Day | None) -> tuple[Day, ...]:
    """Return the days that an article names, each once, in order: its own words first, then its publication."""
    days: dict[date, Day] = {}
    for mention in read.reading.dates:
        if mention.from_ is not None and mention.from_ == mention.to:
            days.setdefault(mention.from_, Day(mention.from_, mention.text, mention.start, mention.end))
        if len(days) >= MOST_DAYS:
            break
    if published:
        days.setdefault(published.day, published)
    return tuple(days[day] for day in sorted(days))
