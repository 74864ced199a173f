"""The two consoles, apart from what is shown on them: a server that only says where it is needs none of that."""

from __future__ import annotations

from rich.console import Console


def results() -> Console:
    """Return the console for results: standard output, without markup in data."""
    return Console(markup=False, highlight=False, emoji=False)


def messages() -> Console:
    """Return the console for everything else: standard error."""
    return Console(stderr=True, markup=False, highlight=False, emoji=False)
