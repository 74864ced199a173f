"""The page of a story in the Prefect UI: where it comes from, who says what, and what needs a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from articles.corroboration import COPIES
from articles.model import (
    Article,
    Claim,
    Corroboration,
    Disappearance,
    Finding,
    Link,
    ReadArticle,
    Relations,
    Revision,
    Story,
)
from articles.origins import wire_credit
from articles.relating.authorities import cited_in
from articles.relating.masked import masked_agency, shown_agency
from articles.relating.series import Series, series_of
from articles.relating.tolls import Count, toll_of
from flows.artifacts import (
    EXPECTATIONS_KEY,
    FLAGS_KEY,
    FLAGS_SHOWN,
    counted,
    inbox_link,
    page_link,
    quoted_words,
    run_link,
)
from flows.differences import revision_sections
from flows.markdown import document, escaped, link, table
from storage.findings import FlagRecord
from storage.matches import Pair

CLAIMS_SHOWN = 25
OTHERS_SHOWN = 4
SERIES_SHOWN = 6
POINTS_SHOWN = 30
BAR = "█"
BAR_LENGTH = 24

SUGGESTED = "*What supports and contradicts a claim is suggested by the program until a reviewer confirms it.*"


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that is known of one story."""

    story: Story
    reads: tuple[ReadArticle, ...]
    relations: Relations
    findings: tuple[Finding, ...]
    flags: tuple[FlagRecord, ...]
    revisions: tuple[Revision, ...] = ()
    disappearances: tuple[Disappearance, ...] = ()
    review_run: str | None = None
    confirmed: Mapping[Pair, str] = field(default_factory=dict)
    """Who confirmed that two claims are about the same thing, by the pair."""


def story_markdown(page: StoryPage) -> str:
    """Lay out a story: counts, provenance cards, claims with who supports and contradicts them, links, findings."""
    return document(_story_sections(page))


def story_introduction(page: StoryPage) -> str:
    """Say in one line what a story has."""
    outlets = {read.article.outlet.name for read in page.reads if read.article.outlet}
    open_flags = sum(flag.status == "open" for flag in page.flags)
    return f"{counted(len(page.reads), 'article')} · {counted(len(outlets), 'outlet')} · {counted(open_flags, 'open flag')}"


def _story_sections(page: StoryPage) -> Iterator[str]:
    names = {read.article.id: _name(read.article) for read in page.reads}
    for revision in reversed(page.revisions):
        names.setdefault(revision.earlier, names.get(revision.later, "an earlier copy"))
    claims = {claim.id: claim for read in page.reads for claim in read.reading.claims}
    corroborations = {found.claim: found for found in page.relations.corroborations}
    open_flags = [flag for flag in page.flags if flag.status == "open"]
    decided = [flag for flag in page.flags if flag.status == "decided"]
    yield f"# {escaped(page.story.headline, limit=200)}"
    yield (
        f"{story_introduction(page)} · {page_link('all open flags', FLAGS_KEY)} · "
        f"{page_link('what was expected', EXPECTATIONS_KEY)}"
    )
    if page.review_run:
        yield f"**{run_link('Review this story', page.review_run)}** (open it and choose Resume) · {inbox_link()}"
    if open_flags:
        yield "## What needs a person\n\n" + "\n".join(_flag_item(flag, names) for flag in open_flags[:FLAGS_SHOWN])
    if decided:
        yield "## What was decided\n\n" + "\n".join(_decided_item(flag, names) for flag in decided[:FLAGS_SHOWN])
    yield from revision_sections(page.revisions, page.disappearances, names)
    yield "## Where it comes from"
    for read in page.reads:
        yield _provenance_card(read.article, _agency(read.article, page))
    yield from _series_sections(series_of(page.reads, page.relations))
    yield from _toll_section(page)
    yield from _cited_section(page.reads)
    if page.relations.links:
        yield "## Who took from whom\n\n" + _links_table(page.relations.links, names)
    if page.relations.matches:
        yield SUGGESTED
    yield from _claims_section(page, claims, corroborations, names)
    fails = [finding for finding in page.findings if finding.outcome == "fail"]
    undecided = [finding for finding in page.findings if finding.outcome == "unverifiable"]
    passes = sum(finding.outcome == "pass" for finding in page.findings)
    yield f"## Findings\n\n{len(fails)} fail · {len(undecided)} unverifiable · {passes} pass"
    if undecided:
        yield "### Could not be verified\n\n" + table(
            ("rule", "where", "why"),
            (
                (escaped(finding.rule), names.get(finding.article, ""), escaped(finding.message))
                for finding in undecided[:CLAIMS_SHOWN]
            ),
        )


def _series_sections(series: Sequence[Series]) -> Iterator[str]:
    """Chart each count that changed while it was told: bars of text, which both of Prefect's UIs show."""
    changed = [one for one in series if len(one.values()) > 1][:SERIES_SHOWN]
    if changed:
        yield "## How the counts went"
    for one in changed:
        most = max(abs(point.figure.value) for point in one.points) or 1
        shown = one.points[:POINTS_SHOWN]
        lines = table(
            ("as of", "value", "", "outlet", "on whose word", "origin"),
            (
                (
                    escaped(point.as_of, limit=40) or "*no date*",
                    escaped(point.figure.text, limit=40),
                    BAR * max(1, round(abs(point.figure.value) / most * BAR_LENGTH)),
                    escaped(point.outlet, limit=60),
                    escaped(point.authority, limit=60) if point.authority else "*nobody named*",
                    str(point.origin),
                )
                for point in shown
            ),
        )
        more = len(one.points) - len(shown)
        yield f"### {escaped(one.what, limit=80)}\n\n{lines}" + (f"\n\n*and {more} more*" if more else "")


def _toll_section(page: StoryPage) -> Iterator[str]:
    """Set side by side, in order of time, how many killed and injured each report counts, where two or more count any."""
    if len(page.reads) < 2:
        return
    reads = sorted(page.reads, key=lambda read: page.story.articles.index(read.article.id))
    tolls = [(read.article, toll_of(read.reading, read.article.headline)) for read in reads]
    counted_by = [(article, toll) for article, toll in tolls if toll.killed or toll.injured]
    if len(counted_by) > 1:
        yield "## Killed and injured, as each report counts them\n\n" + table(
            ("", "published", "killed", "injured"),
            (
                (_name(article), str(article.published or ""), _people(toll.killed), _people(toll.injured))
                for article, toll in counted_by
            ),
        )


def _people(count: Count | None) -> str:
    return "" if count is None else f"{count.people:,}"


def _cited_section(reads: Sequence[ReadArticle]) -> Iterator[str]:
    """Count who is cited, for each article and the whole story."""
    rows = [(_name(read.article), cited_in(read.reading.claims)) for read in reads]
    rows = [(name, cited) for name, cited in rows if cited.claims]
    if not rows:
        return
    if len(rows) > 1:
        rows.append(("**the story**", cited_in([claim for read in reads for claim in read.reading.claims])))
    yield "## Who is cited\n\n" + table(
        ("", "claims", "authorities named", "claims on unnamed authorities", "claims on nobody's word"),
        (
            (
                name,
                str(cited.claims),
                f"{len(cited.named)}: {escaped(', '.join(cited.named), limit=160)}" if cited.named else "0",
                str(cited.anonymous),
                str(cited.absent),
            )
            for name, cited in rows
        ),
    )


def _flag_item(flag: FlagRecord, names: Mapping[str, str]) -> str:
    lines = [f"- **{flag.severity} · {escaped(flag.rule)}** · {names.get(flag.article, '')}"]
    if words := quoted_words(flag):
        lines.append(f"    - “{escaped(words, limit=300)}”")
    lines.append(f"    - {escaped(flag.message)}")
    return "\n".join(lines)


def _decided_item(flag: FlagRecord, names: Mapping[str, str]) -> str:
    lines = [_flag_item(flag, names)]
    lines += [
        f"    - **{escaped(said.verdict)}**, {escaped(said.reviewer, limit=80)}, "
        f"{escaped(said.decided_at.isoformat(timespec='minutes'))}: {escaped(said.reason)}"
        for said in flag.decisions
    ]
    return "\n".join(lines)


def _name(article: Article) -> str:
    return escaped(article.outlet.name if article.outlet else "outlet not stated", limit=60)


def _agency(article: Article, page: StoryPage) -> str:
    """Say which agency an article credits, or which its text shows where the credit is gone."""
    credited = wire_credit(article)
    if credited:
        return escaped(credited)
    others = {read.article.id: read.article for read in page.reads}
    name = article.id
    known = [
        (others[other], link)
        for link in page.relations.links
        if name in {link.a, link.b} and (other := link.b if link.a == name else link.a) in others
    ]
    copied = any(link.kind in COPIES for _, link in known)
    found = masked_agency(article, known) if copied else shown_agency(article, known)
    if found is None:
        return "*none*"
    shown = "not credited; shown by" if found.strength == "proven" else "not credited; likely by its style, as in"
    return f"{escaped(found.agency)} ({shown} “{escaped(found.words, limit=80)}”)"


def _provenance_card(article: Article, agency: str) -> str:
    outlet = article.outlet
    rows = [
        ("Outlet", escaped(outlet.name) if outlet else "*not stated*"),
        ("Owner", escaped(outlet.owner) if outlet and outlet.owner else "*not known*"),
        ("Headline", escaped(article.headline) if article.headline else "*not stated*"),
        ("Byline", escaped(", ".join(article.byline)) if article.byline else "*not stated*"),
        ("Dateline", escaped(article.dateline) if article.dateline else "*none*"),
        ("Agency credited", agency),
        ("Published", escaped(str(article.published)) if article.published else "*not stated*"),
        ("Modified", escaped(str(article.modified)) if article.modified else "*not stated*"),
        ("Fetched", escaped(article.fetched_at.isoformat(timespec="seconds")) if article.fetched_at else "*unknown*"),
        ("Address", link(article.final_url, article.final_url)),
        ("SHA\\-256", f"`{article.sha256}`"),
        ("Evidence", f"{len(article.evidence)} candidate values, {sum(e.chosen for e in article.evidence)} chosen"),
    ]
    if outlet and outlet.wire:
        rows.insert(2, ("Kind", "wire agency"))
    return f"### {_name(article)}\n\n" + table(("field", "value"), rows)


def _links_table(links: Sequence[Link], names: Mapping[str, str]) -> str:
    return table(
        ("one", "other", "link", "strength", "the words that show it"),
        (
            (names.get(found.a, "?"), names.get(found.b, "?"), found.kind, found.strength, escaped(found.words))
            for found in links[: CLAIMS_SHOWN * 2]
        ),
    )


def _claims_section(
    page: StoryPage,
    claims: Mapping[str, Claim],
    corroborations: Mapping[str, Corroboration],
    names: Mapping[str, str],
) -> Iterator[str]:
    for read in page.reads:
        ranked = sorted(read.reading.claims, key=lambda claim: (-claim.worth, claim.start))
        if not ranked:
            continue
        lines = [
            _claim_item(claim, corroborations.get(claim.id), claims, names, page.confirmed)
            for claim in ranked[:CLAIMS_SHOWN]
        ]
        if len(ranked) > CLAIMS_SHOWN:
            lines.append(f"*and {len(ranked) - CLAIMS_SHOWN} more, in the export*")
        yield f"## Claims in {_name(read.article)}\n\n" + "\n".join(lines)


def _claim_item(
    claim: Claim,
    found: Corroboration | None,
    claims: Mapping[str, Claim],
    names: Mapping[str, str],
    confirmed: Mapping[Pair, str],
) -> str:
    facts = [f"said by **{escaped(claim.authority, limit=80)}**" if claim.authority else "*attributed to nobody*"]
    if found is not None:
        facts += [
            counted(found.outlets, "outlet"),
            f"{origins_words(found)} origin{'' if found.origins.at_most == 1 else 's'}",
            counted(found.authorities, "authority", "authorities"),
        ]
    lines = [f"- {escaped(claim.text, limit=400)}", f"    - {' · '.join(facts)}"]
    if found is not None:
        by = {other: who for pair, who in confirmed.items() if claim.id in pair for other in pair if other != claim.id}
        lines += [f"    - supported by {said}" for said in _others(found.supports, claims, names, by)]
        lines += [f"    - **contradicted** by {said}" for said in _others(found.conflicts, claims, names, by)]
        lines += [f"    - {escaped(reason)}" for reason in (*found.origins.reasons, *found.reasons)[:OTHERS_SHOWN]]
    return "\n".join(lines)


def origins_words(found: Corroboration) -> str:
    """Say an interval of origins in words."""
    least, most = found.origins.at_least, found.origins.at_most
    return str(least) if least == most else f"{least} to {most}"


def _others(
    ids: Sequence[str], claims: Mapping[str, Claim], names: Mapping[str, str], confirmed: Mapping[str, str]
) -> list[str]:
    known = [other for other in ids if other in claims]
    said = [
        f"**{names.get(claims[other].article, '?')}**: {escaped(claims[other].text, limit=200)}"
        + (f" *(confirmed by {escaped(confirmed[other], limit=60)})*" if other in confirmed else "")
        for other in known[:OTHERS_SHOWN]
    ]
    more = len(known) - OTHERS_SHOWN
    return [*said, f"{more} more"] if more > 0 else said
