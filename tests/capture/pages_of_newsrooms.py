"""Pages as the publishing systems of English newsrooms build them: local television, tabloids, agencies, dailies."""

from __future__ import annotations

from tests.capture.page_parts import (
    BUDGET,
    FIRE,
    FOOTER,
    HARBOUR,
    MENU,
    VOTE,
    NewsPage,
    ld,
    meta,
    named,
    organisation,
    page,
    paragraphs,
    person,
    story_ld,
)

PAGES: tuple[NewsPage, ...] = (
    NewsPage(
        "WordPress, a slogan in the site's name, inserts between paragraphs, an author's box below",
        "https://www.harrowbaypost.example/2025/03/04/harbour-fire/",
        page(
            f"<title>{FIRE} - Harrow Bay Post</title>"
            + meta(
                og__title=f"{FIRE} - Harrow Bay Post",
                og__site_name="Harrow Bay Post - News, sport and weather from the bay",
            )
            + meta(
                article__published_time="2025-03-04T18:15:00+00:00", article__modified_time="2025-03-05T07:00:00+00:00"
            )
            + named(author="Nan Reed", twitter__label1="Written by", twitter__data1="Nan Reed"),
            f"""{MENU}<main><article class="post"><h1 class="entry-title">{FIRE}</h1>
            <div class="entry-meta">By <a rel="author" href="/author/nan">Nan Reed</a> March 4, 2025</div>
            <div class="entry-content">{paragraphs(HARBOUR[:2])}
            <div class="newsletter-signup"><h3>The bay in your inbox</h3><p>Sign up for our free morning email with 5 stories.</p>
            <form><input type="email"></form></div>{paragraphs(HARBOUR[2:4])}
            <p><strong>Read more: <a href="/x">Ferry timetable changes for 2026</a></strong></p>{paragraphs(HARBOUR[4:])}
            <div class="jp-relatedposts"><h3>Related</h3><p><a href="/a">Warehouse rents up 9 percent</a></p></div></div>
            <div class="author-box"><h4>Nan Reed</h4><p>Nan Reed has covered the bay since 1998 and keeps 3 goats.</p></div>
            </article></main>{FOOTER}""",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "Harrow Bay Post",
    ),
    NewsPage(
        "a WordPress news theme: author after a dash, related and comments below",
        "https://bayregister.example/vote-on-budget/",
        page(
            f"<title>{VOTE} | Bay Register</title>" + meta(og__title=f"{VOTE} | Bay Register"),
            f"""{MENU}<div class="td-post-header"><ul class="td-category"><li><a href="/c">County</a></li></ul>
            <h1 class="entry-title td-module-title">{VOTE}</h1><div class="td-module-meta-info"><div class="td-post-author-name">
            <div class="td-author-by">By</div> <a href="/author/otto">Otto Lind</a><div class="td-author-line"> - </div></div>
            <span class="td-post-date"><time class="entry-date" datetime="2025-03-24T18:15:00+00:00">March 24, 2025</time></span>
            <div class="td-post-views">1204</div></div></div>
            <div class="td-post-content">{paragraphs(BUDGET)}</div>
            <div class="td_block_related_posts"><h4>RELATED ARTICLES</h4><h3><a href="/y">Road tax up 4 percent</a></h3></div>
            <div class="comments"><h4>3 COMMENTS</h4><ul><li><p>I paid 12 times that in 1974 and nobody asked me.</p></li></ul></div>
            {FOOTER}""",
        ),
        BUDGET,
        VOTE,
        ("Otto Lind",),
        "2025-03-24",
        "Bay Register",
    ),
    NewsPage(
        "Arc: signed by staff, captions, links between paragraphs",
        "https://www.quaysidetribune.example/news/local/harbour-fire-4TR2/",
        page(
            f"<title>{FIRE} – Quayside Tribune</title>"
            + meta(og__title=FIRE, og__site_name="Quayside Tribune")
            + ld(
                story_ld(
                    FIRE,
                    datePublished="2025-03-04T18:15:00Z",
                    dateModified="2025-03-05T18:15:00Z",
                    author=[{"@type": "Person", "name": "Staff"}],
                    publisher=organisation("Quayside Tribune"),
                )
            )
            + '<script>Fusion.globalContent={"headlines":{"basic":"x"}};</script>',
            f"""<div id="fusion-app"><header><a href="/"><img alt="Quayside Tribune" src="/l.svg"></a></header>
            <h1 class="b-headline">{FIRE}</h1><div class="b-byline"><span>By Staff</span>
            <time datetime="2025-03-04T18:15:00Z">March 04, 2025 at 6:15 pm</time></div>
            <figure class="c-media-item"><img src="/1.jpg"><figcaption>Flames over quay 7 on Tuesday. (Ida Moss/Staff)</figcaption></figure>
            <article class="b-article-body">{paragraphs(HARBOUR[:3], marks=' class="c-paragraph"')}
            <p class="c-paragraph"><b>[ </b><a href="/z"><b>Where to go if your home was closed: 9 shelters</b></a><b> ]</b></p>
            {paragraphs(HARBOUR[3:], marks=' class="c-paragraph"')}</article></div>""",
        ),
        HARBOUR,
        FIRE,
        (),
        "2025-03-04",
        "Quayside Tribune",
    ),
    NewsPage(
        "Brightspot: an agency's dispatch with its dateline, the agency named beside the reporter",
        "https://www.kelptv.example/2025-03-24/vote-on-budget",
        page(
            f"<title>{VOTE}</title>"
            + meta(og__title=VOTE, og__site_name="KELP Public Media")
            + ld(
                story_ld(
                    VOTE,
                    datePublished="2025-03-24T18:15:00-05:00",
                    author=[person("Jane Dorr | Coastal Press")],
                    publisher=organisation("KELP Public Media"),
                )
            ),
            f"""<bsp-header class="PH"><nav class="Nav">Menu</nav></bsp-header><div class="ArtP-lead"></div>
            <h1 class="ArtP-headline">{VOTE}</h1><div class="ArtP-byline">KELP Public Media | By
            <a href="/people/jane">Jane Dorr | Coastal Press</a></div><div class="ArtP-datePublished">Published March 24, 2025 at 6:15 PM EDT</div>
            <div class="ArtP-articleBody"><div class="RichTextArticleBody">{paragraphs((f"RIVERTON (CP) — {BUDGET[0]}", *BUDGET[1:]))}
            <div class="Enh" data-align-center><div class="Promo"><p>Stay with us: 90 minutes of music tonight</p></div></div></div></div>
            <div class="ArtP-tags">Tags <a href="/t">County</a></div>""",
        ),
        (f"RIVERTON (CP) — {BUDGET[0]}", *BUDGET[1:]),
        VOTE,
        ("Jane Dorr",),
        "2025-03-24",
        "KELP Public Media",
    ),
    NewsPage(
        "local television: og:site_name is an address, the time zone's letters in the date line",
        "https://www.krxt9.example/2025/03/04/harbour-fire/",
        page(
            f"<title>{FIRE}</title>"
            + meta(og__title=FIRE, og__site_name="https://www.krxt9.example")
            + ld(
                story_ld(
                    FIRE,
                    datePublished="2025-03-05T00:15:00.000Z",
                    dateModified="2025-03-05T02:00:00.000Z",
                    author=[person("KRXT 9 Staff"), person("Dana Poole")],
                    publisher=organisation("KRXT9"),
                )
            ),
            f"""<h1 class="headline">{FIRE}</h1><div class="author">By <a href="/authors/dp">Dana Poole</a> and KRXT 9 Staff</div>
            <div class="date">Published: Mar. 4, 2025 at 6:15 PM CST<span>|</span>Updated: 2 hours ago</div>
            <article class="article-body">{paragraphs(HARBOUR, marks=' class="text article-text"')}
            <p class="text article-text"><i>Copyright 2025 KRXT. All rights reserved.</i></p></article>
            <div class="taboola"><span>Most Read</span><a href="/m">Man finds 40 pounds of eels</a></div>""",
        ),
        HARBOUR,
        FIRE,
        ("Dana Poole",),
        "2025-03-05",
        "KRXT9",
    ),
    NewsPage(
        "local television on WordPress: dates with slashes between day and hour, no JSON-LD",
        "https://www.wolk.example/news/budget-passes/",
        page(
            f"<title>{VOTE} | WOLK-TV</title>" + meta(og__title=f"{VOTE} | WOLK-TV", og__site_name="WOLK-TV"),
            f"""<article class="article"><header class="article-header"><h1 class="article-title">{VOTE}</h1>
            <div class="article-authors"><p>by: <a href="/author/dp">Dana Poole</a>, Otto Lind</p></div>
            <div class="article-meta"><p>Posted: <time datetime="2025-03-24T18:15:02-05:00">Mar 24, 2025 / 06:15 PM CDT</time></p>
            <p>Updated: <time datetime="2025-03-25T09:00:00-05:00">Mar 25, 2025 / 09:00 AM CDT</time></p></div></header>
            <div class="article-content article-body rich-text">{paragraphs(BUDGET[:3])}
            <div class="article-content__ad"><span>Advertisement</span></div>{paragraphs(BUDGET[3:])}</div>
            <div class="article-list"><h2>Trending Stories</h2><ul><li><a href="/q">Five things to do on 5 May</a></li></ul></div></article>""",
        ),
        BUDGET,
        VOTE,
        ("Dana Poole", "Otto Lind"),
        "2025-03-24",
        "WOLK-TV",
    ),
    NewsPage(
        "Next.js without any metadata: styled class names, an ordinal day of the week",
        "https://wmoor.example/news/local/harbour-fire-destroys-warehouses",
        page(
            f"<title>{FIRE}</title>",
            f"""<div id="__next"><div class="Header_bar__x1y2"><a href="/">WMOOR</a></div>
            <h1 class="Story_head__aa1">{FIRE}</h1><div class="Story_sub__bb2"><span>by </span><a href="/s">Dana Poole</a></div>
            <div class="Story_stamp__cc3">Tue, March 4th 2025 at 6:15 PM</div>
            <div class="Story_text__dd4">{paragraphs(HARBOUR)}</div></div>
            <script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"title":"{FIRE}"}}}}}}</script>""",
        ),
        HARBOUR,
        FIRE,
        ("Dana Poole",),
        "2025-03-04",
        "WMOOR",
    ),
    NewsPage(
        "BLOX: microdata, an e-mail address in the byline, a span in the headline",
        "https://www.elmtownleader.example/news/article_9c1f.html",
        page(
            f"<title>{VOTE} | News | elmtownleader.example</title>"
            + meta(og__title=VOTE, og__site_name="Elmtown Leader")
            + named(author="By Mary Ochs mochs@elmtownleader.example"),
            f"""<div class="asset-masthead"><h1 itemprop="headline" class="headline"><span>{VOTE}</span></h1>
            <div class="meta"><span itemprop="author" class="tnt-byline">By Mary Ochs mochs@elmtownleader.example</span>
            <ul class="list-inline"><li><time datetime="2025-03-24T18:15:00-05:00" class="tnt-date asset-date">Mar 24, 2025</time></li>
            <li><span class="tnt-update-recent">Updated 3 hrs ago</span></li></ul></div></div>
            <div itemprop="articleBody" class="asset-content subscriber-premium">{paragraphs(BUDGET, "div", ' class="subscriber-only"')}
            </div><div class="card-panel"><h3>Most Popular</h3><ol><li><a href="/1">Eel found in 2 cellars</a></li></ol></div>""",
        ),
        BUDGET,
        VOTE,
        ("Mary Ochs",),
        "2025-03-24",
        "Elmtown Leader",
    ),
    NewsPage(
        "a chain of dailies: dates in an attribute, the owner as publisher",
        "https://www.elmcitycourier.example/story/news/2025/03/04/harbour-fire/81234567007/",
        page(
            f"<title>{FIRE}</title>"
            + meta(og__title=FIRE, og__site_name="Elm City Courier")
            + ld(
                story_ld(
                    FIRE,
                    datePublished="2025-03-04T23:15:00Z",
                    author=[person("Nan Reed")],
                    publisher=organisation("Larch Media Holdings LLC"),
                    url="https://www.elmcitycourier.example/story/news/2025/03/04/harbour-fire/81234567007/",
                )
            ),
            f"""<main class="gnt_cw"><article class="gnt_pr"><h1 class="gnt_ar_hl">{FIRE}</h1><div class="gnt_ar_by">
            <a class="gnt_ar_by_a" href="/staff/1">Nan Reed</a></div><div class="gnt_ar_pb">Elm City Courier</div>
            <div class="gnt_ar_dt" aria-label="Published 5:15 p.m. CT March 4, 2025"></div>
            <div class="gnt_ar_b">{paragraphs(HARBOUR[:4], marks=' class="gnt_ar_b_p"')}
            <aside class="gnt_em"><a href="/o">More: Eel prices rise 8 percent</a></aside>
            {paragraphs(HARBOUR[4:], marks=' class="gnt_ar_b_p"')}
            <p class="gnt_ar_b_p"><em>Nan Reed covers the harbour. Reach her at nreed@elmcitycourier.example.</em></p></div></article></main>""",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "Elm City Courier",
    ),
    NewsPage(
        "a tabloid: another headline for sharing, captions, a newsletter and read-more boxes in the text",
        "https://www.dailylantern.example/news/uk-news/harbour-fire-34567",
        page(
            f"<title>{FIRE} - Daily Lantern</title>"
            + meta(og__title="Inferno! 12 warehouses gone as thousands flee", og__site_name="Daily Lantern")
            + named(author="Jo Penn", **{"parsely-author": "jo-penn"})
            + ld(
                story_ld(
                    FIRE,
                    datePublished="2025-03-04T18:15:00Z",
                    author=[{"@type": "Person", "name": "Jo Penn", "jobTitle": "News Reporter"}],
                    publisher=organisation("Daily Lantern"),
                )
            ),
            f"""<article class="article-main"><h1 itemprop="headline">{FIRE}</h1>
            <div class="author-information-container">By<span class="author">Jo Penn</span><span class="job">News Reporter</span></div>
            <ul class="time-info"><li>18:15, 4 Mar 2025</li><li>Updated 19:02, 4 Mar 2025</li></ul>
            <div class="article-body"><figure><img src="/2.jpg"><figcaption>The harbour, 3 miles wide<span class="credit">(Image: Lantern)</span></figcaption></figure>
            {paragraphs(HARBOUR[:2])}<div class="embed-newsletter"><p>Get the 10 top stories in your inbox every morning</p></div>
            {paragraphs(HARBOUR[2:4])}<div class="read-more-links"><h3>READ MORE</h3><ul><li><a href="/r">Mum wins 40,000 eels</a></li></ul></div>
            {paragraphs(HARBOUR[4:])}</div><div class="tag-list"><a href="/tag">Fires</a></div></article>""",
        ),
        HARBOUR,
        FIRE,
        ("Jo Penn",),
        "2025-03-04",
        "Daily Lantern",
    ),
    NewsPage(
        "a tabloid whose h1 is its logo and whose headline is an h2, byline for the paper",
        "https://www.mornmail.example/news/article-144/budget.html",
        page(
            f"<title>{VOTE} | Morn Mail Online</title>"
            + meta(og__title=f"{VOTE} | Morn Mail Online", og__site_name="Mail Online"),
            f"""<h1 class="logo"><a href="/">Morn Mail Online</a></h1><div id="js-article-text"><h2>{VOTE}</h2>
            <p class="author-section byline-plain">By <a class="author" rel="author" href="/p">Jo Penn For The Morn Mail</a></p>
            <p class="byline-section"><span class="article-timestamp article-timestamp-published"><span>Published:</span>
            <time datetime="2025-03-24T14:02:08+0000">14:02 GMT, 24 March 2025</time></span> | <span class="article-timestamp-updated">
            <span>Updated:</span> <time datetime="2025-03-25T08:00:00+0000">08:00 GMT, 25 March 2025</time></span></p>
            <div itemprop="articleBody">{paragraphs(BUDGET, marks=' class="mol-para-with-font"')}</div></div>""",
        ),
        BUDGET,
        VOTE,
        ("Jo Penn",),
        "2025-03-24",
        "Mail Online",
    ),
    NewsPage(
        "a tabloid with a kicker inside the h1",
        "https://www.dawnherald.example/news/77123/harbour-fire/",
        page(
            f"<title>{FIRE} – The Dawn Herald</title>"
            + meta(og__title=FIRE, og__site_name="The Dawn Herald")
            + ld(
                story_ld(
                    FIRE,
                    datePublished="2025-03-04T18:15:00+00:00",
                    author=person("Jo Penn"),
                    publisher=organisation("The Dawn Herald"),
                )
            ),
            f"""<div class="article__header"><h1 class="article__headline"><span class="article__kicker">INFERNO</span> {FIRE}</h1>
            <ul class="article__author-list"><li>Jo Penn</li></ul><ul class="article__timestamp"><li><span>Published</span>: 18:15, 4 Mar 2025</li></ul></div>
            <div class="article__content">{paragraphs(HARBOUR[:3])}
            <div class="rail--trending"><h2>Read more on fires</h2><div class="teaser"><p>EEL MAN Barber, 61, finds 3 eels in a basin on Monday</p></div></div>
            {paragraphs(HARBOUR[3:])}</div>""",
        ),
        HARBOUR,
        FIRE,
        ("Jo Penn",),
        "2025-03-04",
        "The Dawn Herald",
    ),
    NewsPage(
        "a broadsheet: dotted time, standfirst, cards of other articles in asides",
        "https://www.thewarden.example/business/2025/mar/24/budget-debate",
        page(
            f"<title>{VOTE} | Public finance | The Warden</title>"
            + meta(
                og__title=VOTE,
                og__site_name="the Warden",
                article__author="https://www.thewarden.example/profile/nan-reed",
            )
            + meta(article__published_time="2025-03-24T18:15:36.000Z")
            + named(author="Nan Reed"),
            f"""<main><div data-gu-name="headline"><h1>{VOTE}</h1></div>
            <aside data-gu-name="meta"><address aria-label="Contributor info"><div class="dcr-1"><span>
            <a rel="author" href="/profile/nan-reed">Nan Reed</a> Economics correspondent</span></div></address>
            <details><summary><span>Mon 24 Mar 2025 18.15 GMT</span></summary>Last modified on Tue 25 Mar 2025 09.00 GMT</details></aside>
            <div data-gu-name="body"><div id="maincontent"><div class="article-body-viewer-selector">{paragraphs(BUDGET[:3], marks=' class="dcr-2"')}
            <aside class="rich-link"><h2>Related: Eels return after 40 years</h2><p>Eels are back in the bay.</p></aside>
            {paragraphs(BUDGET[3:], marks=' class="dcr-2"')}</div></div></div></main>""",
        ),
        BUDGET,
        VOTE,
        ("Nan Reed",),
        "2025-03-24",
        "the Warden",
    ),
    NewsPage(
        "a public broadcaster: blocks for text and bylines, a relative time on show",
        "https://www.nbb.example/news/articles/c0x1y2z3",
        page(
            f"<title>{FIRE} - NBB News</title>"
            + meta(og__title=FIRE, og__site_name="NBB News")
            + ld(
                {
                    **story_ld(FIRE, datePublished="2025-03-04T18:15:22.000Z", publisher=organisation("NBB News")),
                    "author": [{"@type": "Person", "name": "Nan Reed"}],
                    "@type": "ReportageNewsArticle",
                }
            ),
            f"""<main id="main-content"><article><div data-component="headline-block"><h1>{FIRE}</h1></div>
            <div data-component="byline-block"><time datetime="2025-03-04T18:15:22.000Z">3 hours ago</time><span>Share</span><span>Save</span>
            <div data-testid="byline-contributors"><span>Nan Reed</span><div>Business reporter, NBB News</div></div></div>
            <figure><div data-component="image-block"><span>Ida Moss</span></div><figcaption>Quay 7 burned first</figcaption></figure>"""
            + "".join(f'<div data-component="text-block"><p>{text}</p></div>' for text in HARBOUR)
            + """<div data-component="links-block"><h2>More on this story</h2><ul><li><a href="/l">Why 1911 mattered</a></li></ul></div>
            </article></main>""",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "NBB News",
    ),
    NewsPage(
        "an agency: paragraphs are divs with test ids, date and hour run together, a line of editors below",
        "https://www.farwire.example/world/budget-2025-03-24/",
        page(
            f"<title>{VOTE} | Farwire</title>"
            + meta(og__title=VOTE, og__site_name="Farwire")
            + named(**{"article:published_time": "2025-03-24T18:15:01.345Z", "analyticsAttributes.author": "Nan Reed"}),
            f"""<div class="article__container"><header><h1 data-testid="Heading">{VOTE}</h1><div class="info-content">
            <div data-testid="AuthorName">By <a rel="author" href="/a/nan/">Nan Reed</a> and <a rel="author" href="/a/otto/">Otto Lind</a></div>
            <time data-testid="Body"><span>March 24, 2025</span><span>6:15 PM UTC</span><span>Updated March 25, 2025</span></time></div></header>
            <div class="article-body__content">"""
            + "".join(
                f'<div data-testid="paragraph-{number}" class="text__text article-body__paragraph">{text}</div>'
                for number, text in enumerate(BUDGET)
            )
            + """<div class="sign-off"><p data-testid="Body">Reporting by Nan Reed; Editing by Ida Moss</p></div>
            <p data-testid="Body">Our Standards: <a href="/principles">The Farwire Principles.</a></p></div></div>""",
        ),
        BUDGET,
        VOTE,
        ("Nan Reed", "Otto Lind"),
        "2025-03-24",
        "Farwire",
    ),
    NewsPage(
        "two graphs: a list of other stories first, provider and publisher, an agency as author",
        "https://www.portcourier.example/world/fire-77",
        page(
            f"<title>{FIRE} - Port Courier</title>"
            + meta(og__title=FIRE, og__site_name="Port Courier")
            + ld(
                {
                    "@context": "https://schema.org",
                    "@type": "ItemList",
                    "itemListElement": [
                        {
                            "@type": "NewsArticle",
                            "headline": "Eels are back",
                            "datePublished": "2024-01-01",
                            "author": person("Ann Other"),
                        }
                    ],
                },
                {
                    **story_ld("Eels are back", datePublished="2024-01-01", author=person("Ann Other")),
                    "url": "https://www.portcourier.example/world/eels-76",
                },
                {
                    **story_ld(
                        FIRE,
                        datePublished="2025-03-04T18:15:00Z",
                        author={"@type": "Organization", "name": "Coastal Press"},
                        provider=organisation("Coastal Press"),
                        publisher=organisation("Port Courier"),
                    ),
                    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://www.portcourier.example/world/fire-77"},
                },
            ),
            f"""<h1>{FIRE}</h1><p class="byline">Coastal Press</p><div class="body">{paragraphs(HARBOUR)}</div>{FOOTER}""",
        ),
        HARBOUR,
        FIRE,
        ("Coastal Press",),
        "2025-03-04",
        "Port Courier",
    ),
    NewsPage(
        "an Indian daily: the agency's initials as author, an India time, also-read links",
        "https://www.bharatsamay.example/india/budget-debate/articleshow/1188.cms",
        page(
            f"<title>{VOTE} - Bharat Samay</title>"
            + meta(og__title=f"{VOTE} - Bharat Samay", og__site_name="Bharat Samay")
            + ld(
                {"@type": "BreadcrumbList", "itemListElement": []},
                {"@type": "WebPage", "name": "Bharat Samay: latest news", "url": "https://www.bharatsamay.example/"},
                [
                    story_ld(
                        VOTE, datePublished="2025-03-24T18:15:00+05:30", author=[{"@type": "Person", "name": "PTI"}]
                    )
                ],
            ),
            f"""<h1>{VOTE}</h1><div class="byline">PTI / Mar 24, 2025, 18:15 IST</div>
            <div class="synopsis" hidden>{VOTE}</div><div class="articlebody">{paragraphs(BUDGET[:3])}
            <p><strong>Also Read | <a href="/w">Monsoon to be late by 9 days</a></strong></p>{paragraphs(BUDGET[3:])}</div>""",
        ),
        BUDGET,
        VOTE,
        ("PTI",),
        "2025-03-24",
        "Bharat Samay",
    ),
    NewsPage(
        "an Indian portal: written-by with edited-by, a desk among the authors",
        "https://www.deccanpost.example/cities/harbour-fire-9011223",
        page(
            f"<title>{FIRE} | Cities News - Deccan Post</title>"
            + meta(og__title=FIRE, og__site_name="Deccan Post")
            + ld(
                story_ld(
                    FIRE,
                    datePublished="2025-03-04T18:15:00+05:30",
                    author=[person("Asha Rao"), {"@type": "Organization", "name": "DP Web Desk"}],
                    editor=person("Ravi Menon"),
                    publisher=organisation("Deccan Post", "NewsMediaOrganization"),
                )
            ),
            f"""<h1>{FIRE}</h1><div class="author-box">Written by: <a href="/a/asha">Asha Rao</a> Edited by: <a href="/a/ravi">Ravi Menon</a></div>
            <div class="date">Last Updated: March 05, 2025, 09:15 IST</div>
            <h2 class="synopsis">The flames could be seen from 40 kilometres away.</h2>
            <div class="story">{paragraphs(HARBOUR)}<p>(With inputs from agencies)</p></div>""",
        ),
        ("The flames could be seen from 40 kilometres away.", *HARBOUR),
        FIRE,
        ("Asha Rao",),
        "2025-03-04",
        "Deccan Post",
    ),
    NewsPage(
        "author addresses in place of names",
        "https://www.tidegazette.example/county/budget",
        page(
            f"<title>{VOTE} » Tide Gazette</title>"
            + meta(
                og__title=VOTE, article__author="https://www.facebook.example/tidegazette", og__site_name="Tide Gazette"
            )
            + named(author="https://www.tidegazette.example/author/nan-reed", twitter__creator="@nanreed")
            + ld(story_ld(VOTE, datePublished="2025-03-24", author="https://www.tidegazette.example/author/nan-reed")),
            f"""<h1>{VOTE}</h1><div class="story-byline"><a href="/author/nan-reed">Nan Reed</a></div>{paragraphs(BUDGET)}""",
        ),
        BUDGET,
        VOTE,
        ("Nan Reed",),
        "2025-03-24",
        "Tide Gazette",
    ),
    NewsPage(
        "a job after the name in JSON-LD, and two names in one",
        "https://www.tidepost.example/county/fire",
        page(
            f"<title>{FIRE}</title>"
            + ld(
                story_ld(
                    FIRE,
                    datePublished="2025-03-04T18:15:00Z",
                    author=[person("Nan Reed, Political Editor"), person("Otto Lind and Ida Moss")],
                    publisher={"@id": "https://www.tidepost.example/#org"},
                ),
                {"@type": "NewsMediaOrganization", "@id": "https://www.tidepost.example/#org", "name": "Tide Post"},
            ),
            f"""<h1>{FIRE}</h1>{paragraphs(HARBOUR)}""",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed", "Otto Lind", "Ida Moss"),
        "2025-03-04",
        "Tide Post",
    ),
    NewsPage(
        "JSON-LD signed by an account, the writer only in the text",
        "https://oldquay.example/2025/03/24/budget",
        page(
            f"<title>{VOTE} | Old Quay</title>"
            + meta(og__title=VOTE, og__site_name="Old Quay")
            + ld(
                story_ld(
                    VOTE,
                    datePublished="2025-03-24T18:15:00",
                    author=person("oldquayadmin"),
                    publisher=organisation("Old Quay"),
                )
            ),
            f"""<h1>{VOTE}</h1><p>By Nan Reed, Staff Writer</p>{paragraphs(BUDGET)}""",
        ),
        BUDGET,
        VOTE,
        ("Nan Reed",),
        "2025-03-24",
        "Old Quay",
    ),
    NewsPage(
        "entities escaped twice in JSON-LD and in the share title",
        "https://www.bellpress.example/fire",
        page(
            "<title>Harbour fire: &#8216;Never seen flames of that height&#8217; &amp; 2,300 flee - Bell Press</title>"
            '<meta property="og:title" content="Harbour fire: &amp;#8216;Never seen flames of that height&amp;#8217; &amp;amp; 2,300 flee - Bell Press">'
            + meta(og__site_name="Bell Press")
            + ld(
                story_ld(
                    "Harbour fire: &#8216;Never seen flames of that height&#8217; &amp;amp; 2,300 flee",
                    datePublished="2025-03-04T18:15:00Z",
                    author=person("Nan O&#039;Reed"),
                )
            ),
            f"""<div class="h1">Bell Press</div>{paragraphs(HARBOUR)}""",
        ),
        HARBOUR,
        "Harbour fire: ‘Never seen flames of that height’ & 2,300 flee",
        ("Nan O'Reed",),
        "2025-03-04",
        "Bell Press",
    ),
)
