"""Pages that stand where an article should: a wall to log in, pay, consent or prove oneself human, or an error."""

from __future__ import annotations

import re

# A wall is short; an article that speaks of walls is not.
LONGEST_WALL = 900
SHORTEST_TEXT = 60

# (what the page asks or says, what it is)
WALLS: tuple[tuple[str, str], ...] = (
    (r"(?:verify|confirm|prove)(?: that)? you(?: are|['’]re) (?:a |not a )?(?:human|robot)", "a check for robots"),
    (r"checking (?:your browser|if the site connection is secure)|unusual traffic from your", "a check for robots"),
    (r"(?:please )?(?:enable|turn on|activate) (?:javascript|js\b|cookies)", "a page that wants scripts or cookies"),
    (r"javascript is (?:disabled|required|not enabled)", "a page that wants scripts or cookies"),
    (
        r"(?:we|our partners|we and our \w{1,9} ?partners).{0,60}(?:use|store).{0,40}cookies.{0,400}(?:accept|agree|consent)",
        "a consent wall",
    ),
    (
        r"(?:subscribe|sign up|register|sign in|log ?in).{0,40}\bto (?:continue|keep|unlock|read)",
        "a paywall or a login",
    ),
    (
        r"(?:already|to become) a subscriber|this (?:article|content|story) is (?:only |reserved |available )?(?:for|to) .{0,20}subscribers",
        "a paywall or a login",
    ),
    (
        r"(?:page|article|content|story)(?: you .{0,40})? (?:was|is|could|cannot|can['’]t|does|has|may)(?: not|n['’]t)?(?: be| been| exist)? ?(?:not )?(?:found|exist|available|removed|moved)",
        "an error page",
    ),
    (r"access denied|you don['’]t have permission to access", "an error page"),
)

_walls = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in WALLS)


def wall_in(body: str) -> str | None:
    """Say what stands in the article's place ("a consent wall"), or None where the text is long or like an article's."""
    if sum(map(str.isalnum, body[:LONGEST_WALL])) < SHORTEST_TEXT and sum(map(str.isalnum, body)) < SHORTEST_TEXT:
        return "a page with hardly any text"
    if len(body) > LONGEST_WALL:
        return None
    words = " ".join(body.split())
    return next((name for pattern, name in _walls if pattern.search(words)), None)
