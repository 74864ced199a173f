"""Do the parts that a sentence lists fit the total that it gives?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from articles.arithmetic import Part, parts_in
from articles.model import Figure
from checks.batch import Batch
from checks.figures.written import HARMED, WORD, plain
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable
from checks.tolerance import agree, likely, meant

PEOPLE = frozenset(
    {
        "adults", "babies", "boys", "brothers", "bystanders", "campers", "candidates", "captives", "children",
        "citizens", "civilians", "clients", "climbers", "colleagues", "combatants", "councillors", "crew",
        "customers", "deaths", "defendants", "delegates", "demonstrators", "deputies", "detainees", "doctors",
        "drivers", "employees", "family", "farmers", "fatalities", "fighters", "firefighters", "fishermen",
        "foreigners", "girls", "graduates", "guards", "guests", "hostages", "infants", "inmates", "journalists",
        "jurors", "lawmakers", "lawyers", "lecturers", "legislators", "locals", "managers", "mayors", "medics",
        "members", "men", "midwives", "migrants", "militants", "miners", "ministers", "minors", "monks",
        "mothers", "motorists", "neighbours", "nurses", "officers", "officials", "onlookers", "pairs",
        "paramedics", "parents", "participants", "passengers", "patients", "pedestrians", "people", "persons",
        "pilgrims", "pilots", "players", "police", "politicians", "prisoners", "protesters", "pupils", "rebels",
        "recruits", "refugees", "relatives", "rescuers", "residents", "respondents", "sailors", "scientists",
        "senators", "sisters", "soldiers", "staff", "students", "survivors", "suspects", "teachers",
        "teenagers", "toddlers", "tourists", "travellers", "troops", "victims", "villagers", "visitors",
        "volunteers", "voters", "witnesses", "women", "workers", "youths",
    }
)  # fmt: skip
"""Words for people: only like may be held against like, and people are most of what news counts in parts."""


DISJOINT = (
    (frozenset({"man", "men"}), frozenset({"woman", "women"}), frozenset({"child", "children", "infants", "babies"})),
    (frozenset({"boy", "boys"}), frozenset({"girl", "girls"}), frozenset({"adult", "adults"})),
    (
        frozenset({"civilian", "civilians"}),
        frozenset({"soldier", "soldiers", "troops", "fighters", "militants", "combatants"}),
    ),
    (
        frozenset({"dead", "killed"}),
        frozenset({"injured", "wounded"}),
        frozenset({"missing"}),
        frozenset({"unhurt", "unharmed"}),
    ),
    (frozenset({"yes"}), frozenset({"no"})),
)
"""Kinds of which nobody is two at once: only parts of such kinds may be added up behind "including"."""

OUTCOMES = (
    *DISJOINT,
    (
        frozenset({"favour", "favor", "for", "supported", "backed"}),
        frozenset({"against", "opposed"}),
        frozenset({"abstained", "abstaining"}),
        frozenset({"absent"}),
    ),
    (
        frozenset({"adopted", "approved"}),
        frozenset({"rejected", "defeated"}),
        frozenset({"withdrawn", "postponed", "deferred"}),
        frozenset({"pending"}),
    ),
    (frozenset({"died", "dead"}), frozenset({"survived", "recovered"})),
    (frozenset({"convicted"}), frozenset({"acquitted"})),
    (frozenset({"won"}), frozenset({"lost"}), frozenset({"drew", "drawn"})),
)
"""The same for "Of 40 amendments, 18 were adopted ...", where the parts are told by what became of them."""

OBJECT = re.compile(
    r"\b(?:for|against|favou?r of|supported|backed|opposed|adopted|approved|rejected|defeated|won|lost) (?:the|an?|its|his|her|their)\b",
    re.IGNORECASE,
)
"""Two parts that each name what was decided may tell of two decisions: for the budget, against the tax."""
REMAINDERS = frozenset({"others", "other", "rest", "remainder"})

TWICE = re.compile(
    r"\b(?:not|never|neither|nor|also|both|too|either|later|then|still|again|first|initially|eventually|subsequently"
    r"|once|twice|ever|before|after|of (?:them|these|those|whom))\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words by which one may be counted under two heads: what was adopted may be withdrawn later."""

ELLIPTIC = re.compile(
    r"(?:were|was|are|is|have|has|had|did|will|won|lost|drew|voted|said|left|stayed|went|came|fled|against|for|by|in|at|from|on|[a-z]{2,16}ed)\b|\Z",
    re.IGNORECASE,
)
"""How a part goes on that does not say what it counts: it counts what its total counts."""
GOES_ON = re.compile(
    r"(?:more )?(?:in|at|from|near|on|dead|killed|injured|wounded|to be|[a-z]{2,16}ed (?:in|by|at|on|to|from|for|as|with))\b",
    re.IGNORECASE,
)
"""How a part goes on behind "including" that counts what its total counts: "5 in Tarn", "9 employed by the mill"."""

PERSONS = re.compile(r"\b(?-i:[A-Z][a-z]{2,16}(?:ans|ians|is|ese|ish|ons|[ktn]s))\b|[a-z]{2,12}(?:men|women)\b")
"""Words for people by nation ("Australians") or by trade ("policemen")."""

GROUPS = frozenset(
    {
        "bands", "classes", "clubs", "companies", "couples", "crews", "families", "firms", "gangs", "groups",
        "households", "pairs", "parties", "patrols", "teams", "units",
    }
)  # fmt: skip
"""A part told in these counts groups, not the people in them."""

ONE_OF_MANY = frozenset({"man", "woman", "child", "boy", "girl", "baby", "infant", "soldier", "civilian", "officer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsRow(Row):
    """A total and its parts; `whole` where the parts are given as all there is, `divided` for "Of 40, 18 ..."."""

    total: Figure
    parts: tuple[Part, ...]
    whole: bool
    divided: bool


def parts_rows(batch: Batch) -> Iterator[PartsRow]:
    """Yield a row for each total that its sentence breaks down."""
    for article_id, read in batch.english():
        for breakdown in parts_in(read):
            span = breakdown.span
            yield PartsRow(
                article=article_id,
                subject=place(span.start, span.end),
                total=breakdown.total,
                parts=breakdown.parts,
                whole=breakdown.whole,
                divided=breakdown.divided,
                evidence=(quoted(article_id, read.article.body, span.start, span.end),),
            )


def judge_parts(row: PartsRow) -> Judgement:
    """Hold the parts against the total: no part may exceed it, nor their sum where nobody can be counted twice."""
    total = meant(row.total)
    ranges = [likely(part.figure) for part in row.parts]
    low, high = sum((one[0] for one in ranges), Decimal(0)), sum((one[1] for one in ranges), Decimal(0))
    listed = " + ".join(f"{plain(part.figure.value)} {part.of}".strip() for part in row.parts)
    if row.divided:
        return _judge_divided(row, (low, high))
    kinds = [of_one_kind(row.total, part) for part in row.parts]
    if too_large := _larger_than(row.total, [part for part, alike in zip(row.parts, kinds, strict=True) if alike]):
        return too_large
    alike = all(kinds)
    told = f"{listed} makes {plain(sum((part.figure.value for part in row.parts), Decimal(0)))}, of a stated {plain(row.total.value)}"
    fits = agree((low, high), total) if row.whole else low <= total[1]
    if not fits and not alike:
        return unverifiable(f"{told}: the parts may not be of the same kind as the total.")
    if row.whole:
        return _judge_whole(row, told, fits, low > total[1])
    if fits:
        return passed(f"{told}: the parts named fit into the total.")
    if not disjoint(row.parts):
        return unverifiable(f"{told}: more than the total, but some may have been counted under two heads.")
    return failed(
        f"{told}: together the parts exceed it, and nobody is two of these at once. The source of the count would settle it."
    )


def _larger_than(total: Figure, parts: list[Part]) -> Judgement | None:
    """Return a failure where one part alone, of the same kind as the total, is larger than it."""
    for part in parts:
        if likely(part.figure)[0] > likely(total)[1]:
            return failed(
                f"The text counts {plain(part.figure.value)} {part.of} among {plain(total.value)} in all: a part larger than "
                "its total. The source of the count would settle which is right."
            )
    return None


def _judge_whole(row: PartsRow, told: str, agrees: bool, exceeds: bool) -> Judgement:
    if agrees:
        return passed(f"{told}: the parts add up.")
    if exceeds and not disjoint(row.parts) and len(row.parts) < 3:
        return unverifiable(f"{told}: more than the total, but some may have been counted under two heads.")
    if not exceeds and not _is_complete(row.parts):
        return unverifiable(f"{told}: less than the total, but the list may not be meant to be complete.")
    return failed(f"{told}: the parts do not add up to it. The source of the count would settle which figure is wrong.")


def _judge_divided(row: PartsRow, together: tuple[Decimal, Decimal]) -> Judgement:
    """Judge "Of 40 amendments, 18 were adopted ...": nothing says that these are all, unless the last is the remainder."""
    total = meant(row.total)
    added = plain(sum((part.figure.value for part in row.parts), Decimal(0)))
    listed = " + ".join(plain(part.figure.value) for part in row.parts)
    told = f"{listed} makes {added}, of a stated {plain(row.total.value)}"
    if not all(
        (part.figure.counted is None and ELLIPTIC.match(part.of)) or of_one_kind(row.total, part) for part in row.parts
    ):
        return unverifiable(f"{told}: the parts may not be of the same kind as the total.")
    if too_large := _larger_than(row.total, list(row.parts)):
        return too_large
    if agree(together, total):
        return passed(f"{told}: the parts add up.")
    if together[0] > total[1]:
        named = row.parts[:-1] if row.whole else row.parts
        apart = len(named) == 1 or (
            disjoint(named, OUTCOMES)
            and not any(TWICE.search(part.of) for part in named)
            and sum(bool(OBJECT.search(part.of)) for part in named) < 2
        )
        if apart:
            return failed(
                f"{told}: together the parts exceed it, and they exclude each other. The source of the count would settle it."
            )
        return unverifiable(f"{told}: more than the total, but some may have been counted under two heads.")
    if row.whole and not any(part.figure.hedge in (">", ">=") for part in row.parts):
        return failed(
            f"{told}: the last part is said to be what remains, and it is not. The source of the count would settle it."
        )
    return unverifiable(f"{told}: less than the total, and the sentence does not say that these are all.")


def of_one_kind(total: Figure, part: Part) -> bool:
    """Say whether a part counts the same as its total: people and people, money and money, games and games.

    A part that names only a place ("5 in Tarn") counts what its total counts.
    """
    if total.unit is not None:
        return part.figure.unit == total.unit
    whole = {word.lower() for word in WORD.findall(total.counted or "")}
    named = {word.lower() for word in WORD.findall(part.of)} | {
        word.lower() for word in WORD.findall(part.figure.counted or "")
    }
    if not part.of or GOES_ON.match(part.of) or named & REMAINDERS:
        return True
    people = bool(whole & PEOPLE) or total.role in HARMED or not whole
    known_people = people and (named & (PEOPLE | ONE_OF_MANY) or PERSONS.search(part.of))
    return bool(known_people or whole & named or (whole & {"people", "persons"} and not named & GROUPS))


def _is_complete(parts: tuple[Part, ...]) -> bool:
    """Say whether a list reads as all there is: three kinds or more, a remainder, or kinds that exclude each other."""
    words = {word.lower() for part in parts for word in WORD.findall(part.of)}
    return len(parts) >= 3 or bool(words & REMAINDERS) or disjoint(parts)


def disjoint(parts: tuple[Part, ...], families: tuple[tuple[frozenset[str], ...], ...] = DISJOINT) -> bool:
    """Say whether every part is of another kind of one family of kinds that exclude each other."""
    for family in families:
        kinds = []
        for part in parts:
            words = {word.lower() for word in WORD.findall(part.of)}
            kinds.append([at for at, names in enumerate(family) if words & names])
        if all(len(kind) == 1 for kind in kinds) and len({kind[0] for kind in kinds}) == len(parts):
            return True
    return False


PARTS_AGAINST_TOTAL = Rule(
    name="parts against total",
    suite="figures",
    question="The parts that a sentence lists fit the total that it gives",
    severity="medium",
    flagged=True,
    row=PartsRow,
    rows=parts_rows,
    judge=judge_parts,
)
