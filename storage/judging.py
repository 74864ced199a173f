"""Who judged what meanwhile: read from the log, so that runs on several machines notice each other."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

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
        others = {
            entry["article"]
            for entry in noted
            if entry["current"]
            and (entry["finding"] not in own or finding_digest(own[entry["finding"]]) != entry["record_sha256"])
        }
        if not others:
            return False
        stories = rows_of(connection, select(MEMBERS.c.story_id), MEMBERS.c.article_id, articles)
        told = rows_of(connection, select(MEMBERS.c.article_id), MEMBERS.c.story_id, [row.story_id for row in stories])
    return bool(others & {*articles, *(row.article_id for row in told)})
