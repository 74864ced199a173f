"""Whose dispatch a copy without its credit line is."""

from __future__ import annotations

import re
from dataclasses import replace
from time import perf_counter

import pytest

from articles.model import FieldEvidence
from articles.origins import links_between
from articles.relating.datelines import dateline_of
from articles.relating.dispatch import wire_credit
from articles.relating.house_styles import styled_by
from articles.relating.masked import Masked, masked_agency

from .newsroom import COURIER, DISPATCH, LEDGER, article

TEXT = (
    "Fishermen along the northern coast have stopped work for a third day in a dispute over the price of fuel, which has "
    "doubled since the spring. Boats lay four deep in the harbour of Ostwick, and the auction hall stood empty. The union "
    "said that it would meet the minister on Thursday and that no trawler would sail before then. Canneries have sent "
    "home half of their workers, and the price of herring rose by a third within a week, the chamber of trade said."
)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("“We have nothing left,” Maro Lind told Reuters.", "Reuters"),
        ("The company has a value of 3 billion crowns. ($1 = 10.42 crowns)", "Reuters"),
        ("An AFP journalist saw smoke above the port.", "Agence France-Presse"),
        ("The quay was closed.\nbur-kl/tm/jj", "Agence France-Presse"),
        ("He spoke to The Associated Press by telephone.", "Associated Press"),
        ("The harbour will open on Friday. Enditem", "Xinhua"),
        ("Shares fell most since March, according to data compiled by Bloomberg.", "Bloomberg"),
        ("“No one came,” she told dpa.", "Deutsche Presse-Agentur"),
    ],
)
def test_an_agency_shows_in_how_it_speaks_of_itself(words: str, agency: str) -> None:
    found = masked_agency(article(COURIER, "Boats stay in port", f"{TEXT}\n{words}"))
    assert found is not None
    assert found.agency == agency


@pytest.mark.parametrize(
    "words",
    [
        "The minister declined to comment.",
        "“We have nothing left,” Maro Lind told Reuters news agency.",
        "Lind told Reuters he would stay; his wife told AFP that she would not.",
        "He is an AA member and flew with SPA.",
        "The minister told the newspaper that he was sorry.",
    ],
)
def test_silence_where_nothing_shows_or_others_are_cited(words: str) -> None:
    assert masked_agency(article(COURIER, "Boats stay in port", f"{TEXT}\n{words}")) is None


def test_a_copy_that_still_has_its_credit_tells_whose_text_it_is() -> None:
    masked = article(COURIER, "Boats stay in port", TEXT)
    credited = article(DISPATCH, "Fishermen stop work", f"OSTWICK (Reuters) - {TEXT}")
    other = article(LEDGER, "Something else", "A tram stopped on the bridge, and nobody knows why it did.")
    [link] = [link for link in links_between(masked, credited) if link.kind == "same text"]
    found = masked_agency(masked, [(credited, link)])
    assert found is not None
    assert found.agency == "Reuters"
    assert masked_agency(other) is None


STYLES = (
    (
        (
            "OSTWICK, Nov 3 - Trawler crews along the northern coast ended a three-day stoppage on Monday after the ministry "
            "offered a fuel rebate, the union said. The price of herring, which had risen by a third, eased 4% at the morning "
            "auction. Canneries favoured by the rebate will call workers back from Nov 5. The chamber of trade said that losses "
            "came to about $3 million. Talks on quotas resume next week, and neither side expects them to be short."
        ),
        "Reuters",
    ),
    (
        (
            "OSTWICK, Maine — Fishermen ended a three-day stoppage Monday after the state offered them a rebate on fuel, a deal "
            "that came hours before the canneries were to close. The rebate was announced Sunday by Gov. Lena Marsh. It will cost "
            "$3 million, and the U.S. government will pay a third of it. Crews canceled a march that had been planned for Nov. 5. "
            "“We never wanted to march,” said Maro Lind, 51, who has fished for cod and herring since he was a teenager."
        ),
        "Associated Press",
    ),
    (
        (
            "Fishermen in the northern port of Ostwick ended a three-day stoppage Monday after the government offered a rebate on "
            "fuel that has doubled in price since spring. “We never wanted to stop,” said Maro Lind, who has fished for "
            "two decades. The price of herring rose by 30 percent in the stoppage and canneries sent workers home. The rebate is "
            "valued at 30 million crowns ($3 million). The minister recognised that the offer had come late, and apologised."
        ),
        "Agence France-Presse",
    ),
    (
        (
            "Fishermen in Cornwall have ended a three-day stoppage over the price of fuel after ministers offered a £3 million "
            'rebate. Maro Lind, 51, who has fished from Newlyn for two decades, said: "We never wanted to stop. It was that or '
            'sell the boat." Mr Lind said crews would sail at 4.30am on Tuesday. A spokesman for the council said: "We are glad '
            'to see the harbour busy again." Labour said that the money was 20% less than had been promised in the spring.'
        ),
        "PA Media",
    ),
    (
        (
            "Ostwick, Nov 3: Boat owners here called off their three-day strike on Monday after the state government agreed to a "
            "diesel subsidy of Rs 12 crore, officials said. The decision was taken at a meeting chaired by the fisheries secretary. "
            "Two persons, identified as Marol Lindkar (34) and Tor Velkar (29), were earlier arrested for allegedly blocking the "
            "harbour road, they said. Prices of fish had risen by 30 per cent in the district. COR ABC XY"
        ),
        "Press Trust of India",
    ),
    (
        (
            "Ostwick - Fishermen in the northern German port of Ostwick have ended a three-day stoppage after the state government "
            "offered a rebate on fuel. The rebate will cost around 3 million euros (3.4 million dollars) a year, a spokesman for the "
            "ministry said on Monday. Prices of herring had risen by 30 per cent. The organizers of a rally planned for Wednesday "
            "in the harbour said that it would go ahead. Boats were to leave port at 4 am (0300 GMT) on Tuesday."
        ),
        "Deutsche Presse-Agentur",
    ),
    (
        (
            "OSTWICK, Nov. 3 -- Fishermen in the northern port of Ostwick ended a three-day stoppage on Monday, local authorities "
            "said. The price of herring has risen by 30 percent since the stoppage began, according to the chamber of trade. The "
            "government has offered a rebate on fuel that is to cost about 3 million U.S. dollars. More than 400 boats are expected "
            "to leave port on Tuesday, and the canneries will call back half of their workers within the week."
        ),
        "Xinhua",
    ),
    (
        (
            "OSTWICK, November 3. Fishermen in the northern port of Ostwick have ended a three-day stoppage after the government "
            "offered a rebate on fuel, the ministry said in a statement. The price of herring rose by 30% over the period, the "
            "chamber of trade specified. By 10:00 a.m. Moscow time (7:00 a.m. GMT) more than 400 boats had left port. Canneries "
            "are going to call back half of their workers within the week, the head of the chamber told reporters."
        ),
        "TASS",
    ),
)
"""One event, told in the house style of each agency; the outlets' names are taken out, as a copy without credit has it."""


@pytest.mark.parametrize(("text", "agency"), STYLES, ids=[agency for _, agency in STYLES])
def test_the_house_style_of_a_copy_names_its_agency_as_likely(text: str, agency: str) -> None:
    found = masked_agency(article(COURIER, "Boats sail again", text))
    assert found is not None
    assert (found.agency, found.strength) == (agency, "likely")
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        STYLES[0][0][:200],
        STYLES[1][0] + " Lind told the Ostwick Tribune that he had sold his boat.",
        STYLES[2][0].replace("Monday", "on Monday").replace("percent", "per cent"),
        STYLES[3][0].replace("said:", "said that").replace("£", "$"),
    ],
    ids=["no habit", "too short", "its own report", "not the agency's days", "not the agency's quotes"],
)
def test_silence_where_the_style_is_nobodys(text: str) -> None:
    assert styled_by(text) is None


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("SEOUL, Nov. 3 -- ", "Yonhap"),
        ("KUALA LUMPUR, Nov 3 -- ", "Bernama"),
        ("OTTAWA — ", None),
        ("MOSCOW. Nov 3 - ", "Interfax"),
        ("Nov. 3 -- ", "UPI"),
        ("KUWAIT, Nov 3 -- ", "KUNA"),
        ("ABU DHABI, 3rd November, 2025 -- ", "WAM"),
        ("ROME, NOV 3 - ", "ANSA"),
        ("Accra, Nov. 3, – ", "Ghana News Agency"),
        ("Abuja, Nov. 3, 2025 ", "News Agency of Nigeria"),
        ("MANILA – ", "Philippine News Agency"),
        ("Madrid, 3 Nov.- ", "EFE"),
        ("New Delhi [India], November 3: ", "Asian News International"),
        ("Ostwick, Nov 3 ", None),
        ("OSTWICK - ", None),
        ("OSTWICK, Nov. 3: ", None),
    ],
)
def test_a_dateline_is_one_agency_s_or_nobody_s(opening: str, agency: str | None) -> None:
    found = styled_by(opening + TEXT)
    assert (found and found.agency) == agency


@pytest.mark.parametrize(
    "piece", ["A", "A ", "Aised ", "told the Aa ", "Mon day ", "OSTWICK, ", "OST/", "said:  ", "AB "]
)
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length] + " word" * 80
        started = perf_counter()
        styled_by(text)
        return perf_counter() - started

    assert min(seconds(60_000) for _ in range(2)) < 60 * max(0.01, min(seconds(6_000) for _ in range(3)))


@pytest.mark.parametrize(
    ("opening", "form", "agency"),
    [
        ("OSTWICK () — ", "CITY —", "Associated Press"),
        ("OSTWICK, Nov 3 () - ", "CITY, Nov 3 -", "Reuters"),
        ("OSTWICK, November 3. //. ", "CITY, November 3 .", "TASS"),
        ("Ostwick am Meer () - ", "City -", "Deutsche Presse-Agentur"),
        ("Ostwick, Norland - ", "City -", "Agence France-Presse"),
        ("Ostwick (Norland) [India], November 3 (): ", "City, November 3 :", "Asian News International"),
        ("Ostwick, Mar 3 () ", "City, Nov 3", "Press Trust of India"),
        ("Ostwick, June 3 () ", "City, Nov 3", "IANS"),
        ("Ostwick, 3 Nov ().- ", "City, 3 Nov .-", "EFE"),
        ("OSTWICK / GLENMOOR\n", "CITY \n", "Anadolu Agency"),
        ("() -- ", "--", "Bloomberg"),
        ("By Lena Marsh\nOSTWICK  -- ", "CITY --", "Associated Press"),
    ],
)
def test_a_dateline_keeps_its_form_when_the_name_is_out(opening: str, form: str, agency: str) -> None:
    found = dateline_of(opening + TEXT)
    assert found is not None
    assert (found.form, max(found.weights, key=lambda name: found.weights[name])) == (form, agency)
    assert found.emptied == bool(re.search(r"\(\)|//", opening))


@pytest.mark.parametrize(
    "opening",
    [
        "Ostwick, Nov 3 boats sailed. ",
        "Fuel - a burden. ",
        "OSTWICK, Tuesday - ",
        "Ostwick: ",
        "Prices. ",
        "OSTWICK PORT is closed. ",
    ],
)
def test_a_sentence_is_no_dateline(opening: str) -> None:
    assert dateline_of(opening + TEXT) is None


AGAINST = (
    "OSTWICK — Fishermen will be able to moor at the old quay again from Saturday, the harbour board said in a note pinned to "
    "its door. The quay was closed for two years after a crane fell on it. “It is about time,” said Maro Lind, who has fished "
    "for cod for two decades. Repairs came to $3 million, of which the town paid a third. The board meets again on Tuesday in "
    "the hall behind the auction house, and it has promised coffee to everyone who comes before eight."
)


@pytest.mark.parametrize(
    "text",
    [
        AGAINST,
        AGAINST.replace("OSTWICK", "TORONTO"),
        AGAINST + "\nReach the reporter at 555-0117.",
        STYLES[3][0] + " Lind told the Echo that he had sold his boat.",
        STYLES[3][0] + "\nCoun Lena Marsh voted against.",
    ],
    ids=["a dateline alone", "a Canadian one", "a reporter to write to", "told to a paper", "a paper's councillor"],
)
def test_an_outlets_own_report_is_no_agencys(text: str) -> None:
    assert styled_by(text) is None


def test_initials_with_strokes_are_not_one_agencys_alone() -> None:
    words = f"Ostwick, 3 Nov ().- {TEXT}"
    assert masked_agency(article(COURIER, "Boats stay in port", f"{words}\nmmr/fgg/ics")) == Masked(
        "EFE", "Ostwick, 3 Nov ().-", "likely"
    )
    found = masked_agency(article(COURIER, "Boats stay in port", f"Ostwick, Nov 3 () {TEXT}\n--\nms/vd"))
    assert found is not None
    assert found.agency == "IANS"


@pytest.mark.parametrize(
    ("body", "evidence", "agency"),
    [
        (f"{TEXT}\n___\nAP fishing: https://news.example/hub/fishing", (), "Associated Press"),
        (
            TEXT,
            (FieldEvidence("outlet", "AFP", "json-ld:NewsArticle.sourceOrganization(Organization)"),),
            "Agence France-Presse",
        ),
        (TEXT, (FieldEvidence("outlet", "AFP", "json-ld:NewsArticle.publisher(Organization)"),), None),
        (f"{TEXT}\nSource: Reuters Institute Fishing Report", (), None),
        (f"{TEXT}\nSource: Harbour Board of Ostwick, PA", (), None),
    ],
)
def test_a_credit_is_the_agencys_and_not_a_namesakes(
    body: str, evidence: tuple[FieldEvidence, ...], agency: str | None
) -> None:
    credited = replace(article(COURIER, "Boats stay in port", body), evidence=evidence)
    assert wire_credit(credited) == agency


@pytest.mark.parametrize(
    ("byline", "agency"),
    [("News24 Wire / Bloomberg", "Bloomberg"), ("AFP News Agency", "Agence France-Presse"), ("Lind Wire", "Lind Wire")],
)
def test_a_byline_names_a_known_agency_before_one_that_only_sounds_like_one(byline: str, agency: str) -> None:
    assert wire_credit(replace(article(COURIER, "Boats stay in port", TEXT), byline=(byline,))) == agency
