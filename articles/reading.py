"""One reading of an article: every reader runs once, and what each found reaches the others."""

from __future__ import annotations

from articles.attribution import attributions_in
from articles.claims import claims_from, reads
from articles.dates import dates_in
from articles.figures import figures_in
from articles.model import Article, Reading
from articles.sentences import sentences_in


def read(article: Article) -> Reading:
    """Read the sentences, dates, figures, attributions and claims of an article.

    The first lines of a text whose page keeps the others back give their sentences only: what they claim may be
    qualified in what is not seen. Prose in a stated language other than English gives its sentences only. A language that is not stated is read.
    """
    body = article.body
    sentences = sentences_in(body)
    if article.language is not None and not reads(article.language):
        return Reading(sentences=sentences)
    if any(piece.field == "kind" and piece.value == "paywall stub" for piece in article.evidence):
        return Reading(sentences=sentences)
    dates = dates_in(body, article.published.day if article.published else None)
    figures = figures_in(body)
    attributions = attributions_in(body, sentences)
    claims = claims_from(article, sentences, dates, figures, attributions)
    return Reading(sentences, dates, figures, attributions, claims)
