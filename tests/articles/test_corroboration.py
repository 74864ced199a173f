from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from articles.corroboration import index_keys, relate
from articles.model import Article, Claim, Corroboration, ReadArticle, Reading, Relations
from articles.relating.furniture import line_key, standing_lines

from .newsroom import COURIER, DISPATCH, LEDGER, POST, WIRE, article, claim, killed

DETAILS = """Rescue teams pulled bodies from the water and the ruins of the terminal, and crews from three districts fought flames.
The blast shattered windows up to nine kilometres away in the old town, where residents slept in the streets.
The port authority halted all traffic, and families waited for news in the hall of a school on the north bank.
The terminal belonged to Castellan Grain and had passed its last safety inspection in March, company records show."""


def report(article_: Article, *claims: Claim) -> ReadArticle:
    """Read an article by hand: its claims are those given."""
    placed = tuple(replace(claim_, id=f"{claim_.id[:8]}{article_.id[:8]}", article=article_.id) for claim_ in claims)
    return ReadArticle(article_, Reading(claims=placed))


def told(
    outlet_article: tuple[object, str, str], sentence: str, words: str, value: int, day: str, **fields: object
) -> ReadArticle:
    outlet, headline, body = outlet_article
    built = article(outlet, headline, f"{sentence}\n{body}", day)  # type: ignore[arg-type]  # a tuple holds any outlet
    return report(
        built,
        claim(sentence, killed(words, value), published=built.published.day if built.published else None, **fields),
    )


WIRED = told(
    (WIRE, "Port Selby grain terminal blast kills 43", DETAILS),
    "The Port Selby grain terminal blast killed 43 people on Monday night, the health ministry said.",
    "43",
    43,
    "2025-03-11T06:00+00:00",
    authority="health ministry",
)
COPIED = told(
    (DISPATCH, "Dozens dead in Port Selby", DETAILS),
    "The Port Selby grain terminal blast killed 43 people on Monday night, the health ministry said.",
    "43",
    43,
    "2025-03-11T09:00+00:00",
    authority="the Health Ministry",
)
OWN = told(
    (
        COURIER,
        "What we know of the Port Selby blast",
        "Witness Maro Lind saw a white flash above the Castellan Grain silos, then a column of dust over the harbour.",
    ),
    "Forty-three people died when the grain terminal in Port Selby blew up late on Monday, a hospital doctor said.",
    "Forty-three",
    43,
    "2025-03-11T12:00+00:00",
    authority="Dr Ana Rell",
)
CONTRARY = told(
    (
        LEDGER,
        "Police: 51 dead in Port Selby",
        "Investigators sealed the Castellan Grain offices and took the harbour master's logs, a spokesman said.",
    ),
    "The explosion of the grain terminal in Port Selby killed 51 people, regional police said.",
    "51",
    51,
    "2025-03-11T08:00+00:00",
    authority="regional police",
)
LOOK_ALIKE = told(
    (
        POST,
        "Ferry fire off Ostwick kills 12",
        "The Gull was on its way from the islands with 80 on board when smoke rose from the car deck, its owner said.",
    ),
    "A fire on a ferry off Ostwick killed 12 people on Monday night, the coast guard said.",
    "12",
    12,
    "2025-03-11T07:00+00:00",
    authority="coast guard",
)
EVERYTHING = (WIRED, COPIED, OWN, CONTRARY, LOOK_ALIKE)


def of(read: ReadArticle, relations: Relations) -> Corroboration:
    [claim_] = read.reading.claims
    return next(found for found in relations.corroborations if found.claim == claim_.id)


def id_of(read: ReadArticle) -> str:
    return read.reading.claims[0].id


def test_a_copied_dispatch_is_two_outlets_one_origin_and_one_authority() -> None:
    found = of(WIRED, relate((WIRED, COPIED)))
    assert (found.outlets, found.origins.at_least, found.origins.at_most, found.authorities) == (2, 1, 1, 1)
    assert found.supports == (id_of(COPIED),)
    assert "Meridian Wire" in found.origins.reasons[0]
    assert "same text" in found.origins.reasons[0]


def test_an_own_report_is_another_origin_and_another_authority() -> None:
    found = of(COPIED, relate((WIRED, COPIED, OWN)))
    assert (found.outlets, found.origins.at_least, found.origins.at_most, found.authorities) == (3, 2, 2, 2)
    assert set(found.supports) == {id_of(WIRED), id_of(OWN)}


def test_a_contradicting_report_is_named_and_stands_behind_nothing() -> None:
    relations = relate(EVERYTHING)
    assert of(WIRED, relations).conflicts == (id_of(CONTRARY),)
    contrary = of(CONTRARY, relations)
    assert (contrary.outlets, contrary.supports) == (1, ())
    assert set(contrary.conflicts) == {id_of(WIRED), id_of(COPIED), id_of(OWN)}


def test_a_look_alike_of_the_same_night_neither_supports_nor_contradicts() -> None:
    relations = relate(EVERYTHING)
    alone = of(LOOK_ALIKE, relations)
    assert (alone.outlets, alone.supports, alone.conflicts) == (1, (), ())
    assert [len(story.articles) for story in relations.stories] == [4, 1]


def test_a_claim_alone_has_one_outlet_and_one_origin() -> None:
    relations = relate([WIRED])
    found = of(WIRED, relations)
    assert (found.outlets, found.origins.at_least, found.origins.at_most, found.authorities) == (1, 1, 1, 1)
    assert (len(relations.stories), relations.links, relations.matches) == (1, (), ())


def test_nothing_relates_to_nothing() -> None:
    assert relate([]) == Relations()


@pytest.mark.parametrize("seed", range(5))
def test_the_same_relations_come_out_whatever_order_went_in(seed: int) -> None:
    shuffled = [*EVERYTHING, *EVERYTHING[:2]]
    Random(seed).shuffle(shuffled)
    assert relate(shuffled) == relate(EVERYTHING)


def test_two_papers_of_one_owner_are_one_origin() -> None:
    sister = report(
        replace(OWN.article, outlet=POST, headline="Port Selby", address="https://a.example"), OWN.reading.claims[0]
    )
    sister = replace(
        sister,
        article=replace(
            sister.article, body=f"{OWN.reading.claims[0].text}\nOur crews are on their way to Port Selby."
        ),
    )
    sister = report(sister.article, OWN.reading.claims[0])
    found = of(OWN, relate((OWN, sister)))
    assert (found.outlets, found.origins.at_most) == (2, 1)
    assert any("same owner" in reason for reason in found.origins.reasons)


def test_a_copy_by_nobody_knows_whom_is_no_outlet_and_an_own_text_is_one() -> None:
    unknown = report(
        replace(COPIED.article, outlet=None, address="https://blog.example/1", final_url="https://blog.example/1"),
        COPIED.reading.claims[0],
    )
    assert of(WIRED, relate((WIRED, unknown))).outlets == 1
    own = report(replace(OWN.article, outlet=None, address="https://blog.example/2"), OWN.reading.claims[0])
    assert of(WIRED, relate((WIRED, own))).outlets == 2


def test_wording_that_many_stories_share_is_furniture_and_links_nothing() -> None:
    notice = (
        "\nThe opinions of our columnists are their own and the paper of the coast has stood for open debate ever since "
        "its founders printed the first issue in a boat shed by the old pier with a press that they had carried over "
        "the hills in the winter of the great storm, and it will go on doing so as long as there are readers."
    )
    texts = (
        (LEDGER, "Ferry timetable changes", "Ferries to Ostwick leave ten minutes earlier from May."),
        (DISPATCH, "Chess club wins cup", "Marston beat Alba on the last board after six hours."),
        (COURIER, "Bakery reopens", "The oven on Mill Lane is warm again after a year of repairs."),
        (POST, "Library named", "The library of Glenmoor now bears the name of Hanne Frost."),
    )
    reads = [report(article(outlet, headline, body + notice, "2025-03-11")) for outlet, headline, body in texts]
    assert [link.kind for link in relate(reads).links if link.kind != "same owner"] == []


def test_an_article_has_at_most_48_keys_and_a_copy_shares_some() -> None:
    long = report(
        article(LEDGER, "Port Selby", "\n".join(f"{DETAILS} Note {at}, item {at * 7919}." for at in range(200)))
    )
    assert len(index_keys(long)) <= 60
    assert len(set(index_keys(long))) == len(index_keys(long))
    assert set(index_keys(WIRED)) & set(index_keys(COPIED))
    assert set(index_keys(WIRED)) & set(index_keys(OWN))
    assert not set(index_keys(WIRED)) & set(index_keys(LOOK_ALIKE))


def test_an_archived_article_that_tells_of_nothing_alike_changes_nothing() -> None:
    before = relate((WIRED, COPIED, OWN, CONTRARY))
    after = relate(EVERYTHING)
    assert set(before.matches) == set(after.matches)
    assert set(before.links) == set(after.links)
    assert {found for found in after.corroborations if found.claim != id_of(LOOK_ALIKE)} == set(before.corroborations)


def test_lines_of_a_page_that_unrelated_articles_share_are_learnt_and_those_of_a_dispatch_are_not() -> None:
    notice = (
        "The paper of the coast has stood for open debate since its founders printed the first issue in a boat shed."
    )
    unrelated = [
        article(LEDGER, "Ferry timetable changes", f"Ferries to Ostwick leave ten minutes earlier from May.\n{notice}"),
        article(DISPATCH, "Chess club wins cup", f"Marston beat Alba on the last board after six hours.\n{notice}"),
        article(COURIER, "Bakery reopens", f"The oven on Mill Lane is warm again after a year of repairs.\n{notice}"),
    ]
    assert standing_lines(unrelated) == {line_key(notice)}
    dispatch = [
        article(outlet, headline, f"{DETAILS}\n{extra}")
        for outlet, headline, extra in (
            (LEDGER, "Castellan Grain terminal explodes", "Our crews went to help."),
            (DISPATCH, "Blast at grain terminal", ""),
            (COURIER, "Terminal blast shatters the old town", "The mayor sent flowers."),
        )
    ]
    assert standing_lines(dispatch) == frozenset()
