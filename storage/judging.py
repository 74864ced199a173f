"""Who judged what meanwhile: read from the log, so that runs on several machines notice each other."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Engine, select

from articles.model import Finding
from storage.database import reading, rows_of
from storage.findings import finding_digest
from storage.tables import AuditEntryRow, StoryArticleRow, table

ENTRIES, MEMBERS = table(AuditEntryRow), table(StoryArticleRow)


def judged_otherwise(engine: Engine, findings: Iterable[Finding], articles: Collection[str], since: int) -> bool:
    """Whether, after this entry of the log, another run said other things of these articles or of their stories."""
    query = select(ENTRIES.c.payload).where(ENTRIES.c.seq > since, ENTRIES.c.kind == "finding")
    with reading(engine) as connection:
        noted = [json.loads(payload) for payload in connection.execute(query).scalars()]
        own = {finding.id: finding for finding in findings}
        others = {article for entry in noted if (article := _said_otherwise_of(entry, own))}
        if not others:
            return False
        stories = rows_of(connection, select(MEMBERS.c.story_id), MEMBERS.c.article_id, articles)
        told = rows_of(connection, select(MEMBERS.c.article_id), MEMBERS.c.story_id, [row.story_id for row in stories])
    return bool(others & {*articles, *(row.article_id for row in told)})


def _said_otherwise_of(entry: Mapping[str, Any], own: Mapping[str, Finding]) -> str | None:
    """Return the article of which an entry says something else than one's own findings, or that one of them is gone."""
    mine = own.get(entry["finding"])
    if not entry["current"]:
        return mine.article if mine else None
    return None if mine and finding_digest(mine) == entry["record_sha256"] else str(entry["article"])
