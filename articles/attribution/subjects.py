"""The subject of a verb: title, apposition and relative clause included."""

from __future__ import annotations

from articles.attribution.cues import (
    ASIDE_OPENERS,
    AUXILIARIES,
    BREAKS,
    CLAUSE_BREAKERS,
    CLAUSE_OPENERS,
    COORDINATORS,
    CUES,
    CUTTING_PARTICIPLES,
    DAY_MODIFIERS,
    DETERMINERS,
    HABITS,
    LEADING,
    LEADING_PARTICIPLES,
    MONTHS,
    NOMINAL,
    PERFECT,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    VERB_HELPERS,
)
from articles.attribution.nouns import ROLES, plain
from articles.attribution.phrases import LONGEST_SOURCE, is_reduced, small_phrase, trimmed
from articles.attribution.units import QUOTE, Unit
from articles.attribution.verbs import is_adverb, is_day, is_finite, main_verb

PERSONAL_SUBJECTS = frozenset({"he", "she", "they"})


FARTHEST = 60
"""How many words a subject may stand from its verb."""


def before_verb(unit: Unit, verb: int, floor: int) -> int:
    """Return where the words end that stand before a verb, its auxiliaries, adverbs and days."""
    end = verb
    lows = unit.lows
    while end > floor:
        low = lows[end - 1]
        named = unit.words[end - 1][:1].isupper() and end - 2 >= floor and unit.words[end - 2][:1].isupper()
        if ((low in AUXILIARIES or is_adverb(low) or low in VERB_HELPERS) and not named) or (
            low in HABITS and lows[end] == "to" and not named
        ):
            end -= 1
        elif (is_day(low) and not (low == "may" and named)) or (
            low.isdigit() and end - 2 >= floor and lows[end - 2] in MONTHS
        ):
            cut = end - 1
            while cut > floor and (lows[cut - 1] in DAY_MODIFIERS or is_day(lows[cut - 1])):
                cut -= 1
            if cut <= floor or lows[cut - 1].endswith("ed"):
                break
            end = cut
        else:
            break
    return end


def _clause_start(unit: Unit, end: int, floor: int) -> int:
    """Return where the clause starts that ends before a verb: behind the last hard break."""
    start = max(floor, end - FARTHEST)
    for at in range(end - 1, start - 1, -1):
        low = unit.lows[at]
        if (
            low == QUOTE
            and at > start
            and at + 1 < end
            and (unit.lows[at - 1] in DETERMINERS or unit.lows[at - 1].endswith(("'s", "’s")))
        ):
            continue
        if low in BREAKS and not _in_brackets(unit, at, end):
            return at + 1
        if low in CLAUSE_BREAKERS and at > start and not (low == "that" and unit.lows[at - 1] in PREPOSITIONS):
            return at + 1
    return start


def _in_brackets(unit: Unit, at: int, end: int) -> bool:
    """Tell whether a bracket belongs to a pair within the phrase: "the council (SNSC) said"."""
    low = unit.lows[at]
    if low == ")":
        return "(" in unit.lows[max(0, at - 8) : at]
    if low == "(":
        return ")" in unit.lows[at + 1 : min(end, at + 9)]
    return False


def _opens_phrase(unit: Unit, at: int) -> bool:
    low = unit.lows[at]
    return low in DETERMINERS or low in PRONOUNS or unit.words[at][:1].isupper()


def skip_opening(unit: Unit, start: int, end: int) -> int:
    """Skip "But", "However,", "On Tuesday," and other openings that belong to no subject."""
    lows = unit.lows
    while start < end and (
        lows[start] in COORDINATORS
        or lows[start] == ","
        or (is_adverb(lows[start]) and lows[start] != "both")
        or (is_day(lows[start]) and start + 1 < end)
    ):
        start += 1
    if start >= end or not _leads(unit, start, end):
        return start
    commas = [at for at in range(start, end) if lows[at] == ","]
    if commas and commas[-1] == end - 1:
        # The subject ends in an apposition, so the opening ends at the first comma that a phrase follows.
        inner = commas[:-1]
        return next((at + 1 for at in inner if _opens_phrase(unit, at + 1)), inner[0] + 1 if inner else start)
    return commas[-1] + 1 if commas else start


def _leads(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a clause opens with a phrase of time, place or circumstance."""
    low = unit.lows[start]
    if low in LEADING and low not in DETERMINERS:
        return True
    if low in LEADING_PARTICIPLES or (low in CUES and low.endswith(("ing", "ed"))):
        return True
    return low.endswith("ing") and start == 0 and "," in unit.lows[start:end]


def subject_of(unit: Unit, verb: int, floor: int) -> tuple[int, int] | None:
    """Read the subject that stands before a verb: title, apposition and relative clause included."""
    end = before_verb(unit, verb, floor)
    if end <= floor:
        return None
    last = unit.lows[end - 1]
    if last == "that":
        return None
    if last in PERSONAL_SUBJECTS:
        return end - 1, end
    if last in {"who", "which"}:
        cue = CUES.get(unit.lows[verb])
        speaks = last == "who" or (cue is not None and not cue.frames.isdisjoint("sto"))
        return antecedent(unit, end - 1, floor) if speaks else None
    if last in COORDINATORS or (last == "," and unit.lows[verb - 1] in COORDINATORS):
        return clause_subject(unit, end - 1, floor)
    return _with_relative(unit, end, floor) if last == "," else _plain_subject(unit, end, floor)


def _with_relative(unit: Unit, end: int, floor: int) -> tuple[int, int] | None:
    """Read "Name, who was there," or "Name, the minister," back from its last comma."""
    lows = unit.lows
    for at in range(end - 2, max(floor + 1, end - LONGEST_SOURCE), -1):
        if lows[at] in {"who", "whose"} and lows[at - 1] == ",":
            head = _plain_subject(unit, at - 1, floor)
            return (head[0], end - 1) if head else None
    start = skip_opening(unit, _clause_start(unit, end, floor), end)
    return _with_apposition(unit, start, end - 1) if start < end else None


def _plain_subject(unit: Unit, end: int, floor: int) -> tuple[int, int] | None:
    start = skip_opening(unit, _clause_start(unit, end, floor), end)
    if start >= end:
        return None
    commas = [at for at in range(start, end) if unit.lows[at] == ","]
    if commas and not _is_list(unit, start, end):
        start = skip_opening(unit, commas[-1] + 1, end)
    if end - start > 2 and unit.lows[start] in {"a", "an"} and unit.lows[start + 1] in NOMINAL:
        # "..., a promise scholars say she cannot keep", unlike "a statement from the port"
        described = unit.lows[start + 2] in PREPOSITIONS or unit.lows[start + 2].endswith("ed")
        start += 0 if described else 2
    relative = next((at for at in range(end - 2, start, -1) if unit.lows[at] in {"who", "whom", "which"}), None)
    if relative is not None and not any(is_finite(unit, at) for at in range(relative + 1, end)):
        # "a man who officials say is ...": the relative clause has a subject of its own.
        start = relative + 1
    return trimmed(unit, _cut_at_verb(unit, start, end, floor))


def _is_list(unit: Unit, start: int, end: int) -> bool:
    """Tell "A, B and C" from "the deal fell through, Smith"."""
    lows = unit.lows
    if "and" not in lows[start:end] or any(is_finite(unit, at) for at in range(start, end)):
        return False
    last = max(at for at in range(start, end) if lows[at] == ",")
    return "and" in lows[last:end] and end - start < 25


def _cut_at_verb(unit: Unit, start: int, end: int, floor: int) -> tuple[int, int] | None:
    """Keep only what follows an earlier clause's verb."""
    verb = main_verb(unit, start, end)
    while verb is not None and is_reduced(unit, verb) and not (set(unit.lows[verb:end]) & (COORDINATORS | {","})):
        verb = main_verb(unit, verb + 1, end) if verb + 1 < end else None
    if verb is None:
        return (start, end) if start < end else None
    if unit.lows[verb] in PERFECT and unit.lows[verb + 1] in PREPOSITIONS:
        return trimmed(unit, (start, verb))
    for at in range(end - 1, verb, -1):
        if unit.lows[at] in COORDINATORS or unit.lows[at] in CLAUSE_OPENERS:
            return _cut_at_verb(unit, at + 1, end, floor) if at + 1 < end else trimmed(unit, (start, verb))
    small = small_phrase(unit, end, verb + 1) if end > verb + 1 else end
    return (small, end) if small < end else None


def _with_apposition(unit: Unit, start: int, end: int) -> tuple[int, int] | None:
    """Read "Name, the minister," back from its last comma; drop what says only how or where it was said."""
    lows = unit.lows
    commas = [at for at in range(start, end) if lows[at] == ","]
    for at in commas:
        after = lows[at + 1] if at + 1 < end else ""
        if (after.endswith("ing") and after != "king") or after in ASIDE_OPENERS | CUTTING_PARTICIPLES:
            end = at
            break
    inner = [at for at in commas if at < end]
    if len(inner) > 1 and _names_one(unit, (inner[-2] + 1, inner[-1]), (inner[-1] + 1, end)):
        return trimmed(unit, (inner[-2] + 1, end))
    verb = main_verb(unit, start, min(inner or [end]))
    if verb is not None:
        # The clause already has its verb, so the commas enclose something within it: the nearest phrase is the subject.
        if inner:
            return trimmed(unit, (skip_opening(unit, inner[0] + 1, end), end))
        return None
    return trimmed(unit, (start, end))


def _names_one(unit: Unit, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell "the mayor, Una Thorsk" and "Una Thorsk, the mayor" from any other two phrases."""
    if first[0] >= first[1] or second[0] >= second[1] or first[1] - first[0] > 10:
        return False
    if any(is_finite(unit, at) for at in range(*first)):
        return False
    names = [all(word[:1].isupper() for word in unit.words[slice(*part)]) for part in (first, second)]
    offices = [any(plain(low) in ROLES for low in unit.lows[slice(*part)]) for part in (first, second)]
    if names[1] and offices[0]:
        low = unit.lows[first[0]]
        return low in DETERMINERS or low.endswith(("'s", "’s")) or plain(low) in ROLES
    return names[0] and first[1] - first[0] > 1 and (offices[1] or unit.lows[second[0]] in {"a", "an", "the"})


def antecedent(unit: Unit, relative: int, floor: int) -> tuple[int, int] | None:
    """Return the noun phrase that "who" stands for."""
    lows = unit.lows
    end = relative
    if end > floor and lows[end - 1] == ",":
        end -= 1
    at = end
    determined = False
    while at > floor and end - at < 16:
        low = lows[at - 1]
        if low in {"of", "for", "at", "in", "from"} and at < end and at - 2 >= floor and not is_finite(unit, at - 2):
            if is_day(lows[at - 2]) or (
                low in {"in", "at", "from"} and not determined and not unit.words[at][:1].isupper()
            ):
                break
            determined = False
        elif (
            determined
            or not low[0].isalnum()
            or low in PREPOSITIONS
            or low in COORDINATORS
            or low in SUBORDINATORS
            or (
                is_finite(unit, at - 1)
                or low in PRONOUNS
                or (low.endswith("ing") and not unit.words[at - 1][:1].isupper())
            )
        ):
            break
        elif low in DETERMINERS and not (at - 2 >= floor and lows[at - 2] in {"the", "a", "these", "those"}):
            determined = True
        at -= 1
    return trimmed(unit, (at, end))


def clause_subject(unit: Unit, end: int, floor: int) -> tuple[int, int] | None:
    """Return the subject of the clause that a coordinated verb or a participle leans on."""
    lows = unit.lows
    start = floor
    for at in range(end - 1, max(floor, end - FARTHEST) - 1, -1):
        if lows[at] in {";", "—", "–"} or (lows[at] == QUOTE and at > floor):
            start = at + 1
            break
    start = skip_opening(unit, start, end)
    verb = main_verb(unit, start, end)
    if verb is None:
        return None
    stop = before_verb(unit, verb, start)
    while stop > start and lows[stop - 1] == ",":
        stop -= 1
    if stop <= start or (lows[start] in PREPOSITIONS or lows[start] in SUBORDINATORS):
        return None
    commas = [at for at in range(start, stop) if lows[at] == ","]
    if commas and lows[verb - 1] != "," and not _is_list(unit, start, stop):
        start = commas[-1] + 1
    return trimmed(unit, (start, stop))
