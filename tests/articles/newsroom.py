"""Builders of articles and claims of fictional outlets, for the tests of how they relate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from articles.model import Article, Claim, DateMention, Figure, Hyperlink, Moment, Outlet, short_id

COURIER = Outlet("Harbour Courier", ("harbour-courier.example",), owner="Tidewater Press")
POST = Outlet("Glenmoor Post", ("glenmoor-post.example",), owner="Tidewater Press")
LEDGER = Outlet("Northern Ledger", ("northern-ledger.example",))
DISPATCH = Outlet("Valley Dispatch", ("valley-dispatch.example",))
WIRE = Outlet("Meridian Wire", ("meridian-wire.example",), wire=True, aliases=("MW",))


def article(
    outlet: Outlet | None,
    headline: str | None,
    body: str,
    published: str | None = None,
    **fields: Any,
) -> Article:
    """Build an article as a capture would give it; its address follows from outlet and headline."""
    host = outlet.domains[0] if outlet else "paper.example"
    url = fields.pop("url", f"https://{host}/{short_id(headline or body)}")
    values: dict[str, Any] = {
        "url": url,
        "final_url": url,
        "canonical_url": None,
        "outlet": outlet,
        "headline": headline,
        "byline": (),
        "dateline": None,
        "published": Moment.parse(published) if published else None,
        "modified": None,
        "language": "en",
        "licence": None,
        "paywall": None,
        "sha256": "",
        "fetched_at": None,
        "extractor": "test",
        "body": body,
        "address": url,
    }
    return Article(**{**values, **fields})


def link_to(target: Article, words: str = "reported") -> Hyperlink:
    """Build a hyperlink that leads to an article."""
    return Hyperlink(target.url, words)


def figure(text: str, value: str | int, **fields: Any) -> tuple[str, dict[str, Any]]:
    """Describe a figure by its words, to be placed in a claim."""
    return text, {"value": Decimal(value), **fields}


def killed(text: str, value: int, **fields: Any) -> tuple[str, dict[str, Any]]:
    """Describe a count of people killed."""
    return figure(text, value, counted="people", role="killed", **fields)


def claim(text: str, *figures: tuple[str, dict[str, Any]], **fields: Any) -> Claim:
    """Build a claim with its figures placed where their words stand."""
    placed = tuple(
        Figure(text=words, start=text.index(words), end=text.index(words) + len(words), **values)
        for words, values in figures
    )
    values: dict[str, Any] = {"kind": "statistic" if figures else "event", "article": short_id("article", text)}
    return Claim(**{**values, **fields}, id=short_id("claim", text), text=text, start=0, end=len(text), figures=placed)


def on(text: str, day: str) -> DateMention:
    """Build a date mention of one day."""
    when = date.fromisoformat(day)
    return DateMention(text, 0, len(text), when, when, "day")
