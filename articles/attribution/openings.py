"""Where the content behind a cue starts, by what the frames of its verb let follow."""

from __future__ import annotations

from articles.attribution.cues import (
    ADJECTIVAL,
    APPOINTMENTS,
    CLAUSE_STOPS,
    CONTENT_OPENERS,
    CURRENCY,
    DETERMINERS,
    DOCUMENT_SOURCES,
    FINDING_VERBS,
    HEARER_PRONOUNS,
    LEADING,
    LEGAL_ACTS,
    LEGAL_MATTERS,
    OBJECT_PRONOUNS,
    PARTICLES_OF_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    SECOND_PHRASE,
    STOPS,
    TOPIC_PREPOSITIONS,
    TOPICS_OF_CALLS,
    Cue,
)
from articles.attribution.phrases import small_phrase
from articles.attribution.quotations import is_title
from articles.attribution.settings import skip_setting, skip_settings
from articles.attribution.units import QUOTE, Unit
from articles.attribution.verbs import is_day, is_finite, particle_end

SHORT_PHRASE = 4
"""Words; behind "that" so many are a clause even where no verb of theirs is known."""
ENDINGS: tuple[list[str], ...] = ([], [","], ["."], [":"], [";"], ["and"], ["or"])


def _that_ahead(unit: Unit, at: int) -> int | None:
    """Return the position of a "that" which opens the content behind a prepositional phrase, if one does."""
    for k in range(at, min(len(unit), at + 22)):
        low = unit.lows[k]
        if low == "that":
            following = unit.lows[k + 1] if k + 1 < len(unit) else ""
            if following and not is_finite(unit, k + 1):
                return k
            return None
        if low in {".", ":", ";"} or (k > at and low in PRONOUNS) or (low == QUOTE and not is_title(unit.words[k])):
            return None
        if k > at and is_finite(unit, k):
            return None
    return None


def hearer_end(unit: Unit, at: int) -> int:
    """Return the end of whoever was told."""
    lows = unit.lows
    size = len(unit)
    if at < size and lows[at] in HEARER_PRONOUNS:
        return at + 1
    end = at
    while end < size and end - at < 18:
        low = lows[end]
        if low in {"that", ":", ",", ".", QUOTE, ";", "to"} or low in QUESTION_WORDS - {"who"}:
            break
        if low in PRONOUNS and end > at:
            break
        if end > at and (is_day(low) or low in PREPOSITIONS) and skip_setting(unit, end) > end:
            break
        if (
            end > at
            and low in CONTENT_OPENERS
            and lows[end - 1] not in PREPOSITIONS
            and lows[end - 1] not in {"and", "all"}
        ):
            break
        if end > at and is_finite(unit, end):
            end = small_phrase(unit, end, at + 1)
            break
        end += 1
    return end


def content_start(unit: Unit, at: int, cue: Cue) -> int | None:
    """Return where the content behind a cue starts, by what the verb's frames let follow; None for none."""
    lows = unit.lows
    frames = cue.frames
    after = at + 1
    if "o" in frames and after < len(unit) and lows[after] not in {"that", ":", QUOTE}:
        ahead = hearer_end(unit, after)
        if "s" not in frames or lows[ahead : ahead + 1] == ["that"]:
            after = ahead
    if cue.lemma in PARTICLES_OF_VERBS:
        return (particle_end(unit, at, cue) or at) + 1
    settled = skip_settings(unit, after)
    if settled >= len(unit):
        return None
    low = lows[settled]
    if low == QUOTE:
        return settled
    if low in {":", ","} and lows[settled + 1 : settled + 2] == [QUOTE]:
        return settled + 1
    if "p" in frames:
        return None
    if not low[0].isalnum():
        return _behind_mark(unit, settled, frames)
    return _behind_word(unit, at, cue, settled, heard=after > at + 1)


def _behind_mark(unit: Unit, settled: int, frames: frozenset[str]) -> int | None:
    low = unit.lows[settled]
    if low == ":" and not frames.isdisjoint("sot"):
        return settled + 1
    if low == "," and settled + 2 < len(unit):
        return _behind_aside(unit, settled, frames)
    return settled if low in CURRENCY and not frames.isdisjoint("sn") else None


def _leads_phrase(unit: Unit, at: int, frames: frozenset[str]) -> bool:
    """Tell the infinitive that is the content, "hopes to persuade voters that", from "said to reporters that"."""
    if unit.lows[at] != "to" or frames.isdisjoint("iox") or not _is_infinitive(unit, at):
        return False
    return "o" not in frames or _that_ahead(unit, at) is None


def points(unit: Unit, that: int) -> bool:
    """Tell "disputes that figure" from "says that it is wrong"."""
    stop = next((at for at in range(that, len(unit)) if unit.lows[at] in CLAUSE_STOPS), len(unit))
    if stop - that > SHORT_PHRASE or QUOTE in unit.lows[that:stop]:
        return False
    return not any(is_finite(unit, at) for at in range(that + 1, stop))


def _says_nothing(unit: Unit, cue: Cue, at: int) -> bool:
    """Tell "believed him" and "confirmed her nomination"."""
    if unit.lows[at] in OBJECT_PRONOUNS and unit.lows[at + 1 : at + 2] in ENDINGS:
        return True
    return cue.lemma == "confirm" and not APPOINTMENTS.isdisjoint(unit.lows[at : at + 5])


def _behind_word(unit: Unit, at: int, cue: Cue, settled: int, *, heard: bool) -> int | None:
    frames = cue.frames
    low = unit.lows[settled]
    if low == "that":
        return settled if points(unit, settled) else settled + 1
    if _says_nothing(unit, cue, settled):
        return None
    if low in PREPOSITIONS and not _leads_phrase(unit, settled, frames):
        ahead = None if frames.isdisjoint("sto") else _that_ahead(unit, settled)
        if ahead is not None or low == "to":
            return ahead + 1 if ahead is not None else settled + 1 if cue.lemma == "object" else None
    elif low == "to":
        return settled
    if low in TOPIC_PREPOSITIONS and not ("s" in frames and finite_ahead(unit, settled)):
        return settled + 1 if "f" in frames and low in TOPICS_OF_CALLS else _quote_ahead(unit, settled)
    if low in QUESTION_WORDS and not frames.isdisjoint("wsot"):
        return settled
    if "s" in frames or heard:
        return settled if cue.lemma != "add" or finite_ahead(unit, settled, 40) else None
    return settled if _takes_phrase(unit, at, cue, settled) else _quote_ahead(unit, settled)


def _takes_phrase(unit: Unit, at: int, cue: Cue, start: int) -> bool:
    """Tell whether a noun phrase, a phrase with infinitive, or a bare clause may be this verb's content."""
    frames = cue.frames
    low = unit.lows[start]
    if cue.lemma in LEGAL_ACTS and not LEGAL_MATTERS.isdisjoint(unit.lows[start : start + 5]):
        return False
    if "n" in frames and not is_finite(unit, start):
        # "confirmed the attack" reports, "confirmed Judge Example" appoints.
        return cue.lemma != "confirm" or not unit.words[start][:1].isupper()
    if cue.lemma in FINDING_VERBS and set(unit.lows[max(0, at - 12) : at]) & DOCUMENT_SOURCES:
        return True
    if cue.lemma == "find" and low in {"no", "little"}:
        return True
    if "x" in frames and _infinitive_ahead(unit, start):
        return True
    if cue.lemma == "call" and _names_twice(unit, start):
        return True
    if "t" not in frames or unit.lows[at] in ADJECTIVAL:
        return False
    return low in PRONOUNS or (low not in LEADING and finite_ahead(unit, start, 6))


def _behind_aside(unit: Unit, comma: int, frames: frozenset[str]) -> int | None:
    """Read on behind an aside: "said, after the vote, that ..."."""
    lows = unit.lows
    close = next((k for k in range(comma + 1, min(len(lows), comma + 16)) if lows[k] == ","), None)
    if (
        close is not None
        and close + 1 < len(lows)
        and lows[close + 1] in {"that", QUOTE}
        and not frames.isdisjoint("sotq")
    ):
        return close + (2 if lows[close + 1] == "that" else 1)
    return None


def finite_ahead(unit: Unit, start: int, reach: int = 20) -> bool:
    """Tell whether a finite verb follows within the clause."""
    for at in range(start + 1, min(len(unit), start + reach)):
        if unit.lows[at] in CLAUSE_STOPS:
            return False
        if is_finite(unit, at):
            return True
    return False


def _names_twice(unit: Unit, start: int) -> bool:
    """Read "called the move a stunt": two noun phrases in a row."""
    lows = unit.lows
    for at in range(start + 1, min(len(lows), start + 12)):
        if lows[at] in {",", ".", ";"} or is_finite(unit, at):
            return False
        if lows[at] in SECOND_PHRASE and lows[at - 1] not in PREPOSITIONS:
            return True
    return False


def _is_infinitive(unit: Unit, to: int) -> bool:
    """Tell "to leave" from "to 653" and "to the house"."""
    if to + 1 >= len(unit):
        return False
    low = unit.lows[to + 1]
    return low[0].isalpha() and low not in DETERMINERS and low not in PRONOUNS and not unit.words[to + 1][:1].isupper()


def _infinitive_ahead(unit: Unit, start: int) -> bool:
    lows = unit.lows
    for at in range(start, min(len(lows), start + 12)):
        if lows[at] in STOPS:
            return False
        if lows[at] == "to" and _is_infinitive(unit, at):
            return True
    return False


def _quote_ahead(unit: Unit, start: int) -> int | None:
    """Return where content with quoted words starts: "called the plan "a disaster""."""
    lows = unit.lows
    for at in range(start, min(len(lows), start + 25)):
        if lows[at] == QUOTE:
            return at if lows[at - 1] in {":", ","} else start
        if lows[at] in {";", "."} or (lows[at] == "," and lows[at + 1 : at + 2] != [QUOTE]):
            return None
    return None
