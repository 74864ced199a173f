"""Does a share of a whole lie between 0 and 100 %?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articles.model import Figure
from checks.batch import Batch
from checks.figures.written import HUNDRED, WORD
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable

Sense = Literal["share", "rate", "other"]

WHOLES = frozenset(
    {
        "adults", "ballots", "candidates", "children", "citizens", "councillors", "delegates", "deputies",
        "doctors", "employees", "families", "farmers", "firms", "graduates", "homes", "hospitals", "households",
        "houses", "inmates", "jurors", "lawmakers", "legislators", "mayors", "members", "men", "mothers",
        "nurses", "officers", "parents", "participants", "patients", "people", "players", "precincts",
        "prisoners", "pupils", "refugees", "residents", "respondents", "schools", "seats", "senators",
        "shareholders", "soldiers", "students", "suspects", "teachers", "towns", "victims", "villagers",
        "villages", "voters", "votes", "women", "workers",
    }
)  # fmt: skip
"""Wholes that are counted one by one: no share of them passes 100 %. Of a target, a quota or last year's sales it may."""

WHOLES_IN_ONE_WORD = frozenset(
    {
        "crew", "electorate", "population", "staff", "vote", "workforce",
    }
)  # fmt: skip
"""The same, but these also stand before another noun ("staff costs"), so they count only where they end the phrase."""

RATES = re.compile(
    r"\b(?P<rate>turnout|unemployment|joblessness|literacy|approval rating|vaccination rate|vaccine uptake|pass rate|conviction rate"
    r"|survival rate|mortality rate|fatality rate|employment rate|poverty rate)\b[^.;:!?\d]{0,40}\Z",
    re.IGNORECASE,
)
"""Rates that are shares of people by definition, and so stay within 100 %."""

RATE_CHANGES = re.compile(
    r"\b(?:up|down|rose|risen|rise|grew|growth|fell|fallen|increase|increased|jump|jumped|by|more|higher|lower)\b",
    re.IGNORECASE,
)

OF_WHOLE = re.compile(
    r"\s?of (?:of )?(?:(?:all|the|its|their|our|those|these) ){0,2}(?P<words>(?:(?:[A-Z]\.){2,3}|[^.,;:!?()\n]){0,80})",
    re.IGNORECASE,
)

THEN_AND_NOW = re.compile(r"\d{4}|\b(?:level|last|previous|before|earlier|than|lost|pre)\b", re.IGNORECASE)
"""A share of what was once there may pass 100 %."""

WHOLE_ENDS = frozenset(
    {
        "are", "at", "did", "do", "from", "had", "has", "have", "in", "is", "on", "said", "say", "says", "that",
        "was", "were", "which", "who", "whose", "will", "would",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentageRow(Row):
    """A percentage of something: `of` in the text's words, and whether that can pass 100 %."""

    figure: Figure
    sense: Sense
    of: str


def percentage_rows(batch: Batch) -> Iterator[PercentageRow]:
    """Yield a row for each percentage that the text gives as a share of something."""
    for article_id, read in batch.english():
        body = read.article.body
        for figure in read.reading.figures:
            if figure.unit != "percent":
                continue
            sense, of = _sense(body, figure)
            if of:
                yield PercentageRow(
                    article=article_id,
                    subject=place(figure.start, figure.end),
                    figure=figure,
                    sense=sense,
                    of=of,
                    evidence=(quoted(article_id, read.article.body, figure.start, figure.start + len(figure.text)),),
                )


def _sense(body: str, figure: Figure) -> tuple[Sense, str]:
    """Say of what a percentage is a share; "" where the text does not say so right beside it."""
    end = figure.start + len(figure.text.rstrip(" ,.;:"))
    if following := OF_WHOLE.match(body, end, end + 100):
        return _whole_of(following["words"])
    before = body[max(0, figure.start - 80) : figure.start].rpartition("\n")[2]
    if (rate := RATES.search(before)) and not RATE_CHANGES.search(rate.group()):
        return "rate", rate["rate"].lower()
    return "other", ""


def _whole_of(words: str) -> tuple[Sense, str]:
    found: list[str] = WORD.findall(words)
    for at, (word, following) in enumerate(zip(found, (*found[1:], "is"), strict=False)):
        phrase = " ".join(found[: at + 1])
        if word.lower() in WHOLE_ENDS:
            return "other", " ".join(found[:at]) or word
        if word.lower() in WHOLES or (word.lower() in WHOLES_IN_ONE_WORD and following.lower() in WHOLE_ENDS):
            return "other" if THEN_AND_NOW.search(words) else "share", phrase
    return "other", " ".join(found[:4])


def judge_percentage(row: PercentageRow) -> Judgement:
    """Fail where a share of things that are counted is over 100 %; growth and ratios to a target are left alone."""
    top = row.figure.value if row.figure.upper is None else row.figure.upper
    told = (
        f"“{row.figure.text.strip()}” of {row.of}"
        if row.sense != "rate"
        else f"{'an' if row.of[0] in 'aeiou' else 'a'} {row.of} of “{row.figure.text.strip()}”"
    )
    if row.figure.value < 0:
        return unverifiable(f"{told}: a share cannot be negative, but the words may mean a change.")
    if top <= HUNDRED:
        return passed(f"{told}: within 0 and 100 %.")
    if row.sense == "other":
        return unverifiable(
            f"{told} is over 100 %, which may be meant: the text compares with {row.of}, not with a whole."
        )
    return failed(
        f"{told} is over 100 %, which no share of a whole can be. The figures behind it would settle what was meant."
    )


PERCENTAGE_OUT_OF_RANGE = Rule(
    name="percentage out of range",
    suite="figures",
    question="A share of a whole lies between 0 and 100 %",
    severity="medium",
    flagged=True,
    row=PercentageRow,
    rows=percentage_rows,
    judge=judge_percentage,
)
