"""What feeds, sitemaps and lists of addresses say of the pages they list, however badly they are written."""

from __future__ import annotations

import gzip
import json
import time
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.model import FieldEvidence, Moment
from capture.errors import Unreadable
from capture.feeds import MOST_PAGES, Listing, is_page, read_listing

URL = "https://www.quay-post.example/news/feed.xml"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="/feed.css"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Quay Post</title><link>https://www.quay-post.example/</link>
<atom:link rel="self" href="https://www.quay-post.example/news/feed.xml"/>
<image><url>https://www.quay-post.example/logo.png</url><title>Logo</title></image>
<item><title>Quay reopens &amp; trains run</title><link>/news/quay-reopens?utm_source=rss</link>
  <pubDate>Sun, 04 Oct 2026 07:40:00 +0200</pubDate><dc:creator>Ann Lee</dc:creator></item>
<item><title><![CDATA[Tide <b>falls</b>]]></title><guid>https://www.quay-post.example/news/tide-falls</guid>
  <author>desk@quay-post.example (Bo Dahl)</author><pubDate>Mon, 05 Oct 2026 00:00:00 GMT</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.quay-post.example/b/">
<title>Quay Post</title><entry><title type="html">Mayor resigns</title>
<link rel="self" href="https://api.example/1"/><link rel="alternate" type="text/html" href="mayor-resigns"/>
<id>tag:quay-post.example,2026:1</id><published>2026-10-04T07:40:00Z</published>
<updated>2026-10-05T08:00:00+02:00</updated><author><name>Ann Lee</name><email>ann@x.example</email></author>
</entry></feed>"""

NEWS_SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>
<loc> https://www.quay-post.example/news/ferry </loc><lastmod>2026-10-05</lastmod>
<image:image><image:loc>https://www.quay-post.example/f.jpg</image:loc><image:title>A ferry</image:title></image:image>
<news:news><news:publication><news:name>Quay Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-10-04T09:00:00+01:00</news:publication_date><news:title>Ferry late</news:title></news:news>
</url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.quay-post.example/sitemap-news.xml.gz</loc><lastmod>2026-10-05T08:00Z</lastmod></sitemap>
</sitemapindex>"""


def read(text: str | bytes, url: str = URL, content_type: str = "") -> Listing:
    return read_listing(text.encode() if isinstance(text, str) else text, url, content_type)


def test_an_rss_feed_gives_addresses_dates_headlines_and_authors_as_they_are_written() -> None:
    listing = read(RSS)
    assert (listing.kind, listing.damaged, listing.refused) == ("RSS", False, ())
    first, second = listing.pages
    assert first.url == "https://www.quay-post.example/news/quay-reopens?utm_source=rss"
    assert first.evidence == (
        FieldEvidence("headline", "Quay reopens & trains run", "feed:title"),
        FieldEvidence("published", "Sun, 04 Oct 2026 07:40:00 +0200", "feed:pubDate"),
        FieldEvidence("byline", "Ann Lee", "feed:dc:creator"),
    )
    assert str(first.published) == "2026-10-04T07:40:00+02:00"
    assert second.url == "https://www.quay-post.example/news/tide-falls"
    assert FieldEvidence("byline", "Bo Dahl", "feed:author") in second.evidence
    assert second.published == Moment.of(datetime(2026, 10, 5, tzinfo=UTC))


def test_an_atom_feed_is_read_with_its_base_and_its_two_dates() -> None:
    [entry] = read(ATOM).pages
    assert entry.url == "https://www.quay-post.example/b/mayor-resigns"
    assert (str(entry.published), str(entry.modified)) == ("2026-10-04T07:40:00+00:00", "2026-10-05T08:00:00+02:00")
    assert FieldEvidence("byline", "Ann Lee", "feed:author/name") in entry.evidence


def test_rdf_and_a_feed_without_link_elements_are_read() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <item rdf:about="https://www.quay-post.example/n/1"><title>One</title></item></rdf:RDF>"""
    assert [page.url for page in read(rdf).pages] == ["https://www.quay-post.example/n/1"]


def test_a_json_feed_is_read() -> None:
    items = [
        {"id": "7", "url": "/n/7", "title": "Seven", "date_published": "2026-10-04", "authors": [{"name": "Ann Lee"}]}
    ]
    listing = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [*items, "nonsense"]}))
    [page] = listing.pages
    assert (listing.kind, page.url, page.published) == (
        "JSON Feed",
        "https://www.quay-post.example/n/7",
        Moment(date(2026, 10, 4)),
    )
    assert FieldEvidence("byline", "Ann Lee", "feed:authors.name") in page.evidence


def test_a_news_sitemap_gives_its_own_fields_and_no_image() -> None:
    [page] = read(NEWS_SITEMAP).pages
    assert page.url == "https://www.quay-post.example/news/ferry"
    assert page.evidence == (
        FieldEvidence("modified", "2026-10-05", "sitemap:lastmod"),
        FieldEvidence("outlet", "Quay Post", "sitemap:news:publication/news:name"),
        FieldEvidence("language", "en", "sitemap:news:publication/news:language"),
        FieldEvidence("published", "2026-10-04T09:00:00+01:00", "sitemap:news:publication_date"),
        FieldEvidence("headline", "Ferry late", "sitemap:news:title"),
    )


@pytest.mark.parametrize("packed", [gzip.compress, lambda content: gzip.compress(gzip.compress(content))])
def test_a_sitemap_index_names_sitemaps_also_when_it_is_gzipped(packed: object) -> None:
    listing = read(packed(INDEX.encode()))  # type: ignore[operator]  # either of the two above
    assert (listing.kind, listing.pages) == ("sitemap index", ())
    [nested] = listing.nested
    assert (nested.url, str(nested.modified)) == (
        "https://www.quay-post.example/sitemap-news.xml.gz",
        "2026-10-05T08:00:00+00:00",
    )


def test_a_plain_list_of_addresses_is_a_sitemap_too() -> None:
    listing = read("# ours\nhttps://www.quay-post.example/a\nhttps://www.quay-post.example/a#x\n")
    assert listing.kind == "list of addresses"
    assert listing.pages[0].url == "https://www.quay-post.example/a"


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8", "utf-16"])
def test_words_are_right_whatever_the_encoding(encoding: str) -> None:
    text = RSS.replace("UTF-8", encoding).replace("Quay reopens", "Café « Lune » rouvre")
    assert read(text.encode(encoding)).pages[0].evidence[0].value == "Café « Lune » rouvre & trains run"


def test_a_wrong_charset_does_not_lose_the_entries() -> None:
    pages = read(RSS.replace("Quay reopens", "Café rouvre").encode("windows-1252")).pages
    assert len(pages) == 2
    assert pages[0].evidence[0].value.endswith("rouvre & trains run")


# -- bad input -------------------------------------------------------------------------------------

BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss><channel><item><title>&c;</title><link>https://x.example/1</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (BOMB.encode(), "declares XML entities"),
        (BOMB.replace("1.0", "1.0").encode("utf-16"), "declares XML entities"),
        (b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item>&x;</item></rss>', "XML entities"),
        (b"", "is empty"),
        (b"<html><body><p>Sign in</p></body></html>", "is a web page"),
        (gzip.compress(RSS.encode() * 50)[:-40], "breaks off"),
        (gzip.compress(b"\0" * 60_000_000), "unpacks to more than"),
        (b'{"version": "1"}', "no JSON Feed"),
        (b"[" * 100_000, "is something else"),
        (b'{"items": ' + b"[" * 100_000, "cannot be read"),
        (b"%PDF-1.7 nothing", "is something else"),
        (b"Not a list of anything at all.", "is something else"),
        (b"<!DOCTYPE rss [" + b"<!ELEMENT a (b)>" * 1000, "is something else"),
    ],
)
def test_what_is_no_list_is_one_clear_message(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as caught:
        read_listing(content, URL)
    assert "\n" not in str(caught.value)


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    listing = read(RSS[: RSS.index("<author>")])
    assert listing.damaged
    assert [page.url for page in listing.pages][:1] == [
        "https://www.quay-post.example/news/quay-reopens?utm_source=rss"
    ]


def test_nul_bytes_undeclared_prefixes_and_entities_lose_nothing() -> None:
    text = RSS.replace("Quay reopens", "Quay\x00 \x0breopens&nbsp;").replace("<author>", "<q:x>1</q:x><author>")
    assert len(read(text).pages) == 2


def test_addresses_that_are_not_of_the_web_are_refused_and_counted() -> None:
    links = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", "https://[::1", "mailto:a@b.example"]
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in [*links, "/good"])
    listing = read(f"<rss><channel>{items}</channel></rss>")
    assert [page.url for page in listing.pages] == ["https://www.quay-post.example/good"]
    assert listing.refused_in_all == len(links)
    assert all("\n" not in str(problem) for problem in listing.refused)


def test_credentials_in_addresses_are_masked_everywhere() -> None:
    text = "<rss><item><link>https://ann:hush@www.quay-post.example/a</link></item><item><link>ftp://bo:hush@x.example/</link></item></rss>"
    listing = read(text, "https://cy:hush@www.quay-post.example/feed")
    assert "hush" not in repr(listing) + " ".join(map(str, listing.refused))
    assert listing.pages[0].url == "https://***@www.quay-post.example/a"


def test_a_feed_of_a_hundred_thousand_items_is_read_in_seconds() -> None:
    item = "<item><title>Story {0}</title><link>https://w.example/{0}</link><description>%s</description></item>" % (
        "w " * 40
    )
    text = (
        "<rss><channel>" + "".join(item.format(number) for number in range(MOST_PAGES + 1)) + "</channel></rss>"
    ).encode()
    begun = time.monotonic()
    listing = read_listing(text, URL)
    seconds = time.monotonic() - begun
    assert len(listing.pages) == MOST_PAGES
    assert listing.cut_short
    assert seconds < 60


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" + "<a>" * 200_000,
        "<rss><channel><item>" + "<title>" * 5_000 + "</item></channel></rss>",
        "<rss><item " + "a='b' " * 50_000 + "/></rss>",
        "<!--" + "-" * 2_000_000,
        "<?x" * 500_000,
        "<rss><item><title>" + "w" * 5_000_000 + "</title><link>/a</link></item></rss>",
        "<rss><item><author>" + "a@" * 1_000_000 + "</author><link>/a</link></item></rss>",
    ],
    ids=["deep", "deep item", "attributes", "comment", "instructions", "long title", "long author"],
)
def test_documents_that_are_written_to_hurt_end_soon(text: str) -> None:
    begun = time.monotonic()
    with suppress(Unreadable):
        assert all(len(piece.value) <= 1_000 for page in read(text).pages for piece in page.evidence)
    assert time.monotonic() - begun < 10


def test_a_page_is_told_from_what_lists_pages() -> None:
    assert is_page(b"<!doctype html><html><body><h1>x</h1></body></html>")
    assert not is_page(RSS.encode())
    assert not is_page(NEWS_SITEMAP.encode())


WHOLE = (RSS, ATOM, NEWS_SITEMAP, INDEX, BOMB)
PIECES = (
    "<",
    ">",
    "&",
    "]]>",
    "<![CDATA[",
    "<!--",
    "<?",
    "\x00",
    "xmlns=''",
    "<item>",
    "</",
    "'",
    '"',
    "&#x110000;",
    "<link>//[",
)


@settings(deadline=None)
@given(
    st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 1500), st.sampled_from(PIECES)), max_size=6), st.data()
)
def test_no_broken_document_ends_in_anything_but_a_listing_or_one_clear_message(
    text: str, insertions: list[tuple[int, str]], data: st.DataObject
) -> None:
    for at, piece in insertions:
        text = text[:at] + piece + text[at:]
    content = text.encode(data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])), errors="replace")
    content = content[: data.draw(st.integers(0, len(content)))]
    try:
        listing = read_listing(content, URL)
    except Unreadable as problem:
        message = str(problem)
    else:
        message = "".join(map(str, listing.refused))
        assert all(page.url.startswith(("http://", "https://")) for page in (*listing.pages, *listing.nested))
    assert "\n" not in message


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_a_listing_or_refused(content: bytes) -> None:
    with suppress(Unreadable):
        read_listing(content, URL)
    is_page(content)
