"""The clauses of English news prose: words, noun phrases and subjects, read by closed word classes and no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.attribution.cues import (
    ADJECTIVAL,
    ADVERBS,
    ALSO_NOUNS,
    APPOSITION_OPENERS,
    ASIDE_OPENERS,
    AUXILIARIES,
    BE,
    BREAKS,
    CLAUSE_BREAKERS,
    CLAUSE_OPENERS,
    CLOSES_ADVERB,
    CONTENT_ADVERBS,
    COORDINATORS,
    CUES,
    CUTTING_PARTICIPLES,
    DASHES,
    DAY_MODIFIERS,
    DAY_OPENERS,
    DAY_WORDS,
    DETERMINERS,
    EMBEDDERS,
    FINITE,
    FINITE_AUXILIARIES,
    LEADING,
    LEADING_CLAUSES,
    LEADING_PARTICIPLES,
    MONTHS,
    NO_SOURCES,
    NOT_ADVERBS,
    OBJECTS,
    OCCASION_LINKS,
    OCCASION_PREPOSITIONS,
    OCCASION_WORDS,
    PARTICIPLES,
    PERFECT,
    PERIODS,
    PHRASE_ENDS,
    PLAIN_SUBJECTS,
    PLURALS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    PRONOMINAL,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVE_PRONOUNS,
    RELATIVES,
    SETTING_PREPOSITIONS,
    SOURCE_PRONOUNS,
    STATING_NOUNS,
    SUBJECT_PREFIXES,
    SUBORDINATORS,
    VERB_HELPERS,
    Cue,
)
from articles.attribution.nouns import ROLES, plain
from articles.model import Span
from articles.sentences import dateline_end

QUOTE = '"'
"""A quotation as a word among words."""

LONGEST_UNIT = 300
"""Words read as one sentence at most; beyond that no clause is followed."""

LONGEST_SOURCE = 45
PERSONAL_SUBJECTS = frozenset({"he", "she", "they"})
FARTHEST = 60
"""How many words a subject may stand from its verb."""

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,6}"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|Jr|Sr|Hon|Adm|Maj|No|Inc|Corp|Ltd|Co)\.(?=[\s,])"
    r"|(?<=[a-z] )[A-Z]\.(?= [A-Z][a-z])"
    r"|(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|[Ww]ho|[Tt]hat|[Tt]here)(?=['’](?:s|d|ve|ll|re|m)\b)"
    r"|['’](?:s|d|ve|ll|re|m)\b"
    r"|\d[\d.,]*\d|\w+(?:['’\-–&/]\w+)*|[^\w\s]"
)
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as words: a quotation is one word, `QUOTE`, whatever it holds."""

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    paragraph: int

    def __len__(self) -> int:
        return len(self.words)


def units_in(text: str, sentences: tuple[Span, ...], quotes: tuple[Span, ...]) -> Iterator[Unit]:
    """Cut the text into sentences that no quotation crosses, and these into words."""
    paragraph = 0
    previous_end = 0
    next_quote = 0
    index = 0
    while index < len(sentences):
        start, end = sentences[index].start, sentences[index].end
        index += 1
        paragraph += "\n" in text[previous_end:start]
        while next_quote < len(quotes) and quotes[next_quote].end <= start:
            next_quote += 1
        last = next_quote
        while True:
            while last < len(quotes) and quotes[last].start < end:
                end = max(end, quotes[last].end)
                last += 1
            if index < len(sentences) and (sentences[index].start < end or _goes_on(text, end, sentences[index].start)):
                end = max(end, sentences[index].end)
                index += 1
                continue
            break
        previous_end = end
        yield from _tokenised(text, dateline_end(text, start, end), end, quotes[next_quote:last], paragraph)


def _goes_on(text: str, end: int, start: int) -> bool:
    """Tell whether a "sentence" only goes on with the cue of the quotation before it: `"Why?" he asked`."""
    return text[end - 1] in "\"”’'" and start - end <= 2 and "\n" not in text[end:start] and text[start].islower()


def _tokenised(text: str, start: int, end: int, quotes: tuple[Span, ...], paragraph: int) -> Iterator[Unit]:
    words: list[str] = []
    lows: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = start
    for quote in (*quotes, None):
        tokens = list(_TOKEN.finditer(text, position, end if quote is None else quote.start))
        found = [token.group() for token in tokens]
        words += found
        lows += [word.lower() for word in found]
        starts += [token.start() for token in tokens]
        ends += [token.end() for token in tokens]
        if quote is not None:
            words.append(quote.text)
            lows.append(QUOTE)
            starts.append(quote.start)
            ends.append(quote.end)
            position = quote.end
    for cut in range(0, len(words), LONGEST_UNIT):
        part = slice(cut, cut + LONGEST_UNIT)
        yield Unit(text, words[part], lows[part], starts[part], ends[part], paragraph)


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


def _base_is_verb(unit: Unit, at: int) -> bool:
    """A bare form is a verb after a plural or pronoun subject, or behind "will" or "did"."""
    noun_too = unit.lows[at] in ALSO_NOUNS
    after = unit.lows[at + 1] if at + 1 < len(unit) else ""
    before = unit.lows[at - 1] if at else ""
    while before in ADVERBS and at > 1:
        at -= 1
        before = unit.lows[at - 1]
    if before in PLAIN_SUBJECTS or (before in AUXILIARIES and before not in BE):
        return True
    if before == "to" or before in DETERMINERS - QUANTIFIERS or before in PREPOSITIONS:
        return False
    if not noun_too:
        return bool(before) and (before[0].isalpha() or before in {",", QUOTE, ")"})
    plural = (
        _plural_head(unit, at)
        or before in PLURALS
        or (before.endswith("s") and not before.endswith(("'s", "’s", "ss", "us", "is")))
    )
    return plural and (after in {"that", "to"} or after in PRONOUNS or after in DETERMINERS)


def _plural_head(unit: Unit, end: int) -> bool:
    """Tell a plural subject by its head: "opponents of the dam"."""
    for at in range(end - 1, max(0, end - 7), -1):
        low = unit.lows[at]
        if not low[0].isalpha() or low in COORDINATORS or low in FINITE:
            return False
        if low in PREPOSITIONS:
            before = unit.lows[at - 1]
            return before in PLURALS or (before.endswith("s") and not before.endswith(("'s", "’s", "ss", "us", "is")))
    return False


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
    low = unit.lows[at]
    if low in FINITE_AUXILIARIES:
        return True
    if unit.words[at][:1].isupper():
        return False
    before = unit.lows[at - 1] if at else ""
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    if low in FINITE:
        return not (at + 1 < len(unit) and unit.lows[at + 1] == "by")
    cue = CUES.get(low)
    if (
        cue is None
        and low.endswith("ed")
        and len(low) > 4
        and "-" not in low
        and at
        and before not in {",", "and", "or"}
    ):
        return not is_adverb(before) and _takes_object(unit, at + 1)
    if cue is not None and cue.form in {"past", "present"}:
        if low in ADJECTIVAL or low in ALSO_NOUNS:
            return cue_at(unit, at) is not None and at + 1 < len(unit) and unit.lows[at + 1] != "by"
        return True
    return False


def _takes_object(unit: Unit, at: int) -> bool:
    if at >= len(unit):
        return False
    low = unit.lows[at]
    return low in DETERMINERS or low in PRONOUNS or low in OBJECTS or unit.words[at][:1].isupper() or low[0].isdigit()


def is_day(low: str) -> bool:
    """Tell a weekday, month, part of the day or period."""
    return low in DAY_WORDS or low in MONTHS


def before_verb(unit: Unit, verb: int, floor: int) -> int:
    """Return where the words end that stand before a verb, its auxiliaries, adverbs and days."""
    end = verb
    lows = unit.lows
    while end > floor:
        low = lows[end - 1]
        named = unit.words[end - 1][:1].isupper() and end - 2 >= floor and unit.words[end - 2][:1].isupper()
        if (low in AUXILIARIES or is_adverb(low) or low in VERB_HELPERS) and not named:
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


def small_phrase(unit: Unit, end: int, floor: int) -> int:
    """Return the start of the smallest noun phrase that ends at a position."""
    at = end - 1
    if unit.lows[at] in SOURCE_PRONOUNS:
        return at
    if unit.words[at][:1].isupper():
        while at > floor and unit.words[at - 1][:1].isupper() and unit.lows[at - 1] not in BREAKS:
            at -= 1
        if at > floor and unit.lows[at - 1] in DETERMINERS:
            at -= 1
        return at
    for back in range(at, max(floor, at - 6) - 1, -1):
        if unit.lows[back] in DETERMINERS:
            return back
        if unit.lows[back] in PREPOSITIONS or unit.lows[back] == ",":
            break
    return at


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
        speaks = last == "who" or set(CUES[unit.lows[verb]].frames) & set("sto")
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
    while verb is not None and _is_reduced(unit, verb) and not (set(unit.lows[verb:end]) & (COORDINATORS | {","})):
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


def trimmed(unit: Unit, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Cut what belongs to no source off a phrase; None where what is left can be none."""
    if span is None:
        return None
    start, end = span
    lows = unit.lows
    while start < end and lows[start] != QUOTE and not lows[start][0].isalnum():
        start += 1
    while start < end and (
        lows[start] in COORDINATORS
        or lows[start] in SUBJECT_PREFIXES
        or lows[start] in DASHES
        or (is_adverb(lows[start]) and lows[start] != "both")
    ):
        start += 1
    while start < end and (lows[end - 1] in {",", "and", "but", "also"} or lows[end - 1] in DASHES):
        end -= 1
    if end - start > 1 and lows[start] in EMBEDDERS:
        start += 1
    if start >= end or end - start > LONGEST_SOURCE:
        return None
    if not any(WORD.search(word) for word in unit.words[start:end]) or lows[start] in NO_SOURCES:
        return None
    if end - start == 1 and not unit.words[start][:1].isupper() and lows[start].endswith(("ed", "ing")):
        return None
    if lows[start] == QUOTE or (lows[start] in PREPOSITIONS and lows[start] != "like"):
        return None
    return start, end


def phrase_after(unit: Unit, start: int, *, appositions: bool, reduced: bool = False) -> int:
    """Return the end of the noun phrase that starts at a position, its appositions included where asked."""
    lows = unit.lows
    size = len(unit)
    at = start
    while at < size and at - start < LONGEST_SOURCE:
        low = lows[at]
        if low == "(" and ")" in lows[at + 1 : at + 9]:
            at = lows.index(")", at + 1) + 1
            continue
        if reduced and at > start and lows[at - 1] not in DETERMINERS:
            behind = skip_setting(unit, at)
            if behind > at and lows[behind : behind + 1] == ["by"]:
                at = behind
                continue
        if low == "," and appositions and apposition_follows(unit, at + 1):
            at += 1
            continue
        if low in PHRASE_ENDS or (at > start and _leaves_phrase(unit, start, at, reduced=reduced)):
            break
        at += 1
    while at > start and lows[at - 1] in {",", "and", "but"}:
        at -= 1
    return at


def _leaves_phrase(unit: Unit, start: int, at: int, *, reduced: bool) -> bool:
    """Tell whether a word no longer belongs to the noun phrase that started before it."""
    lows = unit.lows
    low = lows[at]
    if is_finite(unit, at):
        return not _after_relative(unit, start, at) and not (reduced and _is_reduced(unit, at))
    if low in PRONOUNS:
        return lows[at - 1] not in PREPOSITIONS
    if low in {"and", "but"}:
        return at + 1 < len(unit) and (cue_at(unit, at + 1) is not None or is_finite(unit, at + 1))
    if lows[at - 1] not in DETERMINERS and skip_setting(unit, at) > at:
        return True
    return low in SUBORDINATORS and low not in RELATIVES and low not in PREPOSITIONS and low != "than"


def _is_reduced(unit: Unit, at: int) -> bool:
    """Tell a participle behind its noun ("officials briefed on the talks") from a finite verb."""
    low = unit.lows[at]
    following = unit.lows[at + 1] if at + 1 < len(unit) else ""
    return (low.endswith("ed") or low in PARTICIPLES) and (
        following in PREPOSITIONS - LEADING_CLAUSES or is_day(following) or following in {"last", "this", "earlier"}
    )


def _after_relative(unit: Unit, start: int, at: int) -> bool:
    """A verb right behind "who" belongs to the phrase."""
    for back in range(at - 1, max(start, at - 14) - 1, -1):
        if unit.lows[back] in RELATIVE_PRONOUNS:
            return True
        if unit.lows[back] == ",":
            return False
    return False


def apposition_follows(unit: Unit, at: int) -> bool:
    """Tell whether what follows a comma says who the one before it is."""
    if at >= len(unit):
        return False
    low = unit.lows[at]
    if low in APPOSITION_OPENERS or low.isdigit():
        return not _clause_follows(unit, at)
    if unit.words[at][:1].isupper():
        if any(plain(low) in ROLES for low in unit.lows[max(0, at - 7) : at - 1]) and not _clause_follows(unit, at):
            return True
        window = unit.lows[at : at + 7]
        return low.startswith(("r-", "d-", "i-")) or any(
            plain(word) in ROLES for word in window[: (window.index(",") if "," in window else 7)]
        )
    return plain(low) in ROLES or (
        any(plain(word) in ROLES for word in unit.lows[at : at + 3]) and not low.endswith("ing")
    )


def _clause_follows(unit: Unit, at: int) -> bool:
    """Tell a new clause ("..., the plan would fail") from an apposition ("..., the head of the union")."""
    if unit.lows[at] in {"who", "whose"}:
        return False
    for k in range(at + 1, min(len(unit), at + 9)):
        if unit.lows[k] in {",", "."} or unit.lows[k] in RELATIVES or unit.lows[k] in PREPOSITIONS:
            return False
        if is_finite(unit, k):
            return True
    return False


def skip_setting(unit: Unit, at: int) -> int:
    """Return the end of one phrase of time or occasion at a position; the position itself where there is none."""
    lows = unit.lows
    size = len(unit)
    low = lows[at] if at < size else ""
    start = at
    if low == "ago":
        return at + 1
    occasion = skip_occasion(unit, start) if low in OCCASION_PREPOSITIONS else start
    if occasion > start:
        return occasion
    if low in SETTING_PREPOSITIONS:
        at += 1
    elif not ((is_day(low) and low not in PERIODS) or low in DAY_OPENERS):
        return start
    while at < size and at - start < 4 and (lows[at] in DAY_MODIFIERS or lows[at] in {"a", "an"}):
        at += 1
    named = at < size and is_day(lows[at].removesuffix("'s").removesuffix("’s"))
    if named and (lows[at] != "may" or lows[at - 1] in {"in", "on", "this"}):
        return _date_end(unit, at + 1)
    return start


def _date_end(unit: Unit, at: int) -> int:
    """Read on through "February 9, 2025"."""
    lows = unit.lows
    while at < len(unit):
        year = lows[at] == "," and lows[at + 1 : at + 2] != [] and lows[at + 1].isdigit() and len(lows[at + 1]) == 4
        if not (year or is_day(lows[at]) or lows[at].isdigit()):
            break
        at += 1
    return at


def skip_occasion(unit: Unit, start: int) -> int:
    """Return the end of "in a statement", "at a rally in Ohio": where words were said; the start where there is none."""
    lows = unit.lows
    size = len(unit)
    at = start + 1
    last = None
    while at < size and at - start < 9:
        low = lows[at]
        if plain(low) in STATING_NOUNS:
            last = at
        elif (
            low in PREPOSITIONS
            or low in PRONOUNS
            or low in {",", ".", ":", QUOTE, "that"}
            or is_finite(unit, at)
            or last is not None
        ):
            break
        at += 1
    if last is None:
        return start
    at = last + 1
    if at + 1 < size and lows[at] in OCCASION_LINKS:
        end = at + 1
        while (
            end < size
            and end - at < 8
            and (
                (lows[end] in DETERMINERS and lows[end] != "that")
                or unit.words[end][:1].isupper()
                or is_day(lows[end])
                or lows[end] in OCCASION_WORDS
            )
        ):
            end += 1
        if end > at + 1 and (end >= size or not is_finite(unit, end)):
            return end
    return at


def skip_settings(unit: Unit, at: int) -> int:
    """Skip adverbs, days and occasions behind a cue."""
    while at < len(unit):
        low = unit.lows[at]
        following = unit.lows[at + 1] if at + 1 < len(unit) else "."
        if is_adverb(low) and (low not in CONTENT_ADVERBS or following == "that"):
            closed = following in CLOSES_ADVERB or following in PREPOSITIONS or is_day(following)
            if not closed and low not in ADVERBS:
                return at
            at += 1
            continue
        after = skip_setting(unit, at)
        if after == at:
            return at
        at = after
    return at
