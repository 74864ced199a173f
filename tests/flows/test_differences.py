"""A diff is shown so that article text can only ever be text, and says what went and what came."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

from rich.console import Console

from articles.model import ReadArticle, Relations, Revision
from articles.reading import read
from articles.revisions import compare
from flows.contract import answer
from flows.differences import markdown_of, revision_sections
from flows.terminal import revisions_view
from tests.checks.builders import article, disappeared

URL = "https://post.example/shed"
BODY = "At least 12 people were killed in the fire at the shed.\nThe owner said that nothing had been stored in it."


def copy_of(body: str, **changes: Any) -> ReadArticle:
    made = replace(article(body, url=URL, **changes), address=URL)
    return ReadArticle(made, read(made))


def between(earlier: str, later: str) -> Revision:
    return compare(copy_of(earlier), copy_of(later))


def test_what_went_is_struck_through_and_what_came_is_bold() -> None:
    [change] = between(BODY, BODY.replace("12", "15")).changes
    assert markdown_of(change) == "At least ~~12~~ **15** people were killed in the fire at the shed\\."
    [gone] = between(BODY, BODY.partition("\n")[0]).changes
    assert markdown_of(gone) == "~~The owner said that nothing had been stored in it\\.~~"


def test_article_text_adds_no_markup_to_a_diff() -> None:
    hostile = BODY.replace(
        "12 people", "15 <img src=x onerror=alert(1)> **people** ~~x~~ [a](javascript:alert(1)) | # `b`"
    )
    [change] = between(BODY, hostile).changes
    unescaped = re.sub(r"\\.", "", markdown_of(change))
    assert not set("<>[]`|#") & set(unescaped)
    assert (unescaped.count("**") % 2, unescaped.count("~~") % 2) == (0, 0)


def test_a_section_names_the_outlet_the_times_and_what_the_page_says_of_it() -> None:
    revision = between(BODY, BODY.replace("12", "15"))
    later = copy_of(BODY.replace("12", "15")).article
    text = "\n\n".join(revision_sections([revision], [disappeared(later)], {later.id: "The Post"}))
    assert "### The Post" in text
    assert "matters: figure · the page does not say so" in text
    assert "The Post: not found, status 404" in text


def test_a_page_that_only_changed_around_the_article_has_no_section() -> None:
    assert list(revision_sections([between(BODY, BODY + "\n1,204 views")], [], {})) == []


def test_the_terminal_shows_the_same_without_colours_and_without_markup() -> None:
    later = copy_of(BODY.replace("12", "15 [bold]\x1b[31m"))
    revision = compare(copy_of(BODY), later)
    said = answer(
        (later,), Relations(), (), (), run="r", checked_at="", inputs=1, new=1, unreadable=(), revisions=(revision,)
    )
    [part] = said.articles[0].revisions
    assert part.material == ["figure"]
    assert part.figures[0].before == "12"
    out = io.StringIO()
    Console(file=out, width=80, markup=False, highlight=False).print(*revisions_view(said))
    assert "[-12-]" in out.getvalue()
    assert "{+15" in out.getvalue()
    assert "\x1b" not in out.getvalue()
