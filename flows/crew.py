"""The processes that extract and read: all cores for a large batch, none extra for a small one."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from typing import TypeVar

from flows.garbage import collect_seldom
from flows.memory import keep_large_blocks_apart

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

WORTH_A_PROCESS = 24
"""Items from which on starting processes (two seconds, however many) costs less than it saves."""
CHUNK = 8


def end_with_parent() -> None:
    """End this process when the one that started it has ended, however that did: a pool of a killed run waits for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _begin() -> None:
    """Begin a process of the crew."""
    end_with_parent()
    keep_large_blocks_apart()
    collect_seldom()


def _context(function: Callable[..., object]) -> BaseContext:
    """Say how processes start: one that has threads, as Prefect's has, must not be forked; one that only imported may be."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([function.__module__])
    return context


class Crew:
    """Maps a function over items in order; starts its processes when first needed and keeps them."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def prepare(self, function: Callable[..., object], expected: int) -> None:
        """Begin to import what `function` needs, beside this process, where so many items will be worth processes."""
        if self._pool is None and self._processes > 1 and expected >= WORTH_A_PROCESS:
            _context(function)
            forkserver.ensure_running()

    def map(
        self, function: Callable[[ItemT], ResultT], items: Iterable[ItemT], expected: int, at_once: int = CHUNK
    ) -> Iterator[ResultT]:
        """Apply `function`, which must be importable, to each item, of which about so many are expected.

        All items are taken before this returns; processes begin with the first while later ones are still being made.
        `at_once` of them go to a process together.
        """
        if self._pool is None and (self._processes == 1 or expected < WORTH_A_PROCESS):
            return map(function, tuple(items))
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes, mp_context=_context(function), initializer=_begin)
        return self._pool.map(function, items, chunksize=at_once)

    def dismiss(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


@contextmanager
def crew_of(processes: int) -> Iterator[Crew]:
    """Hire a crew for a run."""
    crew = Crew(processes)
    try:
        yield crew
    finally:
        crew.dismiss()
