"""Does the article say who says so?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from articles.arithmetic import MEASURES
from articles.claims import WORTH_CHECKING
from articles.model import Attribution, Claim, ClaimKind, Figure, ReadArticle, Span
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, at_claim, failed, passed, sentence_around, unverifiable

ANSWERED_FOR: frozenset[ClaimKind] = frozenset({"statistic", "accusation"})
"""Somebody counted, or somebody accuses: of these a reader must learn who. An event may be the reporter's own word."""

FEWEST_COUNTED = 100
"""A count below this may be what the reporter saw; the harmed, percentages and money always come from somebody."""

FEWEST_SPENT = 10_000
"""Money below this, in whatever currency, is a price, a fee or a prize that anyone can ask for."""

YEARS_TO_HISTORY = 10
"""What happened so long before publication is in books of reference, whoever counted it."""

IN_COURT = re.compile(
    r"\b(?:convicted|sentenced?|sentences|guilty|pleaded|pleads|pled|imprisoned|serving|on trial|the trial|testif(?:y|ies|ied)"
    r"|testimony|paroled?|acquitted|courts?|indicted|charged (?:[\w’-]{1,20} ){0,3}with|faces? charges|rul(?:ed|ing)|lawsuit|defamation)\b",
    re.IGNORECASE,
)
"""What a court did in public is on its record, whoever was harmed."""

ON_RECORD = re.compile(
    r"\b(?:shares?|stocks?|bonds?|index(?:es)?|indices|futures|barrel|ounce|tonne|crude|yields?|nasdaq|dow|ftse|stoxx|sensex|nikkei|trading"
    r"|revenues?|earnings|dividends?|fiscal|(?:net|comparable|same-store) (?:sales|income|profits?|loss(?:es)?|includes|excludes)"
    r"|senate|house|parliament|lawmakers|bill|law|statute|legislation|measure|relief package|(?-i:Act)|budget|electoral|vot(?:es?|ed|ers)|ballots?"
    r"|precincts|election|primary|referendum|tariffs?|duties|quotas?|(?:cash|key|base|discount|policy|interest) rates?|rate (?:cut|rise|hike)"
    r"|goals?|innings|wickets?|bowling|season|league|medals?|prizes?|winners?)\b",
    re.IGNORECASE,
)
"""What anyone can look up: prices on an exchange and the accounts of those who trade there, what a parliament or a central
bank did in public, results of elections, scores. The harmed are not among it.
"""

ACTED = re.compile(
    r"\b(?:police|officers|agents|detectives|troops|soldiers|guards|authorities|army|security (?:services|forces))\b[^.;]{0,60}?\b(?:arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|seiz(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
"""Who made the arrest is who counts the arrested."""

DOCUMENT = re.compile(
    r"\b(?:polls?|surveys?|census|tally|figures|data|statistics|records|documents|filings?|study|studies|report|series|estimates?)"
    r" (?:show|shows|showed|showing|shown|suggest(?:s|ed)?|indicate[sd]?|f(?:ind|inds|ound)|(?:has |have )?(?:measured|recorded)|(?:released|issued|compiled|published|kept|collected)"
    r"|by [A-Z]|from [A-Z]|from the)\b"
    r"|\b[A-Z][\w./-]{1,30} (?:polls?|survey|tally|census|estimates?)\b|\b(?:figures?|estimates?|claims?) [A-Z]\w+ (?:cited|gave|made)\b"
    r"|\b(?:released|issued|compiled|published|measured|estimated|counted|collected) by\b"
    r"|\b[A-Z]\w+ (?:has |have )?(?:found|sees|expects|forecasts|estimates|estimated|calculated|counted|measured|recorded|registered|confirmed)\b"
)
"""Words that name where a figure is from though nobody is quoted: "Union figures show", "a Ledger poll", "the agency has found"."""

INTENDED = re.compile(
    r"\b(?:aims?|aiming|wants?|plans?|hopes?|hoping|intends?|pledge[sd]?|promise[sd]?|propose[sd]?|seeks?|goal|targets?"
    r"|earmarks?|earmarked|agreed) (?:to|of|for)\b|\ballocate[sd]?\b",
    re.IGNORECASE,
)
"""What somebody says he means to reach or to spend was not counted. What he *wanted* is told by somebody who found out."""

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
QUOTED = re.compile(r"[“\"«][^“”\"«»]{0,600}[”\"»]?")
"""Words in quotation marks, or in the first person, have a speaker, though the sentence may not name him."""

CARRIED_ON = re.compile(
    r"(?:However, |But |And |Still, |Meanwhile, )?(?:Th(?:at|is|ese|ose)\b|It\b|They\b|The (?:number|figure|total|rate|rise|fall|increase|decrease|drop|toll|average|data|survey|poll|study|report|result)s?\b|Of (?:those|these|them)\b|Another\b|Some \d|Last (?:year|month|week)\b|The remaining|The rest)"
)
"""How a sentence begins that goes on with the figures of the one before."""

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

Placed = TypeVar("Placed", Attribution, Figure)

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
    beside: str | None = None
    """Where else the answer may be: a source in the next sentence, a document, a speaker who is not named."""


def source_rows(batch: Batch) -> Iterator[SourceRow]:
    """Yield a row for each statistic and each accusation that is worth checking."""
    for article_id, read in batch.english():
        for claim in read.reading.claims:
            if claim.worth >= WORTH_CHECKING and must_be_answered_for(claim):
                source = source_of(claim)
                yield SourceRow(
                    article=article_id,
                    subject=claim.id,
                    claim=claim.id,
                    kind=claim.kind,
                    worth=claim.worth,
                    source=source,
                    anonymous=claim.attribution is not None and claim.attribution.kind == "anonymous",
                    reasons=claim.reasons,
                    beside=None if source else _beside(read, claim),
                    evidence=(at_claim(claim),),
                )


def must_be_answered_for(claim: Claim) -> bool:
    """Say whether somebody must have counted or accused, and it is not on a record that anyone can look up."""
    harmed = any(figure.role in HARMED for figure in claim.figures)
    if claim.kind not in ANSWERED_FOR or IN_COURT.search(claim.text) or is_history(claim):
        return False
    if ACTED.search(claim.text) and all(
        figure.role in (None, "arrested", "detained", "age") for figure in claim.figures
    ):
        return False
    if (ON_RECORD.search(claim.text) or INTENDED.search(claim.text)) and not harmed:
        return False
    return harmed or WRONGDOING.search(claim.text) is not None or any(_is_statistic(figure) for figure in claim.figures)


def _is_statistic(figure: Figure) -> bool:
    if figure.unit is None:
        return figure.role != "age" and abs(figure.value) >= FEWEST_COUNTED
    if CURRENCY.fullmatch(figure.unit):
        return abs(figure.value) >= FEWEST_SPENT
    return figure.unit in MEASURES


def is_history(claim: Claim) -> bool:
    """Say whether all that a claim dates lies many years before its publication."""
    days = [mention.to for mention in claim.dates if mention.to is not None]
    if not days or claim.published is None:
        return False
    return max(days).year <= claim.published.year - YEARS_TO_HISTORY


def _beside(read: ReadArticle, claim: Claim) -> str | None:
    """Say where else the source of a claim may stand, in words; None where nothing near it names one."""
    start, end = sentence_around(read, claim.start, claim.end)
    if found := DOCUMENT.search(read.article.body[start:end]):
        return f"the sentence names where it is from (“{found.group()}”)"
    if FIRST_PERSON.search(claim.text) or _is_quoted(claim):
        return "the words are somebody's own, and the sentence does not say whose"
    sentences = read.reading.sentences
    at = bisect_right(sentences, claim.start, key=_start) - 1
    near = ((at - 1, "before"), (at - 2, "before"), (at + 1, "after"))
    for place, where in near:
        if 0 <= place < len(sentences) and (source := _source_in(read, sentences[place], claim, where)):
            return f"a sentence just {where} it cites {source}"
    return None


def _is_quoted(claim: Claim) -> bool:
    """Say whether the figures of a claim, or all of an accusation, stand in quotation marks."""
    spans = [(found.start() + claim.start, found.end() + claim.start) for found in QUOTED.finditer(claim.text)]
    if claim.kind == "accusation" or not claim.figures:
        return bool(spans) and spans[0][0] == claim.start
    return any(start <= figure.start < end for figure in claim.figures for start, end in spans)


def _start(placed: Span | Attribution | Figure) -> int:
    return placed.start


def _source_in(read: ReadArticle, sentence: Span, claim: Claim, where: str) -> str | None:
    """Return whom a neighbouring sentence cites, where it may answer for a claim as well."""
    attributions = _within(read.reading.attributions, sentence)
    cited = next((one.name or one.source for one in attributions if one.kind != "unstated" and one.source), None)
    if cited is None:
        return None
    if claim.kind == "accusation":
        return cited if WRONGDOING.search(sentence.text) else None
    if where == "before" and CARRIED_ON.match(claim.text):
        return cited
    told = {_kind_of(figure) for figure in claim.figures} - {""}
    other = {_kind_of(figure) for figure in _within(read.reading.figures, sentence)} - {""}
    alike = told & other or (where == "before" and other and "harmed" not in told | other)
    return cited if alike else None


def _within(placed: Sequence[Placed], sentence: Span) -> Sequence[Placed]:
    """Return what begins in a sentence."""
    return placed[bisect_left(placed, sentence.start, key=_start) : bisect_left(placed, sentence.end, key=_start)]


def _kind_of(figure: Figure) -> str:
    """Name what a figure measures: the harmed, money, a share, or a count of 100 or more; "" for any other."""
    if figure.role in HARMED:
        return "harmed"
    if figure.unit is None:
        return "count" if abs(figure.value) >= FEWEST_COUNTED and figure.role != "age" else ""
    if CURRENCY.fullmatch(figure.unit):
        return "money"
    return "share" if figure.unit in MEASURES else ""


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
    if row.beside is not None:
        return unverifiable(f"The text does not say in this sentence who says so, but {row.beside}.")
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
