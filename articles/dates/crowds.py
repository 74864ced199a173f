"""Where dates stand so close that the text is a table or junk: what follows is passed over, so that time stays in bounds."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

WIDTH = 400
"""Characters in which a crowd stands."""
MOST_DATES, MOST_TRIED = 20, 80
"""So many dates, or words and numbers that could begin one, are in no sentence of prose that wide; a long row of years
("1990, 1991, 1993...") comes to some fifteen."""
SHORTEST_PASSED, LONGEST_PASSED = 400, 100_000
"""Characters passed over: twice as many at each crowd that follows on the one before."""


def _none(most: int) -> deque[int]:
    return deque([-WIDTH] * most, maxlen=most)


@dataclass(slots=True)
class Crowd:
    """Where the last dates stood, and the last words that could have begun one."""

    dates: deque[int] = field(default_factory=lambda: _none(MOST_DATES))
    tried: deque[int] = field(default_factory=lambda: _none(MOST_TRIED))
    passed: int = 0
    """The end of what was last passed over."""
    step: int = SHORTEST_PASSED

    def closes_at(self, start: int) -> bool:
        """Note a place where a date may begin; say whether it completes a crowd, and move `passed` behind it."""
        self.tried.append(start)
        if start - self.tried[0] >= WIDTH and start - self.dates[0] >= WIDTH:
            return False
        follows_on = start - self.passed < 2 * WIDTH
        self.step = min(2 * self.step, LONGEST_PASSED) if follows_on else SHORTEST_PASSED
        self.passed = start + self.step
        return True
