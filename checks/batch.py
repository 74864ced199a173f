"""What a validation sees: articles with their reading, how they relate, and when they are judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles.model import Claim, Corroboration, Disappearance, ReadArticle, Relations, Revision


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to judge together. `checked_at` is aware; `bar` is how many origins the desk asks of a claim.

    `beside` are archived articles that are looked into and not judged: documents linked to, earlier texts.
    """

    articles: tuple[ReadArticle, ...]
    relations: Relations
    checked_at: datetime
    bar: int = 2
    revisions: tuple[Revision, ...] = ()
    """What changed between copies of these articles; the earlier copies themselves are not among `articles`."""
    disappearances: tuple[Disappearance, ...] = ()
    beside: tuple[ReadArticle, ...] = ()

    def __post_init__(self) -> None:
        if self.checked_at.tzinfo is None:
            message = "checked_at has no zone: give an aware datetime"
            raise ValueError(message)

    def named(self) -> tuple[tuple[str, ReadArticle], ...]:
        """Return the articles with their ids: an id is a hash of the whole body, too dear to ask for row by row."""
        return tuple((read.article.id, read) for read in self.articles)

    def english(self) -> tuple[tuple[str, ReadArticle], ...]:
        """Return the same, of articles whose prose the readers know. One that names no language counts as English."""
        return tuple((read.article.id, read) for read in self.articles if is_english(read.article.language))

    def claims(self) -> dict[str, tuple[ReadArticle, Claim]]:
        """Return every claim of the batch by its id, with the article that makes it."""
        return {claim.id: (read, claim) for read in self.articles for claim in read.reading.claims}

    def corroborations(self) -> dict[str, Corroboration]:
        """Return what is known of who else says it, by the claim's id."""
        return {corroboration.claim: corroboration for corroboration in self.relations.corroborations}


def is_english(language: str | None) -> bool:
    """Say whether a BCP 47 tag names English; no tag at all counts as English, the language of the readers."""
    return language is None or language.replace("_", "-").split("-")[0].strip().lower() in ("en", "eng", "")
