from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.archive import store_articles
from storage.audit import GENESIS, AuditEntry, audit_head, entry_hash, note_settings, record, verify_audit, walk
from storage.database import open_database, reading, writing
from storage.findings import store_findings
from storage.outlets import save_outlets
from tests.storage.builders import HARBOUR, LATER, NOW, finding, read_article

TRIGGERS_OFF = {
    "sqlite": ["DROP TRIGGER audit_entry_update", "DROP TRIGGER audit_entry_delete", "DROP TRIGGER audit_entry_insert"],
    "postgresql": ["ALTER TABLE audit_entry DISABLE TRIGGER ALL"],
}


@contextmanager
def tampering(engine: Engine) -> Iterator[Connection]:
    """Write as one who owns the database can."""
    with writing(engine) as connection:
        for statement in TRIGGERS_OFF[engine.dialect.name]:
            connection.execute(text(statement))
        yield connection


@pytest.fixture
def logged(engine: Engine) -> Engine:
    for number in range(5):
        record(engine, "settings", {"bar": number, "name": "é\ud800\x00"}, NOW + timedelta(seconds=number), "ed")
    return engine


def test_an_untouched_log_holds(logged: Engine) -> None:
    verdict = verify_audit(logged)
    assert (verdict.ok, verdict.entries, verdict.broken_at) == (True, 5, None)
    assert (5, verdict.head) == audit_head(logged)


def test_an_empty_log_holds(engine: Engine) -> None:
    assert verify_audit(engine).head == GENESIS
    assert verify_audit(engine, GENESIS).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET payload = '{}' WHERE seq = 3",
        "DELETE FROM audit_entry WHERE seq = 5",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_entries(logged: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        _run(logged, statement)
    assert verify_audit(logged).entries == 5


@pytest.mark.parametrize("url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_postgresql_refuses_to_empty_the_log(logged: Engine) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        _run(logged, "TRUNCATE audit_entry CASCADE")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_sqlite_refuses_to_replace_entries(logged: Engine) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        _run(
            logged,
            "INSERT OR REPLACE INTO audit_entry SELECT seq, at, agent, kind, '{}', previous, hash FROM audit_entry",
        )


def _run(engine: Engine, statement: str) -> None:
    with writing(engine) as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("column", ["at", "agent", "kind", "payload", "previous", "hash"])
def test_a_changed_entry_is_named(logged: Engine, column: str) -> None:
    value = "2031-01-01 00:00:00" if column == "at" else "0" * 64
    with tampering(logged) as connection:
        connection.execute(text(f"UPDATE audit_entry SET {column} = '{value}' WHERE seq = 3"))
    verdict = verify_audit(logged)
    assert (verdict.ok, verdict.broken_at, verdict.entries) == (False, 3, 2)


def test_a_missing_entry_is_named(logged: Engine) -> None:
    with tampering(logged) as connection:
        connection.execute(text("DELETE FROM audit_entry WHERE seq = 2"))
    assert verify_audit(logged).broken_at == 2


def test_a_log_cut_short_or_rewritten_is_found_by_a_head_noted_elsewhere(logged: Engine) -> None:
    _, noted = audit_head(logged)
    record(logged, "settings", {"bar": 9}, LATER)
    assert verify_audit(logged, noted).ok
    with tampering(logged) as connection:
        connection.execute(text("DELETE FROM audit_entry WHERE seq > 3"))
    assert verify_audit(logged).ok
    assert not verify_audit(logged, noted).ok


def test_an_entry_is_written_with_what_it_records_or_not_at_all(engine: Engine) -> None:
    with pytest.raises(DBAPIError):
        store_findings(engine, [finding(read_article())], [], "run", NOW)
    assert audit_head(engine) == (0, GENESIS)


def test_many_writers_keep_one_chain(url: str) -> None:
    def write(writer: int) -> None:
        engine = open_database(url)
        for turn in range(5):
            batch = [read_article(f"{writer}-{turn}"), read_article(f"shared-{turn}")]
            store_articles(engine, batch, {}, NOW)
            store_findings(engine, [finding(read) for read in batch], [], f"run {writer}", NOW)
        engine.dispose()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    engine = open_database(url)
    verdict = verify_audit(engine)
    with reading(engine) as connection:
        kinds = dict(connection.execute(text("SELECT kind, count(*) FROM audit_entry GROUP BY kind")).tuples().all())
    engine.dispose()
    assert verdict.ok
    assert kinds == {"article": 25, "finding": 25, "flag": 25, "run": 4}


def test_settings_are_noted_once_however_many_start_with_them_and_again_when_they_change(url: str) -> None:
    def start(_: int) -> bool:
        engine = open_database(url)
        noted = note_settings(engine, {"bar": 2}, NOW)
        engine.dispose()
        return noted

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(start, range(4))) == [False, False, False, True]
    engine = open_database(url)
    save_outlets(engine, [HARBOUR], NOW)
    assert [note_settings(engine, {"bar": bar}, LATER) for bar in (2, 3, 3, 2)] == [False, True, False, True]
    assert save_outlets(engine, [HARBOUR], LATER) == 0
    with reading(engine) as connection:
        said = connection.execute(
            text("SELECT payload FROM audit_entry WHERE kind = 'settings' ORDER BY seq")
        ).scalars()
        assert [next(iter(json.loads(payload).items())) for payload in said] == [
            ("desk", {"bar": 2}),
            ("gone", []),
            ("desk", {"bar": 3}),
            ("desk", {"bar": 2}),
        ]
    assert verify_audit(engine).ok
    engine.dispose()


def test_an_empty_database_opened_by_many_at_once_is_migrated_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for engine in pool.map(open_database, [empty_url] * 4):
            assert verify_audit(engine).ok
            engine.dispose()


def chain(payloads: list[str]) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for seq, payload in enumerate(payloads, 1):
        previous = entries[-1].hash if entries else GENESIS
        digest = entry_hash(seq, NOW, "agent", "kind", payload, previous)
        entries.append(AuditEntry(seq, NOW, "agent", "kind", payload, previous, digest))
    return entries


@given(st.lists(st.text(), min_size=2, max_size=6), st.data())
def test_no_entry_can_be_left_out_moved_or_changed(payloads: list[str], data: st.DataObject) -> None:
    entries = chain(payloads)
    place = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(st.integers(0, len(entries) - 1).filter(lambda number: number != place))
    assert walk(entries).ok
    changed = replace(entries[place], payload=entries[place].payload + "!")
    assert walk([*entries[:place], changed, *entries[place + 1 :]]).broken_at == place + 1
    assert walk([*entries[:place], *entries[place + 1 :]], entries[-1].hash).ok is False
    swapped = list(entries)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    assert walk(swapped).broken_at == min(place, other) + 1


def test_the_same_instant_in_another_zone_is_the_same_entry() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5)))
    assert entry_hash(1, NOW, "a", "k", "p", GENESIS) == entry_hash(1, there, "a", "k", "p", GENESIS)
