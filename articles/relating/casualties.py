"""Read how many people one sentence says were killed or injured, and whether it tells of all, of some or of another event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from articles.relating.headcounts import NTH, ORDINALS, PEOPLE, PERSON, Some, joined, people_in
from articles.tables import words

Role = Literal["killed", "injured"]
Scope = Literal[
    "total", "whole", "next", "treated", "nobody", "nobody else", "nobody left", "aboard", "culprits", "doubtful"
]
"""What a count covers: a stated total, all that the sentence tells of, "a third person" (which makes three), people
said to be treated rather than hurt, none, none besides, no survivor, those who were aboard, those who did it, or a number that the sentence itself doubts."""
READ = 2_000
"""Code points of a sentence that are looked at; a longer one is a list or a table."""
REACH = 170
"""Code points between a subject and what befell it."""
_CULPRITS = re.compile(
    r"\b(?:gunm[ae]n|attackers?|bombers?|shooters?|assailants?|suspects?|militants?|insurgents?|rebels?|hijackers?|robbers?|knifem[ae]n|jihadists?|terrorists?|extremists?)\b",
    re.IGNORECASE,
)
_HEDGES = (
    r"(?:at least|at most|no fewer than|no less than|not less than|fewer than|more than|less than|up to|as many as|upwards of|"
    r"close to|just over|just under|a total of|an estimated|about|around|roughly|some|nearly|almost|over|approximately|"
    r"perhaps|possibly|all|the|his|her|their|its|these|those|another|a further|a|an|other|only|between|what (?:\w+ ){1,3}said (?:was|were))"
)
_ADJACENT = re.compile(rf"\s(?:(?:him|her|it|them)sel(?:f|ves)\sand\s)?(?:{_HEDGES}\s){{0,3}}", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;:“”\"(—]|\s–\s|,?\s(?:when|while|after|before|because|although|though|if|said|says|that|where|whereas|until|as (?!many\b|well\b|few\b)(?=\w))\b",
    re.IGNORECASE,
)
_AUX = r"(?:was|were|is|are|been|be|being|got|get|gets|’re|'re|’s|'s)"
_DEAD = re.compile(
    r"(?<!the )\b(?:(?:was |were |been |being |are |is )?(?:fatally (?:shot|stabbed|injured|wounded|struck|hit|hurt)|(?:shot|found|pronounced|declared|confirmed|left|reported|presumed|feared|believed) dead)"
    r"|(?!sentenced|condemned|due|close|linked|related|prior|next|led|leading|contributed|leads|pertaining|according)[A-Za-z]+ to (?:their |his |her )?deaths?"
    r"|killed|dead|died|dies|die|drowned|drowns|drown|perished|perish|slain|slaughtered|massacred|gunned down|murdered|electrocuted|asphyxiated|succumbed|beheaded|executed|lynched|martyred"
    r"|lost (?:their|his|her) li(?:ves|fe)|(?:roasted|burned|burnt) alive|attained martyrdom|laid down (?:their|his|her) li(?:ves|fe)|passed away|lives|deaths|fatalities|fatality|bodies|body|corpses)\b(?![’'-])",
    re.IGNORECASE,
)
_HURT = re.compile(
    r"(?<!the )(?<!fatally )\b(?:injured|wounded|hurt|maimed|injuries|survived (?:his|her|their) (?:wounds|injuries))\b(?![’'-])",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:hospitali[sz]ed|(?:is|are) recovering|to (?:an? |the )?(?:\w+ ){0,2}(?:hospitals?|infirmary|clinics?)|in (?:an? |the )?(?:[\w’']+ ){0,3}[Hh]ospitals?|"
    rf"{_AUX} (?:all )?(?:being )?(?:treated for (?!shock)|burned|burnt|scalded|hit(?= by|\b)|stabbed(?! to)|concussed|poisoned)|"
    r"treated for (?!shock)|(?:sustain|suffer|receiv)(?:ed|ing|s) (?:[\w-]+ ){0,4}(?:injury|injuries|burns|wounds?|cuts?|fractures?|bruises|concussion|lacerations)|"
    r"with (?:[\w-]+ ){0,3}(?:injuries|burns|wounds|bruises|cuts|fractures)|in (?:an? )?(?:critical|serious|grave|life-threatening)(?: but stable)? condition|critically ill|in intensive care|(?:has|have|had|with) (?:a |an )?broken \w+|lost (?:an? |his |her )(?:leg|arm|limb|hand|foot|eye)\b|fighting for (?:his|her|their) li(?:fe|ves)|"
    r"(?:broke|breaking|fractured) (?:his |her |their |an? )?(?:limbs?|arms?|legs?|hips?|ribs?|ankles?|wrists?|pelvis|collarbone))",
)
_KILLING = re.compile(
    r"\b(?:shot dead|shot and killed|(?:stabbed|hacked|beat|beaten|crushed|burned|burnt|trampled) to death|gunn?(?:ed|ing) down|kill(?:s|ed|ing)|murder(?:s|ed|ing)|bod(?:y|ies) of|deaths? of|lives of|drown(?:s|ed|ing)|electrocut(?:es|ed|ing)|bur(?:ying|ied) alive)(?=\s)"
    r"|\blost(?=\s(?:at least\s)?[\w-]+\s(?:of its\s|of their\s)?(?:soldiers|troops|men|officers|fighters|policemen)\b)",
    re.IGNORECASE,
)
_INJURING = re.compile(
    r"\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?|hospitali[sz](?:es|ed|ing)|maim(?:s|ed|ing)|injuries to)(?=\s)",
    re.IGNORECASE,
)
_TREATING = re.compile(r"\b(?:treat(?:s|ed|ing)|hospitali[sz](?:ed|ing)|admitted)(?=\s)", re.IGNORECASE)
_PASSIVE = re.compile(rf"(?:\b{_AUX}|n[’']t|\bnot)\s(?:\w+ly\s|also\s|all\s|both\s|since\s)?\Z", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|escap(?:ed|es|ing)(?: \w+)?|avoid(?:ed|ing)?|without|no)|n[’']t)\s(?:\w+\s)?\Z", re.IGNORECASE
)
_LIVES = re.compile(r"\b(?:claim|t[ao]ok?|taken|cost|lost|los)\w*\s(?:[\w-]+\s){0,4}\Z", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|with|plus|as well as)\b")
_NOUNS = words("lives deaths fatalities fatality bodies body corpses injuries")
_TOLL = re.compile(
    r"\b(?:(?:death|the|overall|total|confirmed|final|official|casualty|combined|its|grim)\s(?:\w+\s)?toll|number of (?:the )?(?:\w+ )?(?:dead|deaths|fatalities|killed|people (?:killed|who (?:have )?died)|those killed|victims)|confirmed deaths|(?P<hurt>number of (?:the )?(?:\w+ )?(?:injured|wounded|hurt|injuries|people (?:injured|hurt|wounded)|those (?:hurt|injured|wounded))))\b"
    r"(?P<between>[^.;:]{0,130}?)\s(?:to|at|of|is|was|reach(?:ed|es|ing)|pass(?:ed|es)|stands? at|stood at|now|hit|exceed(?:s|ed))\s(?:at least |more than |about |around |nearly |over |some |as many as )?\Z",
    re.IGNORECASE,
)
_ALTOGETHER = re.compile(r"\A\s(?:[\w’'-]+\s){0,4}(?:in all|altogether|in total|all told)\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\b(?:[Ii]n all|[Ii]n total|[Aa]ltogether|[Aa]ll told),?\s(?:at least )?\Z")
_SUMMED = re.compile(
    r"\b(?:for|bringing|brings|brought|making|takes|taking)\b[^.;]{0,60}?\b(?:total|number)\b[^.;]{0,40}?\b(?:to|of|at)\s(?:at least )?\Z",
    re.IGNORECASE,
)
_DISPUTED = re.compile(
    r"\b(?:initial(?:ly)?|first (?:given|put|reported|said|thought)|earlier (?:count|toll|reports?|figures?|statements?|said|put)|preliminary|previous(?:ly)? (?:count|toll|report|given|said|put)|"
    r"incorrect(?:ly)?|wrong(?:ly)?|mistaken(?:ly)?|rumou?r(?:s|ed)?|unverified|unconfirmed|feared|may have|might have|could have|would have|could|expected|risk(?:ed|s)?|threaten(?:ed|ing)?|put (?:it|the (?:death )?toll|the (?:deaths|number)) (?:much |far )?(?:higher|lower)|retracted|withdr[ea]wn?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:last (?:year|month|week|January|February|March|April|May|June|July|August|September|October|November|December|winter|summer|spring|autumn|decade|century|such)|earlier this (?:year|month|week)|in (?:\w+ )?(?:19|20)\d\d|a (?:year|month|week|decade|century|fortnight) (?:ago|earlier|before|after)|"
    r"(?:years?|months?|weeks?|decades) (?:ago|earlier|before|after)|similar(?:ly)?|another (?:attack|crash|blast|fire|blaze|quake|earthquake|shooting|accident|collapse|strike|bombing|incident|disaster|stampede|crush|flood|storm|wreck|explosion|derailment)|"
    r"since (?:the (?:start|beginning|war|conflict|turn)|(?:early |late |mid-)?(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December|then|records)|"
    r"so far this (?:year|month|season)|this (?:financial |calendar |fiscal )?(?:year|season)|for the year|each year|every year|a year|per year|annually|on average|"
    r"(?:in|over|during|within) (?:the )?(?:past|last|previous|preceding|recent|\w+) (?:(?:\w+|\d+) )?(?:years|months|decades|weeks)|the (?:past|last) decade|(?:year|decade)-long|same (?:month|time|period|day|date) (?:last|a|in)|across the country|nationwide|countrywide|elsewhere in the|in recent (?:years|months|weeks)|historically|"
    r"(?:months|years|days|weeks) of (?:war|fighting|conflict|unrest|protests)|the (?:previous|other|earlier|first) (?:crash|attack|accident|fire|blast|incident|shooting|quake|disaster|collapse)|previous (?:\w+ )?(?:crashes|attacks|accidents|fires|blasts|incidents|shootings|quakes|disasters))\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:worst|deadliest|biggest|largest|bloodiest|first|strongest|heaviest|most \w+|fourth|third|second|fifth)\b[^.;]{0,80}?(?:\b(?:since|in|for|this|of)\b)[^.;,]{0,40}",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r";|\s[—–]\s|,?\scompared\s(?:with|to)\b|,\s(?:while|bringing|which (?:brings|brought|takes)|taking|raising|up from|down from|following|though|although|but|a (?:day|week|month|year) after|(?:\w+ )?(?:days|weeks|months|years) after)\b"
    r"|\s(?:barely|just|less than|only|about|a)\s(?:\w+ )?(?:day|week|fortnight|month|year|days|weeks|months|years)\s(?=after\b)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:[Aa]|[Tt]he|[Hh]is|[Hh]er) (?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b(?! of\b)(?P<rest>[^.;]{0,90}?)\b(?:died|dies|has died|was killed|dead|succumbed|death|to die)\b"
)
_NEXT_OF = re.compile(
    r"\b(?:death of|killed|body of|claimed) (?:a|the) (?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) "
    r"(?:person|victim|man|woman|child|boy|girl|miner|worker|passenger|climber|hiker|soldier|student|pupil|patient|migrant|tourist|resident|villager|crew)\b"
)
_HAPPENING = re.compile(
    r"\b(?:attack|crash|accident|fire|storm|day|time|incident|year|week|month|victim’s|season|quarter)\b", re.IGNORECASE
)
_ON_BOARD = re.compile(r"\s(?:\w+\s){0,2}(?:on board|aboard)\b")
_CARRYING = re.compile(r"\b(?:carrying|carried|with)\s(?:at least\s|about\s|some\s|around\s)?\Z")
_NOBODY = re.compile(
    r"\b(?:(?<!killed )(?<!injured )(?<!hurt )(?:nobody|no[ -]one)|no (?:passengers?|people|person|residents|staff|crew|workers|injuries|deaths|fatalities|casualties|loss of life|lives|others?|serious injuries|reports? of (?:\w+ ){0,2}(?:injuries|casualties|deaths|fatalities)|immediate reports? of (?:\w+ ){0,2}(?:injuries|casualties|deaths|fatalities)|(?:known )?survivors)|no (?:[\w-]+ ){1,3}(?=(?:was|were|has been|have been|had been) (?:killed|hurt|injured|wounded)\b)|none(?= (?:was|were|of \w+ was|of \w+ were)\b)|(?:killed|killing|injured|injuring|hurt|hurting|harmed) (?:nobody|no[ -]one)\b|without (?:loss of life|injury|casualties)|none of (?:them|those|the \w+))\b"
    r"(?P<rest>[^.;,]{0,60})",
    re.IGNORECASE,
)
_NOT_SURE_OF_NONE = re.compile(r"\breports?\b", re.IGNORECASE)
_TOLL_WORD = re.compile(r"\btoll\b|\bnumber of\b|\btotal\b|\bin all\b", re.IGNORECASE)
_BOARDED = re.compile(r"\b(?:aboard|on board|carrying|carried|passengers)\b")
_HINTS = (
    "kill", "dea", "die", "inju", "fatal", "wound", "hurt", "maim", "toll", "total", "number of", "in all", "hospital", "treat",
    "life", "live", "alive", "bod", "corpse", "shot", "gunn", "murder", "drown", "perish", "slain", "slaughter", "massacre", "electrocut",
    "asphyxiat", "succumb", "behead", "execut", "lynch", "martyr", "passed", "infirmary", "clinic", "burn", "scald", "stab", "hit",
    "concuss", "poison", "cut", "fracture", "bruise", "lacerat", "condition", "critical", "intensive", "broke", "breaking", "lost",
    "fight", "surviv", "recover", "no ", "nobody", "no-one", "none", "without", "board", "carry", "carri", "passenger",
)  # fmt: skip
"""What stands in every sentence in which a pattern of `_TELLING` may be found: looked for first, as that is quick."""
_TELLING = (_BOARDED, _DEAD, _HURT, _TREATED, _KILLING, _INJURING, _NOBODY, _TOLL_WORD)
_BEFALLS: tuple[tuple[re.Pattern[str], Role, Scope], ...] = (
    (_KILLING, "killed", "whole"),
    (_INJURING, "injured", "whole"),
    (_TREATING, "injured", "treated"),
)
_BEFALLEN: tuple[tuple[re.Pattern[str], Role, Scope], ...] = (
    (_DEAD, "killed", "whole"),
    (_HURT, "injured", "whole"),
    (_TREATED, "injured", "treated"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One count of people in a sentence: `spans` are the numbers that give it, as offsets into the sentence."""

    role: Role
    people: int
    scope: Scope
    start: int
    spans: tuple[tuple[int, int], ...] = ()
    background: bool = False
    generic: bool = True


def casualties_in(sentence: str) -> list[Told]:
    """Find the counts of killed and injured in one sentence, in order; other incidents are marked `background`."""
    text = sentence[:READ]
    lower = text.casefold()
    if not any(hint in lower for hint in _HINTS) or not any(pattern.search(text) for pattern in _TELLING):
        return []
    some = people_in(text)
    parts = _segments(text)
    objects = list(_objects(text, some))
    governed = frozenset(trigger for trigger, _ in objects)
    told = [
        *_totals(text, some),
        *_nobody(text),
        *_next(text),
        *(one for _, one in objects),
        *_subjects(text, some, governed),
        *_aboard(text, some),
    ]
    seen: set[tuple[str, tuple[tuple[int, int], ...], int]] = set()
    kept = []
    for one in told:
        key = (one.role, one.spans, -1 if one.spans else one.start)
        if key in seen:
            continue
        seen.add(key)
        kept.append(_placed(one, text, parts))
    dead = {one.start for one in kept if one.role == "killed" and one.scope != "aboard"}
    return sorted((one for one in kept if one.role == "killed" or one.start not in dead), key=lambda one: one.start)


def _placed(one: Told, text: str, parts: Sequence[tuple[int, int]]) -> Told:
    start, end = next(((start, end) for start, end in parts if start <= one.start < end), (0, len(text)))
    around = text[start:end]
    told_of = _SUPERLATIVE.sub(" ", around)
    background = bool(_ELSEWHERE.search(told_of))
    doubtful = one.scope in {"whole", "total"} and bool(_DISPUTED.search(around))
    return Told(
        one.role, one.people, "doubtful" if doubtful else one.scope, one.start, one.spans, background, one.generic
    )


def _segments(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(found.start() for found in _PARTED.finditer(text)), len(text)]
    return list(pairwise(cuts))


def _totals(text: str, some: Sequence[Some]) -> Iterator[Told]:
    for one in some:
        if one.span is None:
            continue
        before = text[max(0, one.start - 240) : one.start]
        toll = _TOLL.search(before)
        if toll and not (
            re.search(r"\bfrom\s(?:at least\s|about\s)?\Z", before) or _other_count(some, text, one, before, toll)
        ):
            role: Role = "injured" if toll["hurt"] else "killed"
            scope: Scope = "total"
            yield Told(role, one.people, scope, one.start, (one.span,))
        elif _SUMMED.search(before) or _ALTOGETHER.match(text, one.end) or _IN_ALL.search(before):
            yield Told(_role_near(text, one), one.people, "total", one.start, (one.span,))


def _other_count(some: Sequence[Some], text: str, one: Some, before: str, toll: re.Match[str]) -> bool:
    """Tell whether another number already follows the word "toll", as in "rose to 28, police said, 12 of them at sea"."""
    opened = one.start - len(before) + toll.start()
    return any(
        opened < other.start < one.start
        and other.span is not None
        and not re.search(r"\bfrom\s?\Z", text[: other.start])
        for other in some
    )


def _role_near(text: str, one: Some) -> Role:
    around = text[max(0, one.start - 120) : one.end + 40]
    return "injured" if _HURT.search(around) and not (_DEAD.search(around) or _KILLING.search(around)) else "killed"


def _nobody(text: str) -> Iterator[Told]:
    for match in _NOBODY.finditer(text):
        rest = match["rest"]
        said = text[match.start() : match.start("rest")].lower()
        if _NOT_SURE_OF_NONE.search(said):
            continue
        scope: Scope = (
            "nobody else" if re.search(r"\bother|\belse\b", f"{said}{rest[:12]}", re.IGNORECASE) else "nobody"
        )
        what = f"{said} {rest}"
        dead = re.search(r"\b(?:killed|died|deaths?|fatalities|dead|loss of life|lives lost|casualties)\b", what)
        hurt = re.search(
            r"(?<!seriously )(?<!badly )(?<!severely )\b(?:hurt|injured|injuries|injury|wounded|casualties)\b", what
        )
        if "survivors" in said:
            yield Told("injured", 0, "nobody left", match.start())
            continue
        if dead and "serious" not in said:
            yield Told("killed", 0, scope, match.start())
        if hurt and "serious" not in said:
            yield Told("injured", 0, scope, match.start() + 1)


def _next(text: str) -> Iterator[Told]:
    for match in _NEXT_OF.finditer(text):
        yield Told("killed", ORDINALS[match["nth"]], "next", match.start())
    for match in _NEXT.finditer(text):
        if not _HAPPENING.search(match["rest"].split(" who ")[0][:30]) and not _HURT.search(match["rest"]):
            yield Told("killed", ORDINALS[match["nth"]], "next", match.start())


def _aboard(text: str, some: Sequence[Some]) -> Iterator[Told]:
    """Yield how many were on board: they are the dead where nobody survived."""
    for at, one in enumerate(some):
        group = [one]
        for other in some[at + 1 :]:
            if not joined(text, group[-1], other):
                break
            group.append(other)
        if _ON_BOARD.match(text, group[-1].end) or _CARRYING.search(text, max(0, one.start - 40), one.start):
            spans = tuple(one.span for one in group if one.span is not None)
            yield Told("killed", sum(one.people for one in group), "aboard", one.start, spans)
            return


def _objects(text: str, some: Sequence[Some]) -> Iterator[tuple[int, Told]]:
    """Yield what a verb counts behind it, with the place of the verb."""
    for pattern, role, scope in _BEFALLS:
        for trigger in pattern.finditer(text):
            if _PASSIVE.search(text, max(0, trigger.start() - 24), trigger.start()):
                continue
            if _NEGATED.search(text, max(0, trigger.start() - 24), trigger.start()):
                continue
            first = next((at for at, one in enumerate(some) if one.start >= trigger.end()), None)
            if first is None or not _follows(text, trigger.end(), some[first].start) or some[first].part:
                continue
            last = first
            while last + 1 < len(some) and not some[last + 1].part and joined(text, some[last], some[last + 1]):
                last += 1
            for one in _summed(role, text, some[first : last + 1], scope):
                yield trigger.start(), one


def _follows(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) < 60 and bool(_ADJACENT.fullmatch(between))


def _subjects(text: str, some: Sequence[Some], governed: frozenset[int]) -> Iterator[Told]:
    if not some:
        return
    triggers = sorted(
        (
            (trigger.start(), trigger.end(), role, scope)
            for pattern, role, scope in _BEFALLEN
            for trigger in pattern.finditer(text)
            if trigger.start() not in governed
        ),
    )
    opened = 0
    for start, end, role, scope in triggers:
        low = max(opened, start - REACH)
        word = text[start:end].lower()
        negated = _NEGATED.search(text, max(0, start - 24), start)
        for cut in _CLAUSE.finditer(text, low, start):
            low = cut.end()
        inside = [one for one in some if low <= one.start and one.end <= start and not one.part]
        group = _group(text, inside, start)
        if group and word in _NOUNS and not re.fullmatch(r"\s(?:[\w’'-]+\s){0,2}", text[group[-1].end : start]):
            group = []
        if group and word == "body" and text[group[-1].end - 1 : group[-1].end] != "s":
            group = []
        if group and word == "lives" and not _LIVES.search(text[: group[0].start]):
            group = []
        if group and scope == "treated" and not _persons(group):
            group = []
        if group and not negated:
            yield from _summed(role, text, group, scope)
        opened = max(opened, end) if scope != "treated" else opened


def _persons(group: Sequence[Some]) -> bool:
    return all(
        one.noun in PEOPLE or one.noun in PERSON or one.span is None or not one.noun or one.noun.endswith("s")
        for one in group
    )


def _alone(text: str, one: Some, other: Some, start: int) -> bool:
    """Tell whether the second of two counts is the subject by itself: "of 12 aboard, six died"."""
    return (
        not other.noun
        and other.span is not None
        and not text[other.end : start].strip()
        and not _AND.search(text[one.end : other.start])
    )


def _group(text: str, some: Sequence[Some], start: int) -> list[Some]:
    """Return the subject of what stands at `start`: the nearest people before it and those counted together with them."""
    if not some:
        return []
    at = len(some) - 1
    group = [some[at]]
    while at and joined(text, some[at - 1], some[at]) and not _alone(text, some[at - 1], some[at], start):
        at -= 1
        group.insert(0, some[at])
    return group


def _summed(role: Role, text: str, group: Sequence[Some], scope: Scope = "whole") -> Iterator[Told]:
    group = _those_counted(text, group)
    first = group[0]
    if any(one.noun == NTH for one in group):
        if role == "killed" or len(group) > 1:
            return
        scope = "treated"
    people = sum(one.people for one in group)
    spans = tuple(one.span for one in group if one.span is not None)
    culprits = all(_CULPRITS.search(one.noun) for one in group)
    generic = len(group) == 1 and (first.noun in {"people", "persons", "others", ""} or first.people > 1)
    yield Told(role, people, "culprits" if culprits else scope, first.start, spans, generic=generic)


def _those_counted(text: str, group: Sequence[Some]) -> Sequence[Some]:
    """Leave out of people named in a row those who only say who the first ones are."""
    first, others = group[0], group[1:]
    if not others:
        return group
    if not any(_AND.search(text[one.end : other.start]) for one, other in pairwise(group)):
        return group[:1]
    if first.people > 1 and "," in text[first.end : others[0].start] and _explains(first, others):
        return group[:1]
    return group


def _explains(first: Some, others: Sequence[Some]) -> bool:
    """Tell whether those behind a first count are the same people: "Three people, two women and a boy"."""
    told = sum(one.people for one in others)
    if first.noun in {"people", "persons", "victims", "others"}:
        return told <= first.people
    return told == first.people and any(one.span is None for one in others)
