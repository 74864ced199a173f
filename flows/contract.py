"""What `check --json` prints: the contract as models, their JSON Schema, and the answer built from domain values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from articles.model import (
    Attribution,
    Claim,
    Corroboration,
    DateMention,
    Disappearance,
    Figure,
    Finding,
    Hedge,
    Mode,
    Outcome,
    ReadArticle,
    Relations,
    Revision,
    Severity,
    SourceKind,
)
from articles.revisions.order import address_of
from flows.contract_revisions import DisappearancePart, RevisionPart, disappearance_parts, revision_part
from storage.findings import FlagRecord, FlagStatus


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class EvidencePart(_Part):
    """One candidate value of one field, and where it was found."""

    field: str
    value: str
    found_in: str
    chosen: bool


class DatePart(_Part):
    """A date in the body as an inclusive interval of ISO days; both null where it could not be resolved."""

    text: str
    start: int
    end: int
    from_: str | None = Field(serialization_alias="from", validation_alias="from_")
    to: str | None
    granularity: str


class FigurePart(_Part):
    """A quantity in the body."""

    text: str
    start: int
    end: int
    value: int | float
    upper: int | float | None
    unit: str | None
    hedge: Hedge
    counted: str | None
    role: str | None


class AttributionPart(_Part):
    """Who is said to have said what; the offsets are the content's."""

    source: str | None
    cue: str
    content: str
    start: int
    end: int
    mode: Mode
    kind: SourceKind
    name: str | None


class OriginsPart(_Part):
    """How many origins, as an interval."""

    at_least: int
    at_most: int
    reasons: list[str]


class CorroborationPart(_Part):
    """Who else says what a claim says; `supports` and `conflicts` are ids of claims."""

    outlets: int
    origins: OriginsPart
    authorities: int
    supports: list[str]
    conflicts: list[str]
    reasons: list[str]


class ClaimPart(_Part):
    """A sentence that asserts something checkable."""

    id: str
    text: str
    start: int
    end: int
    kind: str
    authority: str | None
    worth: float
    corroboration: CorroborationPart | None
    reasons: list[str]


class SpanPart(_Part):
    """Where a finding can be seen."""

    article: str
    where: str
    text: str
    start: int | None
    end: int | None


class FindingPart(_Part):
    """What one rule says of one subject."""

    id: str
    rule: str
    outcome: Outcome
    severity: Severity
    subject: str
    claim: str | None
    message: str
    evidence: list[SpanPart]


class ArticlePart(_Part):
    """One article with everything that was read from it and found of it. Offsets are into `body`."""

    id: str
    url: str
    final_url: str
    canonical_url: str | None
    outlet: str | None
    owner: str | None
    headline: str | None
    byline: list[str]
    dateline: str | None
    published: str | None
    modified: str | None
    language: str | None
    licence: str | None
    paywall: bool | None
    sha256: str
    fetched_at: str | None
    extractor: str
    body: str
    evidence: list[EvidencePart]
    dates: list[DatePart]
    figures: list[FigurePart]
    attributions: list[AttributionPart]
    claims: list[ClaimPart]
    findings: list[FindingPart]
    revisions: list[RevisionPart]
    disappearances: list[DisappearancePart]


class StoryPart(_Part):
    """Articles that tell of the same event, this run's and the archive's."""

    id: str
    headline: str
    articles: list[str]


class FlagPart(_Part):
    """A finding that a person must look at."""

    id: str
    rule: str
    severity: Severity
    article: str
    claim: str | None
    message: str
    status: FlagStatus


class UnreadablePart(_Part):
    """An input that could not be used: what it is, why, and what to do next."""

    input: str
    problem: str
    advice: str


class SummaryPart(_Part):
    """What the run did, in numbers."""

    run: str
    checked_at: str
    inputs: int
    articles: int
    new: int
    known: int
    unreadable: list[UnreadablePart]
    claims: int
    findings: dict[Outcome, int]
    flags: dict[FlagStatus, int]


class Answer(_Part):
    """The whole answer of `second-source check --json`."""

    articles: list[ArticlePart]
    stories: list[StoryPart]
    flags: list[FlagPart]
    summary: SummaryPart

    def to_json(self) -> str:
        """Return indented JSON, the same bytes for the same answer."""
        return self.model_dump_json(by_alias=True, indent=2)


def json_schema() -> dict[str, object]:
    """Return the contract as a JSON Schema; `docs/check.schema.json` is this, and a test compares them."""
    schema = Answer.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "second-source check --json"}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _date(mention: DateMention) -> DatePart:
    return DatePart(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        from_=mention.from_.isoformat() if mention.from_ else None,
        to=mention.to.isoformat() if mention.to else None,
        granularity=mention.granularity,
    )


def _figure(figure: Figure) -> FigurePart:
    return FigurePart(
        text=figure.text,
        start=figure.start,
        end=figure.end,
        value=_number(figure.value),
        upper=None if figure.upper is None else _number(figure.upper),
        unit=figure.unit,
        hedge=figure.hedge,
        counted=figure.counted,
        role=figure.role,
    )


def _attribution(said: Attribution) -> AttributionPart:
    return AttributionPart(
        source=said.source,
        cue=said.cue,
        content=said.content,
        start=said.start,
        end=said.end,
        mode=said.mode,
        kind=said.kind,
        name=said.name,
    )


def _corroboration(corroboration: Corroboration) -> CorroborationPart:
    origins = corroboration.origins
    return CorroborationPart(
        outlets=corroboration.outlets,
        origins=OriginsPart(at_least=origins.at_least, at_most=origins.at_most, reasons=list(origins.reasons)),
        authorities=corroboration.authorities,
        supports=list(corroboration.supports),
        conflicts=list(corroboration.conflicts),
        reasons=list(corroboration.reasons),
    )


def _claim(claim: Claim, corroborations: Mapping[str, Corroboration]) -> ClaimPart:
    found = corroborations.get(claim.id)
    return ClaimPart(
        id=claim.id,
        text=claim.text,
        start=claim.start,
        end=claim.end,
        kind=claim.kind,
        authority=claim.authority,
        worth=round(claim.worth, 3),
        corroboration=_corroboration(found) if found else None,
        reasons=list(claim.reasons),
    )


def _finding(finding: Finding) -> FindingPart:
    return FindingPart(
        id=finding.id,
        rule=finding.rule,
        outcome=finding.outcome,
        severity=finding.severity,
        subject=finding.subject,
        claim=finding.claim,
        message=finding.message,
        evidence=[
            SpanPart(article=span.article, where=span.where, text=span.text, start=span.start, end=span.end)
            for span in finding.evidence
        ],
    )


def _article(
    read: ReadArticle,
    corroborations: Mapping[str, Corroboration],
    findings: Sequence[Finding],
    revisions: Sequence[Revision],
    gone: Sequence[Disappearance],
) -> ArticlePart:
    article, reading = read.article, read.reading
    return ArticlePart(
        id=article.id,
        url=article.url,
        final_url=article.final_url,
        canonical_url=article.canonical_url,
        outlet=article.outlet.name if article.outlet else None,
        owner=article.outlet.owner if article.outlet else None,
        headline=article.headline,
        byline=list(article.byline),
        dateline=article.dateline,
        published=str(article.published) if article.published else None,
        modified=str(article.modified) if article.modified else None,
        language=article.language,
        licence=article.licence,
        paywall=article.paywall,
        sha256=article.sha256,
        fetched_at=article.fetched_at.isoformat() if article.fetched_at else None,
        extractor=article.extractor,
        body=article.body,
        evidence=[
            EvidencePart(field=found.field, value=found.value, found_in=found.found_in, chosen=found.chosen)
            for found in article.evidence
        ],
        dates=[_date(mention) for mention in reading.dates],
        figures=[_figure(figure) for figure in reading.figures],
        attributions=[_attribution(said) for said in reading.attributions],
        claims=[_claim(claim, corroborations) for claim in reading.claims],
        findings=[_finding(finding) for finding in findings],
        revisions=[revision_part(revision) for revision in revisions],
        disappearances=disappearance_parts(gone),
    )


def flag_part(flag: FlagRecord) -> FlagPart:
    """Show one flag as the contract does."""
    return FlagPart(
        id=flag.id,
        rule=flag.rule,
        severity=flag.severity,
        article=flag.article,
        claim=flag.claim,
        message=flag.message,
        status=flag.status,
    )


def answer(
    reads: Sequence[ReadArticle],
    relations: Relations,
    findings: Iterable[Finding],
    flags: Sequence[FlagRecord],
    *,
    run: str,
    checked_at: str,
    inputs: int,
    new: int,
    unreadable: Sequence[UnreadablePart],
    revisions: Sequence[Revision] = (),
    disappearances: Sequence[Disappearance] = (),
) -> Answer:
    """Build the contract's answer for some articles from what is kept of them.

    An article has the revisions of its whole address, the first first.
    """
    at: defaultdict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        at[revision.address].append(revision)
    lost: defaultdict[str, list[Disappearance]] = defaultdict(list)
    for gone in disappearances:
        lost[gone.article].append(gone)
    corroborations = {found.claim: found for found in relations.corroborations}
    by_article: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_article[finding.article].append(finding)
    outcomes: dict[Literal["pass", "fail", "unverifiable"], int] = {"pass": 0, "fail": 0, "unverifiable": 0}
    for group in by_article.values():
        for finding in group:
            outcomes[finding.outcome] += 1
    return Answer(
        articles=[
            _article(
                read,
                corroborations,
                by_article[read.article.id],
                at.get(address_of(read.article), ()),
                lost.get(read.article.id, ()),
            )
            for read in reads
        ],
        stories=[
            StoryPart(id=story.id, headline=story.headline, articles=list(story.articles))
            for story in relations.stories
        ],
        flags=[flag_part(flag) for flag in flags],
        summary=SummaryPart(
            run=run,
            checked_at=checked_at,
            inputs=inputs,
            articles=len(reads),
            new=new,
            known=len(reads) - new,
            unreadable=list(unreadable),
            claims=sum(len(read.reading.claims) for read in reads),
            findings=outcomes,
            flags=dict(Counter(flag.status for flag in flags)),
        ),
    )
