"""What changed between two copies of an article: labelled pairs, noise, notes, live pages, and hostile text in time."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.model import Article, FieldEvidence, Moment, ReadArticle, Reading, Revision
from articles.reading import read
from articles.revisions import compare, notes_in, revised
from articles.revisions.noise import is_noise
from articles.sentences import sentences_in
from tests.checks.builders import article

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "revisions.yaml").read_text(encoding="utf-8"))
BASE = CASES["base"].strip()
URL = "https://post.example/ferry"
NAMED = {"ids": lambda case: case.get("name", case.get("text", case.get("after")))[:40]}


def copy_of(body: str = BASE, headline: str = "Ferry runs aground off Cape Tarn", **changes: Any) -> ReadArticle:
    made = replace(article(body, headline=headline, url=URL), address=URL, **changes)
    return ReadArticle(made, read(made))


def later_copy(case: dict[str, Any]) -> str:
    body = BASE
    for before, after in case.get("change", ()):
        assert body.count(before) == 1, before
        body = body.replace(before, after)
    return body + str(case.get("add", ""))


@pytest.mark.parametrize("case", CASES["pairs"], **NAMED)
def test_a_change_matters_where_the_text_says_something_else(case: dict[str, Any]) -> None:
    revision = compare(copy_of(), copy_of(later_copy(case)))
    assert bool(revision.material) is case["material"], revision.changes
    assert revision.doubt is None
    assert [[str(drift.before), str(drift.after)] for drift in revision.figures] == case.get("drift", [])
    assert bool(revision.notes) is case.get("told", False)
    assert_spans(revision, copy_of().article, copy_of(later_copy(case)).article)


def assert_spans(revision: Revision, earlier: Article, later: Article) -> None:
    for change in revision.changes:
        for span, of in ((change.earlier, earlier), (change.later, later)):
            assert span is None or of.body[span.start : span.end] == span.text
        for words in change.words:
            assert earlier.body[words.removed.start : words.removed.end] == words.removed.text
            assert later.body[words.added.start : words.added.end] == words.added.text
    for drift in (*revision.figures, *revision.dates):
        assert earlier.body[drift.earlier.start : drift.earlier.end] == drift.earlier.text
        assert later.body[drift.later.start : drift.later.end] == drift.later.text
    for note in revision.notes:
        assert later.body[note.span.start : note.span.end] == note.span.text


@pytest.mark.parametrize("case", CASES["pairs"], **NAMED)
def test_what_came_one_way_goes_the_other(case: dict[str, Any]) -> None:
    there, back = compare(copy_of(), copy_of(later_copy(case))), compare(copy_of(later_copy(case)), copy_of())
    assert bool(there.material) == bool(back.material)
    assert len(there.figures) == len(back.figures)


@pytest.mark.parametrize("case", CASES["headlines"], **NAMED)
def test_a_headline_says_the_same_or_not(case: dict[str, Any]) -> None:
    revision = compare(copy_of(headline=case["before"]), copy_of(headline=case["after"]))
    assert bool(revision.headline_aspects) is case["material"]


@pytest.mark.parametrize("case", CASES["notes"], **NAMED)
def test_a_note_is_told_from_what_only_sounds_like_one(case: dict[str, Any]) -> None:
    body = f"The ferry ran aground.\n{case['text']}\nThe inquiry goes on."
    found = notes_in(body)
    if "kind" not in case:
        assert found == ()
        return
    [note] = found
    assert (note.kind, note.day, note.wrong is not None) == (case["kind"], case.get("day"), case["wrong"])
    assert body[note.span.start : note.span.end] == note.span.text
    assert note.wrong is None or body[note.wrong.start : note.wrong.end] == note.wrong.text


@pytest.mark.parametrize(
    "line",
    [
        "1,204 views",
        "Views: 1204 | Comments: 3",
        "Updated 10:31 GMT",
        "Published Sunday, 9 March 2025 at 18:03",
        "2 hours ago",
        "Share",
        "Read more: Storm closes the harbour",
        "Related articles",
        "Advertisement",
        "3 min read",
        "© 2025 The Ostermere Post",
        "* * *",
    ],
)
def test_a_line_of_the_page_is_noise(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "Twelve people were killed.",
        "84 people read the notice before it was taken down.",
        "The share fell to 12 euros.",
        "Picture a town without a doctor: that is Sarve.",
        "Two hours ago the ferry sank.",
        "No comment was given by the owner of the ferry, who lives abroad.",
        "Updated figures show that 12 people died.",
        "Watch officers were asleep.",
    ],
)
def test_a_line_of_the_article_is_none(line: str) -> None:
    assert not is_noise(line)


def test_only_what_readers_see_says_that_a_page_was_modified() -> None:
    def dated(value: str, where: str) -> ReadArticle:
        return copy_of(evidence=(FieldEvidence("modified", value, where, chosen=True),), modified=Moment.parse(value))

    for where, told in (("http:last-modified", False), ("json-ld:NewsArticle.dateModified", True), ("time", True)):
        assert compare(dated("2025-03-10", where), dated("2025-03-11", where)).told is told
        assert compare(dated("2025-03-10", where), dated("2025-03-10", where)).told is False
    assert compare(copy_of(BASE + "\nUpdated 10:31"), copy_of(BASE + "\nUpdated 18:07")).told


def test_a_source_that_came_or_went_is_named() -> None:
    case = next(case for case in CASES["pairs"] if case["name"] == "a witness gone")
    [gone] = compare(copy_of(), copy_of(later_copy(case))).sources
    assert (gone.kind, gone.source) == ("removed", "Odile Brandt")


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": "Live: ferry disaster off Cape Tarn"},
        {"headline": "Ferry disaster – as it happened"},
        {"headline": "Corrections and clarifications"},
        {"headline": "Corrections: March 11, 2025"},
        {"final_url": "https://post.example/live/ferry"},
        {"evidence": (FieldEvidence("published", "2025-03-10", "json-ld:LiveBlogPosting.datePublished"),)},
    ],
)
def test_a_page_that_grows_by_design_is_known_as_live(changes: dict[str, Any]) -> None:
    headline = changes.pop("headline", "Ferry disaster")
    assert compare(
        copy_of(headline=headline, **changes), copy_of(BASE + "\nMore came.", headline=headline, **changes)
    ).live


@pytest.mark.parametrize(
    "headline",
    [
        "Corrections officer jailed",
        "Correction of the market hits ports",
        "Ferry crew live in fear",
        "They live on the quay",
        "A life: Ruben Asker",
        "Olive oil prices rise",
    ],
)
def test_to_live_is_not_to_be_live(headline: str) -> None:
    assert not compare(copy_of(headline=headline), copy_of(BASE + "\nMore came.", headline=headline)).live


def test_two_texts_that_may_not_be_copies_of_one_are_doubted() -> None:
    assert "another article" in str(
        compare(
            copy_of(), copy_of("The council met. It spoke of parks. Nothing was decided. All went home early.")
        ).doubt
    )
    assert "ends early" in str(compare(copy_of(), copy_of(BASE[:330])).doubt)
    assert "versions of the program" in str(compare(copy_of(), copy_of(BASE + "\nMore.", extractor="other 2")).doubt)


@pytest.mark.parametrize(
    ("url", "doubted"),
    [
        ("https://amp.post.example/ferry", True),
        ("https://post.example/ferry?output=print", True),
        ("http://www.post.example/ferry/?utm_source=feed", False),
        ("file:///saved/ferry.html", False),
    ],
)
def test_another_version_of_a_page_is_not_taken_for_an_edit_of_it(url: str, doubted: bool) -> None:
    revision = compare(copy_of(), copy_of(BASE.replace("84", "48"), final_url=url))
    assert ("different addresses" in str(revision.doubt)) is doubted


def test_what_a_correction_repeats_is_no_claim() -> None:
    note = "Correction: An earlier version of this article said that 48,000 people had been killed."
    said = [claim.text for claim in copy_of(f"{BASE}\n{note}").reading.claims]
    assert said
    assert not any("48,000" in text for text in said)


def test_a_page_of_corrections_claims_nothing_of_what_it_repeats() -> None:
    body = "An article on 9 March said that the fire had killed 48,000 people. It killed 48."
    assert copy_of(body, headline="Fire").reading.claims
    assert copy_of(body, headline="Corrections and clarifications").reading.claims == ()


def test_a_page_that_gave_itself_another_date_of_publication_is_noticed() -> None:
    revision = compare(copy_of(), copy_of(BASE + "\nMore came.", published=Moment.parse("2025-03-12")))
    assert revision.published == ("2025-03-10T09:00:00+00:00", "2025-03-12")


def test_of_copies_the_one_served_last_speaks() -> None:
    noon = datetime(2025, 3, 10, 12, tzinfo=UTC)
    first, second = (
        copy_of(fetched_at=noon).article,
        copy_of(BASE + "\nMore.", fetched_at=noon + timedelta(hours=1)).article,
    )
    other = replace(copy_of().article, address="https://post.example/other", body="Other.")
    assert revised([second, other, first]) == {second.id: (first.id,)}
    assert revised([second, first], {first.id: noon + timedelta(hours=2)}) == {first.id: (second.id,)}


def test_of_saved_files_the_one_modified_last_speaks() -> None:
    noon = datetime(2025, 3, 10, 12, tzinfo=UTC)
    old = copy_of(final_url="file:///b", fetched_at=noon, modified=Moment.parse("2025-03-09"))
    new = copy_of(BASE + "\nMore.", final_url="file:///a", fetched_at=noon, modified=Moment.parse("2025-03-10"))
    assert revised([new.article, old.article]) == {new.article.id: (old.article.id,)}


def test_another_language_is_compared_by_digits_and_statements_alone() -> None:
    text = "Bei dem Brand in Ostermere starben zwölf Menschen.\nDer Minister Holt sprach von {n} Verletzten."
    same = compare(
        copy_of(text.format(n=30), language="de"), copy_of(text.format(n=30).replace("Minister ", ""), language="de")
    )
    other = compare(copy_of(text.format(n=30), language="de"), copy_of(text.format(n=41), language="de"))
    assert (same.material, other.material, other.figures) == ((), ("figure",), ())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    earlier, later = copy_of(one), copy_of(other)
    assert_spans(compare(earlier, later), earlier.article, later.article)
    assert compare(earlier, earlier).changes == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "a. " * 400_000,
        "Correction " * 100_000,
        "Updated 1 2 hours ago " * 60_000,
        "an earlier version of this article " * 30_000,
        "12 killed, 13 killed. " * 50_000,
        "share tweet x " * 80_000,
        "word" * 300_000,
        "\n".join(f"Line {n} says {n} things." for n in range(40_000)),
        "Update 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n" * 20_000,
    ],
)
def test_hostile_text_is_compared_in_time(hostile: str) -> None:
    def unread(body: str) -> ReadArticle:
        return ReadArticle(replace(article(body, url=URL), address=URL), Reading(sentences_in(body)))

    earlier, later = (
        unread(hostile),
        unread("x" + hostile[: len(hostile) // 2] + " New. " + hostile[len(hostile) // 2 :]),
    )
    started = time.process_time()
    compare(earlier, later)
    assert time.process_time() - started < 8
