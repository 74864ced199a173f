"""Who was introduced as what: people, bodies and their offices, so that "he" and "the minister" have a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from articles.attribution.cues import ENDS, OFFICE_WORDS, PREPOSITIONS, SUBORDINATORS
from articles.attribution.names import name_in
from articles.attribution.nouns import (
    HONORIFICS,
    INSTITUTIONS,
    NOT_NAMES,
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

PLACE_PREPOSITIONS = frozenset({"across", "around", "at", "in", "near", "off", "outside", "throughout", "within"})
LONGEST_FIRST_SURNAME = 4
"""Letters; a longer first name ("Israel", "Jordan", "Georgia") may be a country's."""
GOES_ON = PARTICLES | {"of"}
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
        parts = _parts(name)
        for at, other in enumerate(bearers):
            if parts <= _parts(other):
                name = other
                break
            if parts >= _parts(other):
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
            parts = _parts(name)
            return next((bearer for bearer in bearers if parts <= _parts(bearer)), None)
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


@lru_cache(maxsize=4096)
def _parts(name: str) -> frozenset[str]:
    return frozenset(name.split())


def last_name(name: str) -> str:
    """Return the surname, lower-case."""
    parts = [part for part in name.lower().replace(".", "").split() if part not in SUFFIXES]
    return parts[-1] if parts else name.lower()


def introduce(people: People, unit: Unit, number: int) -> None:
    """Remember the people and bodies that a sentence names, with what it says they are."""
    words, lows = unit.words, unit.lows
    capitals = [at for at, word in enumerate(words) if word[0].isupper()]
    if all(after - before > 3 for before, after in pairwise(capitals)) or _is_title_case(unit):
        # A name, and a body that is "of the" something, has two capitals close by.
        return
    offices = [] if ROLES.isdisjoint(lows) else [at for at, low in enumerate(lows) if low in ROLES]
    reached = told = 0
    for start in capitals:
        if start < reached:
            continue
        while told < len(offices) and offices[told] <= start:
            _introduce_office(people, unit, offices[told], number)
            told += 1
        if start + 1 < len(words) and (words[start + 1][0].isupper() or lows[start + 1] in GOES_ON):
            reached = _run_end(unit, start)
            _introduce_run(people, unit, start, reached, number)
    for office in offices[told:]:
        if office < capitals[-1]:
            _introduce_office(people, unit, office, number)


def _run_end(unit: Unit, start: int) -> int:
    """Return the end of the capitalised words in a row that begin at a position, "van" and its like among them."""
    words = unit.words
    size = len(words)
    end = start + 1
    while end < size and not words[end - 1].endswith(("'s", "’s")):
        particle = unit.lows[end] in PARTICLES and end + 1 < size and words[end + 1][0].isupper()
        if not (particle or words[end][0].isupper()):
            break
        end += 1
    return end


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
