"""Who publishes what: an outlet recognised from an address, a name or an alias."""

from __future__ import annotations

from collections.abc import Iterable

from articles.addresses import host_of, normal_url, registrable_domain
from articles.model import Outlet

# Names, without "The", that several outlets of the world bear: on a site that is not the outlet's own, one says nothing.
SHARED_NAMES = frozenset(
    {
        "advertiser",
        "age",
        "australian",
        "chronicle",
        "citizen",
        "courier",
        "daily express",
        "daily herald",
        "daily mail",
        "daily mirror",
        "daily news",
        "daily post",
        "daily star",
        "daily telegraph",
        "daily times",
        "dawn",
        "echo",
        "express",
        "financial express",
        "focus",
        "gazette",
        "globe",
        "guardian",
        "herald",
        "hill",
        "independent",
        "insider",
        "intercept",
        "journal",
        "la nación",
        "la prensa",
        "mail",
        "metro",
        "mint",
        "mirror",
        "monitor",
        "morning star",
        "nation",
        "national post",
        "national",
        "new times",
        "news",
        "observer",
        "post",
        "press",
        "punch",
        "spectator",
        "standard",
        "star",
        "stern",
        "stuff",
        "sun",
        "sunday times",
        "telegraph",
        "time",
        "times",
        "today",
        "tribune",
        "vanguard",
        "vox",
        "wire",
    }
)

LONGEST_INITIALS = 2
"""Letters so few (AD, DN, HS) stand for many things."""


class Registry:
    """The outlets a desk knows. Where two claim one domain or name, the first listed has it."""

    def __init__(self, outlets: Iterable[Outlet] = ()) -> None:
        self.outlets = tuple(outlets)
        self._domains: dict[str, Outlet] = {}
        self._names: dict[str, Outlet] = {}
        for outlet in self.outlets:
            for domain in outlet.domains:
                self._domains.setdefault(domain.lower().removeprefix("www."), outlet)
        for outlet in self.outlets:
            self._names.setdefault(name_key(outlet.name), outlet)
        for outlet in self.outlets:
            for alias in outlet.aliases:
                self._names.setdefault(name_key(alias), outlet)

    def by_domain(self, url: str) -> Outlet | None:
        """Return the outlet whose domain the address is on: the closest parent domain wins over the registrable one."""
        host, site = host_of(url if "//" in url else f"//{url}"), registrable_domain(url)
        while host:
            if host in self._domains:
                return self._domains[host]
            if host == site or "." not in host:
                break
            host = host.partition(".")[2]
        return None

    def by_name(self, name: str) -> Outlet | None:
        """Return the outlet of that name or alias, whatever its case, spacing or leading "The"."""
        return self._names.get(name_key(name))

    def speaks_for(self, feed: str, page: str) -> bool:
        """Tell whether a feed may say something of a page: it is on the same site, or the page's outlet's own."""
        if host_of(feed) == host_of(page) or (site := registrable_domain(page)) is None:
            return host_of(feed) == host_of(page)
        outlet = self.by_domain(page)
        own = {normal_url(url) for url in (*outlet.feeds, *outlet.sitemaps)} if outlet else set()
        return registrable_domain(feed) == site or normal_url(feed) in own

    def resolve(self, *, url: str | None = None, names: Iterable[str] = ()) -> Outlet | None:
        """Return the outlet of the address, else of the first name that is known, else None."""
        return (self.by_domain(url) if url else None) or self.named(names, url)

    def named(self, names: Iterable[str], url: str | None = None) -> Outlet | None:
        """Return the outlet of the first name that is known.

        A name that many outlets bear is nobody's on a site that belongs to none of them.
        """
        elsewhere = url is not None and registrable_domain(url) is not None
        told = (name for name in names if not (elsewhere and _is_shared(name_key(name))))
        return next((outlet for name in told if (outlet := self.by_name(name))), None)


def _is_shared(key: str) -> bool:
    return key in SHARED_NAMES or len(key) <= LONGEST_INITIALS


EMPTY = Registry()


def name_key(name: str) -> str:
    """Return what two spellings of one outlet's name have in common."""
    return " ".join(name.casefold().replace("\u2019", "'").split()).removeprefix("the ")
