"""Where everything in a dossier comes from, as W3C PROV: captures, articles, claims, findings, decisions, and who."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from articles.model import Article, short_id
from storage.export.dossiers import Dossier, captures_of, outlet_of

if TYPE_CHECKING:
    from prov.model import ProvDocument

NAMESPACE = "urn:second-source:"


def provenance_json(dossier: Dossier, software: str) -> str:
    """Write a dossier as PROV-JSON."""
    return str(provenance(dossier, software).serialize(format="json", indent=1, sort_keys=True)) + "\n"


def provenance(dossier: Dossier, software: str) -> ProvDocument:
    """Build the PROV document of a dossier."""
    from prov.model import ProvDocument  # noqa: PLC0415  only an export needs it

    document = ProvDocument()
    document.add_namespace("ss", NAMESPACE)
    document.add_namespace("schema", "https://schema.org/")
    document.agent(
        "ss:software", {"prov:type": document.valid_qualified_name("prov:SoftwareAgent"), "prov:label": software}
    )
    known: set[str] = set()
    for read in dossier.reads:
        _add_article(document, dossier, read.article, known)
        for claim in read.reading.claims:
            document.entity(f"ss:claim-{claim.id}", _said({"prov:type": "schema:Claim", "schema:text": claim.text}))
            document.quotation(f"ss:claim-{claim.id}", f"ss:article-{claim.article}")
    _add_revisions(document, dossier)
    _add_copies(document, dossier)
    _add_judgements(document, dossier, known)
    return document


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known, and write halves of character pairs, which no file can hold, as escapes."""
    return {
        name: value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
        for name, value in fields.items()
        if value is not None
    }


def _add_article(document: ProvDocument, dossier: Dossier, article: Article, known: set[str]) -> None:
    name = f"ss:article-{article.id}"
    document.entity(
        name,
        _said(
            {
                "prov:type": "schema:NewsArticle",
                "schema:headline": article.headline,
                "schema:url": article.final_url,
                "schema:datePublished": str(article.published) if article.published else None,
                "schema:dateModified": str(article.modified) if article.modified else None,
                "schema:author": ", ".join(article.byline) or None,
            }
        ),
    )
    if article.outlet:
        outlet = f"ss:outlet-{short_id('outlet', article.outlet.name)}"
        if outlet not in known:
            known.add(outlet)
            document.agent(outlet, _said({"prov:type": "prov:Organization", "prov:label": outlet_of(article)}))
        document.attribution(name, outlet)
    for capture in captures_of(dossier, article):
        kept = f"ss:capture-{capture.id}"
        if kept not in known:
            known.add(kept)
            document.entity(
                kept,
                _said({"prov:type": "ss:Capture", "schema:url": capture.final_url, "schema:sha256": capture.sha256}),
            )
            document.activity(f"ss:fetch-{capture.id}", capture.fetched_at, capture.fetched_at)
            document.generation(kept, f"ss:fetch-{capture.id}", capture.fetched_at)
            document.association(f"ss:fetch-{capture.id}", "ss:software")
        if capture.sha256 == article.sha256:
            document.derivation(name, kept)


def _add_revisions(document: ProvDocument, dossier: Dossier) -> None:
    by_address: defaultdict[str, list[Article]] = defaultdict(list)
    for read in dossier.reads:
        by_address[read.article.address].append(read.article)
    for address in sorted(by_address):
        dated = [article for article in by_address[address] if article.fetched_at is not None]
        dated.sort(key=lambda article: (str(article.fetched_at), article.id))
        for earlier, later in pairwise(dated):
            document.revision(f"ss:article-{later.id}", f"ss:article-{earlier.id}")


def _add_copies(document: ProvDocument, dossier: Dossier) -> None:
    for link in dossier.relations.links:
        a, b = f"ss:article-{link.a}", f"ss:article-{link.b}"
        details = _said({"ss:link": link.kind, "ss:strength": link.strength, "ss:words": link.words})
        if link.copier is None:
            document.influence(b, a, other_attributes=details)
        elif link.strength == "proven":
            document.primary_source(*((a, b) if link.copier == link.a else (b, a)), other_attributes=details)
        else:
            document.derivation(*((a, b) if link.copier == link.a else (b, a)), other_attributes=details)


def _add_judgements(document: ProvDocument, dossier: Dossier, known: set[str]) -> None:
    for finding in dossier.findings:
        name = f"ss:finding-{finding.id}"
        known.add(name)
        document.entity(
            name,
            _said(
                {
                    "prov:type": "ss:Finding",
                    "ss:rule": finding.rule,
                    "ss:outcome": finding.outcome,
                    "ss:message": finding.message,
                }
            ),
        )
        document.derivation(name, f"ss:claim-{finding.claim}" if finding.claim else f"ss:article-{finding.article}")
        document.attribution(name, "ss:software")
    for decision in (decision for flag in dossier.flags for decision in flag.decisions):
        name = f"ss:decision-{decision.id}"
        reviewer = f"ss:reviewer-{short_id('reviewer', decision.reviewer)}"
        if reviewer not in known:
            known.add(reviewer)
            document.agent(reviewer, _said({"prov:type": "prov:Person", "prov:label": decision.reviewer}))
        document.entity(
            name,
            _said({"prov:type": "ss:Decision", "ss:verdict": decision.verdict, "ss:reason": decision.reason}),
        )
        if f"ss:finding-{decision.flag}" in known:
            document.derivation(name, f"ss:finding-{decision.flag}")
        document.activity(f"ss:review-{decision.id}", decision.decided_at, decision.decided_at)
        document.generation(name, f"ss:review-{decision.id}", decision.decided_at)
        document.attribution(name, reviewer)
