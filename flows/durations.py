"""How long the stages of a run take: heard from Prefect when a task has ended, asked once when the run has."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from prefect import Task
from prefect.client.schemas.objects import State, TaskRun

_spent: defaultdict[str, Counter[str]] = defaultdict(Counter)
"""Seconds by run and stage, for the runs that this process has under way."""


def note(task: Task[Any, Any], run: TaskRun, state: State[Any]) -> None:
    """Take in a task that has ended: a hook of Prefect's."""
    if run.start_time is not None and run.flow_run_id is not None:
        seconds = (state.timestamp - run.start_time).total_seconds()
        _spent[str(run.flow_run_id)][task.name] += seconds  # type: ignore[assignment]  # typeshed has counters of whole numbers only


def heard(*stages: Task[Any, Any]) -> None:
    """Hear of the end of these tasks from now on."""
    for stage in stages:
        stage.on_completion(note)


def spent(run: str) -> dict[str, float]:
    """Return the seconds of each stage of a run, all batches together, and forget them."""
    return dict(_spent.pop(run, {}))
