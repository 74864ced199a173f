from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine

from articles.model import FieldEvidence, ListedPage, Moment
from articles.ownership import TrustStatement
from storage.archive import store_articles
from storage.audit import audit_head
from storage.ownership import keep_trust_file, note_no_trust_file, trust_files_read, trust_statements
from storage.watched import (
    PageCount,
    WatchedFeed,
    evidence_of_feeds,
    known_feeds,
    note_checked,
    note_feed,
    note_files,
    note_pages,
    pages_due,
)
from tests.storage.builders import read_article

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = WatchedFeed("https://www.quay.example/feed", NOW, kind="RSS", etag='"one"', nested=(("a", "b"),))


def page(name: str, published: str | None = "2031-05-06T11:00Z", modified: str | None = None) -> ListedPage:
    stated = [("published", published, "feed:pubDate"), ("modified", modified, "feed:updated")]
    return ListedPage(
        f"https://www.quay.example/{name}",
        tuple(FieldEvidence(field, value, place) for field, value, place in stated if value),
        Moment.parse(published) if published else None,
        Moment.parse(modified) if modified else None,
    )


def test_a_feed_comes_back_as_it_was_noted_under_any_spelling_of_its_address(engine: Engine) -> None:
    note_feed(engine, FEED)
    later = replace(FEED, asked_at=NOW + HOUR, etag='"two"', problem="x", failures=3)
    note_feed(engine, later)
    spelled = "https://WWW.quay.example:443/feed#top"
    assert known_feeds(engine, [spelled, "https://other.example/"]) == {spelled: later}


def test_a_page_is_new_once_however_often_and_wherever_it_is_listed(engine: Engine) -> None:
    assert note_feed(engine, FEED, [page("a"), page("b"), page("a?utm_source=x")]) == PageCount(2, 0)
    assert note_feed(engine, FEED, [page("a"), page("b")]) == PageCount(0, 0)
    other = replace(FEED, url="https://www.quay.example/sitemap.xml")
    assert note_feed(engine, other, [page("a"), page("c")]) == PageCount(1, 0)
    assert note_pages(engine, ["https://www.quay.example/b#x", "https://www.quay.example/d"], NOW) == PageCount(1, 0)
    assert len(pages_due(engine, NOW, 100)) == 4


def test_pages_never_checked_are_due_first_and_no_more_than_asked_for(engine: Engine) -> None:
    note_feed(engine, FEED, [page("old")])
    note_checked(engine, pages_due(engine, NOW, 9), [], NOW)
    note_feed(engine, replace(FEED, asked_at=NOW + HOUR), [page("old"), page("new")])
    assert pages_due(engine, NOW + HOUR, 9) == ("https://www.quay.example/new", "https://www.quay.example/old")
    assert pages_due(engine, NOW + HOUR, 1) == ("https://www.quay.example/new",)


def test_a_checked_page_is_due_again_by_its_age_and_an_old_one_never(engine: Engine) -> None:
    note_feed(engine, FEED, [page("young"), page("week", "2031-05-01"), page("ancient", "2019-05-01")])
    first = pages_due(engine, NOW, 9)
    assert {url[-5:] for url in first} == {"young", "/week"}
    note_checked(engine, first, [], NOW)
    assert pages_due(engine, NOW, 9) == ()
    assert [url[-5:] for url in pages_due(engine, NOW + HOUR, 9)] == ["young"]
    assert len(pages_due(engine, NOW + DAY, 9)) == 2


def test_the_date_on_the_page_stands_above_the_feeds(engine: Engine) -> None:
    read = read_article("one")
    published = replace(read.article, published=Moment(date(2029, 1, 1)))
    store_articles(engine, [replace(read, article=published)], {}, NOW)
    note_pages(engine, [published.url], NOW)
    note_checked(engine, [published.url], [published.id], NOW)
    assert pages_due(engine, NOW + 300 * DAY, 9) == ()


def test_what_a_sitemap_lists_undated_at_first_is_its_past_and_what_comes_later_is_new(engine: Engine) -> None:
    assert note_feed(engine, FEED, [page("a", None)], past=True).new == 1
    assert pages_due(engine, NOW, 9) == ()
    note_feed(engine, FEED, [page("a", None), page("b", None)])
    assert pages_due(engine, NOW, 9) == ("https://www.quay.example/b",)


def test_a_page_that_its_feed_calls_changed_is_due_soon(engine: Engine) -> None:
    note_feed(engine, FEED, [page("a", "2031-05-01", "2031-05-02T08:00Z")])
    note_checked(engine, pages_due(engine, NOW, 9), [], NOW)
    moved = page("a", "2031-05-01", "2031-05-06T11:30Z")
    assert note_feed(engine, FEED, [moved]) == PageCount(0, 1)
    assert note_feed(engine, FEED, [moved]) == PageCount(0, 0)
    assert pages_due(engine, NOW + HOUR - timedelta(seconds=1), 9) == ()
    assert pages_due(engine, NOW + HOUR, 9) == ("https://www.quay.example/a",)


def test_what_several_feeds_say_of_a_page_is_kept_and_replaced_by_what_each_says_now(engine: Engine) -> None:
    other = replace(FEED, url="https://www.quay.example/sitemap.xml")
    note_feed(engine, FEED, [page("a")])
    note_feed(engine, other, [page("a", "2031-05-06")])
    note_feed(engine, FEED, [page("a", "2031-05-06T10:00Z")])
    asked = "https://www.quay.example/a?utm_source=feed"
    [said] = evidence_of_feeds(engine, [asked, "https://www.quay.example/unknown"]).values()
    assert {(feed, piece.value) for feed, piece in said} == {
        (other.url, "2031-05-06"),
        (FEED.url, "2031-05-06T10:00Z"),
    }


def test_a_page_that_one_feed_calls_old_is_due_when_another_knows_better(engine: Engine) -> None:
    note_feed(engine, FEED, [page("a", "2019-01-01"), page("b", None)], past=True)
    assert pages_due(engine, NOW, 9) == ()
    note_feed(engine, replace(FEED, url="https://www.quay.example/sitemap.xml"), [page("a"), page("b")])
    assert len(pages_due(engine, NOW, 9)) == 2


def test_a_file_is_due_when_it_is_new_and_when_it_has_changed(engine: Engine) -> None:
    uri = "file:///desk/page.html"
    assert note_files(engine, {uri: "1"}, NOW) == PageCount(1, 0)
    note_checked(engine, [uri], [], NOW)
    assert note_files(engine, {uri: "1"}, NOW + DAY) == PageCount(0, 0)
    assert pages_due(engine, NOW + DAY, 9) == ()
    assert note_files(engine, {uri: "2"}, NOW + DAY) == PageCount(0, 1)
    assert pages_due(engine, NOW + DAY, 9) == (uri,)


def test_no_credentials_are_kept(engine: Engine) -> None:
    note_feed(
        engine, replace(FEED, url="https://ann:hush@quay.example/feed"), [ListedPage("https://b:hush@q.example/")]
    )
    note_pages(engine, ["https://c:hush@q.example/x"], NOW)
    assert "hush" not in repr(pages_due(engine, NOW, 9)) + repr(known_feeds(engine, ["https://quay.example/feed"]))


def test_thirty_thousand_pages_are_noted_and_met_again_in_seconds(engine: Engine) -> None:
    pages = [page(str(number)) for number in range(30_000)]
    begun = time.monotonic()
    assert note_feed(engine, FEED, pages).new == 30_000
    assert note_feed(engine, FEED, [*pages[1:], page("one more")]).new == 1
    assert len(pages_due(engine, NOW, 500)) == 500
    assert time.monotonic() - begun < 120


def test_what_a_site_says_in_trust_txt_replaces_what_it_said_and_is_audited_when_it_is_new(engine: Engine) -> None:
    before = TrustStatement("quay.example", "controlledby", "https://group.example/")
    after = replace(before, value="https://other.example/")
    address = "https://quay.example/trust.txt"
    assert keep_trust_file(engine, "quay.example", address, "0" * 64, [before], NOW)
    head = audit_head(engine)
    assert not keep_trust_file(engine, "quay.example", address, "0" * 64, [before], NOW + DAY)
    assert audit_head(engine) == head
    assert trust_statements(engine) == (before,)
    assert keep_trust_file(engine, "quay.example", address, "1" * 64, [after], NOW + DAY)
    assert trust_statements(engine) == (after,)
    assert audit_head(engine) != head


def test_a_site_without_trust_txt_is_noted_and_one_that_lost_it_keeps_what_it_said(engine: Engine) -> None:
    said = TrustStatement("quay.example", "control", "https://b.example/")
    keep_trust_file(engine, "quay.example", "https://quay.example/trust.txt", "0" * 64, [said], NOW)
    for site in ("quay.example", "none.example"):
        note_no_trust_file(engine, site, "is not there", NOW + HOUR)
    asked = trust_files_read(engine, ["quay.example", "none.example", "never.example"])
    assert asked == {"quay.example": NOW + HOUR, "none.example": NOW + HOUR}
    assert trust_statements(engine) == (said,)
