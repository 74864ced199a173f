"""No rule raises, whatever a batch holds."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.dates import dates_in
from articles.figures import figures_in
from articles.model import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    Corroboration,
    DateMention,
    Disappearance,
    FieldEvidence,
    Figure,
    Granularity,
    Hedge,
    Match,
    MissingKind,
    Moment,
    OriginCount,
    Outlet,
    ReadArticle,
    Reading,
    Relations,
    SourceKind,
    Span,
)
from articles.reading import read
from articles.revisions import compare
from articles.sentences import sentences_in
from checks import RULES
from checks.batch import Batch
from checks.suites import validate
from tests.checks.builders import article

FRAGMENTS = (
    "12 people", "including", "5 children", "and", "9 women", "from", "to", "7 October 2023", "19 January 2025", "470 days",
    "since", "after", "(", ")", ":", ",", ".", "\n", "%", "45 of 60 ships", "(75 %)", "0", "0 %", "rose", "up", "by", "$5m",
    "(£4m)", "30 miles", "(48 km)", "killed", "Friday, 30 February 2025", "Sunday, 29 February 2024", "1,204", "-3", "1.2bn",
    "at least", "nearly", "more than", "of the voters", "130 %", "turnout of", "said the minister", "accused", "99999999999999",
    "3 a day for", "10 days", "30 in all", "an average of", "a day", "Smith, 43, was born in", "(1950-2021)", "She died aged 70",
    "three people were arrested:", "the four towns of", "Ada Holm,", "and Ben Asker", "30C (86F)", "6ft 4in (193cm)", "-40C",
    "0.0000001", "of", "1/2", "“", "”", "on 14 May 2999", "was arrested", "9 December 9999", "1 January 0001", "\x00", "é", "🌊",
)  # fmt: skip

texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=40).map(" ".join)
days = st.dates() | st.sampled_from((date.min, date.max))
zones = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.builds(Moment, days) | st.builds(
    lambda stamp, zone: Moment.of(stamp.replace(tzinfo=zone)),
    st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)),  # noqa: DTZ001  bounds without a zone, as asked
    zones,
)
raw_dates = (
    st.text(max_size=30) | moments.map(str) | st.sampled_from(FRAGMENTS) | days.map(lambda day: f"/{day:%Y/%m/%d}/")
)
ids = st.sampled_from(("0" * 16, "1" * 16, "2" * 16, "3" * 16))
decimals = st.decimals(-(10**18), 10**18, allow_nan=False, places=4)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    url = draw(st.sampled_from(("", "https://a.example/1", "https://b.example/2024/02/30/x")))
    return Article(
        url=url,
        final_url=url,
        canonical_url=None,
        outlet=draw(st.none() | st.builds(Outlet, st.text(max_size=5))),
        headline=draw(st.none() | texts),
        byline=tuple(draw(st.lists(st.text(max_size=5), max_size=2))),
        dateline=draw(st.none() | texts),
        published=draw(st.none() | moments),
        modified=draw(st.none() | moments),
        language=draw(st.sampled_from((None, "en", "en-GB", "de", "", "x"))),
        licence=None,
        paywall=None,
        sha256="0" * 64,
        fetched_at=draw(st.none() | st.datetimes(timezones=st.just(UTC))),
        extractor="fuzz",
        body=draw(texts),
        evidence=tuple(
            draw(
                st.lists(
                    st.builds(
                        FieldEvidence,
                        st.sampled_from(("published", "modified", "byline")),
                        raw_dates,
                        st.text(max_size=4),
                    ),
                    max_size=4,
                )
            )
        ),
    )


@st.composite
def readings(draw: st.DrawFn, body: str) -> Reading:
    """Anything that has the types of a reading, over the places of a body."""
    places = st.tuples(st.integers(0, len(body)), st.integers(0, len(body))).map(sorted)

    def spans() -> list[tuple[int, int]]:
        return sorted((start, end) for start, end in draw(st.lists(places, max_size=5)))

    units = st.sampled_from(
        (None, "percent", "percentage_point", "day", "week", "month", "year", "USD", "mile", "kilometer")
    )
    figures = tuple(
        Figure(
            body[start:end],
            start,
            end,
            draw(decimals),
            draw(st.none() | decimals),
            draw(units),
            draw(st.sampled_from(get_args(Hedge))),
            draw(st.none() | st.text(max_size=6)),
            draw(st.none() | st.sampled_from(("killed", "injured"))),
        )
        for start, end in spans()
    )
    dates = tuple(
        DateMention(
            body[start:end],
            start,
            end,
            draw(st.none() | days),
            draw(st.none() | days),
            draw(st.sampled_from(get_args(Granularity))),
            draw(st.none() | st.integers(0, 6)),
            draw(st.booleans()),
        )
        for start, end in spans()
    )
    claims = tuple(
        Claim(
            draw(ids),
            draw(ids),
            body[start:end],
            start,
            end,
            draw(st.sampled_from(get_args(ClaimKind))),
            figures[:1],
            dates[:1],
            draw(
                st.none()
                | st.builds(
                    Attribution,
                    st.none() | st.text(max_size=5),
                    st.just("said"),
                    st.just(""),
                    st.just(0),
                    st.just(0),
                    st.just("direct"),
                    st.sampled_from(get_args(SourceKind)),
                )
            ),
            draw(st.none() | st.text(max_size=5)),
            worth=draw(st.floats(0, 1)),
        )
        for start, end in spans()
    )
    return Reading(sentences_in(body), dates, figures, (), claims)


counts = st.integers(0, 5)
relations = st.builds(
    Relations,
    matches=st.lists(
        st.builds(
            Match,
            ids,
            ids,
            st.sampled_from(("supports", "conflicts", "related")),
            st.just(Span(0, 1, "x")),
            st.just(Span(0, 1, "y")),
            st.text(max_size=5),
        ),
        max_size=3,
    ).map(tuple),
    corroborations=st.lists(
        st.builds(
            Corroboration,
            ids,
            counts,
            st.builds(OriginCount, counts, counts, st.lists(st.text(max_size=5), max_size=2).map(tuple)),
            counts,
            st.lists(ids, max_size=3).map(tuple),
            st.lists(ids, max_size=3).map(tuple),
            st.lists(st.text(max_size=5), max_size=2).map(tuple),
        ),
        max_size=4,
    ).map(tuple),
)


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    reads = []
    for made in draw(st.lists(articles(), min_size=1, max_size=3)):
        reading = read(made) if draw(st.booleans()) else draw(readings(made.body))
        reads.append(ReadArticle(made, reading))
    checked_at = draw(st.datetimes(timezones=st.just(UTC)))
    revisions = {one.id: one for pair in pairwise(reads) if pair[0] != pair[1] for one in (compare(*pair),)}
    gone = Disappearance(reads[0].article.id, "", "", draw(st.sampled_from(get_args(MissingKind))), 200, checked_at, "")
    return Batch(tuple(reads), draw(relations), checked_at, draw(st.integers(1, 3)), tuple(revisions.values()), (gone,))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches())
def test_no_rule_raises_and_every_judgement_speaks(made: Batch) -> None:
    for rule in RULES:
        for row, judgement in (*rule.judged(made), *rule.unread(made)):
            assert judgement.outcome in ("pass", "fail", "unverifiable")
            assert judgement.message.strip()
            assert row.subject


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches())
def test_great_expectations_judges_any_batch_as_the_predicates_do(made: Batch) -> None:
    expected = [
        (rule.name, judgement.outcome) for rule in RULES for _, judgement in (*rule.unread(made), *rule.judged(made))
    ]
    found = [(finding.rule, finding.outcome) for finding in validate(made).findings]
    assert sorted(found) == sorted(expected)


def test_the_rows_of_a_long_article_cost_no_more_than_their_number() -> None:
    def cost(repeats: int) -> float:
        made = batch_of("12 people, including 5 children and 9 women; 30 % of the voters. " * repeats)
        started = time.process_time()
        for rule in RULES:
            list(rule.judged(made))
        return time.process_time() - started

    assert cost(4000) < 40 * max(cost(500), 0.01)


def batch_of(body: str) -> Batch:
    made = article(body)
    reading = Reading(sentences_in(body), dates_in(body, None), figures_in(body))
    return Batch((ReadArticle(made, reading),), Relations(), datetime(2025, 3, 10, tzinfo=UTC))
