"""How often and how many at a time one host is asked."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Pace:
    """Turns at one host: so many at a time, so far apart, and none before a time the host named."""

    def __init__(self, at_a_time: int, seconds_apart: float) -> None:
        self.seconds_apart = seconds_apart
        self._places = asyncio.Semaphore(at_a_time)
        self._next = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place and for the time since the last request."""
        async with self._places:
            clock = asyncio.get_running_loop()
            begins = max(clock.time(), self._next)
            self._next = begins + self.seconds_apart
            await asyncio.sleep(begins - clock.time())
            yield

    def not_before(self, seconds: float) -> None:
        """Ask nothing of the host for that many seconds."""
        self._next = max(self._next, asyncio.get_running_loop().time() + seconds)


class Paces:
    """The pace of every host met, made when first asked for."""

    def __init__(self, at_a_time: int, seconds_apart: float) -> None:
        self._paces: defaultdict[str, Pace] = defaultdict(lambda: Pace(at_a_time, seconds_apart))

    def of(self, host: str) -> Pace:
        """Return the pace of a host."""
        return self._paces[host]
