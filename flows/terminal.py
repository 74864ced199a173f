"""What a person sees in the terminal: tables, a progress bar, one line a problem. Article text cannot style it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from articles.model import Outlet, Severity
from flows.artifacts import counted, feed_answer, quoted_words
from flows.markdown import plain
from storage.findings import FlagRecord

if TYPE_CHECKING:
    from articles.ownership import Tie
    from flows.contract import Answer
    from flows.contract_revisions import ChangePart
    from flows.verify import Verdict
    from flows.watching import WatchReport

SEVERITY_STYLE: dict[Severity, str] = {"high": "bold red", "medium": "yellow", "low": "cyan"}
QUOTED = 140
"""Characters of an article that are quoted beside a flag."""
REVISIONS_SHOWN = 12
CHANGES_SHOWN = 4
BESIDE = 32
"""Characters of a sentence that are shown on either side of a change."""
REMOVED, ADDED = "red strike", "bold green"
STAGES: dict[str, str] = {
    "start": "starting Prefect",
    "watch": "asking feeds",
    "fetch": "fetching",
    "extract": "reading",
    "relate": "relating",
    "validate": "checking",
    "report": "reporting",
}


class Progressing:
    """A progress bar on standard error, one line a stage; on a pipe, nothing."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._lines: dict[str, TaskID] = {}
        self._last: dict[str, tuple[int, int]] = {}
        self._before: dict[str, int] = {}
        """What the batches before the present one had to do in each stage."""

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def advance(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` of a batch are through `stage`, with what earlier batches had before it."""
        last_done, last_total = self._last.get(stage, (0, 0))
        if done < last_done or last_done == last_total:
            self._before[stage] = self._before.get(stage, 0) + last_total
        self._last[stage] = (done, total)
        before = self._before[stage]
        if stage != "start" and "start" in self._lines:
            self._progress.update(self._lines["start"], completed=1)
        if stage not in self._lines:
            self._lines[stage] = self._progress.add_task(STAGES[stage], total=before + total)
        self._progress.update(self._lines[stage], completed=before + done, total=before + total)


def text(words: str | None, style: str = "") -> Text:
    """Show untrusted words: on one line, without control characters, without markup."""
    return Text(plain(words or ""), style=style)


def flags_view(flags: Sequence[FlagRecord], *, brief: bool = False) -> RenderableType:
    """Lay out flags so that 80 columns hold them: a heading an article, below it what was said and what is wrong.

    `brief` leaves out what would settle each.
    """
    if not flags:
        return Text("No flags.", style="green")
    by_article: dict[str, list[FlagRecord]] = {}
    for flag in flags:
        by_article.setdefault(flag.article, []).append(flag)
    return Group(*chain.from_iterable(_article_flags(group, brief=brief) for group in by_article.values()))


def _article_flags(flags: Sequence[FlagRecord], *, brief: bool) -> tuple[RenderableType, ...]:
    first = flags[0]
    heading = Text.assemble(
        text(first.outlet or "outlet not stated", "bold"), "  ", text(first.headline or first.url, "italic")
    )
    heading.truncate(78, overflow="ellipsis")
    table = Table(box=None, show_header=False, expand=True, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("severity", no_wrap=True, width=8)
    table.add_column("rule", width=20, overflow="fold")
    table.add_column("what", ratio=1, overflow="fold")
    quoted = ""
    for flag in _by_claim(flags):
        words = plain(quoted_words(flag))
        table.add_row(
            Text(flag.severity, style=SEVERITY_STYLE[flag.severity]),
            text(flag.rule),
            Group(*_what(flag, words if words != quoted else "", brief=brief)),
        )
        quoted = words
    return (heading, table, Text(""))


def _by_claim(flags: Sequence[FlagRecord]) -> Iterator[FlagRecord]:
    """Bring together what is said of one claim, the claim with the gravest flag first."""
    claims: dict[str, list[FlagRecord]] = {}
    for flag in flags:
        claims.setdefault(flag.claim or flag.id, []).append(flag)
    return chain.from_iterable(claims.values())


def _what(flag: FlagRecord, words: str, *, brief: bool) -> Iterator[Text]:
    if words:
        most = QUOTED // 2 if brief else QUOTED
        shown = words if len(words) <= most else words[: most - 1].rstrip() + "…"
        yield text(f"“{shown}”", "italic")
    yield text(flag.message.partition(". ")[0] + "." if brief and ". " in flag.message else flag.message)
    for decision in flag.decisions[-1:]:
        day = decision.decided_at.date().isoformat()
        yield text(f"{decision.verdict}, {decision.reviewer}, {day}: {decision.reason}", "green")
    if flag.status == "settled":
        yield text("settled: the finding no longer stands", "dim")


def counts_line(flags: Sequence[FlagRecord]) -> Text:
    """Say how many flags of each severity there are."""
    counts = Counter(flag.severity for flag in flags)
    order: tuple[Severity, ...] = ("high", "medium", "low")
    parts = [Text(f"{counts[severity]} {severity}", style=SEVERITY_STYLE[severity]) for severity in order]
    return Text.assemble(f"{counted(len(flags), 'flag')}: ", Text(", ").join(parts))


def outlets_table(outlets: Sequence[Outlet]) -> RenderableType:
    """Lay out the registry."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("outlet", "domains", "owner", "wire", "country", "language"):
        table.add_column(column, overflow="fold")
    for outlet in outlets:
        table.add_row(
            text(outlet.name),
            text(", ".join(outlet.domains)),
            text(outlet.owner),
            "wire" if outlet.wire else "",
            text(outlet.country),
            text(outlet.language),
        )
    return table


def watch_view(report: WatchReport) -> RenderableType:
    """Lay out what a watch found: a line for each feed, then a line of counts."""
    found = report.found
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("feed", "kind", "answer"):
        table.add_column(column, overflow="fold")
    for column in ("lists", "new"):
        table.add_column(column, justify="right")
    for line in found.feeds:
        style = "red" if line.answer == "failed" else ""
        answer = Text(feed_answer(line), style=style)
        table.add_row(text(line.url), text(line.kind), answer, f"{line.listed:,}", f"{line.new:,}")
    counts = (
        f"{counted(len(found.feeds), 'feed')} asked, {counted(found.new, 'page')} never met before, "
        f"{counted(report.due, 'page')} new or due again."
    )
    return Group(table, Text(counts)) if found.feeds else Text(counts)


def ties_table(ties: Sequence[Tie]) -> RenderableType:
    """Lay out what sites say of each other in trust.txt."""
    if not ties:
        return Text("No site of the registry says in trust.txt how it stands to another.")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("site", "", "site", "says who"):
        table.add_column(column, overflow="fold")
    for tie in ties:
        said = "both: confirmed" if tie.confirmed else f"{tie.claimed_by[0]} alone: claimed"
        table.add_row(text(tie.first), tie.relation, text(tie.second), text(said, "green" if tie.confirmed else ""))
    return table


def summary_view(answer: Answer, flags: Sequence[FlagRecord]) -> RenderableType:
    """Show a run: its flags, then a line of counts."""
    summary = answer.summary
    findings = summary.findings
    counts = (
        f"{counted(summary.articles, 'article')} ({summary.new} new), {counted(len(answer.stories), 'story', 'stories')}, "
        f"{counted(summary.claims, 'claim')}. Findings: {findings['pass']} pass, {findings['fail']} fail, "
        f"{findings['unverifiable']} unverifiable."
    )
    return Group(flags_view(flags, brief=True), *revisions_view(answer), counts_line(flags), Text(counts))


def revisions_view(answer: Answer) -> Iterator[RenderableType]:
    """Show the articles that say something else than in an earlier copy: what went struck through, what came in bold."""
    revised = [
        (article, revision)
        for article in answer.articles
        for revision in article.revisions[-1:]
        if revision.material or revision.headline_after
    ]
    if revised:
        yield Text("Revised since an earlier copy\n", style="bold")
    for article, revision in revised[:REVISIONS_SHOWN]:
        heading = Text.assemble(
            text(article.outlet or "outlet not stated", "bold"), "  ", text(article.headline, "italic")
        )
        heading.truncate(78, overflow="ellipsis")
        yield heading
        if revision.headline_before and revision.headline_after:
            yield Text.assemble(
                "  headline ",
                (f"[-{plain(revision.headline_before)}-]", REMOVED),
                (f"{{+{plain(revision.headline_after)}+}}", ADDED),
            )
        for change in [change for change in revision.changes if change.aspects][:CHANGES_SHOWN]:
            yield _difference(change)
        for note in revision.notes:
            yield Text.assemble("  note     ", text(note.place.text[:QUOTED], "italic"))
        yield Text("")
    if len(revised) > REVISIONS_SHOWN:
        yield Text(f"and {len(revised) - REVISIONS_SHOWN} more\n", style="dim")


def _difference(change: ChangePart) -> Text:
    """Show one sentence: without colours, what went stands in [-...-] and what came in {+...+}."""
    line = Text("  ")
    if change.earlier is None or change.later is None:
        gone = change.later is None
        place = change.earlier or change.later
        words = plain(place.text)[:QUOTED] if place else ""
        line.append(f"[-{words}-]" if gone else f"{{+{words}+}}", style=REMOVED if gone else ADDED)
        return line
    start, words = change.later.start, change.later.text
    swaps = change.words[:CHANGES_SHOWN]
    if swaps:
        line.append(_cut(words[: swaps[0].added.start - start], first=False), style="dim")
    for at, swap in enumerate(swaps):
        line.append(" … " if at else "")
        if swap.removed.text:
            line.append(f"[-{plain(swap.removed.text)[:QUOTED]}-]", style=REMOVED)
        if swap.added.text:
            line.append(f"{{+{plain(swap.added.text)[:QUOTED]}+}}", style=ADDED)
    if swaps:
        line.append(_cut(words[swaps[-1].added.end - start :], first=True), style="dim")
    return line


def _cut(words: str, *, first: bool) -> str:
    """Keep the words of a sentence that stand next to a change."""
    near = plain(words)
    if not near.strip(" .,"):
        return "" if first else " " * bool(near)
    if len(near) > BESIDE:
        near = f"{near[:BESIDE].rpartition(' ')[0]} …" if first else f"… {near[-BESIDE:].partition(' ')[2]}"
    return f" {near}" if first else f"{near} "


def verdicts_table(verdicts: Sequence[Verdict]) -> RenderableType:
    """Lay out what `verify` found, a line a part, and below it the log's head, to be copied whole."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("part", overflow="fold")
    table.add_column("what", overflow="fold")
    heads: list[Text] = []
    for verdict in verdicts:
        style = "green" if verdict.status == "ok" else "yellow" if verdict.status == "unverifiable" else "bold red"
        message, named, head = verdict.message.partition("; head ")
        table.add_row(Text(verdict.status, style=style), text(verdict.part), text(message))
        heads += [text(f"{verdict.part}, head:\n{head}")] if named else []
    return Group(table, *heads)
