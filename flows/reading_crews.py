"""A crew on other machines: Dask workers that extract and read, named by the address of their scheduler.

What goes to them are pure functions and their arguments; captures, database and Prefect stay with the run. So they are
called over Dask itself: as Prefect task runs each share would cost a hundred times the time and a row in its database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from distributed import Client

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

CHUNK = 8
"""Items that one call takes: a call costs milliseconds, an article some tens of them."""
PATIENCE = 30
"""Seconds to wait for the scheduler."""


class CrewError(Exception):
    """The crew cannot be reached; the message says what to do next."""


class DaskCrew:
    """Maps a function over items in order, on the workers of a Dask scheduler; connects when first needed."""

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler
        self._client: Client | None = None

    def prepare(self, function: Callable[..., object], expected: int) -> None:
        """Do nothing: they have imported what they need."""

    def map(self, function: Callable[[ItemT], ResultT], items: Iterable[ItemT], expected: int) -> Iterator[ResultT]:
        """Apply `function`, which must be importable on the workers too, to each item; a worker that dies is replaced."""
        if not expected:
            return iter(())
        client = self._connected()
        waiting = iter(items)
        shares = list(iter(lambda: tuple(islice(waiting, CHUNK)), ()))
        # not pure: equal arguments would else share one kept answer; what is read must not outlive its run
        futures = client.map(_each, [function] * len(shares), shares, pure=False)
        return (result for future in futures for result in _answer(future))

    def dismiss(self) -> None:
        """Let go of the workers; they go on for others."""
        if self._client is not None:
            with suppress(OSError, TimeoutError):
                self._client.close()  # type: ignore[no-untyped-call]  # it is typed in part
            self._client = None

    def _connected(self) -> Client:
        if self._client is None:
            try:
                from distributed import Client  # noqa: PLC0415  an extra, and half a second
            except ImportError as error:
                raise CrewError(
                    "SECOND_SOURCE_DASK is set and Dask is not installed: add second-source[dask]."
                ) from error
            try:
                self._client = Client(self._scheduler, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # as above
            except (OSError, TimeoutError) as error:
                raise CrewError(
                    f"The Dask scheduler at {self._scheduler} does not answer; start it, or unset SECOND_SOURCE_DASK."
                ) from error
        return self._client


def _answer(future: Any) -> list[Any]:
    answer: list[Any] = future.result()
    future.release()
    return answer


def _each(function: Callable[[ItemT], ResultT], items: Sequence[ItemT]) -> list[ResultT]:
    return [function(item) for item in items]


@contextmanager
def dask_crew(scheduler: str) -> Iterator[DaskCrew]:
    """Hire the workers of a scheduler for a run."""
    crew = DaskCrew(scheduler)
    try:
        yield crew
    finally:
        crew.dismiss()
