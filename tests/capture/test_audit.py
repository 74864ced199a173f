"""Extraction audited: figures lost from the article's column, figures that came from elsewhere, and nothing else."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.model import Article
from capture.audit import GAINED, LONGEST_WORDS, LOST, MOST_OF_A_KIND, figures_of, lost_and_gained
from capture.blocks import blocks_of
from capture.extract import article_from
from capture.outline import Outline
from capture.page import parse

URL = "https://www.tarnvalley-echo.example/news/dam-inquiry"
TEXT = (
    "The inquiry into the failure of the Tarn dam opened on Tuesday in a school hall that still smells of mud.",
    "Some 3,412 people from 14 villages have asked to be heard, the chair of the inquiry told the hall.",
    "The dam, finished in 1968 and raised by 4.5 metres in 1991, gave way in the night after a week of rain.",
    "Repairs to the valley road have cost 27.3 million crowns so far, according to the county engineer.",
    "The hearings will last until the end of May, and the inquiry expects to report before the summer is over.",
)


def column(*inner: str) -> str:
    """The text with something between its third and its fourth paragraph."""
    first, second = (("".join(f"<p>{text}</p>" for text in part)) for part in (TEXT[:3], TEXT[3:]))
    return f"{first}{''.join(inner)}{second}"


def audited(markup: str, body: str) -> tuple[str, list[tuple[str, str]]]:
    tree = parse(f"<html><body><nav>Edition 5,551</nav>{markup}</body></html>")
    assert tree is not None
    outline = Outline(tree)
    kept, pieces = lost_and_gained(outline, blocks_of(outline), body)
    assert {piece.field for piece in pieces} <= {"body"}
    assert not any(piece.chosen for piece in pieces)
    return kept, [(piece.found_in, piece.value) for piece in pieces]


BODY = "\n".join(TEXT)


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<p>Divers found 31 bodies. The search goes on.</p>", "Divers found 31 bodies."),
        ("<p>The search goes on. Divers found 31 bodies on Friday.</p>", "Divers found 31 bodies on Friday."),
        ("<table><tr><th>Dead</th><td>31</td></tr></table>", "Dead | 31"),
        ("<table><tr><td>Upper Tarn</td><td>212</td><td>87</td></tr></table>", "Upper Tarn | 212 | 87"),
        ("<ul><li>Killed in the upper villages: 31 people</li></ul>", "Killed in the upper villages: 31 people"),
        ("<blockquote>We counted 31 coffins in that hall.</blockquote>", "We counted 31 coffins in that hall."),
        ("<div>Divers found 31 bodies on <b>Friday</b>.</div>", "Divers found 31 bodies on Friday."),
        ("<dl><dt>Dead</dt><dd>31 people, of them nine children</dd></dl>", "31 people, of them nine children"),
        ("<section><p>Divers found 31 bodies on Friday.</p></section>", "Divers found 31 bodies on Friday."),
    ],
)
def test_a_figure_of_the_column_that_the_body_has_nowhere_is_lost(inner: str, words: str) -> None:
    assert audited(f"<article>{column(inner)}</article>", BODY) == (BODY, [(LOST, words)])


@pytest.mark.parametrize(
    "inner",
    [
        "<p>It was 14 villages, in 1968 and 1991.</p>",
        '<p><a href="/x">Bus fares to rise by 11 percent from June</a></p>',
        '<ul><li><a href="/x">Bus fares to rise by 11 percent</a></li><li><a href="/y">Snow: 22 roads shut</a></li></ul>',
        "<aside><p>Bus fares are to rise by 11 percent from June.</p></aside>",
        '<div class="related-stories"><p>Bus fares are to rise by 11 percent from June.</p></div>',
        '<div class="story-card"><p>Bus fares are to rise by 11 percent from June.</p></div>',
        '<div class="comments"><p>I have lived here for 52 years and never saw this.</p></div>',
        "<figure><img src='x'><figcaption>The dam in 1951, before it was raised.</figcaption></figure>",
        '<p class="wp-caption-text">The dam in 1951, before it was raised.</p>',
        '<div class="ad-slot"><p>Sofas from 299 crowns until Sunday!</p></div>',
        "<p>11 February 2031</p>",
        "<p>Published: 11 February 2031, 07:15</p>",
        '<p class="meta">Last updated at 19:45 on 11 February</p>',
        "<p>19:45</p>",
        "<p>128 comments</p>",
        "<p>6 min read</p>",
        "<p>Read more: 11 ways to keep a cellar dry</p>",
        "<p>© 2031 Tarn Valley Echo</p>",
        "<p>Sign up for our newsletter and join 25,000 readers.</p>",
        "<p hidden>Divers found 31 bodies on Friday.</p>",
        '<div style="display: none"><p>Divers found 31 bodies on Friday.</p></div>',
        "<button>Show 31 more paragraphs of this article</button>",
        "<form><p>Vote now: 72 percent of readers said yes to it.</p></form>",
        '<a href="/x"><div><p>Bus fares are to rise by 11 percent from June.</p></div></a>',
        "<article><h3>Bus fares</h3><p>Bus fares are to rise by 11 percent from June.</p></article>",
    ],
)
def test_what_is_not_the_articles_text_is_never_lost(inner: str) -> None:
    assert audited(f"<article>{column(inner)}</article>", BODY) == (BODY, [])


def test_what_stands_before_or_after_the_text_is_not_lost_but_a_table_after_it_is() -> None:
    around = "<p>Edition 5,551 of this paper.</p><article>{}</article><p>Printed by 12 people in Hallow.</p>"
    assert audited(around.format(column()), BODY)[1] == []
    table = "<table><tr><td>Upper Tarn</td><td>212</td></tr></table>"
    assert audited(f"<article>{column()}{table}</article>", BODY)[1] == [(LOST, "Upper Tarn | 212")]


def test_a_figure_from_a_part_that_is_not_the_articles_is_gained() -> None:
    teaser = "Bus fares are to rise by 11 percent from June."
    markup = f"<article>{column()}</article><aside><p>{teaser}</p></aside>"
    assert audited(markup, f"{BODY}\n{teaser}") == (f"{BODY}\n{teaser}", [(GAINED, teaser)])


def test_an_article_that_stands_in_an_aside_has_gained_nothing() -> None:
    assert audited(f"<aside>{column()}</aside>", BODY) == (BODY, [])


def test_a_line_whose_figure_the_page_shows_nowhere_goes() -> None:
    invented = "Officials put the number of dead at 4,711."
    markup = f'<article>{column(f"<p hidden>{invented}</p>")}</article><script>var x = "4,711"</script>'
    assert audited(markup, f"{BODY}\n{invented}") == (BODY, [])


HIDDEN = "The county put the number of dead at {} people on the following Friday."
WAYS_TO_HIDE = {
    "the hidden attribute": "<p hidden>{}</p>",
    "hidden until found": '<p hidden="until-found">{}</p>',
    "no display": '<p style="color: red; display: none !important">{}</p>',
    "no visibility": '<p style="visibility:hidden">{}</p>',
    "within a hidden box": '<div style="display:none"><div><p>{}</p></div></div>',
    "no height of letters": '<p style="font-size: 0px;">{}</p>',
    "far off the screen": '<p style="position:absolute; left:-9999px">{}</p>',
    "clipped": '<p style="clip: rect(0, 0, 0, 0)">{}</p>',
    "for screen readers only": '<p class="note visually-hidden">{}</p>',
    "a dialog that is shut": "<dialog><p>{}</p></dialog>",
    "a template": "<template><p>{}</p></template>",
    "for browsers without scripts": "<noscript><p>{}</p></noscript>",
    "a comment": "<!-- <p>{}</p> -->",
    "a script": "<script>var text = '<p>{}</p>'</script>",
    "data for machines": '<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{}"}}</script>',
    "an attribute": '<p title="{}">Nothing to see.</p>',
    "within a paragraph": "<p>All is quiet in the valley now <span hidden>and {} So it was</span> and has been since Monday.</p>",
}


@pytest.mark.parametrize("number", ["4,711", "twelve", "5,551"])
@pytest.mark.parametrize("way", WAYS_TO_HIDE)
def test_what_the_page_hides_is_not_read_even_where_its_figure_stands_elsewhere(way: str, number: str) -> None:
    inner = WAYS_TO_HIDE[way].format(HIDDEN.format(number))
    page = f"<html><body><nav>Edition 5,551 of twelve</nav><article><h1>Dam</h1>{column(inner)}</article></body></html>"
    article = article_from(page.encode(), URL)
    assert f"{number} people" not in article.body
    assert "3,412 people" in article.body
    assert audit(article) == []


def test_a_word_for_screen_readers_goes_and_its_paragraph_stays() -> None:
    link = '<a href="/x">a report<span class="sr-only"> (opens in a new tab)</span></a>'
    page = f"<html><body><article>{column(f'<p>Some 212 homes are dry again, says {link} of the county engineer.</p>')}</article></body></html>"
    article = article_from(page.encode(), URL)
    assert "212 homes are dry again, says a report of the county engineer." in article.body
    assert "new tab" not in article.body


def test_a_text_that_is_hidden_for_the_most_part_is_kept_and_its_figures_are_gained() -> None:
    page = f'<html><body><article><h1>Dam</h1><div style="display:none">{column()}</div></article></body></html>'
    article = article_from(page.encode(), URL)
    assert "3,412 people" in article.body
    assert {place for place, _ in audit(article)} == {GAINED}


def test_every_line_of_a_large_page_is_looked_up_in_linear_time() -> None:
    def cost(size: int) -> float:
        lines = [f"Number {number} is told of at some length in a line of its own." for number in range(size)]
        tree = parse("<html><body><article>" + "".join(f"<p>{line}</p>" for line in lines) + "</article></body></html>")
        assert tree is not None
        outline = Outline(tree)
        blocks = blocks_of(outline)
        started = time.process_time()
        lost_and_gained(outline, blocks, "\n".join(reversed(lines)))
        return time.process_time() - started

    assert cost(8_000) < 40 * max(cost(1_000), 0.01)


def test_a_figure_divided_by_markup_is_shown() -> None:
    markup = f"<article>{column('<p>They paid 1<b>2</b><i>,500</i> crowns for it.</p>')}</article>"
    body = f"{BODY}\nThey paid 12 ,500 crowns for it."
    assert audited(markup, body)[0] == body


def test_a_text_that_only_scripts_would_show_is_kept_and_its_figures_are_gained() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Dam", "articleBody": " ".join(TEXT)})
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><div id="root"></div></body></html>'
    article = article_from(page.encode(), URL)
    pieces = audit(article)
    assert "3,412 people" in article.body
    assert {place for place, _ in pieces} == {GAINED}


def test_evidence_is_bounded_in_number_and_length() -> None:
    many = "".join(f"<p>Line {n:03d} of a very long list {'of words ' * 100} and {n + 5000}.</p>" for n in range(60))
    _, pieces = audited(f"<article>{column(many)}</article>", BODY)
    assert len(pieces) == MOST_OF_A_KIND
    assert all(len(value) <= LONGEST_WORDS for _, value in pieces)


def test_figures_are_compared_without_the_marks_between_their_digits() -> None:
    assert figures_of("3,412 people, 4.5 metres, 12:30, 7") == {"3412", "45", "1230", "7"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(10, 99_999), min_size=1, max_size=6),
    st.lists(st.sampled_from(["p", "div", "section", "li", "td", "aside", "figure", "span", "noscript"]), max_size=6),
)
def test_every_figure_of_a_body_is_in_the_pages_visible_text(numbers: list[int], tags: list[str]) -> None:
    inner = "".join(
        f"<{tag}>Number {number} stands in an element of some kind, with words around it.</{tag}>"
        for number, tag in zip(numbers, tags, strict=False)
    )
    markup = f"<html><body><article><h1>Dam</h1>{column(inner)}</article></body></html>"
    tree = parse(markup)
    assert tree is not None
    article = article_from(markup.encode(), URL)
    assert figures_of(article.body) <= figures_of(Outline(tree).text())


def audit(article: Article) -> list[tuple[str, str]]:
    return [(piece.found_in, piece.value) for piece in article.evidence if piece.field == "body"]
