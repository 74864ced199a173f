"""Run the rules that look inside one article over texts that nobody here wrote, and print what they say, to be judged by hand.

    python -m benchmarks.precision DATA_FOLDER [--rule NAME] [--outcome fail] [--sample 40] [--seed 1]

DATA_FOLDER holds the open sets (pages and short reports), or any `.txt` files, one article each. Whether a failure is right
only a reader can say: the counts are printed, and the findings with the words around them. No floor hangs on them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from articles.model import Article, Outcome, ReadArticle, Relations
from articles.reading import read
from benchmarks import extraction, same_event
from benchmarks.boards import hushed
from capture.extract import article_from
from checks import RULES
from checks.batch import Batch
from checks.rules import AnyRule, Judgement, Row

INSIDE = tuple(rule for rule in RULES if rule.suite != "corroboration")
OUTCOMES: tuple[Outcome, ...] = ("pass", "fail", "unverifiable")
JUDGED_AT = datetime(2030, 1, 1, tzinfo=UTC)
AROUND = 120
"""Characters shown on either side of the words that a finding rests on."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one rule says of one row of one article."""

    rule: str
    article: Article
    row: Row
    judgement: Judgement


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts of every rule, then a sample of what it said."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.precision", description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER", help="the folder that holds the texts")
    parser.add_argument("--rule", choices=[rule.name for rule in INSIDE], help="show this rule only")
    parser.add_argument("--outcome", choices=OUTCOMES, default="fail", help="which outcome to show (fail unless set)")
    parser.add_argument("--sample", type=int, default=40, help="how many to show of each rule, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws another sample")
    chosen = parser.parse_args(arguments)
    if not chosen.data.is_dir():
        parser.error(f"{chosen.data} is no folder")

    console = Console()
    rules = tuple(rule for rule in INSIDE if chosen.rule in (None, rule.name))
    with hushed():
        said = tuple(one for article in articles_in(chosen.data) for one in judged(article, rules))
    console.print(_table(rules, said))
    draw = random.Random(chosen.seed)
    for rule in rules:
        shown = [one for one in said if one.rule == rule.name and one.judgement.outcome == chosen.outcome]
        for one in draw.sample(shown, min(chosen.sample, len(shown))):
            console.print(
                f"[bold]{rule.name}[/bold]: {escape(one.judgement.message)}\n    {escape(words_around(one))}\n"
            )
    return 0


def articles_in(folder: Path) -> Iterator[Article]:
    """Yield every article of a folder: pages as captured, short reports and plain texts as they are."""
    for name, _ in extraction.SETS:
        for page in extraction.load(folder, name) or ():
            yield article_from(page.content, page.url)
    for name, _ in same_event.SETS:
        if (folder / name).is_file():
            yield from same_event.documents(json.loads((folder / name).read_text(encoding="utf-8"))["items"])[0]
    for path in sorted(folder.rglob("*.txt")):
        yield article_from(path.read_bytes(), path.as_uri())


def judged(article: Article, rules: Sequence[AnyRule]) -> Iterator[Said]:
    """Yield what each rule says of one article by itself."""
    batch = Batch((ReadArticle(article, read(article)),), Relations(), JUDGED_AT)
    for rule in rules:
        for row, judgement in rule.judged(batch):
            yield Said(rule.name, article, row, judgement)


def words_around(one: Said) -> str:
    """Return the words of the body that a finding rests on, with what stands around them; else its evidence."""
    evidence = (*one.row.evidence, *one.judgement.evidence)
    for span in evidence:
        if span.where == "body" and span.start is not None and span.end is not None:
            return " ".join(one.article.body[max(0, span.start - AROUND) : span.end + AROUND].split())
    return "; ".join(f"{span.where}: {span.text}" for span in evidence)


def _table(rules: Sequence[AnyRule], said: Sequence[Said]) -> Table:
    counts = Counter((one.rule, one.judgement.outcome) for one in said)
    table = Table("rule", *OUTCOMES, title="rules inside one article", title_justify="left")
    for rule in rules:
        table.add_row(rule.name, *(str(counts[rule.name, outcome]) for outcome in OUTCOMES))
    return table


if __name__ == "__main__":
    sys.exit(main())
