"""Which of several articles at one address is the present one: only that speaks for its outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from articles.addresses import normal_url
from articles.model import Article

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def address_of(article: Article) -> str:
    """Return the address under which revisions of an article meet."""
    return article.address or normal_url(article.final_url)


def seen(article: Article, last_served: datetime | None = None) -> datetime:
    """Return when an article stood at its address: when it was last served, else what a saved file says of itself.

    A file may have been saved long before it was read, so its own date of modification or publication comes first.
    """
    if last_served is not None:
        return last_served
    if article.final_url.startswith("file:"):
        stated = article.modified or article.published
        if stated is not None:
            return stated.instants()[1]
    return article.fetched_at or LONG_AGO


def in_order(articles: Sequence[Article], served: Mapping[str, datetime] | None = None) -> list[Article]:
    """Put the articles of one address in the order in which they stood there, the present one last."""
    return sorted(articles, key=lambda article: (seen(article, (served or {}).get(article.id)), article.id))


def revised(articles: Sequence[Article], served: Mapping[str, datetime] | None = None) -> dict[str, tuple[str, ...]]:
    """Return, for each article that others at its address came before, these others' ids, the first first.

    The keys are the articles that speak today where an address has had several; what is in the values does not.
    """
    at: dict[str, list[Article]] = {}
    for article in {article.id: article for article in articles}.values():
        at.setdefault(address_of(article), []).append(article)
    return {
        ordered[-1].id: tuple(article.id for article in ordered[:-1])
        for group in at.values()
        if len(group) > 1 and (ordered := in_order(group, served))
    }
