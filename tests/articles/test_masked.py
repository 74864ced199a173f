"""Whose dispatch a copy without its credit line is."""

from __future__ import annotations

import pytest

from articles.origins import links_between
from articles.relating.masked import masked_agency

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
