"""What a page said before: revisions of articles at known addresses, pages that are gone, and which copy speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from articles.addresses import normal_url
from articles.model import Article, Capture, Disappearance, MissingKind, ReadArticle, Revision, Story, short_id
from articles.revisions import compare
from articles.revisions.order import address_of, in_order, revised, seen
from capture.errors import Unreadable
from flows.desk import Desk, now
from storage.archive import load_articles
from storage.catalogue import store_captures
from storage.revisions import articles_at, copies_of, known_pairs, last_served, store_disappearances, store_revisions

NOT_KEPT_YET = frozenset({404, 410})
"""Statuses with which the fetcher gives no capture: the answer is kept here, where it says that an article is gone."""


def revise(desk: Desk, reads: Sequence[ReadArticle], problems: Sequence[Unreadable]) -> tuple[ReadArticle, ...]:
    """Keep what changed since earlier copies and which pages are gone; return the articles of the pages that are gone."""
    _keep_revisions(desk, reads)
    return _keep_disappearances(desk, problems)


def _keep_revisions(desk: Desk, reads: Sequence[ReadArticle]) -> None:
    """Compare each stored article with the copy before it at its address, and the copy after it with it."""
    batch = {read.article.id: read for read in reads}
    shared = [ids for ids in copies_of(desk.engine, batch).values() if len(ids) > 1]
    everyone = {article for ids in shared for article in ids}
    served = last_served(desk.engine, everyone)
    known = known_pairs(desk.engine, everyone)
    for ids in shared:
        copies = {read.article.id: read for read in load_articles(desk.engine, ids)}
        ordered = in_order([read.article for read in copies.values()], served)
        found = [
            _revision(copies[earlier.id], copies[later.id], served)
            for earlier, later in pairwise(ordered)
            if {earlier.id, later.id} & batch.keys()
            and (earlier.id, later.id) not in known
            and earlier.sha256 != later.sha256  # else the same bytes, read by another version of the program
        ]
        store_revisions(desk.engine, found, now())


def _revision(earlier: ReadArticle, later: ReadArticle, served: Mapping[str, datetime]) -> Revision:
    return replace(
        compare(earlier, later),
        seen_earlier=_seen(earlier.article, served),
        seen_later=_seen(later.article, served),
    )


def _seen(article: Article, served: Mapping[str, datetime]) -> datetime | None:
    return seen(article, served.get(article.id)) if article.id in served or article.fetched_at else None


def _keep_disappearances(desk: Desk, problems: Sequence[Unreadable]) -> tuple[ReadArticle, ...]:
    """Keep the answers that came in place of known articles; an address that never gave one has lost none."""
    gone = [(problem.answer, problem.missing) for problem in problems if problem.answer and problem.missing]
    at = articles_at(desk.engine, [url for answer, _ in gone for url in _addresses(answer)])
    lost: list[Disappearance] = []
    for answer, missing in gone:
        ids = {article for url in _addresses(answer) for article in at.get(url, ())}
        copies = [read.article for read in load_articles(desk.engine, sorted(ids))]
        if not copies:
            continue
        if answer.status in NOT_KEPT_YET:
            store_captures(desk.engine, desk.captures.keep([answer]), now())
        last = in_order(copies, last_served(desk.engine, ids))[-1]
        lost.append(_disappearance(answer, missing, last))
    store_disappearances(desk.engine, lost, now())
    return load_articles(desk.engine, [one.article for one in lost])


def _addresses(answer: Capture) -> tuple[str, ...]:
    return tuple(dict.fromkeys((answer.url, normal_url(answer.url))))


def _disappearance(answer: Capture, missing: MissingKind, article: Article) -> Disappearance:
    return Disappearance(
        article=article.id,
        url=answer.url,
        final_url=answer.final_url,
        kind=missing,
        status=answer.status,
        seen_at=answer.fetched_at,
        sha256=answer.sha256,
    )


def earlier_copies(desk: Desk, articles: Iterable[Article]) -> dict[str, tuple[str, ...]]:
    """Return, for each of these articles that speaks for its address today, the copies that no longer do."""
    given = list(articles)
    shared = {address_of(article) for article in given}
    if len(shared) == len(given):
        return {}
    return revised(given, last_served(desk.engine, [article.id for article in given]))


def named_by_first(stories: Sequence[Story], before: Mapping[str, tuple[str, ...]]) -> tuple[Story, ...]:
    """Let a story keep its name when its first article is revised: that of the article's first copy."""
    return tuple(
        replace(story, id=short_id("story", before[story.articles[0]][0])) if story.articles[0] in before else story
        for story in stories
    )
