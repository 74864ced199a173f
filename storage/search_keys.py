"""What the archive is searched by, as numbers: keys, days and articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from articles.model import Article, Moment
from storage.tables import IndexKeyRow, table

INDEX_KEYS = table(IndexKeyRow)
UNDATED = 0
"""In the search index, the day of an article whose day is unknown: before all others, which count from 1."""


def index_rows(articles: Mapping[str, Article], index_keys: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    """Build the rows of the search index in the index's own order, which SQLite inserts fastest."""
    triples = {
        (key_number(key), day_number(search_day(article)), article_number(name))
        for name, article in articles.items()
        for key in index_keys.get(name, ())
    }
    return [{"key": key, "day": day, "article": article} for key, day, article in sorted(triples)]


def key_sum(keys: Iterable[str]) -> str:
    """Return a sum over an article's search keys that does not ask for their order."""
    return added_up(key_number(key) for key in set(keys))


def added_up(numbers: Iterable[int]) -> str:
    """Add up hashes of distinct numbers; keys that collide are one row, so callers give each number once."""
    total = 0
    for number in set(numbers):
        total ^= int.from_bytes(hashlib.sha256(str(number).encode("ascii")).digest()[:8], "big")
    return f"{total:016x}"


def article_number(article_id: str) -> int:
    """Return an article's id as a signed 64-bit number: the search index is a third of the size for it."""
    return int.from_bytes(bytes.fromhex(article_id), "big", signed=True)


def article_id(number: int) -> str:
    """Return the id that `article_number` made this number of."""
    return number.to_bytes(8, "big", signed=True).hex()


def day_number(day: date | None) -> int:
    """Return a day as the search index counts them, UNDATED where it is unknown."""
    return day.toordinal() if day else UNDATED


def key_number(key: str) -> int:
    """Return a search key as a signed 64-bit number, the same in every run."""
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def search_day(article: Article) -> date | None:
    """Return the day an article is searched by: published, else fetched."""
    return day_of(article.published, article.fetched_at)


def day_of(published: Moment | None, fetched_at: datetime | None) -> date | None:
    """Return the day that stands for when an article came."""
    if published is not None:
        return published.day
    return fetched_at.astimezone(UTC).date() if fetched_at else None
