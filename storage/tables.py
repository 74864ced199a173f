"""The tables: one row class a record, with the constraints that hold what `articles/model.py` promises."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from articles import model
from articles.model import Moment
from storage.columns import Exact, Instant, Listed, Stated, Words

FLAG_STATUSES = ("open", "settled", "decided")
REVIEW_STATUSES = ("waiting", "closed")
MATCH_VERDICTS = ("confirmed", "rejected")
VERDICTS = ("corroborated", "contradicted", "unresolved", "false alarm")

ID = String(16)
HASH = String(64)
CLUSTERED = {"sqlite_with_rowid": False}
"""On SQLite, keep the rows of one article together, under one key."""

TERM = String(40)
"""A word from a closed list, held by a CHECK."""

CONVENTION = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


def one_of(column: str, terms: Any) -> CheckConstraint:
    """Hold a column to a closed list of words: a tuple of them, or a `Literal` type."""
    words = terms if isinstance(terms, tuple) else get_args(terms)
    return CheckConstraint(f'"{column}" IN ({", ".join(repr(word) for word in words)})', name=column)


def by_words(table_name: str, column: str) -> Index:
    """Index text of any length: PostgreSQL refuses long values in its ordinary index, not in a hash."""
    return Index(f"ix_{table_name}_{column}", column, postgresql_using="hash")


def holds(name: str, condition: str) -> CheckConstraint:
    """Hold a condition between columns."""
    return CheckConstraint(condition, name=name)


def to(
    column: str,
    *,
    primary: bool = False,
    index: bool = False,
    optional: bool = False,
    kind: Any = ID,
    gone: str = "CASCADE",
) -> Any:
    """Refer to another table's key. Unless `gone` is RESTRICT, the row goes when what it belongs to goes."""
    return Field(
        default=None if optional else ...,
        primary_key=primary,
        index=index,
        nullable=optional,
        sa_type=kind,
        sa_column_args=[ForeignKey(column, ondelete=gone)],
    )


def words(*, optional: bool = False, index: bool = False) -> Any:
    """Any text."""
    return Field(default=None if optional else ..., sa_type=Words, nullable=optional, index=index)


def term(*, optional: bool = False) -> Any:
    """A word from a closed list."""
    return Field(default=None if optional else ..., sa_type=TERM, nullable=optional)


def listed() -> Any:
    """A tuple."""
    return Field(sa_type=Listed, nullable=False)


def instant(*, optional: bool = False, index: bool = False) -> Any:
    """A UTC time."""
    return Field(default=None if optional else ..., sa_type=Instant, nullable=optional, index=index)


class Row(SQLModel):
    """What all tables share: their own metadata, and names from the class name (`FieldEvidenceRow`: field_evidence)."""

    metadata = MetaData(naming_convention=CONVENTION)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  a declared attribute is read from the class
        name = cls.__name__.removesuffix("Row")
        return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


# -- outlets ---------------------------------------------------------------------------------------


class OutletRow(Row, table=True):
    """An outlet as it was known once: its id names all of its details. The registry's present ones are `registered`."""

    __table_args__ = (
        Index(
            "uq_outlet_registered_name",
            "name",
            unique=True,
            sqlite_where=text("registered"),
            postgresql_where=text("registered"),
        ),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    name: str = words()
    owner: str | None = words(optional=True)
    wire: bool
    country: str | None = words(optional=True)
    language: str | None = words(optional=True)
    known_from: str | None = words(optional=True)
    registered: bool


class OutletDomainRow(Row, table=True):
    """A domain an outlet publishes on."""

    __table_args__ = (CLUSTERED,)
    outlet_id: str = to("outlet.id", primary=True)
    place: int = Field(primary_key=True)
    domain: str = words()


class OutletAliasRow(Row, table=True):
    """Another name of an outlet."""

    __table_args__ = (CLUSTERED,)
    outlet_id: str = to("outlet.id", primary=True)
    place: int = Field(primary_key=True)
    alias: str = words()


class OutletFeedRow(Row, table=True):
    """A feed of an outlet."""

    __table_args__ = (CLUSTERED,)
    outlet_id: str = to("outlet.id", primary=True)
    place: int = Field(primary_key=True)
    url: str = words()


class OutletSitemapRow(Row, table=True):
    """A sitemap of an outlet, or an index of them."""

    __table_args__ = (CLUSTERED,)
    outlet_id: str = to("outlet.id", primary=True)
    place: int = Field(primary_key=True)
    url: str = words()


class TrustFileRow(Row, table=True):
    """A site's trust.txt as it was last read: where, and the SHA-256 of its bytes; without one, why there is none."""

    __table_args__ = (holds("read", "(url IS NULL) = (sha256 IS NULL) AND (url IS NULL) <> (problem IS NULL)"),)
    site: str = Field(primary_key=True, sa_type=Words)
    url: str | None = words(optional=True)
    sha256: str | None = Field(default=None, sa_type=HASH)
    problem: str | None = words(optional=True)
    read_at: datetime = instant()


class TrustStatementRow(Row, table=True):
    """One line of a site's trust.txt: a claim of that site, no more."""

    __table_args__ = (CLUSTERED,)
    site: str = to("trust_file.site", primary=True, kind=Words)
    place: int = Field(primary_key=True)
    attribute: str = words()
    value: str = words()


# -- watching --------------------------------------------------------------------------------------


class WatchedFeedRow(Row, table=True):
    """A feed, sitemap or file that is watched: what it answered last, and what to ask with next time.

    `failures` counts those in a row; `problem` is the last one, until an answer is good again.
    """

    __table_args__ = (holds("failures", "failures >= 0"), holds("listed", "listed >= 0"))
    id: str = Field(primary_key=True, sa_type=ID)
    url: str = words()
    kind: str | None = words(optional=True)
    etag: str | None = words(optional=True)
    last_modified: str | None = words(optional=True)
    sha256: str | None = Field(default=None, sa_type=HASH)
    status: int | None = None
    problem: str | None = words(optional=True)
    failures: int
    nested: tuple[tuple[str, str], ...] = listed()
    listed: int
    asked_at: datetime = instant()
    changed_at: datetime | None = instant(optional=True)


class WatchedPageRow(Row, table=True):
    """A page that a feed, a list or a folder names: when it was first met, last checked, and is due again.

    `due_at` is null for one that is left alone. `marker` is what a file's bytes were when it was last checked.
    """

    __table_args__ = (holds("checks", "checks >= 0"),)
    id: str = Field(primary_key=True, sa_type=ID)
    url: str = words()
    feed_id: str | None = to("watched_feed.id", index=True, optional=True)
    published: Moment | None = Field(default=None, sa_type=Stated)
    modified: Moment | None = Field(default=None, sa_type=Stated)
    found_at: datetime = instant()
    checked_at: datetime | None = instant(optional=True)
    due_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    checks: int
    marker: str | None = words(optional=True)


class WatchedEvidenceRow(Row, table=True):
    """What a feed or sitemap last said of a page."""

    __table_args__ = (CLUSTERED,)
    page_id: str = to("watched_page.id", primary=True)
    place: int = Field(primary_key=True)
    field: str = words()
    value: str = words()
    found_in: str = words()
    feed_id: str = to("watched_feed.id", index=True)


# -- captures --------------------------------------------------------------------------------------


class CaptureRow(Row, table=True):
    """One answer as received, and where its WARC record and the record with its bytes stand."""

    __table_args__ = (
        holds("sha256", "length(sha256) = 64"),
        holds("status", "status IS NULL OR status BETWEEN 100 AND 999"),
        holds("place", '"offset" >= 0 AND "length" > 0 AND payload_offset >= 0 AND payload_length > 0 AND size >= 0'),
        one_of("kind", ("response", "resource", "revisit")),
        by_words("capture", "final_url"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    url: str = words()
    final_url: str = words()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = listed()
    redirects: tuple[tuple[str, int, str], ...] = listed()
    fetched_at: datetime = instant()
    sha256: str = Field(sa_type=HASH, index=True)
    size: int = Field(sa_type=BigInteger)
    kind: str = term()
    record_url: str = words()
    file: str = words()
    offset: int = Field(sa_type=BigInteger)
    length: int = Field(sa_type=BigInteger)
    payload_file: str = words()
    payload_offset: int = Field(sa_type=BigInteger)
    payload_length: int = Field(sa_type=BigInteger)
    taken_from: str | None = words(optional=True)


class CapturePlaceRow(Row, table=True):
    """Where a capture's record and bytes stand since its WARC file was pruned; no `payload_file`: the bytes are gone."""

    __table_args__ = (holds("place", '"offset" >= 0 AND "length" > 0 AND payload_offset >= 0 AND payload_length > 0'),)
    capture_id: str = to("capture.id", primary=True)
    file: str = words()
    offset: int = Field(sa_type=BigInteger)
    length: int = Field(sa_type=BigInteger)
    payload_file: str = words()
    payload_offset: int = Field(sa_type=BigInteger)
    payload_length: int = Field(sa_type=BigInteger)
    moved_at: datetime = instant()


# -- articles --------------------------------------------------------------------------------------


class ArticleRow(Row, table=True):
    """What one capture says. `number` is the id as a 64-bit number, what the search index refers to.

    `day` is the day the archive is searched by: published, else fetched. Sentences are pairs of offsets into the body.
    """

    __table_args__ = (
        holds("id", "length(id) = 16"),
        holds("sha256", "length(sha256) = 64"),
        UniqueConstraint("number"),
        by_words("article", "address"),
        by_words("article", "url"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    number: int = Field(sa_type=BigInteger)
    url: str = words()
    final_url: str = words()
    canonical_url: str | None = words(optional=True)
    address: str = words()
    outlet_id: str | None = to("outlet.id", index=True, optional=True, gone="RESTRICT")
    headline: str | None = words(optional=True)
    byline: tuple[str, ...] = listed()
    dateline: str | None = words(optional=True)
    published: Moment | None = Field(default=None, sa_type=Stated)
    modified: Moment | None = Field(default=None, sa_type=Stated)
    day: date | None = Field(default=None, index=True)
    language: str | None = words(optional=True)
    licence: str | None = words(optional=True)
    paywall: bool | None = None
    sha256: str = Field(sa_type=HASH, index=True)
    fetched_at: datetime | None = instant(optional=True)
    extractor: str = words()
    body: str = words()
    sentences: tuple[tuple[int, int], ...] = listed()
    stored_at: datetime = instant(index=True)


class SightingRow(Row, table=True):
    """Bytes that said the same article: one page fetched again may differ in bytes but not in words."""

    __table_args__ = (holds("sha256", "length(sha256) = 64"), CLUSTERED)
    article_id: str = to("article.id", primary=True)
    sha256: str = Field(primary_key=True, sa_type=HASH)
    url: str = words()
    fetched_at: datetime | None = instant(optional=True)


class FieldEvidenceRow(Row, table=True):
    """One candidate value of one field, and where it was found."""

    __table_args__ = (CLUSTERED,)
    article_id: str = to("article.id", primary=True)
    place: int = Field(primary_key=True)
    field: str = words()
    value: str = words()
    found_in: str = words()
    chosen: bool


class HyperlinkRow(Row, table=True):
    """A link inside the body."""

    __table_args__ = (CLUSTERED,)
    article_id: str = to("article.id", primary=True)
    place: int = Field(primary_key=True)
    url: str = words()
    text: str = words()


class DateMentionRow(Row, table=True):
    """A date in the text. `listed` is false for one that only a claim carries, not the reading itself."""

    __table_args__ = (
        holds("span", '"start" >= 0 AND "start" <= "end"'),
        holds("interval", "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL OR first_day <= last_day)"),
        holds("weekday", "weekday IS NULL OR weekday BETWEEN 0 AND 6"),
        one_of("granularity", model.Granularity),
        CLUSTERED,
    )
    article_id: str = to("article.id", primary=True)
    place: int = Field(primary_key=True)
    text: str = words()
    start: int
    end: int
    first_day: date | None = None
    last_day: date | None = None
    granularity: str = term()
    weekday: int | None = None
    explicit: bool
    listed: bool


class FigureRow(Row, table=True):
    """A quantity in the text, digit for digit."""

    __table_args__ = (holds("span", '"start" >= 0 AND "start" <= "end"'), one_of("hedge", model.Hedge), CLUSTERED)
    article_id: str = to("article.id", primary=True)
    place: int = Field(primary_key=True)
    text: str = words()
    start: int
    end: int
    value: Decimal = Field(sa_type=Exact)
    upper: Decimal | None = Field(default=None, sa_type=Exact)
    unit: str | None = words(optional=True)
    hedge: str = term()
    counted: str | None = words(optional=True)
    role: str | None = words(optional=True)
    listed: bool


class AttributionRow(Row, table=True):
    """Who is said to have said what."""

    __table_args__ = (
        holds("span", '"start" >= 0 AND "start" <= "end"'),
        holds("pairs", "(source_start IS NULL) = (source_end IS NULL) AND (cue_start IS NULL) = (cue_end IS NULL)"),
        holds("source_span", "source_start IS NULL OR (source_start >= 0 AND source_start <= source_end)"),
        holds("cue_span", "cue_start IS NULL OR (cue_start >= 0 AND cue_start <= cue_end)"),
        one_of("mode", model.Mode),
        one_of("kind", model.SourceKind),
        CLUSTERED,
    )
    article_id: str = to("article.id", primary=True)
    place: int = Field(primary_key=True)
    source: str | None = words(optional=True)
    cue: str = words()
    content: str = words()
    start: int
    end: int
    mode: str = term()
    kind: str = term()
    name: str | None = words(optional=True)
    source_start: int | None = None
    source_end: int | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    listed: bool


class ClaimRow(Row, table=True):
    """A sentence that asserts something checkable."""

    __table_args__ = (
        UniqueConstraint("article_id", "place"),
        ForeignKeyConstraint(
            ["article_id", "attribution_place"], ["attribution.article_id", "attribution.place"], ondelete="CASCADE"
        ),
        holds("id", "length(id) = 16"),
        holds("span", '"start" >= 0 AND "start" <= "end"'),
        holds("worth", "worth >= 0 AND worth <= 1"),
        one_of("kind", model.ClaimKind),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    article_id: str = to("article.id")
    place: int
    text: str = words()
    start: int
    end: int
    kind: str = term()
    attribution_place: int | None = None
    authority: str | None = words(optional=True)
    published: date | None = None
    worth: float
    reasons: tuple[str, ...] = listed()


class ClaimFigureRow(Row, table=True):
    """A figure that a claim states."""

    __table_args__ = (
        ForeignKeyConstraint(["article_id", "figure_place"], ["figure.article_id", "figure.place"], ondelete="CASCADE"),
        CLUSTERED,
    )
    article_id: str = Field(primary_key=True, sa_type=ID)
    claim_id: str = to("claim.id", primary=True)
    place: int = Field(primary_key=True)
    figure_place: int


class ClaimDateRow(Row, table=True):
    """A date that a claim states."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["article_id", "date_place"], ["date_mention.article_id", "date_mention.place"], ondelete="CASCADE"
        ),
        CLUSTERED,
    )
    article_id: str = Field(primary_key=True, sa_type=ID)
    claim_id: str = to("claim.id", primary=True)
    place: int = Field(primary_key=True)
    date_place: int


class IndexKeyRow(Row, table=True):
    """What the archive is searched by: a hashed key, the day and the number of an article that has it.

    In this order, so that the articles of one key nearest to a day are neighbours in the index, which alone is read.
    """

    __table_args__ = (holds("day", "day >= 0"), CLUSTERED)
    key: int = Field(primary_key=True, sa_type=BigInteger)
    day: int = Field(primary_key=True)
    article: int = to("article.number", primary=True, kind=BigInteger)


# -- revisions -------------------------------------------------------------------------------------


class RevisionRow(Row, table=True):
    """Two articles at one address, and what changed between them; `content` is all of it, as JSON."""

    __table_args__ = (
        UniqueConstraint("earlier", "later"),
        holds("pair", "earlier <> later"),
        by_words("revision", "address"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    earlier: str = to("article.id")
    later: str = to("article.id", index=True)
    address: str = words()
    seen_earlier: datetime | None = instant(optional=True)
    seen_later: datetime | None = instant(optional=True)
    kept: int
    changed: int
    material: tuple[str, ...] = listed()
    told: bool
    noted: bool
    live: bool
    doubt: str | None = words(optional=True)
    content: str = words()
    stored_at: datetime = instant()


class DisappearanceRow(Row, table=True):
    """An address that gave something else than its article; `last_at` is when that was last met."""

    __table_args__ = (
        one_of("kind", model.MissingKind),
        holds("sha256", "length(sha256) = 64"),
        holds("status", "status IS NULL OR status BETWEEN 100 AND 999"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    article_id: str = to("article.id", index=True)
    url: str = words()
    final_url: str = words()
    kind: str = term()
    status: int | None = None
    seen_at: datetime = instant()
    last_at: datetime = instant()
    sha256: str = Field(sa_type=HASH)


# -- relations -------------------------------------------------------------------------------------


class LinkRow(Row, table=True):
    """Why two articles are not independent."""

    __table_args__ = (
        holds("pair", "a < b"),
        holds("copier", "copier IS NULL OR copier = a OR copier = b"),
        one_of("kind", model.LinkKind),
        one_of("strength", model.Strength),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    a: str = to("article.id", index=True)
    b: str = to("article.id", index=True)
    kind: str = term()
    strength: str = term()
    words: str = words()
    copier: str | None = Field(default=None, sa_type=ID)


class ClaimMatchRow(Row, table=True):
    """How one claim stands to another."""

    __table_args__ = (
        holds("pair", "a < b"),
        holds("spans", "a_start >= 0 AND a_start <= a_end AND b_start >= 0 AND b_start <= b_end"),
        one_of("stance", model.Stance),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    a: str = to("claim.id", index=True)
    b: str = to("claim.id", index=True)
    stance: str = term()
    a_start: int
    a_end: int
    a_text: str = words()
    b_start: int
    b_end: int
    b_text: str = words()
    reason: str = words()


class StoryRow(Row, table=True):
    """Articles that tell of the same event."""

    id: str = Field(primary_key=True, sa_type=ID)
    headline: str = words()
    found_at: datetime = instant()


class StoryArticleRow(Row, table=True):
    """An article's place in a story."""

    __table_args__ = (CLUSTERED,)
    story_id: str = to("story.id", primary=True)
    article_id: str = to("article.id", primary=True, index=True)
    place: int


class CorroborationRow(Row, table=True):
    """Who else says what one claim says, as outlets, origins and authorities."""

    __table_args__ = (
        holds("outlets", "outlets >= 0 AND authorities >= 0"),
        holds("origins", "at_least >= 0 AND at_least <= at_most"),
    )
    claim_id: str = to("claim.id", primary=True)
    outlets: int
    at_least: int
    at_most: int
    origin_reasons: tuple[str, ...] = listed()
    authorities: int
    reasons: tuple[str, ...] = listed()


class CorroborationClaimRow(Row, table=True):
    """A claim that supports another, or conflicts with it."""

    __table_args__ = (one_of("stance", ("supports", "conflicts")), holds("other", "claim_id <> other_id"), CLUSTERED)
    claim_id: str = to("corroboration.claim_id", primary=True)
    stance: str = Field(primary_key=True, sa_type=TERM)
    place: int = Field(primary_key=True)
    other_id: str = to("claim.id", index=True)


# -- judgement -------------------------------------------------------------------------------------


class RunRow(Row, table=True):
    """One run of a flow: when, by what, and how it ended."""

    id: str = Field(primary_key=True, sa_type=Words)
    software: str = words()
    started_at: datetime = instant()
    finished_at: datetime | None = instant(optional=True)
    counts: tuple[tuple[str, int], ...] = listed()


class UnfinishedRow(Row, table=True):
    """What a run was given to check, until it is through: what another takes over when it died. `tries` counts those."""

    __table_args__ = (holds("tries", "tries > 0"),)
    run_id: str = to("run.id", primary=True, kind=Words, gone="RESTRICT")
    inputs: tuple[str, ...] = listed()
    tries: int
    since: datetime = instant()


class ValidationRow(Row, table=True):
    """What Great Expectations said of one batch."""

    id: str = Field(primary_key=True, sa_type=ID)
    run_id: str = to("run.id", index=True, kind=Words, gone="RESTRICT")
    suite: str = words()
    success: bool
    stored_at: datetime = instant()


class ExpectationRow(Row, table=True):
    """One rule's line in a validation result."""

    __table_args__ = (
        one_of("severity", model.Severity),
        holds("counts", '"rows" >= 0 AND passed >= 0 AND failed >= 0 AND unverifiable >= 0'),
        CLUSTERED,
    )
    validation_id: str = to("validation.id", primary=True)
    place: int = Field(primary_key=True)
    rule: str = words()
    expected: str = words()
    severity: str = term()
    rows: int
    passed: int
    failed: int
    unverifiable: int


class FindingRow(Row, table=True):
    """What one rule says of one subject. `current` is false once the rule no longer speaks of that subject."""

    __table_args__ = (
        one_of("outcome", model.Outcome),
        one_of("severity", model.Severity),
        holds("flagged", "NOT flagged OR outcome = 'fail'"),
        holds("digest", "length(digest) = 64"),
        Index("ix_finding_article_rule", "article_id", "rule"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    rule: str = words()
    outcome: str = term()
    severity: str = term()
    article_id: str = to("article.id")
    subject: str = words()
    message: str = words()
    claim_id: str | None = to("claim.id", index=True, optional=True)
    flagged: bool
    current: bool
    digest: str = Field(sa_type=HASH)
    run_id: str = to("run.id", index=True, kind=Words, gone="RESTRICT")
    found_at: datetime = instant()
    changed_at: datetime = instant()


class FindingEvidenceRow(Row, table=True):
    """Where a finding can be seen."""

    __table_args__ = (
        holds("span", '"start" IS NULL OR "end" IS NULL OR ("start" >= 0 AND "start" <= "end")'),
        CLUSTERED,
    )
    finding_id: str = to("finding.id", primary=True)
    place: int = Field(primary_key=True)
    article: str = words()
    where: str = words()
    text: str = words()
    start: int | None = None
    end: int | None = None


class FlagRow(Row, table=True):
    """A finding that a person must look at. `digest` is the finding's when the flag last changed its status."""

    __table_args__ = (one_of("status", FLAG_STATUSES), holds("digest", "length(digest) = 64"))
    id: str = to("finding.id", primary=True, gone="RESTRICT")
    status: str = Field(sa_type=TERM, index=True)
    digest: str = Field(sa_type=HASH)
    opened_at: datetime = instant()
    changed_at: datetime = instant()


class DrawRow(Row, table=True):
    """A finding that asked for nobody and was drawn at random, so that a person checks its rule.

    `chance` is how probable that was: what an estimate over the drawn has to weigh them by.
    """

    __table_args__ = (holds("chance", "chance > 0 AND chance <= 1"),)
    id: str = to("flag.id", primary=True, gone="RESTRICT")
    chance: float
    drawn_at: datetime = instant()


class DecisionRow(Row, table=True):
    """What a reviewer said of a flag, and of which words of it (`digest`)."""

    __table_args__ = (
        one_of("verdict", VERDICTS),
        holds("reason", "length(reason) > 0"),
        holds("reviewer", "length(reviewer) > 0"),
        holds("digest", "length(digest) = 64"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    flag_id: str = to("flag.id", index=True, gone="RESTRICT")
    verdict: str = term()
    reason: str = words()
    reviewer: str = words()
    evidence_urls: tuple[str, ...] = listed()
    digest: str = Field(sa_type=HASH)
    decided_at: datetime = instant()


class MatchDecisionRow(Row, table=True):
    """What a reviewer said of two claims that the program took for the same; the latest holds."""

    __table_args__ = (
        one_of("status", MATCH_VERDICTS),
        holds("pair", "a < b"),
        holds("reason", "length(reason) > 0"),
        holds("reviewer", "length(reviewer) > 0"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    a: str = to("claim.id", index=True, gone="RESTRICT")
    b: str = to("claim.id", index=True, gone="RESTRICT")
    status: str = term()
    reason: str = words()
    reviewer: str = words()
    decided_at: datetime = instant()


class ReviewRow(Row, table=True):
    """What a person was asked: some open flags of one story, on one form. `run_id` is the run that shows the form."""

    __table_args__ = (
        one_of("status", REVIEW_STATUSES),
        holds("round", '"round" > 0'),
        holds("digest", "length(digest) = 64"),
    )
    id: str = Field(primary_key=True, sa_type=ID)
    status: str = Field(sa_type=TERM, index=True)
    flags: tuple[str, ...] = listed()
    digest: str = Field(sa_type=HASH)
    round: int
    complaint: str = words()
    run_id: str | None = words(optional=True)
    opened_at: datetime = instant()
    changed_at: datetime = instant()


# -- audit -----------------------------------------------------------------------------------------


class AuditEntryRow(Row, table=True):
    """One link of the append-only log. Triggers, made by the migration, refuse every change to it."""

    __table_args__ = (
        holds("seq", "seq > 0"),
        holds("hashes", "length(previous) = 64 AND length(hash) = 64"),
    )
    seq: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    at: datetime = instant()
    agent: str = words()
    kind: str = words()
    payload: str = words()
    previous: str = Field(sa_type=HASH)
    hash: str = Field(sa_type=HASH)


METADATA = Row.metadata
TABLES: tuple[Table, ...] = tuple(METADATA.sorted_tables)


def table(row: type[Row]) -> Table:
    """Return the Core table of a row class."""
    return METADATA.tables[str(row.__tablename__)]
