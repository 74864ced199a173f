"""The command line: results on standard output, messages on standard error, exit code 0, 1 or 2.

Heavy libraries are imported inside commands, so that `--help` answers at once.
"""

# ruff: noqa: PLC0415  imports inside commands are this module's design, see above

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.garbage import collect_seldom
from flows.parts import Part

if TYPE_CHECKING:
    from subprocess import Popen

    from articles.model import Outlet
    from flows.contract import Answer
    from flows.desk import Desk
    from flows.run_report import RunReport
    from flows.settings import Settings
    from flows.terminal import Progressing
    from flows.watching import WatchReport
    from storage.findings import FlagRecord

DONE, NOTHING_USABLE, BAD_USAGE = 0, 1, 2

app = typer.Typer(
    name="second-source",
    help="Read news articles, keep proof of where each came from, check their dates and figures, and say which claims "
    "still need a second, independent source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", help="Where captures, database and runs are kept.", show_default="the user's data folder"
    ),
]
Database = Annotated[
    str | None,
    typer.Option("--database", help="Database URL.", show_default="SQLite in the data directory"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON (docs/check.schema.json describes it).")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's log.")]


@app.callback()
def _begin() -> None:
    collect_seldom()


class FlagFilter(StrEnum):
    """Which flags to list."""

    OPEN = "open"
    ALL = "all"


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
    settings = _settings(data_dir, database)
    with _plain_errors():
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

    settings = _settings(data_dir, database)
    with _plain_errors():
        report = _run_watch(settings, feeds or None, verbose=verbose)
        for problem in report.found.problems:
            _complain(str(problem))
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
    with _plain_errors():
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
        f"\nSee them in the Prefect UI:  {_shown(Path(sys.argv[0]))} serve --data-dir {_shown(folder)}"
        f"\nTake them with you:          {_shown(Path(sys.argv[0]))} export audit.zip --data-dir {_shown(folder)}",
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

    _settings(data_dir, database)
    override(server_host=host, server_port=port)
    settings = load_settings()
    console = messages()
    with _plain_errors():
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
            console.print(f"Watch list   {_shown(settings.watchlist_file)}  (watched every 15 minutes)")
            console.print("`second-source check` uses this server while it runs. Ctrl-C stops it.")
            _until_interrupted(processes)


def _until_interrupted(processes: list[Popen[bytes]]) -> None:
    from flows.consoles import messages
    from flows.serve import wait

    try:
        wait(processes)
    except KeyboardInterrupt:
        messages().print("Stopping.")


@app.command()
def flags(
    status: Annotated[FlagFilter, typer.Option(help="Which flags to list.")] = FlagFilter.OPEN,
    rule: Annotated[str | None, typer.Option(help="Only this rule's flags.", show_default=False)] = None,
    data_dir: DataDir = None,
    database: Database = None,
    json: AsJson = False,
) -> None:
    """List flags, the gravest first."""
    with _plain_errors(), _desk(data_dir, database) as desk:
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

    with _plain_errors(), _desk(data_dir, database) as desk:
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
    with _plain_errors(), _desk(data_dir, database) as desk:
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
    with _plain_errors(), _desk(data_dir, database) as desk:
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
            messages().print(f"{len(known)} outlets written to {_shown(save)}.")
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
    with _plain_errors(), _desk(data_dir, database) as desk:
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
            f"{_shown(out)}: {counted(written.articles, 'article')}, {counted(written.stories, 'story', 'stories')}, "
            f"{counted(written.captures, 'capture')}, {counted(written.rows, 'row')}; report.html in it is for reading."
        )
        for key, reason in written.left_out:
            _complain(f"capture {key} could not be taken along: {reason}")
        console.print(
            f"Audit head {written.head or 'none yet'}: note it elsewhere to prove later that nothing changed."
        )
        console.print(f"Check it: second-source verify {_shown(out)}")


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

    with _plain_errors():
        from flows.verify import verify_desk, verify_export

        with messages().status("checking every sum ..."):
            if bundle:
                roots = _settings(data_dir, database).timestamp_roots
                verdicts = verify_export(bundle, head, roots)
            else:
                with _desk(data_dir, database) as desk:
                    verdicts = list(verify_desk(desk, head))
    results().print(verdicts_table(verdicts))
    if any(verdict.status not in {"ok", "unverifiable"} for verdict in verdicts):
        raise typer.Exit(NOTHING_USABLE)


@app.command()
def timestamp(data_dir: DataDir = None, database: Database = None) -> None:
    """Have the audit log's head signed by the time-stamp authority that is configured."""
    with _plain_errors(), _desk(data_dir, database) as desk:
        from flows.consoles import messages
        from flows.stamping import stamp

        stamped = stamp(desk)
        messages().print(f"Entry {stamped.seq} ({stamped.head}) was stamped by {stamped.authority}.")


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(help="New folder for the copy.")],
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Copy the whole desk, consistently, while runs go on."""
    from flows.consoles import messages

    with _plain_errors(), _desk(data_dir, database) as desk:
        from flows.desk import now
        from storage.backup import backup as copied

        with messages().status("copying ..."):
            copy = copied(desk.engine, desk.captures, desk.settings.data_dir, out, now())
        messages().print(f"{_shown(out)}: {copy.rows:,} rows, {copy.files:,} WARC files, {copy.size:,} bytes.")
        messages().print(
            f"Audit head {copy.head}: note it elsewhere. Bring it back: second-source restore {_shown(out)}"
        )


@app.command()
def restore(
    copy: Annotated[Path, typer.Argument(help="A folder that `backup` made.")],
    data_dir: DataDir = None,
    database: Database = None,
) -> None:
    """Bring a backup back into an empty data directory and database."""
    from flows.consoles import messages

    settings = _settings(data_dir, database)
    with _plain_errors():
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
    settings = _settings(data_dir, database)
    with _plain_errors():
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
    with _plain_errors(), _desk(data_dir, database) as desk:
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


def _settings(data_dir: Path | None, database: str | None) -> Settings:
    from pydantic import ValidationError

    from flows.settings import load_settings, override

    override(data_dir=data_dir.expanduser().resolve() if data_dir else None, database=database)
    try:
        return load_settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"]).upper()
            _complain(f"SECOND_SOURCE_{name}: {problem['msg']}")
        raise typer.Exit(BAD_USAGE) from None


def _refresh_inbox(desk: Desk) -> None:
    """Let a running server's inbox follow what was decided here; where none runs, the next run does."""
    from flows.serve import running_server
    from flows.settings import prepare_prefect

    if server := running_server(desk.settings):
        prepare_prefect(desk.settings, api_url=server)
        import asyncio

        from flows.inbox import keep_inbox

        asyncio.run(keep_inbox(desk))


@contextmanager
def _desk(data_dir: Path | None, database: str | None) -> Iterator[Desk]:
    from flows.desk import open_desk

    with open_desk(_settings(data_dir, database)) as desk:
        yield desk


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
        _complain(str(error))
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
        _complain(f"{problem.input}: {problem.problem}. {problem.advice}")
    if as_json:
        typer.echo(answer.to_json())
        return
    if not answer.articles:
        messages().print("Nothing could be checked.")
        return
    results_console().print(summary_view(answer, [flag for flag in flags if flag.status != "settled"]))
    messages().print(f"Kept in {_shown(settings.data_dir)}.")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn the errors that a user can mend into one line; anything else is a defect and keeps its traceback."""
    from flows.errors import expected_errors

    try:
        yield
    except expected_errors() as error:
        _complain(str(error))
        raise typer.Exit(NOTHING_USABLE) from None


def _complain(line: str) -> None:
    from flows.markdown import plain

    typer.echo(f"second-source: {plain(line)}", err=True)


def _shown(path: Path) -> str:
    """Shorten a path to what the user would type here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
