"""Pages that stand where an article should: a wall to log in, pay, consent or prove oneself human, or an error."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A wall is short; an article that speaks of walls is not.
LONGEST_WALL = 900
# A page that is titled as one is believed with more text, for it shows teasers; essays have such titles too.
LONGEST_NAMED_WALL = 3_000
SHORTEST_TEXT = 60
LONGEST_TITLE, MOST_TITLES, LONGEST_PROMPTED = 120, 20, 60_000

ROBOTS, SCRIPTS, CONSENT = "a check for robots", "a page that wants scripts or cookies", "a consent wall"
PAYWALL, SIGN_UP, ERROR = "a paywall or a login", "a sign-up page", "an error page"
STUB = "paywall stub"

# (what the page asks or says, what it is)
WALLS: tuple[tuple[str, str], ...] = (
    (r"(?:verify|confirm|prove)(?: that)? you(?: are|['’]re) (?:a |not a )?(?:human|robot)", ROBOTS),
    (r"checking (?:your browser|if the site connection is secure)|unusual traffic from your", ROBOTS),
    (r"(?:kein roboter|êtes pas un robot|no eres un robot|non sei un robot|geen robot|não é um robô)", ROBOTS),
    (r"(?:please )?(?:enable|turn on|activate) (?:javascript|js\b|cookies)", SCRIPTS),
    (r"javascript is (?:disabled|required|not enabled)", SCRIPTS),
    (
        r"javascript (?:aktivieren|ist deaktiviert|inschakelen)|(?:activer|activez|activa|activar|attiva|ative) (?:le |el )?javascript",
        SCRIPTS,
    ),
    (
        r"(?:we|our partners|we and our \w{1,9} ?partners).{0,60}(?:use|store).{0,40}cookies.{0,400}(?:accept|agree|consent)",
        CONSENT,
    ),
    (
        r"mit (?:werbung|tracking).{0,60}(?:weiter|lesen|nutzen)|(?:wir|partner).{0,80}(?:cookies|tracking).{0,300}(?:zustimm|einwillig|akzeptier)",
        CONSENT,
    ),
    (r"continuer sans accepter|(?:nous|partenaires).{0,80}cookies.{0,300}(?:accepte|consent|refuse)", CONSENT),
    (
        r"(?:nosotros|nuestros|socios|utilizamos|usamos).{0,80}cookies.{0,300}(?:acepta|consent|rechaza|aceitar)",
        CONSENT,
    ),
    (r"(?:noi|partner|utilizziamo).{0,80}cookie.{0,300}(?:accett|consens|rifiut)", CONSENT),
    (r"(?:wij|we|partners).{0,80}(?:gebruiken|plaatsen).{0,40}cookies.{0,300}(?:accepte|akkoord|weiger)", CONSENT),
    (r"(?:subscribe|sign up|register|sign in|log ?in).{0,40}\bto (?:continue|keep|unlock|read)", PAYWALL),
    (
        r"(?:already|to become) a subscriber|this (?:article|content|story) is (?:only |reserved |available )?(?:for|to) .{0,20}subscribers",
        PAYWALL,
    ),
    (
        r"(?:page|article|content|story)(?: you .{0,40})? (?:was|is|could|cannot|can['’]t|does|has|may)(?: not|n['’]t)?(?: be| been| exist)? ?(?:not )?(?:found|exist|available|removed|moved)",
        ERROR,
    ),
    (r"access denied|you don['’]t have permission to access", ERROR),
    (r"(?:seite|artikel|inhalt).{0,60}(?:nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar)", ERROR),
    (
        r"(?:page|article|contenu).{0,60}(?:introuvable|n['’]existe (?:pas|plus)|n['’]est (?:pas|plus) disponible)",
        ERROR,
    ),
    (
        r"(?:página|artículo|artigo|contenido|conteúdo).{0,60}(?:no (?:se )?(?:encontr|existe|está disponible)|não (?:foi encontrad|existe|está disponível))",
        ERROR,
    ),
    (
        r"(?:pagina|articolo|contenuto|artikel).{0,60}(?:non (?:è stat\w |è |esiste|trovat)|niet (?:gevonden|meer beschikbaar)|bestaat niet)",
        ERROR,
    ),
)
# What asks a reader of the first lines to pay or log in for the others.
PROMPTS = (
    r"(?:subscribe|sign up|register|sign in|log ?in|create .{0,20}account).{0,40}\b(?:to|and) (?:continue|keep|unlock|read)",
    r"(?:continue|keep) reading (?:with|for|by)|to (?:continue|keep) reading|read the (?:full|rest of the|whole) (?:story|article).{0,40}subscri",
    r"(?:story|article|content) is (?:for|only|reserved|available|exclusive).{0,30}(?:subscribers|members)|\d{1,3} ?% of (?:this|the) article remain",
    r"weiterlesen mit|(?:jetzt|um) .{0,40}weiter(?:zu)?lesen|nur für abonnent|(?:exklusiv )?für abonnenten|mit .{0,20}abo (?:lesen|weiterlesen)",
    r"(?:article|contenu) (?:est )?réservé (?:à nos|aux) abonnés|il vous reste .{0,20}%|abonnez-vous pour|pour lire la suite",
    r"(?:contenido|artículo) (?:exclusivo )?para suscriptores|suscr[íi]b\w{1,6} para|para seguir leyendo|conteúdo exclusivo para assinantes|assine para",
    r"(?:contenuto|articolo) riservato agli abbonati|abbonati per|per continuare a leggere|(?:lees|verder lezen).{0,30}(?:abonnee|abonnement)|alleen voor abonnees",
)
# Whole titles, without the site's name, of pages that are no article.
TITLES: tuple[tuple[str, str], ...] = (
    (
        r"(?:error:? ?)?(?:40[0-9]|410|50[0-9])(?: ?[-–:|]? ?(?:error|not found|page not found|forbidden|gone|bad gateway|service .{0,20}))?",
        ERROR,
    ),
    (
        r"(?:oops|sorry|whoops|uh oh)?\W{0,4}(?:(?:this|the|that|your) )?(?:page|article|story|content|url|file)(?: you .{0,40})? (?:is |was |has |could |can)?(?:not |n['’]t )?(?:be |been )?(?:found|removed|missing|unavailable|not found|no longer available|does not exist|doesn['’]t exist)\W{0,3}",
        ERROR,
    ),
    (
        r"(?:not found|nothing (?:was )?found|access (?:to this page has been )?denied|forbidden|bad gateway|service unavailable|site maintenance)\W{0,3}",
        ERROR,
    ),
    (
        r"(?:die |diese )?(?:seite|artikel) (?:wurde )?(?:leider )?nicht gefunden|(?:fehler|erreur|errore|erro) ?(?:40\d|50\d)",
        ERROR,
    ),
    (
        r"(?:la |cette )?page (?:non trouvée|introuvable|inexistante)|(?:la )?p[áa]gina (?:no encontrada|não encontrada|non trovata|niet gevonden)",
        ERROR,
    ),
    (
        r"(?:just a moment|attention required|are you (?:a )?(?:human|robot)|robot or human|security check|human verification|verifying you are human|please wait)\W{0,3}.{0,20}",
        ROBOTS,
    ),
    (
        r"(?:sign ?up|sign ?in|log ?in|register|subscribe|create an account|newsletters?|subscriptions?|my account|anmelden|registrieren|abonnieren|se connecter|s['’]abonner|iniciar sesión|suscríbete|accedi|abbonati|inloggen|entrar|assine)\W{0,3}",
        SIGN_UP,
    ),
    (
        r"(?:your privacy(?: choices)?|privacy settings|cookie (?:consent|settings|wall)|consent|datenschutz-?einstellungen|before you continue.{0,40})\W{0,3}",
        CONSENT,
    ),
)

_walls = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in WALLS)
_prompts = re.compile("|".join(PROMPTS), re.IGNORECASE)
_titles = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in TITLES)
_title_marks = re.compile(r" [|–—·•»-] ")


def wall_in(body: str) -> str | None:
    """Say what stands in the article's place ("a consent wall"), or None where the text is long or like an article's."""
    if sum(map(str.isalnum, body[:LONGEST_WALL])) < SHORTEST_TEXT and sum(map(str.isalnum, body)) < SHORTEST_TEXT:
        return "a page with hardly any text"
    if len(body) > LONGEST_WALL:
        return None
    words = " ".join(body.split())
    return next((name for pattern, name in _walls if pattern.search(words)), None)


def wall_named_by(titles: Iterable[str], body: str = "") -> str | None:
    """Say what no article is titled as ("404 - Page not found | The Courier"): where the first part is such a title.

    A headline that goes on ("Page not found: how links die") is none.
    """
    for title in list(titles)[:MOST_TITLES] if len(body) <= LONGEST_NAMED_WALL else ():
        parts = [part.strip() for part in _title_marks.split(title[:LONGEST_TITLE]) if part.strip()]
        wholes = [title.strip(), *parts[:1], " ".join(parts[:2])] if len(parts) < 4 else [title.strip()]
        if name := next((name for pattern, name in _titles for whole in wholes if pattern.fullmatch(whole)), None):
            return name
    return None


def is_stub(body: str, shown: str) -> bool:
    """Tell the first lines of an article whose page asks to pay or log in for the others; `shown` is all that it shows."""
    return len(body) <= LONGEST_WALL and bool(_prompts.search(" ".join(shown[:LONGEST_PROMPTED].split())))
