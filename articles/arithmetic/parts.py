"""Totals with their parts: "12 dead, including 5 children", "Of 12 people, 5 stayed and 7 left"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.arithmetic.ties import (
    CURRENCY,
    GAP_HEDGE,
    LONGEST_GAP,
    LONGEST_OPENING,
    NOT_SUMMED,
    WORD,
    Sentence,
    end_of,
    gap,
    sentences_of,
    span_of,
)
from articles.model import Figure, ReadArticle, Span

OTHERS = re.compile(
    r"\b(?:and|but|or|while|as well as|plus|with|after|when|others?|dozens|scores|hundreds|thousands|several|many)\b",
    re.IGNORECASE,
)
"""Between a total and "including": what is included may be among these and not in the total."""

INCLUDING = re.compile(
    rf"(?P<gap>[^.;:!?()\d]{{0,60}}?)\b(?:including|among them|of whom|of them) {GAP_HEDGE}\Z", re.IGNORECASE
)

NETTED = re.compile(
    r"\b(?:loss(?:es)?|profits?|earnings|income|net|deficits?|surplus(?:es)?|balance|change[sd]?|rose|fell|increased?|decreased?|growth"
    r"|gains?|savings?|margin)\b",
    re.IGNORECASE,
)
"""Of what is left when one is taken from the other, a part may be larger than the whole: "a loss of 5, including a charge of 8"."""

LISTED = re.compile(
    rf"(?: {WORD}){{0,4}}\s?(?:were killed |died |dead )?(?:: |, ?– ?| – | — | ?\(){GAP_HEDGE}\Z", re.IGNORECASE
)

NEXT_PART = re.compile(
    rf"(?P<of> [^.;:!?()\d,]{{1,40}}?)(?:,| and|, and|, as well as| as well as| plus) {GAP_HEDGE}\Z", re.IGNORECASE
)

PART_IS_ELSE = re.compile(
    r"\b(?:who|whose|which|that|aged?|ages|of whom|of them|including|between|under|over)\b", re.IGNORECASE
)

LIST_END = re.compile(r"(?P<of>[^.;:!?()\d,]{0,40}?)(?P<close>[.;)!?]|\n|\Z)")
"""The words of the last part, and what closes the list: a list that goes on in words is not a sum."""
TRAILING = re.compile(r"[^.;:!?()\d,]{0,40}")
OF_TOTAL = re.compile(rf"[“\"‘'(]?Of (?:(?:all|the|these|those|its|their|our|his|her) ){{0,2}}{GAP_HEDGE}\Z")
OF_FIRST_PART = re.compile(rf" [^.;:!?()\d,]{{1,60}}, {GAP_HEDGE}\Z", re.IGNORECASE)
OF_MONEY = re.compile(rf"(?: [^.;:!?()\d,]{{1,60}})?, {GAP_HEDGE}\Z", re.IGNORECASE)

OF_NEXT_PART = re.compile(
    rf"(?P<of> [^.;:!?()\d,]{{1,60}}?)?(?:,| and|, and|, but| while|, while) {GAP_HEDGE}(?P<rest>(?:other|remaining) )?\Z",
    re.IGNORECASE,
)
OF_LAST_PART = re.compile(r"[^.;:!?()\d,\n]{0,60}")
MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total: how many, and of what."""

    figure: Figure
    of: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts. `whole`: the parts are given as the full list; otherwise ("including") as some of it.

    `divided`: told as "Of 40 amendments, 18 were adopted ...", where the parts may be all or some; `whole` then says
    that the last part is given as what remains ("and the other 12 were withdrawn").
    """

    total: Figure
    parts: tuple[Part, ...]
    whole: bool
    span: Span
    divided: bool = False


def parts_in(read: ReadArticle) -> tuple[Breakdown, ...]:
    """Read every total that its sentence breaks down.

    "12 dead, including 5 children", "12 people: 5 men and 7 women", "Of 12 people, 5 stayed and 7 left".
    """
    body = read.article.body
    found = []
    for sentence in sentences_of(read):
        figures = sentence.figures
        divided = _divided(body, sentence)
        if divided:
            found.append(divided)
            continue
        for at in range(len(figures) - 1):
            total, first = figures[at], figures[at + 1]
            if total.unit != first.unit or total.unit in NOT_SUMMED:
                continue
            some = gap(body, total, first, INCLUDING)
            if some and (OTHERS.search(some["gap"]) or _is_netted(body, total, some["gap"])):
                continue
            listed = None if some else gap(body, total, first, LISTED)
            if not some and not listed:
                continue
            parts, close = _parts(body, sentence, figures[at + 1 : at + 1 + MOST_PARTS])
            if listed and (len(parts) < 2 or not _closes(listed.group(), close)):
                continue
            if parts:
                span = span_of(body, total.start, parts[-1].figure.end)
                found.append(Breakdown(total, parts, whole=listed is not None, span=span))
    return tuple(found)


def _is_netted(body: str, total: Figure, behind: str) -> bool:
    before = body[max(0, total.start - LONGEST_OPENING) : total.start]
    return total.unit is not None and any(NETTED.search(words) for words in (before, behind))


def _divided(body: str, sentence: Sentence) -> Breakdown | None:
    """Read "Of 40 amendments, 18 were adopted, 15 were rejected and 12 were withdrawn": the sentence opens with it."""
    figures = sentence.figures[: MOST_PARTS + 1]
    total = figures[0]
    if total.unit in NOT_SUMMED or total.start - sentence.start > LONGEST_OPENING:
        return None
    opened = OF_TOTAL.fullmatch(body[sentence.start : total.start])
    first = figures[1] if len(figures) > 1 else None
    if not opened or first is None or first.unit != total.unit:
        return None
    if not gap(body, total, first, OF_MONEY if CURRENCY.fullmatch(total.unit or "") else OF_FIRST_PART):
        return None
    parts: list[Part] = []
    rest = False
    for figure, following in zip(figures[1:], (*figures[2:], None), strict=True):
        joined = gap(body, figure, following, OF_NEXT_PART) if following and following.unit == total.unit else None
        last = OF_LAST_PART.match(body, end_of(figure), sentence.end)
        words = joined["of"] or "" if joined else last.group() if last else ""
        if PART_IS_ELSE.search(words):
            return None
        parts.append(Part(figure, words.strip()))
        if joined is None:
            break
        rest = bool(joined["rest"])
    if len(parts) < 2:
        return None
    span = span_of(body, total.start, parts[-1].figure.end)
    return Breakdown(total, tuple(parts), whole=rest, span=span, divided=True)


def _parts(body: str, sentence: Sentence, figures: tuple[Figure, ...]) -> tuple[tuple[Part, ...], str]:
    """Read a list of parts from its first figure on; with what closes it, or "" where it trails off."""
    parts: list[Part] = []
    for figure, following in zip(figures, (*figures[1:], None), strict=True):
        joined = gap(body, figure, following, NEXT_PART) if following and following.unit == figure.unit else None
        if joined and not PART_IS_ELSE.search(joined["of"]):
            parts.append(Part(figure, joined["of"].strip()))
            continue
        last = LIST_END.match(body, end_of(figure), min(sentence.end, end_of(figure) + LONGEST_GAP))
        if last and not PART_IS_ELSE.search(last["of"]):
            parts.append(Part(figure, last["of"].strip()))
            return tuple(parts), last["close"] or "."
        trailing = TRAILING.match(body, end_of(figure), min(sentence.end, end_of(figure) + LONGEST_GAP))
        parts.append(Part(figure, trailing.group().strip() if trailing else ""))
        break
    return tuple(parts), ""


def _closes(opening: str, close: str) -> bool:
    """Say whether a list that was opened so is closed so: a bracket by a bracket, a colon by the sentence's end."""
    return close == ")" if "(" in opening else close in (".", ";", "!", "?", "\n")
