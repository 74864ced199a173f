"""What stands in an article's place is told from an article, and from a wall."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.model import Capture
from capture.errors import Unreadable
from capture.extract import extract
from capture.missing import missing_in

URL = "https://post.example/news/shed"
TEXT = "<p>" + "The old boat shed at Ostermere burned down on Saturday night, and nobody was hurt. " * 12 + "</p>"


def answer(content: str, status: int | None = 200, url: str = URL, final_url: str = URL) -> Capture:
    return Capture(url, final_url, status, (), (), datetime(2025, 3, 10, tzinfo=UTC), content.encode())


@pytest.mark.parametrize(
    "head",
    [
        "<title>Page not found | The Ostermere Post</title>",
        "<title>404</title>",
        "<title>Error 404 - Not found</title>",
        "<h1>Sorry, this page could not be found.</h1>",
        "<h1 class='big'>\n  <span>The page you requested was not found</span></h1>",
        "<h1>This article is no longer available</h1>",
        "<h1>Oops! That page can’t be found.</h1>",
        "<h1>The Ostermere Post</h1><h1>Page not found</h1>",
        "<h1>This story has been removed</h1>",
    ],
)
def test_an_error_page_is_known_by_its_heading_or_title(head: str) -> None:
    assert missing_in(answer(head + TEXT)) == "error page"
    with pytest.raises(Unreadable, match="error page"):
        extract(answer(head + TEXT))


@pytest.mark.parametrize(
    "head",
    [
        "<title>Boat shed burns in Ostermere</title><h1>Boat shed burns in Ostermere</h1>",
        "<h1>Black box of the Halcyon not found after three days</h1>",
        "<h1>404 arrested in raids across the province</h1>",
        "<h1>Page from the lighthouse log found in attic</h1>",
        "<h1>The page that could not be found: a librarian remembers</h1>",
        "<title>Not found in any atlas: the island of Corran</title>",
        "<h1>Statue has been removed, town says</h1>",
        "",
    ],
)
def test_a_headline_about_something_lost_is_an_article(head: str) -> None:
    assert missing_in(answer(head + TEXT)) is None


def test_a_status_says_enough() -> None:
    assert [missing_in(answer("", status)) for status in (404, 410, 200, 403)] == ["not found", "removed", None, None]


@pytest.mark.parametrize(
    ("url", "final_url", "kind"),
    [
        (URL, "https://post.example/", "front page"),
        (URL, "https://www.post.example", "front page"),
        (URL, "https://post.example/news/shed-2", None),
        (URL, "https://elsewhere.example/", None),
        ("https://post.example/", "https://post.example/", None),
        ("https://post.example/?p=12", "https://post.example/?p=12", None),
    ],
)
def test_a_redirect_to_the_front_page_is_no_article(url: str, final_url: str, kind: str | None) -> None:
    assert missing_in(answer(TEXT, url=url, final_url=final_url)) == kind


def test_a_saved_file_is_never_missing() -> None:
    assert missing_in(answer("<h1>Page not found</h1>", None, "file:///a/b", "file:///")) is None


def test_hostile_pages_are_looked_at_in_time() -> None:
    for content in ("<h1" * 200_000, "<title>" * 100_000, "<h1>" + " " * 500_000, "<h1>" + "oops " * 100_000):
        assert missing_in(answer(content)) is None
