"""Who published and when, as the rules of lineage say it."""

from __future__ import annotations

from articles.model import Moment, ReadArticle


def when(published: Moment | None) -> float:
    """Return when something was published at the earliest, for the order: after all others without a date."""
    return published.instants()[0].timestamp() if published else float("inf")


def outlet_of(read: ReadArticle) -> str:
    """Name the outlet of an article in a message."""
    return read.article.outlet.name if read.article.outlet else "an outlet that is not named"
