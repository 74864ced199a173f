"""Files captured as if they had been served, and refused by what their bytes are."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from capture.content_kind import kind_of
from capture.errors import Unreadable
from capture.files import capture_file
from tests.capture.server import ARTICLE

NOW = datetime(2031, 5, 6, tzinfo=UTC)


def test_a_file_is_a_capture_at_its_file_address(tmp_path: Path) -> None:
    path = tmp_path / "a b.html"
    path.write_bytes(ARTICLE)
    (tmp_path / "link.html").symlink_to(path)
    capture = capture_file(tmp_path / "link.html", NOW)
    assert (capture.status, capture.headers, capture.content, capture.fetched_at) == (None, (), ARTICLE, NOW)
    assert capture.url == capture.final_url == path.resolve().as_uri()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF document; save the article's web page instead"),
        (b"\xff\xd8\xff\xe0....", "is a JPEG image; give an HTML page"),
        (b"PK\x03\x04....", "is a ZIP archive or an office document"),
        (gzip.compress(ARTICLE), "is gzip-compressed; unpack it first"),
        (b"<html><p>a\x00b", "NUL bytes"),
        (b"MIME-Version: 1.0\n...", "MHTML"),
        (b'<?xml version="1.0"?>\n<feed xmlns="x">', "a feed or sitemap (feed)"),
        (b'[{"a": 1}]', "is JSON data"),
        (bytes(range(1, 32)) * 9, "is not text"),
        (b"<p>" + b"<p>" * 150_001, "more than 150,000 tags"),
        (b"<p " + b"a=1 " * 3_001 + b">", "more than 3,000 attributes"),
    ],
)
def test_bytes_that_are_no_page_and_no_text_are_refused_in_words(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        capture_file(path, NOW)
    assert reason in str(caught.value)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "large.html").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        capture_file(tmp_path / "large.html", NOW)


def test_what_is_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="not a regular file"):
        capture_file(tmp_path / "pipe", NOW)
    with pytest.raises(Unreadable, match="is a folder"):
        capture_file(tmp_path, NOW)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ARTICLE, "html"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "html"),
        (ARTICLE.decode().encode("utf-16"), "html"),
        (ARTICLE.decode().encode("utf-16-le"), "html"),
        (b"<P>An old page", "html"),
        (b"The bridge reopened. 3 < 4.", "text"),
        ("Une phrase où rien n'est balisé".encode("latin-1"), "text"),
        (b'{"quoted"} at the start of a text', "text"),
        (b"[ Editor's note ] The bridge reopened.", "text"),
        (b'<html><p data-x="' + b"word " * 9_000 + b'">', "html"),
    ],
)
def test_the_kind_is_judged_by_the_bytes(content: bytes, kind: str) -> None:
    assert kind_of(content)[0] == kind
