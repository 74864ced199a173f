"""Show that what a monitor asks is counted over every run that ended, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine

from storage.findings import finish_run, start_run
from storage.totals import totals_of

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def test_outcomes_are_summed_over_the_runs_that_came_to_their_end(engine: Engine) -> None:
    for name, counts in (("one", {"extracted": 3, "refused by robots": 1}), ("two", {"extracted": 4}), ("three", {})):
        start_run(engine, name, NOW)
        finish_run(engine, name, counts, NOW)
    start_run(engine, "four", NOW)
    totals = totals_of(engine, NOW)
    assert dict(totals.outcomes) == {"extracted": 7, "refused by robots": 1}
    assert (totals.runs_begun, totals.runs_ended, totals.last_ended) == (4, 3, NOW)
