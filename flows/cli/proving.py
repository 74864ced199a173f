"""Commands that hand over and prove: `export`, `verify`, `timestamp`."""

# ruff: noqa: PLC0415  imports inside commands are this package's design, see its docstring

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import NOTHING_USABLE, Database, DataDir, app, complain, desk_of, plain_errors, settings_of, shown


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="Zip file to write; an earlier export of that name is replaced.")],
    story: Annotated[
        list[str] | None, typer.Option(help="Only this story; may be repeated.", show_default=False)
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what was stored since this day (UTC).", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything, which is the default.")] = False,
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Write one file that proves itself: captures, tables, provenance, decisions, audit log, report."""
    if bool(story) + bool(since) + everything > 1:
        raise typer.BadParameter("choose one of --story, --since and --all")
    with plain_errors(), desk_of(data_dir, database) as desk:
        from flows.artifacts import counted
        from flows.consoles import messages
        from flows.desk import PROGRAM, now
        from storage.bundle import Scope
        from storage.bundle import export as write_bundle

        scope = Scope(tuple(sorted(set(story))) if story else None, since.replace(tzinfo=UTC) if since else None)
        console = messages()
        with console.status("writing ..."):
            written = write_bundle(desk.engine, desk.captures, out, PROGRAM, now(), scope, desk.settings.desk)
        console.print(
            f"{shown(out)}: {counted(written.articles, 'article')}, {counted(written.stories, 'story', 'stories')}, "
            f"{counted(written.captures, 'capture')}, {counted(written.rows, 'row')}; report.html in it is for reading."
        )
        for key, reason in written.left_out:
            complain(f"capture {key} could not be taken along: {reason}")
        console.print(
            f"Audit head {written.head or 'none yet'}: note it elsewhere to prove later that nothing changed."
        )
        console.print(f"Check it: second-source verify {shown(out)}")


@app.command()
def verify(
    bundle: Annotated[
        Path | None,
        typer.Argument(help="An export, zipped or unpacked. Without it: this desk's own stores.", show_default=False),
    ] = None,
    head: Annotated[str | None, typer.Option(help="Audit head that was noted elsewhere.", show_default=False)] = None,
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Check an export, or the desk's own stores, by their sums."""
    from flows.consoles import messages, results
    from flows.terminal import verdicts_table

    with plain_errors():
        from flows.verify import verify_desk, verify_export

        with messages().status("checking every sum ..."):
            if bundle:
                roots = settings_of(data_dir, database).timestamp_roots
                verdicts = verify_export(bundle, head, roots)
            else:
                with desk_of(data_dir, database) as desk:
                    verdicts = list(verify_desk(desk, head))
    results().print(verdicts_table(verdicts))
    if any(verdict.status not in {"ok", "unverifiable"} for verdict in verdicts):
        raise typer.Exit(NOTHING_USABLE)


@app.command()
def timestamp(data_dir: DataDir = None, database: Database = None) -> None:
    """Have the audit log's head signed by the time-stamp authority that is configured."""
    with plain_errors(), desk_of(data_dir, database) as desk:
        from flows.consoles import messages
        from flows.stamping import stamp

        stamped = stamp(desk)
        messages().print(f"Entry {stamped.seq} ({stamped.head}) was stamped by {stamped.authority}.")
