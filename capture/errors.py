"""What capture refuses, in words for the person who asked: CaptureError -> Unreadable, AddressRefusedError."""

from __future__ import annotations

import unicodedata
from typing import Literal

from articles.addresses import masked_url
from articles.model import Capture, MissingKind

LONGEST_INPUT_SHOWN = 200
# Control, format (bidi overrides among them), surrogate and unassigned characters, line and paragraph separators.
UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})


Reason = Literal["robots", "content", "defect"]


class CaptureError(Exception):
    """Anything that capture could not do."""


class Unreadable(CaptureError):  # noqa: N818  (an input is unreadable; the word stands in the contract)
    """One input that gives no article: which, why, and what to do next. `str()` is one line, safe for a terminal.

    `status` is the HTTP status where an answer was the reason. Where the answer shows that nothing is at the address any
    more, `missing` says how, and `answer` is what was received: what it means depends on what had been there. `reason`
    tells apart what the fetcher was asked not to fetch, what it fetched in vain, and what this program itself failed on.
    """

    missing: MissingKind | None = None
    answer: Capture | None = None

    def __init__(
        self,
        input: str,  # noqa: A002  (the word the command line uses)
        problem: str,
        advice: str,
        status: int | None = None,
        reason: Reason | None = None,
    ) -> None:
        self.input = shown(input)
        self.problem = one_line(problem)
        self.advice = one_line(advice)
        self.status = status
        self.reason = reason
        super().__init__(self.input, self.problem, self.advice, status, reason)

    def __str__(self) -> str:
        return f"{self.input}: {self.problem}; {self.advice}"


class AddressRefusedError(CaptureError):
    """A host whose address must not be connected to."""


def shown(text: str) -> str:
    """Return an input as it may be shown: one line, credentials masked, the middle of a long one left out."""
    line = one_line(masked_url(text))
    if len(line) <= LONGEST_INPUT_SHOWN:
        return line
    half = LONGEST_INPUT_SHOWN // 2 - 2
    return f"{line[:half]}...{line[-half:]}"


def one_line(text: str) -> str:
    """Escape every character that could break a line or drive a terminal."""
    return "".join(
        character
        if unicodedata.category(character) not in UNSAFE_CATEGORIES
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
