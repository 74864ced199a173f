"""What the Prefect UI shows beside the pages of stories: open flags, what was expected, how the desk stands, what a run did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from articles.model import (
    Severity,
    Story,
    Validation,
)
from flows.markdown import cell, document, escaped, table
from flows.outcomes import MEANING, Outcome
from flows.run_report import RunReport
from flows.serve import INBOX_PATH
from flows.watching import FeedLine, WatchReport
from storage.findings import FlagRecord, StoryFlags
from storage.ledger import RuleRecord, Totals
from storage.reviews import review_of

FLAGS_KEY = "open-flags"
EXPECTATIONS_KEY = "expectations"
DASHBOARD_KEY = "dashboard"
RUN_KEY = "check-articles"
WATCH_KEY = "watch"
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
FLAGS_SHOWN = 200
STORIES_SHOWN = 200
"""Stories that a run makes pages of, as many as flags are shown, whose links lead there: each takes Prefect's server twenty
milliseconds, and nobody reads more after one run."""
STORIES_NAMED = 40


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


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many of something there are."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quoted_words(flag: FlagRecord) -> str:
    """Return the article's own words that a flag is about, where it is about some."""
    return next((span.text for span in flag.evidence if span.start is not None), "")


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
            f"- {page_link(story.headline, story_key(story.id))}" for story in stories[:STORIES_SHOWN]
        )
        if (more := len(stories) - STORIES_SHOWN) > 0:
            yield f"and {counted(more, 'more story', 'more stories')} with lesser flags or none, in the export"
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
