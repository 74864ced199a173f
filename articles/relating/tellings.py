"""What one claim tells a value of, in a form that other outlets' words for it share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from articles.model import Claim, Span
from articles.relating.kinds import dimension_of
from articles.relating.narrowing import (
    OF_THE_SICK,
    has_risen,
    is_closed,
    is_open,
    is_part,
    is_vouched_for,
    narrowed_by,
    some_may_die,
)

_OF_ALL = re.compile(r"\bof (?:the |its |all )?\Z", re.IGNORECASE)
"""Before all the seats there are, of which a party won some: "94 of the 200 seats"."""

ATTRIBUTED = 160
"""Characters before and after a claim in which its sentence may go on."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s|\n")
_OF_SUBSTANCE = re.compile(r"\A\s?of (?:the |this |that )(?!total|whole|haul|load)[a-z]", re.IGNORECASE)
"""After a weight, what it is a weight of and no part: "1.8 tonnes of the drug"."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One value that a claim gives of a kind. Two outlets' tellings of one kind in one story are of one thing."""

    claim: Claim
    span: Span
    kind: str
    unit: str | None
    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    before: str
    after: str
    """The words around, not beyond another figure of its dimension."""
    places: frozenset[str]
    terms: frozenset[str]
    person: tuple[str, ...] = ()
    named: bool = True
    """Whose age it is stands beside the figure, not only a pronoun."""
    grows: bool = False
    settled: bool = False
    spread: bool = False
    """It adds up several places."""
    extra: int = 0
    counted: str | None = None
    past: bool = False
    """Its own clause dates it to well before the report, or its sentence to before the final count."""
    known: frozenset[str] | None = None
    """What narrows it, where that isn't to be read from the words around."""

    @property
    def sure(self) -> bool:
        """Tell whether the report vouches for it, and as a count of all."""
        whole = (
            self.kind in {"age", "margin:vote"}
            or (self.kind == "elected:seat" and not _OF_ALL.search(self.before))
            or self.dimension == "percent"
            or (self.dimension in {"mass", "volume"} and _OF_SUBSTANCE.match(self.after) is not None)
            or (self.kind.startswith("hospitalised") and OF_THE_SICK.match(self.after) is not None)
            or not is_part(self.before, self.after, named=self.kind.startswith("injured"))
        )
        return whole and not self.past and is_vouched_for(self.before, self.after, settled=self.settled)

    @property
    def narrowed(self) -> frozenset[str]:
        """Return what it is of besides its kind: a stretch of time, net or gross, a change or a level."""
        if self.known is not None:
            return self.known
        return narrowed_by(self.dimension, self.counted, self.before, self.after)

    @property
    def dimension(self) -> str:
        """Return what its unit measures."""
        return dimension_of(self.unit)


@dataclass(frozen=True, slots=True)
class Told:
    """All that one article tells, in order of place and by kind and unit, and its text."""

    tellings: tuple[Telling, ...]
    kinds: Mapping[tuple[str, str], Sequence[Telling]] = field(repr=False)
    loose: Mapping[tuple[str, str], Sequence[Telling]] = field(repr=False)
    """By dimension and noun or unit, the figures that may be of one thing though no table names it; some have a kind."""
    values: frozenset[tuple[str | None, Decimal]] = field(repr=False)
    """All values in their units that the claims give, of whatever."""
    body: str = field(repr=False)

    @property
    def open(self) -> bool:
        """Tell whether the text says that its counts aren't closed: the search goes on, some are feared dead."""
        return is_open(self.body)

    @property
    def some_may_die(self) -> bool:
        """Tell whether the text says that its count of the dead may grow, as some of the injured are in danger."""
        return some_may_die(self.body)

    def sentence_of(self, telling: Telling) -> str:
        """Return the sentence that a telling stands in, with who says it and as of when."""
        start, end = telling.claim.start, telling.claim.end
        before = _SENTENCE_END.split(self.body[max(0, start - ATTRIBUTED) : start])[-1]
        return before + self.body[start:end] + _SENTENCE_END.split(self.body[end : end + ATTRIBUTED], maxsplit=1)[0]

    @property
    def closed(self) -> bool:
        """Tell whether the text says that its counts are final."""
        return is_closed(self.body)

    @property
    def risen(self) -> bool:
        """Tell whether the text says that its counts were lower before: more bodies were found, someone died of wounds."""
        return has_risen(self.body)
