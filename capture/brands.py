"""What a page calls the site that it is on: in its title, at the link to its front page, in its copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.addresses import host_of
from articles.model import FieldEvidence
from capture.choice import TITLE_MARKS, is_named_by
from capture.outline import Page
from capture.page import text_of

LONGEST_BRAND, LONGEST_FOOTER, MOST_PARTS_BEFORE_A_LOGO = 60, 3_000, 1_500
HOME_ADDRESSES = frozenset({"/", "./", "../", "index.html", "/index.html", "/index.php", "/?"})
HOME_WORDS = frozenset(
    {"home", "homepage", "news", "start", "startseite", "accueil", "inicio", "back", "logo", "menu", "skip"}
)

_front_page = re.compile(r"(?:https?:)?//([^/?#\s]{1,100})/?(?:[?#].{0,150})?")
_logo_words = re.compile(r"\s(?:logo|home ?page|home)$|^(?:logo of|logo|home) ", re.IGNORECASE)
_copyright = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:copyright|©|\(c\))?\s{0,3}(?:(?:19|20)\d{2}\s{0,2}[-–]\s{0,2})?(?:(?:19|20)\d{2})?,?\s{1,3}"
    r"(?:by )?([^\W\d_][^.|,•·\n©]{1,50})",
    re.IGNORECASE,
)


def brand_evidence(page: Page) -> Iterator[FieldEvidence]:
    """Yield what the page calls its site: the ends of its title, the words or picture that lead home, its copyright line."""
    for element in page.tree.xpath("//head/title | /html/title")[:1]:
        title = text_of(element)
        for mark in TITLE_MARKS:
            for end in (title.rpartition(mark)[2], title.partition(mark)[0]):
                if end != title and len(end) <= LONGEST_BRAND:
                    yield FieldEvidence("outlet", end, "title:end" if is_named_by(end, page.url) else "title:part")
    host = host_of(page.url) or ""
    for part in page.outline.parts[:MOST_PARTS_BEFORE_A_LOGO]:
        if part.tag == "a" and _is_home(part.given.get("href"), host):
            pictures = [inner.given for inner in page.outline.inside(part) if inner.tag in {"img", "amp-img"}]
            said = (page.outline.words(part), part.given.get("title"), *(each.get("alt") for each in pictures[:2]))
            for words in said:
                if words and 1 < len(words) <= LONGEST_BRAND and words.casefold() not in HOME_WORDS:
                    yield FieldEvidence("outlet", _logo_words.sub("", words), "link:home")
    if owner := _copyright.search(page.outline.text()[-LONGEST_FOOTER:]):
        yield FieldEvidence("outlet", owner[1].strip(" .,"), "text:copyright")


def leads_home(element: HtmlElement, url: str) -> bool:
    """Tell a heading that is a link to the front page: the logo of a site, no headline."""
    host = host_of(url) or ""
    inner, outer = element.find(".//a"), element.getparent()
    if outer is not None and outer.tag == "a":
        return _is_home(outer.get("href"), host)
    return inner is not None and _is_home(inner.get("href"), host) and text_of(inner) == text_of(element)


def _is_home(address: str | None, host: str) -> bool:
    return address is not None and bool(
        address in HOME_ADDRESSES
        or (
            (found := _front_page.fullmatch(address[:300]))
            and found[1].lower().removeprefix("www.") == host.removeprefix("www.")
        )
    )
