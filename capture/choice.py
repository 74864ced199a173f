"""Which of the candidates a field takes: a table of precedence, and how each field's raw values are read."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TypeVar

from articles.addresses import site_label
from articles.model import FieldEvidence, Moment, Outlet
from articles.outlets import Registry, name_key
from capture.bylines import is_person, names_in
from capture.page_dates import moment_in

Value = TypeVar("Value")

# field -> places, the most trusted first (`*` stands for anything). A field takes the first that can be read.
PRECEDENCE: dict[str, tuple[str, ...]] = {
    "headline": (
        "h1",
        "meta:og:title",
        "json-ld:*.headline",
        "microdata:headline",
        "meta:*",
        "feed:*",
        "sitemap:*",
        "title",
        "json-ld:*Article.name",
        "h2",
        "h3",
        "text:first line",
    ),
    "byline": (
        "json-ld:*.author*",
        "meta:*author*",
        "meta:byl*",
        "meta:*creator",
        "microdata:*",
        "link:author",
        "text:byline(By)",
        "feed:*",
        "address:author",
        "text:byline",
        "json-ld:*.creator*",
    ),
    "published": (
        "json-ld:*.datePublished",
        "meta:article:published_time",
        "meta:*published*",
        "meta:*publish*",
        "meta:*pub*",
        "microdata:*[Pp]ublished",
        "meta:*",
        "time:datetime",
        "feed:*",
        "sitemap:*",
        "time:text",
        "text:date line",
        "text:first line",
        "json-ld:*.dateCreated",
        "script:*",
        "url",
    ),
    "modified": (
        "json-ld:*.dateModified",
        "meta:article:modified_time",
        "meta:*modified*",
        "meta:*",
        "microdata:*",
        "time:datetime",
        "time:text",
        "text:date line",
        "feed:*",
        "sitemap:*",
    ),
    "outlet": (
        "json-ld:*.publisher*",
        "meta:og:site_name",
        "meta:dc*.publisher",
        "meta:publisher",
        "microdata:publisher",
        "meta:application-name",
        "meta:apple-mobile-web-app-title",
        "json-ld:*.sourceOrganization*",
        "json-ld:*.isPartOf",
        "sitemap:*",
        "title:end",
        "json-ld:WebSite.name",
        "json-ld:NewsMediaOrganization.name",
        "json-ld:Organization.name",
        "json-ld:*.copyrightHolder*",
        "h1:home",
        "link:home",
        "text:copyright",
        "title:part",
    ),
    "language": (
        "html:lang",
        "json-ld:*",
        "meta:content-language",
        "meta:*",
        "http:content-language",
        "feed:*",
        "sitemap:*",
        "text:detected",
    ),
    "licence": ("link:license", "json-ld:*", "microdata:*", "meta:*"),
    "paywall": ("json-ld:*", "meta:*", "microdata:*"),
    "canonical_url": ("link:canonical", "meta:og:url", "json-ld:*.url", "json-ld:*.mainEntityOfPage"),
    "kind": ("text:prompt", "json-ld:*", "headline:*", "url"),
    "dateline": ("json-ld:*.dateline", "text:first paragraph"),
}

# Places that name much else besides: only believed where the address or another place says the same.
WEAK_PLACES = frozenset({"title:part", "link:home", "text:copyright", "json-ld:Organization.name"})

FREE = {
    "true": False,
    "free": False,
    "yes": False,
    "false": True,
    "locked": True,
    "metered": True,
    "no": True,
    "paid": True,
}
HEADLINE_MARKS = ("|", "-", "–", "—", "·", "•", ":", "»", "/")
TITLE_MARKS = (" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", ": ")
LONGEST_HEADLINE, SHORTEST_CUT, LONGEST_KICKER = 400, 12, 40

_company = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|llc|plc|gmbh|corp|corporation|pty|holdings?|publishing|publications|ventures|pvt)\b\.?",
    re.IGNORECASE,
)
_slogan = re.compile(
    r"\b(?:news|latest|breaking|headlines|stories|sports?|business|home ?page|analysis|opinion|video)\b", re.IGNORECASE
)
_language = re.compile(r"([A-Za-z]{2,3})(?:[-_].{1,20})?$")


def always(_value: object, _place: str) -> bool:
    """Stand for a field whose values need no support."""
    return True


class Choices:
    """The evidence of one page while its fields are chosen; remembers which pieces the choices rest on."""

    def __init__(self, evidence: Sequence[FieldEvidence]) -> None:
        self._evidence = list(evidence)
        self._rests_on: set[FieldEvidence] = set()

    @property
    def evidence(self) -> tuple[FieldEvidence, ...]:
        """All pieces, those that a choice rests on marked as chosen."""
        return tuple(replace(piece, chosen=piece in self._rests_on) for piece in self._evidence)

    def values(self, field: str) -> list[str]:
        """Return all raw values of a field."""
        return [piece.value for piece in self._evidence if piece.field == field]

    def add(self, piece: FieldEvidence, *, chosen: bool = False) -> None:
        """Add a piece that was not on the page itself, or that only its text shows."""
        self._evidence.append(piece)
        if chosen:
            self._rests_on.add(piece)

    def take(
        self,
        field: str,
        read: Callable[[Sequence[str]], Value | None],
        supported: Callable[[Value, str], bool] = always,
    ) -> Value | None:
        """Choose a field's value: the first place whose raw values `read` can make one of.

        `read` gets all values of one place, in the order of the page. A value that is `supported` from elsewhere goes
        before one that is not.
        """
        found: tuple[Value, list[FieldEvidence]] | None = None
        for place, group in self._by_place(field).items():
            value = read([piece.value for piece in group])
            if value is None:
                continue
            if not supported(value, place):
                found = found or (None if place in WEAK_PLACES else (value, group))
                value = next((one for piece in group if (one := read([piece.value])) and supported(one, place)), None)
            if value is not None:
                found = value, [piece for piece in group if read([piece.value]) == value] or group
                break
        if found is None:
            return None
        self._rests_on.update(piece for piece in found[1] if read([piece.value]) is not None)
        return found[0]

    def _by_place(self, field: str) -> dict[str, list[FieldEvidence]]:
        places: dict[str, list[FieldEvidence]] = {}
        for piece in self._evidence:
            if piece.field == field:
                places.setdefault(piece.found_in, []).append(piece)
        groups: dict[str, list[FieldEvidence]] = {}
        for pattern in PRECEDENCE[field]:
            for place, pieces in places.items():
                if place not in groups and fnmatchcase(place, pattern):
                    groups[place] = pieces
        return groups


def repeated_elsewhere(evidence: Sequence[FieldEvidence], field: str) -> Callable[[str, str], bool]:
    """Make a test whether another place gives the same value, with or without something after it, or cut short."""
    spoken = [
        (wording_key(piece.value), piece.found_in, _is_cut_short(piece.value))
        for piece in evidence
        if piece.field == field
    ]

    def supported(value: str, place: str) -> bool:
        key, cut = wording_key(value), _is_cut_short(value)
        for other, where, other_is_cut in spoken:
            if where == place:
                continue
            if cut and len(other) > len(key) and other.startswith(key):
                return False
            if other_is_cut and len(other) >= SHORTEST_CUT and key.startswith(other):
                return True
        within = {other for other, where, _ in spoken if where != place and _is_after_a_kicker(other, key)}
        if within and len([1 for other, _, _ in spoken if other in within]) > 1:
            return False
        return any(other.startswith(key) and where != place for other, where, _ in spoken)

    return supported


def _is_after_a_kicker(headline: str, whole: str) -> bool:
    """Tell a headline that another place prints after a word or two ("Exclusive")."""
    return SHORTEST_CUT < len(headline) < len(whole) <= len(headline) + LONGEST_KICKER and whole.endswith(headline)


def _is_cut_short(value: str) -> bool:
    return value.rstrip().endswith(("…", "..."))


def agreed_outlet(evidence: Sequence[FieldEvidence], address: str) -> Callable[[Outlet, str], bool]:
    """Make a test whether an outlet's name is what its site is registered under, or is given in two places.

    A company's name ("Northern Titles Ltd") that the address does not bear is a publisher's, not an outlet's.
    """
    given: dict[str, set[str]] = {}
    strong = [
        without_slogan(piece.value)
        for piece in evidence
        if piece.field == "outlet"
        and piece.found_in not in WEAK_PLACES
        and any(fnmatchcase(piece.found_in, pattern) for pattern in PRECEDENCE["outlet"])
    ]
    named = any(is_named_by(name, address) for name in strong)
    for piece in evidence:
        if piece.field == "outlet":
            given.setdefault(wording_key(without_slogan(piece.value)), set()).add(piece.found_in)

    def supported(outlet: Outlet, place: str) -> bool:
        if is_named_by(outlet.name, address):
            return True
        if place in WEAK_PLACES and strong:
            return False
        return not named and not _company.search(outlet.name) and len(given.get(wording_key(outlet.name), ())) > 1

    return supported


def is_named_by(name: str, address: str) -> bool:
    """Tell whether a name is what the site of an address is registered under ("The Courier", courier.example)."""
    key, label = wording_key(name), site_label(address)
    return bool(label) and label in {key, key.removeprefix("the")}


def without_slogan(name: str) -> str:
    """Return an outlet's name without what a site puts after it ("The Courier | Latest news from the valley")."""
    name = " ".join(html.unescape(name).split())
    for mark in TITLE_MARKS:
        before, found, after = name.partition(mark)
        if found and len(before) > 1 and _slogan.search(after):
            return before
    return name


def wording_key(text: str) -> str:
    """Return what two printings of the same words have in common: letters and digits."""
    return "".join(character for character in text.casefold() if character.isalnum())


def moment_reader(day_first: bool | None) -> Callable[[Sequence[str]], Moment | None]:
    """Make a reader of the first value that is a date, for a page that writes the day first, or not, or unknown."""

    def read(values: Sequence[str]) -> Moment | None:
        return next((moment for value in values if (moment := moment_in(value, day_first=day_first))), None)

    return read


def read_language(values: Sequence[str]) -> str | None:
    """Return the language of the first value that is a tag (`en`, of `en-GB`)."""
    return next((found[1].lower() for value in values if (found := _language.match(value))), None)


def read_first(values: Sequence[str]) -> str | None:
    """Return the first value as it stands."""
    return next(iter(values), None)


def read_paywall(values: Sequence[str]) -> bool | None:
    """Return True where a reader must pay, False where the page says that it is free."""
    return next((FREE[value.lower()] for value in values if value.lower() in FREE), None)


def read_names(values: Sequence[str]) -> tuple[str, ...] | None:
    """Return the persons of all values, else the organisations that sign, or None where there is neither."""
    return names_in(values) or None


def names_a_person(outlets: Sequence[str]) -> Callable[[tuple[str, ...], str], bool]:
    """Make a test whether a byline names somebody, not a desk ("Staff Reporter") or the outlet itself."""
    own = {wording_key(without_slogan(name)) for name in outlets}

    def supported(names: tuple[str, ...], place: str) -> bool:
        return place != "text:byline" and any(is_person(name) and wording_key(name) not in own for name in names)

    return supported


def outlet_reader(registry: Registry, address: str) -> Callable[[Sequence[str]], Outlet | None]:
    """Make a reader of outlet names that knows a desk's registry; an unknown name is an outlet of that name alone."""

    def read(values: Sequence[str]) -> Outlet | None:
        names = [name for value in values if _is_name(name := without_slogan(value))]
        return registry.named(names, address) or next((Outlet(name) for name in names), None)

    return read


def headline_reader(
    outlet: Outlet | None, others: Sequence[str], address: str
) -> Callable[[Sequence[str]], str | None]:
    """Make a reader of headlines that drops an outlet's name from either end, and nothing else.

    `others` are the page's further headlines: what follows a mark goes where the rest is one of them.
    """
    names = {name_key(name) for name in (outlet.name, *outlet.aliases)} if outlet else set()
    domains = {domain.casefold() for domain in outlet.domains} if outlet else set()
    known = {name_key(other) for other in others}

    def bare(value: str) -> str:
        for mark in HEADLINE_MARKS:
            spaced = f"{mark} " if mark == ":" else f" {mark} "
            head, found, tail = value.rpartition(spaced)
            if found and (is_site(tail) or name_key(head) in known):
                return bare(head.strip())
            head, found, tail = value.partition(spaced)
            if found and is_site(head):
                return bare(tail.strip())
        return value

    def is_site(words: str) -> bool:
        return name_key(words) in names or words.casefold() in domains or is_named_by(words, address)

    def read(values: Sequence[str]) -> str | None:
        texts = (
            bare(html.unescape(value).strip()) for value in values if value.strip() and len(value) <= LONGEST_HEADLINE
        )
        return next((text for text in texts if text and name_key(text) not in names), None)

    return read


def _is_name(value: str) -> bool:
    return 1 < len(value) <= 100 and "://" not in value and not value.startswith("@")
