"""One authority, many names; and who is cited at all."""

from __future__ import annotations

import pytest

from articles.model import Attribution
from articles.relating.authorities import authorities_among, cited_in, identities

from .newsroom import claim


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the health ministry", "Ministry of Health"),
        ("the Health Ministry", "Gaza's health ministry"),
        ("Israel's army", "the Israeli army"),
        ("the WHO", "the World Health Organisation"),
        ("a spokeswoman for the defence ministry", "the Ministry of Defense"),
        ("Okell", "Detective Ruth Okell"),
        ("TRA", "the Tarn River Authority"),
        ("their union", "the union"),
    ],
)
def test_two_names_of_one_authority_are_one(one: str, other: str) -> None:
    assert len(authorities_among([one, other])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the health ministry", "the interior ministry"),
        ("Ruth Okell", "Ansel Okell"),
        ("those who fled", "the World Health Organization"),
        ("Gaza's health ministry", "Israel's health ministry"),
        ("TRA", "the Tarn Regional Police"),
    ],
)
def test_two_authorities_stay_two(one: str, other: str) -> None:
    assert len(authorities_among([one, other])) == 2


def test_a_name_that_could_be_two_authorities_stays_its_own() -> None:
    names = ["the health ministry", "Gaza's health ministry", "Lebanon's health ministry"]
    assert len(authorities_among(names)) == 3


def test_a_chain_of_ever_longer_names_is_one() -> None:
    names = ["the ministry", "the health ministry", "Gaza's health ministry"]
    assert set(identities(names).values()) == {"Gaza's health ministry"}


def test_the_named_the_anonymous_and_nobody_are_counted_apart() -> None:
    anonymous = Attribution("officials", "said", "x", 0, 1, "indirect", kind="anonymous")
    found = cited_in(
        [
            claim("Nine died.", authority="the health ministry"),
            claim("Ten died.", authority="Ministry of Health"),
            claim("A deal is near.", authority="officials", attribution=anonymous),
            claim("The bridge fell."),
        ]
    )
    assert (found.claims, len(found.named), found.anonymous, found.absent) == (4, 1, 1, 1)
