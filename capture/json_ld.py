"""What a page says of itself in JSON-LD (schema.org), however carelessly written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml.html import HtmlElement

from articles.addresses import normal_url
from articles.model import FieldEvidence

Node: TypeAlias = Mapping[str, object]

LONGEST_SCRIPT = 3_000_000
MOST_NODES = 2_000
LONGEST_VALUE = 2_000
MOST_PIECES = 20

ARTICLE_TYPES = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
    }
    | {"ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle", "SatiricalArticle", "BlogPosting"}
    | {"LiveBlogPosting", "SocialMediaPosting", "TechArticle", "ScholarlyArticle", "Report"}
)
SITE_TYPES = frozenset({"WebSite", "Product", "CreativeWork", "Periodical", "Newspaper", "NewsMediaOrganization"})
GALLERY_TYPES = frozenset({"ImageGallery", "MediaGallery"})
# Nodes of a graph that stand for the site or its owner.
BRAND_TYPES = frozenset({"WebSite", "NewsMediaOrganization", "Organization"})
PAGE_TYPES = frozenset({"WebPage", "ItemPage", "ProfilePage"})
# Where the node of the page itself is found; never among related items, comments or parts.
WALKED = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")

# schema.org property -> our field, for values that are plain text.
PROPERTIES = (
    ("headline", "headline"),
    ("alternativeHeadline", "headline"),
    ("name", "headline"),
    ("datePublished", "published"),
    ("dateCreated", "published"),
    ("dateModified", "modified"),
    ("inLanguage", "language"),
    ("license", "licence"),
    ("isAccessibleForFree", "paywall"),
    ("url", "canonical_url"),
    ("mainEntityOfPage", "canonical_url"),
    ("dateline", "dateline"),
)
# Properties whose values are persons or organisations.
AGENTS = (
    ("author", "byline"),
    ("creator", "byline"),
    ("publisher", "outlet"),
    ("sourceOrganization", "outlet"),
    ("provider", "outlet"),
    ("copyrightHolder", "outlet"),
)

_decoder = json.JSONDecoder(strict=False)
_wrapping = re.compile(
    r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|\]\]>|/\*\]\]>\*/|;)\s*$"
)
_trailing_comma = re.compile(r",(?=\s{0,200}[}\]])")
_salvaged = re.compile(
    r'"(headline|datePublished|dateModified|inLanguage|isAccessibleForFree)"\s{0,9}:\s{0,9}(?:"((?:[^"\\\n]|\\.){1,500})"|(true|false))'
)
_salvaged_agent = re.compile(
    r'"(author|publisher)"\s{0,9}:\s{0,9}\[?\s{0,9}\{[^{}\[\]]{0,300}?"name"\s{0,9}:\s{0,9}"((?:[^"\\\n]|\\.){1,200})"'
)


def json_ld_evidence(tree: HtmlElement, addresses: frozenset[str]) -> Iterator[FieldEvidence]:
    """Yield what JSON-LD says of the page's article; `addresses` are the page's own, in normal form."""
    nodes, broken = _nodes(tree)
    by_id = {identifier: node for node in nodes if isinstance(identifier := node.get("@id"), str) and len(node) > 1}
    for node in _of_this_page(nodes, addresses):
        yield from _stated(node, by_id)
    for node in nodes:
        if (kind := next((kind for kind in _types(node) if kind in BRAND_TYPES), None)) is not None:
            for value in _plain(node.get("name"), by_id):
                yield FieldEvidence("outlet", value, f"json-ld:{kind}.name")
    for text in broken:
        for found in _salvaged.finditer(text[:LONGEST_SCRIPT]):
            field = dict(PROPERTIES)[found[1]]
            yield FieldEvidence(field, _unescaped(found[2]) if found[2] else found[3], f"json-ld:broken.{found[1]}")
        for found in _salvaged_agent.finditer(text[:LONGEST_SCRIPT]):
            yield FieldEvidence(dict(AGENTS)[found[1]], _unescaped(found[2]), f"json-ld:broken.{found[1]}")


def _stated(node: Node, by_id: Mapping[str, Node]) -> Iterator[FieldEvidence]:
    kind = _types(node)[0]
    article = bool(ARTICLE_TYPES.intersection(_types(node)))
    for name, field in PROPERTIES:
        if name != "name" or article:
            for value in _plain(node.get(name), by_id):
                yield FieldEvidence(field, value, f"json-ld:{kind}.{name}")
    for name, field in AGENTS:
        for value, what in _agents(node.get(name), by_id):
            yield FieldEvidence(field, value, f"json-ld:{kind}.{name}{what}")
    for part in _parts(node.get("isPartOf"), by_id):
        for value, _ in _agents(part.get("name"), by_id):
            yield FieldEvidence("outlet", value, f"json-ld:{kind}.isPartOf")


def _nodes(tree: HtmlElement) -> tuple[list[Node], list[str]]:
    """Return the nodes of every script, and the scripts that are no JSON."""
    found: list[Node] = []
    broken: list[str] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "")[:LONGEST_SCRIPT]
        value = _read(text)
        if value is None:
            broken.append(text)
        else:
            found.extend(_walk(value))
    return found[:MOST_NODES], broken


def _read(text: str) -> object:
    """Read JSON, several pieces of it one after another as a list of them; None where there is none."""
    text = _wrapping.sub("", _wrapping.sub("", text)).strip()
    for attempt in (text, _trailing_comma.sub("", text)):
        pieces: list[object] = []
        rest = attempt
        try:
            while rest and len(pieces) < MOST_PIECES:
                value, end = _decoder.raw_decode(rest)
                pieces.append(value)
                rest = rest[end:].lstrip(" \t\r\n,;")
        except ValueError:
            continue
        except RecursionError:
            return None
        return pieces[0] if len(pieces) == 1 else pieces or None
    return None


def _walk(value: object, depth: int = 0) -> Iterator[Node]:
    if depth > 8:
        return
    if isinstance(value, list):
        for part in value[:MOST_NODES]:
            yield from _walk(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in WALKED:
            yield from _walk(value.get(name), depth + 1)


def _of_this_page(nodes: list[Node], addresses: frozenset[str]) -> list[Node]:
    """Return the article nodes that speak of this page, the surest first, then the page nodes."""
    articles = [node for node in nodes if ARTICLE_TYPES.intersection(_types(node))]
    articles = articles or [node for node in nodes if GALLERY_TYPES.intersection(_types(node))]
    own = [node for node in articles if addresses & {normal_url(url) for url in _addresses(node)}]
    pages = [node for node in nodes if PAGE_TYPES.intersection(_types(node))]
    return [*(own[:3] or articles[:1]), *pages[:2]]


def _addresses(node: Node) -> Iterator[str]:
    for name in ("url", "mainEntityOfPage", "@id"):
        value = node.get(name)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value.partition("#")[0]


def _types(node: Node) -> tuple[str, ...]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return tuple(str(name).rpartition("/")[2] for name in kinds if isinstance(name, str)) or ("",)


def _plain(value: object, by_id: Mapping[str, Node], depth: int = 0) -> Iterator[str]:
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, str | int):
        if text := html.unescape(str(value)[:LONGEST_VALUE]).strip():
            yield text
    elif isinstance(value, dict) and depth < 2:
        inner = next(
            (value[name] for name in ("@value", "url", "@id", "alternateName", "name") if value.get(name)), None
        )
        yield from _plain(inner, by_id, depth + 1)
    elif isinstance(value, list) and depth < 2:
        for part in value[:20]:
            yield from _plain(part, by_id, depth + 1)


def _agents(value: object, by_id: Mapping[str, Node], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield names, each with "(Organization)" where the page says that it is one."""
    if isinstance(value, str):
        if value.strip():
            yield html.unescape(value[:LONGEST_VALUE]).strip(), ""
    elif isinstance(value, list) and depth < 3:
        for part in value[:50]:
            yield from _agents(part, by_id, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        identifier = value.get("@id")
        known = by_id.get(identifier) if isinstance(identifier, str) else None
        node = known if known is not None and not value.get("name") else value
        organisation = any(name.endswith("Organization") for name in _types(node))
        for name, _ in _agents(node.get("name"), by_id, depth + 1):
            yield name, "(Organization)" if organisation else ""


def _parts(value: object, by_id: Mapping[str, Node]) -> Iterator[Node]:
    """Yield the publications that something is part of; never a page or a section."""
    for part in value[:5] if isinstance(value, list) else [value]:
        node = by_id.get(str(part.get("@id")), part) if isinstance(part, dict) else {}
        if SITE_TYPES.intersection(_types(node)):
            yield node


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text
