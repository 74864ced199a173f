"""Days in long sentences of news prose, 1989 to 2025: what the reader finds in passages that were marked by hand first."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from articles.dates import dates_in

PASSAGES = (Path(__file__).parent / "cases" / "newswire.txt").read_text(encoding="utf-8")
FLOOR = 0.95
"""Of the harmonic mean of precision and recall over single days."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Days = tuple[date, date]


@dataclass(frozen=True)
class Mark:
    """Words of a passage and the days they mean; `days` is None where nothing is to be scored."""

    start: int
    end: int
    days: Days | None


def days_of(value: str, published: date) -> Days | None:
    """Read a value as the head of the passages describes it."""
    if value in ("*", "-"):
        return None
    if ".." in value:
        first, last = value.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    if value[:3] in WEEKDAYS:
        away = (WEEKDAYS.index(value[:3]) - published.weekday()) % 7
        step = {"-": away - 7, "+": away or 7, "=": away}[value[3]]
        return (published + timedelta(step),) * 2
    if value in ("we-", "we+"):
        saturday = published + timedelta((5 - published.weekday()) % 7 - 7 * (value == "we-"))
        return saturday, saturday + timedelta(1)
    if re.fullmatch(r"[+-]\d+|0", value):
        return (published + timedelta(int(value)),) * 2
    if value[0] in "wmy":
        return around(published, value[0], int(value[1:]))
    numbers = [int(part) for part in value.split("-")]
    if len(numbers) == 3:
        return (date.fromisoformat(value),) * 2
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])


def around(published: date, unit: str, step: int) -> Days:
    if unit == "w":
        monday = published - timedelta(published.weekday() - 7 * step)
        return monday, monday + timedelta(6)
    if unit == "y":
        return date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    year, month = divmod(published.year * 12 + published.month - 1 + step, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def passages_of(section: str) -> list[tuple[date, str, list[Mark]]]:
    """Return the passages of a section, without their marks, and the marks."""
    [listing] = [part for part in re.split(r"^== ", PASSAGES, flags=re.MULTILINE) if part.startswith(section)]
    published = date.min
    found = []
    for line in listing.splitlines()[1:]:
        if line.startswith("# "):
            published = date.fromisoformat(line[2:])
        elif line:
            text, marks, at = "", [], 0
            for mark in re.finditer(r"\[([^\]|]+)\|([^\]]+)\]", line):
                text += line[at : mark.start()] + mark[1]
                at = mark.end()
                marks.append(Mark(len(text) - len(mark[1]), len(text), days_of(mark[2], published)))
            found.append((published, text + line[at:], marks))
    return found


@pytest.mark.parametrize("section", ["development", "held back"])
def test_days_in_news_prose_keep_their_floor(section: str) -> None:
    right = found = named = 0
    wrong: list[tuple[str, str, object]] = []
    for published, text, marks in passages_of(section):
        left = [mark for mark in marks if mark.days and mark.days[0] == mark.days[1]]
        named += len(left)
        open_marks = [mark for mark in marks if mark.days is None]
        for mention in dates_in(text, published):
            if mention.from_ is None or mention.from_ != mention.to:
                continue
            near = [mark for mark in left if mark.start < mention.end and mention.start < mark.end]
            hit = next((mark for mark in near if mark.days == (mention.from_, mention.to)), None)
            if hit:
                left.remove(hit)
                right, found = right + 1, found + 1
            elif not any(mark.start < mention.end and mention.start < mark.end for mark in open_marks):
                found += 1
                wrong.append((text, mention.text, mention.from_))
        wrong.extend((text, text[mark.start : mark.end], mark.days) for mark in left)
    assert 2 * right / (found + named) >= FLOOR, wrong


def test_there_are_enough_passages() -> None:
    assert min(len(passages_of("development")), len(passages_of("held back"))) >= 75
