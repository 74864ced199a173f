"""How reports of one event, copies of one dispatch and figures that contradict each other are told, on labelled articles.

    python -m benchmarks.relating FOLDER

FOLDER holds any of these, JSON Lines, an article or a group of articles a line:

* `lookalikes.jsonl`: `headline`, `body`, `outlet`, `day`, `event`; events are alike on purpose;
* `conflicts.jsonl`: `articles` (as above, perhaps with a `time`) and `conflicts`, empty where all agree;
* `tolls.jsonl`: `headline`, `body`, and how many were `killed` and `injured`, null where the report does not say;
* `wire.jsonl`: `body`, `byline`, `html_hint` (the page's JSON-LD) and the agency it credits as `label`, or null;
* `masked.jsonl`: `body` without its agency's name, and that agency as `label`, null for an outlet's own report.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from articles.corroboration import relate
from articles.matching import stories_in
from articles.model import Article, FieldEvidence, Moment, Outlet, ReadArticle
from articles.reading import read
from articles.relating.dispatch import UNNAMED, agency_named, wire_credit
from articles.relating.masked import masked_agency
from articles.relating.tolls import toll_of
from benchmarks.boards import OURS, Board, table_of
from benchmarks.same_event import article_of, best_groups, best_pairs, cosine
from benchmarks.scorers import Counts, bcubed_f1, pairs
from capture.extract import article_from

Row = Mapping[str, Any]


def boards(folder: Path) -> Iterator[Board]:
    """Measure every set that is there."""
    for name, board in SETS.items():
        path = folder / name
        if path.is_file():
            yield board([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])


def _lookalikes(rows: Sequence[Row]) -> Board:
    articles = [_article(number, row) for number, row in enumerate(rows)]
    events = [row["event"] for row in rows]
    group = {article: story.id for story in stories_in(articles) for article in story.articles}
    groups = [group[article.id] for article in articles]
    found = pairs(events, groups)
    alike = cosine([f"{article.headline} {article.body}" for article in articles])
    single, whole = best_groups(alike, events)
    table: dict[str, dict[str, float | None]] = {
        OURS: {
            "pair F1": found.f1,
            "BCubed F1": bcubed_f1(events, groups),
            "pair precision": found.precision,
            "pair recall": found.recall,
        },
        "TF-IDF cosine, pairs": {"pair F1": best_pairs(alike, events)},
        "TF-IDF cosine, groups by single link": {"pair F1": single, "BCubed F1": whole},
    }
    note = "Each baseline's threshold is the best on this very set."
    return Board("relating: look-alikes", f"{len(rows)} articles of {len(set(events))} events", table, (note,))


def _conflicts(rows: Sequence[Row]) -> Board:
    counts = Counts()
    for row in rows:
        articles = [_article(number, told) for number, told in enumerate(row["articles"])]
        related = relate([ReadArticle(article, read(article)) for article in articles])
        is_found = any(match.stance == "conflicts" for match in related.matches)
        counts += Counts(is_found and bool(row["conflicts"]), is_found, bool(row["conflicts"]))
    return _counted(
        "relating: figures in conflict", f"{len(rows)} groups, {counts.expected:.0f} with a conflict", counts
    )


def _tolls(rows: Sequence[Row]) -> Board:
    right = {"killed": 0, "injured": 0}
    for number, row in enumerate(rows):
        article = _article(number, row)
        toll = toll_of(read(article), article.headline)
        for which in right:
            count = getattr(toll, which)
            right[which] += (count.people if count else None) == row[which]
    shares: dict[str, float | None] = {f"{which} exact": number / len(rows) for which, number in right.items()}
    return Board("relating: tolls", f"{len(rows)} reports", {OURS: shares})


def _wire(rows: Sequence[Row]) -> Board:
    counts = Counts()
    for number, row in enumerate(rows):
        found = wire_credit(_article(number, row))
        is_right = found is not None and _is_named(found, row["label"])
        counts += Counts(is_right, found is not None, row["label"] is not None)
    return _counted("relating: wire credits", f"{len(rows)} articles, {counts.expected:.0f} credit an agency", counts)


def _masked(rows: Sequence[Row]) -> Board:
    counts = Counts()
    for number, row in enumerate(rows):
        found = masked_agency(_article(number, row))
        is_right = found is not None and _is_named(found.agency, row["label"])
        counts += Counts(is_right, found is not None, row["label"] is not None)
    table = {OURS: {"right of those said": counts.precision, "coverage": counts.found / counts.expected}}
    return Board("relating: masked agencies", f"{len(rows)} texts, {counts.expected:.0f} of an agency", table)


SETS: dict[str, Callable[[Sequence[Row]], Board]] = {
    "lookalikes.jsonl": _lookalikes,
    "conflicts.jsonl": _conflicts,
    "tolls.jsonl": _tolls,
    "wire.jsonl": _wire,
    "masked.jsonl": _masked,
}


def _counted(title: str, items: str, counts: Counts) -> Board:
    return Board(title, items, {OURS: {"precision": counts.precision, "recall": counts.recall}})


def _is_named(agency: str, label: str | None) -> bool:
    """Tell whether an agency is the labelled one; a label that says `agencies` takes any, and none by name."""
    if label is None:
        return False
    return label.casefold() in {"agencies", UNNAMED} or agency in {label, agency_named(label)}


def _article(number: int, row: Row) -> Article:
    """Make an article of a row, with what the page's own data say read as from any page."""
    article = article_of(number, row.get("headline"), row["body"])
    byline = row.get("byline") or ()
    day = row.get("day") and Moment.parse(f"{row['day']}T{row['time']}:00+00:00" if row.get("time") else row["day"])
    return replace(
        article,
        outlet=Outlet(name=row["outlet"], domains=(f"outlet-{number}.example",)) if row.get("outlet") else None,
        published=day or None,
        byline=(byline,) if isinstance(byline, str) else tuple(byline),
        evidence=_hinted(article, row["html_hint"]) if row.get("html_hint") else (),
    )


def _hinted(article: Article, hint: str) -> tuple[FieldEvidence, ...]:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in article.body.split("\n"))
    page = f'<html><head><script type="application/ld+json">{hint}</script></head><body><article>{paragraphs}</article></body></html>'
    return article_from(page.encode(), article.url).evidence


def main(folder: str) -> int:
    """Print a table for every set of the folder."""
    console = Console()
    for board in boards(Path(folder)):
        console.print(table_of(board), "")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
