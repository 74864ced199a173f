"""Who the words mean: people and their offices as an article introduces them, so that "he" and "the minister" have a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.attribution.cues import ENDS, HEAD_ENDS, OFFICE_WORDS, PREPOSITIONS, SUBORDINATORS
from articles.attribution.nouns import (
    CROWDS,
    HONORIFICS,
    INSTITUTIONS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    OUTLETS,
    PARTICLES,
    ROLES,
    SUFFIXES,
    THINGS,
    TITLES,
    plain,
)
from articles.attribution.units import QUOTE, Unit
from articles.attribution.verbs import is_finite
from articles.model import SourceKind
from articles.tables import words as listed

LEADS_TO_NO_PERSON = PREPOSITIONS - {"like", "unlike"} | {"the"}
PLACE_PREPOSITIONS = frozenset({"across", "around", "at", "in", "near", "off", "outside", "throughout", "within"})
UNCOUNTED = listed(
    "two three four five six seven eight nine ten several some many most few dozens hundreds thousands others"
)
INDEFINITE = frozenset({"a", "an", "one", "another"})
LONGEST_NAME = 5
LONGEST_FIRST_SURNAME = 4
"""Letters; a longer first name ("Israel", "Jordan", "Georgia") may be a country's."""
MOST_BEARERS = 30
"""More people of one surname, or holders of one office, are not told apart anyway."""


@dataclass(frozen=True, slots=True)
class _Office:
    """Who holds an office, as described from a certain sentence on."""

    name: str
    words: frozenset[str]
    since: int


class People:
    """The people and bodies of one article, and what each is; sentences are numbered in order."""

    def __init__(self) -> None:
        self._bearers: dict[str, list[str]] = {}
        self._offices: dict[str, list[_Office]] = {}
        self._genders: dict[str, str] = {}
        self._first_names: dict[str, list[str]] = {}
        self._bodies: set[str] = set()
        self._places: set[str] = set()

    def introduce(self, name: str, roles: frozenset[str], words: frozenset[str], since: int) -> None:
        """Remember a person's full name, roles and the words that describe them."""
        bearers = self._bearers.setdefault(last_name(name), [])
        parts = set(name.split())
        for at, other in enumerate(bearers):
            if parts <= set(other.split()):
                name = other
                break
            if parts >= set(other.split()):
                bearers[at] = name
                break
        else:
            if len(bearers) < MOST_BEARERS:
                bearers.append(name)
                if " " in name and len(name.split(maxsplit=1)[0]) <= LONGEST_FIRST_SURNAME:
                    self._first_names.setdefault(name.split(maxsplit=1)[0].lower(), []).append(name)
        for role in roles:
            self._install(role, name, words, since)

    def introduce_body(self, name: str, institution: str, words: frozenset[str], since: int) -> None:
        """Remember a ministry, a court or another body by its kind."""
        self._bodies.add(name)
        self._install(institution, name, words, since)

    def introduce_place(self, name: str) -> None:
        """Remember a name that stands behind "in" or "near": it is nobody's, even where it looks like a person's."""
        self._places.add(name)

    def person(self, name: str) -> str | None:
        """Return the full name of a person, None for a body or a place."""
        full = self.full(name)
        return None if full is None or full in self._bodies or full in self._places else full

    def _install(self, office: str, name: str, words: frozenset[str], since: int) -> None:
        holders = self._offices.setdefault(office, [])
        if len(holders) < MOST_BEARERS and all(holder.name != name for holder in holders):
            holders.append(_Office(name, words, since))

    def full(self, name: str) -> str | None:
        """Return the full name that a surname or a part of a name stands for; None where nobody, or two people, bear it."""
        bearers = self._bearers.get(last_name(name), [])
        if " " in name:
            parts = set(name.split())
            return next((bearer for bearer in bearers if parts <= set(bearer.split())), None)
        if not bearers:
            # Some names begin with the family's: "Lin Jian" goes on as "Lin".
            bearers = self._first_names.get(name.lower(), [])
        return bearers[0] if len(bearers) == 1 else None

    def is_shared(self, name: str) -> bool:
        """Tell whether several people bear a surname."""
        return len(self._bearers.get(last_name(name), [])) > 1

    def holder(self, words: list[str], now: int, head: list[str] | None = None) -> str | None:
        """Return who holds the office that a lower-case phrase names by its head, where only one does so far."""
        roles = [word for word in (head or words) if word in self._offices]
        if not roles:
            return None
        holders = [office for office in self._offices[roles[-1]] if office.since <= now]
        names = {self.full(office.name) or office.name for office in holders}
        if len(names) == 1:
            return names.pop()
        wanted = {word for word in words if word != roles[-1] and len(word) > 2 and word != "the"}
        fitting = {self.full(office.name) or office.name for office in holders if wanted and wanted <= office.words}
        return fitting.pop() if len(fitting) == 1 else None

    def mark(self, name: str, pronoun: str) -> None:
        """Remember which pronoun a person goes by."""
        self._genders.setdefault(name, pronoun)

    def goes_by(self, name: str, pronoun: str) -> bool:
        """Tell whether a pronoun can mean a person, as far as the text has shown."""
        return self._genders.get(name, pronoun) == pronoun


def last_name(name: str) -> str:
    """Return the surname, lower-case."""
    parts = [part for part in name.lower().replace(".", "").split() if part not in SUFFIXES]
    return parts[-1] if parts else name.lower()


@dataclass(slots=True)
class _Run:
    """Capitalised words in a row: `titled` behind a person's title, `led` behind "of", "in" or "the"."""

    words: list[str]
    titled: bool
    led: bool
    closed_by: str
    adjective: bool

    def is_name(self, *, first: bool) -> bool:
        """Tell a name; one word alone only where it is titled, or nothing longer came `first`."""
        if self.led or self.adjective or not 1 <= len(self.words) <= LONGEST_NAME:
            return False
        return len(self.words) > 1 or self.titled or first


def name_in(words: list[str]) -> str | None:
    """Return the person's name in a noun phrase: its last run of capitalised words, behind any title or institution.

    What stands behind "of", "in" or "the" is a place or a body: "the mayor of Port Merrow, Elsbet Corrin" is no Port Merrow.
    """
    best: list[str] = []
    for run in _runs(words):
        if run.is_name(first=not best):
            best = run.words
            if run.closed_by in ",(" and (run.titled or len(best) > 1):
                break
    while best and plain(best[-1]) in PARTICLES:
        best.pop()
    return " ".join(best) if best else None


def _runs(words: list[str]) -> Iterator[_Run]:
    run: list[str] = []
    titled = led = False
    before = ""
    for at, word in enumerate([*words, ","]):
        lowered = plain(word)
        if word[:1].isupper() and lowered not in NOT_NAMES:
            if lowered in TITLES:
                run, titled, led = [], True, False
            elif lowered in ORGANISATION_WORDS or lowered in ROLES or word.endswith(("'s", "’s")):
                run, led = [], False
            else:
                led = led if run else not titled and (led or before in LEADS_TO_NO_PERSON)
                run.append(word)
            before = lowered
        elif run and lowered in PARTICLES:
            run.append(word)
        else:
            if run:
                adjective = len(run) == 1 == at and word[:1].islower() and lowered not in HEAD_ENDS
                yield _Run(run, titled, led, word, adjective)
            titled = titled and not (run or word == "(" or word in PREPOSITIONS)
            run, led, before = [], False, word.lower()


def kind_of(words: list[str], name: str | None) -> SourceKind:
    """Say what sort of source a noun phrase is, given the person's name in it, if any."""
    head = head_of(words)
    lows = [plain(word) for word in head]
    if _is_outlet(head, lows):
        return "outlet"
    last = lows[-1] if lows else ""
    if last in INSTITUTIONS and last not in ROLES:
        return "organisation"
    if name and " " in name and _stands_beside(words, name, of_office=last in ROLES):
        return "named"
    common = bool(head) and head[-1].isalpha() and head[-1].islower() and last not in PARTICLES
    crowd = any(low in CROWDS and (at == 0 or not head[at][:1].isupper()) for at, low in enumerate(lows))
    if name and " " in name and not common and not crowd and _is_introduced(words, head, name):
        return "named"
    return _unnamed_kind(head, lows, named=name is not None, common=common, crowd=crowd)


def _stands_beside(words: list[str], name: str, *, of_office: bool) -> bool:
    """Tell the name behind a comma that says who the office before it is: "the mayor of Orlo, Ana Vale"."""
    first = name.split(maxsplit=1)[0]
    return any(
        words[at] == first and words[at - 1] == "," and (of_office or plain(words[at - 2]) in ROLES)
        for at in range(2, len(words))
    )


def _is_introduced(words: list[str], head: list[str], name: str) -> bool:
    """Tell the person who heads a phrase from a name within it ("the guidance from ...")."""
    if name.split(maxsplit=1)[0] in head or plain(head[-1]) in ROLES:
        return True
    before = words[len(head) :]
    return any(word in {",", ")"} or plain(word) in TITLES for word in before)


def _unnamed_kind(head: list[str], lows: list[str], *, named: bool, common: bool, crowd: bool) -> SourceKind:
    indefinite = lows[:1] != [] and lows[0] in INDEFINITE
    if not named and lows[:1] != [] and lows[0] in UNCOUNTED:
        return "anonymous"
    if common and lows[-1] in ROLES and not indefinite:
        return "role"
    if crowd or (indefinite and "official" in lows):
        return "organisation" if "authorities" in lows else "anonymous"
    if any(low in ROLES for low in lows) and not named:
        return "role"
    if not named and any(low in INSTITUTIONS for low in lows):
        return "organisation"
    if named:
        return "organisation" if any(low in INSTITUTIONS for low in lows) else "named"
    return "organisation" if any(word[:1].isupper() for word in head[1:]) else "role"


def head_of(words: list[str]) -> list[str]:
    """Return the phrase up to its first comma, preposition or relative: where its head noun stands."""
    for index, word in enumerate(words):
        if index and word.lower() in HEAD_ENDS:
            return words[:index]
    return words


def _is_outlet(head: list[str], lowered: list[str]) -> bool:
    if not head:
        return False
    if lowered[-1] in OUTLETS and head[-1][:1].isupper() and len([w for w in head if w[:1].isupper()]) <= 2:
        return True
    if lowered[-1] == "media" or lowered[-1] in {
        "newspaper",
        "newspapers",
        "broadcaster",
        "outlets",
        "television",
        "tv",
    }:
        return True
    named = [word for word in head if word[:1].isupper()]
    return (len(named) > 1 and (lowered[-1] in OUTLET_WORDS or lowered[-2:] == ["news", "agency"])) or (
        lowered[-2:]
        in (
            ["news", "agency"],
            ["state", "media"],
            ["state", "tv"],
            ["state", "television"],
            ["associated", "press"],
        )
    )


def introduce(people: People, unit: Unit, number: int) -> None:
    """Remember the people and bodies that a sentence names, with what it says they are."""
    words, lows = unit.words, unit.lows
    size = len(unit)
    if _is_title_case(unit):
        return
    reached = 0
    for at, word in enumerate(words):
        if lows[at] in ROLES:
            _introduce_office(people, unit, at, number)
        if at < reached or not word[0].isupper():
            continue
        reached = at + 1
        while reached < size and not words[reached - 1].endswith(("'s", "’s")):
            particle = lows[reached] in PARTICLES and reached + 1 < size and words[reached + 1][0].isupper()
            if not (particle or words[reached][0].isupper()):
                break
            reached += 1
        _introduce_run(people, unit, at, reached, number)


def _is_title_case(unit: Unit) -> bool:
    """Tell a headline in capitals, where every word looks like a name."""
    if len(unit) < 4 or unit.lows[-1] in ENDS:
        return False
    letters = [word for word in unit.words if word[:1].isalpha()]
    return sum(word[:1].isupper() for word in letters) * 3 > len(letters) * 2


def _introduce_run(people: People, unit: Unit, start: int, end: int, number: int) -> None:
    """Remember a run of capitalised words: a body, a person, or a body and then a person."""
    lows = [plain(low) for low in unit.lows[start:end]]
    body = next((at for at in range(len(lows) - 1, -1, -1) if lows[at] in INSTITUTIONS), None)
    if body is not None:
        close = _body_end(unit, start + body + 1)
        if body > 0 or close > start + body + 1:
            described = frozenset(plain(low) for low in unit.lows[start:close])
            people.introduce_body(" ".join(unit.words[start:close]), lows[body], described, number)
        start += body + 1
        lows = lows[body + 1 :]
    titled = any(low in TITLES for low in lows[:-1])
    if len(lows) < 2 or any(low in THINGS or low in OUTLET_WORDS or low in OUTLETS for low in lows):
        return
    words = unit.words[start:end]
    name = name_in(words)
    if name is None or (" " not in name and not titled) or any(plain(word) in NOT_NAMES for word in name.split()):
        return
    before = unit.lows[start - 1] if start else ""
    titled = titled or any(low in ROLES for low in lows)
    if before in PLACE_PREPOSITIONS and not titled:
        people.introduce_place(name)
    elif before != "the" or titled:
        roles, described = _description(unit, start, end)
        people.introduce(name, roles, described, number)
        honorific = next((HONORIFICS[low] for low in lows if low in HONORIFICS), None)
        if honorific is not None:
            people.mark(people.full(name) or name, honorific)


def _description(unit: Unit, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the roles of a person and the words that describe them, within the name's run, before and behind it."""
    described = {plain(low) for low in unit.lows[start:end]}
    roles = {low for low in described if low in ROLES}
    before = unit.lows[start - 1] if start else ""
    if plain(before) in ROLES:
        roles.add(plain(before))
    if before == "," and (office := _office_before(unit, start - 1)) is not None:
        roles.add(plain(unit.lows[office]))
        described |= {plain(low) for low in unit.lows[max(0, office - 3) : start]}
    after = [plain(low) for low in unit.lows[end : end + 12]]
    close = next((at for at in range(1, len(after)) if after[at] in {",", "."}), 0)
    if after[:1] == [","] and after[1:2] != ["and"] and not any(is_finite(unit, end + at) for at in range(1, close)):
        roles |= {low for low in after[1:close] if low in ROLES}
        described |= set(after[1:close])
    return frozenset(roles), frozenset(described)


def _body_end(unit: Unit, end: int) -> int:
    """Read on through "League of Inland States"."""
    at = end
    if unit.lows[at : at + 1] != ["of"]:
        return end
    at += 2 if unit.lows[at + 1 : at + 2] == ["the"] else 1
    first = at
    while at < len(unit) and unit.words[at][:1].isupper():
        at += 1
    return at if at > first else end


def _office_before(unit: Unit, comma: int) -> int | None:
    """Return where the office stands in "the mayor of Orlo, Ana Vale", read back from the comma."""
    for at in range(comma - 1, max(-1, comma - 10), -1):
        low = unit.lows[at]
        if plain(low) in ROLES:
            return at
        if not low[0].isalnum() or low in SUBORDINATORS or is_finite(unit, at):
            return None
    return None


def _introduce_office(people: People, unit: Unit, at: int, number: int) -> None:
    """Read "Secretary of the Council (SC) Ali Example": office, body and then the name."""
    words, lows = unit.words, unit.lows
    end = at + 1
    while end < len(unit) and end - at < 18:
        low = lows[end]
        if low == "and" and words[end - 1][:1].isupper() and not words[min(end + 1, len(unit) - 1)][:1].isupper():
            break
        named = words[end][:1].isupper() or low in OFFICE_WORDS or low in PARTICLES
        noun = low.isalpha() and not is_finite(unit, end) and low not in PREPOSITIONS and low not in SUBORDINATORS
        if low == QUOTE or not (named or noun):
            break
        end += 1
    while end > at + 1 and not words[end - 1][:1].isupper():
        end -= 1
    name = name_in(words[at:end])
    if name is None or " " not in name or not words[end - 1].startswith(name.split()[-1]):
        return
    if any(plain(word) in THINGS or plain(word) in NOT_NAMES for word in name.split()):
        return
    described = frozenset(plain(low) for low in lows[max(0, at - 4) : end])
    people.introduce(name, frozenset({plain(lows[at])}), described, number)
