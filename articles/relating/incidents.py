"""Say what sets one incident apart from the next of its kind: on which days it happened, to whom, and in which street.

Two shootings of one week are told in the same words, and a report of the vigil has none in common with the first one; what
they have in common, or not, is who was shot, when and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from articles.dates import dates_in
from articles.model import Article, Moment
from articles.tables import alternation, words

READ = 3_000
"""Characters of a body that are looked at: whom something happened to, and when, is told near the top."""
SENTENCES = 8
"""Sentences with a day and a word for what happened that are looked at."""
BACK = timedelta(40)
"""Days before publication that a report of something new speaks of."""
LONGEST_NAME = 60
LEAD = 130
"""Characters before a name that may say what happened to whom it names."""
REACH = 110
"""Characters between a day and the word for what happened on it."""
ACROSS, BEHIND = 25, 1.5
"""What a comma between them counts for, and each character where the word comes after the day."""

_WORD = r"[A-Z][\w'’-]*[a-z][\w'’-]*"
_NAME = rf"(?:{_WORD} (?:[A-Z]\. )?){{1,2}}{_WORD}(?: (?:Jr|Sr)\.?| I{{2,3}})?"
_FULL_NAME = re.compile(rf"\b{_NAME}")
_DONE_TO = (
    r"(?:charged|shot|killed|arrested|taken|booked|pronounced|sentenced|convicted|found|accused|struck|stabbed|wounded|injured|hit|detained"
    r"|indicted|remanded|jailed|airlifted|rushed|driving|riding|walking|sitting|standing|being held|held)"
)
_KIN = (
    r"(?:mother|father|sister|brother|family|widow|wife|husband|parents|son|daughter|uncle|aunt|cousin|grandmother|grandfather|girlfriend"
    r"|boyfriend|friends|attorney|lawyer|death|killing|body)"
)
_ILL = r"(?:killing|deaths?|murder|shooting|slaying|stabbing|memory|honou?rs|remembers?|mourns?|arrest|trial)"
_WAS = r"(?:(?:who )?(?:was|were)|is|(?:has|had|have) been) (?:also |later |then |allegedly |fatally )?"
_BEHIND = re.compile(
    r"(?:, (?:an? )?|,? aged? | \()\d{1,3}(?:[,).;]| and\b|\Z)"
    rf"|,? (?:{_WAS}{_DONE_TO}\b|died\b|pleaded\b|faces\b)|(?:[’']s?|(?<=[’']s)) {_KIN}\b"
)
_BEFORE = re.compile(
    r"(?:\b\d{1,3}[- ]years?[- ]old (?:[a-z]+ ){0,4}"
    r"|\b(?:identified|named|known)\b[^.;]{0,90}?\bas (?:[a-z]+ ){0,3}(?:\d{1,2}-year-old )?"
    rf"|\b{_ILL} (?:of |for )?(?:\d{{1,2}}-year-old )?)\Z"
)
"""How the one to whom something happened, or who is said to have done it, is named."""
_OFFICE = re.compile(
    r"\b(?:Detective|Officer|Sgt|Sergeant|Lt|Lieutenant|Chief|Capt|Captain|Judge|Mayor|Sheriff|Coroner|Attorney|Prosecutor|Pastor|Rev"
    r"|Reverend|Deputy|Commander|Major|Inspector|Superintendent|Director|Council\w*|Commissioner)\b\.?"
)
"""Who speaks of many incidents holds an office."""
_HOLDER = re.compile(rf"{_OFFICE.pattern} \Z")
_NOBODY = re.compile(
    r"\b(?:Police|County|Hospital|Department|Court|Street|Avenue|Road|Park|School|Church|University|\w+day|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|The|An?|In|On|At|After|But|And|When|Near|North|South|East|West)\b"
)
_TOKEN = re.compile(r"[\w’'-]+")
_ENDING = re.compile(r"[’']s?\Z")
_SUFFIXES = frozenset(("Jr", "Sr", "II", "III"))
_COMMON = words(
    "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas "
    "taylor moore jackson martin lee perez thompson white harris sanchez clark lewis robinson walker young allen king wright"
)
"""Last names that say too little without the first: the most frequent of the United States' census of 2010."""
_STREET = re.compile(
    r" (?:Streets?|St\.|Avenues?|Ave\.?|Roads?|Rd\.?|Lane|Ln\.?|Drive|Boulevard|Blvd\.?|Circle|Pike|Parkway|Pkwy|Highway|Terrace|Alley"
    r"|Crescent|Close|Row|Apartments|Townhomes|Motel|Inn|Mall|Plaza)(?!\w)"
)
_STREETS_NAME = re.compile(
    rf"(?:\b(?:[Oo]n|[Ii]n|[Aa]t|of|[Nn]ear|along|from|to|off|and|between|\d{{1,5}}) |\A)"
    rf"((?:(?:North|South|East|West|[NSEW]\.) )?(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th))(?: {_WORD}){{0,2}})\Z"
)
_NO_STREET = words("north south east west n s e w the on at in near street avenue road drive main high")

_HAPPENED = re.compile(
    r"\b(?:shot|shots|shoot|shootings?|gunfire|gunned|opened fire|fired|kill(?:ed|ing)|slain|stabb(?:ed|ing)|crash(?:ed)?|collided|struck"
    r"|hit|wounded|injured|died|dead|found|robb(?:ed|ery)|(?-i:fire)(?! (?:trucks?|engines?|department|crews?|chief|service|station|officials?|marshal|alarms?|and rescue))|blaze|broke out|explo(?:ded|sion)|blast|happened|occurred|attack(?:ed)?"
    r"|collapsed|drowned|fell|plunged|derailed|overturned|drive-by|murder|homicide|erupted|ripped|tore|sank|capsized|quake)\b",
    re.IGNORECASE,
)
_TOLD = alternation(
    [
        "said",
        "says",
        "say",
        "identified",
        "announced",
        "released",
        "charged",
        "arrested",
        "appeared",
        "told",
        "confirmed",
        "named",
        "court",
        "vigil",
        "gathered",
        "funeral",
        "memorial",
        "custody",
        "booked",
        "sentenced",
        "pleaded",
        "spoke",
        "conference",
        "statement",
        "search",
        "hearing",
        "interview",
        "updated",
        "raised",
        "mourned",
        "ruled",
        "buried",
        "indicted",
        "declined",
        "recovering",
        "photos",
        "video",
        "jailed",
        "remanded",
        "convicted",
        "hospital",
        "died",
        "decided",
        "resumed",
        "reopened",
    ]
)
_TOLD_BEFORE = re.compile(
    rf"\b{_TOLD}(?: (?:him|her|them|in court|publicly|there|reporters))?,? (?:(?:on|late|early|by|as of|until|at) ){{0,2}}(?:\w+ )?\Z",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(rf" (?:(?:morning|afternoon|evening|night) )?{_TOLD}\b", re.IGNORECASE)
"""What was done on a day that is not the incident: a charge, a vigil, what the police said."""
_OF_DAYS = (
    "day",
    "eekend",
    "onight",
    "his morning",
    *["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
)
"""Parts of every word for a day: a quick way to pass over what names none."""
_OVERNIGHT = re.compile(r"\bovernight\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?\"”])(?<! [ap]\.m\.)\s+")


@dataclass(frozen=True, slots=True)
class Incident:
    """What an article says of whom something happened to, or who did it, on which days, and in which streets."""

    people: frozenset[tuple[str, str]]
    """First and last names, folded."""
    days: frozenset[int]
    """Ordinals of days."""
    streets: frozenset[str]
    capitals: frozenset[str]
    """All words that stand with a capital, folded: a person may be named by the last name alone."""


def incident_of(article: Article) -> Incident:
    """Read what sets an incident apart from the headline and the top of the body."""
    top = article.body[:READ]
    text = f"{article.headline or ''}\n{top}"
    return Incident(
        people=frozenset(_people(text)),
        days=frozenset(_days(top, article.published)) if article.published else frozenset(),
        streets=frozenset((*_streets(article.headline or ""), *_streets(top))),
        capitals=frozenset(word.casefold() for word in re.findall(r"\b[A-Z][\w-]+", text)),
    )


def share_a_person(one: Incident, other: Incident) -> bool:
    """Tell whether both name one of those whom it happened to, be it by the last name alone."""
    return not one.people.isdisjoint(other.people) or _named_in(one, other) or _named_in(other, one)


def _named_in(one: Incident, other: Incident) -> bool:
    return any(last in other.capitals and last not in _COMMON for _, last in one.people)


def _people(text: str) -> Iterator[tuple[str, str]]:
    for found in _FULL_NAME.finditer(text):
        start, end = found.span()
        if not (_BEHIND.match(text, end) or _BEFORE.search(text[max(0, start - LEAD) : start])):
            continue
        if _NOBODY.search(found[0]) or _OFFICE.search(found[0]) or _HOLDER.search(text[max(0, start - 16) : start]):
            continue
        names = [_ENDING.sub("", token) for token in _TOKEN.findall(found[0]) if token not in _SUFFIXES]
        names = [name.casefold() for name in names if len(name) > 1]
        if len(names) > 1:
            yield names[0], names[-1]


def _streets(text: str) -> Iterator[str]:
    for found in _STREET.finditer(text):
        name = _STREETS_NAME.search(text[max(0, found.start() - LONGEST_NAME) : found.start()])
        named = [
            word
            for part in (name[1].split() if name else ())
            if (word := part.casefold().rstrip(".")) not in _NO_STREET
        ]
        if named:
            yield named[-1]


def _days(text: str, published: Moment) -> Iterator[int]:
    """Yield the days on which a text says that something happened, not those on which somebody spoke of it."""
    if _OVERNIGHT.search(text[:400]):
        yield published.day.toordinal()
    looked_at = 0
    lines = filter(_may_name_a_day, text.split("\n"))
    for sentence in filter(_may_name_a_day, chain.from_iterable(map(_SENTENCE_END.split, lines))):
        if looked_at == SENTENCES:
            return
        if not _HAPPENED.search(sentence):
            continue
        looked_at += 1
        for day in dates_in(sentence, published.day):
            if (
                day.from_ is not None
                and day.to is not None
                and published.day - BACK <= day.from_
                and day.to <= published.day + timedelta(1)
                and day.to - day.from_ <= timedelta(3)
                and _happened_on(sentence, day.start, day.end)
            ):
                yield from range(day.from_.toordinal(), day.to.toordinal() + 1)


def _may_name_a_day(line: str) -> bool:
    return any(part in line for part in _OF_DAYS)


def _happened_on(sentence: str, start: int, end: int) -> bool:
    """Tell whether a day is that of what happened."""
    if _TOLD_BEFORE.search(sentence[max(0, start - 34) : start]) or _TOLD_AFTER.match(sentence, end):
        return False
    return any(
        start - word.end() + ACROSS * sentence.count(",", word.end(), start) < REACH
        if word.end() <= start
        else BEHIND * (word.start() - end) + ACROSS * sentence.count(",", end, word.start()) < REACH
        for word in _HAPPENED.finditer(sentence)
    )
