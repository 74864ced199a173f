"""A few dozen of the bytes that `make faults` flips by the thousand."""

from __future__ import annotations

import pytest

from benchmarks.flips import flips
from tests.flows.conftest import Desk


@pytest.mark.server
def test_flipped_bytes_are_found_or_change_nothing(demo: Desk) -> None:
    for name, tally in flips(demo.folder, 30, seed=7).items():
        assert tally.missed == [], name
        assert tally.found, name
