"""Persons out of bylines, without roles, addresses and agencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.bylines import is_role, names_in, starts_as_byline


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
        ("By Ann Lee Feb 11, 2031, 7:15am GMT", ("Ann Lee",)),
        ("By Ann Lee Published: February 11, 2031", ("Ann Lee",)),
        ("Ann Lee Senior Political Correspondent", ("Ann Lee",)),
        ("Ann &amp; Bo Chan", ("Ann", "Bo Chan")),
        ("Par Anne Lis", ("Anne Lis",)),
        ("admin", ()),
        ("Von Ann Lee und Bo Chan", ("Ann Lee", "Bo Chan")),
        ("Ann Lee, Reuters", ("Ann Lee",)),
        ("The Associated Press", ("The Associated Press",)),
        ("Reuters", ("Reuters",)),
        ("Lee, Ann", ("Ann Lee",)),
        ("Staff", ()),
        ("By Staff Writer", ()),
        ("Ann Lee For The Morning Courier", ("Ann Lee",)),
        ("von Lena Vogt, SWT", ("Lena Vogt",)),
        ("SWT", ("SWT",)),
        ("Rui Costa e Silva", ("Rui Costa e Silva",)),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Por Lucía Peña y Juan Ruiz Gil", ("Lucía Peña", "Juan Ruiz Gil")),
        ("Par Camille Roux avec AFP", ("Camille Roux",)),
        ("Written by: Asha Rao Edited by: Ravi Menon", ("Asha Rao",)),
        ("Submitted by Ann Lee on Mon, 03/24/2031 - 18:15", ("Ann Lee",)),
        ("ann-lee", ("Ann Lee",)),
        ("news-desk", ("News Desk",)),
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


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("By Ann Lee", True), ("Par Anne Lis", True), ("par exemple", False), ("By", False), ("Byron Lee", False)],
)
def test_a_byline_opens_with_a_word_for_by_and_a_name(line: str, is_one: bool) -> None:
    assert starts_as_byline(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Valley correspondent", True), ("Senior Writer", True), ("The editor was dismissed", False), ("", False)],
)
def test_a_role_alone_is_a_role(line: str, is_one: bool) -> None:
    assert is_role(line) is is_one


@given(st.lists(st.text(max_size=500), max_size=3))
def test_no_byline_breaks_the_reader(raw: list[str]) -> None:
    assert all(name.strip() for name in names_in(raw))
