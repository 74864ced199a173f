"""Pages as many newsrooms' systems build them, read whole: each field as a careful reader names it.

The pages at odd places were not looked at while the readers were written: they say how well unseen pages are read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from articles.model import Article
from benchmarks.scorers import figures_kept, same_outlet, same_words, set_f1, shingle_f1
from capture.extract import article_from
from tests.capture.page_parts import BUDGET, VOTE, NewsPage, page, paragraphs, person, story_ld
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


@pytest.mark.parametrize("news", PAGES, ids=lambda news: news.name)
def test_the_day_is_never_wrong(news: NewsPage) -> None:
    published = article_from(news.content, news.url).published
    assert published is None or str(published.day) == news.published


@pytest.mark.parametrize("news", PAGES, ids=lambda news: news.name)
def test_no_name_is_invented(news: NewsPage) -> None:
    words = news.content.decode().casefold()
    for name in article_from(news.content, news.url).byline:
        assert all(word.strip(".'").casefold() in words for word in name.split()[:1])


@pytest.mark.parametrize(
    ("payload", "published"),
    [
        ('{"props":{"story":{"publishedAt":"2025-03-24T18:15:00Z"}}}', "2025-03-24"),
        ('{"story":{"publishedAt":"2025-03-24T18:15:00Z"},"more":[{"publishedAt":"2024-01-01T00:00:00Z"}]}', None),
        ('{"story":{"publishedAt":"soon enough"}}', None),
    ],
)
def test_the_data_that_scripts_build_a_page_from_dates_it_where_it_names_one_date(
    payload: str, published: str | None
) -> None:
    content = page(
        f'<script id="__NEXT_DATA__" type="application/json">{payload}</script>', f"<h1>{VOTE}</h1>{paragraphs(BUDGET)}"
    )
    found = article_from(content, "https://www.harrowbaypost.example/budget").published
    assert (str(found.day) if found else None) == published


def test_json_ld_in_several_pieces_or_with_a_slip_in_it_still_names_the_writer() -> None:
    story = story_ld(VOTE, datePublished="2025-03-24", author=[person("Nan Reed")])
    whole = json.dumps(story)
    for script in (
        f"{whole}\n{json.dumps({'@type': 'WebSite', 'name': 'Bay'})}",
        whole.replace('"@type": "NewsArticle",', '"@type" "x",'),
    ):
        content = page(f'<script type="application/ld+json">{script}</script>', f"<h1>{VOTE}</h1>{paragraphs(BUDGET)}")
        article = article_from(content, "https://www.harrowbaypost.example/budget")
        assert article.byline == ("Nan Reed",)
        assert str(article.published) == "2025-03-24"
