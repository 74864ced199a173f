"""Every candidate value of every field of provenance, as found on the page, with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from articles.addresses import normal_url
from articles.model import FieldEvidence
from capture.brands import brand_evidence, leads_home
from capture.bylines import starts_as_byline
from capture.choice import wording_key
from capture.json_ld import json_ld_evidence
from capture.kinds import kinds_stated
from capture.outline import Page
from capture.page import squeezed, text_of
from capture.page_dates import day_in_path, is_date_line, moment_in
from capture.plain_text import ends_a_sentence

LONGEST_VALUE = 1_000
MOST_OF_A_PLACE = 20
MOST_PARTS_READ = 20_000
LONGEST_PAYLOAD = 2_000_000
WHOLE_PAGE_TAGS = frozenset({"body", "html", "main", "article", "section", "time", "meta"})
ELEMENTS_BELOW_A_HEADLINE, LONGEST_LINE_BELOW_A_HEADLINE, LONGEST_DATE_LINE = 60, 150, 80

# <meta name|property|itemprop|http-equiv> in lower case -> field.
METAS = {
    "article.headline": "headline",
    "dc.title": "headline",
    "dcterms.title": "headline",
    "headline": "headline",
    "og:title": "headline",
    "parsely-title": "headline",
    "sailthru.title": "headline",
    "title": "headline",
    "twitter:title": "headline",
    "article.published": "published",
    "article:published": "published",
    "article:published_time": "published",
    "bt:pubdate": "published",
    "citation_publication_date": "published",
    "cxenseparse:recs:publishtime": "published",
    "date": "published",
    "datepublished": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "dcterms.date": "published",
    "dcterms.issued": "published",
    "iso-8601-publish-date": "published",
    "og:article:published_time": "published",
    "og:pubdate": "published",
    "og:published_time": "published",
    "og:publish_date": "published",
    "originalpublicationdate": "published",
    "parsely-pub-date": "published",
    "pdate": "published",
    "ptime": "published",
    "pub_date": "published",
    "pubdate": "published",
    "publication_date": "published",
    "publish-date": "published",
    "publish_date": "published",
    "published": "published",
    "published_at": "published",
    "published_time": "published",
    "publisheddate": "published",
    "publishdate": "published",
    "rbpubdate": "published",
    "sailthru.date": "published",
    "article.updated": "modified",
    "article:modified": "modified",
    "article:modified_time": "modified",
    "datemodified": "modified",
    "dc.date.modified": "modified",
    "dcterms.modified": "modified",
    "last-modified": "modified",
    "lastmod": "modified",
    "lastupdate": "modified",
    "modified": "modified",
    "modified_time": "modified",
    "og:article:modified_time": "modified",
    "og:modified_time": "modified",
    "og:updated_time": "modified",
    "revised": "modified",
    "utime": "modified",
    "article:author": "byline",
    "article:author_name": "byline",
    "author": "byline",
    "authors": "byline",
    "byl": "byline",
    "byline": "byline",
    "citation_author": "byline",
    "cxenseparse:author": "byline",
    "dc.creator": "byline",
    "dcterms.creator": "byline",
    "og:article:author": "byline",
    "parsely-author": "byline",
    "sailthru.author": "byline",
    "twitter:creator": "byline",
    "application-name": "outlet",
    "apple-mobile-web-app-title": "outlet",
    "article:publisher": "outlet",
    "cre": "outlet",
    "dc.publisher": "outlet",
    "dcterms.publisher": "outlet",
    "og:site_name": "outlet",
    "publisher": "outlet",
    "twitter:site": "outlet",
    "content-language": "language",
    "dc.language": "language",
    "dcterms.language": "language",
    "language": "language",
    "og:locale": "language",
    "dc.rights": "licence",
    "dcterms.license": "licence",
    "dcterms.rights": "licence",
    "rights": "licence",
    "article:content_tier": "paywall",
    "og:url": "canonical_url",
}
ITEMPROPS = {
    "headline": "headline",
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "author": "byline",
    "creator": "byline",
    "publisher": "outlet",
    "inlanguage": "language",
    "license": "licence",
    "isaccessibleforfree": "paywall",
}
# Parts of a page that speak of other articles.
ASIDE = "ancestor::*[self::nav or self::aside or self::footer or @itemprop='comment'][1]"

SHORTEST_HEADLINE = 12
_TITLES = frozenset({"title", "meta:og:title", "meta:twitter:title"})

_byline_class = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|writer|contributors?)(?:$|[\s_-])|byline|author-?name", re.IGNORECASE
)
_not_byline_class = re.compile(
    r"bio|avatar|image|photo|social|follow|comment|related|desc|twitter|email|title|job|role", re.IGNORECASE
)
_date_class = re.compile(r"date|time|publish|posted|updated|dateline", re.IGNORECASE)
_by = re.compile(r"^(?:written |reported |submitted |posted |words |text |story )?by:?\s+\S", re.IGNORECASE)
_by_within = re.compile(r"\bby:? (?=[^\W\d_a-z])")
_author_address = re.compile(
    r"/(?:authors?|profiles?|people|staff|by|journalists?|writers?|contributors?|team|autor(?:es|en)?|auteurs?|signataires?|redakcja)/"
    r"([a-z]{2,20}(?:-[a-z]{2,20}){1,2})/?$"
)
_label = re.compile(r"[^\W\d_]{3,20}(?: (?:on|at|le|am))?\s{0,2}:?\s{0,2}$")
_date_label = re.compile(
    r"(?:(?:first|last|zuletzt|article|artikel) )?(?:publi|posted|submitted|created|updat|modif|veröffentl|erstellt|a[ck]tuali[sz]|pubbl|aggiorn|gepubl"
    r"|bijgewerkt|mise? à jour|atualiz|stand\b)",
    re.IGNORECASE,
)
_about_publication = re.compile(r"publi|posted|submitted|created|first|veröffentl|erstellt|pubbl|gepubl", re.IGNORECASE)
_payload_date = re.compile(
    r'"(datePublished|publishedAt|publishDate|published_at|publicationDate|firstPublished(?:At)?|display_date)"\s{0,9}:\s{0,9}"([^"\\]{8,40})"'
)
_about_change = re.compile(
    r"updat|modif|revis|edited|corrected|mise? à jour|a[ck]tuali[sz]|aggiorn|atualiz|bijgewerkt|geändert|opdater|oppdater|uppdater",
    re.IGNORECASE,
)


def gather(page: Page) -> tuple[FieldEvidence, ...]:
    """Return all field evidence of a page, each value once and at most twenty a place, in the order of the places below."""
    found = [piece for gatherer in GATHERERS for piece in gatherer(page)]
    found += [*_author_addresses(found), *_lower_headings(page, found), *kinds_stated(found, page.url)]
    tidied = (FieldEvidence(piece.field, squeezed(piece.value)[:LONGEST_VALUE], piece.found_in) for piece in found)
    places: Counter[tuple[str, str]] = Counter()
    kept: list[FieldEvidence] = []
    for piece in dict.fromkeys(piece for piece in tidied if piece.value):
        places[piece.field, piece.found_in] += 1
        if places[piece.field, piece.found_in] <= MOST_OF_A_PLACE:
            kept.append(piece)
    return tuple(kept)


def own_addresses(page: Page) -> frozenset[str]:
    """Return the addresses that a page may call itself by, in normal form."""
    canonical = (link for link in page.tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    stated = [link.get("href") or "" for link in canonical]
    stated += [meta.value for meta in _metas(page) if meta.field == "canonical_url"]
    return frozenset(normal_url(url) for url in (page.url, *stated))


def _json_ld(page: Page) -> Iterator[FieldEvidence]:
    yield from json_ld_evidence(page.tree, own_addresses(page))


def _metas(page: Page) -> Iterator[FieldEvidence]:
    for meta in page.tree.iter("meta"):
        content = meta.get("content") or ""
        for attribute in ("property", "name", "http-equiv"):
            for name in (meta.get(attribute) or "").lower().split():
                if name in METAS and content.strip():
                    yield FieldEvidence(METAS[name], content, f"meta:{name}")


def _links(page: Page) -> Iterator[FieldEvidence]:
    anchors = (part.element for part in page.outline.parts if part.tag == "a" and "rel" in part.given)
    for link in (*page.tree.iter("link"), *anchors):
        relations = (link.get("rel") or "").lower().split()
        address = link.get("href") or ""
        if "canonical" in relations and link.tag == "link" and address:
            yield FieldEvidence("canonical_url", address, "link:canonical")
        if "license" in relations and address:
            yield FieldEvidence("licence", address, "link:license")
        if "author" in relations and link.tag == "a" and (name := text_of(link)):
            yield FieldEvidence("byline", name, "link:author")


def _microdata(page: Page) -> Iterator[FieldEvidence]:
    for element in page.tree.xpath("//*[@itemprop]")[:1_000]:
        if not ITEMPROPS.keys().isdisjoint(element.get("itemprop").lower().split()) and element.xpath(ASIDE):
            continue
        for name in element.get("itemprop").lower().split():
            field = ITEMPROPS.get(name)
            if field is None:
                continue
            inner = element.xpath("descendant::*[@itemprop='name']")
            target = inner[0] if inner and field in {"byline", "outlet"} else element
            value = target.get("content") or target.get("datetime") or text_of(target)
            yield FieldEvidence(field, value, f"microdata:{element.get('itemprop')}")


def _times(page: Page) -> Iterator[FieldEvidence]:
    times = (part for part in page.outline.parts if part.tag == "time" and not part.aside)
    for part in islice(times, MOST_OF_A_PLACE):
        given, words = part.given, page.outline.words(part)
        label = _label.search(page.outline.words_before(part))
        context = f"{words} {given.get('class', '')} {label[0] if label else ''}"
        field = "modified" if _about_change.search(context) else "published"
        if stamp := given.get("datetime"):
            yield FieldEvidence(field, stamp, "time:datetime")
        if moment_in(words, day_first=True):
            yield FieldEvidence(field, words, "time:text")


def _visible(page: Page) -> Iterator[FieldEvidence]:
    kinds: dict[str, tuple[bool, bool]] = {}
    for part in page.outline.parts[:MOST_PARTS_READ]:
        if part.aside or part.tag in WHOLE_PAGE_TAGS:
            continue
        test_id = part.given.get("data-testid")
        marks = f"{part.marks} {test_id}" if test_id else part.marks
        if not marks:
            continue
        if marks not in kinds:
            kinds[marks] = _kinds_of(marks[:300])
        byline, dated = kinds[marks]
        if byline and part.size <= 40 and 2 < len(words := page.outline.words(part)) <= 200:
            yield FieldEvidence("byline", words, "text:byline(By)" if _is_byline(words) else "text:byline")
        if dated and part.size <= 20 and 5 < len(words := page.outline.words(part)) <= 80 and is_date_line(words):
            yield FieldEvidence(_date_field(words), words, "text:date line")


def _kinds_of(marks: str) -> tuple[bool, bool]:
    return (
        bool(_byline_class.search(marks) and not _not_byline_class.search(marks)),
        bool(_date_class.search(marks)),
    )


def _below_headline(page: Page) -> Iterator[FieldEvidence]:
    """Yield bylines and date lines between the headline and the first long paragraph, whatever they are marked as."""
    parts = page.outline.parts
    top = next((at for at, part in enumerate(parts) if part.tag == "h1"), None)
    if top is None:
        return
    below = top + parts[top].size
    for part in parts[below : below + ELEMENTS_BELOW_A_HEADLINE]:
        if part.size > 10:
            continue
        words = page.outline.words(part)
        if len(words) > LONGEST_LINE_BELOW_A_HEADLINE:
            return
        signed = _is_byline(words)
        if signed:
            yield FieldEvidence("byline", words, "text:byline(By)")
        marked = part.tag == "time" or any(inner.tag == "time" for inner in page.outline.inside(part))
        labelled = signed or (len(words) <= LONGEST_DATE_LINE and _date_label.match(words))
        if not marked and (is_date_line(words) or (labelled and moment_in(words, day_first=True))):
            yield FieldEvidence(_date_field(words), words, "text:date line")
            if not signed and (writer := _by_within.search(words)):
                yield FieldEvidence("byline", words[writer.start() :], "text:byline(By)")


def _author_addresses(found: Sequence[FieldEvidence]) -> Iterator[FieldEvidence]:
    """Yield the names within addresses that stand where an author's name should."""
    for piece in found:
        if piece.field == "byline" and (slug := _author_address.search(piece.value)):
            yield FieldEvidence("byline", slug[1], "address:author")


def _date_field(words: str) -> str:
    change = _about_change.search(words)
    return "modified" if change and not _about_publication.search(words[: change.start()]) else "published"


def _is_byline(words: str) -> bool:
    return bool(_by.match(words)) or (starts_as_byline(words) and not ends_a_sentence(words))


def _headings(page: Page) -> Iterator[FieldEvidence]:
    for element in list(page.tree.iter("h1"))[:5]:
        words = text_of(element)
        if words and leads_home(element, page.url):
            yield FieldEvidence("outlet", words, "h1:home")
        elif words:
            yield FieldEvidence("headline", words, "h1")
    for element in page.tree.xpath("//head/title | /html/title")[:1]:
        yield FieldEvidence("headline", text_of(element), "title")


def _lower_headings(page: Page, found: Sequence[FieldEvidence]) -> Iterator[FieldEvidence]:
    """Yield lower headings that the title begins or ends with, where it does with no h1: the h1 is the site's logo."""
    titles = [wording_key(title.value) for title in found if title.found_in in _TITLES]
    tops = [wording_key(top.value) for top in found if top.found_in == "h1" and top.field == "headline"]
    if any(title.startswith(top) for top in tops for title in titles):
        return
    below = (part for part in page.outline.parts if part.tag in {"h2", "h3"} and not part.aside)
    for part in islice(below, MOST_OF_A_PLACE):
        words = page.outline.words(part)
        key = wording_key(words)
        if len(key) >= SHORTEST_HEADLINE and any(title.startswith(key) or title.endswith(key) for title in titles):
            yield FieldEvidence("headline", words, part.tag)


def _html_language(page: Page) -> Iterator[FieldEvidence]:
    root = page.tree.getroottree().getroot()
    if language := root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"):
        yield FieldEvidence("language", language, "html:lang")


def _payloads(page: Page) -> Iterator[FieldEvidence]:
    """Yield the publication date of data that scripts build the page from, where all of it names one."""
    for script in page.tree.xpath("//script[@type='application/json' or @id='__NEXT_DATA__']")[:MOST_OF_A_PLACE]:
        found = {(each[1], each[2]) for each in _payload_date.finditer((script.text or "")[:LONGEST_PAYLOAD])}
        if len({value for _, value in found}) == 1:
            yield from (FieldEvidence("published", value, f"script:{name}") for name, value in sorted(found))


def _url(page: Page) -> Iterator[FieldEvidence]:
    if day := day_in_path(page.url):
        yield FieldEvidence("published", str(day), "url")


def _headers(page: Page) -> Iterator[FieldEvidence]:
    for name, field in (("last-modified", "modified"), ("content-language", "language"), ("date", "served")):
        if value := page.headers.get(name):
            yield FieldEvidence(field, value, f"http:{name}")


GATHERERS: tuple[Callable[[Page], Iterator[FieldEvidence]], ...] = (
    _json_ld,
    _metas,
    _links,
    _microdata,
    _times,
    _visible,
    _below_headline,
    _headings,
    brand_evidence,
    _html_language,
    _payloads,
    _url,
    _headers,
)
