from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from articles.model import Article, FieldEvidence, Hyperlink, Link, Outlet
from articles.origins import links_between, origins_of, wire_credit

from .newsroom import COURIER, DISPATCH, LEDGER, POST, WIRE, article, link_to

BODY = """At least 43 people were killed when a grain terminal exploded in Port Selby on Monday night, officials said.
Rescue teams pulled bodies from the water and the ruins of the terminal, and 217 people were treated for burns.
The blast shattered windows up to nine kilometres away in the old town, where residents slept in the streets.
Some 1,340 residents were moved to schools on the north bank, and the port authority halted all traffic.
The terminal stored 18,600 tonnes of wheat and had passed its last safety inspection in March, records show.
Divers will search the basin again at first light, and engineers are to test the cranes that still stand."""
OWN = """Forty-three workers and neighbours lost their lives after the Port Selby grain terminal blew up on Monday.
More than two hundred others needed a doctor, and the harbour stays shut until the end of the week, its master said.
Maro Lind, who was fishing near the pier, saw a white flash and then a column of dust above the grain terminal."""


def kinds(a: Article, b: Article) -> list[tuple[str, str]]:
    return [(link.kind, link.strength) for link in links_between(a, b)]


def only(a: Article, b: Article) -> Link:
    [link] = links_between(a, b)
    return link


def test_a_reprint_is_the_same_text_and_the_later_one_took_it() -> None:
    first = article(LEDGER, "Terminal blast kills 43", BODY, "2025-03-11T06:00+00:00")
    reprint = article(DISPATCH, "Dozens dead in port", BODY + "\nSign up for our newsletter.", "2025-03-11T09:00+00:00")
    link = only(reprint, first)
    assert (link.kind, link.strength, link.copier) == ("same text", "proven", reprint.id)
    assert link.a < link.b
    assert "grain terminal exploded in Port Selby" in link.words


def test_who_copied_is_not_said_where_the_times_do_not_show_it() -> None:
    first = article(LEDGER, "Terminal blast kills 43", BODY, "2025-03-11")
    reprint = article(DISPATCH, "Dozens dead in port", BODY, "2025-03-11T09:00")
    assert only(first, reprint).copier is None


def test_a_trimmed_and_topped_copy_is_contained() -> None:
    trimmed = "The coast is in shock this week.\n" + "\n".join(BODY.split("\n")[1:4]) + "\n" + OWN
    link = only(article(LEDGER, "Blast", BODY), article(DISPATCH, "Shock", trimmed))
    assert (link.kind, link.strength) == ("contained text", "proven")


def test_own_words_on_the_same_event_are_no_link() -> None:
    assert links_between(article(LEDGER, "Port Selby blast", BODY), article(DISPATCH, "Port Selby", OWN)) == ()


def test_one_long_statement_quoted_by_both_is_no_copy() -> None:
    statement = (
        "“We are devastated by what happened at our Port Selby terminal, our thoughts are with the families of those who "
        "died, and we will open every book and every door to those who investigate how a silo that passed its "
        "inspection in March could come apart in this way on an ordinary Monday night.”"
    )
    one = article(
        LEDGER, "Owner speaks", f"{OWN}\nThe owner, Castellan Grain, broke its silence late in the day. {statement}"
    )
    other = article(
        DISPATCH,
        "Castellan Grain promises help",
        f"Families met in a school hall.\n{statement}\nThat was all the firm said.",
    )
    assert links_between(one, other) == ()


def test_a_shared_subscription_notice_is_no_link() -> None:
    notice = (
        "\nSign up for our newsletter to get the best reporting from the coast every morning, free of charge and before "
        "anybody else in the region, with the weather, the tides, the crossword and a letter from the editor."
    )
    one, other = article(LEDGER, "Blast", OWN + notice), article(DISPATCH, "Ferry", "The ferry is late again." + notice)
    assert links_between(one, other) == ()


def test_one_agency_credited_on_matching_text_is_proven_and_the_agency_was_first() -> None:
    wire = article(WIRE, "Blast kills 43", BODY)
    copy = article(DISPATCH, "Blast", "PORT SELBY (Meridian Wire) - " + "\n".join(BODY.split("\n")[:2]) + "\n" + OWN)
    credit = next(link for link in links_between(wire, copy) if link.kind == "wire credit")
    assert (credit.strength, credit.copier) == ("proven", copy.id)
    assert "(Meridian Wire)" in credit.words


def test_one_agency_credited_without_matching_text_is_likely_at_most() -> None:
    one = article(LEDGER, "Port Selby grain terminal blast", BODY, byline=("Reuters",))
    other = article(DISPATCH, "Port Selby grain terminal explosion", OWN, byline=("By Ann Tell, Reuters",))
    assert kinds(one, other) == [("wire credit", "likely")]


def test_different_agencies_or_another_subject_are_no_link() -> None:
    one = article(LEDGER, "Port Selby blast", BODY, byline=("Reuters",))
    assert kinds(one, article(DISPATCH, "Port Selby", OWN, byline=("AFP",))) == []
    elsewhere = "The council of Ostwick voted to rename its library after the poet Hanne Frost, who was born there."
    assert kinds(one, article(DISPATCH, "Library renamed", elsewhere, byline=("Reuters",))) == []


def test_one_owner_is_proven_and_no_owner_known_is_none() -> None:
    one, other = article(COURIER, "Port Selby", BODY), article(POST, "Terminal", OWN)
    link = only(one, other)
    assert (link.kind, link.strength) == ("same owner", "proven")
    assert "Tidewater Press" in link.words
    assert kinds(article(LEDGER, "Port Selby", BODY), article(DISPATCH, "Terminal", OWN)) == []


QUOTED = """The harbour master of Port Selby blamed a valve on Tuesday for the grain terminal blast.
“The pressure valve failed before anyone could react,” said Elin Corr. “Nobody in the control room had a chance,” she said.
Her office counts 1,347 broken windows and a loss of 18,640 tonnes of wheat."""
REWRITTEN = """A faulty valve caused the explosion at the Port Selby grain terminal, according to its harbour master.
Elin Corr told a press round that “nobody in the control room had a chance” and that “the pressure valve failed before anyone could react”.
Gone are 18,640 tonnes of wheat, and glaziers must replace 1,347 windows."""


def test_a_rewritten_dispatch_shows_by_its_rare_figures_and_quotations() -> None:
    link = only(article(LEDGER, "Valve blamed", QUOTED), article(DISPATCH, "Port Selby valve", REWRITTEN))
    assert (link.kind, link.strength) == ("same figures and quotations", "likely")
    assert "18640" in link.words


def test_one_quotation_of_a_press_conference_is_no_link() -> None:
    heard = """Elin Corr, harbour master of Port Selby, met reporters after the grain terminal blast.
“The pressure valve failed before anyone could react,” she said. Ships wait in the roads, 41 of them by noon."""
    assert kinds(article(LEDGER, "Valve blamed", QUOTED), article(DISPATCH, "Ships wait", heard)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Harbour master Elin Corr told the Harbour Courier that an alarm had sounded.",
        "The alarm at the Port Selby grain terminal was first reported by the Harbour Courier.",
        "The Harbour Courier reported that an alarm had sounded at the Port Selby grain terminal.",
        "An alarm had sounded, the port said, according to Harbour Courier.",
        "An alarm had sounded, officials said, citing the Harbour Courier.",
        "An alarm had sounded at the Port Selby grain terminal, the Harbour Courier says.",
        "The Harbour Courier understands that an alarm had sounded at the Port Selby grain terminal.",
        "The Harbour Courier, which first reported the alarm at Port Selby, gave no time for it.",
        "A Harbour Courier investigation found that an alarm had sounded at Port Selby.",
    ],
)
def test_an_outlet_named_as_the_source_is_likely_and_came_first(words: str) -> None:
    source = article(COURIER, "Port Selby grain terminal blast", OWN)
    taker = article(
        LEDGER, "Alarm before Port Selby blast", f"{words}\nThe grain terminal in Port Selby blew up on Monday."
    )
    link = only(source, taker)
    assert (link.kind, link.strength, link.copier) == ("outlet named as source", "likely", taker.id)
    assert "Harbour Courier" in link.words


@pytest.mark.parametrize(
    "words",
    [
        "The Harbour Courier reported a loss of two million crowns for the year of the Port Selby blast.",
        "A van of the Harbour Courier was wrecked by the Port Selby grain terminal blast.",
        "The editor of the Harbour Courier mourned a friend killed at the Port Selby grain terminal.",
        "The Harbour Courier said it would close its office at the Port Selby grain terminal.",
    ],
)
def test_an_outlet_that_is_only_mentioned_is_no_link(words: str) -> None:
    source = article(COURIER, "Port Selby grain terminal blast", OWN)
    assert kinds(source, article(LEDGER, "After the Port Selby blast", words)) == []


def test_a_link_to_the_article_is_likely_and_a_link_to_its_front_page_is_none() -> None:
    source = article(COURIER, "Port Selby grain terminal blast", OWN)
    text = "Divers went down again at the ruined silo on Thursday, and found nobody."
    linking = article(LEDGER, "Divers", text, links=(link_to(source, "an alarm"),))
    link = only(source, linking)
    assert (link.kind, link.strength, link.copier) == ("hyperlink", "likely", linking.id)
    front = article(LEDGER, "Divers", text, links=(Hyperlink("https://harbour-courier.example/", "the paper"),))
    assert kinds(source, front) == []


@pytest.mark.parametrize(
    ("fields", "agency"),
    [
        ({"body": "CAIRO (Reuters) - Egypt said on Monday it would widen the canal."}, "Reuters"),
        ({"body": "WASHINGTON, Feb. 9 (AP) — The Senate voted late."}, "Associated Press"),
        ({"body": "MOSCOW, February 9. /TASS/. The ministry said so."}, "TASS"),
        ({"body": "PORT ALBA (Meridian Wire) - The port is shut."}, "Meridian Wire"),
        ({"body": "The port is shut.", "byline": ("By Ann Tell, Associated Press",)}, "Associated Press"),
        ({"body": "The port is shut.", "byline": ("AFP",)}, "Agence France-Presse"),
        ({"body": "The port is shut.\n(Reporting by Ann Tell in Alba; Editing by Bo Rud)"}, "Reuters"),
        ({"body": "The port is shut.\nThe Associated Press contributed to this report."}, "Associated Press"),
        ({"body": "The port is shut.\n© 2025 AFP"}, "Agence France-Presse"),
        ({"body": "The port is shut.\n(With inputs from PTI)"}, "Press Trust of India"),
        ({"body": "The port is shut.\nSource: Xinhua"}, "Xinhua"),
        ({"body": "The port is shut.", "byline": ("Ann Tell and agencies", "with agencies")}, "news agencies"),
        ({"body": "ALBA, Feb. 9, 2025 (Xinhua) -- The port is shut."}, "Xinhua"),
        ({"body": "VILNIUS, Feb 9, BNS – The port is shut."}, "Baltic News Service"),
        ({"body": "ALBA, Me. (AP) _ The port is shut."}, "Associated Press"),
        ({"body": "The port is shut.", "byline": ("By Ann Tell, AP Maritime Writer",)}, "Associated Press"),
        ({"body": "BRIDGETOWN, Barbados, CMC – The port is shut."}, "Caribbean Media Corporation"),
        ({"body": "RIYADH — (SPA) The port is shut."}, "SPA"),
        ({"body": "Madrid – The port is shut. EFE//nvp/jt"}, "EFE"),
        ({"body": "The port is shut.", "byline": ("Anadolu staff",)}, "Anadolu Agency"),
        ({"body": "The port is shut. (ANI)", "byline": ("CP News Desk",)}, "Asian News International"),
        ({"body": "The port is shut.\n==Kyodo"}, "Kyodo News"),
        ({"body": "The port is shut.\nBy Ann Tell, Press Association"}, "PA Media"),
        (
            {"body": "This report by The Canadian Press was first published Feb. 9, 2025."},
            "Canadian Press",
        ),
        ({"body": "Edited by our staff and published from a syndicated feed of PTI."}, "Press Trust of India"),
        ({"body": "The port is “shut for good.” (NAN) (www.harbour.example)"}, "News Agency of Nigeria"),
        ({"body": "The port is shut.\ndpa at xx bo amr"}, "Deutsche Presse-Agentur"),
        ({"body": "The port is shut.\nWith input from agencies"}, "news agencies"),
        ({"body": "The port is shut.", "byline": ("Ann Tell, PA Reporter",)}, "PA Media"),
        ({"body": "The port is shut.", "byline": ("Ann Tell Associated Press",)}, "Associated Press"),
        ({"body": "The port is shut.", "evidence": (FieldEvidence("author", "Reuters", "json-ld"),)}, "Reuters"),
    ],
)
def test_an_agency_is_found_wherever_it_is_credited(fields: dict[str, Any], agency: str) -> None:
    body = str(fields.pop("body"))
    assert wire_credit(article(LEDGER, "Port", body, **fields)) == agency


@pytest.mark.parametrize(
    "body",
    [
        "The minister told Reuters that the port would open on Friday.",
        "Shares of Thomson Reuters (TRI) rose 2 percent on Monday.",
        "A picture by AP showed the port.\n(AP Photo/Ann Tell)",
        "The port is shut.\nPhoto: Reuters",
        "HARRISBURG, PA — The governor said on Monday that the port was shut.",
        "NELLORE (AP): The district collector said on Monday that the port was shut.",
        "Students in AP classes (advanced placement) sat an exam at Alba High.",
        "The Port Authority (PA) said on Monday that ships would wait.",
    ],
)
def test_an_agency_that_is_no_more_than_mentioned_is_not_credited(body: str) -> None:
    assert wire_credit(article(LEDGER, "Port", body)) is None


def test_an_agency_whose_pictures_are_credited_in_the_byline_did_not_write_the_text() -> None:
    pictured = article(LEDGER, "Port", "The port is shut.", byline=("Ann Tell, photos by Reuters",))
    assert wire_credit(pictured) is None


def test_a_wire_of_the_registry_counts_by_name_and_alias() -> None:
    text = article(LEDGER, "Port", "The port is shut.", byline=("Coastline Desk",))
    assert wire_credit(text) is None
    assert wire_credit(text, [Outlet("Coastline", wire=True, aliases=("Coastline Desk",))]) == "Coastline"
    assert wire_credit(replace(text, outlet=WIRE)) == "Meridian Wire"


def test_outlets_without_a_link_are_origins_each() -> None:
    articles = [article(LEDGER, "One", OWN), article(DISPATCH, "Two", BODY)]
    count = origins_of(articles, ())
    assert (count.at_least, count.at_most, count.reasons) == (2, 2, ())


def test_proven_links_lower_both_ends_and_likely_ones_the_lower_only() -> None:
    a, b, c = (article(outlet, outlet.name, OWN) for outlet in (LEDGER, DISPATCH, COURIER))
    links = (
        Link(min(a.id, b.id), max(a.id, b.id), "same text", "proven", "words"),
        Link(min(b.id, c.id), max(b.id, c.id), "hyperlink", "likely", "words", copier=b.id),
    )
    for order in permutations((a, b, c)):
        count = origins_of(order, links)
        assert (count.at_least, count.at_most) == (1, 2)
        assert count.reasons == (
            "Northern Ledger and Valley Dispatch: same text (proven)",
            "Valley Dispatch and Harbour Courier: one links to the other (likely; Valley Dispatch took it)",
        )


def test_articles_of_one_outlet_are_one_origin() -> None:
    count = origins_of([article(LEDGER, "One", OWN), article(LEDGER, "Two", BODY)], ())
    assert (count.at_least, count.at_most) == (1, 1)
    assert "same outlet" in count.reasons[0]


def test_links_to_articles_that_are_not_asked_about_join_nothing() -> None:
    a, b = article(LEDGER, "One", OWN), article(DISPATCH, "Two", BODY)
    elsewhere = Link("0" * 16, a.id, "same text", "proven", "words")
    assert origins_of([a, b], [elsewhere]).at_least == 2


def test_no_articles_have_no_origin() -> None:
    assert origins_of([], ()).at_most == 0
