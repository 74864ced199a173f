"""Say what is counted and what is done with it, whatever words an outlet has for either."""

from __future__ import annotations

import re
from decimal import Decimal

from articles.relating.entities import FUNCTION_WORDS, stem
from articles.relating.kinds import Listing, by_word, nearest_word
from articles.tables import words
from articles.wording import WORD

ACTIONS: Listing = {
    "cut": "cut cuts cutting axe axed axes axing shed sheds shedding eliminate eliminates eliminated eliminating loss losses redundant redundancy redundancies "
    "sack sacked sacks dismissed dismiss layoffs layoff slash slashes slashed slashing lose losing",
    "created": "create creates created creating hire hires hiring hired recruit recruits recruiting recruited",
    "destroyed": "torched incinerated demolished collapsed destroyed destroy destroys destroying destruction razed gutted levelled leveled flattened flattening burned burnt reduced ruined lost swallowed consumed",
    "derailed": "derailed derail derails derailing derailment",
    "damaged": "cracked damaged damage damages damaging",
    "flooded": "flooded flooding inundated swamped submerged underwater",
    "aboard": "carried aboard carrying",
    "attended": "attended attend attendance attending watched watching lined lining crowd gate filled packed paying",
    "marched": "marched march marches marching rally rallied protested demonstrated demonstration protest streets",
    "outage": "powerless outage outages blackout blackouts",
    "seized": "intercepted uncovered recovered found seized seize seizing seizure confiscated confiscating impounded haul",
    "stolen": "stolen stole steal stealing theft looted heist",
    "cancelled": "cancelled canceled cancelling canceling scrapped grounded cancellations cancellation",
    "closed": "shutting close closes closed closing closure closures shut shuts shutting shuttered",
    "deployed": "dispatched stationed deployed deploy deploying deployment battling tackling tackled battled fought fighting sent drafted",
    "signed": "signed signatures signature petition",
    "favour": "favour favor backed backing",
    "against": "against opposed opposing",
    "abstained": "abstained abstentions abstention abstaining",
    "fired": "fired fire firing",
    "sold": "bought sold sell sells selling",
    "ordered": "order orders ordered ordering",
    "built": "build builds built building construct constructed erect",
    "planted": "plant planted planting",
    "vaccinated": "vaccinated vaccinate immunised immunized jabs",
    "sickened": "vomiting sick sickened ill poisoned poisoning fell hospital",
    "elected": "seats won win winning elected",
    "stranded": "stranded stuck",
    "sheltered": "shelter shelters sheltering sheltered",
    "died": "perished died",
    "culled": "culled cull slaughtered",
    "recalled": "recall recalls recalled recalling",
    "leaked": "leaked breach breached hacked exposed compromised",
    "applied": "applied applicants applications",
    "graduated": "graduated graduates",
    "escaped": "escaped escape escapes escaping fled flee flees",
    "freed": "pardoned freed released release releasing",
    "charged": "charges charged indicted",
    "convicted": "convicted guilty conviction verdict verdicts",
    "acquitted": "acquitted cleared acquittal",
    "striking": "strike strikes striking struck walkout walkouts stoppage picket pickets picketing",
}
"""What is done with things that are counted, and with people where no role says it."""

NOUNS: Listing = {
    "people": "people persons person others individuals",
    "job": "jobs job positions posts roles",
    "worker": "workers worker employees employee staff staffers",
    "house": "houses house homes home dwellings dwelling residences",
    "household": "households household premises",
    "building": "buildings building structures structure",
    "car": "cars car vehicles vehicle",
    "lorry": "lorries lorry trucks truck",
    "aircraft": "aircraft planes plane jets airliners",
    "boat": "boats boat vessels vessel ships ship",
    "pupil": "pupils pupil students student schoolchildren learners schoolgirls schoolboys",
    "child": "children child kids youngsters minors",
    "spectator": "spectators spectator fans fan supporters attendees concertgoers onlookers",
    "protester": "protesters protester protestors demonstrators demonstrator marchers",
    "soldier": "soldiers soldier troops servicemen troopers",
    "migrant": "migrants migrant refugees refugee",
    "firefighter": "firefighters firefighter firemen",
    "officer": "officers police policemen",
    "passenger": "passengers passenger travellers travelers",
    "phone": "phones phone handsets handset mobiles cellphones smartphones smartphone",
    "shop": "shops shop stores store outlets branches branch",
    "gun": "guns gun firearms firearm weapons weapon rifles",
    "shot": "shots shot rounds round bullets bullet",
    "ticket": "tickets ticket",
    "vote": "votes vote lawmakers mps deputies senators members",
    "worshipper": "worshippers congregants parishioners",
    "suspect": "suspects suspect",
    "customer": "customers customer clients accounts users",
    "bird": "birds hens chickens",
    "cattle": "cattle cows",
    "van": "vans van minibuses",
    "bus": "buses bus coaches coach",
    "wagon": "wagons wagon carriages carriage railcars railcar",
    "flight": "flights flight departures",
    "school": "schools school",
    "prisoner": "prisoners prisoner inmates inmate detainees convicts convict",
    "resident": "residents resident villagers inhabitants",
    "miner": "miners miner",
    "bottle": "bottles bottle",
    "tree": "trees tree saplings",
    "painting": "paintings painting canvases artworks works pictures picture landscapes landscape portraits",
}
"""One name for what outlets call differently."""

SAME_COUNT: dict[str, frozenset[str]] = {
    "cut": frozenset(("job", "worker", "people")),
    "attended": frozenset(("spectator", "people", "")),
    "marched": frozenset(("protester", "people", "")),
    "favour": frozenset(("vote", "")),
    "against": frozenset(("vote", "")),
    "sickened": frozenset(("people",)),
    "signed": frozenset(("people", "signature", "name", "")),
    "imprisoned": frozenset(("people", "suspect")),
    "deployed": frozenset(("firefighter",)),
}
"""What counts the same where this is done with it: the jobs, the workers and the people of a plant that closes."""

BY_ITSELF = {"passenger": "aboard"}
"""What is said of all of them where nothing else is."""
_ALL_OF = re.compile(r"\b(?:all|all of|the|with) (?:the )?\Z", re.IGNORECASE)

_ACTION_OF = by_word(ACTIONS)
_NOUN_OF = by_word(NOUNS)
BESIDE = 45
"""Characters on either side of a figure that are right beside it."""
SAME_SIZE = Decimal("2.5")
"""How many times the other one figure may be; beyond, they hardly count the same."""
_CLAUSE_END = re.compile(r"[,;:()—–]|\b(?:and|but|as|while|after|when|which|who)\b")
_AND_CREW = re.compile(r"\A\s?passengers (?:and|plus|&) (?!an? )(?:\w+ ){0,2}crew\b", re.IGNORECASE)
_AGAINST = re.compile(r"\A\s?votes? (?:to|against)\b", re.IGNORECASE)
_MARGIN = re.compile(
    r"(?:\bby|\b(?:lead|margin|majority|gap|advantage) of)(?: (?:only|just|a mere|some|about))? \Z", re.IGNORECASE
)
_CROWD = re.compile(r"\b(?:crowd|attendance|gate|turnout) (?:of|was) (?:\w+ ){0,2}\Z", re.IGNORECASE)


def noun_of(counted: str | None) -> tuple[str, frozenset[str]]:
    """Return the one name of what is counted (empty for nothing) and the words that narrow it."""
    listed = WORD.findall((counted or "").casefold())
    if not listed:
        return "", frozenset()
    head = listed[-1]
    noun = _NOUN_OF.get(head) or head.removesuffix("s")
    rest = frozenset(word for word in listed[:-1] if word not in _PLAIN and _NOUN_OF.get(word) != noun)
    return noun, rest


_PLAIN = words(
    "mobile total paying own local overall combined estimated full final official individual separate personal private new"
)
"""Words before a noun that do not narrow it."""


def is_magnitude(counted: str | None) -> bool:
    """Tell an earthquake's magnitude, which reads like a count ("a magnitude of 6.4"), from one."""
    return noun_of(counted)[0] == "magnitude"


def kind_of_count(counted: str | None, before: str, after: str) -> str | None:
    """Name a count without a role by what is done with what is counted; None where nothing says that."""
    noun, narrowed = noun_of(counted)
    action = nearest_word(_ACTION_OF, before, after)
    if noun == "vote" and not narrowed and _MARGIN.search(before) and not _AGAINST.match(after):
        return "margin:vote"
    narrowed = frozenset(word for word in narrowed if _ACTION_OF.get(word) != action)
    if action is None and (noun in BY_ITSELF and (not narrowed or narrowed == {noun})):
        action = BY_ITSELF[noun] if _ALL_OF.search(before) else None
    if action is None:
        return None
    if _CROWD.search(before):
        return "attended:"
    if action == "aboard" and _AND_CREW.match(after):
        noun = "people"
    if action == "closed" and noun in SAME_COUNT["cut"]:
        action = "cut"
    if noun in SAME_COUNT.get(action, ()):
        noun = ""
    elif not noun or (noun == "people" and action not in {"aboard", "outage", "stranded", "sheltered"}):
        return None
    return ":".join((action, noun, *sorted(narrowed)))


def words_beside(counted: str | None, before: str, after: str) -> frozenset[str]:
    """Return the stems of the words right beside a figure that are no names and not what is counted."""
    own = WORD.findall((counted or "").casefold())
    return frozenset(
        stem(word)
        for word in WORD.findall(
            f"{_CLAUSE_END.split(before[-BESIDE:])[-1]} {_CLAUSE_END.split(after[:BESIDE], maxsplit=1)[0]}"
        )
        if word.islower() and word not in FUNCTION_WORDS and word not in own
    )
