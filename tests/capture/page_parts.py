"""What the pages of many publishing systems are put together from: texts in several languages, and the parts of a head."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass

HARBOUR = (
    "A fire at the old grain harbour destroyed 12 warehouses early on Tuesday and drove some 2,300 people from their homes.",
    "Firefighters from four counties worked through the night, and 17 of them were treated for smoke, the fire service said.",
    "“We have never seen flames of that height here,” the fire chief, Marta Quill, said. “It will burn for another two days.”",
    "The warehouses, built in 1911, held 8,400 tonnes of barley that was to be shipped to the islands this week.",
    "The port authority put the damage at 46.5 million crowns, of which 31 percent is insured.",
    "An inquiry will begin on Thursday. Its first report is expected within six weeks.",
)
BUDGET = (
    "The county will spend 412 million crowns next year, 3.8 percent more than this year, under a budget passed on Monday.",
    "The vote was 21 to 14 after a debate of nine hours. Two members of the governing party voted against it.",
    "Most of the new money goes to schools: 58 classrooms are to be built by 2027, the treasurer, Edda Rowan, told members.",
    "“Nobody can teach in a corridor,” she said, and held up a photograph of a class of 34 that does just that.",
    "Bus fares rise by 15 cents from January. The opposition called the rise a tax on those who can least afford it.",
    "Auditors had warned in September that the county's reserves would fall below 20 million crowns for the first time.",
)
GERMAN = (
    "Bei einem Brand im alten Getreidehafen sind in der Nacht zum Dienstag zwölf Lagerhäuser zerstört worden.",
    "Rund 2.300 Menschen mussten ihre Wohnungen verlassen, 17 Feuerwehrleute wurden nach Angaben der Stadt leicht verletzt.",
    "„So hohe Flammen haben wir hier noch nie gesehen“, sagte die Leiterin der Feuerwehr, Marta Quill, am Morgen.",
    "In den 1911 gebauten Häusern lagerten 8.400 Tonnen Gerste, die noch in dieser Woche verschifft werden sollten.",
    "Die Hafenverwaltung schätzt den Schaden auf 46,5 Millionen Kronen, von denen 31 Prozent versichert sind.",
)
FRENCH = (
    "Un incendie a détruit douze entrepôts du vieux port aux grains dans la nuit de lundi à mardi, selon la mairie.",
    "Quelque 2 300 personnes ont dû quitter leur logement et 17 pompiers ont été légèrement intoxiqués par les fumées.",
    "« Nous n'avons jamais vu de flammes aussi hautes », a déclaré la commandante des pompiers, Marta Quill.",
    "Les bâtiments, construits en 1911, abritaient 8 400 tonnes d'orge qui devaient partir cette semaine vers les îles.",
    "L'autorité portuaire estime les dégâts à 46,5 millions de couronnes, dont 31 % sont assurés.",
)
SPANISH = (
    "Un incendio destruyó doce almacenes del viejo puerto de granos en la madrugada del martes, informó el ayuntamiento.",
    "Unas 2.300 personas tuvieron que dejar sus casas y 17 bomberos fueron atendidos por inhalación de humo.",
    "«Nunca habíamos visto llamas tan altas», dijo la jefa de los bomberos, Marta Quill, a los periodistas.",
    "Los edificios, construidos en 1911, guardaban 8.400 toneladas de cebada que debían salir esta semana hacia las islas.",
    "La autoridad portuaria calcula los daños en 46,5 millones de coronas, de los que el 31 % está asegurado.",
)
ITALIAN = (
    "Un incendio ha distrutto dodici magazzini del vecchio porto del grano nella notte tra lunedì e martedì.",
    "Circa 2.300 persone hanno dovuto lasciare le loro case e 17 vigili del fuoco sono rimasti intossicati dal fumo.",
    "«Non abbiamo mai visto fiamme così alte», ha detto la comandante dei vigili del fuoco, Marta Quill.",
    "Gli edifici, costruiti nel 1911, contenevano 8.400 tonnellate di orzo che dovevano partire questa settimana.",
    "L'autorità portuale stima i danni in 46,5 milioni di corone, di cui il 31 per cento è assicurato.",
)
PORTUGUESE = (
    "Um incêndio destruiu doze armazéns do antigo porto de cereais na madrugada desta terça-feira, informou a prefeitura.",
    "Cerca de 2.300 pessoas tiveram de deixar as suas casas e 17 bombeiros foram atendidos por inalação de fumaça.",
    "“Nunca tínhamos visto chamas tão altas”, disse a comandante dos bombeiros, Marta Quill, aos jornalistas.",
    "Os prédios, construídos em 1911, guardavam 8.400 toneladas de cevada que deveriam sair esta semana para as ilhas.",
    "A autoridade portuária estima os danos em 46,5 milhões de coroas, dos quais 31% estão segurados.",
)
DUTCH = (
    "Bij een brand in de oude graanhaven zijn in de nacht van maandag op dinsdag twaalf pakhuizen verwoest.",
    "Zo'n 2.300 mensen moesten hun huis verlaten en 17 brandweerlieden zijn behandeld omdat ze rook hadden ingeademd.",
    "„We hebben hier nog nooit zulke hoge vlammen gezien”, zei de commandant van de brandweer, Marta Quill.",
    "In de gebouwen uit 1911 lag 8.400 ton gerst die deze week naar de eilanden verscheept zou worden.",
    "Het havenbedrijf schat de schade op 46,5 miljoen kronen, waarvan 31 procent is verzekerd.",
)
FIRE, VOTE = (
    "Harbour fire destroys 12 warehouses and empties 2,300 homes",
    "County passes 412m budget after nine-hour debate",
)


@dataclass(frozen=True, slots=True)
class NewsPage:
    """One page, where it was found, and what a careful reader says it holds. None: the page does not say."""

    name: str
    url: str
    content: bytes
    body: tuple[str, ...]
    headline: str
    byline: tuple[str, ...]
    published: str | None
    outlet: str | None
    language: str = "en"


def paragraphs(texts: tuple[str, ...], tag: str = "p", marks: str = "") -> str:
    """Write each text as an element of its own."""
    return "\n".join(f"<{tag}{marks}>{text}</{tag}>" for text in texts)


def ld(*values: object) -> str:
    """Write a script of JSON-LD for each value."""
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def story_ld(headline: str, **properties: object) -> dict[str, object]:
    """Return the node of a news article."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline, **properties}


def organisation(name: str, kind: str = "Organization") -> dict[str, object]:
    """Return a node with a logo, as sites give their publisher."""
    return {"@type": kind, "name": name, "logo": {"@type": "ImageObject", "url": "/logo.png", "width": 600}}


def person(name: str) -> dict[str, object]:
    """Return a person's node."""
    return {"@type": "Person", "name": name}


def meta(**contents: str) -> str:
    """Write `<meta property>` elements; two underscores stand for a colon, one for a hyphen where `__` is not meant."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{html.escape(value)}">'
        for name, value in contents.items()
    )


def named(**contents: str) -> str:
    """Write `<meta name>` elements."""
    return "".join(
        f'<meta name="{name.replace("__", ":")}" content="{html.escape(value)}">' for name, value in contents.items()
    )


def page(head: str, body: str, language: str = "en") -> bytes:
    """Write a whole page; without a language it does not say one."""
    lang = f' lang="{language}"' if language else ""
    return f'<!doctype html><html{lang}><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


MENU = """<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>"""
FOOTER = """<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li><a href="/privacy">Privacy</a></li></ul>
<p>All rights reserved. Our offices are open 9 to 5.</p></footer>"""
