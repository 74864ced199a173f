"""How a day is written in a message, and which days a page can mean."""

from __future__ import annotations

from datetime import date, timedelta

from articles.arithmetic import Day
from articles.model import EvidenceSpan

ONE_DAY = timedelta(days=1)
LONGEST_VALUE = 200

FIRST_YEAR, LAST_YEAR = 1600, 2999
"""Outside these a page's date is a placeholder, not a publication."""


def seen_at(article: str, day: Day) -> EvidenceSpan:
    """Point at the words that give a day."""
    return EvidenceSpan(article, "body", day.words, day.start, day.end)


def written(day: date) -> str:
    """Write a day as a newspaper does: 7 October 2023."""
    return f"{day.day} {day:%B %Y}"
