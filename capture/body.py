"""The text of an article out of its page: paragraphs, lists and tables, without the page around it.

trafilatura finds the text. What it is known to lose or to take along is then set right by comparing its lines with the
blocks of the page: paragraphs built like those it kept are put back where they stood, and lines that are nothing but
a link to something else go.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from importlib.metadata import version
from itertools import islice

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from capture.blocks import Block, key_of
from capture.bylines import is_role, starts_as_byline
from capture.page import squeezed
from capture.page_dates import is_date_line
from capture.plain_text import ends_a_sentence

EXTRACTOR = f"trafilatura {version('trafilatura')}"
LINES_A_HEADLINE_MAY_BE_BELOW, LINES_OF_A_TOP = 3, 6
LONGEST_BYLINE, LINES_OF_A_CARD, LONGEST_SUBHEAD = 150, 2, 120
# Labels of a byline or date line, as `key_of` writes them.
LABEL_KEYS = frozenset(
    {"by", "published", "updated", "posted", "publishedon", "postedon", "updatedon", "lastupdated", "lastupdatedon"}
    | {"writtenby", "publishedat", "firstpublished", "lastmodified", "author", "authors", "date", "share", "print"}
    | {"par", "publiéle", "misàjourle", "publié", "von", "veröffentlichtam", "aktualisiertam", "stand"}
    | {
        "por",
        "publicadoel",
        "actualizadoel",
        "publicadoem",
        "atualizadoem",
        "di",
        "pubblicatoil",
        "door",
        "gepubliceerdop",
    }
)

# Elements that hold no words: trafilatura copies its tree several times, and these are most of many a page.
WITHOUT_WORDS = ("style", "svg", "link", "iframe")
LINES_OF_TREE = frozenset({"p", "head", "item", "row", "quote", "code", "ab", "div", "list", "table", "fw"})
# A lost paragraph is put back where at least this many kept ones are built alike, and it is at least this long.
ALIKE, LONG_ENOUGH, MOST_LOST, MOST_PIECES = 3, 40, 1_000, 200

_furniture = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|promo\w*|newsletter\w*|comments?|share|social|sidebar|foot|footer|nav|menu|cookie\w*|consent"
    r"|subscri\w*|breadcrumb\w*|tags?|most-?read|trending|read-?more|recommend\w*|modal|popup|toolbar|author-?bio)(?:$|[\s_-])",
    re.IGNORECASE,
)
_of_a_writer = re.compile(
    r"\b(?:reach|contact|follow|e-?mail) (?:him|her|them|\S{1,30})\b.{0,60}(?:@|\b(?:at|on)\b)|@\S{2,40}"
    r"|\b(?:is|was|has been|works as|covers|writes|reports)\b.{0,80}\b(?:reporters?|editor|writer|columnist|correspondent|journalist|professor"
    r"|lecturer|researcher|fellow|author of|staff|freelancer?|contributor|producer|meteorologist)\b",
    re.IGNORECASE,
)
# Whole lines that speak of the page, the paper or another article.
_about_the_page = re.compile(
    r"(?:read|see|also|watch|listen|more|related|recommended|don['’]t miss)(?:\s(?:more|also|next|on|read|related|this|stories|articles))"
    r"{0,2}\s{0,2}[:|>»].{0,300}"
    r"|(?:advertisement|advertisment|article content|story continues below.{0,40}|continue reading.{0,60}|read more|related|comments?"
    r"|share this.{0,40}|more on this story|loading\W{0,5}|click to tweet|explore further|recommended stories|subscribe(?: now)?\W?"
    r"|sign up(?: now)?\W?|read next|recommended by .{0,40}|scroll to continue.{0,40}|skip advertisement|up next)"
    r"|.{0,200}\b(?:sign up|signing up|subscribe|subscribing)\b.{0,150}\b(?:newsletters?|inbox|daily emails?|podcast|free daily)\b.{0,200}"
    r"|(?:click|tap) here to .{0,150}"
    r"|get .{1,60} (?:on the go|delivered to your inbox|daily national news)\b.{0,80}"
    r"|(?:filed under|tagged|tags|posted in|topics)\s{0,2}:.{0,200}"
    r"|(?:share|tweet|email|print|save|copy link|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest)(?:[\s,|/·]{1,3}"
    r"(?:share|tweet|email|print|save|copy link|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|on|this|article|story)){0,9}"
    r"|(?:\d{1,2} )?min(?:ute)?s?\.? read|\d{1,6} (?:comments?|shares?)"
    r"|(?:click|tap) here (?:for|to) .{0,150}|(?:follow|like|join|find) .{1,60} on (?:facebook|twitter|x|instagram|linkedin|tiktok|youtube|threads|bluesky"
    r"|telegram|whatsapp|google news)\b.{0,120}|our standards: .{0,100}|listen to (?:this article|the story)\b.{0,40}"
    r"|(?:add|set|make) .{1,40} (?:as )?(?:your |a )?preferred (?:news )?source.{0,60}|download (?:the|our) .{0,30}\bapp\b.{0,100}"
    r"|\(?(?:images?|photos?|photographs?|pictures?|pics?|credits?|video|foto|bild|crédits?|imagen)(?: credits?| by| courtesy(?: of)?)?\s?[:/]\s?[^.]{1,80}\)?"
    r"|(?:lesen sie auch|lesen sie (?:hier )?mehr|lies auch|mehr zum thema|auch interessant|à lire aussi|lire aussi|lire (?:également|plus|la suite)|voir aussi"
    r"|lee también|lea también|leer más|te puede interesar|más información|leggi anche|leggi di più|lees ook|lees meer|leia também|leia mais|veja também"
    r"|læs også|läs (?:också|även|mer)|les også|czytaj (?:też|także|więcej)|zobacz (?:też|także))(?:\s{0,2}[:|>»–-].{0,300})?"
    r"|.{0,150}\b(?:newsletters?|nieuwsbrief|nyhetsbrev)\b.{0,100}\b(?:abonnieren|anmelden|bestellen|inscrivez|abonnez|suscr[íi]b\w{0,6}|inscr[íi]b\w{0,6}|iscriviti"
    r"|aanmelden|assine)\b.{0,100}|(?:inscrivez-vous|abonnez-vous|suscr[íi]bete|iscriviti|abonnieren sie|meld je aan)\b.{0,120}\bnewsletter\b.{0,100}"
    r"|(?:anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annonce|publicidade|reklama|artikel anhören|écouter l['’]article|escuchar|teilen|partager"
    r"|compartir|condividi|delen|compartilhar|kommentare|commentaires|comentarios|commenti)"
    r"|©.{0,200}|copyright (?:©|\(c\)|ⓒ|\d{4}).{0,200}|all rights reserved\.?",
    re.IGNORECASE,
)


# What it cannot read, Unreadable says once, with the input's name; its own line names nothing.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def body_of(tree: HtmlElement, blocks: Sequence[Block], headlines: Collection[str], bylines: Collection[str]) -> str:
    """Return the paragraphs of the article, one a line, without headline, byline and date line above them."""
    lines = _extracted(tree)
    lines = _apart(lines, blocks)
    lines = _without_byline(_below_headline(without_headline(lines, headlines), blocks, headlines), bylines)
    lines = _without_furniture(_with_lost_paragraphs(lines, blocks), blocks)
    lines = _without_biography(_without_cards(lines, blocks), bylines)
    elsewhere = _about_elsewhere(blocks)
    return "\n".join(line for line in lines if key_of(line) not in elsewhere and not is_about_the_page(line))


def _extracted(tree: HtmlElement) -> list[str]:
    etree.strip_elements(tree, *WITHOUT_WORDS, with_tail=False)
    for script in tree.xpath("//script[not(contains(@type, 'json'))]"):
        script.drop_tree()
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    if not isinstance(document, trafilatura.settings.Document) or document.body is None:
        return []
    return [line for line in map(squeezed, _lines(document.body)) if line]


def _apart(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the paragraphs of a text that came as a single line."""
    if len(lines) != 1:
        return lines
    key = key_of(lines[0])
    inside = [block for block in blocks if _is_text(block) and block.outside is None and block.key in key]
    left_out = len(key) - sum(len(block.key) for block in inside)
    return [block.text for block in inside] if inside and 0 < left_out <= LONGEST_BYLINE else lines


def _below_headline(lines: list[str], blocks: Sequence[Block], headlines: Collection[str]) -> list[str]:
    """Drop what stands above the headline on the page, where the headline itself is no line."""
    keys = {key_of(headline) for headline in headlines} - {""}
    tops = [at for at, block in enumerate(blocks) if block.build[0].startswith("h1 ") and block.key in keys]
    if not tops:
        return lines
    above = {block.key for block in blocks[: tops[0]]} - {block.key for block in blocks[tops[0] :]}
    count = 0
    while count < min(LINES_A_HEADLINE_MAY_BE_BELOW, len(lines) - 1) and key_of(lines[count]) in above:
        count += 1
    return lines[count:]


def _without_furniture(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Drop lines at either end that stand in a part of the page which is furniture, where most lines do not."""
    places: dict[str, etree._Element | None] = {}
    for block in blocks:
        if block.outside is None or block.key not in places:
            places[block.key] = block.outside
    around = [places.get(key_of(line)) for line in lines]
    shared = Counter(place for place in around if place is not None)
    odd = [place is not None and 2 * shared[place] < len(lines) and _is_furniture(place) for place in around]
    start, end = 0, len(lines)
    while start < min(LINES_OF_A_TOP, end - 1) and odd[start]:
        start += 1
    while end > max(start + 1, len(lines) - LINES_OF_A_TOP) and odd[end - 1]:
        end -= 1
    return lines[start:end]


def _without_cards(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Drop teasers at either end: lines of a part that has a linked heading of its own and hardly any other line."""
    ends = {key_of(line) for line in (*lines[:LINES_OF_A_CARD], *lines[-LINES_OF_A_TOP:])}
    headed = {
        holder
        for block in blocks
        if block.is_link and block.build[0].startswith(("h1 ", "h2 ", "h3 ", "h4 "))
        for holder in _holders(block)
    }
    if not headed:
        return lines
    kept = {key_of(line) for line in lines}
    holding = Counter(holder for block in blocks if block.key in kept for holder in _holders(block))
    cards = {
        block.key
        for block in blocks
        if block.key in ends
        and any(holder in headed and holding[holder] <= LINES_OF_A_CARD for holder in _holders(block))
    }
    start, end = 0, len(lines)
    while end > 1 and key_of(lines[end - 1]) in cards:
        end -= 1
    while start < end - 1 and key_of(lines[start]) in cards:
        start += 1
    return lines[start:end]


def _holders(block: Block) -> list[etree._Element]:
    """Return the elements around a block, as far as a card may reach."""
    return [] if block.within is None else [block.within, *islice(block.within.iterancestors(), 1)]


def _without_biography(lines: list[str], bylines: Collection[str]) -> list[str]:
    """Drop what is said below the text of those who wrote it, by name and post or address."""
    names = [
        key for byline in bylines if len(byline) <= LONGEST_BYLINE and len(key := key_of(byline)) > LONG_ENOUGH // 6
    ]
    end = len(lines)
    while end > max(1, len(lines) - LINES_A_HEADLINE_MAY_BE_BELOW) and (
        _of_a_writer.search(lines[end - 1]) and key_of(lines[end - 1]).startswith(tuple(names))
    ):
        end -= 1
    return lines[:end]


def _is_furniture(element: etree._Element) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return element.tag in {"nav", "footer", "form"} or bool(_furniture.search(marks))


def is_about_the_page(line: str) -> bool:
    """Tell a whole line that speaks of the page, the paper or another article ("Read more: ...")."""
    return bool(_about_the_page.fullmatch(line.lstrip("-– ")))


def without_headline(lines: Sequence[str], headlines: Collection[str]) -> list[str]:
    """Drop the headline, and what stands above it, where it is repeated at the top of the text."""
    keys = {key_of(headline) for headline in headlines} - {""}
    above = [at for at, line in enumerate(lines[: LINES_A_HEADLINE_MAY_BE_BELOW + 1]) if key_of(line) in keys]
    return list(lines[above[-1] + 1 :]) if above and len(lines) > above[-1] + 1 else list(lines)


def _without_byline(lines: Sequence[str], bylines: Collection[str]) -> list[str]:
    """Drop byline, date line and their labels from the top of the text."""
    keys = {key_of(byline) for byline in bylines} - {""}
    top = [line for line in lines[:LINES_OF_A_TOP] if not _is_header(line, keys)]
    return [*top, *lines[LINES_OF_A_TOP:]]


def _is_header(line: str, bylines: Collection[str]) -> bool:
    key = key_of(line)
    if key in bylines or key in LABEL_KEYS or is_date_line(line) or is_role(line):
        return True
    signed = len(line) <= LONGEST_BYLINE and starts_as_byline(line)
    return signed and any(byline in key for byline in bylines) and not ends_a_sentence(line)


def _lines(body: etree._Element) -> Iterator[str]:
    """Yield the lines of trafilatura's tree: a paragraph, a list item, a table row each."""
    pieces: list[str] = []
    for event, part in etree.iterwalk(body, events=("start", "end")):
        if part.tag in LINES_OF_TREE:
            yield from "".join(pieces).split("\n")
            pieces = []
        if event == "start":
            if part.tag == "lb":
                pieces.append("\n")
            if part.tag == "cell" and part.getprevious() is not None:
                pieces.append(" | ")
            pieces.append(part.text or "")
        elif part is not body:
            pieces.append(part.tail or "")
    yield from "".join(pieces).split("\n")


def _about_elsewhere(blocks: Sequence[Block]) -> set[str]:
    """Return the keys of blocks that only lead to other pages.

    These are all link, and in no list with other items, or a link after words that lead several ("Read this too:").
    """
    mixed = {block.within for block in blocks if block.build[0].startswith("li ") and not block.is_link}
    leading = Counter(block.unlinked for block in blocks if 3 < len(block.unlinked) < 0.5 * len(block.key))
    return {
        block.key
        for block in blocks
        if (block.is_link and block.within not in mixed)
        or (leading[block.unlinked] > 1 and block.unlinked != block.key)
    }


def _with_lost_paragraphs(lines: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """Put back paragraphs that are built as the kept ones are, each after the kept one that it follows on the page."""
    keys = [key_of(line) for line in lines]
    kept, whole = set(keys), "".join(keys)
    builds = Counter(block.build for block in blocks if block.key in kept)
    inside = {block.outside for block in blocks if block.key in kept and _is_text(block)} | {None}
    lost = [
        block
        for block in blocks
        if block.key not in kept and block.outside in inside and _is_text(block) and builds[block.build] >= ALIKE
    ]
    lost = [block for block in lost[:MOST_LOST] if block.key not in whole]
    lines, keys, mended_keys = _with_whole_paragraphs(lines, keys, lost, {block.key for block in blocks})
    wanted = ({block.key for block in lost} - mended_keys) | _lost_subheads(blocks, kept)
    after: dict[str, list[str]] = {}
    last = ""
    for block in blocks:
        if block.key in kept or block.key in mended_keys:
            last = block.key
        elif block.key in wanted:
            after.setdefault(last, []).append(block.text)
            wanted.discard(block.key)
    mended = after.pop("", [])
    for line, key in zip(lines, keys, strict=True):
        mended += [line, *after.pop(key, [])]
    return mended


def _lost_subheads(blocks: Sequence[Block], kept: Collection[str]) -> set[str]:
    """Return the keys of subheads that stand between two kept paragraphs of one parent, and lead nowhere."""
    own = [block for block in blocks if block.key in kept or block.build[0].startswith(("h2 ", "h3 ", "h4 "))]
    return {
        head.key
        for before, head, after in zip(own, own[1:], own[2:], strict=False)
        if head.key not in kept
        and not head.is_link
        and len(head.text) <= LONGEST_SUBHEAD
        and before.key in kept
        and after.key in kept
        and before.within is head.within is after.within
        and after.build[0].startswith("p ")
    }


def _with_whole_paragraphs(
    lines: Sequence[str], keys: Sequence[str], lost: Sequence[Block], on_page: Collection[str]
) -> tuple[list[str], list[str], set[str]]:
    """Put whole paragraphs where only pieces of them were kept; return lines, their keys and those of the mended."""
    pieces = [key for key in keys if key not in on_page and len(key) >= LONG_ENOUGH // 2][:MOST_PIECES]
    owner = {piece: block for block in reversed(lost) for piece in pieces if piece in block.key}
    whole_lines: list[str] = []
    whole_keys: list[str] = []
    mended: set[str] = set()
    for line, key in zip(lines, keys, strict=True):
        block = owner.get(key)
        if block is None:
            whole_lines.append(line)
            whole_keys.append(key)
        elif block.key not in mended:
            mended.add(block.key)
            whole_lines.append(block.text)
            whole_keys.append(block.key)
    return whole_lines, whole_keys, mended


def _is_text(block: Block) -> bool:
    return block.build[0].startswith(("p ", "li ", "blockquote ")) and len(block.unlinked) >= LONG_ENOUGH
