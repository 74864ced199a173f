"""Say which agency wrote a copy whose credit line is gone, where the text itself still shows it; else nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from articles.model import Article, Link, Strength
from articles.relating.dispatch import AGENCIES, UNNAMED, Credit, credit_of
from articles.relating.house_styles import styled_by

READ = 60_000
"""Code points of a body that are looked at."""

_SPEAKS_OF_ITSELF = (
    "told {name}",
    "tells {name}",
    "{name} (?:reporters?|journalists?|correspondents?|photographers?|videographers?|video journalists?|teams?|witness(?:es)?|staff)",
    "(?:interview|interviews) with {name}",
    "statement (?:sent|e-?mailed|provided) to {name}",
    "(?:seen|reviewed|obtained|verified|compiled|calculated) by {name}",
    "(?:an?|the) {name} (?:tally|count|analysis|poll|review|investigation|calculation)",
    "spoke to {name}",
    "{name} calculations",
)
"""How agencies speak of themselves in their own dispatches."""

_CITED = re.compile(
    r"\A,? (?:news agency|news service|newswire|agency|wire service)|\A (?:reported|reports|said|says|cited|quoted)\b",
    re.IGNORECASE,
)
"""What follows the name where another outlet cites the agency: it says that it is one."""

_HABITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Reuters", re.compile(r"\(\$1 = [\d.,]{1,12} [\w ]{2,30}\)")),
    ("Reuters", re.compile(r"[(\[<][A-Z0-9]{1,6}\.(?:N|O|OQ|L|DE|PA|T|HK|SS|AS|MI|KS|TO|AX)[)\]>]")),
    ("Reuters", re.compile(r"(?m)\(?(?:Additional )?[Rr]eporting by [^\n]{3,200}[;.] ?(?:[Ww]riting by [^\n]{3,120}[;.] ?)?[Ee]diting by ")),
    ("Agence France-Presse", re.compile(r"(?m)^(?:(?:burs?|str)-[a-z]{2,4}(?:-[a-z]{2,4}){0,3}|[a-z]{2,4}-burs?|burs?|str(?:-burs?)?)/[a-z]{2,4}(?:/[a-z]{2,4}){0,2}$")),
    ("Xinhua", re.compile(r"(?m)\bEnditem\W{0,2}$")),
    ("Bloomberg", re.compile(r"\b(?:data compiled by Bloomberg|--With (?:assistance|reporting) from|Bloomberg Economics)\b")),
    ("Press Trust of India", re.compile(r"(?m)^PTI(?: [A-Z]{2,4}){1,6}$")),
    ("IANS", re.compile(r"(?m)^\W{0,3}IANS\W{0,2}$|--IANS\b")),
    ("Associated Press", re.compile(r"\bAP(?:'s|’s)? (?:VoteCast|Race Call|video|Stylebook)\b|©? ?\d{4} The Associated Press")),
)  # fmt: skip
"""What one agency alone writes: its currency line, its codes, its desk's initials, its closing word."""


@dataclass(frozen=True, slots=True)
class Masked:
    """The agency that a text without credit shows, and the words that show it; only `likely` where it is by style."""

    agency: str
    words: str
    strength: Strength = "proven"


def masked_agency(article: Article, known: Iterable[tuple[Article, Link]] = ()) -> Masked | None:
    """Name the agency whose dispatch a copy without a credit prints; None where nothing, or two agencies, show.

    `known` are other articles with the proven link to this one. What is only `likely`, by style, is so of a copy: an
    outlet's own report may be written in the same style.
    """
    shown = _shown(article, known)
    if shown:
        return _only(shown)
    style = styled_by(article.body[:READ])
    return Masked(style.agency, style.words, "likely") if style else None


def shown_agency(article: Article, known: Iterable[tuple[Article, Link]] = ()) -> Masked | None:
    """Name the agency whose text an article without a credit is proven to print; None where none, or two, are shown."""
    return _only(_shown(article, known))


def _only(shown: Mapping[str, Masked]) -> Masked | None:
    return next(iter(shown.values())) if len(shown) == 1 else None


def _shown(article: Article, known: Iterable[tuple[Article, Link]]) -> dict[str, Masked]:
    """Return the agencies that are credited by others who print the text; else those that the text itself names or shows."""
    credited = {
        credit.agency: Masked(credit.agency, credit.words)
        for other, link in known
        if link.strength == "proven" and link.kind in {"same text", "contained text"}
        if (credit := _named(other))
    }
    if credited:
        return credited
    body = article.body[:READ]
    habits = {agency: Masked(agency, found[0].strip()) for agency, form in _HABITS if (found := form.search(body))}
    return habits or {
        agency: Masked(agency, words) for agency, pattern in _named_in(body) if (words := _itself(body, pattern))
    }


def _named(article: Article) -> Credit | None:
    credit = credit_of(article)
    return credit if credit and credit.agency != UNNAMED else None


def _named_in(body: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the agencies any of whose names may stand in a text, and how each speaks of itself there."""
    begun = _NAME_BEGINS.keys() & set(_WORD.findall(body))
    for at in sorted({at for word in begun for at in _NAME_BEGINS[word]}):
        agency, names, pattern = _ITSELF[at]
        if any(name in body for name in names):
            yield agency, pattern


def _itself(body: str, pattern: re.Pattern[str]) -> str | None:
    for found in pattern.finditer(body):
        if not _CITED.match(body[found.end() : found.end() + 24]):
            return found[0]
    return None


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    written = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if len(name) > 1)
    name = f"(?:[Tt]he )?(?:{written})(?!\\w)"
    return re.compile(r"(?<!\w)(?:" + "|".join(form.format(name=name) for form in _SPEAKS_OF_ITSELF) + ")")


_AMBIGUOUS = frozenset(
    {"AA", "SPA", "PA", "TT", "CP", "APA", "MENA", "CNA", "CNS", "NAN", "The AP", "RIA", "SANA", "WAM"}
)
"""Short names that also stand for much else."""
_NAMES = tuple((agency, tuple(sorted({agency, *names} - _AMBIGUOUS))) for agency, names in AGENCIES)
_ITSELF = tuple((agency, names, _pattern(names)) for agency, names in _NAMES if names)
_WORD = re.compile(r"\w+")
_NAME_BEGINS: dict[str, list[int]] = defaultdict(list)
"""The agencies by the words that their names begin with: few of hundreds of names need be looked for in a text."""
for _at, _one in enumerate(_ITSELF):
    for _name in _one[1]:
        _NAME_BEGINS[_WORD.findall(_name)[0]].append(_at)
