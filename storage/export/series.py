"""Figures for one and the same thing, as several articles give it: what a chart shows side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from articles.model import Claim, Figure, Match, Moment, ReadArticle, Span

Place = tuple[str, int]
"""A figure by its claim and where it begins."""


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One article's figure: its value (to `upper`), its words, when the article came out, and who is cited for it."""

    article: str
    value: Decimal
    upper: Decimal | None
    words: str
    when: str
    authority: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures for one thing, by the time of their articles. `conflict` is whether some of them cannot both hold."""

    title: str
    points: tuple[SeriesPoint, ...]
    conflict: bool

    @property
    def agreed(self) -> bool:
        """Whether all of them give the same value."""
        return len({(point.value, point.upper) for point in self.points}) == 1


def series_in(reads: Sequence[ReadArticle], matches: Iterable[Match]) -> tuple[Series, ...]:
    """Return the series that two articles or more have figures in; those in conflict first, then the longest."""
    figures = {
        (claim.id, figure.start): (claim, figure)
        for read in reads
        for claim in read.reading.claims
        for figure in claim.figures
    }
    group: dict[Place, Place] = {}
    conflicts: set[Place] = set()
    for match in matches:
        a, b = (match.a, match.a_span.start), (match.b, match.b_span.start)
        if match.stance != "related" and _is(figures.get(a), match.a_span) and _is(figures.get(b), match.b_span):
            _join(group, a, b)
            if match.stance == "conflicts":
                conflicts |= {a, b}
    members: defaultdict[Place, list[Place]] = defaultdict(list)
    for place in group:
        members[_root(group, place)].append(place)
    times = {read.article.id: _when(read) for read in reads}
    found = [
        _series([figures[place] for place in places], times, conflict=any(place in conflicts for place in places))
        for places in members.values()
    ]
    several = [series for series in found if len({point.article for point in series.points}) > 1]
    return tuple(sorted(several, key=lambda series: (not series.conflict, -len(series.points), series.title)))


def _is(found: tuple[Claim, Figure] | None, span: Span) -> bool:
    return found is not None and found[1].end == span.end


def _root(group: dict[Place, Place], place: Place) -> Place:
    while group[place] != place:
        group[place] = group[group[place]]
        place = group[place]
    return place


def _join(group: dict[Place, Place], a: Place, b: Place) -> None:
    group.setdefault(a, a)
    group.setdefault(b, b)
    group[_root(group, a)] = _root(group, b)


def stated_words(moment: Moment) -> str:
    """Write a date as its page gives it, without seconds."""
    if moment.clock is None:
        return moment.day.isoformat()
    return f"{moment.day.isoformat()} {moment.clock.isoformat(timespec='minutes')}"


def _when(read: ReadArticle) -> tuple[str, str]:
    """Return what sorts an article by time, and its time in words."""
    article = read.article
    if article.published is not None:
        return article.published.instants()[0].isoformat(), stated_words(article.published)
    if article.fetched_at is not None:
        return article.fetched_at.isoformat(), f"fetched {article.fetched_at.date().isoformat()}"
    return "9999", "no date"


def _series(found: list[tuple[Claim, Figure]], times: dict[str, tuple[str, str]], *, conflict: bool) -> Series:
    found = sorted(found, key=lambda pair: (times[pair[0].article][0], pair[0].article, pair[1].start))
    one_each = {(claim.article, figure.value, figure.upper): (claim, figure) for claim, figure in reversed(found)}
    points = tuple(
        SeriesPoint(claim.article, figure.value, figure.upper, figure.text, times[claim.article][1], claim.authority)
        for claim, figure in found
        if one_each[claim.article, figure.value, figure.upper] == (claim, figure)
    )
    return Series(_title([figure for _, figure in found]), points, conflict)


def _title(figures: Sequence[Figure]) -> str:
    """Name what is counted in the words of the first that says so; nothing where none does."""
    counted = next((figure.counted for figure in figures if figure.counted), None)
    role = next((figure.role for figure in figures if figure.role), None)
    unit = next((figure.unit for figure in figures if figure.unit), None)
    words = [word for word in (counted, role if role != counted else None) if word]
    told = f", {unit.replace('_', ' ')}" if unit else ""
    return " ".join(words) + told if words else ""
