"""Review in the terminal: the same cases, the same rules and the same record as the form in the Prefect UI."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.prompt import Prompt
from rich.table import Table
from rich.text import Text

from flows.artifacts import share_words
from flows.cases import cases, record_one
from flows.desk import Desk
from flows.review_form import WHAT_DRAWN_MEANS, Answer, BadAnswerError, Case, case_name, read_answer
from flows.terminal import SEVERITY_STYLE, text
from storage.decisions import VERDICTS, Decision, Verdict
from storage.findings import FlagRecord
from storage.ledger import RuleRecord

KEYS: dict[str, Verdict | None] = {**{verdict[:3]: verdict for verdict in VERDICTS}, "later": None}
"""What is typed for each verdict: `cor`, `con`, `unr`, `fal`; or `later` to leave a flag open."""


def inbox_table(waiting: Sequence[Case]) -> RenderableType:
    """List the cases that wait, the gravest first."""
    if not waiting:
        return Text("Nothing waits for a decision.", style="green")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("case", no_wrap=True)
    table.add_column("what waits", overflow="fold")
    for case in waiting:
        table.add_row(case.id[:6], text(case_name(case)))
    return table


def review_in_terminal(desk: Desk, console: Console, only: str | None) -> tuple[list[Decision], bool]:
    """Go through the cases one by one; return what was decided, and whether there was anything to decide."""
    waiting = [case for key, case in cases(desk).items() if only is None or key.startswith(only)]
    console.print(inbox_table(waiting))
    decided: list[Decision] = []
    reviewer = ""
    for case in waiting:
        console.rule(text(case_name(case)))
        verdicts: list[Verdict | None] = []
        for place, flag in enumerate(case.flags, 1):
            console.print(flag_view(place, flag, case.first.get(flag.id, ())))
            verdicts.append(KEYS[Prompt.ask("verdict", choices=list(KEYS), console=console)])
        if not any(verdicts):
            continue
        while True:
            reason = Prompt.ask("reason", console=console)
            reviewer = Prompt.ask("reviewer", console=console, default=reviewer, show_default=bool(reviewer))
            urls = Prompt.ask("evidence addresses, spaces between", default="", show_default=False, console=console)
            try:
                decided += record_some(desk, case, verdicts, reason, reviewer, urls.split())
                break
            except BadAnswerError as complaint:
                console.print(text(str(complaint), "bold red"))
    return decided, bool(waiting)


def record_some(
    desk: Desk, case: Case, verdicts: Sequence[Verdict | None], reason: str, reviewer: str, urls: Sequence[str]
) -> list[Decision]:
    """Record the verdicts that were given; BadAnswerError says what is missing or wrong."""
    given = [(flag, verdict) for flag, verdict in zip(case.flags, verdicts, strict=True) if verdict]
    asked = Case(
        case.id, tuple(flag for flag, _ in given), 0, {f.id: case.first[f.id] for f, _ in given if f.id in case.first}
    )
    said = {f"flag_{place}": verdict for place, (_, verdict) in enumerate(given, 1)}
    answer: Answer = read_answer(asked, {**said, "reason": reason, "reviewer": reviewer, "evidence_urls": list(urls)})
    return [record_one(desk, flag, verdict, answer) for flag, verdict in given]


def flag_view(place: int, flag: FlagRecord, first: Sequence[Decision]) -> RenderableType:
    """Show one flag with its evidence."""
    lines: list[RenderableType] = [
        Text.assemble(f"{place}  ", (flag.severity, SEVERITY_STYLE[flag.severity]), "  ", text(flag.rule, "bold"))
    ]
    lines.append(text(f"{flag.outlet or 'outlet not stated'}: {flag.headline or flag.url}", "dim"))
    lines += [text(f"{span.where}: “{span.text[:300]}”", "italic") for span in flag.evidence[:6]]
    lines.append(text(flag.message))
    lines.append(text(flag.url, "dim"))
    lines += [
        text(f"{decision.reviewer} said {decision.verdict}: “{decision.reason}”; a second reviewer is asked", "yellow")
        for decision in first
    ]
    if flag.chance is not None:
        lines.append(text(WHAT_DRAWN_MEANS.replace("**", ""), "yellow"))
    return Group(*lines)


def rules_table(records: Sequence[RuleRecord]) -> RenderableType:
    """Lay out how each rule has done."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("rule", min_width=20, overflow="fold")
    for column in ("fired", "open", "true", "false", "unsure", "missed"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("true, 95 %", no_wrap=True, min_width=11)
    for record in records:
        table.add_row(
            text(record.rule),
            str(record.fired),
            str(record.open),
            str(record.confirmed),
            str(record.false_alarms),
            str(record.unresolved),
            f"{record.missed} of {record.drawn}" if record.drawn else "",
            share_words(record.precision) if record.precision else "",
        )
    return Group(
        table, text("true, false, unsure: flags that were decided · missed: of passes drawn with --draw", "dim")
    )
