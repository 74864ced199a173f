"""Change one figure in one of two real reports of an event, and see whether the two are said to contradict each other.

A number that both reports give is nearly always of the same thing, so what is changed is known without anyone labelling
it; the reports as they are should contradict each other nowhere. A hedge, a forecast or an earlier value that is changed is
rightly passed over, so not every change is to be found.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, permutations
from pathlib import Path

from articles.corroboration import relate
from articles.model import Article, Match, ReadArticle
from articles.reading import read
from benchmarks.boards import OURS, Board
from benchmarks.same_event import documents

NAME = "same_event_allsides_val.json"
AN_EVENT = 3
"""Changes tried on the reports of one event."""
BY = Decimal("1.31")

_NUMBER = re.compile(
    r"(?<![\w.,/:-])[$€£]?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d/:]|,\d|\.\d|st\b|nd\b|rd\b|th\b| ?[ap]\.?m\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \Z")


def boards(folder: Path) -> Iterator[Board]:
    """Measure on the reports of the open set, where it is there."""
    if not (folder / NAME).is_file():
        return
    articles, events = documents(json.loads((folder / NAME).read_text(encoding="utf-8"))["items"])
    groups: dict[str, list[Article]] = defaultdict(list)
    for article, event in zip(articles, events, strict=True):
        groups[event].append(article)
    quiet = sum(not list(_conflicts(group)) for group in groups.values())
    tried = found = 0
    for group in groups.values():
        for one, changed, value, other in islice(_changes(group), AN_EVENT):
            tried += 1
            found += any({value, other} <= _values(match) for match in _conflicts([one, changed]))
    rows: dict[str, dict[str, float | None]] = {
        OURS: {"changes found": found / tried, "unchanged events without a conflict": quiet / len(groups)}
    }
    yield Board(
        "conflicts: changed figures", f"{tried} changes, {len(groups)} events", rows, ("No peer library judges this.",)
    )


def _changes(group: Sequence[Article]) -> Iterator[tuple[Article, Article, str, str]]:
    """Yield a report, another with one of the first's numbers changed wherever it stands, the number, and what it became."""
    for one, other in permutations(group, 2):
        for value in sorted(_numbers(one.body) & _numbers(other.body)):
            new = _other_than(value)
            if new not in one.body and new not in other.body:
                pattern = re.compile(rf"(?<![\d.,]){re.escape(value)}(?!\d|[.,]\d)")
                headline = pattern.sub(new, other.headline) if other.headline else other.headline
                yield one, replace(other, body=pattern.sub(new, other.body), headline=headline), value, new


def _numbers(text: str) -> set[str]:
    return {
        found[1]
        for found in _NUMBER.finditer(text)
        if not _YEAR.fullmatch(found[1]) and not _MONTH.search(text, 0, found.start(1))
    }


def _other_than(value: str) -> str:
    """Return another number of the same make: 57 for 44, 10,500 for 8,000, 2.1 for 1.6."""
    number = Decimal(value.replace(",", ""))
    if number < 10 and number == number.to_integral_value():
        return str(number + 3)
    digits = max(2, len(number.normalize().as_tuple().digits))
    place = number.adjusted() - digits + 1
    raised = (number * BY).scaleb(-place).to_integral_value().scaleb(place)
    return f"{raised:,f}" if "," in value else f"{raised:f}"


def _conflicts(group: Sequence[Article]) -> Iterator[Match]:
    related = relate([ReadArticle(article, read(article)) for article in group])
    return (match for match in related.matches if match.stance == "conflicts")


def _values(match: Match) -> set[str]:
    return {found[1] for span in (match.a_span, match.b_span) for found in _NUMBER.finditer(span.text)}
