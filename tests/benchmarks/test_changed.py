"""A figure changed in one of two reports is found; the reports as they are contradict each other nowhere."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.boards import OURS
from benchmarks.changed import NAME, boards

REPORTS = (
    "Harnsey Council fined Orrin Water 640,000 pounds on Monday for letting sewage into the Lamb. It has 90 days to pay.",
    "Orrin Water must pay a fine of 640,000 pounds for the sewage in the Lamb, the council of Harnsey ruled on Monday. The company has 90 days.",
)


def test_a_changed_fine_is_found_and_two_reports_that_agree_are_left_alone(tmp_path: Path) -> None:
    items = [{"event": "fine", "docs": [{"title": "Orrin Water fined", "text": text} for text in REPORTS]}]
    (tmp_path / NAME).write_text(json.dumps({"items": items}), encoding="utf-8")
    [board] = boards(tmp_path)
    assert board.rows[OURS]["unchanged events without a conflict"] == 1
    assert (board.rows[OURS]["changes found"] or 0) > 0


def test_without_the_open_set_nothing_is_measured(tmp_path: Path) -> None:
    assert list(boards(tmp_path)) == []
