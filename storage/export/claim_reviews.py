"""Decided claims as schema.org ClaimReview: what reviewers said, with their reason, and no verdict of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from articles.model import Article, Claim
from storage.decisions import Decision
from storage.export.dossiers import Dossier
from storage.findings import FlagRecord

SCALE = "Second Source: what a reviewer found of a claim, corroborated or contradicted"
ANSWERS = frozenset({"corroborated", "contradicted"})
"""Verdicts on a claim. `unresolved` says nothing of it, `false alarm` speaks of our own flag."""

SPEAKERS = {"named": "Person", "organisation": "Organization", "outlet": "Organization"}
"""Which kinds of source are somebody that a vocabulary has a type for."""


def claim_reviews(dossier: Dossier, desk: str) -> Iterator[dict[str, Any]]:
    """Yield a ClaimReview for each claim of the dossier that reviewers decided. `desk` is whose reviewers they are."""
    claims = {claim.id: (claim, read.article) for read in dossier.reads for claim in read.reading.claims}
    for flag in dossier.flags:
        if flag.status != "decided" or flag.claim not in claims:
            continue
        said = [decision for decision in flag.decisions if decision.current]
        if said and said[-1].verdict in ANSWERS:
            agreed = [decision for decision in said if decision.verdict == said[-1].verdict]
            yield _claim_review(flag, agreed, *claims[flag.claim], desk)


def _claim_review(
    flag: FlagRecord, agreed: list[Decision], claim: Claim, article: Article, desk: str
) -> dict[str, Any]:
    last = agreed[-1]
    return _stated(
        {
            "@type": "ClaimReview",
            "@id": f"urn:second-source:decision:{last.id}",
            "datePublished": last.decided_at.date().isoformat(),
            "author": _reviewers(agreed, desk),
            "claimReviewed": claim.text,
            "itemReviewed": _claim(claim, article),
            "reviewRating": {
                "@type": "Rating",
                "name": SCALE,
                "ratingValue": last.verdict,
                "bestRating": "corroborated",
                "worstRating": "contradicted",
                "alternateName": last.verdict,
                "ratingExplanation": last.reason,
            },
            "reviewBody": flag.message,
            "citation": sorted({url for decision in agreed for url in decision.evidence_urls}) or None,
        }
    )


def _reviewers(agreed: list[Decision], desk: str) -> Any:
    people = [{"@type": "Person", "name": name} for name in dict.fromkeys(said.reviewer for said in agreed)]
    if desk:
        return {"@type": "Organization", "name": desk, "member": people}
    return people[0] if len(people) == 1 else people


def _claim(claim: Claim, article: Article) -> dict[str, Any]:
    published = article.published.day.isoformat() if article.published else None
    return _stated(
        {
            "@type": "Claim",
            "@id": f"urn:second-source:claim:{claim.id}",
            "text": claim.text,
            "author": _speaker(claim, article),
            "datePublished": published,
            "appearance": _stated(
                {
                    "@type": "NewsArticle",
                    "url": article.final_url,
                    "headline": article.headline,
                    "datePublished": str(article.published) if article.published else None,
                    "author": [{"@type": "Person", "name": name} for name in article.byline] or None,
                    "publisher": _organisation(article),
                }
            ),
        }
    )


def _speaker(claim: Claim, article: Article) -> dict[str, str] | None:
    """Return who is said to have said it where that is somebody with a name, else the outlet whose own words it is."""
    said = claim.attribution
    if said is not None and said.kind in SPEAKERS and (name := said.name or said.source):
        return {"@type": SPEAKERS[said.kind], "name": name}
    return _organisation(article) if said is None else None


def _organisation(article: Article) -> dict[str, str] | None:
    return {"@type": "Organization", "name": article.outlet.name} if article.outlet else None


def _stated(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
