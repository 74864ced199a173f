"""Captures and articles in and out of the database."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    Table,
    func,
    select,
)
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from articles.model import (
    Article,
    Attribution,
    Claim,
    DateMention,
    FieldEvidence,
    Figure,
    Hyperlink,
    Moment,
    ReadArticle,
    Reading,
    Redirect,
    Span,
)
from storage.audit import AGENT, Event, append, sum_of
from storage.captures import KeptCapture, WarcRecord
from storage.columns import plain_digits
from storage.database import add, add_missing, add_missing_of, reading, rows_of, writing
from storage.outlets import keep_outlets, outlet_id, outlets_by_id
from storage.tables import (
    ArticleRow,
    AttributionRow,
    AuditEntryRow,
    CapturePlaceRow,
    CaptureRow,
    ClaimDateRow,
    ClaimFigureRow,
    ClaimRow,
    DateMentionRow,
    FieldEvidenceRow,
    FigureRow,
    HyperlinkRow,
    IndexKeyRow,
    SightingRow,
    table,
)

PLACES = table(CapturePlaceRow)
CAPTURES, ARTICLES, SIGHTINGS = table(CaptureRow), table(ArticleRow), table(SightingRow)
EVIDENCE, HYPERLINKS = table(FieldEvidenceRow), table(HyperlinkRow)
DATES, FIGURES, ATTRIBUTIONS = table(DateMentionRow), table(FigureRow), table(AttributionRow)
CLAIMS, CLAIM_FIGURES, CLAIM_DATES = table(ClaimRow), table(ClaimFigureRow), table(ClaimDateRow)
INDEX_KEYS = table(IndexKeyRow)

SAID: tuple[Table, ...] = (
    EVIDENCE,
    HYPERLINKS,
    DATES,
    FIGURES,
    ATTRIBUTIONS,
    CLAIMS,
    CLAIM_FIGURES,
    CLAIM_DATES,
)
"""What belongs to one article, in the order that foreign keys ask for."""

PLACE = ("file", "offset", "length", "payload_file", "payload_offset", "payload_length")
"""Where a record stands, and where its bytes do."""

NOT_CONTENT = frozenset({"number", "outlet_id", "day", "stored_at"})
"""Columns of an article that its digest leaves out: derived, or changed with the registry of outlets."""

CHECKED_AT_ONCE = 200

UNDATED = 0
"""In the search index, the day of an article whose day is unknown: before all others, which count from 1."""

T = TypeVar("T")
Rows = dict[Table, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class StoredCount:
    """How many articles of a batch were new, how many known, and which could not be stored, each with the reason."""

    new: int
    known: int
    refused: tuple[tuple[str, str], ...] = ()
    ids: tuple[str, ...] = ()
    """Of the new ones."""


# -- captures --------------------------------------------------------------------------------------


def store_captures(engine: Engine, kept: Sequence[KeptCapture], now: datetime, agent: str = AGENT) -> int:
    """Record captures that are on the disk, and return how many are new. The same twice changes nothing."""
    known = {capture.id: capture for capture in kept}
    rows = [
        {
            "id": key,
            "url": capture.url,
            "final_url": capture.final_url,
            "status": capture.status,
            "headers": capture.headers,
            "redirects": [(hop.url, hop.status, hop.location) for hop in capture.redirects],
            "fetched_at": capture.fetched_at,
            "sha256": capture.sha256,
            "size": capture.size,
            "kind": capture.record.kind,
            "file": capture.record.file,
            "offset": capture.record.offset,
            "length": capture.record.length,
            "payload_file": capture.record.payload_file,
            "payload_offset": capture.record.payload_offset,
            "payload_length": capture.record.payload_length,
            "record_url": capture.record.url,
            "taken_from": capture.taken_from,
        }
        for key, capture in sorted(known.items())
    ]
    with writing(engine) as connection:
        new = sorted(add_missing_of(connection, CAPTURES, rows))
        append(connection, [("capture", _capture_payload(known[key])) for key in new], now, agent)
    return len(new)


def _capture_payload(capture: KeptCapture) -> dict[str, Any]:
    taken = {"taken_from": capture.taken_from} if capture.taken_from else {}
    return taken | {
        "capture": capture.id,
        "url": capture.url,
        "final_url": capture.final_url,
        "status": capture.status,
        "fetched_at": capture.fetched_at.astimezone(UTC).isoformat(),
        "sha256": capture.sha256,
        "size": capture.size,
        "record": [capture.record.file, capture.record.offset, capture.record.length],
        "record_sha256": capture_sum(
            capture.headers, [(hop.url, hop.status, hop.location) for hop in capture.redirects], capture.record.kind
        ),
    }


def capture_sum(headers: Sequence[object], redirects: Sequence[object], kind: str) -> str:
    """Return the SHA-256 over what a capture's own entry in the log does not spell out."""
    return sum_of([list(headers), list(redirects), kind])


def load_captures(engine: Engine, sha256: str) -> tuple[KeptCapture, ...]:
    """Return the captures of some bytes, first fetched first."""
    query = _placed().where(CAPTURES.c.sha256 == sha256).order_by(CAPTURES.c.fetched_at, CAPTURES.c.id)
    with reading(engine) as connection:
        return tuple(_kept_capture(row) for row in connection.execute(query))


def captures_among(engine: Engine, within: Select[Any]) -> Iterator[tuple[KeptCapture, str | None]]:
    """Yield the captures that a query selects, in the order they were written, and a headline read from each."""
    headline = select(func.min(ARTICLES.c.headline)).where(ARTICLES.c.sha256 == CAPTURES.c.sha256).scalar_subquery()
    ids = within.with_only_columns(CAPTURES.c.id)
    query = _placed().add_columns(headline.label("headline")).where(CAPTURES.c.id.in_(ids))
    with reading(engine) as connection:
        options = connection.execution_options(yield_per=CHECKED_AT_ONCE)
        with options.execute(query.order_by(CAPTURES.c.file, CAPTURES.c.offset)) as rows:
            for row in rows:
                yield _kept_capture(row), row.headline


def _placed() -> Select[Any]:
    """Select captures, with where they stand since their files were pruned."""
    now_at = [PLACES.c[name].label(f"now_{name}") for name in PLACE]
    return select(CAPTURES, *now_at).outerjoin_from(CAPTURES, PLACES, PLACES.c.capture_id == CAPTURES.c.id)


def _kept_capture(row: Row[Any]) -> KeptCapture:
    return KeptCapture(
        row.url,
        row.final_url,
        row.status,
        row.headers,
        tuple(Redirect(*hop) for hop in row.redirects),
        row.fetched_at,
        row.sha256,
        row.size,
        _warc_record(row),
        row.taken_from,
    )


def kept_records(engine: Engine) -> Iterator[WarcRecord]:
    """Yield where every recorded capture should be on the disk: what `CaptureStore.verify` is held against."""
    with reading(engine) as connection:
        query = _placed().order_by(CAPTURES.c.file, CAPTURES.c.offset)
        with connection.execution_options(yield_per=1000).execute(query) as rows:
            for row in rows:
                yield _warc_record(row)


def captures_by_id(connection: Connection) -> Iterator[tuple[str, WarcRecord]]:
    """Yield every capture's id and where it stands now."""
    with connection.execution_options(yield_per=1000).execute(_placed()) as rows:
        for row in rows:
            yield row.id, _warc_record(row)


def _warc_record(row: Row[Any]) -> WarcRecord:
    moved = row.now_file is not None
    file, offset, length, payload_file, payload_offset, payload_length = (
        getattr(row, f"now_{name}" if moved else name) for name in PLACE
    )
    return WarcRecord(
        file,
        offset,
        length,
        row.kind,
        row.record_url,
        row.fetched_at,
        row.sha256,
        payload_file,
        payload_offset,
        payload_length,
    )


# -- articles in -----------------------------------------------------------------------------------


def store_articles(
    engine: Engine,
    read_articles: Sequence[ReadArticle],
    index_keys: Mapping[str, Iterable[str]],
    now: datetime,
    agent: str = AGENT,
) -> StoredCount:
    """Store a batch in one transaction. A known article is left as it is; only its new bytes are noted.

    Where the database refuses the batch, its articles are stored one by one, so that one of them cannot cost the
    others; those refused are returned with the reason, and the caller must say so.
    """
    try:
        return _store(engine, read_articles, index_keys, now, agent)
    except (StatementError, ValueError) as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError):
            raise  # the database is in trouble, not the article
        if len(read_articles) == 1:
            reason = str(error.orig) if isinstance(error, StatementError) else str(error)
            return StoredCount(0, 0, ((read_articles[0].article.id, " ".join(reason.split())),))
    counts = [store_articles(engine, [read], index_keys, now, agent) for read in read_articles]
    return StoredCount(
        sum(count.new for count in counts),
        sum(count.known for count in counts),
        tuple(refused for count in counts for refused in count.refused),
        tuple(key for count in counts for key in count.ids),
    )


def _store(
    engine: Engine,
    read_articles: Sequence[ReadArticle],
    index_keys: Mapping[str, Iterable[str]],
    now: datetime,
    agent: str,
) -> StoredCount:
    batch = {read.article.id: read for read in read_articles}
    with writing(engine) as connection:
        present = {row.id for row in rows_of(connection, select(ARTICLES.c.id), ARTICLES.c.id, batch)}
        candidates = {key: batch[key] for key in sorted(batch.keys() - present)}
        keep_outlets(connection, (read.article.outlet for read in candidates.values() if read.article.outlet))
        rows = {key: rows_of_article(key, read, now) for key, read in candidates.items()}
        new = sorted(add_missing_of(connection, ARTICLES, [row for said in rows.values() for row in said[ARTICLES]]))
        for to in SAID:
            add(connection, to, [row for key in new for row in rows[key][to]])
        add(connection, INDEX_KEYS, index_rows({key: batch[key].article for key in new}, index_keys))
        events: list[Event] = [
            ("article", _article_payload(batch[key].article, rows[key]) | {"keys": key_sum(index_keys.get(key, ()))})
            for key in new
        ]
        seen = [_sighting(key, read.article) for key, read in sorted(batch.items())]
        events += _add_sightings(connection, seen, set(new))
        append(connection, events, now, agent)
    return StoredCount(len(new), len(batch) - len(new), ids=tuple(new))


def _article_payload(article: Article, rows: Rows) -> dict[str, Any]:
    return {
        "article": article.id,
        "url": article.url,
        "address": article.address,
        "outlet": article.outlet.name if article.outlet else None,
        "outlet_id": outlet_id(article.outlet) if article.outlet else None,
        "headline": article.headline,
        "capture_sha256": article.sha256,
        "record_sha256": digest_of(rows),
    }


def digest_of(rows: Rows) -> str:
    """Return the SHA-256 over all that is stored of one article, in whatever order it was read: what the audit log binds it to."""
    content = [
        sorted(
            json.dumps([value for name, value in row.items() if name not in NOT_CONTENT], default=_plain)
            for row in rows[to]
        )
        for to in (ARTICLES, *SAID)
    ]
    return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain_digits(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _add_sightings(connection: Connection, seen: Sequence[dict[str, Any]], new: Collection[str]) -> list[Event]:
    """Note the bytes of articles, and return what the log must say of bytes that said a known article again."""
    query = select(SIGHTINGS.c.article_id, SIGHTINGS.c.sha256)
    known = [row["article_id"] for row in seen if row["article_id"] not in new]
    before = {tuple(row) for row in rows_of(connection, query, SIGHTINGS.c.article_id, known)}
    again = [row for row in seen if row["article_id"] not in new and (row["article_id"], row["sha256"]) not in before]
    add_missing(connection, SIGHTINGS, [row for row in seen if row["article_id"] in new] + again)
    return [("sighting", sighting_payload(**row)) for row in again]


def sighting_payload(article_id: str, sha256: str, url: str, fetched_at: datetime | None) -> dict[str, Any]:
    """Say of a sighting what the audit log notes."""
    at = fetched_at.astimezone(UTC).isoformat() if fetched_at else None
    key = f"{article_id} {sha256}"
    return {"sighting": key, "article": article_id, "capture_sha256": sha256, "url": url, "fetched_at": at}


def _sighting(key: str, article: Article) -> dict[str, Any]:
    return {"article_id": key, "sha256": article.sha256, "url": article.url, "fetched_at": article.fetched_at}


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


def rows_of_article(key: str, read: ReadArticle, now: datetime) -> Rows:
    """Lay an article and its reading out as rows; ValueError where a sentence is not the body's own words."""
    article, said = read.article, read.reading
    dates, figures, attributions = _Places(said.dates), _Places(said.figures), _Places(said.attributions)
    claims, claim_figures, claim_dates = [], [], []
    for place, claim in enumerate(said.claims):
        claims.append(_claim_row(place, claim, attributions))
        claim_figures += [
            {"article_id": key, "claim_id": claim.id, "place": at, "figure_place": figures.of(figure)}
            for at, figure in enumerate(claim.figures)
        ]
        claim_dates += [
            {"article_id": key, "claim_id": claim.id, "place": at, "date_place": dates.of(mention)}
            for at, mention in enumerate(claim.dates)
        ]
    return {
        ARTICLES: [_article_row(key, article, said, now)],
        EVIDENCE: [
            {
                "article_id": key,
                "place": place,
                "field": evidence.field,
                "value": evidence.value,
                "found_in": evidence.found_in,
                "chosen": evidence.chosen,
            }
            for place, evidence in enumerate(article.evidence)
        ],
        HYPERLINKS: [
            {"article_id": key, "place": place, "url": link.url, "text": link.text}
            for place, link in enumerate(article.links)
        ],
        DATES: [_date_row(key, place, mention, listed=listed) for place, mention, listed in dates],
        FIGURES: [_figure_row(key, place, figure, listed=listed) for place, figure, listed in figures],
        ATTRIBUTIONS: [_attribution_row(key, place, said_by, listed=listed) for place, said_by, listed in attributions],
        CLAIMS: claims,
        CLAIM_FIGURES: claim_figures,
        CLAIM_DATES: claim_dates,
    }


class _Places(Generic[T]):
    """Where each value of a reading stands; what only a claim carries gets a place after them."""

    def __init__(self, values: Sequence[T]) -> None:
        self.values = list(values)
        self.listed = len(values)
        self.places: dict[T, int] = {}
        for place, value in enumerate(values):
            self.places.setdefault(value, place)

    def of(self, value: T) -> int:
        """Return a value's place, giving it one where it has none."""
        if value not in self.places:
            self.places[value] = len(self.values)
            self.values.append(value)
        return self.places[value]

    def __iter__(self) -> Iterator[tuple[int, T, bool]]:
        return ((place, value, place < self.listed) for place, value in enumerate(self.values))


def _article_row(key: str, article: Article, said: Reading, now: datetime) -> dict[str, Any]:
    return {
        "id": key,
        "number": article_number(key),
        "url": article.url,
        "final_url": article.final_url,
        "canonical_url": article.canonical_url,
        "address": article.address,
        "outlet_id": outlet_id(article.outlet) if article.outlet else None,
        "headline": article.headline,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": article.published,
        "modified": article.modified,
        "day": search_day(article),
        "language": article.language,
        "licence": article.licence,
        "paywall": article.paywall,
        "sha256": article.sha256,
        "fetched_at": article.fetched_at,
        "extractor": article.extractor,
        "body": article.body,
        "sentences": [_offsets(article.body, sentence) for sentence in said.sentences],
        "stored_at": now,
    }


def search_day(article: Article) -> date | None:
    """Return the day an article is searched by: published, else fetched."""
    return day_of(article.published, article.fetched_at)


def day_of(published: Moment | None, fetched_at: datetime | None) -> date | None:
    """Return the day that stands for when an article came."""
    if published is not None:
        return published.day
    return fetched_at.astimezone(UTC).date() if fetched_at else None


def _offsets(body: str, sentence: Span) -> tuple[int, int]:
    if body[sentence.start : sentence.end] != sentence.text:
        raise ValueError(f"the sentence at {sentence.start} is not what the body says there")
    return sentence.start, sentence.end


def _date_row(key: str, place: int, mention: DateMention, *, listed: bool) -> dict[str, Any]:
    return {
        "article_id": key,
        "place": place,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "first_day": mention.from_,
        "last_day": mention.to,
        "granularity": mention.granularity,
        "weekday": mention.weekday,
        "explicit": mention.explicit,
        "listed": listed,
    }


def _figure_row(key: str, place: int, figure: Figure, *, listed: bool) -> dict[str, Any]:
    return {
        "article_id": key,
        "place": place,
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "value": figure.value,
        "upper": figure.upper,
        "unit": figure.unit,
        "hedge": figure.hedge,
        "counted": figure.counted,
        "role": figure.role,
        "listed": listed,
    }


def _attribution_row(key: str, place: int, said_by: Attribution, *, listed: bool) -> dict[str, Any]:
    source_start, source_end = said_by.source_span or (None, None)
    cue_start, cue_end = said_by.cue_span or (None, None)
    return {
        "article_id": key,
        "place": place,
        "source": said_by.source,
        "cue": said_by.cue,
        "content": said_by.content,
        "start": said_by.start,
        "end": said_by.end,
        "mode": said_by.mode,
        "kind": said_by.kind,
        "name": said_by.name,
        "source_start": source_start,
        "source_end": source_end,
        "cue_start": cue_start,
        "cue_end": cue_end,
        "listed": listed,
    }


def _claim_row(place: int, claim: Claim, attributions: _Places[Attribution]) -> dict[str, Any]:
    return {
        "id": claim.id,
        "article_id": claim.article,
        "place": place,
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind,
        "attribution_place": attributions.of(claim.attribution) if claim.attribution else None,
        "authority": claim.authority,
        "published": claim.published,
        "worth": claim.worth,
        "reasons": claim.reasons,
    }


# -- articles out ----------------------------------------------------------------------------------


def load_articles(engine: Engine, ids: Iterable[str]) -> tuple[ReadArticle, ...]:
    """Return articles as they were stored, in the order of their ids given; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    with reading(engine) as connection:
        articles = {row.id: row for row in rows_of(connection, select(ARTICLES), ARTICLES.c.id, wanted)}
        said = {to: _by_article(connection, to, articles) for to in SAID}
        outlets = outlets_by_id(connection, (row.outlet_id for row in articles.values() if row.outlet_id))
    return tuple(
        _read_article(articles[key], {to: rows.get(key, []) for to, rows in said.items()}, outlets)
        for key in wanted
        if key in articles
    )


def load_texts(engine: Engine, ids: Iterable[str]) -> tuple[Article, ...]:
    """Return articles without what was read of them, which is most of their rows; else as `load_articles` does."""
    wanted = list(dict.fromkeys(ids))
    with reading(engine) as connection:
        articles = {row.id: row for row in rows_of(connection, select(ARTICLES), ARTICLES.c.id, wanted)}
        said = {to: _by_article(connection, to, articles) for to in (EVIDENCE, HYPERLINKS)}
        outlets = outlets_by_id(connection, (row.outlet_id for row in articles.values() if row.outlet_id))
    return tuple(
        _article(articles[key], {to: rows.get(key, []) for to, rows in said.items()}, outlets)
        for key in wanted
        if key in articles
    )


def _by_article(connection: Connection, to: Table, ids: Iterable[str]) -> dict[str, list[Row[Any]]]:
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    query = select(to).order_by(to.c.article_id, to.c.place)
    for row in rows_of(connection, query, to.c.article_id, ids):
        rows[row.article_id].append(row)
    return rows


def _read_article(row: Row[Any], said: Mapping[Table, list[Row[Any]]], outlets: Mapping[str, Any]) -> ReadArticle:
    dates = [
        DateMention(
            date_.text,
            date_.start,
            date_.end,
            date_.first_day,
            date_.last_day,
            date_.granularity,
            date_.weekday,
            date_.explicit,
        )
        for date_ in said[DATES]
    ]
    figures = [
        Figure(
            figure.text,
            figure.start,
            figure.end,
            figure.value,
            figure.upper,
            figure.unit,
            figure.hedge,
            figure.counted,
            figure.role,
        )
        for figure in said[FIGURES]
    ]
    attributions = [_attribution(attribution) for attribution in said[ATTRIBUTIONS]]
    claim_figures: dict[str, list[Figure]] = defaultdict(list)
    for at in said[CLAIM_FIGURES]:
        claim_figures[at.claim_id].append(figures[at.figure_place])
    claim_dates: dict[str, list[DateMention]] = defaultdict(list)
    for at in said[CLAIM_DATES]:
        claim_dates[at.claim_id].append(dates[at.date_place])
    claims = tuple(
        Claim(
            claim.id,
            claim.article_id,
            claim.text,
            claim.start,
            claim.end,
            claim.kind,
            tuple(claim_figures[claim.id]),
            tuple(claim_dates[claim.id]),
            None if claim.attribution_place is None else attributions[claim.attribution_place],
            claim.authority,
            claim.published,
            claim.worth,
            claim.reasons,
        )
        for claim in said[CLAIMS]
    )
    reading_ = Reading(
        tuple(Span(start, end, row.body[start:end]) for start, end in row.sentences),
        _listed(dates, said[DATES]),
        _listed(figures, said[FIGURES]),
        _listed(attributions, said[ATTRIBUTIONS]),
        claims,
    )
    return ReadArticle(_article(row, said, outlets), reading_)


def _listed(values: Sequence[T], rows: Sequence[Row[Any]]) -> tuple[T, ...]:
    return tuple(value for value, row in zip(values, rows, strict=True) if row.listed)


def _attribution(row: Row[Any]) -> Attribution:
    return Attribution(
        row.source,
        row.cue,
        row.content,
        row.start,
        row.end,
        row.mode,
        row.kind,
        row.name,
        None if row.source_start is None else (row.source_start, row.source_end),
        None if row.cue_start is None else (row.cue_start, row.cue_end),
    )


def _article(row: Row[Any], said: Mapping[Table, list[Row[Any]]], outlets: Mapping[str, Any]) -> Article:
    return Article(
        url=row.url,
        final_url=row.final_url,
        canonical_url=row.canonical_url,
        outlet=outlets.get(row.outlet_id) if row.outlet_id else None,
        headline=row.headline,
        byline=row.byline,
        dateline=row.dateline,
        published=row.published,
        modified=row.modified,
        language=row.language,
        licence=row.licence,
        paywall=row.paywall,
        sha256=row.sha256,
        fetched_at=row.fetched_at,
        extractor=row.extractor,
        body=row.body,
        evidence=tuple(FieldEvidence(e.field, e.value, e.found_in, e.chosen) for e in said[EVIDENCE]),
        links=tuple(Hyperlink(link.url, link.text) for link in said[HYPERLINKS]),
        address=row.address,
    )


def verify_articles(engine: Engine) -> Iterator[tuple[str, Literal["ok", "mismatch", "missing"]]]:
    """Hold every stored article against the digest in its audit entry, a few at a time."""
    log = table(AuditEntryRow)
    query = select(log.c.payload).where(log.c.kind == "article").order_by(log.c.seq)
    with (
        reading(engine) as connection,
        connection.execution_options(yield_per=CHECKED_AT_ONCE).execute(query) as log_rows,
    ):
        for share in log_rows.scalars().partitions(CHECKED_AT_ONCE):
            logged = {entry["article"]: entry["record_sha256"] for entry in map(json.loads, share)}
            found = _stored_rows(connection, logged)
            for key, digest in logged.items():
                rows = found.get(key)
                yield key, "missing" if rows is None else "ok" if digest_of(rows) == digest else "mismatch"


def _stored_rows(connection: Connection, ids: Iterable[str]) -> dict[str, Rows]:
    wanted = list(ids)
    found: dict[str, Rows] = {}
    for row in rows_of(connection, select(ARTICLES), ARTICLES.c.id, wanted):
        found[row.id] = {to: [] for to in SAID} | {ARTICLES: [row._asdict()]}
    for to in SAID:
        for key, rows in _by_article(connection, to, found).items():
            found[key][to] = [row._asdict() for row in rows]
    return found
