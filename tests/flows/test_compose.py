"""`compose.yaml` and the Dockerfile name only commands that are tested, and settings that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.settings import Settings
from tests.flows.machines import RAN

PROJECT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "second-source"}
SETTINGS = {f"SECOND_SOURCE_{name.upper()}" for name in Settings.model_fields}
PREFECTS = {"PREFECT_API_URL"}
"""Prefect's own variables that may be named: flows/settings.py reads them too."""


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_one_that_the_test_of_many_machines_runs(name: str) -> None:
    command = tuple(OURS[name]["command"])
    assert any(command[: len(ran)] == ran for ran in RAN), f"run {' '.join(command)} in tests/flows/machines.py"


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting(name: str) -> None:
    assert OURS[name]["environment"].keys() <= SETTINGS | PREFECTS


def test_every_variable_of_the_image_is_a_setting() -> None:
    named = set(re.findall(r"\b(SECOND_SOURCE_\w+)=", DOCKERFILE))
    assert named
    assert named <= SETTINGS


def test_every_secret_is_a_setting_and_none_is_written_down() -> None:
    for service in OURS.values():
        for secret in service["secrets"]:
            assert secret["target"].upper() in SETTINGS
            assert secret["source"] in COMPOSE["secrets"]
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())


def test_no_part_runs_as_root_or_may_become_it() -> None:
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}
    assert all(service["security_opt"] == ["no-new-privileges:true"] for service in COMPOSE["services"].values())


def test_what_others_wait_for_says_when_it_is_ready() -> None:
    for service in COMPOSE["services"].values():
        for other, wanted in service.get("depends_on", {}).items():
            healthy = wanted["condition"] == "service_healthy"
            assert not healthy or "healthcheck" in COMPOSE["services"][other], f"{other} has no healthcheck"


def test_every_volume_and_secret_is_declared() -> None:
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", ()):
            assert volume.partition(":")[0] in COMPOSE["volumes"]


def test_the_image_copies_what_the_package_holds() -> None:
    copied = {source for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]}
    assert {"flows", "capture", "checks", "storage", "articles", "samples", "prefect.yaml", "pyproject.toml"} <= copied
    assert all((PROJECT / source).exists() for source in copied)
    ignored = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{source}" for source in copied} <= set(ignored)
