"""Datelines found where they are sure, and nowhere else."""

from __future__ import annotations

import pytest

from capture.datelines import dateline_of


@pytest.mark.parametrize(
    ("body", "dateline"),
    [
        ("CAIRO (Reuters) — The canal reopened.", "CAIRO (Reuters)"),
        ("GAZA CITY, Feb 9 - The crossing opened.", "GAZA CITY, Feb 9"),
        ("WASHINGTON, D.C. – The bill passed.", "WASHINGTON, D.C."),
        ("ST. PETERSBURG, Russia, Feb. 9 (North Wire) -- Ice broke.", "ST. PETERSBURG, Russia, Feb. 9 (North Wire)"),
        ("Lunemouth (North Wire) - The bridge reopened.", "Lunemouth (North Wire)"),
        ("Porto, 9 February — The strike ended.", "Porto, 9 February"),
        ("A standfirst that says what follows.\nPARIS — The strike ended.", "PARIS"),
        ("The bridge - a landmark - reopened.", None),
        ("Cairo - the city that never sleeps.", None),
        ("NATO and the EU — both of them — agreed.", None),
        ("UNICEF said on Monday that 42 schools reopened.", None),
        ("", None),
    ],
)
def test_a_dateline_is_the_words_before_the_dash(body: str, dateline: str | None) -> None:
    assert dateline_of(body) == dateline
