"""What sites say in trust.txt of who controls whom: each a claim of the site that serves it, until the other agrees.

The format is JournalList's (https://journallist.net/reference-document-for-trust-txt-specifications): one
`attribute=value` a line, comments from # to the end of the line, anything else passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from articles.addresses import host_of, masked_url, registrable_domain

Relation = Literal["controls", "has as member", "is served by"]

ATTRIBUTES = (
    "member",
    "belongto",
    "control",
    "controlledby",
    "social",
    "vendor",
    "customer",
    "disclosure",
    "contact",
    "datatrainingallowed",
)
MOST_STATEMENTS, LONGEST_LINE = 20_000, 2_000
"""A publishers' association lists its members, thousands of them; nobody lists more."""

# attribute -> what it says of two sites, and whether the site that says it is the first of them
RELATIONS: dict[str, tuple[Relation, bool]] = {
    "control": ("controls", True),
    "controlledby": ("controls", False),
    "member": ("has as member", True),
    "belongto": ("has as member", False),
    "vendor": ("is served by", True),
    "customer": ("is served by", False),
}


@dataclass(frozen=True, slots=True)
class TrustStatement:
    """One line of a site's trust.txt. `site` is the registrable domain that served it."""

    site: str
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Tie:
    """How two sites stand, `confirmed` where both say so, else claimed by the sites in `claimed_by` alone."""

    first: str
    relation: Relation
    second: str
    claimed_by: tuple[str, ...]

    @property
    def confirmed(self) -> bool:
        """Whether both sites say so."""
        return len(self.claimed_by) == 2


def site_of(url: str) -> str | None:
    """Return the site that an address or a bare domain belongs to."""
    return registrable_domain(url) or host_of(url if "//" in url else f"//{url}")


def statements_in(text: str, site: str) -> tuple[TrustStatement, ...]:
    """Read a trust.txt, each statement once, in the order given; a text that is none holds nothing."""
    found: dict[TrustStatement, None] = {}
    for line in text.splitlines():
        attribute, _, value = line[:LONGEST_LINE].partition("=")
        attribute, value = attribute.strip().lower(), _uncommented(value)
        if attribute in ATTRIBUTES and value and len(line) <= LONGEST_LINE:
            found[TrustStatement(site, attribute, masked_url(value))] = None
        if len(found) == MOST_STATEMENTS:
            break
    return tuple(found)


def _uncommented(value: str) -> str:
    """Drop a comment: a # after a blank. One within an address is its fragment."""
    for blank in (" #", "\t#"):
        value = value.partition(blank)[0]
    value = value.strip()
    return "" if value.startswith("#") else value


def ties_of(statements: Iterable[TrustStatement]) -> tuple[Tie, ...]:
    """Return how sites stand to one another by what they say, a statement of both sides being one confirmed tie."""
    said: dict[tuple[str, Relation, str], dict[str, None]] = {}
    for statement in statements:
        other = site_of(statement.value)
        if statement.attribute not in RELATIONS or other is None or other == statement.site:
            continue
        relation, speaks_first = RELATIONS[statement.attribute]
        pair = (statement.site, other) if speaks_first else (other, statement.site)
        said.setdefault((pair[0], relation, pair[1]), {})[statement.site] = None
    return tuple(Tie(*tie, claimed_by=tuple(sorted(by))) for tie, by in sorted(said.items()))
