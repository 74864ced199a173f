"""What can go wrong with keeping things: one error, whose message names the trouble and what to do next."""

from __future__ import annotations


class StorageError(Exception):
    """A database, a folder of captures or an export that cannot be used. The message is one line for a person."""
