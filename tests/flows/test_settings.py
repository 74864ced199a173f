"""The desk's settings are read from the environment, and each is documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from flows.settings import Settings

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    described = Settings.model_fields[name].description
    assert described
    assert f"`SECOND_SOURCE_{name.upper()}`" in OPERATIONS.read_text(encoding="utf-8"), (
        f"describe SECOND_SOURCE_{name.upper()} in docs/operations.md"
    )


def test_lists_are_read_from_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_SOURCE_ALLOW_PRIVATE_HOSTS", "127.0.0.1:80, intranet.example:8080 ,")
    assert Settings().allow_private_hosts == ("127.0.0.1:80", "intranet.example:8080")


def test_where_to_connect_is_read_as_a_mapping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_SOURCE_RESOLVE", "WWW.a.example:80=127.0.0.1:8123,b.example:443=[::1]:9")
    assert Settings().resolved_addresses() == {
        "www.a.example:80": ("127.0.0.1", 8123),
        "b.example:443": ("::1", 9),
    }


@pytest.mark.parametrize("entry", ["a.example", "a.example=127.0.0.1:80", "a.example:80=127.0.0.1", "a.example:80"])
def test_an_entry_that_says_nothing_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    monkeypatch.setenv("SECOND_SOURCE_RESOLVE", entry)
    with pytest.raises(ValidationError, match="host:port=address:port"):
        Settings()


def test_a_database_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_SOURCE_DATABASE", "postgresql://desk:hush@db.example/news")
    assert "hush" not in repr(Settings())
    assert "hush" not in str(Settings().model_dump())
