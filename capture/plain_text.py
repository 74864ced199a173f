"""A text without markup gives what it states: a headline, a date, a byline, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.model import FieldEvidence
from capture.page import clean, squeezed
from capture.page_dates import is_date_line

LONGEST_HEADLINE = 200
LINES_BEFORE_THE_TEXT = 5
# A text is hard-wrapped where its lines end near a terminal's width, not with their paragraphs.
WRAPPED_FROM, WRAPPED_TO = 45, 100

_dated_headline = re.compile(r"date\s{1,3}(\d{4}-\d{2}-\d{2})\s{1,3}(\S.{0,400})", re.IGNORECASE)
_by = re.compile(r"by:?\s{1,3}[^\W\d_].{1,150}", re.IGNORECASE)
_ends_sentence = re.compile(r"[.;,:…][\"'”’)]?$")


@dataclass(frozen=True, slots=True)
class PlainText:
    """What a text states, and the rest of it as paragraphs joined by newlines."""

    body: str
    evidence: tuple[FieldEvidence, ...]


def read_plain_text(text: str) -> PlainText:
    """Read an optional first line `date YYYY-MM-DD headline`, optional date and byline lines, then paragraphs.

    Without such a first line, a first line is the headline where it is short, ends no sentence and text follows.
    """
    lines = paragraphs_of(text)
    evidence: list[FieldEvidence] = []
    if lines and (dated := _dated_headline.fullmatch(lines[0])):
        evidence += [
            FieldEvidence("published", dated[1], "text:first line"),
            FieldEvidence("headline", dated[2].strip(), "text:first line"),
        ]
        lines = lines[1:]
    elif _is_headline(lines):
        evidence.append(FieldEvidence("headline", lines[0], "text:first line"))
        lines = lines[1:]
    for _ in range(LINES_BEFORE_THE_TEXT):
        found = _header_line(lines[0]) if len(lines) > 1 else None
        if found is None:
            break
        evidence.append(found)
        lines = lines[1:]
    return PlainText("\n".join(lines), tuple(evidence))


def paragraphs_of(text: str) -> list[str]:
    """Split a text into paragraphs, one a line; hard-wrapped lines between blank lines are joined."""
    blocks = [
        [squeezed(line) for line in block.split("\n") if line.strip()] for block in re.split(r"\n[ \t]*\n", clean(text))
    ]
    lines = [line for block in blocks for line in block]
    inner = [line for block in blocks for line in block[:-1]]
    wrapped = len(inner) > 3 and sum(WRAPPED_FROM <= len(line) <= WRAPPED_TO for line in inner) >= 0.9 * len(inner)
    if wrapped:
        lines = [" ".join(block) for block in blocks if block]
    return [line for line in lines if line]


def ends_a_sentence(line: str) -> bool:
    """Tell a line that closes a sentence, or goes on in the next."""
    return bool(_ends_sentence.search(line))


def _is_headline(lines: list[str]) -> bool:
    if len(lines) < 2 or len(lines[0]) > LONGEST_HEADLINE or is_date_line(lines[0]) or _by.fullmatch(lines[0]):
        return False
    return not ends_a_sentence(lines[0])


def _header_line(line: str) -> FieldEvidence | None:
    if len(line) <= 80 and is_date_line(line):
        field = "modified" if re.search(r"updated|modified", line, re.IGNORECASE) else "published"
        return FieldEvidence(field, line, "text:date line")
    if _by.fullmatch(line) and not ends_a_sentence(line):
        return FieldEvidence("byline", line, "text:byline(By)")
    return None
