"""Which sentences assert something that can be checked, and who asserts it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from articles.attribution import attributions_in
from articles.attribution.cues import CUES, QUESTION_WORDS, WISHES
from articles.claims.prose import FINITE_VERBS, asserts, is_checkable
from articles.claims.signals import Words
from articles.claims.worth import NO_SUBSTANCE, OPINION, kind_of, worth_of
from articles.dates import dates_in
from articles.figures import figures_in
from articles.model import Article, Attribution, Claim, DateMention, Figure, Span, short_id
from articles.revisions.live import is_corrections_page
from articles.revisions.notes import notes_in
from articles.sentences import dateline_end, sentences_in

_Placed = TypeVar("_Placed", Figure, DateMention)
LANGUAGES = frozenset({"en"})
"""What the readers of prose read; elsewhere rules answer `unverifiable`."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words that may be a claim, and who says them."""

    start: int
    end: int
    attribution: Attribution | None


def claims_in(article: Article) -> tuple[Claim, ...]:
    """Find the checkable assertions of an article, in order of place; empty for a language that is not read."""
    if article.language is not None and not reads(article.language):
        return ()
    body = article.body
    sentences = sentences_in(body)
    dates = dates_in(body, article.published.day if article.published else None)
    return claims_from(article, sentences, dates, figures_in(body), attributions_in(body, sentences))


def reads(language: str) -> bool:
    """Tell whether the readers of prose know a language, by its BCP 47 tag."""
    return language.lower().replace("_", "-").split("-")[0] in LANGUAGES


def claims_from(
    article: Article,
    sentences: Sequence[Span],
    dates: Sequence[DateMention],
    figures: Sequence[Figure],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """Find the claims among sentences that were already read; every tuple in order of `start`."""
    body = article.body
    headline = (article.headline or "").strip().casefold().rstrip(".")
    date_starts = [date.start for date in dates]
    figure_starts = [figure.start for figure in figures]
    content_starts = [one.start for one in attributions]
    article_id = article.id
    claims: list[Claim] = []
    reached = 0
    if is_corrections_page(article.headline):
        return ()
    corrections = [note.span for note in notes_in(body) if note.kind != "update"]
    for sentence in sentences:
        if not asserts(body, sentence, headline):
            continue
        if any(note.start <= sentence.start < note.end for note in corrections):
            continue  # it tells what the text said before, which it no longer claims
        first = dateline_end(body, sentence.start, sentence.end)
        if first > sentence.start:
            sentence = Span(first, sentence.end, body[first : sentence.end])  # noqa: PLW2901 - a dateline is no part of it
        for passage in _passages(body, sentence, attributions, content_starts, figures, figure_starts):
            if passage.start < reached and passage.end <= reached:
                continue
            text = body[passage.start : passage.end]
            words = Words(text)
            if not is_checkable(text, words):
                continue
            inside_figures = tuple(_inside(figures, figure_starts, passage.start, passage.end))
            inside_dates = tuple(_inside(dates, date_starts, passage.start, passage.end))
            worth, reasons = worth_of(text, words, inside_figures, inside_dates, passage.attribution)
            if reasons[0] == NO_SUBSTANCE and OPINION in reasons:
                continue
            reached = max(reached, passage.end)
            claims.append(
                Claim(
                    id=short_id("claim", article_id, str(passage.start), text),
                    article=article_id,
                    text=text,
                    start=passage.start,
                    end=passage.end,
                    kind=kind_of(words, inside_figures, passage.attribution),
                    figures=inside_figures,
                    dates=inside_dates,
                    attribution=passage.attribution,
                    authority=authority_of(passage.attribution),
                    published=article.published.day if article.published else None,
                    worth=worth,
                    reasons=reasons,
                )
            )
    return tuple(claims)


def authority_of(attribution: Attribution | None) -> str | None:
    """Return who is cited: the resolved name, else the words of the text; None where nobody, or only a pronoun, is."""
    if attribution is None or attribution.kind == "unstated":
        return None
    if attribution.name is not None:
        return attribution.name
    return None if attribution.kind == "pronoun" else attribution.source


def _inside(items: Sequence[_Placed], starts: list[int], start: int, end: int) -> list[_Placed]:
    found = []
    for at in range(bisect_left(starts, start), len(items)):
        if items[at].start >= end:
            break
        if items[at].end <= end:
            found.append(items[at])
    return found


def _passages(
    body: str,
    sentence: Span,
    attributions: Sequence[Attribution],
    content_starts: list[int],
    figures: Sequence[Figure],
    figure_starts: list[int],
) -> list[_Passage]:
    """Return what a sentence asserts: what is said in it, where that is most of it, else the sentence.

    A figure or a half of the sentence outside the content is the reporter's own assertion, so the sentence stays whole.
    """
    first = _first_reaching(attributions, content_starts, sentence.start)
    behind = bisect_left(content_starts, sentence.end)
    inside = [one for one in attributions[first:behind] if one.end > sentence.start and not _is_purpose(one)]
    if not inside:
        return [_Passage(sentence.start, sentence.end, None)]
    outermost: list[Attribution] = []
    for one in inside:
        if all(not (other.start <= one.start and one.end <= other.end and other is not one) for other in outermost):
            outermost.append(one)
    contents = [(max(one.start, sentence.start), min(one.end, sentence.end), one) for one in outermost]
    told = sum(end - start for start, end, _ in contents)
    own_figures = [
        figure
        for figure in _inside(figures, figure_starts, sentence.start, sentence.end)
        if not any(start <= figure.start and figure.end <= end for start, end, _ in contents)
    ]
    if any(not _is_clause(body[start:end]) for start, end, _ in contents):
        return [_Passage(sentence.start, sentence.end, contents[0][2])]
    spoken_by_one = len({(one.source_span, one.cue_span) for _, _, one in contents}) == 1
    if own_figures or told * 5 < (sentence.end - sentence.start) * 2:
        return [_Passage(sentence.start, sentence.end, contents[0][2])]
    if spoken_by_one and len(contents) > 1:
        return [_Passage(sentence.start, sentence.end, contents[0][2])]
    return [_Passage(start, end, one) for start, end, one in contents]


def _is_purpose(one: Attribution) -> bool:
    """Tell what somebody means to do, which the page itself reports, from what somebody says."""
    if not one.content.startswith("to "):
        return False
    cue = CUES.get(one.cue.lower().rpartition(" ")[2])
    return cue is not None and cue.lemma in WISHES


def _is_clause(content: str) -> bool:
    """Tell a clause from a noun phrase, an infinitive and a question: only a clause asserts anything by itself."""
    words = content.lower().split()
    return (
        words[0] != "to"
        and words[0] not in QUESTION_WORDS
        and (not FINITE_VERBS.isdisjoint(words) or any(word.endswith("ed") for word in words))
    )


def _first_reaching(attributions: Sequence[Attribution], starts: list[int], start: int) -> int:
    """Return the first attribution whose content may reach a position: a quotation may have begun sentences before."""
    at = bisect_left(starts, start)
    while at > 0 and attributions[at - 1].end > start:
        at -= 1
    return at
