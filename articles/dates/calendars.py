"""The days that have names: feasts and holidays, and when each falls in a year.

Every day here means the same wherever the text was written; "Independence Day" or "Mother's Day" do not, and are absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date, date]

FIXED = {
    "new year's day": (1, 1), "burns night": (1, 25), "st david's day": (3, 1), "st george's day": (4, 23),
    "st andrew's day": (11, 30), "world aids day": (12, 1), "human rights day": (12, 10), "world refugee day": (6, 20), "epiphany": (1, 6), "orthodox christmas": (1, 7), "orthodox christmas day": (1, 7),
    "orthodox christmas eve": (1, 6), "holocaust memorial day": (1, 27), "groundhog day": (2, 2), "valentine's day": (2, 14),
    "international women's day": (3, 8), "st patrick's day": (3, 17), "saint patrick's day": (3, 17), "april fools' day": (4, 1),
    "april fool's day": (4, 1), "earth day": (4, 22), "anzac day": (4, 25), "may day": (5, 1), "cinco de mayo": (5, 5),
    "ve day": (5, 8), "juneteenth": (6, 19), "canada day": (7, 1), "fourth of july": (7, 4), "bastille day": (7, 14),
    "halloween": (10, 31), "all saints' day": (11, 1), "guy fawkes night": (11, 5), "bonfire night": (11, 5),
    "armistice day": (11, 11), "remembrance day": (11, 11), "veterans day": (11, 11), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "australia day": (1, 26), "inauguration day": (1, 20),
}  # fmt: skip

FROM_EASTER = {
    "mardi gras": -47, "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "easter saturday": -1, "easter sunday": 0, "easter": 0, "easter monday": 1, "ascension day": 39, "whit monday": 50,
    "pentecost": 49,
}  # fmt: skip

NTH_WEEKDAY = {
    "martin luther king jr. day": (1, 0, 3), "martin luther king day": (1, 0, 3), "presidents' day": (2, 0, 3),
    "presidents day": (2, 0, 3), "memorial day": (5, 0, -1), "labor day": (9, 0, 1), "columbus day": (10, 0, 2),
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4),
}  # fmt: skip
"""Month, weekday (Monday 0) and which one in the month (-1: the last). These are holidays of the United States."""

AFTER_THANKSGIVING = {"black friday": 1, "cyber monday": 4}

IN_HEBREW_YEAR = {
    "rosh hashanah": (0, 2), "yom kippur": (9, 1), "sukkot": (14, 7), "simchat torah": (22, 1),
}  # fmt: skip
"""Days after 1 Tishri, and length, of the feasts of the autumn."""
BEFORE_HEBREW_YEAR = {"purim": (193, 1), "passover": (163, 8), "shavuot": (113, 2)}
"""Days before the next 1 Tishri, and length, of the feasts of spring: no month between them varies."""
HANUKKAH_AFTER, HANUKKAH_LENGTH = 83, 8
"""Days from 1 Tishri to 25 Kislev where Heshvan has 29 days; it has 30 in a year of 355 or 385 days."""
COMPLETE_YEARS = frozenset({355, 385})

FIRST_YEAR = 1990
"""The first year of the tables below."""

RAMADAN = (
    "0327 0317 0305 0222 0211 0131 0121 0110/1230 1219 1209 1127 1116 1106 1026 1015 1004 0924 0913 0901 0822 0811 0801 "
    "0720 0709 0628 0618 0606 0527 0516 0506 0424 0413 0402 0323 0311 0301 0218 0208 0128 0116 0105/1226 1215 1204 1123 "
    "1112 1101 1020 1010 0930 0919 0907"
)
"""1 Ramadan, month and day, a year each from 1990 to 2040 by the Umm al-Qura calendar of Saudi Arabia.

Elsewhere a sighted moon may move it by a day, so Ramadan is a period here and the two Eids are too.
"""
EID_AL_FITR = (
    "0426 0415 0404 0324 0313 0302 0219 0208 0129 0118 0108/1227 1216 1205 1125 1114 1103 1023 1013 1001 0920 0910 0830 "
    "0819 0808 0728 0717 0706 0625 0615 0604 0524 0513 0502 0421 0410 0330 0320 0309 0226 0214 0204 0124 0114 0102/1223 "
    "1212 1201 1119 1108 1029 1019 1007"
)
EID_AL_ADHA = (
    "0702 0622 0611 0531 0520 0509 0427 0417 0407 0327 0316 0305 0222 0211 0201 0121 0110/1231 1220 1208 1127 1116 1106 "
    "1026 1015 1004 0923 0911 0901 0821 0811 0731 0720 0709 0628 0616 0606 0527 0516 0505 0424 0413 0402 0322 0311 0301 "
    "0218 0207 0126 0116 0105/1226 1214"
)
LUNAR_NEW_YEAR = (
    "0127 0215 0204 0123 0210 0131 0219 0207 0128 0216 0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 "
    "0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 "
    "0128 0215 0204 0124 0212"
)
"""First day of the Chinese year, by the calendar of China (UTC+8)."""

FIRST_DIWALI = 2000
DIWALI = (
    "1026 1114 1104 1025 1112 1101 1021 1109 1028 1017 1105 1026 1113 1103 1023 1111 1030 1019 1107 1027 1114 1104 1024 1112 "
    "1031/1101 1020/1021 1108"
)
"""The main day (Lakshmi Puja) in India, a year each from 2000 to 2026; two days where India itself was divided."""

SAME_AS = {
    "chanukah": "hanukkah", "deepavali": "diwali", "norouz": "nowruz", "newroz": "nowruz", "persian new year": "nowruz",
    "fat tuesday": "mardi gras", "st. george's day": "st george's day", "st. david's day": "st david's day",
    "st. andrew's day": "st andrew's day",
    "new year's": "new year's day", "july fourth": "fourth of july",
    "eid ul-fitr": "eid al-fitr", "eid ul-adha": "eid al-adha",
    "chinese new year": "lunar new year", "valentines day": "valentine's day", "hallowe'en": "halloween",
    "st. patrick's day": "st patrick's day",
}  # fmt: skip

NEEDS_A_PREPOSITION = frozenset({
    "christmas", "easter", "thanksgiving", "halloween", "new year's", "passover", "pentecost", "epiphany", "sukkot",
    "hanukkah", "diwali", "nowruz", "purim", "mardi gras",
})  # fmt: skip
"""Names that as often qualify a noun ("Christmas shopping", "Easter eggs"): a day only where the words around say so."""

PERIODS = frozenset(
    {
        "ramadan",
        "eid al-fitr",
        "eid al-adha",
        "rosh hashanah",
        "sukkot",
        "passover",
        "shavuot",
        "hanukkah",
        "diwali",
        "nowruz",
    }
)


def names() -> tuple[str, ...]:
    """Return every name that `named_days` knows, in lower case with straight apostrophes."""
    known = (FIXED, FROM_EASTER, NTH_WEEKDAY, AFTER_THANKSGIVING, IN_HEBREW_YEAR, BEFORE_HEBREW_YEAR, SAME_AS, _MOVING)
    return tuple(dict.fromkeys(name for table in known for name in table if "’" not in name))


def named_days(name: str, year: int) -> tuple[Days, ...]:
    """Return when the feast begins and ends in that year: once, twice for a few lunar ones, or nothing if not known."""
    name = re.sub(r"\s+", " ", name.lower().replace("’", "'"))
    name = SAME_AS.get(name, name)
    if name in FIXED:
        return _alone(date(year, *FIXED[name]))
    if name in FROM_EASTER:
        return _alone(easter(year) + timedelta(FROM_EASTER[name]))
    if name in NTH_WEEKDAY:
        return _alone(nth_weekday(year, *NTH_WEEKDAY[name]))
    if name in AFTER_THANKSGIVING:
        return _alone(nth_weekday(year, *NTH_WEEKDAY["thanksgiving"]) + timedelta(AFTER_THANKSGIVING[name]))
    if name in IN_HEBREW_YEAR:
        after, length = IN_HEBREW_YEAR[name]
        return _from(hebrew_new_year(year) + timedelta(after), length)
    if name in BEFORE_HEBREW_YEAR:
        before, length = BEFORE_HEBREW_YEAR[name]
        return _from(hebrew_new_year(year) - timedelta(before), length)
    return _MOVING[name](year) if name in _MOVING else ()


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the eastern churches, in the Gregorian calendar (Meeus; right from 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def hebrew_new_year(year: int) -> date:
    """Return 1 Tishri of the Hebrew year that begins in the autumn of `year`."""
    elapsed = _new_moon_days(year + 3761)
    before, after = _new_moon_days(year + 3760), _new_moon_days(year + 3762)
    if after - elapsed == 356:
        elapsed += 2
    elif elapsed - before == 382:
        elapsed += 1
    return date.fromordinal(elapsed - 1373427)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the first, second... (or, with -1, the last) such weekday of a month; ValueError if it has none."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if found.month != month:
        raise ValueError(f"{year}-{month:02} has no weekday {weekday} number {nth}")
    return found


def _new_moon_days(hebrew_year: int) -> int:
    months = (235 * hebrew_year - 234) // 19
    elapsed = 29 * months + (12084 + 13753 * months) // 25920
    return elapsed + 1 if 3 * (elapsed + 1) % 7 < 3 else elapsed


def _from(first: date, length: int) -> tuple[Days, ...]:
    return ((first, first + timedelta(length - 1)),)


def _hanukkah(year: int) -> tuple[Days, ...]:
    new_year = hebrew_new_year(year)
    complete = (hebrew_new_year(year + 1) - new_year).days in COMPLETE_YEARS
    return _from(new_year + timedelta(HANUKKAH_AFTER + complete), HANUKKAH_LENGTH)


def _alone(day: date) -> tuple[Days, ...]:
    return ((day, day),)


def _read(table: str, first_year: int = FIRST_YEAR) -> dict[int, tuple[date, ...]]:
    return {
        year: tuple(date(year, int(day[:2]), int(day[2:])) for day in days.split("/"))
        for year, days in enumerate(table.split(), start=first_year)
    }


def _lasting(starts: dict[int, tuple[date, ...]], days: int) -> Callable[[int], tuple[Days, ...]]:
    return lambda year: tuple((first, first + timedelta(days - 1)) for first in starts.get(year, ()))


def _ramadan(year: int) -> tuple[Days, ...]:
    ends = [first for near in (year, year + 1) for first in _FITR.get(near, ())]
    return tuple(
        (first, min(end for end in ends if end > first) - timedelta(1))
        for first in _RAMADAN.get(year, ())
        if any(end > first for end in ends)
    )


_RAMADAN, _FITR, _ADHA, _LUNAR = (_read(table) for table in (RAMADAN, EID_AL_FITR, EID_AL_ADHA, LUNAR_NEW_YEAR))
_DIWALI = _read(DIWALI, FIRST_DIWALI)

_MOVING: dict[str, Callable[[int], tuple[Days, ...]]] = {
    "ramadan": _ramadan,
    "eid al-fitr": _lasting(_FITR, 3),
    "eid al-adha": _lasting(_ADHA, 4),
    "lunar new year": _lasting(_LUNAR, 1),
    "orthodox easter": lambda year: _alone(orthodox_easter(year)),
    "hanukkah": _hanukkah,
    "diwali": lambda year: ((_DIWALI[year][0], _DIWALI[year][-1]),) if year in _DIWALI else (),
    "nowruz": lambda year: ((date(year, 3, 20), date(year, 3, 21)),),
    "election day": lambda year: _alone(nth_weekday(year, 11, 0, 1) + timedelta(1)),
}
