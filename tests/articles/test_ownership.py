"""What sites say of each other in trust.txt, and when two of them agree."""

from __future__ import annotations

import time

from articles.ownership import Tie, TrustStatement, statements_in, ties_of

GROUP = """\
# Northgate Media Group
control=https://www.harbour-courier.example/
Control = https://valleypost.example/   # since 2019
social=https://social.example/@northgate
contact=https://northgate.example/contact#desk
datatrainingallowed=no
nonsense=1
control=https://www.harbour-courier.example/
belongto
"""


def test_a_trust_txt_is_read_line_by_line_each_statement_once() -> None:
    assert statements_in(GROUP, "northgate.example") == tuple(
        TrustStatement("northgate.example", attribute, value)
        for attribute, value in (
            ("control", "https://www.harbour-courier.example/"),
            ("control", "https://valleypost.example/"),
            ("social", "https://social.example/@northgate"),
            ("contact", "https://northgate.example/contact#desk"),
            ("datatrainingallowed", "no"),
        )
    )


def test_control_is_confirmed_where_both_say_so_and_claimed_where_one_does() -> None:
    courier = statements_in("controlledby=https://northgate.example", "harbour-courier.example")
    ties = ties_of((*statements_in(GROUP, "northgate.example"), *courier))
    assert ties == (
        Tie(
            "northgate.example",
            "controls",
            "harbour-courier.example",
            ("harbour-courier.example", "northgate.example"),
        ),
        Tie("northgate.example", "controls", "valleypost.example", ("northgate.example",)),
    )
    assert [tie.confirmed for tie in ties] == [True, False]


def test_a_site_that_says_it_owns_another_is_not_believed_alone() -> None:
    [tie] = ties_of(statements_in("control=https://www.bbc.co.uk/", "nobody.example"))
    assert (tie.second, tie.confirmed) == ("bbc.co.uk", False)


def test_a_site_says_nothing_of_itself_and_a_page_that_is_no_trust_txt_nothing_at_all() -> None:
    assert ties_of(statements_in("control=https://www.one.example/", "one.example")) == ()
    assert statements_in("<!doctype html><html><a href='?control=x'>control=</a></html>", "one.example") == ()


def test_credentials_are_masked_and_endless_files_end() -> None:
    [statement] = statements_in("control=https://ann:hush@two.example/", "one.example")
    assert statement.value == "https://***@two.example/"
    begun = time.monotonic()
    assert len(statements_in("control=https://x.example/\n" * 500_000, "one.example")) == 1
    many = "\n".join(f"member=https://m{number}.example/" for number in range(50_000))
    assert len(statements_in(many, "one.example")) == 20_000
    assert statements_in("control=" + "x" * 5_000_000, "one.example") == ()
    assert time.monotonic() - begun < 10
