"""What is said of an unreadable input: one line, harmless, and the same after a trip between processes."""

from __future__ import annotations

import pickle
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from capture.errors import UNSAFE_CATEGORIES, Unreadable


def test_the_message_names_the_input_the_problem_and_what_to_do() -> None:
    error = Unreadable("https://a.example/x", "is not there", "check the address", 404)
    assert str(error) == "https://a.example/x: is not there; check the address"
    assert error.status == 404


def test_credentials_are_masked_everywhere() -> None:
    error = Unreadable("https://ann:secret@a.example/x", "is not there", "check the address")
    assert "secret" not in str(error) + repr(error)
    assert "https://***@a.example/x" in str(error)


def test_terminal_controls_and_overrides_are_escaped() -> None:
    message = str(Unreadable("a\x1b[2Jb\nc\u202ed\u2028e\x9bf", "x\ry", "z"))
    assert message == r"a\x1b[2Jb\nc\u202ed\u2028e\x9bf: x\ry; z"


def test_a_long_input_keeps_its_ends() -> None:
    error = Unreadable("https://a.example/" + "x" * 5_000 + "/end", "is too long", "check it")
    assert len(error.input) <= 200
    assert error.input.startswith("https://a.example/")
    assert error.input.endswith("/end")


@given(st.text(), st.text())
def test_any_input_gives_one_safe_line_that_survives_pickling(text: str, problem: str) -> None:
    error = Unreadable(text, problem, "do this")
    assert not any(unicodedata.category(character) in UNSAFE_CATEGORIES for character in str(error))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.status) == (str(error), error.status)
