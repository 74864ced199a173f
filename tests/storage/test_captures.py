from __future__ import annotations

import gzip
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # it ships no types
from warcio.checker import Checker  # type: ignore[import-untyped]  # it ships no types

from articles.model import Capture, Redirect
from storage.audit import audit_head
from storage.captures import INDEX_FILE, CaptureStore
from storage.catalogue import kept_records, load_captures, store_captures
from storage.database import open_database, reading, sqlite_url
from storage.errors import StorageError

AT = datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def page(name: str = "quay", content: bytes = b"<p>The quay is closed.", at: datetime = AT) -> Capture:
    url = f"https://harbour-ledger.example/{name}"
    return Capture(url, url, 200, (("Content-Type", "text/html"),), (), at, content)


def conditions(store: CaptureStore) -> set[str]:
    return {condition for _, condition in store.verify()}


def warc_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def texts(folder: Path) -> str:
    return "".join(gzip.open(path).read().decode("latin-1") for path in warc_files(folder))


def forget_index(folder: Path) -> None:
    for path in folder.glob(f"{INDEX_FILE}*"):
        path.unlink()


def test_a_capture_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    hop = Redirect("http://harbour-ledger.example/q", 301, "https://harbour-ledger.example/quay")
    captures = [
        replace(page(), url=hop.url, redirects=(hop,)),
        Capture("file:///desk/a b.txt", "file:///desk/a b.txt", None, (("Content-Type", "text/plain"),), (), AT, b""),
        page("bytes", bytes(range(256)) * 500),
    ]
    kept = store.keep(captures)
    assert [store.read(one) for one in kept] == captures
    assert [one.record.kind for one in kept] == ["response", "resource", "response"]
    assert conditions(CaptureStore(tmp_path)) == {"ok"}


@settings(max_examples=15, deadline=None)
@given(
    url=st.text(max_size=30),
    header=st.tuples(st.text(max_size=20), st.text(max_size=30)),
    status=st.none() | st.integers(100, 999),
    content=st.binary(max_size=200),
)
def test_any_capture_comes_back_and_its_file_stays_whole(
    tmp_path_factory: pytest.TempPathFactory, url: str, header: tuple[str, str], status: int | None, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("captures")
    capture = Capture(url, url, status, (header,), (), AT, content)
    store = CaptureStore(folder)
    [kept] = store.keep([capture])
    assert store.read(kept) == capture
    assert conditions(store) == {"ok"}
    forget_index(folder)
    assert conditions(CaptureStore(folder)) == {"ok"}


def test_other_tools_read_the_files(tmp_path: Path) -> None:
    hop = Redirect("http://harbour-ledger.example/q", 302, "/quay")
    CaptureStore(tmp_path).keep([replace(page(), redirects=(hop,)), page(at=LATER)])
    [path] = warc_files(tmp_path)
    with path.open("rb") as file:
        records = []
        for record in ArchiveIterator(file, check_digests=True):
            record.content_stream().read()
            records.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
            assert record.digest_checker.passed is not False
    address = "https://harbour-ledger.example/quay"
    assert records == [("warcinfo", None), ("response", hop.url), ("response", address), ("revisit", address)]
    assert texts(tmp_path).startswith("WARC/1.1\r\n")


SENT = (("host", "harbour-ledger.example"), ("user-agent", "TestDesk/1 (desk@desk.example)"))


def test_what_was_asked_stands_beside_each_answer_and_each_redirect(tmp_path: Path) -> None:
    hop = Redirect("http://old.example/q?x=1", 301, "https://harbour-ledger.example/quay")
    asked = replace(page(), redirects=(hop,), request=SENT, server="203.0.113.7")
    store = CaptureStore(tmp_path)
    store.keep([asked, replace(page(at=LATER), request=SENT)])
    [path] = warc_files(tmp_path)
    ids: dict[str, str] = {}
    beside: list[tuple[str, str, str]] = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            told = record.rec_headers.get_header
            ids[told("WARC-Record-ID")] = told("WARC-Target-URI")
            if record.rec_type == "request":
                host = record.http_headers.get_header("host")
                beside.append((record.http_headers.statusline, host, ids[told("WARC-Concurrent-To")]))
                assert record.http_headers.get_header("user-agent") == SENT[1][1]
                assert record.http_headers.protocol == "GET"
    address = "https://harbour-ledger.example/quay"
    assert beside == [
        ("/q?x=1 HTTP/1.1", "old.example", hop.url),
        ("/quay HTTP/1.1", "harbour-ledger.example", address),
        ("/quay HTTP/1.1", "harbour-ledger.example", address),
    ]
    assert texts(tmp_path).count("WARC-IP-Address: 203.0.113.7\r\n") == 1
    assert "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest" in texts(tmp_path)
    forget_index(tmp_path)
    assert sorted(record.kind for record, condition in CaptureStore(tmp_path).verify() if condition == "ok") == [
        "redirect",
        "request",
        "request",
        "request",
        "response",
        "revisit",
    ]


def test_the_standards_own_check_finds_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hop = Redirect("http://harbour-ledger.example/q", 302, "/quay")
    file = Capture("file:///desk/a.txt", "file:///desk/a.txt", None, (), (), AT, b"The quay is closed.")
    asked = replace(page(), redirects=(hop,), request=SENT)
    CaptureStore(tmp_path).keep([asked, replace(page(at=LATER), request=SENT), file])
    [path] = warc_files(tmp_path)
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=True)).process_all() == 0
    said = capsys.readouterr().out
    assert said.count("digest pass") == 7
    assert said.count("not checked (revisit)") == 1
    damaged = path.read_bytes()
    path.write_bytes(damaged[:400] + bytes([damaged[400] ^ 1]) + damaged[401:])
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all() == 1


def test_a_damaged_request_or_redirect_is_found(tmp_path: Path) -> None:
    hop = Redirect("http://harbour-ledger.example/q", 302, "/quay")
    store = CaptureStore(tmp_path)
    store.keep([replace(page(), redirects=(hop,), request=SENT)])
    assert [(record.kind, condition) for record, condition in store.verify_exchanges()] == [
        ("redirect", "ok"),
        ("request", "ok"),
        ("request", "ok"),
    ]
    [(first, _), *_] = store.verify_exchanges()
    [path] = warc_files(tmp_path)
    content = bytearray(path.read_bytes())
    content[first.offset + 40] ^= 0xFF
    path.write_bytes(content)
    assert [condition for _, condition in store.verify_exchanges()] == ["unreadable", "ok", "ok"]


def test_where_a_capture_was_taken_from_is_kept(engine: Engine, tmp_path: Path) -> None:
    store = CaptureStore(tmp_path / "captures")
    taken = replace(page(), taken_from="file:///crawls/CC%20NEWS.warc.gz#offset=4711")
    kept = store.keep([taken])
    store_captures(engine, kept, LATER)
    assert load_captures(engine, kept[0].sha256) == kept
    assert store.read(kept[0]).taken_from == taken.taken_from
    assert "WARC-Source-URI: file:///crawls/CC%20NEWS.warc.gz#offset=4711" in texts(tmp_path / "captures")


def test_hostile_addresses_and_headers_cannot_start_a_line_of_their_own(tmp_path: Path) -> None:
    evil = "https://x.example/\r\nWARC-Type: evil\r\n\r\nHTTP/1.1 200 OK"
    capture = Capture(
        evil, evil, 200, (("X\r\nEvil: 1", "a\r\nEvil: 2\n\x00"), ("", "b")), (Redirect(evil, 301, evil),), AT, b"x"
    )
    CaptureStore(tmp_path).keep([capture])
    assert re.findall(r"(?im)^(?:warc-type: evil|evil: \d)", texts(tmp_path)) == []


def test_encodings_of_the_wire_are_not_claimed_for_decoded_bytes(tmp_path: Path) -> None:
    headers = (("Content-Encoding", "br"), ("transfer-encoding", "chunked"), ("Content-Length", "7"))
    store = CaptureStore(tmp_path)
    [kept] = store.keep([replace(page(), headers=headers)])
    assert "X-Archive-Orig-Content-Encoding: br" in texts(tmp_path)
    assert not re.search(r"(?im)^(content-encoding|transfer-encoding):", texts(tmp_path))
    assert store.read(kept).headers == headers


def test_unchanged_bytes_are_kept_once(tmp_path: Path) -> None:
    content = random.Random(1).randbytes(200_000)
    CaptureStore(tmp_path).keep([page(content=content)])
    before = sum(path.stat().st_size for path in warc_files(tmp_path))
    store = CaptureStore(tmp_path)
    [again] = store.keep([page(content=content, at=LATER)])
    assert again.record.kind == "revisit"
    assert store.read(again) == page(content=content, at=LATER)
    assert sum(path.stat().st_size for path in warc_files(tmp_path)) < before + 2000
    assert store.keep([page("elsewhere", content)])[0].record.kind == "response"


def test_the_very_same_capture_is_not_written_again(tmp_path: Path) -> None:
    first = CaptureStore(tmp_path).keep([page(), page()])
    size = texts(tmp_path)
    assert CaptureStore(tmp_path).keep([page()]) == first[:1] == first[1:]
    assert texts(tmp_path).count("WARC-Type: response") == size.count("WARC-Type: response") == 1


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path, largest_file=1000)
    kept = [*store.keep([page("a", b"a" * 5000)]), *store.keep([page("b", random.Random(1).randbytes(5000))])]
    kept += store.keep([page("c")])
    assert len(warc_files(tmp_path)) == 2
    assert [store.read(one).url[-1] for one in kept] == ["a", "b", "c"]


@pytest.mark.parametrize("cut", [1, 10, 200])
def test_a_torn_last_record_is_cut_off_and_earlier_ones_stay(tmp_path: Path, cut: int) -> None:
    kept = CaptureStore(tmp_path).keep([page("first")])
    [path] = warc_files(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[-kept[0].record.length :][:cut])
    store = CaptureStore(tmp_path)
    store.keep([page("second")])
    assert path.read_bytes() == whole
    assert conditions(store) == {"ok"}


def test_a_record_that_was_written_but_not_indexed_is_found_again(tmp_path: Path) -> None:
    CaptureStore(tmp_path).keep([page("first"), page("second", b"two")])
    CaptureStore(tmp_path).keep([page("first", at=LATER)])
    expected = list(CaptureStore(tmp_path).verify())
    forget_index(tmp_path)
    assert list(CaptureStore(tmp_path).verify()) == expected
    assert CaptureStore(tmp_path).keep([page("second", b"two", at=LATER)])[0].record.kind == "revisit"


def test_damage_in_the_middle_does_not_cost_what_follows(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    kept = store.keep([page(name, name.encode() * 50) for name in ("first", "second", "third")])
    [path] = warc_files(tmp_path)
    damaged = bytearray(path.read_bytes())
    damaged[kept[1].record.offset + 30 : kept[1].record.offset + 60] = bytes(30)
    path.write_bytes(damaged)
    assert [condition for _, condition in store.verify(one.record for one in kept)] == ["ok", "unreadable", "ok"]
    forget_index(tmp_path)
    CaptureStore(tmp_path).keep([page("fourth")])
    assert path.read_bytes() == bytes(damaged)
    assert [store.read(kept[place]).content[:5] for place in (0, 2)] == [b"first", b"third"]


def test_every_flipped_byte_of_a_record_is_found(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    [kept] = store.keep([page()])
    [path] = warc_files(tmp_path)
    whole = path.read_bytes()
    header = range(kept.record.offset + 3, kept.record.offset + 10)  # gzip's own flags, time and system: no content
    missed = []
    for place in range(kept.record.offset, len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 0xFF
        path.write_bytes(flipped)
        [(_, condition)] = store.verify([kept.record])
        if condition == "ok" and place not in header:
            missed.append(place)
    assert missed == []


def test_what_is_gone_is_missing_and_what_is_another_is_a_mismatch(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    kept = store.keep([page("first"), page("second")])
    swapped = replace(kept[0].record, offset=kept[1].record.offset, length=kept[1].record.length)
    other = replace(kept[0].record, sha256="0" * 64)
    outside = replace(kept[0].record, file="../elsewhere.warc.gz")
    assert [condition for _, condition in store.verify([swapped, other, outside])] == [
        "mismatch",
        "mismatch",
        "missing",
    ]
    [path] = warc_files(tmp_path)
    path.unlink()
    assert conditions(store) == {"missing"}
    with pytest.raises(StorageError, match="missing"):
        store.read(kept[0])


def test_stores_that_share_a_folder_write_files_of_their_own(tmp_path: Path) -> None:
    stores = [CaptureStore(tmp_path) for _ in range(3)]
    for turn in range(3):
        for number, store in enumerate(stores):
            store.keep([page(f"{number}-{turn}", f"{number} {turn}".encode())])
    assert len(warc_files(tmp_path)) == 3
    assert len(list(stores[0].verify())) == 9
    assert conditions(stores[0]) == {"ok"}


KEEP_FOREVER = """
import sys, itertools, random
from datetime import UTC, datetime
from pathlib import Path
from articles.model import Capture
from storage.captures import CaptureStore

store, noise = CaptureStore(Path(sys.argv[1])), random.Random(1)
for turn in itertools.count():
    pages = [Capture(f"u{turn}-{n}", f"u{turn}-{n}", 200, (), (), datetime.now(UTC), noise.randbytes(50_000)) for n in range(5)]
    for kept in store.keep(pages):
        print(kept.record.file, kept.record.offset, kept.record.length, kept.sha256, kept.url, flush=True)
"""


def test_a_writer_killed_at_any_moment_loses_nothing_it_said_was_kept(tmp_path: Path) -> None:
    said: list[str] = []
    for turn in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", KEEP_FOREVER, str(tmp_path)], stdout=subprocess.PIPE, text=True, env={**os.environ}
        ) as writer:
            assert writer.stdout is not None
            said += [writer.stdout.readline() for _ in range(10)]
            time.sleep(0.01 * turn)
            writer.send_signal(signal.SIGKILL)
            said += [line for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    store = CaptureStore(tmp_path)
    held = {
        f"{record.file} {record.offset} {record.length} {record.sha256} {record.url}\n": condition
        for record, condition in store.verify()
    }
    assert {held[line] for line in said} == {"ok"}
    assert set(held.values()) == {"ok"}


FILL_UP = """
import resource, signal, sys, random
from datetime import UTC, datetime
from pathlib import Path
from articles.model import Capture
from storage.captures import CaptureStore
from storage.database import open_database, reading, sqlite_url
from storage.errors import StorageError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
store, noise = CaptureStore(Path(sys.argv[1])), random.Random(1)
for turn in range(100):
    pages = [Capture(f"u{turn}-{n}", f"u{turn}-{n}", 200, (), (), datetime.now(UTC), noise.randbytes(9_000)) for n in range(5)]
    try:
        kept = store.keep(pages)
    except StorageError as error:
        print("full:", error)
        break
    print(*(record.url for record in kept))
"""


@pytest.mark.parametrize("room", [400_000, 80_000, 20_000])
def test_a_full_disk_is_one_clear_line_and_what_was_kept_stays(tmp_path: Path, room: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FILL_UP, str(tmp_path), str(room)], capture_output=True, text=True, check=True
    )
    *said, last = ran.stdout.splitlines()
    kept = {name for line in said for name in line.split()}
    assert ran.stderr == ""
    assert last.startswith("full: Captures cannot be kept in ")
    assert last.endswith("make room there or name another folder.")
    store = CaptureStore(tmp_path)
    held = list(store.verify())
    assert {record.url for record, _ in held} >= kept
    assert {condition for _, condition in held} <= {"ok"}
    assert kept or room < 400_000
    [again] = store.keep([page()])
    assert store.read(again) == page()


def test_room_is_left_for_the_databases(tmp_path: Path) -> None:
    CaptureStore(tmp_path).keep([page()])
    with pytest.raises(StorageError, match=r"MB are left on its disk\); make room there"):
        CaptureStore(tmp_path, spare=1 << 60).keep([page(at=LATER)])
    assert [condition for _, condition in CaptureStore(tmp_path).verify()] == ["ok"]


def test_a_database_without_room_is_one_clear_line_and_keeps_what_it_had(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path / "captures")
    engine = open_database(sqlite_url(tmp_path))

    @event.listens_for(engine, "connect")
    def narrow(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    with reading(engine) as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    engine.pool.dispose()
    store_captures(engine, store.keep([page()]), LATER)
    many = store.keep([page(f"{'x' * 500}{number}") for number in range(200)])
    with pytest.raises(StorageError, match=r"The database has no room left \(database or disk is full\)"):
        store_captures(engine, many, LATER)
    assert len(list(kept_records(engine))) == 1
    engine.dispose()


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be kept in"):
        CaptureStore(tmp_path / "file" / "captures").keep([page()])


def test_an_index_that_is_broken_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / INDEX_FILE).write_text("not an index" * 1000)
    with pytest.raises(StorageError, match=f"delete {INDEX_FILE}"):
        CaptureStore(tmp_path).keep([page()])


def test_the_database_knows_every_capture_and_the_same_twice_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    store = CaptureStore(tmp_path / "captures")
    hop = Redirect("http://harbour-ledger.example/q\x00", 301, "\ud800")
    kept = store.keep([replace(page(), redirects=(hop,)), page(at=LATER), page("other", b"other")])
    assert store_captures(engine, kept, LATER) == 3
    head = audit_head(engine)
    assert store_captures(engine, kept, LATER) == 0
    assert audit_head(engine) == head
    assert load_captures(engine, kept[0].sha256) == kept[:2]
    assert {condition for _, condition in store.verify(kept_records(engine))} == {"ok"}
