"""Counts with the names that are counted: "three people were arrested: Ada Holm, Ben Asker and Cara Dunn"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.arithmetic.ties import Sentence, end_of, sentences_of, span_of
from articles.model import Figure, ReadArticle, Span

FEWEST, MOST = 2, 30
LONGEST_LIST = 1200
DONE = (
    "accused|acquitted|added|affected|announced|appointed|arrested|banned|charged|chosen|cleared|closed|convicted|cut off|detained|dismissed|dropped"
    "|elected|evacuated|excluded|fined|flooded|freed|hit|honoured|hurt|identified|indicted|injured|invited|jailed|killed|listed|missing"
    "|named|nominated|picked|promoted|released|rescued|represented|sacked|selected|sentenced|shortlisted|spared|suspended|under water|without [a-z]{1,16}|wounded"
)
OPENED = re.compile(
    rf"(?: (?:were|are|have been|had been|will be|remain|remained|was) (?:also |later |then |so far |still )?(?:{DONE})(?: (?:on|in|at|for|from|over|by|with|after) (?:the )?[A-Za-z’'-]{{1,20}}(?: [A-Za-z’'-]{{1,20}}){{0,3}})?)?"
    r"(?P<open>: | ?[–—] | - | \()",
)
PLACES = "towns|cities|villages|districts|provinces|counties|regions|states|islands|countries|nations|boroughs|municipalities|suburbs|republics|parishes|wards|governorates"
NAMED_PLACES = re.compile(r"the (?:\w{1,12} )?(?:\w{1,12} )?\Z", re.IGNORECASE)
OF_PLACES = re.compile(rf" ?(?:[a-z-]{{1,16}} )?(?:{PLACES})(?P<open> of )")
SOME_OF = re.compile(
    r"\b(?:of (?:the|those|these|his|her|its|their)|out of|at least|more than|about|some|another|other|further|additional|up to|first|last|top|"
    r"next|to|nearly|almost|over|than|only|just)(?: [a-z]{1,12})? \Z",
    re.IGNORECASE,
)
CLOSING = {
    ":": re.compile(r"[!?\n]|\Z"),
    "–": re.compile(r" ?[–—]|\n|\Z"),
    "-": re.compile(r" - |\n|\Z"),
    "(": re.compile(r"\)"),
}
OPEN_ENDED = re.compile(
    r"\b(?:including|include|includes|such as|among|amongst|like|for example|e\.g|etc|others?|another|more|several|many|some|most|or|nor|not|but|plus|as well as|one|two|three|both|either|along with"
    r"|together with|also|respectively|from|his|her|their|its|who|whose|which|that|where)\b|[“”\"?!…]|\.\.\.",
    re.IGNORECASE,
)
"""By these a list may be unfinished, or hold more than names."""
BRACKETS = re.compile(r" ?\([^()]{0,40}\)")
AGES = re.compile(r", (?:aged )?\d{1,3}(?=[,;]| and\b|\Z)")
SUFFIX = re.compile(r", (?:Jr|Sr|II|III|IV|MP|MBE|OBE|CBE|QC|KC|MD|PhD|Inc|Ltd|LLC)\b\.?")
NAME = re.compile(
    r"(?:the )?(?:[A-Z][\w’'.-]{0,30}|[A-Z]\.)(?: (?:[A-Z0-9][\w’'.-]{0,30}|of|the|de|del|della|di|da|do|dos|du|la|le|les|van|von|der|den|bin|al|el|y|e|upon|on|and)){0,6}"
)
TITLED = re.compile(
    r"(?:Mayor|President|Chief|Head|Director|Chair\w*|Minister|Secretary|CEO|Governor|Deputy|Professor|Dean|Vice|Speaker|Leader|Founder|Captain|Bishop|Archbishop|Commissioner)\b"
)
PAIRS = re.compile(
    r"\b(?:Trinidad and Tobago|Bosnia and Herzegovina|Antigua and Barbuda|(?:Saint|St\.?) Kitts and Nevis|Sao Tome and Principe|São Tomé and Príncipe"
    r"|(?:Saint|St\.?) Vincent and the Grenadines|Turks and Caicos|Tyne and Wear|Jammu and Kashmir|Newfoundland and Labrador|Wallis and Futuna"
    r"|Brighton and Hove|Marks and Spencer|Procter and Gamble|Johnson and Johnson|Yorkshire and the Humber|Perth and Kinross|Dumfries and Galloway"
    r"|Argyll and Bute|Andaman and Nicobar|Daman and Diu|Castilla and Leon|Castile and León|Serbia and Montenegro)\b"
)


@dataclass(frozen=True, slots=True)
class CountedList:
    """A count and how many names the list behind it holds: at the fewest and the most, where "and" may join one name.

    `alike`: the names are of one build (all of one word, or all of several), as the names of one kind of thing are.
    """

    count: Figure
    fewest: int
    most: int
    span: Span
    alike: bool


def lists_in(read: ReadArticle) -> tuple[CountedList, ...]:
    """Read every closed list of names that stands behind the count of what it lists."""
    body = read.article.body
    return tuple(
        listed
        for sentence in sentences_of(read)
        for figure in sentence.figures
        if (listed := _list(body, sentence, figure)) is not None
    )


def _list(body: str, sentence: Sentence, figure: Figure) -> CountedList | None:
    whole = figure.value == figure.value.to_integral_value()
    if figure.unit or figure.upper or figure.hedge != "=" or not whole or not FEWEST <= figure.value <= MOST:
        return None
    lead = body[max(sentence.start, figure.start - 40) : figure.start]
    if SOME_OF.search(lead):
        return None
    opened = _opening(body, figure, lead)
    if opened is None:
        return None
    start, mark = opened
    limit = min(sentence.end, start + LONGEST_LIST)
    if mark == "of":
        words = body[start:limit]
        end = _names_end(words)
    else:
        closed = CLOSING[mark].search(body, start, limit)
        if closed is None or closed.start() == start + LONGEST_LIST:
            return None
        words = body[start : closed.start()]
        end = len(words) if "; and " in words else (words.find(";") + 1 or len(words) + 1) - 1
    words = words[:end].rstrip(" .,")
    return _counted(figure, words, span_of(body, figure.start, start + len(words))) if words else None


def _opening(body: str, figure: Figure, lead: str) -> tuple[int, str] | None:
    """Return where the list begins behind a count, and the mark that opens it."""
    at = end_of(figure)
    if figure.counted and body.startswith(figure.counted, at + 1):
        at += 1 + len(figure.counted)
    opened = OPENED.match(body, at) if figure.counted or figure.text.isalpha() else None
    if opened:
        return opened.end(), opened["open"].strip().replace("—", "–")
    places = OF_PLACES.match(body, end_of(figure)) if NAMED_PLACES.search(lead) else None
    return (places.end(), "of") if places else None


def _names_end(words: str) -> int:
    """Return where a list of names ends that nothing closes: behind the name that "and" joins."""
    last = re.match(
        rf"(?:{NAME.pattern}, ){{0,28}}?{NAME.pattern.replace('|and', '')},? and {NAME.pattern.replace('|and', '')}",
        words,
    )
    return last.end() if last and not re.match(r"(?:,|,? and) [A-Z]| [A-Z]", words[last.end() :]) else 0


def _counted(figure: Figure, words: str, span: Span) -> CountedList | None:
    if OPEN_ENDED.search(words):
        return None
    plain = SUFFIX.sub("", AGES.sub("", BRACKETS.sub("", words)))
    if ";" in plain:
        return _described(figure, plain, span)
    paired = PAIRS.sub(lambda pair: pair.group().replace(" and ", " & "), plain)
    items = [item.strip() for item in paired.split(",")]
    last = items[-1]
    if not last.startswith("and ") and " and " not in last:
        return None
    joined = 0 if last.startswith("and ") else 1
    items[-1] = last.removeprefix("and ")
    pieces = [piece.strip() for item in items for piece in item.split(" and ")]
    if not all(NAME.fullmatch(piece.replace("&", "and")) for piece in pieces):
        return None
    fewest = len(items) + joined
    most = len(items) + sum(item.count(" and ") for item in items)
    sizes = {len(piece.split()) > 1 for piece in pieces}
    alike = len(sizes) == 1 and not any(TITLED.match(piece) for piece in pieces[1:])
    return CountedList(figure, fewest, max(fewest, most), span, alike)


def _described(figure: Figure, words: str, span: Span) -> CountedList | None:
    """Count names that are each described: "Ada Holm, a nurse; Ben Asker, a cook; and Cara Dunn"."""
    items = [item.strip() for item in words.split(";")]
    if not items[-1].startswith("and "):
        return None
    items[-1] = items[-1].removeprefix("and ")
    if not all(NAME.match(item) for item in items) or any(" and " in item for item in items):
        return None
    return CountedList(figure, len(items), len(items), span, alike=True)
