"""Which numbers of a text are one quantity: the ends of a range or a ratio joined, pages of figures passed over.

A single number with its unit is read by `articles.figures.measures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from heapq import merge
from itertools import islice
from operator import attrgetter

from articles.figures import counting, naming, units
from articles.figures.measures import measure, units_alone
from articles.figures.numerals import ROUNDS, Numeral, look_back, numerals_in
from articles.figures.quantity import Quantity
from articles.tables import words

SMALLER = {
    ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60, ("year", "month"): 12, ("week", "day"): 7,
    ("foot", "inch"): 12, ("yard", "foot"): 3, ("stone", "pound"): 14, ("pound", "ounce"): 16,
    ("meter", "centimeter"): 100,
}  # fmt: skip
"""Units that are told one after the other as one quantity ("2 hours 12 minutes"), and how many one makes of the next."""


LONGEST_JOINT = 20
"""So many characters stand at most between the two numbers of a range or a ratio."""


SHARED = words(
    "person people man men woman women child children adult adults household households family families worker workers "
    "patient patients voter voters student students pupil pupils girl girls boy boys employee employees home homes job jobs"
)
"""What a share is told of between its numbers: "one woman in four"."""


YEARS = (1900, 2100)
"""A bare number between these behind "in" is a year: "one in 2019" is no share."""


LONGEST_ROW = 10
"""So many numbers with nothing but signs between them are still a list in a sentence ("aged 3, 4, 7 and 9")."""


TABLE, DENSEST_PROSE = 64, 12
"""So many numbers in a row, with less than so many characters to each, are a table. The densest sentences that
count things ("12 dead, 40 injured") have more, and over far fewer numbers."""


TABLES, DENSEST_ARTICLE = 16, 32
"""So many such rows one after the other are data as well when each of their numbers has less than so many characters:
no report names a thousand numbers, one every five words."""


_RANGE_GAPS = re.compile(r"\s?(?:[-–‐‑−]|to|or|and)\s?|-?\s(?:to|or|and)\s")


_DASH = re.compile(r"[-–‐‑−]")


_BETWEEN_BEFORE = re.compile(
    r"(?<!\w)between[ \u00a0](?:(?:about|around|roughly|some|an estimated|approximately|nearly)[ ])?\Z", re.IGNORECASE
)


_FROM_BEFORE = re.compile(
    r"(?<!\w)(from)[ \u00a0](?:(?:about|around|roughly|some|an estimated|approximately|nearly|just|only)[ ])?\Z",
    re.IGNORECASE,
)


_RANGING_BEFORE = re.compile(
    r"(?<!\w)(?:rang\w+|anywhere|vary\w*|varied|span\w*|somewhere|anything)[ ](?:in \w+ )?from[ \u00a0](?:(?:about|around)[ ])?\Z",
    re.IGNORECASE,
)


_STATES = words("was were is are came remained averaged stood reach reached expected hit hits")
_CHANGE_BEFORE = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(counting.CHANGES - _STATES, key=len, reverse=True))}|up|down|cut|raised|lifted|lowered|higher|lower)"
    r"[ \u00a0](?:(?:by|about|around|nearly|almost|another|more than|some|a|as much as|over)[ ]){0,2}\Z",
    re.IGNORECASE,
)


_RATIO = re.compile(r"[ ](?:((?!out\b)\w+)[ ])?(?:in every|of every|in|out of every|out of)[ ]\Z")


_CODE_BEFORE = re.compile(r"\d[-–‑]\Z")


_NO_WORD = re.compile(r"[^\w]{0,4}")


_SPACED_COLON = re.compile(r"[ ][:/][ ]\d")


_AFTER_COLON = re.compile(r"\d[ ][:/][ ]\Z")


_OF_A_RANGE = re.compile(r"[ ](?:times|of|were|are|have|had|others|more|killed|injured|dead)\b")


_ADDED = re.compile(r"[ \u00a0]|,?[ ](?:and[ ])?|")
_TO = frozenset({" to ", "-to-", " for "})
_TALLY_BEFORE = re.compile(
    r"(?<!\w)(?:vot(?:e|es|ed|ing)|passed|approved|rejected|adopted|confirmed|upheld|ruled|beat|defeated|won|lost)\b[^.;:\n]{0,50}\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\b(?:no|number|ranked|seeded|in)\b\.?|[#\d.,])[ ]?\Z", re.IGNORECASE)


_COUNTING = {"digits", "words"}


def _measured(text: str) -> Iterator[Quantity]:
    """Find every number with its unit, and every unit that stands for one, in order and without overlap."""
    last_end = 0
    for quantity in merge(_numbers(text), units_alone(text), key=attrgetter("start")):
        if quantity.start >= last_end:
            yield quantity
            last_end = quantity.end


def _numbers(text: str) -> Iterator[Quantity]:
    """Give every number its currency, unit and scale; numbers right behind one another are a table's."""
    held: Quantity | None = None
    last_end = -2
    for numeral in _in_prose(text, numerals_in(text)):
        in_row = numeral.start == last_end + 1 and text[last_end] in " \t\u00a0" and not _compound(text, numeral)
        last_end = numeral.end
        touches = held is not None and held.end == numeral.start - 1
        if in_row and held is not None and touches and held.end == held.number_end:
            held = None
            continue
        if in_row and (held is None or numeral.plain):
            continue
        if not touches and _CODE_BEFORE.search(text[max(0, numeral.start - 2) : numeral.start]):
            continue
        if held is not None:
            yield held
        held = measure(text, numeral)
    if held is not None:
        yield held


def _in_prose(text: str, numerals: Iterator[Numeral]) -> Iterator[Numeral]:
    """Pass over what is a table: long rows of numbers with no word between, and pages of little but numbers."""
    row: list[Numeral] = []
    for numeral in _sparse(numerals):
        if row and not (numeral.start - row[-1].end <= 4 and _NO_WORD.fullmatch(text, row[-1].end, numeral.start)):
            if len(row) <= LONGEST_ROW:
                yield from row
            row = []
        row.append(numeral)
    if len(row) <= LONGEST_ROW:
        yield from row


def _sparse(numerals: Iterator[Numeral]) -> Iterator[Numeral]:
    """Pass over every page that is a table, and over dense pages where there are too many of them for a report."""
    dense: list[Numeral] = []
    pages = 0
    while page := list(islice(numerals, TABLE)):
        room = (page[-1].end - page[0].start) / len(page)
        if room < DENSEST_PROSE and len(page) == TABLE:
            continue
        if room < DENSEST_ARTICLE and len(page) == TABLE:
            pages += 1
            dense = [*dense, *page] if pages < TABLES else []
            continue
        if pages < TABLES:
            yield from dense
        dense, pages = [], 0
        yield from page
    if pages < TABLES:
        yield from dense


def _compound(text: str, numeral: Numeral) -> bool:
    """Say whether a number right after another is a compound of its own ("two 10-year bonds", "eight 250kg bombs")."""
    if text[numeral.end : numeral.end + 1].isalpha() and text[numeral.start - 2].isalpha():
        return True
    return text.startswith("-", numeral.end) and text[numeral.end + 1 : numeral.end + 2].isalpha()


def quantities_in(text: str) -> Iterator[Quantity]:
    """Find every quantity, the ends of a range or a ratio joined; dashed numbers that are neither are `barred`."""
    held: Quantity | None = None
    for quantity in _measured(text):
        if held is None:
            held = quantity
            continue
        between = text[held.end : quantity.start]
        if len(between) <= LONGEST_JOINT and (quantity.kind != "unit" and held.kind != "unit"):
            smaller = _in_smaller_unit(text, held, quantity, between)
            if smaller is not None:
                held = smaller
                continue
            ratio = _RATIO.fullmatch(between) if held.unit is None and quantity.unit is None else None
            if ratio is not None and _is_ratio(text, held, quantity, ratio):
                held = _ratio(held, quantity, ratio)
                continue
            dash = _DASH.fullmatch(between.strip())
            if not held.joined and _RANGE_GAPS.fullmatch(between) and _is_range(text, held, quantity, between):
                held = _range(held, quantity)
                continue
            if (dash and not between.startswith(" ") and held.kind == quantity.kind == "digits") or (
                between in _TO and _is_tally(text, held, quantity, between)
            ):
                held.barred = quantity.barred = True
        yield held
        held = quantity
    if held is not None:
        yield held


def _in_smaller_unit(text: str, large: Quantity, small: Quantity, between: str) -> Quantity | None:
    """Add "2 hours" and "12 minutes", "6ft" and "4in": one quantity in the smaller unit, in which it is exact."""
    if large.unit is None or small.unit is None or not _ADDED.fullmatch(between):
        return None
    minutes = large.unit == "hour" and small.unit == "meter" and text[small.end - 1] == "m"
    unit = "minute" if minutes else small.unit
    many = SMALLER.get((large.unit, unit))
    if many is None or not 0 <= small.value < many or large.value != large.value.to_integral_value():
        return None
    if "multiple" in {large.kind, small.kind} or large.role is not None or large.upper is not None:
        return None
    sign = -1 if large.value < 0 else 1
    return Quantity(
        large.start, small.end, large.value * many + sign * small.value, large.kind, plain=False, unit=unit,
        role=small.role, number_start=large.number_start, number_end=small.number_end,
    )  # fmt: skip


def _is_tally(text: str, first: Quantity, second: Quantity, between: str) -> bool:
    """Say whether "220 to 211" tells votes or goals, "287 for six" runs or "nine-to-five" hours: no range, no counts."""
    if first.unit or second.unit or first.upper is not None or first.scale > 1 or second.scale > 1:
        return False
    if first.kind not in _COUNTING or second.kind not in _COUNTING or counting.noun_after(text, second.end):
        return False
    if between == " for ":
        return first.plain and first.value > second.value and second.value <= 10
    before = text[look_back(text, first.start) : first.start]
    if first.value > second.value > 0 and first.value <= 12:
        return between == "-to-" or not (_FROM_BEFORE.search(before) or _CHANGE_BEFORE.search(before))
    return _TALLY_BEFORE.search(before) is not None


def _is_ratio(text: str, over: Quantity, under: Quantity, joint: re.Match[str]) -> bool:
    between, noun = joint.group(), joint.group(1)
    if (
        (noun and (noun.lower() not in SHARED or counting.noun_after(text, under.end)))
        or (under.plain and YEARS[0] <= under.value <= YEARS[1])
        or over.kind not in _COUNTING
        or under.kind not in _COUNTING
        or not 0 < over.value < under.value
    ):
        return False
    if "out of" in between and "every" not in between:
        return under.value in {3, 4, 5, 10, 100}
    return (
        (over.value == 1 and (over.kind == "words" or not _NUMBERED.search(text[max(0, over.start - 12) : over.start])))
        or under.value in {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000}
        or (under.value % 1000 == 0 and under.scale > 1)
        or "every" in between
    )


def _ratio(over: Quantity, under: Quantity, joint: re.Match[str]) -> Quantity:
    value = ROUNDS.divide(over.value, under.value)
    noun = (over.end + joint.start(1), over.end + joint.end(1)) if joint.group(1) else None
    return Quantity(
        over.start, under.end, value, "part", plain=False, joined=True, number_start=over.start, number_end=under.end,
        counted=noun,
    )  # fmt: skip


def _is_range(text: str, low: Quantity, high: Quantity, between: str) -> bool:
    if low.barred or not _fit_together(low, high):
        return False
    bottom, top = _ends(low, high)
    word = between.strip(" -–‐‑−")
    before = text[look_back(text, low.start) : low.start]
    if not word:
        return _is_dashed_range(text, low, high, between)
    if bottom >= top:
        return word == "to" and bottom < 0 and low.unit in {None, high.unit} and not _FROM_BEFORE.search(before)
    if word == "and":
        return _BETWEEN_BEFORE.search(before) is not None
    if word == "or":
        near = top <= bottom * 2 and top <= 100 * max(low.scale, high.scale)
        return low.unit is None and high.kind == low.kind and near
    return _is_range_with_to(before, low, high)


def _fit_together(low: Quantity, high: Quantity) -> bool:
    if "multiple" in {low.kind, high.kind} or low.role == "age":
        return False
    if high.role == "age" and low.unit not in {None, high.unit}:
        return False
    money_before = high.unit is None and low.start != low.number_start
    return low.unit is None or low.unit == high.unit or money_before


def _is_dashed_range(text: str, low: Quantity, high: Quantity, between: str) -> bool:
    tight = between in {"-", "–", "‑", "‐", "−", " - ", " – "} and high.kind == "digits"
    if low.kind == "digits" and not tight:
        return False
    measured = high.unit is not None or low.unit is not None or high.scale > 1
    bottom, top = _ends(low, high)
    lowest = look_back(text, low.start)
    if naming.scored(text, low.start, high.end, lowest, bottom, top, measured=measured):
        return False
    counted = _OF_A_RANGE.match(text, high.end) is not None or counting.noun_after(text, high.end) is not None
    return measured or counted or not (low.plain and high.plain)


def _is_range_with_to(before: str, low: Quantity, high: Quantity) -> bool:
    """Tell "20 to 30 people" from a change ("fell 40 cents to $71", "from 40 to 60")."""
    measured = high.unit is not None or low.unit is not None
    if _FROM_BEFORE.search(before):
        span = low.unit is None and high.plain is low.plain and high.unit in units.TIMES
        return span or _RANGING_BEFORE.search(before) is not None
    if not _CHANGE_BEFORE.search(before):
        return True
    return measured and low.unit is None


def _ends(low: Quantity, high: Quantity) -> tuple[Decimal, Decimal]:
    """Return both ends of a range: the lower takes the scale of the upper, as in "5 to 10 million"."""
    bottom = low.value
    if low.factor == 1:
        bottom *= high.factor
    if low.scale == 1 and high.scale > 12 and bottom < high.value / high.scale:
        bottom *= high.scale
    return bottom, high.value


def _range(low: Quantity, high: Quantity) -> Quantity:
    bottom, top = sorted(_ends(low, high))
    return Quantity(
        low.start, high.end, bottom, low.kind, low.plain and high.plain, max(low.scale, high.scale), high.unit or low.unit,
        upper=top, role=high.role, joined=True, number_start=low.number_start, number_end=high.number_end,
    )  # fmt: skip
