"""Which articles tell of the same event, beside a TF-IDF cosine baseline whose threshold is the best on that very set.

The baseline is favoured: it sees the answers when it picks its threshold, ours has one setting for all sets.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.matching import stories_in
from articles.model import Article
from benchmarks.boards import OURS, Board
from benchmarks.scorers import Counts, bcubed_f1, pairs, words

SETS = (
    ("same_event_allsides_val.json", "same event: allsides"),
    ("same_event_ecb_topics.json", "same event: ecb topics"),
)
THRESHOLDS = tuple(step / 100 for step in range(90, 9, -1))


def boards(folder: Path) -> tuple[Board, ...]:
    """Measure both on the same-event sets that are there."""
    made = []
    for name, title in SETS:
        path = folder / name
        if path.is_file():
            made.append(_board(title, *documents(json.loads(path.read_text(encoding="utf-8"))["items"])))
    return tuple(made)


def documents(items: Sequence[dict[str, Any]]) -> tuple[list[Article], list[str]]:
    """Return every document as an article, and the event of each."""
    articles: list[Article] = []
    events: list[str] = []
    for item in items:
        for document in item.get("docs", [item]):
            articles.append(article_of(len(articles), document.get("title"), document["text"]))
            events.append(item["subtopic"] if "subtopic" in item else item["event"])
    return articles, events


def our_groups(articles: Sequence[Article]) -> list[str]:
    """Group with `articles.matching.stories_in`: one label an article."""
    label = {article: story.id for story in stories_in(articles) for article in story.articles}
    return [label[article.id] for article in articles]


def cosine(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return how alike every two texts are: the cosine of their TF-IDF vectors, term counts in logarithms."""
    counts = [Counter(words(text)) for text in texts]
    spread = Counter(word for count in counts for word in count)
    column = {word: at for at, word in enumerate(spread)}
    weights = np.zeros((len(texts), len(column)), dtype=np.float32)
    for row, count in enumerate(counts):
        for word, times in count.items():
            rarity = math.log((1 + len(texts)) / (1 + spread[word])) + 1
            weights[row, column[word]] = (1 + math.log(times)) * rarity
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(lengths == 0, 1, lengths)
    alike: NDArray[np.float32] = weights @ weights.T
    return alike


def best_pairs(alike: NDArray[np.float32], events: Sequence[str]) -> float:
    """Return the best pair F1 of any threshold, every pair judged by itself."""
    labels = np.array(events)
    above = np.triu_indices(len(events), 1)
    same = (labels[:, None] == labels[None, :])[above]
    scores = alike[above]
    found = ((scores >= threshold) for threshold in THRESHOLDS)
    return max(Counts(float((one & same).sum()), float(one.sum()), float(same.sum())).f1 for one in found)


def best_groups(alike: NDArray[np.float32], events: Sequence[str]) -> tuple[float, float]:
    """Return pair F1 and BCubed F1 of groups by single link, at the threshold with the best pair F1."""
    parent = list(range(len(events)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    best = (0.0, 0.0)
    joined = np.zeros_like(alike, dtype=bool)
    for threshold in THRESHOLDS:
        new = np.triu(alike >= threshold, 1) & ~joined
        joined |= new
        for first, second in zip(*np.nonzero(new), strict=True):
            parent[root(int(first))] = root(int(second))
        groups = [root(at) for at in range(len(events))]
        best = max(best, (pairs(events, groups).f1, bcubed_f1(events, groups)))
    return best


def _board(title: str, articles: list[Article], events: list[str]) -> Board:
    groups = our_groups(articles)
    found = pairs(events, groups)
    alike = cosine([f"{article.headline or ''} {article.body}" for article in articles])
    by_group = best_groups(alike, events)
    rows: dict[str, dict[str, float | None]] = {
        OURS: {
            "pair F1": found.f1,
            "BCubed F1": bcubed_f1(events, groups),
            "pair precision": found.precision,
            "pair recall": found.recall,
        },
        "TF-IDF cosine, pairs": {"pair F1": best_pairs(alike, events)},
        "TF-IDF cosine, groups by single link": {"pair F1": by_group[0], "BCubed F1": by_group[1]},
    }
    note = "Each baseline's threshold is the best on this very set."
    return Board(title, f"{len(articles)} documents of {len(set(events))} events", rows, (note,))


def article_of(number: int, headline: str | None, body: str) -> Article:
    """Make an article of a text that has neither outlet nor date: each stands at an address of its own."""
    url = f"https://outlet-{number}.example/{number}"
    return Article(
        url=url,
        final_url=url,
        canonical_url=None,
        outlet=None,
        headline=headline,
        byline=(),
        dateline=None,
        published=None,
        modified=None,
        language="en",
        licence=None,
        paywall=None,
        sha256="0" * 64,
        fetched_at=None,
        extractor="hand",
        body=body,
        address=url,
    )
