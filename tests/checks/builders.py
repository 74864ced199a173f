"""Articles and batches for tests, each from the few values that a test is about, read by the real readers."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from articles.corroboration import relate
from articles.model import Article, Disappearance, FieldEvidence, Hyperlink, Moment, Outcome, Outlet, ReadArticle
from articles.reading import read
from articles.revisions import compare
from checks.batch import Batch
from checks.rules import AnyRule, Judgement, Row

CHECKED_AT = datetime(2025, 3, 10, 20, tzinfo=UTC)
PUBLISHED = "2025-03-10T09:00+00:00"


def article(
    body: str = "The old bridge at Ostermere was closed.",
    *,
    headline: str | None = "Bridge closed at Ostermere",
    outlet: str | None = "The Ostermere Post",
    byline: tuple[str, ...] = ("Mira Hallow",),
    published: str | None = PUBLISHED,
    dateline: str | None = None,
    language: str | None = "en",
    evidence: tuple[tuple[str, str], ...] = (),
    fetched_at: datetime | None = None,
    links: tuple[tuple[str, str], ...] = (),
    url: str | None = None,
    modified: str | None = None,
) -> Article:
    """Make an article; `evidence` is where a publication date was found and what it says there, `links` are words and address."""
    domain = "".join(letter for letter in (outlet or "unknown").lower() if letter.isalpha()) + ".example"
    url = url or f"https://{domain}/news/{sum(map(ord, (headline or '') + body))}"
    return Article(
        url=url,
        final_url=url,
        canonical_url=None,
        outlet=Outlet(outlet, domains=(domain,)) if outlet else None,
        headline=headline,
        byline=byline,
        dateline=dateline,
        published=Moment.parse(published) if published else None,
        modified=Moment.parse(modified) if modified else None,
        language=language,
        licence=None,
        paywall=None,
        sha256="0" * 64,
        fetched_at=fetched_at,
        extractor="hand",
        body=body,
        evidence=tuple(FieldEvidence("published", value, found_in) for found_in, value in evidence),
        links=tuple(Hyperlink(address, words) for words, address in links),
    )


def batch(*given: Article | Disappearance, bar: int = 2) -> Batch:
    """Read and relate articles, as a run does: of several at one address the last speaks, and each is held against the one before."""
    copies: dict[str, list[ReadArticle]] = {}
    for one in given:
        if isinstance(one, Article):
            copies.setdefault(one.final_url, []).append(ReadArticle(one, read(one)))
    reads = tuple(group[-1] for group in copies.values())
    revisions = tuple(compare(*pair) for group in copies.values() for pair in pairwise(group) if pair[0] != pair[1])
    gone = tuple(one for one in given if isinstance(one, Disappearance))
    return Batch(reads, relate(reads), CHECKED_AT, bar, revisions, gone)


def disappeared(from_: Article, **changes: Any) -> Disappearance:
    """Make the answer that an article's address gave in its place."""
    values: dict[str, Any] = {"kind": "not found", "status": 404, "seen_at": CHECKED_AT, "sha256": "0" * 64}
    return Disappearance(article=from_.id, url=from_.url, final_url=from_.final_url, **values | changes)


def judged(rule: AnyRule, *articles: Article | Disappearance) -> list[tuple[Row, Judgement]]:
    """Return what a rule says of articles, without Great Expectations."""
    return list(rule.judged(batch(*articles)))


def outcomes(rule: AnyRule, *articles: Article | Disappearance) -> list[Outcome]:
    """Return a rule's outcomes on articles, in order."""
    return [judgement.outcome for _, judgement in judged(rule, *articles)]
