"""What sites say of each other in trust.txt, as last read: evidence of who controls whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, select

from articles.ownership import TrustStatement
from storage.audit import AGENT, append, sum_of
from storage.database import WATCH_LOCK, add, reading, rows_of, writing
from storage.tables import TrustFileRow, TrustStatementRow, table

FILES, STATEMENTS = table(TrustFileRow), table(TrustStatementRow)


def keep_trust_file(
    engine: Engine, site: str, url: str, sha256: str, statements: Sequence[TrustStatement], now: datetime
) -> bool:
    """Keep what a site says now in place of what it said before; True where that is something else."""
    with writing(engine, WATCH_LOCK) as connection:
        before = connection.execute(select(FILES.c.url, FILES.c.sha256).where(FILES.c.site == site)).one_or_none()
        connection.execute(delete(FILES).where(FILES.c.site == site))
        add(connection, FILES, [{"site": site, "url": url, "sha256": sha256, "problem": None, "read_at": now}])
        rows = [
            {"site": site, "place": place, "attribute": statement.attribute, "value": statement.value}
            for place, statement in enumerate(statements)
        ]
        add(connection, STATEMENTS, rows)
        if before is None or tuple(before) != (url, sha256):
            said = {"statements": len(statements), "record_sha256": statements_sum(statements)}
            append(connection, [("trust.txt", {"trust.txt": site, "url": url, "sha256": sha256} | said)], now, AGENT)
        return before is None or before.sha256 != sha256


def statements_sum(statements: Iterable[Any]) -> str:
    """Return the SHA-256 over what a site says, line by line."""
    return sum_of([[statement.attribute, statement.value] for statement in statements])


def note_no_trust_file(engine: Engine, site: str, problem: str, now: datetime) -> None:
    """Note that a site was asked and serves none; what it said before is kept, as it said it."""
    with writing(engine, WATCH_LOCK) as connection:
        known = connection.execute(select(FILES.c.sha256).where(FILES.c.site == site)).one_or_none()
        if known is not None and known.sha256 is not None:
            connection.execute(FILES.update().where(FILES.c.site == site).values(read_at=now))
            return
        connection.execute(delete(FILES).where(FILES.c.site == site))
        add(connection, FILES, [{"site": site, "url": None, "sha256": None, "problem": problem, "read_at": now}])


def trust_files_read(engine: Engine, sites: Iterable[str]) -> dict[str, datetime]:
    """Return when the trust.txt of each site was last asked for; sites never asked are left out."""
    with reading(engine) as connection:
        return {row.site: row.read_at for row in rows_of(connection, select(FILES), FILES.c.site, sites)}


def trust_statements(engine: Engine) -> tuple[TrustStatement, ...]:
    """Return everything that sites say, by site, in the order of their files."""
    with reading(engine) as connection:
        rows = connection.execute(select(STATEMENTS).order_by(STATEMENTS.c.site, STATEMENTS.c.place))
        return tuple(TrustStatement(row.site, row.attribute, row.value) for row in rows)
