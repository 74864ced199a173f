"""Read what each claim of an article tells a value of, in a form that other outlets' words for it share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from articles.matching import CUMULATIVE, ClaimView, Quantity
from articles.model import Claim, Figure, Span
from articles.relating.kinds import (
    GROWING,
    SETTLED,
    WINDOW,
    action_of,
    dimension_of,
    kind_of,
    nearest_kind,
    noun_of,
    settled_kind,
)
from articles.wording import WORD

WHOLE = {
    "arrested": frozenset(("people", "suspect", "")),
    "detained": frozenset(("people", "suspect", "")),
    "abducted": frozenset(("people", "")),
    "killed": frozenset(("people", "victim", "body", "")),
    "injured": frozenset(("people", "victim", "")),
}
"""Whom a role is said of when all are meant; any other noun counts a part: "two children"."""
_ALL = frozenset(("people", "victim", ""))

_PART = re.compile(
    r"\b(?:including|include[sd]?|among (?:them|those|the \w+)|of (?:whom|them|which|these|those)|only|other|another|further|a total of which|additional|extra|remaining|first|last)\s(?:the\s|at least\s|about\s)?\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\A\s?(?:of (?:the|its|his|her|their|our)\b|(?:\w+\s){0,2}?(?:of (?:them|whom|which|those|these)\b|more\b|others\b|other\b|additional\b|further\b|extra\b|were among|was among|are among))",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:could|(?-i:may)|might|fear(?:s|ed)?|expected|expects?|projected|forecast|estimat(?:e|ed|es)|predicted|if|hop(?:es|ed)|aims?|targets?|goal|sought|seek(?:s|ing)?|demand(?:s|ed|ing)?|asking|wanted|would have|need(?:s|ed)?|requir(?:e|es|ed)|economists|analysts|threshold|at stake|offering|to (?:rise|fall|grow|drop|climb|increase|decline|shrink|expand)|"
    r"as many as|unless|until|denied|false|rumou?rs?|unconfirmed|claimed|alleged(?:ly)?|guide price|asked for|originally|maximum|minimum|provisional(?:ly)?|preliminary|partial|projections?|exit poll|so far|initially|early (?:results|reports|estimates|count))\b",
    re.IGNORECASE,
)
_UNSURE_AFTER = re.compile(
    r"\A[^.;]{0,60}\b(?:so far|feared|believed|thought|presumed|expected|counted|reporting|at one point|in early counting|provisional)\b",
    re.IGNORECASE,
)
_NEEDED_AFTER = re.compile(r"\A[^.;]{0,40}\b(?:needed|required|necessary)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|initial(?:ly)?|originally|up from|down from|from|than|revised|instead of|not (?!one|a single|all)|compared (?:with|to)|versus|against|last (?:year|month|week|season)(?:'s|’s)?|former)\s(?:\w+\s){0,3}\Z",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:(?:in|since|of|from|by|until|before|after) (?:early |late |mid-)?(?:19|20)\d\d|(?:a|one|two|three|four|five|ten|\d+) (?:years?|months?|weeks?|decades?|days?) (?:ago|earlier|before|later)|since|so far this|"
    r"(?:last|this|next|previous|past) (?:year|month|week|season|quarter|summer|winter)|(?:per|a|an|each|every) (?:day|week|month|year|hour|share|head|person|barrel|tonne|ton|night|household|seat|litre|gallon|unit)|"
    r"daily|weekly|monthly|yearly|annual(?:ly)?|each|apiece|per \w+|overnight|(?:first|second|third|fourth|final)[- ](?:quarter|half)|(?:in|over|during|for) the (?:past|last|first|next)|by 20\d\d|(?:first|second|third) (?:round|reading|phase|stage|day|leg|half))\b",
    re.IGNORECASE,
)
_NARROWED = re.compile(
    r"\b(?:net|gross|operating|pre-tax|pretax|underlying|adjusted|upfront|instalments?|deposit|milestones?|equity|enterprise|average|median|state|federal|regional|national(?:ly)?|nationwide|"
    r"core|headline|youth|gusts?|suspended|minimum|maximum|remaining|interim|lending|mortgage|reserve|rival|counterparts?|matched|extra|further|additional|average)\b",
    re.IGNORECASE,
)
_PHRASE_END = re.compile(r"[,;:()—–.!?]|\b(?:and|but|while|after|when|which|who)\b")
_TIME_END = re.compile(r"[,;:()—–.!?]|\b(?:and|but|while|after|when|which|who|for|that|to)\b")
_FEES_IN = re.compile(
    r"\b(?:includ\w+|with|counting|plus) (?:\w+['’]?s? ){0,3}(?:fees?|premium|commission|charges|tax|debt|costs|vat)\b",
    re.IGNORECASE,
)
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
_FELL = re.compile(
    r"\b(?:fell|fall|falls|down|dropped|drop|cut|cuts|shrank|slid|lost|lower(?:ed)?|decline[ds]?|slumped|discount)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\A\s?(?:ago|earlier|later|before|after|old|since)\b", re.IGNORECASE)
_OF_IT = re.compile(r"\A\s?(?:of|from) (?:it|them|this)\b")
_DIED = re.compile(
    r"\A(?:[^.;\d]{0,90}?\b)(?:died|were killed|was killed|have died|lost their lives|perished|are dead|were dead)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:behind bars|in custody|into custody|under arrest|rounded up|picked up|taken in|hauled in|detained|arrested|arrests)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:abducted|kidnapped|taken hostage|snatched|marched off|carted away|carried off|seized by gunmen)\b",
    re.IGNORECASE,
)
_BODIES = frozenset(("body", "bodies", "corpses", "corps"))

_NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Sir|Dame|Prof|Col|Capt|Sgt|Lt)\.? )?[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,3}"
_PERSON_BEFORE = re.compile(
    rf"({_NAME})(?:,? who (?:is|was|turned)|,| \(| was| is|, aged| aged|, now| turned|, died at| died at(?: the age of)?|, an?|, the)?(?: an?| the| only| just| aged)? ?\Z"
)
_PERSON_AFTER = re.compile(rf"\A(?:[- ]years?[- ]old\b)?(?: [a-z][\w'’-]{{1,20}}){{0,4}},? ({_NAME})")
_PRONOUN = re.compile(r"(?:^|[.;,\"“”] ?|\band )(?:[Hh]e|[Ss]he)\b[^.;]{0,30}\Z")
_PRONOUNS = frozenset(("he", "she", "it", "they", "who", "but"))
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "sir", "dame", "prof", "col", "capt", "sgt", "lt", "the", "a", "an"))

_OPEN = re.compile(
    r"\b(?:so far|still (?:missing|searching|trapped|digging|looking|being)|search(?:es|ing)? (?:was|is|were|continue[sd]?|went on|goes on|resume[sd]?)|continu(?:e|es|ed|ing) to (?:search|dig|comb|look)|"
    r"feared|expected to (?:rise|grow|climb|increase)|could rise|may rise|likely to (?:rise|grow)|going on|under way|underway|ongoing|out of control|still (?:burning|spreading|rising|counting)|uncontained|"
    r"as the day|by (?:noon|midday|mid-morning|nightfall|dawn)|more (?:arrests|deaths|victims|bodies)|not yet|too (?:soon|early)|being counted|unaccounted|trapped|under the rubble|critical(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words of a report that say that its counts aren't closed."""
_CLOSED = re.compile(
    r"\b(?:final|completed|concluded|called off|wound up|search (?:was |is )?over|recovery (?:was |is )?over|accounted for|no one else|nobody else|all (?:the )?bodies|has ended|had ended)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One value that a claim gives of a kind. Two outlets' tellings of one kind in one story are of one thing."""

    claim: Claim
    span: Span
    kind: str
    unit: str | None
    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    sure: bool
    narrowed: frozenset[str]
    """What it is of besides its kind: a stretch of time, net or gross, a change or a level."""
    places: frozenset[str]
    terms: frozenset[str]
    person: tuple[str, ...] = ()
    named: bool = True
    """Whose age it is stands beside the figure, not only a pronoun."""
    grows: bool = False
    settled: bool = False
    extra: int = 0

    @property
    def dimension(self) -> str:
        """Return what its unit measures."""
        return dimension_of(self.unit)


@dataclass(frozen=True, slots=True)
class Told:
    """All that one article tells, its counts open or closed."""

    tellings: tuple[Telling, ...]
    open: bool


def told_by(headline: str, body: str, views: Sequence[ClaimView]) -> Told:
    """Read the tellings of one article's claims, in order of place."""
    found: list[Telling] = []
    for at, view in enumerate(views):
        lead = views[at - 1].claim.text if at else ""
        found += (telling for quantity in view.quantities if (telling := _telling(view, quantity, lead, headline)))
        found += _votes(view)
        found += _moments(view, headline)
    return Told(tuple(found), bool(_OPEN.search(body)) and not _CLOSED.search(body))


def _telling(view: ClaimView, quantity: Quantity, lead: str, headline: str) -> Telling | None:
    claim, figure = view.claim, quantity.figure
    start, end = figure.start - claim.start, figure.end - claim.start
    before, after = _around(view, figure)
    clause = f"{before[-60:]}|{after[:60]}"
    phrase = (
        f"{_PHRASE_END.split(before[-65:])[-1]} {figure.counted or ''} {_PHRASE_END.split(after[:40], maxsplit=1)[0]}"
    )
    dimension = dimension_of(figure.unit)
    person: tuple[str, ...] = ()
    named = True
    grows = settled = False
    if quantity.role == "age":
        person, named = _person(claim.text[max(0, start - 80) : start], claim.text[end : end + 80], lead)
        if not person:
            return None
        kind, settled = "age", True
    elif dimension == "count":
        role = _role_of(quantity, before, after)
        if role is not None:
            noun, narrowed = noun_of(figure.counted)
            if noun in _BODIES:
                return None
            whole = quantity.people or (noun in WHOLE.get(role, _ALL) and not narrowed)
            kind = f"{role}:" + ("people" if whole else ":".join((noun, *sorted(narrowed))))
            grows = role in CUMULATIVE or role in {"detained", "abducted"}
        else:
            told = kind_of(dimension, figure.counted, before, after)
            if told is None:
                return None
            kind = told
    else:
        told = settled_kind(dimension, kind_of(dimension, figure.counted, before, after), claim.text, headline)
        if told is None and _OF_IT.match(after):
            told = nearest_kind(dimension, lead, "")
        if told is None or (dimension == "duration" and _SINCE.match(after)):
            return None
        kind = f"{dimension}:{told}"
    name = kind.split(":")[1] if dimension != "count" and kind != "age" else action_of(kind)
    settled = settled or name in SETTLED
    grows = grows or name in GROWING
    part = _PART.search(before[-30:]) or _PART_AFTER.match(after)
    if quantity.role in {"injured"} or kind.startswith("injured"):
        part = part if part and re.search(r"\bof\b|includ|among", part[0], re.IGNORECASE) else None
    if kind == "age" or dimension == "percent":
        part = None
    unsure = (
        _UNSURE.search(before[-45:])
        or (not settled and _UNSURE_AFTER.match(after))
        or _NEEDED_AFTER.match(after)
        or _EARLIER.search(before[-45:])
    )
    timed = f"{before[-60:]}|{_TIME_END.split(after[:60], maxsplit=1)[0]}"
    narrowed_by = {word.casefold() for word in _PERIOD.findall(timed)} if kind != "age" else set()
    if dimension != "count":
        narrowed_by |= {word.casefold() for word in _NARROWED.findall(phrase)}
    if dimension == "money":
        if _FEES_OUT.search(clause):
            narrowed_by.add("without fees")
        elif _FEES_IN.search(clause):
            narrowed_by.add("with fees")
    if dimension in {"percent", "percentage_point"}:
        change = _CHANGE.search(before[-40:])
        narrowed_by.add("change" if change and not _LEVEL.search(before[-30:]) else "level")
        if change and _FELL.search(before[-40:]):
            narrowed_by.add("fall")
    step = _step(figure)
    return Telling(
        claim=claim,
        span=Span(figure.start, figure.end, figure.text),
        kind=kind,
        unit=figure.unit,
        value=figure.value,
        low=quantity.low,
        high=quantity.high,
        step=step,
        sure=not (part or unsure),
        narrowed=frozenset(narrowed_by),
        places=quantity.places,
        terms=frozenset(view.terms),
        person=person,
        named=named,
        grows=grows,
        settled=settled,
        extra=quantity.extra,
    )


def _around(view: ClaimView, figure: Figure) -> tuple[str, str]:
    """Return the words before and after a figure, not beyond another of its dimension."""
    claim = view.claim
    start, end = figure.start - claim.start, figure.end - claim.start
    first, last = max(0, start - WINDOW), min(len(claim.text), end + WINDOW)
    dimension = dimension_of(figure.unit)
    for other in claim.figures:
        if other.start == figure.start or dimension_of(other.unit) != dimension:
            continue
        if other.end <= figure.start:
            first = max(first, other.end - claim.start)
        elif other.start >= figure.end:
            last = min(last, other.start - claim.start)
    return claim.text[first:start], claim.text[end:last]


def _role_of(quantity: Quantity, before: str, after: str) -> str | None:
    if quantity.role is not None:
        return quantity.role
    noun, _ = noun_of(quantity.figure.counted)
    if noun in WHOLE["arrested"] and (_HELD.search(after[:45]) or _HELD.search(before[-30:])):
        return "arrested"
    if noun in {"people", "victim", "pupil", "child"}:
        if _DIED.match(after):
            return "killed"
        if _TAKEN.search(after[:50]) or _TAKEN.search(before[-30:]):
            return "abducted"
    return None


def _step(figure: Figure) -> Decimal:
    """Return the place of the last digit that the words show: 100,000 for "4.2 million", 0.01 for "6.00"."""
    shown = re.search(r"\d[\d,]{0,20}\.(\d{1,6})", figure.text)
    if shown:
        mantissa = Decimal(shown[0].replace(",", ""))
        if mantissa:
            return abs(figure.value / mantissa).scaleb(-len(shown[1]))
    exponent = figure.value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _person(before: str, after: str, lead: str) -> tuple[tuple[str, ...], bool]:
    beside = _PERSON_BEFORE.search(before)
    if beside and beside[1].casefold() not in _PRONOUNS:
        return _tokens(beside[1]), True
    behind = _PERSON_AFTER.match(after)
    if behind:
        return _tokens(behind[1]), True
    if _PRONOUN.search(before) or _PRONOUN.search(f". {before}"):
        names = re.findall(_NAME, lead)
        return tuple(token for name in names for token in _tokens(name)), False
    return (), False


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(
        token
        for word in WORD.findall(name)
        if (token := word.casefold().removesuffix("'s").removesuffix("’s")) not in _TITLES
    )


_VOTE = re.compile(
    r"(?<![\d.,:])(\d{1,3})(?: votes)?(?: ?[-–—] ?| to | against | votes to | in favou?r(?: and| to|,)? )(\d{1,3})(?![\d.,:]\d)(?! ?%)"
)
_VOTING = re.compile(
    r"\b(?:vote[sd]?|voting|ballot|passed|approved|backed|lawmakers|mps|parliament|senate|assembly|council|rejected)\b",
    re.IGNORECASE,
)


def _votes(view: ClaimView) -> Iterator[Telling]:
    """Yield the two sides of a vote: "by 212 votes to 198"."""
    text = view.claim.text
    for found in _VOTE.finditer(text):
        around = text[max(0, found.start() - 110) : found.end() + 60]
        if not (_VOTING.search(around)):
            continue
        if not (
            "vote" in around.casefold()
            or "approv" in around.casefold()
            or "pass" in around.casefold()
            or "back" in around.casefold()
            or "reject" in around.casefold()
        ):
            continue
        for at, kind in ((1, "vote:more"), (2, "vote:fewer")):
            yield _plain(view, found.start(at), found.end(at), kind, Decimal(found[at]))


_CLOCK = re.compile(
    r"(?<![\d:.,$£€])(?P<hour>[01]?\d|2[0-3])(?:(?P<dot>[:.])(?P<minute>[0-5]\d))?(?![\d:]|\.\d)(?: ?(?P<half>[ap])\.?m\b\.?| ?(?P<hours>hrs|hours|h)\b| (?P<clock>o['’]clock))?",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:at|around|about|shortly after|just after|soon after|shortly before|just before|by|since)(?: around| about| exactly| precisely| approximately)? \Z",
    re.IGNORECASE,
)
_LOOSELY = re.compile(
    r"\b(?:around|about|shortly|just|soon|approximately|roughly|by|between|before|after)\b[^,;]{0,12}\Z", re.IGNORECASE
)
_ZONE = re.compile(r"\b(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|IST|JST|[A-Z][a-z]+ time)\b")
_PARTS_OF_DAY = re.compile(r"\b(?:in the |this )(morning|afternoon|evening|night)|\bat night|\btonight", re.IGNORECASE)
NEARBY = 15
"""Minutes that two reports of one moment may lie apart."""
_FINISH = re.compile(
    r"(?<![\d:.])(?:(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d(?:\.\d{1,2})?)"
    r"|(?P<h2>\d{1,2}) ?(?:h|hr|hrs|hours?),? (?P<m2>\d{1,2}) ?(?:m|min|mins|minutes?),?(?: and)? (?P<s2>\d{1,2}(?:\.\d{1,2})?) ?(?:s|sec|secs|seconds?)"
    r"|(?P<m3>\d{1,2}):(?P<s3>[0-5]\d\.\d{1,2}))(?![\d:])"
)
_YEAR = re.compile(r"\b(?:in|since)(?: [A-Z][a-z]+| early| late| about| around)? ((?:18|19|20)\d\d)\b(?![-–])")
_NOT_PRECISE = frozenset(("about", "around", "early", "late"))


def _moments(view: ClaimView, headline: str) -> Iterator[Telling]:
    """Yield clock times of what happened, finishing times, and years of a founding, each by the nearest word for it."""
    text = view.claim.text
    if not any(sign.isdigit() for sign in text):
        return
    taken: list[tuple[int, int]] = []
    for found in _FINISH.finditer(text):
        taken.append(found.span())
        kind = nearest_kind(
            "finish", text[max(0, found.start() - WINDOW) : found.start()], text[found.end() : found.end() + WINDOW]
        )
        if kind:
            hours = Decimal(found["h"] or found["h2"] or 0)
            minutes = Decimal(found["m"] or found["m2"] or found["m3"])
            seconds = hours * 3600 + minutes * 60 + Decimal(found["s"] or found["s2"] or found["s3"])
            yield _plain(view, found.start(), found.end(), "finish", seconds, person=tuple(sorted(view.names)))
    for found in _CLOCK.finditer(text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        before, after = text[max(0, found.start() - WINDOW) : found.start()], text[found.end() : found.end() + WINDOW]
        if not (found["half"] or found["clock"] or found["hours"] or (found["minute"] and _AT.search(before))):
            continue
        if found["hours"] and not found["minute"]:
            continue
        kind = settled_kind("clock", nearest_kind("clock", before, after), text, headline)
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if kind is None or (found["half"] and hour > 12):
            continue
        half = (found["half"] or "").casefold()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif hour < 13:
            part = _PARTS_OF_DAY.search(text)
            spoken = (part[1] or "night").casefold() if part else ""
            if spoken in {"afternoon", "evening"} and hour < 12:
                hour += 12
            elif not part and not (found["minute"] and len(found["hour"]) == 2):
                continue
        width = Decimal(30 if _LOOSELY.search(before[-25:]) else NEARBY)
        value = Decimal(hour * 60 + minute)
        zone = _ZONE.search(after[:20])
        narrowed = frozenset((zone[0].casefold(),)) if zone and "local" not in zone[0].casefold() else frozenset()
        yield _plain(view, found.start(), found.end(), f"clock:{kind}", value, width=width, narrowed=narrowed)
    for found in _YEAR.finditer(text):
        before, after = text[max(0, found.start(1) - WINDOW) : found.start(1)], text[found.end() : found.end() + WINDOW]
        kind = nearest_kind("founding", before[-60:], "")
        if kind and not _NOT_PRECISE & set(found[0].casefold().split()):
            yield _plain(view, found.start(1), found.end(1), f"founding:{kind}", Decimal(found[1]))


def _plain(
    view: ClaimView,
    start: int,
    end: int,
    kind: str,
    value: Decimal,
    *,
    width: Decimal = Decimal(0),
    narrowed: frozenset[str] = frozenset(),
    person: tuple[str, ...] = (),
) -> Telling:
    claim = view.claim
    before = claim.text[max(0, start - 45) : start]
    return Telling(
        claim=claim,
        span=Span(claim.start + start, claim.start + end, claim.text[start:end]),
        kind=kind,
        unit=kind.split(":")[0],
        value=value,
        low=value - width,
        high=value + width,
        step=Decimal(1),
        sure=not (_UNSURE.search(before) or _EARLIER.search(before[-20:])),
        narrowed=narrowed,
        places=frozenset(),
        terms=frozenset(view.terms),
        person=person,
        settled=True,
    )
