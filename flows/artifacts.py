"""What the Prefect UI shows of a run: a page for each story, the table of open flags, what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

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
    Severity,
    Story,
    Validation,
)
from articles.origins import wire_credit
from articles.relating.authorities import cited_in
from articles.relating.masked import masked_agency, shown_agency
from articles.relating.series import Series, series_of
from articles.relating.tolls import Count, toll_of
from flows.differences import revision_sections
from flows.markdown import cell, document, escaped, link, table
from flows.outcomes import MEANING, Outcome
from flows.run_report import RunReport
from flows.serve import INBOX_PATH
from flows.watching import FeedLine, WatchReport
from storage.findings import FlagRecord, StoryFlags
from storage.ledger import RuleRecord, Totals
from storage.matches import Pair
from storage.reviews import review_of

FLAGS_KEY = "open-flags"
EXPECTATIONS_KEY = "expectations"
DASHBOARD_KEY = "dashboard"
RUN_KEY = "check-articles"
WATCH_KEY = "watch"
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
CLAIMS_SHOWN = 25
OTHERS_SHOWN = 4
SERIES_SHOWN = 6
POINTS_SHOWN = 30
BAR = "█"
BAR_LENGTH = 24
FLAGS_SHOWN = 500
STORIES_NAMED = 40

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


def run_link(words: str, run: str) -> str:
    """Link to a run; its id is Prefect's, so nothing in it needs escaping."""
    return f"[{cell(words, limit=120)}](/v2/runs/flow-run/{run})"


def inbox_link() -> str:
    """Link to the reviews that wait."""
    return f"[the inbox]({INBOX_PATH})"


def story_key(story: str) -> str:
    """Name a story's artifact: the same from run to run."""
    return f"story-{story}"


def page_url(key: str) -> str:
    """Where the UI shows an artifact and its history, on whatever host the UI is."""
    return f"/v2/artifacts/key/{key}"


def page_link(words: str, key: str) -> str:
    """Link to an artifact from another; keys are ours, so nothing in them needs escaping."""
    return f"[{cell(words, limit=120)}]({page_url(key)})"


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


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many of something there are."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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


def quoted_words(flag: FlagRecord) -> str:
    """Return the article's own words that a flag is about, where it is about some."""
    return next((span.text for span in flag.evidence if span.start is not None), "")


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


def flags_markdown(stories: Sequence[StoryFlags], runs: Mapping[str, str]) -> str:
    """Introduce the table of open flags, with a link to each story that has some and to its review's run."""
    lines = [
        f"- {page_link(one.headline or 'no headline', story_key(one.story)) if one.story else '*no story*'}: "
        f"{_severities(one)}{_review_link(one, runs)}"
        for one in stories[:STORIES_NAMED]
    ]
    more = len(stories) - STORIES_NAMED
    if more > 0:
        lines.append(f"- and {counted(more, 'more story', 'more stories')}")
    return document(
        [
            f"{counted(sum(one.count for one in stories), 'open flag')} · {inbox_link()} · {page_link('dashboard', DASHBOARD_KEY)}",
            "\n".join(lines),
        ]
    )


def _review_link(flags: StoryFlags, runs: Mapping[str, str]) -> str:
    run = runs.get(review_of(flags.story or flags.article))
    return f" · {run_link('review', run)}" if run else ""


def _severities(flags: StoryFlags) -> str:
    return ", ".join(f"{count} {severity}" for severity in SEVERITIES if (count := flags.severities.get(severity)))


def flags_table(flags: Sequence[FlagRecord]) -> list[dict[str, str]]:
    """Lay out the open flags a row each; cells are escaped too, for one of the two UIs reads Markdown in them."""
    return [
        {
            "severity": flag.severity,
            "rule": flag.rule,
            "outlet": cell(flag.outlet or "not stated", limit=40),
            "words": cell(quoted_words(flag), limit=80),
            "what": cell(flag.message, limit=400),
            "headline": cell(flag.headline, limit=120),
            "flag": flag.id,
        }
        for flag in flags[:FLAGS_SHOWN]
    ]


def dashboard_markdown(
    at: datetime, kept: Totals, records: Sequence[RuleRecord], hours_to_decision: float | None
) -> str:
    """Show how the desk stands: what is open and decided, and how each rule has done."""
    waited = "none decided yet" if hours_to_decision is None else f"{hours_to_decision:.1f} hours"
    return document(
        [
            f"# The desk on {at.date().isoformat()}",
            table(
                ("", ""),
                (
                    ("articles", f"{kept.articles:,}"),
                    ("open flags", f"{kept.open:,}"),
                    ("decided", f"{kept.decided:,}"),
                    ("settled by themselves", f"{kept.settled:,}"),
                    ("median time to decision", waited),
                ),
            ),
            f"{page_link('open flags', FLAGS_KEY)} · {inbox_link()}",
            "## Rules\n\n"
            + table(
                (
                    "rule",
                    "fired",
                    "open",
                    "confirmed",
                    "false alarms",
                    "unresolved",
                    "no false alarm, of those decided",
                ),
                (
                    (
                        escaped(record.rule),
                        str(record.fired),
                        str(record.open),
                        str(record.confirmed),
                        str(record.false_alarms),
                        str(record.unresolved),
                        share_words(record.precision),
                    )
                    for record in records
                    if record.fired or record.confirmed or record.false_alarms or record.drawn
                ),
            ),
        ]
    )


def share_words(interval: tuple[float, float] | None) -> str:
    """Say the interval of a share in percent."""
    return "nothing decided" if interval is None else f"{interval[0]:.0%} to {interval[1]:.0%}"


def expectations_markdown(validations: Sequence[Validation]) -> str:
    """Show what Great Expectations was asked and what it answered: a table a suite."""
    return document(_validation_sections(validations))


def _validation_sections(validations: Sequence[Validation]) -> Iterator[str]:
    lines = [line for validation in validations for line in validation.expectations]
    yield (
        f"# What was expected\n\n{len(lines)} expectations over {sum(line.rows for line in lines)} rows: "
        f"{sum(line.passed for line in lines)} rows met them, {sum(line.failed for line in lines)} fell short, "
        f"{sum(line.unverifiable for line in lines)} could not be verified."
    )
    for validation in validations:
        mark = "✓" if validation.success else "✗"
        yield f"## {mark} {escaped(validation.suite)}\n\n" + table(
            ("rule", "expected", "severity", "rows", "met", "fell short", "unverifiable"),
            (
                (
                    escaped(line.rule),
                    escaped(line.expected),
                    line.severity,
                    str(line.rows),
                    str(line.passed),
                    f"**{line.failed}**" if line.failed else "0",
                    str(line.unverifiable),
                )
                for line in validation.expectations
            ),
        )


def run_markdown(report: RunReport, stories: Sequence[Story]) -> str:
    """Summarise a run: counts, links to its stories, and each input that could not be used."""
    return document(_run_sections(report, stories))


def _run_sections(report: RunReport, stories: Sequence[Story]) -> Iterator[str]:
    yield "# Checked\n\n" + table(
        ("", ""),
        (
            ("inputs", str(report.inputs)),
            ("articles", f"{len(report.articles)} ({report.new} new)"),
            ("stories", str(len(stories))),
            ("flags opened", str(report.flags_opened)),
            ("flags settled", str(report.flags_settled)),
            ("not usable", str(len(report.unreadable))),
        ),
    )
    yield f"{page_link('Open flags', FLAGS_KEY)} · {page_link('What was expected', EXPECTATIONS_KEY)}"
    if report.outcomes:
        ended = [(MEANING[Outcome(name)], str(count)) for name, count in report.outcomes if count]
        yield "## How the inputs ended\n\n" + table(("", ""), (*ended, ("together", str(report.inputs))))
    if stories:
        yield "## Stories\n\n" + "\n".join(
            f"- {page_link(story.headline, story_key(story.id))}" for story in stories[:FLAGS_SHOWN]
        )
    if report.unreadable:
        yield "## Could not be used\n\n" + "\n".join(
            f"- **{escaped(problem.input)}**: {escaped(problem.problem)}; {escaped(problem.advice)}"
            for problem in report.unreadable[:FLAGS_SHOWN]
        )


def watch_markdown(report: WatchReport) -> str:
    """Summarise a watch: counts, a line for each feed that was asked, and what could not be used."""
    return document(_watch_sections(report))


def _watch_sections(report: WatchReport) -> Iterator[str]:
    found = report.found
    yield "# Watched\n\n" + table(
        ("", ""),
        (
            ("feeds", str(len(found.feeds))),
            ("pages never met before", str(found.new)),
            ("checked, new or due again", str(report.due)),
            ("not usable", str(len(found.problems))),
        ),
    )
    yield f"{page_link('What was checked', RUN_KEY)} · {page_link('Open flags', FLAGS_KEY)}"
    if found.feeds:
        lines = [
            (escaped(line.url), escaped(line.kind or ""), feed_answer(line), str(line.listed), str(line.new))
            for line in found.feeds[:FLAGS_SHOWN]
        ]
        yield "## Feeds\n\n" + table(("feed", "kind", "answer", "lists", "new"), lines)
    if found.problems:
        yield "## Could not be used\n\n" + "\n".join(
            f"- **{escaped(problem.input)}**: {escaped(problem.problem)}; {escaped(problem.advice)}"
            for problem in found.problems[:FLAGS_SHOWN]
        )


def feed_answer(line: FeedLine) -> str:
    """Say in words how a feed answered."""
    if line.answer == "waits":
        return "failed lately, not asked"
    return f"read, {line.changed} changed" if line.changed else line.answer
