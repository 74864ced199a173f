"""The report of an export: one page of HTML that an editor can read, print and pass on, and that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from articles.claims import WORTH_CHECKING
from articles.model import Article, Claim, Corroboration, EvidenceSpan, Link, ReadArticle
from storage.export.charts import Edge, Mark, Point, graph, track
from storage.export.dossiers import Dossier, Heading, captures_of, outlet_of
from storage.export.series import Series, SeriesPoint, series_in, stated_words
from storage.findings import FlagRecord

FOLDER = Path(__file__).parent
CLAIMS_SHOWN = 12
"""Rows of the claim table that are open; the rest can be unfolded, and are printed."""

REASONS_SHOWN = 3
MUCH_LATER, BREAK = 2, 0.8
"""Captures made later than so many times the span of publication are drawn apart, behind this part of the line."""

MESSAGE_SHOWN = 320
LONGEST = 600
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What text could hide or turn round other text with."""


def plain(value: object) -> str:
    """Take out of text what does not print or turns its direction; cut what is too long to be read."""
    text = CONTROLS.sub("\ufffd", str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


@dataclass(slots=True)
class Report:
    """A report while it is written, a dossier at a time."""

    found: Sequence[Heading]
    program: str
    scope: str
    entries: int
    head: str
    as_of: datetime
    outcomes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def html(self, dossiers: Iterator[Dossier]) -> Iterator[str]:
        """Yield the page piece by piece."""
        style = (FOLDER / "report.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
        environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=lambda value: value if isinstance(value, Markup) else plain(value),
        )
        yield from environment.get_template("report.html.j2").generate(
            style=Markup(style),  # noqa: S704  our own file
            style_digest=digest,
            report=self,
            stories=[heading for heading in self.found if heading.headline],
            alone=sum(not heading.headline for heading in self.found),
            dossiers=(self._chapter(dossier) for dossier in dossiers),
            as_of=_moment(self.as_of),
        )

    def rules(self) -> list[tuple[str, Counter[str]]]:
        """Return how often each rule found what, once every dossier is written."""
        return sorted(self.outcomes.items())

    def _chapter(self, dossier: Dossier) -> dict[str, Any]:
        for finding in dossier.findings:
            self.outcomes[finding.rule][finding.outcome] += 1
        reads = {read.article.id: read for read in dossier.reads}
        families = _families(dossier, reads)
        several = series_in(dossier.reads, dossier.relations.matches)
        worth = [family for family in families if family["worth"]]
        return {
            "id": dossier.id,
            "alone": len(dossier.reads) == 1,
            "headline": dossier.headline,
            "articles": [_provenance(dossier, read.article) for read in dossier.reads],
            "outlets": len({outlet_of(read.article) for read in dossier.reads}),
            "captures": sum(map(len, dossier.captures.values())),
            "open": [_flag(flag, reads) for flag in dossier.flags if flag.status == "open"],
            "decided": [_flag(flag, reads) for flag in dossier.flags if flag.decisions],
            "claims": worth[:CLAIMS_SHOWN],
            "more_claims": worth[CLAIMS_SHOWN:] + [family for family in families if not family["worth"]],
            "series": [_series(series, reads) for series in several if series.conflict or not series.agreed],
            "agreed": [_agreed(series) for series in several if series.agreed and not series.conflict],
            "timeline": _timeline(dossier),
            "copies": _copies(dossier, reads),
            "unverifiable": sum(finding.outcome == "unverifiable" for finding in dossier.findings),
        }


def _moment(at: datetime | None) -> str:
    return "unknown" if at is None else at.astimezone(UTC).strftime("%-d %b %Y %H:%M UTC")


def _provenance(dossier: Dossier, article: Article) -> dict[str, Any]:
    outlet = article.outlet
    return {
        "outlet": outlet_of(article),
        "kind": "wire agency"
        if outlet and outlet.wire
        else f"owned by {outlet.owner}"
        if outlet and outlet.owner
        else "",
        "headline": article.headline or "no headline",
        "byline": ", ".join(article.byline) or "no byline",
        "dateline": article.dateline,
        "published": stated_words(article.published) if article.published else "not stated",
        "modified": stated_words(article.modified) if article.modified else "",
        "url": article.final_url,
        "web": article.final_url.startswith(("https://", "http://")),
        "sha256": article.sha256,
        "fetched": [_moment(capture.fetched_at) for capture in captures_of(dossier, article)],
    }


# -- flags -----------------------------------------------------------------------------------------


def _flag(flag: FlagRecord, reads: dict[str, ReadArticle]) -> dict[str, Any]:
    return {
        "severity": flag.severity,
        "rule": flag.rule,
        "outlet": outlet_of(reads[flag.article].article),
        "message": _opening(flag.message),
        "quotations": _quotations(flag.evidence, reads),
        "decisions": [
            {
                "verdict": said.verdict,
                "reviewer": said.reviewer,
                "reason": said.reason,
                "at": _moment(said.decided_at),
                "urls": said.evidence_urls,
                "current": said.current,
            }
            for said in flag.decisions
        ],
    }


def _opening(message: str) -> str:
    """Cut a long message after a sentence, else after a word; the table of findings has all of it."""
    if len(message) <= MESSAGE_SHOWN:
        return message
    shown = message[:MESSAGE_SHOWN]
    end = shown.rfind(". ") + 1 or shown.rfind(" ")
    return f"{shown[:end] if end > 0 else shown} …"


def _quotations(spans: Sequence[EvidenceSpan], reads: dict[str, ReadArticle]) -> list[dict[str, Any]]:
    """Quote each span within its sentence, the same words once with all who print them."""
    quoted: defaultdict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for span in spans:
        if span.text:
            before, words, after, place = _quotation(span, reads)
            quoted[before, words, after][place] = None
    return [
        {"before": before, "words": words, "after": after, "places": list(places)}
        for (before, words, after), places in quoted.items()
    ]


def _quotation(span: EvidenceSpan, reads: dict[str, ReadArticle]) -> tuple[str, str, str, str]:
    """Return what stands before a span in its sentence, its words, what stands after, and where that is."""
    read = reads.get(span.article)
    if read is None or span.start is None or span.end is None:
        return "", span.text, "", span.where
    body = read.article.body
    around = [
        sentence for sentence in read.reading.sentences if sentence.start < span.end and span.start < sentence.end
    ]
    begin = min([span.start, *(sentence.start for sentence in around)])
    end = max([span.end, *(sentence.end for sentence in around)])
    return body[begin : span.start], body[span.start : span.end], body[span.end : end], outlet_of(read.article)


# -- claims ----------------------------------------------------------------------------------------


def _families(dossier: Dossier, reads: dict[str, ReadArticle]) -> list[dict[str, Any]]:
    """Put claims that support each other on one row, those in conflict and worth most first."""
    claims = {claim.id: claim for read in dossier.reads for claim in read.reading.claims}
    counts = {found.claim: found for found in dossier.relations.corroborations}
    group = {claim: claim for claim in claims}
    for match in dossier.relations.matches:
        if match.stance == "supports" and match.a in claims and match.b in claims:
            old, new = group[match.a], group[match.b]
            if old != new:
                group |= {claim: new for claim, name in group.items() if name == old}
    families: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim, name in group.items():
        families[name].append(claims[claim])
    rows = [_family(members, counts, claims, reads) for members in families.values()]
    rows.sort(key=lambda row: (not row["conflicts"], -row["rank"], -row["outlets"], row["id"]))
    return rows


def _family(
    members: list[Claim],
    counts: dict[str, Corroboration],
    claims: dict[str, Claim],
    reads: dict[str, ReadArticle],
) -> dict[str, Any]:
    members = sorted(members, key=lambda claim: (-claim.worth, claim.id))
    first = members[0]
    found = max(
        (counts[claim.id] for claim in members if claim.id in counts), key=lambda one: one.outlets, default=None
    )
    against = dict.fromkeys(
        other for claim in members if claim.id in counts for other in counts[claim.id].conflicts if other in claims
    )
    return {
        "id": first.id,
        "text": first.text,
        "outlet": outlet_of(reads[first.article].article),
        "authority": first.authority or "nobody named",
        "others": sorted({outlet_of(reads[claim.article].article) for claim in members[1:]}),
        "outlets": found.outlets if found else 1,
        "origins": _interval(found) if found else "1",
        "single": found is None or found.origins.at_least < 2,
        "authorities": found.authorities if found else int(first.authority is not None),
        "reasons": list(dict.fromkeys((*found.reasons, *found.origins.reasons))) if found else [],
        "reasons_shown": REASONS_SHOWN,
        "conflicts": [
            {"text": claims[other].text, "outlet": outlet_of(reads[claims[other].article].article)} for other in against
        ],
        "rank": first.worth,
        "worth": first.worth >= WORTH_CHECKING or bool(against),
    }


def _interval(found: Corroboration) -> str:
    least, most = found.origins.at_least, found.origins.at_most
    return str(least) if least == most else f"{least}–{most}"


# -- pictures --------------------------------------------------------------------------------------


def _series(series: Series, reads: dict[str, ReadArticle]) -> dict[str, Any]:
    """Draw a series a value a line, with everybody who gives it."""
    low = min(point.value for point in series.points)
    high = max(point.upper or point.value for point in series.points)
    width = high - low
    by_value: defaultdict[tuple[Decimal, Decimal | None], list[SeriesPoint]] = defaultdict(list)
    for point in series.points:
        by_value[point.value, point.upper].append(point)
    most = max(map(len, by_value.values()))
    rows = []
    for (value, upper), points in by_value.items():
        mark: Mark = "same" if len(points) == most else "differs"
        at = float((value - low) / width) if width else 0.5
        reach = float((upper - low) / width) if upper is not None and width else None
        outlets = list(dict.fromkeys(outlet_of(reads[point.article].article) for point in points))
        rows.append(
            {
                "outlets": outlets,
                "since": points[0].when,
                "words": points[0].words,
                "authorities": sorted({point.authority for point in points if point.authority}),
                "track": track([Point(at, mark, f"{', '.join(outlets)}: {points[0].words}", reach)]),
            }
        )
    return {
        "title": series.title or series.points[0].words,
        "rows": rows,
        "low": f"{low:f}",
        "high": f"{high:f}",
        "conflict": series.conflict,
    }


def _agreed(series: Series) -> str:
    counted = f"{series.title}; " if series.title else ""
    return f"{series.points[0].words} ({counted}{len({point.article for point in series.points})} articles)"


def _timeline(dossier: Dossier) -> dict[str, Any] | None:
    rows: list[tuple[str, list[tuple[datetime, Mark, str]]]] = []
    by_address: defaultdict[str, list[Article]] = defaultdict(list)
    for read in dossier.reads:
        by_address[read.article.address].append(read.article)
    for revisions in by_address.values():
        marks: dict[tuple[datetime, Mark, str], None] = {}
        for article in revisions:
            for stated, mark in ((article.published, "published"), (article.modified, "modified")):
                if stated is not None:
                    marks[stated.instants()[0].replace(tzinfo=UTC), mark, f"{mark} {stated_words(stated)}"] = None  # type: ignore[index]  # the tuple above holds marks
            for capture in captures_of(dossier, article):
                marks[capture.fetched_at, "fetched", f"fetched {_moment(capture.fetched_at)}"] = None
        name = outlet_of(revisions[0]) + (f" ({len(revisions)} versions)" if len(revisions) > 1 else "")
        rows.append((name, sorted(marks)))
    moments = sorted(at for _, marks in rows for at, mark, _ in marks if mark != "fetched")
    fetched = sorted(at for _, marks in rows for at, mark, _ in marks if mark == "fetched")
    if not moments and not fetched:
        return None
    apart = bool(moments and fetched) and fetched[0] - moments[-1] > MUCH_LATER * (moments[-1] - moments[0])
    ends = [moments[0], moments[-1], fetched[-1]] if apart else [min(moments + fetched), max(moments + fetched)]
    return {
        "ends": [_moment(at) for at in ends],
        "apart": apart,
        "rows": [
            {
                "outlet": name,
                "track": track(
                    [
                        Point(
                            _along(at, ends[0], ends[1]) * (BREAK if apart else 1.0)
                            if mark != "fetched" or not apart
                            else 1.0 - (1.0 - BREAK) / 2 * (1.0 - _along(at, fetched[0], fetched[-1])),
                            mark,
                            f"{name}: {said}",
                        )
                        for at, mark, said in marks
                    ]
                ),
            }
            for name, marks in rows
        ],
    }


def _along(at: datetime, begin: datetime, end: datetime) -> float:
    width = (end - begin).total_seconds()
    return (at - begin).total_seconds() / width if width else 0.5


def _copies(dossier: Dossier, reads: dict[str, ReadArticle]) -> dict[str, Any] | None:
    links = [link for link in dossier.relations.links if link.a in reads and link.b in reads]
    if not links:
        return None
    joined = {article for link in links for article in (link.a, link.b)}
    order = [read.article.id for read in dossier.reads if read.article.id in joined]
    place = {article: number for number, article in enumerate(order)}
    names = [outlet_of(reads[article].article) for article in order]
    pairs: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for link in links:
        pairs[link.a, link.b].append(link)
    edges = []
    for (a, b), found in sorted(pairs.items()):
        copier = next((link.copier for link in found if link.copier), None)
        taken_from = None if copier is None else place[b if copier == a else a]
        edges.append(Edge(place[a], place[b], any(link.strength == "proven" for link in found), taken_from))
    return {
        "graph": graph(names, edges, f"{len(names)} articles and {len(edges)} links between them"),
        "links": _links(links, {article: names[number] for article, number in place.items()}),
    }


def _links(links: Sequence[Link], names: dict[str, str]) -> list[dict[str, str]]:
    """Say once what several pairs of articles have in common: ten copies of one text are 45 pairs."""
    shared: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for link in links:
        shared.setdefault((link.kind, link.strength, link.words), []).append((link.a, link.b))
    rows = []
    for (kind, strength, words), pairs in shared.items():
        begin = {"kind": kind, "strength": strength, "words": words}
        told = list(dict.fromkeys(article for pair in pairs for article in pair))
        if len(pairs) == len(told) * (len(told) - 1) // 2:
            rows.append(begin | {"one": names[told[0]], "other": ", ".join(names[article] for article in told[1:])})
            continue
        others: dict[str, list[str]] = {}
        for one, other in pairs:
            others.setdefault(one, []).append(names[other])
        rows += [begin | {"one": names[one], "other": ", ".join(linked)} for one, linked in others.items()]
    return rows
