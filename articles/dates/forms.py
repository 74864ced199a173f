"""The table of all forms of dates, by the words or digits that each begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from articles.dates.anchors import read_day_of_month, read_earlier, read_that_day, read_week_of
from articles.dates.days import (
    read_compact,
    read_days_month,
    read_iso,
    read_month_day,
    read_month_days,
    read_near_day,
    read_nine_eleven,
    read_numeric,
    read_weekday,
    read_weekday_date,
    read_weekday_shifted,
    read_weekday_week,
)
from articles.dates.mentions import Form
from articles.dates.months import (
    read_century,
    read_decade,
    read_iso_month,
    read_month,
    read_month_shifted,
    read_month_year,
    read_months_range,
    read_part,
    read_short_year,
    read_year,
    read_year_month,
    read_years,
)
from articles.dates.quarters import read_holiday, read_ordinal, read_quarter, read_season, read_year_quarter
from articles.dates.relative import read_ago, read_part_of_the, read_relative, read_span, read_the_weekend
from articles.dates.words import (
    BEFORE_YESTERDAY,
    CENTURY,
    COMPACT,
    DAY_MONTH,
    DAYS_MONTH,
    DECADE,
    HOLIDAY,
    ISO,
    ISO_MONTH,
    MONTH_ALONE,
    MONTH_DAY,
    MONTH_DAYS,
    MONTH_SHIFTED,
    MONTH_SPELT,
    MONTH_YEAR,
    MONTHS,
    MONTHS_RANGE,
    NEAR_DAY,
    NINE_ELEVEN,
    NTH,
    NUMBERS,
    NUMERIC,
    ORDINAL,
    PART_ANY_CASE,
    PART_OF_THE,
    QUARTER,
    RELATIVE,
    SEASON,
    SHORT_YEAR,
    SPAN,
    SPELT_DAYS,
    SPELT_MONTH,
    WEEK_OF,
    WEEKDAY_ALONE,
    WEEKDAY_DATE,
    WEEKDAY_SHIFTED,
    WEEKDAY_WEEK,
    WEEKDAYS,
    YEAR_ALONE,
    YEAR_MONTH,
    YEAR_QUARTER,
    YEARS,
)


def _forms() -> dict[str, tuple[Form, ...]]:
    """Table of the first words of mentions and, in the order tried, the forms that begin with them."""
    forms: dict[str, list[Form]] = {}

    def open_with(listing: str, *added: Form) -> None:
        for word in listing.split():
            forms.setdefault(word, []).extend(added)

    full_days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    short_days = "Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun MON TUE WED THU FRI SAT SUN"
    open_with("Easter Christmas Boxing Good Ash Palm Maundy Shrove Whit Black Cyber New Chinese Lunar Orthodox Halloween "
              "Thanksgiving Martin Presidents Memorial Labor Columbus Juneteenth Veterans Remembrance Armistice Anzac ANZAC "
              "Australia Canada Bastille Guy Bonfire Valentine Valentines St Saint Epiphany Earth Cinco VE Groundhog "
              "International Holocaust All Ascension Pentecost Rosh Yom Sukkot Passover Ramadan Eid Election Inauguration "
              "Hallowe Fourth fourth July April May Burns World Human Mardi Simchat Purim Shavuot Hanukkah Chanukah Diwali Deepavali "
              "Nowruz Norouz Newroz Persian Fat", (HOLIDAY, read_holiday))  # fmt: skip
    open_with(f"{full_days} {full_days.upper()} {full_days.lower()} {short_days}", (WEEKDAY_DATE, read_weekday_date))
    open_with(
        f"{full_days} {full_days.upper()} {full_days.lower()}",
        (WEEKDAY_WEEK, read_weekday_week),
        (WEEKDAY_ALONE, read_weekday),
    )
    open_with("Mon Tue Tues Wed Thu Thurs Fri Sat Sun", (WEEKDAY_ALONE, read_weekday))
    months = " ".join(
        form
        for name in MONTHS
        for form in (name.title(), name.upper(), name)
        if form != name or len(name) > 4 or name in ("may", "june", "july")
    )
    open_with(
        months,
        (MONTH_DAYS, read_month_days),
        (MONTH_SPELT, read_month_day),
        (MONTH_DAY, read_month_day),
        (MONTHS_RANGE, read_months_range),
        (MONTH_YEAR, read_month_year),
        (MONTH_ALONE, read_month),
    )
    open_with(" ".join({word.split()[0] for word in SPELT_DAYS}), (SPELT_MONTH, read_month_day))
    open_with("early mid late Early Mid Late", (PART_ANY_CASE, read_part))
    open_with("today yesterday tomorrow tonight Today Yesterday Tomorrow Tonight TODAY YESTERDAY TOMORROW TONIGHT",
              (NEAR_DAY, read_near_day))  # fmt: skip
    open_with("day", (BEFORE_YESTERDAY, read_near_day), (re.compile("day"), read_that_day))
    open_with("night morning afternoon evening", (re.compile("night|morning|afternoon|evening"), read_that_day))
    open_with("week", (WEEK_OF, read_week_of))
    open_with("start beginning middle end close year", (PART_OF_THE, read_part_of_the))
    open_with("this This last Last", (NEAR_DAY, read_near_day))
    open_with(
        "this This last Last next Next past Past previous Previous following Following coming Coming current",
        (ORDINAL, read_ordinal),
        (SPAN, read_span),
        (WEEKDAY_SHIFTED, read_weekday_shifted),
        (MONTH_SHIFTED, read_month_shifted),
        (SEASON, read_season),
        (RELATIVE, read_relative),
    )
    open_with("first second third fourth fifth final First Second Third Fourth Final",
              (SPAN, read_span), (ORDINAL, read_ordinal))  # fmt: skip
    open_with("weekend", (re.compile("weekend"), read_the_weekend))
    open_with("ago from", (re.compile("ago|from"), read_ago))
    open_with("earlier later before after", (re.compile("earlier|later|before|after"), read_earlier))
    open_with("spring summer autumn fall winter Spring Summer Autumn Fall Winter", (SEASON, read_season))
    open_with("Q H", (QUARTER, read_quarter))
    return {word: tuple(added) for word, added in forms.items()}


_SHORT_NUMBER: tuple[Form, ...] = (
    (NINE_ELEVEN, read_nine_eleven),
    (NUMERIC, read_numeric),
    (DAYS_MONTH, read_days_month),
    (DAY_MONTH, read_month_day),
    (CENTURY, read_century),
    (DECADE, read_decade),
    (QUARTER, read_quarter),
    (ORDINAL, read_ordinal),
    (NTH, read_day_of_month),
    (SHORT_YEAR, read_short_year),
)
DIGIT_FORMS: dict[int, tuple[Form, ...]] = {
    1: _SHORT_NUMBER,
    2: _SHORT_NUMBER,
    8: ((COMPACT, read_compact),),
    4: (
        (ISO, read_iso),
        (YEARS, read_years),
        (ISO_MONTH, read_iso_month),
        (YEAR_QUARTER, read_year_quarter),
        (YEAR_MONTH, read_year_month),
        (DECADE, read_decade),
        (YEAR_ALONE, read_year),
    ),
}
FORMS = _forms()


def openings(text: str) -> Iterator[tuple[int, tuple[Form, ...]]]:
    """Yield every place where a date may begin, with the forms to try there, in the order to try."""
    first = _FIRST.match(text)
    if first:
        yield 0, FORMS[first.group()]
    for found in _NEXT.finditer(text):
        said, start = found.group(), found.start()
        mark = said[0]
        if mark.isdigit():
            forms = DIGIT_FORMS.get(len(said), ())
            if forms and not (start and _continued(text, start, forms)):
                yield start, forms
        elif mark.isalpha():
            if not start or not (text[start - 1].isalnum() or text[start - 1] == "_"):
                yield start, FORMS[said]
        else:
            yield start + 1, FORMS[said[1:]]


def _continued(text: str, start: int, forms: tuple[Form, ...]) -> bool:
    """Say whether digits belong to what stands before them: "A320", "$12", "9.12"."""
    before = text[start - 1]
    if before.isalnum() or before == "_":
        return True
    return forms is _SHORT_NUMBER and (before in "$£€¥#" or _DECIMAL.match(text, start - 2) is not None)


_DECIMAL = re.compile(r"\d[.,]")
_UNITS = "morning lunchtime afternoon evening night day days week weeks weekend month quarter year decade calendar fortnight hours"
_SEASONS = "spring summer autumn fall winter"
_SHIFTED = rf" (?:[A-Z\d]|(?:{'|'.join((*_UNITS.split(), *_SEASONS.split(), *NUMBERS, *WEEKDAYS, *MONTHS))}|past|coming|half)\b)"
_COUNTED_OFF = rf"[ -](?:[A-Z\d]|(?:{'|'.join((*_UNITS.split(), *NUMBERS, *WEEKDAYS))}|half|of|day of)\b)"
_OF_THE = r" of the (?:year|month)"
ONLY_BEFORE = {
    **dict.fromkeys(["this", "This", "last", "Last", "next", "Next", "past", "Past", "previous", "Previous", "following", "Following", "coming", "Coming", "current"], _SHIFTED),
    **dict.fromkeys(["first", "second", "third", "fourth", "fifth", "final", "First", "Second", "Third", "Fourth", "Final"], _COUNTED_OFF),
    **dict.fromkeys(["last", "Last"], rf"(?:{_SHIFTED}|{_COUNTED_OFF})"),
    **dict.fromkeys(["start", "beginning", "middle", "end", "close"], _OF_THE),
    **dict.fromkeys(["may", "march"], r" \d"),
    "from": r" (?:now|today)", "week": " of ", "year": r"[-’' ](?:s )?end", "World": " (?:AIDS|Refugee)", "Canada": " Day",
}  # fmt: skip
"""What must stand behind words that are much more often something else: read here, where it costs least."""


def _any_of(listing: Iterable[str], said: str = "") -> str:
    """Return a pattern of all words that shares their beginnings, which is much faster than one after the other."""
    tails: dict[str, list[str]] = {}
    for word in listing:
        tails.setdefault(word[:1], []).append(word[1:])
    branches = [first + _any_of(tails[first], said + first) for first in sorted(tails) if first]
    if "" in tails:
        behind = ONLY_BEFORE.get(said)
        branches.append("(?![A-Za-z])" + (f"(?={behind})" if behind else ""))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


_NAMES = sorted(word for word in FORMS if word[0].isupper())
_PLAIN = _any_of(word for word in FORMS if word[0].islower())
_BEFORE_PLAIN = " \n\t\r\xa0(\"“‘'’—–/[-"
_FIRST = re.compile(_PLAIN)
_NEXT = re.compile(
    "|".join(
        (
            *(re.escape(mark) + _PLAIN for mark in _BEFORE_PLAIN),
            *(
                initial + _any_of((word[1:] for word in group), initial)
                for initial, group in groupby(_NAMES, itemgetter(0))
            ),
            *(rf"{digit}\d*" for digit in range(10)),
        )
    )
)
"""Every branch begins with a plain character: so the search skips to the next of them without trying the pattern.

The space, by far the most frequent, stands first."""
