"""What the rules say of other people's texts is counted and shown with the words around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import precision


def test_failures_are_counted_and_shown_in_their_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = (
        "The mill closed on Tuesday, 3 March 2025, after a fire. Its owner said it would open again in the spring.\n"
    )
    (tmp_path / "one.txt").write_text("A mill closes\n\n" + wrong * 3, encoding="utf-8")
    assert precision.main([str(tmp_path), "--rule", "weekday against date", "--sample", "1"]) == 0
    shown = capsys.readouterr().out
    assert "weekday against date" in shown
    assert "3 March 2025 is a Monday" in " ".join(shown.split())
    assert "The mill closed on Tuesday" in shown


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        precision.main([str(tmp_path / "nowhere")])
