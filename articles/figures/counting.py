"""What a quantity counts and in what role: the words around it, read without a grammar.

The noun that follows is found as the first plural in a short run of words that nothing interrupts ("33 Israeli
captives and"); a verb of change points back at the noun before it ("inflation rose to 4.1 percent"). A role is taken
only from words that stand where they govern the quantity: "killed 12", "12 people were killed", "death of 12",
"12 dead". Elsewhere in the sentence they say nothing.
"""

from __future__ import annotations

import re

from articles.figures.numerals import SCALES, TEENS, TENS, UNITS
from articles.tables import words

ROLES = {
    "killed": "killed died dead slain murdered massacred slaughtered perished dies die",
    "injured": "injured wounded hurt maimed",
    "arrested": "arrested",
    "detained": "detained imprisoned jailed",
    "displaced": "displaced homeless uprooted",
    "missing": "missing unaccounted",
    "abducted": "abducted kidnapped",
    "captured": "captured",
    "infected": "infected",
    "hospitalised": "hospitalised hospitalized",
    "evacuated": "evacuated",
    "rescued": "rescued",
    "released": "released freed",
    "trapped": "trapped",
    "stranded": "stranded",
    "executed": "executed hanged beheaded",
    "deported": "deported",
    "survived": "survived",
}
"""Words that follow what they are said of: "12 people were killed", "12 dead"."""

GOVERNING = {
    "killed": "killing killed kills kill slaying murdering murdered massacring massacred slaughtered",
    "injured": "injuring injured injures injure wounding wounded wounds wound hurting maiming",
    "arrested": "arresting arrested arrests arrest",
    "detained": "detaining detained detains detain imprisoning imprisoned jailing jailed",
    "displaced": "displacing displaced displaces displace uprooting uprooted",
    "abducted": "abducting abducted abducts abduct kidnapping kidnapped kidnaps kidnap",
    "captured": "capturing captured captures capture",
    "infected": "infecting infected infects infect",
    "hospitalised": "hospitalising hospitalised hospitalizing hospitalized",
    "evacuated": "evacuating evacuated evacuates evacuate",
    "rescued": "rescuing rescued rescues rescue",
    "released": "releasing released releases release freeing freed frees free",
    "trapped": "trapping trapped",
    "stranded": "stranding stranded",
    "executed": "executing executed executes execute",
    "deported": "deporting deported deports deport",
}
"""Verbs whose object the quantity is when they stand right before it: "killed 12", "wounding at least 30"."""

NOUNS = {
    "killed": "deaths fatalities killings murders death dead",
    "injured": "injuries injury wounded injured",
    "arrested": "arrests arrest",
    "detained": "detentions detention",
    "displaced": "displacement displaced",
    "abducted": "abductions abduction kidnappings kidnapping",
    "infected": "infections infection",
    "evacuated": "evacuations evacuation",
    "rescued": "rescues rescue",
    "released": "release",
    "captured": "capture",
    "hospitalised": "hospitalisations hospitalizations",
    "executed": "executions execution",
    "deported": "deportations deportation",
    "missing": "disappearances disappearance",
}
"""Nouns that name the event: "12 deaths", and before "of": "the death of 12", "the arrest of 12"."""


def _by_word(roles: dict[str, str]) -> dict[str, str]:
    return {word: role for role, listing in roles.items() for word in listing.split()}


_ROLE_AFTER = _by_word(ROLES)
_ROLE_BEFORE = _by_word(GOVERNING)
_ROLE_NOUN = _by_word(NOUNS)

AUXILIARIES = words(
    "have has had were was are is be been being to also reportedly confirmed feared believed presumed still already "
    "since later then so far now all both reported officially listed as remain remained remains went go gone left "
    "found who that which them whom of people persons others more would will could should may might must get got "
    "critically seriously slightly fatally severely badly lightly instantly known pronounced set due expected say "
    "said alive internally newly forcibly other total been successfully safely shot and"
)
"""What may stand between a quantity's noun and the word that gives its role."""

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
    "customs works crimes games forces staff crew personnel affairs lives services sciences athletics mathematics others"
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
_RUN = re.compile(r"(?:[ \u00a0][^\W\d_][\w’'&-]{0,30}(?:\.(?=[A-Z]))?){1,7}")
_HYPHENED = re.compile(r"-([^\W\d_]{2,20}(?:-old)?)(?![\w])")
_SINGLE_NOUN = re.compile(
    r"[ \u00a0]([a-z][a-z-]{2,20})(?:[ \u00a0]([a-z][a-z-]{2,20}))?(?:[ \u00a0]([a-z][a-z-]{2,20}))?"
)
_ACTIVE_OBJECT = re.compile(
    r"[ \u00a0](?:\d|(?:the|a|an|his|their|its|her|at least|more than|two|three|four|five|six|seven|eight|nine|ten|several|dozens)\b|[A-Z][a-z])"
)
_CLAUSE_END = re.compile(r"[.;:!?()\n—\"“”]")
_TOLL = re.compile(
    r"(?<!\w)(?:death toll|toll of dead|fatalities|(?:number|total|tally|count) of (?:people )?(dead|deaths|killed|fatalities|injured|wounded|missing"
    r"|displaced|infections|arrests)|(?:overall |official |total )?toll)(?!\w)(?:[ ,][^\d,]{0,50})?(?:[ ](?:to|at|of|reached|hit|passed|past|exceeded|topped|above|beyond|stood|was|is|now)){1,3}[ ]\Z",
    re.IGNORECASE,
)


def noun_after(text: str, end: int, *, one: bool = False) -> tuple[int, int] | None:
    """Find the noun that a number before `end` counts: the span of its words, with their adjectives."""
    of = _OF.match(text, end)
    at = of.end() - 1 if of else end
    run = _RUN.match(text, at)
    if run is None:
        return None
    placed = _placed(run)
    if of and placed[0][2] in NUMBERS_IN_WORDS:
        return None
    while placed and placed[0][2] in SKIPPED and len(placed) > 1 and text[placed[0][0]].islower():
        placed = placed[1:]
    return _singular(placed) if one and not of else _first_plural(text, placed)


def _placed(run: re.Match[str]) -> list[tuple[int, int, str]]:
    placed, at = [], run.start()
    for word in run.group().replace("\u00a0", " ").split(" ")[1:]:
        at += 1
        placed.append((at, at + len(word), word.lower().replace("’", "'")))
        at += len(word)
    return placed


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
            or word in _ROLE_AFTER
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
        run = _RUN.match(text, of.end() - 1)
        placed = _placed(run) if run else []
        return None if placed and placed[0][2] in _ROLE_AFTER else _noun_phrase(placed)
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
    return word in STOPS or word in CHANGES or word in _VERBISH or word in _ROLE_AFTER or word.endswith(("ly", "ed"))


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


_BARE_WORD = re.compile(r"[\w’'-]+")


def noun_before(text: str, start: int, lowest: int) -> tuple[int, int] | None:
    """Find the subject of a verb of change that ends right before `start`: "unemployment fell to"."""
    clause = max(lowest, start - 90)
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
    if first == final or placed[final][2].endswith("ed") or (first >= 0 and placed[first][2] in _PLACING):
        return None
    return clause + placed[first + 1][0], clause + placed[final][1]


_COLLECTING = words("number numbers total count tally amount toll share proportion percentage sum majority most half")
_PLACING = words("in across at for from with on to by near over under against among")


def _names(word: str) -> bool:
    return word[0].isalpha() and word not in STOPS and word not in _DETERMINERS and word not in CHANGES


def continues_as_noun(text: str, end: int) -> bool:
    """Say whether a word follows that may belong to a noun phrase, rather than a verb, a preposition or a stop."""
    run = _RUN.match(text, end)
    if run is None:
        return False
    first = _placed(run)[0][2]
    return not (
        first in STOPS
        or first in VERBS
        or first in AUXILIARIES
        or first in _VERBISH
        or first in CHANGES
        or first.endswith(("ed", "ly", "ing"))
    )


_BEING = words("were was are is been being be remain remains remained")


def role_after(text: str, end: int) -> tuple[str, int] | None:
    """Read the role that words after a quantity's noun give it, and where the word that gives it ends."""
    run = _RUN.match(text, end)
    if run is None:
        return None
    joined = False
    for index, (_, stop, word) in enumerate(_placed(run)):
        role = _ROLE_AFTER.get(word.rstrip("'"))
        if word in {"taken", "held"}:
            return ("abducted", stop + 8) if text.startswith((" hostage", " captive"), stop) else None
        if role is not None:
            bare = not joined and word not in {"dead", "died", "missing", "homeless"}
            return None if bare and _ACTIVE_OBJECT.match(text, stop) else (role, stop)
        if word not in AUXILIARIES or (index == 0 and word == "and"):
            return None
        joined = joined or word in _BEING
    return None


def role_of_noun(noun: str) -> str | None:
    """Read the role that the counted noun itself names ("12 deaths", "claimed 40 lives")."""
    last = noun.rsplit(" ", 1)[-1].lower()
    return "killed" if last == "lives" else _ROLE_NOUN.get(last)


_SHOT = words("shot shoot shoots shooting gunned")
_TRIED = words(
    "tried trying try attempted attempting attempt plotted plotting plot conspired conspiring threatened threatening planned "
    "planning plan wanted failed vowed refused bid"
)
"""What makes a verb behind "to" say nothing of what was done: "tried to kill six"."""


def _is_active(placed: list[str]) -> bool:
    """Say whether the verb that ends the words says what was done: not "was killed", not "tried to kill"."""
    previous = placed[-2].lower() if len(placed) > 1 else ""
    if previous == "to":
        return len(placed) < 3 or placed[-3].lower() not in _TRIED
    return previous not in {"was", "were", "been", "being", "be", "is", "are"}


def role_before(text: str, start: int, lowest: int) -> str | None:
    """Read the role that words right before a quantity and its hedge give it."""
    before = text[max(lowest, start - 110) : start]
    if before.endswith(("between ", "Between ")):
        before = before[:-8]
    breaks = list(_CLAUSE_END.finditer(before))
    clause = before[breaks[-1].end() :] if breaks else before
    placed = clause.split()
    if not placed or not clause[-1].isspace():
        return None
    last = placed[-1].lower()
    previous = placed[-2].lower() if len(placed) > 1 else ""
    if last in _ROLE_BEFORE or (last == "dead" and previous in _SHOT):
        return _ROLE_BEFORE.get(last, "killed") if _is_active(placed) else None
    if last in {"another", "and"}:
        return None
    if last in {"of", "to", "for"} and previous.strip(",") in _ROLE_NOUN:
        return _ROLE_NOUN[previous.strip(",")]
    if last == "of" and previous == "lives":
        return "killed"
    if "toll" in clause or " of " in clause or "fatalities" in clause:
        toll = _TOLL.search(clause)
        if toll is not None:
            return _ROLE_NOUN.get(
                (toll.group(1) or "deaths").lower(), _ROLE_AFTER.get((toll.group(1) or "dead").lower())
            )
    return None
