"""Which words of a noun phrase are a person's name, and what sort of source the phrase is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.attribution.cues import HEAD_ENDS, PREPOSITIONS
from articles.attribution.nouns import (
    CROWDS,
    INSTITUTIONS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    OUTLETS,
    PARTICLES,
    ROLES,
    TITLES,
    plain,
)
from articles.model import SourceKind
from articles.tables import words as listed

LEADS_TO_NO_PERSON = PREPOSITIONS - {"like", "unlike"} | {"the"}
UNCOUNTED = listed(
    "two three four five six seven eight nine ten several some many most few dozens hundreds thousands others"
)
INDEFINITE = frozenset({"a", "an", "one", "another"})
LONGEST_NAME = 5


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
