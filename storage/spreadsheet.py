"""Cells that a spreadsheet will open: text that could start a formula is quoted, so that it stays text."""

from __future__ import annotations

import re

QUOTE = "'"
COULD_ACT = re.compile(r"['\t\r\n]|[\s\x00-\x20]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula or a command, full-width forms included, and the quote itself."""


def guarded(text: str) -> str:
    """Put a quote before text that a spreadsheet could act on, and before text that begins with a quote."""
    return QUOTE + text if COULD_ACT.match(text) else text


def unguarded(cell: str) -> str:
    """Take that quote off again; a quote that a person typed ('t Journaal) stays."""
    return cell[1:] if cell.startswith(QUOTE) and COULD_ACT.match(cell[1:]) else cell
