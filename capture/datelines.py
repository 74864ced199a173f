"""Where and by whom a dispatch was filed: "CAIRO (Reuters) —" before the first words of a text."""

from __future__ import annotations

import re

PARAGRAPHS_READ = 3

_place = r"[A-Z][A-Z.'’\-]{1,30}(?: [A-Z][A-Z.'’\-]{0,30}){0,4}"
_titled = r"[A-Z][\w.'’\-]{1,30}(?: (?:de |of |el-|al-)?[A-Z][\w.'’\-]{0,30}){0,3}"
_region = r"(?:, [A-Z][\w.'’]{1,20}(?: [A-Z][\w.'’]{0,20}){0,2})?"
_date = r"(?:,? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2})?(?:, \d{4})?)"
_agency = r"(?: ?[\(\[][A-Z][\w .&/'’\-]{1,40}[\)\]])"
_dash = r"\s?(?:—|–|--|-)\s"
_dateline = re.compile(
    rf"((?:{_place}{_region}{_date}?{_agency}?)|(?:{_titled}{_region}{_date}?{_agency})|(?:{_titled}{_region}{_date}))(?:{_dash}|\s?[—–])(?=\S)"
)


def dateline_of(body: str) -> str | None:
    """Return the words before the dash of a dateline that opens one of the first paragraphs, or None."""
    for paragraph in body.split("\n", PARAGRAPHS_READ)[:PARAGRAPHS_READ]:
        if found := _dateline.match(paragraph[:250]):
            return found[1].strip()
    return None
