"""Content codings undone without trusting what they unpack to."""

from __future__ import annotations

import zlib

UNDERSTOOD = "gzip, deflate"
MOST_CODINGS = 3
MOST_MEMBERS = 10_000
GIVEN_AT_ONCE = 1 << 14


class BrokenContentError(ValueError):
    """Bytes that do not unpack, break off, or unpack to too much; the words say which."""


def decoded(content: bytes, codings: str, most: int) -> bytes:
    """Undo a Content-Encoding header, the last coding first, with at most `most` bytes after each."""
    names = [name for name in (name.strip().lower() for name in codings.split(",")) if name not in {"", "identity"}]
    if len(names) > MOST_CODINGS:
        raise BrokenContentError(f"is compressed more than {MOST_CODINGS} times over")
    for coding in reversed(names):
        if coding in {"gzip", "x-gzip"}:
            content = _inflate(content, 16 + zlib.MAX_WBITS, most)
        elif coding == "deflate":
            zlib_header = len(content) > 1 and content[0] & 0x0F == 8 and (content[0] << 8 | content[1]) % 31 == 0
            content = _inflate(content, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS, most)
        else:
            raise BrokenContentError("is compressed in a way that was not asked for")
    return content


def _inflate(content: bytes, window_bits: int, most: int) -> bytes:
    pieces: list[bytes] = []
    room = most
    whole = begin = 0
    while begin < len(content):
        try:
            piece, begin = _member(content, begin, window_bits, room)
        except zlib.error as error:
            if whole:  # bytes after a whole member are padding, as gzip(1) reads them
                break
            raise BrokenContentError("is damaged: it does not decompress") from error
        whole += 1
        if whole > MOST_MEMBERS:
            raise BrokenContentError(f"is compressed in more than {MOST_MEMBERS:,} parts")
        room -= len(piece)
        if room < 0:
            raise BrokenContentError(f"unpacks to more than {most / 1_000_000:g} MB")
        pieces.append(piece)
        if window_bits <= zlib.MAX_WBITS:  # of these two, only gzip has parts
            break
    return b"".join(pieces)


def _member(content: bytes, begin: int, window_bits: int, room: int) -> tuple[bytes, int]:
    """Unpack what begins there and return where it ends; one byte more than `room` is too much.

    Given in small parts, since zlib copies what is left over.
    """
    stream = zlib.decompressobj(window_bits)
    pieces: list[bytes] = []
    while begin < len(content) and not stream.eof and room >= 0:
        part = content[begin : begin + GIVEN_AT_ONCE]
        piece = stream.decompress(part, room + 1)
        room -= len(piece)
        begin += len(part) - len(stream.unused_data)
        pieces.append(piece)
    if not stream.eof and room >= 0:
        raise BrokenContentError("breaks off in the middle of its compressed bytes")
    return b"".join(pieces), begin
