"""Whether the words around a place in a sentence look back or ahead: "Tuesday" after "will meet" is the next one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from articles.tables import words

Leaning = Literal["past", "speech", "present", "open", "future", "unknown"]
"""Where a date without its year or week lies.

`past` and `future` as the tense says. `speech`: only a verb of saying stands by, and what was said may lie ahead.
`open`: planned as of some earlier day ("was due on", "would meet on"). `present`: only "is" or "are" stands behind it.
`unknown`: nothing tells.
"""

FUTURE = words("will shall won't gonna 'll they'll we'll he'll she'll it'll you'll i'll upcoming tomorrow")
MODAL = words("would could might may can should must cannot 'd they'd he'd she'd we'd")
PLANNED = words(
    "due scheduled slated expected likely poised planned planning intends intend hopes hope aims aim wants "
    "deadline ahead await awaits awaited awaiting anticipate anticipated anticipates "
    "looming looms vows pledges threatens promises "
    "expects foresees forecast forecasts predicted"
)
"""Words that set a date ahead, unless "was" or "had been" set it ahead of an earlier day."""
PLANNED_WITH_TO = words(
    "set agreed planned expected scheduled due vowed asked told ordered urged pledged promised threatened invited hoped "
    "intended aimed wanted prepared supposed meant called pushed given wait vote go preparing prepares prepare "
    "plan plans ready braces bracing headed heading"
)
"""Words that set a date ahead only before an infinitive or "for": "agreed to meet on Tuesday", "set for Friday"."""
WAITED = words(
    "waited lasted stayed remained lived continued worked kept hid slept ran served burned raged did didn't not delayed"
)
"""With these, "until Friday" has passed; otherwise it is a term that is still running."""
SCHEDULED = words(
    "meets faces plays hosts votes travels visits returns launches airs takes lands joins departs reopens convenes reconvenes appears testifies flies celebrates elects decides chooses goes begins starts opens resumes expires kicks closes heads kick face play host "
    "meet travel visit vote welcome welcomes debuts premieres arrives departs expire end "
    "land reopen reconvene appear testify ends begin start open resume close"
)
"""Present forms that news prose uses of a fixed programme ("hosts Arsenal on Saturday"), unless they are nouns."""
SPEECH = words(
    "said told announced added says reported according wrote tweeted posted confirmed warned noted declared stated "
    "insisted argued claimed explained acknowledged vowed called urged asked reiterated estimated"
)
PAST = words(
    "was were had did went came took made gave held met won lost fell rose shot struck broke began saw found left "
    "led sent spent stood sat ran drew drove flew grew knew threw blew wrote spoke sold bought brought caught taught "
    "thought fought sought kept slept swept felt dealt built paid laid became got forgot ate bit chose cut dug froze "
    "shrank sprang swung spun slid clung bent lent dealt met drank sang hid hung hurt lit quit rang rode sank shook shut slid spread stole swore swam tore woke wore withdrew overthrew "
    "knelt bled fled sped fed sued lied vied owed bound wept crept leapt dwelt strode strove wound shone spat stuck lain bred stung "
    "overcame overtook undertook upheld withheld misled rebuilt foresaw forbade mistook oversaw retook resold shaken "
    "burst cast cost let set split put beat hit read beaten taken given seen shown known gone done been begun broken chosen driven fallen "
    "grown hidden ridden risen spoken stolen thrown written died has have since"
)
BASE_TOO = words(
    "cut set put let cost cast hit hurt quit shut split spread beat burst read come become run fell found saw"
)
"""Past forms that are infinitives too: after "to" or "will" they are that."""
STAY = words("to stay stays remain remains keep keeps be")
NOT_PAST = words(
    "need needs indeed speed red bed led's united hundred sacred naked wicked breed creed seed feed bleed exceed proceed "
    "succeed weed deed greed shed sled wed embed unprecedented detailed crowded armed masked limited advanced "
    "experienced alleged so-called mixed left-wing related based armored skilled talented"
)
BE_PRESENT = words("is are 's 're be being isn't aren't am")
BE_PAST = words("was were been wasn't weren't")
HAVE = words("has have had having hasn't haven't hadn't")
BACKWARD_PASSIVE = words(
    "accused suspected believed charged alleged thought reported said wanted known understood blamed remembered "
    "convicted sentenced feared presumed"
)
"""After "is" or "are", what follows these is what was done: "is accused of firing on Monday"."""
BETWEEN = words("not also now still reportedly officially currently already never later initially originally then only")
NOT_INFINITIVE = words("the a an this that these those his her its their our my your it them him us me you what which")
RELATIVE = words("which who whose where when whom")
COULD_NOT = re.compile(
    r"(?:could|would|did|does|can)(?: not|n['’]t) (?:\w{1,15} )?(?:be|comment|say|confirm|respond|reply|discuss|elaborate)|"
    r"(?:could|can) be (?:seen|heard|felt|smelled)",
    re.IGNORECASE,
)
STRETCHES = words("quarter half months weeks period")
"""What is told when it is over: "sales in the quarter to July 28"."""
PUT_OFF = words("slipped moved postponed delayed rescheduled pushed deferred adjourned extended forward changed")
"""Before "to" and a day these set it ahead."""
NOUNS_TOO = words("plan plans forecast forecasts hopes hope aim aims pledges threatens promises deadline")
DENIAL_HINTS = (" not", "n't", " be ")
EVENTS_AHEAD = words(
    "election elections vote ballot referendum runoff match game final summit hearing deadline debate poll polls launch "
    "race derby clash opener kickoff announcement meeting talks ceremony inauguration showdown semifinal semi-final "
    "fixture test trip visit"
)
"""What a day may be the day of and still lie ahead: "will be decided in Sunday's runoff", not "Sunday's attack"."""

EVENTS_BEHIND = words(
    "attack attacks shooting shootings bombing blast explosion crash raid killing arrest death fire quake earthquake stabbing "
    "assault massacre derailment collapse victory win loss defeat resignation slaying slayings killings murder murders bombings "
    "explosions riot riots uprising coup plunge crackdown slaughter deaths robbery burglary rape kidnapping abduction hijacking "
    "theft outbreak earthquakes floods tsunami landslide stampede sinking shootout disappearance"
)
"""What has happened when it is followed by its day: "to strike back for an attack Friday"."""
BESIDE = words("on in late early by the of at around last this to up back only just")
"""What may stand between a verb and the date it surely has: "arrested late on Monday", not "qualified for the December debate"."""
RESULTS = EVENTS_BEHIND | words(
    "announcement ruling decision verdict statement report letter interview address rally vote's"
)
"""After the bare name of a day, as after its genitive, these have happened: "the Thursday announcement"."""
NOUN_BEFORE = words(
    "the a an its their his her our this that these those of in no new two three first last some any all more"
)
"""A word behind these is a noun, whatever verb it looks like."""
NEARBY = 4
"""Words. A verb so near before a day has it; only a farther one yields to a verb right behind the day."""
FIXES_A_DAY = re.compile(r"\d|day")
"""Of days, not of months: what is "for May 24" is planned, "data for May" is not."""

TELLING = FUTURE | MODAL | PLANNED | PLANNED_WITH_TO | SCHEDULED | SPEECH | PAST | BE_PRESENT | BE_PAST | HAVE
NEAR_A_DENIAL = 60
FARTHEST = 30
"""How many words away a verb may still tell; further off, it belongs to something else."""

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]{1,3})?|['’](?:ll|d|s|re)\b|[,;:()–—]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence taken apart: `starts[i]` is where `words[i]` begins; commas and brackets count.

    The first word is in lower case; the others are as written, so that a name ("Will", "May") is no verb.

    `denials` are the ends of phrases such as "could not be reached", which look back though "could" does not.
    """

    text: str
    starts: list[int]
    words: list[str]
    denials: list[int]


def taken_apart(sentence: str) -> Sentence:
    """Take a sentence apart once, for every date in it."""
    plain = sentence.replace("’", "'")
    matches = list(_WORD.finditer(plain))
    found = [match.group() for match in matches]
    if found:
        found[0] = found[0].lower()
    denied = any(hint in plain for hint in DENIAL_HINTS)
    denials = [match.end() for match in COULD_NOT.finditer(sentence)] if denied else []
    return Sentence(sentence, [match.start() for match in matches], found, denials)


def leaning(sentence: Sentence, start: int, end: int) -> Leaning:
    """Say which way the words around `sentence.text[start:end]`, a mention of a date, look."""
    found = sentence.words
    first, after = bisect_left(sentence.starts, start), bisect_left(sentence.starts, end)
    fixes_a_day = FIXES_A_DAY.search(sentence.text, start, end) is not None
    if (sentence.denials and _denies(sentence, start)) or (fixes_a_day and _follows_its_event(found, first)):
        return "past"
    own = _of_event(sentence, end, first, after) or _of_a_term(found, first, fixes_a_day=fixes_a_day)
    return own or _of_verbs(sentence, end, first, after, fixes_a_day=fixes_a_day)


def _of_a_term(found: list[str], first: int, *, fixes_a_day: bool) -> Leaning | None:
    """Read "until Friday", "moved to Friday", "the quarter to July 28" by the words right before."""
    previous = found[first - 1] if first else ""
    nearest = found[max(0, first - 3) : first]
    if previous in ("come", "effective"):
        return "open"
    if fixes_a_day and nearest in (["no", "earlier", "than"], ["no", "sooner", "than"]):
        return "future"
    until = previous in ("until", "till") or nearest == ["until", "at", "least"]
    if until and (_before(found, first)[0] in ("future", "present") or _may_be(found, first)):
        return "future"
    if fixes_a_day and previous in ("to", "through") and len(nearest) > 1:
        if nearest[-2] in STRETCHES:
            return "past"
        until = previous == "through" or nearest[-2] in PUT_OFF or nearest[:2] == ["put", "back"]
    if not until:
        return None
    return "open" if WAITED.isdisjoint(found[max(0, first - 12) : first]) else "past"


def _may_be(found: list[str], first: int) -> bool:
    """Say whether "may" or "might" governs what lasts until a day: "may not arrive until Friday", not "may have stayed"."""
    near = found[max(0, first - 8) : first]
    return not {"may", "might"}.isdisjoint(near) and "have" not in near


def _of_verbs(sentence: Sentence, end: int, first: int, after: int, *, fixes_a_day: bool) -> Leaning:
    """Read the verb that governs: the nearest to the left, unless one stands right behind."""
    found = sentence.words
    previous = found[first - 1] if first else ""
    before, distance = _before(found, first)
    if before == "unknown" and previous == "for" and not fixes_a_day:
        return before
    if distance > NEARBY and after < len(found) and sentence.starts[after] <= end + 1:
        right = _told(found, after + (found[after].endswith("ly") and after + 1 < len(found)), rightward=True)
        if right:
            return right
    if before == "unknown" and previous == "on" and found[first - 2 : first - 1] == [","] == found[after : after + 1]:
        return before
    if before == "unknown":
        behind = _behind(found, after)
        return "unknown" if behind == "past" and sentence.text[end : end + 1] in ("'", "’") else behind
    planned = previous == "for" or (previous == "by" and before == "speech")
    return "open" if planned and fixes_a_day and before != "future" else before


def _denies(sentence: Sentence, start: int) -> bool:
    return any(0 <= start - end < NEAR_A_DENIAL for end in sentence.denials)


def _follows_its_event(found: list[str], first: int) -> bool:
    at = first - 1
    for beside in ("on", "of"), ("early", "late", "shortly"):
        at -= at > 0 and found[at] in beside
    return at >= 0 and found[at] in EVENTS_BEHIND


def _of_event(sentence: Sentence, end: int, first: int, after: int) -> Leaning | None:
    """Read "Sunday's vote", "the Sunday attack": an attack has happened whatever is said of it, a vote may lie ahead."""
    possessive = sentence.text[end : end + 2] in ("'s", "’s")
    following = sentence.words[after : after + 5]
    if not possessive and (not following or following[0] not in RESULTS):
        return None
    nearest = sentence.words[max(0, first - 3) : first]
    if "ahead" in nearest or nearest[-1:] == ["before"] or nearest[-2:] == ["prior", "to"]:
        return "future"
    return "past" if not possessive or EVENTS_AHEAD.isdisjoint(following) else None


def _before(found: list[str], first: int) -> tuple[Leaning, int]:
    """Look leftward for the verb that governs, and say how far it is; a relative clause that has closed does not."""
    infinitive = crossed = False
    at = first - 1
    lowest = max(-1, first - 1 - FARTHEST)
    while at > lowest:
        word = found[at]
        if word == ")":
            at = _opening(found, at, lowest)
        elif word == ",":
            crossed = True
            at = _relative_start(found, at, lowest) if at < first - 1 else at
        elif word == ";":
            break
        elif word == "to" and at + 1 < first and _is_infinitive(found[at + 1]):
            infinitive = True
        elif word in TELLING or word.endswith("ed"):
            told = _told(found, at, infinitive=infinitive)
            if told == "past" and not BESIDE.issuperset(found[at + 1 : first]):
                told = "speech"
            if told and not (crossed and told == "present"):
                return told, first - at
        at -= 1
    return ("open" if infinitive else "unknown"), FARTHEST


def _opening(found: list[str], at: int, lowest: int) -> int:
    for earlier in range(at - 1, lowest, -1):
        if found[earlier] == "(":
            return earlier
    return at


def _relative_start(found: list[str], at: int, lowest: int) -> int:
    for earlier in range(at - 1, max(lowest, at - 20), -1):
        if found[earlier] == ",":
            return earlier if found[earlier + 1] in RELATIVE else at
    return at


def _is_infinitive(word: str) -> bool:
    return word.isalpha() and word[0].islower() and word not in NOT_INFINITIVE


def _behind(found: list[str], after: int) -> Leaning:
    """Look rightward for the first verb: "On Sunday, voters will..."."""
    present = False
    for at in range(after, min(len(found), after + FARTHEST)):
        word = found[at]
        if word == ";" or (present and word in (",", "and", "but")):
            break
        if word in ("and", "but") and found[at + 1 : at + 2] and _told(found, at + 1):
            break
        told = _told(found, at, rightward=True)
        if told:
            return "speech" if told == "past" and at - after > NEARBY else told
        present = present or word in ("is", "are")
    return "present" if present else "unknown"


def _told(found: list[str], at: int, *, infinitive: bool = False, rightward: bool = False) -> Leaning | None:
    """Read the word at a place as the verb that governs, or None if it is none."""
    word = found[at]
    if word in FUTURE or word in MODAL:
        return "future" if word in FUTURE else "open"
    went_ahead = word == "ahead" and at > 0 and found[at - 1] == "went"
    if went_ahead or (word not in TELLING and not word.endswith("ed")):
        return None
    auxiliary = _auxiliary(found, at)
    following = found[at + 1] if at + 1 < len(found) else ""
    with_to = word in PLANNED_WITH_TO and (following in ("to", "for") or (infinitive and following in ("on", "by")))
    if with_to or word in PLANNED:
        return _planned(found, at, auxiliary, rightward=rightward)
    if word in BE_PRESENT:
        if following == "to":
            return "future"
        return "present" if word in ("is", "are", "isn't", "aren't", "am") and not rightward else None
    if word in SCHEDULED or (word in BE_PAST and following == "to"):
        return None if _is_noun(found, at) else "open"
    if word in HAVE:
        return _perfect(found, at)
    return _finite(found, at, auxiliary) if _is_past(word) else None


def _planned(found: list[str], at: int, auxiliary: str | None, *, rightward: bool) -> Leaning | None:
    """Read a word of planning: what was planned lies ahead of an earlier day, and on its own day it was done."""
    word = found[at]
    if word in NOUNS_TOO and _is_noun(found, at):
        return None
    if auxiliary in BE_PAST or auxiliary in HAVE:
        return "open"
    if rightward and auxiliary is None and _is_past(word):
        return "past"
    return "open" if auxiliary is None and (word in SPEECH or word.endswith("ed")) else "future"


def _finite(found: list[str], at: int, auxiliary: str | None) -> Leaning | None:
    """Read a past form: an infinitive or "will be held" is none, "is closed on Monday" is present."""
    word, previous = found[at], found[at - 1] if at else ""
    if auxiliary == "have" and at > 2 and _was_to_have(found, at):
        return "open"
    if auxiliary == "be" or (word in BASE_TOO and (previous in STAY or previous in FUTURE or previous in MODAL)):
        return None
    if auxiliary in ("is", "are", "being"):
        return "past" if word in BACKWARD_PASSIVE else "open"
    return "speech" if word in SPEECH and auxiliary is None else "past"


def _was_to_have(found: list[str], at: int) -> bool:
    """Say whether a participle is that of "was to have ended": planned then, not done."""
    for have in range(at - 1, max(1, at - 4), -1):
        if found[have] == "have":
            return found[have - 1] == "to" and found[have - 2] in BE_PAST
    return False


def _perfect(found: list[str], at: int) -> Leaning | None:
    """Read "has", "have", "had": past before a participle, otherwise nothing ("has until Friday")."""
    for following in found[at + 1 : at + 4]:
        if _is_past(following) or following in BE_PAST:
            return "future" if at and found[at - 1] == "will" else "past"
        if following not in BETWEEN and not following.endswith("ly"):
            break
    return "past" if found[at] == "had" else None


def _auxiliary(found: list[str], at: int) -> str | None:
    """Find the form of be or have that stands before a participle, adverbs between them."""
    for earlier in range(at - 1, max(-1, at - 4), -1):
        word = found[earlier]
        if word in BE_PRESENT or word in BE_PAST or word in HAVE:
            return word
        if word not in BETWEEN and not word.endswith("ly"):
            break
    return None


def _is_noun(found: list[str], at: int) -> bool:
    """Say whether what could be a verb is a noun: "the end of May", "announced plans"."""
    return at > 0 and (found[at - 1] in NOUN_BEFORE or found[at - 1].endswith("'s") or _is_past(found[at - 1]))


def _is_past(word: str) -> bool:
    if word in PAST or word in SPEECH:
        return True
    return len(word) > 4 and word.endswith("ed") and word[0].islower() and word not in NOT_PAST
