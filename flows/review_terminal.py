"""Review in the terminal: the same cases, the same rules and the same record as the form in the Prefect UI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from string import ascii_lowercase
from uuid import uuid4

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.prompt import Prompt
from rich.table import Table
from rich.text import Text

from flows.artifacts import share_words
from flows.cases import Recorded, cases, record_answer, subjects
from flows.desk import Desk
from flows.review_form import STANCE_WORDS, WHAT_DRAWN_MEANS, BadAnswerError, Case, case_name, match_labels
from flows.stages import count_again
from flows.terminal import SEVERITY_STYLE, text
from storage.decisions import VERDICTS, Decision, Verdict
from storage.findings import FlagRecord
from storage.ledger import RuleRecord
from storage.matches import MatchedClaim

MOST_LISTED = 100
KEYS: dict[str, Verdict | None] = {**{verdict[:3]: verdict for verdict in VERDICTS}, "later": None}
"""What is typed for each verdict: `cor`, `con`, `unr`, `fal`; or `later` to leave a flag open."""


def gravest(desk: Desk, there: Mapping[str, str]) -> list[Case]:
    """Return the gravest of the cases that there are: as many as one goes through at a sitting."""
    return list(cases(desk, dict(islice(there.items(), MOST_LISTED))).values())


def inbox_table(waiting: Sequence[Case], there: int) -> RenderableType:
    """List the cases that wait, the gravest first, and say where there are more."""
    if not waiting:
        return Text("Nothing waits for a decision.", style="green")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("case", no_wrap=True)
    table.add_column("what waits", overflow="fold")
    for case in waiting:
        table.add_row(case.id[:6], text(case_name(case)))
    if there > len(waiting):
        table.caption = f"The gravest {len(waiting)} of {there}."
    return table


def review_in_terminal(desk: Desk, console: Console, only: str | None) -> tuple[list[Decision], bool]:
    """Go through the cases one by one; return what was decided, and whether there was anything to decide."""
    there = {key: subject for key, subject in subjects(desk).items() if only is None or key.startswith(only)}
    waiting = gravest(desk, there)
    console.print(inbox_table(waiting, len(there)))
    decided: list[Decision] = []
    reviewer = ""
    for case in waiting:
        console.rule(text(case_name(case)))
        verdicts: list[Verdict | None] = []
        for place, flag in enumerate(case.flags, 1):
            console.print(flag_view(place, flag, case.first.get(flag.id, ()), case.matches.get(flag.id, ())))
            verdicts.append(KEYS[Prompt.ask("verdict", choices=list(KEYS), console=console)])
        if not any(verdicts):
            continue
        while True:
            reason = Prompt.ask("reason", console=console)
            reviewer = Prompt.ask("reviewer", console=console, default=reviewer, show_default=bool(reviewer))
            urls = Prompt.ask("evidence addresses, spaces between", default="", show_default=False, console=console)
            others = ""
            if case.matches:
                others = Prompt.ask("not the same claim (1a 2b)", default="", show_default=False, console=console)
            try:
                recorded = record_some(desk, case, verdicts, reason, reviewer, urls.split(), others.split())
                break
            except BadAnswerError as complaint:
                console.print(text(str(complaint), "bold red"))
        decided += recorded.decisions
        if recorded.recount:
            count_again(desk, recorded.recount, str(uuid4()))
    return decided, bool(waiting)


def record_some(
    desk: Desk,
    case: Case,
    verdicts: Sequence[Verdict | None],
    reason: str,
    reviewer: str,
    urls: Sequence[str],
    others: Sequence[str] = (),
) -> Recorded:
    """Record the verdicts that were given; BadAnswerError says what is missing or wrong.

    `others` are places, such as 2b, of statements that are not the same claim as their flag's.
    """
    given = {flag.id: verdict for flag, verdict in zip(case.flags, verdicts, strict=True) if verdict}
    asked = replace(
        case,
        flags=tuple(flag for flag in case.flags if flag.id in given),
        first={flag: waiting for flag, waiting in case.first.items() if flag in given},
        more=0,
    )
    said = {f"flag_{place}": given[flag.id] for place, flag in enumerate(asked.flags, 1)}
    urls_and_others = {"evidence_urls": list(urls), "not_the_same": _labels(case, asked, others)}
    return record_answer(desk, asked, {**said, "reason": reason, "reviewer": reviewer, **urls_and_others})


def _labels(case: Case, asked: Case, places: Sequence[str]) -> list[str]:
    """Find what was named by its place among all flags under its label among those that are decided."""
    named = {label.partition(" ")[0]: (flag, found.pair) for label, (flag, found) in match_labels(case).items()}
    labels = {(flag, found.pair): label for label, (flag, found) in match_labels(asked).items()}
    for place in places:
        if place not in named:
            raise BadAnswerError(f"{place} is none of the statements shown")
        if named[place] not in labels:
            raise BadAnswerError(f"{place} belongs to a flag that you left for later; decide that one too")
    return [labels[named[place]] for place in places]


def flag_view(
    place: int, flag: FlagRecord, first: Sequence[Decision], matches: Sequence[MatchedClaim] = ()
) -> RenderableType:
    """Show one flag with its evidence."""
    lines: list[RenderableType] = [
        Text.assemble(f"{place}  ", (flag.severity, SEVERITY_STYLE[flag.severity]), "  ", text(flag.rule, "bold"))
    ]
    lines.append(text(f"{flag.outlet or 'outlet not stated'}: {flag.headline or flag.url}", "dim"))
    lines += [text(f"{span.where}: “{span.text[:300]}”", "italic") for span in flag.evidence[:6]]
    lines.append(text(flag.message))
    lines += [
        text(
            f"{place}{letter}  {STANCE_WORDS[found.stance]}, {found.outlet or found.url}: “{found.text[:300]}” ({found.status})"
        )
        for letter, found in zip(ascii_lowercase, matches, strict=False)
    ]
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
