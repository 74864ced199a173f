"""Which addresses may be connected to, and connections to exactly the address that was checked."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import TypeAlias

import httpcore

from capture.errors import AddressRefusedError

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup: TypeAlias = Callable[[str, int], Awaitable[tuple[str, ...]]]

# Public by number, yet a cloud's own inside: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
# IPv6 that carries IPv4 (RFC 4291, RFC 6052, RFC 8215): judged by the IPv4 inside.
CARRIERS = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "::/96", "64:ff9b::/96")))
# Tunnels and local translation (RFC 3056, RFC 4380, RFC 8215): nobody serves news there.
REFUSED = tuple(map(ipaddress.IPv6Network, ("2002::/16", "2001::/32", "64:ff9b:1::/48")))
# Not on the public internet, though some versions of Python's ipaddress call them global: protocol assignments (clouds
# keep metadata there), 6to4 relays (RFC 7526), former site-local addresses (RFC 3879), documentation (RFC 9637).
SET_ASIDE = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")))


async def system_lookup(host: str, port: int) -> tuple[str, ...]:
    """Ask the system's resolver for the addresses of a host, in its order of preference."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def refusal(address: str) -> str | None:
    """Say why an address must not be connected to ("a loopback address"), or None where it is public."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in REFUSED):
            return "a tunnel address"
        if any(ip in network for network in CARRIERS) and int(ip) > 1:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return _refusal(ip)


def _refusal(ip: IPAddress) -> str | None:
    kinds = (
        (ip.is_loopback, "a loopback address"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_multicast, "a multicast address"),
        (ip.is_unspecified, "the unspecified address"),
        (ip in METADATA, "a cloud metadata address"),
        (ip.is_private, "a private address"),
        (ip.is_reserved or not ip.is_global or any(ip in network for network in SET_ASIDE), "a reserved address"),
    )
    return next((name for applies, name in kinds if applies), None)


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves each host once, refuses what is not public, and connects to the very address that passed.

    The request keeps its host name: Host header and TLS server name stay as they were.
    """

    def __init__(
        self,
        allowed: Collection[str],
        resolve: Mapping[str, tuple[str, int]],
        lookup: Lookup = system_lookup,
    ) -> None:
        self._allowed = frozenset(name.lower() for name in allowed)
        self._resolve = {name.lower(): target for name, target in resolve.items()}
        self._lookup = lookup
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's interface)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers."""
        *others, last = await self.targets(host, port, timeout)
        for address, number in others:
            try:
                return await self._network.connect_tcp(address, number, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(*last, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait between httpcore's own attempts."""
        await asyncio.sleep(seconds)

    async def targets(self, host: str, port: int, seconds: float | None) -> tuple[tuple[str, int], ...]:
        """Return where a connection to the host may go; AddressRefusedError where nowhere."""
        name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}".lower()
        if name in self._resolve:
            address, number = self._resolve[name]
            candidates: tuple[tuple[str, int], ...] = ((address, number),)
        else:
            candidates = tuple((address, port) for address in await self._addresses(host, port, seconds))
        reasons = {target: self._reason(name, target) for target in candidates}
        passed = tuple(target for target, reason in reasons.items() if reason is None)
        if not passed:
            (address, _), reason = next(iter(reasons.items()))
            raise AddressRefusedError(f"{host} is at {address}, {reason}", name)
        return passed

    def _reason(self, name: str, target: tuple[str, int]) -> str | None:
        address, port = target
        listed = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        return None if self._allowed & {name, listed} else refusal(address)

    async def _addresses(self, host: str, port: int, seconds: float | None) -> tuple[str, ...]:
        try:
            ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            pass
        else:
            return (host,)
        try:
            async with asyncio.timeout(seconds):
                found = await self._lookup(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"the name {host} could not be resolved in time") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"there is no host of the name {host}") from error
        if not found:
            raise httpcore.ConnectError(f"there is no host of the name {host}")
        return found
