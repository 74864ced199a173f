"""Persons out of bylines, without roles, addresses and agencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.bylines import names_in


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Ann Lee and Bo Chan, Staff Writers", ("Ann Lee", "Bo Chan")),
        ("By ANN LEE", ("Ann Lee",)),
        ("Ann Lee, Bo Chan & Petra Holm", ("Ann Lee", "Bo Chan", "Petra Holm")),
        ("Ann Lee | Political Editor", ("Ann Lee",)),
        ("Ann Lee (ann.lee@courier.example)", ("Ann Lee",)),
        ("Ann Lee @annlee", ("Ann Lee",)),
        ("Written by Ann Lee for the Courier", ("Ann Lee",)),
        ("By Ann Lee Updated 9 February 2031", ("Ann Lee",)),
        ("Samir el-Hadi and Jean-Luc O’Hara Jr., North Wire", ("Samir el-Hadi", "Jean-Luc O’Hara Jr.")),
        ("Anaïs Núñez", ("Anaïs Núñez",)),
        ("Martin Luther King, Jr.", ("Martin Luther King Jr.",)),
        ("Von Ann Lee und Bo Chan", ("Ann Lee", "Bo Chan")),
        ("Ann Lee, Reuters", ("Ann Lee",)),
        ("The Associated Press", ("The Associated Press",)),
        ("Reuters", ("Reuters",)),
        ("https://social.example/courier", ()),
        ("@courier", ()),
        ("4 min read", ()),
        ("", ()),
    ],
)
def test_a_byline_is_its_persons_else_the_organisation_that_signs(raw: str, names: tuple[str, ...]) -> None:
    assert names_in([raw]) == names


def test_a_name_given_twice_is_one_person() -> None:
    assert names_in(["Ann Lee", "Bo Chan", "ann lee"]) == ("Ann Lee", "Bo Chan")


@given(st.lists(st.text(max_size=500), max_size=3))
def test_no_byline_breaks_the_reader(raw: list[str]) -> None:
    assert all(name.strip() for name in names_in(raw))
