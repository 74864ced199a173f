"""Answers that stand where an article was: not found, removed, or an error page or front page served as if all were well."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from articles.addresses import host_of, registrable_domain
from articles.model import Capture, MissingKind

STATUSES: dict[int, MissingKind] = {404: "not found", 410: "removed"}
MISSING: dict[MissingKind, str] = {
    "not found": "is not there",
    "removed": "was removed by its publisher",
    "error page": "is an error page, not an article",
    "front page": "leads to the front page of its site, not to an article",
}
READ = 200_000
"""Bytes of a page in which its title and first heading are looked for."""
HEADINGS_READ = 6

_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,300})<", re.IGNORECASE)
_HEADING = re.compile(rb"<h1[^>]{0,400}>\s{0,200}(?:<(?:span|strong|b|em)[^>]{0,200}>)?([^<]{1,300})<", re.IGNORECASE)
_PARTS = re.compile(r"\s[|–—·-]\s")
_LOST = re.compile(
    r"(?:(?:error|http)? ?(?:404|410)\b[ :.,-]{0,3}(?:error|not found|page not found|gone)?"
    r"|(?:oops|sorry|we're sorry|uh oh)?[!,. ]{0,3}(?:this|that|the|your)? ?(?:page|article|story|content)(?: (?:that )?you(?: are|'re| were|'ve)? ?(?:requested|looking for|tried to reach))? "
    r"(?:(?:could|can) ?not be found|can't be found|couldn't be found|(?:was |is )?not found|no longer exists|is no longer (?:available|here|online)"
    r"|does not exist|doesn't exist|has been (?:removed|withdrawn|deleted)|was (?:removed|withdrawn|deleted)|is (?:not available|unavailable)|isn't available)"
    r"|page not found(?: \(?404\)?)?|not found)[.! ]{0,3}",
    re.IGNORECASE,
)


def missing_in(capture: Capture) -> MissingKind | None:
    """Say what an answer shows in an article's place, or None where it may be the article.

    A front page counts where a redirect led from another page of the site to it; an error page where its heading or its
    title says so and nothing else.
    """
    if capture.status is None:
        return None
    if capture.status in STATUSES:
        return STATUSES[capture.status]
    if _to_front_page(capture):
        return "front page"
    return "error page" if _is_error_page(capture.content[:READ]) else None


def _to_front_page(capture: Capture) -> bool:
    asked, got = urlsplit(capture.url), urlsplit(capture.final_url)
    if got.path not in {"", "/"} or got.query or (asked.path in {"", "/"}):
        return False
    site = registrable_domain(capture.url) or host_of(capture.url)
    return site == (registrable_domain(capture.final_url) or host_of(capture.final_url))


def _is_error_page(content: bytes) -> bool:
    headings = [_words(found[1]) for found, _ in zip(_HEADING.finditer(content), range(HEADINGS_READ), strict=False)]
    if headings:
        return any(map(_LOST.fullmatch, headings))
    title = _TITLE.search(content)
    return title is not None and _LOST.fullmatch(_PARTS.split(_words(title[1]))[0]) is not None


def _words(raw: bytes) -> str:
    text = (
        raw.decode("utf-8", "replace")
        .replace("’", "'")
        .replace("&#39;", "'")
        .replace("&rsquo;", "'")
        .replace("&nbsp;", " ")
    )
    return " ".join(text.split())
