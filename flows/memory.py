"""Give memory that stands free back to the system: what an allocator keeps for itself grows from batch to batch."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Return free pages to the system, where the C library can (glibc); elsewhere do nothing."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
