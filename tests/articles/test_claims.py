"""Claims: what can be checked, what matters first, and what is no claim."""

from __future__ import annotations

import time
from datetime import date

import pytest

from articles.claims import WORTH_CHECKING, claims_in
from articles.model import Article, Claim, Moment, short_id

PUBLISHED = date(2025, 2, 9)


def article(body: str, *, headline: str | None = None, language: str | None = "en") -> Article:
    return Article(
        url="https://lantern.example/1", final_url="https://lantern.example/1", canonical_url=None, outlet=None,
        headline=headline, byline=(), dateline=None, published=Moment(PUBLISHED), modified=None, language=language,
        licence=None, paywall=None, sha256="0", fetched_at=None, extractor="test", body=body,
    )  # fmt: skip


def the_claim(body: str) -> Claim:
    [claim] = claims_in(article(body))
    return claim


def test_an_unattributed_casualty_figure_is_worth_most_and_says_why() -> None:
    body = "The shelling of Harsk has killed at least 1,204 people, mostly farmers, since early May 2023."
    claim = the_claim(body)
    assert claim.kind == "statistic"
    assert claim.attribution is None
    assert claim.authority is None
    assert "states a casualty figure" in claim.reasons
    assert "unattributed" in claim.reasons
    assert claim.worth >= 0.75
    assert [figure.value for figure in claim.figures] == [1204]
    assert claim.published == PUBLISHED
    assert claim.id == short_id("claim", claim.article, str(claim.start), claim.text)


def test_the_claim_of_indirect_speech_is_its_content_with_its_authority() -> None:
    claim = the_claim("The health ministry of Velmora said that 31 people had died in the flood.")
    assert claim.text == "31 people had died in the flood"
    assert claim.authority == "health ministry of Velmora"
    assert claim.attribution is not None
    assert claim.attribution.source == "The health ministry of Velmora"


def test_what_somebody_does_not_say_is_no_claim_by_itself() -> None:
    body = "The Harsk Fund does not say how many of its 125 million members are farmers."
    assert the_claim(body).text == body


def test_who_is_more_likely_to_do_something_is_no_prediction() -> None:
    claim = the_claim("Women in Harsk are 23% less likely to run before sunrise, the survey of 2024 found.")
    assert claim.kind == "statistic"
    assert "speaks of the future" not in claim.reasons


def test_a_word_within_another_is_no_sign_of_opinion() -> None:
    claim = the_claim("The gunman is thought to be hiding in the tunnels beneath Harsk since 7 October 2024.")
    assert "reads as opinion" not in claim.reasons


def test_a_figure_outside_what_was_said_keeps_the_whole_sentence() -> None:
    body = "Ana Vale, who leads 400 miners, said the pit had collapsed on the night shift."
    assert the_claim(body).text == body


def test_an_accusation_against_a_named_party_matters() -> None:
    claim = the_claim("Prosecutors say that Harlan Moss accepted bribes while he ran the port of Orlo.")
    assert claim.kind == "accusation"
    assert "accuses a named party" in claim.reasons
    assert claim.worth >= WORTH_CHECKING


def test_a_dated_event_matters_and_colour_does_not() -> None:
    body = "A truce between the two armies took effect on January 19. Smoke drifted over the hills around the village."
    first, second = claims_in(article(body))
    assert first.worth >= WORTH_CHECKING > second.worth
    assert [mention.text for mention in first.dates] == ["January 19"]


def test_an_accusation_is_one_even_where_it_counts_and_whoever_makes_it() -> None:
    body = "The foreign minister of Ismere, Dana Perel, accused Korvath of shelling 12 villages during the talks."
    claim = the_claim(body)
    assert (claim.kind, claim.text, claim.authority) == ("accusation", body, "Dana Perel")
    assert claim.worth >= WORTH_CHECKING


@pytest.mark.parametrize(
    "body",
    [
        "The war has killed 6,120 people, the League said.",
        "The deficit rose to 48.4 billion crowns last year, the finance ministry said.",
        "The floods damaged 2,310 homes, the Tolle Disaster Office said.",
        "Orders rose by 14 percent, Ana Vale said, and we are the best.",
        "The road bridge at Sennet collapsed on 15 October 2026, the mayor, Una Thorsk, said.",
        "A truce went into effect in Harsk on January 19, the mediators said.",
    ],
)
def test_what_matters_matters_with_a_source_too(body: str) -> None:
    assert the_claim(body).worth >= WORTH_CHECKING


@pytest.mark.parametrize(
    "body",
    [
        "The delegations sat at two tables and did not shake hands.",
        "By the evening the market square was a lake, and the church clock had stopped at ten past six.",
        "The council will meet on Monday.",
        "Schools stay closed until Wednesday.",
        "“There is not a street in Sennet without a death to mourn,” Ana Vale said.",
        "“These allegations are being read by the Council of Orlo with care,” Ana Vale said.",
        "Tickets cost 38 euros from January, the company said.",
        "The former singer, 42, was cheered in Orlo on Monday after three dances.",
    ],
)
def test_colour_does_not_matter(body: str) -> None:
    assert all(claim.worth < WORTH_CHECKING for claim in claims_in(article(body)))


def test_captives_who_are_to_be_freed_are_no_casualties() -> None:
    freed = the_claim("The first phase calls for 33 captives and nearly 2,000 prisoners from Harsk to be released.")
    assert "states a casualty figure" not in freed.reasons
    assert "states a large number" in freed.reasons
    taken = the_claim("The raid on Orlo left about 250 villagers taken hostage.")
    assert "states a casualty figure" in taken.reasons


def test_what_somebody_means_to_do_is_the_page_s_own_claim() -> None:
    for body in ("The rail board wanted to hire 212 drivers.", "Tom Reyes wanted to hire 212 drivers for the mill."):
        claim = the_claim(body)
        assert claim.text == body
        assert claim.attribution is None
        assert "unattributed" in claim.reasons


@pytest.mark.parametrize(
    "dateline",
    ["CAIRO (Reuters) - ", "PORT MERROW, Oct 4 (Meridian) - ", "Sarve, 4 October 2026 — ", "BELLONE, Sarve – "],
)
def test_a_dateline_is_no_part_of_a_claim(dateline: str) -> None:
    body = f"{dateline}Nine people were killed when a ferry sank off Orlo, the coastguard said."
    assert the_claim(body).text == "Nine people were killed when a ferry sank off Orlo"


def test_the_country_is_not_taken_for_the_first_person() -> None:
    claim = the_claim("During the war, the US had no option but to leave the valley of Harsk to the army.")
    assert "addresses the reader" not in claim.reasons


def test_a_prediction_is_told_from_an_event() -> None:
    assert the_claim("The crown will fall against the mark this summer, Norbank said.").kind == "prediction"


@pytest.mark.parametrize(
    "body",
    [
        "Will the 40 prisoners be released on Monday?",
        "Sign up for our newsletter and get 5 stories a day.",
        "Read more: 12 killed as the bridge at Orlo falls",
        "Storm kills 12 in Harsk valley",
        "A man carries 3 bags in Harsk. (Photo by Ana Vale/Lantern)",
        "Follow us on 3 platforms for the latest from the valley.",
        "Published on Sunday, 9 February 2025, at 6:03 PM.",
        "With additional reporting by Tom Reyes in Orlo.",
        "Photographs by Ana Vale and Tom Reyes for the Lantern.",
        "By Ana Vale and Tom Reyes, political correspondents in Orlo",
    ],
)
def test_questions_headings_captions_and_furniture_are_no_claims(body: str) -> None:
    assert claims_in(article(body)) == ()


def test_the_headline_repeated_in_the_body_is_no_claim() -> None:
    line = "Twelve people died when the bridge at Orlo fell."
    assert claims_in(article(line, headline=line)) == ()


def test_opinion_ranks_below_the_same_sentence_without_it() -> None:
    plain = the_claim("The council spent 3 million crowns on the bridge.")
    opinion = the_claim("The council should have spent 3 million crowns on the bridge, the worst idea ever.")
    assert opinion.worth < plain.worth


def test_what_a_claim_holds_lies_within_it() -> None:
    body = (
        "On Monday police said 14 people were arrested. “We saw 30 of them,” Tom Reyes said. “It cost $5m.” "
        "The mayor denied the charge, saying no more than 9 were held on January 3, 2025."
    )
    claims = claims_in(article(body))
    assert claims
    for claim in claims:
        assert body[claim.start : claim.end] == claim.text
        assert 0 <= claim.worth <= 1
        assert claim.reasons
        for part in [*((one.start, one.end) for one in claim.figures), *((one.start, one.end) for one in claim.dates)]:
            assert claim.start <= part[0] < part[1] <= claim.end


def test_a_language_that_is_not_read_gives_no_claims() -> None:
    assert claims_in(article("Mindestens 12 Menschen starben am Montag in Harsk.", language="de")) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "He denied that 14 men had died. ",
        "said ",
        "“Nobody” ",
        "according to the fund, ",
        "Photo by A B (AP)\n",
        "next year's ",
    ],
)
def test_a_hostile_text_is_read_in_seconds(unit: str) -> None:
    body = (unit * (1_000_000 // len(unit)))[:1_000_000]
    started = time.process_time()
    claims_in(article(body))
    assert time.process_time() - started < 30
