"""Pages made to hurt: each is read or refused within seconds, never hung on."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from capture.errors import Unreadable
from capture.extract import article_from

TEXT = "".join(
    f"<p>Paragraph {number} tells at some length what the council decided on Monday, and why, in {number} words.</p>"
    for number in range(5)
)
MOST_SECONDS = 15.0
"""Far above what any of them takes alone; a parser gone quadratic takes minutes."""

PAGES: dict[str, bytes] = {
    "ten megabytes of one tag": b"<html><body>" + b"<p>" * 3_300_000,
    "a tag of 200,000 attributes": b"<html><body><div " + b"a=1 " * 200_000 + b">" + TEXT.encode(),
    "a tag that never ends": b"<html><body>" + TEXT.encode() + b'<div a="' + b"x y " * 500_000,
    "100,000 levels deep": b"<html><body>" + b"<div>" * 100_000 + TEXT.encode(),
    "deep inline elements": b"<html><body><article><p>" + b"<b>" * 50_000 + TEXT.encode(),
    "a comment that never ends": b"<html><body>" + TEXT.encode() + b"<!--" * 30_000,
    "JSON 100,000 levels deep": b'<html><script type="application/ld+json">'
    + b"[" * 100_000
    + b"</script>"
    + TEXT.encode(),
    "JSON of 50,000 articles": b'<html><script type="application/ld+json">['
    + b'{"@type":"NewsArticle","headline":"x"},' * 50_000
    + b"{}]</script>"
    + TEXT.encode(),
    "5,000 authors": b"<html><head>" + b"<meta name=author content=x>" * 5_000 + b"</head>" + TEXT.encode(),
    "5,000 bylines": b"<html><body>" + b"<div class=byline>By Ann Lee</div>" * 5_000 + TEXT.encode(),
    "two megabytes in one paragraph": b"<html><body><article><p>" + b"word " * 400_000,
    "an entity bomb": b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html>'
    + TEXT.encode()
    + b"&b;",
    "one line of five megabytes": b"word " * 1_000_000,
    "300,000 short lines": b"word\n" * 300_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_or_refused_in_time(name: str) -> None:
    started = time.monotonic()
    article = None
    with suppress(Unreadable):
        article = article_from(PAGES[name], "https://hostile.example/x")
    assert time.monotonic() - started < MOST_SECONDS
    assert article is None or (article.body.strip() and len(article.evidence) < 500)
