"""Pages built as many publishing systems build them: each says what an outlet does, and what must be read all the same."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass

import pytest

from articles.model import Article
from capture.extract import article_from

URL = "https://www.tarnvalley-echo.example/news/2031/dam-inquiry-opens-88123"
HEADLINE = "Dam inquiry opens as 14 villages wait for answers"
TEXT = (
    "The inquiry into the failure of the Tarn dam opened on Tuesday in a school hall that still smells of mud.",
    "Some 3,412 people from 14 villages have asked to be heard, the chair of the inquiry, Oda Brinkley, told the hall.",
    "“We shall go where the water went,” she said, “and we shall ask who knew what in the 36 hours before it came.”",
    "The dam, finished in 1968 and raised by 4.5 metres in 1991, gave way in the night of 2 November after a week of rain.",
    "Repairs to the valley road have cost 27.3 million crowns so far, according to the county engineer, Piet Hallam.",
    "The hearings will last until the end of May, and the inquiry expects to report before the summer is over.",
)


def paragraphs(*texts: str, tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts or TEXT)


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def article_ld(**properties: object) -> str:
    return ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **properties})


def meta(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{html.escape(value)}">'
        for name, value in contents.items()
    )


def page(head: str, body: str) -> bytes:
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


@dataclass(frozen=True, slots=True)
class Style:
    """One way to build a page, and what must be read from it: None where the case is not about that field."""

    name: str
    content: bytes
    headline: str | None = HEADLINE
    byline: tuple[str, ...] | None = ("Ines Farrow",)
    published: str | None = "2031-02-11"
    outlet: str | None = "Tarn Valley Echo"
    never_in_body: tuple[str, ...] = ()
    also_in_body: tuple[str, ...] = ()


PERSON = {"@type": "Person", "name": "Ines Farrow"}
ECHO = {"@type": "NewsMediaOrganization", "name": "Tarn Valley Echo", "logo": {"@type": "ImageObject", "url": "/l.png"}}
H1 = f"<h1>{HEADLINE}</h1>"

STYLES = (
    Style(
        "WordPress with an SEO plugin's graph: author, publisher and page by @id",
        page(
            f"<title>{HEADLINE} - Tarn Valley Echo</title>"
            + meta(og__title=f"{HEADLINE} - Tarn Valley Echo", og__site_name="Tarn Valley Echo")
            + ld(
                {
                    "@context": "https://schema.org",
                    "@graph": [
                        {
                            "@type": "Article",
                            "@id": URL + "#article",
                            "isPartOf": {"@id": URL},
                            "author": {"name": "Ines Farrow", "@id": "https://x.example/#/schema/person/1"},
                            "headline": html.escape(HEADLINE),
                            "datePublished": "2031-02-11T07:15:00+00:00",
                            "dateModified": "2031-02-11T07:10:00+00:00",
                            "publisher": {"@id": "https://x.example/#organization"},
                            "wordCount": 512,
                        },
                        {"@type": "WebPage", "@id": URL, "url": URL, "name": f"{HEADLINE} - Tarn Valley Echo"},
                        {"@type": "Organization", "@id": "https://x.example/#organization", "name": "Tarn Valley Echo"},
                        {"@type": "Person", "@id": "https://x.example/#/schema/person/1", "name": "Ines Farrow"},
                    ],
                }
            ),
            f"""<header class="site-header"><p class="site-title"><a href="/">Tarn Valley Echo</a></p></header>
            <article class="post-88123 post type-post"><header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1>
            <div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="2031-02-11T07:15:00+00:00">
            11 February 2031</time></span><span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/if">
            Ines Farrow</a></span></span></div></header><div class="entry-content">{paragraphs()}
            <div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Tweet</a></li><li><a href="#">Email</a></li></ul></div>
            </div><footer class="entry-footer">Filed under: <a href="/c">County</a></footer></article>
            <aside class="widget"><h2>Recent posts</h2><ul><li><a href="/a">Bus fares to rise by 11 percent</a></li></ul></aside>""",
        ),
        never_in_body=("Bus fares", "Tweet", "Filed under", "by Ines"),
    ),
    Style(
        "a graph whose author is a bare @id of a node elsewhere in it",
        page(
            ld(
                {
                    "@graph": [
                        {
                            "@type": ["NewsArticle", "ReportageNewsArticle"],
                            "headline": HEADLINE,
                            "author": [{"@id": "#p1"}, {"@id": "#p2"}],
                            "datePublished": "2031-02-11",
                            "publisher": {"@id": "#pub"},
                        },
                        {"@type": "Person", "@id": "#p1", "name": "Ines Farrow"},
                        {"@type": "Person", "@id": "#p2", "name": "Tobias Reck"},
                        {"@type": "NewsMediaOrganization", "@id": "#pub", "name": "Tarn Valley Echo"},
                    ]
                }
            ),
            f"<main>{H1}{paragraphs()}</main>",
        ),
        byline=("Ines Farrow", "Tobias Reck"),
    ),
    Style(
        "Arc: paragraphs in a section, headline with a suffix, date with milliseconds, a live ticker beside",
        page(
            meta(og__title=f"{HEADLINE} | Tarn Valley Echo", og__site_name="Tarn Valley Echo")
            + article_ld(author=[PERSON], datePublished="2031-02-11T07:15:00.000Z", publisher=ECHO),
            f"""<div id="fusion-app"><header><h1 class="logo">Tarn Valley Echo</h1></header>
            <div class="b-headline"><h1>{HEADLINE}</h1></div><article class="b-article-body">{paragraphs()}
            <div class="b-ads-block">ADVERTISEMENT</div></article><div class="c-stack ticker"><p>FTSE 7,812.4 up 0.4%</p></div></div>""",
        ),
        never_in_body=("FTSE", "ADVERTISEMENT"),
    ),
    Style(
        "Drupal: submitted line, fields in divs, microdata",
        page(
            f"<title>{HEADLINE} | Tarn Valley Echo</title>" + meta(og__site_name="Tarn Valley Echo"),
            f"""<article itemscope itemtype="https://schema.org/NewsArticle" class="node node--type-article"><h1 class="page-title">
            <span itemprop="headline">{HEADLINE}</span></h1><div class="node__submitted">Submitted by
            <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ines Farrow</span></span>
            on <span itemprop="datePublished" content="2031-02-11T07:15:00+0000">Tue, 02/11/2031 - 07:15</span></div>
            <div class="field field--name-body field__item" itemprop="articleBody">{paragraphs()}</div>
            <div class="field--name-field-tags">Tags: <a href="/t">Tarn</a></div></article>""",
        ),
        never_in_body=("Submitted", "Tags:"),
    ),
    Style(
        "AMP: amp components, author in JSON-LD as one object",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11T07:15:00Z", publisher=ECHO, mainEntityOfPage=URL),
            f"""<amp-sidebar id="menu"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><article class="amp-wp-article">
            <h1 class="amp-wp-title">{HEADLINE}</h1><div class="amp-wp-article-content">{paragraphs(*TEXT[:3])}
            <amp-ad width="300"></amp-ad><amp-img src="a.jpg"></amp-img>{paragraphs(*TEXT[3:])}</div></article>""",
        ),
    ),
    Style(
        "Next.js: hashed class names, the same article again as data in a script",
        page(
            article_ld(author=[PERSON], datePublished="2031-02-11T07:15:00+00:00", publisher=ECHO),
            f"""<div id="__next"><main class="css-1x2y"><h1 class="css-h7">{HEADLINE}</h1><div class="css-9a"><span>By </span>
            <a href="/by/ines">Ines Farrow</a></div><div class="css-b0">{paragraphs()}</div></main></div>
            <script id="__NEXT_DATA__" type="application/json">{json.dumps({"headline": "Other", "datePublished": "1999-01-01"})}</script>""",
        ),
    ),
    Style(
        "Chorus: byline and time in one line below the headline",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo"),
            f"""<article><h1 class="c-page-title">{HEADLINE}</h1><p class="c-entry-summary p-dek">The chair promises to go where
            the water went.</p><div class="c-byline"><span class="c-byline__item">By <a href="/a">Ines Farrow</a></span>
            <time datetime="2031-02-11T07:15:00+00:00">Feb 11, 2031, 7:15am GMT</time></div><div class="c-entry-content">{paragraphs()}
            </div></article>""",
        ),
    ),
    Style(
        "a live page: entries with their own times",
        page(
            ld(
                {
                    "@type": "LiveBlogPosting",
                    "headline": HEADLINE,
                    "datePublished": "2031-02-11T06:00:00Z",
                    "dateModified": "2031-02-11T19:30:00Z",
                    "author": PERSON,
                    "publisher": ECHO,
                    "liveBlogUpdate": [
                        {"@type": "BlogPosting", "headline": "Hall fills", "datePublished": "2031-02-12T06:10:00Z"}
                    ],
                }
            ),
            f"""<main>{H1}<div class="live">"""
            + "".join(
                f"<article><h2>Update</h2><time>0{n}:10</time><p>{text}</p></article>" for n, text in enumerate(TEXT)
            )
            + "</div></main>",
        ),
    ),
    Style(
        "a regional chain: author 'Staff Reporter' in the data, a person on the page",
        page(
            article_ld(
                author={"@type": "Person", "name": "Staff Reporter"}, datePublished="11 February 2031", publisher=ECHO
            ),
            f'{H1}<p class="byline">By Ines Farrow, Staff Reporter</p><div class="story">{paragraphs()}</div>',
        ),
        never_in_body=("Staff Reporter",),
    ),
    Style(
        "authors as one string with 'and'",
        page(
            article_ld(author="Ines Farrow and Tobias Reck", datePublished="2031-02-11 07:15", publisher=ECHO),
            f"<article>{H1}{paragraphs()}</article>",
        ),
        byline=("Ines Farrow", "Tobias Reck"),
    ),
    Style(
        "authors as a list of strings, with roles and places of work",
        page(
            article_ld(
                author=["Ines Farrow, Political Editor", "Tobias Reck for the Echo"],
                datePublished="Tue, 11 Feb 2031 07:15:00 GMT",
                publisher=ECHO,
            ),
            f"<article>{H1}{paragraphs()}</article>",
        ),
        byline=("Ines Farrow", "Tobias Reck"),
    ),
    Style(
        "article:author is the address of a profile, the name is in another tag",
        page(
            meta(
                og__title=HEADLINE,
                article__author="https://social.example/tarnvalleyecho",
                article__published_time="2031-02-11T07:15:00+0000",
                og__site_name="Tarn Valley Echo",
            )
            + '<meta name="author" content="Ines Farrow">',
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "JSON-LD cuts the headline short, the page has it whole",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO).replace(
                HEADLINE, "Dam inquiry opens as 14 villages..."
            )
            + meta(og__title="Dam inquiry opens as 14 villages…"),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the h1 is the site's logo",
        page(
            f"<title>{HEADLINE} — Tarn Valley Echo</title>"
            + meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo")
            + article_ld(author=PERSON, datePublished="2031-02-11"),
            f'<header><h1 class="logo"><a href="/">Tarn Valley Echo</a></h1></header><article><h2>{HEADLINE}</h2>{paragraphs()}</article>',
        ),
    ),
    Style(
        "a kicker inside the h1's block and before it",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo")
            + article_ld(author=PERSON, datePublished="2031-02-11"),
            f'<article><div class="kicker">County</div><h1><span class="kicker">Floods</span> {HEADLINE}</h1>{paragraphs()}</article>',
        ),
        never_in_body=("County\n",),
    ),
    Style(
        "a search engine's headline differs, alternativeHeadline too",
        page(
            meta(og__title=HEADLINE)
            + article_ld(
                alternativeHeadline="Tarn dam: what we know", author=PERSON, datePublished="2031-02-11", publisher=ECHO
            ),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "ampersands and quotes escaped twice in every tag",
        page(
            '<meta property="og:title" content="Dam &amp;amp; valley: &amp;quot;Who knew?&amp;quot;">'
            + article_ld(
                author=PERSON,
                datePublished="2031-02-11",
                publisher={"@type": "Organization", "name": "Tarn &amp; Valley Echo"},
            ).replace(HEADLINE, "Dam &amp;amp; valley: &amp;quot;Who knew?&amp;quot;"),
            f"<article>{paragraphs()}</article>",
        ),
        headline='Dam & valley: "Who knew?"',
        outlet="Tarn & Valley Echo",
    ),
    Style(
        "the publisher is only what the page is part of",
        page(
            article_ld(
                author=PERSON,
                datePublished="2031-02-11",
                isPartOf={"@type": ["CreativeWork", "Product"], "name": "Tarn Valley Echo", "productID": "echo:basic"},
            ),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the publisher in the data is the company, the site names the outlet",
        page(
            meta(og__site_name="Tarn Valley Echo")
            + article_ld(
                author=PERSON,
                datePublished="2031-02-11",
                publisher={"@type": "Organization", "name": "Northern Titles Publishing Ltd"},
            ),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "og:site_name with a slogan",
        page(
            meta(og__site_name="Tarn Valley Echo | Latest news from the valley")
            + article_ld(author=PERSON, datePublished="2031-02-11"),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the outlet is named by nothing but the title's end, as the address spells it",
        page(
            f"<title>{HEADLINE} | News | Tarn Valley Echo</title>"
            + article_ld(author=PERSON, datePublished="2031-02-11"),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the standfirst is in the body, photo captions and credits are beside it",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO),
            f"""<article>{H1}<p class="standfirst">The chair of the inquiry promises to go where the water went.</p>
            <figure><img src="a.jpg"><figcaption>The dam in 1968. Photograph: L. Orme</figcaption></figure>{paragraphs()}</article>""",
        ),
        never_in_body=("Photograph",),
    ),
    Style(
        "a table and a list with figures amid the text",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO),
            f"""<article>{H1}{paragraphs(*TEXT[:3])}<table><thead><tr><th>Village</th><th>Homes lost</th></tr></thead><tbody>
            <tr><td>Upper Tarn</td><td>212</td></tr><tr><td>Hallow</td><td>87</td></tr></tbody></table>
            <ul><li>Dead: 31</li><li>Still missing: 6</li></ul>{paragraphs(*TEXT[3:])}</article>""",
        ),
        also_in_body=("Upper Tarn | 212", "Hallow | 87", "Dead: 31", "Still missing: 6"),
    ),
    Style(
        "an embedded post amid the text",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO),
            f"""<article>{H1}{paragraphs(*TEXT[:3])}<blockquote class="twitter-tweet"><p>Water in the kitchen again.</p>&mdash; Hob
            (@hob) <a href="#">February 9, 2031</a></blockquote>{paragraphs(*TEXT[3:])}</article>""",
        ),
    ),
    Style(
        "a correction note at the end",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO),
            f"""<article>{H1}{paragraphs()}<p><em>Correction: an earlier version of this article said that 15 villages had been
            flooded. It was 14.</em></p></article>""",
        ),
        also_in_body=("Correction: an earlier version",),
    ),
    Style(
        "paragraphs are lines of one div, divided by double breaks",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO),
            f'<div class="wrap">{H1}<div class="text">{"<br><br>".join(TEXT)}</div></div>',
        ),
    ),
    Style(
        "paragraphs are divs",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO),
            f'<div class="wrap">{H1}<div class="text">{paragraphs(*TEXT, tag="div")}</div></div>',
        ),
    ),
    Style(
        "a print-era page: font tags, layout tables, no data at all",
        page(
            f"<title>Tarn Valley Echo: {HEADLINE}</title>",
            f"""<table width="100%"><tr><td><a href="/">Home</a> <a href="/s">Sport</a></td></tr><tr><td><h1>{HEADLINE}</h1>
            <font size="2">By Ines Farrow<br>Published: February 11, 2031</font>{paragraphs()}</td></tr></table>""",
        ),
    ),
    Style(
        "French page furniture around the text",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo"),
            f"""<article>{H1}<p class="signature">Par Ines Farrow</p><p class="date">Publié le 11 février 2031 à 7h15</p>{paragraphs()}
            </article>""",
        ),
        never_in_body=("Par Ines", "Publié"),
    ),
    Style(
        "masthead and foot are paragraphs like those of the text",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo", article__published_time="2031-02-11"),
            f"""<p><a href="/">Tarn Valley Echo</a> · written by its neighbours</p><div class="piece">{H1}<p class="by">By Ines Farrow</p>
            <p>11 February 2031</p>{paragraphs()}</div><p class="foot">Tarn Valley Echo, 3 Mill Lane, Hallow.</p>""",
        ),
        never_in_body=("neighbours", "Mill Lane", "By Ines"),
    ),
    Style(
        "dates in many places: the related items' are not the article's",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11T23:30:00-08:00", publisher=ECHO),
            f"""<nav><time datetime="2031-03-01">1 March 2031</time></nav><article>{H1}{paragraphs()}</article>
            <aside><time datetime="2030-01-01">1 January 2030</time></aside>""",
        ),
    ),
    Style(
        "two articles in the data: the page's own is the one of its address",
        page(
            ld(
                [
                    {
                        "@type": "NewsArticle",
                        "headline": "Other",
                        "url": "/other",
                        "author": {"name": "Bo Chan"},
                        "datePublished": "2030-01-01",
                    },
                    {
                        "@type": "NewsArticle",
                        "headline": HEADLINE,
                        "url": URL,
                        "author": PERSON,
                        "datePublished": "2031-02-11",
                        "publisher": ECHO,
                    },
                ]
            ),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "sharing lines, reading time and labels between headline and text",
        page(
            article_ld(author=PERSON, datePublished="2031-02-11", publisher=ECHO),
            f"""<article>{H1}<p>Ines Farrow</p><p>Published</p><p>11 February 2031</p><p>4 min read</p><p>Share</p><p>Copy link</p>
            {paragraphs()}</article>""",
        ),
        never_in_body=("Ines Farrow\n", "Published\n", "min read", "Share\n", "Copy link"),
    ),
    Style(
        "a byline with agency and place",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo"),
            f"""<article>{H1}<div class="info">By Ines Farrow in Hallow and Tobias Reck, 11 February 2031, 07:15</div>{paragraphs()}</article>""",
        ),
        byline=("Ines Farrow", "Tobias Reck"),
        never_in_body=("By Ines",),
    ),
)


def data(**more: object) -> str:
    """The usual data of an article, so that a case is about its body."""
    return article_ld(**{"author": PERSON, "datePublished": "2031-02-11", "publisher": ECHO, **more})


BODIES = (
    Style(
        "every paragraph in a block of its own, byline and picture blocks among them",
        page(
            data(),
            f"""<main><article><header data-component="headline-block">{H1}</header><div data-component="byline-block"><div>
            <span>Ines Farrow</span><div>Valley correspondent</div></div></div>"""
            + "".join(
                f'<div data-component="text-block" class="x1"><p class="y1">{text}</p></div>' for text in TEXT[:3]
            )
            + """<div data-component="image-block"><figure><img src="a.jpg"><figcaption>Mud in the hall in 2031</figcaption></figure>
            </div><div data-component="links-block"><ul><li><a href="/z">Ferry fares rise by 8 percent</a></li></ul></div>"""
            + "".join(
                f'<div data-component="text-block" class="x1"><p class="y1">{text}</p></div>' for text in TEXT[3:]
            )
            + "</article></main>",
        ),
        never_in_body=("Valley correspondent", "Mud in the hall", "Ferry fares"),
    ),
    Style(
        "paragraphs are divs with a test id",
        page(
            data(),
            f"""<article>{H1}<div class="article-body__content">"""
            + "".join(
                f'<div data-testid="paragraph-{n}" class="text__t body__b">{text}</div>' for n, text in enumerate(TEXT)
            )
            + "</div><div class='trust-badge'><p>Our Standards: The Trust Principles.</p></div></article>",
        ),
    ),
    Style(
        "the second half is in a part marked as paid",
        page(
            data(isAccessibleForFree=False),
            f"""<article>{H1}<div class="body">{paragraphs(*TEXT[:2])}<div class="paywall">{paragraphs(*TEXT[2:])}</div></div></article>""",
        ),
    ),
    Style(
        "a table in a figure",
        page(
            data(),
            f"""<article>{H1}<div class="entry-content">{paragraphs(*TEXT[:3])}<figure class="wp-block-table"><table><tbody>
            <tr><td>Upper Tarn</td><td>212</td></tr><tr><td>Hallow</td><td>87</td></tr></tbody></table></figure>{paragraphs(*TEXT[3:])}
            </div></article>""",
        ),
        also_in_body=("Upper Tarn | 212", "Hallow | 87"),
    ),
    Style(
        "links in capitals and teasers with pictures between paragraphs",
        page(
            data(),
            f"""<article>{H1}<div class="article-content">{paragraphs(*TEXT[:2])}<p><strong><a href="/a">FERRY FARES TO RISE BY 11
            PERCENT FROM JUNE</a></strong></p>{paragraphs(*TEXT[2:4])}<p>ALSO READ: <a href="/b">Ten dams that were built of
            earth</a></p>{paragraphs(*TEXT[4:])}<p><i>Follow us on <a href="/f">social media</a></i></p></div></article>""",
        ),
        never_in_body=("FERRY", "ALSO READ"),
    ),
    Style(
        "subheadings in the text",
        page(
            data(),
            f"<article>{H1}<div>{paragraphs(*TEXT[:3])}<h2>The cost of the road</h2>{paragraphs(*TEXT[3:])}</div></article>",
        ),
        also_in_body=("The cost of the road",),
    ),
    Style(
        "a long list of comments with figures below",
        page(
            data(),
            f"""<article>{H1}<div class="story-text">{paragraphs()}</div></article><section id="comments" class="comments-area"><h2>212
            comments</h2><ol>"""
            + "".join(
                f"<li><p>I have lived here for {n} years and nobody ever asked us about it.</p></li>"
                for n in range(20, 60)
            )
            + "</ol></section>",
        ),
        never_in_body=("nobody ever asked",),
    ),
    Style(
        "an author's biography and more stories below the text, in the same column",
        page(
            data(),
            f"""<div class="column">{H1}<div class="text">{paragraphs()}</div><div class="author-bio"><p>Ines Farrow has written
            about the valley since 2019 and keeps 40 bees.</p></div><div class="more-stories"><h3>More stories</h3>
            <p><a href="/a">Bus fares to rise by 11 percent</a></p></div></div>""",
        ),
        never_in_body=("40 bees", "Bus fares"),
    ),
    Style(
        "a cookie notice above everything",
        page(
            data(),
            f"""<div class="cookie-banner"><p>We and our 842 partners store and read data on your device to show you advertising.</p>
            </div><article>{H1}{paragraphs()}</article>""",
        ),
        never_in_body=("842",),
    ),
    Style(
        "published and updated in one line, no data",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo"),
            f"""<article>{H1}<p class="author">Ines Farrow</p><div class="dates">Published 11 February 2031, 07:15 | Updated 12 February
            2031, 09:30</div>{paragraphs()}</article>""",
        ),
        never_in_body=("Updated",),
    ),
    Style(
        "two times, the word before each says which",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo"),
            f"""<article>{H1}<span class="byline">By Ines Farrow</span><p class="stamp">Updated <time datetime="2031-02-12T09:30Z">12
            Feb</time> Published <time datetime="2031-02-11T07:15Z">11 Feb</time></p>{paragraphs()}</article>""",
        ),
    ),
    Style(
        "a role without a comma, in capitals",
        page(
            data(author={"@type": "Person", "name": "INES FARROW Senior Political Correspondent"}),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the account that posted it is no author",
        page(
            data(author={"@type": "Person", "name": "admin"}),
            f'<article>{H1}<p class="byline">By Ines Farrow</p>{paragraphs()}</article>',
        ),
    ),
    Style(
        "the data names the outlet as a person, the page names the author",
        page(
            data(author={"@type": "Person", "name": "Tarn Valley Echo"}),
            f'<article>{H1}<p class="byline">By Ines Farrow</p>{paragraphs()}</article>',
        ),
    ),
    Style(
        "several authors with agency in one meta tag",
        page(
            meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo", article__published_time="2031-02-11T07:15:00Z")
            + '<meta name="author" content="Ines Farrow, Tobias Reck; Dora el-Amin / Northern Press Agency">',
            f"<article>{H1}{paragraphs()}</article>",
        ),
        byline=("Ines Farrow", "Tobias Reck", "Dora el-Amin"),
    ),
    Style(
        "an author's name in one language, titles before it",
        page(data(author="Dr. Ines Farrow"), f"<article>{H1}{paragraphs()}</article>"),
        byline=("Dr. Ines Farrow",),
    ),
    Style(
        "broken JSON-LD beside good tags",
        page(
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam inquiry", "author": [}</script>'
            + meta(og__title=HEADLINE, og__site_name="Tarn Valley Echo", article__published_time="2031-02-11T07:15:00Z")
            + '<meta name="author" content="Ines Farrow">',
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "JSON-LD in comment marks, with line breaks inside its strings and a comma too many",
        page(
            '<script type="application/ld+json"><!-- {"@type": "NewsArticle", "headline": "'
            + HEADLINE
            + '", "description": "one\ntwo", "datePublished": "2031-02-11", "author": {"name": "Ines Farrow"}, '
            '"publisher": {"name": "Tarn Valley Echo"},} --></script>',
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the data's article is the main entity of its page",
        page(
            ld(
                {
                    "@type": "WebPage",
                    "name": f"{HEADLINE} | Echo",
                    "datePublished": "2029-01-01",
                    "mainEntity": {
                        "@type": "https://schema.org/NewsArticle",
                        "headline": HEADLINE,
                        "datePublished": "2031-02-11",
                        "author": [PERSON],
                        "publisher": ECHO,
                    },
                }
            ),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the outlet is the data's web site and no publisher",
        page(
            ld(
                {
                    "@graph": [
                        {"@type": "WebSite", "@id": "#site", "name": "Tarn Valley Echo"},
                        {
                            "@type": "NewsArticle",
                            "headline": HEADLINE,
                            "isPartOf": {"@id": "#site"},
                            "datePublished": "2031-02-11",
                            "author": PERSON,
                        },
                    ]
                }
            ),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "site name is the bare domain, the publisher has a name",
        page(
            meta(og__title=HEADLINE, og__site_name="www.tarnvalley-echo.example") + data(),
            f"<article>{H1}{paragraphs()}</article>",
        ),
    ),
    Style(
        "the headline is in the title only, after the section and before the outlet",
        page(
            f"<title>{HEADLINE} - Tarn Valley Echo</title>"
            + meta(og__site_name="Tarn Valley Echo")
            + '<meta name="date" content="2031-02-11"><meta name="author" content="Ines Farrow">',
            f'<div id="story">{paragraphs()}</div>',
        ),
    ),
)


def read(style: Style) -> Article:
    return article_from(style.content, URL)


@pytest.mark.parametrize("style", [*STYLES, *BODIES], ids=lambda style: style.name)
def test_every_paragraph_is_in_the_body_once_and_nothing_of_the_page_is(style: Style) -> None:
    body = read(style).body
    assert [text for text in TEXT if body.count(text) != 1] == []
    assert [text for text in style.also_in_body if text not in body] == []
    assert [text for text in style.never_in_body if text in body + "\n"] == []


@pytest.mark.parametrize("style", [*STYLES, *BODIES], ids=lambda style: style.name)
def test_the_fields_are_what_the_page_says_of_itself(style: Style) -> None:
    article = read(style)
    day = str(article.published.day) if article.published else None
    outlet = article.outlet.name if article.outlet else None
    assert (article.headline, article.byline, day, outlet) == (
        style.headline,
        style.byline,
        style.published,
        style.outlet,
    )


@pytest.mark.parametrize("style", [*STYLES, *BODIES], ids=lambda style: style.name)
def test_what_was_read_whole_has_neither_lost_nor_gained_a_figure(style: Style) -> None:
    assert [piece for piece in read(style).evidence if piece.field == "body"] == []
