"""How exactly a text means a number: "at least", "nearly", "or more" and what they make of its value."""

from __future__ import annotations

import re

from articles.model import Hedge
from articles.tables import alternation, words

HEDGES: dict[str, Hedge] = {
    "at least": ">=", "no fewer than": ">=", "no less than": ">=", "not less than": ">=", "not fewer than": ">=",
    "a minimum of": ">=", "minimum of": ">=", "upwards of": ">=", "upward of": ">=", "as few as": ">=",
    "as little as": ">=", "as low as": ">=", "at a minimum": ">=", "starting at": ">=",
    "more than": ">", "over": ">", "above": ">", "in excess of": ">", "greater than": ">", "higher than": ">",
    "exceeding": ">", "exceeded": ">", "exceeds": ">", "exceed": ">", "topping": ">", "topped": ">", "surpassed": ">",
    "surpassing": ">", "beyond": ">", "upper than": ">", "longer than": ">", "older than": ">", "better than": ">",
    "well over": ">", "just over": ">", "far more than": ">", "larger than": ">", "north of": ">", ">": ">", "rose past": ">",
    "climbed past": ">", "surged past": ">", "soared past": ">", "passed": ">", "passing": ">",
    "at most": "<=", "up to": "<=", "no more than": "<=", "not more than": "<=", "as many as": "<=",
    "as much as": "<=", "as high as": "<=", "as long as": "<=", "as far as": "<=", "a maximum of": "<=",
    "maximum of": "<=", "a maximum": "<=", "no longer than": "<=", "no later than": "<=", "within": "<=",
    "not exceeding": "<=", "capped at": "<=",
    "fewer than": "<", "less than": "<", "under": "<", "below": "<", "lower than": "<", "smaller than": "<",
    "younger than": "<", "shorter than": "<", "just under": "<", "just below": "<", "well under": "<",
    "shy of": "<", "short of": "<", "<": "<",
    "about": "~", "around": "~", "approximately": "~", "approx": "~", "approx.": "~", "roughly": "~", "some": "~",
    "circa": "~", "estimated": "~", "an estimated": "~", "estimates of": "~", "somewhere around": "~",
    "close to": "~", "nearly": "~", "almost": "~", "nearing": "~", "approaching": "~", "virtually": "~",
    "practically": "~", "in the region of": "~", "on the order of": "~", "in the order of": "~", "reported": "=",
    "broadly": "~", "more or less": "~", "~": "~", "≈": "~", "±": "~", "perhaps": "~", "maybe": "~", "probably": "~",
    "possibly": "~", "an average of": "~", "average of": "~",
}  # fmt: skip
"""What stands before a number, lower-cased, and how its value bounds what is stated.

"Nearly" and "almost" are "~" like "about": news uses them for a value rounded up from just below it, and a checker
that took them for "<" would call 2,003 a contradiction of "nearly 2,000" in the next report.
"An average of" is not exact for any one case.
"""


HEDGES_AFTER: dict[str, Hedge] = {
    "or more": ">=", "or above": ">=", "or higher": ">=", "and above": ">=", "or older": ">=", "and over": ">=",
    "or over": ">=", "or longer": ">=", "at least": ">=", "at a minimum": ">=", "plus": ">=", "and counting": ">=",
    "or less": "<=", "or fewer": "<=", "or below": "<=", "and under": "<=", "or under": "<=", "or lower": "<=",
    "or younger": "<=", "at most": "<=", "at the most": "<=", "maximum": "<=",
    "or so": "~", "odd": "~", "approximately": "~", "or thereabouts": "~", "on average": "~", "give or take": "~",
}  # fmt: skip
"""What stands after a number or after the noun it counts."""


LEANING = words("a an a total of just only well slightly far currently now another further")
"""Words that may stand between a hedge and its number ("more than a third", "at least another 30"). "The" may not:
"below the 3.3% economists expected" compares with an exact value."""


RISING = words(
    "ticks ticked edges edged goes went go gone going inched inches crept creeps pushed pushes pushing bumped bumps moved "
    "moves jumped jumps jump picked picks drove driven drives pulled revised brought brings rose rises risen rise climbed climbs "
    "shot shoots nudged nudges adjusted adds added came comes topped"
)
"""Verbs after which "up to" is no bound ("the rate ticks up to 3.9%")."""

_LATEST = frozenset(phrase.rsplit(None, 1)[-1] for phrase in HEDGES) | LEANING

_OPENING = "(“\"‘'"

HEDGE_AFTER = re.compile(rf"(?:,?[ \u00a0]|-)({alternation(HEDGES_AFTER)})(?!\w)|(\+)(?!\w)")


DURING = re.compile(
    r"(?<!\bfor )(?<!\bin )(?<!\bafter )(?<!\bof )(?<!\btook )(?<!\btakes )(?<!\blasted )(?<!\blasting )(?<!\bjust )(?<!\bwell )(?<!\bspent )(?<!\bbeen )(?<!\bwas )(?<!\bis )(?<!\bare )(?<!\bnow )"
    r"(?<!\blittle )\bover[ ](?:an?[ ])?\Z",
    re.IGNORECASE,
)
"""Before a duration "over" is "more than" only behind such a word; otherwise it is "in the course of"."""


CAUSES = words(
    "charged arrested sued jailed fined questioned held row dispute feud clash protest protests strike anger fury outrage probe "
    "inquiry concern concerns fears lawsuit battle fight war quits resigns apologises talks controversy scandal backlash handed hands handing turned"
)
"""Words after which "over" says what something is about: "man charged over £2m heist", or who gets it: "handed over £2m"."""


def hedge_before(text: str, start: int, lowest: int) -> tuple[Hedge, int]:
    """Read the hedge right before a number, and where its words begin."""
    sign = text[start - 1 : start]
    if sign in {"<", ">", "~", "≈", "±"}:
        return HEDGES[sign], start - 1
    before = text[lowest:start]
    if not before or before[-1] not in " \u00a0":
        return "=", start
    last = before.rsplit(None, 1)[-1:]
    if last and last[0].lstrip(_OPENING).lower() not in _LATEST:
        return "=", start
    latest = before.rsplit(None, 7)[-7:]
    taken = len(latest)
    while taken:
        for count in (4, 3, 2, 1):
            if count <= taken:
                hedge = HEDGES.get(" ".join(latest[taken - count : taken]).lstrip(_OPENING).lower())
                if hedge is not None and not _says_otherwise(latest, taken - count):
                    first = latest[taken - count].lstrip(_OPENING)
                    return hedge, lowest + before.rindex(first, 0, _place_of(before, latest[taken - 1]))
        if latest[taken - 1].lower() not in LEANING:
            break
        taken -= 1
    return "=", start


def _says_otherwise(latest: list[str], first: int) -> bool:
    """Say whether the word before a hedge makes another thing of it: "ticks up to 3.9%", "charged over £2m heist"."""
    if not first:
        return False
    word, before = latest[first].lower(), latest[first - 1].lower()
    return (word == "up" and before in RISING) or (word == "over" and before in CAUSES)


def _place_of(before: str, word: str) -> int:
    return before.rindex(word) + len(word)
