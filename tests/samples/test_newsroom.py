"""The demo newsroom answers over real HTTP as a hundred small outlets do."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest

from samples.newsroom import (
    DISALLOWED_URL,
    GONE_URL,
    INPUTS,
    LAST_MODIFIED,
    MISSING_URL,
    SHORT_URL,
    Newsroom,
    hosts,
    newsroom,
    urls,
)


@pytest.fixture(scope="module")
def on_air() -> Iterator[Newsroom]:
    with newsroom() as running:
        yield running


def ask(room: Newsroom, url: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    split = urlsplit(url)
    address, port = room.resolve[f"{split.hostname}:80"]
    connection = HTTPConnection(address, port, timeout=10)
    try:
        connection.request(method, split.path, headers={"Host": split.hostname or "", **headers})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_every_page_is_served_by_its_host(on_air: Newsroom) -> None:
    for url in urls():
        answer, content = ask(on_air, url)
        assert answer.status == 200, url
        assert b"</html>" in content
        assert answer.getheader("Content-Length") == str(len(content))
        assert answer.getheader("Last-Modified") == LAST_MODIFIED
        content.decode(answer.headers.get_content_charset("utf-8"))


def test_the_page_in_another_encoding_says_so_in_its_header_and_is_not_utf_8(on_air: Newsroom) -> None:
    [url] = [url for url in urls() if "lake-ferry" in url]
    answer, content = ask(on_air, url)
    assert answer.headers.get_content_charset() == "windows-1252"
    assert "René Vautelle" in content.decode("windows-1252")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_every_host_has_a_robots_txt_and_one_page_is_refused_by_it(on_air: Newsroom) -> None:
    for host in hosts():
        answer, content = ask(on_air, f"http://{host}/robots.txt")
        assert answer.status == 200
        robots = RobotFileParser()
        robots.parse(content.decode().splitlines())
        assert all(robots.can_fetch("SecondSource", url) for url in urls() if urlsplit(url).hostname == host)
        assert robots.can_fetch("SecondSource", DISALLOWED_URL) is (host != urlsplit(DISALLOWED_URL).hostname)
    assert ask(on_air, DISALLOWED_URL)[0].status == 200  # there, and yet not to be fetched


def test_a_short_address_leads_to_the_page(on_air: Newsroom) -> None:
    answer, _ = ask(on_air, SHORT_URL)
    assert answer.status == 301
    location = answer.getheader("Location") or ""
    assert f"http://{urlsplit(SHORT_URL).hostname}{location}" in urls()


def test_what_is_not_there_was_withdrawn_or_is_unchanged_is_answered_so(on_air: Newsroom) -> None:
    assert ask(on_air, MISSING_URL)[0].status == 404
    assert ask(on_air, GONE_URL)[0].status == 410
    unchanged, content = ask(on_air, urls()[0], **{"If-Modified-Since": LAST_MODIFIED})
    assert (unchanged.status, content) == (304, b"")
    head, content = ask(on_air, urls()[0], "HEAD")
    assert (head.status, content) == (200, b"")


def test_no_path_leads_out_of_the_pages(on_air: Newsroom) -> None:
    host = hosts()[0]
    for path in ("/../../answers.yaml", "/%2e%2e/%2e%2e/answers.yaml", "/..%2f..%2fanswers.yaml"):
        assert ask(on_air, f"http://{host}{path}")[0].status == 404


def test_a_host_that_is_not_of_the_newsroom_has_no_pages(on_air: Newsroom) -> None:
    connection = HTTPConnection("127.0.0.1", on_air.port, timeout=10)
    connection.request("GET", "/robots.txt", headers={"Host": "elsewhere.example"})
    assert connection.getresponse().status == 404
    connection.close()


def test_the_troubled_list_names_each_trouble_once() -> None:
    listed = (INPUTS / "with-troubles.txt").read_text(encoding="utf-8").splitlines()
    for url in (SHORT_URL, DISALLOWED_URL, MISSING_URL, GONE_URL):
        assert listed.count(url) == 1
