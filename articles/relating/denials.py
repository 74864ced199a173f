"""Read where a claim says that nobody was killed or hurt: a count too, of none, which another report may contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.model import Span
from articles.relating.counts import noun_of
from articles.relating.kinds import WINDOW
from articles.relating.quantities import ClaimView
from articles.relating.tellings import Telling

_WHO = r"(?:no ?one|nobody|not a single (?P<single>\w{3,15})|no (?:single )?(?P<noun>(?!more|further|other|such)[a-z]{3,15})|none of (?:the|its|their|his|her|our) (?:\d+ |[a-z]+ ){0,2}?(?P<those>[a-z]{3,15}))"
_NONE = re.compile(
    rf"\b{_WHO} (?:at all )?(?:(?:was|were|is|are|had been|has been|have been|got|had|has|have) )?(?:reported(?:ly)? )?(?P<what>killed|died|harmed|hurt|injured|wounded|hit|dead)\b"
    r"|\b(?:no|without(?: any| a)?|not caused any|zero) (?P<whose>(?:civilian|human|passenger|crew|military) )?(?P<loss>casualt(?:y|ies)|deaths|fatalities|victims|injuries|loss of life)\b"
    r"|\b(?:not lost|lost no|lose no|without losing|denied losing|suffered no) (?:a single |any |one )?(?P<lost>man|men|soldiers?|fighters?|troops|people|losses)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:immediate(?:ly)?|initial(?:ly)?|so far|yet|early|else|other|previous|earlier|could|would|might|if|hop(?:e|ed|ing)|feared|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""Words in a sentence whose denial is none yet, or of another event."""
_REPORTS = re.compile(r"\b(?:reports?|word|information|confirmation) (?:\w+ ){0,2}of (?:any )?\Z", re.IGNORECASE)
_BOTH = re.compile(r"casualt|victim|harm|hit|losses", re.IGNORECASE)
_KILLED = re.compile(r"kill|die|dead|death|fatal|loss of life", re.IGNORECASE)
_SLIGHT = re.compile(r"\A(?:badly|seriously|severely|critically|gravely)\b", re.IGNORECASE)
_PEOPLE = frozenset(("", "people", "person", "human", "life", "man", "men", "losse"))


def denials_in(view: ClaimView) -> Iterator[Telling]:
    """Yield a count of none for each role that a claim says nobody had."""
    text = view.claim.text
    if _NOT_YET.search(text):
        return
    for found in _NONE.finditer(text):
        if _REPORTS.search(text[: found.start()]):
            continue
        said = found["what"] or found["loss"] or found["lost"] or ""
        who = (
            found["noun"] or found["those"] or found["single"] or (found["whose"] or "").strip() or found["lost"] or ""
        )
        noun, _ = noun_of(who)
        role = "killed" if _KILLED.search(said) or found["lost"] else "injured"
        for name in ("killed", "injured") if _BOTH.search(said) else (role,):
            yield _telling(view, found, f"{name}:" + ("people" if noun in _PEOPLE else noun))


def _telling(view: ClaimView, found: re.Match[str], kind: str) -> Telling:
    claim, (start, end) = view.claim, found.span()
    return Telling(
        claim=claim,
        span=Span(claim.start + start, claim.start + end, found[0]),
        kind=kind,
        unit=None,
        value=Decimal(0),
        low=Decimal(0),
        high=Decimal(0),
        step=Decimal(1),
        before=claim.text[max(0, start - WINDOW) : start],
        after=claim.text[end : end + WINDOW],
        places=frozenset(),
        terms=frozenset(view.terms),
        grows=True,
        known=frozenset(),
    )
