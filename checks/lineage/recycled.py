"""Is it new: texts that were published long before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from articles.model import EvidenceSpan, ReadArticle
from articles.relating.entities import without_furniture
from articles.relating.profile import wording_of
from articles.wording import Signature, bands, resemblance
from checks.batch import Batch, is_english
from checks.lineage.publishing import outlet_of, when
from checks.rules import Judgement, Row, Rule, failed, passed, unverifiable

OLD = timedelta(days=45)
"""Copies of one dispatch and its late reprints are days apart, not this."""
SAME_TEXT = 0.85
"""Weekly and quarterly notices on one pattern change their figures, and stay below."""
FEWEST_WORDS = 60
_REPRINT = re.compile(
    r"\b(?:first|originally|previously) (?:published|appeared|ran|printed|posted)\b|\bfrom (?:the|our) archives?\b|"
    r"\b(?:re-?published|re-?printed|re-?posted)\b|\bthis (?:story|article) (?:was|is) (?:first|originally|from)\b|"
    r"\byears ago today\b|\bon this day\b|\barchived (?:article|story|page|content|copy|report|version)\b|"
    r"\bversion of this (?:story|article|report|text|piece) (?:was|ran|appeared|first|originally)\b",
    re.IGNORECASE,
)
_YEARS_LATER = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) (?:years?|months?) (?:ago|on|after|later|since|without)\b|"
    r"\banniversary\b|\bthrowback\b|\bflashback\b|\blooking back\b|\barchives?\b|\bfrom the vault\b|\bencore\b",
    re.IGNORECASE,
)
"""Looked for in what the later page adds: there it says of the text itself that it is old."""
_PAST = re.compile(
    r"\b(?:was|were|had|said|told|died|did|began|came|went|gave|took|won|lost|fell|rose|has been|have been|has left)\b",
    re.IGNORECASE,
)
FEWEST_PAST = 2
"""Opening hours, bathing advice, a recipe: a text that tells of nothing that happened does not grow old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecycledRow(Row):
    """An article whose text another had before it, how alike the two are, and whether it says so itself."""

    alike: float
    days: float
    earlier: str
    told: bool
    standing: bool = False
    """Whether the text tells of nothing that happened: a notice, advice, a recipe."""


def recycled_rows(batch: Batch) -> Iterator[RecycledRow]:
    """Yield a row for each article with the text of another that was certainly published earlier."""
    holders: dict[str, list[str]] = defaultdict(list)
    known = {**{read.article.id: read for read in batch.beside}, **dict(batch.named())}
    published = [read.article.published.instants() for read in known.values() if read.article.published]
    if not published or max(first for first, _ in published) <= min(last for _, last in published):
        return  # none is certainly earlier than another, and a signature costs as much as ten other rules
    signed = {name: _signature(read) for name, read in known.items()}
    judged = {name for name, _ in batch.named()}
    for name, sign in signed.items():
        if sign.words >= FEWEST_WORDS:
            for key in bands(sign):
                holders[key].append(name)
    for name, read in batch.named():
        near = {other for key in bands(signed[name]) for other in islice(holders.get(key, ()), 64)} - {name}
        copies = sorted(
            (
                (known[other].article.published, other, resemblance(signed[name], signed[other]))
                for other in near
                if _days_between(known[other], read) > 0
            ),
            key=lambda copy: (when(copy[0]), copy[1]),
        )
        for _, other, alike in copies[:1] if name in judged else ():
            if alike >= SAME_TEXT:
                yield _recycled_row(name, read, other, known[other], alike)


def _signature(read: ReadArticle) -> Signature:
    """Sign the text as relating does, which holds the signatures of a batch ready."""
    return wording_of(read.article.headline, without_furniture(read.article.body)).signature


def _days_between(earlier: ReadArticle, later: ReadArticle) -> float:
    """Return how many days certainly lie between two publications; 0 where they may be at once, or out of order."""
    one, other = earlier.article.published, later.article.published
    if one is None or other is None:
        return 0.0
    return max(0.0, (other.instants()[0] - one.instants()[1]).total_seconds() / 86_400)


def _recycled_row(name: str, read: ReadArticle, other: str, earlier: ReadArticle, alike: float) -> RecycledRow:
    text = f"{read.article.headline or ''}\n{read.article.body}"
    return RecycledRow(
        article=name,
        subject="text",
        alike=alike,
        days=_days_between(earlier, read),
        earlier=f"{outlet_of(earlier)}, {earlier.article.published}",
        told=bool(_REPRINT.search(text)) or _says_how_old(read, earlier),
        standing=_is_standing(read),
        evidence=(
            EvidenceSpan(name, "published", str(read.article.published)),
            EvidenceSpan(other, "published", str(earlier.article.published)),
        ),
    )


def _is_standing(read: ReadArticle) -> bool:
    """Say whether a text quotes nobody and tells of nothing that happened; unknown, so False, in other languages."""
    if not is_english(read.article.language) or any(one.mode != "indirect" for one in read.reading.attributions):
        return False
    return len(list(islice(_PAST.finditer(read.article.body), FEWEST_PAST))) < FEWEST_PAST


def _says_how_old(read: ReadArticle, earlier: ReadArticle) -> bool:
    """Say whether the later page adds, to the earlier one's words, the day of that or how long ago it was."""
    body, old = read.article.body, earlier.article.body
    added = [read.article.headline or ""] if read.article.headline != earlier.article.headline else []
    added += [span.text for span in read.reading.sentences if span.text not in old]
    if any(_YEARS_LATER.search(words) for words in added):
        return True
    published = earlier.article.published
    return published is not None and any(
        date.explicit
        and date.from_ is not None
        and date.to is not None
        and date.granularity in ("day", "month")
        and date.from_ <= published.day <= date.to
        and body[date.start : date.end] not in old
        for date in read.reading.dates
    )


def judge_recycled(row: RecycledRow) -> Judgement:
    """Fail where the earlier text is weeks old and the page does not say that it prints it again."""
    share = f"{row.alike:.0%} of the wording"
    if row.days < OLD.days:
        return passed(f"{share} was published before ({row.earlier}), within days: a copy, not an old text.")
    if row.standing:
        return unverifiable(
            f"{share} was published before ({row.earlier}), but it tells of nothing that happened on a day."
        )
    if row.told:
        return passed(f"{share} was published before ({row.earlier}), and the page says that it is not new.")
    return failed(
        f"{share} was published {row.days:.0f} days before ({row.earlier}), and the page does not say so. "
        "What it tells of may be long past: the date of the event would settle it."
    )


RECYCLED_TEXT = Rule(
    name="recycled text",
    suite="corroboration",
    question="A text that was published weeks before is not presented as new",
    severity="medium",
    flagged=True,
    row=RecycledRow,
    rows=recycled_rows,
    judge=judge_recycled,
    prose=False,
)
