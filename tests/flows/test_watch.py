"""The watch as its users run it: the command, the flow, and what they leave."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

from samples.newsroom import newsroom, watched_outlets
from storage.registry import write_outlets
from tests.capture.server import answer, serving
from tests.flows.conftest import Prefect, Ran, second_source

pytestmark = pytest.mark.server

PAGE = b"""<!doctype html><html lang="en"><head><title>Bridge over the Lune reopens</title></head><body><article>
<h1>Bridge over the Lune reopens</h1>
<p>The bridge over the Lune reopened after 14 months of repairs, the county council said in a statement.</p>
<p>Some 3,200 vehicles crossed it in the first two hours, more than the council had expected for a morning.</p>
<p>"It is a relief for everyone who lives on the north bank," said Petra Holm, who runs the bakery beside it.</p>
</article></body></html>"""


async def watch(prefect: Prefect, host: str, *words: str | Path) -> Ran:
    settings = {"SECOND_SOURCE_ALLOW_PRIVATE_HOSTS": host, "SECOND_SOURCE_HOST_DELAY": "0", **prefect.environment}
    return await asyncio.to_thread(second_source, "watch", *words, **settings)


def files_with(words: bytes, folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and words in file.read_bytes()]


async def test_a_watch_checks_what_is_new_once_and_shows_no_credentials_anywhere(
    tmp_path: Path, prefect: Prefect
) -> None:
    today = format_datetime(datetime.now(UTC))
    items = "".join(
        f"<item><title>Bridge over the Lune reopens</title><link>{link}</link><pubDate>{today}</pubDate></item>"
        for link in ("/bridge", "/gone", "javascript:alert(1)")
    )
    feed = answer(f"<rss><channel>{items}</channel></rss>".encode(), etag='"1"')
    desk = tmp_path / "desk"
    async with serving({"/feed": feed, "/bridge": answer(PAGE)}) as server:
        address = server.url("/feed").replace("//", "//ann:hush@")
        first = await watch(prefect, server.host, address, server.url("/no-feed"), "--data-dir", desk)
        again = await watch(prefect, server.host, address, "--data-dir", desk)
        asked = server.paths()
    assert (first.code, again.code) == (0, 0), first.err
    assert "2 pages new or due again" in first.out
    assert "Bridge over the Lune reopens" in first.out
    assert "0 pages new or due again" in again.out
    assert asked.count("/bridge") == 1
    lines = [line for line in first.err.splitlines() if line.startswith("second-source:")]
    assert len(lines) == 3
    for words in ("/no-feed", "/gone", "javascript:"):
        assert any(words in line for line in lines)
    assert files_with(b"Lune", tmp_path)
    assert files_with(server.url("/no-feed").encode(), prefect.home), "what a run said is not kept there"
    for folder in (tmp_path, prefect.home):
        assert not files_with(b"hush", folder)
    assert "hush" not in first.out + first.err
    with closing(sqlite3.connect(desk / "second-source.sqlite")) as database:
        places = database.execute("SELECT found_in FROM field_evidence WHERE field = 'published'").fetchall()
    assert ("feed:pubDate",) in places


async def test_a_watch_that_reaches_nothing_ends_with_code_1(tmp_path: Path, prefect: Prefect) -> None:
    async with serving({}) as server:
        ran = await watch(prefect, server.host, server.url("/none"), "--data-dir", tmp_path / "desk")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "status 404" in ran.err


def test_owners_are_listed_as_confirmed_or_claimed(tmp_path: Path) -> None:
    write_outlets(
        tmp_path / "outlets.yaml", [outlet for outlet in watched_outlets() if outlet.feeds or outlet.sitemaps]
    )
    with newsroom() as room:
        settings = {
            "SECOND_SOURCE_ALLOW_PRIVATE_HOSTS": ",".join(room.private_hosts),
            "SECOND_SOURCE_RESOLVE": ",".join(f"{name}={host}:{port}" for name, (host, port) in room.resolve.items()),
            "COLUMNS": "200",
            "SECOND_SOURCE_HOST_DELAY": "0",
        }
        ran = second_source(
            "outlets", "--import", tmp_path / "outlets.yaml", "--trust", "--data-dir", tmp_path / "desk", **settings
        )
    assert ran.code == 0, ran.err
    rows = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert any("castell-press.example controls lowland-times.example" in row and "confirmed" in row for row in rows)
    assert any("castell-press.example controls eveningbeacon.example" in row and "claimed" in row for row in rows)


def test_the_starter_registry_joins_the_desks_own_which_stands_above_it(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("- name: Reuters\n  domains: [reuters.com]\n  owner: Our own finding\n")
    desk = tmp_path / "desk"
    empty = second_source("outlets", "--data-dir", desk)
    assert "--starter" in empty.err
    for words in (("--import", tmp_path / "own.yaml"), ("--starter",)):
        ran = second_source("outlets", *words, "--data-dir", desk)
        assert ran.code == 0, ran.err
    second_source("outlets", "--export", tmp_path / "all.yaml", "--data-dir", desk)
    text = (tmp_path / "all.yaml").read_text(encoding="utf-8")
    assert "Our own finding" in text
    assert "Agence France-Presse" in text
