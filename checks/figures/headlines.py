"""Is a figure in the headline borne out by the body?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from articles.figures import figures_in
from articles.model import EvidenceSpan, Figure, ReadArticle
from checks.batch import Batch
from checks.figures.written import HARMED, WORD, worded
from checks.rules import Judgement, Row, Rule, failed, passed, quoted, sentence_around, unverifiable
from checks.tolerance import agree, likely, meant

FAR = 12
"""A slip of the pen is a digit swapped, lost or doubled: at most about ten times."""
FEWEST = 10
"""Below this, things are counted in headlines that the body counts otherwise ("five things to know"); the harmed are not."""
SHARED_WORDS = 2
"""Words of the headline that a sentence must have, beside what is counted, to speak of the same thing."""

ANOTHER_TIME = re.compile(
    r"\b(?:last (?:year|month|week|season|decade)|earlier|previous(?:ly)?|in (?:19|20)\d\d|since|so far|(?:a|one|two) years? ago|every year|per year|ever"
    r"|history|in all|altogether|total|cumulative)\b",
    re.IGNORECASE,
)
"""A sentence with these counts over another time than the headline, or over more than the event."""
MORE = re.compile(r"\b(?:more|another|additional|extra|new|further|other|others|fresh)\b", re.IGNORECASE)
"""A count that comes on top of another."""
AND_MORE = re.compile(
    r"\b(?:another|others?|more|further|also|plus|including|as well as|besides|and (?:his|her|their|its|an?|the|one)|(?:an?|the) [a-z]{3,12} and)\b",
    re.IGNORECASE,
)
"""A sentence with these may tell a part of the count in words without a figure."""
WITH_THE_DOER = re.compile(
    r"\b(?:himself|herself|themselves|gunm[ae]n|attackers?|assailants?|bombers?|shooters?|suspects?|the driver|the pilot)\b",
    re.IGNORECASE,
)
"""A sentence with these may count who did it among the dead, which headlines do not."""

COMMON = frozenset(
    {
        "about", "after", "against", "all", "and", "are", "been", "before", "but", "down", "for", "from", "had",
        "has", "have", "her", "his", "into", "its", "more", "new", "not", "out", "over", "said", "say", "says",
        "than", "that", "the", "their", "this", "under", "was", "were", "who", "will", "with",
    }
)  # fmt: skip
ENDING = re.compile(r"(?<=[a-z]{3})(?:e?s|ed|ing|e)\Z")

MOST_SUMMANDS = 10
MOST_COMPARED = 200
MOST_IN_HEADLINE = 8
LONGEST_HEADLINE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRow(Row):
    """A figure of the headline and the body's figures in the same unit: those for the `same` thing, and the `rest`.

    `against` are those of the same thing that a sentence tells plainly of the same event: only these can contradict.
    """

    figure: Figure
    same: tuple[Figure, ...]
    rest: tuple[Figure, ...]
    against: tuple[Figure, ...]


def headline_rows(batch: Batch) -> Iterator[HeadlineRow]:
    """Yield a row for each figure in a headline."""
    for article_id, read in batch.english():
        headline = (read.article.headline or "")[:LONGEST_HEADLINE]
        for figure in figures_in(headline)[:MOST_IN_HEADLINE]:
            alike = [other for other in read.reading.figures if other.unit == figure.unit][:MOST_COMPARED]
            same = tuple(other for other in alike if same_thing(figure, other))
            yield HeadlineRow(
                article=article_id,
                subject=f"headline:{figure.start}-{figure.end}",
                figure=figure,
                same=same,
                rest=tuple(other for other in alike if other not in same),
                against=_against(read, headline, figure, same),
                evidence=(
                    EvidenceSpan(article_id, "headline", read.article.headline or ""),
                    *_shown(article_id, read, same),
                ),
            )


def _against(read: ReadArticle, headline: str, figure: Figure, same: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures that a headline's figure can be held against; none where the headline adds to a count."""
    if MORE.search(headline) or (figure.role is None and not _is_plain_count(figure, same)):
        return ()
    named = _telling(headline, figure)
    body = read.article.body
    held = []
    for other in same:
        start, end = sentence_around(read, other.start, other.end)
        sentence = body[start:end]
        if ANOTHER_TIME.search(sentence) or _tells_more(figure, other, sentence):
            continue
        if figure.role is None and len(named & _telling(sentence, other)) < SHARED_WORDS:
            continue
        held.append(other)
    return tuple(held)


def _tells_more(figure: Figure, other: Figure, sentence: str) -> bool:
    """Say whether a sentence may count somebody more in words: "... and her son", or less: "including the gunman"."""
    told = AND_MORE if other.value < figure.value else WITH_THE_DOER
    return figure.role in HARMED and told.search(sentence) is not None


def _is_plain_count(figure: Figure, same: tuple[Figure, ...]) -> bool:
    """Say whether a count of things is no handful, and the body has one count of them only."""
    return figure.value >= FEWEST and all(agree(likely(same[0]), likely(other)) for other in same)


def _telling(words: str, figure: Figure) -> frozenset[str]:
    """Return the stems of a passage's words, without the commonest and without what the figure counts."""
    return _stems(words) - _stems(figure.counted or "")


def _stems(words: str) -> frozenset[str]:
    return frozenset(
        ENDING.sub("", word)
        for word in (found.lower() for found in WORD.findall(words))
        if len(word) > 2 and word not in COMMON
    )


def _shown(article_id: str, read: ReadArticle, figures: tuple[Figure, ...]) -> tuple[EvidenceSpan, ...]:
    return tuple(
        quoted(article_id, read.article.body, *sentence_around(read, figure.start, figure.end))
        for figure in figures[:3]
    )


def same_thing(one: Figure, other: Figure) -> bool:
    """Say whether two figures count the same: in the same role, or by the same words where neither has a role."""
    if one.unit != other.unit or one.role != other.role:
        return False
    if one.role is not None:
        return True
    counted = _thing(one.counted)
    return counted is not None and counted == _thing(other.counted)


def _thing(counted: str | None) -> str | None:
    """Return the words that say what is counted, in one spelling: without case, article and plural."""
    words = [word.lower() for word in WORD.findall(counted or "") if word.lower() not in ("the", "a", "an")]
    if not words:
        return None
    return " ".join(words).removesuffix("s")


def judge_headline(row: HeadlineRow) -> Judgement:
    """Fail only where the body plainly counts the same thing, and none of its figures can be the headline's."""
    headline = row.figure.text.strip()
    if found := next((figure for figure in row.same if may_be_one(row.figure, figure)), None):
        return passed(f"The headline's “{headline}” is borne out by the body: “{worded(found)}”.", _at(row, found))
    if found := next((figure for figure in row.rest if agree(likely(row.figure), likely(figure))), None):
        return passed(f"The body gives the headline's “{headline}”: “{worded(found)}”.", _at(row, found))
    if not row.same:
        return unverifiable(f"The body gives no figure that can be held against the headline's “{headline}”.")
    said = ", ".join(dict.fromkeys(f"“{worded(figure)}”" for figure in row.same[:4]))
    if all(_far_apart(row.figure.value, figure.value) for figure in row.same):
        return unverifiable(f"The headline says “{headline}”, the body {said}: too far apart to be one count.")
    if _is_sum(row):
        return unverifiable(f"The headline says “{headline}”; the body gives {said}, of which some add up to it.")
    if not row.against:
        return unverifiable(
            f"The headline says “{headline}”, the body {said}: its sentences do not say plainly that they count the same."
        )
    return failed(
        f"The headline says “{headline}”, the body {said} for the same thing. One was changed without the other, or "
        "they count different things; the outlet's latest version would settle it."
    )


def may_be_one(headline: Figure, figure: Figure) -> bool:
    """Say whether a headline may sum a figure up so: "over 100" is said of "at least 130", but not of "over 80"."""
    if headline.hedge in (">", ">=") and figure.hedge in (">", ">="):
        return headline.value <= likely(figure)[1]
    if headline.hedge in ("<", "<=") and figure.hedge in ("<", "<="):
        return agree(likely(headline), likely(figure))
    return agree(meant(headline), meant(figure))


def _at(row: HeadlineRow, figure: Figure) -> EvidenceSpan:
    return EvidenceSpan(row.article, "body", figure.text, figure.start, figure.end)


def _far_apart(one: Decimal, other: Decimal) -> bool:
    """Say whether one is so much more than the other that they measure two things, as a year's and a day's cases do."""
    low, high = sorted((abs(one), abs(other)))
    return high > low * FAR


def _is_sum(row: HeadlineRow) -> bool:
    """Say whether some of the body's figures add up to the headline's, as the tolls of two places do."""
    headline = likely(row.figure)
    ranges = [likely(figure) for figure in row.same[:MOST_SUMMANDS]]
    return any(
        agree(headline, (sum((one[0] for one in some), Decimal(0)), sum((one[1] for one in some), Decimal(0))))
        for size in range(2, len(ranges) + 1)
        for some in combinations(ranges, size)
    )


HEADLINE_AGAINST_BODY = Rule(
    name="headline against body",
    suite="figures",
    question="A figure in the headline is borne out by the body",
    severity="high",
    flagged=True,
    row=HeadlineRow,
    rows=headline_rows,
    judge=judge_headline,
)
