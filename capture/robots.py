"""What a site's robots.txt asks of us (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

MOST_BYTES = 512_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin for one user agent."""

    rules: Protego | None
    user_agent: str

    def allows(self, url: str) -> bool:
        """Tell whether the page may be fetched."""
        return self.rules is None or self.rules.can_fetch(url, self.user_agent)

    @property
    def seconds_between_requests(self) -> float:
        """How far apart the site wants requests, in seconds; 0 where it does not say."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(self.user_agent)
        per_request = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.rules.crawl_delay(self.user_agent) or 0.0, per_request)


def read_robots(content: bytes, user_agent: str) -> Robots:
    """Read a robots.txt; what is no robots.txt (an HTML page, say) asks nothing."""
    return Robots(Protego.parse(content[:MOST_BYTES].decode("utf-8-sig", errors="replace")), user_agent)


def no_robots(user_agent: str) -> Robots:
    """Stand for a site without a robots.txt: everything may be fetched."""
    return Robots(None, user_agent)
