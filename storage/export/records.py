"""What an export's tables say, held against its audit log: captures, articles, findings, decisions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import Any

from articles.model import EvidenceSpan, Finding
from storage.article_rows import ARTICLES, SAID, digest_of
from storage.audit import canonical
from storage.export.bag import PAYLOAD
from storage.export.layout import LOG, TABLES_FOLDER
from storage.export.opened import BROKEN, Opened
from storage.export.tables import typed_row
from storage.findings import finding_digest
from storage.tables import CaptureRow, DecisionRow, FindingEvidenceRow, FindingRow, FlagRow, table

CAPTURES, FINDINGS, EVIDENCE = table(CaptureRow), table(FindingRow), table(FindingEvidenceRow)
DECISIONS, FLAGS = table(DecisionRow), table(FlagRow)

SCRATCH = """
CREATE TABLE said (kind TEXT, key TEXT, payload TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE line (owner TEXT, source TEXT, number INTEGER, text TEXT, PRIMARY KEY (owner, source, number)) WITHOUT ROWID;
"""
"""What one check sorts on the disk: the last entry about each record, and the lines of each article."""

Result = tuple[str, Any, str]


def check_records(export: Opened) -> Iterator[Result]:
    """Yield for each kind of record whether all of them are as the log noted them."""
    with closing(sqlite3.connect("")) as scratch:  # a file of its own, gone when closed
        scratch.executescript(SCRATCH)
        try:
            _note_log(export, scratch)
        except (*BROKEN, KeyError, TypeError, AttributeError):
            yield "records", "unverifiable", "the audit log cannot be read"
            return
        for name, kind, check in (
            ("captures against the log", "capture", _captures),
            ("articles against the log", "article", _articles),
            ("findings against the log", "finding", _findings),
            ("decisions against the log", "decision", _decisions),
            ("flags against the log", "flag", _flags),
        ):
            try:
                found = dict(check(export, scratch))
            except (*BROKEN, KeyError, TypeError, AttributeError, sqlite3.Error):
                yield name, "mismatch", "a line of its table cannot be read"
                continue
            yield _result(name, kind, found, scratch)


def _result(name: str, kind: str, found: dict[str, bool], scratch: sqlite3.Connection) -> Result:
    wrong = sorted(key for key, held in found.items() if not held)
    if wrong:
        return name, "mismatch", f"{len(wrong)} of {len(found)} are not what the log noted, first {wrong[0]}"
    logged = {key for (key,) in scratch.execute("SELECT key FROM said WHERE kind = ?", (kind,))}
    return name, "ok", f"{len(found)} are what the log noted ({len(logged)} in this stretch of it)"


def _note_log(export: Opened, scratch: sqlite3.Connection) -> None:
    """Keep the last entry about each record."""
    for row in _lines(export, LOG):
        if row["kind"] in {"capture", "article", "finding", "decision", "flag"}:
            payload = json.loads(row["payload"])
            if key := payload.get(row["kind"]):
                said = (row["kind"], key, row["payload"])
                scratch.execute("INSERT OR REPLACE INTO said VALUES (?, ?, ?)", said)


def _lines(export: Opened, name: str) -> Iterator[dict[str, Any]]:
    with export.open(f"{PAYLOAD}/{name}") as file:
        for line in file:
            yield json.loads(line)


def _rows(export: Opened, source: str) -> Iterator[dict[str, Any]]:
    return _lines(export, f"{TABLES_FOLDER}/jsonl/{source}.jsonl")


def _said(scratch: sqlite3.Connection, kind: str, key: str) -> dict[str, Any]:
    row = scratch.execute("SELECT payload FROM said WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row else {}
    return found


def _captures(export: Opened, scratch: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    for row in _rows(export, CAPTURES.name):
        said = _said(scratch, "capture", row["id"])
        told = (row["url"], row["final_url"], row["status"], row["sha256"], row["size"])
        place = [row["file"], row["offset"], row["length"]]
        yield (
            row["id"],
            told == tuple(said.get(name) for name in ("url", "final_url", "status", "sha256", "size"))
            and place == said.get("record")
            and row["taken_from"] == said.get("taken_from")
            and datetime.fromisoformat(row["fetched_at"]) == datetime.fromisoformat(said["fetched_at"]),
        )


def _articles(export: Opened, scratch: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    for source in (ARTICLES, *SAID):
        owner = "id" if source is ARTICLES else "article_id"
        scratch.executemany(
            "INSERT INTO line VALUES (?, ?, ?, ?)",
            (
                (row[owner], source.name, number, json.dumps(row))
                for number, row in enumerate(_rows(export, source.name))
            ),
        )
    for (key,) in scratch.execute("SELECT DISTINCT owner FROM line ORDER BY owner").fetchall():
        rows: dict[Any, list[dict[str, Any]]] = {source: [] for source in (ARTICLES, *SAID)}
        by_name = {source.name: source for source in rows}
        for name, text in scratch.execute("SELECT source, text FROM line WHERE owner = ? ORDER BY number", (key,)):
            rows[by_name[name]].append(typed_row(by_name[name], json.loads(text)))
        yield key, digest_of(rows) == _said(scratch, "article", key).get("record_sha256")


def _findings(export: Opened, scratch: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    scratch.execute("DELETE FROM line")
    scratch.executemany(
        "INSERT INTO line VALUES (?, '', ?, ?)",
        ((row["finding_id"], row["place"], json.dumps(row)) for row in _rows(export, EVIDENCE.name)),
    )
    for row in _rows(export, FINDINGS.name):
        spans = [
            json.loads(text)
            for (text,) in scratch.execute("SELECT text FROM line WHERE owner = ? ORDER BY number", (row["id"],))
        ]
        finding = Finding(
            row["rule"],
            row["outcome"],
            row["severity"],
            row["article_id"],
            row["subject"],
            row["message"],
            tuple(EvidenceSpan(at["article"], at["where"], at["text"], at["start"], at["end"]) for at in spans),
            row["claim_id"],
            row["flagged"],
        )
        said = _said(scratch, "finding", row["id"])
        digest = finding_digest(finding)
        gone = said.get("current") is False
        yield (
            row["id"],
            finding.id == row["id"]
            and row["digest"] == digest
            and row["current"] is not gone
            and (gone or said.get("record_sha256") == digest),
        )


def _decisions(export: Opened, scratch: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    for row in _rows(export, DECISIONS.name):
        told = {
            "decision": row["id"],
            "flag": row["flag_id"],
            "verdict": row["verdict"],
            "reason": row["reason"],
            "reviewer": row["reviewer"],
            "evidence_urls": row["evidence_urls"],
            "finding_sha256": row["digest"],
        }
        yield row["id"], canonical(told) == canonical(_said(scratch, "decision", row["id"]))


def _flags(export: Opened, scratch: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    for row in _rows(export, FLAGS.name):
        yield row["id"], row["status"] == _said(scratch, "flag", row["id"]).get("status")
