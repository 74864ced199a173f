"""Say how many people one report counts as killed and as injured in all: the total, not its parts or earlier stages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from articles.matching import Quantity, view_of
from articles.model import Claim, Figure, Reading, Span, short_id

TOLD_EARLY = 6
"""Sentences from the top in which a report gives its own count; further down stand other incidents."""

_TOTAL = re.compile(
    r"\b(?:total|in all|altogether|overall|toll|bringing|brings|brought|ris(?:en|es|ing)|rose|climbed|now stands?|now)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:last (?:year|month|week)|earlier this (?:year|month|week)|in (?:19|20)\d\d|a year (?:ago|earlier)|years? ago|"
    r"previous(?:ly)?|similar|another (?:attack|crash|blast|fire|quake|shooting)|since (?:the|19|20)|so far this year)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one|none|no (?:people|deaths|injuries|fatalities|casualties))\b", re.IGNORECASE
)
_PERPETRATOR = re.compile(
    r"\b(?:gunm[ae]n|attackers?|bombers?|shooters?|assailants?|suspects?|militants?|insurgents?|rebels?)\b",
    re.IGNORECASE,
)


_ONE = {
    "killed": re.compile(
        r"\bkill(?:ed|ing|s) (?:a|an|his|her|its) (?!dozen|hundred|thousand|number|few|group|family|total)\w+"
        r"|\b(?:[Aa]n?|[Tt]he) (?:\w+ ){0,2}(?:man|woman|boy|girl|person|child|driver|worker|officer|soldier|passenger|pedestrian|"
        r"cyclist|teenager|motorcyclist|student) (?:was |were |has been |had been )?(?:killed|died|shot dead|stabbed to death|found dead)\b"
    ),
    "injured": re.compile(
        r"\b(?:injur|wound)(?:ed|ing) (?:a|an|another) (?!dozen|hundred|thousand|number|few|group|family|total)\w+"
        r"|\b(?:[Aa]n?|[Aa]nother) (?:\w+ ){0,2}(?:man|woman|boy|girl|person|child|driver|worker|officer|soldier|passenger|pedestrian|"
        r"cyclist|teenager|motorcyclist|student) (?:was |were |has been |had been )?(?:\w+ )?(?:injured|wounded|hurt)\b"
    ),
}
"""One person, told without a number."""
_TOTAL_OF = re.compile(r"\b(?:total|toll|number of (?:dead|deaths))(?: \w+){0,3} (?:to|at|of)\s\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """How many people, and the words that say so: one figure, the parts that make it up, or none for "a man"."""

    people: int
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Toll:
    """The counts of one incident; None where the report gives none, or none that is its own."""

    killed: Count | None = None
    injured: Count | None = None


def toll_of(reading: Reading) -> Toll:
    """Find the whole counts of killed and injured that a report gives of the incident it is about."""
    return Toll(_whole(reading, "killed"), _whole(reading, "injured"))


def _whole(reading: Reading, role: str) -> Count | None:
    told = [sentence for sentence in reading.sentences if not _ELSEWHERE.search(sentence.text)]
    counts = [(sentence, _counts(reading.figures, sentence, role)) for sentence in told]
    whole = [(sentence, quantity) for sentence, found in counts for quantity in found if _counts_all(quantity)]
    totals = [quantity for sentence, quantity in whole if _TOTAL.search(_around(sentence, quantity.figure))]
    if totals:
        return _count(max(totals, key=lambda quantity: (quantity.figure.value, -quantity.figure.start)))
    if whole:
        return _count(whole[0][1])
    for at, (sentence, found) in enumerate(counts):
        parts = [quantity for quantity in found if not _PERPETRATOR.search(quantity.figure.counted or "")]
        if parts:
            return Count(sum(int(part.figure.value) for part in parts), tuple(part.figure for part in parts))
        if at < TOLD_EARLY and _ONE[role].search(sentence.text):
            return Count(1)
    return None


def _count(quantity: Quantity) -> Count:
    return Count(int(quantity.figure.value), (quantity.figure,))


def _counts(figures: Sequence[Figure], sentence: Span, role: str) -> list[Quantity]:
    inside = tuple(figure for figure in figures if sentence.start <= figure.start and figure.end <= sentence.end)
    if not inside:
        return []
    claim = Claim(
        id=short_id("sentence", sentence.text),
        article="",
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        kind="statistic",
        figures=inside,
    )

    def is_total(quantity: Quantity) -> bool:
        return role == "killed" and bool(_TOTAL_OF.search(sentence.text[: quantity.figure.start - sentence.start]))

    return [
        quantity
        for quantity in view_of(claim).quantities
        if (quantity.role == role or (quantity.role is None and is_total(quantity)))
        and (quantity.figure.role is not None or is_total(quantity) or not _NOBODY.search(sentence.text))
        and quantity.unit is None
        and quantity.usable
        and quantity.figure.value > Decimal(0)
        and (not quantity.spanned or is_total(quantity))
    ]


def _counts_all(quantity: Quantity) -> bool:
    """Tell a count of all from one of a part: "two children", "one of them", "three attackers"."""
    return (quantity.people or not quantity.counted) and not _PERPETRATOR.search(quantity.figure.counted or "")


def _around(sentence: Span, figure: Figure) -> str:
    start = figure.start - sentence.start
    return sentence.text[max(0, start - 60) : start + len(figure.text) + 30]
