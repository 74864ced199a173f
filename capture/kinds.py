"""What kind of page an article is, where that changes how it is read: a live blog, a gallery, a corrections page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from articles.model import FieldEvidence

LONGEST_READ = 300
LIVE, GALLERY, CORRECTION = "live blog", "gallery", "corrections"

# Types of schema.org.
TYPES = {"LiveBlogPosting": LIVE, "ImageGallery": GALLERY, "MediaGallery": GALLERY, "CorrectionComment": CORRECTION}
# Words of an address's path.
IN_PATH: tuple[tuple[str, str], ...] = (
    (
        r"live|live-?(?:blog|updates?|news|ticker|coverage|feed)|liveblogs?|news-?ticker|minute-by-minute|en-direct|en-vivo|diretta|ao-vivo",
        LIVE,
    ),
    (
        (
            r"galler(?:y|ies)|photo-?galler(?:y|ies)|slideshows?|in-pictures|picture-galler(?:y|ies)|fotostrecken?|bildergalerien?|diaporamas?"
            r"|fotogaler[ií]as?|fotogaller(?:y|ia|ie)|galeria"
        ),
        GALLERY,
    ),
    (
        r"corrections?(?:-and-clarifications)?|clarifications|errata|fe-de-erratas|rectificatifs?|korrekturen",
        CORRECTION,
    ),
)
# How a headline begins, or what stands in it.
IN_HEADLINE: tuple[tuple[str, str], ...] = (
    (
        (
            r"(?:live|[^:|]{0,60}\b(?:live updates?|live blog|(?-i:LIVE))|as it happened|liveblog|live-?ticker|newsblog|en direct|en vivo|diretta|ao vivo)\s{0,2}[:|–—-]\s.{0,300}"
            r"|.{0,250}[-–—:|,]\s{0,2}(?:live updates|live blog|(?-i:LIVE|live$)|as it happened)"
        ),
        LIVE,
    ),
    (
        (
            r"(?:in pictures|in photos|photos|gallery|pictures|bilder|en images|las imágenes|le foto)\s{0,2}[:|–—-]\s.{0,300}"
            r"|.{0,250}\s{0,2}[-–—:|,]\s{0,2}(?:in pictures|in photos|gallery|photo gallery|en images)"
        ),
        GALLERY,
    ),
    (
        (
            r"(?:corrections?(?: (?:and|&) clarifications)?|clarifications?(?: (?:and|&) corrections)?|for the record|errata|fe de erratas|rectificatif|korrektur(?:en)?)"
            r"(?:\s{0,2}[:|–—-]\s.{0,200}|,? [A-Z]?[a-z]{0,10} ?\d{1,2},? \d{4})?"
        ),
        CORRECTION,
    ),
)

_path = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in IN_PATH)
_headline = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in IN_HEADLINE)


def kinds_stated(found: Sequence[FieldEvidence], url: str) -> Iterator[FieldEvidence]:
    """Yield the kinds of page that its types, its address and its headlines state, as evidence of the field `kind`."""
    for piece in found:
        if piece.found_in.startswith("json-ld:"):
            name = piece.found_in.removeprefix("json-ld:").partition(".")[0]
            if name in TYPES:
                yield FieldEvidence("kind", TYPES[name], f"json-ld:{name}")
        if piece.field == "headline":
            for pattern, kind in _headline:
                if pattern.fullmatch(piece.value[:LONGEST_READ].strip()):
                    yield FieldEvidence("kind", kind, f"headline:{piece.found_in}")
    for part in urlsplit(url).path.split("/")[:-1][:20]:
        for pattern, kind in _path:
            if pattern.fullmatch(part):
                yield FieldEvidence("kind", kind, "url")
