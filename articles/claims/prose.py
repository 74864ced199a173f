"""Which sentences are the report's own: no heading, question, caption or furniture of the page."""

from __future__ import annotations

import re

from articles.attribution.cues import CUES, FINITE, FINITE_AUXILIARIES
from articles.claims.signals import Words
from articles.model import Span

LONGEST = 1200
"""Characters; a longer "sentence" is a list or a page without punctuation, not a claim."""
FEWEST_WORDS = 5
_FURNITURE = (
    r"sign up", r"subscribe", r"follow (?:us|@|the)", r"read (?:more|next|also|the full)", r"click (?:here|to)",
    r"advertisement", r"share this", r"related(?::| articles| stories)", r"photo(?:graph)?(?::| by| credit)",
    r"image(?::| credit)", r"caption", r"file photo", r"getty images", r"copyright", r"©", r"all rights reserved",
    r"this (?:story|article) (?:was|has been|is|appeared|originally)", r"download (?:the|our)", r"newsletter",
    r"more (?:from|on|stories)", r"see also", r"watch(?::| live| now)", r"listen(?: now|:)", r"editor['’]s note",
    r"correction:", r"reporting by", r"additional reporting", r"editing by", r"written by", r"with files from",
    r"contact (?:us|the)", r"email us", r"get (?:the latest|our)", r"join (?:us|our|the conversation)",
    r"support (?:our|independent)", r"do you have", r"have a tip", r"the views expressed", r"opinions expressed",
    r"by \w+ \w+$", r"from \w+ \w+$", r"source:", r"credit:", r"tags?:", r"topics?:", r"cookie", r"privacy",
    r"terms of", r"log in", r"already a subscriber", r"breaking news",
)  # fmt: skip
"""How the page's own lines begin."""
_ISSUED = ("published", "updated", "posted", "modified", "filed", "printed")
_CRAFTS = (
    "reporting",
    "research",
    "editing",
    "writing",
    "translation",
    "text",
    "words",
    "pictures",
    "video",
    "photos?",
    "photography",
)
_PICTURES = ("photo", "photograph", "picture", "image", "video", "illustration", "graphic")
_BY = r" (?:was |were )?(?:contributed )?(?:by|from)\b"
_STAMPS = (
    *(rf"{word}\b" for word in _ISSUED),
    *(rf"{first} (?:{'|'.join(_ISSUED)})\b" for first in ("first", "last", "originally")),
    *(f"{craft}{_BY}" for craft in _CRAFTS),
    *(rf"{more} (?:additional )?(?:{'|'.join(_CRAFTS)}){_BY}" for more in ("with", "additional")),
    *(f"{picture}s?(?: courtesy)?(?: of| by|:)" for picture in _PICTURES),
)
"""How a line about the text itself begins: when it was published, whose words and pictures it holds."""
_BOILERPLATE = re.compile(rf"\W{{0,4}}(?:{'|'.join(_FURNITURE)})", re.IGNORECASE)
_STAMP = re.compile("|".join(_STAMPS), re.IGNORECASE)
_CAPTION = re.compile(
    r"\((?:AP|AFP|Reuters|Getty|EPA|File|Photo|Image)[^)]{0,60}\)\s*$|\b(?:Photo(?:graph)?|Image|Picture)\s?(?:by|:)|/(?:AP|AFP|Reuters|Getty(?: Images)?)\s*\)?$"
    r"|\((?:R|L|C|left|right|center|centre)\)"
)


def asserts(body: str, sentence: Span, headline: str) -> bool:
    """Tell a sentence of the report from a heading, a question, a caption or the page's own furniture."""
    text = sentence.text.strip()
    if len(text) > LONGEST or not text:
        return False
    bare = text.rstrip("\"”’')]")
    if bare.endswith("?") or (text[:1].casefold() == headline[:1] and text.casefold().rstrip(".") == headline):
        return False
    if _BOILERPLATE.match(text[:160]) or _is_caption(text) or _is_credited(body, sentence.end):
        return False
    if not bare.endswith((".", "!", "…", ":", ";", ",")) and _is_line(body, sentence):
        # Without a full stop a line of its own is a heading.
        return False
    return _is_long_enough(text) and not _is_stamp(text)


def _is_credited(body: str, end: int) -> bool:
    """Tell a caption by the credit in brackets behind it on its line."""
    if "(" not in body[end : end + 3]:
        return False
    rest = body[end : end + 90].split("\n", 1)[0].lstrip()
    return rest.startswith("(") and _CAPTION.search(rest) is not None


def _is_line(body: str, sentence: Span) -> bool:
    """Tell a sentence that is a line of its own."""
    before = body[max(0, sentence.start - 40) : sentence.start].rstrip(" \t")
    after = body[sentence.end : sentence.end + 40].lstrip(" \t")
    return (not before or before.endswith("\n")) and (not after or after.startswith("\n"))


def _is_stamp(text: str) -> bool:
    """Tell "Published 9 February 2025, 6:03 PM." and "With reporting by ...": a line about the text that says nothing."""
    if not _STAMP.match(text):
        return False
    words = text.lower().split()
    return len(words) < 16 and not any(word in FINITE_VERBS for word in words[1:])


def _is_caption(text: str) -> bool:
    """Tell a picture's line by its credit or its "(L)" and "(R)"."""
    if not any(mark in text for mark in ("(", "/", "Photo", "Image", "Picture")):
        return False
    return _CAPTION.search(text[-160:]) is not None or _CAPTION.search(text[:160]) is not None


FINITE_VERBS = FINITE | FINITE_AUXILIARIES
_VERBS = FINITE_VERBS | CUES.keys()
_SHORT = re.compile(
    r"(?:He|She|It|Turnout|Attendance|Inflation|Unemployment) (?:is|was|has|had|stood at) (?:\w+ )?[£$€]?\d[\d.,]{0,11}%?\.?[\"”’']?\Z"
)
"""The short sentence that a report often tells a figure in, above all somebody's age."""


def _is_long_enough(text: str) -> bool:
    return text.count(" ") + 1 >= FEWEST_WORDS or _SHORT.match(text) is not None


def is_checkable(text: str, words: Words) -> bool:
    """Tell an assertion from a fragment or a question: it has enough words and something like a verb."""
    if not _is_long_enough(text) or text.rstrip("\"”’' .").endswith("?"):
        return False
    return not _VERBS.isdisjoint(words.words) or any(word.endswith(("ed", "s")) for word in words.words)
