"""Does anyone else say so, independently, and does anyone say otherwise?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.claims import WORTH_CHECKING
from articles.model import Claim, Corroboration, EvidenceSpan, Match, ReadArticle
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, at_claim, failed, passed, unverifiable

MOST_SHOWN = 8
"""Articles named in one message or shown as evidence; the counts are always of all."""

Said = tuple[ReadArticle, Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRow(Row):
    """A claim worth checking, and who stands behind it. `at_least` is None where that was not worked out."""

    outlets: int = 1
    at_least: int | None = None
    at_most: int | None = None
    authorities: int = 0
    bar: int = 2
    names: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def support_rows(batch: Batch) -> Iterator[SupportRow]:
    """Yield a row for each claim that is worth checking."""
    said = batch.claims()
    known = batch.corroborations()
    for article_id, read in batch.english():
        for claim in read.reading.claims:
            if claim.worth < WORTH_CHECKING:
                continue
            found = known.get(claim.id)
            if found is None:
                yield SupportRow(
                    article=article_id,
                    subject=claim.id,
                    claim=claim.id,
                    bar=batch.bar,
                    evidence=(at_claim(claim),),
                )
            else:
                yield _support_row(article_id, read, claim, found, said, batch.bar)


def _support_row(
    article_id: str, read: ReadArticle, claim: Claim, found: Corroboration, said: dict[str, Said], bar: int
) -> SupportRow:
    others = [said[other] for other in found.supports if other in said]
    everyone = [(read, claim), *others]
    return SupportRow(
        article=article_id,
        subject=claim.id,
        claim=claim.id,
        outlets=found.outlets,
        at_least=found.origins.at_least,
        at_most=found.origins.at_most,
        authorities=found.authorities,
        bar=bar,
        names=tuple(dict.fromkeys(_outlet(one) for one, _ in everyone)),
        cited=tuple(dict.fromkeys(one.authority for _, one in everyone if one.authority)),
        reasons=tuple(dict.fromkeys((*found.origins.reasons, *found.reasons))),
        evidence=tuple(at_claim(other) for one, other in everyone[:MOST_SHOWN]),
    )


def _outlet(read: ReadArticle) -> str:
    return read.article.outlet.name if read.article.outlet else "an outlet that is not named"


def judge_origins(row: SupportRow) -> Judgement:
    """Hold the sure number of origins against the desk's bar; copies and siblings of one owner count once."""
    if row.at_least is None or row.at_most is None:
        return unverifiable("Who else says this was not worked out.")
    told = f"{_counted(row.outlets, 'outlet')} ({_named(row.names)}), {_origins(row.at_least, row.at_most)}, {_authorities(row)}"
    because = f" {' '.join(_sentence(reason) for reason in row.reasons[:MOST_SHOWN])}" if row.reasons else ""
    if row.at_least >= row.bar:
        return passed(f"{told}: the desk asks for {row.bar}.{because}")
    lacking = row.bar - row.at_least
    return failed(
        f"{told}; the desk asks for {row.bar}.{because} A report of it that does not go back to "
        f"{'this text' if len(row.names) == 1 else 'these texts'} would settle it, or the document or "
        f"witness behind it{'' if lacking == 1 else f' ({lacking} more are needed)'}."
    )


SINGLE_ORIGIN = Rule(
    name="single origin",
    suite="corroboration",
    question="A claim worth checking is told by as many independent origins as the desk asks for",
    severity="medium",
    flagged=True,
    row=SupportRow,
    rows=support_rows,
    judge=judge_origins,
)


# -- rests on one authority ------------------------------------------------------------------------


def shared_rows(batch: Batch) -> Iterator[SupportRow]:
    """Yield a row for each claim worth checking that has origins enough: below the bar, that is what is wrong."""
    return (row for row in support_rows(batch) if row.at_least is not None and row.at_least >= max(row.bar, 2))


def judge_authorities(row: SupportRow) -> Judgement:
    """Fail where all of them cite one authority and nobody else; where none is cited there is nothing to count."""
    if row.authorities == 0:
        return unverifiable(
            f"{_counted(row.outlets, 'outlet')} tell it ({_named(row.names)}), and none says who says so."
        )
    if row.authorities > 1:
        return passed(f"{_authorities(row).capitalize()}.")
    return failed(
        f"{_counted(row.outlets, 'outlet')} tell it ({_named(row.names)}), and all that is cited is {_named(row.cited) or 'one authority'}. "
        "If that one is wrong, all are. Someone who knows it first hand, and not from there, would settle it."
    )


RESTS_ON_ONE_AUTHORITY = Rule(
    name="rests on one authority",
    suite="corroboration",
    question="A claim that independent origins tell rests on more than one authority",
    severity="low",
    flagged=True,
    row=SupportRow,
    rows=shared_rows,
    judge=judge_authorities,
)


# -- figures in conflict ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What another outlet says of the same thing."""

    outlet: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow(Row):
    """A claim that others tell too, with what its own words say and what contradicts them."""

    outlet: str
    words: str
    agreeing: int
    contradictions: tuple[Contradiction, ...]


def conflict_rows(batch: Batch) -> Iterator[ConflictRow]:
    """Yield a row for each claim with figures that another article supports or contradicts."""
    said = batch.claims()
    matches: dict[tuple[str, str], Match] = {
        (match.a, match.b): match for match in batch.relations.matches if match.stance == "conflicts"
    }
    for claim_id, found in batch.corroborations().items():
        if claim_id not in said or not (found.conflicts or (found.supports and said[claim_id][1].figures)):
            continue
        read, claim = said[claim_id]
        against = [(*said[other], _match(matches, claim_id, other)) for other in found.conflicts if other in said]
        own = next((words for _, _, match in against if (words := _words_of(match, claim_id))), claim.text)
        yield ConflictRow(
            article=claim.article,
            subject=claim.id,
            claim=claim.id,
            outlet=_outlet(read),
            words=own,
            agreeing=len(found.supports),
            contradictions=tuple(
                Contradiction(_outlet(one), _words_of(match, other.id) or other.text, match.reason if match else "")
                for one, other, match in against
            ),
            evidence=(
                at_claim(claim),
                *(_aligned(other, match) for _, other, match in against[:MOST_SHOWN]),
            ),
        )


def _match(matches: dict[tuple[str, str], Match], one: str, other: str) -> Match | None:
    return matches.get((min(one, other), max(one, other)))


def _words_of(match: Match | None, claim: str) -> str:
    if match is None:
        return ""
    return (match.a_span if match.a == claim else match.b_span).text.strip()


def _aligned(claim: Claim, match: Match | None) -> EvidenceSpan:
    """Point at the contradicting words where the match says which, else at the whole claim."""
    if match is None:
        return at_claim(claim)
    span = match.a_span if match.a == claim.id else match.b_span
    return EvidenceSpan(claim.article, "body", span.text, span.start, span.end)


def judge_conflict(row: ConflictRow) -> Judgement:
    """Fail where another article gives a figure for the same thing that cannot be this one."""
    if not row.contradictions:
        return passed(f"{_counted(row.agreeing, 'other report')} of it {'agrees' if row.agreeing == 1 else 'agree'}.")
    others = "; ".join(f"{one.outlet}: “{one.words}”" for one in row.contradictions[:MOST_SHOWN])
    reasons = tuple(dict.fromkeys(one.reason for one in row.contradictions if one.reason))
    because = f" {' '.join(_sentence(reason) for reason in reasons[:3])}" if reasons else ""
    return failed(
        f"{row.outlet}: “{row.words}”, but {others}.{because} Who counted, and as of when, would settle which figure stands."
    )


FIGURES_IN_CONFLICT = Rule(
    name="figures in conflict",
    suite="corroboration",
    question="No other report gives a different figure for the same thing",
    severity="high",
    flagged=True,
    row=ConflictRow,
    rows=conflict_rows,
    judge=judge_conflict,
)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _named(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_SHOWN
    return ", ".join(names[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _origins(at_least: int, at_most: int) -> str:
    return _counted(at_least, "origin") if at_least == at_most else f"between {at_least} and {at_most} origins"


def _authorities(row: SupportRow) -> str:
    if row.authorities == 0:
        return "no authority cited"
    cited = f" ({_named(row.cited)})" if row.cited else ""
    return f"{row.authorities} {'authority' if row.authorities == 1 else 'authorities'} cited{cited}"


def _sentence(reason: str) -> str:
    words = reason.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "”")) else ".")
