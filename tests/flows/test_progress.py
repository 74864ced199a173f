from __future__ import annotations

import io

from rich.console import Console

from flows.terminal import Progressing


def shown_after(*steps: tuple[str, int, int]) -> dict[str, tuple[float, float | None]]:
    progressing = Progressing(Console(file=io.StringIO()))
    for step in steps:
        progressing.advance(*step)
    return {task.description: (task.completed, task.total) for task in progressing._progress.tasks}


def test_the_progress_line_adds_up_the_batches_of_a_run() -> None:
    first = [("fetch", done, 3) for done in (1, 2, 3)]
    assert shown_after(*first) == {"fetching": (3, 3)}
    assert shown_after(*first, ("fetch", 1, 2)) == {"fetching": (4, 5)}
    assert shown_after(*first, ("fetch", 1, 2), ("fetch", 2, 2)) == {"fetching": (5, 5)}


def test_a_stage_that_tells_only_of_its_start_and_end_counts_articles_too() -> None:
    steps = [("relate", 0, 50), ("relate", 50, 50), ("relate", 0, 20)]
    assert shown_after(*steps) == {"relating": (50, 70)}
    assert shown_after(*steps, ("relate", 20, 20)) == {"relating": (70, 70)}


def test_a_batch_that_was_cut_short_is_not_taken_for_done() -> None:
    assert shown_after(("fetch", 2, 5), ("fetch", 1, 5)) == {"fetching": (6, 10)}
