"""The whole newsroom, fetched over loopback and judged: flagged exactly as the answer sheet says, and not once more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree, html

import checks
from articles.corroboration import relate
from articles.model import Article, Capture, Disappearance, ReadArticle, Revision
from articles.outlets import Registry
from articles.reading import read
from articles.revisions import compare
from capture.errors import Unreadable
from capture.extract import article_from, extract
from capture.fetch import FetchPolicy, fetch
from capture.files import capture_file
from capture.page import decode
from checks.batch import Batch
from checks.suites import validate
from samples import answers
from samples.newsroom import (
    CONTENT_TYPES,
    DISALLOWED_URL,
    GONE_URL,
    INPUTS,
    MISSING_URL,
    SHORT_URL,
    UTF_8,
    Newsroom,
    newsroom,
    outlets,
    page_file,
    urls,
)

CHECKED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def polite_to(room: Newsroom) -> FetchPolicy:
    return FetchPolicy(
        seconds_between_requests=0.0,
        attempts=1,
        allow_private_hosts=room.private_hosts,
        resolve=room.resolve,
    )


async def edition(room: Newsroom, number: int, at: datetime) -> dict[str, Article | Unreadable]:
    registry = Registry(outlets())
    room.publish(number)
    answered = await fetch(urls(), polite_to(room), lambda: at)
    captures = [one for one in answered if isinstance(one, Capture)]
    assert len(captures) == len(urls()), [one for one in answered if isinstance(one, Unreadable)]
    captures.append(capture_file(INPUTS / "lantern-walk.txt", at))
    return {capture.url: extracted(capture, registry) for capture in captures}


def extracted(capture: Capture, registry: Registry) -> Article | Unreadable:
    try:
        return extract(capture, registry)
    except Unreadable as problem:
        problem.answer = capture
        return problem


async def test_the_demo_is_flagged_exactly_as_the_answer_sheet_says() -> None:
    with newsroom() as room:
        first = await edition(room, 1, CHECKED_AT - timedelta(hours=9))
        second = await edition(room, 2, CHECKED_AT)
    read_articles: list[ReadArticle] = []
    revisions: list[Revision] = []
    gone: list[Disappearance] = []
    for url, before in first.items():
        after = second[url]
        assert isinstance(before, Article), before
        if isinstance(after, Unreadable):
            assert after.missing
            assert after.answer
            gone.append(
                Disappearance(
                    before.id, url, after.answer.final_url, after.missing, 200, CHECKED_AT, after.answer.sha256
                )
            )
            after = before
        read_articles.append(ReadArticle(after, read(after)))
        if after.id != before.id:
            revisions.append(compare(ReadArticle(before, read(before)), read_articles[-1]))
    relations = relate(read_articles)
    judgement = validate(
        Batch(tuple(read_articles), relations, CHECKED_AT, revisions=tuple(revisions), disappearances=tuple(gone))
    )
    assert "\n".join(answers.differences(answers.load(), read_articles, relations, judgement.findings)) == ""
    assert (len(revisions), len(gone)) == (5, 1)


def visible(page: str) -> str:
    """What a browser would show of a page: read here by a way of its own, letters and digits only."""
    tree = html.fromstring(page)
    for element in tree.iter():
        if element.get("hidden") is not None:
            element.tag = "template"
    etree.strip_elements(tree, "script", "style", "template", "noscript", "head", etree.Comment, with_tail=False)
    return letters(etree.tostring(tree, method="text", encoding=str))


def letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


@pytest.mark.parametrize("page", answers.load().pages, ids=lambda page: page.name)
def test_every_claim_and_every_figure_of_the_demo_stands_on_its_page(page: answers.Answer) -> None:
    host, _, path = page.url.removeprefix("http://").partition("/")
    file = page_file(host, f"/{path}")
    assert file
    content_type = CONTENT_TYPES.get(f"{host}/{path}", CONTENT_TYPES.get(host, UTF_8))
    article = article_from(file.read_bytes(), page.url, {"content-type": content_type})
    shown = visible(decode(file.read_bytes(), content_type))
    reading = read(article)
    assert reading.claims or article.language != "en"
    assert [claim.text for claim in reading.claims if letters(claim.text) not in shown] == []
    assert [figure.text for figure in reading.figures if letters(figure.text) not in shown] == []


def test_every_rule_of_the_program_is_planted_and_has_a_lookalike() -> None:
    sheet = answers.load()
    pages = (*sheet.pages, *sheet.inputs)
    rules = {rule.name for rule in checks.RULES}
    assert {rule for page in pages for rule in page.fails} == rules
    assert {rule for page in pages for rule in (*page.passes, *page.silent)} == rules


@pytest.mark.parametrize(
    ("url", "what", "missing"),
    [(DISALLOWED_URL, "robots", None), (MISSING_URL, "not there", "not found"), (GONE_URL, "removed", "removed")],
)
async def test_what_cannot_be_fetched_is_one_clear_line(url: str, what: str, missing: str | None) -> None:
    with newsroom() as room:
        [answer] = await fetch((url,), polite_to(room), lambda: CHECKED_AT)
    assert isinstance(answer, Unreadable)
    assert what in str(answer)
    assert answer.missing == missing
    assert (answer.answer.status if answer.answer else None) == answer.status


async def test_the_short_address_is_followed_and_remembered() -> None:
    with newsroom() as room:
        [answer] = await fetch((SHORT_URL,), polite_to(room), lambda: CHECKED_AT)
    assert isinstance(answer, Capture)
    assert (answer.url, answer.final_url in urls(), len(answer.redirects)) == (SHORT_URL, True, 1)
