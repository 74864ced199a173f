"""Find the news agency that an article credits: in its dateline, its byline, its tail, or its page's own data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.model import Article, Outlet

AGENCIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Agence France-Presse", ("AFP", "Agence France Presse")),
    ("Agencia Brasil", ("Agência Brasil",)),
    ("Agenzia Nova", ()),
    ("Agerpres", ()),
    ("AKIpress", ()),
    ("AKP", ("Agence Kampuchea Presse",)),
    ("Algeria Press Service", ("APS",)),
    ("Anadolu Agency", ("Anadolu", "Anadolu Ajansi", "AA")),
    ("Andina", ()),
    ("ANGOP", ("Angop",)),
    ("ANP", ("Algemeen Nederlands Persbureau",)),
    ("ANSA", ()),
    ("Antara", ("Antara News",)),
    ("APA", ("Austria Presse Agentur",)),
    ("Asian News International", ("ANI",)),
    ("Associated Press", ("AP", "The AP", "AP News", "Associated Press Writer", "A.P.")),
    ("Associated Press of Pakistan", ("APP",)),
    ("Athens-Macedonian News Agency", ("ANA-MPA", "AMNA")),
    ("Australian Associated Press", ("AAP",)),
    ("Azertac", ("AZERTAC",)),
    ("Bahrain News Agency", ("BNA",)),
    ("Baltic News Service", ("BNS",)),
    ("Bangladesh Sangbad Sangstha", ("BSS",)),
    ("Bay City News", ("Bay City News Service", "BCN")),
    ("Belga", ("Belga News Agency",)),
    ("BelTA", ("BELTA",)),
    ("Bernama", ()),
    ("Bloomberg", ("Bloomberg News",)),
    ("Bulgarian News Agency", ("BTA",)),
    ("Canadian Press", ("CP", "La Presse Canadienne")),
    ("Caribbean Media Corporation", ("CMC",)),
    ("Central News Agency", ("CNA",)),
    ("China News Service", ()),
    ("City News Service", ("CNS",)),
    ("CTK", ("ČTK", "Czech News Agency")),
    ("Deutsche Presse-Agentur", ("dpa", "DPA", "Deutsche Presse Agentur")),
    ("EFE", ("Agencia EFE", "EFE News")),
    ("Ethiopian News Agency", ("ENA",)),
    ("Europa Press", ()),
    ("Fars", ("Fars News Agency",)),
    ("FENA", ()),
    ("Ghana News Agency", ("GNA",)),
    ("Hina", ("HINA",)),
    ("IANS", ("Indo-Asian News Service",)),
    ("Inter Press Service", ("IPS",)),
    ("Interfax", ("Interfax-Ukraine",)),
    ("IRNA", ("Islamic Republic News Agency",)),
    ("ISNA", ("Iranian Students' News Agency",)),
    ("Jewish Telegraphic Agency", ("JTA",)),
    ("Jiji Press", ("Jiji",)),
    ("Jordan News Agency", ("Petra News Agency",)),
    ("Kazinform", ()),
    ("KCNA", ("Korean Central News Agency",)),
    ("Kenya News Agency", ("KNA",)),
    ("Keystone-SDA", ("Keystone-ATS", "SDA", "ATS")),
    ("KFF Health News", ("Kaiser Health News", "KHN")),
    ("KPL", ("Lao News Agency",)),
    ("KUNA", ("Kuwait News Agency",)),
    ("Kyodo News", ("Kyodo",)),
    ("LETA", ()),
    ("Lusa", ()),
    ("Maghreb Arab Press", ("MAP",)),
    ("McClatchy News Service", ("McClatchy",)),
    ("Mehr News Agency", ("Mehr",)),
    ("MENA", ("Middle East News Agency",)),
    ("Montsame", ("MONTSAME",)),
    ("MTI", ()),
    ("Namibia Press Agency", ("NAMPA", "Nampa")),
    ("National News Agency", ("NNA",)),
    ("News Agency of Nigeria", ("NAN",)),
    ("Newswise", ()),
    ("NTB", ()),
    ("Oman News Agency", ("ONA",)),
    (
        "PA Media",
        (
            "PA",
            "Press Association",
            "PA news agency",
            "PA Scotland",
            "PA Wales",
            "PA Ireland",
            "PA Northern Ireland",
            "PA Sport",
        ),
    ),
    ("PAP", ("Polish Press Agency",)),
    ("Philippine News Agency", ("PNA",)),
    ("Prensa Latina", ()),
    ("Press Trust of India", ("PTI",)),
    ("QNA", ("Qatar News Agency",)),
    ("Rastriya Samachar Samiti", ("RSS",)),
    ("Religion News Service", ("RNS",)),
    ("Reuters", ("Thomson Reuters", "Reuters News Agency")),
    ("RIA Novosti", ("RIA", "RIA-Novosti")),
    ("Ritzau", ()),
    ("SANA", ("Syrian Arab News Agency",)),
    ("SAnews", ("SAnews.gov.za",)),
    ("Slovenian Press Agency", ("STA",)),
    ("SPA", ("Saudi Press Agency",)),
    ("SRNA", ()),
    ("States Newsroom", ()),
    ("STT", ("STT-Lehtikuva",)),
    ("SUNA", ("Sudan News Agency",)),
    ("Tanjug", ()),
    ("Tasnim", ("Tasnim News Agency",)),
    ("TASR", ()),
    ("TASS", ("Itar-Tass", "ITAR-TASS")),
    ("Tribune News Service", ("TNS",)),
    ("TT", ("TT News Agency",)),
    ("Tunis Afrique Presse", ("TAP",)),
    ("Télam", ("Telam",)),
    ("Ukrinform", ()),
    ("UNB", ("United News of Bangladesh",)),
    ("United News of India", ("UNI",)),
    ("UPI", ("United Press International",)),
    ("Vietnam News Agency", ("VNA",)),
    ("WAFA", ()),
    ("WAM", ("Emirates News Agency",)),
    ("Xinhua", ("Xinhua News Agency",)),
    ("Yonhap", ("Yonhap News Agency",)),
    ("ZANIS", ()),
)
"""News agencies that outlets reprint, with the names they are credited by. Short ones count in capitals only."""

UNNAMED = "news agencies"
"""What is answered where a page credits agencies and names none."""

CREDIT_FIELDS = frozenset(("author", "byline", "agency", "source", "credit", "copyright", "provider"))
"""Field evidence in which an agency's name is a credit; as publisher it would be the outlet itself."""

_SOURCE_FIELDS = re.compile(r"\.(?:sourceOrganization|provider|copyrightHolder)\b")
"""Where a page's data name whom the text is from beside the outlet that publishes it."""

_OTHERS = re.compile(
    r"\b(?:Institute|Foundation|Philanthropies|Museum|School|Club|University|Cent(?:er|re)|Calculus|[Ee]xams?|[Gg]overnment|"
    r"[Pp]arty|Businessweek|Intelligence|Billionaires|Law|[Pp]hotos?|[Pp]ictures?|Archives?)\b"
)
"""What makes another body, or a picture, of an agency's name that it follows."""
_STATE = re.compile(r"\b[A-Z][a-z]+, PA\b(?! [A-Z])")
"""A town of Pennsylvania, where it is a source's address."""

_NAME = r"[A-Z][\w.&'’/ -]{1,40}"
_FORM = re.compile(
    r"(?:[A-Z][\w'’-]{0,20} ){1,3}(?:Wire|Newswire|Wire Service|News Agency|Press Agency|News Service|Press Association)\Z"
)
_BRACKETS = re.compile(r"[(\[/]([^()\[\]/\n]{2,40})[)\]/]")
_DASH = re.compile(r"\s{0,2}[-–—:.|_]")
_DATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w{0,6}\.? \d{1,2}(?:, (?:19|20)\d\d)?\W{0,3}\Z|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w{0,6}\W{0,3}\Z"
)
_BARE_DATELINE = re.compile(r"\A[A-Z][\w.'’ -]{2,40}, (?:[\w.'’ ]{3,30}, ){0,2}(?P<name>[A-Z]\w\w[\w ]{0,30}?)\s?[-–—]")
"""A dateline without brackets: a town, perhaps its country and a day, the agency, a dash. Two letters are a state."""
_BEFORE_DATELINE = re.compile(r"(?:[A-Z][\w.,'’ –—-]{0,60})?\s?\Z")
_TAIL_LENGTH = 900
_HEAD_LENGTH = 300
_PARTS = re.compile(r"\s*(?:[,;|/•·()]|\b(?:and|for|of|with|from|via|by|By|BY|in)\b|[–—]|\s-\s)\s*")
_DESK = re.compile(
    r"\(?(?:additional |further )?reporting by [^()\n]{2,300}[;.]\s{0,2}(?:writing by [^()\n]{2,120}[;.]\s{0,2})?editing by ",
    re.IGNORECASE,
)
_TAIL_CREDITS = (
    re.compile(
        rf"(?P<name>{_NAME}?),?(?:'s|’s)? (?:(?:journalists?|writers?|reporters?|staff|correspondents?) [^\n]{{0,160}})?(?:also )?contributed (?:to|reporting)\b"
    ),
    re.compile(
        rf"\b[Ww]ith (?:additional )?(?:inputs?|reporting|material|files?|copy|information) (?:from|by) (?P<name>{_NAME})"
    ),
    re.compile(rf"(?:\(c\)|©|Copyright)\s{{0,2}}(?:\d{{4}})?,?\s{{0,2}}(?P<name>{_NAME})", re.IGNORECASE),
    re.compile(rf"(?m)^\W{{0,4}}(?:Source|Via|Credit|Agency)\s?:\s{{0,2}}(?P<name>{_NAME})"),
    re.compile(rf"(?m)^\W{{0,4}}[Ww]ith (?P<name>{_NAME})\W{{0,3}}$"),
    re.compile(rf"(?m)(?:^|[.”\"] )\s{{0,2}}[(\[–—-]{{1,2}}\s{{0,2}}(?P<name>{_NAME})[)\]]?\W{{0,3}}$"),
    re.compile(r"(?m)^(?:More )?(?P<name>AP) [A-Za-z][\w ]{1,40}: ?https?://"),
    re.compile(rf"(?m)^=?=?(?P<name>{_NAME})\W{{0,3}}$"),
    re.compile(rf"(?m)^[Bb]y [^,\n]{{3,60}}, (?P<name>{_NAME})\W{{0,3}}$"),
    re.compile(rf"\b[Tt]his (?:report|story|article) by (?P<name>{_NAME}?) was first published\b"),
    re.compile(rf"\b(?:syndicated|agency|wire) feed\W{{1,4}}(?:from |of |by )?(?:the )?(?P<name>{_NAME})"),
    re.compile(rf"[.”\"]\s{{0,2}}\((?P<name>{_NAME})\)\s?\([^()\s]{{3,40}}\)\W{{0,3}}$"),
    re.compile(r"(?m)[.”\"] (?P<name>[A-Z]{2,6})(?://[^\n]{0,30})?$"),
    re.compile(r"(?m)^(?P<name>dpa)(?: [a-z0-9]{2,4}){1,8}$"),
    re.compile(rf"\b(?:originally|first) (?:published|appeared) (?:by|in|on) (?P<name>{_NAME})"),
    re.compile(
        rf"\b(?:[Tt]his (?:story|article|report) (?:is|was|comes) (?:provided |supplied |distributed )?(?:by|from)) (?P<name>{_NAME})"
    ),
)
_UNNAMED = re.compile(
    r"(?im)(?:\bwith (?:(?:additional )?inputs? from )?(?:news |wire )?agencies\b|\bstaff and (?:wire|agenc)\w{1,6}(?: reports| services)?|^\W{0,3}(?:news )?agencies\W{0,3}$|\bwire (?:services|reports)\W{0,3}$)"
)
_PHOTO = re.compile(r"\b(?:photos?|images?|pictures?|video|getty|file|graphics?)\b", re.IGNORECASE)
_OF_STAFF = re.compile(
    r"\A(?P<name>[A-Z][\w-]{1,14}) (?:Staff|Newsroom|Desk|(?:[A-Z][\w-]{2,15} ){0,2}(?:Reporters?|Editors?|Correspondents?|Writers?))\Z",
    re.IGNORECASE,
)
_CLOSING_WORDS = 4
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency that an article credits, and the words that do it."""

    agency: str
    words: str


def wire_credit(article: Article, wires: Iterable[Outlet] = ()) -> str | None:
    """Name the agency that an article credits, or whose own it is; `wires` adds agencies to the known ones."""
    credit = credit_of(article, wires)
    return credit.agency if credit else None


def credit_of(article: Article, wires: Iterable[Outlet] = ()) -> Credit | None:
    """Find the credit with its words: the article's own outlet first, then byline, dateline, page data and tail."""
    if article.outlet is not None and article.outlet.wire:
        return Credit(agency_named(article.outlet.name) or article.outlet.name, article.outlet.name)
    known = _table(wires)
    return (
        _in_byline(article.byline, known)
        or _in_dateline(article, known)
        or _in_evidence(article, known)
        or _in_tail(article.body, known)
        or _unnamed(article)
    )


def agency_named(name: str, wires: Iterable[Outlet] = ()) -> str | None:
    """Return the agency that a credit's words name, whatever form they give it, or None."""
    return _lookup(name, _table(wires))


def _table(wires: Iterable[Outlet]) -> dict[str, str]:
    extra = {_plain(name): wire.name for wire in wires if wire.wire for name in (wire.name, *wire.aliases)}
    return {**extra, **_KNOWN} if extra else _KNOWN


def _plain(name: str) -> str:
    name = " ".join(name.replace("’", "'").split()).strip(" .,:;-–—'\"")
    name = name.removeprefix("The ").removeprefix("the ").removeprefix("THE ")
    return name if len(name) <= _SHORT else name.casefold()


def _lookup(words: str, known: dict[str, str]) -> str | None:
    words = " ".join(words.split()).strip(" .,:;-–—'\"")
    found = known.get(_plain(words))
    if found is None and words.endswith((" News Agency", " Agency")):
        found = known.get(_plain(words.removesuffix(" Agency").removesuffix(" News")))
    if found is None and _FORM.match(words.removeprefix("The ").removeprefix("the ")):
        found = words.removeprefix("The ").removeprefix("the ")
    return found


def _in_byline(byline: tuple[str, ...], known: dict[str, str]) -> Credit | None:
    for line in byline:
        said = line[:300]
        if pictures := _PHOTO.search(said):
            said = said[: pictures.start()]  # whose pictures they are says nothing of the text
        parts = tuple(part for part in (said, *_PARTS.split(said)) if part)
        listed = (known.get(_plain(part)) for part in parts)
        looked_up = (_lookup(part, known) or _at_the_end(part, known) for part in parts)
        if agency := next((agency for agency in (*listed, *looked_up) if agency), None):
            return Credit(agency, line.strip())
    return None


def _at_the_end(part: str, known: dict[str, str]) -> str | None:
    """Find an agency's full name after a person's ("Ann Hale Associated Press"), or its short one before "Reporter"."""
    if staff := _OF_STAFF.match(part.strip()):
        return _lookup(staff["name"], known)
    words = part.split()
    ends = (" ".join(words[-length:]) for length in range(min(_CLOSING_WORDS, len(words) - 2), 1, -1))
    return next((agency for end in ends if (agency := _lookup(end, known))), None)


def _in_dateline(article: Article, known: dict[str, str]) -> Credit | None:
    for text in (article.dateline or "", article.body[:_HEAD_LENGTH]):
        if credit := _in_brackets(text, known) or _in_bare_dateline(text, known):
            return credit
    for line in article.body[:_HEAD_LENGTH].split("\n")[:3]:
        if len(line) < 90 and not line.rstrip().endswith((".", "!", "?", "”", '"')):
            words = line.strip()
            for part in (words, *_PARTS.split(words)):
                if part and (agency := _lookup(part, known)):
                    return Credit(agency, words)
    return None


def _in_bare_dateline(text: str, known: dict[str, str]) -> Credit | None:
    bare = _BARE_DATELINE.match(text)
    agency = bare and _lookup(bare["name"], known)
    return Credit(agency, bare[0]) if bare and agency else None


def _in_brackets(text: str, known: dict[str, str]) -> Credit | None:
    for bracket in _BRACKETS.finditer(text):
        before = text[: bracket.start()].rsplit("\n", 1)[-1]
        if not _opens(before, bracket[1], text[bracket.end() : bracket.end() + 4]) or _PHOTO.search(
            text[max(0, bracket.start() - 12) : bracket.end()]
        ):
            continue
        for part in (bracket[1], *re.split(r"[/,]", bracket[1])):
            if agency := _lookup(part, known):
                return Credit(agency, (before + bracket[0]).strip())
    return None


def _opens(before: str, words: str, after: str) -> bool:
    """Tell whether what stands around a bracket makes it a dateline's: a place, perhaps a day, then a dash or an end."""
    if not _BEFORE_DATELINE.match(before) or (words == "AP" and after.startswith(":")):
        return False  # a town of Andhra Pradesh stands before a colon; the agency writes a dash
    return not after.strip() or bool(_DASH.match(after)) or before.isupper() or bool(_DATED.search(before))


def _in_evidence(article: Article, known: dict[str, str]) -> Credit | None:
    for found in article.evidence:
        if found.field in CREDIT_FIELDS:
            credit = _in_byline((found.value,), known)
            if credit:
                return credit
        elif found.field == "outlet" and not found.chosen and _SOURCE_FIELDS.search(found.found_in):
            agency = known.get(_plain(found.value))
            if agency:
                return Credit(agency, found.value)
    return None


def _in_tail(body: str, known: dict[str, str]) -> Credit | None:
    tail = body[-_TAIL_LENGTH:]
    for pattern in _TAIL_CREDITS:
        for found in pattern.finditer(tail):
            if _PHOTO.search(found[0]):
                continue
            name = found["name"]
            if _OTHERS.search(name) or _STATE.search(name):
                continue
            for part in (name, *_PARTS.split(name), *re.split(r"\.\s", name)):
                if part and (agency := _lookup(part, known)):
                    return Credit(agency, found[0].strip())
            words = name.split()
            for length in range(min(4, len(words)), 0, -1):
                if agency := _lookup(" ".join(words[:length]), known) or _lookup(" ".join(words[-length:]), known):
                    return Credit(agency, found[0].strip())
    desk = _DESK.search(tail)
    return Credit("Reuters", desk[0].strip("( ")) if desk else None


def _unnamed(article: Article) -> Credit | None:
    for text in (*article.byline, article.body[-_TAIL_LENGTH:]):
        if found := _UNNAMED.search(text):
            return Credit(UNNAMED, found[0].strip())
    return None


_KNOWN = {_plain(name): agency for agency, names in AGENCIES for name in (agency, *names)}
