"""What an article says of its own corrections: the note, its day, and what it says was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from articles.dates import dates_in
from articles.model import CorrectionNote, NoteKind, Span
from articles.revisions.noise import is_stamp
from articles.tables import alternation

LONGEST_NOTE = 1_200
"""Characters of a paragraph that are read as a note."""
MOST_NOTES = 40

LABELS: dict[str, NoteKind] = {
    "correction": "correction",
    "corrections": "correction",
    "correction and clarification": "correction",
    "corrections and clarifications": "correction",
    "corrected": "correction",
    "erratum": "correction",
    "errata": "correction",
    "amended": "correction",
    "amendment": "correction",
    "clarification": "clarification",
    "clarifications": "clarification",
    "editor's note": "editor's note",
    "editors' note": "editor's note",
    "editor’s note": "editor's note",
    "editors’ note": "editor's note",
    "ed note": "editor's note",
    "publisher's note": "editor's note",
    "publisher’s note": "editor's note",
    "retraction": "retraction",
    "retracted": "retraction",
    "update": "update",
    "updated": "update",
    "updates": "update",
}
"""Words that open a note, followed by a colon, a dash or a bracket."""

THIS = ("article", "story", "report", "piece", "post", "page", "headline", "item", "dispatch", "text", "version")
EARLIER = ("an earlier version", "a previous version", "the original version", "an earlier headline", "earlier versions",
           "a previous headline", "the previous version", "the earlier version", "an early version", "an initial version",
           "a prior version", "an earlier article", "an earlier story", "an earlier dispatch")  # fmt: skip
CHANGED: dict[str, NoteKind] = {
    "corrected": "correction",
    "amended": "correction",
    "changed": "correction",
    "revised": "correction",
    "edited": "correction",
    "clarified": "clarification",
    "retracted": "retraction",
    "withdrawn": "retraction",
    "removed": "retraction",
    "updated": "update",
}
WRONGLY = ("incorrectly", "wrongly", "mistakenly", "erroneously", "inaccurately", "misstated", "misspelled", "misspelt",
           "misidentified", "misattributed", "misreported", "misquoted", "mischaracterised", "mischaracterized", "was wrong",
           "were wrong", "was incorrect", "were incorrect", "in error", "an error", "a mistake", "gave the wrong", "used the wrong",
           "inaccurate")  # fmt: skip

_LABEL = re.compile(rf"\W{{0,4}}(?P<label>{alternation(LABELS)})\b(?P<between>[ ,(][^:\n—–]{{1,40}})?(?::| ?[—–]| -) ?")
_EARLIER = re.compile(
    rf"(?:\b(?:{alternation(EARLIER)}) of (?:this|the|our) (?:{alternation(THIS)})|(?:^|(?<=[.:!?”] ))(?:{alternation(EARLIER)})(?! of))"
    r"\b[^.\n]{0,120}?\b(?:"
    r"(?:had )?(?:incorrectly |wrongly |mistakenly |erroneously |inaccurately )?"
    r"(?:said|stated|gave|reported|referred|described|named|identified|listed|put|claimed|attributed|quoted|suggested|included|"
    r"contained|carried|misstated|misspelled|misspelt|misidentified|misattributed|misreported|misquoted|mischaracteri[sz]ed|was|were|had))\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    rf"\bthis (?:{alternation(THIS)}) (?:originally|initially|previously|incorrectly|mistakenly|wrongly|erroneously) "
    r"(?:\w{1,12} )?(?:said|stated|gave|reported|described|named|identified|listed|put|claimed|attributed|quoted|suggested|included|"
    r"misstated|misspelled|misspelt|misidentified|misattributed|misreported|misquoted)\b",
    re.IGNORECASE,
)
_THIS_WAS = re.compile(
    rf"\bthis (?:{alternation(THIS)})(?:'s headline|’s headline)? (?:was|has been|had been|has since been|was later|is being) "
    rf"(?:\w{{1,12}} )?(?P<changed>{alternation(CHANGED)})\b",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\b(?:we (?:have )?(?:corrected|amended|clarified|removed|retracted|regret the error|apologi[sz]e for the (?:error|mistake))|"
    r"the (?:error|mistake) has been (?:corrected|fixed)|(?:has|have) (?:since )?been corrected)\b",
    re.IGNORECASE,
)
_BEFORE = ("earlier", "previous", "original", "early version", "initial", "prior version")
_SIGNS = ("correct", "clarif", "amend", "retract", "errat", "note", "update", "regret the error", "apologi", "the mistake", "the error",
          *(f"this {what}" for what in THIS), *_BEFORE)  # fmt: skip
"""Plain words without which no paragraph is a note: looked for first, since that costs next to nothing."""
_WRONGLY = re.compile(rf"\b(?:{alternation(WRONGLY)})\b")
_TO = re.compile(
    r"\b(?:to (?:correct|clarify|reflect|remove|include|add|make clear|say|state|show|fix|amend|delete|change|replace|note)|"
    r"after|because|with (?:the|new|additional|comment|details)|instead of|rather than|not|in fact|should have)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:earlier|previous|original) version|\b(?:correct(?:ed|s|ion)?|amended|updated|clarif(?:y|ies|ied)|error|mistake|incorrect(?:ly)?|"
    r"removed|retract(?:ed|s|ion)|wrong(?:ly)?|inaccura)",
    re.IGNORECASE,
)


def notes_in(body: str, published: date | None = None) -> tuple[CorrectionNote, ...]:
    """Find the notes in which a text corrects itself, in order. English only, by tables of words."""
    notes: list[CorrectionNote] = []
    for paragraph in _paragraphs(body):
        if (note := _note(paragraph, published)) is not None:
            notes.append(note)
        if len(notes) == MOST_NOTES:
            break
    return tuple(notes)


def _paragraphs(body: str) -> Iterator[Span]:
    start = 0
    for line in body.split("\n"):
        words = line.strip()
        cut = words[:LONGEST_NOTE]
        lowered = cut.lower()
        if any(sign in lowered for sign in _SIGNS):
            at = start + len(line) - len(line.lstrip())
            yield Span(at, at + len(cut), cut)
        start += len(line) + 1


def _note(paragraph: Span, published: date | None) -> CorrectionNote | None:
    text = paragraph.text
    label = _LABEL.match(text)
    if label and label["between"] and not any(map(str.isdigit, label["between"])):
        label = None
    kind = LABELS[label["label"].lower()] if label else None
    lowered = text.lower()
    found = _EARLIER.search(text) if any(word in lowered for word in _BEFORE) else None
    if found is None and "this " in lowered:
        found = _AT_FIRST.search(text) or _THIS_WAS.search(text)
    if kind is None and found is None:
        # “we have corrected” alone is a note only where the paragraph is one: short, and of nothing else
        found = _WE.search(text) if len(text) <= 300 and _WE.match(text) else None
        if found is None:
            return None
    if is_stamp(text):
        return None
    if label is not None:
        if kind == "editor's note" and not _CORRECTS.search(text, label.end()):
            return None
        if kind == "update" and (len(text) - label.end() < 12 or is_stamp(text[label.end() :])):
            return None
        start = 0
    else:
        assert found is not None  # noqa: S101  one of the two was found
        kind = CHANGED[found["changed"].lower()] if "changed" in found.re.groupindex else "correction"
        start = _sentence_start(text, found.start())
    words = text[start:]
    return CorrectionNote(
        kind or "correction",
        Span(paragraph.start + start, paragraph.end, words),
        _day(words, published),
        _wrong(paragraph, start, label.end() if label else start),
    )


def _sentence_start(text: str, at: int) -> int:
    """Return where the sentence begins that holds a place."""
    before = max(text.rfind(mark, 0, at) for mark in (". ", "! ", "? ", ".” ", '." '))
    return 0 if before < 0 else before + 1 + (len(text[before + 1 : at]) - len(text[before + 1 : at].lstrip(' ”"')))


def _day(words: str, published: date | None) -> date | None:
    """Return the day that a note names for itself: the first date of its opening, where it is fixed to one day."""
    for mention in dates_in(words[:160], published):
        if mention.from_ is not None and mention.from_ == mention.to and mention.granularity == "day":
            return mention.from_
    return None


def _wrong(paragraph: Span, start: int, after: int) -> Span | None:
    """Return the sentence that says what was wrong or what was changed; None where the note only says that it was."""
    text = paragraph.text
    for pattern in (_EARLIER, _AT_FIRST, _WRONGLY):
        if found := pattern.search(text, start):
            return _sentence(paragraph, found.start(), after)
    changed = _THIS_WAS.search(text, start)
    if changed and (found := _TO.search(text, changed.end(), changed.end() + 200)):
        return _sentence(paragraph, found.start(), after, changed.start())
    if changed is None and len(text) - after >= 25 and not _WE.match(text, after):
        return _sentence(paragraph, after, after)
    return None


def _sentence(paragraph: Span, at: int, least: int, begin: int | None = None) -> Span:
    text = paragraph.text
    start = max(_sentence_start(text, at if begin is None else begin), least)
    stop = min((end for mark in (". ", "! ", "? ") if (end := text.find(mark, at)) >= 0), default=len(text) - 1) + 1
    return Span(paragraph.start + start, paragraph.start + stop, text[start:stop])
