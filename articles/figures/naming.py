"""Numbers that name, date or score something: they look like quantities and are none.

Silence is the rule here: a bare number in one of these places is passed over even where it might count.
"""

from __future__ import annotations

import re
from decimal import Decimal

from articles.tables import words

MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec"
)

NAMING = words(
    "article articles section sections chapter chapters clause clauses paragraph paragraphs page pages line verse psalm "
    "appendix annex schedule exhibit figure fig table resolution resolutions amendment proposition prop bill act title "
    "rule regulation protocol directive order law decree no no. nos nos. number numbers highway highways route routes "
    "interstate motorway junction exit runway terminal gate platform pier dock berth bay channel radio studio formula "
    "category level stage phase tier type grade class group pool pot band version volume vol vol. issue edition season "
    "episode series part scene room suite apartment apt flat unit floor block plot lot hall pavilion court courtroom "
    "ward zone district precinct sector area region division brigade battalion regiment squadron company flight train "
    "bus tram tram line boeing airbus apollo soyuz shenzhou chang’e artemis voyager pioneer mariner falcon starship "
    "ariane vega windows iphone ipad galaxy pixel playstation xbox android ios chatgpt gpt model gemini llama claude "
    "covid omicron delta day week round rd lap game match test heat race seed hole map step item question lesson rank "
    "top size vitamin omega carbon uranium plutonium caesium cesium iodine nikkei nasdaq ftse stoxx russell fortune topix csi "
    "ph bloc catch studio hangar warehouse bunker reactor well blocks lane bullet tomahawk stalag camp sub-section subsection "
    "opus symphony sonata concerto bwv code extension ext room sura chapter euro expo world cup olympics brexit u "
    "g s&p sp500 dax cac ibex kospi hang asx tsx smi dow channel route agenda vision horizon project operation unit "
    "slide form forms schedule p.o box tel phone call dial zip postcode case docket file petition sol mission pt log reference ref invoice "
    "receipt ticket badge pin serial nifty hr bbc surah fahrenheit forbes"
)
"""Words that a bare number after them belongs to: "Article 5", "phase 2", "Boeing 737", "the top 10"."""

NAMING_WORDS = words(
    "phase stage number chapter part level type category step grade tier page platform class volume day square cloud act game "
    "episode season article section top"
)
"""Those after which a number in words is a name as well ("phase two"); after the others it counts ("match three")."""

CAPITALISED_YET_NO_NAME = words(
    "a about above across after all almost also although among an and another are around as at because before being below "
    "between both but by despite during each every exactly except first five for four from further has have he her his if "
    "in including into is it its just killed last least less like more most nearly no not of off on one only or other our "
    "out over per roughly seven she since six some ten than that the their then there these they this three through to two "
    "under until up was were when where which while who will with within without you your monday tuesday wednesday thursday "
    "friday saturday sunday here how now so we what why i"
)
"""Words that open a sentence or stand in a headline before a count: a capital on them makes no name."""


UNCOUNTED_HYPHENS = words(
    "way state party pointer wheel pack star faced pronged dimensional letter on sided off liner hander handed eyed horse "
    "piece ply d bit stop seater and to in out up first second third self term eight nine size man’s time-only pointers for of under over par"
)
"""What makes an idiom of a number joined to it: "two-way", "five-star", "six-pack"."""

ONE_COUNTS = words(
    "person man woman child boy girl baby soldier officer policeman policewoman police civilian worker firefighter "
    "passenger student pupil teacher journalist driver pilot protester demonstrator militant gunman suspect attacker "
    "hostage patient resident villager migrant refugee tourist guard fighter victim death case injury fatality arrest vote "
    "seat goal point game match win defeat penalty try wicket run shot count charge candidate house home building "
    "vehicle car bus truck plane helicopter drone missile rocket tank boat ship member judge juror percent dead killed injured "
    "wounded missing other survivor crew employee inmate prisoner detainee paramedic nurse doctor lawmaker senator serviceman "
    "servicewoman cent assist touchdown birdie bogey dose ballot"
)
"""Nouns that "one" before them counts; before others it is mostly a pronoun or an article."""

SAYING = words("said says told wrote recalled described asked added explained put wants thinks believes")

AIRLINERS = words("707 717 727 737 747 757 767 777 787")
"""Aircraft that are named by a bare number."""

FIXED = frozenset(
    [
        "three mile",
        "six nations",
        "five eyes",
        "seven sisters",
        "ten commandments",
        "four seasons",
        "five star",
        "six flags",
        "three gorges",
        "thirty years",
        "seven network",
        "nine entertainment",
        "twelve tribes",
        "two oceans",
        "twenty questions",
        "four corners",
        "one nation",
        "one another",
        "one direction",
        "one by",
        "two thirds world",
        "seven seas",
        "four by",
        "one day",
        "one thing",
        "one way",
        "one reason",
        "one more",
        "one side",
        "one time",
        "one such",
        "one or",
        "one can",
        "one might",
        "one must",
        "one should",
        "one would",
        "one could",
        "one who",
        "one that",
        "one is",
        "one has",
        "one was",
        "one in particular",
        "ten downing",
        "one belt",
        "one country",
        "one health",
        "five guys",
        "seven days",
        "three lions",
        "six counties",
        "forty niners",
        "first one",
    ]
)
"""Pairs of words that name something, lower-cased."""

_BEFORE_AIRLINERS = words("a the its another boeing their this that jumbo of")
_MONTHS = frozenset(MONTHS) | {f"mid-{month}" for month in MONTHS}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_BEFORE = re.compile(
    rf"(?<!\w)(?:(in|since|last|this|by|for|until|during)\s)?(?:early\s|late\s|mid-)?({_MONTH})\.?[ \u00a0](?:the[ ])?\Z",
    re.IGNORECASE,
)
_MONTH_LIST_BEFORE = re.compile(
    rf"(?<!\w)(?:{_MONTH})\.?[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?(?:[ ]?(?:[-–—,]|and|or|to|through|until)[ ]?)\Z",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(rf"(?:[ \u00a0](?:of )?|-)(?:{_MONTH})\b(?!['’]s)", re.IGNORECASE)
_LIST_TO_MONTH = re.compile(rf"(?:[ ]?(?:[-–—,]|and|or|to|through|until)[ ]?)\d{{1,2}}[ ](?:{_MONTH})\b", re.IGNORECASE)
_CLOCK_AFTER = re.compile(
    r"[ \u00a0]?(?:[ap]\.?m\b|[AP]\.?M\b|o[’']clock|hrs? (?:local|GMT)|hours (?:local|GMT|on)|local time|(?:GMT|BST|CET|CEST|UTC|IST|EST|EDT|PST|PDT|ET|PT)\b)|:\d"
)
_CLOCK_RANGE_AFTER = re.compile(r"[ ]?(?:-|–|to|and|until|or)[ ]?\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]\.?m\b|[AP]\.?M\b)")
_YEAR_BEFORE = re.compile(
    r"(?<!\w)(?:in|since|from|by|until|till|before|after|circa|year|years|between|early|late|spring|summer|autumn|fall|winter|of|the|and|to|for|during|through|mid|"
    r"around|about|as|this|class|season|fiscal|fy|pre|post|back|was|its|their|his|her|on|season’s|a|next|last|or|’s|'s|than|at|january|february|march|april|may|june|july|august|september|october|november|december)[ \u00a0]\Z"
    r"|[,(]\s?\Z|(?:\d|[’']s)[ ]\Z",
    re.IGNORECASE,
)
_HEDGED_COUNT = re.compile(
    r"(?:than|least|nearly|almost|some|approximately|roughly|killed|killing|as many as|up to|estimated)\s\Z",
    re.IGNORECASE,
)
_PEOPLE_NEXT = re.compile(
    r"[ ](?:people|men|women|children|civilians|soldiers|troops|fighters|refugees|workers|jobs|homes|houses|families|residents|students|prisoners|police)\b"
)
_YEAR_DETERMINED = re.compile(
    r"(?:\b(?:the|in|since|this|its|their|his|her|next|last|from|by|after|before|during|until)|[’']s)\s\Z",
    re.IGNORECASE,
)
_YEAR_IN = re.compile(r"\b(?:in|since)\s\Z", re.IGNORECASE)
_TITLE_QUOTED = re.compile(
    r"[\"“‘'](?:\d+|[A-Z][a-z]+)(?:[ ][A-Z][\w’']*|[ ](?:of|the|and|to|a|in|for)){1,5}[,.]?[\"”’']"
)
_WORD_BEFORE = re.compile(r"([^\s(\[\"“‘]+)[ \u00a0]\Z")
_SCORE_BEFORE = re.compile(
    r"(?<!\w)(?:beat|beaten|beating|beats|defeat|defeated|win|wins|won|winning|lost|lose|losing|loses|victory|loss|draw|drew|drawn|tie|tied|lead|led|leads|leading|score|scored|"
    r"trail|trailed|trailing|vote|voted|votes|ruling|ruled|result|final|record|level|advantage|ahead|up|down|triumph|triumphed|aggregate|beat\w*|downed|edged|stunned|crushed|"
    r"thrashed|margin|opinion|decision|split)\b[^.;:\n]{0,60}\Z",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"(?:^|\n)[ \t(\[]{0,3}\Z")
_ITEM_AFTER = re.compile(r"[.)\]][ \t]")
_STREET_AFTER = re.compile(
    r"[ ](?:[A-Z][\w’']+[ ]){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way|Place|Square|Terrace|Court|Row|Crescent|Close|Highway|Parkway)\b"
)
_NAMING_PHRASE = re.compile(
    r"(?:\b(?:Group|Gang|Class|Committee|Council|Chapter) of|\b[Bb]ox|\bP\.?O\.? Box|\bWorld Cup|\bthe class of|\b[Nn]umber|\bpart|\bCatch|\bBig)[ -]\Z"
)
_OPENS = re.compile(r"(?:^|[.!?:…\n]|[.!?][\"”’)]|[\"“‘(•*|])\s*\Z")
_ENDS_LINE = re.compile(r"\d+\s*(?:\n|\Z|:)")
_ENUMERATION = re.compile(r"\s?(?:and|or|,|to|through|–|-|&)\s?\Z")
_PART_OF_NAME_AFTER = re.compile(
    r"[ ](?:Series|Class|Pro|Max|Ultra|Plus|Mini)\b|[ ](?:hotline|protocol)\b|[ ][Uu]nder[ ]\d\d\b|(?:\+)?[ ]?(?:Index|index)\b"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:…\n—–-]|[.!?][\"”’)]|[\"“‘(•*|])\s*\Z")


_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|midday|1[0-2]|[1-9])"
_MINUTES = r"(?:five|ten|twenty|twenty[ -]five|quarter|half)"
_TOLD_BEFORE = re.compile(rf"(?<!\w)(?:{_MINUTES}(?: minutes)? past|(?:a |at )quarter to|half past) \Z", re.IGNORECASE)
_TOLD_AFTER = re.compile(
    rf"(?: minutes)? past {_HOUR}(?![\w-])(?! (?:million|billion|hundred|thousand|percent))", re.IGNORECASE
)
_TOLD_WHOLE = re.compile(
    rf"(?:.*\W)?(?:at|until|by|after|before|since) {_MINUTES} to {_HOUR}", re.IGNORECASE | re.DOTALL
)


def dates(text: str, start: int, end: int, lowest: int, *, plain: bool, counts: bool) -> bool:
    """Say whether a number is a day of a month, a year or a time of day. `counts`: a counted noun follows it."""
    before = text[max(lowest, start - 24) : start]
    if _CLOCK_AFTER.match(text, end) or (plain and _CLOCK_RANGE_AFTER.match(text, end)):
        return True
    if not plain:
        return False
    digits = end - start
    if digits <= 2 and before and _day(text, before, end, counts=counts):
        return True
    return digits == 4 and _year(text, start, end, before, counts=counts)


def told_time(text: str, start: int, end: int, lowest: int, *, counts: bool) -> bool:
    """Say whether a number in words tells the time: "at ten past six", "half past ten", "at five to six"."""
    if _TOLD_BEFORE.search(text[max(lowest, start - 18) : start]) or _TOLD_AFTER.match(text, end):
        return True
    return not counts and _TOLD_WHOLE.fullmatch(text, max(lowest, start - 9), end) is not None


def _day(text: str, before: str, end: int, *, counts: bool) -> bool:
    latest = before.rsplit(None, 2)[-2:]
    month = _MONTH_BEFORE.search(before) if any(word.lower().rstrip(".") in _MONTHS for word in latest) else None
    if month is not None:
        lower = month.group(2)
        if lower == "may" or (lower == "march" and not counts):
            return False
        return not (counts and month.group(1))
    if _MONTH_LIST_BEFORE.search(before) and not counts:
        return True
    if _MONTH_AFTER.match(text, end):
        after = text[end + 1 : end + 5]
        return not (after.lower() == "may " and after[0] == "m") and not after.startswith(
            ("march", "mar ", "sat ", "dec ")
        )
    return _LIST_TO_MONTH.match(text, end) is not None


def _year(text: str, start: int, end: int, before: str, *, counts: bool) -> bool:
    year = int(text[start:end])
    if not 1000 <= year <= 2100:
        return False
    if text.startswith((" BC", " AD", " CE", "/", "-", "–", "’s", "'s", "s "), end):
        return True
    if not counts:
        return 1500 <= year <= 2100 or _YEAR_BEFORE.search(before) is not None
    if 1900 <= year <= 2050:
        return (
            not (_HEDGED_COUNT.search(before) or _PEOPLE_NEXT.match(text, end))
            or _YEAR_DETERMINED.search(before) is not None
        )
    return _YEAR_IN.search(before) is not None and year < 1900


def scored(text: str, start: int, end: int, lowest: int, low: Decimal, high: Decimal, *, measured: bool) -> bool:
    """Say whether two numbers with a dash between are a score, a tally of votes or a season instead of a range."""
    if low >= high:
        return True
    if measured:
        return False
    if _SCORE_BEFORE.search(text[max(lowest, start - 70) : start]):
        return True
    return 1000 <= low <= 2100 and end - start <= 10


def listed(text: str, start: int, end: int) -> bool:
    """Say whether a number numbers an item or a note, or opens the quoted title of a work ("12 Angry Men")."""
    if start and text[start - 1] in "\"“‘'" and _TITLE_QUOTED.match(text, start - 1):
        return True
    if _ITEM_AFTER.match(text, end) and _LINE_START.search(text[max(0, start - 5) : start]):
        return True
    return text[start - 1 : start] in {"(", "["} and text[end : end + 1] in {")", "]"}


def named(text: str, start: int, end: int, lowest: int, *, digits: bool, plain: bool, counts: bool) -> bool:
    """Say whether a number belongs to the name before it ("Article 5", "Boeing 737") or to an address after it."""
    before = text[max(lowest, start - 48) : start]
    word = _WORD_BEFORE.search(before)
    if _NAMING_PHRASE.search(before[-16:]) and not (counts and not digits):
        return True
    if word is not None and _after_name(
        text, before, word.group(1), start, end, lowest, digits=digits, plain=plain, counts=counts
    ):
        return True
    if text.startswith((" under par", " over par"), end):
        return True
    if not digits:
        return False
    if text[start:end] in AIRLINERS and not counts and word is not None and word.group(1).lower() in _BEFORE_AIRLINERS:
        return True
    return plain and bool(_STREET_AFTER.match(text, end) or _PART_OF_NAME_AFTER.match(text, end))


def _after_name(
    text: str, before: str, word: str, start: int, end: int, lowest: int, *, digits: bool, plain: bool, counts: bool
) -> bool:
    lower = word.lower()
    if not digits:
        return (
            lower in NAMING_WORDS
            and not text.startswith(" times", end)
            and (not counts or text.startswith(" of ", end))
        )
    if word[-1] in ",;:)”’\"'" or not (plain or lower in {"formula", "version"}):
        return False
    capital = word != lower
    if lower in NAMING or lower.endswith(("-pro", "-class")):
        return capital or not counts or text.startswith(" of ", end)
    if not capital or lower in CAPITALISED_YET_NO_NAME:
        return False
    opening = before[: -len(word) - 1]
    if _OPENS.search(opening) or (len(opening) == 0 and start - len(before) == lowest):
        return not counts and (word.isupper() or _ENDS_LINE.match(text, start) is not None)
    return not (counts or title_case(text, start, lowest))


def title_case(text: str, at: int, lowest: int) -> bool:
    """Say whether the line around `at` is written as a headline, with a capital on nearly all its words."""
    first = text.rfind("\n", lowest, at) + 1 or lowest
    last = text.find("\n", at, at + 160)
    line = text[first : last if last >= 0 else at + 160]
    telling = [word for word in line.split()[:30] if word[0].isalpha() and word not in _SMALL_IN_TITLES]
    capital = sum(word[0].isupper() for word in telling)
    return len(telling) >= 3 and capital * 8 >= len(telling) * 7


_SMALL_IN_TITLES = words(
    "a an the of in on at to for and or but as by with from into over after is its vs via per amid near off up"
)


def continues(between: str) -> bool:
    """Say whether the words between two numbers make the second belong to the name before the first."""
    return _ENUMERATION.fullmatch(between) is not None


def begins_sentence(text: str, start: int, lowest: int) -> bool:
    """Say whether a word stands where a capital says nothing."""
    return start == lowest or _SENTENCE_START.search(text[max(lowest, start - 4) : start]) is not None


def name_in_words(text: str, start: int, end: int, lowest: int) -> bool:
    """Say whether a number in words is part of a name ("the Six Nations", "Group of Seven") or an idiom."""
    following = re.compile(r"[ ]([^\W\d_]+)").match(text, end)
    pair = f"{text[start:end]} {following.group(1)}".lower() if following else ""
    if (
        pair in FIXED
        and (text[start].isupper() or pair.startswith("one "))
        and not (following and following.group(1).islower() and not pair.startswith("one "))
    ):
        return True
    return text[start].isupper() and not (begins_sentence(text, start, lowest) or title_case(text, start, lowest))
