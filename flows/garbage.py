"""How often Python searches for garbage in cycles; all other garbage goes at once, as ever.

What is imported and what is read of a batch are millions of small objects that live as long as the process or the batch:
searched as often as Python does by default, they cost a tenth of the time and yield nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 100)
"""Allocations between two searches, and how many of those go deeper."""


def collect_seldom() -> None:
    """Search seldom from now on, in a process of ours."""
    gc.set_threshold(*SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Search as seldom as suits a run, in a process that may be another's."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
