"""The desk's server as a reviewer meets it: real Prefect, real pages, in both of its UIs."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import URL, make_url

from tests.flows.conftest import Desk, Ran, Served, arrive, picture, second_source, serving
from tests.flows.test_cli import holding
from tests.services import postgresql

pytestmark = [pytest.mark.server, pytest.mark.browser]

UIS = ("/v2", "")
HOSTILE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta property="og:site_name" content="[Gazette](javascript:alert(4))"></head><body><article>
<h1>&lt;img src=x onerror=alert(1)&gt; [click](javascript:alert(2)) **Mayor** | said</h1>
<p>&lt;script&gt;alert(3)&lt;/script&gt; At least 14 people were killed in Tolle on Sunday, says
[this](https://evil.example/x) www.evil.example, and the river has not stopped rising since.</p>
<p>The flood killed 15 people in Tolle and injured 40 others on Sunday, `rm -rf` a@evil.example
![i](http://evil.example/i) and the roads to the coast are closed until the water falls again.</p>
</article></body></html>
"""


def api(served: Served, path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        f"{served.url}/api{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def open_artifact(page: Page, served: Served, ui: str, key: str) -> None:
    """Go the reviewer's way: the artifact's own page, then its newest version."""
    page.goto(f"{served.url}{ui}/artifacts/key/{key}")
    arrive(page, page.locator("a[href*='/artifacts/artifact/']").first, "**/artifacts/artifact/**")


def followed(page: Page, link: Locator, goes_to: str, ui: str) -> Page:
    """Click a link in Markdown: the older UI opens it in a new tab."""
    if ui:
        link.click()
    else:
        with page.expect_popup() as opened:
            link.click()
        page = opened.value
    page.wait_for_url(goes_to)
    return page


def the_story(demo: Desk) -> tuple[str, str]:
    """Return key and headline of the story that most articles tell."""
    story = max(demo.ran.answer["stories"], key=lambda story: len(story["articles"]))
    return f"story-{story['id']}", story["headline"]


@pytest.mark.parametrize("ui", UIS)
def test_the_run_is_listed_with_its_tasks(page: Page, served: Served, ui: str) -> None:
    page.goto(f"{served.url}{ui}/runs")
    arrive(page, page.get_by_text("3 inputs").first, "**/flow-run/**")
    expect(page.get_by_text("Completed").first).to_be_visible()
    page.get_by_text("Task Runs", exact=True).first.click()
    expect(page.get_by_text("validate-").first).to_be_visible()
    picture(page, f"run{ui.replace('/', '-')}")


@pytest.mark.parametrize("ui", UIS)
def test_a_story_shows_where_it_comes_from_and_what_stands_behind_its_claims(
    page: Page, served: Served, ui: str
) -> None:
    key, headline = the_story(served.desk)
    open_artifact(page, served, ui, key)
    expect(page.get_by_role("heading", name=headline)).to_be_visible()
    for heading in ("What needs a person", "Where it comes from", "Who took from whom"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("SHA-256").first).to_be_visible()
    picture(page, f"story{ui.replace('/', '-')}")


@pytest.mark.parametrize("ui", UIS)
def test_links_lead_from_a_story_to_the_flags_and_back(page: Page, served: Served, ui: str) -> None:
    key, _ = the_story(served.desk)
    open_artifact(page, served, ui, key)
    page = followed(page, page.get_by_role("link", name="all open flags").first, "**/artifacts/key/open-flags", ui)
    expect(page.get_by_text("open flags").first).to_be_visible()
    page.goto(f"{served.url}{ui}/artifacts/key/open-flags")
    followed(page, page.locator("a[href*='/artifacts/key/story-']").first, "**/artifacts/key/story-*", ui)


@pytest.mark.parametrize("ui", UIS)
def test_the_table_of_open_flags_is_there(page: Page, served: Served, ui: str) -> None:
    open_artifact(page, served, ui, "open-flags")
    expect(page.locator("td", has_text=served.desk.ran.answer["flags"][0]["rule"]).first).to_be_visible()
    expect(page.locator("th", has_text="severity")).to_be_visible()
    picture(page, f"flags{ui.replace('/', '-')}")


@pytest.mark.parametrize("ui", UIS)
def test_what_was_expected_is_said_in_words(page: Page, served: Served, ui: str) -> None:
    open_artifact(page, served, ui, "expectations")
    expect(page.get_by_role("heading", name="What was expected")).to_be_visible()
    expect(page.get_by_text("The article says which outlet published it").first).to_be_visible()
    picture(page, f"expectations{ui.replace('/', '-')}")


def test_check_uses_the_running_server_and_hostile_text_stays_text(page: Page, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(HOSTILE, encoding="utf-8")
    ran = second_source("check", file, "--data-dir", served.desk.folder, "--json")
    assert ran.code == 0, ran.err
    [story] = ran.answer["stories"]
    assert ran.answer["flags"]
    runs = api(served, "/flow_runs/filter", {"flow_runs": {"name": {"any_": ["1 input"]}}})
    assert runs[0]["state_type"] == "COMPLETED"
    for ui in UIS:
        for key in (f"story-{story['id']}", "open-flags", "check-articles"):
            open_artifact(page, served, ui, key)
            expect(page.get_by_text("onerror=alert(1)").locator("visible=true").first).to_be_visible()
            hrefs = page.eval_on_selector_all("a", "links => links.map(link => link.getAttribute('href') || '')")
            assert not [href for href in hrefs if "evil.example" in href or href.startswith(("javascript", "mailto"))]
            assert page.locator("img[src='x'], img[src*='evil']").count() == 0


def test_the_deployment_is_scheduled_and_runs_on_the_worker(served: Served, tmp_path: Path) -> None:
    deployed = {found["entrypoint"]: found for found in api(served, "/deployments/filter", {})}
    assert {"flows.check_articles.check_articles", "flows.watch.watch"} <= deployed.keys()
    schedules = deployed["flows.watch.watch"]["schedules"]
    assert [schedule["schedule"]["cron"] for schedule in schedules] == ["7,22,37,52 * * * *"]
    deployment = deployed["flows.check_articles.check_articles"]
    assert deployment["schedules"] == []
    file = tmp_path / "calm.txt"
    file.write_text("date 2026-10-12 Calm day at Tolle\nNothing was reported at Tolle on Monday, the council said.\n")
    run = api(served, f"/deployments/{deployment['id']}/create_flow_run", {"parameters": {"inputs": [str(file)]}})
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        [state] = api(served, "/flow_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
        if state["state_type"] in {"COMPLETED", "FAILED", "CRASHED"}:
            break
        time.sleep(1)
    assert state["state_type"] == "COMPLETED"
    listed = second_source("flags", "--data-dir", served.desk.folder, "--status", "all")
    assert "Calm day at Tolle" in listed.out


def test_a_second_server_on_the_same_port_is_refused_in_one_line(served: Served, tmp_path: Path) -> None:
    port = served.url.rpartition(":")[2]
    ran = second_source("serve", "--data-dir", tmp_path, "--port", port)
    assert ran.code == 1
    assert "--port" in ran.err


def test_a_login_that_others_can_read_or_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "login").write_text("desk:hush")
    (tmp_path / "login").chmod(0o644)
    ran = second_source("serve", "--data-dir", tmp_path, "--host", "0.0.0.0")
    assert ran.code == 1
    assert "chmod 600" in ran.err
    (tmp_path / "login").chmod(0o600)
    (tmp_path / "login").write_text("hush")
    ran = second_source("serve", "--data-dir", tmp_path, "--host", "0.0.0.0")
    assert (ran.code, "user:password" in ran.err) == (1, True)
    ran = second_source("serve", "--data-dir", tmp_path, "--host", "0.0.0.0", PREFECT_SERVER_API_AUTH_STRING="hush")
    assert (ran.code, "user:password" in ran.err) == (1, True)


def test_an_open_address_asks_for_a_login_that_the_desks_own_programs_have(
    tmp_path: Path, prefect_tables: Callable[[Path], Path]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>Quay</title><article><p>The quay was closed on Monday, the mayor said.</p></article>" * 20)
    folder = tmp_path / "desk"
    prefect_tables(folder / "prefect")
    with serving(Desk(folder, Ran(0, "", "")), "--host", "0.0.0.0") as open_server:
        login = (folder / "login").read_text().strip()
        assert (folder / "login").stat().st_mode & 0o777 == 0o600
        assert login in (folder / "served.log").read_text(), "it is shown once"
        assert login not in (folder / "serve.log").read_text()
        assert answer_to(f"{open_server.url}/api/flows/count", None) == 401
        assert answer_to(f"{open_server.url}/api/flows/count", "desk:wrong") == 401
        assert answer_to(f"{open_server.url}/api/flows/count", login) == 200
        with urllib.request.urlopen(f"{open_server.url}/ui-settings", timeout=30) as answer:
            assert json.load(answer)["api_url"] == "/api", "a browser elsewhere would ask its own machine"
        for words in (("check", page), ("watch",), ("flags",)):
            ran = second_source(*words, "--data-dir", folder)
            assert ran.code == 0, ran.err
            assert login.partition(":")[2] not in ran.out + ran.err
        count = urllib.request.Request(f"{open_server.url}/api/flow_runs/count", b"{}", bearing(login))
        with urllib.request.urlopen(count, timeout=30) as answer:
            assert json.load(answer) >= 1, "the run was not made on the server"
        workers = urllib.request.Request(
            f"{open_server.url}/api/work_pools/second-source/workers/filter", b"{}", bearing(login)
        )
        with urllib.request.urlopen(workers, timeout=30) as answer:
            assert [worker["status"] for worker in json.load(answer)] == ["ONLINE"]
    with serving(Desk(folder, Ran(0, "", "")), "--host", "0.0.0.0", "--part", "server"):
        assert login not in (folder / "served.log").read_text(), "it is shown a second time"


@pytest.mark.postgresql
@pytest.mark.timeout(600)
def test_no_secret_is_in_what_prefect_keeps_and_shows(tmp_path: Path) -> None:
    """A run in the worker, with a password wherever one can stand; all that the API gives back is looked through."""
    with postgresql() as url:
        database = make_url(url).set(password="hush-database")
        _no_secret_is_shown(tmp_path, database)


def _no_secret_is_shown(tmp_path: Path, database: URL) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>Quay</title><article><p>The quay was closed on Monday, the mayor said.</p></article>" * 20)
    folder, out = tmp_path / "desk", tmp_path / "out.zip"
    folder.mkdir()
    planted = {
        "SECOND_SOURCE_DATABASE": database.render_as_string(hide_password=False),
        "PREFECT_SERVER_API_AUTH_STRING": "desk:hush-login",
        "SECOND_SOURCE_TIMESTAMP_URL": "http://desk:hush-tsa@127.0.0.1:1/",
        "SECOND_SOURCE_ALLOW_PRIVATE_HOSTS": "127.0.0.1:1",
    }
    feed = "http://reader:hush-feed@127.0.0.1:1/feed.xml"
    (folder / "watchlist.txt").write_text(f"{feed}\n{page}\n")
    with serving(Desk(folder, Ran(0, "", "")), **planted) as served:
        asked = ("check", page, "http://reader:hush-page@127.0.0.1:1/story", "--data-dir", folder, "--verbose")
        ran = second_source(*asked, **planted)
        assert ran.code == 0, ran.err

        def told(path: str, body: dict[str, Any] | None = None) -> Any:
            content = None if body is None else json.dumps(body).encode()
            request = urllib.request.Request(f"{served.url}/api{path}", content, bearing("desk:hush-login"))
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)

        [watch] = told("/deployments/filter", {"deployments": {"name": {"any_": ["watch"]}}})
        run = told(f"/deployments/{watch['id']}/create_flow_run", {})
        deadline = time.monotonic() + 120
        while (state := told(f"/flow_runs/{run['id']}")["state"])["type"] not in {"COMPLETED", "FAILED", "CRASHED"}:
            assert time.monotonic() < deadline, state
            if state["type"] == "CANCELLED":  # one watch at a time: the scheduled one was at it just then
                run = told(f"/deployments/{watch['id']}/create_flow_run", {})
            time.sleep(0.5)
        assert state["type"] == "COMPLETED", state
        ask = {"limit": 200}
        kinds = (
            "logs",
            "artifacts",
            "flow_runs",
            "task_runs",
            "deployments",
            "block_documents",
            "work_pools",
            "variables",
        )
        shown = {kind: told(f"/{kind}/filter", ask) for kind in kinds}
        shown["events"] = told("/events/filter", {"limit": 50})
        assert all(shown[kind] for kind in ("logs", "artifacts", "flow_runs", "task_runs", "events"))
        assert [kind for kind, content in shown.items() if "hush" in json.dumps(content)] == []
        said = [ran, second_source("export", out, "--data-dir", folder, **planted)]
        said.append(second_source("verify", "--data-dir", folder, **planted))
    assert [done.code for done in said] == [0, 0, 0], [done.err for done in said]
    assert "hush" not in "".join(done.out + done.err for done in said)
    (folder / "watchlist.txt").unlink()
    assert holding("hush", folder, out) == []


def bearing(login: str) -> dict[str, str]:
    words = base64.b64encode(login.encode()).decode()
    return {"Authorization": f"Basic {words}", "Content-Type": "application/json"}


def answer_to(url: str, login: str | None) -> int:
    request = urllib.request.Request(url, b"{}", bearing(login) if login else {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_grave_flags_are_announced_as_an_event_for_automations(served: Served) -> None:
    wanted = {"filter": {"event": {"name": ["second-source.flags.opened"]}}, "limit": 10}
    payloads = [event["payload"] for event in api(served, "/events/filter", wanted)["events"]]
    assert all(payload["count"] == len(payload["flags"]) for payload in payloads)
    found = served.desk.ran.answer["flags"]
    grave = {flag["id"] for flag in found if flag["severity"] == "high" and flag["status"] == "open"}
    assert grave
    assert grave <= {flag["id"] for payload in payloads for flag in payload["flags"]}
