"""What `verify` says: each part of an export, or of the desk's own stores, and whether it is as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flows.desk import Desk
from storage.archive import verify_articles
from storage.audit import verify_audit
from storage.bundle import verify_bundle
from storage.captures import Condition, WarcRecord
from storage.catalogue import kept_records
from storage.consistency import check_desk
from storage.errors import StorageError
from storage.timestamps import roots_in, verify_stamps

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

Status = Literal["ok", "pruned", "mismatch", "missing", "unreadable", "unexpected", "unverifiable"]
BROKEN: tuple[Status, ...] = ("mismatch", "missing", "unreadable")
NAMED = 20
"""Broken captures that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one part: only `ok` was checked and found as it was."""

    part: str
    status: Status
    message: str


def verify_export(path: Path, head: str | None, roots: Path | None) -> list[Verdict]:
    """Check an export with nothing but its file."""
    parts = [Verdict(part.name, part.status, part.message) for part in verify_bundle(path, head, _roots(roots))]
    whole = [part for part in parts if part.status == "ok" and not part.message]
    counted = [Verdict("files", "ok", f"{len(whole)} have the sums that the export lists")] if whole else []
    return [*counted, *(part for part in parts if part not in whole)]


def _roots(path: Path | None) -> Sequence[Certificate]:
    try:
        return roots_in(path.read_bytes()) if path else ()
    except OSError as error:
        raise StorageError(f"{path} cannot be read ({error.strerror}); it should hold root certificates.") from error


def _of_records(part: str, right: str, checked: Iterable[tuple[WarcRecord, Condition]]) -> list[Verdict]:
    """Name the first broken records one by one, then say how many there are of each kind."""
    counts: Counter[Status] = Counter()
    broken: list[Verdict] = []
    for record, condition in checked:
        counts[condition] += 1
        if condition in BROKEN and len(broken) < NAMED:
            broken.append(Verdict(f"{record.kind} {record.file}:{record.offset}", condition, record.url))
    others = [f"{counts[condition]} {condition}" for condition in ("pruned", *BROKEN) if counts[condition]]
    message = f"{counts['ok']} of {counts.total()} {part} {right}"
    message += f" ({', '.join(others)})" if others else ""
    worst: Status = next((condition for condition in BROKEN if counts[condition]), "ok")
    return [*broken, Verdict(part, worst, message)]


def verify_desk(desk: Desk, head: str | None) -> Iterator[Verdict]:
    """Check every capture and exchange, every WARC file from end to end, every record against the log, and the log.

    A part too damaged to be read is a verdict like others: the parts after it are checked all the same.
    """
    parts: tuple[tuple[str, Callable[[], Iterable[Verdict]]], ...] = (
        ("captures", lambda: _captures(desk)),
        ("articles", lambda: _articles(desk)),
        ("records", lambda: _records(desk)),
        ("audit log", lambda: _audit(desk, head)),
        ("time stamps", lambda: _stamps(desk)),
    )
    for name, check in parts:
        try:
            yield from check()
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001  whatever damage does to a reader, it is damage
            yield Verdict(name, "unreadable", f"cannot be read ({type(error).__name__})")


def _captures(desk: Desk) -> Iterator[Verdict]:
    captures = desk.captures.verify(kept_records(desk.engine))
    yield from _of_records("captures", "have the bytes that were fetched", captures)
    exchanges = desk.captures.verify_exchanges()
    yield from _of_records("requests and redirects", "are as they were written", exchanges)
    broken = next((problem for problem in desk.captures.damage() if problem), "")
    message = broken or "every record is whole, and nothing stands between them"
    yield Verdict("WARC files", "mismatch" if broken else "ok", message)


def _articles(desk: Desk) -> Iterator[Verdict]:
    articles = Counter(condition for _, condition in verify_articles(desk.engine))
    message = f"{articles['ok']} of {articles.total()} articles are as the audit log noted them"
    yield Verdict("articles", "ok" if articles["ok"] == articles.total() else "mismatch", message)


def _records(desk: Desk) -> Iterator[Verdict]:
    for part in check_desk(desk.engine):
        yield Verdict(part.name, part.status, part.message)


def _audit(desk: Desk, head: str | None) -> Iterator[Verdict]:
    audit = verify_audit(desk.engine, head)
    if audit.ok:
        yield Verdict("audit log", "ok", f"{audit.message}; head {audit.head}")
    else:
        yield Verdict("audit log", "mismatch", audit.message)


def _stamps(desk: Desk) -> Iterator[Verdict]:
    for stamp in verify_stamps(desk.engine, _roots(desk.settings.timestamp_roots)):
        yield Verdict("time stamp", stamp.status, stamp.message)
