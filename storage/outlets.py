"""The registry of outlets in the database, and outlets as articles knew them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from articles.model import Outlet, short_id
from storage.audit import AGENT, append, canonical
from storage.database import AUDIT_LOCK, add, add_missing_of, reading, rows_of, writing
from storage.errors import StorageError
from storage.tables import (
    ArticleRow,
    OutletAliasRow,
    OutletDomainRow,
    OutletFeedRow,
    OutletRow,
    OutletSitemapRow,
    table,
)

OUTLETS, DOMAINS, ALIASES = table(OutletRow), table(OutletDomainRow), table(OutletAliasRow)
FEEDS, SITEMAPS = table(OutletFeedRow), table(OutletSitemapRow)

# table -> its column, and the field of an outlet whose values it holds
LISTS = {
    DOMAINS: ("domain", "domains"),
    ALIASES: ("alias", "aliases"),
    FEEDS: ("url", "feeds"),
    SITEMAPS: ("url", "sitemaps"),
}


def outlet_id(outlet: Outlet) -> str:
    """Name an outlet by all that is known of it: other details are another row."""
    return details_id(_details(outlet))


def details_id(details: Mapping[str, Any]) -> str:
    """Name an outlet by its details as the audit log has them."""
    return short_id("outlet", canonical(details))


def save_outlets(engine: Engine, outlets: Sequence[Outlet], now: datetime, agent: str = AGENT) -> int:
    """Make these the registry, and return how many of its outlets are new or changed.

    Archived articles of an outlet of the same name take its new details, so that a newly known owner counts for
    them too. StorageError where a name or a domain is given twice. The same registry twice changes nothing.
    """
    _refuse_doubles(outlets)
    articles = table(ArticleRow)
    # who stores an article meanwhile is logged before or after, as the articles that take new details were
    with writing(engine, AUDIT_LOCK) as connection:
        before = set(connection.execute(select(OUTLETS.c.id).where(OUTLETS.c.registered)).scalars())
        wanted = {outlet_id(outlet): outlet for outlet in outlets}
        gone, new = before - wanted.keys(), wanted.keys() - before
        if not gone and not new:
            return 0
        for key in sorted(gone):
            connection.execute(update(OUTLETS).where(OUTLETS.c.id == key).values(registered=False))
        keep_outlets(connection, [wanted[key] for key in sorted(new)])
        for key in sorted(new):
            connection.execute(update(OUTLETS).where(OUTLETS.c.id == key).values(registered=True))
            same_name = select(OUTLETS.c.id).where(OUTLETS.c.name == wanted[key].name)
            connection.execute(update(articles).where(articles.c.outlet_id.in_(same_name)).values(outlet_id=key))
        payload = {
            "outlets": [_details(wanted[key]) for key in sorted(new)],
            "gone": sorted(gone),
            "registered": len(wanted),
        }
        append(connection, [("settings", payload)], now, agent)
        return len(new)


def load_outlets(engine: Engine) -> tuple[Outlet, ...]:
    """Return the registry, by name."""
    with reading(engine) as connection:
        keys = connection.execute(select(OUTLETS.c.id).where(OUTLETS.c.registered)).scalars().all()
        return tuple(sorted(outlets_by_id(connection, keys).values(), key=lambda outlet: outlet.name))


def keep_outlets(connection: Connection, outlets: Iterable[Outlet]) -> None:
    """Add outlets as an article or the registry knows them, where they are not there yet."""
    known = {outlet_id(outlet): outlet for outlet in outlets}
    rows = [
        {
            "id": key,
            "name": outlet.name,
            "owner": outlet.owner,
            "wire": outlet.wire,
            "country": outlet.country,
            "language": outlet.language,
            "known_from": outlet.known_from,
            "registered": False,
        }
        for key, outlet in sorted(known.items())
    ]
    new = sorted(add_missing_of(connection, OUTLETS, rows))
    for to, (column, field) in LISTS.items():
        add(connection, to, _numbered(new, known, column, field))


def _numbered(keys: Iterable[str], known: dict[str, Outlet], column: str, field: str) -> list[dict[str, Any]]:
    return [
        {"outlet_id": key, "place": place, column: value}
        for key in keys
        for place, value in enumerate(getattr(known[key], field))
    ]


def outlets_by_id(connection: Connection, keys: Iterable[str]) -> dict[str, Outlet]:
    """Read outlets as they were known."""
    keys = sorted(set(keys))
    lists: dict[str, dict[str, list[str]]] = {}
    for of, (column, field) in LISTS.items():
        query = select(of).order_by(of.c.outlet_id, of.c.place)
        for row in rows_of(connection, query, of.c.outlet_id, keys):
            lists.setdefault(row.outlet_id, {}).setdefault(field, []).append(getattr(row, column))
    return {
        row.id: Outlet(
            name=row.name,
            owner=row.owner,
            wire=row.wire,
            country=row.country,
            language=row.language,
            known_from=row.known_from,
            **{field: tuple(values) for field, values in lists.get(row.id, {}).items()},
        )
        for row in rows_of(connection, select(OUTLETS), OUTLETS.c.id, keys)
    }


def _details(outlet: Outlet) -> dict[str, Any]:
    return {
        "name": outlet.name,
        "domains": list(outlet.domains),
        "owner": outlet.owner,
        "wire": outlet.wire,
        "aliases": list(outlet.aliases),
        "country": outlet.country,
        "language": outlet.language,
        "feeds": list(outlet.feeds),
        "sitemaps": list(outlet.sitemaps),
        "known_from": outlet.known_from,
    }


def _refuse_doubles(outlets: Sequence[Outlet]) -> None:
    names: set[str] = set()
    domains: dict[str, str] = {}
    for outlet in outlets:
        if outlet.name in names:
            raise StorageError(f"The outlet '{outlet.name}' is in the registry twice; keep one of them.")
        names.add(outlet.name)
        for domain in outlet.domains:
            if (other := domains.setdefault(domain, outlet.name)) != outlet.name:
                raise StorageError(
                    f"The domain {domain} is given to both '{other}' and '{outlet.name}'; leave it with one of them."
                )
