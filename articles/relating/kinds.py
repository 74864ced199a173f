"""Say of what kind a figure is (a fine, the people aboard, jobs cut), whatever words an outlet has for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from articles.tables import words
from articles.wording import WORD

REACH = 16
"""How far, in words weighed by what stands between, a word may be from the figure that it says the kind of."""
ACROSS = 3
"""What a comma, bracket or dash between them counts for."""
BEHIND = 2
"""What it counts for that a word stands after the figure and not right behind it."""
WINDOW = 110
"""Characters read on either side."""

DIMENSIONS = {
    "kilometer": "length", "meter": "length", "centimeter": "length", "millimeter": "length", "mile": "length",
    "yard": "length", "foot": "length", "inch": "length", "nautical_mile": "length",
    "hectare": "area", "acre": "area", "kilometer ** 2": "area", "meter ** 2": "area", "square_mile": "area", "square_foot": "area",
    "kilogram": "mass", "gram": "mass", "metric_ton": "mass", "pound": "mass", "ounce": "mass", "stone": "mass", "ton": "mass",
    "kilometer_per_hour": "speed", "mile_per_hour": "speed", "meter_per_second": "speed", "knot": "speed",
    "liter": "volume", "gallon": "volume", "barrel": "volume", "meter ** 3": "volume",
    "minute": "duration", "hour": "duration", "day": "duration", "week": "duration", "month": "duration", "year": "duration",
    "percent": "percent", "percentage_point": "percentage_point",
    "degree": "temperature", "degree_Celsius": "temperature", "degree_Fahrenheit": "temperature",
    "megawatt": "power", "gigawatt": "power",
}  # fmt: skip
"""What a unit measures."""
WITHIN: dict[str, Decimal] = {
    "length": Decimal("0.07"), "area": Decimal("0.07"), "mass": Decimal("0.07"), "volume": Decimal("0.12"),
    "speed": Decimal("0.05"), "duration": Decimal("0.1"), "power": Decimal("0.05"), "temperature": Decimal("0.03"),
}  # fmt: skip
"""How far two values of a dimension may lie apart by how they were measured, converted or rounded."""

_Listing = Mapping[str, str]

MEASURES: dict[str, _Listing] = {
    "money": {
        "fine": "fine fined fines fining penalty penalties penalised penalized penalise",
        "ransom": "ransom ransoms kidnappers captors hostage hostages",
        "price": "price priced bought buy buys buying acquire acquires acquired acquiring acquisition takeover purchase purchased sold "
        "sell sells selling sale offer bid fetch fetched fetches hammer auction auctioned gavel deal transaction",
        "paid": "pay pays paid paying payment handed",
        "cost": "cost costs costing bill expense expenses restoration refurbishment scheme project built",
        "damages": "compensation damages settlement payout settle settles settled",
        "grant": "grant grants granted funding subsidy subsidies donation donations donate donates donated award awarded lottery gift gave",
        "profit": "profit profits earnings earned earns",
        "loss": "loss losses",
        "revenue": "revenue revenues sales turnover takings",
        "debt": "debt debts owes owed owing borrowing borrowings arrears",
        "loan": "loan loans lend lent lends lending borrow borrowed",
        "dividend": "dividend dividends",
        "pay": "salary salaries wage wages earning bonus bonuses",
        "investment": "invest invests invested investing investment investments",
        "raised": "raise raises raised raising fundraiser fundraising appeal",
        "stolen": "stole stolen steal heist robbery theft haul loot robbers thieves embezzled embezzling embezzlement defrauded fraud "
        "laundered laundering siphoned swindled",
        "budget": "budget budgets",
        "aid": "aid relief",
        "contract": "contract contracts",
        "damage": "damage destruction",
        "bail": "bail bond",
        "prize": "prize jackpot winnings purse",
        "rent": "rent rents",
        "fare": "fare fares ticket tickets toll",
        "fee": "fee fees tuition",
        "tax": "tax taxes levy duty",
        "valued": "valued valuation valuing valuations",
        "rescue": "bailout",
        "savings": "save saves saving savings",
        "deficit": "deficit shortfall gap",
        "share": "share shares",
    },
    "percent": {
        "rate": "keyrate",
        "inflation": "inflation cpi",
        "prices": "prices price",
        "unemployment": "unemployment jobless joblessness",
        "turnout": "turnout",
        "vote": "vote votes voted voting voters poll polled ballot ballots",
        "growth": "growth grew grow grows expanded expand economy gdp output",
        "shares": "shares stock stocks index",
        "stake": "stake holding owns owned own shareholding",
        "profit": "profit profits earnings",
        "revenue": "revenue revenues sales turnover",
        "contained": "contained containment",
        "reservoir": "capacity full reservoir reservoirs",
        "approval": "approval approve approves approved support supported",
        "pay": "pay wage wages salary salaries raise",
        "tax": "tax taxes tariff tariffs duty levy vat",
        "fares": "fare fares rent rents",
        "poverty": "poverty",
        "premium": "premium discount",
        "interest": "interest",
        "jobs": "workforce jobs",
        "population": "population",
        "efficacy": "effective efficacy effectiveness",
    },
    "percentage_point": {
        "step": "rate rates raised raise lifted lift cut cuts lowered lower hike hiked increase increased reduction reduced borrowing"
    },
    "length": {
        "long": "length long measured measures measuring span spans spanning stretch stretches bridge tunnel pier pipeline wall fence",
        "high": "height high tall tower altitude elevation rise rises",
        "deep": "depth deep deeper below beneath underground",
        "wide": "width wide across diameter",
        "away": "from away off north south east west northeast northwest southeast southwest distance",
        "rain": "rain rainfall",
        "snow": "snow snowfall",
        "waves": "wave waves swell surge",
        "travelled": "walked walk run ran trek trekked cycled cycle rowed row swam swim sailed sail travelled traveled drove marathon race route journey hike",
    },
    "area": {
        "burned": "burn burned burnt burns burning scorched scorching blackened charred razed consumed engulfed destroyed fire blaze wildfire bushfire gone",
        "flooded": "flooded inundated swamped submerged underwater",
        "sized": "size covers covering covered spans site estate land forest reserve park farm",
    },
    "speed": {"winds": "wind winds sustained", "gusts": "gust gusts gusting", "driven": "driving drove travelling traveling doing speed speeding clocked limit"},
    "duration": {
        "sentence": "sentenced sentence sentences jailed jail prison imprisoned imprisonment bars custody term jailing",
        "ban": "ban banned bans suspended suspension barred disqualified licence",
        "battled": "battled battling fought control extinguish extinguished",
        "trapped": "trapped stuck stranded rubble underground adrift",
        "delayed": "delay delayed delays late behind",
        "closed": "closed closure shut shutdown close closes",
        "debated": "debate debated talks negotiations sitting deliberated deliberation deliberations",
        "absent": "missing coma",
        "notice": "notice",
    },
    "mass": {
        "seized": "seized seizure seize confiscated intercepted cocaine heroin cannabis methamphetamine drugs haul ivory gold",
        "weighed": "weigh weighs weighed weighing weight",
        "spilled": "spilled spilt leaked released dumped",
        "harvested": "harvest harvested crop output produced production",
    },
    "volume": {"spilled": "spill spilled spilt leak leaked spewed gushed escaped", "output": "output production produce produced produces"},
    "temperature": {"heat": "temperature temperatures heat mercury thermometer thermometers hot cold record"},
    "power": {"capacity": "capacity plant farm turbines generate output station reactor solar wind"},
    "magnitude": {"quake": "magnitude earthquake quake tremor aftershock"},
    "clock": {
        "blast": "ripped tore rocked exploding explosion explosions exploded explode explodes blast blasts detonated detonation bomb bombing",
        "crash": "crash crashed crashes collision collided derailed derailment derail overturned plunged accident struck hit",
        "quake": "quake earthquake tremor shook shaking",
        "fire": "fire blaze flames broke",
        "collapse": "collapse collapsed collapses fell gave caved",
        "shooting": "shooting shots gunfire fired gunman shot stabbed stabbing attack attacked",
        "robbery": "robbery robbed robbers raid raiders burgled burst",
        "sinking": "sank sinking capsized sunk",
        "landing": "landed landing touched",
        "departure": "departed takeoff left",
        "vanished": "vanished disappeared contact radar seen",
        "arrest": "arrested arrest",
        "landfall": "landfall ashore",
        "outage": "outage blackout failed",
        "death": "died dead pronounced",
        "called": "called alerted call calls alarm alert",
        "happened": "happened happen occurred occur place came incident disaster",
        "begun": "begin begins began start starts started kick-off",
        "launch": "launch launched lifted liftoff blasted",
    },
    "finish": {"finish": "won win wins winner winning victory first clocked clocking time finished finishing crossed record line ran tape"},
    "founding": {
        "founded": "founded founding established founder",
        "built": "built constructed completed erected finished",
        "born": "born",
        "bought": "bought acquired purchased",
        "married": "married wed",
        "joined": "joined",
    },
}  # fmt: skip
"""By dimension, words that say what kind of a quantity a figure is; the nearest says it."""

PHRASES = {
    "on board": "aboard", "out of work": "redundant", "laid off": "redundant", "lay off": "redundant", "laying off": "redundant",
    "job losses": "redundant", "to go": "redundant", "made redundant": "redundant", "without power": "outage", "without electricity": "outage",
    "lost power": "outage", "in the dark": "outage", "power cut": "outage", "power cuts": "outage", "turned out": "attended", "in front of": "attended", "took part": "marched",
    "took to": "marched", "gave way": "collapsed", "burned down": "destroyed", "burnt down": "destroyed", "carried off": "seized",
    "carrying away": "seized", "taken away": "seized", "made off": "stolen", "got away": "stolen", "laid on": "deployed",
    "put to": "redundant", "lose their": "redundant", "behind bars": "imprisoned", "broke out": "fire", "took off": "takeoff",
    "touched down": "landed", "blew up": "explosion", "went off": "explosion", "went down": "sank", "opened fire": "shooting",
    "last seen": "vanished", "lost contact": "vanished", "set up": "founded", "voted for": "favour", "in favour": "favour", "in favor": "favour",
    "voted against": "against", "policy rate": "keyrate", "key rate": "keyrate", "main rate": "keyrate", "benchmark rate": "keyrate", "key interest": "keyrate", "official rate": "keyrate", "cash rate": "keyrate", "lending rate": "keyrate", "working hours": "", "cash prize": "prize", "base rate": "keyrate",
    "repo rate": "keyrate", "prize money": "prize", "call center": "", "consumer prices": "inflation", "prices rose": "inflation", "cost of living": "inflation", "take over": "takeover",
    "net profit": "profit", "made landfall": "landfall", "came ashore": "landfall", "emergency call": "called",
}  # fmt: skip
"""Phrases that stand for one word of the lists."""

ACTIONS: _Listing = {
    "cut": "cut cuts cutting axe axed axes axing shed sheds shedding eliminate eliminates eliminated eliminating loss losses redundant redundancy redundancies "
    "sack sacked sacks dismissed dismiss layoffs layoff slash slashes slashed slashing lose losing",
    "created": "create creates created creating hire hires hiring hired recruit recruits recruiting recruited",
    "destroyed": "destroyed destroy destroys destroying destruction razed gutted levelled leveled flattened flattening burned burnt reduced ruined lost swallowed consumed",
    "damaged": "damaged damage damages damaging",
    "flooded": "flooded flooding inundated swamped submerged underwater",
    "aboard": "aboard carrying",
    "attended": "attended attend attendance attending watched crowd gate filled packed paying",
    "marched": "marched march marches marching rally rallied protested demonstrated demonstration protest streets",
    "outage": "outage outages blackout blackouts",
    "seized": "seized seize seizing seizure confiscated confiscating impounded haul",
    "stolen": "stolen stole steal stealing theft looted heist",
    "cancelled": "cancelled canceled cancelling canceling scrapped grounded cancellations",
    "closed": "close closes closed closing closure closures shut shuts shutting shuttered",
    "deployed": "deployed deploy deploying deployment battling tackling tackled battled fought fighting sent drafted",
    "signed": "signed signatures signature petition",
    "favour": "favour favor backed backing",
    "against": "against opposed opposing",
    "abstained": "abstained abstentions abstention abstaining",
    "fired": "fired fire firing",
    "sold": "sold sell sells selling",
    "ordered": "order orders ordered ordering",
    "built": "build builds built building construct constructed erect",
    "planted": "plant planted planting",
    "vaccinated": "vaccinated vaccinate immunised immunized jabs",
    "sickened": "sick sickened ill poisoned poisoning fell hospital",
    "elected": "seats won win winning elected",
    "stranded": "stranded stuck",
    "sheltered": "shelter shelters sheltering sheltered",
    "died": "perished died",
    "culled": "culled cull slaughtered",
    "recalled": "recall recalled recalling",
    "leaked": "leaked breach breached hacked exposed compromised",
    "applied": "applied applicants applications",
    "graduated": "graduated graduates",
    "freed": "freed released release releasing",
    "charged": "counts charges charged indicted",
}
"""What is done with things that are counted, and with people where no role says it."""

NOUNS: _Listing = {
    "people": "people persons person others individuals",
    "job": "jobs job positions posts roles",
    "worker": "workers worker employees employee staff staffers",
    "house": "houses house homes home dwellings dwelling residences",
    "household": "households household customers premises",
    "building": "buildings building structures structure",
    "car": "cars car vehicles vehicle",
    "lorry": "lorries lorry trucks truck",
    "aircraft": "aircraft planes plane jets airliners",
    "boat": "boats boat vessels vessel ships ship",
    "pupil": "pupils pupil students student schoolchildren learners",
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
    "tree": "trees tree saplings",
    "painting": "paintings painting canvases artworks works",
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

SETTLED = frozenset((
    "age", "fine", "ransom", "price", "sentence", "long", "high", "founded", "built", "born", "blast", "crash", "quake", "finish",
    "favour", "against", "abstained", "aboard", "cut", "attended", "step", "rate", "prize", "collapse", "shooting", "robbery",
    "stolen", "grant", "profit", "ban", "contract", "damages", "elected", "charged", "landing", "departure", "sinking", "wide",
    "bail", "landfall", "married", "joined", "bought",
))  # fmt: skip
"""Kinds whose value does not change from one day to the next while a story is told."""
GROWING = words(
    "killed injured hospitalised arrested displaced evacuated rescued infected detained abducted "
    "burned destroyed damaged flooded raised seized cancelled sickened stranded signed deployed "
    "damage freed leaked marched sheltered culled"
)
"""Kinds whose value grows while a story is told: a later, higher one is an update."""


def _by_word(listing: _Listing) -> dict[str, str]:
    return {word: kind for kind, listed in listing.items() for word in listed.split()}


_MEASURE_OF = {dimension: _by_word(listing) for dimension, listing in MEASURES.items()}
_ACTION_OF = _by_word(ACTIONS)
_NOUN_OF = _by_word(NOUNS)


def dimension_of(unit: str | None) -> str:
    """Return what a figure's unit measures: a currency is money, no unit a count; other units stand for themselves."""
    if unit is None:
        return "count"
    if unit in DIMENSIONS:
        return DIMENSIONS[unit]
    return "money" if len(unit) == 3 and unit.isupper() else unit


def noun_of(counted: str | None) -> tuple[str, frozenset[str]]:
    """Return the one name of what is counted (empty for nothing) and the words that narrow it."""
    listed = WORD.findall((counted or "").casefold())
    if not listed:
        return "", frozenset()
    head = listed[-1]
    rest = frozenset(word for word in listed[:-1] if word not in _PLAIN)
    noun = _NOUN_OF.get(head) or head.removesuffix("s")
    return noun, rest


_PLAIN = words(
    "mobile total paying own local overall combined estimated full final official individual separate personal private new"
)
"""Words before a noun that do not narrow it."""


def kind_of(dimension: str, counted: str | None, before: str, after: str) -> str | None:
    """Name the kind of a figure by the nearest word around it that says one; None where none does."""
    if dimension == "count":
        return _kind_of_count(counted, before, after)
    return nearest_kind(dimension, before, after)


def nearest_kind(dimension: str, before: str, after: str) -> str | None:
    """Name the kind of a value of a dimension that is no count; None where no word around says one."""
    named = _MEASURE_OF.get(dimension)
    return _nearest(named, before, after) if named else None


def _kind_of_count(counted: str | None, before: str, after: str) -> str | None:
    noun, narrowed = noun_of(counted)
    action = _nearest(_ACTION_OF, before, after)
    if action is None:
        return None
    if _CROWD.search(before):
        return "attended:"
    if action == "closed" and noun in SAME_COUNT["cut"]:
        action = "cut"
    if noun in SAME_COUNT.get(action, ()):
        noun = ""
    elif not noun or (noun == "people" and action not in {"aboard", "outage", "stranded", "sheltered"}):
        return None
    return ":".join((action, noun, *sorted(narrowed)))


DECISIVE = {
    "money": frozenset(("fine", "ransom", "price", "damages")),
    "clock": frozenset(_MEASURE_OF["clock"].values()),
}
"""Kinds that a report's other words may settle where those beside the figure do not."""
PAYMENTS = frozenset(f"money:{kind}" for kind in DECISIVE["money"])
LEFT_OPEN = frozenset((None, "paid", "happened"))


def settled_kind(dimension: str, kind: str | None, sentence: str, headline: str) -> str | None:
    """Say of what kind a payment or moment is whose own phrase leaves it open: that of the sentence, or of the headline."""
    if kind not in LEFT_OPEN or dimension not in DECISIVE:
        return kind
    for text in (sentence, headline) if kind else (sentence,) if dimension == "money" else ():
        said = {_MEASURE_OF[dimension].get(token) for token in _tokens(text, backwards=False)} & DECISIVE[dimension]
        said -= LEFT_OPEN
        if len(said) == 1:
            return said.pop()
        if said:
            return kind
    return kind


def action_of(kind: str) -> str:
    """Return the kind without what it narrows."""
    return kind.split(":", 1)[0]


_CROWD = re.compile(r"\b(?:crowd|attendance|gate|turnout) (?:of|was) (?:\w+ ){0,2}\Z", re.IGNORECASE)


def _nearest(named: Mapping[str, str], before: str, after: str) -> str | None:
    """Return what the word says that stands nearest, each step over punctuation or a conjunction counting for several."""
    best: tuple[int, str] | None = None
    for text, backwards in ((before, True), (after, False)):
        cost = 0
        tokens = _tokens(text, backwards=backwards)
        for at, token in enumerate(tokens):
            cost += ACROSS if token in _STOPS else 1
            if cost > REACH or (best and cost >= best[0]):
                break
            kind = _said(named, tokens, at, backwards=backwards)
            far = cost + (BEHIND if not backwards and at > 1 else 0)
            if kind and (best is None or far < best[0]):
                best = (far, kind)
                break
    return best[1] if best else None


def _said(named: Mapping[str, str], tokens: list[str], at: int, *, backwards: bool) -> str | None:
    for length in (3, 2):
        part = tokens[at : at + length]
        if len(part) == length:
            phrase = " ".join(reversed(part) if backwards else part)
            if phrase in PHRASES:
                return named.get(PHRASES[phrase])
    return named.get(tokens[at])


_STOPS = frozenset([",;:()—–", "and", "but", "while", "after", "when", "which", "who"]) | frozenset(",;:()—–")
_TOKEN = re.compile(r"[A-Za-z][\w'’-]*|[,;:()—–]")


def _tokens(text: str, *, backwards: bool) -> list[str]:
    found = [token.casefold() for token in _TOKEN.findall(text)]
    return found[::-1] if backwards else found
