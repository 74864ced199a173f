"""What `check --json` prints is what docs/check.schema.json says, on the whole demo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flows.contract import json_schema
from tests.flows.conftest import Desk

SCHEMA = Path(__file__).parents[2] / "docs" / "check.schema.json"

pytestmark = pytest.mark.server


def test_the_schema_in_the_docs_is_the_contracts() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema(), "run `make schema`"


def test_the_demos_answer_follows_the_schema(demo: Desk) -> None:
    jsonschema.validate(demo.ran.answer, json_schema())


def test_every_offset_points_at_its_words(demo: Desk) -> None:
    seen = 0
    for article in demo.ran.answer["articles"]:
        body = article["body"]
        for part in (*article["dates"], *article["figures"], *article["claims"]):
            assert body[part["start"] : part["end"]] == part["text"]
            seen += 1
        for said in article["attributions"]:
            assert body[said["start"] : said["end"]] == said["content"]
            seen += 1
        for finding in article["findings"]:
            for span in finding["evidence"]:
                if span["start"] is not None and span["article"] == article["id"]:
                    assert body[span["start"] : span["end"]] == span["text"]
                    seen += 1
    assert seen > 500


def test_everything_that_is_named_is_there(demo: Desk) -> None:
    answer: dict[str, Any] = demo.ran.answer
    articles = {article["id"]: article for article in answer["articles"]}
    claims = {claim["id"] for article in articles.values() for claim in article["claims"]}
    told = [article for story in answer["stories"] for article in story["articles"]]
    assert sorted(told) == sorted(articles)
    for article in articles.values():
        for claim in article["claims"]:
            corroboration = claim["corroboration"]
            assert corroboration["origins"]["at_least"] <= corroboration["origins"]["at_most"]
            assert claims.issuperset([*corroboration["supports"], *corroboration["conflicts"]])
    for flag in answer["flags"]:
        assert flag["article"] in articles
        assert flag["claim"] is None or flag["claim"] in claims
    assert answer["summary"]["articles"] == len(articles)
    assert sum(answer["summary"]["flags"].values()) == len(answer["flags"])
