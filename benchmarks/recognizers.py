"""How well dates, numbers, percentages and sums of money are read in the sentences of the Recognizers specifications.

The specifications are of an assistant's reading, future dates preferred, and count years and version numbers as
numbers; news prose does neither. Both readings of a date that the specification lists count as right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.boards import OURS, Board, missing_note, peer
from benchmarks.mentions import (
    DATE_READERS,
    FIGURE_READERS,
    Period,
    Quantity,
    near,
    our_dates,
    our_figures,
    overlap,
)
from benchmarks.scorers import Counts, matched, total

FILE = "recognizers_specs.json"
DATES = "DateTime/English/DateTimeModel.json"


@dataclass(frozen=True, slots=True)
class Mention:
    """What a specification expects: a span, and any of several values."""

    start: int
    end: int
    days: tuple[date, ...] = ()
    value: Decimal | None = None


def is_figure(_one: Quantity) -> bool:
    """Keep every figure: the specification counts the number of a sum or a length as a number too."""
    return True


def is_percentage(one: Quantity) -> bool:
    """Keep percentages."""
    return one.unit == "percent"


def is_money(one: Quantity) -> bool:
    """Keep money: both readers name it by its ISO 4217 code."""
    return one.unit is not None and len(one.unit) == 3 and one.unit.isupper()


KINDS: tuple[tuple[str, str, Callable[[Quantity], bool]], ...] = (
    ("recognizers: numbers", "Number/English/NumberModel.json", is_figure),
    ("recognizers: percentages", "Number/English/PercentModel.json", is_percentage),
    ("recognizers: currency", "NumberWithUnit/English/CurrencyModel.json", is_money),
)


def boards(folder: Path) -> tuple[Board, ...]:
    """Measure every reader on the specifications, where the folder holds them."""
    path = folder / FILE
    if not path.is_file():
        return ()
    specs = json.loads(path.read_text(encoding="utf-8"))["specs"]
    return (_dates(specs[DATES]), *(_figures(title, specs[name], keep) for title, name, keep in KINDS))


def _dates(items: Sequence[Mapping[str, Any]]) -> Board:
    only = [item for item in items if all(one["type"] == "datetimeV2.date" for one in item["expected"])]
    systems = [(OURS, our_dates), *((name, reader) for name, module, reader in DATE_READERS if peer(module))]
    rows: dict[str, dict[str, float | None]] = {}
    for system, reader in systems:
        spans, values = [], []
        for item in only:
            expected = [_date_mention(one) for one in item["expected"]]
            found = reader(item["input"], date.fromisoformat((item["ref"] or "2016-11-07")[:10]))
            spans.append(matched(expected, found, _same_span))
            values.append(
                matched([one for one in expected if one.days], [one for one in found if one.first], _same_day)
            )
        rows[system] = {"span F1": total(spans).f1, "value F1": total(values).f1, **_sides(values)}
    absent = [name for name, module, _ in DATE_READERS if peer(module) is None]
    return Board("recognizers: dates", f"{len(only)} inputs with days or no date only", rows, missing_note(absent))


def _figures(title: str, items: Sequence[Mapping[str, Any]], keep: Callable[[Quantity], bool]) -> Board:
    systems = [(OURS, our_figures), *((name, reader) for name, module, reader in FIGURE_READERS if peer(module))]
    rows: dict[str, dict[str, float | None]] = {}
    for system, reader in systems:
        spans, values = [], []
        for item in items:
            expected = [_number_mention(one) for one in item["expected"] if one["start"] is not None]
            found = [one for one in _read(partial(reader, item["input"])) if keep(one)]
            spans.append(matched(expected, found, _same_span))
            values.append(matched([one for one in expected if one.value is not None], found, _same_number))
        rows[system] = {"span F1": total(spans).f1, "value F1": total(values).f1, **_sides(values)}
    absent = [name for name, module, _ in FIGURE_READERS if peer(module) is None]
    return Board(title, f"{len(items)} inputs", rows, missing_note(absent))


def _read(reader: Callable[[], Sequence[Quantity]]) -> Sequence[Quantity]:
    try:
        return reader()
    except Exception:  # noqa: BLE001  a reader that fails on a sentence has found nothing there
        return ()


def _sides(counts: Iterable[Counts]) -> dict[str, float | None]:
    summed = total(counts)
    return {"value precision": summed.precision, "value recall": summed.recall}


def _same_span(expected: Mention, found: Period | Quantity) -> bool:
    return (expected.start, expected.end) == (found.start, found.end)


def _same_day(expected: Mention, found: Period) -> bool:
    return _overlap(expected, found) and found.is_day and found.first in expected.days


def _same_number(expected: Mention, found: Quantity) -> bool:
    return _overlap(expected, found) and found.upper is None and near(expected.value, found.value)


def _overlap(expected: Mention, found: Period | Quantity) -> bool:
    return overlap(Period(expected.start, expected.end, None, None), found)


def _date_mention(one: Mapping[str, Any]) -> Mention:
    days = []
    for value in one["values"]:
        try:
            days.append(date.fromisoformat(value.get("value", "")))
        except ValueError:
            continue
    return Mention(one["start"], one["end"] + 1, tuple(days))


def _number_mention(one: Mapping[str, Any]) -> Mention:
    stated = str(one["values"].get("value") or "").rstrip("%")
    try:
        value = Decimal(stated)
    except InvalidOperation:
        value = None
    return Mention(one["start"], one["end"] + 1, value=value)
