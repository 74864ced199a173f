"""Read what each claim of an article tells a value of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from articles.model import Figure, Span
from articles.relating.counts import is_magnitude, kind_of_count, noun_of
from articles.relating.denials import denials_in
from articles.relating.entities import stem
from articles.relating.kinds import (
    GROWING,
    SETTLED,
    WINDOW,
    action_of,
    dimension_of,
    in_base,
    nearest_kind,
    settled_kind,
    unit_of,
)
from articles.relating.moments import moments_in, votes_in
from articles.relating.narrowing import FEES, adds_up_places, done_by_them, is_of_the_past
from articles.relating.quantities import ILLNESS, ClaimView, Quantity
from articles.relating.tellings import Telling, Told
from articles.relating.unlisted import key_of
from articles.tables import words
from articles.wording import WORD

LEDGER = 500
"""Different values that a report gives; one with more is a table, which is held against no other."""
CROWD = words(
    "passenger worker miner men resident tourist pilgrim shopper worshipper guest fan spectator migrant traveller commuter "
    "employee occupant patient inmate prisoner sailor hiker climber holidaymaker reveller mourner picker labourer"
)
"""Nouns for all who were there, by what brought them; others count a part of them: children, firemen, soldiers."""
ONCE_TOLD = frozenset(("killed", "injured", "missing", "hospitalised", "rescued", "evacuated"))
WHOLE = {
    "arrested": frozenset(("people", "suspect", "arrest", "")),
    "detained": frozenset(("people", "suspect", "")),
    "abducted": frozenset(("people", "")),
    "killed": frozenset(("people", "victim", "body", "death", "fatalitie", "")),
    "infected": frozenset(("people", "patient", "case", "infection", "")),
    "hospitalised": frozenset(("people", "passenger", "victim", "patient", "")),
    "evacuated": frozenset(("people", "resident", "")),
    "injured": frozenset(("people", "victim", "injurie", "")),
}
"""Whom a role is said of when all are meant; any other noun counts a part: "two children"."""
_ALL = frozenset(("people", "victim", ""))

_OPENING = re.compile(
    r"(?:At|In|Near) (?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)([A-Z][\w'’-]{2,30}(?: [A-Z][\w'’-]{1,30}){0,2})"
)
_SINCE = re.compile(r"\A\s?(?:ago|earlier|later|before|after|old|since)\b", re.IGNORECASE)
_OF_IT = re.compile(r"\A\s?(?:of|from) (?:it|them|this)\b")
_DIED = re.compile(
    r"\A(?:[^.;\d]{0,90}?\b)(?:died|were killed|was killed|have died|lost their lives|perished|are dead|were dead)\b",
    re.IGNORECASE,
)
_NOT_FINAL = re.compile(
    r"\b(?:preliminary|provisional|partial|projected|projections?|exit polls?)\b"
    r"|\bwith (?:\w+ )?(?:\d[\d,.]{0,9} ?(?:%|percent|per cent)?|half|most|nearly all) (?:of|out of)\b[^.;]{0,50}\b(?:counted|reporting|tallied|in)\b",
    re.IGNORECASE,
)
_VOTED = frozenset(("elected", "favour", "against", "margin"))
_HELD = re.compile(
    r"\b(?:behind bars|in custody|into custody|under arrest|rounded up|picked up|taken in|hauled in|detained|arrested|arrests)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:abducted|kidnapped|taken hostage|snatched|marched off|carted away|carried off|seized by gunmen)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\A[^.;,\d]{0,70}\b(?:from their homes|out of their homes|(?:led|brought|taken|moved|carried|helped)(?: (?:or|and) \w+)? (?:out|to safety)|(?:told|ordered) to leave|had to leave)\b",
    re.IGNORECASE,
)
_IN_HOSPITAL = re.compile(
    r"\A[^.;,\d]{0,40}\b(?:taken|brought|rushed|airlifted|sent|flown|admitted|moved) to (?:the |a |an |\w+ ){0,2}(?:hospitals?|clinics?)\b|\A[^.;,\d]{0,20}\bhospitali[sz]ed\b",
    re.IGNORECASE,
)
_SICK_WITH = re.compile(
    rf"\b(?:people|patients) (?:\w+ )?with (?:{ILLNESS.pattern})[^.;\d]{{0,60}}\b(?:to|at|was|is) \Z", re.IGNORECASE
)
_NOT_HEARD_OF = re.compile(
    r"\A[^.;,\d]{0,40}\b(?:not (?:yet )?been (?:heard (?:from|of)|seen|found|located|reached)|unaccounted for|could not be (?:reached|found|located))\b",
    re.IGNORECASE,
)
_MOVING = re.compile(r"\b(?:led|brought|carried|helped|escorted|got)(?: (?:all|some|about|around))? \Z", re.IGNORECASE)
_OF_VOTERS = re.compile(
    r"\A\s?of (?:the |all |its )?(?:(?:registered|eligible|entitled) )?(?:voters|electors|electorate|those (?:registered|eligible|entitled))\b[^.;,]{0,25}\b(?:took part|turned out|voted|cast (?:a |their )?(?:ballots?|votes?)|went to the polls)\b(?! (?:for|against|in favou?r|to))",
    re.IGNORECASE,
)
_SOME_OF = re.compile(r"\s(?:out )?of (?:the|its|his|her|their|all|a total of) ", re.IGNORECASE)
"""Between how many and of how many: "four of its 28 wagons"."""
_OUT = re.compile(r"\A\s?(?:[a-z]+ ){0,2}(?:out of|from|to safety)\b")
_OTHER_SHOCK = re.compile(r"\b(?:after|fore)shocks?\b", re.IGNORECASE)
_ROWS = re.compile(r"\A[- ]?(?:deep|abreast)\b", re.IGNORECASE)
"""How a crowd stood is not how many it were: "packed six deep"."""
_VICTIMS = frozenset(("people", "victim", "pupil", "child"))
_RECOVERED = re.compile(r"\b(?:recovered|found|pulled|brought|retrieved|dug|counted|taken)\b", re.IGNORECASE)
"""What is done with the bodies of the dead: there are at least so many."""
_BODIES = frozenset(("body", "bodie", "corpse"))

_NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Sir|Dame|Prof|Col|Capt|Sgt|Lt)\.? )?[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,3}"
_PERSON_BEFORE = re.compile(
    rf"({_NAME})(?:,? who (?:is|was|turned)|,| \(| was| is|, aged| aged|, now| turned|, died at| died at(?: the age of)?|, an?|, the)?(?: an?| the| only| just| aged)? ?\Z"
)
_PERSON_AFTER = re.compile(
    rf"\A(?:[- ]years?[- ]old\b)?(?: (?!(?:from|in|of|at|near|on) [A-Z]|(?:said|told|who|was|is|had|has|and)\b)[a-z][\w'’-]{{1,20}}){{0,4}},? ({_NAME})"
)
_AT_AGE = re.compile(r"\bat (?:the )?age (?:of )?\Z")
_LONG_NAME = re.compile(r"[A-Z][\w'’.-]{1,30}(?: [A-Z][\w'’.-]{0,30}){0,6}")
_PRONOUN = re.compile(
    r"(?:^|[.;,\"“”] ?|\band )(?:[Hh]e|[Ss]he)\b(?:[^.;]{0,30}|[^.;]{0,70}\bat (?:the )?age (?:of )?)\Z"
)
_THE = re.compile(r"(?:\A|[\s\"“])[Tt]he \Z")
_BY_TRADE = re.compile(
    r"\A(?:[- ]years?[- ]old\b)?,? ?(?!man|woman|girl|boy|victim|suspect|driver|teenager)[a-z-]{3,20}\b(?! and )"
    r"|\A(?:[- ]years?[- ]old)? (?:from|who|was|is|had|has)\b"
)
_FIRST_TOLD = re.compile(r"(?:\A|[\s\"“])An? \Z")
_NAMED_NEXT = re.compile(rf"\s*({_NAME})(?:,|, \d\d,)? (?:an?|the|was|is|had|has|who|whose|from|of|set|went)\b")
"""Who the next sentence says it was: "A 34-year-old hiker was found alive. Tobias Renn, a software tester, ..."."""
"""Someone known whom a report calls by trade or office ("the 61-year-old mayor"); a stranger is not the one just named."""
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+")
LEAD = 400
"""Characters before a claim in which the sentence before it is looked for."""
_PRONOUNS = frozenset(("he", "she", "it", "they", "who", "but"))
_WHEN = words("on in at by since until monday tuesday wednesday thursday friday saturday sunday yesterday today")
"""What stands in capitals before "the 37-year-old" and names nobody."""
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "sir", "dame", "prof", "col", "capt", "sgt", "lt", "jr", "sr", "the", "a", "an", "mayor", "justice", "supreme", "court", "president", "minister", "senator", "judge", "chief",
    "professor", "doctor", "captain", "king", "queen", "prince", "princess", "general", "sergeant", "constable", "councillor", "governor",
    "chancellor", "coach", "pastor", "bishop", "father", "sister", "prime", "detective", "inspector", "actor", "actress", "singer", "author",
))  # fmt: skip


def told_by(headline: str, body: str, views: Sequence[ClaimView]) -> Told:
    """Read the tellings of one article's claims, in order of place."""
    found: list[Telling] = []
    loose: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    values: set[tuple[str | None, Decimal]] = set()
    for at, view in enumerate(views):
        lead = views[at - 1].claim.text if at else ""
        for quantity in view.quantities:
            unit, times = in_base(quantity.unit)
            values.add((unit, quantity.figure.value * times))
            key = key_of(quantity)
            telling = _telling(view, quantity, (lead, headline, body), loose=key is not None)
            if telling is not None and key is not None:
                loose[key].append(telling)
            if telling is not None and telling.kind:
                found.append(telling)
        if len(values) > LEDGER:
            return Told((), {}, {}, frozenset(), body)
        found += votes_in(view)
        found += moments_in(view, headline)
        found += denials_in(view)
    found = _of_all(found)
    kinds: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in found:
        kinds[telling.kind, telling.unit or ""].append(telling)
    return Told(tuple(found), kinds, loose, frozenset(values), body)


def _of_all(found: Sequence[Telling]) -> list[Telling]:
    """Take the only count of a role that a report gives for one of all, whatever it calls them: the miners, the men."""
    roles = Counter(action_of(telling.kind) for telling in found if telling.sure)
    return [
        replace(telling, kind=f"{action_of(telling.kind)}:people")
        if action_of(telling.kind) in ONCE_TOLD
        and roles[action_of(telling.kind)] == 1
        and telling.kind.partition(":")[2] in CROWD
        else telling
        for telling in found
    ]


def _telling(view: ClaimView, quantity: Quantity, texts: tuple[str, str, str], *, loose: bool) -> Telling | None:
    lead, headline, body = texts
    figure = quantity.figure
    before, after = _around(view, figure)
    dimension = dimension_of(unit_of(figure))
    if dimension == "duration" and quantity.role != "age" and _SINCE.match(after):
        return None
    person: tuple[str, ...] = ()
    named = True
    if quantity.role == "age":
        person, named = _whose(view, figure, lead, body)
        kind: str | None = "age" if person else None
    elif dimension == "count":
        kind = _kind_of_count(quantity, before, after, headline)
    else:
        kind = _kind_of_measure(view, figure, before, after, lead, headline)
    if kind is None and not loose:
        return None
    kind = kind or ""
    name = kind.split(":")[1] if kind and dimension != "count" and kind != "age" else action_of(kind)
    settled = kind == "age" or name in SETTLED
    unit, times = in_base(unit_of(figure))
    return Telling(
        claim=view.claim,
        span=Span(figure.start, figure.end, figure.text),
        kind=kind,
        unit=unit,
        value=figure.value * times,
        low=quantity.low * times,
        high=Decimal("Infinity") if noun_of(figure.counted)[0] in _BODIES else quantity.high * times,
        step=_step(figure) * times,
        before=before,
        after=after,
        places=quantity.places or _place_opening(view.claim.text),
        terms=frozenset(view.terms),
        person=person,
        named=named,
        grows=name in GROWING,
        settled=settled,
        spread=dimension == "count" and adds_up_places(view.claim, figure),
        extra=quantity.extra,
        counted=figure.counted,
        past=dimension in {"count", "money"}
        and kind != "age"
        and (
            is_of_the_past(view.claim, figure)
            or (
                (name in _VOTED or noun_of(figure.counted)[0] == "vote")
                and _NOT_FINAL.search(view.claim.text) is not None
            )
        ),
        known=frozenset() if kind == "age" else None,
    )


def _place_opening(text: str) -> frozenset[str]:
    """Return the place that a sentence begins with: "At Halton the council lifted"."""
    place = _OPENING.match(text)
    return frozenset() if place is None else frozenset(stem(word.casefold()) for word in WORD.findall(place[1]))


def _kind_of_count(quantity: Quantity, before: str, after: str, headline: str) -> str | None:
    """Name a count by the role of those counted, where they have one, and else by what is done with them."""
    counted = quantity.figure.counted
    if _ROWS.match(after):
        return None
    if is_magnitude(counted):
        return None if _OTHER_SHOCK.search(f"{before[-40:]} {after[:40]}") else "magnitude:quake"
    noun, narrowed = noun_of(counted)
    if noun in _BODIES:
        is_of_dead = not narrowed and (_RECOVERED.search(after[:40]) or _RECOVERED.search(before[-40:]))
        return "killed:people" if is_of_dead else None
    role = _role_of(quantity, before, after, headline)
    if role is None:
        return kind_of_count(counted, before, after)
    if role == "arrested" and (doing := done_by_them(after)):
        narrowed |= {doing}
    if role == "infected":
        narrowed = frozenset(word for word in narrowed if word != "confirmed" and not ILLNESS.search(word))
    whole = (quantity.people and not narrowed) or (noun in WHOLE.get(role, _ALL) and not narrowed)
    return f"{role}:" + ("people" if whole else ":".join((noun, *sorted(narrowed))))


def _kind_of_measure(view: ClaimView, figure: Figure, before: str, after: str, lead: str, headline: str) -> str | None:
    dimension = dimension_of(unit_of(figure))
    if dimension == "percent" and _OF_VOTERS.match(after):
        return "percent:turnout"
    near = nearest_kind(dimension, FEES.sub(" ", before), FEES.sub(" ", after))
    kind = settled_kind(dimension, near, view.claim.text, headline)
    if kind is None and _OF_IT.match(after):
        kind = nearest_kind(dimension, lead, "")
    return f"{dimension}:{kind}" if kind else None


def _around(view: ClaimView, figure: Figure) -> tuple[str, str]:
    """Return the words before and after a figure, not beyond another of its dimension."""
    claim = view.claim
    start, end = figure.start - claim.start, figure.end - claim.start
    first, last = max(0, start - WINDOW), min(len(claim.text), end + WINDOW)
    dimension = dimension_of(unit_of(figure))
    for other in claim.figures:
        if other.start == figure.start or dimension_of(unit_of(other)) != dimension:
            continue
        if other.end <= figure.start:
            first = max(first, other.end - claim.start)
        elif other.start >= figure.end and not _SOME_OF.fullmatch(claim.text, end, other.start - claim.start):
            last = min(last, other.start - claim.start)
    return claim.text[first:start], claim.text[end:last]


def _role_of(quantity: Quantity, before: str, after: str, headline: str) -> str | None:
    if quantity.role is not None:
        return quantity.role
    noun, _ = noun_of(quantity.figure.counted)
    if noun == "case":
        return "infected" if ILLNESS.search(headline) else None
    return next((role for role, nouns, is_so in _SAID_OF if noun in nouns and is_so(before, after)), None)


_SAID_OF: tuple[tuple[str, frozenset[str], Callable[[str, str], object]], ...] = (
    ("infected", _ALL, lambda before, _: _SICK_WITH.search(before[-90:])),
    ("missing", _ALL | CROWD, lambda _, after: _NOT_HEARD_OF.match(after)),
    ("hospitalised", WHOLE["hospitalised"], lambda _, after: _IN_HOSPITAL.match(after)),
    ("arrested", WHOLE["arrested"], lambda before, after: _HELD.search(after[:45]) or _HELD.search(before[-30:])),
    ("evacuated", _VICTIMS | WHOLE["evacuated"], lambda _, after: _MOVED.match(after)),
    ("evacuated", _VICTIMS | WHOLE["evacuated"], lambda before, after: _MOVING.search(before) and _OUT.match(after)),
    ("killed", _VICTIMS, lambda _, after: _DIED.match(after)),
    ("abducted", _VICTIMS, lambda before, after: _TAKEN.search(after[:50]) or _TAKEN.search(before[-30:])),
)
"""Roles by words that need not stand right beside the figure: of which nouns, and whether the words around say so."""


def _step(figure: Figure) -> Decimal:
    """Return the place of the last digit that the words show: 100,000 for "4.2 million", 0.01 for "6.00"."""
    shown = re.search(r"\d[\d,]{0,20}\.(\d{1,6})", figure.text)
    if shown:
        mantissa = Decimal(shown[0].replace(",", ""))
        if mantissa:
            return abs(figure.value / mantissa).scaleb(-len(shown[1]))
    exponent = figure.value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _whose(view: ClaimView, figure: Figure, lead: str, body: str) -> tuple[tuple[str, ...], bool]:
    """Return the names of whose age a figure is (none where nobody says), and whether they are surely theirs alone."""
    claim = view.claim
    before, after = claim.text[: figure.start - claim.start], claim.text[figure.end - claim.start :]
    person, named = _person(before[-80:], after[:80], lead)
    if person:
        return person, named
    if _FIRST_TOLD.search(before[-5:]) and (found := _NAMED_NEXT.match(body, claim.end, claim.end + LEAD)):
        return _tokens(found[1]), True
    return _by_trade(before, after[:40], body[max(0, claim.start - LEAD) : claim.start]), False


def _person(before: str, after: str, lead: str) -> tuple[tuple[str, ...], bool]:
    beside = _PERSON_BEFORE.search(before)
    if beside and beside[1].casefold() not in _PRONOUNS and (tokens := _tokens(beside[1])) and _WHEN.isdisjoint(tokens):
        return tokens, True
    behind = _PERSON_AFTER.match(after)
    if behind:
        return _tokens(behind[1]), True
    if _AT_AGE.search(before):
        people = [_tokens(name) for name in _LONG_NAME.findall(before)]
        people = [tokens for tokens in people if len(tokens) > 1 and _WHEN.isdisjoint(tokens)]
        if people:
            return people[-1], True
    if _PRONOUN.search(before) or _PRONOUN.search(f". {before}"):
        names = re.findall(_NAME, lead)
        return tuple(token for name in names for token in _tokens(name)), False
    return (), False


def _by_trade(before: str, after: str, text: str) -> tuple[str, ...]:
    """Return the one person whom the sentence, or the one before, names, where it goes on with "the 61-year-old mayor"."""
    if not (_THE.search(before[-5:]) and _BY_TRADE.match(after)):
        return ()
    *_, lead = _SENTENCE_END.split(text.strip())
    for said in (before, lead):
        names = {tokens for name in re.findall(_NAME, said) if len(tokens := _tokens(name)) > 1}
        named = {tokens for tokens in names if _WHEN.isdisjoint(tokens)}
        if named:
            return named.pop() if len(named) == 1 else ()
    return ()


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(
        token
        for word in WORD.findall(name)
        if (token := word.casefold().removesuffix("'s").removesuffix("’s")) not in _TITLES
    )
