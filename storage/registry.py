"""The registry of outlets as a file that a desk keeps by hand: CSV or YAML, one outlet a row or an entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from articles.addresses import host_of, masked_url
from articles.model import Outlet
from storage.errors import StorageError
from storage.spreadsheet import guarded, unguarded

FIELDS = ("name", "domains", "owner", "wire", "aliases", "country", "language", "feeds", "sitemaps", "known_from")
LISTS = ("domains", "aliases", "feeds", "sitemaps")
TEXTS = ("owner", "country", "language", "known_from")
ADDRESSES = ("feeds", "sitemaps")
BETWEEN = ";"
"""Parts the domains, or the aliases, in one cell; the addresses of feeds, which may hold one, are parted by blanks."""
STARTER = Path(__file__).parent / "starter_outlets.yaml"

YES, NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0", ""})


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """Read a registry from a .csv, .yaml or .yml file; StorageError says what in it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            f"The outlets in {path} cannot be read ({error}); give a CSV or YAML file in UTF-8."
        ) from error
    try:
        return outlets_from_csv(text) if _is_csv(path) else outlets_from_yaml(text)
    except StorageError as error:
        raise StorageError(f"{path}: {error}") from error


def starter_outlets() -> tuple[Outlet, ...]:
    """Return the well-known outlets, agencies and owners that come with the program."""
    return read_outlets(STARTER)


def write_outlets(path: Path, outlets: Iterable[Outlet]) -> None:
    """Write a registry to a .csv, .yaml or .yml file."""
    text = csv_of_outlets(outlets) if _is_csv(path) else yaml_of_outlets(outlets)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise StorageError(f"The outlets cannot be written to {path} ({error.strerror}); name another file.") from error


def _is_csv(path: Path) -> bool:
    match path.suffix.lower():
        case ".csv":
            return True
        case ".yaml" | ".yml":
            return False
        case other:
            raise StorageError(f"{path}: outlets are kept in .csv, .yaml or .yml files, not '{other}'; rename it.")


# -- CSV -------------------------------------------------------------------------------------------


def outlets_from_csv(text: str) -> tuple[Outlet, ...]:
    """Read a table with a header line; only `name` must be there. Lists in one cell are parted by semicolons."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    unknown = set(rows.fieldnames or ()) - set(FIELDS)
    if "name" not in (rows.fieldnames or ()) or unknown:
        raise StorageError(f"the first line must name the columns, of these: {', '.join(FIELDS)}.")
    outlets = []
    for row in rows:
        if None in row:
            raise StorageError(f"line {rows.line_num} has more cells than columns.")
        cells: dict[str, Any] = {name: unguarded(value or "").strip() for name, value in row.items()}
        for name in LISTS:
            parts = cells.get(name, "").split(None if name in ADDRESSES else BETWEEN)
            cells[name] = [part.strip() for part in parts if part.strip()]
        outlets.append(_outlet(cells, f"line {rows.line_num}"))
    return tuple(outlets)


def csv_of_outlets(outlets: Iterable[Outlet]) -> str:
    """Write a table that a spreadsheet can open and change."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for outlet in outlets:
        cells = (
            outlet.name,
            f"{BETWEEN} ".join(outlet.domains),
            outlet.owner or "",
            "yes" if outlet.wire else "no",
            f"{BETWEEN} ".join(outlet.aliases),
            outlet.country or "",
            outlet.language or "",
            " ".join(outlet.feeds),
            " ".join(outlet.sitemaps),
            outlet.known_from or "",
        )
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


# -- YAML ------------------------------------------------------------------------------------------


SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's own in C where it was built with it: the starter outlets take a second without."""


def outlets_from_yaml(text: str) -> tuple[Outlet, ...]:
    """Read a list of entries; only `name` must be there."""
    try:
        entries = yaml.load(text, SAFE_LOADER)  # noqa: S506  a safe one
    except yaml.YAMLError as error:
        raise StorageError(f"this is not YAML ({' '.join(str(error).split())}).") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise StorageError("a list of outlets is expected, each with at least `name: ...`.")
    outlets = []
    for number, entry in enumerate(entries, 1):
        if unknown := set(entry) - set(FIELDS):
            raise StorageError(f"outlet {number} has unknown fields: {', '.join(map(str, sorted(unknown, key=str)))}.")
        outlets.append(_outlet(entry, f"outlet {number}"))
    return tuple(outlets)


def yaml_of_outlets(outlets: Iterable[Outlet]) -> str:
    """Write a list of entries, what is not known left out."""
    entries = []
    for outlet in outlets:
        entry: dict[str, Any] = {"name": outlet.name}
        if outlet.domains:
            entry["domains"] = list(outlet.domains)
        if outlet.owner is not None:
            entry["owner"] = outlet.owner
        if outlet.wire:
            entry["wire"] = True
        if outlet.aliases:
            entry["aliases"] = list(outlet.aliases)
        entry |= {name: value for name in ("country", "language") if (value := getattr(outlet, name)) is not None}
        entry |= {name: list(value) for name in ADDRESSES if (value := getattr(outlet, name))}
        if outlet.known_from is not None:
            entry["known_from"] = outlet.known_from
        entries.append(entry)
    return yaml.safe_dump(entries, sort_keys=False, allow_unicode=True)


def _outlet(cells: Mapping[str, Any], where: str) -> Outlet:
    name = str(cells.get("name") or "").strip()
    if not name:
        raise StorageError(f"{where} has no name.")
    wire = str(cells.get("wire", False) or "").strip().lower()
    if wire not in YES | NO:
        raise StorageError(f"{where}: wire is yes or no, not '{wire}'.")
    return Outlet(
        name=name,
        domains=tuple(domain.lower().strip() for domain in _list(cells, "domains", where)),
        wire=wire in YES,
        aliases=_list(cells, "aliases", where),
        feeds=_addresses(cells, "feeds", where),
        sitemaps=_addresses(cells, "sitemaps", where),
        **{field: _text(cells, field) for field in TEXTS},
    )


def _addresses(cells: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    urls = _list(cells, name, where)
    for url in urls:
        if not url.lower().startswith(("http://", "https://")) or not host_of(url) or len(url.split()) != 1:
            raise StorageError(f"{where}: {name} must be web addresses, not '{masked_url(url)}'.")
    return tuple(map(masked_url, urls))


def _text(cells: Mapping[str, Any], name: str) -> str | None:
    value = cells.get(name)
    if isinstance(value, bool):
        # YAML reads a bare `no` as false, and `no` is Norway and Norwegian
        value = "yes" if value else "no"
    return str(value).strip() or None if value is not None else None


def _list(cells: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    values = cells.get(name) or []
    if isinstance(values, str):
        values = [values]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise StorageError(f"{where}: {name} must be a list of texts.")
    return tuple(value.strip() for value in values if value.strip())
