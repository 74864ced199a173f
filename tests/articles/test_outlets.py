"""Outlets recognised from domains, names and aliases."""

from __future__ import annotations

import pytest

from articles.model import Outlet
from articles.outlets import EMPTY, Registry

COURIER = Outlet("The Harbour Courier", domains=("harbour-courier.example",), aliases=("Courier Online",))
SPORT = Outlet("Courier Sport", domains=("sport.harbour-courier.example",))
WIRE = Outlet("North Wire", domains=("northwire.example", "wire.co.uk"), wire=True, aliases=("NW", "Harbour Courier"))
REGISTRY = Registry((COURIER, SPORT, WIRE))


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.harbour-courier.example/a", COURIER),
        ("https://HARBOUR-COURIER.example:8080/a", COURIER),
        ("https://sport.harbour-courier.example/a", SPORT),
        ("https://live.sport.harbour-courier.example/a", SPORT),
        ("https://a.b.wire.co.uk/x", WIRE),
        ("harbour-courier.example", COURIER),
        ("https://other.co.uk/x", None),
        ("https://evil-harbour-courier.example/x", None),
        ("https://harbour-courier.example.evil.example/x", None),
        ("file:///home/ann/harbour-courier.example", None),
        ("http://127.0.0.1/x", None),
    ],
)
def test_an_address_belongs_to_the_closest_domain(url: str, outlet: Outlet | None) -> None:
    assert REGISTRY.by_domain(url) == outlet


@pytest.mark.parametrize("name", ["The Harbour Courier", "harbour courier", "HARBOUR  COURIER ", "Courier online"])
def test_a_name_is_known_by_any_spelling_and_alias(name: str) -> None:
    assert REGISTRY.by_name(name) == COURIER


def test_a_name_goes_before_another_outlets_alias() -> None:
    assert REGISTRY.by_name("Harbour Courier") == COURIER


def test_the_address_goes_before_any_name() -> None:
    assert REGISTRY.resolve(url="https://wire.co.uk/a", names=["Courier Sport"]) == WIRE
    assert REGISTRY.resolve(url="https://unknown.example/a", names=["Nobody", "Courier Sport"]) == SPORT
    assert REGISTRY.resolve(names=["Nobody"]) is None
    assert EMPTY.resolve(url="https://wire.co.uk/a", names=["NW"]) is None


def test_a_name_that_many_outlets_bear_says_nothing_on_a_site_that_is_not_its_own() -> None:
    guardian = Outlet("The Guardian", ("theguardian.com",), aliases=("Guardian Online",))
    registry = Registry((guardian,))
    assert registry.resolve(url="https://www.guardian.example/a", names=["The Guardian"]) is None
    assert registry.resolve(url="https://www.guardian.example/a", names=["Guardian Online"]) == guardian
    assert registry.resolve(url="https://www.theguardian.com/a", names=["The Guardian"]) == guardian
    assert registry.resolve(url="file:///saved/page.html", names=["The Guardian"]) == guardian
    assert registry.by_name("Guardian") == guardian


def test_a_feed_speaks_for_the_pages_of_its_own_site_and_of_its_own_outlet_alone() -> None:
    feed = "https://feeds.example/courier.xml"
    registry = Registry((Outlet("The Harbour Courier", ("harbour-courier.example",), feeds=(feed,)),))
    page = "https://www.harbour-courier.example/a"
    assert registry.speaks_for("https://rss.harbour-courier.example/all", page)
    assert registry.speaks_for(feed, page)
    assert not registry.speaks_for("https://feeds.example/other.xml", page)
    assert not EMPTY.speaks_for(feed, page)
    assert EMPTY.speaks_for("http://127.0.0.1:8000/feed", "http://127.0.0.1:8000/a")
    assert not EMPTY.speaks_for("http://127.0.0.1:8000/feed", "http://127.0.0.2:8000/a")
