"""Which quantities a text states: every check of numbers and every comparison between outlets starts here.

A figure is a number (`articles.figures.numerals`) with its unit (`articles.figures.units`) that neither names, dates nor scores
something (`articles.figures.naming`), with what it counts (`articles.figures.counting`) and in
what role (`articles.figures.roles`, `articles.figures.lists`). What was decided:

- `text` is the number with its currency, scale and unit ("$1.2 million", "42-day", "33-year-old"); hedges are outside
  of it, except between the ends of a range and in "three more years". A range is one figure, from its first word.
- An age has the unit `year` (or `month`, `week`, `day`) and the role `age`.
- A fraction is its share ("two-thirds", "one in five": 0.2); "doubled", "twice the", "tenfold" and "three times" are
  the factor. "Dozens", "hundreds", "several", "a couple", "no" and "both" state no number: silence.
- "One" counts before people, things that news counts, units and scales; elsewhere it is a pronoun: silence.
- A unit without a number ("nearly a minute") is a figure only when hedged.
- "2 hours 12 minutes" and "6ft 4in" are one quantity in the smaller unit, in which it is exact.
- A tally ("220 to 211"), a score ("287 for six") and hours of work ("nine-to-five") are no figures.
- "Percentage points" and shares are as stated; basis points and cents are stated in the larger unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.figures import counting, naming, units
from articles.figures.ages import is_age
from articles.figures.hedges import DURING, HEDGE_AFTER, HEDGES_AFTER, hedge_before
from articles.figures.lists import listed_together, read_roles
from articles.figures.numerals import look_back
from articles.figures.quantities import quantities_in
from articles.figures.quantity import Quantity
from articles.figures.roles import role_after
from articles.model import Figure
from articles.tables import words

_IN_KIND = re.compile(
    r"[ ]in[ ](?:aid|cash|damages|debt|funding|loans|sales|revenue|taxes|tax|fines|compensation|donations|exports|imports|profits?|bail|costs)\b"
)


_ARTICLE_BEFORE = re.compile(
    r"(?<!\w)(?:an?|the|this|that|its|their|his|her|our|new|record|further|additional)[ ](?:(?:more than|nearly|almost|over|about|estimated|roughly)[ ])?\Z",
    re.IGNORECASE,
)


_MAGNITUDE = re.compile(r"\b([Mm]agnitude)(?: of)? \Z")
PLAYED = words("seasons games matches rounds laps innings overs episodes instalments installments meetings sessions")
"""What goes on for a time as years do: "$230 million over five seasons"."""
_WIRE_SLUG = re.compile(r"\b[A-Z]{5,9} \Z")
"""A wire's slug before the number of its version: "UPDATE 2-Airline's profit falls"."""
_OR_TWO = re.compile(r"(?<!\w)an? \w+ or \Z")
_PRONOUN_BEFORE = re.compile(r"(?<!\w)(?:the|these|those|us|them|you)[ ]\Z", re.IGNORECASE)


def figures_in(text: str) -> tuple[Figure, ...]:
    """Read every quantity with its unit, hedge, what it counts and in what role; offsets are into `text`."""
    figures: list[Figure] = []
    run: list[Quantity] = []
    before: Quantity | None = None
    currencies: dict[str, str] = {}
    for quantity in quantities_in(text):
        if not quantity.barred and not _place(text, quantity, before):
            quantity.barred = True
        before = quantity
        if quantity.barred:
            continue
        _share_currency(text, quantity, currencies)
        if run and not listed_together(text, run[-1], quantity):
            figures.extend(_figures(text, run))
            run = []
        run.append(quantity)
    figures.extend(_figures(text, run))
    return tuple(figures)


def _share_currency(text: str, quantity: Quantity, currencies: dict[str, str]) -> None:
    """Read "90 million francs" behind "212 million Swiss francs"; `currencies` are those named so far."""
    if quantity.unit is None and quantity.counted is not None:
        first, last = quantity.counted
        currency = currencies.get(text[first:last])
        if currency is not None and first == quantity.end + 1:
            quantity.unit, quantity.end, quantity.counted = currency, last, None
    elif quantity.unit is not None and quantity.unit.isupper():
        name = text[quantity.number_end : quantity.end].rsplit(None, 1)[-1:]
        if name and name[0] in units.SHARED:
            currencies[name[0]] = quantity.unit


def _place(text: str, quantity: Quantity, before: Quantity | None) -> bool:
    """Read the words around a number into it; False where they show that it is no quantity."""
    lowest = look_back(text, quantity.start)
    if quantity.unit is None and is_age(text, quantity, before, lowest):
        quantity.unit, quantity.role = "year", "age"
    if quantity.kind == "part" and quantity.joined and _is_grade(text, quantity, lowest):
        return False
    if quantity.unit is None and quantity.kind in {"digits", "words"}:
        if not _count(text, quantity) or not _counts_something(text, quantity, before, lowest):
            return False
    elif quantity.kind != "multiple":
        quantity.counted = quantity.counted or _measured_noun(text, quantity, lowest)
        if quantity.unit in units.TIMES and _idiom_of_time(text, quantity):
            return False
    _read_hedge(text, quantity, lowest)
    return True


def _count(text: str, quantity: Quantity) -> bool:
    """Find what a bare number counts; False where it is joined to a word that makes an idiom of it."""
    if text.startswith("-", quantity.end) and not _hyphened(text, quantity):
        return False
    if quantity.counted is None:
        quantity.counted = counting.noun_after(text, _past_plus(text, quantity.end), one=quantity.value == 1)
        if quantity.counted is None and text[quantity.start - 1 : quantity.start] == " ":
            scale = _MAGNITUDE.search(text, max(0, quantity.start - 14), quantity.start)
            quantity.counted = scale.span(1) if scale else None
    return True


def _is_grade(text: str, quantity: Quantity, lowest: int) -> bool:
    """Say whether "3 out of 5" is a step on a scale ("a Level 3 out of 5 risk")."""
    start = quantity.start
    return naming.named(text, start, start, lowest, digits=True, plain=True, counts=False)


def _read_hedge(text: str, quantity: Quantity, lowest: int) -> None:
    hedge, quantity.hedge_start = hedge_before(text, quantity.start, lowest)
    if quantity.hedge == "=":
        quantity.hedge = hedge
    played = quantity.counted is not None and text[quantity.counted[0] : quantity.counted[1]].lower() in PLAYED
    lasting = (quantity.unit in units.TIMES and quantity.role is None) or played
    if quantity.hedge == ">" and lasting and DURING.search(text[lowest : quantity.start]):
        quantity.hedge = "="
    _read_hedge_after(text, quantity)


def _past_plus(text: str, end: int) -> int:
    """Step over what hedges a number from behind: "30-plus protesters", "100+ flights", "18,000 or more refugees"."""
    after = HEDGE_AFTER.match(text, end)
    return after.end() if after else end


def _measured_noun(text: str, quantity: Quantity, lowest: int) -> tuple[int, int] | None:
    """Find what an amount or a share is of; without "of" only behind an article or a hyphen ("a $2m ransom", "42-day phase")."""
    if quantity.unit is None:
        people = counting.noun_after(text, quantity.end) if quantity.joined else None
        return people or counting.measured_after(text, quantity.end)
    if quantity.role == "age":
        return counting.measured_after(text, quantity.end) if quantity.end - quantity.number_end > 4 else None
    if _IN_KIND.match(text, quantity.end) and quantity.unit not in units.TIMES:
        return counting.measured_after(text, quantity.end + 3) or counting.measured_after(text, quantity.end)
    if quantity.unit in units.TIMES and text[quantity.end : quantity.end + 1] in {"'", "’"}:
        return counting.measured_after(text, quantity.end + 1)
    joined = text[quantity.number_end : quantity.number_end + 1] == "-" or text.startswith(" of ", quantity.end)
    if joined or _ARTICLE_BEFORE.search(text[lowest : quantity.start]):
        noun = counting.measured_after(text, quantity.end)
        return None if noun and not joined and counting.is_plural(text[noun[0] : noun[1]]) else noun
    return None


def _hyphened(text: str, quantity: Quantity) -> bool:
    """Read the noun joined to a number ("15-nation"); False where the two make an idiom ("two-way")."""
    if text.startswith(("-plus", "-odd"), quantity.end):
        return True
    noun = counting.hyphened_noun(text, quantity.end)
    if noun is None:
        return re.match(r"-\s|-(?:to|or|and)-", text[quantity.end : quantity.end + 5]) is not None
    word = text[noun[0] : noun[1]].lower()
    if (
        text[noun[0]].isupper()
        and quantity.plain
        and _WIRE_SLUG.search(text[max(0, quantity.start - 10) : quantity.start])
    ):
        return False
    if word in naming.UNCOUNTED_HYPHENS or quantity.value == 1:
        return False
    if word == "strong":
        quantity.counted = counting.measured_after(text, noun[1])
    else:
        quantity.counted = noun
    return True


def _counts_something(text: str, quantity: Quantity, before: Quantity | None, lowest: int) -> bool:
    """Say whether a number without a unit counts, and neither names, dates nor scores something."""
    counts = quantity.counted is not None
    if quantity.kind == "words" and quantity.scale == 1:
        if not counts and _PRONOUN_BEFORE.search(text[lowest : quantity.start]):
            return text.startswith(" of ", quantity.end) or counting.continues_as_noun(text, quantity.end)
        if _OR_TWO.search(text[lowest : quantity.start]):
            return False
        if 0 <= quantity.value <= 1:
            return counts if quantity.value == 0 else _one_counts(text, quantity, before)
        if naming.name_in_words(text, quantity.start, quantity.end, lowest):
            return False
    if _is_dated(text, quantity, lowest) or naming.listed(text, quantity.start, quantity.end):
        return False
    digits = quantity.kind == "digits"
    if naming.named(text, quantity.start, quantity.end, lowest, digits=digits, plain=quantity.plain, counts=counts):
        return False
    if before is not None and before.barred and not counts and quantity.plain and quantity.start - before.end <= 10:
        return not naming.continues(text[before.end : quantity.start])
    return counts or quantity.value != 0 or not digits


def _is_dated(text: str, quantity: Quantity, lowest: int) -> bool:
    counts = quantity.counted is not None
    start, end = quantity.start, quantity.end
    if quantity.kind == "words" and quantity.scale == 1 and naming.told_time(text, start, end, lowest, counts=counts):
        return True
    if quantity.upper is None:
        return naming.dates(text, start, end, lowest, plain=quantity.plain, counts=counts)
    first_end = _first_number_end(text, quantity)
    return naming.dates(text, start, first_end, lowest, plain=quantity.plain, counts=counts) or naming.dates(
        text, end, end, lowest, plain=False, counts=False
    )


def _first_number_end(text: str, quantity: Quantity) -> int:
    at = quantity.number_start
    while at < quantity.end and (text[at].isalnum() or text[at] in ",."):
        at += 1
    return at


def _one_counts(text: str, quantity: Quantity, before: Quantity | None) -> bool:
    """Say whether "one" is a number: before a noun that news counts, or in a row with other counts."""
    start, end = quantity.start, quantity.end
    previous = text[max(0, start - 10) : start].lower()
    if re.search(
        r"(?:^|\W)(?:no|this|that|the|another|any|each|every|which|number|day|only|last|first|at|square|same|a|next|new|other|some|back)[ -]\Z",
        previous,
    ):
        return False
    if quantity.counted is None:
        return role_after(text, end) is not None
    nouns = text[quantity.counted[0] : quantity.counted[1]].lower().split()
    if (
        text[quantity.counted[0] : quantity.counted[0] + 1]
        and not text.startswith(text[quantity.counted[0] : quantity.counted[1]], end + 1)
        and " of " in text[end : quantity.counted[0] + 1]
    ):
        return False
    following = text[quantity.counted[1] : quantity.counted[1] + 30].split()
    if following and following[0].strip(".,").lower() in naming.SAYING:
        return False
    if naming.name_in_words(text, start, end, start):
        return False
    if any(word in naming.ONE_COUNTS for word in nouns):
        return True
    return (
        before is not None
        and not before.barred
        and before.unit is None
        and 0 < start - before.end < 50
        and re.search(r"(?:\band|,) \Z", text[start - 5 : start]) is not None
    )


def _idiom_of_time(text: str, quantity: Quantity) -> bool:
    """Say whether a number with a time unit is an idiom or a time of day ("24-hour clock", "one day he")."""
    if quantity.value != 1 or quantity.kind != "words":
        return False
    if (
        quantity.unit == "day"
        and text[quantity.end - 4] == " "
        and not re.match(
            r" (?:before|after|later|earlier)|,? (?:and|or) (?:\d|two|three)", text[quantity.end : quantity.end + 14]
        )
    ):
        return quantity.hedge == "=" and not re.search(
            r"(?:than|least|just|only|about|in|within|to|of) \Z", text[max(0, quantity.start - 8) : quantity.start]
        )
    return (
        re.search(
            r"(?:^|\W)(?:any|this|that|no|the|last|each)[ ]\Z",
            text[max(0, quantity.start - 6) : quantity.start].lower(),
        )
        is not None
    )


def _read_hedge_after(text: str, quantity: Quantity) -> None:
    for end in (quantity.end, quantity.counted[1] if quantity.counted else None):
        if end is None:
            continue
        after = HEDGE_AFTER.match(text, end)
        if after is not None:
            said = after.group(1)
            if said is None:
                quantity.hedge = ">="
            elif (
                quantity.hedge == "="
                and not (said.lower() == "plus" and text[end] == " ")
                and not (said.lower() == "odd" and text[end] == ",")
            ):
                quantity.hedge = HEDGES_AFTER[said.lower()]
            return


def _figures(text: str, run: list[Quantity]) -> Iterator[Figure]:
    read_roles(text, run)
    for quantity in run:
        yield _figure(text, quantity)


def _figure(text: str, quantity: Quantity) -> Figure:
    counted = quantity.counted
    if counted is None and quantity.kind != "multiple" and quantity.unit not in units.TIMES and quantity.role is None:
        counted = counting.noun_before(
            text, quantity.hedge_start or quantity.start, look_back(text, quantity.start, counting.SUBJECT_REACH)
        )
    return Figure(
        text=text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        value=_tidy(quantity.value),
        upper=None if quantity.upper is None else _tidy(quantity.upper),
        unit=quantity.unit,
        hedge=quantity.hedge,
        counted=text[counted[0] : counted[1]] if counted else None,
        role=quantity.role,
    )


def _tidy(value: Decimal) -> Decimal:
    """Return a whole number without an exponent or zeros behind the point."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value
