from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from articles.model import Capture
from storage.archive import load_articles, store_articles
from storage.audit import audit_head, verify_audit
from storage.backup import CAPTURES, backup, restore
from storage.captures import CaptureStore
from storage.catalogue import kept_records, store_captures
from storage.consistency import check_desk
from storage.database import open_database, sqlite_url
from storage.errors import StorageError
from storage.findings import flags, store_findings
from tests.storage.builders import LATER, NOW, finding, read_article


def fill(engine: Engine, store: CaptureStore, name: str, number: int = 0) -> None:
    url = f"https://harbour-ledger.example/{name}"
    capture = Capture(url, url, 200, (), (), NOW + timedelta(seconds=number), f"<p>{name}".encode() * 999)
    store_captures(engine, store.keep([capture]), NOW)
    read = read_article(name, sha256=capture.sha256)
    store_articles(engine, [read], {read.article.id: {name}}, NOW)
    store_findings(engine, [finding(read)], [], "run", NOW)


def sound(engine: Engine, folder: Path, head: str) -> bool:
    store = CaptureStore(folder / "captures")
    assert {condition for _, condition in store.verify(kept_records(engine))} == {"ok"}
    assert {condition for _, condition in store.verify_exchanges()} <= {"ok"}
    assert not list(store.damage())
    assert [part for part in check_desk(engine) if part.status == "mismatch"] == []
    return verify_audit(engine, head).ok


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere"


def test_a_backup_comes_back_with_the_same_head(engine: Engine, tmp_path: Path, other: Path) -> None:
    store = CaptureStore(tmp_path / "captures")
    for name in ("quay", "mill"):
        fill(engine, store, name)
    copy = backup(engine, store, tmp_path, tmp_path / "copy", LATER)
    assert (copy.entries, copy.head) == audit_head(engine)
    fresh = open_database(sqlite_url(other))
    restore(tmp_path / "copy", fresh, CaptureStore(other / "captures"), other)
    assert audit_head(fresh) == audit_head(engine)
    assert sound(fresh, other, copy.head)
    ids = [read_article(name).article.id for name in ("quay", "mill")]
    assert load_articles(fresh, ids) == load_articles(engine, ids)
    assert flags(fresh) == flags(engine)
    fresh.dispose()


def test_a_copy_of_sqlite_can_go_into_any_database(engine: Engine, tmp_path: Path, other: Path) -> None:
    source = open_database(sqlite_url(other))
    store = CaptureStore(other / "captures")
    fill(source, store, "quay")
    copy = backup(source, store, other, other / "copy", LATER)
    home = tmp_path / "home"
    restore(copy.path, engine, CaptureStore(home / "captures"), home)
    assert sound(engine, home, copy.head)
    fill(engine, CaptureStore(home / "captures"), "mill", 1)  # and it goes on
    assert sound(engine, home, copy.head)
    source.dispose()


def test_a_backup_holds_together_while_others_write(engine: Engine, tmp_path: Path, other: Path) -> None:
    store = CaptureStore(tmp_path / "captures")
    fill(engine, store, "first")
    done = threading.Event()

    def write() -> None:
        mine = CaptureStore(tmp_path / "captures")
        number = 0
        while not done.is_set():
            number += 1
            fill(engine, mine, f"page-{number}", number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [backup(engine, store, tmp_path, tmp_path / f"copy-{number}", LATER) for number in range(3)]
    finally:
        done.set()
        writer.join()
    assert copies[0].entries < copies[-1].entries, "nothing was written meanwhile"
    for number, copy in enumerate(copies):
        folder = other / str(number)
        fresh = open_database(sqlite_url(folder))
        restore(copy.path, fresh, CaptureStore(folder / "captures"), folder)
        assert audit_head(fresh) == (copy.entries, copy.head)
        assert sound(fresh, folder, copy.head)
        fresh.dispose()


def test_a_damaged_backup_is_not_restored(tmp_path: Path, other: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    store = CaptureStore(tmp_path / "captures")
    fill(engine, store, "quay")
    copy = backup(engine, store, tmp_path, tmp_path / "copy", LATER)
    [file] = (copy.path / CAPTURES).iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    fresh = open_database(sqlite_url(other))
    with pytest.raises(StorageError, match="is not what was backed up"):
        restore(copy.path, fresh, CaptureStore(other / "captures"), other)
    assert audit_head(fresh)[0] == 0
    fresh.dispose()
    engine.dispose()


def test_a_desk_that_holds_something_is_not_overwritten(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    store = CaptureStore(tmp_path / "captures")
    fill(engine, store, "quay")
    copy = backup(engine, store, tmp_path, tmp_path / "copy", LATER)
    with pytest.raises(StorageError, match="something on this desk already"):
        restore(copy.path, engine, store, tmp_path)
    with pytest.raises(StorageError, match="is there already"):
        backup(engine, store, tmp_path, tmp_path / "copy", LATER)
    engine.dispose()
