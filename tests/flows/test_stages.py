"""The stages of a run as plain functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.model import Article, Capture, Reading, Redirect
from articles.outlets import Registry
from capture.discover import expand, unpacked
from flows import extracting
from flows.desk import open_desk
from flows.settings import Settings
from flows.stages import begin, extract, fetch, keep, policy_of, watchlist
from flows.verify import verify_desk
from tests.capture.server import ARTICLE
from tests.capture.test_warc_input import flipped, record

AT = datetime(2031, 5, 6, tzinfo=UTC)


def test_the_watch_list_gives_urls_and_paths_from_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "watchlist.txt").write_text("# the desk's\nhttps://outlet.example/news\n\n  saved/page.html\n/folder\n")
    assert watchlist(Settings(data_dir=tmp_path)) == [
        "https://outlet.example/news",
        str(tmp_path / "saved" / "page.html"),
        "/folder",
    ]


def test_without_a_watch_list_there_is_nothing_to_check(tmp_path: Path) -> None:
    assert watchlist(Settings(data_dir=tmp_path)) == []


def test_a_fetcher_says_who_asks(tmp_path: Path) -> None:
    assert "desk@news.example" in policy_of(Settings(data_dir=tmp_path, contact="desk@news.example")).user_agent


def test_what_the_settings_allow_reaches_the_fetcher(tmp_path: Path) -> None:
    policy = policy_of(
        Settings(
            data_dir=tmp_path,
            allow_private_hosts=("127.0.0.1:8123",),
            resolve=("outlet.example:80=127.0.0.1:8123",),
            host_delay=0,
        )
    )
    assert policy.allow_private_hosts == ("127.0.0.1:8123",)
    assert policy.resolve == {"outlet.example:80": ("127.0.0.1", 8123)}
    assert policy.obey_robots


async def test_the_pages_of_a_warc_file_are_checked_beside_what_is_broken_in_it(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.warc.gz"
    first = record("/a")
    crawl.write_bytes(first + flipped(record("/b")) + record("/c", ARTICLE.replace(b"Lune", b"Ouse")))
    sources, _ = expand([str(tmp_path)])
    batch = tuple(unpacked(sources))
    with open_desk(Settings(data_dir=tmp_path / "desk", processes=1)) as desk:
        captures, [problem] = await fetch(desk, batch)
        kept = keep(desk, captures)
        reads, _ = extract(desk, begin(desk, kept, Registry(())))
        assert next(verify_desk(desk, None)).status == "ok"
    assert "crawl.warc.gz at byte" in problem.input
    assert [read.article.fetched_at for read in reads] == [datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)] * 2
    assert kept[0].taken_from == f"{crawl.as_uri()}#offset=0"


def test_verify_says_of_each_record_what_is_wrong_with_it(tmp_path: Path) -> None:
    hop = Redirect("http://a.example/old", 301, "/0")
    with open_desk(Settings(data_dir=tmp_path, processes=1)) as desk:
        made = [
            Capture(f"http://a.example/{number}", f"http://a.example/{number}", 200, (), (hop,), AT, b"%d" % number)
            for number in range(4)
        ]
        kept = keep(desk, [replace(one, request=(("host", "a.example"),)) for one in made])
        [path] = desk.captures.folder.glob("*.warc.gz")
        content = bytearray(path.read_bytes())
        content[kept[1].record.offset + 40] ^= 0xFF
        other = kept[2].record
        third = content[kept[3].record.offset : kept[3].record.offset + other.length]
        content[other.offset : other.offset + other.length] = third
        path.write_bytes(content[: kept[3].record.offset])
        verdicts = list(verify_desk(desk, None))
    said = [(verdict.part.partition(" ")[0], verdict.status) for verdict in verdicts]
    assert said[0] == ("response", "unreadable")
    assert said[2] == ("response", "missing")
    assert verdicts[3].part == "captures"
    assert verdicts[3].message.startswith("1 of 4 captures have the bytes that were fetched (")


def test_a_page_on_which_the_program_fails_is_told_apart_and_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"/fine": ARTICLE, "/odd": ARTICLE.replace(b"Lune", b"<b>Ouse</b>")}
    real = extracting.read

    def read(article: Article) -> Reading:
        return real(article) if article.url.endswith("/fine") else {}[article.body]  # type: ignore[return-value]  # it fails

    monkeypatch.setattr(extracting, "read", read)
    with open_desk(Settings(data_dir=tmp_path / "desk", processes=1)) as desk:
        captures = [
            Capture(f"https://outlet.example{path}", f"https://outlet.example{path}", 200, (), (), AT, page)
            for path, page in pages.items()
        ]
        kept = keep(desk, captures)
        reads, [problem] = extract(desk, begin(desk, kept, Registry()))
    assert [read.article.url for read in reads] == ["https://outlet.example/fine"]
    assert problem.reason == "defect"
    assert problem.input == "https://outlet.example/odd"
    assert problem.problem.startswith("could not be read: KeyError in test_stages.py, line ")
