"""Dates as pages write them become moments: day, time and zone as given, nothing added."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

from articles.addresses import host_of
from articles.model import Moment
from articles.tables import words

LONGEST = 120
EARLIEST_YEAR, LATEST_YEAR = 1800, 2200

# Month by month: English, German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian languages, Polish.
_MONTH_WORDS = (
    "january jan janvier janv januar jänner enero ene gennaio gen janeiro januari stycznia",
    "february feb février févr fév februar febrero febbraio febb fevereiro fev februari lutego",
    "march mar mars märz mär marzo março maart mrt marts marca",
    "april apr avril avr abril abr aprile kwietnia",
    "may mai mayo maggio mag maio mei maj maja",
    "june jun juin juni junio giugno giu junho czerwca",
    "july jul juillet juil juli julio luglio lug julho lipca",
    "august aug août agosto ago augustus augusti sierpnia",
    "september sept sep septembre septiembre settembre set setembro września",
    "october oct octobre oktober okt octubre ottobre ott outubro out października",
    "november nov novembre noviembre novembro listopada",
    "december dec décembre déc dezember dez diciembre dic dicembre dezembro desember grudnia",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_WORDS, 1) for name in names.split()}
# Hours from UTC of the zone names that mean one thing: RFC 2822, section 4.3. CST, IST, BST, ET and others mean several.
ZONES = {
    "z": 0,
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "est": -5,
    "edt": -4,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}

WEEKDAY_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "segunda terça quarta quinta sexta feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag"
)
DATE_WORDS = words(
    "am pm at on st nd rd th of published updated posted date first last modified bst ist cst cet cest et pt ct aest aedt sast "
    "local time publié le mis mise jour modifié à veröffentlicht um uhr stand vom den erstellt aktualisiert zuletzt geändert "
    "publicado actualizado el en de del las hora horas em às atualizado il alle ore pubblicato aggiornato "
    "gepubliceerd bijgewerkt op om uur kl klokken publisert oppdatert udgivet opdateret publicerad uppdaterad"
)
# A year at the end after dots, or after any mark in the languages that write so, has the day first.
MONTH_FIRST_REGIONS = frozenset({"us", "ph"})
DAY_FIRST_SUFFIXES = frozenset(
    {"uk", "ie", "au", "nz", "in", "za", "ke", "ng", "gh", "sg", "my", "mt", "pk", "bd", "lk"}
)

_month = r"(?P<month>[^\W\d_]{3,12})\.?"
_day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_year = r"(?P<year>\d{4})"
_not_digit_before, _not_digit_after = r"(?<![\d.,/-])", r"(?![\d/-])"
_time = re.compile(
    r"(?<![\d:.+-])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?)?"
    r"(?!\d)\s{0,2}(?P<half>[AaPp]\.?\s?[Mm]\b\.?)?\s{0,2}"
    r"\(?(?P<zone>[A-Z]{1,4}(?![a-z])|Z\b)?\s{0,2}(?P<offset>[+-]\d{2}:?\d{2}\b)?"
)
DATE_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(_not_digit_before + pattern + _not_digit_after, re.IGNORECASE)
    for pattern in (
        rf"{_year}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark){_day}",
        rf"{_day}(?:er|\.)?[ \-/]{{1,3}}(?:of |del? )?{_month},?[ \-/]{{1,3}}(?:del? )?{_year}",
        rf"{_month}[ \-/]{{0,3}}{_day},?[ \-/]{{1,3}}{_year}",
        rf"(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second_number>\d{{1,2}})(?P=mark){_year}",
    )
)
_digit = re.compile(r"\d")
_half_day = re.compile(r"\d\s{0,2}[AaPp]\.?[Mm]\b")
_url_day = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:(?P<mark>[-/_])(?P<month>\d{1,2}|[a-z]{3,9})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01]))(?!\d)",
    re.IGNORECASE,
)


def moment_in(text: str, *, day_first: bool | None = None) -> Moment | None:
    """Read the one date of a short text (ISO 8601, RFC 2822, or as pages write it); None where unsure.

    A day and month that could be told either way round (03/04/2025) are unsure, unless `day_first` says which way the
    page writes them; with dots the day is always first. The month first is only believed beside a twelve-hour clock.
    """
    if not _digit.search(text):
        return None
    text = " ".join(text[: LONGEST + 1].split())
    if not text or len(text) > LONGEST:
        return None
    return _iso(text) or _epoch(text) or _written(text, day_first)


def writes_day_first(languages: Iterable[str], url: str) -> bool | None:
    """Tell the order of day and month from a page's language tags (`en-GB`, `de`) and the country in its address."""
    suffix = (host_of(url) or "").rpartition(".")[2]
    for tag in languages:
        language, _, region = tag.strip().lower().replace("_", "-").partition("-")
        if not 2 <= len(language) <= 3:
            continue
        if language not in {"en", "zh", "ja", "ko", "hu", "lt"}:
            return True
        if language == "en" and suffix not in DAY_FIRST_SUFFIXES and region:
            return region not in MONTH_FIRST_REGIONS
    return True if suffix in DAY_FIRST_SUFFIXES else None


def day_in_path(url: str) -> Moment | None:
    """Read a day from an address (`/2025/02/09/`, `/2025/feb/09/`, `2025-02-09`, `20250209`); None without one."""
    path = url.split("?", 1)[0].split("#", 1)[0].partition("//")[2].partition("/")[2][:2_000]
    for found in _url_day.finditer(path):
        month = found["month"] or found["month2"]
        number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
        if day := _date(int(found["year"]), number, int(found["day"] or found["day2"])):
            return Moment(day)
    return None


def is_date_line(text: str) -> bool:
    """Tell a line that holds a date and hardly anything else ("Sunday, 09 February 2025 6:03 PM")."""
    if moment_in(text, day_first=True) is None:
        return False
    return all(_date_word(word.lower()) for word in re.findall(r"[^\W\d_]{2,}", text))


def _date_word(word: str) -> bool:
    return word in MONTHS or word in ZONES or word in DATE_WORDS or word in WEEKDAY_NAMES


def _iso(text: str) -> Moment | None:
    compact = re.sub(r"^(\d{4}-\d{2}-\d{2}) (?=\d)", r"\1T", text)
    compact = re.sub(r"(?<=\d) ?(?:UTC|GMT|UT)$", "Z", compact)
    compact = re.sub(r"(?<=:\d\d) (?=[+-]\d\d:?\d\d$)", "", compact)
    compact = re.sub(r"(\.\d{6})\d{1,6}(?=Z|[+-]|$)", r"\1", compact)
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:$|T)|\d{8}(?:$|T)", compact):
        return None
    try:
        moment = Moment.parse(compact if len(compact) != 8 else f"{compact[:4]}-{compact[4:6]}-{compact[6:]}")
    except ValueError:
        return None
    return moment if EARLIEST_YEAR <= moment.day.year <= LATEST_YEAR else None


def _epoch(text: str) -> Moment | None:
    """Read seconds or milliseconds since 1970, which count in UTC."""
    if not re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return None
    return Moment.of(datetime.fromtimestamp(int(text[:10]), UTC))


def _written(text: str, day_first: bool | None) -> Moment | None:
    for pattern in DATE_PATTERNS:
        for found in pattern.finditer(text):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            if day := _day_of(found, False if day_first is False and _half_day.search(rest) else day_first or None):
                return Moment(day, _clock(rest))
    return None


def _day_of(found: re.Match[str], day_first: bool | None) -> date | None:
    groups = found.groupdict()
    if groups.get("first"):
        first, second = int(groups["first"]), int(groups["second_number"])
        day_first = True if groups["mark"] == "." else day_first
        if first <= 12 and second <= 12 and first != second and day_first is None:
            return None
        is_month_first = second > 12 or (first <= 12 and day_first is False)
        day, month = (second, first) if is_month_first else (first, second)
        return _date(int(groups["year"]), month, day)
    number = groups.get("number")
    return _date(
        int(groups["year"]), int(number) if number else MONTHS.get(groups["month"].lower(), 0), int(groups["day"])
    )


def _date(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    for found in _time.finditer(text):
        if found["minute"] is None and found["half"] is None:
            continue
        hour, half = int(found["hour"]), (found["half"] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        try:
            return time(hour, int(found["minute"] or 0), int(found["second"] or 0), tzinfo=_zone(found))
        except ValueError:
            continue
    return None


def _zone(found: re.Match[str]) -> timezone | None:
    if offset := found["offset"]:
        sign = -1 if offset[0] == "-" else 1
        minutes = sign * (int(offset[1:3]) * 60 + int(offset[-2:]))
        return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None
    hours = ZONES.get((found["zone"] or "").lower())
    return None if hours is None else timezone(timedelta(hours=hours))
