"""Pages that grow by design: a live blog's new entries are no edit of the old ones, nor are a corrections page's."""

from __future__ import annotations

import re

from articles.model import Article
from articles.revisions.noise import DAY, WEEKDAY

LIVE_TYPES = ("json-ld:LiveBlogPosting", "microdata:LiveBlogPosting")
_HEADLINE = re.compile(
    r"(?:^|[\s|·(\[–—-])live(?: ?blog| updates?| coverage| feed| ticker| report(?:ing)?)?\s?(?:[:|–—-]|$)"
    r"|\b(?:live updates?|live ?blog|live coverage|as it happened|minute by minute|rolling coverage|live reporting)\b",
    re.IGNORECASE,
)
_CORRECTIONS = re.compile(
    r"\W{0,4}(?:corrections?|clarifications?|errata|corrections? (?:and|&) clarifications?|clarifications? (?:and|&) corrections?)"
    rf"(?:\W{{1,4}}(?:for |of )?{WEEKDAY}?{DAY})?",
    re.IGNORECASE,
)
_PATH = re.compile(r"/live(?:blog)?/|[/-]live-(?:updates?|blog|news|coverage)|as-it-happened", re.IGNORECASE)


def is_corrections_page(headline: str | None) -> bool:
    """Tell by its headline whether a page collects corrections of other articles: it claims none of what it repeats."""
    return _CORRECTIONS.fullmatch((headline or "").strip()[:120]) is not None


def is_live(article: Article) -> bool:
    """Tell whether a page grows: a live blog by its structured data, headline or address, or a page of corrections."""
    if is_corrections_page(article.headline) or any(item.found_in.startswith(LIVE_TYPES) for item in article.evidence):
        return True
    return bool(_HEADLINE.search((article.headline or "")[:300]) or _PATH.search(article.final_url[:500]))
