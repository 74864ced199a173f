"""What every command shares: the app, its options, the settings they make, errors as one line."""

# ruff: noqa: PLC0415  imports inside commands are this package's design, see its docstring

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.garbage import collect_seldom

if TYPE_CHECKING:
    from flows.desk import Desk
    from flows.settings import Settings

NOTHING_USABLE, BAD_USAGE = 1, 2

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


def settings_of(data_dir: Path | None, database: str | None) -> Settings:
    """Return the settings with what the command line says put over them; a setting that makes no sense ends here."""
    from pydantic import ValidationError

    from flows.settings import load_settings, override

    override(data_dir=data_dir.expanduser().resolve() if data_dir else None, database=database)
    try:
        return load_settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"]).upper()
            complain(f"SECOND_SOURCE_{name}: {problem['msg']}")
        raise typer.Exit(BAD_USAGE) from None


@contextmanager
def desk_of(data_dir: Path | None, database: str | None) -> Iterator[Desk]:
    """Open the desk that a command's options name."""
    from flows.desk import open_desk

    with open_desk(settings_of(data_dir, database)) as desk:
        yield desk


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn the errors that a user can mend into one line; anything else is a defect and keeps its traceback."""
    from flows.errors import expected_errors

    try:
        yield
    except expected_errors() as error:
        complain(str(error))
        raise typer.Exit(NOTHING_USABLE) from None


def complain(line: str) -> None:
    """Say a problem in one line on standard error; what the line quotes cannot steer a terminal."""
    from flows.markdown import plain

    typer.echo(f"second-source: {plain(line)}", err=True)


def shown(path: Path) -> str:
    """Shorten a path to what the user would type here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
