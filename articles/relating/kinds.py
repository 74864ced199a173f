"""Say of what kind a figure is (a fine, the people aboard, jobs cut), whatever words an outlet has for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from articles.model import Figure
from articles.tables import words

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
CURRENCIES = words("crowns kroner kronor francs pesos dinars dirhams rupees rials riyals shillings lira dollars pounds")
"""Names of money that do not say whose it is."""
BASES: dict[str, tuple[str, Decimal]] = {
    "kilometer": ("meter", Decimal(1000)), "mile": ("meter", Decimal("1609.344")), "foot": ("meter", Decimal("0.3048")), "yard": ("meter", Decimal("0.9144")),
    "acre": ("hectare", Decimal("0.40468564")), "kilometer ** 2": ("hectare", Decimal(100)), "square_mile": ("hectare", Decimal("258.9988")),
    "gram": ("kilogram", Decimal("0.001")), "metric_ton": ("kilogram", Decimal(1000)), "pound": ("kilogram", Decimal("0.45359237")),
    "mile_per_hour": ("kilometer_per_hour", Decimal("1.609344")), "knot": ("kilometer_per_hour", Decimal("1.852")),
    "meter_per_second": ("kilometer_per_hour", Decimal("3.6")), "gigawatt": ("megawatt", Decimal(1000)),
}  # fmt: skip
"""The unit in which values of a dimension are compared, and how many of it one is; "ton" and "gallon" differ by country."""
WITHIN: dict[str, Decimal] = {
    "length": Decimal("0.07"), "area": Decimal("0.07"), "mass": Decimal("0.07"), "volume": Decimal("0.12"),
    "speed": Decimal("0.05"), "duration": Decimal("0.1"), "power": Decimal("0.05"), "temperature": Decimal("0.03"),
}  # fmt: skip
"""How far two values of a dimension may lie apart by how they were measured, converted or rounded."""

Listing = Mapping[str, str]

MEASURES: dict[str, Listing] = {
    "money": {
        "fine": "fine fined fines fining penalty penalties penalised penalized penalise",
        "ransom": "ransom ransoms kidnappers captors hostage hostages",
        "price": "price priced bought buy buys buying acquire acquires acquired acquiring acquisition takeover buyout purchase purchased sold "
        "sell sells selling sale offer bid fetch fetched fetches hammer auction auctioned gavel deal transaction",
        "paid": "pay pays paid paying payment handed",
        "cost": "cost costs costing bill expense expenses restoration refurbishment scheme project built",
        "damages": "compensation damages settlement settling redress payout settle settles settled",
        "grant": "grant grants granted funding subsidy subsidies donation donations donate donates donated award awarded lottery gift gave given gives giving bequest bequeathed pledged pledge",
        "profit": "profit profits earnings earned earns",
        "loss": "loss losses",
        "revenue": "revenue revenues sales turnover takings",
        "debt": "debt debts owes owed owing borrowing borrowings arrears",
        "loan": "loan loans lend lent lends lending borrow borrowed",
        "dividend": "dividend dividends",
        "pay": "salary salaries wage wages earning bonus bonuses",
        "investment": "invest invests invested investing investment investments",
        "raised": "raise raises raised raising yielded fundraiser fundraising appeal",
        "stolen": "stole stolen steal stealing thieves robbers raiders burglars taken heist robbery theft haul loot robbers thieves embezzled embezzling embezzlement defrauded fraud "
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
        "prices": "prices price dearer cheaper pricier",
        "unemployment": "unemployment jobless joblessness",
        "turnout": "turnout roll electorate marched",
        "vote": "vote votes voted voting voters poll polled ballot ballots",
        "growth": "growth grew grow grows expanded expand economy gdp output",
        "shares": "shares stock stocks index",
        "stake": "stake holding owns owned own shareholding",
        "profit": "profit profits earnings",
        "revenue": "revenue revenues sales turnover",
        "contained": "contained containment",
        "reservoir": "capacity full reservoir reservoirs",
        "approval": "approval approve approves approved support supported yes favour",
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
        "sentence": "sentenced sentence sentences jailed jail-term jail prison imprisoned imprisonment bars custody term jailing serve serves served serving incarcerated incarceration handed given",
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
        "seized": "seized seizure seize confiscated intercepted cocaine heroin cannabis marijuana hashish methamphetamine amphetamine ketamine fentanyl opium ecstasy narcotics drug drugs haul ivory gold",
        "weighed": "weigh weighs weighed weighing weight heavy",
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
        "robbery": "robbery robbed robbers raid raided raiders heist thieves burgled burst",
        "sinking": "sank sink sinks sinking aground capsized sunk",
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
    "date": {
        "election": "election elections polls vote voting ballot referendum poll",
        "hearing": "hearing trial tribunal appear appears court",
        "sentencing": "sentenced sentencing",
        "opening": "open opens opened opening reopen reopens reopening inaugurated",
        "closing": "close closes closing closure shut shuts",
        "launch": "launch launches launched lift-off liftoff",
        "start": "start starts begin begins kick-off",
        "deadline": "deadline expire expires ends end",
        "funeral": "funeral buried burial memorial",
        "dissolution": "dissolved dissolve dissolution",
        "strike": "strike strikes walkout stoppage",
        "departure": "resign resigns resignation leave leaves retire retires departure",
        "wedding": "wedding marry",
        "execution": "executed execution",
        "concert": "concert perform performs play plays gig premiere",
        "happened": "crashed crash exploded explosion sank collapsed killed died arrested shot shooting stabbed attack robbery earthquake vanished disappeared",
    },
    "occasion": {
        "election": "election elections polls vote voting ballot referendum",
        "hearing": "hearing trial tribunal inquest inquiry",
        "strike": "strike strikes walkout stoppage",
        "concert": "festival concert tour exhibition show fair",
        "talks": "talks summit conference negotiations",
    },
    "finish": {"finish": "won win wins winner winning victory first clocked clocking time finished finishing crossed record line ran tape needed needs took best round"},
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
    "on board": "aboard", "were on the": "aboard", "was on the": "aboard", "out of work": "redundant", "laid off": "redundant", "lay off": "redundant", "laying off": "redundant",
    "job losses": "redundant", "to go": "redundant", "made redundant": "redundant", "without power": "outage", "without electricity": "outage",
    "lost power": "outage", "no power": "outage", "no electricity": "outage", "lost electricity": "outage", "broke out of": "escaped", "breaking out of": "escaped", "in the dark": "outage", "power cut": "outage", "power cuts": "outage", "turned out": "attended", "in front of": "attended", "took part": "marched",
    "took to": "marched", "gave way": "collapsed", "burned down": "destroyed", "burnt down": "destroyed", "carried off": "seized",
    "carrying away": "seized", "taken away": "seized", "made off": "stolen", "got away": "stolen", "laid on": "deployed",
    "put to": "redundant", "lose their": "redundant", "do away": "redundant", "does away": "redundant", "doing away": "redundant", "get rid": "redundant", "getting rid": "redundant", "struck off": "cancelled", "behind bars": "imprisoned", "broke out": "fire", "kept off": "closed", "off limits": "closed", "out of action": "closed", "took off": "takeoff", "came down": "collapsed", "fell down": "collapsed", "falls down": "collapsed", "blown up": "explosion", "caught fire": "fire", "ran aground": "aground", "burst into": "fire",
    "touched down": "landed", "blew up": "explosion", "went off": "explosion", "went down": "sank", "opened fire": "shooting",
    "last seen": "vanished", "lost contact": "vanished", "set up": "founded", "voted for": "favour", "in favour": "favour", "in favor": "favour",
    "voted against": "against", "policy rate": "keyrate", "key rate": "keyrate", "main rate": "keyrate", "benchmark rate": "keyrate", "key interest": "keyrate", "official rate": "keyrate", "cash rate": "keyrate", "lending rate": "keyrate", "working hours": "", "cash prize": "prize", "base rate": "keyrate",
    "repo rate": "keyrate", "prize money": "prize", "call center": "", "consumer prices": "inflation", "prices rose": "inflation", "walked off": "walkout", "walked out": "walkout", "walk out": "walkout", "walking out": "walkout", "downed tools": "walkout", "industrial action": "walkout", "stopped work": "walkout", "cost of living": "inflation", "take over": "takeover",
    "net profit": "profit", "made landfall": "landfall", "brought in": "raised", "brings in": "raised", "off the rails": "derailed", "off the tracks": "derailed", "jumped the tracks": "derailed", "left the tracks": "derailed", "left the rails": "derailed", "came ashore": "landfall", "emergency call": "called",
}  # fmt: skip
"""Phrases that stand for one word of the lists."""

SETTLED = frozenset((
    "age", "fine", "ransom", "price", "sentence", "long", "high", "founded", "built", "born", "blast", "crash", "quake", "finish",
    "favour", "against", "abstained", "aboard", "cut", "attended", "step", "rate", "prize", "collapse", "shooting", "robbery",
    "stolen", "grant", "profit", "ban", "contract", "damages", "elected", "margin", "derailed", "charged", "landing", "departure", "sinking", "wide",
    "bail", "landfall", "married", "joined", "bought",
))  # fmt: skip
"""Kinds whose value does not change from one day to the next while a story is told."""
GROWING = words(
    "killed injured hospitalised arrested displaced evacuated rescued infected detained abducted "
    "burned destroyed damaged flooded raised seized cancelled sickened stranded signed deployed "
    "damage freed leaked marched sheltered culled"
)
"""Kinds whose value grows while a story is told: a later, higher one is an update."""


QUOTED = frozenset(("percent:shares", "money:share"))
"""Kinds whose value changes from one hour to the next while a market is open."""


CHANGING = frozenset(("missing", "outage", "trapped", "contained"))
"""Kinds whose value goes up and down from one hour to the next."""


def by_word(listing: Listing) -> dict[str, str]:
    """Turn a table of kinds and their words into one of words and their kind."""
    return {word: kind for kind, listed in listing.items() for word in listed.split()}


_MEASURE_OF = {dimension: by_word(listing) for dimension, listing in MEASURES.items()}


def dimension_of(unit: str | None) -> str:
    """Return what a figure's unit measures: a currency is money, no unit a count; other units stand for themselves."""
    if unit is None:
        return "count"
    if unit in CURRENCIES:
        return "money"
    if unit in DIMENSIONS:
        return DIMENSIONS[unit]
    return "money" if len(unit) == 3 and unit.isupper() else unit


def unit_of(figure: Figure) -> str | None:
    """Return a figure's unit; where several countries call their currency so, what they call it."""
    if figure.unit is None and figure.counted:
        last = figure.counted.rsplit(None, 1)[-1].casefold()
        return last if last in CURRENCIES else None
    return figure.unit


def in_base(unit: str | None) -> tuple[str | None, Decimal]:
    """Return the unit in which a value is compared with others, and what to multiply it by."""
    return BASES.get(unit, (unit, Decimal(1))) if unit else (unit, Decimal(1))


def nearest_kind(dimension: str, before: str, after: str) -> str | None:
    """Name the kind of a value of a dimension that is no count; None where no word around says one."""
    named = _MEASURE_OF.get(dimension)
    if named is None:
        return None
    stated = _IN_WHAT.match(after) if dimension == "money" else None
    return (stated and named.get(stated[1].casefold())) or nearest_word(named, before, after)


_IN_WHAT = re.compile(r"\A\s?in (?:\w{1,15} )?(\w{3,15})\b")
"""What a sum is of by its own words, whatever else was to be paid: "£94,000 in costs"."""


DECISIVE = {
    "money": frozenset(("fine", "ransom", "price", "damages")),
    "clock": frozenset(_MEASURE_OF["clock"].values()),
}
"""Kinds that a report's other words may settle where those beside the figure do not."""
PAYMENTS = frozenset(f"money:{kind}" for kind in DECISIVE["money"])
LEFT_OPEN = frozenset((None, "paid", "happened", "valued"))
_WORTH = re.compile(r"\b(?:worth|valued|value)\b", re.IGNORECASE)
"""How much something is put at, which does not say what became of it."""
_THEFT = re.compile(
    r"\b(?:stole|stolen|steal\w{0,3}|thie(?:f|ves)|theft|rob(?:bed|bers?|bery|beries)|raid(?:ed|ers?|s)?|heist|burgl\w{1,6}|loot\w{0,3}|smash-and-grab|ram-raid\w{0,3}|escaped with|made off)\b",
    re.IGNORECASE,
)


def settled_kind(dimension: str, kind: str | None, sentence: str, headline: str) -> str | None:
    """Say of what kind a payment or moment is whose own phrase leaves it open: that of the sentence, or of the headline."""
    if kind not in LEFT_OPEN or dimension not in DECISIVE:
        return kind
    if dimension == "money" and kind != "paid" and _WORTH.search(sentence):
        stolen = _THEFT.search(sentence) or _THEFT.search(headline)
        kind = "stolen" if stolen else kind
    if kind == "valued" or kind not in LEFT_OPEN:
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


def nearest_word(named: Mapping[str, str], before: str, after: str) -> str | None:
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
