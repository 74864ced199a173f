"""Walls told from articles."""

from __future__ import annotations

import pytest

from capture.walls import WALLS, wall_in

SHORT_NEWS = (
    "The bridge over the Lune reopened on Monday after 14 months of repairs, the council said. Cars crossed it."
)


@pytest.mark.parametrize(
    ("body", "wall"),
    [
        ("Home", "hardly any text"),
        ("Please verify you are a human to go on. This will take only a moment, then you will see the page.", "robots"),
        (
            "Checking your browser before you reach the courier. This process is automatic and takes five seconds.",
            "robots",
        ),
        (
            "Please enable JavaScript in your browser to see this page as it was meant to be seen by its makers.",
            "scripts",
        ),
        (
            "JavaScript is disabled in this browser. The page you asked for does not work without it, we regret.",
            "scripts",
        ),
        (
            "We and our 812 partners store and use cookies to measure our pages. You may accept or refuse this here.",
            "consent",
        ),
        (
            "Subscribe today to continue reading this story and all others on every device that you may care to use.",
            "paywall",
        ),
        (
            "Are you already a subscriber? Then all our reporting is open to you after a moment with your password.",
            "paywall",
        ),
        (
            "We are sorry. The page you were looking for could not be found. Perhaps the address has been mistyped?",
            "error",
        ),
        (
            "Access denied. Our systems hold that your address should not see the page you asked for at the moment.",
            "error",
        ),
    ],
)
def test_a_wall_is_named(body: str, wall: str) -> None:
    assert wall in (wall_in(body) or "")


def test_short_news_is_no_wall() -> None:
    assert wall_in(SHORT_NEWS) is None


def test_an_article_about_walls_is_no_wall() -> None:
    assert wall_in(f"Readers had to enable JavaScript. {SHORT_NEWS * 10}") is None


def test_every_kind_of_wall_has_a_sample_above() -> None:
    assert {name.split()[-1] for _, name in WALLS} == {"robots", "cookies", "wall", "login", "page"}
