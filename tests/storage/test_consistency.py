"""A desk's tables against its log: every column of every table, changed on its own, is found or said to be bookkeeping."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Table, and_, delete, select, text, update
from sqlalchemy.exc import DBAPIError

from articles.model import Capture, Disappearance, Expectation, FieldEvidence, ListedPage, Moment, Redirect, Validation
from articles.ownership import TrustStatement
from storage.archive import store_articles, verify_articles
from storage.backlog import begin
from storage.captures import CaptureStore
from storage.catalogue import kept_records, store_captures
from storage.columns import Listed
from storage.consistency import BOOKKEEPING, check_desk
from storage.database import reading, writing
from storage.decisions import decide
from storage.findings import finish_run, flags, start_run, store_findings
from storage.ledger import draw_passes
from storage.matches import decide_matches
from storage.outlets import save_outlets
from storage.ownership import keep_trust_file, note_no_trust_file
from storage.pruning import prune
from storage.relations import store_relations
from storage.reviews import Review, save_review, shown_digest
from storage.revisions import store_disappearances, store_revisions
from storage.tables import TABLES, AuditEntryRow, table
from storage.watched import WatchedFeed, note_feed
from tests.storage.builders import HARBOUR, LATER, NOW, claim_of, finding, read_article, relations_between
from tests.storage.test_revisions import EARLIER, PRESENT, REVISION

PAGE = Capture(
    "https://harbour-ledger.example/short",
    "https://harbour-ledger.example/one",
    200,
    (("Content-Type", "text/html"),),
    (Redirect("https://harbour-ledger.example/short", 301, "https://harbour-ledger.example/one"),),
    NOW,
    b"<title>Quay</title>",
)
OLD = replace(PAGE, url="https://harbour-ledger.example/old", fetched_at=NOW - timedelta(days=99), content=b"old" * 99)
GONE = replace(PAGE, url="https://harbour-ledger.example/gone", status=404, content=b"gone", redirects=())
ONE = read_article("one", sha256=PAGE.sha256, url=PAGE.url)
[CLAIM] = ONE.reading.claims
ONE = replace(ONE, reading=replace(ONE.reading, claims=(replace(CLAIM, dates=ONE.reading.dates),)))
TWO = read_article("two", outlet=replace(HARBOUR, name="Quay Post", domains=("quay-post.example",)))
PASSES = tuple(
    replace(finding(read, "figures/parts"), outcome="pass", message="adds up", flagged=False)
    for read in (ONE, TWO, EARLIER)
)
LINE = Expectation("figures/share", "parts add up", "high", 3, 1, 2, 0)
LOG = table(AuditEntryRow)
WHOLE = {"ok", "pruned"}


@pytest.fixture
def store(tmp_path: Path) -> CaptureStore:
    return CaptureStore(tmp_path / "captures")


@pytest.fixture
def desk(engine: Engine, store: CaptureStore, tmp_path: Path) -> Engine:
    """A desk with a row in every table, and a history: reviews, revisions, another registry, a second run."""
    later = [NOW + timedelta(hours=hours) for hours in range(1, 12)]
    gone = Disappearance(ONE.article.id, GONE.url, GONE.final_url, "removed", 404, NOW, GONE.sha256)
    start_run(engine, "run", NOW)
    store_captures(engine, store.keep([PAGE, replace(PAGE, fetched_at=LATER), GONE]), NOW)
    store_articles(engine, [ONE, TWO, EARLIER, PRESENT], {ONE.article.id: ["quay", "crates"]}, NOW)
    save_outlets(engine, [replace(HARBOUR, owner="New Owner", feeds=("https://f.example/",))], later[0])
    again = replace(ONE, article=replace(ONE.article, sha256=GONE.sha256, url=GONE.url, fetched_at=GONE.fetched_at))
    store_articles(engine, [again], {}, later[1])
    save_outlets(engine, [replace(HARBOUR, sitemaps=("https://s.example/",))], later[2])
    store_relations(engine, relations_between(ONE, TWO), NOW)
    store_findings(engine, [finding(ONE), finding(TWO), *PASSES], [Validation("suite", False, (LINE,))], "run", NOW)
    pair = min(CLAIM.id, claim_of(TWO)), max(CLAIM.id, claim_of(TWO))
    decide_matches(engine, {pair: "rejected"}, "another quay", "R. Vale", NOW)
    finish_run(engine, "run", {"read": 3}, later[0])
    first = draw_passes(engine, "figures/parts", 1, "seed", later[1])[0]
    decide(engine, finding(ONE).id, "contradicted", "why", "R. Vale", later[2], ["https://proof.example/"])
    store_findings(engine, [replace(finding(TWO), message="another sum")], [], "second", later[3])
    store_findings(engine, [replace(finding(ONE), message="another sum")], [], "second", later[4])
    store_findings(engine, [replace(finding(TWO), outcome="pass", flagged=False)], [], "third", later[5])
    decide(engine, first, "unresolved", "nobody knows", "K. Osei", later[5])
    shown = flags(engine, ids=[finding(ONE).id])
    save_review(engine, Review("a" * 16, "waiting", (shown[0].id,), shown_digest(shown), 1, "", "run-1", NOW), NOW)
    store_revisions(engine, [REVISION], NOW)
    store_disappearances(engine, [gone], NOW)
    store_disappearances(engine, [replace(gone, seen_at=later[6])], later[6])
    said = [
        TrustStatement("quay.example", "member", "m.example"),
        TrustStatement("quay.example", "control", "c.example"),
    ]
    keep_trust_file(engine, "quay.example", "https://quay.example/trust.txt", "0" * 64, said, NOW)
    note_no_trust_file(engine, "none.example", "404", NOW)
    evidence = (FieldEvidence("headline", "Quay", "feed:title"),)
    page = ListedPage("https://harbour-ledger.example/one", evidence, Moment.parse("2031-05-05"))
    note_feed(engine, WatchedFeed("https://f.example/", NOW, "rss", listed=1), [page])
    begin(engine, "unfinished", ["https://harbour-ledger.example/two"], later[7])
    store_captures(engine, store.keep([OLD]), NOW)
    assert prune(engine, store, tmp_path, NOW - timedelta(days=10), later[8]).captures == 1
    return engine


def found(engine: Engine, store: CaptureStore) -> set[str]:
    """Name the parts that are not in order, as `verify` does."""
    return set(amiss(engine, store))


def amiss(engine: Engine, store: CaptureStore) -> Iterator[str]:
    """Name them one by one, as they are found."""
    yield from (part.name for part in check_desk(engine) if part.status == "mismatch")
    yield from (f"article {key}" for key, condition in verify_articles(engine) if condition != "ok")
    kept = store.verify(kept_records(engine))
    yield from (f"capture {record.url}" for record, state in kept if state not in WHOLE)


@pytest.fixture
def tampered(desk: Engine) -> Engine:
    """The desk, to be changed as its owner can, past its references."""
    if desk.dialect.name == "sqlite":
        from sqlalchemy import event

        event.listen(desk, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = OFF").close())
        desk.dispose()
    return desk


def past_references(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))


def others(value: Any, column: Column[Any]) -> Iterator[Any]:
    """Yield values other than this one that the column may take."""
    for words in CLOSED.get(column.name, ()):
        if words != value:
            yield words
    for kind, change_of in CHANGES:
        if isinstance(value, kind):
            yield from change_of(value)
            return
    yield from (("x",) if isinstance(column.type, Listed) else FILLINGS)


CHANGES: tuple[tuple[type[Any], Callable[[Any], tuple[Any, ...]]], ...] = (
    (bool, lambda value: (not value,)),
    (int, lambda value: (value + 1, value - 1)),
    (float, lambda value: (value * (1 - 2**-40), value + 2**-30)),
    (Decimal, lambda value: (value + 1,)),
    (Moment, lambda _: (Moment.parse("2030-01-01"),)),
    (datetime, lambda value: (value + timedelta(microseconds=1), value + timedelta(days=1))),
    (date, lambda value: (value + timedelta(days=1), value - timedelta(days=1))),
    (str, lambda value: (value[:-1] + ("0" if value[-1:] != "0" else "1"), f"{value}.", None)),
    (tuple, lambda value: ((*value, ["x", "y"] if value and isinstance(value[0], tuple) else "x"),)),
)
FILLINGS = ("x" * 64, "x", 200, 1, True, NOW, NOW.date(), Decimal(1), Moment.parse("2030-01-01"))
"""What an empty column may be given."""

CLOSED: dict[str, tuple[str, ...]] = {
    "status": ("open", "settled", "decided", "waiting", "closed", "confirmed", "rejected"),
    "kind": (
        "quotation",
        "event",
        "direct",
        "named",
        "role",
        "contained text",
        "same text",
        "resource",
        "response",
        "error page",
    ),
    "mode": ("direct", "mixed"),
    "stance": ("supports", "conflicts", "related"),
    "outcome": ("pass", "fail", "unverifiable"),
    "severity": ("low", "medium"),
    "verdict": ("unresolved", "corroborated"),
    "strength": ("likely", "proven"),
    "hedge": ("~", "="),
    "granularity": ("week", "day"),
}


def change(engine: Engine, held: Table, column: Column[Any], row: Any) -> tuple[Any, Any] | None:
    """Give one column of one row another value that the database takes: what it was, and what it is."""
    key = and_(*(of == getattr(row, of.name) for of in held.primary_key.columns))
    before = getattr(row, column.name)
    for value in others(before, column):
        try:
            with writing(engine) as connection:
                past_references(connection)
                connection.execute(update(held).where(key).values({column.name: value}))
                changed = key if column.name not in held.primary_key.columns else None
                after = connection.execute(select(column).where(changed)).scalar_one() if changed is not None else value
            if after != before:
                return before, after
        except (DBAPIError, ValueError, TypeError, AttributeError):
            continue
        except Exception as error:
            if "StatementError" not in type(error).__name__:
                raise
    return None


def test_an_honest_desk_is_in_order(desk: Engine, store: CaptureStore) -> None:
    assert found(desk, store) == set()
    unsure = [part.name for part in check_desk(desk) if part.status == "unverifiable"]
    assert unsure == ["feeds and pages watched"]
    with reading(desk) as connection:
        empty = [held.name for held in TABLES if connection.execute(select(held).limit(1)).first() is None]
    assert empty == []


def columns(share: int) -> list[Column[Any]]:
    return [column for held in TABLES if held is not LOG for column in held.c][::share]


def test_every_column_is_found_when_it_changes_or_is_bookkeeping(tampered: Engine, store: CaptureStore) -> None:
    missed, unchanged = [], []
    chance = random.Random(5)
    # the checks are the same code on both: PostgreSQL is asked about every fourth column
    for column in columns(4 if tampered.dialect.name == "postgresql" else 1):
        held: Table = column.table
        with reading(tampered) as connection:
            rows = connection.execute(select(held)).all()
        name = f"{held.name}.{column.name}"
        fullest = sorted(chance.sample(rows, len(rows)), key=lambda row: row.count(None))
        changes = ((row, change(tampered, held, column, row)) for row in fullest)
        row, done = next(((row, done) for row, done in changes if done), (rows[0], None))
        if done is None:
            unchanged.append(name)
            continue
        if name not in BOOKKEEPING and next(amiss(tampered, store), None) is None:
            missed.append(f"{name}: {done}")
        restore(tampered, held, row, column, done[1])
    assert missed == []
    assert set(unchanged) <= REFUSED
    assert found(tampered, store) == set(), "what was changed was not put back"


REFUSED = {"link.a"}
"""What the database itself takes no other value for: the copier of a link is one of its two, here the first."""


def restore(engine: Engine, held: Table, row: Any, column: Column[Any], after: Any) -> None:
    values = row._asdict()
    key = and_(*(of == (after if of.name == column.name else values[of.name]) for of in held.primary_key.columns))
    with writing(engine) as connection:
        past_references(connection)
        assert connection.execute(update(held).where(key).values({column.name: values[column.name]})).rowcount == 1


def test_a_row_that_is_deleted_from_any_table_is_missed(tampered: Engine, store: CaptureStore) -> None:
    unseen = []
    for held in TABLES:
        if held is LOG or all(f"{held.name}.{column.name}" in BOOKKEEPING for column in held.c):
            continue
        with reading(tampered) as connection:
            rows = connection.execute(select(held)).all()
        row = rows[0]
        key = and_(*(of == getattr(row, of.name) for of in held.primary_key.columns))
        with writing(tampered) as connection:
            past_references(connection)
            connection.execute(delete(held).where(key))
        if not found(tampered, store):
            unseen.append((held.name, *row[:2]))
        with writing(tampered) as connection:
            past_references(connection)
            connection.execute(held.insert().values(row._asdict()))
    assert unseen == []
    assert found(tampered, store) == set()


@pytest.mark.parametrize("change", ["replace(modified, 'T', 'U')", "modified || 'Z'", "replace(modified, '.', ',')"])
def test_another_spelling_of_the_same_time_is_found(tampered: Engine, store: CaptureStore, change: str) -> None:
    with writing(tampered) as connection:
        past_references(connection)
        connection.execute(text("UPDATE article SET modified = '2026-10-16T13:20:00.500000'"))
    assert "database" not in found(tampered, store)
    with writing(tampered) as connection:
        past_references(connection)
        connection.execute(text(f"UPDATE article SET modified = {change}"))
    assert "database" in found(tampered, store)
