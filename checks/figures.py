"""Do the figures of one article hold together: percentages, totals, shares, changes, units, and the headline?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Literal

from articles.arithmetic import Part, changes_in, conversions_in, parts_in, shares_in
from articles.figures import figures_in
from articles.model import EvidenceSpan, Figure, ReadArticle
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, sentence_around, unverifiable
from checks.tolerance import agree, half_of_last_digit, likely, meant, rounded_or_cut

Sense = Literal["share", "rate", "other"]

HUNDRED = Decimal(100)

WHOLES = frozenset(
    {
        "adults", "ballots", "candidates", "children", "citizens", "councillors", "delegates", "deputies",
        "doctors", "employees", "families", "farmers", "firms", "graduates", "homes", "hospitals", "households",
        "houses", "inmates", "jurors", "lawmakers", "legislators", "mayors", "members", "men", "mothers",
        "nurses", "officers", "parents", "participants", "patients", "people", "players", "precincts",
        "prisoners", "pupils", "refugees", "residents", "respondents", "schools", "seats", "senators",
        "shareholders", "soldiers", "students", "suspects", "teachers", "towns", "victims", "villagers",
        "villages", "voters", "votes", "women", "workers",
    }
)  # fmt: skip
"""Wholes that are counted one by one: no share of them passes 100 %. Of a target, a quota or last year's sales it may."""

WHOLES_IN_ONE_WORD = frozenset(
    {
        "crew", "electorate", "population", "staff", "vote", "workforce",
    }
)  # fmt: skip
"""The same, but these also stand before another noun ("staff costs"), so they count only where they end the phrase."""

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

HARMED = frozenset(
    {"killed", "injured", "arrested", "displaced", "missing", "detained", "released", "rescued", "infected"}
)
"""Roles that only people have: what they count are people, whatever it is called."""

RATES = re.compile(
    r"\b(?P<rate>turnout|unemployment|joblessness|literacy|approval rating|vaccination rate|vaccine uptake|pass rate|conviction rate"
    r"|survival rate|mortality rate|fatality rate|employment rate|poverty rate)\b[^.;:!?\d]{0,40}\Z",
    re.IGNORECASE,
)
"""Rates that are shares of people by definition, and so stay within 100 %."""

RATE_CHANGES = re.compile(
    r"\b(?:up|down|rose|risen|rise|grew|growth|fell|fallen|increase|increased|jump|jumped|by|more|higher|lower)\b",
    re.IGNORECASE,
)

OF_WHOLE = re.compile(
    r"\s?of (?:of )?(?:(?:all|the|its|their|our|those|these) ){0,2}(?P<words>[^.,;:!?()\n]{0,80})", re.IGNORECASE
)
THEN_AND_NOW = re.compile(r"\d{4}|\b(?:level|last|previous|before|earlier|than|lost|pre)\b", re.IGNORECASE)
"""A share of what was once there may pass 100 %."""
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
WHOLE_ENDS = frozenset(
    {
        "are", "at", "did", "do", "from", "had", "has", "have", "in", "is", "on", "said", "say", "says", "that",
        "was", "were", "which", "who", "whose", "will", "would",
    }
)  # fmt: skip

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

PLACED = frozenset({"in", "at", "from", "near", "on", "dead", "killed", "injured", "wounded"})

ONE_OF_MANY = frozenset({"man", "woman", "child", "boy", "girl", "baby", "infant", "soldier", "civilian", "officer"})

TO_BASE: dict[str, tuple[str, Decimal]] = {
    name: (dimension, Decimal(size))
    for dimension, sizes in {
        "length": {
            "millimeter": "0.001", "centimeter": "0.01", "meter": "1", "kilometer": "1000", "inch": "0.0254",
            "foot": "0.3048", "yard": "0.9144", "mile": "1609.344", "nautical_mile": "1852",
        },
        "mass": {
            "gram": "0.001", "kilogram": "1", "metric_ton": "1000", "ounce": "0.028349523", "pound": "0.45359237",
            "stone": "6.35029318",
        },
        "area": {
            "meter ** 2": "1", "hectare": "10000", "kilometer ** 2": "1000000", "acre": "4046.8564224",
            "square_foot": "0.09290304", "square_mile": "2589988.11", "square_yard": "0.83612736",
        },
        "volume": {"milliliter": "0.001", "liter": "1", "meter ** 3": "1000", "cubic_foot": "28.316846592"},
        "speed": {"kilometer_per_hour": "1", "mile_per_hour": "1.609344", "knot": "1.852", "meter_per_second": "3.6"},
    }.items()
    for name, size in sizes.items()
}  # fmt: skip
"""Units by pint's names with one size everywhere, in a base unit. A gallon, a ton and a pint have two: left out."""

IRREGULAR = {"foot": "feet", "inch": "inches"}
CONVERSION_SLACK = Decimal("0.06")
"""Newsrooms round conversions to a plain number: "100 miles (160 km)", "60 mph (100 km/h)"."""

FAR = 12
"""A slip of the pen is a digit swapped, lost or doubled: at most about ten times."""

MOST_SUMMANDS = 10
MOST_COMPARED = 200
MOST_IN_HEADLINE = 8
LONGEST_HEADLINE = 400
MOST_DIGITS = Decimal(10**15)


# -- percentage out of range -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentageRow(Row):
    """A percentage of something: `of` in the text's words, and whether that can pass 100 %."""

    figure: Figure
    sense: Sense
    of: str


def percentage_rows(batch: Batch) -> Iterator[PercentageRow]:
    """Yield a row for each percentage that the text gives as a share of something."""
    for article_id, read in batch.english():
        body = read.article.body
        for figure in read.reading.figures:
            if figure.unit != "percent":
                continue
            sense, of = _sense(body, figure)
            if of:
                yield PercentageRow(
                    article=article_id,
                    subject=place(figure.start, figure.end),
                    figure=figure,
                    sense=sense,
                    of=of,
                    evidence=(quoted(article_id, read.article.body, figure.start, figure.start + len(figure.text)),),
                )


def _sense(body: str, figure: Figure) -> tuple[Sense, str]:
    """Say of what a percentage is a share; "" where the text does not say so right beside it."""
    end = figure.start + len(figure.text.rstrip(" ,.;:"))
    if following := OF_WHOLE.match(body, end, end + 100):
        return _whole_of(following["words"])
    before = body[max(0, figure.start - 80) : figure.start].rpartition("\n")[2]
    if (rate := RATES.search(before)) and not RATE_CHANGES.search(rate.group()):
        return "rate", rate["rate"].lower()
    return "other", ""


def _whole_of(words: str) -> tuple[Sense, str]:
    found: list[str] = WORD.findall(words)
    for at, (word, following) in enumerate(zip(found, (*found[1:], "is"), strict=True)):
        phrase = " ".join(found[: at + 1])
        if word.lower() in WHOLE_ENDS:
            return "other", " ".join(found[:at]) or word
        if word.lower() in WHOLES or (word.lower() in WHOLES_IN_ONE_WORD and following.lower() in WHOLE_ENDS):
            return "other" if THEN_AND_NOW.search(words) else "share", phrase
    return "other", " ".join(found[:4])


def judge_percentage(row: PercentageRow) -> Judgement:
    """Fail where a share of things that are counted is over 100 %; growth and ratios to a target are left alone."""
    top = row.figure.value if row.figure.upper is None else row.figure.upper
    told = (
        f"“{row.figure.text.strip()}” of {row.of}"
        if row.sense != "rate"
        else f"a {row.of} of “{row.figure.text.strip()}”"
    )
    if row.figure.value < 0:
        return unverifiable(f"{told}: a share cannot be negative, but the words may mean a change.")
    if top <= HUNDRED:
        return passed(f"{told}: within 0 and 100 %.")
    if row.sense == "other":
        return unverifiable(
            f"{told} is over 100 %, which may be meant: the text compares with {row.of}, not with a whole."
        )
    return failed(
        f"{told} is over 100 %, which no share of a whole can be. The figures behind it would settle what was meant."
    )


PERCENTAGE_OUT_OF_RANGE = Rule(
    name="percentage out of range",
    suite="figures",
    question="A share of a whole lies between 0 and 100 %",
    severity="medium",
    flagged=True,
    row=PercentageRow,
    rows=percentage_rows,
    judge=judge_percentage,
)


# -- parts against total ---------------------------------------------------------------------------


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
    listed = " + ".join(f"{_plain(part.figure.value)} {part.of}".strip() for part in row.parts)
    stated = _plain(row.total.value)
    if row.divided:
        return _judge_divided(row, (low, high))
    alike = all(of_one_kind(row.total, part) for part in row.parts)
    for part, (least, _) in zip(row.parts, ranges, strict=True):
        if alike and least > likely(row.total)[1]:
            return failed(
                f"The text counts {_plain(part.figure.value)} {part.of} among {stated} in all: a part larger than its total. "
                "The source of the count would settle which is right."
            )
    told = f"{listed} makes {_plain(sum((part.figure.value for part in row.parts), Decimal(0)))}, of a stated {stated}"
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
    added = _plain(sum((part.figure.value for part in row.parts), Decimal(0)))
    listed = " + ".join(_plain(part.figure.value) for part in row.parts)
    told = f"{listed} makes {added}, of a stated {_plain(row.total.value)}"
    if not all(
        (part.figure.counted is None and ELLIPTIC.match(part.of)) or of_one_kind(row.total, part) for part in row.parts
    ):
        return unverifiable(f"{told}: the parts may not be of the same kind as the total.")
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
    if not part.of or part.of.split()[0].lower() in PLACED or named & REMAINDERS:
        return True
    people = bool(whole & PEOPLE) or total.role in HARMED or not whole
    return (people and bool(named & (PEOPLE | ONE_OF_MANY))) or bool(whole & named)


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


# -- headline against body -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRow(Row):
    """A figure of the headline and the body's figures in the same unit: those for the `same` thing, and the `rest`."""

    figure: Figure
    same: tuple[Figure, ...]
    rest: tuple[Figure, ...]


def headline_rows(batch: Batch) -> Iterator[HeadlineRow]:
    """Yield a row for each figure in a headline."""
    for article_id, read in batch.english():
        article = read.article
        for figure in figures_in((article.headline or "")[:LONGEST_HEADLINE])[:MOST_IN_HEADLINE]:
            alike = [other for other in read.reading.figures if other.unit == figure.unit][:MOST_COMPARED]
            same = tuple(other for other in alike if same_thing(figure, other))
            yield HeadlineRow(
                article=article_id,
                subject=f"headline:{figure.start}-{figure.end}",
                figure=figure,
                same=same,
                rest=tuple(other for other in alike if other not in same),
                evidence=(
                    EvidenceSpan(article_id, "headline", article.headline or ""),
                    *_shown(article_id, read, same),
                ),
            )


def _shown(article_id: str, read: ReadArticle, figures: tuple[Figure, ...]) -> tuple[EvidenceSpan, ...]:
    return tuple(
        quoted(article_id, read.article.body, *sentence_around(read, figure.start, figure.end))
        for figure in figures[:3]
    )


def same_thing(one: Figure, other: Figure) -> bool:
    """Say whether two figures count the same: in the same role, or by the same words where neither has a role."""
    if one.unit != other.unit or one.role != other.role:
        return False
    if one.role is not None:
        return True
    counted = _thing(one.counted)
    return counted is not None and counted == _thing(other.counted)


def _thing(counted: str | None) -> str | None:
    """Return the words that say what is counted, in one spelling: without case, article and plural."""
    words = [word.lower() for word in WORD.findall(counted or "") if word.lower() not in ("the", "a", "an")]
    if not words:
        return None
    return " ".join(words).removesuffix("s")


def judge_headline(row: HeadlineRow) -> Judgement:
    """Fail only where the body counts the same thing, and none of its figures can be the headline's."""
    headline = row.figure.text.strip()
    if any(agree(meant(row.figure), meant(figure)) for figure in row.same):
        return passed(f"The headline's “{headline}” is borne out by the body.")
    if any(agree(likely(row.figure), likely(figure)) for figure in row.rest):
        return passed(f"The body gives the headline's “{headline}”.")
    if not row.same:
        return unverifiable(f"The body gives no figure that can be held against the headline's “{headline}”.")
    said = ", ".join(dict.fromkeys(f"“{_worded(figure)}”" for figure in row.same[:4]))
    if all(_far_apart(row.figure.value, figure.value) for figure in row.same):
        return unverifiable(f"The headline says “{headline}”, the body {said}: too far apart to be one count.")
    if _is_sum(row):
        return unverifiable(f"The headline says “{headline}”; the body gives {said}, of which some add up to it.")
    return failed(
        f"The headline says “{headline}”, the body {said} for the same thing. One was changed without the other, or "
        "they count different things; the outlet's latest version would settle it."
    )


def _far_apart(one: Decimal, other: Decimal) -> bool:
    """Say whether one is so much more than the other that they measure two things, as a year's and a day's cases do."""
    low, high = sorted((abs(one), abs(other)))
    return high > low * FAR


def _is_sum(row: HeadlineRow) -> bool:
    """Say whether some of the body's figures add up to the headline's, as the tolls of two places do."""
    headline = likely(row.figure)
    ranges = [likely(figure) for figure in row.same[:MOST_SUMMANDS]]
    return any(
        agree(headline, (sum((one[0] for one in some), Decimal(0)), sum((one[1] for one in some), Decimal(0))))
        for size in range(2, len(ranges) + 1)
        for some in combinations(ranges, size)
    )


HEADLINE_AGAINST_BODY = Rule(
    name="headline against body",
    suite="figures",
    question="A figure in the headline is borne out by the body",
    severity="high",
    flagged=True,
    row=HeadlineRow,
    rows=headline_rows,
    judge=judge_headline,
)


# -- share of total --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow(Row):
    """A part of a whole and its stated percentage."""

    part: Figure
    whole: Figure
    percentage: Figure


def share_rows(batch: Batch) -> Iterator[ShareRow]:
    """Yield a row for each "x of y (z %)"."""
    for article_id, read in batch.english():
        for share in shares_in(read):
            yield ShareRow(
                article=article_id,
                subject=place(share.span.start, share.span.end),
                part=share.part,
                whole=share.whole,
                percentage=share.percentage,
                evidence=(quoted(article_id, read.article.body, share.span.start, share.span.end),),
            )


def judge_share(row: ShareRow) -> Judgement:
    """Compare with the quotient, as far as the digits shown allow."""
    part, whole = likely(row.part), likely(row.whole)
    if whole[0] <= 0 or row.whole.value <= 0:
        return unverifiable("A share of nothing has no percentage.")
    computed = part[0] / whole[1] * HUNDRED, part[1] / whole[0] * HUNDRED
    exact = row.part.value / row.whole.value * HUNDRED
    told = f"{_plain(row.part.value)} of {_plain(row.whole.value)} is {_rounded(exact)} %"
    if agree(computed, rounded_or_cut(row.percentage)):
        return passed(f"{told}, as stated.")
    return failed(
        f"{told}, not “{row.percentage.text.strip()}”. One of the three figures is wrong; the source of the count would settle which."
    )


SHARE_OF_TOTAL = Rule(
    name="share of total",
    suite="figures",
    question="“x of y (z %)”: z is the percentage that x is of y",
    severity="medium",
    flagged=True,
    row=ShareRow,
    rows=share_rows,
    judge=judge_share,
)


# -- change against ends ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow(Row):
    """A quantity before and after, its stated change, and which way it is said to have gone; None where not stated."""

    before: Figure
    after: Figure
    by: Figure | None
    direction: Literal["up", "down"] | None


def change_rows(batch: Batch) -> Iterator[ChangeRow]:
    """Yield a row for each "from x to y, up z %" and each "rose from x to y"."""
    for article_id, read in batch.english():
        for change in changes_in(read):
            yield ChangeRow(
                article=article_id,
                subject=place(change.span.start, change.span.end),
                before=change.before,
                after=change.after,
                by=change.by,
                direction=change.direction,
                evidence=(quoted(article_id, read.article.body, change.span.start, change.span.end),),
            )


def judge_change(row: ChangeRow) -> Judgement:
    """Compare with the change computed from both ends, as far as their digits allow, and with the verb's direction."""
    before, after = likely(row.before), likely(row.after)
    against = _against_the_verb(row)
    if against:
        return against
    if row.by is None:
        return _judge_direction(row)
    if before[0] <= 0 or after[0] < 0:
        return unverifiable("A change from nothing, or across zero, has no percentage.")
    stated = rounded_or_cut(replace(row.by, value=abs(row.by.value)))
    ends = f"From {_plain(row.before.value)} to {_plain(row.after.value)}"
    points = sorted((abs(after[0] - before[1]), abs(after[1] - before[0])))
    gap = abs(row.after.value - row.before.value)
    if row.by.unit == "percentage_point":
        if agree((points[0], points[1]), stated):
            return passed(f"{ends} is {_plain(gap)} points, as stated.")
        return failed(
            f"{ends} is {_plain(gap)} percentage points, not “{row.by.text.strip()}”. The source of the two figures would settle it."
        )
    shares = sorted((abs(after[0] / before[1] - 1) * HUNDRED, abs(after[1] / before[0] - 1) * HUNDRED))
    exact = gap / row.before.value * HUNDRED
    if agree((shares[0], shares[1]), stated):
        return passed(f"{ends} is {_rounded(exact)} %, as stated.")
    if row.before.unit == "percent" and agree((points[0], points[1]), stated):
        return unverifiable(
            f"{ends} is {_plain(gap)} percentage points, or {_rounded(exact)} %: “{row.by.text.strip()}” is right only if points are meant."
        )
    return failed(
        f"{ends} is {_rounded(exact)} %, not “{row.by.text.strip()}”. One of the three figures is wrong; their source would settle which."
    )


def _against_the_verb(row: ChangeRow) -> Judgement | None:
    """Return a failure where the ends, whatever their rounding, lie the other way than the verb says."""
    before, after = meant(row.before), meant(row.after)
    if not (row.direction == "up" and after[1] < before[0]) and not (row.direction == "down" and after[0] > before[1]):
        return None
    said, is_ = ("a rise", "a fall") if row.direction == "up" else ("a fall", "a rise")
    return failed(
        f"From {_plain(row.before.value)} to {_plain(row.after.value)} is {is_}, but the text calls it {said}. The verb "
        "is wrong, or the two figures are exchanged; their source would settle which."
    )


def _judge_direction(row: ChangeRow) -> Judgement:
    ends = f"From {_plain(row.before.value)} to {_plain(row.after.value)}"
    if (row.after.value > row.before.value) if row.direction == "up" else (row.after.value < row.before.value):
        return passed(f"{ends} is {'a rise' if row.direction == 'up' else 'a fall'}, as stated.")
    return unverifiable(f"{ends}: the figures are too roughly stated to say which way it went.")


CHANGE_AGAINST_ENDS = Rule(
    name="change against ends",
    suite="figures",
    question="“From x to y, up z %”: z is the change from x to y, and the verb has its direction",
    severity="medium",
    flagged=True,
    row=ChangeRow,
    rows=change_rows,
    judge=judge_change,
)


# -- unit pair -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionRow(Row):
    """One quantity in two units."""

    first: Figure
    second: Figure


def conversion_rows(batch: Batch) -> Iterator[ConversionRow]:
    """Yield a row for each quantity with the same in another unit behind it, in brackets."""
    for article_id, read in batch.english():
        for pair in conversions_in(read):
            yield ConversionRow(
                article=article_id,
                subject=place(pair.span.start, pair.span.end),
                first=pair.first,
                second=pair.second,
                evidence=(quoted(article_id, read.article.body, pair.span.start, pair.span.end),),
            )


def judge_conversion(row: ConversionRow) -> Judgement:
    """Convert both to one unit; rounding of either, and a plain number for the second, are allowed."""
    first, second = TO_BASE.get(row.first.unit or ""), TO_BASE.get(row.second.unit or "")
    told = f"“{row.first.text.strip()}” and “{row.second.text.strip()}”"
    if first is None or second is None or first[0] != second[0]:
        return unverifiable(f"{told}: no fixed rate leads from {row.first.unit} to {row.second.unit}.")
    computed = row.first.value * first[1] / second[1]
    slack = max(
        computed.copy_abs() * CONVERSION_SLACK,
        half_of_last_digit(row.second),
        min(half_of_last_digit(row.first), row.first.value.copy_abs() / 10) * first[1] / second[1],
    )
    if abs(computed - row.second.value) <= slack:
        return passed(f"{told} are the same, rounded.")
    return failed(
        f"{told}: the first is {_rounded(computed)} {_in_words(row.second.unit)}. One of the two was converted wrongly; "
        "whoever measured it would know in which unit."
    )


def _in_words(unit: str | None) -> str:
    """Write a unit's name as prose has it: "kilometers", "square meters", "feet"."""
    name, power, exponent = (unit or "").partition(" ** ")
    plural = IRREGULAR.get(name, f"{name}s").replace("_", " ")
    return f"{'cubic' if exponent == '3' else 'square'} {plural}" if power else plural


UNIT_PAIR = Rule(
    name="unit pair",
    suite="figures",
    question="A quantity given in two units is the same in both",
    severity="low",
    flagged=True,
    row=ConversionRow,
    rows=conversion_rows,
    judge=judge_conversion,
)


def _plain(value: Decimal) -> str:
    """Write a value as a newspaper does: 48,189, 4.2, never 4.8E+4."""
    return f"{value.normalize():,f}" if value else "0"


def _rounded(value: Decimal) -> str:
    return _plain(value.quantize(Decimal("0.1"))) if abs(value) < MOST_DIGITS else f"{value:.2e}"


def _worded(figure: Figure) -> str:
    hedge = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about ", "=": ""}[
        figure.hedge
    ]
    return f"{hedge}{figure.text.strip()}"
