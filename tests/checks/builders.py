"""Articles and batches for tests, each from the few values that a test is about, read by the real readers."""

from __future__ import annotations

from datetime import UTC, datetime

from articles.corroboration import relate
from articles.model import Article, FieldEvidence, Hyperlink, Moment, Outcome, Outlet, ReadArticle
from articles.reading import read
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
        modified=None,
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


def batch(*articles: Article, bar: int = 2) -> Batch:
    """Read and relate articles, as a run does."""
    reads = tuple(ReadArticle(one, read(one)) for one in articles)
    return Batch(reads, relate(reads), CHECKED_AT, bar)


def judged(rule: AnyRule, *articles: Article) -> list[tuple[Row, Judgement]]:
    """Return what a rule says of articles, without Great Expectations."""
    return list(rule.judged(batch(*articles)))


def outcomes(rule: AnyRule, *articles: Article) -> list[Outcome]:
    """Return a rule's outcomes on articles, in order."""
    return [judgement.outcome for _, judgement in judged(rule, *articles)]
