"""Pages of fictional outlets become articles: every candidate kept with its place, the choice explained by a table."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from articles.model import Article, Capture, Outlet
from articles.outlets import Registry
from capture.errors import Unreadable
from capture.extract import article_from, extract

URL = "https://www.harbour-courier.example/2031/02/09/bridge-reopens?utm_source=feed"
COURIER = Outlet(
    "The Harbour Courier", domains=("harbour-courier.example",), aliases=("Courier Online",), owner="Lune Media"
)
REGISTRY = Registry((COURIER,))

PARAGRAPHS = """
<p>LUNEMOUTH (North Wire) — The bridge over the Lune reopened on Monday after 14 months of repairs, the county council
said in <a href="/statement?x=1">a statement</a> that it published on the same morning.</p>
<p>Some 3,200 vehicles crossed it in the first two hours, more than the council had expected for the whole morning, and
by noon the queue on the south bank was 4 kilometres long.</p>
<ul><li>Cost of the repairs: 12.4 million crowns, paid by the county and the state in equal parts.</li>
<li>Duration of the repairs: 14 months, two months longer than the council had planned.</li></ul>
<p>"It is a relief for everyone who lives on the north bank," said Petra Holm, who runs the
<a href="https://bakery.example/">bakery</a> beside the bridge and had counted the days since it closed.</p>
<table><tr><th>Day</th><th>Vehicles</th></tr><tr><td>Monday</td><td>9,870</td></tr></table>
<p>The council will publish the accounts of the works in June, a spokesman said, and expects no further closures before
the spring of next year.</p>
"""


def page(head: str = "", top: str = "<h1>Bridge over the Lune reopens</h1>", body: str = PARAGRAPHS) -> bytes:
    return f"""<!doctype html><html><head>{head}</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article>{top}{body}</article><footer>All rights reserved.</footer></body></html>""".encode()


def ld(**properties: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **properties})}</script>'


def meta(**contents: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in contents.items())


def evidence(article: Article, field: str) -> list[tuple[str, str, bool]]:
    return [(piece.value, piece.found_in, piece.chosen) for piece in article.evidence if piece.field == field]


def chosen(article: Article, field: str) -> list[str]:
    return [piece.found_in for piece in article.evidence if piece.field == field and piece.chosen]


# -- the body --------------------------------------------------------------------------------------


def test_the_body_keeps_paragraphs_lists_and_tables_and_leaves_the_page_out() -> None:
    body = article_from(page(), URL).body
    lines = body.split("\n")
    assert lines[0].startswith("LUNEMOUTH (North Wire) — The bridge")
    assert "Cost of the repairs: 12.4 million crowns, paid by the county and the state in equal parts." in lines
    assert "Monday | 9,870" in lines
    assert not any(word in body for word in ("Sport", "rights reserved", "<", "Bridge over the Lune reopens"))


def test_the_headline_and_what_stands_above_it_are_not_in_the_body() -> None:
    top = "<p>County news</p><h1>Bridge over the Lune ‘reopens’</h1>"
    article = article_from(page(meta(og__title="Bridge over the Lune 'reopens'"), top), URL)
    assert article.body.startswith("LUNEMOUTH")


def test_paragraphs_that_only_lead_elsewhere_are_dropped() -> None:
    aside = '<p><a href="/x">Ferry fares rise again</a></p><p>READ MORE: <a href="/y">Ten bridges of the county</a></p>'
    body = article_from(page(body=PARAGRAPHS + aside + "<p>Sign up for our daily newsletter.</p>"), URL).body
    assert not any(words in body for words in ("Ferry fares", "READ MORE", "newsletter"))


def test_paragraphs_after_a_break_in_the_page_are_not_lost() -> None:
    first = "".join(
        f"<p>Paragraph {n} of the first part tells at some length what the council decided.</p>" for n in range(6)
    )
    second = "".join(
        f"<p>Paragraph {n} of the second part tells at some length what came of it, 1{n} days on.</p>" for n in range(6)
    )
    body = (
        f'<div class="row"><div class="text">{first}</div></div><aside>Most read</aside>'
        f'<div class="row"><div class="text">{second}</div></div>'
    )
    lines = article_from(page(body=body), URL).body.split("\n")
    assert [line.split(" ")[1:5] for line in lines] == [
        [str(n), "of", "the", part] for part in ("first", "second") for n in range(6)
    ]


def test_controls_and_bidi_overrides_do_not_reach_any_field() -> None:
    hostile = PARAGRAPHS.replace("Petra Holm", "Petra\u202e Ho\u00adlm\x1b&#27;&#x202e;")
    article = article_from(page(ld(headline="Bri\u202edge", author="Ann\u0007 Lee"), "", hostile), URL)
    assert "Petra Holm" in article.body
    assert (article.headline, article.byline) == ("Bridge", ("Ann Lee",))


def test_links_are_those_of_the_articles_paragraphs_in_full() -> None:
    links = article_from(page(), URL).links
    assert [(link.url, link.text) for link in links] == [
        ("https://www.harbour-courier.example/statement?x=1", "a statement"),
        ("https://bakery.example/", "bakery"),
    ]


def test_links_that_are_no_web_addresses_are_left_out() -> None:
    body = PARAGRAPHS.replace("/statement?x=1", "javascript:alert(1)").replace(
        "https://bakery", "https://a:secret@bakery"
    )
    assert [link.url for link in article_from(page(body=body), URL).links] == ["https://bakery.example/"]


# -- headline --------------------------------------------------------------------------------------


def test_every_headline_is_kept_and_one_that_two_places_give_is_chosen() -> None:
    head = "<title>Lune bridge: all you need to know | The Harbour Courier</title>" + meta(
        og__title="Bridge over the Lune reopens"
    )
    article = article_from(
        page(ld(headline="Lune bridge open"), "<h1>Bridge over the Lune reopens</h1>", PARAGRAPHS).replace(
            b"<head>", b"<head>" + head.encode()
        ),
        URL,
    )
    assert article.headline == "Bridge over the Lune reopens"
    assert evidence(article, "headline") == [
        ("Lune bridge open", "json-ld:NewsArticle.headline", False),
        ("Bridge over the Lune reopens", "meta:og:title", False),
        ("Bridge over the Lune reopens", "h1", True),
        ("Lune bridge: all you need to know | The Harbour Courier", "title", False),
    ]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Bridge reopens | The Harbour Courier", "Bridge reopens"),
        ("Bridge reopens - Courier Online", "Bridge reopens"),
        ("The Harbour Courier: Bridge reopens", "Bridge reopens"),
        ("Bridge reopens – what next | The Harbour Courier", "Bridge reopens – what next"),
        ("Bridge reopens | County news", "Bridge reopens | County news"),
        ("Bridge reopens: The Harbour Courier asks why", "Bridge reopens: The Harbour Courier asks why"),
    ],
)
def test_only_an_outlets_name_is_cut_off_a_headline(title: str, headline: str) -> None:
    article = article_from(page(f"<title>{title}</title>", ""), URL, registry=REGISTRY)
    assert article.headline == headline


# -- byline ----------------------------------------------------------------------------------------


def test_all_authors_of_a_place_are_taken_and_organisations_kept_as_evidence() -> None:
    authors = [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Chan"}]
    agency = {"@type": "Organization", "name": "North Wire"}
    article = article_from(page(ld(author=[*authors, agency])), URL)
    assert article.byline == ("Ann Lee", "Bo Chan")
    assert ("North Wire", "json-ld:NewsArticle.author(Organization)", False) in evidence(article, "byline")


def test_authors_named_by_reference_are_found_in_the_graph() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "author": {"@id": "#a"}},
            {"@type": "Person", "@id": "#a", "name": "Ann Lee"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert article_from(page(head), URL).byline == ("Ann Lee",)


def test_a_visible_byline_is_read_where_nothing_else_names_the_author() -> None:
    top = '<h1>Bridge reopens</h1><div class="byline">By Ann Lee and Bo Chan, Staff Writers</div>'
    article = article_from(page("", top), URL)
    assert article.byline == ("Ann Lee", "Bo Chan")
    assert chosen(article, "byline") == ["text:byline(By)"]


def test_byline_and_date_below_the_headline_are_read_without_any_mark_and_are_not_in_the_body() -> None:
    top = "<h1>Bridge reopens</h1><div>By Ann Lee, 9 February 2031, 07:10</div>"
    article = article_from(page("", top), "https://a.example/x")
    assert (article.byline, str(article.published)) == (("Ann Lee",), "2031-02-09T07:10:00")
    assert article.body.startswith("LUNEMOUTH")
    top = "<h1>Bridge reopens</h1><p>By Ann Lee</p><p>9 February 2031</p><p>Published</p>"
    article = article_from(page("", top), "https://a.example/x")
    assert (article.byline, str(article.published)) == (("Ann Lee",), "2031-02-09")
    assert article.body.startswith("LUNEMOUTH")


def test_a_byline_that_no_place_states_is_empty() -> None:
    assert article_from(page(), URL).byline == ()


# -- dates -----------------------------------------------------------------------------------------


def test_published_and_modified_are_kept_apart_with_their_zones() -> None:
    head = ld(datePublished="2031-02-09T18:03:00+03:30", dateModified="2031-02-10") + meta(
        article__published_time="2031-02-08T10:00:00Z"
    )
    article = article_from(page(head), URL)
    assert str(article.published) == "2031-02-09T18:03:00+03:30"
    assert str(article.modified) == "2031-02-10"
    assert evidence(article, "published") == [
        ("2031-02-09T18:03:00+03:30", "json-ld:NewsArticle.datePublished", True),
        ("2031-02-08T10:00:00Z", "meta:article:published_time", False),
        ("2031-02-09", "url", False),
    ]


def test_a_time_without_zone_stays_without_one() -> None:
    assert str(article_from(page(ld(datePublished="2031-02-09T18:03:00")), URL).published) == "2031-02-09T18:03:00"


def test_dates_are_found_in_time_elements_visible_lines_the_address_and_headers() -> None:
    top = (
        '<h1>Bridge reopens</h1><time datetime="2031-02-09T18:03">9 February 2031</time>'
        '<span class="updated-at">Updated: 10 February 2031</span>'
    )
    headers = {"Last-Modified": "Tue, 11 Feb 2031 09:00:00 GMT", "Date": "Wed, 12 Feb 2031 09:00:00 GMT"}
    article = article_from(page("", top), URL, headers)
    assert [place for _, place, _ in evidence(article, "published")] == ["time:datetime", "time:text", "url"]
    assert evidence(article, "modified") == [
        ("Updated: 10 February 2031", "text:date line", True),
        ("Tue, 11 Feb 2031 09:00:00 GMT", "http:last-modified", False),
    ]
    assert ("Wed, 12 Feb 2031 09:00:00 GMT", "http:date", False) in evidence(article, "served")


def test_a_day_in_the_address_is_the_last_resort() -> None:
    article = article_from(page(), URL)
    assert (str(article.published), chosen(article, "published")) == ("2031-02-09", ["url"])
    assert article_from(page(), "https://a.example/bridge").published is None


def test_dates_of_other_articles_are_no_evidence() -> None:
    other = '<aside><time datetime="2030-01-01">1 January 2030</time></aside>'
    assert article_from(page(body=PARAGRAPHS + other), "https://a.example/x").published is None


def test_broken_json_still_gives_its_dates() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-02-09T18:03Z", "x": </script>'
    article = article_from(page(head), "https://a.example/x")
    assert str(article.published) == "2031-02-09T18:03:00+00:00"
    assert chosen(article, "published") == ["json-ld:broken.datePublished"]


def test_json_with_line_breaks_comments_and_trailing_commas_is_read() -> None:
    head = (
        '<script type="application/ld+json"><!-- [{"@type": ["Article"], "headline": "Bridge\nreopens",},] --></script>'
    )
    assert article_from(page(head, ""), URL).headline == "Bridge reopens"


def test_json_about_other_articles_is_not_this_articles() -> None:
    other = {"@type": "NewsArticle", "url": "https://www.harbour-courier.example/other", "headline": "Ferry fares rise"}
    own = {"@type": "NewsArticle", "url": URL.partition("?")[0], "headline": "Bridge over the Lune reopens"}
    head = f'<script type="application/ld+json">{json.dumps([other, own])}</script>'
    article = article_from(page(head, ""), URL)
    assert article.headline == "Bridge over the Lune reopens"
    assert "Ferry" not in str(article.evidence)


# -- outlet ----------------------------------------------------------------------------------------


def test_the_registry_knows_an_outlet_by_its_domain() -> None:
    article = article_from(
        page(ld(publisher={"@type": "Organization", "name": "Lune Media Group"})), URL, registry=REGISTRY
    )
    assert article.outlet == COURIER
    assert evidence(article, "outlet") == [
        ("Lune Media Group", "json-ld:NewsArticle.publisher(Organization)", False),
        ("The Harbour Courier", "registry:domain", True),
    ]


def test_the_registry_knows_an_outlet_by_an_alias_on_the_page() -> None:
    article = article_from(page(meta(og__site_name="Courier online")), "https://mirror.example/x", registry=REGISTRY)
    assert article.outlet == COURIER


def test_an_outlet_the_registry_does_not_know_has_the_pages_name_only() -> None:
    article = article_from(page(meta(og__site_name="Lune Gazette")), "https://lune.example/x")
    assert article.outlet == Outlet("Lune Gazette")


def test_of_two_names_the_one_its_site_is_registered_under_is_chosen() -> None:
    head = ld(publisher={"name": "Lune Media Group"}) + meta(og__site_name="Harbour Courier")
    assert article_from(page(head), URL).outlet == Outlet("Harbour Courier")


def test_no_outlet_is_made_of_a_host_name() -> None:
    article = article_from(page(meta(twitter__site="@courier")), URL)
    assert article.outlet is None
    assert evidence(article, "outlet") == [("@courier", "meta:twitter:site", False)]


# -- address, language, paywall, licence, dateline -------------------------------------------------


@pytest.mark.parametrize(
    ("canonical", "final_url", "address"),
    [
        ("/bridge", URL, "https://www.harbour-courier.example/bridge"),
        ("https://harbour-courier.example/bridge", URL, "https://harbour-courier.example/bridge"),
        ("https://other.example/bridge", URL, "https://www.harbour-courier.example/2031/02/09/bridge-reopens"),
        ("https://www.harbour-courier.example/", URL, "https://www.harbour-courier.example/2031/02/09/bridge-reopens"),
        ("https://other.example/bridge", "file:///desk/a.html", "https://other.example/bridge"),
        ("javascript:alert(1)", URL, "https://www.harbour-courier.example/2031/02/09/bridge-reopens"),
        ("https://www.harbour-courier.example/bridge", "http://127.0.0.1:80/bridge", "http://127.0.0.1/bridge"),
    ],
)
def test_a_canonical_address_speaks_for_its_own_site_only(canonical: str, final_url: str, address: str) -> None:
    article = article_from(page(f'<link rel="canonical" href="{canonical}">'), final_url)
    assert article.address == address
    assert evidence(article, "canonical_url") == [(canonical, "link:canonical", True)]


def test_a_saved_page_is_known_by_the_address_it_names() -> None:
    head = '<link rel="canonical" href="https://harbour-courier.example/bridge">'
    assert article_from(page(head), "file:///desk/a.html", registry=REGISTRY).outlet == COURIER


def test_language_paywall_and_licence_are_what_the_page_states() -> None:
    head = ld(isAccessibleForFree=False, inLanguage="en-GB") + '<link rel="license" href="https://licences.example/by">'
    article = article_from(page(head), URL)
    assert (article.language, article.paywall, article.licence) == ("en", True, "https://licences.example/by")
    silent = article_from(page(), URL)
    assert (silent.paywall, silent.licence) == (None, None)
    assert (silent.language, chosen(silent, "language")) == ("en", ["text:detected"])
    assert article_from(page(meta(article__content_tier="free")), URL).paywall is False


def test_the_dateline_is_raw_and_stays_in_the_body() -> None:
    article = article_from(page(), URL)
    assert article.dateline == "LUNEMOUTH (North Wire)"
    assert article.body.startswith(article.dateline)


# -- captures --------------------------------------------------------------------------------------


def test_a_capture_becomes_an_article_with_its_provenance() -> None:
    moment = datetime(2031, 2, 9, 20, tzinfo=UTC)
    capture = Capture("http://short.example/1", URL, 200, (("content-language", "en-GB"),), (), moment, page())
    article = extract(capture, REGISTRY)
    assert (article.url, article.final_url, article.fetched_at) == ("http://short.example/1", URL, moment)
    assert article.sha256 == capture.sha256
    assert article.extractor.startswith("trafilatura 2.")
    assert ("en-GB", "http:content-language", True) in evidence(article, "language")


def test_the_same_bytes_give_the_same_article() -> None:
    assert article_from(page(), URL) == article_from(page(), URL)


def test_credentials_in_an_address_are_masked_in_the_article() -> None:
    article = article_from(page(), "https://ann:secret@harbour-courier.example/x")
    assert "secret" not in repr(article)


def test_a_page_without_an_articles_text_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="has no article's text; open it in a browser"):
        article_from(b"<html><body><img src=/a.png></body></html>", URL)
    with pytest.raises(Unreadable, match="is a page with hardly any text, not an article"):
        article_from(b"<html><body><nav><a href=/>Home</a></nav></body></html>", URL)
    with pytest.raises(Unreadable, match="is a PDF document"):
        article_from(b"%PDF-1.7", URL)
