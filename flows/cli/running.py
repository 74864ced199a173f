"""Commands that check articles: `check`, `watch`, `demo`, `serve`."""

# ruff: noqa: PLC0415  imports inside commands are this package's design, see its docstring

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.common import (
    NOTHING_USABLE,
    AsJson,
    Database,
    DataDir,
    Verbose,
    app,
    complain,
    plain_errors,
    settings_of,
    shown,
)
from flows.parts import Part

if TYPE_CHECKING:
    from subprocess import Popen

    from flows.contract import Answer
    from flows.run_report import RunReport
    from flows.settings import Settings
    from flows.terminal import Progressing
    from flows.watching import WatchReport
    from storage.findings import FlagRecord


@app.command()
def check(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="URLs, HTML, text or WARC files, folders of them, or files with one URL a line.", show_default=False
        ),
    ],
    data_dir: DataDir = None,
    database: Database = None,
    json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Check articles and list what needs a person."""
    settings = settings_of(data_dir, database)
    with plain_errors():
        report = _run(settings, inputs, verbose=verbose)
        answer, found = _answer(settings, report)
    _show(answer, found, as_json=json, settings=settings)
    if not answer.articles:
        raise typer.Exit(NOTHING_USABLE)


@app.command()
def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            help="Feeds, sitemaps, pages, files or folders.", show_default="the registry's feeds and the watch list"
        ),
    ] = None,
    data_dir: DataDir = None,
    database: Database = None,
    verbose: Verbose = False,
) -> None:
    """Find articles that are new or due again, once and now, and check them."""
    from flows.consoles import results
    from flows.terminal import watch_view

    settings = settings_of(data_dir, database)
    with plain_errors():
        report = _run_watch(settings, feeds or None, verbose=verbose)
        for problem in report.found.problems:
            complain(str(problem))
        results().print(watch_view(report))
        if report.checked is not None:
            answer, found = _answer(settings, report.checked)
            _show(answer, found, as_json=False, settings=settings)
    asked = [line for line in report.found.feeds if line.answer != "failed"]
    if not asked and report.checked is None and report.found.problems:
        raise typer.Exit(NOTHING_USABLE)


@app.command()
def demo(data_dir: DataDir = None, json: AsJson = False, verbose: Verbose = False) -> None:
    """Check the bundled newsroom of fictional outlets."""
    from flows.consoles import messages
    from flows.settings import load_settings, override

    folder = data_dir or load_settings().data_dir / "demo"
    override(data_dir=folder.resolve())
    with plain_errors():
        from samples.newsroom import EDITIONS, INPUTS, OUTLETS, newsroom

        inputs = [str(path) for path in sorted(INPUTS.iterdir())]
        with newsroom() as server:
            override(
                allow_private_hosts=",".join(server.private_hosts),
                resolve=",".join(f"{name}={host}:{port}" for name, (host, port) in server.resolve.items()),
                outlets=OUTLETS,
                host_delay=0,
            )
            settings = load_settings()
            messages().print("The demo newsroom: pages of fictional outlets, served over HTTP on 127.0.0.1.")
            if not _knows_both_editions(settings):  # a newsroom's pages do not go back to what they were
                server.publish(EDITIONS[0])
                first = _run(settings, inputs, verbose=verbose)
                messages().print(
                    f"First edition: {len(first.articles)} articles. Now the second: some pages were changed, one is gone."
                )
            server.publish(EDITIONS[-1])
            report = _run(settings, inputs, verbose=verbose)
        answer, found = _answer(settings, report)
    _show(answer, found, as_json=json, settings=settings)
    messages().print(
        f"\nSee them in the Prefect UI:  {shown(Path(sys.argv[0]))} serve --data-dir {shown(folder)}"
        f"\nTake them with you:          {shown(Path(sys.argv[0]))} export audit.zip --data-dir {shown(folder)}",
        soft_wrap=True,
    )


def _knows_both_editions(settings: Settings) -> bool:
    from flows.desk import open_desk
    from samples.newsroom import urls
    from storage.revisions import articles_at, revisions_of

    with open_desk(settings) as desk:
        known = [article for ids in articles_at(desk.engine, urls()).values() for article in ids]
        return bool(revisions_of(desk.engine, known))


@app.command()
def serve(
    data_dir: DataDir = None,
    database: Database = None,
    host: Annotated[str | None, typer.Option(help="Address to bind.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port to bind.", show_default="4200")] = None,
    part: Annotated[
        list[Part],
        typer.Option(help="Only this part, on one of many machines; may be repeated.", show_default=False),
    ] = [],  # noqa: B006  never changed; typer gives a list for an option that is repeated
) -> None:
    """Run Prefect's server, UI and a worker until Ctrl-C."""
    from flows.consoles import messages
    from flows.settings import load_settings, override

    settings_of(data_dir, database)
    override(server_host=host, server_port=port)
    settings = load_settings()
    console = messages()
    with plain_errors():
        from flows.login import set_up_login
        from flows.serve import INBOX_PATH, parts_of_one_machine, serving, ui_url

        parts = tuple(part) or parts_of_one_machine(settings)
        login = set_up_login(settings) if Part.SERVER in parts else None
        console.print(f"Starting Prefect's {', '.join(parts)} ...")
        with serving(settings, parts) as processes:
            if Part.SERVER not in parts:
                console.print(f"Started: {', '.join(parts)}." + (" Ctrl-C stops it." if processes else ""))
                _until_interrupted(processes)
                return
            base = ui_url(settings)
            console.print(f"UI           {base}")
            if login:
                console.print(login, soft_wrap=True, markup=False, highlight=False)
            console.print(f"Inbox        {base}{INBOX_PATH}")
            console.print(f"Open flags   {base}/v2/artifacts/key/open-flags")
            console.print(f"Runs         {base}/v2/runs")
            console.print(f"Watch list   {shown(settings.watchlist_file)}  (watched every 15 minutes)")
            console.print("`second-source check` uses this server while it runs. Ctrl-C stops it.")
            _until_interrupted(processes)


def _until_interrupted(processes: list[Popen[bytes]]) -> None:
    from flows.consoles import messages
    from flows.serve import wait

    try:
        wait(processes)
    except KeyboardInterrupt:
        messages().print("Stopping.")


def _run(settings: Settings, inputs: Sequence[str], *, verbose: bool) -> RunReport:
    with _server_expected(), _progressing(settings, verbose=verbose) as progressing:
        from flows.run import run_check

        return run_check(list(inputs), progressing)


def _run_watch(settings: Settings, feeds: Sequence[str] | None, *, verbose: bool) -> WatchReport:
    with _server_expected(), _progressing(settings, verbose=verbose) as progressing:
        from flows.run import run_watch

        return run_watch(feeds, progressing)


@contextmanager
def _server_expected() -> Iterator[None]:
    """End the process where Prefect's server went away under a run: its client would try for minutes to tell it more."""
    import os

    from flows.serve import ServerGoneError

    try:
        yield
    except ServerGoneError as error:
        complain(str(error))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(NOTHING_USABLE)


@contextmanager
def _progressing(settings: Settings, *, verbose: bool) -> Iterator[Progressing]:
    import logging

    from flows.consoles import messages
    from flows.serve import running_server
    from flows.settings import prepare_prefect
    from flows.terminal import Progressing

    server = running_server(settings)
    prepare_prefect(settings, api_url=server, verbose=verbose)
    logging.raiseExceptions = verbose  # Prefect writes by it that a log found no server: we say that in one line
    with Progressing(messages()) as progressing:
        progressing.advance("start", 0, 1)
        yield progressing


def _answer(settings: Settings, report: RunReport) -> tuple[Answer, Sequence[FlagRecord]]:
    from flows.desk import open_desk
    from flows.run import answer_for

    with open_desk(settings) as desk:
        return answer_for(desk, report)


def _show(answer: Answer, flags: Sequence[FlagRecord], *, as_json: bool, settings: Settings) -> None:
    from flows.consoles import messages
    from flows.consoles import results as results_console
    from flows.terminal import summary_view

    for problem in answer.summary.unreadable:
        complain(f"{problem.input}: {problem.problem}. {problem.advice}")
    if as_json:
        typer.echo(answer.to_json())
        return
    if not answer.articles:
        messages().print("Nothing could be checked.")
        return
    results_console().print(summary_view(answer, [flag for flag in flags if flag.status != "settled"]))
    messages().print(f"Kept in {shown(settings.data_dir)}.")
