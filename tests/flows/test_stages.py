"""The stages of a run as plain functions."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from flows.stages import policy_of, watchlist


def test_the_watch_list_gives_urls_and_paths_from_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "watchlist.txt").write_text("# the desk's\nhttps://outlet.example/news\n\n  saved/page.html\n/folder\n")
    assert watchlist(Settings(data_dir=tmp_path)) == [
        "https://outlet.example/news",
        str(tmp_path / "saved" / "page.html"),
        "/folder",
    ]


def test_without_a_watch_list_there_is_nothing_to_check(tmp_path: Path) -> None:
    assert watchlist(Settings(data_dir=tmp_path)) == []


def test_a_fetcher_says_who_asks(tmp_path: Path) -> None:
    assert "desk@news.example" in policy_of(Settings(data_dir=tmp_path, contact="desk@news.example")).user_agent


def test_what_the_settings_allow_reaches_the_fetcher(tmp_path: Path) -> None:
    policy = policy_of(
        Settings(
            data_dir=tmp_path,
            allow_private_hosts=("127.0.0.1:8123",),
            resolve=("outlet.example:80=127.0.0.1:8123",),
            host_delay=0,
        )
    )
    assert policy.allow_private_hosts == ("127.0.0.1:8123",)
    assert policy.resolve == {"outlet.example:80": ("127.0.0.1", 8123)}
    assert policy.obey_robots
