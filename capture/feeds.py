"""What lists pages, read for the pages: RSS, Atom, JSON Feed, sitemaps and their indexes, plain lists of addresses.

Streamed by lxml with entities, DTDs and the network off: 100,000 items take seconds and no tree is kept of them. A
document that declares entities of its own is refused; one that is not well-formed is read as far as it goes.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal
from urllib.parse import urljoin

from lxml import etree

from articles.addresses import masked_url
from articles.model import FieldEvidence, ListedPage, Moment
from capture.content_kind import kind_of, narrow
from capture.decompress import BrokenContentError, decoded
from capture.discover import addresses_listed, web_address
from capture.errors import Unreadable
from capture.page import clean, decode, squeezed
from capture.page_dates import moment_in

ListingKind = Literal["RSS", "Atom", "JSON Feed", "sitemap", "sitemap index", "list of addresses"]

MOST_BYTES = 52_428_800
"""What one sitemap may weigh, unpacked: https://www.sitemaps.org/protocol.html"""
MOST_PAGES = 100_000
MOST_REFUSED = 5
"""Entries that are refused one by one; the rest are counted."""
MOST_EVIDENCE, LONGEST_VALUE = 12, 1_000
ASK_THE_OUTLET = "ask the outlet for the address of its feed"

# root element -> what it is, and the element that stands for one page (or, of an index, one sitemap)
ROOTS: dict[str, tuple[ListingKind, str]] = {
    "rss": ("RSS", "item"),
    "RDF": ("RSS", "item"),
    "channel": ("RSS", "item"),
    "feed": ("Atom", "entry"),
    "urlset": ("sitemap", "url"),
    "sitemapindex": ("sitemap index", "sitemap"),
}
NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.google.com/schemas/sitemap-image/1.1": "image:",
    "http://www.google.com/schemas/sitemap-video/1.1": "video:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
}
# what an entry states -> the field it speaks of
FEED_FIELDS = {
    "title": "headline",
    "pubDate": "published",
    "published": "published",
    "issued": "published",
    "dc:date": "published",
    "dcterms:issued": "published",
    "updated": "modified",
    "modified": "modified",
    "dcterms:modified": "modified",
    "dc:creator": "byline",
    "author": "byline",
    "author/name": "byline",
    "dc:language": "language",
}
SITEMAP_FIELDS = {
    "lastmod": "modified",
    "news:publication_date": "published",
    "news:title": "headline",
    "news:publication/news:name": "outlet",
    "news:publication/news:language": "language",
}
JSON_FIELDS = {
    "title": "headline",
    "date_published": "published",
    "date_modified": "modified",
    "language": "language",
}

_declared_encoding = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_:.\-]{2,40})["']""")
_first_element = re.compile(r"<(?:[A-Za-z_][\w.\-]{0,40}:)?([A-Za-z]{1,40})(?=[\s/>])")
_mail_and_name = re.compile(r"\S{1,200}@\S{1,200}\s{0,5}(?:\((.{1,200})\))?$")


@dataclass(frozen=True, slots=True)
class Listing:
    """What one document lists: pages, or further sitemaps; and what of it could not be used.

    `cut_short` says that it lists more than MOST_PAGES, `damaged` that it is not well-formed.
    """

    kind: ListingKind
    pages: tuple[ListedPage, ...] = ()
    nested: tuple[ListedPage, ...] = ()
    refused: tuple[Unreadable, ...] = ()
    refused_in_all: int = 0
    cut_short: bool = False
    damaged: bool = False


def read_listing(content: bytes, url: str, content_type: str = "") -> Listing:
    """Read what a document lists, each page once; Unreadable where it is no list of pages.

    `url` is where it was found: relative links are joined to it. Gzipped documents are unpacked.
    """
    content = _unpacked(content, url)
    if not content.strip():
        raise Unreadable(url, "is empty", ASK_THE_OUTLET)
    text = clean(_decoded(content, content_type))
    root = _root_of(text, url)
    if root in ROOTS:
        return _from_xml(text, root, url)
    if text.lstrip()[:1] == "{":
        return _from_json(text, url)
    if kind_of(content)[0] == "text" and (lines := addresses_listed(content)):
        kind: ListingKind = "list of addresses"
        return _collected(kind, (ListedPage(line) for _, line in lines), url)
    what = "is a web page" if is_page(content) else "is something else"
    raise Unreadable(url, f"{what}, not a feed, sitemap or list of addresses", ASK_THE_OUTLET)


def is_page(content: bytes) -> bool:
    """Tell a web page from what lists pages."""
    if kind_of(content)[0] != "html":
        return False
    try:
        return _root_of(clean(_decoded(content[:65_536], "")), "") not in ROOTS
    except Unreadable:
        return False


def _unpacked(content: bytes, url: str) -> bytes:
    """Undo gzip, also where a server compressed a compressed file once more."""
    try:
        for _ in range(2):
            if not content.startswith(b"\x1f\x8b"):
                break
            content = decoded(content, "gzip", MOST_BYTES)
    except BrokenContentError as error:
        raise Unreadable(url, f"the file {error}", ASK_THE_OUTLET) from error
    if len(content) > MOST_BYTES:
        raise Unreadable(url, f"is larger than {MOST_BYTES // 1_000_000} MB", ASK_THE_OUTLET)
    return content


def _decoded(content: bytes, content_type: str) -> str:
    declared = _declared_encoding.search(narrow(content[:400]))
    if declared and "charset" not in content_type.lower():
        content_type = f"charset={declared[1].decode('ascii')}"
    return decode(content, content_type)


def _root_of(text: str, url: str) -> str | None:
    """Return the name of the first element, or None; Unreadable where the document declares entities before it."""
    at = 0
    for _ in range(100):
        while at < len(text) and text[at].isspace():
            at += 1
        if text.startswith("<?", at):
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = _end_of_doctype(text, at, url)
        else:
            found = _first_element.match(text, at)
            return found[1] if found else None
        if end <= at:
            return None
        at = end
    return None


def _end_of_doctype(text: str, at: int, url: str) -> int:
    close, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < close:
        close = text.find(">", text.find("]", subset))
        if "<!ENTITY" in text[subset:].upper():
            raise Unreadable(url, "declares XML entities of its own, so it is not read", ASK_THE_OUTLET)
    return close + 1


# -- XML -------------------------------------------------------------------------------------------


def _from_xml(text: str, root: str, url: str) -> Listing:
    kind, wanted = ROOTS[root]
    walk = etree.iterparse(
        io.BytesIO(text.encode("utf-8", errors="replace")),
        events=("end",),
        tag=f"{{*}}{wanted}",
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        listing = _collected(kind, _entries(walk, kind, url), url)
    except etree.XMLSyntaxError as error:
        raise Unreadable(url, "is too broken to read as a feed or sitemap", ASK_THE_OUTLET) from error
    return replace(listing, damaged=any(entry.level >= etree.ErrorLevels.FATAL for entry in walk.error_log))


def _entries(walk: etree.iterparse[tuple[str, etree._Element]], kind: ListingKind, url: str) -> Iterator[ListedPage]:
    sitemap = kind in {"sitemap", "sitemap index"}
    fields, place = (SITEMAP_FIELDS, "sitemap:") if sitemap else (FEED_FIELDS, "feed:")
    for _, element in walk:
        stated = list(islice(_stated(element), 200))
        address = _address(element, stated, sitemap=sitemap)
        yield _listed(_joined(_base(element, url), address), _evidence(stated, fields, place))
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _base(element: etree._Element, url: str) -> str:
    """Return what an entry's links are relative to; a base that cannot be read is passed over."""
    try:
        return urljoin(url, element.base) if element.base else url
    except ValueError:
        return url


def _stated(element: etree._Element, path: str = "", depth: int = 2) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield what an entry states: name, words and attributes of its elements, and of those inside a few of them."""
    for child in element.iterchildren("*"):
        name = path + _name(child.tag)
        words = "".join(str(piece) for piece in islice(child.itertext(), 50))
        yield name, squeezed(words[: 4 * LONGEST_VALUE]), {str(key): str(value) for key, value in child.attrib.items()}
        if depth > 1 and name in {"author", "news:news", "news:publication"}:
            inside = "" if name == "news:news" else f"{name}/"
            yield from _stated(child, inside, depth - (name != "news:news"))


def _name(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return NAMESPACES.get(space[1:], "") + local


def _address(element: etree._Element, stated: list[tuple[str, str, Mapping[str, str]]], *, sitemap: bool) -> str:
    """Return the address of an entry's page as it is written, or "" where it has none."""
    if sitemap:
        return next((words for name, words, _ in stated if name == "loc"), "")
    by_rank: dict[int, str] = {}
    for name, words, attributes in stated:
        if name == "feedburner:origLink":
            by_rank.setdefault(0, words)
        elif name == "link" and attributes.get("rel", "alternate") == "alternate":
            html = "html" in attributes.get("type", "html")
            by_rank.setdefault(1 if html else 2, attributes.get("href") or words)
        elif name == "guid" and attributes.get("isPermaLink", "true").lower() != "false" and "://" in words:
            by_rank.setdefault(3, words)
        elif name == "id" and words.lower().startswith(("http://", "https://")):
            by_rank.setdefault(4, words)
    about = next((value for name, value in element.attrib.items() if str(name).endswith("}about")), "")
    return next((by_rank[rank] for rank in sorted(by_rank) if by_rank[rank]), str(about))


def _evidence(
    stated: list[tuple[str, str, Mapping[str, str]]], fields: Mapping[str, str], place: str
) -> list[FieldEvidence]:
    found = []
    names = {name for name, _, _ in stated}
    for name, words, _ in stated:
        field = fields.get(name)
        if field is None or (name == "author" and "author/name" in names):
            continue
        value = _person(words) if field == "byline" else words
        if value:
            found.append(FieldEvidence(field, value[:LONGEST_VALUE], f"{place}{name}"))
    return found


def _person(words: str) -> str:
    """Return who signs, without the mail address that RSS asks for before the name."""
    mail = _mail_and_name.match(words[: 2 * LONGEST_VALUE])
    return (mail[1] or "") if mail else words


# -- JSON ------------------------------------------------------------------------------------------


def _from_json(text: str, url: str) -> Listing:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(url, "is JSON that cannot be read", ASK_THE_OUTLET) from error
    if (
        not isinstance(feed, dict)
        or not isinstance(feed.get("items"), list)
        or "jsonfeed" not in str(feed.get("version"))
    ):
        raise Unreadable(url, "is JSON, but no JSON Feed", ASK_THE_OUTLET)
    items = (item for item in feed["items"] if isinstance(item, dict))
    return _collected("JSON Feed", (_from_item(item, url) for item in items), url)


def _from_item(item: Mapping[str, Any], url: str) -> ListedPage:
    evidence = [
        FieldEvidence(field, squeezed(value)[:LONGEST_VALUE], f"feed:{name}")
        for name, field in JSON_FIELDS.items()
        if isinstance(value := item.get(name), str) and value.strip()
    ]
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [author.get("name") for author in authors or () if isinstance(author, dict)]
    evidence += [
        FieldEvidence("byline", squeezed(name)[:LONGEST_VALUE], "feed:authors.name")
        for name in names
        if isinstance(name, str) and name.strip()
    ]
    written = item.get("url") or item.get("id")
    return _listed(_joined(url, written if isinstance(written, str) else ""), evidence)


# -- both ------------------------------------------------------------------------------------------


def _joined(base: str, address: str) -> str:
    """Return an entry's address in full; what cannot be joined stands as it is, to be refused."""
    address = address.strip()
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return address


def _listed(url: str, evidence: list[FieldEvidence]) -> ListedPage:
    evidence = evidence[:MOST_EVIDENCE]
    return ListedPage(url, tuple(evidence), _moment(evidence, "published"), _moment(evidence, "modified"))


def _moment(evidence: list[FieldEvidence], field: str) -> Moment | None:
    return next((moment for piece in evidence if piece.field == field and (moment := moment_in(piece.value))), None)


def _collected(kind: ListingKind, entries: Iterator[ListedPage], url: str) -> Listing:
    """Keep the entries that name a page of the web, each once, up to MOST_PAGES."""
    kept: dict[str, ListedPage] = {}
    refused: list[Unreadable] = []
    count = 0
    for entry in islice(entries, MOST_PAGES):
        name = f"{masked_url(url)}: {masked_url(entry.url)}" if entry.url else url
        source = (
            web_address(entry.url, name) if entry.url else Unreadable(name, "an entry has no address", ASK_THE_OUTLET)
        )
        if isinstance(source, Unreadable):
            count += 1
            refused += [source] if len(refused) < MOST_REFUSED else []
        elif source.url is not None:
            kept.setdefault(source.url, replace(entry, url=source.url))
    pages = tuple(kept.values())
    nested = kind == "sitemap index"
    return Listing(
        kind,
        pages=() if nested else pages,
        nested=pages if nested else (),
        refused=tuple(refused),
        refused_in_all=count,
        cut_short=next(entries, None) is not None,
    )
