"""Commands for whoever runs the desk: `backup`, `restore`, `prune`, `metrics`."""

# ruff: noqa: PLC0415  imports inside commands are this package's design, see its docstring

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import Database, DataDir, app, desk_of, plain_errors, settings_of, shown


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(help="New folder for the copy.")],
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Copy the whole desk, consistently, while runs go on."""
    from flows.consoles import messages

    with plain_errors(), desk_of(data_dir, database) as desk:
        from flows.desk import now
        from storage.backup import backup as copied

        with messages().status("copying ..."):
            copy = copied(desk.engine, desk.captures, desk.settings.data_dir, out, now())
        messages().print(f"{shown(out)}: {copy.rows:,} rows, {copy.files:,} WARC files, {copy.size:,} bytes.")
        messages().print(
            f"Audit head {copy.head}: note it elsewhere. Bring it back: second-source restore {shown(out)}"
        )


@app.command()
def restore(
    copy: Annotated[Path, typer.Argument(help="A folder that `backup` made.")],
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Bring a backup back into an empty data directory and database."""
    from flows.consoles import messages

    settings = settings_of(data_dir, database)
    with plain_errors():
        from flows.desk import database_url
        from storage.backup import restore as restored
        from storage.captures import CaptureStore
        from storage.database import open_database

        engine = open_database(database_url(settings))
        try:
            with messages().status("restoring ..."):
                found = restored(copy, engine, CaptureStore(settings.captures_dir), settings.data_dir)
        finally:
            engine.dispose()
        messages().print(f"{found.rows:,} rows and {found.files:,} WARC files of {found.taken_at} are back.")
        messages().print(f"Check them: second-source verify --head {found.head}")


@app.command()
def prune(
    older_than: Annotated[str, typer.Option(help="Age from which captures lose their bytes, in days: 400d.")],
    flagged_too: Annotated[
        bool, typer.Option("--flagged-too/--keep-flagged", help="Also what an open flag or a decision speaks of.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Take the bytes out of old captures; their records, digests and the log stay."""
    from datetime import timedelta

    from flows.consoles import messages

    days = older_than.removesuffix("d")
    if not days.isdecimal() or not 1 <= int(days) <= 36_500:
        raise typer.BadParameter("--older-than takes days: 400d")
    settings = settings_of(data_dir, database)
    with plain_errors():
        from flows.desk import database_url, now
        from storage.captures import CaptureStore
        from storage.database import open_database
        from storage.pruning import prune as pruned

        at = now()
        engine = open_database(database_url(settings))
        try:
            with messages().status("pruning ..."):
                store = CaptureStore(settings.captures_dir)
                done = pruned(
                    engine,
                    store,
                    settings.data_dir,
                    at - timedelta(days=int(days)),
                    at,
                    flagged_too=flagged_too,
                    dry_run=dry_run,
                )
        finally:
            engine.dispose()
        console = messages()
        console.print(
            f"{done.captures:,} captures {'would lose' if dry_run else 'lost'} their bytes:"
            f" {done.files:,} WARC files, {done.before:,} bytes before, {done.after:,} after."
        )
        if done.kept:
            console.print(
                f"{done.kept:,} captures as old stay whole: flags, decisions or later captures need their bytes."
            )


@app.command()
def metrics(
    port: Annotated[int | None, typer.Option(help="Answer /metrics there until Ctrl-C.", show_default=False)] = None,
    host: Annotated[str, typer.Option(help="Address to bind with --port.")] = "127.0.0.1",
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Print the desk's metrics as Prometheus reads them, or serve them."""
    with plain_errors(), desk_of(data_dir, database) as desk:
        from flows.metrics import exposition, serve_metrics

        if port is None:
            typer.echo(exposition(desk), nl=False)
            return
        from flows.consoles import messages

        messages().print(f"http://{host}:{port}/metrics  (Ctrl-C stops it.)")
        try:
            serve_metrics(desk, host, port)
        except KeyboardInterrupt:
            messages().print("Stopping.")
