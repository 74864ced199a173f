from __future__ import annotations

import subprocess
import sys

import pytest

from capture.languages import language_of

ENGLISH = "The council said on Monday that it would close the lower road because the river had risen in the night. " * 3
GERMAN = "Der Stadtrat teilte am Montag mit, dass die untere Straße gesperrt wird, weil der Fluss gestiegen ist. " * 3
FRENCH = "Le conseil a annoncé lundi que la route serait fermée parce que la rivière avait monté dans la nuit. " * 3
DUTCH = "De gemeenteraad zei maandag dat de weg wordt afgesloten omdat de rivier in de nacht is gestegen. " * 3


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (DUTCH, "nl")])
def test_a_language_is_named_by_its_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_plain_english_is_known_without_loading_a_model() -> None:
    code = f"import sys; from capture.languages import language_of; print(language_of({ENGLISH!r}), 'py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "False"]
