"""Measure the readers, the rules and the story grouping, beside peer libraries, and hold them to their floors.

    python -m benchmarks.quality [DATA_FOLDER] [--pin] [--markdown]

DATA_FOLDER holds the open sets; without it, or for sets that it lacks, only the project's own samples are measured.
Exit status 1 where a figure is below its floor or the readers are too slow.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks import changed, extraction, floors, own, recognizers, relating, same_event
from benchmarks.boards import OURS, Board, hushed, markdown_of, table_of

WHY = {
    "figures": "What a sentence counts and measures is what the rules on figures judge.",
    "dates": "A day read wrongly makes a false alarm of every rule on dates.",
    "attributions": "Who said what decides whether a claim rests on one authority.",
    "rules": "A false alarm costs a reviewer's trust, a missed one the reader's.",
    "fundus": "Fields and body of pages by many outlets, without rules for any one site.",
    "aeb30": "Bodies of pages of many makes; a lost figure cannot be checked.",
    "numbers": "Numbers in sentences that nobody here wrote, though with another convention.",
    "percentages": "Percentages in sentences that nobody here wrote.",
    "currency": "Sums of money in sentences that nobody here wrote.",
    "allsides": "Short reports of one event in different words must meet.",
    "ecb topics": "Look-alike events must stay apart.",
    "changed figures": "A conflict that is not there costs a reviewer's trust, one that is missed is a desk's whole purpose.",
}
"""Why a figure has a floor, by the second word of its board's title."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every table and hold our figures to their floors."""
    parser = argparse.ArgumentParser(prog="benchmarks.quality", description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA_FOLDER", help="the folder that holds the open sets")
    parser.add_argument("--pin", action="store_true", help="raise floors to just below what is measured; never lower")
    parser.add_argument("--markdown", action="store_true", help="print Markdown, as docs/benchmarks.md has it")
    chosen = parser.parse_args(arguments)
    if chosen.data is not None and not chosen.data.is_dir():
        parser.error(f"{chosen.data} is no folder")

    console = Console()
    with hushed():
        boards = _measured(console, chosen.data, is_markdown=chosen.markdown)
    if chosen.data is None:
        console.print("Only the project's own samples: give a folder with the open sets to measure those too.")
    troubles = [*_held(boards, is_pinning=chosen.pin), *_too_slow(boards)]
    for trouble in troubles:
        console.print(f"[red]{trouble}[/red]")
    return 1 if troubles else 0


def _measured(console: Console, folder: Path | None, *, is_markdown: bool) -> list[Board]:
    boards = []
    for board in _boards(folder):
        if is_markdown:
            print(markdown_of(board))
        else:
            console.print(table_of(board), "")
        boards.append(board)
    return boards


def _boards(folder: Path | None) -> Iterator[Board]:
    if folder is not None:  # speed first: trafilatura is slower in a process that peers have been at work in
        yield from extraction.speed_boards(folder)
    yield from own.boards()
    if folder is not None:
        yield from extraction.boards(folder)
        yield from recognizers.boards(folder)
        yield from same_event.boards(folder)
        yield from relating.boards(folder)
        yield from changed.boards(folder)


def _held(boards: Iterable[Board], *, is_pinning: bool) -> list[str]:
    known = floors.load()
    troubles: list[str] = []
    for kind in known:
        these = [board for board in boards if board.ours and board.title.startswith("own: ") == (kind == "own")]
        measured = {name: value for board in these for name, value in board.ours.items()}
        if is_pinning:
            known[kind] = floors.raised(known[kind], measured, WHY)
        titles = {board.title for board in these}
        held = {name: one for name, one in known[kind].items() if name.rpartition(": ")[0] in titles}
        troubles += floors.below(held, measured)
    if is_pinning:
        floors.save(known)
    return troubles


def _too_slow(boards: Iterable[Board]) -> list[str]:
    shares = [board.rows[OURS]["CPU / trafilatura"] or 0 for board in boards if board.title == extraction.SPEED]
    limit = extraction.READING_LIMIT
    return [
        f"Readers and rules cost {share:.2f} of trafilatura's extraction; the limit is {limit:.2f}."
        for share in shares
        if share >= limit
    ]


if __name__ == "__main__":
    sys.exit(main())
