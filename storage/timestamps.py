"""Time stamps of the audit log's head (RFC 3161): an authority outside this desk signs that the head was known by then."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Engine, select

from storage.audit import AuditEntry, audit_head, record
from storage.database import reading
from storage.errors import StorageError
from storage.tables import AuditEntryRow, table

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

KIND = "timestamp"
LOG = table(AuditEntryRow)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One time stamp: of which entry, by which authority, and the answer it gave. `at` is the time it signed."""

    seq: int
    head: str
    authority: str
    answer: bytes


@dataclass(frozen=True, slots=True)
class StampVerdict:
    """What is known of one time stamp: only `ok` was checked against a root certificate."""

    seq: int
    status: Literal["ok", "mismatch", "unverifiable"]
    message: str


def stamp_head(engine: Engine, ask: Callable[[bytes], bytes], authority: str, now: datetime) -> Stamp:
    """Have the log's head signed, and keep the answer as the log's next entry.

    `ask` sends a request to the authority and returns its answer; `authority` is its address without credentials.
    StorageError where the log is empty or the answer is no stamp of this head.
    """
    from rfc3161_client import (  # noqa: PLC0415  most desks have no authority
        HashAlgorithm,
        TimestampRequestBuilder,
        decode_timestamp_response,
    )

    seq, head = audit_head(engine)
    if not seq:
        raise StorageError("The audit log is empty: there is nothing to have stamped yet.")
    request = TimestampRequestBuilder().data(head.encode("ascii")).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = ask(request.as_bytes())
    try:
        told = decode_timestamp_response(answer)
        granted, nonce = told.status == 0, told.tst_info.nonce
        imprint = told.tst_info.message_imprint.message
    except ValueError as error:
        raise StorageError(f"{authority} gave no time stamp ({error}); check SECOND_SOURCE_TIMESTAMP_URL.") from error
    if not granted or nonce != request.nonce or imprint != request.message_imprint.message:
        raise StorageError(f"{authority} gave a time stamp of something else; ask again, or another authority.")
    payload = {
        "seq": seq,
        "head": head,
        "authority": authority,
        "answer": base64.b64encode(answer).decode("ascii"),
    }
    record(engine, KIND, payload, now)
    return Stamp(seq, head, authority, answer)


def stamps_among(entries: Iterable[AuditEntry]) -> list[Stamp]:
    """Return the time stamps that a log holds; ValueError where an entry of that kind holds none."""
    found = []
    for entry in entries:
        if entry.kind == KIND:
            said = json.loads(entry.payload)
            try:
                answer = base64.b64decode(said["answer"], validate=True)
                found.append(Stamp(int(said["seq"]), str(said["head"]), str(said["authority"]), answer))
            except (KeyError, TypeError, binascii.Error) as error:
                raise ValueError(f"entry {entry.seq} holds no time stamp") from error
    return found


def check_stamps(
    stamps: Sequence[Stamp], hash_of: Callable[[int], str | None], roots: Sequence[Certificate]
) -> tuple[StampVerdict, ...]:
    """Check each time stamp: that it is of the entry it names, and that its signature leads to one of the roots."""
    return tuple(_check(stamp, hash_of(stamp.seq), roots) for stamp in stamps)


def _check(stamp: Stamp, held: str | None, roots: Sequence[Certificate]) -> StampVerdict:
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415  as above

    if held is not None and held != stamp.head:
        return StampVerdict(stamp.seq, "mismatch", f"entry {stamp.seq} is not what {stamp.authority} stamped")
    try:
        told = decode_timestamp_response(stamp.answer)
        at = told.tst_info.gen_time.isoformat()
    except ValueError:
        return StampVerdict(stamp.seq, "mismatch", f"the answer of {stamp.authority} cannot be read")
    if not roots:
        reason = "no root certificate to check it against (SECOND_SOURCE_TIMESTAMP_ROOTS)"
        return StampVerdict(stamp.seq, "unverifiable", f"entry {stamp.seq}, {at} by {stamp.authority}: {reason}")
    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify_message(told, stamp.head.encode("ascii"))
    except (VerificationError, ValueError) as error:
        return StampVerdict(stamp.seq, "mismatch", f"entry {stamp.seq}, {at} by {stamp.authority}: {error}")
    if held is None:
        return StampVerdict(
            stamp.seq, "unverifiable", f"signed {at} by {stamp.authority}; entry {stamp.seq} is not here"
        )
    return StampVerdict(stamp.seq, "ok", f"entry {stamp.seq} was known to {stamp.authority} at {at}")


def verify_stamps(engine: Engine, roots: Sequence[Certificate]) -> tuple[StampVerdict, ...]:
    """Check the time stamps in a desk's own log."""
    with reading(engine) as connection:
        rows = connection.execute(select(LOG).where(LOG.c.kind == KIND).order_by(LOG.c.seq)).all()

        def hash_of(seq: int) -> str | None:
            return connection.execute(select(LOG.c.hash).where(LOG.c.seq == seq)).scalar_one_or_none() or ""

        try:
            stamps = stamps_among(AuditEntry(**row._asdict()) for row in rows)
        except ValueError as error:
            return (StampVerdict(0, "mismatch", str(error)),)
        return check_stamps(stamps, hash_of, roots)


def roots_in(pem: bytes) -> tuple[Certificate, ...]:
    """Read root certificates; StorageError where there are none."""
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415  as above

    try:
        return tuple(load_pem_x509_certificates(pem))
    except ValueError as error:
        raise StorageError("The file of root certificates holds none in PEM form; name another.") from error
