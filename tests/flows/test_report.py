"""The report of an export in a real browser: it can be read, loads nothing, and article text is only text in it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from articles.model import EvidenceSpan, Outlet
from storage.archive import store_articles
from storage.bundle import export
from storage.captures import CaptureStore
from storage.database import open_database, sqlite_url
from storage.decisions import decide
from storage.findings import store_findings
from storage.relations import store_relations
from tests.flows.conftest import picture
from tests.storage.builders import NOW, finding, read_article, relations_between

pytestmark = pytest.mark.browser

ATTACK = (
    "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>\u202e{{ 7 * 7 }}"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    engine = open_database(sqlite_url(folder))
    hostile = Outlet(ATTACK, ("x.example",), ATTACK)
    one = read_article("one")
    two = read_article(
        "two",
        outlet=hostile,
        headline=ATTACK,
        byline=(ATTACK,),
        dateline=ATTACK,
        final_url=f"javascript:alert(4)//{ATTACK}",
        body=f"The quay was closed on Monday. Officials said 48,189 crates were lost. {ATTACK}",
    )
    relations = relations_between(one, two)
    [link] = relations.links
    relations = replace(relations, links=(replace(link, words=ATTACK),))
    bad = finding(two, message=ATTACK, evidence=(EvidenceSpan(two.article.id, ATTACK, ATTACK),))
    store_articles(engine, [one, two], {}, NOW)
    store_relations(engine, relations, NOW)
    store_findings(engine, [finding(one), bad], [], "run", NOW)
    decide(engine, bad.id, "unresolved", ATTACK, ATTACK, NOW, [f"javascript:alert(5)//{ATTACK}"])
    out = folder / "out.zip"
    export(engine, CaptureStore(folder / "captures"), out, "test", NOW)
    engine.dispose()
    with zipfile.ZipFile(out) as bag:
        (folder / "report.html").write_bytes(bag.read("second-source-export/data/report.html"))
    return folder / "report.html"


def test_article_text_is_only_text(page: Page, report: Path) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert complaints == []
    assert page.locator("script, img, iframe, object, link, form").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    shown = page.locator("body").inner_text()
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "\u202e" not in shown


def test_a_script_that_got_in_would_not_run(page: Page, report: Path) -> None:
    planted = report.with_name("planted.html")
    planted.write_text(report.read_text().replace("<footer>", "<script>document.title = 'ran'</script><footer>"))
    page.goto(planted.as_uri())
    assert page.title() == "Second Source report"


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (1200, "dark"), (360, "light")])
def test_it_fits_its_window_in_light_and_dark(browser: Browser, report: Path, width: int, scheme: str) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ink, paper = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    assert abs(brightness(ink) - brightness(paper)) > 400
    assert (brightness(paper) < 200) is (scheme == "dark")
    assert "48,189" in page.locator("mark").all_inner_texts()
    picture(page, f"report-{width}-{scheme}")
    page.close()


def brightness(colour: str) -> int:
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_it_prints(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    page.goto(report.as_uri())
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
