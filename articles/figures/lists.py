"""Quantities told in one list: what is said of one is said of the others ("12 soldiers and 40 civilians were killed")."""

from __future__ import annotations

import re
from itertools import pairwise

from articles.figures.numerals import look_back
from articles.figures.quantity import Quantity
from articles.figures.roles import role_after, role_before, role_of_noun

_ASIDE = re.compile(
    r" and (?:an?|his|her|their) [\w-]{2,20}(?= )"
    r"| in (?:their|his|her) (?:(?:early|mid|late)[ -])?(?:\d0s|teens|twenties|thirties|forties|fifties|sixties)(?= )"
    r"| (?:under|over|aged) (?:\w{1,9}|\d{1,2} (?:to|and) \d{1,2})(?= )"
    r"|, (?:including|among them|most of them|mostly|many of them|some of them|at least|all of them)[^,.;:\n]{1,60},(?= )"
)


_AND = re.compile(
    r"(?: (?:others?|more|people))?(?:,? (?:and|or|including|as well as|along with|plus|among them)(?: (?:the|also|another|a further))?|,)(?: (?:the|another))? ",
    re.IGNORECASE,
)


_OF_WHOM = re.compile(r" (?:were|was|are|have been|has been|had been) \w{4,14},? (?:including|among them) ")
"""What stands between people and some of them that the same is said of: "12 people were held, including two boys"."""


_PART_OF = re.compile(
    r" of (?:(?:the|its|their|his|her|our|all|these|those|some|about|around|last|past|at least|more than|nearly|a total of) ?){0,3}",
    re.IGNORECASE,
)


def listed_together(text: str, first: Quantity, second: Quantity) -> bool:
    """Say whether two quantities are items of one list, so that what is said of one may be said of both."""
    end = first.counted[1] if first.counted and first.counted[1] > first.end else first.end
    start = second.hedge_start or second.start
    if not 0 <= start - end <= 40:
        return False
    if _OF_WHOM.fullmatch(text[end:start]):
        return True
    return (_AND.fullmatch(text[end:start]) or _PART_OF.fullmatch(text[first.end : second.start])) is not None


def read_roles(text: str, run: list[Quantity]) -> None:
    """Give the quantities of one list their roles: each its own, or that of its neighbour where nothing else is said."""
    for quantity in run:
        _read_role(text, quantity)
    _share_role(text, run)
    behind = [quantity.role_end for quantity in run]
    for index in range(len(run) - 2, -1, -1):
        later, quantity = run[index + 1], run[index]
        if (
            quantity.role is None
            and _takes_role(quantity)
            and _takes_role(later)
            and behind[index + 1]
            and later.role not in {None, "age"}
            and " and" in text[quantity.end : later.start]
            and (quantity.counted is not None or ", and" not in text[quantity.end : later.start])
        ):
            quantity.role, behind[index] = later.role, behind[index + 1]
    for earlier, quantity in pairwise(run):
        if (
            quantity.role is None
            and _takes_role(quantity)
            and earlier.role not in {None, "age"}
            and _said_no_more(text, quantity)
        ):
            quantity.role = earlier.role


def _share_role(text: str, run: list[Quantity]) -> None:
    """Give what is said of "9 of the 33 crew members" to the nine."""
    for part, whole in pairwise(run):
        if not (_takes_role(part) and _takes_role(whole) and _PART_OF.fullmatch(text[part.end : whole.start])):
            continue
        part.counted = part.counted or whole.counted
        if whole.role_end:
            part.role, part.role_end, whole.role, whole.role_end = whole.role, whole.role_end, None, 0
        whole.alone = True


def _takes_role(quantity: Quantity) -> bool:
    return quantity.unit is None and quantity.kind != "multiple" and not quantity.alone


def _read_role(text: str, quantity: Quantity) -> None:
    if quantity.role is not None or not _takes_role(quantity):
        return
    end = quantity.counted[1] if quantity.counted else quantity.end
    counted = text[quantity.counted[0] : quantity.counted[1]] if quantity.counted else ""
    lowest = look_back(text, quantity.start)
    aside = _ASIDE.match(text, end)
    after = role_after(text, end) or (role_after(text, aside.end()) if aside else None)
    if after is not None:
        quantity.role, quantity.role_end = after
        return
    quantity.role = role_of_noun(counted) if counted else None
    if quantity.role is None:
        quantity.role = role_before(text, quantity.hedge_start or quantity.start, lowest)


def _said_no_more(text: str, quantity: Quantity) -> bool:
    """Say whether nothing of its own is said of the last item of a list: the sentence or phrase ends there."""
    end = quantity.counted[1] if quantity.counted else quantity.end
    return (
        re.match(
            r"\s*(?:[,.;:)—–]|\Z|\n|[ ](?:in|on|at|near|when|after|as|during|from|over|since|across|while|before|by|and|aged|including|with|to|between)\b)",
            text[end : end + 16],
        )
        is not None
    )
