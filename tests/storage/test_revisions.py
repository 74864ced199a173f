"""Revisions and pages that are gone come back as they were put in, once, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from articles.model import (
    CorrectionNote,
    DateDrift,
    Disappearance,
    FigureDrift,
    ReadArticle,
    Revision,
    SentenceChange,
    SourceChange,
    Span,
    WordChange,
)
from storage.archive import store_articles
from storage.audit import audit_head, verify_audit
from storage.captures import KeptCapture, WarcRecord
from storage.catalogue import store_captures
from storage.revisions import (
    articles_at,
    copies_of,
    disappearances_of,
    known_pairs,
    last_served,
    revisions_of,
    store_disappearances,
    store_revisions,
)
from tests.storage.builders import BODY, LATER, NOW, read_article

EARLIER, PRESENT = read_article(), read_article(body=BODY + " It rained.", sha256="f" * 64, fetched_at=LATER)
ELSEWHERE = read_article("elsewhere")
ODD = Span(0, 5, "\x00\ud800=1\x1b")
REVISION = Revision(
    earlier=EARLIER.article.id,
    later=PRESENT.article.id,
    address=PRESENT.article.address,
    seen_earlier=NOW,
    seen_later=LATER,
    kept=2,
    changes=(
        SentenceChange(
            "changed", Span(0, 3, "The"), Span(0, 3, "A\nb"), (WordChange(ODD, Span(3, 3, "")),), ("figure", "name")
        ),
        SentenceChange("added", None, ODD),
    ),
    headline=("Quay closed", "Quay open"),
    headline_aspects=("outcome",),
    figures=(FigureDrift("crates", None, Decimal("48189.50"), Decimal("1E+3"), ODD, ODD, cumulative=True),),
    dates=(DateDrift("2031-05-05", "Monday", ODD, ODD),),
    sources=(SourceChange("removed", "Ines Holt", ODD),),
    notes=(CorrectionNote("correction", ODD, date(2031, 5, 6), ODD), CorrectionNote("update", ODD)),
    modified=(None, "2031-05-06"),
    published=("2031-05-05", None),
    told=True,
    live=False,
    doubt="a doubt",
)
GONE = Disappearance(
    PRESENT.article.id, PRESENT.article.url, "https://other.example/", "front page", 200, LATER, "e" * 64
)


@pytest.fixture
def archive(engine: Engine) -> Engine:
    store_articles(engine, [EARLIER, PRESENT, ELSEWHERE], {}, NOW)
    return engine


def served(engine: Engine, read: ReadArticle, hours: int, status: int | None = 200) -> None:
    at = NOW + timedelta(hours=hours)
    record = WarcRecord(
        "a.warc.gz", hours * 10, 5, "response", "https://x.example/", at, read.article.sha256, "a", 0, 5
    )
    url = read.article.url
    store_captures(engine, [KeptCapture(url, url, status, (), (), at, read.article.sha256, 5, record)], NOW)


def test_a_revision_comes_back_as_it_was_put_in(archive: Engine) -> None:
    assert store_revisions(archive, [REVISION], NOW) == 1
    [back] = revisions_of(archive, [EARLIER.article.id])
    assert back == replace(
        REVISION, figures=(replace(REVISION.figures[0], before=Decimal("48189.50"), after=Decimal(1000)),)
    )
    assert revisions_of(archive, [ELSEWHERE.article.id]) == ()
    assert known_pairs(archive, [PRESENT.article.id]) == {(EARLIER.article.id, PRESENT.article.id)}


def test_the_same_revision_twice_changes_nothing_and_is_logged_once(archive: Engine) -> None:
    store_revisions(archive, [REVISION], NOW)
    head = audit_head(archive)
    assert store_revisions(archive, [REVISION], LATER) == 0
    assert len(revisions_of(archive, [PRESENT.article.id])) == 1
    assert audit_head(archive) == head
    assert verify_audit(archive).ok


def test_the_copies_of_an_article_are_those_at_its_address(archive: Engine) -> None:
    both = tuple(sorted((EARLIER.article.id, PRESENT.article.id)))
    assert copies_of(archive, [EARLIER.article.id]) == {EARLIER.article.address: both}
    assert articles_at(archive, [EARLIER.article.url, "https://unknown.example/"]) == {EARLIER.article.url: both}


def test_a_page_that_is_gone_is_kept_once_and_met_again(archive: Engine) -> None:
    assert store_disappearances(archive, [GONE], NOW) == 1
    assert store_disappearances(archive, [replace(GONE, seen_at=LATER + timedelta(hours=5))], NOW) == 0
    assert disappearances_of(archive, [PRESENT.article.id]) == (GONE,)
    served(archive, PRESENT, 3)
    assert disappearances_of(archive, [PRESENT.article.id]) == (GONE,), "it was gone again after that"
    served(archive, PRESENT, 9)
    assert disappearances_of(archive, [PRESENT.article.id]) == (replace(GONE, back_at=NOW + timedelta(hours=9)),)


def test_when_an_article_was_last_served_follows_from_the_captures_of_its_bytes(archive: Engine) -> None:
    served(archive, EARLIER, 2)
    served(archive, EARLIER, 7)
    served(archive, PRESENT, 8, status=None)
    assert last_served(archive, [EARLIER.article.id, PRESENT.article.id]) == {
        EARLIER.article.id: NOW + timedelta(hours=7)
    }
