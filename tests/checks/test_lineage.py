"""Circles, figures of a cited document and old texts: what trips these rules, and what only looks like it."""

from __future__ import annotations

import pytest

from articles.model import Article, Outcome
from checks.lineage import CIRCULAR_SOURCING, FIGURE_IN_CITED_SOURCE, RECYCLED_TEXT
from tests.checks.builders import article, judged, outcomes

# -- circles ---------------------------------------------------------------------------------------

TOLD = "The harbour crane at Tarnwick fell on Friday and crushed 6 empty lorries"


def _told_by(outlet: str, body: str, hour: int) -> Article:
    return article(
        body, headline="Harbour crane falls at Tarnwick", outlet=outlet, published=f"2025-03-10T0{hour}:00+00:00"
    )


def _circle(first: str, second: str) -> list[Outcome]:
    return outcomes(
        CIRCULAR_SOURCING, _told_by("The Tarnwick Sentinel", first, 6), _told_by("Lowland Courier", second, 8)
    )


def test_two_outlets_with_one_matter_from_each_other_are_a_circle() -> None:
    assert "fail" in _circle(
        f"{TOLD}, the Lowland Courier reported.", f"{TOLD}, according to the Tarnwick Sentinel. No one was there."
    )


@pytest.mark.parametrize(
    "second",
    [
        f"{TOLD}, the port said. In 2019 the Tarnwick Sentinel reported that cranes at Tarnwick harbour were rusty.",
        f"{TOLD}, the port said. The port denied what the Tarnwick Sentinel reported of empty lorries at Tarnwick harbour.",
        f"{TOLD}, the port said. Engineer Abel Munn, who welded its legs, told the Tarnwick Sentinel that rain had stopped repairs.",
    ],
    ids=["long before", "denied", "another matter"],
)
def test_an_outlet_that_is_named_for_something_else_closes_no_circle(second: str) -> None:
    assert "fail" not in _circle(f"{TOLD}, the Lowland Courier reported.", second)


# -- figures of a cited document -------------------------------------------------------------------

AUDIT = (
    "Tarnwick library audit. The library lent 48,200 books and bought 1,350 new ones. Loans to people over 65 came to 9,640. "
    "The van drove 820 kilometres. Costs came to 61,7 percent of the budget, and 7 415 people have a card. Heating took 40.5 percent."
)


def _credited(sentence: str) -> list[Outcome]:
    document = article(AUDIT, headline="Tarnwick library audit", outlet="Tarnwick Town", published="2025-03-01")
    citing = article(f"{sentence} It opens on Monday.", links=(("audit", document.url),))
    return [
        judgement.outcome
        for row, judgement in judged(FIGURE_IN_CITED_SOURCE, document, citing)
        if row.article == citing.id
    ]


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The library lent 48,200 books, the audit shows.", "pass"),
        ("The library lent more than 40,000 books, the audit shows.", "pass"),
        ("The library lent 84,200 books, the audit shows.", "fail"),
        ("The library lent more than 84,000 books, the audit shows.", "fail"),
        ("Others than the old borrowed 38,560 books, the audit shows.", "unverifiable"),
        ("The old borrowed 20 percent of the books, the audit shows.", "unverifiable"),
        ("The van drove about 510 miles, the audit shows.", "unverifiable"),
        ("Costs were 61.7 percent of the budget, the audit shows.", "unverifiable"),
        ("Heating took 45.5 percent, the audit shows.", "fail"),
    ],
)
def test_a_credited_figure_is_looked_up_in_the_document(sentence: str, outcome: Outcome) -> None:
    assert _credited(sentence) == [outcome]


def _named(sentence: str) -> list[Outcome]:
    document = article(AUDIT, headline="Tarnwick library audit", outlet="Tarnwick Town", published="2025-03-01")
    return outcomes(FIGURE_IN_CITED_SOURCE, document, article(f"{sentence} It opens on Monday."))


def test_a_document_may_be_cited_by_its_whole_title() -> None:
    assert _named("According to the Tarnwick Library Audit, 48,200 books were lent.") == ["pass"]
    assert _named("According to the Tarnwick Library Audit, 84,200 books were lent.") == ["fail"]
    assert _named("According to an audit, 84,200 books were lent.") == []


# -- old texts -------------------------------------------------------------------------------------

NEWS = (
    "A hot-air balloon came down in the market square of Tarnwick on Sunday, breaking two stalls and a lamp post. The pilot, Greta "
    "Lomm, said that the wind had turned without warning and that she had looked for the widest open place she could see. None of "
    "the five people in the basket was hurt. Traders helped them out and brought tea. The balloon was taken away on a lorry before "
    "dark, and the fire service said that it would write a report for the ministry."
)
NOTICE = (
    "The town hall of Tarnwick is open from Monday to Thursday between 9 am and 4 pm. Passports and permits are issued on the first "
    "floor. Please bring a photograph and pay by card. The registry closes at noon on Fridays. Waste stamps are for sale at the "
    "desk and in the tobacco shop on Bell Street. For questions on taxes call the county office. Dogs must stay outside, and "
    "bicycles belong in the racks behind the building."
)


def _recycled(
    old: str, new: str, headline: str = "Balloon lands among stalls", outlet: str = "Valley Herald"
) -> Outcome:
    earlier = article(old, headline="Balloon comes down in market", published="2023-05-15")
    later = article(new, headline=headline, outlet=outlet, published="2025-02-03")
    [(_, judgement)] = judged(RECYCLED_TEXT, earlier, later)
    return judgement.outcome


def test_an_old_report_with_a_new_date_is_recycled() -> None:
    assert _recycled(NEWS, NEWS) == "fail"
    assert _recycled(NEWS, f"{NEWS} Share this story.") == "fail"


@pytest.mark.parametrize(
    ("added", "headline"),
    [
        ("The balloon came down nearly two years ago.", "Balloon lands among stalls"),
        ("15 May 2023.", "Balloon lands among stalls"),
        ("Our report of May 2023.", "Balloon lands among stalls"),
        ("", "Throwback: the balloon in the market"),
        ("A version of this story ran in the Post.", "Balloon lands among stalls"),
    ],
)
def test_a_page_that_says_how_old_its_text_is_presents_nothing_as_new(added: str, headline: str) -> None:
    assert _recycled(NEWS, f"{added} {NEWS}".strip(), headline) == "pass"


def test_a_notice_tells_of_nothing_that_could_be_old() -> None:
    assert _recycled(NOTICE, NOTICE, "Opening hours") == "unverifiable"
