"""The desk at work: a reviewer in a real browser, in both of Prefect's UIs, and what is kept of it."""

from __future__ import annotations

import json
import sqlite3
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PageTimeout

from tests.flows.conftest import Desk, Served, arrive, copied, picture, second_source, serving

pytestmark = [pytest.mark.server, pytest.mark.browser]

UIS = ("/v2", "")


@pytest.fixture(scope="module")
def desk(
    demo: Desk, tmp_path_factory: pytest.TempPathFactory, prefect_tables: Callable[[Path], Path]
) -> Iterator[Served]:
    """Serve a copy of the demo without what Prefect knows of it: our record alone must be enough for the inbox."""
    folder = copied(demo.folder, tmp_path_factory.mktemp("review"), "prefect")
    prefect_tables(folder / "prefect")
    with serving(Desk(folder, demo.ran)) as served:
        yield served


def api(desk: Served, path: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{desk.url}/api{path}", data, {"Content-Type": "application/json"})
    for _ in range(5):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
            break
        except urllib.error.HTTPError as error:
            if error.code != 503:  # SQLite has one writer; Prefect's own client asks again too
                raise
            time.sleep(1)
    return json.loads(text) if text else None


def waiting(desk: Served, *tags: str) -> list[dict[str, Any]]:
    wanted = {"state": {"type": {"any_": ["PAUSED"]}}, "tags": {"all_": ["needs-review", *tags]}}
    found: list[dict[str, Any]] = api(desk, "/flow_runs/filter", {"flow_runs": wanted, "limit": 200})
    return found


def form(desk: Served, run: dict[str, Any]) -> tuple[dict[str, Any], str]:
    state = api(desk, f"/flow_runs/{run['id']}")["state"]
    keys = state["state_details"]["run_input_keyset"]
    return (
        api(desk, f"/flow_runs/{run['id']}/input/{keys['schema']}"),
        api(desk, f"/flow_runs/{run['id']}/input/{keys['description']}"),
    )


def submit(desk: Served, run: dict[str, Any], answer: dict[str, Any]) -> str:
    status: str = api(desk, f"/flow_runs/{run['id']}/resume", {"run_input": answer})["status"]
    return status


def answer_of(schema: dict[str, Any], verdict: str, reviewer: str) -> dict[str, Any]:
    verdicts = {name: verdict for name in schema["required"] if name.startswith("flag_")}
    return verdicts | {"reason": "asked the ministry", "reviewer": reviewer}


def ended(desk: Served, run: dict[str, Any], states: tuple[str, ...] = ("COMPLETED", "FAILED", "CRASHED")) -> Any:
    """Wait until the worker has done with a run."""
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        state = api(desk, f"/flow_runs/{run['id']}")["state"]
        if state["type"] in states:
            return state
        time.sleep(0.3)
    raise AssertionError(f"{run['name']} is still {state['name']}")


def kept(desk: Served, query: str) -> list[tuple[Any, ...]]:
    [database] = desk.desk.folder.glob("*.sqlite")
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


def resumed(page: Page, ui: str) -> Locator:
    """Open the form of the run that is shown."""
    if ui:
        page.get_by_role("button", name="Open menu").click()
        page.get_by_role("menuitem", name="Resume").click()
        return page.get_by_role("dialog")
    page.get_by_role("button", name="Resume").click()
    return page.locator(".p-modal__body").locator("xpath=..")


def picked(page: Page, box: Locator, verdict: str) -> None:
    """Pick from a list that may close again while its dialog is still being drawn, and may take its time to close."""
    option = page.get_by_role("option", name=verdict, exact=True)
    for _ in range(4):
        expect(option).to_have_count(0)
        box.click()
        with suppress(PageTimeout):
            return option.click(timeout=5_000)
        if option.is_visible():
            page.keyboard.press("Escape")
    raise AssertionError(f"“{verdict}” could not be picked")


def choose(dialog: Locator, page: Page, ui: str, place: int, verdict: str) -> None:
    if ui:
        picked(page, dialog.locator("button[aria-haspopup=listbox]").nth(place), verdict)
    else:
        # its list closes when the dialog scrolls under a mouse; the keyboard opens it wherever it is
        dialog.locator(".p-select-button__control").nth(place).focus()
        page.keyboard.press("ArrowDown")
        page.locator(".p-select-option", has_text=verdict).click()
        shut(page, dialog)


def shut(page: Page, dialog: Locator) -> None:
    """Close a list that stays open, for more to be picked or because the page is slow: it lies over the dialog."""
    options = page.locator(".p-select-option")
    for _ in range(4):
        page.keyboard.press("Escape")
        with suppress(AssertionError):
            return expect(options).to_have_count(0, timeout=2_000)
        dialog.locator("textarea").first.focus()
    raise AssertionError("the list of choices stays open")


def send(done: Locator) -> None:
    """Click until the form goes: while a list above it closes, a click is lost."""
    for _ in range(4):
        done.click()
        with suppress(AssertionError):
            return expect(done).to_have_count(0, timeout=8_000)
    raise AssertionError("the form stays")


def exported(out: Path, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(out) as bag:
        lines = bag.read(f"second-source-export/data/tables/jsonl/{name}.jsonl").splitlines()
    return [json.loads(line) for line in lines]


def of_reviewer(rows: list[dict[str, Any]], reviewer: str, flag: str) -> set[tuple[str, str, str, str]]:
    said = (row for row in rows if row["reviewer"] == reviewer)
    return {(row[flag], row["verdict"], row["reason"], row["reviewer"]) for row in said}


@pytest.mark.parametrize("ui", UIS)
def test_a_reviewer_decides_in_the_browser_and_every_record_agrees(
    page: Page, desk: Served, ui: str, tmp_path: Path
) -> None:
    run = min(waiting(desk, "high"), key=lambda found: found["name"])
    others = [found["name"] for found in waiting(desk) if "high" not in found["tags"]]
    page.goto(f"{desk.url}{ui}/runs?state=Suspended&{'tags' if ui else 'tag'}=high")
    expect(page.get_by_text(run["name"]).first).to_be_visible()
    assert others
    for name in others:
        expect(page.get_by_text(name)).to_have_count(0)
    picture(page, f"inbox{ui.replace('/', '-')}")
    arrive(page, page.get_by_text(run["name"]).first, "**/flow-run/**")
    dialog = resumed(page, ui)
    schema, _ = form(desk, run)
    names = [name for name in schema["required"] if name.startswith("flag_")]
    expect(dialog.get_by_text(schema["properties"][names[0]]["title"]).first).to_be_visible()
    picture(page, f"review{ui.replace('/', '-')}")
    done = dialog.get_by_role("button", name="Resume" if ui else "Submit", exact=True)
    done.click()
    page.wait_for_timeout(1500)
    assert api(desk, f"/flow_runs/{run['id']}")["state"]["type"] == "PAUSED", "an empty form was taken"

    for place in range(len(names)):
        choose(dialog, page, ui, place, "corroborated")
    dialog.locator("textarea").nth(0).fill("the coastguard's log and a second agency")
    dialog.locator("textarea").nth(1).fill(f"R. Vale {ui or 'one'}")
    send(done)
    state = ended(desk, run)
    assert state["type"] == "COMPLETED", state
    assert f"{len(names)} decided by R. Vale" in state["message"]

    reviewer, reason = f"R. Vale {ui or 'one'}", "the coastguard's log and a second agency"
    decided = {
        said for said in kept(desk, "SELECT flag_id, verdict, reason, reviewer FROM decision") if said[3] == reviewer
    }
    assert {said[1:] for said in decided} == {("corroborated", reason, reviewer)}
    assert len(decided) == len(names)
    logged = [
        json.loads(payload) for (payload,) in kept(desk, "SELECT payload FROM audit_entry WHERE kind = 'decision'")
    ]
    assert of_reviewer(logged, reviewer, "flag") == decided
    assert second_source("export", tmp_path / "out.zip", "--data-dir", desk.desk.folder).code == 0
    assert of_reviewer(exported(tmp_path / "out.zip", "decision"), reviewer, "flag_id") == decided
    entries = [
        json.loads(row["payload"]) for row in exported(tmp_path / "out.zip", "audit_entry") if row["kind"] == "decision"
    ]
    assert of_reviewer(entries, reviewer, "flag") == decided
    assert second_source("verify", tmp_path / "out.zip").code == 0
    assert second_source("verify", "--data-dir", desk.desk.folder).code == 0
    _, description = form(desk, waiting(desk)[0])
    story = description.partition("/v2/artifacts/key/")[2].partition(")")[0]
    assert story.startswith("story-")


@pytest.mark.parametrize("ui", UIS)
def test_a_match_that_a_reviewer_rejects_in_the_browser_counts_no_more(page: Page, desk: Served, ui: str) -> None:
    run, label = next(
        (run, choices["items"]["enum"][0])
        for run in waiting(desk)
        if (choices := form(desk, run)[0]["properties"].get("not_the_same"))
    )
    names = [name for name in form(desk, run)[0]["required"] if name.startswith("flag_")]
    page.goto(f"{desk.url}{ui}/runs/flow-run/{run['id']}")
    dialog = resumed(page, ui)
    for place in range(len(names)):
        choose(dialog, page, ui, place, "false alarm")
    dialog.locator("textarea").nth(0).fill("one is of last year")
    dialog.locator("textarea").nth(1).fill(f"M. Quill {ui or 'one'}")
    if ui:
        dialog.locator("button[aria-haspopup=dialog], button[aria-haspopup=listbox]").last.click()
        page.get_by_role("option", name=label).click()
        page.keyboard.press("Escape")
    else:
        dialog.locator(".p-select-button__control, .p-combobox__control, .p-select__control").last.focus()
        page.keyboard.press("ArrowDown")
        page.locator(".p-select-option", has_text=label).click()
        shut(page, dialog)
    picture(page, f"match{ui.replace('/', '-')}")
    send(dialog.get_by_role("button", name="Resume" if ui else "Submit", exact=True))
    state = ended(desk, run)
    assert state["type"] == "COMPLETED", state
    said = kept(desk, f"SELECT a, b, status FROM match_decision WHERE reviewer = 'M. Quill {ui or 'one'}'")
    assert [status for *_, status in said] == ["rejected"]
    [(a, b, _)] = said
    stances = kept(desk, f"SELECT DISTINCT stance FROM claim_match WHERE a = '{a}' AND b = '{b}'")
    assert stances == [("related",)]
    assert second_source("verify", "--data-dir", desk.desk.folder).code == 0


def test_a_decision_shows_in_its_story(desk: Served) -> None:
    artifacts = api(desk, "/artifacts/latest/filter", {"limit": 200})
    stories = [each for each in artifacts if each["key"].startswith("story-") and "R\\. Vale" in (each["data"] or "")]
    assert stories
    assert "What was decided" in stories[0]["data"]
    dashboard = next(each for each in artifacts if each["key"] == "dashboard")
    assert "median time to decision" in dashboard["data"]


def test_a_contradiction_waits_for_a_second_reviewer_who_is_another_person(desk: Served) -> None:
    run = waiting(desk, "medium")[0]
    schema, _ = form(desk, run)
    answer = answer_of(schema, "contradicted", "R. Vale")
    assert submit(desk, run, answer) == "ACCEPT"
    assert "wait for a second reviewer" in ended(desk, run)["message"]
    second = waiting(desk, "second-reviewer")[0]
    _, description = form(desk, second)
    assert "R\\. Vale** said **contradicted**" in description

    assert submit(desk, second, answer) == "ACCEPT"
    ended(desk, second, ("PAUSED", "FAILED", "CRASHED"))
    _, again = form(desk, second)
    assert again.startswith("> **Asked again:** R\\. Vale has decided flag 1 already")

    assert submit(desk, second, answer | {"reviewer": "K. Osei"}) == "ACCEPT"
    assert "decided by K. Osei" in ended(desk, second)["message"]
    assert not waiting(desk, "second-reviewer")


@pytest.mark.parametrize("state", ["CANCELLED", "FAILED"])
def test_a_run_that_is_cancelled_or_expires_is_put_up_again(desk: Served, state: str) -> None:
    before = {run["name"]: run["id"] for run in waiting(desk)}
    flags_open = kept(desk, "SELECT count(*) FROM flag WHERE status = 'open'")
    name, run = next(iter(before.items()))
    api(desk, f"/flow_runs/{run}/set_state", {"state": {"type": state}, "force": True})
    assert name not in {run["name"] for run in waiting(desk)}
    open_flags = json.loads(second_source("flags", "--data-dir", desk.desk.folder, "--json").out)
    words = ("--verdict", "unresolved", "--reason", "nobody answers", "--reviewer", "K. Osei")
    [asked] = kept(desk, f"SELECT flags FROM review WHERE run_id = '{run}'")
    decided = next(flag for flag in open_flags if flag["id"] not in asked[0])
    ran = second_source("review", decided["id"], *words, "--data-dir", desk.desk.folder)
    assert ran.code == 0, ran.err
    after = {run["name"]: run["id"] for run in waiting(desk)}
    assert after[name] != run
    assert kept(desk, "SELECT count(*) FROM flag WHERE status = 'open'") == [(flags_open[0][0] - 1,)]


def test_the_export_has_what_was_decided(desk: Served, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    ran = second_source("export", out, "--data-dir", desk.desk.folder)
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(out) as bag:
        decisions = bag.read("second-source-export/data/tables/csv/decision.csv").decode()
        report = bag.read("second-source-export/data/report.html").decode()
    assert "the coastguard's log and a second agency" in decisions
    assert "the coastguard&#39;s log and a second agency" in report
    assert second_source("verify", out).code == 0
