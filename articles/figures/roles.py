"""In what role a quantity stands ("killed", "displaced"), from words that govern it; elsewhere they say nothing.

"Killed 12", "12 people were killed", "death of 12", "12 dead" give a role; the same words further off do not.
"""

from __future__ import annotations

import re

from articles.figures.phrases import words_after
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


SAID_AFTER = _by_word(ROLES)
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

_ACTIVE_OBJECT = re.compile(
    r"[ \u00a0](?:\d|(?:the|a|an|his|their|its|her|at least|more than|two|three|four|five|six|seven|eight|nine|ten|several|dozens)\b|[A-Z][a-z])"
)
_CLAUSE_END = re.compile(r"[.;:!?()\n—\"“”]")
_TOLL = re.compile(
    r"(?<!\w)(?:death toll|toll of dead|fatalities|(?:number|total|tally|count) of (?:people )?(dead|deaths|killed|fatalities|injured|wounded|missing"
    r"|displaced|infections|arrests)|(?:overall |official |total )?toll)(?!\w)(?:[ ,][^\d,]{0,80})?(?:[ ](?:to|at|of|reached|hit|passed|past|exceeded|topped|above|beyond|stood|was|is|now)){1,3}[ ]\Z",
    re.IGNORECASE,
)


_BEING = words("were was are is been being be remain remains remained")


def role_after(text: str, end: int) -> tuple[str, int] | None:
    """Read the role that words after a quantity's noun give it, and where the word that gives it ends."""
    joined = False
    for index, (_, stop, word) in enumerate(words_after(text, end)):
        role = SAID_AFTER.get(word.rstrip("'"))
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


def _is_active(latest: list[str]) -> bool:
    """Say whether the verb that ends the words says what was done: not "was killed", not "tried to kill"."""
    previous = latest[-2].lower() if len(latest) > 1 else ""
    if previous == "to":
        return len(latest) < 3 or latest[-3].lower() not in _TRIED
    return previous not in {"was", "were", "been", "being", "be", "is", "are"}


def role_before(text: str, start: int, lowest: int) -> str | None:
    """Read the role that words right before a quantity and its hedge give it."""
    before = text[max(lowest, start - 110) : start]
    if before.endswith(("between ", "Between ")):
        before = before[:-8]
    breaks = list(_CLAUSE_END.finditer(before))
    clause = before[breaks[-1].end() :] if breaks else before
    latest = clause.split()
    if not latest or not clause[-1].isspace():
        return None
    last = latest[-1].lower()
    previous = latest[-2].lower() if len(latest) > 1 else ""
    if last in _ROLE_BEFORE or (last == "dead" and previous in _SHOT):
        return _ROLE_BEFORE.get(last, "killed") if _is_active(latest) else None
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
                (toll.group(1) or "deaths").lower(), SAID_AFTER.get((toll.group(1) or "dead").lower())
            )
    return None
