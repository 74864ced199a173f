from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tracemalloc
import warnings
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prov.model import ProvDocument
from sqlalchemy import Engine

from articles.model import Capture, Outlet, Redirect
from storage.archive import store_articles
from storage.audit import audit_head, record, verify_audit
from storage.bundle import Scope, export, verify_bundle
from storage.captures import CaptureStore
from storage.catalogue import store_captures
from storage.decisions import decide
from storage.errors import StorageError
from storage.export.bag import MANIFEST, ROOT, TAG_MANIFEST
from storage.export.scope import LEFT_OUT
from storage.export.wacz import search_key
from storage.findings import store_findings
from storage.relations import store_relations
from storage.spreadsheet import guarded, unguarded
from storage.tables import TABLES
from tests.storage.builders import LATER, NOW, finding, read_article, relations_between

HOSTILE = Outlet('=HYPERLINK("https://x.example")', owner="'quoted", aliases=("+1", "-1"))
PAGE = b"<title>Quay</title><p>48,189 crates"
CAPTURE = Capture(
    "https://harbour-ledger.example/short",
    "https://harbour-ledger.example/one",
    200,
    (("Content-Type", "text/html; charset=utf-8"),),
    (Redirect("https://harbour-ledger.example/short", 301, "https://harbour-ledger.example/one"),),
    NOW,
    PAGE,
)
AGAIN = replace(CAPTURE, fetched_at=LATER)
OTHER = replace(
    CAPTURE,
    url="file:///tmp/a.html",
    final_url="file:///tmp/a.html",
    status=None,
    headers=(),
    redirects=(),
    content=b"else",
)
ONE = read_article("one", sha256=CAPTURE.sha256)
TWO = read_article("two", outlet=HOSTILE, sha256=OTHER.sha256)
ALONE = read_article("alone")


@pytest.fixture
def store(tmp_path: Path) -> CaptureStore:
    return CaptureStore(tmp_path / "captures")


@pytest.fixture
def filled(engine: Engine, store: CaptureStore) -> Engine:
    nothing = replace(ALONE, article=replace(ALONE.article, headline="\t=1+1", byline=("é\ud800\x00",)))
    nothing = replace(nothing, reading=replace(nothing.reading, claims=()))
    store_captures(engine, store.keep([CAPTURE, AGAIN, OTHER]), NOW)
    store_articles(engine, [ONE, TWO], {}, NOW)
    store_articles(engine, [nothing], {}, LATER)
    store_relations(engine, relations_between(ONE, TWO), NOW)
    store_findings(engine, [finding(ONE), finding(TWO, message="again")], [], "run", NOW)
    decide(engine, finding(ONE).id, "contradicted", "why", "who", NOW, ["https://proof.example/"])
    decide(engine, finding(TWO).id, "false alarm", "why not", "who", NOW)
    return engine


def write(engine: Engine, store: CaptureStore, out: Path, scope: Scope = Scope(), **changes: Any) -> Any:  # noqa: B008  frozen
    return export(engine, store, out, "second-source test", changes.pop("now", NOW), scope, **changes)


def files(out: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(out) as bag:
        return {name.removeprefix(f"{ROOT}/"): bag.read(name) for name in bag.namelist()}


def unpack(out: Path, folder: Path) -> Path:
    with zipfile.ZipFile(out) as bag:
        bag.extractall(folder)
    return folder / ROOT


def statuses(out: Path, head: str | None = None) -> dict[str, str]:
    return {verdict.name: verdict.status for verdict in verify_bundle(out, head) if verdict.status != "ok"}


def lines(out: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files(out)[f"data/tables/jsonl/{table}.jsonl"].splitlines()]


def test_an_export_holds_every_table_three_ways(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "export.zip"
    result = write(filled, store, out)
    assert statuses(out) == {}
    names = {table.name for table in TABLES} - LEFT_OUT.keys()
    tables = {name for name in files(out) if name.startswith("data/tables/")}
    assert tables == {f"data/tables/{kind}/{name}.{kind}" for name in names for kind in ("csv", "jsonl", "parquet")}
    assert (result.articles, result.stories, result.captures, result.left_out) == (3, 1, 3, ())
    [figure, *_] = lines(out, "figure")
    assert (figure["value"], figure["hedge"]) == ("48189", ">=")
    folder = unpack(out, tmp_path / "x")
    for path in (folder / "data/tables/parquet").iterdir():
        assert pq.read_table(path).num_rows == len(lines(out, path.stem)), path.name
    assert pq.read_table(folder / "data/tables/parquet/article.parquet")["stored_at"][0].as_py() in {NOW, LATER}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_bag_and_a_web_archive_that_other_tools_accept(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "export.zip"
    write(filled, store, out)
    folder = unpack(out, tmp_path / "x")
    tools = Path(sys.executable).parent
    bag = subprocess.run([tools / "bagit.py", "--validate", folder], capture_output=True, text=True, check=False)
    assert bag.returncode == 0, bag.stderr
    validated = subprocess.run(
        [tools / "wacz", "validate", "-f", folder / "data/captures.wacz"], capture_output=True, text=True, check=False
    )
    assert "is valid" in validated.stdout, validated.stdout + validated.stderr


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_every_record_of_the_web_archive_is_where_its_index_says(
    filled: Engine, store: CaptureStore, tmp_path: Path
) -> None:
    from warcio.archiveiterator import ArchiveIterator

    out = tmp_path / "export.zip"
    write(filled, store, out)
    wacz = unpack(out, tmp_path / "x") / "data/captures.wacz"
    with zipfile.ZipFile(wacz) as archive, archive.open("archive/captures.warc.gz") as warc:
        found = [(record.rec_type, record.rec_headers["WARC-Target-URI"]) for record in ArchiveIterator(warc)]
    assert sorted(found) == [
        ("resource", "file:///tmp/a.html"),
        ("response", "https://harbour-ledger.example/one"),
        ("response", "https://harbour-ledger.example/short"),
        ("response", "https://harbour-ledger.example/short"),
        ("revisit", "https://harbour-ledger.example/one"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.Example.org:8080/A/b.html?z=1&a=2",
        "http://example.org",
        "https://example.org/a/",
        "file:///tmp/x.html",
        "about:blank",
        "https://a.b.example/x%20y/?Q",
    ],
)
def test_search_keys_are_those_of_other_indexers(url: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its patterns are not raw strings, which Python says while compiling
        from surt import surt

    assert search_key(url) == surt(url)


def test_the_same_data_give_the_same_bytes(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    first = write(filled, store, tmp_path / "first.zip")
    second = write(filled, store, tmp_path / "second.zip", now=LATER)
    write(filled, store, tmp_path / "first.zip", now=LATER)
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    assert first.sum == second.sum


def test_an_export_is_logged_and_the_log_in_it_is_a_beginning_of_the_whole(
    filled: Engine, store: CaptureStore, tmp_path: Path
) -> None:
    entries, head = audit_head(filled)
    out = tmp_path / "out.zip"
    result = write(filled, store, out)
    assert (result.entries, result.head) == (entries, head)
    assert audit_head(filled)[0] == entries + 1
    assert verify_audit(filled, result.head).ok
    record(filled, "settings", {"bar": 3}, LATER)
    assert write(filled, store, out).entries == entries + 2


def test_a_story_alone_is_whole_and_nothing_else_is_in_it(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "story.zip"
    record(filled, "settings", {"bar": 3}, LATER)
    result = write(filled, store, out, Scope(stories=(ONE.article.id,)))
    assert statuses(out) == {}
    assert {row["id"] for row in lines(out, "article")} == {ONE.article.id, TWO.article.id}
    assert {row["article_id"] for row in lines(out, "figure")} == {ONE.article.id, TWO.article.id}
    assert [row["id"] for row in lines(out, "story")] == [ONE.article.id]
    assert len(lines(out, "decision")) == len(lines(out, "flag")) == 2
    assert len(lines(out, "claim_match")) == len(lines(out, "link")) == 1
    assert [row["id"] for row in lines(out, "run")] == ["run"]
    assert result.captures == 3
    assert ALONE.article.id not in "".join(map(str, lines(out, "sighting")))


def test_the_log_of_a_late_story_begins_where_it_does(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "since.zip"
    before, _ = audit_head(filled)
    late = read_article("late")
    store_articles(filled, [late], {}, NOW + timedelta(days=2))
    write(filled, store, out, Scope(since=NOW + timedelta(days=1)))
    assert statuses(out) == {}
    assert [row["id"] for row in lines(out, "article")] == [late.article.id]
    assert [row["seq"] for row in lines(out, "audit_entry")] == [before + 1]
    assert statuses(out, lines(out, "audit_entry")[0]["previous"]) == {}
    assert statuses(out, "f" * 64) == {"audit log": "mismatch"}


@pytest.mark.parametrize("scope", [Scope(stories=("f" * 16,)), Scope(since=NOW + timedelta(days=900))])
def test_an_export_of_nothing_is_refused(filled: Engine, store: CaptureStore, tmp_path: Path, scope: Scope) -> None:
    with pytest.raises(StorageError, match=r"There is no"):
        write(filled, store, tmp_path / "none.zip", scope)
    assert not (tmp_path / "none.zip").exists()


def test_provenance_loads_and_renders(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    write(filled, store, out)
    content = files(out)[f"data/provenance/{ONE.article.id}.json"].decode()
    document = ProvDocument.deserialize(content=content, format="json")
    text = document.get_provn()
    for words in (
        "wasDerivedFrom",
        "wasAttributedTo(ss:decision-",
        "prov:PrimarySource",
        "prov:Quotation",
        "ss:capture-",
    ):
        assert words in text, words


TYPES = {
    "ClaimReview": {
        "claimReviewed",
        "itemReviewed",
        "reviewRating",
        "reviewBody",
        "author",
        "datePublished",
        "citation",
    },
    "Claim": {"text", "author", "datePublished", "appearance"},
    "Rating": {"name", "ratingValue", "bestRating", "worstRating", "alternateName", "ratingExplanation", "author"},
    "NewsArticle": {"url", "headline", "datePublished", "author", "publisher"},
    "Organization": {"name", "member"},
    "Person": {"name"},
}
"""Which properties schema.org knows of each type, of those that are used."""


def check_vocabulary(value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            check_vocabulary(item)
    elif isinstance(value, dict):
        assert value.keys() - {"@type", "@id"} <= TYPES[value["@type"]], value
        for item in value.values():
            check_vocabulary(item)


def test_claim_reviews_say_what_reviewers_said_and_no_more(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    write(filled, store, out, desk="Tolle Gazette")
    document = json.loads(files(out)["data/claim-reviews.jsonld"])
    assert document["@context"] == "https://schema.org"
    [review] = document["@graph"]
    check_vocabulary(review)
    assert review["claimReviewed"] == ONE.reading.claims[0].text
    assert review["reviewRating"]["ratingValue"] == "contradicted"
    assert review["reviewRating"]["ratingExplanation"] == "why"
    assert review["author"] == {
        "@type": "Organization",
        "name": "Tolle Gazette",
        "member": [{"@type": "Person", "name": "who"}],
    }
    assert review["itemReviewed"]["datePublished"] == "2031-05-05"
    assert review["citation"] == ["https://proof.example/"]


def test_a_spreadsheet_finds_no_formula_in_any_cell(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    write(filled, store, tmp_path / "out.zip")
    for path in (unpack(tmp_path / "out.zip", tmp_path / "x") / "data/tables/csv").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, strict=True):
                for cell in row:
                    assert not cell.lstrip().startswith(("=", "+", "@")), (path.name, cell)
                    assert not cell.startswith(("\t", "\r", "\n"))


def test_csv_and_json_lines_say_the_same(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    write(filled, store, out)
    rows = csv.DictReader(files(out)["data/tables/csv/outlet.csv"].decode().splitlines())
    names = sorted(unguarded(row["name"]) for row in rows)
    assert names == sorted(row["name"] for row in lines(out, "outlet"))
    assert HOSTILE.name in names


@given(st.text() | st.from_regex(r"[\s']{0,3}[=+@|%-].{0,5}", fullmatch=True))
def test_a_guarded_cell_can_be_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip("\x00\t\r\n ").startswith(("=", "+", "-", "@"))


def test_an_unpacked_export_is_checked_too_and_every_kind_of_damage_is_named(
    filled: Engine, store: CaptureStore, tmp_path: Path
) -> None:
    head = write(filled, store, tmp_path / "out.zip").head
    folder = unpack(tmp_path / "out.zip", tmp_path / "x")
    assert statuses(folder) == statuses(tmp_path / "x") == {"the file itself": "unverifiable"}
    (folder / "data/tables/csv/claim.csv").unlink()
    figures = folder / "data/tables/csv/figure.csv"
    figures.write_bytes(figures.read_bytes().replace(b"48189", b"48188"))
    (folder / "data/note.txt").write_text("mine")
    assert statuses(folder, head) == {
        "the file itself": "unverifiable",
        "data/tables/csv/claim.csv": "missing",
        "data/tables/csv/figure.csv": "mismatch",
        "data/note.txt": "unexpected",
    }
    assert statuses(folder, "0" * 63 + "1")["audit log"] == "mismatch"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_export_packed_again_is_unverifiable_as_a_file_and_checked_by_its_sums(
    filled: Engine, store: CaptureStore, tmp_path: Path
) -> None:
    write(filled, store, tmp_path / "out.zip")
    unpack(tmp_path / "out.zip", tmp_path / "x")
    shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path / "x")
    found = statuses(tmp_path / "again.zip")
    assert found["the file itself"] == "unverifiable"
    assert set(found) <= {"the file itself", "captures"}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_every_flipped_byte_of_the_file_is_found(filled: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    write(filled, store, out)
    whole = out.read_bytes()
    end = len(whole)
    for place in [*range(0, end, end // 24), *range(end - 107, end, 9)]:
        out.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert "mismatch" in statuses(out).values(), place


def resum(folder: Path) -> None:
    """Make the sums of a changed bag again, as one who knows how it is made can."""
    for manifest, names in ((MANIFEST, "data/**/*"), (TAG_MANIFEST, "*.txt")):
        paths = [path for path in sorted(folder.glob(names)) if path.is_file() and path.name != TAG_MANIFEST]
        text = "".join(
            f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
            for path in paths
        )
        (folder / manifest).write_text(text)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("table", "old", "new", "part"),
    [
        ("audit_entry", b"contradicted", b"corroborated", "audit log"),
        ("decision", b"contradicted", b"corroborated", "decisions against the log"),
        ("finding", b"120 %", b"130 %", "findings against the log"),
        ("figure", b"48189", b"48188", "articles against the log"),
        ("flag", b"decided", b"settled", "flags against the log"),
        ("capture", b"one", b"two", "captures against the log"),
    ],
)
def test_a_record_changed_together_with_its_sums_is_not_what_the_log_noted(
    filled: Engine, store: CaptureStore, tmp_path: Path, table: str, old: bytes, new: bytes, part: str
) -> None:
    write(filled, store, tmp_path / "out.zip")
    folder = unpack(tmp_path / "out.zip", tmp_path / "x")
    path = folder / f"data/tables/jsonl/{table}.jsonl"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))
    resum(folder)
    found = statuses(folder)
    assert found[part] == "mismatch"
    assert not [name for name in found if name.startswith("data/")]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "data/../../secret.txt", "data/link.txt", "..\\x"])
def test_a_list_of_sums_cannot_reach_outside_its_folder(
    filled: Engine, store: CaptureStore, tmp_path: Path, name: str
) -> None:
    write(filled, store, tmp_path / "out.zip")
    folder = unpack(tmp_path / "out.zip", tmp_path / "x")
    secret = tmp_path / "x" / "secret.txt"
    secret.write_text("secret")
    (folder / "data/link.txt").symlink_to(secret)
    with (folder / MANIFEST).open("a") as file:
        file.write(f"{hashlib.sha256(b'secret').hexdigest()}  {name}\n")
    assert statuses(folder)[name] in {"unverifiable", "missing"}


@pytest.mark.parametrize("content", [b"", b"PK", b"\xff" * 100, b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_export_is_never_in_order(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    assert statuses(tmp_path / "x.zip")
    assert statuses(tmp_path)
    assert statuses(tmp_path / "none") == {str(tmp_path / "none"): "missing"}


def test_other_files_are_never_overwritten(engine: Engine, store: CaptureStore, tmp_path: Path) -> None:
    mine = tmp_path / "mine.zip"
    with zipfile.ZipFile(mine, "w") as archive:
        archive.writestr("photo.txt", "mine")
    before = mine.read_bytes()
    with pytest.raises(StorageError, match="no export"):
        write(engine, store, mine)
    assert mine.read_bytes() == before
    with pytest.raises(StorageError, match="is a folder"):
        write(engine, store, tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".partial")]


def test_a_capture_that_is_gone_is_named_and_the_rest_goes_on(
    filled: Engine, store: CaptureStore, tmp_path: Path
) -> None:
    for path in store.folder.glob("*.warc.gz"):
        path.unlink()
    result = write(filled, store, tmp_path / "out.zip")
    assert result.captures == 0
    assert {reason for _, reason in result.left_out} == {"its record is missing"}
    assert statuses(tmp_path / "out.zip") == {"captures": "unverifiable"}


def test_an_empty_desk_is_exported(engine: Engine, store: CaptureStore, tmp_path: Path) -> None:
    write(engine, store, tmp_path / "out.zip")
    assert statuses(tmp_path / "out.zip") == {}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_memory_grows_by_the_list_of_files_alone(engine: Engine, store: CaptureStore, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"

    def peak_of(batch: int, count: int) -> tuple[int, int]:
        reads = [read_article(f"{batch}-{number}", published=None) for number in range(count)]
        store_articles(engine, reads, {}, NOW + timedelta(seconds=batch))
        tracemalloc.start()
        write(engine, store, out)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak, sum(len(content) for content in files(out).values())

    peak_of(0, 9)  # what a first export loads is not what one takes
    few, small = peak_of(1, 100)
    many, large = peak_of(2, 300)
    assert large > 2 * small
    assert many - few < 300 * 4_200  # names and sums of an article's file: half of its rows


def test_figures_are_exported_digit_for_digit(engine: Engine, store: CaptureStore, tmp_path: Path) -> None:
    figure = replace(ONE.reading.figures[0], value=Decimal("0.1"), upper=Decimal("1e12"))
    read = replace(ONE, reading=replace(ONE.reading, figures=(figure,), claims=()))
    store_articles(engine, [read], {}, NOW)
    write(engine, store, tmp_path / "out.zip")
    [row] = lines(tmp_path / "out.zip", "figure")
    assert (row["value"], row["upper"]) == ("0.1", "1000000000000")
    assert statuses(tmp_path / "out.zip") == {}
