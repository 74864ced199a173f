"""Article text in Markdown is only ever text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.markdown import ARTIFACT_LIMIT, cell, document, escaped, link, plain, table

MARKUP = st.text(alphabet="abc12 .#*_`~[]()<>!|\\&;:/@-+=\"'\n\t%\u202e\u200b", max_size=80)
MARKDOWN = MarkdownIt("commonmark").enable("table")
HARMLESS = {"paragraph_open", "paragraph_close", "inline", "text", "code_inline", "text_special"}


def kinds(source: str) -> set[str]:
    tokens = MARKDOWN.parse(source)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


def shown(source: str) -> str:
    return "".join(child.content for token in MARKDOWN.parse(source) for child in token.children or () if child.content)


@given(MARKUP)
def test_escaped_text_is_a_paragraph_of_text_and_nothing_else(text: str) -> None:
    assert kinds(escaped(text)) <= HARMLESS


@given(MARKUP)
def test_a_cell_is_text_and_nothing_else(text: str) -> None:
    assert kinds(cell(text)) <= HARMLESS


@given(st.text(alphabet="abc12 .#*_~[]()<>!\\&;:/-+=\"'%", max_size=80).filter(lambda text: "://" not in text))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert shown(escaped(text)) == plain(text)


@given(MARKUP, MARKUP)
def test_text_stays_in_its_cell(one: str, other: str) -> None:
    tokens = MARKDOWN.parse(table(("a", "b"), [(escaped(one), escaped(other))]))
    assert sum(token.type == "td_open" for token in tokens) == 2


@pytest.mark.parametrize(
    "text", ["see https://evil.example/x", "www.evil.example", "a@evil.example", "HTTP://e.example"]
)
def test_an_address_in_text_is_shown_as_code_so_that_no_renderer_links_it(text: str) -> None:
    assert "code_inline" in kinds(escaped(text))
    assert "code_inline" in kinds(cell(text))


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://user:pass@host.example/", "http://["],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert "link_open" not in kinds(link("words", url))


def test_a_link_goes_where_it_says() -> None:
    [paragraph] = [token for token in MARKDOWN.parse(link("a]b", "http://host.example/a b(c)<d>")) if token.children]
    assert paragraph.children is not None
    assert paragraph.children[0].attrs["href"] == "http://host.example/a%20b%28c%29%3Cd%3E"


def test_bidirectional_overrides_and_control_characters_are_dropped() -> None:
    assert plain("a\u202eb\x1b[31mc\x00\nd") == "ab[31mc d"


def test_what_does_not_fit_an_artifact_is_left_out_and_said_so() -> None:
    text = document(["short", "x" * ARTIFACT_LIMIT, "also short"])
    assert "also short" in text
    assert "1 more section" in text
