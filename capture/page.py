"""Bytes become one parsed page that all of extraction reads: decoded by what the bytes are, parsed once."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes
from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction, document_fromstring

from capture.content_kind import is_wide

# Labels that mean another encoding in practice: https://encoding.spec.whatwg.org/#names-and-labels
LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "utf8": "utf-8",
}
BYTES_GUESSED_FROM = 60_000
# What Danish, Dutch, English, Finnish, French, German, Norwegian, Portuguese, Spanish and Swedish are written with. Italian
# has ì and ò besides, which in this encoding are also what Czech and Slovak look like: it is left to the guess.
WESTERN = frozenset("àâäáãåæçèéêëíîïñóôöõøœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÍÎÏÑÓÔÖÕØŒÙÚÛÜ\N{NO-BREAK SPACE}«»‹›‘’“”„‚–—…•·€£§°©®¿¡")
# Elements that hold no words of the page.
UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head"})
# Elements that begin a new line.
BREAKS = frozenset(
    {"br", "p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "section", "figcaption", "blockquote"}
)

# lxml.html asks a function in Python for the class of every element; forms and inputs need no classes of their own here.
_CLASSES = etree.ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)

# Controls except tab and newline, bidi overrides and isolates, soft hyphen, zero-width space, byte order mark, surrogates.
_never_text = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_reference = re.compile(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}))(?![0-9a-f]);?", re.IGNORECASE)
_high_run = re.compile(rb"[\xc0-\xff]{3,}")
_meta_charset = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE
)
_header_charset = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)


def parse(text: str) -> HtmlElement | None:
    """Parse HTML, however broken; None where nothing of it is a page."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(_CLASSES)
    try:
        return document_fromstring(
            clean(_reference.sub(_written_out, text)).encode("utf-8", errors="replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def decode(content: bytes, content_type: str = "") -> str:
    """Decode by byte order mark, by being valid UTF-8, by what header or page declare, and by guessing, in this order."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", errors="replace")
    if is_wide(content):
        return content.decode(_wide(content), errors="replace")
    declared = _header_charset.search(content_type)
    stated = _meta_charset.search(content[:8_192])
    labels = [declared[1]] if declared else []
    labels += [stated[1].decode("ascii")] if stated else []
    for label in ("utf-8", *labels):
        try:
            return content.decode(LABELS.get(label.lower(), label))
        except (UnicodeDecodeError, LookupError):
            continue
    if any(label.lower() in {"utf-8", "utf8"} for label in labels) and _mostly_utf8(content):
        return content.decode("utf-8", errors="replace")
    if _western(content[:BYTES_GUESSED_FROM]):
        return content.decode("cp1252", errors="replace")
    guess = from_bytes(content[:BYTES_GUESSED_FROM]).best()
    return content.decode(guess.encoding if guess else "cp1252", errors="replace")


def clean(text: str) -> str:
    """Drop characters that are no text; a control between words leaves nothing behind, line ends become newlines."""
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _never_text.sub("", text)


def squeezed(text: str) -> str:
    """Return words on one line, a single blank between them."""
    return " ".join(clean(text).split())


def text_of(element: etree._Element) -> str:
    """Return the visible words of an element, on one line."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if event == "end":
            pieces.append((part.tail or "") if part is not element else "")
        elif part.tag in UNSEEN and part is not element:
            walk.skip_subtree()
        else:
            pieces.append((" " if part.tag in BREAKS else "") + (part.text or ""))
    return squeezed("".join(pieces))


def _written_out(reference: re.Match[str]) -> str:
    """Leave a character reference as it is, but for controls: those of Windows-1252 are meant, others are no text."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", errors="ignore")
    return "" if code < 0x20 and code not in {9, 10, 13} else reference[0]


def _wide(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-16-be" if content[0] == 0 else "utf-16-le"


def _western(content: bytes) -> bool:
    """Tell the bytes of a western European language in Windows-1252, which a guess by frequency takes for others.

    Read as Windows-1252, Cyrillic and Greek become runs of accented letters, and Central European, Baltic and Turkish
    text has letters that the western languages lack.
    """
    letters = [character for character in content.decode("cp1252", errors="replace") if not character.isascii()]
    runs = _high_run.findall(content)
    return (
        bool(letters)
        and WESTERN.issuperset(letters)
        and ("õ" not in letters or "ã" in letters)
        and sum(map(len, runs)) * 10 <= len(letters)
    )


def _mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 20 <= sum(not character.isascii() for character in text) + 20
