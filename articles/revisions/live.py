"""Pages that grow by design: a live blog's new entries are no edit of the old ones."""

from __future__ import annotations

import re

from articles.model import Article

LIVE_TYPES = ("json-ld:LiveBlogPosting", "microdata:LiveBlogPosting")
_HEADLINE = re.compile(
    r"(?:^|[\s|·(\[–—-])live(?: ?blog| updates?| coverage| feed| ticker| report(?:ing)?)?\s?(?:[:|–—-]|$)"
    r"|\b(?:live updates?|live ?blog|live coverage|as it happened|minute by minute|rolling coverage|live reporting)\b",
    re.IGNORECASE,
)
_PATH = re.compile(r"/live(?:blog)?/|[/-]live-(?:updates?|blog|news|coverage)|as-it-happened", re.IGNORECASE)


def is_live(article: Article) -> bool:
    """Tell whether an article is a live blog: by its structured data, its headline or its address."""
    if any(item.found_in.startswith(LIVE_TYPES) for item in article.evidence):
        return True
    return bool(_HEADLINE.search((article.headline or "")[:300]) or _PATH.search(article.final_url[:500]))
