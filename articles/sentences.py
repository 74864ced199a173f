"""Where sentences begin and end: every other reader works within one sentence at a time.

A newline always ends a sentence, so a heading without a full stop is one of its own.
"""

from __future__ import annotations

import re

from articles.model import Span
from articles.tables import words

TITLES = words(
    "adm amb asst atty brig capt cmdr col comdr cpl cpt dep det dr drs esq fr gen gov hon insp jr lt ltc maj messrs "
    "mlle mme mr mrs ms mx pfc pres prof pte pvt rep reps rev rt sen sens sgt spc sr st supt fig figs no nos vs v art "
    "pp pg vol ch sec approx est ca cf viz eg ie e.g i.e gen lt.gen maj.gen ph al ft mt rs"
)
"""Abbreviations that a name, a number or another word follows: a full stop behind them ends nothing."""

CLOSING = words(
    "inc co corp ltd plc llc llp lp bros etc esp dept univ assn jan feb mar apr jun jul aug sep sept oct nov dec mon tue "
    "tues wed thu thur thurs fri sat sun ave blvd rd hwy cal calif ariz ark colo conn del fla ga ill ind kan ky la md "
    "mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo a.m p.m am pm jr sr ph.d m.d b.a "
    "m.a j.d d.c u.s u.n u.k e.u u.s.a u.a.e n.y l.a hrs mins secs min sq km kg lb lbs oz mph"
)
"""Abbreviations that may also end a sentence: then only a word that usually opens one tells."""

OPENERS = words(
    "a about according after all also although an and another are as asked at authorities because before both but by "
    "clashes during each earlier even every few for four from further had has have he her here his how however i if in "
    "instead is it its last later local many meanwhile more most no nobody nor not now of officials on one only or "
    "other others our over people police residents she since so some such ten that the their then there these they "
    "this those though three to today two under until was we were what when where which while who why will with "
    "witnesses would yesterday yet you your"
)
"""Words that open a sentence far more often than they stand capitalised within one."""

_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+(?: ''|[\"'”’»)\]]*+)(?=\s)")
_WORD_BEFORE = re.compile(r"[\w.&'’-]+\Z")
_WORD_AFTER = re.compile(r"\s+([\"'“‘«`(\[¿¡—–-]*+)\s?(\w[\w'’]{0,30})?")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")
_LONGEST_WORD = 24

_LONGEST_DATELINE = 140
_CAPITALS = r"[A-Z][A-Z.'’\-]{1,30}(?: [A-Z][A-Z.'’\-]{0,30}){0,4}"
_TITLED = r"[A-Z][\w.'’\-]{1,30}(?: (?:de |of |el-|al-)?[A-Z][\w.'’\-]{0,30}){0,3}"
_REGION = r"(?:, [A-Z][\w.'’]{1,20}(?: [A-Z][\w.'’]{0,20}){0,2})?"
_DAY = r"(?:,? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2})?(?:,? \d{4})?)"
_AGENCY = r"(?: ?[(\[][A-Z][\w .&/'’\-]{1,40}[)\]])"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_REGION}{_DAY}?{_AGENCY}?|{_TITLED}{_REGION}(?:{_DAY}{_AGENCY}?|{_AGENCY}))"
    r"(?:\s?(?:—|–|--|-)\s|\s?[—–])(?=\S)"
)
"""A place, perhaps a day and an agency, then a dash: where and by whom a dispatch was filed."""


def sentences_in(text: str) -> tuple[Span, ...]:
    """Split into sentences, without the white space around them: `text[span.start : span.end] == span.text`."""
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _END.finditer(text, line.start(), line.end()):
            if _ends_sentence(text, end):
                _add(spans, text, start, end.end())
                start = end.end()
        _add(spans, text, start, line.end())
    return tuple(spans)


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where a line's first sentence begins behind its dateline ("CAIRO (Reuters) - "); `start` where it has none."""
    if (start == 0 or text[start - 1] == "\n") and text[start : start + 2].strip()[:1].isupper():
        dateline = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
        if dateline is not None:
            return dateline.end()
    return start


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    sentence = piece.strip()
    if sentence:
        start += len(piece) - len(piece.lstrip())
        spans.append(Span(start, start + len(sentence), sentence))


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    after = _WORD_AFTER.match(text, end.end())
    if after is None:
        return True
    opening, word = after.group(1), after.group(2)
    marks = end.group()
    if word is None:
        return bool(opening)
    if word[0].islower():
        return False
    if marks[0] != "." or len(marks.rstrip("\"'”’»)]")) > 1:
        return True
    return _full_stop_ends_sentence(text, end.start(), marks, opening, word)


def _full_stop_ends_sentence(text: str, stop: int, marks: str, opening: str, word: str) -> bool:
    before = _WORD_BEFORE.search(text[max(0, stop - _LONGEST_WORD) : stop])
    if before is None:
        return True
    token = before.group().strip("'’-")
    lower = token.lower()
    quoted = len(marks) > 1
    opens = bool(opening) or word.lower() in OPENERS
    if lower in CLOSING:
        return quoted or opens
    if lower in TITLES:
        return quoted
    if _INITIALS.fullmatch(token):
        return quoted or (opens and (len(token) > 1 or word.lower() not in {"a", "i"}))
    return True
