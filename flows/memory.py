"""Keep large blocks of memory apart from small ones, so that a batch gives back what it took.

glibc raises the size from which a block is mapped by itself up to 32 MB as blocks are freed. Bodies, pages and tables of a
batch then lie between small things that outlive it, and their room is never whole again: a run grew by a fifth.
"""

from __future__ import annotations

import ctypes

LARGE = 128 * 1024
"""Bytes from which a block is mapped by itself: glibc's own first value, which setting it keeps."""
ARENAS = 2
M_MMAP_THRESHOLD, M_TRIM_THRESHOLD, M_ARENA_MAX = -3, -1, -8
"""Numbers of the settings in malloc.h."""


def keep_large_blocks_apart() -> None:
    """Set the C library's allocator so, where it is glibc's; elsewhere do nothing."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for setting, value in ((M_MMAP_THRESHOLD, LARGE), (M_TRIM_THRESHOLD, LARGE), (M_ARENA_MAX, ARENAS)):
            mallopt(setting, value)
