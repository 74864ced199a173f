import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import extraction, recognizers
from benchmarks.boards import OURS

HEADLINE = "Ferry to Skerrow sails again after eleven days in dock"
BODY = (
    "The ferry to Skerrow sailed again on Monday, eleven days after it had struck the pier at Port Merrow.",
    "About 140 passengers were on board when it left at 7.30 a.m., the harbour office said.",
    "Repairs cost 2.4 million crowns, of which the insurer pays 1.9 million, according to the owner.",
    "“We could have sold twice as many tickets,” said Mira Hallow, who runs the booth on the quay.",
)
METADATA = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2025-03-10T09:00:00+00:00",
    "author": {"@type": "Person", "name": "Odile Brandt"},
    "publisher": {"@type": "Organization", "name": "The Ostermere Post"},
}
PAGE = f"""<!doctype html><html lang="en"><head><title>{HEADLINE}</title>
<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **METADATA})}</script></head>
<body><article><h1>{HEADLINE}</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in BODY)}</article></body></html>"""


def folder_with(tmp_path: Path, **labels: Any) -> Path:
    item = {
        "id": "one.html.gz",
        "url": "https://ostermerepost.example/ferry",
        "publisher": "OstermerePost",
        "title": HEADLINE,
        "authors": ["Odile Brandt"],
        "date": "2025-03-10",
        "body": "\n\n".join(BODY),
    }
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "extraction_fundus.json").write_text(json.dumps({"items": [item | labels]}), encoding="utf-8")
    return tmp_path


def test_a_page_read_as_labelled_scores_full_marks_beside_trafilatura(tmp_path: Path) -> None:
    [board] = extraction.boards(folder_with(tmp_path))
    ours = board.rows[OURS]
    assert {measure: ours[measure] for measure in ours if measure != "CPU / trafilatura"} == dict.fromkeys(
        ["body F1", "figures kept", "headline exact", "headline F1", "date", "authors F1", "outlet"], 1.0
    )
    assert board.rows["trafilatura"]["CPU / trafilatura"] == 1.0
    assert (board.rows["trafilatura"]["body F1"] or 0) > 0.8


@pytest.mark.parametrize(
    ("labels", "measure"),
    [
        ({"body": "\n\n".join([*BODY, "A fifth paragraph that the page does not have, with 77 words."])}, "body F1"),
        (
            {"body": "\n\n".join([*BODY, "A fifth paragraph that the page does not have, with 77 words."])},
            "figures kept",
        ),
        ({"title": "Ferry to Skerrow sails again"}, "headline exact"),
        ({"title": "Ferry to Skerrow sails again"}, "headline F1"),
        ({"date": "2025-03-11"}, "date"),
        ({"authors": ["Odile Brandt", "Mira Hallow"]}, "authors F1"),
        ({"publisher": "HarbourCourier"}, "outlet"),
    ],
)
def test_a_page_labelled_otherwise_scores_less(tmp_path: Path, labels: dict[str, Any], measure: str) -> None:
    [board] = extraction.boards(folder_with(tmp_path, **labels))
    assert (board.rows[OURS][measure] or 0) < 1.0


def test_a_system_that_fails_on_a_page_scores_nothing_there_and_the_table_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_content: bytes, _url: str) -> extraction.Page:
        raise RuntimeError

    monkeypatch.setattr(extraction, "PEERS", (("trafilatura", "trafilatura", failing),))
    [board] = extraction.boards(folder_with(tmp_path))
    assert board.rows["trafilatura"]["body F1"] == 0.0
    assert "trafilatura raised an error on 1 of 1 pages" in board.notes[0]


def test_the_cost_of_reading_is_a_share_of_extracting_the_same_pages(tmp_path: Path) -> None:
    [board] = extraction.speed_boards(folder_with(tmp_path))
    shares = {name: row["CPU / trafilatura"] or 0 for name, row in board.rows.items()}
    assert shares[OURS] == pytest.approx(shares["  of which readers"] + shares["  of which rules"])
    assert board.ours == {}


def test_a_folder_without_the_sets_gives_no_tables(tmp_path: Path) -> None:
    assert extraction.boards(tmp_path) == extraction.speed_boards(tmp_path) == recognizers.boards(tmp_path) == ()


def expected(kind: str, text: str, sentence: str, values: Any) -> dict[str, Any]:
    start = sentence.index(text)
    return {"type": kind, "text": text, "start": start, "end": start + len(text) - 1, "values": values}


def specs(tmp_path: Path, **items: list[dict[str, Any]]) -> Path:
    names = {name.split("/")[-1].removesuffix("Model.json").lower(): name for _, name, _ in recognizers.KINDS}
    names["datetime"] = recognizers.DATES
    filled = {name: items.get(kind, []) for kind, name in names.items()}
    (tmp_path / recognizers.FILE).write_text(json.dumps({"specs": filled}), encoding="utf-8")
    return tmp_path


def test_either_reading_of_a_date_that_the_specification_lists_is_right(tmp_path: Path) -> None:
    sentence = "The council met on 3 March."
    values = [{"value": "2025-03-03"}, {"value": "2026-03-03"}]
    item = {"input": sentence, "ref": "2025-03-10T00:00:00"}
    right = item | {"expected": [expected("datetimeV2.date", "3 March", sentence, values)]}
    wrong = item | {"expected": [expected("datetimeV2.date", "3 March", sentence, [{"value": "2025-03-04"}])]}
    other = item | {"expected": [expected("datetimeV2.time", "3 March", sentence, values)]}
    board = recognizers.boards(specs(tmp_path, datetime=[right, wrong, other]))[0]
    assert board.items.startswith("2 inputs")
    assert (board.rows[OURS]["span F1"], board.rows[OURS]["value F1"]) == (1.0, 0.5)


def test_a_sum_of_money_needs_its_number_and_its_place(tmp_path: Path) -> None:
    sentence = "It paid $48.2 million and 5 percent."
    right = expected("currency", "$48.2 million", sentence, {"value": "48200000"})
    wrong = expected("currency", "$48.2 million", sentence, {"value": "48.2"})
    items = [{"input": sentence, "expected": [one]} for one in (right, wrong)]
    board = recognizers.boards(specs(tmp_path, currency=items))[-1]
    assert (board.rows[OURS]["span F1"], board.rows[OURS]["value F1"]) == (1.0, 0.5)
