"""What one run did: counted while it goes, and as the flow returns it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from articles.model import Expectation, ReadArticle, Validation
from capture.errors import Unreadable
from flows.outcomes import Ended, Outcome, of_refused

if TYPE_CHECKING:
    from checks.suites import Verdict
    from flows.stages import Stored
    from storage.findings import FlagCount


@dataclass(frozen=True, slots=True)
class RunReport:
    """Which articles a run checked or found gone, by id, and which inputs could not be used."""

    run: str
    checked_at: str
    inputs: int
    articles: tuple[str, ...]
    new: int
    unreadable: tuple[Unreadable, ...]
    flags_opened: int
    flags_settled: int
    outcomes: tuple[tuple[str, int], ...] = ()
    """How many inputs ended how, every outcome of `flows.outcomes` named; together they are the inputs."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    run: str
    checked_at: datetime
    inputs: int
    unreadable: list[Unreadable]
    articles: dict[str, None] = field(default_factory=dict)
    validations: list[Validation] = field(default_factory=list)
    new: int = 0
    flags_opened: int = 0
    flags_settled: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.outcomes.update(end.outcome for end in of_refused(self.unreadable))

    def add(
        self,
        stored: Stored,
        gone: Sequence[ReadArticle],
        verdict: Verdict,
        flagged: FlagCount,
        ends: Sequence[Ended],
        unreadable: Sequence[Unreadable],
    ) -> None:
        """Count one more batch; `gone` are known articles whose pages are not there any more."""
        self.outcomes.update(end.outcome for end in ends)
        self.articles |= dict.fromkeys(read.article.id for read in (*stored.reads, *gone))
        self.new += stored.new
        self.validations = combined([*self.validations, *verdict.validations])
        self.flags_opened += flagged.opened
        self.flags_settled += flagged.settled
        self.unreadable += unreadable

    def counts(self) -> dict[str, int]:
        """Return how many inputs met each outcome, those that none met too."""
        return {outcome.value: self.outcomes[outcome] for outcome in Outcome}

    def report(self) -> RunReport:
        """Return the counts as the flow's result."""
        return RunReport(
            run=self.run,
            checked_at=self.checked_at.isoformat(),
            inputs=self.inputs,
            articles=tuple(self.articles),
            new=self.new,
            unreadable=tuple(self.unreadable),
            flags_opened=self.flags_opened,
            flags_settled=self.flags_settled,
            outcomes=tuple(self.counts().items()),
        )


def combined(validations: Sequence[Validation]) -> list[Validation]:
    """Add up the results of the same suites over several batches, in the order in which they first came."""
    suites: dict[str, dict[str, Expectation]] = {}
    success: dict[str, bool] = {}
    for validation in validations:
        lines = suites.setdefault(validation.suite, {})
        success[validation.suite] = success.get(validation.suite, True) and validation.success
        for line in validation.expectations:
            lines[line.rule] = _sum(lines[line.rule], line) if line.rule in lines else line
    return [Validation(suite, success[suite], tuple(lines.values())) for suite, lines in suites.items()]


def _sum(one: Expectation, other: Expectation) -> Expectation:
    return replace(
        one,
        rows=one.rows + other.rows,
        passed=one.passed + other.passed,
        failed=one.failed + other.failed,
        unverifiable=one.unverifiable + other.unverifiable,
    )
