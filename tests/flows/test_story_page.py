"""What a story's page shows beyond its claims: the counts over time, who is cited, which agency wrote it."""

from __future__ import annotations

from articles.corroboration import relate
from articles.model import Article
from flows.story_markdown import StoryPage, story_markdown
from tests.checks.builders import article, batch
from tests.checks.samples import FIRST_COUNT, HIGHER_COUNT, HIGHER_TOO, LATE_COUNT


def page_of(*told: Article) -> str:
    reads = batch(*told).articles
    relations = relate(reads)
    [story] = relations.stories
    return story_markdown(StoryPage(story, reads, relations, (), ()))


def test_a_count_that_changed_is_charted_in_order_of_time() -> None:
    page = page_of(LATE_COUNT, HIGHER_TOO, FIRST_COUNT, HIGHER_COUNT)
    chart = page.split("## How the counts went")[1].split("\n## ")[0]
    rows = [line.split(" | ") for line in chart.splitlines() if "█" in line]
    assert [(row[1], row[3]) for row in rows] == [
        ("34", "The Ostermere Post"),
        ("41", "Norwick Herald"),
        ("41", "Tarn Gazette"),
        ("34", "Inland Courier"),
    ]
    assert len(rows[0][2]) < len(rows[1][2]) == 24


def test_a_count_on_which_all_agree_needs_no_chart() -> None:
    assert "How the counts went" not in page_of(FIRST_COUNT, LATE_COUNT)


def test_the_dead_and_hurt_of_each_report_stand_side_by_side() -> None:
    one = article(
        "Four people were killed and 12 injured when the ferry Halcyon struck the quay of Ostermere on Monday."
    )
    other = article(
        "A fifth person has died after the ferry Halcyon struck the quay of Ostermere on Monday.",
        outlet="Tarn Gazette",
        published="2025-03-10T15:00+00:00",
    )
    section = page_of(other, one).split("## Killed and injured")[1].split("\n## ")[0]
    assert [line.split(" | ")[2:] for line in section.splitlines()[4:] if line] == [["4", "12 |"], ["5", " |"]]
    assert "Killed and injured" not in page_of(one)


def test_who_is_cited_is_counted_for_each_article_and_the_story() -> None:
    page = page_of(FIRST_COUNT, HIGHER_COUNT)
    assert "## Who is cited" in page
    assert "Odile Brandt" in page.split("## Who is cited")[1].split("**the story**")[1].split("\n")[0]


def test_an_agency_that_only_the_text_shows_is_named_with_the_words_that_show_it() -> None:
    page = page_of(article("“We saw nothing,” the skipper of the Halcyon told Reuters on the quay of Ostermere."))
    assert "Reuters (not credited; shown by “told Reuters”)" in page


def test_a_house_style_names_an_agency_only_where_others_print_the_text_too() -> None:
    dispatch = (
        "OSTERMERE, Nov 3 - Trawler crews along the northern coast ended a three-day stoppage on Monday after the ministry "
        "offered a fuel rebate, the union said. The price of herring, which had risen by a third, eased 4% at the morning "
        "auction. Canneries favoured by the rebate will call workers back from Nov 5. The chamber of trade said that losses "
        "came to about $3 million. Talks on quotas resume next week, and neither side expects them to be short."
    )
    one, other = article(dispatch, outlet="Inland Courier"), article(dispatch, outlet="Tarn Gazette")
    assert "Reuters (not credited; likely by its style, as in “OSTERMERE" in page_of(one, other)
    assert "Reuters" not in page_of(one)
