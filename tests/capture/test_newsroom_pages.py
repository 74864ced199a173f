"""Pages as many newsrooms' systems build them, read whole: each field as a careful reader names it.

The pages at odd places were not looked at while the readers were written: they say how well unseen pages are read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from articles.model import Article
from benchmarks.scorers import figures_kept, same_outlet, same_words, set_f1, shingle_f1
from capture.extract import article_from
from tests.capture.page_parts import NewsPage
from tests.capture.pages_of_newsrooms import PAGES as NEWSROOMS
from tests.capture.pages_of_other_kinds import PAGES as OTHERS

PAGES = (*NEWSROOMS, *OTHERS)
HALVES = {"development": PAGES[::2], "held back": PAGES[1::2]}
Score = Callable[[NewsPage, Article], float]

SCORES: dict[str, Score] = {
    "body": lambda page, found: shingle_f1("\n".join(page.body), found.body),
    "figures": lambda page, found: figures_kept("\n".join(page.body), found.body),
    "headline": lambda page, found: same_words(page.headline, found.headline or ""),
    "authors": lambda page, found: set_f1(page.byline, found.byline),
    "day": lambda page, found: page.published == (str(found.published.day) if found.published else None),
    "outlet": lambda page, found: same_outlet(page.outlet or "", found.outlet.name if found.outlet else ""),
    "language": lambda page, found: page.language == found.language,
}
FLOORS = {
    "development": {
        "body": 0.997,
        "figures": 1.0,
        "headline": 1.0,
        "authors": 1.0,
        "day": 1.0,
        "outlet": 0.95,
        "language": 1.0,
    },
    "held back": {
        "body": 0.991,
        "figures": 0.985,
        "headline": 1.0,
        "authors": 0.92,
        "day": 0.95,
        "outlet": 1.0,
        "language": 1.0,
    },
}


def mean_of(score: Score, pages: Sequence[NewsPage]) -> float:
    return sum(score(page, article_from(page.content, page.url)) for page in pages) / len(pages)


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("field", SCORES)
def test_a_field_is_read_from_as_many_pages_as_before(field: str, half: str) -> None:
    measured = mean_of(SCORES[field], HALVES[half])
    assert measured >= FLOORS[half][field], f"{field}, {half}: {measured:.4f}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_day_is_never_wrong(page: NewsPage) -> None:
    published = article_from(page.content, page.url).published
    assert published is None or str(published.day) == page.published


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_name_is_invented(page: NewsPage) -> None:
    words = page.content.decode().casefold()
    for name in article_from(page.content, page.url).byline:
        assert all(word.strip(".'").casefold() in words for word in name.split()[:1])
