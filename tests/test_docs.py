"""The documents say what is there: links lead somewhere, every command and every flow is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks import RULES
from flows.cli import app
from tests.checks.builders import article, outcomes

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
EXAMPLE_IMPORTS = """
from collections.abc import Iterator
from dataclasses import dataclass
from articles.dates import dates_in
from articles.model import EvidenceSpan
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, failed, passed
"""
"""What the top of checks/dates/undated.py, where the example would stand, imports."""
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TENS, ONES = ("Twenty", "Thirty", "Forty"), ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBERS = {20 + 10 * ten: word for ten, word in enumerate(TENS)} | {
    20 + 10 * ten + one: f"{word}-{unit}" for ten, word in enumerate(TENS) for one, unit in enumerate(ONES, 1)
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name} links to {target}, which is not there"


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"`second-source {command.callback.__name__}" in readme


def test_the_readme_counts_the_rules() -> None:
    assert f"{NUMBERS[len(RULES)]} rules" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_room_is_in_the_architecture() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for package in ("articles", "capture", "checks", "storage", "flows"):
        for module in sorted((ROOT / package).rglob("*.py")):
            if module.stem in {"__init__", "model"} or "migrations" in module.parts:
                continue
            house = module.parent.relative_to(ROOT / package).as_posix()
            rows = [line for line in architecture.splitlines() if house == "." or f"`{house}/`" in line]
            assert any(f"`{module.name}`" in row for row in rows), f"name {module.relative_to(ROOT)} there"


def test_every_flow_has_one_deployment_by_module_path() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    deployed = sorted(deployment["entrypoint"] for deployment in deployments)
    flows = sorted(
        f"flows.{module.stem}.{name}"
        for module in (ROOT / "flows").glob("*.py")
        for name in re.findall(
            r"^@flow\((?:.|\n)*?^(?:async )?def (\w+)", module.read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    assert deployed == flows
    assert "flows.check_articles.check_articles" in flows
    assert "flows.watch.watch" in flows


def test_the_worked_example_of_a_rule_works() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```python\n(.*?)```", contributing, re.DOTALL)
    names: dict[str, Any] = {}
    exec(EXAMPLE_IMPORTS + example, names)
    rule = names["UNDATED_HEADLINE"]
    assert outcomes(rule, article(headline="Bridge closes on Monday", published=None)) == ["fail"]
    assert outcomes(rule, article(headline="Bridge closes on Monday")) == ["pass"]
    assert outcomes(rule, article(headline="Bridge closes")) == []
