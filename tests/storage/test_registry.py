from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.addresses import registrable_domain
from articles.model import Outlet
from articles.outlets import Registry, name_key
from storage.errors import StorageError
from storage.registry import (
    csv_of_outlets,
    outlets_from_csv,
    outlets_from_yaml,
    read_outlets,
    starter_outlets,
    write_outlets,
    yaml_of_outlets,
)

LEDGER = Outlet("The Harbour Ledger", ("harbour-ledger.example", "ledger.example"), "Quay Media", aliases=("Ledger",))
TIDE = Outlet("'t Tij", ("tij.example",), wire=True, country="NO", language="no")

words = st.text(string.ascii_letters + "'=+-@, \"\n\tøé#:&*!|>%", min_size=1, max_size=20).map(str.strip).filter(bool)
addresses = st.from_regex(r"https?://[a-z]{1,9}\.example/[a-z?=;&,:%]{0,9}", fullmatch=True)
outlets = st.lists(
    st.builds(
        Outlet,
        name=words,
        domains=st.lists(st.from_regex(r"[a-z]{1,9}\.example", fullmatch=True), max_size=2).map(tuple),
        owner=st.none() | words,
        wire=st.booleans(),
        aliases=st.lists(words, max_size=2).map(tuple),
        country=st.none() | words,
        language=st.none() | words,
        feeds=st.lists(addresses, max_size=2).map(tuple),
        sitemaps=st.lists(addresses, max_size=2).map(tuple),
        known_from=st.none() | words,
    ),
    max_size=3,
).map(tuple)


@given(outlets)
def test_a_registry_comes_back_from_csv_as_it_was_written(known: tuple[Outlet, ...]) -> None:
    assert outlets_from_csv(csv_of_outlets(known)) == known


@given(outlets)
def test_a_registry_comes_back_from_yaml_as_it_was_written(known: tuple[Outlet, ...]) -> None:
    assert outlets_from_yaml(yaml_of_outlets(known)) == known


def test_a_registry_typed_by_hand_is_read(tmp_path: Path) -> None:
    table = tmp_path / "outlets.csv"
    table.write_text(
        "\ufeffname,domains,owner,wire,aliases\n"
        'The Harbour Ledger,harbour-ledger.example; Ledger.example,Quay Media,,"Ledger"\n',
        encoding="utf-8",
    )
    listing = tmp_path / "outlets.yml"
    listing.write_text('- {name: "\'t Tij", domains: tij.example, wire: yes, country: NO, language: no}\n')
    assert read_outlets(table) == (LEDGER,)
    [tide] = read_outlets(listing)
    assert (tide.name, tide.domains, tide.wire, tide.country, tide.language) == (
        "'t Tij",
        ("tij.example",),
        True,
        "no",
        "no",
    )


@pytest.mark.parametrize("name", ["outlets.csv", "outlets.yaml"])
def test_a_registry_comes_back_from_a_file(tmp_path: Path, name: str) -> None:
    write_outlets(tmp_path / name, [LEDGER, TIDE])
    assert read_outlets(tmp_path / name) == (LEDGER, TIDE)


def test_a_cell_cannot_start_a_formula() -> None:
    text = csv_of_outlets([Outlet("=HYPERLINK()", owner=" @cmd")])
    assert "'=HYPERLINK()" in text
    assert "' @cmd" in text


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.csv", "outlet,domain\nA,b", "first line must name the columns"),
        ("x.csv", "name,wire\nA,maybe", "line 2: wire is yes or no"),
        ("x.csv", "name,wire\n,yes", "line 2 has no name"),
        ("x.csv", "name\nA,b,c", "line 2 has more cells"),
        ("x.yaml", "name: A", "a list of outlets"),
        ("x.yaml", "- name: [", "not YAML"),
        ("x.yaml", "- {name: A, owners: B}", "unknown fields: owners"),
        ("x.yaml", "- {name: A, domains: {a: b}}", "domains must be a list"),
        ("x.yaml", "- {name: A, feeds: ['javascript:alert(1)']}", "feeds must be web addresses"),
        ("x.csv", "name,sitemaps\nA,sitemap.xml", "line 2: sitemaps must be web addresses"),
        ("x.txt", "name", "rename it"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_file_and_place(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(StorageError, match=says) as caught:
        read_outlets(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_a_missing_registry_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be read"):
        read_outlets(tmp_path / "none.csv")


def test_the_starter_registry_is_whole_and_says_where_each_entry_comes_from(tmp_path: Path) -> None:
    known = starter_outlets()
    assert len(known) >= 150
    assert all(outlet.known_from and outlet.domains and outlet.language for outlet in known)
    assert {outlet.name for outlet in known if outlet.wire} >= {"Reuters", "Associated Press", "Agence France-Presse"}
    assert all(outlet.country is None or re.fullmatch("[A-Z]{2}", outlet.country) for outlet in known)
    names = [name_key(name) for outlet in known for name in (outlet.name, *outlet.aliases)]
    assert len(names) == len(set(names)), "no name is two outlets'"
    domains = [domain for outlet in known for domain in outlet.domains]
    assert len(domains) == len(set(domains))
    assert all(registrable_domain(domain) for domain in domains)
    write_outlets(tmp_path / "all.csv", known)
    assert read_outlets(tmp_path / "all.csv") == known


def test_the_starter_registry_knows_an_outlet_by_domain_alias_and_owner() -> None:
    registry = Registry(starter_outlets())
    mail = registry.resolve(url="https://www.dailymail.co.uk/news/article-1.html")
    assert mail is not None
    assert registry.resolve(url="file:///saved.html", names=["Mail Online"]) == mail
    metro = registry.by_domain("https://metro.co.uk/2031/05/06/x")
    assert metro is not None
    assert metro.owner == mail.owner
    assert registry.resolve(url="https://www.sun.example/x", names=["The Sun"]) is None
