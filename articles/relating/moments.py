"""Read what is compared like a figure and is none: the sides of a vote, clock and finishing times, the year of a founding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.model import Span
from articles.relating.kinds import WINDOW, nearest_kind, settled_kind
from articles.relating.quantities import ClaimView
from articles.relating.tellings import Telling
from articles.tables import words

NEARBY = Decimal(15)
"""Minutes that two reports of one moment may lie apart."""
LOOSE = Decimal(30)
"""The same where the words are "about" and the like."""

_VOTE = re.compile(
    r"(?<![\d.,:])(\d{1,3})(?: votes)?(?: ?[-–—] ?| to | against | votes to | in favou?r(?: and| to|,)? )(\d{1,3})(?![\d.,:]\d)(?! ?%)"
)
_VOTING = re.compile(r"vote|voting|approv|pass|back|reject", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d:.,$£€])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?![\d:]|\.\d)"
    r"(?: ?(?P<half>[ap])\.?m\b\.?| ?(?P<hours>hrs|hours|h)\b| (?P<clock>o['’]clock))?",
    re.IGNORECASE,
)
_HAS_CLOCK = re.compile(r"\d(?:[:.]\d\d| ?[aApP]\.?[mM]| ?[hH]| [oO]['’]clock)")
_HAS_YEAR = re.compile(r"(?:1[89]|20)\d\d")
"""What must be there before the costlier patterns are tried."""
_AT = re.compile(
    r"\b(?:at|around|about|shortly after|just after|soon after|shortly before|just before|by|since)"
    r"(?: around| about| exactly| precisely| approximately)? \Z",
    re.IGNORECASE,
)
_LOOSELY = re.compile(
    r"\b(?:around|about|shortly|just|soon|approximately|roughly|by|between|before|after)\b[^,;]{0,12}\Z", re.IGNORECASE
)
_ZONE = re.compile(r"\b(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|IST|JST|(?!Local)[A-Z][a-z]{1,20} time)\b")
_PART_OF_DAY = re.compile(r"\b(?:in the |this )(morning|afternoon|evening|night)|\bat night|\btonight", re.IGNORECASE)
_FINISH = re.compile(
    r"(?<![\d:.])(?:(\d{1,2}):([0-5]\d):([0-5]\d(?:\.\d{1,2})?)"
    r"|(\d{1,2}) ?(?:h|hr|hrs|hours?),? (\d{1,2}) ?(?:m|min|mins|minutes?),?(?: and)? (\d{1,2}(?:\.\d{1,2})?) ?(?:s|sec|secs|seconds?)"
    r"|()(\d{1,2}):([0-5]\d\.\d{1,2}))(?![\d:])"
)
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\b ?(?:of )?[A-Z][a-z]{2}|[A-Z][a-z]{2,8}\.? \d{1,2}\b")
_WHICH = re.compile(
    r"\b(?:local|municipal|regional|state|presidential|mayoral|european|primary|second|run-?off|first|next|previous|last|by-election|pre-trial|preliminary)\b",
    re.IGNORECASE,
)
"""Which of several elections or hearings it is."""
_CLAUSE = re.compile(r"[,;:()—–]")
SOON = 400
"""Days before or after its report that a day of the event may lie."""
_YEAR = re.compile(r"\b(?:in|since)(?: [A-Z][a-z]{1,20})? ((?:18|19|20)\d\d)\b(?![-–])")


MISHAPS = words("blast crash quake fire collapse shooting robbery sinking vanished arrest death called happened outage")
"""What nobody gives a time for beforehand."""
_PLANNED = re.compile(
    r"\b(?:will|hop(?:es?|ed|ing) to|plan(?:s|ned)? to|expect(?:s|ed) to|aims? to|due to|scheduled|to (?:reopen|resume|start|begin|run|hold|speak|meet))\b",
    re.IGNORECASE,
)


def votes_in(view: ClaimView) -> Iterator[Telling]:
    """Yield the two sides of a vote: "by 212 votes to 198"."""
    text = view.claim.text
    for found in _VOTE.finditer(text) if _VOTING.search(text) else ():
        if _VOTING.search(text, max(0, found.start() - WINDOW), found.end() + 60):
            for at, kind in ((1, "vote:more"), (2, "vote:fewer")):
                yield _telling(view, found.span(at), kind, Decimal(found[at]))


def moments_in(view: ClaimView, headline: str) -> Iterator[Telling]:
    """Yield the clock times of what happened, finishing times, and years of a founding, each by the nearest word for it."""
    text = view.claim.text
    if _HAS_CLOCK.search(text):
        finishes = list(_finishes(view))
        yield from finishes
        taken = [(one.span.start - view.claim.start, one.span.end - view.claim.start) for one in finishes]
        for found in _CLOCK.finditer(text):
            if not any(start <= found.start() < end for start, end in taken):
                yield from _clock(view, found, headline)
    if _HAS_YEAR.search(text):
        yield from _years(view)
    yield from _days(view)


def _finishes(view: ClaimView) -> Iterator[Telling]:
    for found in _FINISH.finditer(view.claim.text):
        if nearest_kind("finish", *_around(view, found.span())):
            hours, minutes, seconds = (part for part in found.groups() if part is not None)
            value = Decimal(hours or 0) * 3600 + Decimal(minutes) * 60 + Decimal(seconds)
            yield _telling(view, found.span(), "finish", value, person=tuple(sorted(view.names)))


def _clock(view: ClaimView, found: re.Match[str], headline: str) -> Iterator[Telling]:
    before, after = _around(view, found.span())
    said = found["half"] or found["clock"] or (found["minute"] and (found["hours"] or _AT.search(before)))
    hour = _hour(found, view.claim.text)
    if not said or hour is None:
        return
    kind = settled_kind("clock", nearest_kind("clock", before, after), view.claim.text, headline)
    if kind is not None and not (kind in MISHAPS and _PLANNED.search(before)):
        zone = _ZONE.search(after[:20])
        yield _telling(
            view,
            found.span(),
            f"clock:{kind}",
            Decimal(hour * 60 + int(found["minute"] or 0)),
            width=LOOSE if _LOOSELY.search(before[-25:]) else NEARBY,
            narrowed=frozenset((zone[0].casefold(),)) if zone else frozenset(),
        )


def _hour(found: re.Match[str], text: str) -> int | None:
    """Return the hour of 24, or None where it may be of either half of the day."""
    hour = int(found["hour"])
    if found["half"]:
        return hour % 12 + (12 if found["half"] in "pP" else 0) if hour <= 12 else None
    if hour > 12 or (found["minute"] and len(found["hour"]) == 2):
        return hour
    part = _PART_OF_DAY.search(text)
    if part is None or not part[1]:
        return None
    return hour + 12 if part[1].casefold() in {"afternoon", "evening"} and hour < 12 else hour


def _years(view: ClaimView) -> Iterator[Telling]:
    for found in _YEAR.finditer(view.claim.text):
        before, _ = _around(view, found.span())
        kind = nearest_kind("founding", before[-60:], "")
        if kind:
            yield _telling(view, found.span(1), f"founding:{kind}", Decimal(found[1]))


def _days(view: ClaimView) -> Iterator[Telling]:
    """Yield the days that a claim names by day and month, of what is said to happen on them."""
    claim = view.claim
    for day in claim.dates:
        if day.granularity != "day" or day.from_ is None or claim.published is None or not _DAY.search(day.text):
            continue
        place = day.start - claim.start, day.end - claim.start
        before, after = _around(view, place)
        kind = nearest_kind("date", before[-60:], _CLAUSE.split(after[:40], maxsplit=1)[0])
        if kind in {"start", "opening"}:
            kind = nearest_kind("occasion", before, after) or kind
        if kind and abs((day.from_ - claim.published).days) <= SOON:
            value, width = Decimal(day.from_.toordinal()), Decimal(0 if day.from_ > claim.published else "0.5")
            which = frozenset(word.casefold() for word in _WHICH.findall(f"{before[-60:]}|{after[:40]}"))
            yield _telling(view, place, f"date:{kind}", value, width=width, narrowed=which, settled=False)


def _around(view: ClaimView, place: tuple[int, int]) -> tuple[str, str]:
    text = view.claim.text
    return text[max(0, place[0] - WINDOW) : place[0]], text[place[1] : place[1] + WINDOW]


def _telling(
    view: ClaimView,
    place: tuple[int, int],
    kind: str,
    value: Decimal,
    *,
    width: Decimal = Decimal(0),
    narrowed: frozenset[str] = frozenset(),
    person: tuple[str, ...] = (),
    settled: bool = True,
) -> Telling:
    claim, (start, end) = view.claim, place
    return Telling(
        claim=claim,
        span=Span(claim.start + start, claim.start + end, claim.text[start:end]),
        kind=kind,
        unit=kind.partition(":")[0],
        value=value,
        low=value - width,
        high=value + width,
        step=Decimal(1),
        before=claim.text[max(0, start - WINDOW) : start],
        after="",
        known=narrowed,
        places=frozenset(),
        terms=frozenset(view.terms),
        person=person,
        settled=settled,
    )
