"""Learn which lines are a page's furniture: those that articles of different subjects share word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from articles.model import Article
from articles.relating.entities import FUNCTION_WORDS, NEWS_WORDS, stem
from articles.wording import LONGEST_READ, words_in

LINES_HELD = 32_768
"""Lines whose words are held ready, those of a thousand articles: a batch and its neighbours are gone over several times."""
FEWEST_ARTICLES = 3
"""Fewer articles with a line in common may be a dispatch and its copy."""
FEWEST_WORDS = 6
MOSTLY_UNRELATED = 2 / 3
WHOLE = 0.95
"""Share of an article's lines, by length, from which what it shares is the article and not its furniture."""
ABOUT = 1 / 3
"""Share of a headline's telling words in some lines from which the article is about them."""


def standing_lines(articles: Iterable[Article]) -> frozenset[str]:
    """Return the lines, as `line_key` names them, that articles share which have no other line and no subject in common."""
    lines: dict[str, frozenset[str]] = {}
    headlines: dict[str, frozenset[str]] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for article in sorted({article.id: article for article in articles}.values(), key=lambda article: article.id):
        found = {line_key(line) for line in article.body[:LONGEST_READ].split("\n")}
        lines[article.id] = frozenset(line for line in found if line.count(" ") >= FEWEST_WORDS - 1)
        headlines[article.id] = _telling(words_in(article.headline or ""))
        for line in lines[article.id]:
            holders[line].append(article.id)
    blocks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for line, held in holders.items():
        if len(held) >= FEWEST_ARTICLES:
            blocks[tuple(held)].add(line)
    return frozenset(
        line for held, block in blocks.items() if _unrelated(held, block, lines, headlines) for line in block
    )


@lru_cache(maxsize=LINES_HELD)
def line_key(line: str) -> str:
    """Name a line by its words, whatever its case, spacing and quotes."""
    return " ".join(words_in(line))


def without_lines(text: str, standing: frozenset[str]) -> str:
    """Leave out the standing lines of a text."""
    if not standing:
        return text
    return "\n".join(line for line in text.split("\n") if line_key(line) not in standing)


def _unrelated(
    held: tuple[str, ...], block: set[str], lines: Mapping[str, frozenset[str]], headlines: Mapping[str, frozenset[str]]
) -> bool:
    shared = sum(map(len, block))
    if all(shared >= WHOLE * sum(map(len, lines[article])) for article in held):
        return False
    words = _telling(word for line in block for word in line.split())
    about = {article: len(headlines[article] & words) >= ABOUT * max(1, len(headlines[article])) for article in held}
    pairs = list(pairwise(held))
    unrelated = [
        one
        for one, other in pairs
        if not (about[one] and about[other])
        and headlines[one]
        and headlines[other]
        and not (lines[one] & lines[other]) - block
    ]
    return len(unrelated) >= MOSTLY_UNRELATED * len(pairs)


def _telling(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if word not in FUNCTION_WORDS and word not in NEWS_WORDS)
