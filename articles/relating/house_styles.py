"""Tell by its house style which agency wrote a dispatch whose name was taken out: dateline, days, spelling, money, sign-off.

A house style is a habit, not a signature: papers that follow an agency's style book write as it does. So what is said
here is only of a text that is known to be a copy, and only where several habits agree and no other agency's do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.tables import words

AP = "Associated Press"
AFP = "Agence France-Presse"
PA = "PA Media"
PTI = "Press Trust of India"
DPA = "Deutsche Presse-Agentur"

HEAD = 160
"""Code points from the top in which a dateline stands."""
READ = 6_000
"""Code points in which habits are looked for; a dispatch that shows none by then is a long read."""
TAIL = 40
"""Code points at the end in which a desk signs."""
LEAST_WORDS = 60
"""Words below which a text shows too few habits."""
NEEDED = 3.0
"""Weight of habits from which an agency is named."""
AHEAD = 1.5
"""By how much the next agency must fall short."""

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_FULL = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_BARE = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_DOTTED = r"(?:(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|March|April|May|June|July)"
_CAPITALS = r"[A-Z][A-Z.'’-]{1,20}(?:[ /][A-Z][A-Z.'’-]{0,20}){0,3}"
_TITLED = r"[A-Z][\w.'’-]{1,20}(?:[ /-][A-Z][\w.'’-]{0,20}){0,3}"
_STATE = r"(?:, [A-Z][A-Za-z.]{1,14}(?: [A-Z][a-z.]{1,10})?)?"

_DATELINES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("Yonhap", 3.5, re.compile(rf"(?:SEOUL|BUSAN|SEJONG|PYONGYANG|INCHEON|DAEGU), {_DOTTED} \d{{1,2}} --? ")),
    ("Bernama", 3.5, re.compile(rf"(?:KUALA LUMPUR|PUTRAJAYA|SHAH ALAM|JOHOR BAHRU|KUCHING|KOTA KINABALU|IPOH|GEORGE TOWN|MELAKA|SEREMBAN|KUANTAN|ALOR SETAR), {_BARE} \d{{1,2}} --? ")),
    ("UPI", 3.5, re.compile(rf"{_DOTTED} \d{{1,2}} -- ")),
    ("KUNA", 3.5, re.compile(rf"KUWAIT(?: CITY)?, {_BARE} \d{{1,2}} --? ")),
    ("WAM", 4.0, re.compile(rf"{_CAPITALS}, \d{{1,2}}(?:st|nd|rd|th) {_FULL},? \d{{4}} ")),
    ("ANSA", 4.0, re.compile(rf"{_CAPITALS}, (?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) \d{{1,2}} - ")),
    ("Ghana News Agency", 3.5, re.compile(rf"(?:Accra|Kumasi|Tamale|Takoradi|Sekondi|Ho|Koforidua|Sunyani|Bolgatanga|Wa|Tema|Cape Coast|[A-Z]\w{{2,14}} \([A-Z]/[A-Z]\)), {_DOTTED} \d{{1,2}},? [-–] ")),
    ("News Agency of Nigeria", 3.5, re.compile(rf"(?:Abuja|Lagos|Kano|Kaduna|Ibadan|Enugu|Jos|Ilorin|Benin|Calabar|Port Harcourt|Maiduguri|Sokoto|Akure|Osogbo|Awka|Owerri|Minna|Lokoja|Yola|Bauchi|Uyo|Asaba|Abeokuta),? {_DOTTED} \d{{1,2}},? \d{{4}} ")),
    ("Philippine News Agency", 3.0, re.compile(r"(?:MANILA|QUEZON CITY|CEBU CITY|DAVAO CITY|BAGUIO CITY|ILOILO CITY|BACOLOD CITY|ZAMBOANGA CITY|LEGAZPI CITY) – ")),
    ("Xinhua", 3.5, re.compile(rf"{_CAPITALS}{_STATE}, {_DOTTED} \d{{1,2}} -- ")),
    ("Interfax", 4.0, re.compile(rf"{_CAPITALS}\. {_BARE} \d{{1,2}} - ")),
    ("TASS", 3.5, re.compile(rf"{_CAPITALS}, {_FULL} \d{{1,2}}\. ")),
    ("Reuters", 3.5, re.compile(rf"{_CAPITALS}{_STATE}, {_BARE} \d{{1,2}} - ")),
    ("Reuters", 1.0, re.compile(rf"{_CAPITALS}{_STATE} - ")),
    ("Canadian Press", 3.5, re.compile(r"(?:OTTAWA|TORONTO|MONTREAL|VANCOUVER|CALGARY|EDMONTON|WINNIPEG|HALIFAX|QUEBEC|REGINA|SASKATOON|VICTORIA|ST\. JOHN['’]S|FREDERICTON|IQALUIT|WHITEHORSE|YELLOWKNIFE)(?:, (?:Ont|Que|B\.C|Alta|Sask|Man|N\.S|N\.B|N\.L|P\.E\.I)\.)? — ")),
    (AP, 2.5, re.compile(rf"{_CAPITALS}, (?:[A-Z][a-z]{{1,8}}\.|[NSWRD]\.[A-Z]\.|[A-Z][a-z]+(?: [A-Z][a-z]+)?) — ")),
    (AP, 2.5, re.compile(rf"{_CAPITALS} — ")),
    (PTI, 2.5, re.compile(rf"{_TITLED}, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{{1,2}}: ")),
    (PTI, 0.5, re.compile(rf"{_TITLED}, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{{1,2}} ")),
    ("IANS", 3.0, re.compile(rf"{_TITLED}, {_BARE}\.? \d{{1,2}} : ")),
    ("Asian News International", 4.0, re.compile(rf"{_TITLED} \[[A-Z][\w ,]{{2,40}}\], {_FULL} \d{{1,2}}(?: :|:) ")),
    ("Anadolu Agency", 1.5, re.compile(r"(?:ANKARA|ISTANBUL)\n")),
    ("EFE", 4.0, re.compile(rf"{_TITLED}, \d{{1,2}} {_BARE} ?\.- ?")),
    (DPA, 2.5, re.compile(r"(?!By\b|Press\b|News\b|Video\b)[A-Z][a-zäöüß]+(?:[ /-][A-Z][a-zäöüß]+){0,2} - (?=[A-Z0-9])")),
)  # fmt: skip
"""How each agency opens a dispatch, its name taken out; the first that fits is the dateline."""

_BRITISH = re.compile(
    r"\b(?:\w{2,14}(?:isation|ising|ised|yse[ds]?)|colou?red|(?:col|fav|hon|lab|neighb|harb|behavi|hum|rum|arm|vap)our\w{0,8}|"
    r"(?:cent|met|kilomet|theat|lit|fib)res?|defence|offence|licence|travell(?:ed|er|ers|ing)|cancelled|labelled|fuelled|"
    r"programmes?|tonnes|grey|ageing|manoeuv\w+|equalis\w+|tyres?|kerb|jewellery|councillors?|enquir\w+|storeys?|mould|plough\w*|cheque)\b"
)
_NOT_BRITISH = words(
    "advised raised promised revised surprised supervised exercised comprised praised compromised advertised improvised "
    "disguised devised advising raising promising rising arising surprising exercising revising praising compromising "
    "advertising supervising cruising poising promising premised televised devising disguising comprising franchised "
    "despised chastised apprised bruising uprising enterprising"
)
_AMERICAN = re.compile(
    r"\b(?:\w{2,14}(?:ization|izing|yze[ds]?)|(?:col|fav|hon|lab|neighb|harb|behavi|hum|rum)or(?:s|ed|ing|s|hood|ite|able)?|"
    r"(?:cent|theat|fib)ers?|kilometers?|meters?|liters?|defense|offense|license|traveled|travelers?|traveling|canceled|"
    r"canceling|labeled|fueled|programs|gray|aging|maneuver\w*|plow\w*|councilm[ae]n|jewelry|tires)\b"
)
_OXFORD = re.compile(r"\b\w{3,14}(?:ization|izing|ized|izers?|izes?)\b")
_NOT_OXFORD = words(
    "prize prizes size sizes sized seized seizes seize sizing seizing capsize capsized capsizing prized"
)
_SAID_COLON = re.compile(r"\b(?:said|added|told [^.\n]{2,40}|continued|wrote|says|tweeted|posted):\s{1,2}[\"“]")
_SAID_QUOTE = re.compile(
    r"[,?!][\"”] (?:said|says|told|[A-Z][\w’'-]+ (?:said|told|wrote)|(?:he|she|they) (?:said|told|wrote|added))\b"
)
_HONORIFIC = re.compile(r"(?<!\. )(?<!^)\b(?:Mr|Mrs|Ms) [A-Z]")
_UK_TIME = re.compile(r"\b\d{1,2}(?:\.\d\d)?(?:am|pm)\b")
_GMT_BEFORE = re.compile(r"\(\d{4} GMT\)")
_GMT_ALONE = re.compile(r"(?<!\()\b\d{4} GMT\b")
_MOSCOW = re.compile(r"\bMoscow time \(\d{1,2}:\d\d (?:[ap]\.m\. )?GMT\)")
_DOLLARS_SPELT = re.compile(
    r"\b[\d.,]+ (?:million |billion )?(?:euros|dollars|pounds|francs)(?: \([\d.,]+ (?:million |billion )?dollars\))?"
)
_DOLLARS_BRACKETED = re.compile(r"\(\$[\d.,]+(?: (?:million|billion|trillion))?\)")
_RUPEES = re.compile(r"\bRs\.? ?\d|\b\d[\d.,]* (?:crore|lakh)\b")
_US_PLAIN = re.compile(r"(?<![\w.])US(?![\w.$])")
_US_DOTTED = re.compile(r"\bU\.S\.")
_UK = re.compile(
    r"£\d|\b(?:UK|England|Scotland|Wales|Northern Ireland|Britain|London|Yorkshire|Lancashire|Kent|Essex|Cornwall|Devon|Manchester|Birmingham|Leeds|Liverpool|"
    r"Glasgow|Edinburgh|Cardiff|Belfast|NHS|MPs?|Commons|Downing Street|Labour|Tory|Tories|Conservatives?|Liberal Democrats?|SNP|SDLP|DUP|Sinn Fein|Holyrood|Whitehall|"
    r"Crown Court|Magistrates[’'] Court|Coroner[’']s Court|Met Office|Co [A-Z][a-z]+|Garda[i]?|Duke|Duchess|King Charles|Queen Camilla|Prince of Wales|HMRC|Ofsted|Ofcom|Ofgem|FTSE|RNLI|RSPCA|Royal|"
    r"[A-Z][a-z]+ (?:County|City|Borough) Council|Police Scotland|Greater Manchester)\b"
)
_PARTY_STATE = re.compile(r"\b[DR]-[A-Z][a-z]{2,5}\.|\b[DR]-N\.[A-Z]\.")
_SENATOR = re.compile(r"\b(?:Sen|Rep|Gov|Sgt|Lt|Gen)\. [A-Z]")
_BARE_MONTH = re.compile(r"\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec) \d{1,2}\b")
_DOTTED_MONTH = re.compile(r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\. \d{1,2}\b")
_DESK_INITIALS = re.compile(r"(?:\.|[\"”])?\s(?:[A-Z]{2,4} ){1,4}[A-Z]{2,4}\s*\Z")
_AGE_BRACKETED = re.compile(r"\b[A-Z][a-z]+ \(\d\d\)")
_RUSSIAN = re.compile(r"\b(?:Russia|Russian|Moscow|Kremlin|Ukraine)\b")
_GERMAN = re.compile(
    r"\b(?:German|Germany|Germany[’']s|Berlin|Austria[n]?|Swiss|Bavaria[n]?|Saxony|Munich|Hamburg|Cologne|Bundestag)\b"
)
_INDIAN = re.compile(
    r"\b(?:crore|lakh|FIR|Lok Sabha|Rajya Sabha|BJP|Congress|SP|DGP|IPC|BNS|Rs|Sensex|Nifty|Pradesh|Kerala|Delhi|Mumbai|Chief Minister|tehsil|panchayat|accused)\b"
)
_OWN_REPORT = re.compile(
    r"\b(?:told|tells|interview with|obtained by|reviewed by|seen by|spoke (?:to|with)|according to|contacted by) (?:[Tt]he )?(?:[A-Z][\w.’'-]+ ){1,3}(?:News|Times|Post|Journal|Tribune|Herald|Gazette|Chronicle|Star|Sun|Mail|Express|Telegraph|Guardian|Standard|Observer|Courier|Record|Argus|Echo|Register|Globe|Examiner|Mercury|Age|Press|Dispatch|Ledger|Sentinel)\b"
)
"""An outlet that speaks of itself wrote its own report."""
_PERCENT = re.compile(r"\b\d[\d.]* percent\b")
_WEEKDAY = re.compile(rf"{_DAY}\b")
_WITHOUT_ON = re.compile(
    r"\b(?:\w{1,18}ed|said|told|met|began|won|lost|struck|hit|fell|rose|held|made|came|took|gave|put|left|sent|shot|set|"
    r"went|here|says|\w{3,12}(?:er|al|ion|ment|ty)|Street) \Z"
)
_MARKS: tuple[tuple[str, float, bool | None, re.Pattern[str]], ...] = (
    (AP, 0.5, None, _US_DOTTED),
    (AP, 0.5, None, _DOTTED_MONTH),
    (AP, 0.5, None, _PARTY_STATE),
    (AP, 0.5, None, _SENATOR),
    ("Reuters", 1.0, None, _BARE_MONTH),
    ("Reuters", 0.75, None, _GMT_ALONE),
    (AFP, 0.5, False, _US_PLAIN),
    (AFP, 0.5, False, _SAID_QUOTE),
    (AFP, 0.5, False, _DOLLARS_BRACKETED),
    (PA, 0.5, False, re.compile(r"£\d")),
    (PA, 0.75, False, _UK_TIME),
    (PA, 0.75, False, _HONORIFIC),
    (PA, 0.25, False, re.compile(r"\d%")),
    (PA, 0.25, False, re.compile(rf"\b{_FULL} \d{{1,2}}\b")),
    (PA, -1.0, None, re.compile(r"\d per ?cent\b")),
    (PTI, 1.0, None, _RUPEES),
    (PTI, 0.5, None, _AGE_BRACKETED),
    (PTI, 0.5, None, _INDIAN),
    (DPA, 1.0, True, re.compile(r"\d per cent\b")),
    (DPA, 1.0, True, _DOLLARS_SPELT),
    (DPA, 0.75, True, _GMT_BEFORE),
    (DPA, 0.5, True, _GERMAN),
    ("TASS", 1.5, None, _MOSCOW),
    ("TASS", 0.5, True, _RUSSIAN),
)
"""Habits of the text below: whose, how telling, whether only with (True) or without (False) a dateline, and the form."""


@dataclass(frozen=True, slots=True)
class Style:
    """The agency that a text's habits point to, how much they weigh, and the habit that weighs most."""

    agency: str
    weight: float
    words: str


def styled_by(body: str) -> Style | None:
    """Name the agency in whose house style a dispatch is written; None where too little shows, or two fit."""
    if len(body.split(None, LEAST_WORDS)) < LEAST_WORDS or _OWN_REPORT.search(body):
        return None
    weights: dict[str, float] = {}
    telling: dict[str, tuple[float, str]] = {}
    for agency, weight, shown in _habits(body):
        weights[agency] = weights.get(agency, 0.0) + weight
        if shown and weight > telling.get(agency, (0.0, ""))[0]:
            telling[agency] = (weight, shown)
    (first, weight), (_, second) = (
        *sorted(weights.items(), key=lambda item: (-item[1], item[0])),
        ("", 0.0),
        ("", 0.0),
    )[:2]
    if weight < NEEDED or weight - second < AHEAD or first not in telling:
        return None
    return Style(first, weight, telling[first][1])


def _habits(body: str) -> Iterator[tuple[str, float, str]]:
    """Yield every habit that shows: whose it is, how much it weighs, and the words that show it."""
    text = body[:READ].lstrip()
    if signed := _DESK_INITIALS.search(body.rstrip()[-TAIL:]):
        yield PTI, 1.5, signed[0].strip()
    opening = _opening(text)
    if opening:
        yield opening
        text = text[len(opening[2]) :]
    for agency, weight, fits, pattern in _MARKS:
        if (found := pattern.search(text)) and (fits is None or fits == bool(opening)):
            yield agency, weight, found[0].strip()
    british, american = _spelt(_BRITISH, text, _NOT_BRITISH), _spelt(_AMERICAN, text, frozenset())
    day = _plain_day(text)
    if american:
        yield from ((AP, 0.5, american), (AFP, -1.5, ""), (PA, -1.5, ""))
    elif british:
        yield from _of_british_spelling(text, british)
    if day:
        yield from ((AP, 1.0, day), (PA, -1.5, ""), (DPA, -1.0, ""))
    if opening:
        yield from ((PA, -2.0, ""), (AFP, -1.0, ""))
        return
    yield from _of_britain(text)
    shown = [found for found in (day, british if not american else "", _first(_PERCENT, text)) if found]
    if len(shown) > 1 and not _US_DOTTED.search(text):
        yield AFP, 1.5 * (len(shown) - 1), shown[0]


def _plain_day(text: str) -> str:
    """Return the first weekday told without a preposition, as in "said Tuesday", with the word before it."""
    for day in _WEEKDAY.finditer(text):
        before = _WITHOUT_ON.search(text, max(0, day.start() - 20), day.start())
        if before:
            return before[0] + day[0]
    return ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _of_british_spelling(text: str, british: str) -> Iterator[tuple[str, float, str]]:
    yield AP, -1.5, ""
    yield AFP, 0.5, british
    if _US_DOTTED.search(text):
        yield "Reuters", 1.0, british
    if oxford := _spelt(_OXFORD, text, _NOT_OXFORD):
        yield DPA, 1.0, oxford


def _of_britain(text: str) -> Iterator[tuple[str, float, str]]:
    """Yield the habits of a British text without a dateline, or the lack of anything British that tells of AFP."""
    named = {found[0] for found in _UK.finditer(text)}
    if not named:
        yield AFP, 0.5, ""
        yield PA, -1.5, ""
        return
    yield AFP, -1.0, ""
    quotes = _SAID_COLON.findall(text)
    if len(named) > 1:
        yield PA, 1.0, ""
    if quotes:
        yield PA, 1.5 if len(quotes) > 1 else 1.0, quotes[0].strip()


def _opening(body: str) -> tuple[str, float, str] | None:
    head = body.lstrip()[:HEAD]
    for agency, weight, pattern in _DATELINES:
        found = pattern.match(head)
        if found:
            return agency, weight, found[0].strip()
    return None


def _spelt(pattern: re.Pattern[str], text: str, besides: frozenset[str]) -> str:
    return next((found[0] for found in pattern.finditer(text) if found[0].lower() not in besides), "")
