"""What a quantity counts or measures: the words around it, read without a grammar.

The noun that follows is found as the first plural in a short run of words that nothing interrupts ("33 Israeli
captives and"); a verb of change points back at the noun before it ("inflation rose to 4.1 percent").
"""

from __future__ import annotations

import re

from articles.figures.numerals import SCALES, TEENS, TENS, UNITS
from articles.figures.phrases import words_after
from articles.figures.roles import AUXILIARIES, SAID_AFTER
from articles.tables import words

_NOUNS_TOO = words(
    "people persons others set left expected reported confirmed found total known other newly badly seriously critically"
)

STOPS = words(
    "a about above across after against ago all along also although always am among amid an and annually another any are "
    "around as at away back be became because become been before behind being below besides between beyond both but by "
    "came can cannot could despite did do does down due during each earlier early either else even ever every except "
    "far for from gave get go got had has have he her here hers herself higher him himself his how however i if in inside "
    "instead into is it its itself last late later least less like long lower made may me might mine more most must my "
    "near nearby neither never next nor not now of off on once only onto opposite or our ours out outside over per perhaps "
    "plus said saw say says she should since so some sometimes soon still such than that the their theirs them then there "
    "these they this those though through throughout thus till times to today together tomorrow tonight too took toward "
    "towards under until unless up upon us versus via was we went were what when where whereas whether which while who "
    "whom whose why will with within without would yesterday yet you your apart respectively whatsoever worldwide "
    "nationwide overall annual alone already again i.e e.g etc et al vs km according following including involving "
    "compared depending ahead worth own owns owned live lives lived"
)
"""Words that end the run in which a counted noun is looked for."""

SKIPPED = words("more other additional extra further new strong odd or so such different separate")
"""Words that may open the run but are no part of what is counted."""

PLURALS = words(
    "people men women children police troops personnel staff crew others cattle sheep fish deer aircraft spacecraft "
    "helicopters mice geese lives wolves media criteria phenomena alumni bacteria wives knives halves loaves thieves "
    "shelves gunmen policemen firefighters servicemen servicewomen women businessmen fishermen lawmen militiamen "
    "clergymen congressmen councilmen aldermen craftsmen salesmen spokesmen tribesmen grandchildren schoolchildren "
    "stepchildren firemen airmen seamen horsemen infantrymen guardsmen countrymen workmen crewmen lawmakers youth "
    "oxen teeth salmon cod trout buffalo bison offspring clergy livestock jurymen youths kin folk"
)
"""Plurals that do not end in s, or that must not be missed."""

PEOPLES = words(
    "chinese japanese vietnamese portuguese lebanese sudanese taiwanese congolese burmese maltese swiss british french "
    "irish dutch english spanish welsh scottish"
)
"""Peoples whose name has no plural form: counted where nothing follows."""

_ATTRIBUTIVE = words(
    "sports arms sales drugs goods rights police troops news women men children savings operations systems communications "
    "customs works crimes games forces staff crew personnel affairs lives services sciences athletics mathematics others measles mumps rabies"
)
"""Plurals that stand before another noun ("arms dealers")."""

_NOT_PLURAL = ("ss", "us", "is", "’s", "'s", "ous")
_NO_PLURAL_MEN = words("specimen regimen abdomen acumen stamen turkmen yemen")
_NO_VERB_S = words("says is was has does goes makes comes as his its this us yes plus versus")

VERBS = words(
    "was were is are has have had said says told died dies killed injured wounded arrested who whose which that will "
    "would could can may might must did does remains remained fell fled lost won took made got went came voted escaped "
    "survived surrendered suffered tested left"
)
"""Words that end the run after "one", which no plural marks."""

CHANGES = words(
    "rose risen rise rises rising fell fallen fall falls falling grew grown grow grows growing climbed climb climbs climbing "
    "dropped drop drops dropping increased increase increases increasing decreased decrease decreases declined decline declines "
    "declining jumped jump jumps surged surge surges slid slipped sank shrank shrunk soared plunged plummeted tumbled gained "
    "lost added eased edged advanced reached reach reaches hit hits stood stands totaled totalled averaged expanded contracted "
    "slowed accelerated peaked exceeded topped surpassed passed was were is are remained came swelled dipped ticked widened "
    "narrowed dwindled halved doubled tripled quadrupled"
)
"""Verbs whose subject is what a figure after them measures ("inflation rose to 4.1 percent")."""

_TO_SUBJECT = words("by to from at of up down as slightly sharply again further just now out past steadily")
_AUXILIARY = words(
    "has have had is was are were be been being will would could may might should to also since still now slightly "
    "sharply steadily already further unexpectedly only seen"
)
_DETERMINERS = words("the a an its their his her our this that these those and but while as which who")

NUMBERS_IN_WORDS = frozenset(UNITS) | frozenset(TEENS) | frozenset(TENS) | frozenset(SCALES)

_OF = re.compile(
    r"[ \u00a0]of[ \u00a0](?:(?:the|its|their|his|her|our|all|these|those|such)[ \u00a0])?(?:(?:world|country|city|nation|company|state)[’']s[ \u00a0])?",
    re.IGNORECASE,
)
_HYPHENED = re.compile(r"-([^\W\d_]{2,20}(?:-old)?)(?![\w])")
_SINGLE_NOUN = re.compile(
    r"[ \u00a0]([a-z][a-z-]{2,20})(?:[ \u00a0]([a-z][a-z-]{2,20}))?(?:[ \u00a0]([a-z][a-z-]{2,20}))?"
)


def noun_after(text: str, end: int, *, one: bool = False) -> tuple[int, int] | None:
    """Find the noun that a number before `end` counts: the span of its words, with their adjectives."""
    of = _OF.match(text, end)
    at = of.end() - 1 if of else end
    placed = words_after(text, at)
    if not placed:
        return None
    if of and placed[0][2] in NUMBERS_IN_WORDS:
        return None
    while placed and placed[0][2] in SKIPPED and len(placed) > 1 and text[placed[0][0]].islower():
        placed = placed[1:]
    return _singular(placed) if one and not of else _first_plural(text, placed)


def is_plural(word: str) -> bool:
    """Say whether a lower-cased noun, or a run of words that ends with one, is a plural by its form."""
    if word in PLURALS or (word.endswith("men") and len(word) > 5 and word not in _NO_PLURAL_MEN):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(_NOT_PLURAL) and word not in _NO_VERB_S


def _first_plural(text: str, placed: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    found: tuple[int, int] | None = None
    for index, (start, end, word) in enumerate(placed):
        if word in STOPS or (index == 0 and word in AUXILIARIES and word not in _NOUNS_TOO):
            break
        plural = is_plural(word)
        if found is not None and not (
            plural
            and (
                placed[index - 1][2] in _ATTRIBUTIVE
                or "-" in placed[index - 1][2]
                or _capital_only(text, placed[index - 1][0], start)
            )
        ):
            break
        if plural:
            found = (placed[0][0], end)
        elif word in PEOPLES and (index + 1 == len(placed) or placed[index + 1][2] in STOPS):
            return placed[0][0], end
        elif index == 4:
            break
    return found


def _capital_only(text: str, name: int, noun: int) -> bool:
    """Say whether a name that looks like a plural stands before a noun ("three Texas counties")."""
    return text[name].isupper() and text[noun].islower()


def _singular(placed: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    found: tuple[int, int] | None = None
    for _, end, word in placed[:4]:
        if (
            word in STOPS
            or word in VERBS
            or word in SAID_AFTER
            or word.endswith("ing")
            or (found and (word.endswith("ed") or word in _VERBISH))
        ):
            break
        found = (placed[0][0], end)
    return found


def hyphened_noun(text: str, end: int) -> tuple[int, int] | None:
    """Find the noun joined to a number ("15-nation", "10-member")."""
    joined = _HYPHENED.match(text, end)
    return joined.span(1) if joined else None


def measured_after(text: str, end: int) -> tuple[int, int] | None:
    """Find what an amount is of: "500 tonnes of aid", "30 percent of voters", "a $2m ransom", "42-day phase"."""
    of = _OF.match(text, end)
    if of is not None:
        placed = words_after(text, of.end() - 1)
        return None if placed and placed[0][2] in SAID_AFTER else _noun_phrase(placed)
    nouns = _SINGLE_NOUN.match(text, end)
    if nouns is None:
        return None
    span: tuple[int, int] | None = None
    for group in (1, 2, 3):
        word = nouns.group(group)
        if word is None or _ends_measure(word) or (span and (is_plural(word) or word.endswith("ing"))):
            break
        span = (nouns.start(1), nouns.end(group))
    return span


_VERBISH = words(
    "found began led came went took made gave got held left lost met ran saw sent set shot sold spent stood won wore fell fled "
    "grew hit kept knew brought built bought caught drew drove felt fought hid rose struck broke threw sought ended "
    "said saying told announced reported based used using needed required issued paid given taken held put set "
    "cheaper faster longer shorter taller bigger smaller heavier older younger deep wide high tall thick away old north south east west "
    "northeast northwest southeast southwest off behind straight direct clear short"
)


def _ends_measure(word: str) -> bool:
    return word in STOPS or word in CHANGES or word in _VERBISH or word in SAID_AFTER or word.endswith(("ly", "ed"))


_HOW_OFTEN = words("daily weekly monthly yearly")


def _noun_phrase(placed: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    found: tuple[int, int] | None = None
    for index, (_, end, word) in enumerate(placed[:5]):
        if word in STOPS or (
            index and (word in _HOW_OFTEN or word in VERBS or word in _VERBISH or word.endswith("ed"))
        ):
            break
        found = (placed[0][0], end)
        if is_plural(word):
            break
    return found


SUBJECT_REACH = 90
"""Characters before a figure in which the subject of its verb is looked for."""
_BARE_WORD = re.compile(r"[\w’'-]+")


def noun_before(text: str, start: int, lowest: int) -> tuple[int, int] | None:
    """Find the subject of a verb of change that ends right before `start`: "unemployment fell to"."""
    clause = max(lowest, start - SUBJECT_REACH)
    put = _PUT_AT.search(text, clause, start)
    if put is not None:  # "put the number of travellers at"
        return _first_plural(text, words_after(text, put.start(1) - 1))
    return _subject_before(text, start, clause)


def _subject_before(text: str, start: int, clause: int) -> tuple[int, int] | None:
    last = text[max(clause, start - 24) : start].rsplit(None, 1)[-1:]
    if not last or not (last[0].lower() in _TO_SUBJECT or last[0].lower() in CHANGES):
        return None
    if CHANGES.isdisjoint(_BARE_WORD.findall(text[clause:start].lower())):
        return None
    placed = [(m.start(), m.end(), m.group().lower()) for m in re.finditer(r"[\w’'-]+|[^\s\w]", text[clause:start])]
    at = len(placed) - 1
    while at >= 0 and placed[at][2] in _TO_SUBJECT:
        at -= 1
    if at < 1 or placed[at][2] not in CHANGES:
        return None
    at -= 1
    while at >= 0 and placed[at][2] in _AUXILIARY:
        at -= 1
    numbered = _NUMBER_OF.search(text, clause, start)
    if numbered is not None:
        return _first_plural(text, words_after(text, numbered.start(1) - 1))
    final, first = at, at
    while first >= 0 and final - first < 4 and _names(placed[first][2]):
        first -= 1
    if (
        first > 0
        and first < final
        and placed[first][2] == "of"
        and placed[first - 1][2] not in _COLLECTING
        and _names(placed[first - 1][2])
    ):
        first -= 2
    skips = first > 0 and placed[first][2] in _DETERMINERS and last[0].lower() != "of"  # "for a pay rise of"
    before = first - 1 if skips else first
    if first == final or placed[final][2].endswith("ed") or (before >= 0 and placed[before][2] in _PLACING):
        return None
    return clause + placed[first + 1][0], clause + placed[final][1]


_COLLECTING = words("number numbers total count tally amount toll share proportion percentage sum majority most half")
_PUT_AT = re.compile(
    r"\bput(?:s|ting)?[ ]the[ ](?:number|count|tally)[ ]of[ ]((?:[^\W\d_][\w’'-]*[ ]){1,6})at[ ]\Z", re.IGNORECASE
)
_NUMBER_OF = re.compile(r"\b(?:number|count|tally)[ ]of[ ]((?:[^\W\d_][\w’'-]*[ ]){1,4})", re.IGNORECASE)
_PLACING = words("in across at for from with on to by near over under against among")


def _names(word: str) -> bool:
    return word[0].isalpha() and word not in STOPS and word not in _DETERMINERS and word not in CHANGES


def continues_as_noun(text: str, end: int) -> bool:
    """Say whether a word follows that may belong to a noun phrase, rather than a verb, a preposition or a stop."""
    placed = words_after(text, end)
    if not placed:
        return False
    first = placed[0][2]
    return not (
        first in STOPS
        or first in VERBS
        or first in AUXILIARIES
        or first in _VERBISH
        or first in CHANGES
        or first.endswith(("ed", "ly", "ing"))
    )
