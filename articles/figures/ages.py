"""Which bare numbers are ages: "aged 61", "Smith, 45,", "children under 5", "her brothers, 8 and 11,"."""

from __future__ import annotations

import re

from articles.figures import counting
from articles.figures.quantity import Quantity
from articles.tables import words

_AGE_BEFORE = re.compile(
    r"(?<!\w)(?:aged?|ages|age of|ages of|aged between|ages between|age at|turn|turns|turned|turning|aged? just|aged? only|aged? over|aged? under|as young as|as old as|(?:dies|died|(?<!of )(?<!the )dead|(?<!of )death|aged) at|years? at)[ \u00a0]\Z"
    r"|(?<!\w)(?:people|persons?|youths|teens|children|adults|women|men|those|anyone|everyone|kids|patients|residents|voters|girls|boys|players|workers|pensioners)"
    r"[ ](?:under|over|above|below|older than|younger than)[ ]\Z|,[ ](?:both|all|now|then)[ ]\Z"
    r"|(?<!\w)(?:he|she|who)[ ](?:is|was|would be|is now|was only|was just|had been)[ ]\Z"
    r"|(?<!\w)(?:youngest|oldest|eldest)(?:[ ]of[ ](?:them|whom|these|those))?(?:[ ](?:is|was|being|just|only|now|aged)){0,2}[ ]\Z",
    re.IGNORECASE,
)


LEGAL_AGES = frozenset({16, 18, 21, 65})
_OF_AGE = re.compile(r"(?<!\w)(?:was|were|is|are)[ ](?:under|over)[ ]\Z")
"""Ages that a report gives without saying so: "240 of them were under 18"."""


_AGE_LAST = words(
    "age aged ages above below than both all then of between at turn turns turned turning just only over under as is was be now been being "
    "youngest oldest eldest them whom these those"
)


_AGE_ENDS = re.compile(
    r"\s?(?:[,.;:)!?’”\"\n]|\Z|-)|[ ](?:and|or|to|when|at|in|on|after|years?|from|but|by|with|who|were|was|are|is|have|had|this|next|last|could|can|should|who|now|while|as|for)\b"
)


_AGE_COMMAS = re.compile(
    r"(?:\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][\w’'.-]+|(?:\b[Tt]he|\b[Aa]n?|\b[Hh]is|\b[Hh]er|\b[Tt]heir|\bwhose|[’']s)[ ](?:[\w’'-]+[ ]){0,4}?[\w’'-]+)[ ]?,[ ]\Z"
)


_AGE_HEADLINE = re.compile(
    r"(?:(?:^|[:;!?–—|])[ ]?|[.][ ])(?:[\w’'-]+[ ]){0,2}[\w’'-]{3,},[ ]\Z"
    r"|,[ ](?:[\w’'-]{2,}(?:er|or|ist|ant|man|woman|ent)|suspect|victim|girl|boy|mum|mom|dad|father|mother|son|pilot|nurse|teen),[ ]\Z"
)
"""A headline leaves out the article of whose age it tells: "Ex-teacher, 52, on trial"."""


_AGE_LIST = re.compile(r"(?:,[ ]\d{1,2}){0,3},?[ ]and[ ]\d{1,2}[,.;)]")


_AGED = re.compile(
    r"(?:[A-Z][\w’'-]+|(?:men|women|boys|girls|brothers|sisters|sons|daughters|children|twins|siblings|teenagers|grandchildren|kids|cousins|students|suspects|victims))[ ]?,[ ]\Z"
)


_AGE_BRACKET = re.compile(r"\b[A-Z][\w’'.-]+[ ][A-Z][\w’'.-]+[ ]\(\Z")


def is_age(text: str, quantity: Quantity, before: Quantity | None, lowest: int) -> bool:
    """Say whether a number without a unit is somebody's age; `before` is the quantity before it, `lowest` the look-back."""
    start, end = quantity.start, quantity.end
    if not 0 < quantity.value < 125 or quantity.kind not in {"digits", "words"}:
        return False
    said = text[lowest:start]
    last = said[-12:].rsplit(None, 1)[-1:]
    if quantity.value in LEGAL_AGES and _OF_AGE.search(said):
        return _AGE_ENDS.match(text, end) is not None
    if last and last[0].lower() in _AGE_LAST and _AGE_BEFORE.search(said):
        return _AGE_ENDS.match(text, end) is not None
    if (
        before is not None
        and before.role == "age"
        and not before.barred
        and re.fullmatch(r",? (?:and |or |to )?|, ", text[before.end : start])
    ):
        return counting.noun_after(text, end) is None
    if not quantity.plain:
        return False
    if said.endswith(", ") and (text[end : end + 1] in {",", ".", ")", ";", ":", "\n"} or text.startswith(" ,", end)):
        return (
            text[end : end + 2] != ",0"
            and (_AGE_COMMAS.search(said) or (quantity.value >= 10 and _AGE_HEADLINE.search(said))) is not None
            and quantity.value >= 3
            and not re.search(r"\d[ ]?(?:and|,)[ ]\Z", said)
        )
    if said.endswith(", ") and _AGE_LIST.match(text, end):
        return _AGED.search(said) is not None
    return (
        said.endswith("(")
        and text[end : end + 1] == ")"
        and quantity.value >= 10
        and _AGE_BRACKET.search(said) is not None
    )
