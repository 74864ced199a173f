"""Does the article say who says so?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.arithmetic import MEASURES
from articles.claims import WORTH_CHECKING
from articles.model import Attribution, Claim, ClaimKind, Figure
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, at_claim, failed, passed

ANSWERED_FOR: frozenset[ClaimKind] = frozenset({"statistic", "accusation"})
"""Somebody counted, or somebody accuses: of these a reader must learn who. An event may be the reporter's own word."""

FEWEST_COUNTED = 100
"""A count below this may be what the reporter saw; the harmed, percentages and money always come from somebody."""

IN_COURT = re.compile(
    r"\b(?:convicted|sentenced?|sentences|found guilty|pleaded|pled|imprisoned|serving|on trial|testif(?:y|ies|ied)|testimony"
    r"|paroled?|acquitted)\b",
    re.IGNORECASE,
)
"""What a court did in public is on its record, whoever was harmed."""

ON_RECORD = re.compile(
    r"\b(?:shares?|stocks?|bonds?|index|futures|barrel|ounce|tonne|crude|yields?|nasdaq|dow|ftse|stoxx|sensex|nikkei|trading"
    r"|senate|house|parliament|lawmakers|bill|budget|electoral|goals?|innings|season|league|medals?)\b",
    re.IGNORECASE,
)
"""What anyone can look up: prices on an exchange, what a parliament did in public, scores. The harmed are not among it."""

HARMED = frozenset({"killed", "injured", "arrested", "displaced", "missing", "detained", "infected", "abducted"})
"""Roles in which people are counted by somebody else than the reporter."""

CURRENCY = re.compile(r"[A-Z]{3}")

WRONGDOING = re.compile(
    r"\b(?:allegedly|reportedly|purportedly|(?:is|are|was|were|been|being|stands?) (?:widely |also |now )?(?:accused|suspected|alleged|blamed)"
    r"|bribed|bribery|embezzle[ds]?|embezzlement|laundered|defrauded|rigged|tortured|massacred|smuggled|covered up|lied (?:to|about)"
    r"|war crimes?|genocid(?:e|al)|ethnic cleansing|broke the law|violated|corruption|kickbacks?)\b",
    re.IGNORECASE,
)
"""Words that charge somebody with a wrong in the text's own voice; a crime that is only the setting is no charge."""

WORTH_MOST = 0.8
"""From here on (casualties, accusations of crimes) a missing source weighs heavily."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow(Row):
    """A claim that somebody must answer for, and who is said to: None where nobody is."""

    kind: ClaimKind
    worth: float
    source: str | None
    anonymous: bool
    reasons: tuple[str, ...]


def source_rows(batch: Batch) -> Iterator[SourceRow]:
    """Yield a row for each statistic and each accusation that is worth checking."""
    for article_id, read in batch.english():
        for claim in read.reading.claims:
            if claim.worth >= WORTH_CHECKING and must_be_answered_for(claim):
                yield SourceRow(
                    article=article_id,
                    subject=claim.id,
                    claim=claim.id,
                    kind=claim.kind,
                    worth=claim.worth,
                    source=source_of(claim),
                    anonymous=claim.attribution is not None and claim.attribution.kind == "anonymous",
                    reasons=claim.reasons,
                    evidence=(at_claim(claim),),
                )


def must_be_answered_for(claim: Claim) -> bool:
    """Say whether somebody must have counted or accused, and it is not on a record that anyone can look up."""
    harmed = any(figure.role in HARMED for figure in claim.figures)
    if claim.kind not in ANSWERED_FOR or IN_COURT.search(claim.text) or (ON_RECORD.search(claim.text) and not harmed):
        return False
    return harmed or WRONGDOING.search(claim.text) is not None or any(_is_statistic(figure) for figure in claim.figures)


def _is_statistic(figure: Figure) -> bool:
    if figure.unit is None:
        return figure.role != "age" and abs(figure.value) >= FEWEST_COUNTED
    return figure.unit in MEASURES or CURRENCY.fullmatch(figure.unit) is not None


def source_of(claim: Claim) -> str | None:
    """Return who is said to say it; None where the words name nobody at all ("it was reported")."""
    attribution: Attribution | None = claim.attribution
    if claim.authority:
        return claim.authority
    return (attribution.name or attribution.source) if attribution else None


def judge_source(row: SourceRow) -> Judgement:
    """Fail where nobody is named; somebody unnamed ("officials") is still somebody."""
    if row.source is not None:
        return passed(f"Attributed to {row.source}" + (", who is not named." if row.anonymous else "."))
    why = f" It matters: {', '.join(row.reasons)}." if row.reasons else ""
    return failed(
        f"The text gives this {row.kind} in its own voice and does not say who {'counted' if row.kind == 'statistic' else 'accuses'}."
        f"{why} The name of whoever first said it would settle where to ask.",
        severity="high" if row.worth >= WORTH_MOST else "medium",
    )


UNATTRIBUTED_CLAIM = Rule(
    name="unattributed claim",
    suite="sourcing",
    question="A statistic or an accusation names who says so",
    severity="medium",
    flagged=True,
    row=SourceRow,
    rows=source_rows,
    judge=judge_source,
)
