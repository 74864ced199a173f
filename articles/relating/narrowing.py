"""Say what narrows a figure besides its kind, and whether a report vouches for it as its own count of all."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from articles.model import Claim, Figure

_PART = re.compile(
    r"\b(?:including|include[sd]?|among (?:them|those|the \w+)|of (?:whom|them|which|these|those)|only|other|another|further|out of(?: the| a total of)?|a total of which|additional|extra|remaining|first|last)\s(?:the\s|at least\s|about\s)?\Z|\A\s(?:out )?of (?:the |its |their |all )?\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\A\s?(?:of (?:the|its|his|her|their|our)\b(?! \d)|out of \w|(?:\w+\s){0,2}?(?:of (?:them|whom|which|those|these)\b|more\b(?! than)|others\b|other\b|additional\b|further\b|extra\b|were among|was among|are among)"
    r"|(?:\w+\s){0,2}?(?:(?:were|was|are|is|had|have|has|suffered|sustained|with|in)\s){1,2}(?:an?\s)?(?:serious(?:ly)?|critical(?:ly)?|badly|severe(?:ly)?|grave(?:ly)?|slight(?:ly)?|lightly|minor|life-threatening)\b"
    r"|(?:\w+\s)?(?:seriously|critically|badly|severely|gravely|slightly|lightly)\s(?:injured|hurt|wounded)\b)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:could|(?-i:may)|might|fear(?:s|ed)?|expected|expects?|projected|forecast|estimat(?:e|ed|es)|predicted|if|hop(?:es|ed)|aims?|targets?|goal|sought|seek(?:s|ing)?|demand(?:s|ed|ing)?|asking|wanted|would have|need(?:s|ed)?|requir(?:e|es|ed)|economists|analysts|threshold|at stake|offering|to (?:rise|fall|grow|drop|climb|increase|decline|shrink|expand)|"
    r"as many as|unless|until|denied|false|rumou?rs?|unconfirmed|guide price|asked for|originally|maximum|minimum|provisional(?:ly)?|preliminary|partial|projections?|exit poll|so far|initially|early (?:results|reports|estimates|count))\b",
    re.IGNORECASE,
)
OF_THE_SICK = re.compile(r"\A\s?of (?:them|whom|those|these|the (?:sick|patients|victims))\b", re.IGNORECASE)
"""Those taken to hospital are always some of a number, and counted as a number of their own."""
_OF_WHOM = re.compile(
    r"\bof\b|includ|among|serious|critical|badly|severe|grave|slight|lightly|minor|life-threatening", re.IGNORECASE
)
_UNSURE_AFTER = re.compile(
    r"\A[^.;]{0,60}\b(?:so far|feared|believed|thought|presumed|expected|(?:votes?|ballots?|stations?|precincts?|districts?|percent|cent|%) counted|reporting|at one point|in early counting|provisional)\b",
    re.IGNORECASE,
)
_NOT_YET_AFTER = re.compile(
    r"\A[^.;,\d]{0,30}\b(?:(?:still|remain(?:s|ed)?) (?:being )?(?:treated )?in (?:the )?(?:hospitals?|intensive care)|still being treated)\b"
    r"|\A[^.;]{0,40}\b(?:needed|required|necessary)\b|\A[^.;]{0,60}\b(?:preliminary|provisional|partial|projected|projections?|exit polls?)\b",
    re.IGNORECASE,
)
"""Words that make even a settled value none: a threshold, a result not yet final, those who are left of a number."""
REPORTED_BEFORE = (
    r"\b(?:earlier|initial|first|morning|previous|preliminary) (?:reports?|estimates?|counts?|figures?)\b[^.;\d]{0,70}\Z"
    r"|\b(?:had|was) (?:earlier |first |initially )?(?:been )?put\b[^.;,\d]{0,40}\bat\s(?:\w+\s){0,2}\Z"
)
"""Words before a figure that was given earlier and no longer is: "morning reports had put the dead at"."""
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|initial(?:ly)?|originally|up from|down from|from|(?<!more )(?<!less )(?<!fewer )(?<!greater )than|revised|instead of|not(?! one| a single| all)|compared (?:with|to)|versus|against|last (?:year|month|week|season)(?:'s|’s)?|former)\s(?:\w+\s){0,3}\Z"
    rf"|{REPORTED_BEFORE}",
    re.IGNORECASE,
)
_NONE_OF = re.compile(r"\b(?:none|neither|not one|nobody) (?:of|among) (?:the |its |their )?\Z", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:(?:in|since|of|from|by|until|before|after) (?:early |late |mid-)?(?:19|20)\d\d|(?:a|one|two|three|four|five|ten|\d+) (?:years?|months?|weeks?|decades?|days?) (?:ago|earlier|before|later)|since|so far this|"
    r"(?:last|this|next|previous|past) (?:year|month|week|season|quarter|summer|winter)|(?:per|a|an|each|every) (?:day|week|month|year|hour|share|head|person|barrel|tonne|ton|night|household|seat|litre|gallon|unit)|"
    r"daily|weekly|monthly|yearly|annual(?:ly)?|each|apiece|per \w+|overnight|(?:first|second|third|fourth|final)[- ](?:quarter|half)|(?:in|over|during|for) the (?:past|last|first|next)|by 20\d\d|(?:first|second|third|final|opening) (?:round|reading|phase|stage|day|leg|half|innings|set|period|test|match|game))\b",
    re.IGNORECASE,
)
_SINCE_IT_BEGAN = re.compile(
    r"\bsince (?:(?:late |early )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)|(?:the|it|they|its) (?:\w+ ){0,2}?(?:start(?:ed)?(?! of (?:the|this|last) )|beg[au]n|beginning(?! of (?:the|this|last) )|outbreak|broke|attack|quake|blaze|fire))\b",
    re.IGNORECASE,
)
"""Since an event that the story is of, which narrows no count of it."""
_DEADLINE = re.compile(
    r"\b(?:by|until|before) (?:the )?(?:end|start|beginning|middle|close|summer|spring|autumn) of (?:(?:this|next) (?:year|month|week|season|quarter)|(?:19|20)\d\d)\b"
    r"|\bin (?:a|one) (?:day|night|week) of\b",
    re.IGNORECASE,
)
"""Until when something is to be done, and what a stretch of time was full of: neither makes a figure one of a year or a night."""
_NARROWED = re.compile(
    r"\b(?:net|gross|operating|pre-tax|pretax|underlying|adjusted|upfront|instalments?|deposit|milestones?|equity|enterprise|average|median|state|federal|regional|national(?:ly)?|nationwide|"
    r"core|headline|limit|youth|gusts?|suspended|minimum|maximum|remaining|interim|lending|mortgage|reserve|rival|counterparts?|matched|extra|further|additional|average)\b",
    re.IGNORECASE,
)
_TRADING = re.compile(
    r"\b(?:(?:early|late|morning|midday|noon|afternoon|opening|pre-?market|after-hours|extended) (?:trade|trading|deals|dealings|session)|at the (?:open|close)|clos(?:e|ed|es|ing)|(?:end|finish)(?:ed|es)? (?:the day|trading|up|down|\d)|intraday)\b",
    re.IGNORECASE,
)
"""At what time of its day a market gave a value."""
CLOSING = "close"
_FOR_DOING = re.compile(r"\A[^.;,\d]{0,50}?\bfor (\w{3,15}ing)\b", re.IGNORECASE)
"""What those who were detained had done, which others of them hadn't: "eleven were held for throwing flares"."""
_PHRASE_END = re.compile(r"[,;:()—–.!?]|\b(?:and|but|while|after|when|which|who)\b")
_CLAUSE_END = re.compile(r"[,;:()—–]|\b(?:while|which|who|for|over|after|since)\b")
_OPENS_SENTENCE = re.compile(r"(?:\w+ ){0,2}", re.IGNORECASE)
_TIME_END = re.compile(r"[,;:()—–.!?]|\b(?:and|but|while|after|when|which|who|for|that|to)\b")
_STOCK = re.compile(
    r"\b(?:(?:which|that|who) (?:has|have|had)|employs?|employed|employing|home to|fleet of|staff of|workforce of|membership of|owns|operates|houses|boasts?)"
    r"\s(?:(?:about|some|around|over|nearly|almost|roughly|more than|a total of) ){0,2}\Z",
    re.IGNORECASE,
)
"""Words for what there is at any time, of which the event may have met a part."""
_SPREAD = re.compile(
    r"\b(?:in|at|across|from) (?:\d[\d,]{0,6}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|several|many|various|a dozen) (?:\w{2,15} )?"
    r"(?:towns|cities|villages|places|provinces|states|countries|counties|districts|regions|locations|municipalities)\b"
    r"|\b(?:nationwide|countrywide|statewide|citywide)\b",
    re.IGNORECASE,
)
"""Words that say that a figure adds up several places, each of which has a figure of its own."""
_FEES_IN = re.compile(
    r"\b(?:includ\w+|with|counting|plus) (?:\w+['’]?s? ){0,3}(?:fees?|premium|commission|charges|tax|debt|costs|vat)\b"
    r"|\b(?:fees?|premium|commission|charges|tax|debt|costs|vat) included\b",
    re.IGNORECASE,
)
FEES = re.compile(
    r"\b(?:includ\w+|with|excluding|without|before|plus) (?:\w+['’]?s? ){0,2}?(?:fees?|debt|tax|commission)\b|\b(?:fees?|debt|tax|commission) included\b",
    re.IGNORECASE,
)
"""What a price is said to be with or without, which is not what was paid for."""
_FEES_OUT = re.compile(
    r"\b(?:hammer|(?:before|excluding|without|not including|not counting|exclusive of|net of) (?:\w+['’]?s? ){0,3}(?:fees?|premium|commission|charges|tax|debt|costs|vat))\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:to|at|of|is|was|were|stood|stands)\s(?:(?:about|around|a record|just|nearly|almost|only|roughly|some|over)\s){0,2}\Z",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:up|down|rose|fell|gained|lost|grew|dropped|climbed|jumped|rise of|fall of|increase of|drop of|slid|added|shrank|slumped|increased|sank|surged|(?:ris|rose|fell|fall|grew|grow|increas|rais|lift|cut|drop|climb|jump|shr[aiu]nk|lower|reduc|down|up)\w{0,4}\b[^.;,]{0,40}\bby)\s(?:(?:about|around|just|nearly|almost|only|roughly|some|over|more than)\s){0,2}\Z",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\A\s(?:dearer|cheaper|pricier|higher|lower|more|less|fewer|up|down)\b", re.IGNORECASE)
_FELL = re.compile(
    r"\b(?:fell|fall|falls|(?<!turned )(?<!turning )(?<!turn )(?<!voted )(?<!shut )down|dropped|drop|cut|cuts|shrank|slid|lost|lower(?:ed)?|decline[ds]?|slumped|discount)\b",
    re.IGNORECASE,
)

_OPEN = re.compile(
    r"\b(?:so far|still (?:missing|searching|trapped|digging|looking|being)|search(?:es|ing)? (?:was|is|were|continue[sd]?|went on|goes on|resume[sd]?)|continu(?:e|es|ed|ing) to (?:search|dig|comb|look)|"
    r"feared|(?:expected|likely|bound|sure) to (?:rise|grow|climb|increase|go up)|(?:could|may|might|would|will) (?:still |yet |probably |further )?(?:rise|climb|go up|increase)|going on|under way|underway|ongoing|out of control|still (?:burning|spreading|rising|counting)|uncontained|"
    r"as the day|more (?:arrests|deaths|victims|bodies)|not yet|too (?:soon|early)|being counted|unaccounted|trapped|under (?:the |piles of |collapsed ){0,2}(?:rubble|debris|wreckage|mud|snow|ruins)|"
    r"(?:could|may|might) (?:still |yet )?be (?:inside|buried|beneath|among))\b",
    re.IGNORECASE,
)
"""Words of a report that say that its counts aren't closed."""
_DYING = re.compile(r"\bcritical(?:ly)?\b", re.IGNORECASE)
_RISEN = re.compile(
    r"\b(?:(?:toll|count|tally|number of (?:dead|deaths|victims|people killed))(?: \w{1,12}){0,9} (?:rises|rose|has risen|had risen|climbs|climbed|has climbed|grows|grew|has grown|jumps|jumped|stood at|rising|climbing)|"
    r"(?:tak|bring|push|rais|lift)(?:es|ing|s) the (?:\w{1,12} ){0,3}(?:toll|total|count|tally|number|figure)|(?:took|brought|pushed|raised|lifted) the (?:\w{1,12} ){0,3}(?:toll|total|count|tally|number|figure)|"
    r"(?:more|further|additional|another) (?:\w{1,12} )?(?:bodies|dead|deaths|victims|arrests) (?:were |was |had been |have been )?(?:found|recovered|pulled|confirmed|reported|identified|made)|"
    r"(?:later |since )?died (?:in (?:the )?hospital|of (?:his|her|their) (?:injuries|wounds|burns))|up from (?:an earlier|earlier|the)|revised (?:up|upwards?)|as many as (?:at|on|in) (?:midday|noon|dawn|midnight|first|the (?:morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
"""Words of a report that say that its counts were lower before."""
_FINAL = re.compile(
    r"\b(?:final|closing|definitive|concluding) (?:\w+ )?(?:report|toll|count|tally|figures?|results?|bulletin|balance|list|statement)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"\b(?:said|says|told \w+|announced|reported|stated|as of|as at|stood at [\d,]+|confirmed|by|bulletin|report|update|statement) (?:on |in |early |late |at ){0,2}"
    r"((?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|this) (?:at )?(?:morning|noon|midday|lunchtime|afternoon|evening|night)|noon|midday|midnight|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb(?:s|ed|ing)?|grow(?:s|n|ing)?|grew|increas(?:es|ed|ing)|jump(?:s|ed)?|later|updated?|revised|now|reach(?:es|ed)?|pass(?:es|ed)|by (?:evening|nightfall|midday|noon|midnight|late|the end of|the time))\b",
    re.IGNORECASE,
)
"""Words beside a count that say that it was lower before."""
_CLOSED = re.compile(
    r"\b(?:final|closing report|completed|concluded|called off|wound up|search (?:was |is )?over|recovery (?:was |is )?over|accounted for|no one else|nobody else|all (?:the )?bodies|has ended|had ended)\b",
    re.IGNORECASE,
)
FEW = 3
"""Whom a count of the dead may leave out: those who did it."""
_DOERS = re.compile(
    r"\b(?:gunm[ae]n|shooters?|attackers?|bombers?|assailants?|perpetrators?|killers?|hijackers?|suspects?|driver|pilot)\b[^.;]{0,80}\b(?:himself|herself|themselves|(?:his|her|their) own li(?:fe|ves)|also (?:died|killed)|among (?:the dead|them|those)|"
    r"dead|was (?:shot|killed)|were (?:shot|killed)|died)\b|\b(?:including|among them|counting|excluding|besides|with) (?:the|a|two|three)? ?(?:suspected |alleged )?(?:gunm[ae]n|shooters?|attackers?|bombers?|assailants?|perpetrators?|hijackers?)"
    r"|\b(?:killed|dead|died|deaths|victims)\b[^.;]{0,60}\b(?:including|among them|counting|besides) (?:the|their|its) (?:driver|pilot)\b",
    re.IGNORECASE,
)
"""Words that say that who did it died too."""
LONG_PAST = timedelta(days=30)
"""How long before its report something must have ended for it to be of another event."""
PHRASES_HELD = 4096
TEXTS_HELD = 64
"""Answers held ready: each article of a story is held against dozens of others."""
LONGEST_READ = 40_000
"""Characters of a body that are searched for words on whether its counts are closed."""


@lru_cache(maxsize=PHRASES_HELD)
def narrowed_by(dimension: str, counted: str | None, before: str, after: str) -> frozenset[str]:
    """Return the words near a figure that narrow it: a stretch of time, net or gross, with fees, a change or a level."""
    timed = f"{before[-60:]}|{_TIME_END.split(after[:60], maxsplit=1)[0]}"
    found = {word.casefold() for word in _PERIOD.findall(_DEADLINE.sub(" ", _SINCE_IT_BEGAN.sub(" ", timed)))}
    if dimension == "duration":
        found = {word for word in found if not word.startswith(("in the ", "over the ", "during the ", "for the "))}
    if dimension != "count":
        phrase = f"{_PHRASE_END.split(before[-65:])[-1]} {counted or ''} {_PHRASE_END.split(after[:40], maxsplit=1)[0]}"
        found |= {word.casefold() for word in _NARROWED.findall(phrase)}
    elif _STOCK.search(before[-60:]):
        found.add("stock")
    if dimension in {"money", "percent"} and (trading := _TRADING.search(f"{before[-60:]}|{after[:60]}")):
        found.add(
            CLOSING
            if trading[0].casefold().startswith(("clos", "end", "finish", "at the close"))
            else trading[0].casefold()
        )
    if dimension == "money":
        clause = f"{before[-60:]}|{after[:60]}"
        if _FEES_OUT.search(clause):
            found.add("without fees")
        elif _FEES_IN.search(clause):
            found.add("with fees")
    if dimension in {"percent", "percentage_point"}:
        change = _CHANGE.search(before[-40:]) or _CHANGED.match(after)
        found.add("change" if change and not _LEVEL.search(before[-30:]) else "level")
        if change and _FELL.search(before[-40:]):
            found.add("fall")
    return frozenset(found)


@lru_cache(maxsize=PHRASES_HELD)
def is_vouched_for(before: str, after: str, *, settled: bool) -> bool:
    """Tell a value that a report gives as what is from one that is feared, foreseen, wanted or was given before."""
    return not (
        _UNSURE.search(before[-45:])
        or (not settled and _UNSURE_AFTER.match(after))
        or _NOT_YET_AFTER.match(after)
        or _EARLIER.search(before[-90:])
        or _NONE_OF.search(before[-40:])
    )


@lru_cache(maxsize=PHRASES_HELD)
def is_part(before: str, after: str, *, named: bool = False) -> bool:
    """Tell a count of some ("12 of them", "another 12") from one of all; with `named` only what says of whom it is one."""
    part = _PART.search(before[-30:]) or _PART_AFTER.match(after)
    return part is not None and (not named or _OF_WHOM.search(part[0]) is not None)


def adds_up_places(claim: Claim, figure: Figure) -> bool:
    """Tell whether the words around a figure say that it is of several places, each with a figure of its own."""
    start, end = figure.start - claim.start, figure.end - claim.start
    return _SPREAD.search(claim.text, max(0, start - 60), end + 90) is not None


def done_by_them(after: str) -> str | None:
    """Return what those whom a figure counts are said to be held for: "throwing"."""
    doing = _FOR_DOING.match(after)
    return doing[1].casefold() if doing else None


def is_counted_later(words: str) -> bool:
    """Tell whether the words around a count say that it had grown by then: "by evening police reported 14"."""
    return _LATER.search(words) is not None


def is_final(sentence: str) -> bool:
    """Tell whether a sentence gives its figures as the final ones."""
    return _FINAL.search(sentence) is not None


def as_of(text: str) -> str | None:
    """Return as of when a sentence says that its figures are, as it says it: "thursday morning"; None where it does not."""
    when = _AS_OF.search(text)
    return when[1].casefold().replace(" at ", " ") if when else None


@lru_cache(maxsize=TEXTS_HELD)
def is_open(body: str) -> bool:
    """Tell whether a report says that its counts aren't closed, and nowhere that they are."""
    return _OPEN.search(body, 0, LONGEST_READ) is not None and not is_closed(body)


@lru_cache(maxsize=TEXTS_HELD)
def some_may_die(body: str) -> bool:
    """Tell whether a report says that some of the living may not live, and nowhere that its counts are final."""
    return _DYING.search(body, 0, LONGEST_READ) is not None and not is_closed(body)


@lru_cache(maxsize=TEXTS_HELD)
def is_closed(body: str) -> bool:
    """Tell whether a report says anywhere that its counts are final."""
    return _CLOSED.search(body, 0, LONGEST_READ) is not None


@lru_cache(maxsize=TEXTS_HELD)
def has_risen(text: str) -> bool:
    """Tell whether a report says that its counts were lower earlier."""
    return _RISEN.search(text, 0, LONGEST_READ) is not None


def by_those_who_did_it(one: Decimal, other: Decimal, *texts: str) -> bool:
    """Tell whether two counts of victims may differ by those who did it: few, and a report says that they are among them."""
    return abs(one - other) <= FEW and any(_DOERS.search(text, 0, LONGEST_READ) for text in texts)


def is_of_the_past(claim: Claim, figure: Figure) -> bool:
    """Tell whether a figure's own clause dates it to well before the report: "a fire there in 2018 injured two"."""
    if claim.published is None:
        return False
    for day in claim.dates:
        if day.to is None or claim.published - day.to < LONG_PAST:
            continue
        start, end = sorted((day.end, figure.start)) if day.start < figure.start else sorted((figure.end, day.start))
        if (
            _OPENS_SENTENCE.fullmatch(claim.text, 0, day.start - claim.start)
            and claim.text[day.end - claim.start :][:1] == ","
        ):
            start += 1  # "In 2001, a quake there killed 70"
        before = claim.text[max(0, day.start - claim.start - 12) : max(0, day.start - claim.start)].casefold()
        if not _CLAUSE_END.search(claim.text, start - claim.start, end - claim.start) and "since" not in before:
            return True
    return False
