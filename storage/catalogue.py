"""Which captures there are, and where in which file each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select

from articles.model import Redirect
from storage.article_rows import ARTICLES
from storage.audit import AGENT, append, sum_of
from storage.captures import KeptCapture, WarcRecord
from storage.database import add_missing_of, reading, writing
from storage.tables import CapturePlaceRow, CaptureRow, table

PLACES = table(CapturePlaceRow)
CAPTURES = table(CaptureRow)
PLACE = ("file", "offset", "length", "payload_file", "payload_offset", "payload_length")
"""Where a record stands, and where its bytes do."""

READ_AT_ONCE = 200


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
        options = connection.execution_options(yield_per=READ_AT_ONCE)
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
