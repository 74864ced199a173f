"""How often and how many at a time one host is asked."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class TooSlowError(Exception):
    """A host wants requests further apart, in seconds (the argument), than anyone waits."""


class Pace:
    """Turns at one host: so many at a time, so far apart, and none before a time the host named."""

    def __init__(self, at_a_time: int, seconds_apart: float) -> None:
        self.seconds_apart = seconds_apart
        self._places = asyncio.Semaphore(at_a_time)
        self._next = self._silent_until = 0.0

    @asynccontextmanager
    async def turn(self, patience: float) -> AsyncIterator[None]:
        """Wait for a place and for the time since the last request.

        Raises TooSlowError where a host wants requests further apart than `patience`, in seconds, and it is too soon.
        """
        async with self._places:
            clock = asyncio.get_running_loop()
            if self.seconds_apart > patience and self._next - clock.time() > patience:
                raise TooSlowError(self.seconds_apart)
            begins = max(clock.time(), self._next)
            self._next = begins + self.seconds_apart
            await asyncio.sleep(begins - clock.time())
            await asyncio.sleep(self._silent_until - clock.time())  # what an answer that came meanwhile asked for
            yield

    def not_before(self, seconds: float) -> None:
        """Ask nothing of the host for that many seconds, whoever already waits for a turn."""
        self._silent_until = max(self._silent_until, asyncio.get_running_loop().time() + seconds)
        self._next = max(self._next, self._silent_until)


class Paces:
    """The pace of every host met, made when first asked for."""

    def __init__(self, at_a_time: int, seconds_apart: float) -> None:
        self._paces: defaultdict[str, Pace] = defaultdict(lambda: Pace(at_a_time, seconds_apart))

    def of(self, host: str) -> Pace:
        """Return the pace of a host."""
        return self._paces[host]
