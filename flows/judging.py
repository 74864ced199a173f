"""Relating, validating and flagging a batch, and again where another run has meanwhile judged the same stories.

Runs on several machines hold no lock while they read and judge. Each keeps what it found with the archive as it saw it,
then looks whether another has said anything of the same articles or stories since: whoever kept last has seen both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from articles.model import ReadArticle
from flows import tasks
from flows.desk import Desk
from flows.tasks import whole
from storage.audit import audit_head
from storage.findings import FlagCount
from storage.judging import judged_otherwise

if TYPE_CHECKING:
    from checks.suites import Verdict

ROUNDS = 5
"""Tries after which a batch is left to the runs that overtake it: each of them has seen its articles."""


def judge(desk: Desk, reads: Sequence[ReadArticle], checked_at: datetime, run: str) -> tuple[Verdict, FlagCount]:
    """Return what was judged at last, and how many flags were opened and settled on the way."""
    opened = settled = unchanged = 0
    articles: frozenset[str] = frozenset()
    for _ in range(ROUNDS):
        since, _head = audit_head(desk.engine)
        related = tasks.relate(whole(desk), whole(reads), whole(articles))
        verdict = tasks.validate(whole(desk), whole(related), checked_at)
        flagged = tasks.flag(whole(desk), whole(related), whole(verdict), run)
        opened, settled, unchanged = opened + flagged.opened, settled + flagged.settled, flagged.unchanged
        articles |= {*(read.article.id for read in related.reads), *related.superseded}
        if not judged_otherwise(desk.engine, verdict.findings, articles, since):
            break
    return verdict, FlagCount(opened, settled, unchanged)
