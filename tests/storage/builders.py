"""Articles, claims and findings for the tests, all of fictional outlets and people."""

from __future__ import annotations

import itertools
import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from articles.model import (
    Article,
    Attribution,
    Claim,
    Corroboration,
    DateMention,
    EvidenceSpan,
    FieldEvidence,
    Figure,
    Finding,
    Hyperlink,
    Link,
    Match,
    Moment,
    OriginCount,
    Outlet,
    ReadArticle,
    Reading,
    Relations,
    Span,
    Story,
    short_id,
)

NOW = datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HARBOUR = Outlet("The Harbour Ledger", ("harbour-ledger.example",), "Quay Media", aliases=("Ledger",), country="XX")
BODY = "The quay was closed on Monday. Officials said 48,189 crates were lost. Mayor Ines Holt denied it."


def read_article(
    name: str = "quay", body: str = BODY, *, outlet: Outlet | None = HARBOUR, **changes: Any
) -> ReadArticle:
    """One article with a claim, a figure, a date and an attribution."""
    address = f"https://harbour-ledger.example/{name}"
    article = Article(
        url=address,
        final_url=address,
        canonical_url=address,
        outlet=outlet,
        headline=f"Quay closed: {name}",
        byline=("Tom Reed", "Ada Quill"),
        dateline="PORT HOLT",
        published=Moment.parse("2031-05-05T18:03"),
        modified=Moment.parse("2031-05-06T01:00:00+03:30"),
        language="en",
        licence=None,
        paywall=False,
        sha256=short_id(name) * 4,
        fetched_at=NOW,
        extractor="hand 1",
        body=body,
        evidence=(FieldEvidence("headline", "Quay closed", "html:h1", chosen=True),),
        links=(Hyperlink("https://other.example/", "it"),),
        address=address,
    )
    article = replace(article, **changes)
    start = body.find("48,189")
    figure = Figure("48,189", start, start + 6, Decimal(48189), hedge=">=", counted="crates")
    mention = DateMention("Monday", 23, 29, date(2031, 5, 5), date(2031, 5, 5), "day", weekday=0)
    sentences = (Span(0, 30, body[0:30]), Span(31, 70, body[31:70]), Span(71, len(body), body[71:]))
    said = Attribution(
        "Officials", "said", body[46:69], 46, 69, "indirect", "role", source_span=(31, 40), cue_span=(41, 45)
    )
    claim = Claim(
        short_id("claim", article.id, "31"),
        article.id,
        body[31:70],
        31,
        70,
        "statistic",
        (figure,),
        (),
        said,
        "officials",
        date(2031, 5, 5),
        0.75,
        ("states a figure",),
    )
    return ReadArticle(article, Reading(sentences, (mention,), (figure,), (said,), (claim,)))


def claim_of(read: ReadArticle) -> str:
    return read.reading.claims[0].id


def finding(read: ReadArticle, rule: str = "figures/share", subject: str = "31-70", **changes: Any) -> Finding:
    """A failure that asks for a person."""
    values: dict[str, Any] = {
        "outcome": "fail",
        "severity": "high",
        "message": "120 % of the crates",
        "evidence": (EvidenceSpan(read.article.id, "body", "48,189", 46, 52),),
        "claim": claim_of(read),
        "flagged": True,
    }
    return Finding(rule=rule, article=read.article.id, subject=subject, **values | changes)


def relations_between(first: ReadArticle, second: ReadArticle) -> Relations:
    """One story of two articles whose claims support each other."""
    a, b = sorted((first, second), key=lambda read: read.article.id)
    claim_a, claim_b = sorted((claim_of(a), claim_of(b)))
    return Relations(
        stories=(Story(first.article.id, "Quay closed", (first.article.id, second.article.id)),),
        links=(Link(a.article.id, b.article.id, "same text", "proven", "the quay was closed", a.article.id),),
        matches=(Match(claim_a, claim_b, "supports", Span(0, 3, "The"), Span(4, 8, "quay"), "same figure"),),
        corroborations=tuple(
            sorted(
                (
                    Corroboration(claim_a, 2, OriginCount(1, 2, ("same text",)), 1, (claim_b,), (), ("single origin",)),
                    Corroboration(claim_b, 2, OriginCount(1, 2, ("same text",)), 1, (claim_a,), (), ()),
                ),
                key=lambda corroboration: corroboration.claim,
            )
        ),
    )


# -- any article at all ----------------------------------------------------------------------------

COUNT = itertools.count()

texts = st.text(max_size=40) | st.sampled_from(
    ["", "\x00", "\x1b", "\x1b0000", "\ud800", "a\udfffb", "=1+1", "é\u2028\r\n"]
)
optional_texts = st.none() | texts
days = st.dates()
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.builds(Moment, days) | st.builds(
    Moment, days, st.times(timezones=st.none() | offsets).map(lambda t: t.replace(fold=0))
)
instants = st.datetimes(timezones=st.just(UTC))
decimals = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=Decimal("-1e30"), max_value=Decimal("1e30")
) | st.sampled_from([Decimal("0.1"), Decimal("1E+12"), Decimal("48189.5"), Decimal("-0.00"), Decimal("1e-30")])
outlets = st.builds(
    Outlet,
    name=texts,
    domains=st.lists(texts, max_size=2).map(tuple),
    owner=optional_texts,
    wire=st.booleans(),
    aliases=st.lists(texts, max_size=2).map(tuple),
    country=optional_texts,
    language=optional_texts,
    feeds=st.lists(texts, max_size=2).map(tuple),
    sitemaps=st.lists(texts, max_size=2).map(tuple),
    known_from=optional_texts,
)


@st.composite
def spans(draw: st.DrawFn, body: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(body)))
    return start, draw(st.integers(start, len(body)))


@st.composite
def read_articles(draw: st.DrawFn) -> ReadArticle:
    """Any article that keeps the promises of the model."""
    body = draw(st.text(max_size=200) | texts)
    address = f"https://any.example/{next(COUNT)}"

    def date_mention() -> DateMention:
        start, end = draw(spans(body))
        interval = draw(st.none() | st.tuples(days, days).map(sorted))
        return DateMention(
            body[start:end],
            start,
            end,
            interval[0] if interval else None,
            interval[1] if interval else None,
            draw(st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "period"])),
            draw(st.none() | st.integers(0, 6)),
            draw(st.booleans()),
        )

    def figure() -> Figure:
        start, end = draw(spans(body))
        return Figure(
            body[start:end],
            start,
            end,
            draw(decimals),
            draw(st.none() | decimals),
            draw(optional_texts),
            draw(st.sampled_from(["=", "~", "<", "<=", ">", ">="])),
            draw(optional_texts),
            draw(optional_texts),
        )

    def attribution() -> Attribution:
        start, end = draw(spans(body))
        return Attribution(
            draw(optional_texts),
            draw(texts),
            body[start:end],
            start,
            end,
            draw(st.sampled_from(["direct", "indirect", "mixed"])),
            draw(st.sampled_from(["named", "role", "organisation", "outlet", "anonymous", "pronoun", "unstated"])),
            draw(optional_texts),
            draw(st.none() | spans(body)),
            draw(st.none() | spans(body)),
        )

    def some(make: Any, most: int = 3) -> tuple[Any, ...]:
        return tuple(make() for _ in range(draw(st.integers(0, most))))

    def sentence() -> Span:
        start, end = draw(spans(body))
        return Span(start, end, body[start:end])

    article = Article(
        url=address,
        final_url=draw(texts),
        canonical_url=draw(optional_texts),
        outlet=draw(st.none() | outlets),
        headline=draw(optional_texts),
        byline=draw(st.lists(texts, max_size=3).map(tuple)),
        dateline=draw(optional_texts),
        published=draw(st.none() | moments),
        modified=draw(st.none() | moments),
        language=draw(optional_texts),
        licence=draw(optional_texts),
        paywall=draw(st.none() | st.booleans()),
        sha256=draw(st.text(string.hexdigits.lower()[:16], min_size=64, max_size=64)),
        fetched_at=draw(st.none() | instants),
        extractor=draw(texts),
        body=body,
        evidence=some(lambda: FieldEvidence(draw(texts), draw(texts), draw(texts), draw(st.booleans()))),
        links=some(lambda: Hyperlink(draw(texts), draw(texts))),
        address=address,
    )
    dates, figures, attributions = some(date_mention), some(figure), some(attribution)

    def claim(place: int) -> Claim:
        start, end = draw(spans(body))
        return Claim(
            short_id("claim", article.id, str(place)),
            article.id,
            body[start:end],
            start,
            end,
            draw(st.sampled_from(["statistic", "event", "accusation", "prediction", "quotation"])),
            (*draw(st.lists(st.sampled_from(figures), max_size=2)), figure()) if figures else (),
            tuple(draw(st.lists(st.sampled_from(dates), max_size=2))) if dates else some(date_mention, 1),
            draw(st.sampled_from(attributions)) if attributions else None,
            draw(optional_texts),
            draw(st.none() | days),
            draw(st.floats(0, 1)),
            draw(st.lists(texts, max_size=2).map(tuple)),
        )

    claims = tuple(claim(place) for place in range(draw(st.integers(0, 3))))
    return ReadArticle(article, Reading(some(sentence), dates, figures, attributions, claims))
