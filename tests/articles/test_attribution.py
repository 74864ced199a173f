"""Attributions: who is said to have said what."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.attribution import attributions_in
from articles.attribution.statements import TRIGGERS
from articles.model import Attribution

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "attributions.yaml").read_text("utf-8"))
MARK = re.compile(r"\{(S|C):((?:[^{}])*)\}")
TOKEN = re.compile(r"\w+(?:['’-]\w+)*")


def labelled(marked: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return a text without its marks, and the spans of its sources and contents."""
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {"S": [], "C": []}
    position = 0
    for mark in MARK.finditer(marked):
        text += marked[position : mark.start()]
        spans[mark.group(1)].append((len(text), len(text) + len(mark.group(2))))
        text += mark.group(2)
        position = mark.end()
    return text + marked[position:], spans["S"], spans["C"]


def tokens_in(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {
        token.start()
        for token in TOKEN.finditer(text)
        if any(start <= token.start() and token.end() <= end for start, end in spans)
    }


def f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def scores(cases: list[str]) -> tuple[float, float]:
    """Return token F1 of content and of source over all cases."""
    counts = {"S": [0, 0, 0], "C": [0, 0, 0]}
    for case in cases:
        text, sources, contents = labelled(case)
        found = attributions_in(text)
        for key, wanted, got in (
            ("S", sources, [one.source_span for one in found if one.source_span]),
            ("C", contents, [(one.start, one.end) for one in found]),
        ):
            wanted_tokens, got_tokens = tokens_in(text, wanted), tokens_in(text, got)
            counts[key][0] += len(wanted_tokens & got_tokens)
            counts[key][1] += len(got_tokens)
            counts[key][2] += len(wanted_tokens)
    return f1(*counts["C"]), f1(*counts["S"])


def sources_of(text: str) -> list[tuple[str | None, str | None]]:
    return [(one.source, one.name) for one in attributions_in(text)]


def the_only(text: str) -> Attribution:
    [found] = attributions_in(text)
    return found


# Measured on the day the grammar was written; a change that falls below must say why.
FLOORS = {
    "open": (0.97, 0.97),
    "held": (0.93, 0.94),
    "second": (0.97, 0.97),
    "campaign": (0.95, 0.98),
    "campaign held": (0.98, 0.97),
    "campaign fresh": (0.92, 0.91),
    "campaign last": (0.91, 0.91),
}


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_token_scores_do_not_fall_below_their_floors(half: str) -> None:
    content, source = scores(CASES[half])
    assert content >= FLOORS[half][0]
    assert source >= FLOORS[half][1]


SPLIT = (
    (re.compile(r"“"), "`` "),
    (re.compile(r"”"), " ''"),
    (re.compile(r"n't\b"), " n't"),
    (re.compile(r"(?<=\w)('(?:s|re|ve|d|ll|m))\b"), r" \1"),
    (re.compile(r"(?<=[\w%])([,;?!])(?!\d)"), r" \1"),
    (re.compile(r"(?<=[\w%}])\.(?=\s*(?:''|\}|$)|\s[A-Z{`])"), " ."),
    (re.compile(r"\b(Mr|Ms|Dr) \."), r"\1."),
    (re.compile(r" +}"), "}"),
)


def split_as_treebanks_are(marked: str) -> str:
    for pattern, replacement in SPLIT:
        marked = pattern.sub(replacement, marked)
    return marked


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_text_cut_as_treebanks_are_is_read_as_well(half: str) -> None:
    content, source = scores([split_as_treebanks_are(case) for case in CASES[half]])
    assert content >= FLOORS[half][0] - 0.02
    assert source >= FLOORS[half][1] - 0.05


def test_there_are_enough_labelled_texts() -> None:
    assert len(CASES["open"]) + len(CASES["held"]) >= 120


WORDS = st.sampled_from(
    ["said", "“", "”", '"', "'", ",", ".", "\n", " ", "he", "Ms. Holm", "told", "that", "according to", "who", "(", ")", "—",
     "the minister", "saying", "and", "It", "was", "reported", "claim", "’s", "?", "\u2028", "“No,”", "ßtraße", "\U0001f600"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60), st.sampled_from(["", " "]))
def test_every_span_holds_its_words_whatever_the_text(words: list[str], glue: str) -> None:
    text = glue.join(words)
    found = attributions_in(text)
    assert list(found) == sorted(found, key=lambda one: one.start)
    for one in found:
        assert text[one.start : one.end] == one.content
        assert one.content.strip()
        if one.source_span is not None:
            assert text[one.source_span[0] : one.source_span[1]] == one.source
        if one.cue_span is not None:
            assert text[one.cue_span[0] : one.cue_span[1]] == one.cue


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_error(text: str) -> None:
    for one in attributions_in(text):
        assert text[one.start : one.end] == one.content


GRAMMAR = st.sampled_from(
    [
        *sorted(TRIGGERS),
        *[
            "who",
            "which",
            "that",
            "as",
            "it",
            "its",
            ",",
            ".",
            ":",
            "(",
            ")",
            "“",
            "”",
            "and",
            "or",
            "the",
            "a",
            "of",
            "to",
            "by",
            "from",
            "Holm",
            "Vale",
            "minister",
            "council",
            "he",
        ],
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(GRAMMAR, min_size=3, max_size=25))
def test_cues_of_every_kind_in_any_order_are_read_without_error(words: list[str]) -> None:
    text = " ".join(words)
    for one in attributions_in(text):
        assert text[one.start : one.end] == one.content


@pytest.mark.parametrize(
    "who",
    ["The report, which puts it plainly,", "The council which put it on Monday", "As the bank, which puts it so,"],
)
def test_a_body_that_puts_it_somehow_is_read_without_error(who: str) -> None:
    assert attributions_in(f"{who} blames the weather.") is not None


def test_an_utterance_that_its_cue_interrupts_is_one_attribution_for_each_piece() -> None:
    found = attributions_in("“We will rebuild the bridge,” said mayor Ana Vale. “It will take a year.” Nobody replied.")
    assert [(one.content, one.source, one.mode) for one in found] == [
        ("“We will rebuild the bridge,”", "mayor Ana Vale", "direct"),
        ("“It will take a year.”", "mayor Ana Vale", "direct"),
    ]


def test_a_quotation_that_is_a_paragraph_of_its_own_goes_on_in_the_last_voice() -> None:
    text = "The budget is gone, treasurer Ana Vale said.\n\n“We spent it on sandbags.”\n\nThe council met on Monday."
    assert [one.name for one in attributions_in(text)] == ["Ana Vale", "Ana Vale"]


def test_a_quotation_before_its_cue_in_the_same_paragraph_has_the_same_source() -> None:
    found = attributions_in("“The roof went first. Then the walls.” “We ran,” Tom Reyes, a guard, said.")
    assert {one.source for one in found} == {"Tom Reyes, a guard"}
    assert len(found) == 2


def test_mixed_speech_is_told_from_direct_and_indirect_speech() -> None:
    assert the_only("Ana Vale said the plan was “a gift to nobody”.").mode == "mixed"
    assert the_only("Ana Vale said the plan was late.").mode == "indirect"
    assert the_only("“The plan is late,” Ana Vale said.").mode == "direct"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Energy minister Ana Vale said the plant was safe.", "named"),
        ("The minister said the plant was safe.", "role"),
        ("The ministry said the plant was safe.", "organisation"),
        ("Police said the plant was safe.", "organisation"),
        ("Reuters reported that the plant was safe.", "outlet"),
        ("State media said the plant was safe.", "outlet"),
        ("The Harbour Times reported that the plant was safe.", "outlet"),
        ("Two officials said the plant was safe.", "anonymous"),
        ("A person familiar with the matter said the plant was safe.", "anonymous"),
        ("Witnesses said the plant was safe.", "anonymous"),
        ("She said the plant was safe.", "pronoun"),
        ("It was reported that the plant was safe.", "unstated"),
    ],
)
def test_the_kind_of_a_source_is_told(text: str, kind: str) -> None:
    assert the_only(text).kind == kind


def test_pronouns_surnames_and_offices_resolve_to_the_name_introduced() -> None:
    text = (
        "Velmora's defence minister, Tomas Harrek, met the press on Monday. He said the border was quiet. "
        "Harrek added that talks went on. The minister denied that troops had moved."
    )
    assert sources_of(text) == [
        ("He", "Tomas Harrek"),
        ("Harrek", "Tomas Harrek"),
        ("The minister", "Tomas Harrek"),
    ]


def test_an_office_that_two_people_hold_is_not_resolved_without_its_country() -> None:
    text = (
        "Velmoran minister Tomas Harrek met Ostian minister Lena Bright. The minister said the talks were useful. "
        "The Ostian minister said they were short."
    )
    assert [name for _, name in sources_of(text)] == [None, "Lena Bright"]


def test_a_surname_that_two_people_bear_is_not_resolved() -> None:
    text = "Ana Vale and Tom Vale run the mill. Vale said the river was low."
    assert sources_of(text) == [("Vale", None)]


def test_a_pronoun_does_not_resolve_against_the_person_s_own_title() -> None:
    text = "Mr. Tom Reyes runs the mill. She said the river was low."
    assert sources_of(text) == [("She", None)]


def test_an_office_with_its_body_before_the_name_is_introduced_too() -> None:
    text = (
        "Secretary of Velmora's High Security Board (HSB) Tomas Idris Harrek spoke on Sunday. "
        "“We are ready,” the HSB secretary said."
    )
    assert sources_of(text) == [("the HSB secretary", "Tomas Idris Harrek")]


def test_a_quoted_title_is_no_statement() -> None:
    assert attributions_in("The band played “Rivers of the North” before a full house.") == ()


def test_a_verb_that_is_a_noun_here_is_no_cue() -> None:
    assert (
        attributions_in("The reports were filed in March. Their claims rose by a tenth, and the answer was no.") == ()
    )


def test_quotation_marks_in_single_and_other_styles_are_read() -> None:
    assert the_only("‘We are late,’ Ana Vale said.").content == "‘We are late,’"
    assert the_only("«We are late,» Ana Vale said.").content == "«We are late,»"
    assert the_only("'We are late,' Ana Vale said.").content == "'We are late,'"


@pytest.mark.parametrize(
    "text",
    [
        "The company planned to hire 60 people by the spring.",
        "Insurance claims rose from 400 on Sunday to 600 on Monday.",
        "Weather warnings in the valley were lifted.",
        "Why do the ministry's forecasts matter?",
        "If all goes according to plan, the bridge opens in May.",
        "The lifeboat came round the breakwater, and nobody on the quay said a word.",
        "Two drivers asked not to be named.",
        "The ring road, promised by three governments, is not in the plan at all.",
        "The High Court of Velmora dismissed the case on Tuesday.",
    ],
)
def test_what_reports_no_words_of_anybody_is_no_attribution(text: str) -> None:
    assert attributions_in(text) == ()


def test_a_wish_is_a_person_s_and_not_a_body_s() -> None:
    assert the_only("Tom Reyes wanted to leave the valley.").name == "Tom Reyes"
    assert attributions_in("The rail board wanted to hire 212 drivers.") == ()


def test_a_source_with_its_office_before_its_name_is_read_behind_what_it_said() -> None:
    found = the_only("The bridge collapsed on 15 October, the mayor, Una Thorsk, said.")
    assert (found.source, found.name) == ("the mayor, Una Thorsk", "Una Thorsk")
    assert found.content == "The bridge collapsed on 15 October"


def test_by_somebody_s_reckoning_is_an_attribution() -> None:
    text = "Some 2,317 trains did not run, by Veldany Rail’s reckoning, and the union counted 1,846 drivers on strike."
    assert [(one.source, one.content) for one in attributions_in(text)] == [
        ("Veldany Rail", "Some 2,317 trains did not run"),
        ("the union", "1,846 drivers on strike"),
    ]


def test_an_accusation_keeps_whom_and_what_it_is_about() -> None:
    found = the_only("Two sailors, who asked not to be named, accused Skerrow Lines of ignoring repeated warnings.")
    assert (found.kind, found.cue) == ("anonymous", "accused")
    assert found.content == "Skerrow Lines of ignoring repeated warnings"


def test_a_place_or_a_body_is_nobody_s_name() -> None:
    text = (
        "The mayor of Port Merrow, Elsbet Corrin, confirmed that nine people died. The mayor promised an inquiry. "
        "“Nobody will mark their own homework,” she said. The chairman of Orlo Shura Council said that it held."
    )
    assert [name for _, name in sources_of(text)] == ["Elsbet Corrin", "Elsbet Corrin", "Elsbet Corrin", None]
    text = "It sank, Superintendent Hal Wray of the Merrow county police said. The divers are back, he said."
    assert [name for _, name in sources_of(text)] == ["Hal Wray", "Hal Wray"]


def test_an_operation_is_no_person_and_a_heading_introduces_nobody() -> None:
    text = (
        "Council secretary Tomas Harrek met the press. He said the border was quiet.\n"
        "Operation Red Flood destroyed myth of invincibility\nHe noted that talks went on."
    )
    assert [name for _, name in sources_of(text)] == ["Tomas Harrek", "Tomas Harrek"]


def test_a_body_goes_on_by_its_short_name() -> None:
    text = "Mediators from the League of Inland States met on Monday. The war killed 6,120, according to the League."
    assert sources_of(text) == [("the League", "League of Inland States")]


def test_a_family_name_that_comes_first_is_resolved() -> None:
    text = "Ministry spokesman Lin Jian spoke on Monday. Lin said the border was quiet."
    assert sources_of(text) == [("Lin", "Lin Jian")]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    found = the_only("LAKE TOVEN, Oct 16 (Meridian) - The armies agreed on Friday to a truce, mediators said.")
    assert found.content == "The armies agreed on Friday to a truce"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Aides are confident that the vote will pass.", "Aides", "the vote will pass"),
        ("The mayor remained skeptical that the levy would work.", "The mayor", "the levy would work"),
        ("The mayor was quoted as saying the levy was dead.", "The mayor", "the levy was dead"),
        ("She pointed out that two panels had cleared her.", "She", "two panels had cleared her"),
        ("Vale made it clear that she would not resign.", "Vale", "she would not resign"),
        ("Vale seemed to suggest that the count was rigged.", "Vale", "the count was rigged"),
        ("The clerk was told by two officials that the vault was empty.", "two officials", "the vault was empty"),
        ("Officials from both parties have expressed concerns that it leaks.", "Officials from both parties", "it leaks"),
        ("Records released last week show the pilot was asleep.", "Records released last week", "the pilot was asleep"),
        ("Vale and her deputy, Una Thorsk, plan to visit six towns.", "Vale and her deputy, Una Thorsk", "to visit six towns"),
        ("The union disputes that figure.", "The union", "that figure"),
        ("The club said in a note that the coach “looks forward to it.”", "The club", "the coach “looks forward to it.”"),
        ("As Brandt sees it, the map favors Vale.", "Brandt", "the map favors Vale"),
    ],
)  # fmt: skip
def test_ways_of_saying_are_read(text: str, source: str, content: str) -> None:
    found = the_only(text)
    assert (found.source, found.content) == (source, content)


def test_a_cue_between_a_subject_and_its_verb_has_content_on_both_sides() -> None:
    found = attributions_in("Vale, Thorsk likes to say, never met a tax she disliked.")
    assert [one.content for one in found if one.source == "Thorsk"] == ["Vale", "never met a tax she disliked"]


def test_who_says_all_of_a_sentence_says_what_is_said_in_it_too() -> None:
    found = attributions_in("Her mother always said politics was a trade, Vale recalled.")
    assert [(one.source, one.content) for one in found] == [
        ("Vale", "Her mother always said politics was a trade"),
        ("Her mother", "politics was a trade"),
    ]


def test_a_relative_clause_ends_before_the_verb_of_its_sentence() -> None:
    found = attributions_in("Mr. Orlow, a colonel who feared a coup, said he regrets it.")
    assert ("Mr. Orlow, a colonel who feared a coup", "he regrets it") in [(one.source, one.content) for one in found]
    assert "a coup" in [one.content for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Few in the hall believed him.",
        "The term is used to describe a tool that talks.",
        "The crowd began to report for work at noon.",
        "Rain will likely remember no one.",
        "The Senate confirmed her nomination on Tuesday.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(text: str) -> None:
    assert attributions_in(text) == ()


HOSTILE = {
    "nested marks": "“he said ‘" * 100_000,
    "treebank marks": "`` '' " * 200_000,
    "treebank contractions": "did n't 's " * 100_000,
    "minded": "is confident that " * 60_000,
    "but": "he said it was so, but " * 45_000,
    "quoted words": "He said “yes” and “no way at all” " * 30_000,
    "quotation marks": '"' * 1_000_000,
    "opening marks": "“" * 1_000_000,
    "single marks": "'a " * 300_000,
    "said": "said " * 200_000,
    "he said": "he said, " * 100_000,
    "relatives": "X, who said that " * 50_000,
    "according": "according to " * 70_000,
    "brackets": "(" * 1_000_000,
    "names": " ".join(f"Mr. A{number} Smith said he left." for number in range(20_000)),
    "no full stop": "the minister and the police were there " * 25_000,
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_text_is_read_in_seconds(kind: str) -> None:
    started = time.process_time()
    attributions_in(HOSTILE[kind])
    assert time.process_time() - started < 20
