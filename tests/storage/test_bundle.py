from __future__ import annotations

import csv
import hashlib
import json
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from articles.model import Outlet
from storage.archive import store_articles
from storage.audit import audit_head, record, verify_audit
from storage.bundle import LEFT_OUT, MANIFEST, export, verify_bundle
from storage.decisions import decide
from storage.errors import StorageError
from storage.findings import store_findings
from storage.relations import store_relations
from storage.spreadsheet import guarded, unguarded
from storage.tables import TABLES
from tests.storage.builders import LATER, NOW, finding, read_article, relations_between

HOSTILE = Outlet('=HYPERLINK("https://x.example")', owner="'quoted", aliases=("+1", "-1"))
ONE, TWO = read_article("one"), read_article("two", outlet=HOSTILE)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    nothing = replace(TWO, article=replace(TWO.article, headline="\t=1+1", byline=("é\ud800\x00",)))
    nothing = replace(nothing, reading=replace(nothing.reading, claims=()))
    store_articles(engine, [ONE, TWO, nothing], {}, NOW)
    store_relations(engine, relations_between(ONE, TWO), NOW)
    store_findings(engine, [finding(ONE)], [], "run", NOW)
    decide(engine, finding(ONE).id, "unresolved", "why", "who", NOW)
    return engine


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def statuses(folder: Path, head: str | None = None) -> dict[str, str]:
    return {verdict.name: verdict.status for verdict in verify_bundle(folder, head) if verdict.status != "ok"}


def lines(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "jsonl" / f"{table}.jsonl").read_text("ascii").splitlines()]


def test_an_export_holds_every_table_both_ways(filled: Engine, tmp_path: Path) -> None:
    out = tmp_path / "export"
    result = export(filled, out, "second-source test", NOW)
    names = {table.name for table in TABLES} - LEFT_OUT.keys()
    assert set(files(out)) == {MANIFEST, *(f"{k}/{n}.{k}" for n in names for k in ("csv", "jsonl"))}
    assert result.files == len(files(out))
    assert statuses(out) == {}
    [figure, *_] = lines(out, "figure")
    assert (figure["value"], figure["hedge"]) == ("48189", ">=")
    manifest = json.loads((out / MANIFEST).read_text())
    for part in manifest["parts"]:
        content = (out / part["name"]).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (part["sha256"], part["bytes"])


def test_the_same_data_give_the_same_bytes(filled: Engine, tmp_path: Path) -> None:
    first = export(filled, tmp_path / "first", "1", LATER)
    second = export(filled, tmp_path / "second", "1", LATER)
    again = export(filled, tmp_path / "first", "1", LATER)
    assert files(tmp_path / "first") == files(tmp_path / "second")
    assert first.sum == second.sum == again.sum


def test_an_export_is_logged_and_the_log_in_it_is_a_beginning_of_the_whole(filled: Engine, tmp_path: Path) -> None:
    entries, head = audit_head(filled)
    result = export(filled, tmp_path / "out", "1", NOW)
    assert (result.entries, result.head) == (entries, head)
    assert audit_head(filled)[0] == entries + 1
    assert verify_audit(filled, result.head).ok
    record(filled, "settings", {"bar": 3}, LATER)
    assert export(filled, tmp_path / "out", "1", NOW).entries == entries + 2


def test_a_spreadsheet_finds_no_formula_in_any_cell(filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path / "out", "1", NOW)
    for path in (tmp_path / "out" / "csv").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, strict=True):
                for cell in row:
                    assert not cell.lstrip().startswith(("=", "+", "@")), (path.name, cell)
                    assert not cell.startswith(("\t", "\r", "\n"))


def test_csv_and_json_lines_say_the_same(filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path / "out", "1", NOW)
    with (tmp_path / "out" / "csv" / "outlet.csv").open(encoding="utf-8", newline="") as file:
        names = sorted(unguarded(row["name"]) for row in csv.DictReader(file))
    assert names == sorted(row["name"] for row in lines(tmp_path / "out", "outlet"))
    assert HOSTILE.name in names


@given(st.text() | st.from_regex(r"[\s']{0,3}[=+@|%-].{0,5}", fullmatch=True))
def test_a_guarded_cell_can_be_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip("\x00\t\r\n ").startswith(("=", "+", "-", "@"))


def test_every_kind_of_damage_is_named(filled: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    head = export(filled, out, "1", NOW).head
    (out / "csv" / "claim.csv").unlink()
    (out / "csv" / "figure.csv").write_bytes((out / "csv" / "figure.csv").read_bytes().replace(b"48189", b"48188"))
    (out / "csv" / "note.txt").write_text("mine")
    assert statuses(out) == {
        "csv/claim.csv": "missing",
        "csv/figure.csv": "mismatch",
        "csv/note.txt": "unexpected",
    }
    assert statuses(out, "0" * 63 + "1")["audit log"] == "mismatch"
    assert "audit log" not in statuses(out, head)


def test_every_flipped_byte_of_the_manifest_is_found(filled: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(filled, out, "1", NOW)
    whole = (out / MANIFEST).read_bytes()
    for place in range(0, len(whole), 97):
        (out / MANIFEST).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert statuses(out)[MANIFEST] in {"mismatch", "unverifiable"}, place


def resum(out: Path, change: dict[str, Any]) -> None:
    """Change a manifest as one who knows how it is made can."""
    from storage.bundle import _manifest_bytes, _manifest_sum

    manifest = json.loads((out / MANIFEST).read_bytes()) | change
    (out / MANIFEST).write_bytes(_manifest_bytes(manifest | {"sum": _manifest_sum(manifest)}))


def test_a_log_rewritten_together_with_its_sums_breaks_the_chain(filled: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(filled, out, "1", NOW)
    log = out / "jsonl" / "audit_entry.jsonl"
    log.write_bytes(log.read_bytes().replace(b"unresolved", b"contradicted"))
    parts = json.loads((out / MANIFEST).read_bytes())["parts"]
    for part in parts:
        content = (out / part["name"]).read_bytes()
        part |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    resum(out, {"parts": parts})
    assert statuses(out) == {"audit log": "mismatch"}


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "csv/../../secret.txt", "csv/link.txt", "..\\x"])
def test_a_manifest_cannot_reach_outside_its_folder(filled: Engine, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    export(filled, out, "1", NOW)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (out / "csv" / "link.txt").symlink_to(secret)
    digest = hashlib.sha256(b"secret").hexdigest()
    parts = json.loads((out / MANIFEST).read_bytes())["parts"]
    resum(out, {"parts": [*parts, {"name": name, "sha256": digest, "bytes": 6, "rows": 0}]})
    assert statuses(out)[name] == "unverifiable"


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "second-source export 1"}', b"\xff"])
def test_a_manifest_that_is_none_is_unverifiable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    assert statuses(tmp_path) == {MANIFEST: "unverifiable"}


def test_a_folder_without_a_manifest_is_no_export(tmp_path: Path) -> None:
    assert statuses(tmp_path) == {MANIFEST: "missing"}
    assert statuses(tmp_path / "none") == {MANIFEST: "missing"}


def test_a_folder_of_other_files_is_never_overwritten(engine: Engine, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / MANIFEST).write_text('{"name": "my site"}')
    with pytest.raises(StorageError, match="holds other files"):
        export(engine, out, "1", NOW)
    assert files(out) == {MANIFEST: b'{"name": "my site"}'}
    with pytest.raises(StorageError, match="is not a folder"):
        export(engine, out / MANIFEST, "1", NOW)
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".partial")]


def test_an_empty_folder_and_an_earlier_export_are_replaced(filled: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(filled, out, "1", NOW)
    (out / "csv" / "stray.csv").write_text("")
    export(filled, out, "1", NOW)
    assert statuses(out) == {}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_memory_does_not_grow_with_the_rows(engine: Engine, tmp_path: Path) -> None:
    for batch in range(2):
        reads = [read_article(f"{batch}-{number}", published=None) for number in range(500)]
        store_articles(engine, reads, {}, NOW + timedelta(seconds=batch))
    export(engine, tmp_path / "first", "1", NOW)  # what is made once, a statement a table, is not of the rows
    tracemalloc.start()
    export(engine, tmp_path / "out", "1", NOW)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = sum(len(content) for content in files(tmp_path / "out").values())
    assert size > 2_500_000
    assert peak < size / 2


def test_figures_are_exported_digit_for_digit(engine: Engine, tmp_path: Path) -> None:
    figure = replace(ONE.reading.figures[0], value=Decimal("0.1"), upper=Decimal("1e12"))
    read = replace(ONE, reading=replace(ONE.reading, figures=(figure,), claims=()))
    store_articles(engine, [read], {}, NOW)
    export(engine, tmp_path / "out", "1", NOW)
    [row] = lines(tmp_path / "out", "figure")
    assert (row["value"], row["upper"]) == ("0.1", "1000000000000")
