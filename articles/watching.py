"""When an article is fetched again: often on its first day, then rarely, then no more."""

from __future__ import annotations

from datetime import datetime, timedelta

from articles.model import Moment

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# An article this young or younger -> is fetched again this long after the last time. Older ones are left alone.
SCHEDULE: tuple[tuple[timedelta, timedelta], ...] = (
    (6 * HOUR, HOUR),
    (DAY, 3 * HOUR),
    (3 * DAY, 12 * HOUR),
    (7 * DAY, DAY),
    (30 * DAY, 7 * DAY),
    (365 * DAY, 30 * DAY),
)
BACKLOG = 30 * DAY
"""What a feed or sitemap dates further back than this is its past: noted, and never fetched."""

AFTER_A_CHANGE = HOUR
"""A page whose feed says that it changed is fetched again at once, but no sooner than this after the last time."""

# A feed that answers as it should is asked at every run; one that failed so many times in a row, this long after.
PATIENCE: tuple[timedelta, ...] = (timedelta(0), timedelta(0), HOUR, 3 * HOUR, 12 * HOUR, DAY)


def due_again(published: Moment | None, last_checked: datetime | None, now: datetime, found: datetime) -> bool:
    """Tell whether an article is to be fetched now. `found` is when its address was first met."""
    due = next_check(published, last_checked, found)
    return due is not None and due <= now


def next_check(published: Moment | None, last_checked: datetime | None, found: datetime) -> datetime | None:
    """Return when an article is next to be fetched, or None where it is left alone. Times are aware."""
    begins = appeared(published, found)
    if last_checked is None:
        return found if found - begins <= BACKLOG else None
    age = last_checked - begins
    return next((last_checked + pause for most, pause in SCHEDULE if age <= most), None)


def check_after_change(published: Moment | None, last_checked: datetime | None, found: datetime) -> datetime | None:
    """Return when an article that its feed calls changed is next to be fetched, or None where it is left alone."""
    if last_checked is None:
        return next_check(published, last_checked, found)
    return last_checked + AFTER_A_CHANGE if last_checked - appeared(published, found) <= BACKLOG else None


def appeared(published: Moment | None, found: datetime) -> datetime:
    """Return when an article is taken to have appeared: as it is dated, but never later than it was met.

    A date to come is a clock that is wrong; a day or a time without a zone counts from its last instant on Earth.
    """
    return found if published is None else min(published.instants()[1], found)


def ask_again(failures: int, asked: datetime | None, now: datetime) -> bool:
    """Tell whether a feed that failed `failures` times in a row, last at `asked`, is asked now."""
    return asked is None or now - asked >= PATIENCE[min(failures, len(PATIENCE) - 1)]
