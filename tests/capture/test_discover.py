"""Inputs expanded: addresses, files, folders and lists, judged by what they hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from capture.discover import Source, expand
from tests.capture.server import ARTICLE

TEXT = "The bridge over the Lune reopened on Monday.\nSome 3,200 vehicles crossed it."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "b.html").write_bytes(ARTICLE)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / ".hidden.html").write_bytes(ARTICLE)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.html").write_bytes(ARTICLE)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.htm").write_bytes(ARTICLE)
    (tmp_path / "more" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "more" / "style.css").write_text("p { margin: 0 }")
    return tmp_path


def problem_with(text: str) -> str:
    sources, [problem] = expand([text])
    assert sources == ()
    return str(problem)


def test_a_web_address_is_a_source() -> None:
    assert expand(["https://a.example/x?y=1"]) == ((Source(url="https://a.example/x?y=1"),), ())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,<p>x", "file:///etc/passwd", "ftp://a.example/x"]
)
def test_other_kinds_of_address_are_refused(url: str) -> None:
    scheme = url.partition(":")[0]
    assert f"{scheme}: addresses are not fetched; give an address that begins with https://" in problem_with(url)


@pytest.mark.parametrize("url", ["https://", "http:///x", "https://a.example/a b", "http://[::1"])
def test_a_broken_address_is_refused(url: str) -> None:
    assert "is not a valid web address" in problem_with(url)


def test_a_folder_gives_its_pages_and_texts_in_order_without_hidden_ones(desk: Path) -> None:
    sources, problems = expand([str(desk)])
    assert [source.path for source in sources] == [desk / "a.txt", desk / "b.html", desk / "more" / "c.htm"]
    assert problems == ()


def test_a_list_is_known_by_its_lines_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "today").write_text("# morning\nhttps://a.example/1\n\n  https://a.example/2\njavascript:alert(1)\n")
    sources, [problem] = expand([str(tmp_path / "today")])
    assert [source.url for source in sources] == ["https://a.example/1", "https://a.example/2"]
    assert "today line 5: javascript:alert(1): javascript: addresses are not fetched" in str(problem)


def test_a_text_with_an_address_in_it_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://a.example/1\nThe bridge over the Lune reopened on Monday.\n")
    assert expand([str(tmp_path / "a.txt")])[0] == (Source(path=tmp_path / "a.txt"),)


def test_the_same_thing_twice_is_one_source(desk: Path) -> None:
    inputs = [
        str(desk / "a.txt"),
        str(desk),
        os.path.relpath(desk / "b.html"),
        "https://a.example/x",
        "HTTPS://A.example/x#y",
    ]
    sources, _ = expand(inputs)
    assert len(sources) == 4


def test_what_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    assert "nowhere.html: there is no such file; check the name" in problem_with(str(tmp_path / "nowhere.html"))
    assert "is no input" in problem_with("  ")
    assert "\\x00" in problem_with("a\x00b")
    assert "there is no such file" in problem_with("~no-such-user-here/a.html")
    assert "cannot be opened" in problem_with("x" * 5_000)


def test_a_folder_that_cannot_be_opened_is_named(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "more":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", closed)
    sources, [problem] = expand([str(desk)])
    assert len(sources) == 2
    assert "more: cannot be opened (Permission denied); check its permissions" in str(problem)


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "holds no HTML, text or WARC file" in problem_with(str(tmp_path))


def test_a_pdf_behind_html_is_named_and_the_rest_goes_on(desk: Path) -> None:
    (desk / "scan.html").write_bytes(b"%PDF-1.7 ...")
    sources, [problem] = expand([str(desk)])
    assert len(sources) == 3
    assert "scan.html: is a PDF document; save the article's web page" in str(problem)


def test_credentials_are_masked_in_sources_and_in_what_is_said_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "today").write_text("https://ann:secret@a.example/1\nftp://ann:secret@a.example/2\n", encoding="utf-16")
    sources, problems = expand([str(tmp_path / "today"), "https://ann:secret@b.example/1"])
    assert [str(source) for source in sources] == ["https://***@a.example/1", "https://***@b.example/1"]
    assert "line 2: ftp://***@a.example/2: ftp: addresses are not fetched" in str(problems[0])
    assert "secret" not in repr((sources, problems))
