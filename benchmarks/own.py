"""The project's own labelled samples: what careful readers wrote beside each invented sentence, and how much is read.

Development halves were looked at while the readers were written, held-back halves only measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from articles.attribution import attributions_in
from benchmarks.boards import OURS, Board, missing_note, peer
from benchmarks.mentions import (
    DATE_READERS,
    FIGURE_READERS,
    DateReader,
    FigureReader,
    Period,
    Quantity,
    day_counts,
    our_dates,
    our_figures,
    period_counts,
    unit_counts,
    value_counts,
)
from benchmarks.scorers import Counts, span_tokens, total
from checks import RULES
from tests.checks import cases, cases_of_sums
from tests.checks.builders import article, outcomes

RULE_CASES = (*cases.CASES, *cases_of_sums.CASES)
CASES = Path(__file__).parents[1] / "tests" / "articles" / "cases"
FIGURES = (
    ("own: figures, held back", "figures_held_back.txt"),
    ("own: figures, development", "figures_development.txt"),
)
DATES = (("own: dates, held back", "held_back"), ("own: dates, development", "development"))
ATTRIBUTIONS = (("own: attributions, held back", "held"), ("own: attributions, development", "open"))

_SPEC = re.compile(
    r"(?:<=|>=|<|>|~)?(?P<value>-?[\d.]+?)(?:\.\.(?P<upper>[\d.]+))?(?: (?P<unit>[^@:]+?))?(?: @\w+)?(?: :.+)?"
)
_MARK = re.compile(r"\{(S|C):([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class FigureCase:
    """A sentence and the figures it states. Places are not labelled: `start` and `end` are 0."""

    text: str
    figures: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class DateCase:
    """A sentence, the day it was published, and the dates it speaks of."""

    text: str
    published: date
    dates: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class AttributionCase:
    """A text, and where its sources and what they are said to have said stand."""

    text: str
    sources: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]


def boards(*, beside_peers: bool = True) -> tuple[Board, ...]:
    """Measure every reader and every rule that has labelled samples."""
    figure_readers = FIGURE_READERS if beside_peers else ()
    date_readers = DATE_READERS if beside_peers else ()
    return (
        *(
            _figures(title, figure_cases((CASES / name).read_text(encoding="utf-8")), figure_readers)
            for title, name in FIGURES
        ),
        *(_dates(title, date_cases(_yaml("dates.yaml")[half]), date_readers) for title, half in DATES),
        *(
            _attributions(title, map(attribution_case, _yaml("attributions.yaml")[half]))
            for title, half in ATTRIBUTIONS
        ),
        rules_board(),
    )


def figure_cases(text: str) -> list[FigureCase]:
    """Read a file of sentences, each with an indented line below it of what it states."""
    cases: list[FigureCase] = []
    sentence = ""
    for line in text.splitlines():
        if line.startswith("    "):
            stated = [] if line.strip() == "-" else line.strip().split("; ")
            cases.append(FigureCase(sentence, tuple(_quantity(spec) for spec in stated)))
        elif line and not line.startswith("#"):
            sentence = line
    return cases


def date_cases(groups: Iterable[Mapping[str, Any]]) -> list[DateCase]:
    """Read groups of sentences that were published on one day."""
    return [
        DateCase(sentence["text"], group["published"], _periods(sentence["text"], sentence.get("dates") or ()))
        for group in groups
        for sentence in group["sentences"]
    ]


def attribution_case(marked: str) -> AttributionCase:
    """Read a text in which sources and contents are marked."""
    text, position = "", 0
    spans: dict[str, list[tuple[int, int]]] = {"S": [], "C": []}
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        spans[mark.group(1)].append((len(text), len(text) + len(mark.group(2))))
        text += mark.group(2)
        position = mark.end()
    return AttributionCase(text + marked[position:], tuple(spans["S"]), tuple(spans["C"]))


def rules_board() -> Board:
    """Count, rule by rule, how many of the failures that it reports on labelled sentences are ones, and how many it finds."""
    by_name = {rule.name: rule for rule in RULES}
    right: dict[str, Counts] = {}
    for case in RULE_CASES:
        found = outcomes(by_name[case.rule], article(case.body, headline=case.headline))
        wanted, got = list(case.expected).count("fail"), found.count("fail")
        hits = sum(one == other == "fail" for one, other in zip(case.expected, found, strict=False))
        right[case.rule] = right.get(case.rule, Counts()) + Counts(hits, got, wanted)
    rows = {OURS: total(right.values()), **{f"  {rule}": counts for rule, counts in right.items()}}
    wrong = f"{rows[OURS].expected:.0f} of them wrong"
    return Board(
        "own: rules",
        f"{len(RULE_CASES)} sentences, {wrong}",
        {name: {"precision": counts.precision, "recall": counts.recall} for name, counts in rows.items()},
        ("No peer library judges this.",),
    )


def _figures(title: str, cases: Sequence[FigureCase], peers: Sequence[tuple[str, str, FigureReader]]) -> Board:
    systems: list[tuple[str, FigureReader]] = [(OURS, our_figures)]
    systems += [(name, reader) for name, module, reader in peers if peer(module)]
    rows: dict[str, dict[str, float | None]] = {}
    for system, reader in systems:
        found = [(case.figures, reader(case.text)) for case in cases]
        values = total(value_counts(gold, got) for gold, got in found)
        units = total(unit_counts(gold, got) for gold, got in found)
        rows[system] = {"value F1": values.f1, "value with unit F1": units.f1}
    absent = [name for name, module, _ in peers if peer(module) is None]
    stated = sum(len(case.figures) for case in cases)
    return Board(title, f"{len(cases)} sentences, {stated} figures", rows, missing_note(absent))


def _dates(title: str, cases: Sequence[DateCase], peers: Sequence[tuple[str, str, DateReader]]) -> Board:
    systems: list[tuple[str, DateReader]] = [(OURS, our_dates)]
    systems += [(name, reader) for name, module, reader in peers if peer(module)]
    rows: dict[str, dict[str, float | None]] = {}
    for system, reader in systems:
        found = [(case.dates, reader(case.text, case.published)) for case in cases]
        days = total(day_counts(gold, got) for gold, got in found)
        periods = total(period_counts(gold, got) for gold, got in found)
        rows[system] = {"day-exact F1": days.f1, "interval F1": periods.f1}
    absent = [name for name, module, _ in peers if peer(module) is None]
    stated = sum(len(case.dates) for case in cases)
    return Board(title, f"{len(cases)} sentences, {stated} dates", rows, missing_note(absent))


def _attributions(title: str, cases: Iterable[AttributionCase]) -> Board:
    contents, sources = [], []
    for case in cases:
        found = attributions_in(case.text)
        contents.append(span_tokens(case.text, case.contents, [(one.start, one.end) for one in found]))
        spans = [one.source_span for one in found if one.source_span]
        sources.append(span_tokens(case.text, case.sources, spans))
    row: dict[str, float | None] = {"content token F1": total(contents).f1, "source token F1": total(sources).f1}
    return Board(
        title, f"{len(contents)} texts", {OURS: row}, ("No peer library reads this without a language model.",)
    )


def _yaml(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def _quantity(spec: str) -> Quantity:
    stated = _SPEC.fullmatch(spec)
    if stated is None:
        message = f"“{spec}” is no label of a figure: write [hedge]value[..upper] [unit] [@role] [:counted]."
        raise ValueError(message)
    upper = stated["upper"]
    return Quantity(0, 0, Decimal(stated["value"]), Decimal(upper) if upper else None, stated["unit"])


def _periods(text: str, labels: Iterable[str]) -> tuple[Period, ...]:
    periods, at = [], 0
    for label in labels:
        words, _, days = label.rpartition(" = ")
        start = text.find(words, at)
        if start < 0 or not words:
            message = f"“{label}”: its words are not in “{text}” after those of the label before it."
            raise ValueError(message)
        at = start + len(words)
        first, _, last = days.partition("..")
        known = (None, None) if first == "?" else (date.fromisoformat(first), date.fromisoformat(last or first))
        periods.append(Period(start, at, *known))
    return tuple(periods)
