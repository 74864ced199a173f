"""What kind a claim is and how much it is worth checking, with the reasons in plain words."""

from __future__ import annotations

import re
from decimal import Decimal

from articles.claims.signals import (
    ACCUSATION,
    ACCUSING,
    ADVICE,
    CAPTIVES,
    CASUALTIES,
    CHARGE,
    EVENT,
    FIRST_PERSON,
    FREED,
    HEDGED,
    HELD,
    JUDGING,
    MINOR_EVENT,
    PREDICTION,
    Words,
)
from articles.model import Attribution, ClaimKind, DateMention, Figure

WORTH_CHECKING = 0.5
"""From here on a claim matters: casualties, large numbers, accusations, dated events. Colour stays below."""
LEAST_WORTH = 0.05
HARM = "states a casualty figure"
OPINION = "reads as opinion"
NO_SUBSTANCE = "asserts something without figure, date or event"
LARGE = Decimal(1000)
LARGE_SUM = Decimal(10_000)
"""Below this an amount of money is a price, a fee or a wage."""
_ACCUSED = re.compile(r"\b(?:[Aa]ccus(?:e|es|ed|ing)|[Bb]lam(?:e|es|ed|ing))\s")
_NAMED = re.compile(r"(?<=[\w,;:’'] )[A-Z][\w’'-]+")
_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_MONEY = re.compile(r"^[A-Z]{3}$")
_HARM_ROLES = frozenset(
    [
        "killed",
        "injured",
        "wounded",
        "dead",
        "missing",
        "displaced",
        "infected",
        "hostage",
        "abducted",
        "kidnapped",
        "hospitalised",
        "hospitalized",
    ]
)
_SUMS = {"states a sum of money", "states a percentage", "states a large number"}
_VAGUE_SOURCES = frozenset({"anonymous", "unstated"})


def kind_of(text: Words, figures: tuple[Figure, ...], attribution: Attribution | None) -> ClaimKind:
    """Name what a claim states: an accusation, a prediction, a statistic, somebody's words or an event."""
    counted = [figure for figure in figures if not _is_minor(figure)]
    if ACCUSING.shows(text) or (not counted and ACCUSATION.shows(text)):
        return "accusation"
    if PREDICTION.shows(text) and not CASUALTIES.shows(text):
        return "prediction"
    if counted:
        return "statistic"
    if attribution is not None and attribution.mode == "direct":
        return "quotation"
    return "event"


def _is_minor(figure: Figure) -> bool:
    """Tell a duration or an ordinary small number, which is colour, from a statistic."""
    if figure.unit in _TIME_UNITS or figure.role == "age":
        return True
    return figure.unit is None and figure.role is None and figure.value < 3


def worth_of(
    text: str,
    words: Words,
    figures: tuple[Figure, ...],
    dates: tuple[DateMention, ...],
    attribution: Attribution | None,
) -> tuple[float, tuple[str, ...]]:
    """Rank a claim from 0 to 1, with the reasons in plain words, weightiest first."""
    weights = _substance(text, words, figures, dates)
    if not weights:
        weights = [(0.1, NO_SUBSTANCE)]
    if attribution is None:
        weights.append((0.15, "unattributed"))
    elif attribution.kind in _VAGUE_SOURCES:
        weights.append((0.1, "source not named"))
    if HEDGED.shows(words):
        weights.append((0.1, "marked as unconfirmed"))
    weights.sort(key=lambda pair: -pair[0])
    weights += _doubts(words, attribution, {reason for _, reason in weights})
    worth = round(min(1.0, max(LEAST_WORTH, sum(weight for weight, _ in weights))), 2)
    return worth, tuple(reason for _, reason in weights)


def _substance(
    text: str, words: Words, figures: tuple[Figure, ...], dates: tuple[DateMention, ...]
) -> list[tuple[float, str]]:
    """Weigh what a claim states: harm, figures, accusations and events."""
    weights: list[tuple[float, str]] = []
    counted = [figure for figure in figures if not _is_minor(figure)]
    freed = FREED.shows(words)
    harm = CASUALTIES.shows(words)
    if not freed and HELD.shows(words) and CAPTIVES.shows(words):
        harm = True
    if counted and (harm or any(figure.role in _HARM_ROLES for figure in counted)):
        weights.append((0.6, HARM))
    elif counted:
        weights.append(_figure_weight(counted))
    elif harm:
        weights.append((0.3, "reports deaths or injuries"))
    if ACCUSATION.shows(words):
        accused = _ACCUSED.search(text)
        named = CHARGE.shows(words) and _NAMED.search(text, accused.end() - 1 if accused else 0) is not None
        weights.append((0.5, "accuses a named party") if named else (0.3, "makes an accusation"))
    event = EVENT.shows(words)
    if (event or harm) and dates:
        weights.append((0.5, "reports a dated event"))
    elif event and _NAMED.search(text):
        weights.append((0.2, "reports an event"))
    elif dates and MINOR_EVENT.shows(words):
        weights.append((0.2, "reports a dated event of every day"))
    elif dates:
        weights.append((0.1, "gives a date"))
    return weights


def _doubts(words: Words, attribution: Attribution | None, stated: set[str]) -> list[tuple[float, str]]:
    """Weigh what makes a claim less checkable: opinion, the future, the first person.

    What a claim measures can be looked up whatever is thought of it, so only "should" and its like weigh against figures; what is still to come, nobody can.
    """
    marks: list[tuple[float, str]] = []
    if HARM in stated:
        return marks
    measured = not _SUMS.isdisjoint(stated)
    if ADVICE.shows(words) or (not measured and JUDGING.shows(words)):
        marks.append((-0.25, OPINION))
    if PREDICTION.shows(words):
        marks.append((-0.15, "speaks of the future"))
    if not measured and (attribution is None or attribution.mode == "direct") and FIRST_PERSON.shows(words):
        marks.append((-0.2, "spoken in the first person" if attribution else "addresses the reader"))
    return marks


def _figure_weight(figures: list[Figure]) -> tuple[float, str]:
    """Weigh figures by what they measure: money, shares and large numbers above small counts."""
    sums = [figure.value for figure in figures if figure.unit is not None and _MONEY.match(figure.unit)]
    if any(abs(value) >= LARGE_SUM for value in sums):
        return 0.5, "states a sum of money"
    if any(figure.unit in {"percent", "percentage_point"} for figure in figures):
        return 0.5, "states a percentage"
    if any(abs(figure.value) >= LARGE for figure in figures):
        return 0.5, "states a large number"
    if len(figures) > 1:
        return 0.3, "states several figures"
    return 0.2, "states a small sum of money" if sums else "states a figure"
