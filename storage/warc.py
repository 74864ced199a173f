"""One WARC record: built of a capture, and read back, with the digests that show whether it is whole."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from base64 import b32encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # it ships no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # it ships no types
from zlib_ng import zlib_ng

from articles.model import Capture, Redirect

COMPRESSION = 5
"""zlib-ng packs news pages at this level as small as zlib at its own, in half the time; level 6 makes 0.6 % less in 1.2 times it."""
GZIP = zlib.MAX_WBITS | 16
GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\x03"
"""How zlib begins what it packs: no name, no time, made on Unix."""

HEAD_END = b"\r\n\r\n"
NOTHING = hashlib.sha256(b"").hexdigest()

NOT_IN_A_TOKEN = re.compile(r"[^A-Za-z0-9!#$%&'*+.^_`|~-]")
"""What a header's name may not hold (RFC 9110)."""

PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
DECODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that speak of the bytes on the wire. The bytes kept are decoded, so they are kept under another name."""

Kind = Literal["response", "resource", "revisit", "redirect", "request"]
KINDS: dict[str, Kind] = {"response": "response", "resource": "resource", "revisit": "revisit", "request": "request"}


def printable(url: str) -> str:
    """Percent-encode what could end a header line or is not ASCII."""
    return quote(url, safe=PRINTABLE, errors="surrogatepass") or "about:blank"


def warc_date(at: datetime) -> str:
    """Write a time as WARC 1.1 has it, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _http_headers(status: int, headers: Iterable[tuple[str, str]], content: bytes | None) -> StatusAndHeaders:
    """Build the HTTP head of a record; headers about the wire's own encoding move to `X-Archive-Orig-`."""
    head = []
    for raw_name, raw_value in headers:
        name = NOT_IN_A_TOKEN.sub("-", raw_name) or "-"
        head.append((f"X-Archive-Orig-{name}" if name.lower() in DECODED else name, _header_value(raw_value)))
    if content is not None:
        head.append(("Content-Length", str(len(content))))
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    return StatusAndHeaders(f"{status} {phrase}".rstrip(), head, protocol="HTTP/1.1")


def answer_record(capture: Capture, kind: Kind, record_id: str, sha256: str) -> bytes:
    """Build the record of an answer (`response`) or a file (`resource`) with its bytes."""
    headers = None if capture.status is None else _http_headers(capture.status, capture.headers, capture.content)
    kinds = [value for name, value in capture.headers if name.lower() == "content-type"]
    return _packed(
        _writer().create_warc_record(
            printable(capture.final_url),
            kind,
            payload=io.BytesIO(capture.content),
            length=len(capture.content),
            http_headers=headers,
            warc_content_type="" if headers else _header_value(kinds[0] if kinds else "application/octet-stream"),
            warc_headers_dict=_origin(capture, record_id) | {"WARC-Payload-Digest": f"sha256:{sha256}"},
        )
    )


def revisit_record(capture: Capture, record_id: str, sha256: str, first_url: str, first_at: datetime) -> bytes:
    """Build the record of an answer whose bytes are those of an earlier one."""
    headers = None if capture.status is None else _http_headers(capture.status, capture.headers, None)
    return _packed(
        _writer().create_revisit_record(
            printable(capture.final_url),
            f"sha256:{sha256}",
            first_url,
            warc_date(first_at),
            http_headers=headers,
            warc_headers_dict=_origin(capture, record_id),
        )
    )


def redirect_record(hop: Redirect, at: datetime, record_id: str, answer_id: str) -> bytes:
    """Build the record of one hop, which names the answer's record as concurrent: that tells the two apart."""
    return _packed(
        _writer().create_warc_record(
            printable(hop.url),
            "response",
            payload=io.BytesIO(b""),
            length=0,
            http_headers=_http_headers(hop.status, (("Location", hop.location),), b""),
            warc_headers_dict={
                "WARC-Date": warc_date(at),
                "WARC-Record-ID": record_id,
                "WARC-Concurrent-To": answer_id,
                "WARC-Payload-Digest": f"sha256:{NOTHING}",
            },
        )
    )


def request_record(url: str, headers: Sequence[tuple[str, str]], at: datetime, answer_id: str) -> bytes:
    """Build the record of what was asked: a GET with these headers, its host that of the address."""
    parts = urlsplit(printable(url))
    asked = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    sent = [(name, parts.netloc if name.lower() == "host" else value) for name, value in headers]
    return _packed(
        _writer().create_warc_record(
            printable(url),
            "request",
            payload=io.BytesIO(b""),
            length=0,
            http_headers=StatusAndHeaders(
                f"GET {asked} HTTP/1.1",
                [(NOT_IN_A_TOKEN.sub("-", name) or "-", _header_value(value)) for name, value in sent],
                is_http_request=True,
            ),
            warc_headers_dict={
                "WARC-Date": warc_date(at),
                "WARC-Concurrent-To": answer_id,
                "WARC-Payload-Digest": f"sha256:{NOTHING}",
            },
        )
    )


def _origin(capture: Capture, record_id: str) -> dict[str, str]:
    """Say when an answer came, from which server, and out of which other archive."""
    origin = {"WARC-Date": warc_date(capture.fetched_at), "WARC-Record-ID": record_id}
    if capture.server:
        origin["WARC-IP-Address"] = _header_value(capture.server)
    if capture.taken_from:
        origin["WARC-Source-URI"] = printable(capture.taken_from)
    return origin


def _header_value(value: str) -> str:
    return quote(value, safe=PRINTABLE + " ", errors="surrogatepass").strip()


def warcinfo(name: str, at: datetime) -> bytes:
    """Build the record that begins a file: which program wrote it, in which format."""
    record = _writer().create_warcinfo_record(
        name, {"software": f"second-source/{version('second-source')}", "format": "WARC File Format 1.1"}
    )
    record.rec_headers.replace_header("WARC-Date", warc_date(at))
    return _packed(record)


def _writer() -> Any:
    return WARCWriter(io.BytesIO(), warc_version="1.1")


def _packed(record: Any) -> bytes:
    """Serialise a record and gzip it on its own."""
    out = io.BytesIO()
    WARCWriter(out, gzip=False, warc_version="1.1").write_record(record)
    return _gzipped(out.getbuffer())


def _gzipped(block: bytes | memoryview) -> bytes:
    packer = zlib_ng.compressobj(COMPRESSION, zlib_ng.DEFLATED, GZIP)
    return packer.compress(block) + packer.flush()


@dataclass(frozen=True, slots=True)
class Found:
    """What one record says of itself. `whole` is whether its block is the one that its digest was made of.

    `cut` is whether its payload was pruned: the digest of the payload is still that of the bytes there were.
    """

    kind: Kind
    url: str
    at: str
    sha256: str
    content: bytes
    whole: bool
    cut: bool = False


def unpacked(packed: bytes) -> tuple[bytes, Found] | None:
    """Read one gzipped record, and nothing else: its block as text and bytes, and what it says of itself."""
    unpacker = zlib.decompressobj(GZIP)
    try:
        block = unpacker.decompress(packed)
    except zlib.error:
        return None
    found = parsed(block) if unpacker.eof and not unpacker.unused_data else None
    return None if found is None else (block, found)


def is_record(block: bytes) -> bool:
    """Whether this is one of our records, `warcinfo` included, and its block the one that its digest was made of."""
    if not block.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo"):
        found = parsed(block)
        return found is not None and found.whole
    return block.endswith(HEAD_END)


def parsed(block: bytes) -> Found | None:
    """Read one decompressed record; None where it is not one of ours."""
    head, _, rest = block.partition(HEAD_END)
    try:
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head.decode("utf-8").split("\r\n")[1:])
        }
        length = int(headers.get("content-length", ""))
    except ValueError:
        return None
    told = headers.get("warc-type", "")
    if not block.startswith(b"WARC/1.1\r\n") or told not in KINDS:
        return None
    body = rest[:length]
    kind = KINDS[told]
    block_digest = f"sha1:{b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode('ascii')}"
    return Found(
        "redirect" if kind == "response" and "warc-concurrent-to" in headers else kind,
        headers.get("warc-target-uri", ""),
        headers.get("warc-date", ""),
        headers.get("warc-payload-digest", "").removeprefix("sha256:"),
        body.partition(HEAD_END)[2] if kind in {"response", "request"} else body,
        rest[length:] == HEAD_END and headers.get("warc-block-digest") == block_digest,
        "warc-truncated" in headers,
    )


def without_payload(block: bytes) -> bytes:
    """Build the record that stays of a pruned answer: its headers and digest, and that its payload was cut off."""
    head, _, rest = block.partition(HEAD_END)
    is_http = b"\r\nWARC-Type: response\r\n" in head
    body = rest.partition(HEAD_END)[0] + HEAD_END if is_http else b""
    digest = b"sha1:" + b32encode(hashlib.sha1(body, usedforsecurity=False).digest())
    fresh = {b"warc-block-digest": digest, b"content-length": str(len(body)).encode("ascii")}
    lines = [b"WARC/1.1"]
    for line in head.split(b"\r\n")[1:]:
        name = line.partition(b":")[0]
        lines.append(name + b": " + fresh[name.lower()] if name.lower() in fresh else line)
    lines.append(b"WARC-Truncated: unspecified")  # the standard's word for any reason but length and time
    return _gzipped(b"\r\n".join(lines) + HEAD_END + body + HEAD_END)
