"""The demo's pages are what the answer sheet says they are: proven here by plain arithmetic, without the program."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from lxml import etree, html

from samples import answers, newsroom

SHEET = answers.load()
PAGES = {page.name: page for page in SHEET.pages}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# Outlets, agencies and people of this world that a demo must not put words into the mouth of.
REAL = (
    *(
        "Reuters",
        "Associated Press",
        "Agence France",
        "Bloomberg",
        "BBC",
        "CNN",
        "Guardian",
        "New York Times",
        "Xinhua",
    ),
    *("Washington Post", "Le Monde", "Al Jazeera", "Press Association", "Deutsche", "Tasnim", "TASS", "Sky News"),
    *("Trump", "Biden", "Putin", "Zelensky", "Macron", "Merkel", "Starmer", "Modi", "Netanyahu", "Khamenei"),
    *("Siemens", "Vestas", "Maersk", "Hamas", "NATO", "United Nations", "Israel", "Ukraine", "Russia", "London"),
)


def html_of(url: str) -> str:
    host, _, path = url.removeprefix("http://").partition("/")
    file = newsroom.page_file(host, f"/{path}")
    assert file, url
    content = file.read_bytes()
    return content.decode("windows-1252" if b'<meta charset="windows-1252">' in content else "utf-8")


def words_in(element: etree._Element) -> str:
    return answers.plain(etree.tostring(element, method="text", encoding=str, with_tail=False))


def text_of(name: str) -> str:
    return words_in(html.fromstring(html_of(PAGES[name].url)))


def parts(total: int, *others: int) -> bool:
    return sum(others) == total


def days(first: str, last: str, stated: int) -> bool:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days == stated


def share(part: str, whole: str, percent: int) -> bool:
    return abs(Fraction(part) / Fraction(whole) * 100 - percent) <= Fraction(1, 2)


def change(before: str, after: str, percent: int) -> bool:
    return abs(abs(Fraction(after) - Fraction(before)) / Fraction(before) * 100 - percent) <= Fraction(1, 2)


def miles(number: int, kilometers: int) -> bool:
    return abs(number * Fraction("1.609344") - kilometers) <= 1


# Page, rule, words, and whether the arithmetic of the words is right.
FACTS = (
    ("ferry-wire", "parts against total", "six women and three men", parts(9, 6, 3)),
    ("ferry-wire", "parts against total", "carrying 74 people", parts(74, 9, 57, 8)),
    ("ferry-wire-next-day", "parts against total", "Five people were still missing", parts(74, 12, 57, 5)),
    ("ferry-mourning", "parts against total", "Nine of the 12", parts(12, 9, 3)),
    ("budget-vote", "parts against total", "Of the 250 members, 151 voted in favour", parts(250, 151, 92, 7)),
    ("budget-night", "parts against total", "Of 40 amendments", parts(40, 18, 15, 12)),
    ("rail-wire", "duration against dates", "after 14 days", days("2026-09-28", "2026-10-12", 14)),
    ("ceasefire-wire", "duration against dates", "after nine days", days("2026-10-07", "2026-10-16", 9)),
    ("rail-bakery", "duration against dates", "lasted 23 days", days("2019-03-03", "2019-03-14", 23)),
    ("budget-vote", "share of total", "12.1 billion of the 48.4 billion euros (25 percent)", share("12.1", "48.4", 25)),
    ("budget-hospitals", "share of total", "163 of the 250 members (75 percent)", share("163", "250", 75)),
    ("flood-morning", "change against ends", "from 2.4 metres to 6.0 metres", change("2.4", "6.0", 150)),
    ("budget-vote", "change against ends", "from 2.0 billion euros to 1.5 billion euros", change("2.0", "1.5", 25)),
    ("company-quarter", "change against ends", "from $1.25 billion to $1.5 billion", change("1.25", "1.5", 20)),
    ("flood-governor", "change against ends", "from 400 on Sunday to 600 on Monday", change("400", "600", 20)),
    ("ferry-mayor", "unit pair", "62 miles per hour (100 km/h)", miles(62, 100)),
    ("flood-morning", "unit pair", "30 miles (48 km)", miles(30, 48)),
    ("flood-cows", "unit pair", "12 miles (25 km)", miles(12, 25)),
)


@pytest.mark.parametrize(("page", "rule", "words", "right"), FACTS, ids=lambda value: str(value).replace(" ", "-"))
def test_a_stated_sum_is_wrong_exactly_where_the_sheet_says_so(page: str, rule: str, words: str, right: bool) -> None:
    assert words in text_of(page)
    assert (words in PAGES[page].fails.get(rule, ())) is not right


def test_a_weekday_is_wrong_exactly_where_the_sheet_says_so() -> None:
    wrong: set[tuple[str, str]] = set()
    right: set[tuple[str, str]] = set()
    for page in SHEET.pages:
        text = text_of(page.name)
        for weekday, day, month, year in re.findall(
            rf"({'|'.join(WEEKDAYS)}), (\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})", text
        ):
            actual = date(int(year), MONTHS.index(month) + 1, int(day)).weekday()
            words = f"{weekday}, {day} {month} {year}"
            (right if WEEKDAYS[actual] == weekday else wrong).add((page.name, words))
    planted = {(page.name, words) for page in SHEET.pages for words in page.fails.get("weekday against date", ())}
    lookalikes = {(page.name, words) for page in SHEET.pages for words in page.passes.get("weekday against date", ())}
    assert wrong == planted
    assert lookalikes
    assert lookalikes <= right


def test_only_a_share_of_the_whole_is_above_a_hundred_percent_where_planted() -> None:
    above = {
        (page.name, number)
        for page in SHEET.pages
        for number in re.findall(r"(\d{3,})(?:\.\d+)? percent", text_of(page.name))
        if int(number) > 100
    }
    assert above == {("budget-kitchen", "114"), ("company-quarter", "114"), ("flood-morning", "150")}


def test_the_headline_that_its_body_belies_is_the_planted_one() -> None:
    headline = html.fromstring(html_of(PAGES["company-jobs"].url)).findtext(".//h1")
    assert headline
    assert "1,200 jobs" in headline
    assert "2,100 jobs" in text_of("company-jobs")
    assert not any("1,200" in words_in(p) for p in html.fromstring(html_of(PAGES["company-jobs"].url)).iter("p"))


def test_the_dates_that_a_page_gives_are_those_of_the_sheet() -> None:
    future = {page.name for page in SHEET.pages if re.search(r'"datePublished": "203\d', html_of(page.url))}
    assert future == {page.name for page in SHEET.pages if "published in the future" in page.fails}
    ledger = html_of(PAGES["ceasefire-ledger"].url)
    assert '"datePublished": "2026-10-16' in ledger
    assert 'datetime="2026-10-19"' in ledger
    kestrel = html_of(PAGES["ceasefire-kestrel"].url)
    assert "2026-10-16T23:30:00Z" in kestrel
    assert "2026-10-17T00:30:00+01:00" in kestrel


def test_the_event_after_its_own_report_is_the_planted_one() -> None:
    assert "collapsed on 15 October 2026" in text_of("flood-bridge")
    assert '"2026-10-12T' in html_of(PAGES["flood-bridge"].url)


def test_a_field_is_missing_only_where_the_sheet_says_so() -> None:
    depot = html_of(PAGES["depot"].url)
    assert not re.search(r"20\d\d|<time|\bBy |author|site_name", depot)
    [blog] = [page for page in SHEET.pages if "headline missing" in page.fails]
    tree = html.fromstring(html_of(blog.url))
    assert tree.find(".//h1") is None
    assert tree.find(".//meta[@property='og:title']") is None
    assert tree.findtext(".//title") == "Saltmarsh Notes"
    assert "h1" in html_of(PAGES["budget-night"].url)
    assert "<title></title>" in html_of(PAGES["budget-night"].url)
    assert not re.search(r"author|\bBy |\bPosted by", html_of(PAGES["rail-blog"].url))


def test_a_copy_has_the_words_of_its_dispatch_and_a_report_of_its_own_has_not() -> None:
    shingles = {page.name: _shingles(page.name) for page in SHEET.pages}
    copies = {frozenset(pair) for group in SHEET.copies for pair in combinations(group, 2)}
    same_text = {frozenset((link.a, link.b)) for link in SHEET.links if "same text" in link.kinds}
    contained = {frozenset((link.a, link.b)) for link in SHEET.links if "contained text" in link.kinds}
    partly = {frozenset(("rail-wire", "rail-bakery")), frozenset(("rail-wire", "rail-port"))}
    for a, b in combinations(sorted(shingles), 2):
        held = len(shingles[a] & shingles[b]) / min(len(shingles[a]), len(shingles[b]))
        pair = frozenset((a, b))
        if pair in copies | same_text:
            assert held > 0.9, (a, b)
        elif pair in contained:
            assert held > 0.5, (a, b)
        elif pair not in partly:
            assert held < 0.3, (a, b)


def _shingles(name: str) -> frozenset[tuple[str, ...]]:
    paragraphs = map(words_in, html.fromstring(html_of(PAGES[name].url)).iter("p"))
    words = re.findall(r"\w+", " ".join(text for text in paragraphs if len(text) > 60).lower())
    return frozenset(zip(*(words[n:] for n in range(5)), strict=False))


def test_the_sign_up_text_is_shared_by_outlets_that_have_nothing_else_in_common() -> None:
    sharing = {
        page.url.split("/")[2] for page in SHEET.pages if "Sign up for the morning briefing" in text_of(page.name)
    }
    assert len(sharing) >= 3


def test_every_page_of_the_newsroom_is_in_the_sheet_and_in_one_story() -> None:
    assert sorted(page.url for page in SHEET.pages) == sorted(newsroom.urls())
    told = Counter(name for pages in SHEET.stories.values() for name in pages)
    assert told == Counter(PAGES.keys())
    assert len(newsroom.hosts()) >= 8
    assert sum(len(pages) > 1 for pages in SHEET.stories.values()) >= 4


def test_every_planted_rule_has_a_clean_lookalike() -> None:
    planted = {rule for page in (*SHEET.pages, *SHEET.inputs) for rule in page.fails}
    lookalikes = {rule for page in (*SHEET.pages, *SHEET.inputs) for rule in (*page.passes, *page.silent)}
    assert planted == lookalikes


def test_the_words_of_the_sheet_stand_on_their_pages() -> None:
    for page in SHEET.pages:
        source = answers.plain(html_of(page.url)) + text_of(page.name)
        for words in (
            words for rules in (page.fails, page.passes, page.silent) for group in rules.values() for words in group
        ):
            assert answers.plain(words) in source, (page.name, words)
    for claim in SHEET.claims:
        assert answers.plain(claim.words) in text_of(claim.page)
        assert claim.supports | claim.conflicts <= PAGES.keys()


def test_the_text_input_is_in_order_by_the_calendar() -> None:
    text = (newsroom.INPUTS / "lantern-walk.txt").read_text(encoding="utf-8")
    assert text.startswith(" date 2026-10-18 ")
    assert date(2026, 10, 18).weekday() == WEEKDAYS.index("Sunday")
    assert days("2026-10-03", "2026-10-24", 21)


def test_every_kind_of_link_is_planted() -> None:
    kinds = {kind for link in SHEET.links for kind in link.kinds}
    assert kinds == {
        "same text",
        "contained text",
        "wire credit",
        "same owner",
        "same figures and quotations",
        "outlet named as source",
        "hyperlink",
    }
    assert any(len(group) >= 10 for group in SHEET.copies)


def test_no_outlet_and_no_person_of_this_world_is_named() -> None:
    for page in SHEET.pages:
        text = html_of(page.url)
        assert [name for name in REAL if re.search(rf"\b{name}\b", text)] == []
        assert {host for host in re.findall(r"https?://([^/\"<#\s]+)", text) if not host.endswith(".example")} <= {
            "schema.org",
            "ogp.me",
        }


def test_two_owners_have_several_outlets_and_one_outlet_is_a_wire_agency() -> None:
    outlets = newsroom.outlets()
    owners = Counter(outlet.owner for outlet in outlets if outlet.owner)
    assert sum(count > 1 for count in owners.values()) == 2
    assert [outlet.name for outlet in outlets if outlet.wire] == ["Meridian News Agency"]
