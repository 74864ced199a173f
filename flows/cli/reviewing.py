"""Commands for the desk that decides: `flags`, `review`, `rules`, `outlets`."""

# ruff: noqa: PLC0415  imports inside commands are this package's design, see its docstring

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.common import AsJson, Database, DataDir, app, desk_of, plain_errors, shown

if TYPE_CHECKING:
    from articles.model import Outlet
    from flows.desk import Desk


class FlagFilter(StrEnum):
    """Which flags to list."""

    OPEN = "open"
    ALL = "all"


@app.command()
def flags(
    status: Annotated[FlagFilter, typer.Option(help="Which flags to list.")] = FlagFilter.OPEN,
    rule: Annotated[str | None, typer.Option(help="Only this rule's flags.", show_default=False)] = None,
    data_dir: DataDir = None,
    database: Database = None,
    json: AsJson = False,
) -> None:
    """List flags, the gravest first."""
    with plain_errors(), desk_of(data_dir, database) as desk:
        from storage.findings import flags as kept_flags

        found = [
            flag
            for flag in kept_flags(desk.engine, status="open" if status is FlagFilter.OPEN else None)
            if rule is None or flag.rule == rule
        ]
    if json:
        from pydantic import TypeAdapter

        from flows.contract import FlagPart, flag_part

        typer.echo(TypeAdapter(list[FlagPart]).dump_json([flag_part(flag) for flag in found], indent=2))
        return
    from flows.consoles import results
    from flows.terminal import counts_line, flags_view

    console = results()
    console.print(flags_view(found))
    console.print(counts_line(found))


@app.command()
def review(
    flag: Annotated[
        str | None,
        typer.Argument(
            help="A flag's id, to decide it with the options; or the first digits of a case, to go through it.",
            show_default=False,
        ),
    ] = None,
    verdict: Annotated[
        str | None,
        typer.Option(help="corroborated, contradicted, unresolved or 'false alarm'.", show_default=False),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why.", show_default=False)] = "",
    reviewer: Annotated[str, typer.Option(help="Your name, as it shall stand in the record.", show_default=False)] = "",
    evidence: Annotated[
        list[str] | None, typer.Option(help="Address of what you looked at; may be repeated.", show_default=False)
    ] = None,
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Decide open flags: one by one in the terminal, or one with --verdict."""
    from flows.consoles import messages, results

    with plain_errors(), desk_of(data_dir, database) as desk:
        from flows.cases import decide_flag, subjects
        from flows.review_terminal import gravest, inbox_table, review_in_terminal

        if verdict is not None:
            decided = [decide_flag(desk, flag or "", verdict, reason, reviewer, evidence or [])]
        elif sys.stdin.isatty():
            decided, _ = review_in_terminal(desk, results(), flag)
        else:
            there = subjects(desk)
            results().print(inbox_table(gravest(desk, there), len(there)))
            return
        if decided:
            _refresh_inbox(desk)
        messages().print(f"{len(decided)} decided.")


def _refresh_inbox(desk: Desk) -> None:
    """Let a running server's inbox follow what was decided here; where none runs, the next run does."""
    from flows.serve import running_server
    from flows.settings import prepare_prefect

    if server := running_server(desk.settings):
        prepare_prefect(desk.settings, api_url=server)
        import asyncio

        from flows.inbox import keep_inbox

        asyncio.run(keep_inbox(desk))


@app.command()
def rules(
    draw: Annotated[
        int, typer.Option(min=0, help="Put this many passes of --rule up for review, chosen at random.")
    ] = 0,
    rule: Annotated[str | None, typer.Option(help="Only this rule.", show_default=False)] = None,
    data_dir: DataDir = None,
    database: Database = None,
    json: AsJson = False,
) -> None:
    """Show how each rule has done: fired, confirmed, false alarms."""
    if draw and rule is None:
        raise typer.BadParameter("--draw needs --rule")
    with plain_errors(), desk_of(data_dir, database) as desk:
        from flows.consoles import messages, results
        from flows.desk import now
        from storage.ledger import draw_passes, ledger

        if draw and rule:
            at = now()
            drawn = draw_passes(desk.engine, rule, draw, at.isoformat(), at)
            messages().print(f"{len(drawn)} passes of {rule} put up for review.")
        records = [record for record in ledger(desk.engine) if rule is None or record.rule == rule]
    if json:
        from pydantic import TypeAdapter

        from storage.ledger import RuleRecord

        typer.echo(TypeAdapter(list[RuleRecord]).dump_json(records, indent=2))
        return
    from flows.review_terminal import rules_table

    results().print(rules_table(records))


@app.command()
def outlets(
    load: Annotated[Path | None, typer.Option("--import", help="Read outlets from a CSV or YAML file.")] = None,
    save: Annotated[Path | None, typer.Option("--export", help="Write the registry to a CSV or YAML file.")] = None,
    starter: Annotated[
        bool, typer.Option("--starter", help="Add the well-known outlets that come with the program.")
    ] = False,
    trust: Annotated[
        bool, typer.Option("--trust", help="Read each outlet's trust.txt now, and list who says to control whom.")
    ] = False,
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """List, import or export the registry of outlets."""
    with plain_errors(), desk_of(data_dir, database) as desk:
        from flows.consoles import messages, results
        from flows.desk import now
        from flows.terminal import outlets_table
        from storage.outlets import load_outlets, save_outlets
        from storage.registry import read_outlets, starter_outlets, write_outlets

        # what a desk says itself stands above what the program brings
        added = (
            *(starter_outlets() if starter else ()),
            *load_outlets(desk.engine),
            *(read_outlets(load) if load else ()),
        )
        if load or starter:
            merged = {outlet.name: outlet for outlet in added}
            count = save_outlets(desk.engine, tuple(merged.values()), now())
            messages().print(f"{count} outlets added or changed.")
        known = load_outlets(desk.engine)
        if save:
            write_outlets(save, known)
            messages().print(f"{len(known)} outlets written to {shown(save)}.")
        if trust:
            _print_ties(desk, known)
        elif not load and not save and not starter:
            results().print(outlets_table(known))
            if not known:
                messages().print("No outlets of your own: the well-known ones stand in for them (add them: --starter).")


def _print_ties(desk: Desk, known: Sequence[Outlet]) -> None:
    import asyncio

    from articles.ownership import ties_of
    from flows.consoles import messages, results
    from flows.desk import now
    from flows.terminal import ties_table
    from flows.watching import ask_owners
    from storage.ownership import trust_statements

    with messages().status("reading trust.txt ..."):
        asyncio.run(ask_owners(desk, known, now(), again=True))
    results().print(ties_table(ties_of(trust_statements(desk.engine))))
