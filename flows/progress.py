"""Who is told how far a run has come: the terminal, where there is one; nobody otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Observer(Protocol):
    """Hears how far each stage of a run has come."""

    def advance(self, stage: str, done: int, total: int) -> None:
        """Hear that `done` of `total` are through `stage`."""


_observer: ContextVar[Observer | None] = ContextVar("observer", default=None)


@contextmanager
def observed_by(observer: Observer) -> Iterator[None]:
    """Tell `observer` of everything within."""
    token = _observer.set(observer)
    try:
        yield
    finally:
        _observer.reset(token)


def advance(stage: str, done: int, total: int) -> None:
    """Say that `done` of `total` are through `stage`."""
    if observer := _observer.get():
        observer.advance(stage, done, total)
