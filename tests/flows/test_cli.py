"""The command line, as a person and as a script use it."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.conftest import Server
from tests.flows.conftest import Desk, Prefect, second_source

HEAVY = ("prefect", "great_expectations", "pandas", "sqlalchemy", "trafilatura", "httpx")

ARTICLE = """date 2026-10-12 Flood closes the lower road at Tolle
Monday, 12 October 2026 6:03 PM
The lower road at Tolle was closed on Sunday after the river rose, the district council said.
At least 14 people were injured when a footbridge gave way, the ambulance service said on Sunday.
"We will reopen the road when the water lets us," council leader Ada Brenn said.
"""


def test_help_answers_without_anything_heavy() -> None:
    code = f"import sys, flows.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("words", [("check",), ("check", "--nonsense", "x"), ("nonsense",), ("flags", "--status", "x")])
def test_bad_usage_ends_with_code_2(words: tuple[str, ...]) -> None:
    ran = second_source(*words)
    assert ran.code == 2
    assert ran.out == ""


def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    ran = second_source("flags", "--data-dir", tmp_path, SECOND_SOURCE_BAR="many")
    assert ran.code == 2
    assert ran.err.startswith("second-source: SECOND_SOURCE_BAR: ")


def test_a_database_that_cannot_be_opened_is_one_line_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://desk:hush@127.0.0.1:1/news"
    ran = second_source("flags", "--data-dir", tmp_path, "--database", url)
    assert ran.code == 1
    assert len(ran.err.strip().splitlines()) == 1
    assert "hush" not in ran.err


@pytest.mark.server
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, prefect: Prefect) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / "flood.txt").write_text(ARTICLE, encoding="utf-8")
    (inputs / "scan.html").write_bytes(b"%PDF-1.7 not a page")
    asked = ("check", inputs, tmp_path / "no-such.html", "--data-dir", tmp_path / "desk", "--json")
    ran = second_source(*asked, **prefect.environment)
    assert ran.code == 0
    answer = ran.answer
    [article] = answer["articles"]
    assert article["headline"] == "Flood closes the lower road at Tolle"
    assert article["published"] == "2026-10-12T18:03:00"
    assert article["outlet"] is None
    rules = {finding["rule"]: finding["outcome"] for finding in article["findings"]}
    assert rules["outlet missing"] == "fail"
    assert rules["byline missing"] == "fail"
    assert rules["weekday against date"] == "pass"
    [injured] = [figure for figure in article["figures"] if figure["value"] == 14]
    assert (injured["hedge"], injured["counted"], injured["role"]) == (">=", "people", "injured")
    lines = [line for line in ran.err.splitlines() if line.startswith("second-source:")]
    assert len(lines) == 2
    assert any("scan.html" in line and "PDF" in line for line in lines)
    assert any("no-such.html" in line for line in lines)
    assert [problem["input"] for problem in answer["summary"]["unreadable"]]


@pytest.mark.server
def test_nothing_usable_ends_with_code_1(tmp_path: Path, prefect: Prefect) -> None:
    asked = ("check", tmp_path / "no-such.html", "javascript:alert(1)", "--data-dir", tmp_path / "desk")
    ran = second_source(*asked, **prefect.environment)
    assert ran.code == 1
    assert len([line for line in ran.err.splitlines() if line.startswith("second-source:")]) == 2
    assert "Traceback" not in ran.err
    assert "No flags" not in ran.out, "not checked is not passed"


def test_flags_fit_80_columns_and_say_what_is_wrong(demo: Desk) -> None:
    ran = second_source("flags", "--data-dir", demo.folder)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "single origin" in ran.out
    as_json = json.loads(second_source("flags", "--data-dir", demo.folder, "--json").out)
    assert {flag["id"] for flag in as_json} == {
        flag["id"] for flag in demo.ran.answer["flags"] if flag["status"] == "open"
    }


def test_flags_of_one_rule(demo: Desk) -> None:
    as_json = json.loads(second_source("flags", "--data-dir", demo.folder, "--rule", "single origin", "--json").out)
    assert as_json
    assert {flag["rule"] for flag in as_json} == {"single origin"}


def test_outlets_go_out_and_come_back_the_same(demo: Desk, tmp_path: Path) -> None:
    listed = second_source("outlets", "--data-dir", demo.folder)
    assert "Meridian" in listed.out
    for name in ("outlets.csv", "outlets.yaml"):
        second_source("outlets", "--data-dir", demo.folder, "--export", tmp_path / name)
        ran = second_source("outlets", "--data-dir", tmp_path / f"desk-{name}", "--import", tmp_path / name)
        assert ran.code == 0, ran.err
        assert second_source("outlets", "--data-dir", tmp_path / f"desk-{name}").out == listed.out


def test_importing_outlets_adds_to_the_registry(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    for name in ("Tolle Gazette", "Sarve Mail"):
        file = tmp_path / "one.yaml"
        file.write_text(f"- name: {name}\n  domains: [{name.split()[1].lower()}.example]\n")
        second_source("outlets", "--data-dir", desk, "--import", file)
    assert {"Tolle Gazette", "Sarve Mail"} <= {
        line.strip()[:13].strip() for line in second_source("outlets", "--data-dir", desk).out.splitlines()
    }


def test_an_export_verifies_until_a_byte_of_it_changes(demo: Desk, tmp_path: Path) -> None:
    out = tmp_path / "audit.zip"
    assert second_source("export", out, "--data-dir", demo.folder).code == 0
    whole = second_source("verify", out)
    assert whole.code == 0, whole.out
    content = bytearray(out.read_bytes())
    content[len(content) // 2] ^= 1
    out.write_bytes(content)
    broken = second_source("verify", out)
    assert broken.code == 1
    assert "mismatch" in broken.out


def test_a_story_is_exported_alone(demo: Desk, tmp_path: Path) -> None:
    story = demo.ran.answer["stories"][0]["id"]
    out = tmp_path / "story.zip"
    ran = second_source("export", out, "--story", story, "--data-dir", demo.folder)
    assert ran.code == 0, ran.err
    assert "1 story" in " ".join(ran.err.split())
    assert second_source("verify", out).code == 0
    assert second_source("export", out, "--story", "f" * 16, "--data-dir", demo.folder).code == 1
    assert second_source("export", out, "--story", story, "--all", "--data-dir", demo.folder).code == 2


def test_a_timestamp_asks_the_authority_and_no_secret_is_kept(tmp_path: Path, demo: Desk) -> None:
    from datetime import UTC, datetime

    from tests.storage.authority import make_authority, served

    now = datetime.now(UTC)
    authority = make_authority(now)
    (tmp_path / "roots.pem").write_bytes(authority.pem)
    desk = tmp_path / "desk"
    shutil.copytree(demo.folder, desk, ignore=shutil.ignore_patterns("prefect", "*.log", "server.json"))
    assert second_source("timestamp", "--data-dir", desk).code == 1
    with served(authority, now) as url:
        secret = url.replace("http://", "http://desk:hush-tsa@")
        ran = second_source("timestamp", "--data-dir", desk, SECOND_SOURCE_TIMESTAMP_URL=secret)
    assert ran.code == 0, ran.err
    out = tmp_path / "out.zip"
    assert second_source("export", out, "--data-dir", desk).code == 0
    for words in (("verify", "--data-dir", desk), ("verify", out)):
        checked = second_source(*words, SECOND_SOURCE_TIMESTAMP_ROOTS=str(tmp_path / "roots.pem"))
        assert checked.code == 0, checked.out
        assert "was known to" in " ".join(checked.out.split())
    assert "hush" not in ran.err + ran.out
    assert not holding("hush", desk, out)


def holding(secret: str, *places: Path) -> list[str]:
    """Name every file, and member of a zip or gzip, that holds a secret."""
    found = []
    for path in (path for place in places for path in ([place] if place.is_file() else place.rglob("*"))):
        if not path.is_file():
            continue
        contents = [path.read_bytes()]
        if path.suffix == ".gz":
            contents.append(gzip.decompress(contents[0]))
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        if any(secret.encode() in content for content in contents):
            found.append(str(path))
    return found


@pytest.mark.server
@pytest.mark.postgresql
def test_no_secret_is_in_logs_stores_or_exports(tmp_path: Path, server: Server) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>Quay</title><article><p>The quay was closed on Monday, the mayor said.</p></article>" * 20)
    url = make_url(server.database(server.empty())).set(password="hush-database")
    planted = {
        "SECOND_SOURCE_DATABASE": url.render_as_string(hide_password=False),
        "PREFECT_SERVER_API_AUTH_STRING": "desk:hush-login",
        "SECOND_SOURCE_TIMESTAMP_URL": "http://desk:hush-tsa@127.0.0.1:1/",
    }
    desk, out = tmp_path / "desk", tmp_path / "out.zip"
    asked = ("check", page, "http://reader:hush-page@127.0.0.1:1/story", "--verbose", "--data-dir", desk, "--json")
    said = [second_source(*asked, **planted)]
    said.append(second_source("export", out, "--data-dir", desk, **planted))
    said.append(second_source("timestamp", "--data-dir", desk, **planted))
    said.append(second_source("verify", "--data-dir", desk, **planted))
    assert [ran.code for ran in said] == [0, 0, 1, 0], [ran.err for ran in said]
    assert "hush" not in "".join(ran.out + ran.err for ran in said)
    assert not holding("hush", desk, out)


def test_a_desk_verifies_until_a_capture_changes(demo: Desk, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(demo.folder, desk, ignore=shutil.ignore_patterns("prefect", "*.log", "server.json"))
    assert second_source("verify", "--data-dir", desk).code == 0
    warc = min(desk.rglob("*.warc.gz"))
    content = bytearray(warc.read_bytes())
    content[len(content) // 2] ^= 1
    warc.write_bytes(content)
    broken = second_source("verify", "--data-dir", desk)
    assert broken.code == 1
    assert "captures" in broken.out


def test_a_head_noted_elsewhere_is_compared(demo: Desk) -> None:
    head = second_source("verify", "--data-dir", demo.folder).out.split()[-1]
    assert len(head) == 64
    assert second_source("verify", "--data-dir", demo.folder, "--head", head).code == 0
    ran = second_source("verify", "--data-dir", demo.folder, "--head", "f" * 64)
    assert ran.code == 1
    assert "mismatch" in ran.out
