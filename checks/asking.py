"""One statement, one question: ten copies of a sentence fail a rule ten times, and a person is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from articles.model import EvidenceSpan, Finding
from checks.batch import Batch

NEVER = datetime.max.replace(tzinfo=UTC)
"""When an article without a date was published, for the order: after all others."""

AS_A_WHOLE, IN_PART = "silent edit", "figure drift"
"""One asks about an edit, the other about each figure in it: where nothing but figures changed, the figures are asked about."""

Order = tuple[datetime, str, int]


def asked_once(batch: Batch, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Keep the flag of each rule's first failure among claims that say the same; the other failures stay findings.

    Claims that contradict each other are one dispute, and asked of once as well. First is who had published first for certain; an
    article without a date comes after those with one.
    """
    statements = _statements(batch)
    told = _told(batch)
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.flagged and finding.claim in told:
            key = (finding.rule, statements[finding.claim])
            if key not in first or told[finding.claim] < told[first[key].claim or ""]:
                first[key] = finding
    asked = {finding.id for finding in first.values()}
    covered = _asked_in_part(findings)
    return tuple(
        finding
        if not finding.flagged or ((finding.claim not in told or finding.id in asked) and finding.id not in covered)
        else replace(finding, flagged=False)
        for finding in findings
    )


def _asked_in_part(findings: Sequence[Finding]) -> frozenset[str]:
    """Find the edits of which every changed sentence is already asked about, figure by figure."""
    spoken: dict[str, set[EvidenceSpan]] = {}
    for finding in findings:
        if finding.flagged and finding.rule == IN_PART:
            spoken.setdefault(finding.article, set()).update(finding.evidence)
    return frozenset(
        finding.id
        for finding in findings
        if finding.flagged
        and finding.rule == AS_A_WHOLE
        and finding.evidence
        and spoken.get(finding.article, set()).issuperset(finding.evidence)
    )


def _told(batch: Batch) -> dict[str, Order]:
    order: dict[str, Order] = {}
    for name, read in batch.named():
        published = read.article.published
        at = published.instants()[1] if published else NEVER
        order |= {claim.id: (at, name, claim.start) for claim in read.reading.claims}
    return order


def _statements(batch: Batch) -> Mapping[str, str]:
    """Name each claim's statement by one of the claims that make it."""
    roots: dict[str, str] = {}

    def root(claim: str) -> str:
        while (above := roots.setdefault(claim, claim)) != claim:
            roots[claim] = claim = roots.setdefault(above, above)
        return claim

    def join(claim: str, others: Iterable[str]) -> None:
        for other in others:
            roots[root(other)] = root(claim)

    for _, read in batch.named():
        for claim in read.reading.claims:
            root(claim.id)
    for found in batch.corroborations().values():
        join(found.claim, (*found.supports, *found.conflicts))
    return {claim: root(claim) for claim in tuple(roots)}
