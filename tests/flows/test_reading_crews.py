"""Readers on a real Dask cluster: the same answers in the same order, and one line where nobody answers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.reading_crews import CrewError, DaskCrew, dask_crew
from tests.flows.machines import READERS, SCHEDULER, machine
from tests.services import free_port

distributed = pytest.importorskip("distributed")


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def test_a_crew_of_two_processes_answers_in_order(tmp_path: Path) -> None:
    port = str(free_port())
    address = f"tcp://127.0.0.1:{port}"
    here = {"PYTHONPATH": str(Path(__file__).parents[2])}  # tests are no part of what is installed
    two = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard")
    with (
        machine(tmp_path / "scheduler", (*SCHEDULER, "--host", "127.0.0.1", "--port", port, "--no-dashboard"), here),
        machine(tmp_path / "readers", (*READERS, address, *two), here),
        dask_crew(address) as crew,
    ):
        assert list(crew.map(doubled, [], 0)) == []
        answers = list(crew.map(doubled, range(100), 100))
        assert [number for number, _ in answers] == list(range(0, 200, 2))
        assert os.getpid() not in {process for _, process in answers}
        with pytest.raises(TypeError):
            list(crew.map(doubled, [None], 1))  # type: ignore[list-item]  # a reader that crashes is heard of


def test_a_scheduler_that_does_not_answer_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.reading_crews.PATIENCE", 1)
    crew = DaskCrew(f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(CrewError, match="does not answer; start it, or unset SECOND_SOURCE_DASK"):
        crew.map(doubled, [1], 1)
