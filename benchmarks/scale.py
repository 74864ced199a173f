"""What the world's daily news takes: computed from measured costs, with the prices that it assumes said beside them.

`python -m benchmarks.scale` prints docs/scale.md's tables from `scale.json`; nothing in them is typed by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import ceil
from pathlib import Path

COSTS = Path(__file__).with_name("scale.json")
DAY = 86_400
GB = 1e9


@dataclass(frozen=True, slots=True)
class Need:
    """What a day of so many articles takes."""

    articles: int
    feeds: int
    cores: float
    serial: float
    requests: float
    captures: float
    database: float
    prefect: float
    dollars: float


def need(articles: int, feeds: int, costs: dict[str, dict[str, float]]) -> Need:
    """Multiply out one day."""
    cpu, size, assumed = costs["cpu_seconds_per_article"], costs["bytes_per_article"], costs["assumed"]
    cores = articles * sum(cpu.values()) / DAY / assumed["share_of_a_core_that_works"]
    serial = articles * (cpu["store"] + cpu["flag"]) / DAY
    asked = feeds * assumed["questions_a_feed_and_day"]
    captures = articles * size["captures"] / GB
    database = articles * size["database"] / GB
    prefect = articles / assumed["articles_a_batch"] * assumed["task_runs_a_batch"] * size["prefect_task_run"] / GB
    kept = assumed["days_kept"]
    dollars = (
        ceil(cores) * 24 * assumed["dollars_a_core_hour"] * 30
        + captures * kept * assumed["dollars_a_gb_month_of_objects"]
        + (database + prefect) * kept * assumed["dollars_a_gb_month_of_disk"]
    )
    return Need(articles, feeds, cores, serial, (articles + asked) / DAY, captures, database, prefect, dollars)


def table(costs: dict[str, dict[str, float]]) -> str:
    """Return the Markdown table for a day of the world's news, and for ten times that."""
    days = [need(1_000_000, 180_000, costs), need(10_000_000, 1_800_000, costs)]
    kept = costs["assumed"]["days_kept"]
    rows = [
        ("articles a day", [f"{day.articles:,}" for day in days]),
        ("feeds", [f"{day.feeds:,}" for day in days]),
        ("requests a second", [f"{day.requests:,.0f}" for day in days]),
        ("cores that work", [f"{day.cores:,.1f}" for day in days]),
        ("writing that waits its turn, in days a day", [f"{day.serial:.2f}" for day in days]),
        ("captures, GB a day", [f"{day.captures:,.0f}" for day in days]),
        ("database, GB a day", [f"{day.database:,.0f}" for day in days]),
        ("Prefect's database, GB a day", [f"{day.prefect:,.1f}" for day in days]),
        (f"dollars a month, {kept:.0f} days kept", [f"{day.dollars:,.0f}" for day in days]),
    ]
    lines = ["| | a million articles | ten million |", "|---|--:|--:|"]
    lines += [f"| {name} | {' | '.join(values)} |" for name, values in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(json.loads(COSTS.read_text(encoding="utf-8"))))
