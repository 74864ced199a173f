"""WARC files of others: their pages with address, date and place, and every way in which a file can be broken."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # it ships no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # it ships no types

from articles.model import Capture
from capture import warc_input
from capture.discover import Source, expand, unpacked
from capture.errors import Unreadable
from capture.warc_input import capture_record, pages_in
from tests.capture.server import ARTICLE

AT = "2031-05-06T07:08:09Z"
SITE = "https://www.harbour-courier.example"


def record(
    path: str = "/a",
    content: bytes = ARTICLE,
    *,
    kind: str = "response",
    status: str = "200 OK",
    url: str | None = None,
    packed: bool = True,
    warc: dict[str, str] | None = None,
    **headers: str,
) -> bytes:
    """Build one record as warcio writes it."""
    out = io.BytesIO()
    given = {name.replace("_", "-").title(): value for name, value in headers.items()}
    fields = {"Content-Type": "text/html; charset=utf-8", **given}
    writer = WARCWriter(out, gzip=packed, warc_version="1.0")
    made = writer.create_warc_record(
        url or SITE + path,
        kind,
        payload=io.BytesIO(content),
        length=len(content),
        http_headers=StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": AT, **(warc or {})},
    )
    writer.write_record(made)
    return out.getvalue()


def read(path: Path) -> list[Capture | Unreadable]:
    found: list[Capture | Unreadable] = []
    for one in pages_in(path):
        if isinstance(one, Unreadable):
            found.append(one)
            continue
        try:
            found.append(capture_record(path, one))
        except Unreadable as problem:
            found.append(problem)
    return found


def outcome(path: Path) -> list[str]:
    """Say what each page gave: the last part of its address, or why there is none."""
    return [one.url.rpartition("/")[2] if isinstance(one, Capture) else str(one) for one in read(path)]


@pytest.fixture(params=[True, False], ids=["gzipped", "plain"])
def packed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_pages_keep_their_address_date_and_place(tmp_path: Path, packed: bool) -> None:
    first, second = record("/a", packed=packed), record("/b", packed=packed)
    path = tmp_path / "CC NEWS.warc"
    path.write_bytes(first + second)
    [one, other] = read(path)
    assert isinstance(one, Capture)
    assert isinstance(other, Capture)
    assert (one.url, one.final_url, one.status, one.content) == (f"{SITE}/a", f"{SITE}/a", 200, ARTICLE)
    assert one.fetched_at == datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert ("content-type", "text/html; charset=utf-8") in one.headers
    assert other.taken_from == f"{path.as_uri()}#offset={len(first)}"


def test_only_html_answers_of_status_200_are_pages(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        record("/robots.txt", b"User-agent: *", content_type="text/plain", packed=packed)
        + record("/a", kind="request", packed=packed)
        + record("/moved", b"", status="301 Moved Permanently", packed=packed)
        + record("/gone", status="404 Not Found", packed=packed)
        + record("/photo", b"\x89PNG\r\n", content_type="image/png", packed=packed)
        + record(url="dns:www.harbour-courier.example", packed=packed)
        + record("/again", kind="revisit", packed=packed)
        + record("/page", packed=packed)
        + record("/old", content_type="application/xhtml+xml", packed=packed)
    )
    assert outcome(path) == ["page", "old"]


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (gzip.compress(ARTICLE), {"content_encoding": "gzip"}),
        (ARTICLE, {"content_encoding": "gzip"}),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(ARTICLE), ARTICLE), {"transfer_encoding": "chunked"}),
        (ARTICLE, {"transfer_encoding": "chunked"}),
    ],
    ids=["gzip", "gzip undone", "chunked", "chunks undone"],
)
def test_codings_are_undone_also_where_the_crawler_did_it(
    tmp_path: Path, content: bytes, headers: dict[str, str]
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(record("/a", content, **headers))  # type: ignore[arg-type]  # by name, in tests
    [one] = read(tmp_path / "a.warc.gz")
    assert isinstance(one, Capture), one
    assert one.content == ARTICLE


def test_addresses_in_angle_brackets_are_read_and_credentials_masked(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(record(url="<https://ann:secret@news.example/a>"))
    [one] = read(tmp_path / "a.warc.gz")
    assert isinstance(one, Capture)
    assert one.url == "https://***@news.example/a"
    assert "secret" not in repr(one)


def flipped(packed: bytes) -> bytes:
    return packed[:-8] + bytes(byte ^ 0x55 for byte in packed[-8:])


def shortened(plain: bytes) -> bytes:
    return re.sub(rb"Content-Length: (\d+)", lambda found: b"Content-Length: %d" % (int(found[1]) - 10), plain)


BOMB = gzip.compress(b"<p>" * 10_000_000)
BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "damaged bytes": (lambda: flipped(record()), "is damaged: it does not decompress"),
    # what follows is read as if it were the rest, until it makes no sense or ends
    "a torn record": (lambda: record()[:-40], "does not decompress | breaks off"),
    "a length too long": (
        lambda: record(packed=False).replace(b"Content-Length: ", b"Content-Length: 9"),
        "before its",
    ),
    "a length too short": (lambda: shortened(record(packed=False)), "is not as long as it says"),
    "no length": (lambda: record(packed=False).replace(b"Content-Length", b"Content-Width"), "how long it is"),
    "another page's bytes": (lambda: record(packed=False).replace(b"3,200", b"3,300"), "not what its digest"),
    "no date": (lambda: record(warc={"WARC-Date": "yesterday"}), "has no date that can be read"),
    "a date without a zone": (lambda: record(warc={"WARC-Date": "2031-05-06T07:08:09"}), "without a time zone"),
    "cut short": (lambda: record(warc={"WARC-Truncated": "length"}), "was cut short when it was archived (length)"),
    "a PDF behind .html": (lambda: record("/a.html", b"%PDF-1.7 ..."), "is a PDF document, not an article's page"),
    "no content": (lambda: record("/a", b""), "is empty, not an article's page"),
    "a gzip bomb": (lambda: record("/a", BOMB, content_encoding="gzip"), "unpacks to more than 20 MB"),
    "torn gzip": (lambda: record("/a", gzip.compress(ARTICLE)[:-9], content_encoding="gzip"), "breaks off"),
    "torn chunks": (lambda: record("/a", b"5\r\n<html\r\nfff\r\n<p>", transfer_encoding="chunked"), "of its chunks"),
    "brotli": (lambda: record("/a", b"\x1b\x00", content_encoding="br"), "compressed in a way that was not asked for"),
    "a page too large": (lambda: record("/a", b"<p>" + b"x" * 20_000_001), "is larger than 20 MB"),
    "a head without end": (
        lambda: gzip.compress(b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000),
        "has a head that does not end",
    ),
    "no record": (lambda: gzip.compress(b"once upon a time"), "is no WARC record"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_one_clear_line_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    make, expected = BROKEN[name]
    broken = make()
    in_gzip = broken.startswith(b"\x1f\x8b")
    path = tmp_path / "crawl.warc"
    before, after = record("/before", packed=in_gzip), record("/after", packed=in_gzip)
    path.write_bytes(before + broken + after)
    *others, last = outcome(path)
    assert (others[0], last) == ("before", "after")
    [problem] = others[1:]
    assert any(words in problem for words in expected.split(" | "))
    assert f"crawl.warc at byte {len(before)}: " in problem
    assert "\n" not in problem


def test_a_last_record_that_breaks_off_is_named(tmp_path: Path, packed: bool) -> None:
    whole = record("/a", packed=packed)
    path = tmp_path / "crawl.warc"
    path.write_bytes(whole + record("/b", packed=packed)[:-40])
    first, second = outcome(path)
    assert first == "a"
    assert "breaks off" in second


def test_a_file_gzipped_in_one_piece_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(record("/a", packed=False) + record("/b", packed=False)))
    assert "is gzipped in one piece; unpack it, and give the .warc file" in outcome(path)[-1]


def test_a_file_of_broken_records_names_the_first_and_counts_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc_input, "MOST_NAMED", 3)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes((flipped(record()) + record("/a")) * 5)
    said = outcome(path)
    assert said.count("a") == 5
    assert len(said) == 5 + 3 + 1
    assert "holds 2 more broken records" in said[-1]


def test_a_warc_file_is_known_by_its_bytes_and_unpacked_while_it_is_read(tmp_path: Path) -> None:
    one = record("/a")
    (tmp_path / "crawl.warc.gz").write_bytes(one + record("/b"))
    (tmp_path / "empty.warc.gz").write_bytes(record("/a", status="404 Not Found"))
    (tmp_path / "page.html").write_bytes(ARTICLE)
    sources, problems = expand([str(tmp_path)])
    assert problems == ()
    assert [(source.path, source.archive) for source in sources] == [
        (tmp_path / "crawl.warc.gz", True),
        (tmp_path / "empty.warc.gz", True),
        (tmp_path / "page.html", False),
    ]
    first, second, nothing, page = unpacked(sources)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert (first.offset, second.offset) == (0, len(one))
    assert "crawl.warc.gz at byte " in str(second)
    assert "empty.warc.gz: holds no HTML answer of status 200" in str(nothing)
    assert page == sources[2]


def test_the_files_we_write_are_read_again(tmp_path: Path) -> None:
    from storage.captures import CaptureStore

    url = f"{SITE}/a"
    capture = Capture(url, url, 200, (("content-type", "text/html"),), (), datetime(2031, 5, 6, tzinfo=UTC), ARTICLE)
    CaptureStore(tmp_path).keep([capture])
    [path] = tmp_path.glob("*.warc.gz")
    [one] = read(path)
    assert isinstance(one, Capture)
    assert (one.url, one.content, one.fetched_at) == (url, ARTICLE, capture.fetched_at)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    one = record("/a") + record("/photo", hashlib.sha256(b"x").digest() * 3_000, content_type="image/png")
    peaks = []
    for count in (100, 2_000):
        path.write_bytes(one * count)
        tracemalloc.start()
        assert sum(isinstance(found, int) for found in pages_in(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000
    assert peaks[1] < 2_000_000


def test_a_member_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_input, "LARGEST_RECORD", 5_000_000)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(b"WARC/1.0\r\nContent-Length: 9\r\n\r\n" + bytes(50_000_000)) + record("/a"))
    started = time.monotonic()
    said = outcome(path)
    assert time.monotonic() - started < 5
    assert "is larger than" in said[0]
    assert said[1:] == ["a"]
