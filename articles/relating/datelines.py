"""Read a dispatch's dateline after its agency's name was taken out, and say whose way of writing one it is.

Each agency's style book prescribes its dateline: capitals or not, the months' short forms, the day before or behind, the
dash. Copies that lost the name keep the rest, often with the brackets that held it: `BEIRUT, March 3 () -`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from articles.tables import words

HEAD = 220
"""Code points from the top in which a dateline stands."""

_MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December|May|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|MAY|"
    r"JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,20}(?:(?: / |[ /])[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{0,20}){0,4}(?<![.])(?![\w])"
_TITLED = rf"(?!By\b|Press\b|News\b|Video\b|{_MONTH}\.? \d)[A-ZÀ-Þ][\w.'’-]{{1,20}}(?:(?:[ /-](?:de|do|da|del|du|la|am|of|on|upon|the|el|al|en|sur))?[ /][A-ZÀ-Þ][\w.'’-]{{0,20}}){{0,3}}"
_DAY = (
    rf"(?:(?P<month>{_MONTH})(?P<dot>\.)? ?(?P<number>\d{{1,2}})|"
    rf"(?P<first>\d{{1,2}}(?:st|nd|rd|th)?) (?P<second>{_MONTH})(?P<stop>\.(?!-))?),?(?P<year> (?:19|20)\d\d)?"
)
_OPENING = re.compile(
    rf"(?P<lead>\(\s?\) ?(?:--?|[–—]) )?(?:(?:(?P<capitals>{_CAPITALS})|(?P<titled>{_TITLED}))"
    rf"(?P<region> ?\((?=[\w/])[\w/ .]{{2,30}}\))?(?P<land> \[[A-Z][\w ,]{{1,40}}\])?"
    rf"(?:, (?!{_MONTH}\b|\w{{3,6}}day\b)(?P<country>[A-Z][A-Za-z.]{{1,14}}(?: [A-Z][a-z.]{{1,12}}){{0,2}}))?)?"
    rf"(?:(?P<comma>[,.])? ?{_DAY})?"
    r"(?P<trailing>,)?(?P<gap> ?\(\s?[^\w\s()]?\s?\)| ?\. ?//(?=\.)| ?/\s?/?(?=\.))?"
    r"(?P<sep> ?\.-|\s?\.? ?[-–—]{1,3}(?=\s|(?<=[–—])[A-Z\"“]|(?<=\)-)[A-Z])| ?:(?=\s)|\.(?= )| ?\n|(?= [A-Z0-9\"“]))",
)
_SHORT = words("Jan Feb Aug Sept Sep Oct Nov Dec")
_SHORTEST = words("Mar Apr Jun Jul")
_WHOLE = words("March April May June July")
_NOTE = re.compile(
    r"(?:By [^\n]{3,80}\n\s{0,4}|\((?:ADDS|RECASTS|UPDATES|Adds|Recasts|Updates)[^()\n]{0,160}\)\s{1,4}){1,2}"
)

_FORMS: Mapping[str, tuple[tuple[str, float, float], ...]] = {
    "CITY —": (("Associated Press", 2.5, 4.0),),
    "CITY --": (("Associated Press", 2.0, 3.5),),
    "CITY –": (("Associated Press", 1.5, 1.5), ("Agence France-Presse", 1.5, 2.0)),
    "CITY -": (("Reuters", 1.0, 3.0), ("Kyodo News", 1.0, 1.0), ("Associated Press", 0.0, 1.0), ("Agence France-Presse", 0.5, 1.0)),
    "City —": (("Associated Press", 0.5, 1.5), ("Agence France-Presse", 0.5, 1.5)),
    "City –": (("Agence France-Presse", 2.5, 3.5),),
    "City -": (("Deutsche Presse-Agentur", 2.75, 3.5), ("Agence France-Presse", 0.5, 1.0)),
    "CITY. Nov 3 -": (("Interfax", 4.0, 4.5),),
    "CITY. Nov. 3 -": (("Interfax", 3.5, 4.0),),
    "CITY. November 3 -": (("Interfax", 3.0, 3.5),),
    "CITY, Nov 3 -": (("Reuters", 3.5, 4.0),),
    "CITY, Nov 3 –": (("Reuters", 3.0, 3.5),),
    "CITY, Nov 3 —": (("Reuters", 2.5, 3.0),),
    "CITY, Nov 3 --": (("Bernama", 1.0, 1.5), ("KUNA", 1.0, 1.5)),
    "CITY, Nov 3 :": (("Associated Press of Pakistan", 2.5, 3.5),),
    "CITY, Nov. 3 --": (("Xinhua", 3.5, 4.0), ("UPI", 1.5, 2.0)),
    "CITY, Nov. 3 —": (("Xinhua", 2.5, 3.5),),
    "CITY, Nov. 3 –": (("Xinhua", 2.5, 3.0),),
    "CITY, Nov. 3 -": (("Xinhua", 2.0, 3.0),),
    "CITY, November 3 .": (("TASS", 3.5, 5.0),),
    "CITY, Nov. 3 .": (("TASS", 0.5, 2.0),),
    "CITY, Nov 3 2025 -": (("Agence France-Presse", 1.0, 2.0), ("Reuters", 1.0, 2.0)),
    "CITY, Nov. 3 2025 -": (("Agence France-Presse", 1.0, 2.0),),
    "CITY, 3rd November 2025 --": (("WAM", 4.0, 4.5),),
    "CITY, 3rd November 2025 -": (("WAM", 3.5, 4.0),),
    "CITY, NOV 3 -": (("ANSA", 4.0, 4.5),),
    "CITY, 3 NOV -": (("ANSA", 3.5, 4.0),),
    "City, Nov 3 :": (("Press Trust of India", 2.5, 2.5), ("IANS", 0.5, 1.0), ("United News of India", 0.5, 0.5)),
    "City, Nov 3": (("Press Trust of India", 0.5, 1.5), ("IANS", 0.5, 1.5)),
    "City, Nov 3 –": (("Press Trust of India", 0.5, 1.0), ("IANS", 0.5, 1.0), ("Agence France-Presse", 0.5, 0.5)),
    "City, Nov 3 -": (("Press Trust of India", 0.5, 1.0), ("IANS", 0.5, 1.0), ("Agence France-Presse", 0.5, 0.5)),
    "City, Nov 3 2025 -": (("Agence France-Presse", 1.5, 3.5),),
    "City, Nov. 3 --": (("Jiji Press", 1.5, 2.0),),
    "City, November 3 2025 --": (("SPA", 3.0, 3.5),),
    "City, 3 Nov .-": (("EFE", 4.0, 4.5),),
    "City, Nov 3 .-": (("EFE", 4.0, 4.5),),
    "City .-": (("EFE", 3.0, 3.5),),
    "CITY .-": (("EFE", 2.5, 3.0),),
    "Nov. 3 --": (("UPI", 5.0, 5.5),),
    "Nov. 3 —": (("UPI", 2.5, 3.5),),
    "Nov 3 -": (("Reuters", 3.5, 4.0),),
    "Nov 3 –": (("Reuters", 2.5, 3.5),),
    "--": (("Bloomberg", 0.0, 4.0),),
    "CITY \n": (("Anadolu Agency", 2.75, 2.75),),
}  # fmt: skip
"""Whose a form of dateline is, what it weighs, and what it weighs where the brackets of the name were left empty."""


_WITH_COUNTRY: Mapping[str, Mapping[str, float]] = {
    "City -": {"Agence France-Presse": 2.0, "Deutsche Presse-Agentur": -1.0},
    "City –": {"Agence France-Presse": 1.0},
    "CITY —": {"Associated Press": 0.5},
}
"""What the country behind the town adds: one agency names it always, another seldom, and a local paper reports from home."""
_WITH_STATE: Mapping[str, Mapping[str, float]] = {"CITY —": {"Associated Press": -0.75}}
"""What a shortened state adds: the papers of that state write their own datelines by the same book."""


@dataclass(frozen=True, slots=True)
class _Home:
    """The towns that one agency reports from, in the forms that it writes: there the form is its own."""

    agency: str
    weight: float
    forms: tuple[str, ...]
    places: frozenset[str]
    bracketed: bool = True
    """Whether the agency writes its name in brackets there; where it does not, empty ones were another's."""


def _towns(listing: str) -> frozenset[str]:
    return frozenset(town.strip().casefold() for town in listing.split(","))


_JAPAN = _towns("Tokyo, Osaka, Kyoto, Nagoya, Sapporo, Fukuoka, Hiroshima, Nagasaki, Sendai, Kobe, Yokohama, Naha, Akita, Aomori, Niigata, Kanazawa, Fukushima")  # fmt: skip
_HOMES: tuple[_Home, ...] = (
    _Home("Yonhap", 3.5, ("CITY, Nov. 3 --", "CITY, Nov. 3 -", "CITY, Nov. 3 —", "CITY, Nov. 3 –"), _towns("Seoul, Busan, Sejong, Incheon, Daegu, Daejeon, Gwangju, Jeju, Suwon, Ulsan, Gyeongju, Pyongyang, Panmunjom")),
    _Home("KCNA", 3.5, ("City, November 3 --",), _towns("Pyongyang")),
    _Home("Bernama", 3.5, ("CITY, Nov 3 --", "CITY, Nov 3 -", "CITY, Nov 3 –", "CITY, Nov 3 —"), _towns("Kuala Lumpur, Putrajaya, Shah Alam, Johor Bahru, Kuching, Kota Kinabalu, Ipoh, George Town, Melaka, Seremban, Kuantan, Alor Setar, Kota Bharu, Kuala Terengganu, Kangar, Miri, Sibu, Sandakan, Tawau, Labuan, Klang, Langkawi, Cyberjaya")),
    _Home("KUNA", 3.5, ("CITY, Nov 3 --", "CITY, Nov 3 -"), _towns("Kuwait, Kuwait City")),
    _Home("Kyodo News", 3.0, ("CITY -", "CITY, Nov. 3 -", "CITY, Nov 3 -"), _JAPAN),
    _Home("Jiji Press", 3.0, ("City, Nov. 3 --",), _JAPAN),
    _Home("Canadian Press", 2.5, ("CITY —", "CITY -", "CITY –"), _towns("Ottawa, Toronto, Montreal, Vancouver, Calgary, Edmonton, Winnipeg, Halifax, Quebec, Regina, Saskatoon, Victoria, St. John's, St. John’s, Fredericton, Moncton, Saint John, Charlottetown, Iqaluit, Whitehorse, Yellowknife, Hamilton, Kelowna, Kamloops, Surrey, Burnaby, Gatineau, Sudbury, Thunder Bay, Windsor, Lethbridge, Red Deer"), bracketed=False),
    _Home("Philippine News Agency", 3.0, ("CITY –",), _towns("Manila, Quezon City, Cebu City, Davao City, Baguio City, Iloilo City, Bacolod City, Zamboanga City, Legazpi City, Tacloban City, Cagayan de Oro City, General Santos City, Dumaguete City, Tuguegarao City")),
    _Home("Ghana News Agency", 3.5, ("City, Nov. 3 -", "City, Nov. 3 –", "City, Nov 3 -", "City, Nov 3 –"), _towns("Accra, Kumasi, Tamale, Takoradi, Sekondi, Ho, Koforidua, Sunyani, Bolgatanga, Wa, Tema, Cape Coast, Techiman, Nalerigu, Damongo, Dambai, Goaso")),
    _Home("News Agency of Nigeria", 3.5, ("City, Nov. 3 2025", "City, Nov. 3 2025 -", "City, Nov. 3 2025 –", "City, Nov. 3", "City, Nov 3 2025"), _towns("Abuja, Lagos, Kano, Kaduna, Ibadan, Enugu, Jos, Ilorin, Benin, Calabar, Port Harcourt, Maiduguri, Sokoto, Akure, Osogbo, Awka, Owerri, Minna, Lokoja, Yola, Bauchi, Uyo, Asaba, Abeokuta, Katsina, Makurdi, Lafia, Gusau, Dutse, Jalingo, Umuahia, Abakaliki, Yenagoa, Ado-Ekiti, Birnin Kebbi, Damaturu, Gombe")),
    _Home("Antara", 3.5, ("City -", "City –"), _towns("Jakarta, Surabaya, Bandung, Medan, Denpasar, Makassar, Yogyakarta, Semarang, Palembang, Jayapura, Manado, Nusantara")),
    _Home("Vietnam News Agency", 3.5, ("City –", "City -"), _towns("Hanoi, Ho Chi Minh City, HCM City, Da Nang, Hai Phong, Can Tho, Hue")),
    _Home("Central News Agency", 3.5, ("City, Nov. 3",), _towns("Taipei, Kaohsiung, Taichung, Tainan, Hsinchu")),
    _Home("Jordan News Agency", 3.5, ("City, Nov. 3 --", "City, Nov. 3 -", "City, Nov. 3 –"), _towns("Amman, Irbid, Zarqa, Aqaba")),
    _Home("Bahrain News Agency", 3.5, ("City, Nov. 3 :", "City, Nov 3 :"), _towns("Manama")),
    _Home("QNA", 3.0, ("City, November 3 -", "City, November 3 –"), _towns("Doha")),
    _Home("Oman News Agency", 3.5, ("City, 3 Nov --", "City, 3 Nov -", "City, 3 November -"), _towns("Muscat, Salalah, Sohar")),
    _Home("IRNA", 3.0, ("City, Nov 3 –", "City, Nov 3 -"), _towns("Tehran")),
    _Home("Associated Press of Pakistan", 1.0, ("CITY, Nov 3 :",), _towns("Islamabad, Lahore, Karachi, Peshawar, Quetta, Rawalpindi, Multan, Faisalabad, Sialkot, Muzaffarabad")),
    _Home("Bangladesh Sangbad Sangstha", 3.5, ("CITY, Nov 3 2025 -", "CITY, Nov. 3 2025 -"), _towns("Dhaka, Chattogram, Chittagong, Rajshahi, Khulna, Sylhet, Barishal, Rangpur, Mymensingh")),
    _Home("UNB", 3.0, ("City, Nov 3 -", "City, Nov 3 –"), _towns("Dhaka, Chattogram, Sylhet, Rajshahi, Khulna")),
    _Home("Rastriya Samachar Samiti", 3.5, ("City, Nov 3 :", "City, Nov. 3 :"), _towns("Kathmandu, Pokhara, Biratnagar, Birgunj, Dhangadhi, Nepalgunj, Dang, Chitwan")),
    _Home("Slovenian Press Agency", 3.5, ("City, 3 November -",), _towns("Ljubljana, Maribor, Koper, Celje, Kranj")),
    _Home("Hina", 3.5, ("CITY, 3 Nov -",), _towns("Zagreb, Split, Rijeka, Osijek, Zadar, Dubrovnik")),
    _Home("Lusa", 3.5, ("City, Nov. 3 2025 -", "City, Nov 3 2025 -", "City, Nov. 3 -"), _towns("Lisbon, Porto, Faro, Coimbra, Luanda, Maputo, Praia, Bissau, Dili")),
    _Home("MTI", 3.0, ("City, November 3 -", "City, November 3 –"), _towns("Budapest")),
    _Home("BelTA", 3.5, ("CITY, 3 November -", "CITY, 3 November –"), _towns("Minsk, Gomel, Brest, Grodno, Vitebsk, Mogilev")),
    _Home("Anadolu Agency", 3.0, ("CITY \n",), _towns("Ankara, Istanbul")),
    _Home("Xinhua", 0.5, ("CITY, Nov. 3 --", "CITY, Nov. 3 -", "CITY, Nov. 3 –", "CITY, Nov. 3 —"), _towns("Beijing, Shanghai, Guangzhou, Shenzhen, Hong Kong, Macao, Tianjin, Chongqing, Chengdu, Wuhan, Nanjing, Hangzhou, Xi'an, Lhasa, Urumqi, Kunming, Harbin, Changsha, Shenyang, Jinan, Zhengzhou, Lanzhou, Haikou, Nanning, Guiyang, Fuzhou, Hefei, Nanchang, Taiyuan, Hohhot, Yinchuan, Xining")),
)  # fmt: skip
"""What a home form adds to the agency's own weight; where that is two or more, the form is nobody else's there."""
_OWN = 2.0
_OF_ANI = frozenset(("City, November 3 :", "City, Nov 3 :"))
_TELLING = 2.0
_AGAINST = -1.5
"""A dateline that is surely one agency's is against all others."""
_WRITERS = frozenset(agency for listed in _FORMS.values() for agency, _, _ in listed) | {home.agency for home in _HOMES}


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words of a dateline, the agencies that write one so with what that weighs, and whether empty brackets stand in it."""

    words: str
    weights: Mapping[str, float]
    emptied: bool
    form: str

    @property
    def others(self) -> Mapping[str, float]:
        """What the dateline says against every agency that does not write one so."""
        if max(self.weights.values()) < _TELLING:
            return {}
        return {agency: _AGAINST for agency in _WRITERS if agency not in self.weights}


def dateline_of(body: str) -> Dateline | None:
    """Read the dateline with which a text opens; None where it opens without one, or in a form that is no agency's."""
    head = re.sub(r"[ \t\xa0]{1,10}", " ", body.lstrip()[:HEAD])
    note = _NOTE.match(head)
    found = _OPENING.match(head, note.end() if note else 0)
    if not found or not _is_dateline(found, head):
        return None
    emptied = bool(found["lead"] or found["gap"])
    forms = tuple(_forms(found))
    weights = _at_home(found, forms, _by_form(forms, emptied=emptied), emptied=emptied)
    if found["land"] and not _OF_ANI.isdisjoint(forms):
        weights = {"Asian News International": 4.5}
    _by_month(found, weights)
    if found["country"]:
        table = _WITH_COUNTRY if "." not in found["country"] else {} if emptied else _WITH_STATE
        for agency, weight in table.get(forms[0], {}).items():
            weights[agency] = weights.get(agency, 0.0) + weight
    return Dateline(found[0].strip(), weights, emptied, forms[0]) if weights else None


def _by_form(forms: tuple[str, ...], *, emptied: bool) -> dict[str, float]:
    weights: dict[str, float] = {}
    for form in forms:
        for agency, bare, bracketed in _FORMS.get(form, ()):
            weights[agency] = max(weights.get(agency, 0.0), bracketed if emptied else bare)
    return weights


def _at_home(
    found: re.Match[str], forms: tuple[str, ...], weights: dict[str, float], *, emptied: bool
) -> dict[str, float]:
    """Add the agency whose town it is; where the form is its own there, nobody else's weighs more than one."""
    place = (found["capitals"] or found["titled"] or "").casefold()
    for home in _HOMES:
        if place in home.places and not set(forms).isdisjoint(home.forms) and (home.bracketed or not emptied):
            if home.weight >= _OWN:
                weights = {agency: min(weight, 1.0) for agency, weight in weights.items()}
            weights[home.agency] = home.weight + (weights.get(home.agency, 0.0) if home.weight < _OWN else 0.0)
    if forms == ("CITY \n",) and " / " in found[0]:
        weights["Anadolu Agency"] = 3.0
    return weights


def _is_dateline(found: re.Match[str], head: str) -> bool:
    """Tell whether what the pattern took is more than the start of a sentence."""
    place, day, gap, sep = (
        found["capitals"] or found["titled"],
        found["month"] or found["second"],
        found["gap"],
        found["sep"],
    )
    if not found[0].strip() or not (place or day or (gap and "-" in sep)):
        return False
    if not sep:
        return bool(place and day and (gap or found["comma"] or found["year"]))
    if sep.strip() == ":" or sep == ".":
        return bool(place and day)
    if sep.strip() == "" and "\n" in sep:
        return bool(found["capitals"]) and not day and not gap and len(found[0]) < 60
    after = head[found.end() : found.end() + 2].lstrip()[:1]
    return bool(after) and (after.isupper() or after.isdigit() or after in "\"“'‘$£€")


def _forms(found: re.Match[str]) -> list[str]:
    """Return the ways in which the dateline may be read: `March` is a short month, a dotted one and a whole one."""
    place = "CITY" if found["capitals"] else "City" if found["titled"] else ""
    sep = found["sep"].strip(" \xa0\t")
    sep = "\n" if "\n" in found["sep"] and not sep.strip() else ".-" if sep in {".-", ". -"} else sep
    sep = "--" if sep == "---" else sep
    tail = f" {sep}" if sep else ""
    days = _days(found)
    if not days:
        return [f"{place}{tail}".strip(" ") if place else sep]
    year = " 2025" if found["year"] else ""
    comma = found["comma"] or ","
    return [f"{place}{comma} {day}{year}{tail}" if place else f"{day}{year}{tail}" for day in days]


def _days(found: re.Match[str]) -> tuple[str, ...]:
    if not (month := found["month"] or found["second"]):
        return ()
    name = month.capitalize()
    is_whole, is_short = name in _WHOLE, name in _SHORT | _SHORTEST
    if found["month"]:
        if found["dot"] or month.isupper():
            return ("Nov. 3",) if found["dot"] else ("NOV 3",)
        return ("Nov 3", "Nov. 3", "November 3") if is_whole else ("Nov 3",) if is_short else ("November 3",)
    if month.isupper() or not found["first"].isdigit():
        return ("3 NOV",) if month.isupper() else ("3rd November",)
    return ("3 Nov", "3 November") if is_whole else ("3 Nov",) if is_short else ("3 November",)


def _by_month(found: re.Match[str], weights: dict[str, float]) -> None:
    """Tell the Indian agencies apart: one cuts every month to three letters, the other leaves the short ones whole."""
    if "Press Trust of India" not in weights or not found["month"]:
        return
    if found["month"] in _SHORTEST:
        weights["Press Trust of India"] += 1.0
        weights["IANS"] = weights.get("IANS", 0.0) - 0.5
    elif found["month"] in _WHOLE - {"May"}:
        weights["IANS"] = weights.get("IANS", 0.0) + 1.0
        weights["Press Trust of India"] -= 0.5
