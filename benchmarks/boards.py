"""A table of figures: one row a system, one column a measure. What every benchmark returns and what is printed."""

from __future__ import annotations

import importlib
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from rich.table import Table

OURS = "Second Source"
LOWER_IS_BETTER = frozenset({"CPU / trafilatura"})


@dataclass(frozen=True, slots=True)
class Board:
    """One set, its systems and their figures. None where a system does not answer that question."""

    title: str
    items: str
    rows: Mapping[str, Mapping[str, float | None]]
    notes: tuple[str, ...] = ()

    @property
    def ours(self) -> dict[str, float]:
        """Return our own figures by "title: measure", without those that no floor can be set for."""
        return {
            f"{self.title}: {measure}": value
            for measure, value in self.rows[OURS].items()
            if value is not None and measure not in LOWER_IS_BETTER
        }

    @property
    def measures(self) -> tuple[str, ...]:
        """Return the measures, in order of first appearance."""
        return tuple(dict.fromkeys(measure for row in self.rows.values() for measure in row))


def table_of(board: Board) -> Table:
    """Lay a board out for the terminal, the best figure of each column in bold."""
    table = Table(title=f"{board.title} ({board.items})", title_justify="left", caption="\n".join(board.notes) or None)
    table.caption_justify = "left"
    table.add_column("")
    for measure in board.measures:
        table.add_column(measure, justify="right")
    for system, row in board.rows.items():
        table.add_row(system, *(_cell(board, measure, row.get(measure)) for measure in board.measures))
    return table


def markdown_of(board: Board) -> str:
    """Lay a board out for `docs/benchmarks.md`, the best figure of each column in bold."""
    lines = [f"**{board.title}** ({board.items})", "", f"| | {' | '.join(board.measures)} |"]
    lines.append("|---|" + "---:|" * len(board.measures))
    for system, row in board.rows.items():
        cells = (_cell(board, measure, row.get(measure)) for measure in board.measures)
        lines.append(f"| {system.strip()} | {' | '.join(cells).replace('[bold]', '**').replace('[/bold]', '**')} |")
    return "\n".join([*lines, *(["", " ".join(board.notes)] if board.notes else []), ""])


def peer(name: str) -> ModuleType | None:
    """Import a peer library, or None where it is not installed."""
    try:
        with hushed():
            return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name == name.split(".", maxsplit=1)[0]:
            return None
        raise


@contextmanager
def hushed() -> Iterator[None]:
    """Keep peers quiet: they warn of what they would like installed and log every field that they could not read."""
    logged = logging.root.manager.disable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logged)


def missing_note(names: list[str]) -> tuple[str, ...]:
    """Say which peers are left out because they are not installed."""
    return (f"Not installed, so left out: {', '.join(names)}.",) if names else ()


def _cell(board: Board, measure: str, value: float | None) -> str:
    if value is None:
        return "–"
    all_values = [
        other
        for name, row in board.rows.items()
        if not name.startswith(" ") and (other := row.get(measure)) is not None
    ]
    choose: Callable[[list[float]], float] = min if measure in LOWER_IS_BETTER else max
    shown = f"{value:.2f}" if measure in LOWER_IS_BETTER else f"{value:.3f}"
    return f"[bold]{shown}[/bold]" if len(all_values) > 1 and value == choose(all_values) else shown
