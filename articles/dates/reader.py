"""Finds the dates that a text speaks of and resolves them in the sense that news prose means, or not at all.

A mention is the shortest phrase that fixes its days: "Monday" of "on Monday night", "last Friday" of "since last Friday",
"14 June" of "the night of 14 June". Its interval is inclusive:

- a weekday is the last one (the day of publication itself included) unless the words look ahead; then the next one;
- "next Friday" is the Friday of next week, "last Friday" the last before publication, "this Friday" goes by tense;
- a day and month without a year is the nearest that the tense allows, unless the text gives that day its year elsewhere;
- "9/11", "the Sept. 11 attacks", "the October 7 attack" and "the Jan. 6 riot" are names of days, with their years;
- a week runs from Monday to Sunday; a weekend is its Saturday and Sunday;
- early, mid and late: of a month 1-10, 11-20 and 21 to its end; of a year January-April, May-August, September-December;
  of a decade its first four, middle three and last three years;
- the first, second, third and fourth week "of" a month: its days 1-7, 8-14, 15-21, 22-28; the last week: its last seven days;
- "the past two weeks" runs from the day two weeks ago to the day of publication, both included;
- "two weeks ago" is a week, "two months ago" a month, "two years ago" a year, unless it is hedged;
- both ends stay None for what cannot be known: seasons (the hemisphere), fiscal years and quarters, 03/04/2025, "three
  weeks earlier" without an earlier date in the sentence, and everything relative where no publication date is given.

"Today" within a quotation is read as the day of publication. Lengths of time ("470 days") are figures, not dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

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
from articles.dates.mentions import Draft, Form, Found, Text
from articles.dates.months import (
    read_century,
    read_decade,
    read_iso_month,
    read_month,
    read_month_shifted,
    read_month_year,
    read_months_range,
    read_part,
    read_year,
    read_year_month,
    read_years,
)
from articles.dates.quarters import read_holiday, read_ordinal, read_quarter, read_season, read_year_quarter
from articles.dates.relative import read_ago, read_part_of_the, read_relative, read_span, read_the_weekend
from articles.dates.titles import in_a_title
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
    MONTH_YEAR,
    MONTH_SPELT,
    MONTHS,
    MONTHS_RANGE,
    NEAR,
    NEAR_DAY,
    NINE_ELEVEN,
    NUMERIC,
    NTH,
    ORDINAL,
    PART_OF_THE,
    PART_ANY_CASE,
    QUARTER,
    RELATIVE,
    SEASON,
    SPAN,
    SPELT_DAYS,
    SPELT_MONTH,
    TOKEN,
    WEEK_OF,
    WEEKDAY_ALONE,
    WEEKDAY_DATE,
    WEEKDAY_SHIFTED,
    WEEKDAY_WEEK,
    WRAPPED_LINE,
    YEAR_ALONE,
    YEAR_MONTH,
    YEAR_QUARTER,
    YEARS,
)
from articles.model import DateMention


def dates_in(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Find the dates that `text` speaks of, in order, resolved against the day of `published`.

    No two mentions overlap, and `text[mention.start : mention.end] == mention.text`.
    """
    day = published.date() if isinstance(published, datetime) else published
    reader = Text(_unwrapped(text), day)
    _collect(reader)
    _lend_years(reader)
    _agree_on_weekdays(reader)
    _run_on(reader)
    return tuple(
        DateMention(
            text[draft.start : draft.end],
            draft.start,
            draft.end,
            draft.days[0] if draft.days else None,
            draft.days[1] if draft.days else None,
            draft.granularity,
            draft.weekday,
            draft.explicit and draft.days is not None,
        )
        for draft in reader.found
    )


def _collect(reader: Text) -> None:
    text, reached = reader.text, 0
    for token in TOKEN.finditer(text):
        word = token.group()
        forms = FORMS.get(word) or (DIGIT_FORMS.get(len(word)) if word[0].isdigit() else None)
        start = token.start()
        if forms is None or start < reached or (start and _joined(text[start - 1])):
            continue
        if forms is _SHORT_NUMBER and start and (text[start - 1] in "$£€¥#" or _DECIMAL.match(text, start - 2)):
            continue
        for pattern, read in forms:
            match = pattern.match(text, start)
            drafts = _safely(read, reader, match or token) if match or pattern is TOKEN else None
            if drafts and drafts[0].start >= reached:
                if not in_a_title(reader, drafts[0]):
                    reader.found.extend(drafts)
                reached = drafts[-1].end
                break


_DECIMAL = re.compile(r"\d[.,]")


def _joined(character: str) -> bool:
    return character.isalnum() or character == "_"


def _safely(read: Callable[[Text, re.Match[str]], Found], reader: Text, match: re.Match[str]) -> Found:
    """Read a form; what no calendar has (30 February, the year 0, a day before the first) is no date."""
    try:
        return read(reader, match)
    except (ValueError, OverflowError):
        return None


def _unwrapped(text: str) -> str:
    """Turn the newlines of a text that was broken into short lines into spaces, paragraphs kept; offsets stay."""
    if text.count("\n") < 6:
        return text
    lines = text.split("\n")
    if max(map(len, lines)) > WRAPPED_LINE or sum(len(line) for line in lines) < 30 * len(lines):
        return text
    return re.sub(r"(?<=[^\n.!?:])\n(?=[^\s])", " ", text)


_JOIN = re.compile(r"\s?(?:,? and|,? to|through|until|till|-|–|—|into)\s?|\s(?:and|to|through|until|till|into)\s")


def _lend_years(reader: Text) -> None:
    """Give a day and month the year of the date it is joined to, or of the same day elsewhere in the text.

    Where the text gives that month another year than tense would, nothing can be known.
    """
    known: dict[tuple[int, int], set[int]] = {}
    months: dict[int, set[int]] = {}
    for draft in reader.found:
        if draft.explicit and draft.days and draft.granularity in ("day", "month"):
            first = draft.days[0]
            months.setdefault(first.month, set()).add(first.year)
            if draft.granularity == "day":
                known.setdefault((first.month, first.day), set()).add(first.year)
    for index, draft in enumerate(reader.found):
        if draft.yearless is not None:
            reader.found[index] = _with_year(reader, index, draft, known.get(draft.yearless), months)


def _with_year(reader: Text, index: int, draft: Draft, known: set[int] | None, months: dict[int, set[int]]) -> Draft:
    """Return the draft with the year that the text gives it, if it gives one."""
    if draft.yearless is None:
        return draft
    lent = _lent_by_neighbour(reader, index)
    if lent is not None:
        length = draft.days[1] - draft.days[0] if draft.days else timedelta(0)
        day = _day_of(lent, draft.yearless)
        resolved = draft.days is not None or draft.granularity == "day"
        return replace(draft, days=(day, day + length), explicit=True) if day and resolved else draft
    if not draft.days or not reader.published or abs((draft.days[0] - reader.published).days) <= NEAR:
        return draft
    year = draft.days[0].year
    if known and len(known) == 1 and draft.granularity == "day":
        day = _day_of(next(iter(known)), draft.yearless)
        return replace(draft, days=(day, day)) if day else draft
    if draft.ahead:
        return draft
    return replace(draft, days=None) if months.get(draft.yearless[0], {year}) != {year} else draft


def _day_of(year: int, month_day: tuple[int, int]) -> date | None:
    """Return the day, or None for 29 February of a common year."""
    return date(year, *month_day) if month_day[1] <= monthrange(year, month_day[0])[1] else None


def _lent_by_neighbour(reader: Text, index: int) -> int | None:
    """Read the year from the other end: "March 3 to May 5, 2024", "May 5, 2024 to June 1"."""
    draft = reader.found[index]
    month_day = draft.yearless
    if month_day is None:
        return None
    for step in (1, -1):
        if not 0 <= index + step < len(reader.found):
            continue
        other = reader.found[index + step]
        left, right = (draft, other) if step == 1 else (other, draft)
        if (
            not (other.explicit and other.days and other.granularity in ("day", "period"))
            or right.start - left.end > 12
        ):
            continue
        if not _JOIN.fullmatch(reader.text, left.end, right.start):
            continue
        theirs = (other.days[0].month, other.days[0].day)
        if step == 1:
            return other.days[0].year - (month_day > theirs)
        return other.days[0].year + (month_day < theirs)
    return None


def _agree_on_weekdays(reader: Text) -> None:
    """Let a weekday that nothing places be the day that the text elsewhere means by the same name."""
    if not any(draft.unsure for draft in reader.found):
        return
    meant: dict[int, set[date]] = {}
    for draft in reader.found:
        if draft.weekday is not None and draft.days and not draft.unsure and draft.granularity == "day":
            meant.setdefault(draft.weekday, set()).add(draft.days[0])
    for index, draft in enumerate(reader.found):
        if draft.unsure and draft.weekday is not None and len(meant.get(draft.weekday, ())) == 1:
            [day] = meant[draft.weekday]
            if draft.days and abs((day - draft.days[0]).days) == 7:
                reader.found[index] = replace(draft, days=(day, day))


def _run_on(reader: Text) -> None:
    """Put the second of two joined weekdays after the first: "from Thursday to Sunday"."""
    for index in range(1, len(reader.found)):
        left, right = reader.found[index - 1], reader.found[index]
        if left.weekday is None or right.weekday is None or not left.days or not right.days:
            continue
        joined = right.start - left.end <= 10 and re.fullmatch(
            r"\s?(?:to|through|until|till|-|–|—|into)\s?", reader.text[left.end : right.start]
        )
        if joined and right.days[0] < left.days[0] and not left.explicit and not right.explicit:
            day = right.days[0] + timedelta(7)
            if (day - left.days[0]).days < 7:
                reader.found[index] = replace(right, days=(day, day))


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
    open_with(f"{full_days} {full_days.upper()} {full_days.lower()}", (WEEKDAY_WEEK, read_weekday_week), (WEEKDAY_ALONE, read_weekday))
    open_with("Mon Tue Tues Wed Thu Thurs Fri Sat Sun", (WEEKDAY_ALONE, read_weekday))
    months = " ".join(form for name in MONTHS for form in (name.title(), name.upper(), name) if form != name or len(name) > 4 or name in ("may", "june", "july"))
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
