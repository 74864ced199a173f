from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.wording import Signature, bands, containment, resemblance, signature

DISPATCH = (
    "At least 43 people were killed when a grain terminal exploded in Port Selby on Monday night, officials said. "
    "Rescue teams pulled bodies from the water and the ruins of the terminal, and 217 people were injured. "
    "The blast shattered windows up to nine kilometres away in the old town, where residents slept in the streets. "
    "Some 1,340 residents were evacuated to schools on the north bank, and the port authority halted all traffic. "
    "The terminal stored 18,600 tonnes of wheat and had passed its last safety inspection in March, records show. "
    "Divers will search the basin again at first light, and engineers are to test the cranes that still stand."
)
OTHER = (
    "Forty-three workers and neighbours lost their lives after the silo complex of a trader blew up on Monday. "
    "More than two hundred others needed a doctor. The harbour stays shut until the end of the week, its master said."
)


def test_a_text_signs_the_same_however_it_is_spaced_or_quoted() -> None:
    assert signature("The mayor’s plan, “ready” by May") == signature('the  mayor\'s plan\n"ready" by May')


def test_a_text_resembles_itself_wholly_and_another_writers_hardly() -> None:
    assert resemblance(signature(DISPATCH), signature(DISPATCH)) == 1.0
    assert resemblance(signature(DISPATCH), signature(OTHER)) < 0.05


def test_a_cut_copy_is_contained_though_it_hardly_resembles() -> None:
    cut = signature(DISPATCH[:230])
    whole = signature(DISPATCH + " " + OTHER * 3)
    assert resemblance(cut, whole) < 0.5
    assert containment(cut, whole) > 0.9
    assert containment(whole, cut) < 0.5


def test_a_cut_and_topped_copy_shares_an_index_key_and_an_own_report_shares_none() -> None:
    topped = "Our city looked on in horror this week as news came in from the coast. " + DISPATCH[:420]
    keys = set(bands(signature(DISPATCH)))
    assert keys & set(bands(signature(topped)))
    assert not keys & set(bands(signature(OTHER)))


def test_keys_are_few_and_the_same_in_every_run() -> None:
    keys = bands(signature(DISPATCH * 50))
    assert len(keys) <= 18
    assert bands(signature("one two three four five six")) == (bands(signature("One two, three four five six.")))
    assert signature("one two three four five six").values[:2] == signature("one two three four five six").values[:2]


def test_an_empty_text_resembles_nothing_and_has_no_keys() -> None:
    empty = signature("")
    assert empty == Signature(0, frozenset(), (), ())
    assert resemblance(empty, empty) == containment(empty, empty) == 0.0
    assert bands(empty) == ()


def test_text_without_spaces_is_compared_by_its_characters() -> None:
    text = "港口爆炸造成四十三人死亡官员周二表示救援人员仍在搜索"
    assert containment(signature(text[:15]), signature(text)) == 1.0


@given(st.text(max_size=300), st.text(max_size=300))
def test_measures_are_shares_and_symmetric_where_they_must_be(one: str, other: str) -> None:
    a, b = signature(one), signature(other)
    assert 0.0 <= resemblance(a, b) <= 1.0
    assert resemblance(a, b) == resemblance(b, a)
    assert 0.0 <= containment(a, b) <= 1.0
    assert not a.shingles or containment(a, a) == 1.0
