"""Asking a time-stamp authority over HTTP, so that somebody outside the desk knows the audit log's head."""

from __future__ import annotations

import httpx

from articles.addresses import masked_url
from flows.desk import Desk, now
from storage.errors import StorageError
from storage.timestamps import Stamp, stamp_head

SECONDS = 30.0
LARGEST_ANSWER = 100_000
"""Bytes: an answer with its certificates has some thousands."""


def stamp(desk: Desk) -> Stamp:
    """Have the head stamped; StorageError says which setting is missing or what the authority did."""
    url = desk.settings.timestamp_url
    if not url:
        raise StorageError("No time-stamp authority is configured: set SECOND_SOURCE_TIMESTAMP_URL to its address.")
    authority = masked_url(url)

    def ask(request: bytes) -> bytes:
        try:
            answer = httpx.post(
                url, content=request, headers={"Content-Type": "application/timestamp-query"}, timeout=SECONDS
            )
            answer.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # without the cause: its message may repeat the address, credentials included
            raise StorageError(f"{authority} did not answer ({type(error).__name__}); try again later.") from None
        return answer.content[:LARGEST_ANSWER]

    return stamp_head(desk.engine, ask, authority, now())
