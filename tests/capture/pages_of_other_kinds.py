"""Pages in other languages, and by blogs, magazines and small sites that state little or state it oddly."""

from __future__ import annotations

from tests.capture.page_parts import (
    BUDGET,
    DUTCH,
    FIRE,
    FOOTER,
    FRENCH,
    GERMAN,
    HARBOUR,
    ITALIAN,
    MENU,
    PORTUGUESE,
    SPANISH,
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

BRAND = "Zwölf Lagerhäuser im Hafen zerstört"
INCENDIE = "Douze entrepôts du vieux port détruits par le feu"
INCENDIO = "El fuego destruye doce almacenes del viejo puerto"

PAGES: tuple[NewsPage, ...] = (
    NewsPage(
        "a German magazine: kicker and headline in one h1, hour with Uhr",
        "https://www.der-elmtaler.example/panorama/hafen-brand-a-1f2e",
        page(
            f"<title>Hafenbrand: {BRAND} - DER ELMTALER</title>"
            + meta(og__title=BRAND, og__site_name="DER ELMTALER")
            + ld(
                story_ld(
                    BRAND,
                    datePublished="2025-03-04T18:15:00+01:00",
                    author=[person("Jonas Brandt")],
                    publisher=organisation("DER ELMTALER", "NewsMediaOrganization"),
                )
            ),
            f"""<article><header><h1><span class="kicker">Hafenbrand</span> <span>{BRAND}</span></h1>
            <div>Von <a href="/autoren/jb">Jonas Brandt</a></div><time datetime="2025-03-04 18:15:00">04.03.2025, 18.15 Uhr</time></header>
            <div class="RichText">{paragraphs(GERMAN[:3])}</div><div class="newsletter-box"><p>Alles Wichtige am Abend, 5 Minuten</p></div>
            <div class="RichText">{paragraphs(GERMAN[3:])}</div></article>""",
            "de",
        ),
        GERMAN,
        BRAND,
        ("Jonas Brandt",),
        "2025-03-04",
        "DER ELMTALER",
        "de",
    ),
    NewsPage(
        "a German local paper without JSON-LD: the month in words, two writers joined by und",
        "https://www.elmbote.example/lokales/hafen-brand-art-112",
        page(
            f"<title>{BRAND} | Elmbote</title>" + meta(og__title=BRAND, og__site_name="Elmbote"),
            f"""{MENU}<main><h1>{BRAND}</h1><p class="autor">Von Jonas Brandt und Lena Vogt</p>
            <p class="datum">12. März 2024, 18:15 Uhr</p><p class="audio">Artikel anhören</p>{paragraphs(GERMAN)}
            <p>Lesen Sie auch: <a href="/x">Aale sind nach 40 Jahren zurück</a></p></main>{FOOTER}""",
            "de-DE",
        ),
        GERMAN,
        BRAND,
        ("Jonas Brandt", "Lena Vogt"),
        "2024-03-12",
        "Elmbote",
        "de",
    ),
    NewsPage(
        "a German broadcaster: a line that begins with Stand, an agency's mark at the end",
        "https://www.swt.example/nachrichten/hafen-brand-100.html",
        page(
            f"<title>{BRAND} | swt.example</title>"
            + meta(og__title=BRAND, og__site_name="swt.example")
            + named(author="SWT"),
            f"""<article><h1>{BRAND}</h1><p class="metatextline">Stand: 04.03.2025 18:15 Uhr</p>
            <p class="byline">von Lena Vogt, SWT</p>{paragraphs(GERMAN, marks=' class="textabsatz"')}</article>""",
            "de",
        ),
        GERMAN,
        BRAND,
        ("Lena Vogt",),
        "2025-03-04",
        "swt.example",
        "de",
    ),
    NewsPage(
        "a French daily: published and modified in words, hours with an h",
        "https://www.lephare.example/societe/article/2024/03/12/incendie_6221.html",
        page(
            f"<title>{INCENDIE}</title>" + meta(og__title=INCENDIE, og__site_name="Le Phare"),
            f"""<section class="article"><header><h1 class="article__title">{INCENDIE}</h1>
            <p class="article__desc">Les flammes se voyaient à 40 kilomètres.</p>
            <span class="meta__author">Par <a href="/signataires/camille-roux/">Camille Roux</a></span>
            <span class="meta__date">Publié le 12 mars 2024 à 06h15, modifié le 13 mars 2024 à 09h30</span></header>
            <article class="article__content">{paragraphs(FRENCH[:3], marks=' class="article__paragraph"')}
            <section class="catcher"><span>Lire aussi</span><a href="/x">Les anguilles sont de retour après 40 ans</a></section>
            {paragraphs(FRENCH[3:], marks=' class="article__paragraph"')}</article></section>""",
            "fr",
        ),
        ("Les flammes se voyaient à 40 kilomètres.", *FRENCH),
        INCENDIE,
        ("Camille Roux",),
        "2024-03-12",
        "Le Phare",
        "fr",
    ),
    NewsPage(
        "a French regional paper: a reporter with an agency",
        "https://www.echo-du-littoral.example/incendie-12-03-2024-443.php",
        page(
            f"<title>{INCENDIE} - L'Écho du littoral</title>"
            + meta(og__title=INCENDIE, og__site_name="L'Écho du littoral")
            + ld(
                story_ld(
                    INCENDIE,
                    datePublished="2024-03-12T06:15:00+01:00",
                    author=[person("Camille Roux"), {"@type": "Organization", "name": "AFP"}],
                    publisher=organisation("L'Écho du littoral"),
                )
            ),
            f"""<h1>{INCENDIE}</h1><div class="auteur">Par Camille Roux avec AFP</div><div class="date">Mardi 12 mars 2024 à 6 h 15</div>
            <div class="corps">{paragraphs(FRENCH)}</div>""",
            "fr-FR",
        ),
        FRENCH,
        INCENDIE,
        ("Camille Roux",),
        "2024-03-12",
        "L'Écho du littoral",
        "fr",
    ),
    NewsPage(
        "a Spanish daily: the month between two de, a short zone name",
        "https://elfarodelsur.example/espana/incendio-puerto.html",
        page(
            f"<title>{INCENDIO} | El Faro del Sur</title>" + meta(og__title=INCENDIO, og__site_name="El Faro del Sur"),
            f"""<article><header><h1>{INCENDIO}</h1><div class="a_md_a">Por <a href="/autor/lucia-pena">Lucía Peña</a></div>
            <div class="fecha">12 de marzo de 2024 - 06:15 CET</div></header><div class="cuerpo">{paragraphs(SPANISH)}</div></article>""",
            "es",
        ),
        SPANISH,
        INCENDIO,
        ("Lucía Peña",),
        "2024-03-12",
        "El Faro del Sur",
        "es",
    ),
    NewsPage(
        "an Italian daily: di before the name, the month in capitals",
        "https://www.ilmolo.example/cronaca/incendio-porto",
        page(
            "<title>Dodici magazzini distrutti nel vecchio porto - Il Molo</title>"
            + meta(og__title="Dodici magazzini distrutti nel vecchio porto", og__site_name="Il Molo"),
            f"""<article><h1>Dodici magazzini distrutti nel vecchio porto</h1><div class="firma">di Marta Riva</div>
            <time class="data">12 Marzo 2024 alle 06:15</time><div class="testo">{paragraphs(ITALIAN)}</div></article>""",
            "it",
        ),
        ITALIAN,
        "Dodici magazzini distrutti nel vecchio porto",
        ("Marta Riva",),
        "2024-03-12",
        "Il Molo",
        "it",
    ),
    NewsPage(
        "a Brazilian portal: day before month, a relative time of the update",
        "https://www.folhadoporto.example/cidades/incendio.ghtml",
        page(
            "<title>Fogo destrói doze armazéns do porto | Folha do Porto</title>"
            + meta(og__title="Fogo destrói doze armazéns do porto", og__site_name="Folha do Porto"),
            f"""<h1>Fogo destrói doze armazéns do porto</h1><p class="content-publication-data__from">Por Rui Costa Lima</p>
            <p class="content-publication-data__updated"><time>04/03/2025 18h15</time> <span>Atualizado há 2 horas</span></p>
            <div class="mc-article-body">{paragraphs(PORTUGUESE)}</div>""",
            "pt-BR",
        ),
        PORTUGUESE,
        "Fogo destrói doze armazéns do porto",
        ("Rui Costa Lima",),
        "2025-03-04",
        "Folha do Porto",
        "pt",
    ),
    NewsPage(
        "a Dutch daily",
        "https://www.dekade.example/nieuws/brand-in-haven~b1234/",
        page(
            "<title>Brand verwoest twaalf pakhuizen | De Kade</title>"
            + meta(og__title="Brand verwoest twaalf pakhuizen", og__site_name="De Kade"),
            f"""<main><h1>Brand verwoest twaalf pakhuizen</h1><span class="author">Door Anna de Wit</span>
            <span class="date">12 maart 2024, 06:15</span><div class="artikel">{paragraphs(DUTCH)}</div></main>""",
            "nl",
        ),
        DUTCH,
        "Brand verwoest twaalf pakhuizen",
        ("Anna de Wit",),
        "2024-03-12",
        "De Kade",
        "nl",
    ),
    NewsPage(
        "Ghost: an author's card, a form at the end",
        "https://www.slipwaynotes.example/harbour-fire/",
        page(
            f"<title>{FIRE}</title>"
            + meta(og__title=FIRE, og__site_name="Slipway Notes", article__published_time="2025-03-04T18:15:00.000Z")
            + named(twitter__label1="Written by", twitter__data1="Nan Reed", generator="Ghost 5.80")
            + ld(
                {
                    **story_ld(
                        FIRE,
                        datePublished="2025-03-04T18:15:00.000Z",
                        author={**person("Nan Reed"), "url": "/author/nan/"},
                    ),
                    "@type": "Article",
                    "publisher": {
                        "@type": "Organization",
                        "name": "Slipway Notes",
                        "url": "https://www.slipwaynotes.example/",
                    },
                }
            ),
            f"""<header class="gh-head"><a class="gh-head-logo" href="/">Slipway Notes</a></header><article class="gh-article">
            <h1 class="gh-article-title">{FIRE}</h1><div class="gh-article-meta"><h4 class="gh-author-name"><a href="/author/nan/">Nan Reed</a></h4>
            <time datetime="2025-03-04">Mar 4, 2025</time> <span>3 min read</span></div>
            <section class="gh-content">{paragraphs(HARBOUR)}</section>
            <section class="gh-subscribe"><h3>Sign up for more like this.</h3><form><input></form></section></article>""",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "Slipway Notes",
    ),
    NewsPage(
        "a newsletter: subtitle, subscribe boxes in the text, likes",
        "https://tidelines.example/p/the-budget",
        page(
            f"<title>{VOTE} - by Otto Lind - Tidelines</title>"
            + meta(og__title=VOTE)
            + named(author="Otto Lind")
            + ld(
                story_ld(
                    VOTE,
                    datePublished="2025-03-24T10:02:54+00:00",
                    author=[person("Otto Lind")],
                    publisher=organisation("Tidelines"),
                    isAccessibleForFree=True,
                )
            ),
            f"""<div class="main-menu"><a href="/">Tidelines</a><button>Subscribe</button><button>Sign in</button></div>
            <article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">{VOTE}</h1>
            <div class="byline-wrapper"><a href="/@otto">Otto Lind</a><div class="meta">Mar 24, 2025</div><div>41</div></div></div>
            <div class="available-content"><div class="body markup">{paragraphs(BUDGET[:3])}
            <div class="subscription-widget-wrap"><p>Tidelines is read by 4,000 people. To get new posts, consider becoming a subscriber.</p></div>
            {paragraphs(BUDGET[3:])}</div></div></article>""",
        ),
        BUDGET,
        VOTE,
        ("Otto Lind",),
        "2025-03-24",
        "Tidelines",
    ),
    NewsPage(
        "AMP: the canonical page elsewhere on the site",
        "https://amp.gullnews.example/fire",
        page(
            f'<title>{FIRE} - Gull News</title><link rel="canonical" href="https://www.gullnews.example/fire">'
            + ld(
                {
                    **story_ld(
                        FIRE, datePublished="2025-03-04T18:15:00Z", author={"@type": "Person", "name": ["Nan Reed"]}
                    ),
                    "publisher": organisation("Gull News"),
                    "mainEntityOfPage": "https://www.gullnews.example/fire",
                }
            ),
            f"""<header class="amp-wp-header"><a href="/">Gull News</a></header><article class="amp-wp-article"><header>
            <h1 class="amp-wp-title">{FIRE}</h1><div class="amp-wp-meta amp-wp-byline"><amp-img src="/n.jpg"></amp-img><span class="amp-wp-author author vcard">Nan Reed</span></div>
            <div class="amp-wp-meta amp-wp-posted-on"><time datetime="2025-03-04T18:15:00+00:00">2 weeks ago</time></div></header>
            <amp-ad width="300"></amp-ad><div class="amp-wp-article-content">{paragraphs(HARBOUR)}</div></article>""",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "Gull News",
    ),
    NewsPage(
        "Blogger: the date in a heading, lines broken by br and no paragraphs",
        "https://saltmarsh.example/2025/03/budget.html",
        page(
            f"<title>Salt Marsh Diary: {VOTE}</title>",
            f"""<div id="header"><h1 class="title"><a href="/">Salt Marsh Diary</a></h1></div><div class="date-outer">
            <h2 class="date-header"><span>Monday, March 24, 2025</span></h2><div class="post hentry"><h3 class="post-title entry-title">{VOTE}</h3>
            <div class="post-body entry-content">{"<br><br>".join(BUDGET)}</div><div class="post-footer">
            <span class="post-author vcard">Posted by <span class="fn">Nan Reed</span></span> <span class="post-timestamp">at
            <abbr class="published" title="2025-03-24T18:15:00-05:00">6:15 PM</abbr></span></div></div></div>
            <div class="sidebar"><h2>Blog Archive</h2><ul><li>2025 (14)</li><li>2024 (108)</li></ul></div>""",
            "",
        ),
        BUDGET,
        VOTE,
        ("Nan Reed",),
        "2025-03-24",
        "Salt Marsh Diary",
    ),
    NewsPage(
        "a page written by hand: tables for layout, fonts, no metadata",
        "http://quayletter.example/archive/fire.htm",
        page(
            f"<title>Quay Letter - {FIRE}</title>",
            f"""<table width="100%"><tr><td bgcolor="#003366"><font color="white" size="5">Quay Letter</font></td></tr></table>
            <table width="700"><tr><td valign="top" width="120"><a href="/">Home</a><br><a href="/archive">Archive</a></td>
            <td valign="top"><font size="5"><b>{FIRE}</b></font><br><font size="2">by J. Carter</font><br><font size="2">March 4, 2025</font>
            {paragraphs(HARBOUR)}</td></tr></table>""",
            "",
        ),
        HARBOUR,
        FIRE,
        ("J. Carter",),
        "2025-03-04",
        "Quay Letter",
    ),
    NewsPage(
        "Drupal: a submitted line in the American order",
        "https://www.birchvalley.example/node/8812",
        page(
            f"<title>{VOTE} | Birch Valley Record</title>",
            f"""<div id="page"><div id="site-name"><a href="/">Birch Valley Record</a></div><h1 id="page-title">{VOTE}</h1>
            <div class="node"><div class="submitted">Submitted by <span class="username">Nan Reed</span> on Mon, 03/24/2025 - 18:15</div>
            <div class="content">{paragraphs(BUDGET)}</div><ul class="links inline"><li>Log in to post comments</li></ul></div></div>""",
        ),
        BUDGET,
        VOTE,
        ("Nan Reed",),
        "2025-03-24",
        "Birch Valley Record",
    ),
    NewsPage(
        "Joomla: headline in an h2, details in a list",
        "https://www.larkjournal.example/index.php/news/44-fire",
        page(
            f"<title>{FIRE}</title>" + named(author="Nan Reed", rights="Lark Journal"),
            f"""<h1 class="site-title"><a href="/">Lark Journal</a></h1><div class="item-page" itemscope itemtype="https://schema.org/Article">
            <div class="page-header"><h2 itemprop="headline">{FIRE}</h2></div><dl class="article-info"><dt>Details</dt>
            <dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person">Written by <span itemprop="name">Nan Reed</span></dd>
            <dd class="published"><time datetime="2025-03-04T18:15:00+00:00" itemprop="datePublished">Published: 04 March 2025</time></dd>
            <dd class="hits">Hits: 2214</dd></dl><div itemprop="articleBody">{paragraphs(HARBOUR)}</div></div>""",
            "en-GB",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "Lark Journal",
    ),
    NewsPage(
        "a magazine: a drop cap cut off the first word, subheads, a pull quote said twice",
        "https://www.saltwater-review.example/essays/the-fire",
        page(
            f"<title>{FIRE} | Saltwater Review</title>"
            + meta(og__title=f"{FIRE} | Saltwater Review", og__site_name="Saltwater Review")
            + ld(
                {
                    **story_ld(FIRE, datePublished="2025-03-04T05:00:00-05:00", author=[person("Nan Reed")]),
                    "alternativeHeadline": "What the harbour lost",
                    "publisher": organisation("Birch House Publishing Ltd."),
                }
            ),
            f"""<header><div class="rubric">Letter from the Bay</div><h1>{FIRE}</h1><div class="dek">The barley burned for two days.</div>
            <div class="byline">By <a href="/contributors/nan">Nan Reed</a></div><time>March 4, 2025</time></header>
            <div class="body"><p><span class="drop-cap">A</span>{HARBOUR[0][1:]}</p>{paragraphs(HARBOUR[1:3])}
            <h2>Nine hours</h2><aside class="pullquote"><p>“We have never seen flames of that height here.”</p></aside>
            {paragraphs(HARBOUR[3:])}</div>""",
        ),
        ("The barley burned for two days.", *HARBOUR[:3], "Nine hours", *HARBOUR[3:]),
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "Saltwater Review",
    ),
    NewsPage(
        "results in a table, demands in a list, a letter in a quotation",
        "https://www.moorledger.example/politics/budget-vote",
        page(
            f"<title>{VOTE} | Moor Ledger</title>"
            + meta(og__title=VOTE, og__site_name="Moor Ledger", article__published_time="2025-03-24T18:15:00Z"),
            f"""<main><article><h1>{VOTE}</h1><p class="byline">By Nan Reed | Moor Ledger</p>{paragraphs(BUDGET[:2])}
            <table><tr><th>Party</th><th>For</th><th>Against</th></tr><tr><td>Green Hill</td><td>16</td><td>2</td></tr>
            <tr><td>Shore List</td><td>5</td><td>12</td></tr></table><p>The opposition had asked for:</p>
            <ul><li>a freeze of bus fares until 2028 at the earliest</li><li>74 new classrooms in place of 58</li></ul>
            {paragraphs(BUDGET[2:4])}<blockquote><p>Sirs, we have waited 11 years for a roof and 6 for a door.</p></blockquote>
            {paragraphs(BUDGET[4:])}</article></main>{FOOTER}""",
        ),
        (
            *BUDGET[:2],
            "Party | For | Against",
            "Green Hill | 16 | 2",
            "Shore List | 5 | 12",
            "The opposition had asked for:",
            "a freeze of bus fares until 2028 at the earliest",
            "74 new classrooms in place of 58",
            *BUDGET[2:4],
            "Sirs, we have waited 11 years for a roof and 6 for a door.",
            *BUDGET[4:],
        ),
        VOTE,
        ("Nan Reed",),
        "2025-03-24",
        "Moor Ledger",
    ),
    NewsPage(
        "several h1: a logo, the headline, and cards of other stories",
        "https://www.ternnews.example/a/fire",
        page(
            f"<title>{FIRE} | Tern News</title>" + meta(og__title=f"{FIRE} | Tern News", og__site_name="Tern News"),
            f"""<header><h1><a href="/">Tern News</a></h1></header><main><h1>{FIRE}</h1><div class="post-author">Nan Reed | Ida Moss</div>
            <div class="post-date">Mar. 4, 2025, 6:15 p.m. ET</div>{paragraphs(HARBOUR)}</main>
            <section class="more"><article><h1><a href="/b">Eels are back after 40 years</a></h1><p>Eels came back to the bay on Monday.</p></article></section>""",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed", "Ida Moss"),
        "2025-03-04",
        "Tern News",
    ),
    NewsPage(
        "the day only in the address, a relative time on show, the outlet only in a logo",
        "https://www.gannetbay.example/2025/03/24/budget-vote/",
        page(
            f"<title>{VOTE}</title>",
            f"""<header><a href="/"><img src="/logo.png" alt="Gannet Bay"></a></header><h1>{VOTE}</h1>
            <div class="dateline">2 hours ago</div><div class="signature">By NAN REED</div>{paragraphs(BUDGET)}
            <footer><p>© 2025 Gannet Bay. All rights reserved.</p></footer>""",
        ),
        BUDGET,
        VOTE,
        ("Nan Reed",),
        "2025-03-24",
        "Gannet Bay",
    ),
    NewsPage(
        "an American date in a meta element, told apart from the day-first order by the page's language",
        "https://www.pinecountyline.example/fire",
        page(
            f"<title>{FIRE} - Pine County Line</title>"
            + meta(og__site_name="Pine County Line", og__title=FIRE)
            + named(date="3/4/2025 6:15:00 PM", author="Reed, Nan"),
            f"""<h1>{FIRE}</h1><div class="byline">Nan Reed, The Pine County Line</div>{paragraphs(HARBOUR)}""",
            "en-US",
        ),
        HARBOUR,
        FIRE,
        ("Nan Reed",),
        "2025-03-04",
        "Pine County Line",
    ),
    NewsPage(
        "a text in divs alone, with a published line that names no month",
        "https://www.sedgetimes.example/n/5512",
        page(
            f"<title>{VOTE} : Sedge Times</title>" + meta(og__title=f"{VOTE} : Sedge Times"),
            f"""<div class="top">Sedge Times</div><div class="art"><h1>{VOTE}</h1><div class="inf">Published at 2025.03.24 18:15 by Otto Lind</div>
            {paragraphs(BUDGET, "div")}</div><div class="bot">Contact: 555 0134</div>""",
        ),
        BUDGET,
        VOTE,
        ("Otto Lind",),
        "2025-03-24",
        "Sedge Times",
    ),
)
