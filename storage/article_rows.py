"""An article and what was read of it, laid out as rows of the tables and read back from them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Table

from articles.model import (
    Article,
    Attribution,
    Claim,
    DateMention,
    FieldEvidence,
    Figure,
    Hyperlink,
    ReadArticle,
    Reading,
    Span,
)
from storage.columns import plain_digits
from storage.outlets import outlet_id
from storage.search_keys import article_number, search_day
from storage.tables import (
    ArticleRow,
    AttributionRow,
    ClaimDateRow,
    ClaimFigureRow,
    ClaimRow,
    DateMentionRow,
    FieldEvidenceRow,
    FigureRow,
    HyperlinkRow,
    table,
)

ARTICLES = table(ArticleRow)
EVIDENCE, HYPERLINKS = table(FieldEvidenceRow), table(HyperlinkRow)
DATES, FIGURES, ATTRIBUTIONS = table(DateMentionRow), table(FigureRow), table(AttributionRow)
CLAIMS, CLAIM_FIGURES, CLAIM_DATES = table(ClaimRow), table(ClaimFigureRow), table(ClaimDateRow)
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
NOT_CONTENT = frozenset({"number", "outlet_id", "day", "stored_at"})
"""Columns of an article that its digest leaves out: derived, or changed with the registry of outlets."""
T = TypeVar("T")
Rows = dict[Table, list[dict[str, Any]]]


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


def read_article_of(row: Row[Any], said: Mapping[Table, list[Row[Any]]], outlets: Mapping[str, Any]) -> ReadArticle:
    """Build an article and its reading of their rows: `said` holds those of each table, `outlets` the outlets by id."""
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
    return ReadArticle(article_of(row, said, outlets), reading_)


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


def article_of(row: Row[Any], said: Mapping[Table, list[Row[Any]]], outlets: Mapping[str, Any]) -> Article:
    """Build an article of its row and those of its evidence and links."""
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
