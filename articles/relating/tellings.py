"""What one claim tells a value of, in a form that other outlets' words for it share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from articles.model import Claim, Span
from articles.relating.kinds import dimension_of


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
    sure: bool
    narrowed: frozenset[str]
    """What it is of besides its kind: a stretch of time, net or gross, a change or a level."""
    places: frozenset[str]
    terms: frozenset[str]
    person: tuple[str, ...] = ()
    named: bool = True
    """Whose age it is stands beside the figure, not only a pronoun."""
    grows: bool = False
    settled: bool = False
    extra: int = 0

    @property
    def dimension(self) -> str:
        """Return what its unit measures."""
        return dimension_of(self.unit)


@dataclass(frozen=True, slots=True)
class Told:
    """All that one article tells, its counts open or closed."""

    tellings: tuple[Telling, ...]
    open: bool
