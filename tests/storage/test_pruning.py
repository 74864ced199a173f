from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # it ships no types

from articles.model import Capture
from storage.archive import store_articles
from storage.audit import verify_audit
from storage.bundle import export, verify_bundle
from storage.captures import INDEX_FILE, CaptureStore, KeptCapture
from storage.catalogue import kept_records, load_captures, store_captures
from storage.consistency import check_desk
from storage.database import DATABASE_FILE, open_database, sqlite_url
from storage.errors import StorageError
from storage.findings import store_findings
from storage.locks import in_use
from storage.pruning import PART, Pruned, prune
from tests.storage.builders import LATER, NOW, finding, read_article

OLD, YOUNG = NOW - timedelta(days=400), NOW - timedelta(days=10)
CUTOFF = NOW - timedelta(days=200)


def page(name: str, at: object = OLD, words: str = "The quay is closed.") -> Capture:
    url = f"https://harbour-ledger.example/{name}"
    content = f"<p>{name}: {words}</p>".encode() * 50
    return Capture(url, url, 200, (("Content-Type", "text/html"),), (), at, content)  # type: ignore[arg-type]


def kept(engine: Engine, folder: Path, *pages: Capture) -> tuple[KeptCapture, ...]:
    done = CaptureStore(folder / "captures").keep(pages)
    store_captures(engine, done, NOW)
    return done


def pruned(engine: Engine, folder: Path, *, flagged_too: bool = False, dry_run: bool = False) -> Pruned:
    store = CaptureStore(folder / "captures")
    return prune(engine, store, folder, CUTOFF, LATER, flagged_too=flagged_too, dry_run=dry_run)


def conditions(engine: Engine, folder: Path) -> Counter[str]:
    return Counter(condition for _, condition in CaptureStore(folder / "captures").verify(kept_records(engine)))


def in_order(engine: Engine, folder: Path) -> bool:
    store = CaptureStore(folder / "captures")
    assert not list(store.damage())
    assert {condition for _, condition in store.verify_exchanges()} <= {"ok"}
    assert [part for part in check_desk(engine) if part.status == "mismatch"] == []
    return verify_audit(engine).ok


def bytes_on_disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "captures").glob("*.warc.gz"))


def test_old_captures_lose_their_bytes_and_keep_record_digest_and_log(engine: Engine, tmp_path: Path) -> None:
    old, young = page("old"), page("young", YOUNG)
    [first, second] = kept(engine, tmp_path, old, young)
    assert pruned(engine, tmp_path).captures == 1
    assert conditions(engine, tmp_path) == {"pruned": 1, "ok": 1}
    assert in_order(engine, tmp_path)
    [record] = load_captures(engine, old.sha256)
    assert (record.id, record.sha256, record.headers) == (first.id, first.sha256, first.headers)
    with pytest.raises(StorageError, match="were pruned"):
        CaptureStore(tmp_path / "captures").read(record)
    [other] = load_captures(engine, young.sha256)
    assert CaptureStore(tmp_path / "captures").read(other) == young
    assert second.record != other.record


def test_the_words_are_nowhere_on_the_disk_any_more(engine: Engine, tmp_path: Path) -> None:
    kept(engine, tmp_path, page("old", words="Harrow Lane, number 7"))
    pruned(engine, tmp_path)
    for path in (tmp_path / "captures").glob("*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                assert b"Harrow Lane" not in record.content_stream().read()
                if record.rec_type == "response":
                    assert record.rec_headers.get_header("WARC-Truncated") == "unspecified"
                    assert record.rec_headers.get_header("WARC-Payload-Digest")


def test_pruning_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    kept(engine, tmp_path, page("old"), page("young", YOUNG))
    pruned(engine, tmp_path)
    size, head = bytes_on_disk(tmp_path), verify_audit(engine).head
    assert pruned(engine, tmp_path).captures == 0
    assert (bytes_on_disk(tmp_path), verify_audit(engine).head) == (size, head)


def test_a_dry_run_only_counts(engine: Engine, tmp_path: Path) -> None:
    kept(engine, tmp_path, page("old"))
    size = bytes_on_disk(tmp_path)
    count = pruned(engine, tmp_path, dry_run=True)
    assert (count.captures, count.files) == (1, 1)
    assert count.after < count.before == size
    assert conditions(engine, tmp_path) == {"ok": 1}


def test_bytes_that_a_later_capture_refers_to_stay(engine: Engine, tmp_path: Path) -> None:
    first = page("same")
    again = page("same", YOUNG)
    kept(engine, tmp_path, first)
    [revisit] = kept(engine, tmp_path, again)
    assert revisit.record.kind == "revisit"
    assert pruned(engine, tmp_path).kept == 1
    assert conditions(engine, tmp_path) == {"ok": 2}


def test_revisits_go_with_the_bytes_they_refer_to(engine: Engine, tmp_path: Path) -> None:
    kept(engine, tmp_path, page("same"))
    kept(engine, tmp_path, page("same", OLD + timedelta(days=1)))
    assert pruned(engine, tmp_path).captures == 2
    assert conditions(engine, tmp_path) == {"pruned": 2}
    assert in_order(engine, tmp_path)


def test_the_same_bytes_fetched_after_pruning_are_kept_whole(engine: Engine, tmp_path: Path) -> None:
    kept(engine, tmp_path, page("same"))
    pruned(engine, tmp_path)
    for forget in (False, True):
        if forget:
            (tmp_path / "captures" / INDEX_FILE).unlink()
        [fresh] = kept(engine, tmp_path, page("same", NOW + timedelta(days=forget)))
        assert CaptureStore(tmp_path / "captures").read(fresh).content == page("same").content
    assert conditions(engine, tmp_path) == {"pruned": 1, "ok": 2}


def test_what_a_flag_speaks_of_stays_unless_asked_for(engine: Engine, tmp_path: Path) -> None:
    capture = page("flagged")
    kept(engine, tmp_path, capture, page("other"))
    read = read_article("flagged", sha256=capture.sha256)
    store_articles(engine, [read], {}, NOW)
    store_findings(engine, [finding(read)], [], "run", NOW)
    assert pruned(engine, tmp_path).captures == 1
    assert conditions(engine, tmp_path) == {"ok": 1, "pruned": 1}
    assert pruned(engine, tmp_path, flagged_too=True).captures == 1
    assert conditions(engine, tmp_path) == {"pruned": 2}


def test_files_pruned_twice_keep_what_is_left(engine: Engine, tmp_path: Path) -> None:
    kept(engine, tmp_path, page("a"), page("b", CUTOFF + timedelta(days=1)), page("c", YOUNG))
    pruned(engine, tmp_path)
    store = CaptureStore(tmp_path / "captures")
    prune(engine, store, tmp_path, CUTOFF + timedelta(days=2), LATER + timedelta(days=2))
    assert conditions(engine, tmp_path) == {"pruned": 2, "ok": 1}
    assert in_order(engine, tmp_path)


def test_an_export_says_what_was_pruned(engine: Engine, tmp_path: Path) -> None:
    kept(engine, tmp_path, page("old"), page("young", YOUNG))
    pruned(engine, tmp_path)
    written = export(engine, CaptureStore(tmp_path / "captures"), tmp_path / "out.zip", "program", LATER)
    [(_, reason)] = written.left_out
    assert reason == "its bytes were pruned; its record and digest are kept"
    parts = verify_bundle(tmp_path / "out.zip")
    assert {part.status for part in parts} <= {"ok", "unverifiable"}


def test_bytes_that_are_gone_without_a_word_in_the_log_are_no_pruning(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    kept(engine, tmp_path, page("old"), page("young", YOUNG))
    pruned(engine, tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE capture_place SET payload_file = ''")
    assert "places after pruning" in {part.name for part in check_desk(engine) if part.status == "mismatch"}
    assert conditions(engine, tmp_path)["mismatch"] == 1
    engine.dispose()


def test_pruning_waits_for_no_run_for_ever(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.pruning.PATIENCE", 0.3)
    kept(engine, tmp_path, page("old"))
    with in_use(engine, tmp_path), pytest.raises(StorageError, match="A run is at work"):
        pruned(engine, tmp_path)
    assert conditions(engine, tmp_path) == {"ok": 1}
    assert pruned(engine, tmp_path).captures == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from storage import pruning
from storage.captures import CaptureStore
from storage.database import open_database, sqlite_url
from tests.storage.test_pruning import CUTOFF, LATER
folder, step = Path(sys.argv[1]), sys.argv[2]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if step == "draft written":
    Path.replace = die
elif step == "named":
    pruning.writing = die
elif step == "logged":
    pruning._remove = die
pruning.prune(open_database(sqlite_url(folder)), CaptureStore(folder / "captures"), folder, CUTOFF, LATER)
"""


@pytest.mark.parametrize("step", ["draft written", "named", "logged"])
def test_a_pruning_that_is_killed_loses_nothing_and_goes_on(step: str, tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    young = page("young", YOUNG)
    kept(engine, tmp_path, page("old"), young)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), step], check=False, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == -signal.SIGKILL
    assert conditions(engine, tmp_path) == ({"pruned": 1, "ok": 1} if step == "logged" else {"ok": 2})
    assert in_order(engine, tmp_path)
    pruned(engine, tmp_path)
    assert conditions(engine, tmp_path) == {"pruned": 1, "ok": 1}
    assert in_order(engine, tmp_path)
    assert not list((tmp_path / "captures").glob(f"*{PART}"))
    assert len(list((tmp_path / "captures").glob("*.warc.gz"))) == 1
    [capture] = load_captures(engine, young.sha256)
    assert CaptureStore(tmp_path / "captures").read(capture) == young
    engine.dispose()
