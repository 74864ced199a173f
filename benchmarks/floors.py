"""Floors under our own figures: checked by the tests, raised by `--pin`, lowered only by a person who says why.

`floors.json` holds, for the project's own samples and for the open sets apart, each figure's floor, the highest floor
it ever had, why it is measured, and every lowering with its reason. To lower one: set `floor` by hand and add
`{"to": ..., "why": ...}` to its `lowered`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

PATH = Path(__file__).with_name("floors.json")
SLACK = 0.02
"""How far below what is measured a floor may lie: more would let quality sink unseen."""
PINNED_BELOW = 0.005
"""How far below what is measured `--pin` puts a floor."""
SHORTEST_REASON = 20
"""A reason for a lower floor has at least so many characters."""


class Lowering(TypedDict):
    """A floor that was lowered on purpose."""

    to: float
    why: str


class Floor(TypedDict):
    """What one figure must not fall below."""

    floor: float
    highest: float
    why: str
    lowered: NotRequired[list[Lowering]]


Floors = dict[str, Floor]


def load() -> dict[str, Floors]:
    """Read the floors: `own` and `open`."""
    floors: dict[str, Floors] = json.loads(PATH.read_text(encoding="utf-8"))
    return floors


def save(floors: Mapping[str, Floors]) -> None:
    """Write the floors."""
    PATH.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def below(floors: Floors, measured: Mapping[str, float]) -> list[str]:
    """Say of every figure that fell below its floor, was not measured or has no floor, what is wrong with it."""
    troubles = [
        f"{name}: {value:.4f} is below its floor {floors[name]['floor']:.4f} ({floors[name]['why']})."
        for name, value in measured.items()
        if name in floors and value < floors[name]["floor"]
    ]
    troubles += [f"{name} has a floor but was not measured." for name in floors if name not in measured]
    troubles += [f"{name} has no floor: run with --pin." for name in measured if name not in floors]
    return troubles


def slack(floors: Floors, measured: Mapping[str, float]) -> list[str]:
    """Say which floors lie so far below what is measured that quality could sink unseen."""
    return [
        f"{name}: measured {value:.4f}, floor {floors[name]['floor']:.4f}: raise it with --pin."
        for name, value in measured.items()
        if name in floors and value - floors[name]["floor"] > SLACK
    ]


def dishonest(floors: Floors) -> list[str]:
    """Say which floors lack a reason, or are lower than they have been without one."""
    troubles = []
    for name, one in floors.items():
        if len(one["why"]) < SHORTEST_REASON:
            troubles.append(f"{name}: say in `why` what this figure guards.")
        lowered: Sequence[Lowering] = one.get("lowered", [])
        allowed = lowered[-1]["to"] if lowered else one["highest"]
        if one["floor"] < allowed or one["floor"] > one["highest"]:
            troubles.append(f"{name}: its floor is not the one it had; add to `lowered` to what, and why.")
        troubles += [
            f"{name}: say why it was lowered to {step['to']}." for step in lowered if len(step["why"]) < SHORTEST_REASON
        ]
    return troubles


def raised(floors: Floors, measured: Mapping[str, float], why: Mapping[str, str]) -> Floors:
    """Return floors just below what is measured where that is higher; none is ever lowered or dropped."""
    result: Floors = {name: one.copy() for name, one in floors.items()}
    for name, value in measured.items():
        floor = math.floor((value - PINNED_BELOW) * 1000) / 1000
        if name not in result:
            result[name] = Floor(floor=floor, highest=floor, why=why.get(_subject(name), ""))
        elif floor > result[name]["floor"]:
            result[name]["floor"] = floor
            result[name]["highest"] = max(floor, result[name]["highest"])
            if floor >= result[name]["highest"]:
                result[name].pop("lowered", None)
    return result


def _subject(name: str) -> str:
    return name.split(": ")[1].split(",", maxsplit=1)[0]
