"""Give one authority one identity across articles, where its many names leave no doubt, and count who is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.model import Attribution, Claim
from articles.relating.entities import stem
from articles.wording import words_in

ACRONYMS = {
    "cdc": "centers for disease control and prevention",
    "dod": "department of defense",
    "doj": "department of justice",
    "epa": "environmental protection agency",
    "eu": "european union",
    "faa": "federal aviation administration",
    "fbi": "federal bureau of investigation",
    "fda": "food and drug administration",
    "fema": "federal emergency management agency",
    "hrw": "human rights watch",
    "iaea": "international atomic energy agency",
    "icc": "international criminal court",
    "icrc": "international committee of the red cross",
    "idf": "israel defense forces",
    "imf": "international monetary fund",
    "iom": "international organization for migration",
    "msf": "medecins sans frontieres",
    "nato": "north atlantic treaty organization",
    "nhs": "national health service",
    "nhtsa": "national highway traffic safety administration",
    "ntsb": "national transportation safety board",
    "ocha": "office for the coordination of humanitarian affairs",
    "ons": "office for national statistics",
    "osce": "organization for security and co-operation in europe",
    "un": "united nations",
    "unhcr": "united nations high commissioner for refugees",
    "unicef": "united nations children's fund",
    "usgs": "united states geological survey",
    "wfp": "world food programme",
    "who": "world health organization",
}
"""Acronyms that the news uses without saying what they stand for. Others count where an article's own names spell them out."""

COUNTRIES = {
    "afghan": "afghanistan",
    "american": "us",
    "australian": "australia",
    "brazilian": "brazil",
    "british": "uk",
    "canadian": "canada",
    "chinese": "china",
    "dutch": "netherlands",
    "egyptian": "egypt",
    "ethiopian": "ethiopia",
    "filipino": "philippines",
    "french": "france",
    "gazan": "gaza",
    "german": "germany",
    "greek": "greece",
    "haitian": "haiti",
    "indian": "india",
    "indonesian": "indonesia",
    "iranian": "iran",
    "iraqi": "iraq",
    "israeli": "israel",
    "italian": "italy",
    "japanese": "japan",
    "kenyan": "kenya",
    "lebanese": "lebanon",
    "libyan": "libya",
    "mexican": "mexico",
    "moroccan": "morocco",
    "nigerian": "nigeria",
    "pakistani": "pakistan",
    "polish": "poland",
    "russian": "russia",
    "spanish": "spain",
    "sudanese": "sudan",
    "swedish": "sweden",
    "syrian": "syria",
    "taiwanese": "taiwan",
    "thai": "thailand",
    "turkish": "turkey",
    "ukrainian": "ukraine",
    "venezuelan": "venezuela",
    "vietnamese": "vietnam",
    "yemeni": "yemen",
}
"""Countries by what their institutions are called after them."""

SPELT = {
    "centre": "center",
    "centres": "centers",
    "co-operation": "cooperation",
    "defence": "defense",
    "labour": "labor",
    "organisation": "organization",
    "program": "programme",
}
"""One spelling for words that institutions' names have in two."""

VOICES = frozenset(
    stem(word)
    for word in [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
        "statement",
        "report",
        "bulletin",
        "tally",
        "figures",
        "data",
        "press",
        "release",
    ]
)
"""Through what an institution speaks: "a spokeswoman for the ministry" is the ministry."""

_LINKING = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "and",
        "at",
        "from",
        "by",
        "to",
        "its",
        "on",
        "s",
        "his",
        "her",
        "their",
        "our",
        "this",
        "that",
        "these",
        "those",
    ]
)
_ACRONYM = re.compile(r"(?<![\w.])(?:[A-Z]{2,6}|(?:[A-Z]\.){2,6})(?!\w)")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Cited:
    """Who is cited for some claims: the named, one entry each however they are called, and how many claims have none.

    Descriptive: it says what is on the page, not whether it should be.
    """

    claims: int
    named: tuple[str, ...]
    anonymous: int
    absent: int


def identities(names: Iterable[str | None]) -> dict[str, str]:
    """Map each way an authority is named to the fullest of its names; one that could be two keeps its own.

    "the health ministry", "Ministry of Health" and "Gaza's health ministry" are one where no other health ministry is
    cited beside them.
    """
    given = sorted({name for name in names if name and _telling(name)})
    telling = {name: _telling(name) for name in given}
    spelt = _spelt_out(telling)
    telling = {name: spelt.get(words, words) for name, words in telling.items()}
    fullest: dict[frozenset[str], str] = {}
    for name in given:
        held = fullest.get(telling[name])
        if held is None or (-len(name), name) < (-len(held), held):
            fullest[telling[name]] = name
    groups = list(fullest)
    return {name: fullest[_whole(telling[name], groups)] for name in given}


def authorities_among(names: Iterable[str | None]) -> tuple[str, ...]:
    """Return each authority once, under the fullest of its names."""
    return tuple(sorted(set(identities(names).values())))


def cited_in(claims: Sequence[Claim]) -> Cited:
    """Count who is cited for claims: named, anonymous ("officials", "sources") or nobody."""
    anonymous = sum(_is_anonymous(claim.attribution) for claim in claims)
    absent = sum(claim.authority is None and not _is_anonymous(claim.attribution) for claim in claims)
    named = authorities_among(claim.authority for claim in claims if not _is_anonymous(claim.attribution))
    return Cited(len(claims), named, anonymous, absent)


def _is_anonymous(attribution: Attribution | None) -> bool:
    return attribution is not None and attribution.kind == "anonymous"


def _telling(name: str) -> frozenset[str]:
    """Return the words that tell an authority from others, in one spelling."""
    words = words_in(_POSSESSIVE.sub(" ", name[:_LONGEST_NAME].replace(".", "")))
    expanded: list[str] = []
    for word in words:
        spelt = SPELT.get(word, COUNTRIES.get(word, word))
        known = ACRONYMS.get(spelt) if _is_capital(name, word) else None
        expanded += words_in(known) if known else [spelt]
    telling = frozenset(stem(SPELT.get(word, word)) for word in expanded if word not in _LINKING)
    return telling - VOICES or telling


def _is_capital(name: str, word: str) -> bool:
    return word.upper() in name.replace(".", "")


def _spelt_out(telling: Mapping[str, frozenset[str]]) -> dict[frozenset[str], frozenset[str]]:
    """Find acronyms whose letters begin the words of exactly one name that is given beside them."""
    initials: dict[str, set[frozenset[str]]] = {}
    for name, words in telling.items():
        plain = [word for word in re.findall(r"[A-Za-z][\w'’-]*", _POSSESSIVE.sub("", name)) if word[0].isupper()]
        if len(plain) > 1:
            initials.setdefault("".join(word[0] for word in plain).casefold(), set()).add(words)
    found: dict[frozenset[str], frozenset[str]] = {}
    for name, words in telling.items():
        acronyms = _ACRONYM.findall(name)
        if len(words) == 1 and len(acronyms) == 1:
            spelt = initials.get(acronyms[0].replace(".", "").casefold(), set())
            if len(spelt) == 1:
                found[words] = next(iter(spelt))
    return found


def _whole(words: frozenset[str], groups: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the one longest name that holds all these words; the words themselves where several could be meant."""
    longer = [other for other in groups if words < other]
    largest = [one for one in longer if not any(one < other for other in longer)]
    return largest[0] if len(largest) == 1 else words
