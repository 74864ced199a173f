"""What `verify` says: each part of an export, or of the desk's own stores, and whether it is as it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.desk import Desk
from storage.archive import kept_records, verify_articles
from storage.audit import verify_audit
from storage.bundle import verify_bundle

Status = Literal["ok", "mismatch", "missing", "unreadable", "unexpected", "unverifiable"]
NAMED = 20
"""Broken captures that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one part: only `ok` was checked and found as it was."""

    part: str
    status: Status
    message: str


def verify_export(folder: Path, head: str | None) -> list[Verdict]:
    """Check an export with nothing but its folder."""
    return [Verdict(part.name, part.status, part.message) for part in verify_bundle(folder, head)]


def verify_desk(desk: Desk, head: str | None) -> list[Verdict]:
    """Re-hash every capture and walk the audit log."""
    counts: Counter[str] = Counter()
    verdicts: list[Verdict] = []
    for record, condition in desk.captures.verify(kept_records(desk.engine)):
        counts[condition] += 1
        if condition != "ok" and len(verdicts) < NAMED:
            verdicts.append(Verdict(f"capture {record.file}:{record.offset}", condition, record.url))
    bad = counts.total() - counts["ok"]
    message = f"{counts['ok']} of {counts.total()} captures have the bytes that were fetched"
    verdicts.append(Verdict("captures", "mismatch" if bad else "ok", message))
    articles = Counter(condition for _, condition in verify_articles(desk.engine))
    message = f"{articles['ok']} of {articles.total()} articles are as the audit log noted them"
    verdicts.append(Verdict("articles", "ok" if articles["ok"] == articles.total() else "mismatch", message))
    audit = verify_audit(desk.engine, head)
    verdicts.append(Verdict("audit log", "ok" if audit.ok else "mismatch", audit.message))
    return verdicts
