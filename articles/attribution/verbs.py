"""Which words are verbs: cues, finite verbs and the main verb of a clause, read by closed word classes and no model."""

from __future__ import annotations

from articles.attribution.cues import (
    ADJECTIVAL,
    ADVERBS,
    ALSO_NOUNS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    CUES,
    DAY_MODIFIERS,
    DAY_WORDS,
    DETERMINERS,
    FINITE,
    FINITE_AUXILIARIES,
    HABITS,
    MONTHS,
    NOT_ADVERBS,
    OBJECTS,
    PARTICIPLES,
    PARTICLES_OF_VERBS,
    PLAIN_SUBJECTS,
    PLURALS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    PRONOMINAL,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    Cue,
)
from articles.attribution.units import QUOTE, Unit


def cue_at(unit: Unit, at: int) -> Cue | None:
    """Return the cue verb at a position, or None where the form is a noun or an adjective there."""
    cue = CUES.get(unit.lows[at])
    if cue is None:
        return None
    word = unit.words[at]
    before = unit.lows[at - 1] if at else ""
    after = unit.lows[at + 1] if at + 1 < len(unit) else ""
    if word[:1].isupper() and at and before != QUOTE:
        return None
    if before in DETERMINERS and before not in PRONOMINAL:
        return None
    if _means_else(unit, at, cue, after):
        return None
    if cue.form == "base":
        return cue if (before, after) != (",", ",") and _base_is_verb(unit, at) else None
    if unit.lows[at] in ALSO_NOUNS and not _noun_is_verb(unit, at, before, after):
        return None
    if (
        unit.lows[at] in ADJECTIVAL
        and after
        and after not in {"that", "to", ",", QUOTE, ":", "."}
        and (before in PREPOSITIONS or before == "than")
    ):
        return None
    return cue


def _means_else(unit: Unit, at: int, cue: Cue, after: str) -> bool:
    """Tell "began to" and "made a bridge", which say nothing."""
    if cue.lemma in {"begin", "continue"}:
        return after == "to"
    return cue.lemma in PARTICLES_OF_VERBS and particle_end(unit, at, cue) is None


def particle_end(unit: Unit, at: int, cue: Cue) -> int | None:
    """Return where a verb like "point out" ends; None where its other words do not follow."""
    for particle in PARTICLES_OF_VERBS[cue.lemma]:
        end = at + 1 + len(particle)
        if tuple(unit.lows[at + 1 : end]) == particle and unit.lows[end : end + 1] == ["that"]:
            return end
    return None


def _base_is_verb(unit: Unit, at: int) -> bool:
    """A bare form is a verb after a plural or pronoun subject, or behind "will" or "did"."""
    noun_too = unit.lows[at] in ALSO_NOUNS
    after = unit.lows[at + 1] if at + 1 < len(unit) else ""
    before = unit.lows[at - 1] if at else ""
    while before in ADVERBS and at > 1:
        at -= 1
        before = unit.lows[at - 1]
    if before == "," and after in {"that", "to"}:
        # "Vale and her deputy, Una Thorsk, plan to"
        return "and" in unit.lows[max(0, at - 12) : at]
    if before in PLAIN_SUBJECTS or (before in AUXILIARIES and before not in BE):
        return True
    if before == "to" and at > 1 and unit.lows[at - 2] in HABITS:
        return at < 3 or unit.lows[at - 3] not in BE
    if before == "to" or before in DETERMINERS - QUANTIFIERS or before in PREPOSITIONS:
        return False
    if not noun_too:
        return bool(before) and (before[0].isalpha() or before in {",", QUOTE, ")"})
    plural = _plural_head(unit, at) or _is_plural(before)
    return plural and (after in {"that", "to"} or after in PRONOUNS or after in DETERMINERS)


def _plural_head(unit: Unit, end: int) -> bool:
    """Tell a plural subject by its head: "opponents of the dam"."""
    for at in range(end - 1, max(0, end - 7), -1):
        low = unit.lows[at]
        if not low[0].isalpha() or low in COORDINATORS:
            return False
        if low in FINITE or low in PARTICIPLES:
            # "records released last week"
            following = unit.lows[at + 1] if at + 1 < end else ""
            reduced = low.endswith("ed") and (
                following in PREPOSITIONS or following in DAY_MODIFIERS or is_day(following)
            )
            return reduced and _is_plural(unit.lows[at - 1])
        if low in PREPOSITIONS:
            before = unit.lows[at - 1]
            return _is_plural(before)
    return False


def _is_plural(low: str) -> bool:
    return low in PLURALS or (low.endswith("s") and not low.endswith(("'s", "’s", "ss", "us", "is")))


def _noun_is_verb(unit: Unit, at: int, before: str, after: str) -> bool:
    if before in PREPOSITIONS or before in POSSESSIVE_PRONOUNS or before.endswith(("'s", "’s", "ing")) or not at:
        return False
    if before in FINITE or (before in CUES and before not in ALSO_NOUNS) or before in BE:
        return False
    if after in {"that", "to", QUOTE, ":"} or after in PRONOUNS or after in DETERMINERS:
        return True
    if after in FINITE or after in FINITE_AUXILIARIES:
        return False
    if at == 1 and after in PREPOSITIONS - {"for"}:
        # A capital at the start of a sentence is no name: "Insurance claims in the valley".
        return False
    if after and (unit.words[at + 1][:1].isupper()):
        return True
    return before in PRONOUNS or before == "who" or unit.words[at - 1][:1].isupper()


def is_adverb(low: str) -> bool:
    """Tell an adverb by the table or by its ending."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS)


def is_finite(unit: Unit, at: int) -> bool:
    """Tell whether a word is, as far as it can be told, the finite verb of some clause."""
    known = unit.finite[at]
    if known is None:
        known = unit.finite[at] = _is_finite(unit, at)
    return known


def _is_finite(unit: Unit, at: int) -> bool:
    low = unit.lows[at]
    if low in FINITE_AUXILIARIES:
        return True
    cue = CUES.get(low)
    if (cue is None and low not in FINITE and not low.endswith("ed")) or unit.words[at][:1].isupper():
        return False
    before = unit.lows[at - 1] if at else ""
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    if low in FINITE:
        return not (at + 1 < len(unit) and unit.lows[at + 1] == "by")
    if cue is None:
        plain_past = len(low) > 4 and "-" not in low and at > 0 and before not in {",", "and", "or"}
        return plain_past and not is_adverb(before) and _takes_object(unit, at + 1)
    if cue.form not in {"past", "present"}:
        return False
    if low in ADJECTIVAL or low in ALSO_NOUNS:
        return cue_at(unit, at) is not None and at + 1 < len(unit) and unit.lows[at + 1] != "by"
    return True


def _takes_object(unit: Unit, at: int) -> bool:
    if at >= len(unit):
        return False
    low = unit.lows[at]
    return low in DETERMINERS or low in PRONOUNS or low in OBJECTS or unit.words[at][:1].isupper() or low[0].isdigit()


def is_day(low: str) -> bool:
    """Tell a weekday, month, part of the day or period."""
    return low in DAY_WORDS or low in MONTHS


def main_verb(unit: Unit, start: int, end: int) -> int | None:
    """Return the first finite verb of a clause that stands in no relative clause of its subject."""
    at = start
    while at < end:
        low = unit.lows[at]
        if low in RELATIVES and at > start and low != "that":
            commas = unit.lows[at - 1] == ","
            verb = next((k for k in range(at + 1, end) if is_finite(unit, k)), None)
            if verb is None:
                return None
            at = verb + 1
            while at < end and (is_finite(unit, at) or is_adverb(unit.lows[at])):
                at += 1
            if commas:
                while at < end and unit.lows[at] != ",":
                    at += 1
            continue
        if is_finite(unit, at) and (at > start or low in FINITE_AUXILIARIES):
            return at
        at += 1
    return None
