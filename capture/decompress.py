"""Content codings undone without trusting what they unpack to."""

from __future__ import annotations

import zlib

UNDERSTOOD = "gzip, deflate"


class BrokenContentError(ValueError):
    """Bytes that do not unpack, break off, or unpack to too much; the words say which."""


def decoded(content: bytes, codings: str, most: int) -> bytes:
    """Undo a Content-Encoding header, the last coding first, with at most `most` bytes after each."""
    for coding in reversed([name.strip().lower() for name in codings.split(",")]):
        if coding in {"gzip", "x-gzip"}:
            content = _inflate(content, 16 + zlib.MAX_WBITS, most)
        elif coding == "deflate":
            zlib_header = len(content) > 1 and content[0] & 0x0F == 8 and (content[0] << 8 | content[1]) % 31 == 0
            content = _inflate(content, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS, most)
        elif coding not in {"", "identity"}:
            raise BrokenContentError("is compressed in a way that was not asked for")
    return content


def _inflate(content: bytes, window_bits: int, most: int) -> bytes:
    pieces: list[bytes] = []
    room = most
    while content:
        stream = zlib.decompressobj(window_bits)
        try:
            piece = stream.decompress(content, room + 1)
        except zlib.error as error:
            if pieces:  # bytes after a whole member are padding, as gzip(1) reads them
                break
            raise BrokenContentError("is damaged: it does not decompress") from error
        room -= len(piece)
        if room < 0:
            raise BrokenContentError(f"unpacks to more than {most / 1_000_000:g} MB")
        if not stream.eof:
            raise BrokenContentError("breaks off in the middle of its compressed bytes")
        pieces.append(piece)
        content = stream.unused_data
    return b"".join(pieces)
