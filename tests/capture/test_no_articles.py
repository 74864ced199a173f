"""Whole pages that are no articles, in several languages, and short news beside them that is."""

from __future__ import annotations

import pytest

from articles.model import Article
from articles.reading import read
from capture.errors import Unreadable
from capture.extract import article_from
from tests.capture.page_parts import (
    FOOTER,
    FRENCH,
    GERMAN,
    HARBOUR,
    MENU,
    SPANISH,
    ld,
    meta,
    page,
    paragraphs,
    story_ld,
)

URL = "https://www.harrowbaypost.example/news/harbour-fire"
TEASERS = """<section><h2>Most read</h2><ul><li><a href="/1">Ferries stop at 10 p.m. from Monday as crews fall ill</a></li>
<li><a href="/2">Barley prices rise 9 percent after the fire</a></li><li><a href="/3">How the port was built in 1911</a></li></ul></section>"""


def titled(title: str, text: str, language: str = "en") -> bytes:
    """Build a page around a few words in place of an article."""
    return page(
        f"<title>{title}</title>" + meta(og__site_name="Harrow Bay Post"),
        f"{MENU}<main><h1>{title.partition(' | ')[0]}</h1>{text}</main>{TEASERS}{FOOTER}",
        language,
    )


NO_ARTICLES = (
    (
        "404 - Page not found | Harrow Bay Post",
        "<p>The page you were looking for could not be found. Try our search.</p>",
        "en",
    ),
    (
        "Oops! That page can’t be found.",
        "<p>It looks like nothing was found at this place. Maybe try one of the links below or a search?</p>",
        "en",
    ),
    (
        "410 Gone",
        "<p>The story that once stood here was taken down by its editors and will not come back to this place.</p>",
        "en",
    ),
    ("Page not found", paragraphs(HARBOUR), "en"),
    (
        "Seite nicht gefunden | Elmbote",
        "<p>Die gewünschte Seite wurde leider nicht gefunden. Vielleicht hilft Ihnen unsere Suche weiter.</p>",
        "de",
    ),
    (
        "Page introuvable | Le Phare",
        "<p>La page que vous demandez est introuvable ou a été déplacée. Retournez à l'accueil du site.</p>",
        "fr",
    ),
    (
        "Página no encontrada",
        "<p>La página que busca no existe o ha cambiado de dirección. Vuelva a la portada del diario.</p>",
        "es",
    ),
    (
        "Pagina non trovata | Il Molo",
        "<p>La pagina che cerchi non esiste o è stata spostata. Torna alla pagina principale del giornale.</p>",
        "it",
    ),
    (
        "Página não encontrada",
        "<p>A página que procura não existe ou foi movida. Volte ao início do jornal e tente de novo.</p>",
        "pt",
    ),
    (
        "Pagina niet gevonden",
        "<p>Deze pagina bestaat niet meer of is verplaatst. Ga terug naar de voorpagina van de krant.</p>",
        "nl",
    ),
    (
        "Just a moment...",
        "<p>Verify you are human by completing the action below. The bay post needs to review your connection.</p>",
        "en",
    ),
    (
        "Are you a robot?",
        "<p>We have seen unusual traffic from your network, so please tick the box before you go on to the page.</p>",
        "en",
    ),
    (
        "Sign in | Harrow Bay Post",
        "<form><p>Enter the address that you signed up with, and we shall send you a link that works for 10 minutes.</p></form>",
        "en",
    ),
    (
        "Subscribe",
        "<p>Choose the plan that suits you: all stories for 9 crowns a month, or the weekend paper for 14.</p>",
        "en",
    ),
    (
        "Newsletter",
        "<p>Every morning at 6 we send you the five stories that matter in the bay, free and without advertising.</p>",
        "en",
    ),
    (
        "Anmelden",
        "<p>Bitte geben Sie Ihre Adresse und Ihr Passwort ein, um zu Ihrem Konto bei uns zu gelangen.</p>",
        "de",
    ),
    (
        "Se connecter | Le Phare",
        "<p>Saisissez votre adresse et votre mot de passe afin de retrouver votre compte et vos articles.</p>",
        "fr",
    ),
    (
        "Der Elmtaler",
        "<p>Besuchen Sie uns mit Werbung und Tracking wie gewohnt weiter. Wir und unsere 164 Partner speichern Daten auf Ihrem Gerät.</p>",
        "de",
    ),
    (
        "Le Phare",
        "<p>Avec votre accord, nous et nos 212 partenaires utilisons des cookies pour mesurer l'audience. Vous pouvez continuer sans accepter.</p>",
        "fr",
    ),
    (
        "El Faro",
        "<p>Nosotros y nuestros 300 socios utilizamos cookies para medir la audiencia. Puede aceptarlas todas o rechazarlas aquí.</p>",
        "es",
    ),
    (
        "Il Molo",
        "<p>Noi e i nostri 300 partner utilizziamo i cookie per misurare il pubblico. Puoi accettare o rifiutare il loro uso.</p>",
        "it",
    ),
    (
        "De Kade",
        "<p>Wij en onze partners gebruiken cookies om het bezoek te meten. U kunt alles accepteren of uw keuze hier aanpassen.</p>",
        "nl",
    ),
    (
        "Harrow Bay Post",
        "<p>Please enable JavaScript to see this site. It will not work without it, whatever you try instead.</p>",
        "en",
    ),
)


@pytest.mark.parametrize(("title", "text", "language"), NO_ARTICLES)
def test_a_page_in_an_articles_place_is_no_article(title: str, text: str, language: str) -> None:
    with pytest.raises(Unreadable, match=r"not an article|no article.s text"):
        article_from(titled(title, text, language), URL)


@pytest.mark.parametrize(
    ("title", "texts", "language"),
    [
        ("Harbour fire empties 2,300 homes", HARBOUR[:3], "en"),
        ("Page not found: how dead links bury the news of the bay", HARBOUR[:3], "en"),
        ("Register of barley is full for the first time", HARBOUR[:2], "en"),
        ("Subscribers leave the post office for good", HARBOUR[:2], "en"),
        ("404 people were counted in the hall", HARBOUR[:2], "en"),
        ("Zwölf Lagerhäuser zerstört", GERMAN[:2], "de"),
        ("Douze entrepôts détruits", FRENCH[:2], "fr"),
        ("El fuego destruye doce almacenes", SPANISH[:2], "es"),
    ],
)
def test_short_news_is_an_article(title: str, texts: tuple[str, ...], language: str) -> None:
    article = article_from(titled(title, paragraphs(texts), language), URL)
    assert article.body == "\n".join(texts)
    assert kind_of(article) is None


@pytest.mark.parametrize("title", ["Consent", "Not found", "Newsletters", "Page not found"])
def test_a_long_essay_may_be_titled_as_a_wall_is(title: str) -> None:
    texts = tuple(f"{number}. {text}" for number in range(6) for text in HARBOUR)
    assert article_from(titled(title, paragraphs(texts)), URL).headline == title


def kind_of(article: Article) -> str | None:
    """Return the kind of page that an article's evidence settles on."""
    return next((piece.value for piece in article.evidence if piece.field == "kind" and piece.chosen), None)


STUBS = (
    ("Subscribe to continue reading. Already a subscriber? Sign in", HARBOUR[:2], "en"),
    ("This story is for subscribers only. From 1 crown a week.", HARBOUR[:2], "en"),
    ("Create a free account to keep reading this story and 5 more this month.", HARBOUR[:2], "en"),
    ("Jetzt weiterlesen mit Elmbote Plus: 4 Wochen kostenlos testen", GERMAN[:2], "de"),
    ("Cet article est réservé aux abonnés. Il vous reste 78 % de cet article à lire.", FRENCH[:2], "fr"),
    ("Contenido exclusivo para suscriptores. Suscríbete por 1 corona.", SPANISH[:2], "es"),
)


@pytest.mark.parametrize(("prompt", "texts", "language"), STUBS)
def test_the_first_lines_behind_a_paywall_are_known_as_such_and_claim_nothing(
    prompt: str, texts: tuple[str, ...], language: str
) -> None:
    content = page(
        ld(story_ld("Harbour fire empties 2,300 homes", isAccessibleForFree=False)),
        f'<h1>Harbour fire empties 2,300 homes</h1>{paragraphs(texts)}<div class="paywall-box"><div>{prompt}</div></div>',
        language,
    )
    article = article_from(content, URL)
    assert kind_of(article) == "paywall stub"
    assert read(article).claims == ()


def test_a_whole_article_with_a_prompt_beside_it_is_no_stub() -> None:
    content = page(
        ld(story_ld("Harbour fire", isAccessibleForFree=False)),
        f'<h1>Harbour fire</h1>{paragraphs(HARBOUR * 2)}<div class="subscribe">Subscribe to continue reading more stories</div>',
    )
    article = article_from(content, URL)
    assert article.paywall is True
    assert kind_of(article) is None
    assert read(article).claims


def test_a_short_article_that_says_it_is_free_is_no_stub() -> None:
    content = page(
        ld(story_ld("Harbour fire", isAccessibleForFree=True)),
        f"<h1>Harbour fire</h1>{paragraphs(HARBOUR[:2])}<div>Log in to read the comments of others</div>",
    )
    assert kind_of(article_from(content, URL)) is None


@pytest.mark.parametrize(
    ("kind", "headline", "address", "type_name"),
    [
        ("live blog", "Harbour fire", "/news/fire", "LiveBlogPosting"),
        ("live blog", "Harbour fire live: second day of flames - live updates", "/news/fire", "NewsArticle"),
        ("live blog", "Harbour fire: crews arrive – as it happened", "/news/fire", "NewsArticle"),
        ("live blog", "Hafenbrand", "/liveblog/fire", "NewsArticle"),
        ("gallery", "In pictures: the harbour after the fire", "/news/fire", "NewsArticle"),
        ("gallery", "The harbour after the fire", "/picture-gallery/fire", "NewsArticle"),
        ("gallery", "The harbour after the fire", "/news/fire", "ImageGallery"),
        ("corrections", "Corrections and clarifications", "/news/fire", "NewsArticle"),
        ("corrections", "For the record: barley in the harbour", "/corrections/fire", "NewsArticle"),
        (None, "How we live: a street by the harbour", "/news/fire", "NewsArticle"),
        (None, "Where 2,300 people now live - and wait", "/news/live-music-returns", "NewsArticle"),
        (None, "Correction officers leave the island", "/news/fire", "NewsArticle"),
    ],
)
def test_a_page_says_what_kind_it_is(kind: str | None, headline: str, address: str, type_name: str) -> None:
    node = {**story_ld(headline), "@type": type_name}
    content = page(ld(node), f"<h1>{headline}</h1>{paragraphs(HARBOUR)}")
    assert kind_of(article_from(content, f"https://www.harrowbaypost.example{address}")) == kind
