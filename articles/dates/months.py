"""Reads months, years and their parts: "in March", "early 2024", "2019-20", "the 1990s"."""

from __future__ import annotations

import re
from datetime import date

from articles.dates.mentions import Draft, Found, Text, relative_year
from articles.dates.periods import (
    Days,
    around,
    day_number,
    decade_of,
    full_year,
    month_number,
    month_of,
    months_from,
    moved,
    nearest,
    part_of,
    year_of,
    years_about,
)
from articles.dates.words import (
    AFTER_MONTH,
    BEFORE_A_MONTH,
    BEFORE_SHORT_YEAR,
    COUNTED,
    DATED_PLURALS,
    DETERMINERS,
    EARLIEST_YEAR,
    FISCAL,
    FOR_DELIVERY,
    FUTURE_YEAR_BEFORE,
    HYPHEN_BEFORE_YEAR,
    LATEST_YEAR,
    MONTHLY,
    NAMES_TOO,
    NOT_A_YEAR_AFTER,
    NOT_A_YEAR_BEFORE,
    NUMBER_BEFORE_YEAR,
    OLD_YEAR_BEFORE,
    SAFE_BEFORE_A_MONTH,
    SHORT_MONTH_AFTER,
    TO_A_NUMBER,
    VERBS_TOO,
    WORD_BEFORE,
    YEAR_AFTER_AND,
)
from articles.model import Granularity


def read_months_range(reader: Text, match: re.Match[str]) -> Found:
    """Read "January to March 2024", "May-June"."""
    if {match["month"], match["to"]} & VERBS_TOO:
        return None
    first, last = month_number(match["month"]), month_number(match["to"])
    connected = re.search(r"\band\b", match.group())
    if connected and not reader.before(match.start(), 10).lower().endswith("between "):
        return None
    year, from_year = match["year"], match["from_year"]
    if from_year and year:
        return None
    if match["shift"]:
        told = relative_year(reader, match["shift"], match.start())
    elif year or from_year:
        told = int(year or from_year)
    elif reader.published is None:
        return [Draft(match.start(), match.end(), None, "period")]
    else:
        candidates = [months_from(one - (first > last), first, one, last) for one in years_about(reader.published)]
        if not (_is_a_month(reader, match) or match["month"] not in NAMES_TOO):
            return None
        days = nearest(candidates, reader.published, reader.leaning(match.start(), match.end()))
        return [Draft(match.start(), match.end(), days, "period")]
    if told is None:
        return [Draft(match.start(), match.end(), None, "period")]
    if from_year:
        days = months_from(told, first, told + (first > last), last)
    else:
        days = months_from(told - (first > last), first, told, last)
    return [Draft(match.start(), match.end(), days, "period", explicit=not match["shift"])]


def read_month_year(reader: Text, match: re.Match[str]) -> Found:
    """Read "October 2023", "March last year"."""
    if match["month"] in VERBS_TOO:
        return None
    month = month_number(match["month"])
    if match["shift"]:
        year = relative_year(reader, match["shift"], match.start())
    else:
        year = full_year(match["year"] or match["short"], reader.published)
    if FISCAL.search(reader.before(match.start(), 20)):
        year = None
    days = month_of(year, month) if year else None
    return [Draft(match.start(), match.end(), days, "month", explicit=bool(match["year"]))]


def read_year_month(_reader: Text, match: re.Match[str]) -> Found:
    """Read "2024 March", "2024 March 3"."""
    if match["month"] in VERBS_TOO:
        return None
    year, month = int(match["year"]), month_number(match["month"])
    if match["day"]:
        day = date(year, month, day_number(match["day"]))
        return [Draft(match.start(), match.end(), (day, day), "day", explicit=True)]
    if match["month"] in ("May", "March"):
        return None
    return [Draft(match.start(), match.end(), month_of(year, month), "month", explicit=True)]


def read_month_shifted(reader: Text, match: re.Match[str]) -> Found:
    """Read "last March", "this past April", "next May 3"."""
    month, shift = month_number(match["month"]), match["shift"].lower()
    if match["month"] in VERBS_TOO or (match["month"] != "May" and len(match["month"]) < 4 and not match["day"]):
        return None
    published = reader.published
    if shift == "past" or (reader.before(match.start(), 4) == "the " and not match["day"]):
        return None
    number = day_number(match["day"]) if match["day"] else None
    granularity: Granularity = "day" if number else "month"
    if published is None:
        return [Draft(match.start(), match.end(), None, granularity)]
    candidates = [
        (date(year, month, number),) * 2 if number else month_of(year, month) for year in years_about(published)
    ]
    if shift in ("last", "this past"):
        days = max(one for one in candidates if one[1] < published)
    elif shift in ("next", "this coming"):
        days = min(one for one in candidates if one[0] > published)
    else:
        days = candidates[1]
    return [Draft(match.start(), match.end(), (days[0], days[1]), granularity)]


def read_month(reader: Text, match: re.Match[str]) -> Found:
    """Read a month alone, if it is one."""
    word = match["month"]
    shortened = (len(word) < 4 and word != "May") or word == "Sept"
    if word.islower() and word.title() in NAMES_TOO:
        return None
    if shortened and not (match.group().endswith(".") and SHORT_MONTH_AFTER.search(reader.before(match.start(), 8))):
        return None
    behind = AFTER_MONTH.match(reader.text, match.end(), match.end() + 24)
    for_delivery = behind is not None and behind[1] in FOR_DELIVERY
    if not for_delivery and not _is_a_month(reader, match):
        return None
    month = month_number(word)
    if reader.published is None:
        return [Draft(match.start(), match.end(), None, "month")]
    candidates = [month_of(year, month) for year in years_about(reader.published)]
    lean = "future" if for_delivery else reader.leaning(match.start(), match.end())
    return [Draft(match.start(), match.end(), nearest(candidates, reader.published, lean), "month")]


def read_short_year(reader: Text, match: re.Match[str]) -> Found:
    """Read "in '04"."""
    if not BEFORE_SHORT_YEAR.search(reader.before(match.start(), 12)):
        return None
    year = full_year(match["short"], reader.published)
    return [Draft(match.start() - 1, match.end(), year_of(year), "year")] if year else None


def _is_a_month(reader: Text, match: re.Match[str]) -> bool:
    """Tell a month from a name or a verb by the words beside it."""
    before = WORD_BEFORE.search(reader.before(match.start(), 16))
    previous = before[1].lower() if before else ""
    after = AFTER_MONTH.match(reader.text, match.end(), match.end() + 24)
    following = after[1] if after else ""
    word = match["month"]
    if word.isupper():
        return False
    if word.title() not in NAMES_TOO:
        capitalised_before = bool(before) and before[1][0].isupper() and previous not in BEFORE_A_MONTH  # type: ignore[index]  # bool(before)
        named = following[:1].isupper() and following != "I" and not previous
        return not (
            following in ("Jones", "Rain", "Country", "Surprise")
            or (capitalised_before and previous == "black")
            or named
        )
    if following in ("for", "on", "of", "against") and word == "March" and previous in ("the", "a", "women's"):
        return False
    capitalised = following[:1].isupper() and not re.match(
        r"[^\S\n]+(?:[A-Z]{2,}|[A-Z][a-z]+(?:day|’s|'s)\b)", reader.text[match.end() : match.end() + 20]
    )
    if capitalised and not (previous in ("the", "last", "this", "next") and word != "June"):
        return False
    if reader.text[match.end() : match.end() + 2] in ("'s", "’s") and previous not in SAFE_BEFORE_A_MONTH:
        counted = re.match(r"['’]s (?:\d|(\w+))", reader.text[match.end() : match.end() + 16])
        by_month = counted is not None and (counted[1] is None or counted[1] in MONTHLY) and not _surnamed_may(reader)
        return previous in ("in", "since", "of") or by_month
    if word == "May" and _surnamed_may(reader):
        return previous in ("in", "last", "next", "this", "early", "late", "mid", "until", "through")
    if previous in BEFORE_A_MONTH:
        return not (
            previous in ("to", "by", "from", "for", "after", "and", "or", "past", "around", "before")
            and not _listed(reader, match)
        )
    return previous in DETERMINERS and following[:1].islower() and following not in ("in", "to", "at", "with", "by")


def _listed(reader: Text, match: re.Match[str]) -> bool:
    """After a word that as often stands before a person ("by April"), look for what follows months only."""
    following = reader.text[match.end() : match.end() + 12]
    if re.match(r"\s?(?:[.,;:)?!–—-]|\Z|\n|'s|’s)", following):
        return True
    return (
        re.match(
            r"\s(?:and|or|to|at|in|after|as|when|with|because|before|by|if|but|amid|from|for|on|last|this|next)\b",
            following,
        )
        is not None
    )


def _surnamed_may(reader: Text) -> bool:
    if reader.surnamed_may is None:
        reader.surnamed_may = bool(
            re.search(
                r"\b(?:Theresa|Mrs\.?|Mr\.?|Ms\.?|Brian|James|Elaine|Minister|Jonny|Philip) May\b",
                reader.text[:200_000],
            )
        )
    return reader.surnamed_may


def read_part(reader: Text, match: re.Match[str]) -> Found:
    """Read "early October 2023", "mid-1990s", "late last year"."""
    if match["month"]:
        return _part_of_month(reader, match)
    part = match["part"]
    days: Days | None = None
    granularity: Granularity = "year"
    explicit = False
    if match["y"]:
        if NOT_A_YEAR_AFTER.match(reader.text, match.end()):
            return None
        days, explicit = year_of(int(match["y"])), True
    elif match["decade"]:
        decade = _decade_meant(reader, match["decade"])
        if decade is None and len(match["decade"]) < 3:
            return None
        days, granularity, explicit = (decade_of(decade) if decade else None), "decade", len(match["decade"]) == 4
    elif reader.published:
        step = {"last": -1, "this": 0, "next": 1}[match["rel"]]
        days, granularity = around(moved(reader.published, match["unit"], step), match["unit"])
    days = part_of(part, days, granularity) if days else None
    return [Draft(match.start(), match.end(), days, "period", explicit=explicit)]


def _part_of_month(reader: Text, match: re.Match[str]) -> Found:
    part, month = match["part"], month_number(match["month"])
    named = part.lower() == "late" and reader.before(match.start(), 4) == "the " and match["month"] in NAMES_TOO
    shortened = len(match["month"]) < 4 and match["month"] != "May" and "." not in match.group()
    if named or shortened or match["month"] in VERBS_TOO:
        return None
    days: Days | None = None
    if match["year"]:
        days = part_of(part, month_of(int(match["year"]), month), "month")
    elif match["shift"]:
        year = relative_year(reader, match["shift"], match.start())
        days = part_of(part, month_of(year, month), "month") if year else None
    elif reader.published:
        candidates = [part_of(part, month_of(year, month), "month") for year in years_about(reader.published)]
        days = nearest(candidates, reader.published, reader.leaning(match.start(), match.end()))
    return [Draft(match.start(), match.end(), days, "period", explicit=bool(match["year"]))]


def _decade_meant(reader: Text, word: str) -> int | None:
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return int(digits)
    if reader.published is None or digits[-1] != "0" or not word.startswith(("'", "’", "‘")):
        return None
    year = reader.published.year - reader.published.year % 100 + int(digits)
    return year if year <= reader.published.year else year - 100


def read_decade(reader: Text, match: re.Match[str]) -> Found:
    """Read "1990s", "'80s", and the "90s" of "the 1980s and 90s"."""
    word, start = match["decade"], match.start()
    if len(word) == 4:
        if word.endswith("00") and int(word) < 1500:
            return None
        if reader.before(start, 1) in ("$", "£", "€", "#"):
            return None
        return [Draft(start, match.end(), decade_of(int(word)), "decade", explicit=True)]
    mark = reader.before(start, 1)
    previous = reader.found[-1] if reader.found else None
    if previous and previous.granularity == "decade" and start - previous.end <= 8 and previous.days:
        century = previous.days[0].year - previous.days[0].year % 100
        days = decade_of(century + int(word))
        return [Draft(start - (mark in "'’‘"), match.end(), days, "decade", explicit=previous.explicit)]
    if mark not in ("'", "’", "‘") or reader.published is None:
        return None
    decade = _decade_meant(reader, mark + word)
    return [Draft(start - 1, match.end(), decade_of(decade) if decade else None, "decade")]


def read_century(_reader: Text, match: re.Match[str]) -> Found:
    """Read "the 19th century": 1801 to 1900."""
    number = int(match["n"])
    if not 1 <= number <= 22:
        return None
    days = date(100 * number - 99, 1, 1), date(100 * number, 12, 31)
    return [Draft(match.start(), match.end(), days, "period", explicit=True)]


def read_years(reader: Text, match: re.Match[str]) -> Found:
    """Read "2019-20", "1939-45"."""
    first = int(match["y"])
    last = int(match["to"]) if len(match["to"]) == 4 else first - first % 100 + int(match["to"])
    if last < first and len(match["to"]) == 2 and first % 100 == 99:
        last += 100
    if not first < last <= first + 150 or not _could_be_year(reader, match.start(), match.end(), first):
        return None
    days = None if FISCAL.search(reader.before(match.start(), 20)) else (date(first, 1, 1), date(last, 12, 31))
    return [Draft(match.start(), match.end(), days, "period", explicit=True)]


def read_iso_month(_reader: Text, match: re.Match[str]) -> Found:
    """Read "2024-05"."""
    year, month = int(match["y"]), int(match["m"])
    return [Draft(match.start(), match.end(), month_of(year, month), "month", explicit=True)]


def read_year(reader: Text, match: re.Match[str]) -> Found:
    """Read a year alone, if it is one."""
    year, end = int(match["y"]), match.end("y")
    if not _could_be_year(reader, match.start(), end, year):
        return None
    days = None if FISCAL.search(reader.before(match.start(), 24)) else year_of(year)
    return [Draft(match.start(), end, days, "year", explicit=True)]


def _could_be_year(reader: Text, start: int, end: int, year: int) -> bool:
    """Tell a year from a count, an hour, a price or a name by what stands beside it."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return False
    before = reader.before(start, 32)
    if NUMBER_BEFORE_YEAR.search(before[-2:]) and not HYPHEN_BEFORE_YEAR.search(before):
        return False
    named = NOT_A_YEAR_BEFORE.search(before) and not YEAR_AFTER_AND.search(before)
    if named or NOT_A_YEAR_AFTER.match(reader.text, end):
        return False
    following = AFTER_MONTH.match(reader.text, end, end + 24)
    word = following[1] if following else ""
    ranged = TO_A_NUMBER.match(reader.text, end)
    if word.lower() in COUNTED or (ranged and ranged[1].lower() in COUNTED):
        return False
    previous = WORD_BEFORE.search(before)
    last = previous[1].lower() if previous else ""
    plural = word.islower() and word.endswith("s") and len(word) > 3 and word not in DATED_PLURALS
    if (
        plural
        and last not in DETERMINERS
        and last not in ("in", "since", "during", "s", "by")
        and not before.endswith(("’s ", "'s "))
    ):
        return False
    if year < 1900:
        return bool(OLD_YEAR_BEFORE.search(before)) or (before.endswith(("(", "’s ", "'s ")) and not plural)
    known = reader.published.year if reader.published else 2030
    return year <= known + 2 or bool(FUTURE_YEAR_BEFORE.search(before)) or before.endswith("(")
