"""The watch over real HTTP on loopback: what is new, unchanged, due again, gone, broken or hostile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from articles.ownership import ties_of
from capture.discover import Source
from capture.errors import Unreadable
from flows import stages
from flows.desk import Desk, open_desk
from flows.run_report import RunReport
from flows.settings import Settings
from flows.watching import Found, Wanted, ask, ask_owners, checked, due, outlets_watched, wanted
from samples.newsroom import GONE_FEED, newsroom, watched_outlets
from storage.archive import load_articles
from storage.outlets import save_outlets
from storage.ownership import trust_statements
from storage.watched import evidence_of_feeds, known_feeds
from tests.capture.server import ARTICLE, Handler, Server, answer, in_turn, serving
from tests.conftest import migrated_sqlite

AT = datetime(2026, 10, 17, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@contextmanager
def desk_of(folder: Path, **settings: object) -> Iterator[Desk]:
    if not (folder / "desk").exists():
        migrated_sqlite(folder / "desk")
    values = {"data_dir": folder / "desk", "host_delay": 0, "processes": 1, **settings}
    with open_desk(Settings.model_validate(values)) as desk:
        yield desk


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Desk]:
    """A desk that watches the demo newsroom."""
    with newsroom() as room:
        resolve = tuple(f"{name}={host}:{port}" for name, (host, port) in room.resolve.items())
        with desk_of(tmp_path, allow_private_hosts=room.private_hosts, resolve=resolve) as desk:
            save_outlets(desk.engine, watched_outlets(), AT)
            yield desk


async def watched(desk: Desk, *entries: str, at: datetime = AT, patient: bool = True) -> Found:
    return await ask(desk, wanted(desk, entries or None), at, patient=patient)


def report_of(*articles: str) -> RunReport:
    return RunReport("run", "", 0, articles, 0, (), 0, 0)


# -- the demo newsroom -----------------------------------------------------------------------------


async def test_feeds_and_nested_sitemaps_of_the_registry_are_read_and_each_page_is_found_once(demo: Desk) -> None:
    found = await watched(demo)
    assert {line.url: (line.kind, line.answer, line.listed, line.new) for line in found.feeds} == {
        "http://www.harbour-courier.example/feed.xml": ("RSS", "read", 3, 3),
        "http://www.valleypost.example/atom.xml": ("Atom", "read", 2, 2),
        "http://www.coastline-radio.example/feed.json": ("JSON Feed", "read", 2, 2),
        "http://www.kestreldaily.example/sitemap.xml": ("sitemap index", "read", 2, 0),
        "http://www.kestreldaily.example/sitemap-news.xml.gz": ("sitemap", "read", 2, 2),
        "http://www.castell-press.example/sitemap.xml": ("sitemap", "read", 1, 1),
        GONE_FEED: (None, "failed", 0, 0),
    }, "and a sitemap of years ago is passed over"
    problems = {problem.problem for problem in found.problems}
    assert problems == {
        "was removed by its publisher (status 410)",
        "javascript: addresses are not fetched",
    }
    pages = due(demo, AT)
    assert len(pages) == 9
    assert not any("castell-press" in url for url in pages), "what a sitemap lists undated at first is its past"


async def test_the_second_watch_is_answered_unchanged_and_finds_nothing_new(demo: Desk) -> None:
    await watched(demo)
    again = await watched(demo, at=AT + HOUR)
    assert {line.answer for line in again.feeds} == {"unchanged", "failed"}
    assert again.new == 0
    statuses = {feed.status for feed in known_feeds(demo.engine, [line.url for line in again.feeds]).values()}
    assert statuses == {304, 410}


async def test_what_a_feed_says_joins_the_evidence_of_its_article(demo: Desk) -> None:
    await watched(demo)
    sources = [source for source in due(demo, AT) if "harbour-courier" in source or "kestrel" in source]
    captures, _ = await stages.fetch(demo, [Source(url=url) for url in sources])
    articles, _ = stages.extract(demo, stages.keep(demo, captures), stages.load_registry(demo))
    stages.store(demo, stages.read(demo, articles))
    stored = {read.article.headline: read.article for read in load_articles(demo.engine, [a.id for a in articles])}
    courier = stored["Korvath and Ismere sign ceasefire"].evidence
    assert [(piece.field, piece.value) for piece in courier if piece.found_in == "feed:pubDate"] == [
        ("published", "Fri, 16 Oct 2026 12:40:00 +0100")
    ]
    assert any(piece.found_in == "feed:title" and piece.field == "headline" for piece in courier)
    kestrel = stored["The Tolle valley under water"].evidence
    assert any(piece.found_in == "sitemap:news:publication_date" for piece in kestrel)
    mourns = stored["Port Merrow mourns as ferry deaths reach 12"].evidence
    assert any(piece.found_in == "feed:dc:creator" for piece in mourns), "found under its address without tracking"


async def test_pages_are_due_again_by_age(demo: Desk) -> None:
    await watched(demo)
    pages = due(demo, AT)
    checked(demo, pages, report_of(), AT)
    assert due(demo, AT + HOUR - timedelta(seconds=1)) == ()
    assert {url.rpartition("/")[2] for url in due(demo, AT + 12 * HOUR)} >= {"ceasefire-korvath-ismere"}
    assert len(due(demo, AT + 12 * HOUR)) < len(pages)
    assert len(due(demo, AT + 8 * DAY)) == len(pages)


async def test_ownership_is_confirmed_where_both_sites_say_so(demo: Desk) -> None:
    assert await ask_owners(demo, outlets_watched(demo), AT) == 3
    ties = {(tie.first, tie.second): tie.confirmed for tie in ties_of(trust_statements(demo.engine))}
    assert ties == {
        ("castell-press.example", "lowland-times.example"): True,
        ("castell-press.example", "eveningbeacon.example"): False,
        ("northgate-media.example", "harbour-courier.example"): False,
    }
    assert await ask_owners(demo, outlets_watched(demo), AT + DAY) == 0
    assert await ask_owners(demo, outlets_watched(demo), AT + DAY, again=True) == 0


# -- any feed --------------------------------------------------------------------------------------


def rss(*items: str) -> bytes:
    return f"<rss><channel>{''.join(items)}</channel></rss>".encode()


def item(path: str, published: str = "Sat, 17 Oct 2026 11:00:00 GMT") -> str:
    return f"<item><title>t</title><link>{path}</link><pubDate>{published}</pubDate></item>"


FEED_TYPE = "application/rss+xml"
Pages = Mapping[str, Handler]


@contextmanager
def desk_for(server: Server, folder: Path) -> Iterator[Desk]:
    with desk_of(folder, allow_private_hosts=(server.host,), read_timeout=2, total_timeout=5) as desk:
        yield desk


async def one(pages: Pages, folder: Path, at: datetime = AT) -> tuple[Found, tuple[str, ...]]:
    async with serving(pages) as server:
        with desk_for(server, folder) as desk:
            found = await watched(desk, server.url("/feed"), at=at)
            return found, tuple(url.removeprefix(f"http://{server.host}") for url in due(desk, at))


async def test_a_feed_is_asked_with_what_it_answered_and_only_what_is_added_is_new(tmp_path: Path) -> None:
    first = answer(rss(item("/a")), etag='W/"1"', last_modified="Sat, 17 Oct 2026 11:00:00 GMT")
    pages = {"/feed": in_turn(first, answer(b"", "304 Not Modified"), answer(rss(item("/b"), item("/a"))))}
    async with serving(pages) as server:
        with desk_for(server, tmp_path) as desk:
            found = [await watched(desk, server.url("/feed"), at=AT + hours * HOUR) for hours in range(3)]
            assert [line.answer for one in found for line in one.feeds] == ["read", "unchanged", "read"]
            assert [one.new for one in found] == [1, 0, 1]
        asked = [fields for path, fields in server.requests if path == "/feed"]
    assert "if-none-match" not in asked[0]
    assert (asked[1]["if-none-match"], asked[1]["if-modified-since"]) == ('W/"1"', "Sat, 17 Oct 2026 11:00:00 GMT")


async def test_a_feed_without_tags_whose_bytes_are_the_same_is_unchanged(tmp_path: Path) -> None:
    async with serving({"/feed": answer(rss(item("/a")))}) as server:
        with desk_for(server, tmp_path) as desk:
            await watched(desk, server.url("/feed"))
            assert (await watched(desk, server.url("/feed"), at=AT + HOUR)).feeds[0].answer == "unchanged"


async def test_a_feed_that_fails_waits_longer_each_time_unless_a_person_asks(tmp_path: Path) -> None:
    async with serving({"/feed": answer(b"gone", "410 Gone")}) as server:
        with desk_for(server, tmp_path) as desk:
            for minutes in range(0, 45, 15):
                at = AT + timedelta(minutes=minutes)
                found = await watched(desk, server.url("/feed"), at=at)
            assert found.feeds[0].answer == "waits"
            assert (await watched(desk, server.url("/feed"), at=at, patient=False)).feeds[0].answer == "failed"
            assert (await watched(desk, server.url("/feed"), at=AT + DAY)).feeds[0].answer == "failed"


async def test_a_feed_that_was_malformed_and_is_mended_is_read(tmp_path: Path) -> None:
    pages = {"/feed": in_turn(answer(b"{broken", etag='"1"'), answer(rss(item("/a"))))}
    async with serving(pages) as server:
        with desk_for(server, tmp_path) as desk:
            first = await watched(desk, server.url("/feed"))
            second = await watched(desk, server.url("/feed"), at=AT + HOUR)
        assert all("if-none-match" not in fields for _, fields in server.requests)
    assert (first.feeds[0].answer, second.feeds[0].answer) == ("failed", "read")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<rss><channel><item><title>half", "not well-formed: 0 entries"),
        (rss(item("/a"))[:-30], "not well-formed"),
        (b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>', "entities"),
        (b"", "is empty"),
        (rss(item("javascript:alert(1)")), "javascript: addresses are not fetched"),
        (rss(item("data:text/html;base64,PGI+")), "data: addresses are not fetched"),
        (rss(*[item(f"javascript:{number}") for number in range(9)]), "4 more addresses"),
        (b"\x1f\x8bnot gzip", "does not decompress"),
    ],
)
async def test_bad_feeds_are_one_clear_line_each(tmp_path: Path, body: bytes, says: str) -> None:
    found, _ = await one({"/feed": answer(body)}, tmp_path)
    assert any(says in str(problem) for problem in found.problems), found.problems
    assert all("\n" not in str(problem) for problem in found.problems)


async def test_one_bad_feed_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    pages = {"/bad": answer(b"<html><p>Sign in", "500 Oops"), "/good": answer(rss(item("/a")))}
    async with serving(pages) as server:
        with desk_for(server, tmp_path) as desk:
            found = await watched(desk, server.url("/bad"), server.url("/good"), "nothing/here")
    assert [line.answer for line in found.feeds] == ["failed", "read"]
    assert found.new == 1
    assert len(found.problems) == 2


async def test_an_address_that_is_a_page_is_checked_as_one_and_never_asked_as_a_feed_again(tmp_path: Path) -> None:
    async with serving({"/feed": answer(ARTICLE)}) as server:
        with desk_for(server, tmp_path) as desk:
            for hours in range(2):
                found = await watched(desk, server.url("/feed"), at=AT + hours * HOUR)
                assert (found.feeds[0].kind, found.feeds[0].answer) == ("page", "page")
            assert due(desk, AT) == (server.url("/feed"),)
        assert server.paths().count("/feed") == 1


async def test_a_page_that_did_not_answer_at_first_is_still_known_for_one(tmp_path: Path) -> None:
    async with serving(
        {
            "/feed": in_turn(
                answer(b"x", "500 Oops"), answer(b"x", "500 Oops"), answer(b"x", "500 Oops"), answer(ARTICLE)
            )
        }
    ) as server:
        with desk_for(server, tmp_path) as desk:
            found = [await watched(desk, server.url("/feed"), at=AT + hours * DAY) for hours in range(2)]
    assert [one.feeds[0].answer for one in found] == ["failed", "page"]


async def test_a_feed_of_the_registry_that_answers_with_a_page_has_failed(tmp_path: Path) -> None:
    async with serving({"/feed": answer(ARTICLE)}) as server:
        with desk_for(server, tmp_path) as desk:
            save_outlets(desk.engine, [replace(watched_outlets()[1], feeds=(server.url("/feed"),))], AT)
            found = await watched(desk)
            assert found.feeds[0].answer == "failed"
            assert due(desk, AT) == ()


async def test_a_foreign_feed_says_nothing_of_a_page(tmp_path: Path) -> None:
    async with serving({"/feed": answer(rss(item("http://127.0.0.2/a")))}) as server:
        with desk_for(server, tmp_path) as desk:
            await watched(desk, server.url("/feed"))
            page = "http://127.0.0.2/a"
            [pieces] = evidence_of_feeds(desk.engine, [page]).values()
            assert not any(stages.load_registry(desk).speaks_for(feed, page) for feed, _ in pieces)


async def test_a_feed_at_a_private_address_is_refused(tmp_path: Path) -> None:
    async with serving({"/feed": answer(rss(item("/a")))}) as server:
        with desk_of(tmp_path) as desk:
            found = await watched(desk, server.url("/feed"))
        assert server.requests == []
    [problem] = found.problems
    assert "a loopback address, which is not fetched" in problem.problem


async def test_relative_links_are_of_where_the_feed_was_found(tmp_path: Path) -> None:
    pages = {
        "/feed": answer(b"", "302 Found", location="/x/feed.xml"),
        "/x/feed.xml": answer(rss(item("../a"), item("b"))),
    }
    _, pages_due = await one(pages, tmp_path)
    assert set(pages_due) == {"/a", "/x/b"}


async def test_a_date_to_come_makes_a_page_young_not_due_for_ever(tmp_path: Path) -> None:
    async with serving({"/feed": answer(rss(item("/a", "Thu, 17 Oct 2086 11:00:00 GMT")))}) as server:
        with desk_for(server, tmp_path) as desk:
            await watched(desk, server.url("/feed"))
            at, checks = AT, 0
            while at < AT + 800 * DAY:
                if pages := due(desk, at):
                    checked(desk, pages, report_of(), at)
                    checks += 1
                at += 12 * HOUR
    assert 10 < checks < 60


async def test_an_old_page_that_a_feed_lists_is_noted_and_not_fetched(tmp_path: Path) -> None:
    found, pages_due = await one({"/feed": answer(rss(item("/a", "Thu, 17 Oct 2019 11:00:00 GMT")))}, tmp_path)
    assert (found.new, pages_due) == (1, ())


async def test_credentials_are_never_sent_kept_or_shown(tmp_path: Path) -> None:
    async with serving({"/feed": answer(rss(item("//ann:hush@127.0.0.1/a")))}) as server:
        with desk_for(server, tmp_path) as desk:
            url = server.url("/feed").replace("//", "//bo:hush@")
            broken = server.url("/none").replace("//", "//cy:hush@")
            found = await watched(desk, url, broken)
            assert "hush" not in repr(found) + repr(due(desk, AT)) + "".join(map(str, found.problems))
        assert not any("authorization" in fields for _, fields in server.requests)
    kept = [file for file in (tmp_path / "desk").rglob("*") if file.is_file()]
    assert kept
    database = sqlite3.connect(tmp_path / "desk" / "second-source.sqlite")
    said = "".join(database.iterdump()).replace(rss(item("//ann:hush@127.0.0.1/a")).decode(), "")
    database.close()
    assert "hush" not in said


async def test_a_sitemap_that_names_itself_and_a_deep_one_come_to_an_end(tmp_path: Path) -> None:
    def index(*paths: str) -> Handler:
        return answer(
            f"<sitemapindex>{''.join(f'<sitemap><loc>{path}</loc></sitemap>' for path in paths)}</sitemapindex>".encode()
        )

    pages = {"/feed": index("/feed", "/1"), "/1": index("/feed", "/2"), "/2": index("/3"), "/3": index("/4")}
    found, _ = await one(pages, tmp_path)
    assert len(found.feeds) == 3


async def test_an_index_of_thousands_is_read_a_hundred_at_a_time_the_latest_first(tmp_path: Path) -> None:
    names = "".join(
        f"<sitemap><loc>/s{day}</loc><lastmod>{(AT - day * HOUR).isoformat()}</lastmod></sitemap>" for day in range(300)
    )
    pages = {"/feed": answer(f"<sitemapindex>{names}</sitemapindex>".encode())}
    pages |= {f"/s{day}": answer(f"<urlset><url><loc>/p{day}</loc></url></urlset>".encode()) for day in range(300)}
    async with serving(pages) as server:
        with desk_for(server, tmp_path) as desk:
            found = await watched(desk, server.url("/feed"))
            assert len(found.feeds) == 101
            assert any("200 more sitemaps" in problem.problem for problem in found.problems)
            again = await watched(desk, server.url("/feed"), at=AT + timedelta(minutes=15))
            asked = {line.url.rpartition("/")[2] for line in again.feeds if line.answer == "read"}
    assert "s0" in {line.url.rpartition("/")[2] for line in found.feeds}
    assert {f"s{day}" for day in range(100, 170)} <= asked, "those that had to wait follow"


# -- lists, files and folders ----------------------------------------------------------------------


def test_lists_files_and_folders_are_told_apart_from_addresses(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("https://one.example/a\nhttps://one.example/b\n")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "page.html").write_bytes(ARTICLE)
    with desk_of(tmp_path) as desk:
        found = wanted(desk, ["https://one.example/feed", str(tmp_path / "urls.txt"), str(tmp_path / "saved"), "none"])
    assert found == Wanted(
        (),
        ("https://one.example/feed",),
        ("https://one.example/a", "https://one.example/b"),
        (tmp_path / "saved" / "page.html",),
        found.problems,
    )
    [problem] = found.problems
    assert isinstance(problem, Unreadable)


async def test_a_file_is_due_when_it_is_new_and_when_it_changes(tmp_path: Path) -> None:
    page = tmp_path / "a page.html"
    page.write_bytes(ARTICLE)
    with desk_of(tmp_path) as desk:
        await watched(desk, str(page))
        assert due(desk, AT) == (str(page),)
        checked(desk, [str(page)], report_of(), AT)
        await watched(desk, str(page), at=AT + DAY)
        assert due(desk, AT + DAY) == ()
        page.write_bytes(ARTICLE + b"<!-- changed -->")
        await watched(desk, str(page), at=AT + DAY)
        assert due(desk, AT + DAY) == (str(page),)


async def test_the_watch_list_is_watched_with_the_feeds_of_the_registry(tmp_path: Path) -> None:
    with desk_of(tmp_path) as desk:
        desk.settings.watchlist_file.write_text("# ours\nhttps://two.example/page\n")
        save_outlets(desk.engine, [replace(watched_outlets()[1], feeds=("https://one.example/feed",))], AT)
        assert wanted(desk, None).feeds == ("https://one.example/feed",)
        assert wanted(desk, None).addresses == ("https://two.example/page",)
        assert wanted(desk, []).feeds == ()


async def test_a_run_is_given_no_more_than_it_can_take(tmp_path: Path) -> None:
    urls = "".join(f"https://one.example/{number}\n" for number in range(50))
    (tmp_path / "urls.txt").write_text(urls)
    with desk_of(tmp_path, watch_pages=20) as desk:
        await watched(desk, str(tmp_path / "urls.txt"))
        taken: list[str] = []
        while pages := due(desk, AT):
            assert len(pages) <= 20
            checked(desk, pages, report_of(), AT)
            taken += pages
        assert sorted(taken) == sorted(urls.split())
