import json
from pathlib import Path

import pytest

from benchmarks import extraction, floors, own, quality
from benchmarks.boards import OURS, Board, markdown_of, table_of
from benchmarks.floors import Floor

WHY = "It guards what a reviewer relies on."


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return {name: value for board in own.boards(beside_peers=False) for name, value in board.ours.items()}


def test_no_figure_on_the_own_samples_is_below_its_floor(measured: dict[str, float]) -> None:
    assert floors.below(floors.load()["own"], measured) == []


def test_no_floor_lies_so_low_that_quality_could_sink_unseen(measured: dict[str, float]) -> None:
    assert floors.slack(floors.load()["own"], measured) == []


@pytest.mark.parametrize("kind", ["own", "open"])
def test_every_floor_says_what_it_guards_and_none_was_lowered_without_a_reason(kind: str) -> None:
    assert floors.load()[kind]
    assert floors.dishonest(floors.load()[kind]) == []


def floor(at: float, highest: float | None = None) -> Floor:
    return Floor(floor=at, highest=at if highest is None else highest, why=WHY)


def test_a_figure_below_its_floor_one_without_a_floor_and_one_not_measured_are_told() -> None:
    told = floors.below({"a: x: F1": floor(0.9), "a: y: F1": floor(0.9)}, {"a: x: F1": 0.89, "a: z: F1": 1.0})
    assert [one.split(":")[1] for one in told] == [" x", " y", " z"]


def test_a_floor_at_what_is_measured_holds() -> None:
    assert floors.below({"a: x: F1": floor(0.9)}, {"a: x: F1": 0.9}) == []


def test_a_floor_far_below_what_is_measured_is_told() -> None:
    assert floors.slack({"a: x: F1": floor(0.90)}, {"a: x: F1": 0.91}) == []
    assert floors.slack({"a: x: F1": floor(0.90)}, {"a: x: F1": 0.93}) != []


def test_a_floor_that_was_lowered_in_silence_is_told() -> None:
    assert floors.dishonest({"a: x: F1": floor(0.8, highest=0.9)}) != []
    lowered = floor(0.8, highest=0.9)
    lowered["lowered"] = [{"to": 0.8, "why": "forty harder sentences were added"}]
    assert floors.dishonest({"a: x: F1": lowered}) == []
    lowered["floor"] = 0.7
    assert floors.dishonest({"a: x: F1": lowered}) != []
    lowered["lowered"] = [{"to": 0.7, "why": "because"}]
    assert floors.dishonest({"a: x: F1": lowered}) != []


def test_pinning_raises_and_never_lowers() -> None:
    before = {"own: dates: F1": floor(0.9), "own: figures: F1": floor(0.9)}
    after = floors.raised(
        before, {"own: dates: F1": 0.95, "own: figures: F1": 0.5, "own: rules: F1": 0.8}, {"rules": WHY}
    )
    assert {name: one["floor"] for name, one in after.items()} == {
        "own: dates: F1": 0.945,
        "own: figures: F1": 0.9,
        "own: rules: F1": 0.795,
    }
    assert floors.dishonest(after) == []
    assert before["own: dates: F1"]["floor"] == 0.9


def test_a_new_figure_that_no_reason_is_known_for_is_told() -> None:
    assert floors.dishonest(floors.raised({}, {"own: tides: F1": 0.9}, quality.WHY)) != []


def test_a_board_hands_out_our_own_figures_but_not_its_costs() -> None:
    rows: dict[str, dict[str, float | None]] = {
        OURS: {"F1": 0.9, "date": None, "CPU / trafilatura": 1.2},
        "peer": {"F1": 0.8},
    }
    board = Board("own: x", "3 pages", rows)
    assert board.ours == {"own: x: F1": 0.9}
    assert table_of(board).row_count == 2


def test_the_docs_and_the_terminal_show_the_same_figures_the_best_in_bold() -> None:
    rows: dict[str, dict[str, float | None]] = {
        OURS: {"F1": 0.9, "CPU / trafilatura": 1.2},
        "peer": {"F1": 0.8, "CPU / trafilatura": 1.1},
        "other": {"F1": None},
    }
    assert markdown_of(Board("own: x", "3 pages", rows, ("A note.",))).splitlines() == [
        "**own: x** (3 pages)",
        "",
        "| | F1 | CPU / trafilatura |",
        "|---|---:|---:|",
        "| Second Source | **0.900** | 1.20 |",
        "| peer | 0.800 | **1.10** |",
        "| other | – | – |",
        "",
        "A note.",
    ]


def test_readers_that_cost_a_third_of_extraction_are_too_slow() -> None:
    def board(share: float) -> Board:
        return Board(extraction.SPEED, "1 page", {OURS: {"CPU / trafilatura": share}})

    assert quality._too_slow([board(0.32)]) == []
    assert "cost 0.34" in quality._too_slow([board(0.34)])[0]


def test_without_the_open_sets_the_tool_measures_the_own_samples_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quality.main([str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "own: figures" in shown
    assert "same event" not in shown


def test_an_open_set_is_measured_and_held_to_its_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [
        {"event": event, "docs": [{"title": title, "text": f"{title}. {text}"} for text in texts]}
        for event, title, texts in (
            ("a", "Ferry Skerrow Queen capsizes off Port Merrow", ("Nine died on Sunday.", "Nine people were killed.")),
            ("b", "Brightwater cuts 400 jobs at its Tolle plant", ("Unions protested.", "The union was angry.")),
        )
    ]
    (tmp_path / "same_event_allsides_val.json").write_text(json.dumps({"items": documents}), encoding="utf-8")
    known = {"own": floors.load()["own"], "open": {"same event: allsides: pair F1": floor(1.1)}}
    monkeypatch.setattr(floors, "load", lambda: known)
    assert quality.main([str(tmp_path)]) == 1
    assert "is below its floor 1.1000" in " ".join(capsys.readouterr().out.split())
