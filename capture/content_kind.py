"""What bytes are, judged by the bytes themselves and never by a name or a header."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["html", "text", "empty", "other"]

MOST_BYTES = 20_000_000
# Real pages, long live blogs included, stay far below these; beyond them the parsers' time grows out of hand.
MOST_TAGS = 150_000
MOST_ATTRIBUTES, MOST_WORDS_AFTER_A_LONE_BRACKET = 3_000, 20_000
SNIFFED = 8_192
CONTROLS = bytes([*range(9), *range(14, 32)])

# (first bytes, what they are)
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, sound or film (RIFF)"),
    (b"OggS", "sound or film (Ogg)"),
    (b"ID3", "sound (MP3)"),
    (b"\x1a\x45\xdf\xa3", "a film (Matroska)"),
    (b"\x00\x00\x00\x18ftyp", "a film (MP4)"),
    (b"\x00\x00\x00\x1cftyp", "an image or film (MP4)"),
    (b"\x00\x00\x00\x20ftyp", "a film (MP4)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"WARC/", "a WARC archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"From: <Saved by", "a page saved as MHTML"),
    (b"MIME-Version:", "a page saved as MHTML"),
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

_html = re.compile(
    rb"<(?:!doctype[ \t\r\n]{1,9}html|html|head|body|title|meta|article|main|section|header|div|span|p|h1|h2|table|script|style"
    rb"|link|br|a|ul|ol|img|b|i|em|strong|font|center)(?=[ \t\r\n/>])",
    re.IGNORECASE,
)
_feed = re.compile(
    rb"^[ \t\r\n]{0,99}(?:<\?xml[^>]{0,199}>[ \t\r\n]{0,99})?(?:<!--[^>]{0,999}-->[ \t\r\n]{0,99})?"
    rb"<(rss|feed|urlset|sitemapindex|rdf:RDF)[ \t\r\n>]"
)
_tag = re.compile(rb"[A-Za-z](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_long_piece = re.compile(rb"<([^<]{%d,}+)" % (2 * MOST_ATTRIBUTES + 1))
_quoted = re.compile(rb"\"[^\"]*+\"|'[^']*+'")
_json = re.compile(rb"[{\[][ \t\r\n]{0,99}(?:[{\[\]}]|\"[^\"]{0,99}\"[ \t\r\n]{0,99}[:,\]])")


def kind_of(content: bytes) -> tuple[Kind, str]:
    """Return what the bytes are, and for what cannot be read ("other") the reason in words ("a PDF document")."""
    head = narrow(content).removeprefix(b"\xef\xbb\xbf").lstrip()[:SNIFFED]
    if not head:
        return "empty", "empty"
    if reason := _unreadable(content, head):
        return "other", reason
    return ("html", "") if _html.search(head) or _html.search(content[:1_000_000]) else ("text", "")


def _unreadable(content: bytes, head: bytes) -> str | None:
    if name := next((name for signature, name in SIGNATURES if head.startswith(signature)), None):
        return name
    if len(content) > MOST_BYTES:
        return f"larger than {MOST_BYTES // 1_000_000} MB"
    if b"\x00" in content and not is_wide(content):
        return "not text: it has NUL bytes"
    if feed := _feed.match(head):
        return f"a feed or sitemap ({feed[1].decode()}), not an article"
    if content.count(b"<") > MOST_TAGS:
        return f"a page of more than {MOST_TAGS:,} tags"
    if _has_endless_tag(content):
        return f"a page with a tag of more than {MOST_ATTRIBUTES:,} attributes"
    if head[:1] in (b"{", b"[") and _json.match(head):
        return "JSON data"
    return "not text" if len(head.translate(None, CONTROLS)) < len(head) - len(head) // 50 else None


def _has_endless_tag(content: bytes) -> bool:
    """Tell a tag with so many attributes that parsing, quadratic in them, would not end."""
    for long in _long_piece.finditer(content):
        piece = long[1]
        if not piece[:1].isalpha():
            if len(piece.split()) > MOST_WORDS_AFTER_A_LONE_BRACKET:
                return True
        else:
            closed = _tag.match(piece)
            attributes = _quoted.sub(b"", closed[0]) if closed else piece
            if len(attributes.split()) > MOST_ATTRIBUTES:
                return True
    return False


def is_wide(content: bytes) -> bool:
    """Tell UTF-16, with its mark or by a first character whose other half is NUL."""
    return content.startswith(WIDE_MARKS) or (
        len(content) > 3 and content[:4].count(0) == 2 and content[:2] != b"\x00\x00"
    )


def narrow(head: bytes) -> bytes:
    """Return the ASCII part of UTF-16, so that one pattern serves both."""
    return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"") if is_wide(head) else head
