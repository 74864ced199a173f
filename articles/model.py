"""The words every package speaks: captures, articles, what they say, how they relate, what was found.

All values are frozen and plain. Offsets count Unicode code points into `Article.body`, end exclusive,
and every span keeps its words: `body[span.start : span.end] == span.text`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Outcome = Literal["pass", "fail", "unverifiable"]
Severity = Literal["high", "medium", "low"]
Hedge = Literal["=", "~", "<", "<=", ">", ">="]
Granularity = Literal["day", "week", "month", "quarter", "year", "decade", "period"]
Mode = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["named", "role", "organisation", "outlet", "anonymous", "pronoun", "unstated"]
ClaimKind = Literal["statistic", "event", "accusation", "prediction", "quotation"]
Strength = Literal["proven", "likely"]
Stance = Literal["supports", "conflicts", "related"]
LinkKind = Literal[
    "same text",
    "contained text",
    "wire credit",
    "same owner",
    "same figures and quotations",
    "outlet named as source",
    "hyperlink",
]

ChangeKind = Literal["added", "removed", "changed"]
Aspect = Literal["figure", "date", "name", "attribution", "negation", "outcome", "statement"]
"""Why a change matters; `outcome` is one telling word for another ("arrested", "charged")."""
NoteKind = Literal["correction", "clarification", "editor's note", "update", "retraction"]
MissingKind = Literal["not found", "removed", "error page", "front page"]

EARLIEST_ZONE = timezone(timedelta(hours=14))
LATEST_ZONE = timezone(timedelta(hours=-12))


def short_id(*parts: str) -> str:
    """Name a record by its content: 16 hexadecimal digits of SHA-256 over the parts, the same in every run."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


# -- capture ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop on the way to the answer."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer as received: an HTTP response, or a file read from disk (`status` is then None)."""

    url: str
    final_url: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    redirects: tuple[Redirect, ...]
    fetched_at: datetime
    content: bytes = field(repr=False)
    taken_from: str | None = None
    """The record of another archive that it was read from: the file's URI, with `#offset=` and a number."""
    request: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)
    """The headers that were sent, kept in the WARC beside the answer; empty where nothing was asked."""
    server: str | None = field(default=None, compare=False)
    """The IP address that answered, kept in the WARC."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


# -- article ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Words and where they stand in the body."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as a page gives it: a day, a local time without zone, or a time with its offset. Nothing is added."""

    day: date
    clock: time | None = None

    @classmethod
    def parse(cls, iso: str) -> Moment:
        """Read ISO 8601 (`2025-02-09`, `2025-02-09T18:03`, `...+03:30`, `...Z`); ValueError if it is not."""
        if len(iso) == 10:
            return cls(date.fromisoformat(iso))
        stamp = datetime.fromisoformat(iso)
        return cls(stamp.date(), stamp.timetz())

    @classmethod
    def of(cls, value: date) -> Moment:
        """Keep a `date`, or a `datetime` with or without zone, as it is."""
        if isinstance(value, datetime):
            return cls(value.date(), value.timetz())
        return cls(value)

    def __str__(self) -> str:
        if self.clock is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.clock).isoformat()

    def instants(self) -> tuple[datetime, datetime]:
        """Return the first and last UTC instant that this can mean: without a zone, anywhere on Earth."""
        start = datetime.combine(self.day, self.clock or time.min)
        end = datetime.combine(self.day, self.clock or time.max)
        if start.tzinfo is None:
            start, end = start.replace(tzinfo=EARLIEST_ZONE), end.replace(tzinfo=LATEST_ZONE)
        return _in_utc(start), _in_utc(end)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or last day of the calendar
        return datetime.min.replace(tzinfo=UTC) if moment.year == 1 else datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published. Known from the registry, or from the page alone (then only the name, perhaps a domain)."""

    name: str
    domains: tuple[str, ...] = ()
    owner: str | None = None
    wire: bool = False
    aliases: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    known_from: str | None = None
    """Where these details come from, in words."""


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """One candidate value of one field, and where it was found (`json-ld:NewsArticle.datePublished`, `url`, ...).

    `value` is raw, as found; the article's own field holds the normalised choice.
    """

    field: str
    value: str
    found_in: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page that a feed or sitemap lists, and what it says of it. `url` is absolute, its credentials masked."""

    url: str
    evidence: tuple[FieldEvidence, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link inside the body: its absolute address, and its words where they could be placed."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """What one capture says. A field that the capture does not state is None or empty, never invented."""

    url: str
    final_url: str
    canonical_url: str | None
    outlet: Outlet | None
    headline: str | None
    byline: tuple[str, ...]
    dateline: str | None
    published: Moment | None
    modified: Moment | None
    language: str | None
    licence: str | None
    paywall: bool | None
    sha256: str
    fetched_at: datetime | None
    extractor: str
    body: str = field(repr=False)
    evidence: tuple[FieldEvidence, ...] = field(default=(), repr=False)
    links: tuple[Hyperlink, ...] = field(default=(), repr=False)
    address: str = ""
    """Under which revisions of the same article meet: canonical URL where its host may be trusted, else final URL."""

    @property
    def id(self) -> str:
        """The same address with the same words is the same article, however often it was fetched."""
        return _article_id(self.address or self.final_url, self.headline or "", self.body)


@lru_cache(maxsize=1024)
def _article_id(address: str, headline: str, body: str) -> str:
    """Hash a body once: an article's id is asked for hundreds of times while it is related and judged."""
    return short_id("article", address, headline, body)


# -- reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text as an inclusive interval of days; both ends None where it could not be resolved.

    `from_` and `to` are `from` and `to` of the JSON contract.
    """

    text: str
    start: int
    end: int
    from_: date | None
    to: date | None
    granularity: Granularity
    weekday: int | None = None
    """The weekday the words name (Monday 0), where they do."""
    explicit: bool = False
    """The words alone fix it, year included; nothing came from the publication date."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in the text: `value` (to `upper`, inclusive, for a range) in `unit`, of what is `counted`.

    `unit` is a pint unit name (`kilometer`, `day`, `percent`), `percentage_point`, an ISO 4217 code, or None for
    a plain count. A duration ("470 days") is a figure with a time unit.
    """

    text: str
    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    hedge: Hedge = "="
    counted: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said what. `start` and `end` are the content's: `body[start:end] == content`.

    One utterance that the cue interrupts (`"A," he said. "B."`) is one attribution for each piece. `source` is the
    words of the text; `name` the name they resolve to ("the minister", "he"), where unambiguous.
    """

    source: str | None
    cue: str
    content: str
    start: int
    end: int
    mode: Mode
    kind: SourceKind = "named"
    name: str | None = None
    source_span: tuple[int, int] | None = None
    cue_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that asserts something checkable, with all that is needed to compare it with another.

    `worth` ranks check-worthiness from 0 to 1, `reasons` says why.
    """

    id: str
    article: str
    text: str
    start: int
    end: int
    kind: ClaimKind
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    attribution: Attribution | None = None
    authority: str | None = None
    published: date | None = None
    worth: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the text of one article says. Every tuple is in order of `start`."""

    sentences: tuple[Span, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and its reading, as they travel together."""

    article: Article
    reading: Reading


# -- relating --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """Why two articles are not independent: `a` < `b` are article ids, `words` the text that shows it."""

    a: str
    b: str
    kind: LinkKind
    strength: Strength
    words: str
    copier: str | None = None
    """The article (a or b) that took from the other, where text or times show it."""


@dataclass(frozen=True, slots=True)
class Match:
    """How one claim stands to another: `a` < `b` are claim ids, spans are each claim's aligned words."""

    a: str
    b: str
    stance: Stance
    a_span: Span
    b_span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of the same event. `id` is that of its first article in time, so it stays as others join."""

    id: str
    headline: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many origins stand behind some articles: an interval, with a reason for each article grouped away."""

    at_least: int
    at_most: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who else says what one claim says. Ids of claims in `supports` and `conflicts`; the claim itself is in neither.

    Counts include the claim's own article: a claim that stands alone has one outlet and one origin.
    """

    claim: str
    outlets: int
    origins: OriginCount
    authorities: int
    supports: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relations:
    """How a set of articles relate, whatever order they came in."""

    stories: tuple[Story, ...] = ()
    links: tuple[Link, ...] = ()
    matches: tuple[Match, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()


# -- revisions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words of the earlier body that gave way to words of the later; one of the two may be empty."""

    removed: Span
    added: Span


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that came, went or was reworded. `aspects` says why it matters: none, and it is style or a typo."""

    kind: ChangeKind
    earlier: Span | None
    later: Span | None
    words: tuple[WordChange, ...] = ()
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureDrift:
    """A figure for the same thing that has another value now; `of` says what is counted, empty where nothing does."""

    of: str
    unit: str | None
    before: Decimal
    after: Decimal
    earlier: Span
    later: Span
    cumulative: bool = False
    """A count that only grows while an event is told: a higher one may be an update."""


@dataclass(frozen=True, slots=True)
class DateDrift:
    """A date that became another: ISO days, or the words where they could not be resolved."""

    before: str
    after: str
    earlier: Span
    later: Span


@dataclass(frozen=True, slots=True)
class SourceChange:
    """Somebody who is cited in one revision only; `span` is in the earlier body where `kind` is removed."""

    kind: ChangeKind
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What an article says of its own correction: `day` where stated, `wrong` the words that say what was wrong."""

    kind: NoteKind
    span: Span
    day: date | None = None
    wrong: Span | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed between two articles at one address. Boilerplate noise is left out; `kept` counts sentences.

    `headline` holds both where they differ in words, `notes` the correction notes that are new. `modified` is what the
    two pages show readers as their date of modification, `told` whether that moved on; `published` their publication.
    """

    earlier: str
    later: str
    address: str
    seen_earlier: datetime | None
    seen_later: datetime | None
    kept: int
    changes: tuple[SentenceChange, ...] = ()
    headline: tuple[str, str] | None = None
    headline_aspects: tuple[Aspect, ...] = ()
    figures: tuple[FigureDrift, ...] = ()
    dates: tuple[DateDrift, ...] = ()
    sources: tuple[SourceChange, ...] = ()
    notes: tuple[CorrectionNote, ...] = ()
    modified: tuple[str | None, str | None] = (None, None)
    published: tuple[str | None, str | None] = (None, None)
    told: bool = False
    live: bool = False
    doubt: str | None = None
    """Why the two may not be comparable: another article, a text cut short, another version of the extractor."""

    @property
    def material(self) -> tuple[Aspect, ...]:
        """Why the changes of the body matter, each reason once; empty where none does."""
        return tuple(dict.fromkeys(aspect for change in self.changes for aspect in change.aspects))

    @property
    def id(self) -> str:
        """The same two articles are the same revision."""
        return short_id("revision", self.earlier, self.later)


@dataclass(frozen=True, slots=True)
class Disappearance:
    """An address that no longer gives the article it gave: what it gave instead, and when that was seen.

    `sha256` is of the answer's bytes, which are kept. `back_at` is when the article was there again.
    """

    article: str
    url: str
    final_url: str
    kind: MissingKind
    status: int | None
    seen_at: datetime
    sha256: str
    back_at: datetime | None = None

    @property
    def id(self) -> str:
        """The same answer in place of the same article is the same disappearance, however often it was met."""
        return short_id("disappearance", self.article, self.kind, str(self.status))


# -- judgement -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EvidenceSpan:
    """Where a finding can be seen: in an article's `body` (with offsets) or in another place by name."""

    article: str
    where: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one subject. `article` is whose finding it is; `claim` where a claim is its subject."""

    rule: str
    outcome: Outcome
    severity: Severity
    article: str
    subject: str
    message: str
    evidence: tuple[EvidenceSpan, ...] = ()
    claim: str | None = None
    flagged: bool = False
    """Whether a person must look at it: a failure of a rule that asks for one."""

    @property
    def id(self) -> str:
        """The same rule on the same subject is the same finding, whatever it says this time."""
        return short_id("finding", self.rule, self.article, self.subject)


@dataclass(frozen=True, slots=True)
class Expectation:
    """One rule's line in a validation result: what was expected, in words, and how many rows met it."""

    rule: str
    expected: str
    severity: Severity
    rows: int
    passed: int
    failed: int
    unverifiable: int


@dataclass(frozen=True, slots=True)
class Validation:
    """What Great Expectations said of one batch."""

    suite: str
    success: bool
    expectations: tuple[Expectation, ...]
