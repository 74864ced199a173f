"""Fetching over real HTTP on loopback: manners, retries, redirects, and every kind of bad answer."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.model import Capture
from capture.errors import Unreadable
from capture.fetch import FetchPolicy, fetch
from tests.capture.server import (
    ARTICLE,
    BOMB,
    Handler,
    Server,
    answer,
    cut_off,
    drip,
    endless,
    in_turn,
    rude,
    serving,
    silent,
)

NOW = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
QUICK = FetchPolicy(
    user_agent="TestDesk/1 (desk@desk.example)",
    connect_seconds=2,
    read_seconds=0.4,
    total_seconds=0.8,
    attempts=2,
    backoff_seconds=0.01,
    longest_wait_seconds=0.5,
    most_bytes=300_000,
    most_bytes_unpacked=400_000,
    seconds_between_requests=0,
)


async def no_lookup(host: str, port: int) -> tuple[str, ...]:
    raise AssertionError(f"{host}:{port} was looked up")


def allowing(server: Server, **changes: object) -> FetchPolicy:
    return replace(QUICK, allow_private_hosts=(server.host,), **changes)  # type: ignore[arg-type]  # by name, in tests


async def fetched(
    pages: Mapping[str, Handler], path: str = "/a", **changes: object
) -> tuple[Capture | Unreadable, Server]:
    async with serving(pages) as server:
        [done] = await fetch([server.url(path)], allowing(server, **changes), lambda: NOW)
        return done, server


async def read(pages: Mapping[str, Handler], path: str = "/a", **changes: object) -> Capture:
    done, _ = await fetched(pages, path, **changes)
    assert isinstance(done, Capture), str(done)
    return done


async def refused(pages: Mapping[str, Handler], path: str = "/a", **changes: object) -> str:
    done, _ = await fetched(pages, path, **changes)
    assert isinstance(done, Unreadable), done
    message = str(done)
    assert path in message
    assert "\n" not in message
    return message


# -- answers as they should be ---------------------------------------------------------------------


async def test_a_page_is_kept_with_its_status_headers_and_bytes() -> None:
    capture = await read({"/a": answer(x_served_by="cache-7")})
    assert (capture.status, capture.content, capture.fetched_at) == (200, ARTICLE, NOW)
    assert ("x-served-by", "cache-7") in capture.headers
    assert capture.url == capture.final_url
    assert capture.redirects == ()


async def test_we_say_who_is_asking_and_ask_robots_first() -> None:
    _, server = await fetched({"/a": answer()})
    assert server.paths() == ["/robots.txt", "/a"]
    assert {fields["user-agent"] for _, fields in server.requests} == {"TestDesk/1 (desk@desk.example)"}


async def test_redirects_are_followed_and_kept() -> None:
    pages = {
        "/a": answer(b"", "301 Moved Permanently", location="/b?x=1"),
        "/b?x=1": answer(b"", "302 Found", location="c"),
        "/c": answer(),
    }
    capture = await read(pages)
    assert [(hop.status, hop.location) for hop in capture.redirects] == [(301, "/b?x=1"), (302, "c")]
    assert capture.final_url.endswith("/c")
    assert capture.url.endswith("/a")


async def test_answers_come_in_the_order_asked_and_each_is_reported_when_done() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        await answer()(writer)

    reported: list[Capture | Unreadable] = []
    async with serving({"/slow": slow, "/fast": answer()}) as server:
        urls = [server.url(path) for path in ("/slow", "/missing", "/fast")]
        done = await fetch(urls, allowing(server), lambda: NOW, reported.append)
    assert [type(each) for each in done] == [Capture, Unreadable, Capture]
    assert isinstance(reported[-1], Capture)
    assert reported[-1].url.endswith("/slow")


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(ARTICLE)),
        ("x-gzip", gzip.compress(ARTICLE[:300]) + gzip.compress(ARTICLE[300:])),
        ("deflate", zlib.compress(ARTICLE)),
        ("deflate", zlib.compress(ARTICLE, wbits=-15)),
        ("identity", ARTICLE),
    ],
)
async def test_content_is_what_the_coding_unpacks_to(coding: str, packed: bytes) -> None:
    assert (await read({"/a": answer(packed, content_encoding=coding)})).content == ARTICLE


async def test_a_fictional_host_is_fetched_from_where_the_policy_sends_it() -> None:
    async with serving({"/a": answer()}) as server:
        policy = allowing(server, resolve={"www.harbour.example:80": ("127.0.0.1", server.port)})
        [done] = await fetch(["http://www.harbour.example/a"], policy, lambda: NOW, lookup=no_lookup)
    assert isinstance(done, Capture)
    assert done.final_url == "http://www.harbour.example/a"
    assert {fields["host"] for _, fields in server.requests} == {"www.harbour.example"}


# -- manners ---------------------------------------------------------------------------------------


async def test_robots_txt_is_obeyed_also_where_a_redirect_leads() -> None:
    robots = answer(b"User-agent: *\nDisallow: /private\n\nUser-agent: OtherBot\nDisallow: /\n")
    pages = {"/robots.txt": robots, "/private": answer(), "/a": answer(b"", "302 Found", location="/private")}
    assert "robots.txt" in await refused(pages, "/private")
    assert "robots.txt" in await refused(pages, "/a")
    done, server = await fetched(pages, "/private", obey_robots=False)
    assert isinstance(done, Capture)
    assert server.paths() == ["/private"]


async def test_a_robots_txt_that_cannot_be_read_forbids_all() -> None:
    message = await refused({"/robots.txt": answer(b"", "503 Service Unavailable"), "/a": answer()})
    assert "robots.txt of its site cannot be read (status 503)" in message


async def test_robots_txt_is_read_once_for_many_pages_of_a_site() -> None:
    async with serving({"/robots.txt": answer(b"User-agent: *\nAllow: /"), "/a": answer()}) as server:
        await fetch([server.url("/a"), server.url("/a"), server.url("/a")], allowing(server), lambda: NOW)
    assert server.paths() == ["/robots.txt", "/a", "/a", "/a"]


async def test_crawl_delay_keeps_requests_apart() -> None:
    pages = {"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 0.2"), "/a": answer(), "/b": answer()}
    async with serving(pages) as server:
        started = time.monotonic()
        await fetch([server.url("/a"), server.url("/b")], allowing(server), lambda: NOW)
    assert time.monotonic() - started >= 0.2


async def test_a_crawl_delay_longer_than_a_run_waits_is_kept_and_the_rest_is_for_later() -> None:
    pages = {"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 30"), "/a": answer(), "/b": answer()}
    async with serving(pages) as server:
        first, second = await fetch([server.url("/a"), server.url("/b")], allowing(server), lambda: NOW)
    assert isinstance(first, Capture)
    assert "asks for 30 s between requests, longer than one run waits; check it again later" in str(second)
    assert server.paths() == ["/robots.txt", "/a"]


async def test_a_host_that_is_busy_is_left_alone_by_everyone_who_waits_for_it() -> None:
    asked: list[float] = []

    def noted(handler: Handler) -> Handler:
        async def handle(writer: asyncio.StreamWriter) -> None:
            asked.append(time.monotonic())
            await handler(writer)

        return handle

    pages = {
        "/a": noted(in_turn(answer(b"", "429 Too Many Requests", retry_after="1"), answer())),
        "/b": noted(answer()),
    }
    async with serving(pages) as server:
        policy = allowing(server, seconds_between_requests=0.2, longest_wait_seconds=2)
        done = await fetch([server.url("/a"), server.url("/b")], policy, lambda: NOW)
    assert [type(each) for each in done] == [Capture, Capture]
    assert asked[1] - asked[0] >= 0.9


async def test_a_date_to_wait_for_is_read_by_the_clock_of_who_wrote_it() -> None:
    wrong = {"date": "Sat, 01 Jan 2180 00:00:00 GMT", "retry_after": "Sat, 01 Jan 2180 00:00:00 GMT"}
    assert (await read({"/a": in_turn(answer(b"", "503 Service Unavailable", **wrong), answer())})).status == 200


async def test_what_was_sent_and_who_answered_are_kept() -> None:
    capture = await read({"/a": answer()})
    assert dict(capture.request)["user-agent"] == "TestDesk/1 (desk@desk.example)"
    assert dict(capture.request)["host"].startswith("127.0.0.1:")
    assert capture.server == "127.0.0.1"


async def test_one_host_is_not_asked_more_often_than_the_policy_says() -> None:
    async with serving({path: answer() for path in ("/a", "/b", "/c")}) as server:
        started = time.monotonic()
        await fetch(
            [server.url(path) for path in ("/a", "/b", "/c")],
            allowing(server, seconds_between_requests=0.1),
            lambda: NOW,
        )
    assert time.monotonic() - started >= 0.3


async def test_a_busy_site_is_asked_again_after_the_time_it_names() -> None:
    busy = answer(b"", "429 Too Many Requests", retry_after="Tue, 06 May 2031 07:08:09 GMT")
    trouble = answer(b"", "503 Service Unavailable", retry_after="0")
    assert (await read({"/a": in_turn(busy, answer())})).status == 200
    assert (await read({"/a": in_turn(trouble, answer())})).status == 200


async def test_a_site_that_asks_for_a_longer_wait_than_ours_is_left_alone() -> None:
    pages = {"/a": answer(b"", "429 Too Many Requests", retry_after="3600")}
    done, server = await fetched(pages)
    assert isinstance(done, Unreadable)
    assert "too many requests (status 429); try again later" in str(done)
    assert server.paths().count("/a") == 1


async def test_a_connection_that_breaks_is_tried_again() -> None:
    async def broken(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n<html>")

    assert (await read({"/a": in_turn(broken, answer())})).content == ARTICLE


async def test_cookies_are_never_sent_back() -> None:
    pages = {
        "/a": answer(b"", "302 Found", location="/b", set_cookie="session=42; path=/"),
        "/b": answer(),
    }
    _, server = await fetched(pages)
    assert all("cookie" not in fields for _, fields in server.requests)


async def test_credentials_in_an_address_are_neither_sent_nor_shown() -> None:
    async with serving(
        {"/a": answer(), "/r": answer(b"", "302 Found", location="http://u:secret@127.0.0.1:1/x")}
    ) as server:
        urls = [f"http://ann:secret@{server.host}{path}" for path in ("/a", "/none", "/r")]
        done = await fetch(urls, allowing(server, attempts=1), lambda: NOW)
    assert isinstance(done[0], Capture)
    assert done[0].url == f"http://***@{server.host}/a"
    assert "secret" not in "".join(map(repr, done)) + "".join(map(str, done))
    assert all("authorization" not in fields for _, fields in server.requests)


# -- bad answers -----------------------------------------------------------------------------------


BAD_ANSWERS: dict[str, tuple[Handler, str]] = {
    "not found": (answer(b"gone away", "404 Not Found"), "is not there (status 404); check the address"),
    "gone": (answer(b"", "410 Gone"), "was removed by its publisher (status 410)"),
    "forbidden": (answer(b"", "403 Forbidden"), "is refused to us (status 403)"),
    "teapot": (answer(b"", "418 I'm a teapot"), "gives no page (status 418)"),
    "server error": (answer(b"", "500 Internal Server Error"), "has trouble answering (status 500); try again later"),
    "gzip bomb": (answer(BOMB, content_encoding="gzip"), "unpacks to more than 0.4 MB"),
    "truncated gzip": (answer(gzip.compress(ARTICLE)[:-30], content_encoding="gzip"), "breaks off in the middle"),
    "damaged gzip": (answer(ARTICLE, content_encoding="gzip"), "does not decompress"),
    "unasked coding": (answer(ARTICLE, content_encoding="br"), "compressed in a way that was not asked for"),
    "endless chunks": (endless, "is larger than 0.3 MB"),
    "gzip in endless parts": (answer(gzip.compress(b"") * 9_999, content_encoding="gzip"), "an empty page"),
    "gzip in too many parts": (
        answer(gzip.compress(b"") * 10_001, content_encoding="gzip"),
        "compressed in more than 10,000 parts",
    ),
    "packed four times": (answer(ARTICLE, content_encoding="gzip, gzip, gzip, gzip"), "more than 3 times over"),
    "slow drip": (drip, "did not finish answering within 0.8 s"),
    "silence": (silent, "stopped answering"),
    "no HTTP": (rude, "broke off its answer"),
    "cut off": (cut_off, "broke off its answer"),
    "empty page": (answer(b""), "an empty page"),
    "a PDF behind .html": (answer(b"%PDF-1.7\n%\xe2\xe3"), "is a PDF document"),
    "an image behind .html": (answer(b"\x89PNG\r\n\x1a\n\x00\x00"), "is a PNG image"),
    "NUL bytes": (answer(b"<html><body><p>Some\x00thing</p>"), "NUL bytes"),
    "a feed": (answer(b'<?xml version="1.0"?><rss version="2.0"></rss>'), "a feed or sitemap (rss)"),
    "JSON": (answer(b'{"title": "x"}'), "is JSON data"),
    "redirect loop": (answer(b"", "302 Found", location="/page.html"), "redirects in a circle"),
    "redirect to javascript": (
        answer(b"", "302 Found", location="javascript:alert(1)"),
        "javascript: addresses are not",
    ),
    "redirect to a file": (answer(b"", "302 Found", location="file:///etc/passwd"), "file: addresses are not"),
    "redirect to nonsense": (answer(b"", "302 Found", location="http://[::1/x"), "an address that is not valid"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
async def test_a_bad_answer_ends_in_one_clear_line(name: str) -> None:
    handler, expected = BAD_ANSWERS[name]
    assert expected in await refused({"/page.html": handler}, "/page.html")


async def test_more_redirects_than_the_policy_allows_are_not_followed() -> None:
    pages = {f"/{number}": answer(b"", "302 Found", location=f"/{number + 1}") for number in range(9)}
    assert "redirects more than 3 times" in await refused(pages, "/0", most_redirects=3)


async def test_the_rest_of_a_batch_goes_on_when_one_page_is_bad() -> None:
    async with serving({"/bad": answer(BOMB, content_encoding="gzip"), "/a": answer()}) as server:
        urls = [server.url("/bad"), "javascript:alert(1)", "data:text/html,x", "http://", server.url("/a")]
        done = await fetch(urls, allowing(server), lambda: NOW)
    assert [type(each) for each in done] == [Unreadable] * 4 + [Capture]


async def test_a_host_that_does_not_listen_is_named() -> None:
    policy = replace(QUICK, allow_private_hosts=("127.0.0.1:1",))
    [done] = await fetch(["http://127.0.0.1:1/a"], policy, lambda: NOW)
    assert str(done).startswith("http://127.0.0.1:1/a: no connection to 127.0.0.1; ")


# -- addresses that are not public -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1", "a loopback address"),
        ("10.1.2.3", "a private address"),
        ("169.254.169.254", "a link-local address"),
        ("::ffff:192.168.1.1", "a private address"),
    ],
)
async def test_a_name_that_resolves_to_an_inner_address_is_refused(address: str, reason: str) -> None:
    async def lookup(host: str, port: int) -> tuple[str, ...]:
        assert (host, port) == ("inside.example", 80)
        return (address,)

    [done] = await fetch(["http://inside.example/a"], QUICK, lambda: NOW, lookup=lookup)
    assert f"inside.example is at {address}, {reason}, which is not fetched" in str(done)
    assert "SECOND_SOURCE_ALLOW_PRIVATE_HOSTS" in str(done)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/a", "http://[::1]:9/a", "http://2130706433/a", "http://localhost:9/a"]
)
async def test_loopback_is_refused_however_it_is_written(url: str) -> None:
    [done] = await fetch([url], QUICK, lambda: NOW)
    assert "a loopback address, which is not fetched" in str(done)


async def test_a_redirect_to_an_inner_address_is_refused() -> None:
    pages = {"/a": answer(b"", "302 Found", location="http://127.0.0.1:9/admin")}
    assert "127.0.0.1 is at 127.0.0.1, a loopback address" in await refused(pages)


async def test_only_the_listed_port_of_an_inner_host_is_open() -> None:
    async with serving({"/a": answer()}) as server:
        policy = replace(QUICK, allow_private_hosts=("127.0.0.1:9",))
        [done] = await fetch([server.url("/a")], policy, lambda: NOW)
    assert isinstance(done, Unreadable)
    assert server.requests == []


async def test_a_resolve_entry_is_no_way_round_the_address_check() -> None:
    policy = replace(QUICK, resolve={"news.example:80": ("127.0.0.1", 9)})
    [done] = await fetch(["http://news.example/a"], policy, lambda: NOW, lookup=no_lookup)
    assert "news.example is at 127.0.0.1, a loopback address" in str(done)


async def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    looked_up: list[str] = []

    async def rebinding(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(f"{host}:{port}")
        return ("10.0.0.1", "127.0.0.1")

    async with serving({"/a": answer()}) as server:
        [done] = await fetch([f"http://news.example:{server.port}/a"], allowing(server), lambda: NOW, lookup=rebinding)
    assert isinstance(done, Capture), str(done)
    assert {fields["host"] for _, fields in server.requests} == {f"news.example:{server.port}"}
    assert set(looked_up) == {f"news.example:{server.port}"}


async def test_a_host_nobody_knows_is_named() -> None:
    async def lookup(_host: str, _port: int) -> tuple[str, ...]:
        raise OSError(-2, "Name or service not known")

    [done] = await fetch(["http://nobody.example/a"], QUICK, lambda: NOW, lookup=lookup)
    assert "there is no host of the name nobody.example; check the address and your network" in str(done)


async def test_a_lookup_that_takes_too_long_is_given_up() -> None:
    async def lookup(_host: str, _port: int) -> tuple[str, ...]:
        await asyncio.sleep(9)
        return ()

    policy = replace(QUICK, connect_seconds=0.05, attempts=1)
    [done] = await fetch(["http://slow.example/a"], policy, lambda: NOW, lookup=lookup)
    assert "slow.example did not answer in time" in str(done)


async def test_the_second_address_is_tried_where_the_first_does_not_answer() -> None:
    async def lookup(_host: str, _port: int) -> tuple[str, ...]:
        return ("127.0.0.2", "127.0.0.1")

    async with serving({"/a": answer()}) as server:
        name = f"news.example:{server.port}"
        policy = replace(QUICK, allow_private_hosts=(name,))
        [done] = await fetch([f"http://{name}/a"], policy, lambda: NOW, lookup=lookup)
    assert isinstance(done, Capture), str(done)


async def test_tls_asks_for_the_name_in_the_address_and_a_broken_one_is_refused() -> None:
    heard: list[bytes] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(2_000))
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    listener = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with listener:
        port = listener.sockets[0].getsockname()[1]
        policy = replace(
            QUICK, allow_private_hosts=(f"127.0.0.1:{port}",), resolve={"www.harbour.example:443": ("127.0.0.1", port)}
        )
        [done] = await fetch(["https://www.harbour.example/a"], policy, lambda: NOW, lookup=no_lookup)
    assert "no safe connection to www.harbour.example" in str(done)
    assert all(b"www.harbour.example" in hello for hello in heard)
    assert heard
