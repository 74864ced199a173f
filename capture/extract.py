"""One capture becomes one article with its evidence: no network, no clock, no database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.addresses import host_of, masked_url, normal_url, registrable_domain
from articles.model import Article, Capture, FieldEvidence
from articles.outlets import EMPTY, Registry
from capture.audit import lost_and_gained
from capture.blocks import blocks_of
from capture.body import EXTRACTOR, body_of
from capture.choice import (
    Choices,
    agreed_outlet,
    headline_reader,
    moment_reader,
    names_a_person,
    outlet_reader,
    read_first,
    read_language,
    read_names,
    read_paywall,
    repeated_elsewhere,
)
from capture.content_kind import kind_of
from capture.datelines import dateline_of
from capture.errors import Unreadable
from capture.evidence import gather
from capture.hyperlinks import absolute, links_of
from capture.languages import language_of
from capture.missing import MISSING, missing_in
from capture.outline import Outline, Page
from capture.page import decode, parse
from capture.page_dates import writes_day_first
from capture.plain_text import read_plain_text
from capture.walls import STUB, is_stub, wall_in, wall_named_by

TEXT_EXTRACTOR = "plain text 1"
SAVE_IT = "open it in a browser and save the page once it shows the text"
# Below this many characters, guessing a language is guessing.
LANGUAGE_GUESSED_FROM = 200


def extract(capture: Capture, registry: Registry = EMPTY, listed: Sequence[FieldEvidence] = ()) -> Article:
    """Read the article of a capture; Unreadable where there is none in it, or its address has lost the one it had.

    `listed` is what feeds say of its page.
    """
    if missing := missing_in(capture):
        problem = Unreadable(capture.url, MISSING[missing], "look for an archived copy", capture.status)
        problem.missing = missing
        raise problem
    return article_from(
        capture.content,
        capture.url,
        capture.headers,
        final_url=capture.final_url,
        fetched_at=capture.fetched_at,
        registry=registry,
        listed=listed,
    )


def article_from(
    content: bytes,
    url: str,
    headers: Mapping[str, str] | Sequence[tuple[str, str]] | None = None,
    *,
    final_url: str | None = None,
    fetched_at: datetime | None = None,
    registry: Registry = EMPTY,
    listed: Sequence[FieldEvidence] = (),
) -> Article:
    """Read an article out of the bytes of an HTML page or of a text without markup.

    `content` has no content coding; `headers` in any case; `listed` is what feeds and sitemaps say of the page. Raises Unreadable for bytes that are neither, and for a page
    without an article's text.
    """
    kind, reason = kind_of(content)
    if kind in {"empty", "other"}:
        raise Unreadable(url, f"is {reason}", "give an article's HTML page or text")
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    lower = {name.lower(): value for name, value in pairs}
    url, final_url = masked_url(url), masked_url(final_url or url)
    text = decode(content, lower.get("content-type", ""))
    if kind == "text":
        plain = read_plain_text(text)
        page, choices = None, Choices((*plain.evidence, *listed))
    else:
        tree = _tree(text, url)
        page = Page(tree, Outline(tree), final_url, lower)
        choices = Choices((*gather(page), *listed))

    canonical = absolute(choices.take("canonical_url", read_first) or "", final_url)
    address = _address(canonical, final_url)
    outlet = registry.by_domain(address)
    if outlet is not None:
        choices.add(FieldEvidence("outlet", outlet.name, "registry:domain"), chosen=True)
    else:
        outlet = choices.take("outlet", outlet_reader(registry, address), agreed_outlet(choices.evidence, address))
    headlines = choices.values("headline")
    headline = choices.take(
        "headline", headline_reader(outlet, headlines, address), repeated_elsewhere(choices.evidence, "headline")
    )
    blocks = [] if page is None else blocks_of(page.outline)
    body = (
        plain.body
        if page is None
        else body_of(
            page.tree,
            blocks,
            [headline or "", *headlines],
            [*choices.values("byline"), *((outlet.name,) if outlet else ())],
        )
    )
    if not body.strip():
        named = wall_named_by(headlines)
        raise Unreadable(url, f"is {named}, not an article" if named else "has no article's text", SAVE_IT)
    if page is not None and (wall := wall_in(body) or wall_named_by([headline] if headline else [], body)):
        raise Unreadable(url, f"is {wall}, not an article", SAVE_IT)
    paywall = choices.take("paywall", read_paywall)
    if page is not None and paywall is not False and is_stub(body, page.outline.text()):
        choices.add(FieldEvidence("kind", STUB, "text:prompt"))
    for piece in _from_body(body, choices):
        choices.add(piece)
    if page is not None:
        body, audit = lost_and_gained(page.outline, blocks, body)
        for piece in audit:
            choices.add(piece)

    choices.take("kind", read_first)
    read_moment = moment_reader(writes_day_first(choices.values("language"), final_url))
    return Article(
        url=url,
        final_url=final_url,
        canonical_url=canonical,
        outlet=outlet,
        headline=headline,
        byline=choices.take("byline", read_names, names_a_person(choices.values("outlet"))) or (),
        dateline=choices.take("dateline", read_first),
        published=choices.take("published", read_moment),
        modified=choices.take("modified", read_moment),
        language=choices.take("language", read_language),
        licence=choices.take("licence", read_first),
        paywall=paywall,
        sha256=hashlib.sha256(content).hexdigest(),
        fetched_at=fetched_at,
        extractor=TEXT_EXTRACTOR if page is None else EXTRACTOR,
        body=body,
        evidence=choices.evidence,
        links=() if page is None else links_of(page.outline, blocks, body, final_url),
        address=address,
    )


def _tree(text: str, url: str) -> HtmlElement:
    tree = parse(text)
    if tree is None:
        raise Unreadable(url, "is too broken to read as a page", SAVE_IT)
    return tree


def _address(canonical: str | None, final_url: str) -> str:
    """Return the canonical address where the page may speak for it, else where the page was found.

    A page may name another page of its own site, but not the site's front page; a saved file may name any page.
    """
    if canonical is None:
        return normal_url(final_url)
    site = registrable_domain(final_url) or host_of(final_url)
    own = site is None or site == (registrable_domain(canonical) or host_of(canonical))
    front_page = urlsplit(canonical).path in {"", "/"} and urlsplit(final_url).path not in {"", "/"}
    return normal_url(canonical if own and not front_page else final_url)


def _from_body(body: str, choices: Choices) -> Iterator[FieldEvidence]:
    if dateline := dateline_of(body):
        yield FieldEvidence("dateline", dateline, "text:first paragraph")
    if len(body) >= LANGUAGE_GUESSED_FROM and not choices.values("language"):
        yield FieldEvidence("language", language_of(body), "text:detected")
